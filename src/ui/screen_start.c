/*
 * The start screen, which names nobody.
 *
 * Typing filters at once.  One match opens with Enter; several are shown by
 * their references only, because the person may be looking on.  What is due
 * stands below in a sentence each, by reference too: the first few, as they
 * were when one came here.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/due.h"

#include "ui/line.h"
#include "ui/screens.h"

enum {
	INDENT = 2,
	REFERENCES_SHOWN = 8,
	DUES_SHOWN = 3,
	ROOMY = 9 /* rows, with blank ones */
};

/* What the start screen's buttons do, in order below the field. */
enum button {
	BUTTON_FIND,
	BUTTON_OPEN,
	BUTTON_NEW,
	BUTTON_NAMES,
	BUTTON_DUE,
	BUTTON_SETTINGS,
	BUTTON_MAX
};

struct start {
	struct edit *search;
	enum button focus;
	int first_button; /* the row of the first on the screen */

	/* As it was when one came here. */
	struct arena *arena;
	struct due_items due;
	size_t people;
};

static void
start_free(void *state)
{
	struct start *start = state;

	edit_free(start->search);
	arena_free(start->arena);
	mem_free(start);
}

static void
start_enter(struct ui *ui, void *state)
{
	struct start *start = state;
	struct desk *desk = ui_desk(ui);
	struct err err = {0};

	arena_free(start->arena);
	start->arena = arena_new();
	if (!desk_count(desk, &start->people, &err) ||
	    !desk_list_due(
		desk, DUE_SOON, DUES_SHOWN, start->arena, &start->due, &err))
		ui_say_err(ui, &err);
}

static void
start_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	str_put(left, words_get(ui_words(ui), WORD_UI_PROGRAM));
	if (desk_is_practice(ui_desk(ui)))
		str_put(right, words_get(ui_words(ui), WORD_UI_PRACTICE));
}

/* Before anything is typed: what this file is, and what to type. */
static enum word
guide(struct ui *ui, const struct start *start)
{
	if (desk_is_practice(ui_desk(ui)))
		return WORD_UI_START_PRACTICE;
	return start->people == 0 ? WORD_UI_START_EMPTY : WORD_UI_TYPE_NAME;
}

/* What there is beside the first few, and how one comes there. */
static void
put_rest(struct ui *ui, struct str *out, size_t rest)
{
	str_clear(out);
	if (rest > 0)
		words_put(out, ui_words(ui), WORD_UI_START_DUE_MORE,
		    numeral_of_count(rest).text, NULL);
}

/*
 * What is due, the first of it in a sentence each, in the rows before `end`;
 * gives those that it took.
 */
static int
draw_due(struct ui *ui, const struct start *start, const struct area *area,
    int row, int end)
{
	struct str line = STR_EMPTY, rest = STR_EMPTY;
	int first = row, below = 0;

	for (size_t i = 0; i < start->due.count; i++) {
		const struct due_item *item = &start->due.list[i];
		str_clear(&line);
		str_format(&line, "%s  ", item->reference);
		due_put(&line, item, ui_words(ui));
		put_rest(ui, &rest, start->due.total - i - 1);
		below = rest.length > 0 ? ui_count_rows(area, INDENT, rest.text)
					: 0;
		if (row + ui_count_rows(area, INDENT, line.text) + below >
		    end) {
			put_rest(ui, &rest, start->due.total - i);
			break;
		}
		row += ui_put_text(ui, area, row, INDENT, line.text,
		    item->is_late ? ROLE_WARNING : ROLE_TEXT);
	}
	if (row > first && rest.length > 0)
		row += ui_put_text(ui, area, row, INDENT, rest.text, ROLE_TEXT);
	str_release(&line);
	str_release(&rest);
	return row - first;
}

/* Where no sentence has room: how much it is. */
static void
note_due(struct ui *ui, const struct start *start, const struct area *area)
{
	struct str text = STR_EMPTY;

	words_put(&text, ui_words(ui), WORD_UI_START_DUE,
	    numeral_of_count(start->due.total).text, NULL);
	if (area->note >= 0)
		line_put(ui_term(ui), area->note, INDENT,
		    area->columns - INDENT, text.text, ROLE_TEXT);
	str_release(&text);
}

/* How many fit, by reference alone. */
static void
put_matches(struct ui *ui, struct start *start, struct str *out)
{
	const struct person *people;
	size_t count;
	struct err err = {0};

	if (!desk_list(ui_desk(ui), edit_text(start->search), 0,
		REFERENCES_SHOWN + 1, &people, &count, &err))
		return;
	words_put(out, ui_words(ui),
	    count == 0                 ? WORD_UI_FITS_NONE
	    : count > REFERENCES_SHOWN ? WORD_UI_FITS_MANY
				       : WORD_UI_FITS_SOME,
	    numeral_of_count(count).text, NULL);
	for (size_t i = 0; count > 1 && count <= REFERENCES_SHOWN && i < count;
	     i++)
		str_format(out, "  %s", people[i].reference);
}

