/*
 * Actions on a page: rows, sums, undo, and what buttons do.  Voices are in
 * page_voice.c.
 *
 * Which action can be used now is asked by the row of keys and the menu, and
 * says why not.  Tested by the screens of tests/screens.
 */
#include "base/str.h"
#include "desk/jot.h"
#include "desk/plain.h"
#include "ui/answering.h"
#include "ui/page.h"
#include "ui/page_write.h"
#include "ui/screens.h"

/* --- What is in focus ----------------------------------------------------- */

/* The list that a new row would go to, or NONE. */
static size_t
list_at_hand(struct ui *ui, const struct page_screen *page)
{
	const struct block *block = page_block(page);
	size_t found = NONE;

	(void)ui;
	if (page->row != 0)
		return page->repeat;
	if (block->spot.kind == BLOCK_LIST)
		return block->spot.index;
	if (block->spot.button == BUTTON_ADD)
		return block->spot.index;
	for (size_t i = 0; i < page->model.count; i++) {
		const struct spot *spot = &page->model.blocks[i].spot;
		if (spot->button != BUTTON_ADD)
			continue;
		if (found != NONE)
			return NONE; /* which one? */
		found = spot->index;
	}
	return found;
}

/* The row of the list in focus, or 0. */
static int
row_in_focus(const struct page_screen *page)
{
	const struct block *block = page_block(page);

	if (block->spot.kind != BLOCK_LIST)
		return 0;
	return block->table->rows[page->option];
}

/* The sum that F2 opens: in focus, or the next one, or the one before. */
static size_t
sum_at_hand(const struct page_screen *page)
{
	size_t found = NONE;

	for (size_t i = 0; i < page->model.count; i++) {
		if (page->model.blocks[i].spot.kind != BLOCK_SUM)
			continue;
		if (i >= page->focus)
			return i;
		found = i;
	}
	return found;
}

/* --- Rows ----------------------------------------------------------------- */

void
page_open_row(struct ui *ui, struct page_screen *page)
{
	int row = row_in_focus(page);

	if (row != 0)
		page_push(ui, page->page, page_block(page)->spot.index, row);
}

/* The list in focus, at a row. */
static void
focus_row(struct page_screen *page, size_t repeat, int row)
{
	size_t found = page_model_find(
	    &page->model, &(struct spot){.kind = BLOCK_LIST, .index = repeat});

	if (found == NONE || !block_is_stop(&page->model.blocks[found]))
		return;
	page_focus(page, found, FOCUS_LAST);
	const struct table_view *table = page_block(page)->table;
	for (size_t i = 0; i < table->row_count; i++)
		if (table->rows[i] == row)
			page->option = i;
}

/*
 * Whoever leaves a row that was just made and says nothing did not want it; one
 * with words that could not be saved stays.
 */
static void
drop_empty_row(struct ui *ui, struct page_screen *page)
{
	bool is_typed = page->edit && edit_is_changed(page->edit);

	if (page->row != 0 && !is_typed &&
	    desk_unmake_row(ui_desk(ui),
		desk_forms(ui_desk(ui))->repeats[page->repeat].id, page->row))
		ui_say(ui, WORD_UI_ROW_NOT_MADE, NULL);
}

void
page_leave(struct ui *ui, void *state)
{
	drop_empty_row(ui, state);
}

static void
add_row(struct ui *ui, struct page_screen *page)
{
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t repeat = list_at_hand(ui, page);
	const struct page *source = &set->pages[page->page];
	bool is_in_row = page->row != 0;
	struct err err = {0};
	int row;

	drop_empty_row(ui, page);
	if (!desk_add_row(ui_desk(ui), set->repeats[repeat].id, &row, &err)) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return;
	}
	page_refresh(ui, page);
	bool is_here =
	    source->rows == PAGE_NEWEST_ROW && source->repeat == repeat;
	if (is_in_row)
		page_turn(ui, page, page->page, repeat, row);
	else if (is_here)
		page_turn(ui, page, page->page, NONE, 0);
	else {
		focus_row(page, repeat, row);
		page_push(ui, page->page, repeat, row);
	}
	ui_say(ui, WORD_UI_PAGE_ADDED, NULL);
}

static void
put_row_name(struct str *out, struct ui *ui, size_t repeat, int row)
{
	reading_put_row_name(
	    out, desk_reading(ui_desk(ui)), repeat, row, ui_words(ui));
}

static void
remove_row(struct ui *ui, struct page_screen *page)
{
	size_t repeat = page_block(page)->spot.index;
	const char *id = desk_forms(ui_desk(ui))->repeats[repeat].id;
	int row = row_in_focus(page);
	struct str name = STR_EMPTY;
	struct err err = {0};

	put_row_name(&name, ui, repeat, row);
	if (desk_remove_row(ui_desk(ui), id, row, &err))
		ui_say(ui, WORD_UI_PAGE_REMOVED, name.text, NULL);
	else
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	str_release(&name);
	page_refresh(ui, page);
}

