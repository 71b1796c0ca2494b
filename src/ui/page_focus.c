/*
 * Which page is open, what stands on it now, and what is in focus.
 *
 * The model is made anew whenever the desk has a new revision, so questions
 * come and go as soon as an answer is saved; the focus stays on its block, or
 * goes to the nearest if that is gone.  What is being typed stays with it.
 * Nothing here changes an answer: see page_answer.c.
 *
 * Tested by the screens of tests/screens.
 */
#include <assert.h>

#include "base/str.h"
#include "base/utf8.h"
#include "desk/steps.h"
#include "ui/answering.h"
#include "ui/page.h"
#include "ui/screens.h"

enum { TITLE_MARGIN = 3, TITLE_GAP = 3 };

const struct block *
page_block(const struct page_screen *page)
{
	/* The last block of every page is a button. */
	assert(page->focus < page->model.count);
	return &page->model.blocks[page->focus];
}

/* --- Focus ---------------------------------------------------------------- */

static const char *
text_in_focus(const struct page_screen *page)
{
	const struct block *block = page_block(page);

	if (block->spot.kind == BLOCK_WEEK) {
		const char *cell = block->week.cells[page->option / WEEK_PARTS]
						    [page->option % WEEK_PARTS];
		return cell ? cell : "";
	}
	return block->edited;
}

/* The steps of what was typed there before, for Undo. */
static void
take_steps(struct page_screen *page)
{
	struct str place = STR_EMPTY;

	answering_put_place(
	    &place, page->desk, &page_block(page)->spot, page->option);
	const char *steps = desk_steps(page->desk, place.text);
	if (steps)
		edit_take_steps(page->edit, steps);
	page->steps_revision = desk_steps_revision(page->desk);
	str_release(&place);
}

/* A fresh edit for what is in focus, if that is typed. */
static void
load_edit(struct page_screen *page)
{
	const struct block *block = page_block(page);

	edit_free(page->edit);
	page->edit = NULL;
	page->sheet.edit_top = 0;
	page->is_unkept = page->is_refused = false;
	if (block->spot.kind != BLOCK_TYPED && block->spot.kind != BLOCK_WEEK)
		return;
	bool is_one_line = block->spot.kind == BLOCK_TYPED && !block->is_long;
	page->edit = edit_new(text_in_focus(page), is_one_line);
	take_steps(page);
	if (block->is_value)
		edit_begin_anew(page->edit);
}

void
page_set_option(struct page_screen *page, size_t option)
{
	bool is_new = page->option != option;

	page->option = option;
	if (is_new && page_block(page)->spot.kind == BLOCK_WEEK)
		load_edit(page);
}

static size_t
first_chosen(const struct block *block)
{
	for (size_t i = 0; i < block->choice_count; i++)
		if (block->choices[i].is_chosen)
			return i;
	return 0;
}

void
page_focus(struct page_screen *page, size_t block, enum focus_at begin)
{
	page->focus = block;
	page->option = 0;
	const struct block *at = page_block(page);
	size_t count = block_count_options(at);
	if (begin == FOCUS_LAST && count > 0)
		page->option = count - 1;
	else if (begin == FOCUS_CHOSEN)
		page->option = first_chosen(at);
	load_edit(page);
	if (begin == FOCUS_FIRST && page->edit && at->is_long)
		edit_top(page->edit);
}

/* The nearest block to a place that can be in focus. */
static size_t
nearest_stop(const struct page_model *model, size_t at)
{
	if (at >= model->count)
		at = model->count - 1;
	if (block_is_stop(&model->blocks[at]))
		return at;
	size_t next = page_model_next(model, at);
	return next != NONE ? next : page_model_previous(model, at);
}

/* Find the focus of the old model in the new one. */
static void
find_focus(struct page_screen *page, const struct spot *spot)
{
	size_t old = page->focus;
	size_t found = page_model_find(&page->model, spot);

	if (found == NONE && spot_field(spot) != NONE)
		found =
		    page_model_find_field(&page->model, spot->index, spot->row);
	if (found == NONE || !block_is_stop(&page->model.blocks[found])) {
		page_focus(page, nearest_stop(&page->model, old), FOCUS_CHOSEN);
		return;
	}
	page->focus = found;
	const struct block *block = page_block(page);
	size_t count = block_count_options(block);
	if (page->option >= count)
		page->option = count > 0 ? count - 1 : 0;
	bool has_gone = page->steps_revision != desk_steps_revision(page->desk);
	bool is_same =
	    page->edit && (edit_is_changed(page->edit) ||
			      (!has_gone && text_is(edit_text(page->edit),
						text_in_focus(page))));
	if (!is_same || !spot_is_same(spot, &block->spot))
		load_edit(page);
}

/* --- The model ------------------------------------------------------------ */

bool
page_put_heading(struct ui *ui, const struct page_screen *page,
    struct str *title, struct str *money)
{
	struct desk *desk = ui_desk(ui);
	int room = term_columns(ui_term(ui)) - TITLE_MARGIN;

	page_put_title(title, desk_reading(desk), ui_words(ui), page->page,
	    page->repeat, page->row);
	room -= utf8_text_width(title->text);
	if (page->counts_money)
		return budget_line(ui, money, room - TITLE_GAP);
	return room >= 0;
}