/* Gives the rows it took; the buttons stand below it. */
static int
draw_guide(struct ui *ui, struct start *start, const struct area *area, int row)
{
	enum { BUTTONS = BUTTON_MAX - BUTTON_OPEN };
	struct str text = STR_EMPTY;
	bool is_empty = edit_length(start->search) == 0;
	int blank = area->rows >= ROOMY ? 1 : 0;
	int end = area->top + area->rows - BUTTONS - blank;

	if (is_empty)
		str_put(&text, words_get(ui_words(ui), guide(ui, start)));
	else
		put_matches(ui, start, &text);
	int count = ui_put_text(ui, area, row, INDENT, text.text, ROLE_TEXT);
	str_release(&text);
	if (!is_empty || start->due.total == 0)
		return count;
	int due = draw_due(ui, start, area, row + count + blank, end);
	if (due == 0)
		note_due(ui, start, area);
	return count + (due > 0 ? due + blank : 0);
}

static const enum word button_words[BUTTON_MAX] = {
    [BUTTON_FIND] = WORD_UI_FIND,
    [BUTTON_OPEN] = WORD_UI_BUTTON_OPEN,
    [BUTTON_NEW] = WORD_UI_BUTTON_NEW,
    [BUTTON_NAMES] = WORD_UI_BUTTON_NAMES,
    [BUTTON_DUE] = WORD_UI_DUE_TITLE,
    [BUTTON_SETTINGS] = WORD_UI_ACT_SETTINGS,
};

static void
start_draw(struct ui *ui, void *state, const struct area *area)
{
	struct start *start = state;
	int blank = area->rows >= ROOMY ? 1 : 0;
	int row = area->top + blank;

	line_draw(ui_term(ui), start->search, row, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), start->focus == BUTTON_FIND);
	row += 1 + blank;
	row += draw_guide(ui, start, area, row) + blank;
	start->first_button = row;
	for (enum button i = BUTTON_OPEN; i < BUTTON_MAX; i++)
		if (row < area->top + area->rows)
			line_draw_button(ui_term(ui), row++, area->columns,
			    words_get(ui_words(ui), button_words[i]),
			    start->focus == i);
}

/* Whoever comes back to the start must not read the name that was typed. */
static void
forget_search(struct start *start)
{
	edit_free(start->search);
	start->search = edit_new("", true);
	start->focus = BUTTON_FIND;
}

static void
open_match(struct ui *ui, struct start *start)
{
	const struct person *people;
	size_t count;
	struct err err = {0};

	if (edit_length(start->search) == 0) {
		ui_say(ui, WORD_UI_TYPE_FIRST, NULL);
		return;
	}
	if (!desk_list(ui_desk(ui), edit_text(start->search), 0, 2, &people,
		&count, &err)) {
		ui_say_err(ui, &err);
	} else if (count > 1) {
		ui_say(ui, WORD_UI_TYPE_MORE, NULL);
	} else if (count == 0) {
		start->focus = BUTTON_NEW;
		ui_say(ui, WORD_UI_TYPE_NEW, NULL);
	} else {
		forget_search(start);
		person_open(ui, people[0].id);
	}
}

static void
press(struct ui *ui, struct start *start)
{
	switch (start->focus) {
	case BUTTON_FIND:
	case BUTTON_OPEN:
		open_match(ui, start);
		break;
	case BUTTON_NEW:
		new_person_open(ui, edit_text(start->search));
		forget_search(start);
		break;
	case BUTTON_NAMES:
		forget_search(start);
		people_open(ui);
		break;
	case BUTTON_DUE:
		forget_search(start);
		due_open(ui);
		break;
	case BUTTON_SETTINGS:
		ui_act(ui, ACTION_SETTINGS);
		break;
	case BUTTON_MAX:
		break;
	}
}

static bool
click(struct ui *ui, struct start *start, int row)
{
	int button = BUTTON_OPEN + row - start->first_button;

	if (button < BUTTON_OPEN || button >= BUTTON_MAX)
		return false;
	start->focus = (enum button)button;
	press(ui, start);
	return true;
}

static bool
start_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct start *start = state;

	if (term_is_key(event, KEY_NAME_ESCAPE)) {
		forget_search(start);
		return true;
	}
	if (event->kind == TERM_CLICK)
		return click(ui, start, event->row);
	if (term_is_key(event, KEY_NAME_ENTER)) {
		press(ui, start);
		return true;
	}
	int next = line_step(event, (int)start->focus, BUTTON_MAX);
	if (next >= 0)
		start->focus = (enum button)next;
	return next >= 0;
}

static struct edit *
start_writing(struct ui *ui, void *state)
{
	const struct start *start = state;

	(void)ui;
	return start->search;
}

static void
start_typed(struct ui *ui, void *state)
{
	struct start *start = state;

	(void)ui;
	start->focus = BUTTON_FIND;
}

static const struct screen_class start_class = {
    .name = "start",
    .about = WORD_UI_HELP_START,
    .keys = WORD_UI_KEYS_START,
    .put_title = start_title,
    .heading = WORD_UI_START_ASK,
    .hint = WORD_UI_HINTS_START,
    .enter = start_enter,
    .draw = start_draw,
    .event = start_event,
    .writing = start_writing,
    .typed = start_typed,
    .free = start_free,
};

void
start_open(struct ui *ui)
{
	struct start *start = mem_new(sizeof(*start));

	start->search = edit_new("", true);
	screen_push(ui, &start_class, start);
}
