/*
 * The start screen, which names nobody.
 *
 * Typing filters at once.  One match opens with Enter; several are shown by
 * their references only, because the person may be looking on.
 *
 * Tested through scripts, tests/screens.
 */
#include <stdio.h>

#include "ui/line.h"
#include "ui/screen.h"

enum { REFERENCES_SHOWN = 8 };

/* What the start screen's buttons do, in order below the field. */
enum button { BUTTON_FIND, BUTTON_OPEN, BUTTON_NEW, BUTTON_NAMES, BUTTON_MAX };

struct start {
	struct edit *search;
	enum button focus;
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

/* How many fit, by reference alone. */
static void
draw_matches(struct ui *ui, struct start *start, int row, int columns)
{
	const struct person *people;
	size_t count;
	char number[24];
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (edit_length(start->search) == 0)
		return;
	if (!desk_list(ui_desk(ui), edit_text(start->search), 0,
		REFERENCES_SHOWN + 1, &people, &count, &err))
		return;
	snprintf(number, sizeof(number), "%zu", count);
	if (count == 0)
		words_put(&text, ui_words(ui), WORD_UI_FITS_NONE, NULL);
	else if (count == 1)
		words_put(&text, ui_words(ui), WORD_UI_FITS_ONE, NULL);
	else if (count > REFERENCES_SHOWN)
		words_put(&text, ui_words(ui), WORD_UI_FITS_MANY, NULL);
	else
		words_put(&text, ui_words(ui), WORD_UI_FITS_SOME, number, NULL);
	for (size_t i = 0; count > 1 && count <= REFERENCES_SHOWN && i < count;
	     i++)
		str_format(&text, "  %s", people[i].reference);
	term_put_text(ui_term(ui), row, 2, columns - 3, text.text, ROLE_TEXT);
	str_release(&text);
}

static const enum word button_words[BUTTON_MAX] = {
    [BUTTON_FIND] = WORD_UI_FIND,
    [BUTTON_OPEN] = WORD_UI_BUTTON_OPEN,
    [BUTTON_NEW] = WORD_UI_BUTTON_NEW,
    [BUTTON_NAMES] = WORD_UI_BUTTON_NAMES,
};

static void
start_draw(struct ui *ui, void *state, const struct area *area)
{
	struct start *start = state;
	struct term *term = ui_term(ui);
	int row = area->top + 1;

	draw_matches(ui, start, row + 2, area->columns);
	for (enum button i = BUTTON_OPEN; i < BUTTON_MAX; i++) {
		bool is_focus = start->focus == i;
		struct str text = STR_EMPTY;
		int at = row + 3 + (int)i;
		str_format(
		    &text, "[ %s ]", words_get(ui_words(ui), button_words[i]));
		term_put_text(term, at, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
		term_put_text(term, at, 2, area->columns - 3, text.text,
		    is_focus ? ROLE_FOCUS : ROLE_LABEL);
		if (is_focus)
			term_cursor(term, at, 2);
		str_release(&text);
	}
	line_draw(term, start->search, row, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), start->focus == BUTTON_FIND);
}

/* Whoever comes back to the start must not read the name that was typed. */
static void
forget_search(struct start *start)
{
	edit_free(start->search);
	start->search = edit_new("", true);
}

static void
open_match(struct ui *ui, struct start *start)
{
	const struct person *people;
	size_t count;
	struct err err = {0};

	if (edit_length(start->search) == 0) {
		ui_say(ui, WORD_UI_TYPE_NAME, NULL);
		return;
	}
	if (!desk_list(ui_desk(ui), edit_text(start->search), 0, 2, &people,
		&count, &err)) {
		ui_say_err(ui, &err);
	} else if (count != 1) {
		ui_say(ui, count == 0 ? WORD_UI_FITS_NONE : WORD_UI_TYPE_MORE,
		    NULL);
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
		forget_search(start);
		new_person_open(ui);
		break;
	case BUTTON_NAMES:
		forget_search(start);
		people_open(ui);
		break;
	case BUTTON_MAX:
		break;
	}
}

static bool
start_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct start *start = state;
	bool is_key = event->kind == TERM_KEY;

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
	if (line_event(start->search, event)) {
		start->focus = BUTTON_FIND;
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

static const struct screen_class start_class = {
    .name = "start",
    .title = start_title,
    .subtitle = start_subtitle,
    .draw = start_draw,
    .event = start_event,
    .hints = start_hints,
    .free = start_free,
};

void
start_open(struct ui *ui)
{
	struct start *start = mem_new(sizeof(*start));

	start->search = edit_new("", true);
	screen_push(ui, &start_class, start);
}
