/*
 * Turning the laptop to the person: one question, large and calm, over the
 * same model and sheet as the page it belongs to.
 *
 * Which questions may be seen is the model's affair (page_model_turn.c), how
 * they are laid the sheet's (sheet_turn.c).  Here is when it is turned, and
 * that nothing leads from there to what the person should not have before
 * them.  Tested by the screens of tests/screens.
 */
#include "base/attr.h"
#include "ui/page.h"

bool
page_is_bare(const void *state)
{
	const struct page_screen *page = state;

	return page->mode == PAGE_TURNED;
}

void
page_refuse(void *state, enum action action)
{
	struct page_screen *page = state;

	page->is_deaf =
	    page->mode == PAGE_TURNED && (action_needs(action) & NEED_FACING);
}

static bool
is_one_of(enum term_key key, const enum term_key *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (keys[i] == key)
			return true;
	return false;
}

/*
 * Whoever types on, as after Ctrl-N, does not mean the person's answer.  What
 * goes to another question, or anywhere else, ends it.
 */
bool
page_is_deaf_to(
    struct ui *ui, struct page_screen *page, const struct term_event *event)
{
	static const enum term_key types[] = {
	    KEY_NAME_ENTER, KEY_NAME_BACKSPACE, KEY_NAME_DELETE};
	static const enum term_key moves[] = {KEY_NAME_TAB, KEY_NAME_BACK_TAB,
	    KEY_NAME_UP, KEY_NAME_DOWN, KEY_NAME_LEFT, KEY_NAME_RIGHT,
	    KEY_NAME_PAGE_UP, KEY_NAME_PAGE_DOWN};
	bool is_key = event->kind == TERM_KEY;
	bool is_typed =
	    event->kind == TERM_TEXT || event->kind == TERM_PASTE ||
	    (is_key && is_one_of(event->key, types, ARRAY_LENGTH(types)));
	bool is_moved =
	    event->kind == TERM_CLICK || event->kind == TERM_WHEEL ||
	    (is_key && is_one_of(event->key, moves, ARRAY_LENGTH(moves)));

	if (page->is_deaf && is_typed) {
		ui_say(ui, WORD_UI_TURN_NOT_TAKEN, NULL);
		return true;
	}
	if (is_moved)
		page->is_deaf = false;
	return false;
}

/* May the block be seen? */
static bool
may_turn(struct ui *ui, const struct page_screen *page, size_t at)
{
	const struct block *block = &page->model.blocks[at];

	return block_is_question(block) && block_is_stop(block) &&
	       block->spot.voice == VOICE_PERSON &&
	       block->spot.line == LINE_ANSWER &&
	       page_model_may_turn(desk_forms(ui_desk(ui)), block->spot.index);
}

/*
 * The question in hand, whatever about it is in focus; or the next one that
 * may be seen, or the last.
 */
static size_t
find_turnable(struct ui *ui, const struct page_screen *page)
{
	const struct page_model *model = &page->model;

	for (size_t i = 0; i < model->count; i++)
		if (may_turn(ui, page, i) &&
		    spot_shares_question(
			&model->blocks[i].spot, &page_block(page)->spot))
			return i;
	for (size_t i = page->focus; i < page->model.count; i++)
		if (may_turn(ui, page, i))
			return i;
	for (size_t i = page->focus; i-- > 0;)
		if (may_turn(ui, page, i))
			return i;
	return NONE;
}

bool
page_can_turn_laptop(struct ui *ui, const struct page_screen *page)
{
	return page->mode == PAGE_TURNED || find_turnable(ui, page) != NONE;
}

void
page_turn_laptop(struct ui *ui, struct page_screen *page)
{
	if (page->mode != PAGE_TURNED)
		page_focus(page, find_turnable(ui, page), FOCUS_CHOSEN);
	page->mode =
	    page->mode == PAGE_TURNED ? page_mode_preferred(ui) : PAGE_TURNED;
	page->is_deaf = false;
	page->open = (struct spot){.index = NONE};
	page->top = 0;
	page->is_stale = true;
	page_refresh(ui, page);
}

bool
page_turn_on(struct ui *ui, struct page_screen *page, bool is_forward)
{
	const struct reading *reading = desk_reading(ui_desk(ui));
	size_t index = page->row == 0 ? page->page : NONE;

	while (index != NONE) {
		index = is_forward ? page_after(reading, index)
				   : page_before(reading, index);
		if (index == NONE || !page_has_turned(ui, page, index))
			continue;
		page_turn(ui, page, index, NONE, 0);
		if (!is_forward)
			page_focus(page,
			    page_model_previous(
				&page->model, page->model.count),
			    FOCUS_CHOSEN);
		return true;
	}
	return false;
}
