/*
 * Answers given on a page: what was typed or chosen becomes an answer of the
 * desk (ui/answering.h), and what is still being typed is kept against a
 * crash.
 *
 * Every answer goes through save().  When it fails the field keeps its text
 * and the message row says why; nothing else has changed then.
 *
 * Tested by the screens of tests/screens.
 */
#include "base/str.h"
#include "desk/steps.h"
#include "ui/answering.h"
#include "ui/page.h"

/*
 * Give an answer, or a part of it, in the words it was given in before.  If
 * that fails, `unsaved` is how to say so.
 */
static bool
save(
    struct ui *ui, const struct spot *spot, const char *text, enum word unsaved)
{
	struct err err = {0};

	if (answering_save(ui_desk(ui), spot, text, &err))
		return true;
	ui_say_unsaved(ui, unsaved, &err);
	return false;
}

/* --- Choices -------------------------------------------------------------- */

/* Say in words what was chosen. */
static void
say_chosen(
    struct ui *ui, const struct choice *choice, size_t option, bool is_chosen)
{
	const struct numeral number = numeral_of_count(option + 1);

	if (!is_chosen)
		ui_say(ui, WORD_UI_PAGE_UNCHOSEN, number.text, choice->label,
		    NULL);
	else if (choice->is_other)
		ui_say(ui, WORD_UI_PAGE_CHOSEN_OTHER, number.text,
		    choice->label, NULL);
	else
		ui_say(
		    ui, WORD_UI_PAGE_CHOSEN, number.text, choice->label, NULL);
}

void
page_choose(struct ui *ui, struct page_screen *page, size_t option)
{
	const struct block *block = page_block(page);
	const struct field *field =
	    &desk_forms(ui_desk(ui))->fields[block->spot.index];
	struct str text = STR_EMPTY;
	bool is_refused = false;

	if (option >= block->choice_count)
		return;
	page->option = option;
	bool *is_chosen = mem_new(block->choice_count * sizeof(*is_chosen));
	for (size_t i = 0; i < block->choice_count; i++)
		is_chosen[i] = block->choices[i].is_chosen;
	if (!answering_choose(block, option, is_chosen)) {
		ui_say(
		    ui, WORD_UI_PAGE_MOST, numeral_of(block->most).text, NULL);
	} else {
		answering_put_choices(
		    &text, field, block, is_chosen, block->other);
		is_refused =
		    !save(ui, &block->spot, text.text, WORD_UI_NOT_SAVED);
		if (!is_refused)
			say_chosen(ui, &block->choices[option], option,
			    is_chosen[option]);
	}
	mem_free(is_chosen);
	str_release(&text);
	page_refresh(ui, page);
	page->is_refused = is_refused;
}

void
page_clear(struct ui *ui, struct page_screen *page)
{
	const struct block *block = page_block(page);

	if (!answering_has_any(block))
		return;
	if (save(ui, &block->spot, "", WORD_UI_NOT_SAVED))
		ui_say(ui, WORD_UI_PAGE_CLEARED, NULL);
	page_refresh(ui, page);
}

bool
page_take_offer(struct ui *ui, struct page_screen *page)
{
	const struct block *block = page_block(page);
	bool is_typed = page->edit && edit_length(page->edit) > 0;

	if (!block->offer_typed || is_typed)
		return false;
	if (!save(ui, &block->spot, block->offer_typed, WORD_UI_NOT_SAVED))
		return false;
	if (page->edit)
		edit_settle(page->edit);
	page_refresh(ui, page);
	return true;
}

/* --- Typing --------------------------------------------------------------- */

/* What the text being typed makes of the whole answer. */
static void
put_typing(struct str *out, struct ui *ui, const struct page_screen *page)
{
	answering_put(out, desk_forms(ui_desk(ui)), &page->model,
	    page_block(page), page->option, edit_text(page->edit));
}

/*
 * The text as the answer, and the steps that led to it with it.  Those that
 * were undone led back to what was answered before.
 */
static bool
save_typing(struct ui *ui, struct page_screen *page)
{
	struct desk *desk = ui_desk(ui);
	const struct spot *spot = &page_block(page)->spot;
	struct str text = STR_EMPTY, place = STR_EMPTY, steps = STR_EMPTY;
	struct err err = {0};

	put_typing(&text, ui, page);
	answering_put_place(&place, desk, spot, page->option);
	edit_put_steps(page->edit, STEPS_MOST / 2, &steps);
	desk_keep_steps(desk, place.text, steps.text);
	bool is_saved = edit_is_undone(page->edit)
			    ? answering_save_back(desk, spot, text.text, &err)
			    : answering_save(desk, spot, text.text, &err);
	if (!is_saved)
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED_YET, &err);
	str_release(&text);
	str_release(&place);
	str_release(&steps);
	return is_saved;
}

bool
page_settle(struct ui *ui, struct page_screen *page)
{
	page_refresh(ui, page);
	if (!page->edit || !edit_is_changed(page->edit)) {
		page->is_refused = false;
		return true;
	}
	bool is_saved = save_typing(ui, page);
	page->is_unkept = page->is_refused = !is_saved;
	if (is_saved)
		edit_settle(page->edit);
	page_refresh(ui, page); /* taken back, the plan is another too */
	return is_saved;
}

void
page_keep(struct ui *ui, struct page_screen *page)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (!page->edit || !page->is_unkept)
		return;
	page->is_unkept = false;
	const struct spot *spot = &page_block(page)->spot;
	if (spot->line == LINE_WHOSE || spot->line == LINE_HOW) {
		page_settle(ui, page); /* only answers can be pending */
		return;
	}
	put_typing(&text, ui, page);
	bool is_whole = spot->kind == BLOCK_TYPED && spot->line == LINE_ANSWER;
	const struct address address = answering_address(ui_desk(ui), spot);
	page->is_refused = !desk_typing(ui_desk(ui), &address, text.text,
	    is_whole ? edit_caret(page->edit) : text.length, &err);
	page->is_unkept = page->is_refused;
	if (page->is_refused)
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED_YET, &err);
	str_release(&text);
}

void
page_restore(
    struct ui *ui, struct page_screen *page, const struct typing *typing)
{
	struct desk *desk = ui_desk(ui);
	const struct block *block = page ? page_block(page) : NULL;
	struct err err = {0};

	bool is_in_field =
	    block && block->spot.kind == BLOCK_TYPED &&
	    block->spot.line == LINE_ANSWER &&
	    text_is(desk_forms(desk)->fields[block->spot.index].id,
		typing->address.field) &&
	    block->spot.row == typing->address.row &&
	    block->spot.voice == typing->address.voice;
	if (is_in_field) {
		edit_replace(page->edit, typing->text);
		edit_set_caret(page->edit, typing->caret);
		page->is_unkept = true;
		ui_say(ui, WORD_UI_PAGE_RESTORED, NULL);
		return;
	}
	/* Nothing to type it into any more: it is the answer as it is. */
	const struct answer *old =
	    plan_answer(desk_plan(desk), &typing->address);
	if (!desk_answer(desk, &typing->address, typing->text,
		old ? old->whose : NULL, old ? old->how : NULL, &err))
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	else
		ui_say(ui, WORD_UI_PAGE_RESTORED, NULL);
	if (page)
		page_refresh(ui, page);
}
