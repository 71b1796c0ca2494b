/*
 * The start screen, which names nobody.
 *
 * Typing filters at once.  One match opens with Enter; several are shown by
 * their references only, because the person may be looking on.
 *
 * Tested through scripts, tests/screens.
 */
#include "desk/due.h"
#include "ui/line.h"
#include "ui/screen.h"

enum { REFERENCES_SHOWN = 8, ROOMY = 9 /* rows, with blank ones */ };

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
};

static void
start_free(void *state)
{
	struct start *start = state;

	edit_free(start->search);
	mem_free(start);
}

static void
start_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	str_put(left, words_get(ui_words(ui), WORD_UI_PROGRAM));
	if (desk_is_practice(ui_desk(ui)))
		str_put(right, words_get(ui_words(ui), WORD_UI_PRACTICE));
}

static void
start_subtitle(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)right;
	(void)state;
	str_put(left, words_get(ui_words(ui), WORD_UI_START_ASK));
}

/* Before anything is typed: what this file is, and what to type. */
static void
put_guide(struct ui *ui, struct str *out)
{
	struct err err = {0};
	size_t count;

	if (desk_is_practice(ui_desk(ui)))
		str_put(out, words_get(ui_words(ui), WORD_UI_START_PRACTICE));
	else if (desk_count(ui_desk(ui), &count, &err) && count == 0)
		str_put(out, words_get(ui_words(ui), WORD_UI_START_EMPTY));
	else
		str_put(out, words_get(ui_words(ui), WORD_UI_TYPE_NAME));
}

/* For how many something is due this week, and some of their references. */
static void
put_due(struct ui *ui, struct str *out)
{
	struct arena *arena = arena_new();
	const struct due_soon *people;
	struct str shown = STR_EMPTY;
	struct err err = {0};
	size_t count, people_count = 0;

	if (!desk_list_week(ui_desk(ui), arena, &people, &count, &err))
		ui_say_err(ui, &err);
	for (size_t i = 0; i < count; i++)
		if (!people[i].is_again && people_count++ < REFERENCES_SHOWN)
			str_format(&shown, "  %s", people[i].reference);
	if (people_count > 0) {
		str_put(out, "\n\n");
		words_put(out, ui_words(ui), WORD_UI_START_DUE,
		    numeral_of_count(people_count).text, NULL);
		str_put(out, shown.text);
	}
	str_release(&shown);
	arena_free(arena);
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

/* Gives the rows it took. */
static int
draw_guide(struct ui *ui, struct start *start, const struct area *area, int row)
{
	struct str text = STR_EMPTY;

	if (edit_length(start->search) == 0) {
		put_guide(ui, &text);
		put_due(ui, &text);
	} else {
		put_matches(ui, start, &text);
	}
	int count = ui_put_text(ui, area, row, 2, text.text, ROLE_TEXT);
	str_release(&text);
	return count;
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
	bool is_key = event->kind == TERM_KEY;

	if (is_key && event->key == KEY_NAME_ESCAPE) {
		forget_search(start);
		return true;
	}
	if (event->kind == TERM_CLICK)
		return click(ui, start, event->row);
	if (is_key && event->key == KEY_NAME_ENTER) {
		press(ui, start);
		return true;
	}
	if (is_key &&
	    (event->key == KEY_NAME_TAB || event->key == KEY_NAME_DOWN)) {
		start->focus = (start->focus + 1) % BUTTON_MAX;
		return true;
	}
	if (is_key &&
	    (event->key == KEY_NAME_BACK_TAB || event->key == KEY_NAME_UP)) {
		start->focus = (start->focus + BUTTON_MAX - 1) % BUTTON_MAX;
		return true;
	}
	return false;
}

static void
start_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_START));
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
    .title = start_title,
    .subtitle = start_subtitle,
    .draw = start_draw,
    .event = start_event,
    .hints = start_hints,
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
