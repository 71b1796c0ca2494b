/*
 * Writing on the whole screen: the text in focus and its question, and nothing
 * else of the page.
 *
 * It is the page's own edit, so undo, what is selected and what is saved are
 * the same as in the field; here is only where it stands.  Nothing is
 * underlined: it is a sheet of paper, and where one is on it is told in words.
 * At its edges the cursor stays, since nothing else is in sight.
 *
 * Tested by tests/screens/whole.keys.
 */
#include "ui/page_write.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/wrap.h"

enum {
	MARGIN = 2,
	WIDE_MARGIN = 4,
	WIDE = 70,
	CELLS_MOST = 90,
	POSITION_GAP = 3,
	LABEL_ROWS_MOST = 3
};

/* Where the text stands in the area. */
struct paper {
	int column, cells; /* the last cell is the caret's */
	int first, rows;
	int label_cells;
};

bool
page_is_writing(const struct page_screen *page)
{
	const struct block *block = page_block(page);

	return page->mode == PAGE_ALONE && page->edit &&
	       block->spot.kind == BLOCK_TYPED && block->is_long;
}

/* "row 7 of 152" */
static void
put_position(struct str *out, const struct page_screen *page, int row)
{
	const struct wrap *wrap = edit_wrap(page->edit, page->sheet.edit_width);

	words_put(out, page->words, WORD_UI_PAGE_POSITION,
	    numeral_of(row + 1).text, numeral_of_count(wrap->count).text, NULL);
}

/*
 * The question; over another voice's words what the person said as well, as
 * much of it as leaves half of the window to write in.
 */
static void
put_label(struct str *out, const struct page_screen *page, int cells)
{
	const struct block *block = page_block(page);
	struct spot spot = block->spot;

	spot.voice = VOICE_PERSON;
	size_t at = page_model_find(&page->model, &spot);
	if (block->spot.voice != VOICE_PERSON && at != NONE) {
		const struct block *first = &page->model.blocks[at];
		size_t length = strlen(first->shown);
		int room = cells * (page->rows / 2 - LABEL_ROWS_MOST);
		size_t fitting =
		    utf8_fit(first->shown, length, room > 0 ? room : 0, NULL);
		str_format(out, "%s\n%s\n", first->label ? first->label : "",
		    first->says ? first->says : "");
		str_put_n(out, first->shown, fitting);
		str_put(out, fitting < length ? "\u2026\n" : "\n");
	}
	str_put(out, block->label ? block->label : "");
}

/* That in rows that leave room for the position beside them. */
static int
wrap_label(const struct page_screen *page, const struct str *label, int cells,
    struct wrap *wrap)
{
	bool is_person = page_block(page)->spot.voice == VOICE_PERSON;
	int most = is_person ? LABEL_ROWS_MOST : page->rows / 2 + 1;

	wrap_text(wrap, label->text, label->length, cells > 1 ? cells : 1);
	int rows = (int)wrap->count;
	return rows > most ? most : rows;
}

/* The paper of a window; the edit is wrapped to it. */
static struct paper
lay(struct page_screen *page)
{
	struct wrap wrap = {0};
	struct str position = STR_EMPTY, label = STR_EMPTY;
	struct paper paper = {
	    .column = page->columns < WIDE ? MARGIN : WIDE_MARGIN};

	paper.cells = page->columns - paper.column - 1;
	if (paper.cells > CELLS_MOST)
		paper.cells = CELLS_MOST;
	page->sheet.edit_width = paper.cells > 1 ? paper.cells - 1 : 1;
	put_position(&position, page, (int)edit_length(page->edit));
	paper.label_cells = page->columns - MARGIN - POSITION_GAP -
			    utf8_text_width(position.text);
	put_label(&label, page, paper.label_cells);
	paper.first = wrap_label(page, &label, paper.label_cells, &wrap) + 1;
	paper.rows = page->rows - paper.first;
	if (paper.rows < 1) {
		paper.first = 1;
		paper.rows = page->rows > 1 ? page->rows - 1 : 1;
	}
	page->sheet.edit_rows = paper.rows;
	str_release(&position);
	str_release(&label);
	wrap_release(&wrap);
	return paper;
}

