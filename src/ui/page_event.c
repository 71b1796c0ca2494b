/*
 * Keys, text and clicks on a page.
 *
 * A key belongs to what is in focus first: letters to a field that is typed,
 * digits to options and rows.  What leaves a block saves it, and goes on only
 * if that worked.  Whatever is not for the page is left to the loop, which
 * knows the actions: so Del on a row removes it, and in a field it deletes.
 *
 * Tested by the screens of tests/screens.
 */
#include <string.h>

#include "ui/answering.h"
#include "ui/page.h"
#include "ui/page_write.h"

enum { TENTH = 9 };

/* --- Moving between blocks ------------------------------------------------ */

/* Is there something to take with Enter that nobody took? */
static bool
has_offer_open(const struct page_screen *page)
{
	return page_block(page)->offer_typed &&
	       (!page->edit || edit_length(page->edit) == 0);
}

/* The person sees questions, and nothing of pages. */
static void
say_end(struct ui *ui, const struct page_screen *page, bool is_forward)
{
	bool is_turned = page->mode == PAGE_TURNED;

	if (is_forward)
		ui_say(ui, is_turned ? WORD_UI_TURN_LAST : WORD_UI_PAGE_LAST,
		    NULL);
	else
		ui_say(ui, is_turned ? WORD_UI_TURN_FIRST : WORD_UI_PAGE_FIRST,
		    NULL);
}

/* To another block, after saving this one.  NONE stays here. */
static bool
leave_for(struct ui *ui, struct page_screen *page, bool is_forward,
    enum focus_at begin)
{
	if (!page_settle(ui, page))
		return false;
	size_t next = is_forward
			  ? page_model_next(&page->model, page->focus)
			  : page_model_previous(&page->model, page->focus);
	if (next == NONE && page->mode == PAGE_TURNED &&
	    page_turn_on(ui, page, is_forward))
		return true;
	if (next == NONE) {
		say_end(ui, page, is_forward);
		return false;
	}
	if (is_forward && has_offer_open(page))
		ui_say(ui, WORD_UI_PAGE_OFFER_LEFT, NULL);
	page_focus(page, next, begin);
	return true;
}

/* The last thing that is no button; behind it, or without one, the last. */
static size_t
last_stop(const struct page_screen *page)
{
	size_t last = page_model_previous(&page->model, page->model.count);
	size_t at = last;

	while (at != NONE && page->model.blocks[at].spot.kind == BLOCK_BUTTON)
		at = page_model_previous(&page->model, at);
	return at == NONE || page->focus >= at ? last : at;
}

/* The first or the last question; from the last one the end of the page. */
static void
go_to_edge(struct ui *ui, struct page_screen *page, bool is_last)
{
	if (!page_settle(ui, page))
		return;
	size_t edge =
	    is_last ? last_stop(page) : page_model_next(&page->model, NONE);
	if (edge != NONE)
		page_focus(page, edge, FOCUS_CHOSEN);
}

/* The block about a window's height further on, or the edge. */
static void
go_by_window(struct ui *ui, struct page_screen *page, bool is_forward)
{
	if (!page_settle(ui, page))
		return;
	page_lay(ui, page);
	const struct sheet *sheet = &page->sheet;
	int step = page->rows > 2 ? page->rows - 1 : 1;
	int wanted = sheet->focus_first + (is_forward ? step : -step);
	size_t found = page->focus;

	for (;;) {
		size_t next = is_forward
				  ? page_model_next(&page->model, found)
				  : page_model_previous(&page->model, found);
		if (next == NONE)
			break;
		found = next;
		size_t row = sheet_row_of(sheet, found);
		if (is_forward ? (int)row >= wanted : (int)row <= wanted)
			break;
	}
	if (found != page->focus)
		page_focus(page, found, FOCUS_CHOSEN);
}

/* --- Inside a block ------------------------------------------------------- */

/* How far options, rows or cells go on by a key up or down. */
static size_t
row_step(const struct block *block)
{
	return block->spot.kind == BLOCK_WEEK ? WEEK_PARTS : 1;
}

/* Another option, row or cell; false at the edge. */
static bool
move_option(struct ui *ui, struct page_screen *page, size_t by, bool is_forward)
{
	size_t count = block_count_options(page_block(page));
	size_t option = page->option;

	if (is_forward ? option + by >= count : option < by)
		return false;
	if (!page_settle(ui, page))
		return true; /* stay, and say nothing more */
	page_set_option(page, is_forward ? option + by : option - by);
	return true;
}

static void
go_vertically(struct ui *ui, struct page_screen *page, bool is_forward)
{
	const struct block *block = page_block(page);

	page_lay(ui, page);
	int width = page->sheet.edit_width;
	if (page->edit && (is_forward ? edit_down(page->edit, width)
				      : edit_up(page->edit, width)))
		return;
	if (page_is_writing(page))
		return;
	if (move_option(ui, page, row_step(block), is_forward))
		return;
	leave_for(ui, page, is_forward, is_forward ? FOCUS_FIRST : FOCUS_LAST);
}

