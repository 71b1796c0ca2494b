/*
 * What is due this week, or late, over all people: behind a button, since it
 * names them.
 *
 * The list is the desk's (desk/due.h), read at every drawing: what is done in
 * a plan that was opened from here shows when one comes back.  Tested through
 * scripts, tests/screens.
 */
#include "desk/due.h"

#include "ui/line.h"
#include "ui/menu_list.h"

enum { INDENT = 2, GAP = 1, REFERENCE = 6, DATE_PART = 2 };

struct due {
	struct ui *ui;
	struct menu_list list;
	struct arena *arena;
	const struct due_soon *people;
	int height;
};

static void
due_free(void *state)
{
	struct due *due = state;

	arena_free(due->arena);
	mem_free(due);
}

static void
due_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_put(left, words_get(ui_words(ui), WORD_UI_DUE_TITLE));
}

static void
due_subtitle(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_put(left, words_get(ui_words(ui), WORD_UI_DUE_ABOUT));
}

/* "late: 3 November 2026" */
static void
put_when(
    struct str *out, const struct words *words, const struct due_soon *person)
{
	static const enum word sentences[2][2] = {
	    {WORD_UI_DUE_NEXT, WORD_UI_DUE_LATE},
	    {WORD_UI_DUE_ERASE, WORD_UI_DUE_ERASE_LATE},
	};
	struct str day = STR_EMPTY;

	date_put(&day, person->date, words);
	words_put(out, words, sentences[person->is_erasing][person->is_late],
	    day.text, NULL);
	str_release(&day);
}

static void
put_person(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct due *due = context;
	const struct due_soon *person = &due->people[index];
	struct str when = STR_EMPTY;
	int when_at = columns / DATE_PART;
	int reference_at = when_at - REFERENCE;

	put_when(&when, ui_words(due->ui), person);
	line_put(term, row, column, reference_at - GAP, person->name,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	term_put_text(term, row, column + reference_at, REFERENCE - GAP,
	    person->reference, ROLE_TEXT);
	line_put(term, row, column + when_at, columns - when_at, when.text,
	    person->is_late ? ROLE_WARNING : ROLE_TEXT);
	str_release(&when);
}

static void
refresh(struct due *due)
{
	struct err err = {0};

	arena_free(due->arena);
	due->arena = arena_new();
	if (!desk_list_week(ui_desk(due->ui), due->arena, &due->people,
		&due->list.count, &err))
		ui_say_err(due->ui, &err);
}

static void
due_draw(struct ui *ui, void *state, const struct area *area)
{
	struct due *due = state;

	refresh(due);
	due->height = area->rows - 1;
	term_cursor(ui_term(ui), area->top, 0);
	if (due->list.count == 0)
		ui_put_text(ui, area, area->top + 1, INDENT,
		    words_get(ui_words(ui), WORD_UI_DUE_NOTHING), ROLE_TEXT);
	menu_list_draw(&due->list, ui_term(ui), area->top + 1, due->height,
	    area->columns, put_person, due);
	ui_put_more(ui, area, menu_list_has_more(&due->list, due->height));
}

static bool
due_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct due *due = state;

	if (event->kind == TERM_KEY && event->key == KEY_NAME_ENTER) {
		if (due->list.focus < due->list.count)
			person_open(ui, due->people[due->list.focus].id);
		return true;
	}
	return menu_list_event(&due->list, event, due->height);
}

static void
due_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_CHOOSE));
}

static const struct screen_class due_class = {
    .name = "due",
    .about = WORD_UI_HELP_DUE,
    .keys = WORD_UI_KEYS_DUE,
    .title = due_title,
    .subtitle = due_subtitle,
    .draw = due_draw,
    .event = due_event,
    .hints = due_hints,
    .free = due_free,
};

void
due_open(struct ui *ui)
{
	struct due *due = mem_new(sizeof(*due));

	due->ui = ui;
	refresh(due);
	screen_push(ui, &due_class, due);
}