void
page_write_lay(struct page_screen *page)
{
	lay(page);
}

/*
 * Keep the caret's row in sight.  One that goes out of it comes to the middle:
 * so all rows move seldom, and not with every key.
 */
static void
follow_caret(struct sheet *sheet, int row, int count)
{
	int rows = sheet->edit_rows;

	if (row < sheet->edit_top || row >= sheet->edit_top + rows)
		sheet->edit_top = row - rows / 2;
	if (sheet->edit_top > count - rows)
		sheet->edit_top = count - rows;
	if (sheet->edit_top < 0)
		sheet->edit_top = 0;
}

static void
draw_label(struct ui *ui, const struct page_screen *page,
    const struct area *area, const struct paper *paper, int row)
{
	struct term *term = ui_term(ui);
	struct wrap wrap = {0};
	struct str position = STR_EMPTY, label = STR_EMPTY;

	put_label(&label, page, paper->label_cells);
	int rows = wrap_label(page, &label, paper->label_cells, &wrap);

	term_put_text(term, area->top, 0, 1, ">", ROLE_FOCUS);
	for (int i = 0; i < rows && i < paper->first; i++)
		term_put(term, area->top + i, MARGIN, paper->label_cells,
		    label.text + wrap.rows[i].start, wrap.rows[i].length,
		    ROLE_FOCUS);
	put_position(&position, page, row);
	int cells = utf8_text_width(position.text);
	term_put_text(term, area->top, area->columns - cells - 1, cells,
	    position.text, ROLE_HINT);
	str_release(&position);
	str_release(&label);
	wrap_release(&wrap);
}

static void
draw_row(struct term *term, const struct edit *edit, const struct wrap_row *of,
    int row, const struct paper *paper)
{
	struct edit_part parts[EDIT_PARTS_MOST];
	size_t count = edit_parts(edit, of->start, of->length, parts);
	size_t end = of->start + of->length;
	int used = 0;

	for (size_t i = 0; i < count; i++)
		used += term_put(term, row, paper->column + used,
		    paper->cells - used, edit_text(edit) + parts[i].start,
		    parts[i].length,
		    parts[i].is_selected ? ROLE_SELECTED : ROLE_TEXT);
	/* The end of a line that is selected too. */
	if (edit_is_selected(edit, end) && edit_text(edit)[end] == '\n' &&
	    used < paper->cells)
		term_fill(term, row, paper->column + used, 1, ROLE_SELECTED);
}

void
page_write_draw(
    struct ui *ui, struct page_screen *page, const struct area *area)
{
	const struct paper paper = lay(page);
	const struct wrap *wrap = edit_wrap(page->edit, page->sheet.edit_width);
	int row, column;

	edit_caret_at(page->edit, page->sheet.edit_width, &row, &column);
	follow_caret(&page->sheet, row, (int)wrap->count);
	draw_label(ui, page, area, &paper, row);
	int top = page->sheet.edit_top;
	for (int i = 0; i < paper.rows && (size_t)(top + i) < wrap->count; i++)
		draw_row(ui_term(ui), page->edit, &wrap->rows[top + i],
		    area->top + paper.first + i, &paper);
	term_cursor(ui_term(ui), area->top + paper.first + row - top,
	    paper.column + column);
}

void
page_write_click(struct page_screen *page, int row, int column)
{
	const struct paper paper = lay(page);

	edit_go_to(page->edit, page->sheet.edit_width,
	    row - page->area_top - paper.first + page->sheet.edit_top,
	    column - paper.column);
}

void
page_write_scroll(struct page_screen *page, int rows)
{
	int width = page->sheet.edit_width;

	for (; rows > 0; rows--)
		edit_down(page->edit, width);
	for (; rows < 0; rows++)
		edit_up(page->edit, width);
}