static void
go_sideways(struct ui *ui, struct page_screen *page, bool is_forward)
{
	if (page->edit &&
	    (is_forward ? edit_right(page->edit) : edit_left(page->edit)))
		return;
	move_option(ui, page, 1, is_forward);
}

static void
go_to_row_edge(struct ui *ui, struct page_screen *page, bool is_end)
{
	if (!page->edit) {
		size_t count = block_count_options(page_block(page));
		if (count > 0)
			page->option = is_end ? count - 1 : 0;
		return;
	}
	page_lay(ui, page);
	if (is_end)
		edit_row_end(page->edit, page->sheet.edit_width);
	else
		edit_row_start(page->edit, page->sheet.edit_width);
}

/* The start or end of the text; from there those of the page. */
static void
go_to_text_edge(struct ui *ui, struct page_screen *page, bool is_end)
{
	size_t caret = page->edit ? edit_caret(page->edit) : 0;
	size_t edge = page->edit && is_end ? edit_length(page->edit) : 0;

	bool is_there = !page->edit || caret == edge;
	if (is_there && !page_is_writing(page))
		go_to_edge(ui, page, is_end);
	else if (!is_there)
		edit_set_caret(page->edit, edge);
}

static void
go_by_height(struct ui *ui, struct page_screen *page, bool is_forward)
{
	bool has_moved = false;

	page_lay(ui, page);
	int width = page->sheet.edit_width, rows = page->sheet.edit_rows;
	if (page->edit && page_block(page)->is_long)
		for (int i = 0; i < rows; i++)
			has_moved |= is_forward ? edit_down(page->edit, width)
						: edit_up(page->edit, width);
	if (!has_moved && !page_is_writing(page))
		go_by_window(ui, page, is_forward);
}

/* --- Typing --------------------------------------------------------------- */

static void
erase(struct ui *ui, struct page_screen *page, bool is_before)
{
	if (!page->edit) {
		if (page_block(page)->spot.kind == BLOCK_CHOICE)
			page_clear(ui, page);
		return;
	}
	if (is_before ? edit_backspace(page->edit) : edit_delete(page->edit))
		page->is_unkept = true;
}

static bool
is_press(const struct term_event *event)
{
	return event->length == 1 && event->text[0] == ' ';
}

/* The option that a digit or, of a yes-no, a letter stands for; or NONE. */
static size_t
option_for(const struct block *block, const struct term_event *event)
{
	char key = event->text[0];

	if (event->length == 1 && key >= '1' && key <= '9')
		return (size_t)(key - '1');
	if (event->length == 1 && key == '0')
		return TENTH;
	return answering_find_letter(block, event->text, event->length);
}

static void
press(struct ui *ui, struct page_screen *page)
{
	const struct block *block = page_block(page);

	switch (block->spot.kind) {
	case BLOCK_CHOICE:
		page_choose(ui, page, page->option);
		break;
	case BLOCK_LIST:
		page_open_row(ui, page);
		break;
	case BLOCK_SUM:
		ui_act(ui, ACTION_SUM);
		break;
	case BLOCK_BUTTON:
		page_press(ui, page);
		break;
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_TYPED:
	case BLOCK_WEEK:
		break;
	}
}

/*
 * What was typed has no field to go to: say so, since whoever types looks at
 * the keyboard.
 */
static void
say_no_field(struct ui *ui, const struct page_screen *page)
{
	static const enum word says[] = {
	    [BLOCK_CHOICE] = WORD_UI_PAGE_TYPED_CHOICE,
	    [BLOCK_SUM] = WORD_UI_PAGE_TYPED_SUM,
	    [BLOCK_LIST] = WORD_UI_PAGE_TYPED_LIST,
	    [BLOCK_BUTTON] = WORD_UI_PAGE_TYPED_BUTTON,
	};

	ui_say(ui, says[page_block(page)->spot.kind], NULL);
}

static bool
type(struct ui *ui, struct page_screen *page, const struct term_event *event)
{
	const struct block *block = page_block(page);

	if (page->edit) {
		edit_type(page->edit, event->text, event->length);
		page->is_unkept = true;
		return true;
	}
	/* Whoever types a sentence on a button must not press it by a blank. */
	if (is_press(event) && block->spot.kind == BLOCK_CHOICE) {
		press(ui, page);
		return true;
	}
	if (event->length == 1 && event->text[0] == '?') {
		ui_act(ui, ACTION_HELP);
		return true;
	}
	size_t option = option_for(block, event);
	if (option >= block_count_options(block)) {
		say_no_field(ui, page);
		return true;
	}
	if (block->spot.kind == BLOCK_CHOICE)
		page_choose(ui, page, option);
	else
		page->option = option;
	return true;
}

static void
paste(struct ui *ui, struct page_screen *page, const struct term_event *event)
{
	if (!page->edit) {
		say_no_field(ui, page);
		return;
	}
	edit_paste(page->edit, event->text, event->length);
	page->is_unkept = true;
	if (event->is_cut)
		ui_say(ui, WORD_UI_PAGE_PASTE_CUT, NULL);
}