/* Must the title stand on the page? */
static bool
needs_title(struct ui *ui, const struct page_screen *page)
{
	struct str title = STR_EMPTY, money = STR_EMPTY;
	bool fits = page_put_heading(ui, page, &title, &money);

	str_release(&title);
	str_release(&money);
	return !fits;
}

/* A row that was opened may be gone, by undo. */
static void
leave_lost_row(struct ui *ui, struct page_screen *page)
{
	struct desk *desk = ui_desk(ui);

	if (page->row == 0)
		return;
	const char *repeat = desk_forms(desk)->repeats[page->repeat].id;
	if (plan_row_place(desk_plan(desk), repeat, page->row) >= 0)
		return;
	page->repeat = NONE;
	page->row = 0;
}

static struct page_model
make_model(struct ui *ui, const struct page_screen *page, struct arena *arena)
{
	struct desk *desk = ui_desk(ui);
	struct page_of of = {
	    .words = page->words,
	    .page = page->page,
	    .repeat = page->repeat,
	    .row = page->row,
	    .has_title = page->has_title,
	    .is_practice = desk_is_practice(desk),
	    .mode = page->mode,
	    .open = page->open,
	};

	of.readings = desk_readings(desk, &of.reading_count);
	return page_model_of(arena, &of);
}

bool
page_has_turned(struct ui *ui, const struct page_screen *page, size_t index)
{
	struct arena *arena = arena_new();
	struct page_screen other = {
	    .words = page->words,
	    .page = index,
	    .repeat = NONE,
	    .open.index = NONE,
	    .mode = PAGE_TURNED,
	};
	size_t count = make_model(ui, &other, arena).count;

	arena_free(arena);
	return count > 0;
}

void
page_refresh(struct ui *ui, struct page_screen *page)
{
	bool is_fresh = !page->is_stale &&
			page->title_columns == term_columns(ui_term(ui)) &&
			page->words == ui_words(ui) &&
			page->revision == desk_revision(ui_desk(ui));

	if (is_fresh)
		return;
	leave_lost_row(ui, page);
	page->words = ui_words(ui);
	page->counts_money =
	    page_counts_money(desk_forms(ui_desk(ui)), page->page);
	page->title_columns = term_columns(ui_term(ui));
	page->has_title = needs_title(ui, page);

	bool has_focus = page->focus != NONE;
	struct spot spot =
	    has_focus ? page_block(page)->spot : (struct spot){0};
	struct arena *old = page->arena;
	page->arena = arena_new();
	page->model = make_model(ui, page, page->arena);
	if (page->mode == PAGE_TURNED && page->model.count == 0) {
		/* The last question is not asked any more. */
		page->mode = page_mode_preferred(ui);
		page->model = make_model(ui, page, page->arena);
	}
	sheet_forget(&page->sheet);
	page->revision = desk_revision(ui_desk(ui));
	page->is_stale = false;
	arena_free(old);
	if (has_focus)
		find_focus(page, &spot);
	else
		page_focus(page, nearest_stop(&page->model, 0), FOCUS_CHOSEN);
}

/* --- What is open --------------------------------------------------------- */

enum page_mode
page_mode_preferred(struct ui *ui)
{
	return ui_prefers(ui, SETTING_ONE_AT_A_TIME) ? PAGE_ALONE : PAGE_WHOLE;
}

void
page_turn(struct ui *ui, struct page_screen *page, size_t index, size_t repeat,
    int row)
{
	const struct form_set *set = desk_forms(ui_desk(ui));
	const struct page *source = &set->pages[index];

	if (source->rows == PAGE_NEWEST_ROW &&
	    source->repeat == form_find_meaning(set, MEANS_VISIT))
		ui_note_visit(ui);
	overview_remember(ui, source->form);
	page->page = index;
	page->repeat = repeat;
	page->row = row;
	page->focus = NONE;
	page->option = 0;
	page->top = 0;
	if (page->mode != PAGE_TURNED)
		page->mode = page_mode_preferred(ui);
	page->is_stale = true;
	page->open = (struct spot){.index = NONE};
	edit_free(page->edit);
	page->edit = NULL;
	page_refresh(ui, page);
}

/* Turn to a page and the field in a row there; row 0 of a list is the list. */
void
page_turn_to(struct ui *ui, struct page_screen *page, size_t index, int row,
    size_t field)
{
	size_t list = page_list_of(desk_forms(ui_desk(ui)), index, field);
	size_t repeat;
	int own_row;

	page_row_of(
	    desk_reading(ui_desk(ui)), index, row, field, &repeat, &own_row);
	page_turn(ui, page, index, repeat, own_row);

	size_t found = NONE;
	if (field != NONE)
		found = page_model_find_field(&page->model, field, row);
	if (found == NONE && list != NONE)
		found = page_model_find(&page->model,
		    &(struct spot){.kind = BLOCK_LIST, .index = list});
	if (found != NONE && block_is_stop(&page->model.blocks[found]))
		page_focus(page, found, FOCUS_CHOSEN);
}

void
page_show(struct ui *ui, struct page_screen *page, const struct address *where)
{
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t field = form_find_field(set, where->field);

	if (field == NONE || set->fields[field].page == NONE)
		return;
	size_t found = page_model_find_field(&page->model, field, where->row);
	if (found != NONE)
		page_focus(page, found, FOCUS_CHOSEN);
	else
		page_turn_to(
		    ui, page, set->fields[field].page, where->row, field);
	if (where->voice != VOICE_PERSON)
		page_open_voice(ui, page, field, where->row, where->voice);
}
