/*
 * The screen of a page: its frame, its look, and how it is opened.
 *
 * What is open and in focus is page_focus.c's business, keys are in
 * page_event.c, actions in page_act.c, answers in page_answer.c.
 *
 * The screen owns its model's arena, its sheet and what is being typed.
 * Tested by the screens of tests/screens.
 */
#include "ui/page.h"

#include "base/str.h"
#include "base/utf8.h"
#include "ui/page_write.h"
#include "ui/screens.h"

enum { FRAME_ROWS = 4, WIDE_TITLE = 70, TITLE_EDGES = 5 };

static void
page_free(void *state)
{
	struct page_screen *page = state;

	edit_free(page->edit);
	sheet_release(&page->sheet);
	arena_free(page->arena);
	mem_free(page);
}

static const struct page *
source_of(struct ui *ui, const struct page_screen *page)
{
	return &desk_forms(ui_desk(ui))->pages[page->page];
}

/* --- Drawing -------------------------------------------------------------- */

/* "Step 5 of 7  Organising your support  page 2 of 8", or without its title. */
static void
put_place(struct ui *ui, const struct page_screen *page, bool has_title,
    struct str *out)
{
	const struct words *words = ui_words(ui);
	const struct form *form =
	    &desk_forms(ui_desk(ui))->forms[source_of(ui, page)->form];
	const char *title = wording_get(&form->title, words_language(words));
	size_t place, count;

	if (!title)
		title = form->id;
	if (form->step == 0)
		str_put(out, title);
	else
		words_put(out, words,
		    has_title ? WORD_UI_PAGE_STEP : WORD_UI_PAGE_STEP_SHORT,
		    numeral_of(form->step).text, title, NULL);
	page_place(desk_reading(ui_desk(ui)), page->page, &place, &count);
	if (count < 2)
		return;
	str_put(out, "  ");
	words_put(out, words, WORD_UI_PAGE_PLACE, numeral_of_count(place).text,
	    numeral_of_count(count).text, NULL);
}

static void
page_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct page_screen *page = state;
	int columns = term_columns(ui_term(ui));

	if (page->mode == PAGE_TURNED)
		return;
	person_title(ui, left);
	put_place(ui, page, columns >= WIDE_TITLE, right);
	if (utf8_text_width(left->text) + TITLE_EDGES +
		utf8_text_width(right->text) >
	    columns) {
		str_clear(right);
		put_place(ui, page, false, right);
	}
}

static void
page_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	struct page_screen *page = state;

	page_refresh(ui, page);
	if (page->mode == PAGE_TURNED)
		return;
	if (!page_put_heading(ui, page, left, right))
		str_clear(left); /* it stands on the page */
}

void
page_lay(struct ui *ui, struct page_screen *page)
{
	if (page->columns == 0) { /* not drawn yet */
		page->columns = term_columns(ui_term(ui));
		page->rows = term_rows(ui_term(ui)) - FRAME_ROWS;
	}
	if (page_is_writing(page)) {
		page_write_lay(page);
		return;
	}
	sheet_lay(&page->sheet, &(struct sheet_of){
				    .model = &page->model,
				    .words = page->words,
				    .columns = page->columns,
				    .rows = page->rows,
				    .focus = page->focus,
				    .option = page->option,
				    .edit = page->edit,
				    .has_echo = ui_prefers(ui, SETTING_ACCESS),
				    .mode = page->mode,
				});
}

/* Help for the focus, and its keys, at the right of a wide window. */
static void
draw_pane(struct ui *ui, struct page_screen *page, const struct area *area)
{
	const struct sheet_measure *measure = &page->sheet.measure;
	struct str help = STR_EMPTY;
	const struct area pane = {
	    .top = area->top,
	    .rows = area->rows,
	    .columns = measure->pane + measure->pane_cells + 1,
	};

	if (measure->pane == 0)
		return;
	page_put_help(&help, ui, page);
	if (help.length > 0)
		str_put(&help, "\n\n");
	page_put_keys(&help, ui, page);
	ui_put_text(ui, &pane, area->top, measure->pane, help.text, ROLE_HINT);
	str_release(&help);
}

static void
draw_row(struct term *term, const struct sheet *sheet,
    const struct sheet_row *row, int at)
{
	for (size_t i = row->first; i < row->first + row->count; i++) {
		const struct sheet_piece *piece = &sheet->pieces[i];
		if (!piece->text)
			term_fill(
			    term, at, piece->column, piece->cells, piece->role);
		else
			term_put(term, at, piece->column, piece->cells,
			    piece->text, piece->length, piece->role);
	}
}

static void
page_draw(struct ui *ui, void *state, const struct area *area)
{
	struct page_screen *page = state;
	struct sheet *sheet = &page->sheet;
	struct term *term = ui_term(ui);

	page->columns = area->columns;
	page->rows = area->rows;
	page->area_top = area->top;
	page_refresh(ui, page);
	if (page_is_writing(page)) {
		page_write_draw(ui, page, area);
		return;
	}
	page_lay(ui, page);
	page->top = sheet_scroll(sheet, area->rows, page->top);
	for (int i = 0; i < area->rows; i++) {
		size_t row = (size_t)(page->top + i);
		if (row < sheet->row_count)
			draw_row(term, sheet, &sheet->rows[row], area->top + i);
	}
	/* Where a tall question has scrolled its label away. */
	int cursor_row = area->top + sheet->cursor_row - page->top;
	if (sheet->mark_row >= 0 && sheet->mark_row < page->top)
		term_put_text(term, cursor_row, 0, 1, ">", ROLE_FOCUS);
	draw_pane(ui, page, area);
	ui_put_more(
	    ui, area, (size_t)(page->top + area->rows) < sheet->row_count);
	term_cursor(term, cursor_row, sheet->cursor_column);
}

