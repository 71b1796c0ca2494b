/*
 * A sheet that was laid, as it is seen through a window: which rows are in it,
 * and what stands at a place.
 *
 * The focus is always in view, and as few rows move as will do.  Nothing is
 * laid or changed here.  Tested by tests/unit/ui_sheet.c.
 */
#include <assert.h>

#include "ui/sheet.h"

int
sheet_scroll(const struct sheet *sheet, int rows, int top)
{
	int first = sheet->focus_first, last = sheet->focus_last;
	int most = (int)sheet->row_count - rows;

	assert(rows > 0);
	if (last - first >= rows) {
		/* It does not fit: its beginning, or else where the cursor is.
		 */
		last = first + rows - 1;
		if (sheet->cursor_row > last)
			first = last = sheet->cursor_row;
	}
	if (first < top) {
		top -= rows / 2;
		if (first < top)
			top = first;
	} else if (last >= top + rows) {
		top += rows / 2;
		if (last >= top + rows)
			top = last - rows + 1;
		if (first < top)
			top = first;
	}
	if (top > most)
		top = most;
	return top < 0 ? 0 : top;
}

size_t
sheet_row_of(const struct sheet *sheet, size_t block)
{
	size_t row = 0;

	while (row < sheet->row_count && sheet->rows[row].block != block &&
	       sheet->rows[row].beside != block)
		row++;
	return row;
}

bool
sheet_find(const struct sheet *sheet, int row, int column, size_t *block,
    size_t *option)
{
	if (row < 0 || (size_t)row >= sheet->row_count ||
	    sheet->rows[row].block == NONE)
		return false;
	const struct sheet_row *at = &sheet->rows[row];
	bool is_beside = at->beside != NONE && column >= at->beside_from;
	*block = is_beside ? at->beside : at->block;
	*option = NONE;
	for (size_t i = at->first; i < at->first + at->count; i++) {
		const struct sheet_piece *piece = &sheet->pieces[i];
		if (piece->option != NONE && column >= piece->column &&
		    column < piece->column + piece->cells)
			*option = piece->option;
	}
	return true;
}
