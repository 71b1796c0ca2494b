/*
 * The start screen, which names nobody; the list of names behind one key; and
 * the one line in which a new person's name is written.
 *
 * Typing filters at once.  One match opens with Enter; several are shown by
 * their references only, because the person may be looking on.
 */
#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "ui/edit.h"
#include "ui/menu_list.h"

enum { REFERENCES_SHOWN = 8, PEOPLE_SHOWN = 200 };

/* What the start screen's buttons do, in order below the field. */
enum button { BUTTON_FIND, BUTTON_OPEN, BUTTON_NEW, BUTTON_NAMES, BUTTON_MAX };

struct start {
	struct edit *search;
	enum button focus;
};

/* Names as a list, or the line for a new name. */
struct people {
	struct edit *search; /* NULL: the line for a new name */
	struct edit *name;
	struct menu_list list;
	const struct person *people;
	int height;
};

static void
start_free(void *state)
{
	struct start *start = state;

	edit_free(start->search);
	mem_free(start);
}

static void
people_free(void *state)
{
	struct people *people = state;

	edit_free(people->search);
	edit_free(people->name);
	mem_free(people);
}

/* The plan opened, and its home screen above the start. */
static void
open_person(struct ui *ui, int64_t id)
{
	struct err err = {0};

	if (!desk_open_plan(ui_desk(ui), id, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	screen_pop_to_start(ui);
	overview_open(ui);
	page_open_pending(ui);
}

/* Keys of a line to write in; false if the event is none of them. */
static bool
edit_line_event(struct edit *edit, const struct term_event *event)
{
	if (event->kind == TERM_TEXT) {
		edit_type(edit, event->text, event->length);
		return true;
	}
	if (event->kind == TERM_PASTE) {
		edit_paste(edit, event->text, event->length);
		return true;
	}
	if (event->kind != TERM_KEY)
		return false;
	switch (event->key) {
	case KEY_NAME_BACKSPACE:
		edit_backspace(edit);
		return true;
	case KEY_NAME_DELETE:
		edit_delete(edit);
		return true;
	case KEY_NAME_LEFT:
		edit_left(edit);
		return true;
	case KEY_NAME_RIGHT:
		edit_right(edit);
		return true;
	default:
		return false;
	}
}

/* A label and its line; the cursor in it when it is in focus. */
static void
draw_line(struct ui *ui, struct edit *edit, int row, int columns,
    const char *label, bool is_focus)
{
	struct term *term = ui_term(ui);
	int at = 18, width = columns - at - 2, caret_row, caret;

	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(
	    term, row, 2, at - 3, label, is_focus ? ROLE_FOCUS : ROLE_LABEL);
	term_fill(term, row, at, width, ROLE_FIELD);
	term_put_text(term, row, at, width, edit_text(edit), ROLE_FIELD);
	edit_caret_at(edit, 10000, &caret_row, &caret);
	if (is_focus)
		term_cursor(
		    term, row, at + (caret < width ? caret : width - 1));
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
start_subtitle(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_START_ASK));
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
	draw_line(ui, start->search, row, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), start->focus == BUTTON_FIND);
}

/* Whoever comes back to the start must not read the name that was typed. */
static void
open_found(struct ui *ui, struct start *start, int64_t id)
{
	edit_free(start->search);
	start->search = edit_new("", true);
	open_person(ui, id);
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
		&count, &err))
		ui_say_err(ui, &err);
	else if (count == 1)
		open_found(ui, start, people[0].id);
	else
		ui_say(ui, count == 0 ? WORD_UI_FITS_NONE : WORD_UI_TYPE_MORE,
		    NULL);
}

static void new_person_open(struct ui *ui);
static void people_open(struct ui *ui);

