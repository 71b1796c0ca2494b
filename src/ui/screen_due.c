/*
 * What is due this week, or late, over all people: behind a button, since it
 * names them.
 *
 * The list is the desk's (desk/due.h), fetched when one comes here.  Enter
 * leads to the question that says the day.  Tested through scripts,
 * tests/screens.
 */
#include "desk/due.h"

#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"

enum {
	INDENT = 2,
	GAP = 1,
	REFERENCE = 6,
	NAME_AT = INDENT + REFERENCE,
	SHOWN = 200 /* what is due later waits until these are done */
};

struct due_screen {
	struct ui *ui;
	struct menu_list list;
	struct arena *arena;
	struct due_items items;
	struct area area; /* of the list, as drawn last */
};

static void
due_free(void *state)
{
	struct due_screen *due = state;

	arena_free(due->arena);
	mem_free(due);
}

static int
rows_of(void *context, size_t index, bool is_focus)
{
	const struct due_screen *due = context;
	struct str sentence = STR_EMPTY;

	(void)is_focus;
	due_put(&sentence, &due->items.list[index], ui_words(due->ui));
	int rows = ui_count_rows(&due->area, NAME_AT, sentence.text);
	str_release(&sentence);
	return 1 + rows;
}

/* The sentence stands below the name. */
static void
put_item(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct due_screen *due = context;
	const struct due_item *item = &due->items.list[index];
	struct str sentence = STR_EMPTY;

	term_put_text(
	    term, row, column, REFERENCE - GAP, item->reference, ROLE_TEXT);
	line_put(term, row, NAME_AT, columns - REFERENCE, item->name,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	due_put(&sentence, item, ui_words(due->ui));
	ui_put_text(due->ui, &due->area, row + 1, NAME_AT, sentence.text,
	    item->is_late ? ROLE_WARNING : ROLE_TEXT);
	str_release(&sentence);
}

static void
due_enter(struct ui *ui, void *state)
{
	struct due_screen *due = state;
	struct err err = {0};

	arena_free(due->arena);
	due->arena = arena_new();
	if (!desk_list_due(
		ui_desk(ui), DUE_SOON, SHOWN, due->arena, &due->items, &err))
		ui_say_err(ui, &err);
	due->list.count = due->items.count;
}

/* In the note: there is more, on this screen or behind it. */
static void
put_more(struct ui *ui, const struct due_screen *due, const struct area *area)
{
	size_t rest = due->items.total - due->items.count;
	bool is_more = menu_list_has_more(&due->list, due->area.rows);
	struct str text = STR_EMPTY;

	ui_put_more(ui, area, is_more);
	if (is_more || rest == 0 || area->note < 0)
		return;
	words_put(&text, ui_words(ui), WORD_UI_DUE_REST,
	    numeral_of_count(rest).text, NULL);
	line_put(ui_term(ui), area->note, INDENT, area->columns - INDENT,
	    text.text, ROLE_HINT);
	str_release(&text);
}

static void
due_draw(struct ui *ui, void *state, const struct area *area)
{
	struct due_screen *due = state;

	due->area = *area;
	due->area.top++;
	due->area.rows--;
	term_cursor(ui_term(ui), area->top, 0);
	if (due->list.count == 0)
		ui_put_text(ui, area, area->top + 1, INDENT,
		    words_get(ui_words(ui), WORD_UI_DUE_NOTHING), ROLE_TEXT);
	menu_list_draw(&due->list, ui_term(ui), area->top + 1, due->area.rows,
	    area->columns, put_item, due);
	put_more(ui, due, area);
}

/*
 * The plan, and in it the question that says the day; but what was half written
 * there comes first.  This screen goes, so the item is a copy.
 */
static void
open_item(struct ui *ui, struct due_item item)
{
	struct address where;

	if (!person_open_home(ui, item.id))
		return;
	if (!page_is_open(ui) && desk_find_due(ui_desk(ui), &item, &where))
		page_open_at(ui, &where);
	sign_open_pending(ui);
	jot_open_pending(ui);
}

static bool
due_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct due_screen *due = state;

	if (term_is_key(event, KEY_NAME_ENTER)) {
		if (due->list.focus < due->list.count)
			open_item(ui, due->items.list[due->list.focus]);
		return true;
	}
	return menu_list_event(&due->list, event, due->area.rows);
}

static bool
due_is_empty(const void *state)
{
	const struct due_screen *due = state;

	return due->list.count == 0;
}

static const struct screen_class due_class = {
    .name = "due",
    .about = WORD_UI_HELP_DUE,
    .keys = WORD_UI_KEYS_DUE,
    .title = WORD_UI_DUE_TITLE,
    .heading = WORD_UI_DUE_ABOUT,
    .hint = WORD_UI_HINTS_CHOOSE,
    .is_empty = due_is_empty,
    .enter = due_enter,
    .draw = due_draw,
    .event = due_event,
    .free = due_free,
};

/* From the list again it is the same list. */
static bool
is_any(const void *state, const void *wanted)
{
	(void)state;
	(void)wanted;
	return true;
}

void
due_open(struct ui *ui)
{
	if (screen_raise(ui, &due_class, is_any, NULL))
		return;
	struct due_screen *due = mem_new(sizeof(*due));
	due->ui = ui;
	due->list.rows = rows_of;
	due->list.context = due;
	screen_push(ui, &due_class, due);
}