static void
page_hints(struct ui *ui, void *state, struct str *out)
{
	static const struct {
		enum word own;
		bool has_voice;
	} hints[] = {
	    [BLOCK_TYPED] = {WORD_UI_PAGE_HINTS_TYPED, true},
	    [BLOCK_CHOICE] = {WORD_UI_PAGE_HINTS_CHOICE, true},
	    [BLOCK_WEEK] = {WORD_UI_PAGE_HINTS_WEEK, true},
	    [BLOCK_SUM] = {WORD_UI_PAGE_HINTS_SUM, false},
	    [BLOCK_LIST] = {WORD_UI_PAGE_HINTS_LIST, false},
	    [BLOCK_BUTTON] = {WORD_UI_PAGE_HINTS_BUTTON, false},
	};
	struct page_screen *page = state;

	page_refresh(ui, page);
	if (page->mode == PAGE_TURNED) {
		str_put(out, words_get(ui_words(ui), WORD_UI_TURN_HINTS));
		return;
	}
	const struct block *block = page_block(page);
	if (page_is_writing(page)) {
		str_put(out, words_get(ui_words(ui), WORD_UI_WRITE_HINTS));
		return;
	}
	str_put(out, words_get(ui_words(ui), hints[block->spot.kind].own));
	if (block->is_long && block->spot.kind == BLOCK_TYPED) {
		str_put(out, "   ");
		ui_put_key(ui, ACTION_WRITE, out);
	}
	if (hints[block->spot.kind].has_voice) {
		str_put(out, "   ");
		ui_put_key(ui, ACTION_VOICE, out);
	}
	if (page->open.voice != VOICE_PERSON) {
		str_put(out, "   ");
		ui_put_key(ui, ACTION_SAME, out);
	}
}

static bool
settle(struct ui *ui, void *state)
{
	return page_settle(ui, state);
}

static struct edit *
page_writing(struct ui *ui, void *state)
{
	struct page_screen *page = state;

	page_refresh(ui, page);
	return page->edit;
}

static bool
page_is_typing(struct ui *ui, void *state)
{
	const struct page_screen *page = state;

	(void)ui;
	return page->is_unkept;
}

static enum saving
page_saving(struct ui *ui, void *state)
{
	const struct page_screen *page = state;

	(void)ui;
	if (page->is_refused)
		return SAVING_FAILED;
	return page->edit && edit_is_changed(page->edit) ? SAVING_TYPING
							 : SAVING_DONE;
}

static void
tick(struct ui *ui, void *state)
{
	page_keep(ui, state);
}

static const struct screen_class page_class = {
    .name = "page",
    .bars = NEED_FACING,
    .put_title = page_title,
    .put_heading = page_heading,
    .draw = page_draw,
    .event = page_event,
    .has = page_has,
    .refuse = page_refuse,
    .is_bare = page_is_bare,
    .act = page_act,
    .put_hints = page_hints,
    .writing = page_writing,
    .settle = settle,
    .leave = page_leave,
    .saving = page_saving,
    .is_typing = page_is_typing,
    .tick = tick,
    .free = page_free,
};

/* --- Opening -------------------------------------------------------------- */

static struct page_screen *
push(struct ui *ui)
{
	struct page_screen *page = mem_new(sizeof(*page));

	page->desk = ui_desk(ui);
	sheet_init(&page->sheet);
	screen_push(ui, &page_class, page);
	return page;
}

void
page_push(struct ui *ui, size_t index, size_t repeat, int row)
{
	page_turn(ui, push(ui), index, repeat, row);
}

void
page_open(struct ui *ui, size_t page, int row, size_t focus_field)
{
	page_turn_to(ui, push(ui), page, row, focus_field);
}

bool
page_is_open(struct ui *ui)
{
	return screen_find(ui, &page_class) != NULL;
}

bool
page_place_get(struct ui *ui, size_t *page, int *row, size_t *field)
{
	struct page_screen *found = screen_find(ui, &page_class);

	if (!found)
		return false;
	page_refresh(ui, found);
	const struct block *block = page_block(found);
	*page = found->page;
	*field = spot_field(&block->spot);
	*row = *field != NONE ? block->spot.row : found->row;
	return true;
}

bool
page_is_turned(struct ui *ui)
{
	const struct page_screen *found = screen_find(ui, &page_class);

	return found && found->mode == PAGE_TURNED;
}

void
page_turn_again(struct ui *ui)
{
	struct page_screen *found = screen_find(ui, &page_class);

	if (found && found->mode != PAGE_TURNED &&
	    page_can_turn_laptop(ui, found))
		page_turn_laptop(ui, found);
}

void
page_open_at(struct ui *ui, const struct address *where)
{
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t field = form_find_field(set, where->field);

	if (field == NONE || set->fields[field].page == NONE)
		return;
	struct page_screen *page = push(ui);
	page_turn_to(ui, page, set->fields[field].page, where->row, field);
	page_show(ui, page, where);
}

void
page_open_pending(struct ui *ui)
{
	const struct typing *typing = desk_pending(ui_desk(ui));

	if (!typing)
		return;
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t field = form_find_field(set, typing->address.field);
	if (field == NONE || set->fields[field].page == NONE) {
		page_restore(ui, NULL, typing);
		return;
	}
	struct page_screen *page = push(ui);
	page_turn_to(
	    ui, page, set->fields[field].page, typing->address.row, field);
	page_show(ui, page, &typing->address);
	page_restore(ui, page, typing);
}