static void
press(struct ui *ui, struct start *start)
{
	switch (start->focus) {
	case BUTTON_FIND:
	case BUTTON_OPEN:
		open_match(ui, start);
		break;
	case BUTTON_NEW:
		new_person_open(ui);
		break;
	case BUTTON_NAMES:
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
	if (edit_line_event(start->search, event)) {
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

static void
people_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	struct people *people = state;
	size_t count;
	char number[24];
	struct err err = {0};

	str_put(left,
	    words_get(ui_words(ui),
		people->search != NULL ? WORD_UI_PEOPLE : WORD_UI_NEW_PERSON));
	if (people->search == NULL || !desk_count(ui_desk(ui), &count, &err))
		return;
	snprintf(number, sizeof(number), "%zu", count);
	words_put(right, ui_words(ui), WORD_UI_PEOPLE_COUNT, number, NULL);
}

static void
put_person(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct people *people = context;
	const struct person *person = &people->people[index];
	struct str left = STR_EMPTY;
	char step[16], next[DATE_ISO_SIZE] = "";
	int name = columns > 60 ? columns - 40 : columns - 12;

	term_put_text(term, row, column, name - 1, person->name,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	term_put_text(
	    term, row, column + name, 6, person->reference, ROLE_TEXT);
	snprintf(step, sizeof(step), "%d", person->step);
	term_put_text(term, row, column + name + 7, 3, step, ROLE_TEXT);
	if (columns <= 60)
		return;
	if (person->left_week.is_known)
		money_put(&left, person->left_week.pence);
	term_put_text(term, row, column + name + 11, 14, left.text, ROLE_TEXT);
	if (date_is_real(person->next))
		date_write_iso(person->next, next);
	term_put_text(term, row, column + name + 26, 12, next, ROLE_TEXT);
	str_release(&left);
}

static void
people_draw(struct ui *ui, void *state, const struct area *area)
{
	struct people *people = state;
	struct err err = {0};

	people->height = area->rows - 3;
	if (!desk_list(ui_desk(ui), edit_text(people->search), 0, PEOPLE_SHOWN,
		&people->people, &people->list.count, &err))
		ui_say_err(ui, &err);
	draw_line(ui, people->search, area->top + 1, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), people->list.count == 0);
	menu_list_draw(&people->list, ui_term(ui), area->top + 3,
	    people->height, area->columns, put_person, people);
}

static bool
people_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct people *people = state;

	if (event->kind == TERM_KEY && event->key == KEY_NAME_ENTER) {
		if (people->list.focus < people->list.count)
			open_person(ui, people->people[people->list.focus].id);
		return true;
	}
	return menu_list_event(&people->list, event, people->height) ||
	       edit_line_event(people->search, event);
}

static void
people_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_CHOOSE));
}

static const struct screen_class people_class = {
    .name = "people",
    .title = people_title,
    .draw = people_draw,
    .event = people_event,
    .hints = people_hints,
    .free = people_free,
};

static void
people_open(struct ui *ui)
{
	struct people *people = mem_new(sizeof(*people));

	people->search = edit_new("", true);
	screen_push(ui, &people_class, people);
}

static void
new_person_draw(struct ui *ui, void *state, const struct area *area)
{
	struct people *people = state;

	term_put_text(ui_term(ui), area->top + 3, 2, area->columns - 3,
	    words_get(ui_words(ui), WORD_UI_NEW_PERSON_HINT), ROLE_HINT);
	draw_line(ui, people->name, area->top + 1, area->columns,
	    words_get(ui_words(ui), WORD_UI_NAME), true);
}

static bool
new_person_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct people *people = state;
	struct err err = {0};

	if (event->kind != TERM_KEY || event->key != KEY_NAME_ENTER)
		return edit_line_event(people->name, event);
	if (text_is_blank(edit_text(people->name))) {
		ui_say(ui, WORD_APP_NAME_EMPTY, NULL);
		return true;
	}
	if (!desk_add_plan(ui_desk(ui), edit_text(people->name), &err)) {
		ui_say_err(ui, &err);
		return true;
	}
	screen_pop_to_start(ui);
	overview_open(ui);
	return true;
}

static const struct screen_class new_person_class = {
    .name = "new person",
    .title = people_title,
    .draw = new_person_draw,
    .event = new_person_event,
    .free = people_free,
};

static void
new_person_open(struct ui *ui)
{
	struct people *people = mem_new(sizeof(*people));

	people->name = edit_new("", true);
	screen_push(ui, &new_person_class, people);
}