static bool
has_chosen(const struct block *block)
{
	for (size_t i = 0; i < block->choice_count; i++)
		if (block->choices[i].is_chosen)
			return true;
	return false;
}

/* Enter: on to the next, or what the block is for. */
static void
enter(struct ui *ui, struct page_screen *page)
{
	const struct block *block = page_block(page);

	switch (block->spot.kind) {
	case BLOCK_TYPED:
		if (block->is_long && !page_take_offer(ui, page)) {
			edit_type(page->edit, "\n", 1);
			page->is_unkept = true;
			return;
		}
		page_take_offer(ui, page);
		leave_for(ui, page, true, FOCUS_CHOSEN);
		return;
	case BLOCK_CHOICE: {
		bool is_open = !has_chosen(block);
		bool is_taken = is_open && page_take_offer(ui, page);
		leave_for(ui, page, true, FOCUS_CHOSEN);
		if (is_open && !is_taken)
			ui_say(ui, WORD_UI_PAGE_LEFT_OPEN, NULL);
		return;
	}
	case BLOCK_WEEK:
		if (!move_option(ui, page, 1, true))
			leave_for(ui, page, true, FOCUS_CHOSEN);
		return;
	case BLOCK_SUM:
	case BLOCK_LIST:
	case BLOCK_BUTTON:
		press(ui, page);
		return;
	case BLOCK_HEADING:
	case BLOCK_PROSE:
		return;
	}
}

/* --- Events --------------------------------------------------------------- */

static bool
handle_key(struct ui *ui, struct page_screen *page, enum term_key key)
{
	bool is_list = page_block(page)->spot.kind == BLOCK_LIST;

	switch (key) {
	case KEY_NAME_TAB:
	case KEY_NAME_BACK_TAB:
		leave_for(ui, page, key == KEY_NAME_TAB, FOCUS_CHOSEN);
		return true;
	case KEY_NAME_UP:
	case KEY_NAME_DOWN:
		go_vertically(ui, page, key == KEY_NAME_DOWN);
		return true;
	case KEY_NAME_LEFT:
	case KEY_NAME_RIGHT:
		go_sideways(ui, page, key == KEY_NAME_RIGHT);
		return true;
	case KEY_NAME_WORD_LEFT:
		return page->edit && edit_word_left(page->edit);
	case KEY_NAME_WORD_RIGHT:
		return page->edit && edit_word_right(page->edit);
	case KEY_NAME_HOME:
	case KEY_NAME_END:
		go_to_row_edge(ui, page, key == KEY_NAME_END);
		return true;
	case KEY_NAME_TOP:
	case KEY_NAME_BOTTOM:
		go_to_text_edge(ui, page, key == KEY_NAME_BOTTOM);
		return true;
	case KEY_NAME_PAGE_UP:
	case KEY_NAME_PAGE_DOWN:
		go_by_height(ui, page, key == KEY_NAME_PAGE_DOWN);
		return true;
	case KEY_NAME_BACKSPACE:
		erase(ui, page, true);
		return true;
	case KEY_NAME_DELETE:
		if (is_list)
			return false;
		erase(ui, page, false);
		return true;
	case KEY_NAME_ENTER:
		enter(ui, page);
		return true;
	default:
		return false;
	}
}

static bool
click(struct ui *ui, struct page_screen *page, const struct term_event *event)
{
	size_t block, option;
	int row = event->row - page->area_top;

	if (page_is_writing(page)) {
		page_write_click(page, event->row, event->column);
		return true;
	}
	page_lay(ui, page);
	if (!sheet_find(&page->sheet, row + page->top, event->column, &block,
		&option) ||
	    !block_is_stop(&page->model.blocks[block]))
		return false;
	const struct spot spot = page->model.blocks[block].spot;
	if (!page_settle(ui, page))
		return true;
	block = page_model_find(&page->model, &spot);
	if (block == NONE)
		return true; /* what was saved took it away */
	if (block != page->focus)
		page_focus(page, block, FOCUS_CHOSEN);
	if (option != NONE && option < block_count_options(page_block(page)))
		page_set_option(page, option);
	bool is_choice = spot.kind == BLOCK_CHOICE && option != NONE;
	if (is_choice || spot.kind == BLOCK_BUTTON)
		press(ui, page);
	return true;
}

bool
page_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct page_screen *page = state;

	page_refresh(ui, page);
	if (page_is_deaf_to(ui, page, event))
		return true;
	switch (event->kind) {
	case TERM_KEY:
		return handle_key(ui, page, event->key);
	case TERM_TEXT:
		return type(ui, page, event);
	case TERM_PASTE:
		paste(ui, page, event);
		return true;
	case TERM_CLICK:
		return click(ui, page, event);
	case TERM_WHEEL:
		if (page_is_writing(page)) {
			page_write_scroll(page, event->steps);
			return true;
		}
		return leave_for(ui, page, event->steps > 0, FOCUS_CHOSEN);
	case TERM_RESIZE:
	case TERM_TICK:
	case TERM_WAKE:
	case TERM_STOP:
	case TERM_END:
		break;
	}
	return false;
}