static void
move_row(struct ui *ui, struct page_screen *page, int by)
{
	size_t repeat = page_block(page)->spot.index;
	const char *id = desk_forms(ui_desk(ui))->repeats[repeat].id;
	int row = row_in_focus(page);
	int place = plan_row_place(desk_plan(ui_desk(ui)), id, row) + by;
	struct str name = STR_EMPTY;
	struct err err = {0};

	put_row_name(&name, ui, repeat, row);
	if (desk_move_row(ui_desk(ui), id, row, place, &err)) {
		page_refresh(ui, page);
		focus_row(page, repeat, row);
		ui_say(ui,
		    by < 0 ? WORD_UI_PAGE_MOVED_UP : WORD_UI_PAGE_MOVED_DOWN,
		    name.text, NULL);
	} else {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	}
	str_release(&name);
}

/* --- Undo ----------------------------------------------------------------- */

/*
 * Is what Undo would take back the typing that led to what stands in the
 * field?  Not if something else was done since.
 */
static bool
is_last_here(struct ui *ui, const struct page_screen *page, bool is_undo)
{
	struct event event;

	if (!page->edit)
		return false;
	if (edit_is_changed(page->edit) ||
	    !desk_next_act(ui_desk(ui), is_undo ? ACT_UNDO : ACT_REDO, &event))
		return true;
	const struct address address =
	    answering_address(ui_desk(ui), &page_block(page)->spot);
	return event.count == 1 && event.changes[0].kind == CHANGE_ANSWER &&
	       address_compare(&event.changes[0].address, &address) == 0;
}

/* The list whose rows Undo or Redo would change first, or NONE. */
static size_t
list_about_to_change(struct ui *ui, bool is_undo, int *row)
{
	struct event event;

	if (!desk_next_act(
		ui_desk(ui), is_undo ? ACT_UNDO : ACT_REDO, &event) ||
	    event.count == 0 || event.changes[0].kind != CHANGE_ROW)
		return NONE;
	*row = event.changes[0].row;
	return form_find_repeat(
	    desk_forms(ui_desk(ui)), event.changes[0].repeat);
}

/* The first question of a row that the page asks itself. */
static void
focus_questions(struct page_screen *page, int row)
{
	for (size_t i = 0; i < page->model.count; i++) {
		const struct block *block = &page->model.blocks[i];
		if (block->spot.row != row || !block_is_question(block))
			continue;
		page_focus(page, i, FOCUS_CHOSEN);
		return;
	}
}

/* The row that came back or was moved; of one that is gone, where to add it. */
static void
show_changed_list(struct ui *ui, struct page_screen *page, size_t list, int row)
{
	const char *id = desk_forms(ui_desk(ui))->repeats[list].id;
	const struct spot adding = {
	    .kind = BLOCK_BUTTON, .index = list, .button = BUTTON_ADD};
	const struct spot *spot = &page_block(page)->spot;

	if (plan_row_place(desk_plan(ui_desk(ui)), id, row) >= 0) {
		focus_row(page, list, row);
		focus_questions(page, row);
	} else if (spot->kind != BLOCK_LIST || spot->index != list) {
		size_t found = page_model_find(&page->model, &adding);
		if (found != NONE)
			page_focus(page, found, FOCUS_FIRST);
	}
}

static void
undo(struct ui *ui, struct page_screen *page, enum action action)
{
	bool is_undo = action == ACTION_UNDO;
	struct address where = {0};

	if (is_last_here(ui, page, is_undo) &&
	    (is_undo ? edit_undo(page->edit) : edit_redo(page->edit))) {
		page->is_unkept = true;
		ui_say(ui,
		    is_undo ? WORD_UI_PAGE_TYPING_UNDONE
			    : WORD_UI_PAGE_TYPING_REDONE,
		    NULL);
		return;
	}
	if (page->mode == PAGE_TURNED) {
		ui_say(ui, WORD_UI_TURN_NO_UNDO, NULL);
		return;
	}
	if (!page_settle(ui, page))
		return;
	int row = 0;
	size_t list = list_about_to_change(ui, is_undo, &row);
	if (!ui_undo(ui, action, &where))
		return;
	bool is_row = page->row != 0;
	page_refresh(ui, page);
	if (is_row && page->row == 0)
		screen_pop(ui); /* the row is gone: its list is below */
	else if (where.field)
		page_show(ui, page, &where);
	else if (list != NONE)
		show_changed_list(ui, page, list, row);
}

/* --- Actions -------------------------------------------------------------- */

static bool
can_move(const struct page_screen *page, int by)
{
	const struct block *block = page_block(page);

	if (row_in_focus(page) == 0)
		return false;
	return by < 0 ? page->option > 0
		      : page->option + 1 < block->table->row_count;
}

bool
page_has(struct ui *ui, void *state, enum fact fact)
{
	struct page_screen *page = state;

	page_refresh(ui, page);
	size_t repeat = list_at_hand(ui, page);
	switch (fact) {
	case FACT_PAGE:
		return true;
	case FACT_TURNABLE:
		return page_can_turn_laptop(ui, page);
	case FACT_OPEN_VOICE:
		return page->open.voice != VOICE_PERSON;
	case FACT_SUM:
		return sum_at_hand(page) != NONE || page->counts_money;
	case FACT_LIST:
		return repeat != NONE;
	case FACT_ROOM:
		return answering_has_room(ui_desk(ui), repeat);
	case FACT_ROW:
		return row_in_focus(page) != 0;
	case FACT_ABOVE:
	case FACT_BELOW:
		return can_move(page, fact == FACT_ABOVE ? -1 : 1);
	default:
		return fact_of_block(ui_desk(ui), page_block(page), fact);
	}
}

static void
open_sum(struct ui *ui, struct page_screen *page)
{
	size_t at = sum_at_hand(page);

	if (at != NONE)
		sum_open(ui, page->model.blocks[at].spot.index,
		    page->model.blocks[at].spot.row);
	else
		sum_open(ui,
		    form_find_meaning(
			desk_forms(ui_desk(ui)), MEANS_BUDGET_YEAR),
		    0);
}

/* What is jotted down, for the question in focus. */
static void
use_jot(struct ui *ui, struct page_screen *page)
{
	const struct address address =
	    answering_address(ui_desk(ui), &page_block(page)->spot);

	jots_open(ui, &address);
}

/* What could be plainer, to read and to leave. */
static void
open_plain(struct ui *ui, struct page_screen *page)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (desk_put_plain(&text, ui_desk(ui), edit_text(page->edit), &err))
		help_open(ui, ui_action_name(ui, ACTION_PLAIN), text.text);
	else
		ui_say_err(ui, &err);
	str_release(&text);
}

static void
turn_alone(struct ui *ui, struct page_screen *page)
{
	page->mode = page->mode == PAGE_ALONE ? PAGE_WHOLE : PAGE_ALONE;
	page->top = 0;
	if (page->mode == PAGE_ALONE && !page_is_writing(page) &&
	    page_mode_preferred(ui) == PAGE_WHOLE)
		ui_say(ui, WORD_UI_PAGE_ALONE, NULL);
}

static void
move_row_up(struct ui *ui, struct page_screen *page)
{
	move_row(ui, page, -1);
}

static void
move_row_down(struct ui *ui, struct page_screen *page)
{
	move_row(ui, page, 1);
}

/* What a page means by an action, once what was typed is saved. */
typedef void page_action(struct ui *ui, struct page_screen *page);

static page_action *const own_actions[ACTION_MAX] = {
    [ACTION_SUM] = open_sum,
    [ACTION_WRITE] = turn_alone,
    [ACTION_VOICE] = page_turn_voice,
    [ACTION_WHOSE] = page_turn_whose,
    [ACTION_SAME] = page_say_same,
    [ACTION_TURN] = page_turn_laptop,
    [ACTION_USE_JOT] = use_jot,
    [ACTION_WHY] = page_open_why,
    [ACTION_STRIKE] = page_strike,
    [ACTION_PLAIN] = open_plain,
    [ACTION_ADD_ROW] = add_row,
    [ACTION_REMOVE_ROW] = remove_row,
    [ACTION_ROW_UP] = move_row_up,
    [ACTION_ROW_DOWN] = move_row_down,
};

bool
page_act(struct ui *ui, void *state, enum action action)
{
	struct page_screen *page = state;

	if (action == ACTION_UNDO || action == ACTION_REDO) {
		undo(ui, page, action);
		return true;
	}
	if (action == ACTION_BACK && page->mode == PAGE_TURNED)
		action = ACTION_TURN;
	if (action == ACTION_BACK && page->mode == PAGE_ALONE &&
	    page_mode_preferred(ui) == PAGE_WHOLE) {
		page->mode = PAGE_WHOLE;
		return true;
	}
	if (action == ACTION_HELP) {
		page_settle(ui, page); /* help opens even if that failed */
		page_open_help(ui, page);
		return true;
	}
	if (!own_actions[action])
		return false;
	if (page_settle(ui, page))
		own_actions[action](ui, page);
	return true;
}

void
page_press(struct ui *ui, struct page_screen *page)
{
	const struct spot spot = page_block(page)->spot;

	switch (spot.button) {
	case BUTTON_NONE:
		break;
	case BUTTON_ADD:
		ui_act(ui, ACTION_ADD_ROW);
		break;
	case BUTTON_LIST:
		screen_pop(ui);
		break;
	case BUTTON_NEXT_ROW:
		drop_empty_row(ui, page);
		page_turn(ui, page, page->page, spot.index, spot.row);
		break;
	case BUTTON_NEXT:
	case BUTTON_BEFORE:
		page_turn(ui, page, spot.index, NONE, 0);
		break;
	case BUTTON_HOME:
		screen_pop_to_person(ui);
		break;
	case BUTTON_KEEP:
		page_keep_both(ui, page);
		break;
	case BUTTON_AGREE:
		page_agree(ui, page);
		break;
	case BUTTON_SAME:
		page_say_same(ui, page);
		break;
	}
}
