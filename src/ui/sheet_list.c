/*
 * Lists on a sheet: a table whose columns are fitted to the window, or where
 * it is narrow a block a row.
 *
 * Figures are never cut or wrapped.  Columns of text give way first, down to
 * their longest words; then the last column is left out, since the row itself
 * shows it when it is opened.  A cell takes at most three rows of text.
 *
 * Tested by tests/unit/ui_sheet.c.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/sheet_laying.h"

enum {
	NUMBER_AT = 2, /* the row's number; "!" stands before it */
	FIRST_AT = 5,
	COLUMN_GAP = 2,
	COLUMNS_MOST = 12,
	CELL_ROWS = 3,
	TEXT_LEAST = 8,    /* cells that a column of text keeps */
	TEXT_MOST = 40,    /* cells that it asks for */
	HEADING_MOST = 12, /* cells that a heading asks for */
	NARROW_INDENT = 2
};

/* The columns that are shown, and how wide they are. */
struct fit {
	size_t columns[COLUMNS_MOST];
	int cells[COLUMNS_MOST];
	int least[COLUMNS_MOST];
	size_t count;
};

static const char *
cell_of(const struct table_view *table, size_t row, size_t column)
{
	return table->cells[row * table->column_count + column];
}

static int
longest_word(const char *text)
{
	int longest = 0;

	while (*text != '\0') {
		size_t length = strcspn(text, " \n");
		int width = utf8_width(text, length);
		longest = width > longest ? width : longest;
		text += length;
		text += strspn(text, " \n");
	}
	return longest;
}

/* What a column asks for, and the least it can do with. */
static void
measure_column(
    const struct table_view *table, size_t column, int *cells, int *least)
{
	const struct table_column *of = &table->columns[column];
	int heading = longest_word(of->heading);
	int wanted = utf8_text_width(of->heading);
	int widest = of->total ? utf8_text_width(of->total) : 0;

	for (size_t row = 0; row < table->row_count; row++) {
		int width = utf8_text_width(cell_of(table, row, column));
		widest = width > widest ? width : widest;
	}
	if (!of->is_figure && widest > TEXT_MOST)
		widest = TEXT_MOST;
	*least = widest;
	if (!of->is_figure && *least > TEXT_LEAST)
		*least = TEXT_LEAST;
	*least = *least > heading ? *least : heading;
	wanted = wanted > HEADING_MOST ? HEADING_MOST : wanted;
	*cells = widest > wanted ? widest : wanted;
	*cells = *cells > *least ? *cells : *least;
}

static int
whole_width(const struct fit *fit, const int *cells)
{
	int whole = 0;

	for (size_t i = 0; i < fit->count; i++)
		whole += cells[i] + (i > 0 ? COLUMN_GAP : 0);
	return whole;
}

/* Give what is missing from the widest columns that can give. */
static void
shrink(struct fit *fit, int room)
{
	while (whole_width(fit, fit->cells) > room) {
		size_t widest = fit->count;
		for (size_t i = 0; i < fit->count; i++)
			if (fit->cells[i] > fit->least[i] &&
			    (widest == fit->count ||
				fit->cells[i] > fit->cells[widest]))
				widest = i;
		if (widest == fit->count)
			return;
		fit->cells[widest]--;
	}
}

static struct fit
fit_columns(const struct table_view *table, int room)
{
	struct fit fit = {.count = 0};

	for (size_t i = 0; i < table->column_count && i < COLUMNS_MOST; i++) {
		fit.columns[fit.count] = i;
		measure_column(
		    table, i, &fit.cells[fit.count], &fit.least[fit.count]);
		fit.count++;
	}
	while (fit.count > 1 && whole_width(&fit, fit.least) > room)
		fit.count--;
	shrink(&fit, room);
	if (fit.count == 1 && fit.cells[0] > room)
		fit.cells[0] = room;
	return fit;
}

/* A cell's text at a place; gives the rows it took. */
static size_t
put_cell(struct sheet_laying *laying, size_t row, int column, int cells,
    const char *text, bool is_figure, enum term_role role, size_t option)
{
	int width = utf8_text_width(text);

	if (is_figure && width > 0 && width <= cells) {
		column += cells - width;
		cells = width;
	}
	wrap_text(&laying->wrap, text, strlen(text), cells);
	size_t count = laying->wrap.count;
	for (size_t i = 0; i < count && i < CELL_ROWS; i++) {
		const struct wrap_row *part = &laying->wrap.rows[i];
		bool is_cut = i + 1 == CELL_ROWS && count > CELL_ROWS;
		size_t length = part->length;
		int used = cells;
		if (is_cut)
			length = utf8_fit(
			    text + part->start, length, cells - 1, &used);
		laying_put_option(laying, row + i, column, used,
		    text + part->start, length, role, option);
		if (is_cut)
			laying_put_option(laying, row + i, column + used, 1,
			    "\u2026", strlen("\u2026"), role, option);
	}
	return count < CELL_ROWS ? count : CELL_ROWS;
}

/* The row's number, and what marks it. */
static void
put_number(struct sheet_laying *laying, const struct table_view *table,
    size_t index, size_t row, enum term_role role)
{
	const char *number = arena_format(laying->arena, "%zu", index + 1);

	if (laying_is_focus(laying) && laying->of->option == index) {
		laying_mark(laying, row);
		laying_cursor(laying, row, NUMBER_AT);
	}
	if (table->remarks[index])
		laying_put(laying, row, 1, 1, "!", 1, ROLE_WARNING);
	laying_put_option(laying, row, NUMBER_AT, FIRST_AT - NUMBER_AT - 1,
	    number, strlen(number), role, index);
}

static enum term_role
row_role(const struct sheet_laying *laying, size_t index)
{
	return laying_is_focus(laying) && laying->of->option == index
		   ? ROLE_FOCUS
		   : ROLE_TEXT;
}

/* Headings, each at the bottom of as many rows as the highest takes. */
static size_t
put_headings(struct sheet_laying *laying, const struct table_view *table,
    const struct fit *fit, size_t row)
{
	size_t height = 1;

	for (size_t i = 0; i < fit->count; i++) {
		const char *heading = table->columns[fit->columns[i]].heading;
		wrap_text(
		    &laying->wrap, heading, strlen(heading), fit->cells[i]);
		if (laying->wrap.count > height)
			height = laying->wrap.count;
	}
	int at = FIRST_AT;
	for (size_t i = 0; i < fit->count; i++) {
		const struct table_column *of =
		    &table->columns[fit->columns[i]];
		wrap_text(&laying->wrap, of->heading, strlen(of->heading),
		    fit->cells[i]);
		size_t first = height - laying->wrap.count;
		for (size_t k = 0; k < laying->wrap.count; k++) {
			const struct wrap_row *part = &laying->wrap.rows[k];
			const char *text = of->heading + part->start;
			int width = utf8_width(text, part->length);
			int left = of->is_figure && width <= fit->cells[i]
				       ? fit->cells[i] - width
				       : 0;
			laying_put(laying, row + first + k, at + left,
			    fit->cells[i] - left, text, part->length,
			    ROLE_LABEL);
		}
		at += fit->cells[i] + COLUMN_GAP;
	}
	return height;
}

static void
put_totals(struct sheet_laying *laying, const struct table_view *table,
    const struct fit *fit, size_t row)
{
	int at = FIRST_AT;
	bool has_total = false;

	for (size_t i = 0; i < fit->count; i++) {
		const char *total = table->columns[fit->columns[i]].total;
		if (total) {
			put_cell(laying, row, at, fit->cells[i], total, true,
			    ROLE_TEXT, NONE);
			has_total = true;
		}
		at += fit->cells[i] + COLUMN_GAP;
	}
	if (has_total)
		laying_put_wrapped(laying, row, FIRST_AT, fit->cells[0],
		    words_get(laying->of->words, WORD_DOC_TOTAL), ROLE_TEXT);
}

static void
put_table(
    struct sheet_laying *laying, const struct table_view *table, size_t row)
{
	struct fit fit = fit_columns(table, laying->measure.end - FIRST_AT);

	row += put_headings(laying, table, &fit, row);
	for (size_t r = 0; r < table->row_count; r++) {
		enum term_role role = row_role(laying, r);
		size_t height = 1;
		int at = FIRST_AT;
		put_number(laying, table, r, row, role);
		for (size_t i = 0; i < fit.count; i++) {
			size_t column = fit.columns[i];
			size_t rows = put_cell(laying, row, at, fit.cells[i],
			    cell_of(table, r, column),
			    table->columns[column].is_figure, role, r);
			height = rows > height ? rows : height;
			at += fit.cells[i] + COLUMN_GAP;
		}
		row += height;
	}
	put_totals(laying, table, &fit, row);
}

/* The first cell as what the row is called, the others below it. */
static void
put_blocks(
    struct sheet_laying *laying, const struct table_view *table, size_t row)
{
	int end = laying->measure.end;

	for (size_t r = 0; r < table->row_count; r++) {
		enum term_role role = row_role(laying, r);
		put_number(laying, table, r, row, role);
		row += put_cell(laying, row, FIRST_AT, end - FIRST_AT,
		    cell_of(table, r, 0), false, role, r);
		for (size_t c = 1; c < table->column_count; c++) {
			const char *text = cell_of(table, r, c);
			if (*text == '\0')
				continue;
			int at = FIRST_AT + NARROW_INDENT;
			row += put_cell(laying, row, at, end - at,
			    arena_format(laying->arena, "%s: %s",
				table->columns[c].heading, text),
			    false, role, r);
		}
	}
}

void
lay_list(struct sheet_laying *laying, const struct block *block)
{
	const struct sheet_measure *measure = &laying->measure;
	const struct table_view *table = block->table;
	size_t row = laying->row_count;
	int cells = measure->end - measure->label;

	if (block->label)
		row +=
		    laying_put_label(laying, block, row, measure->label, cells);
	if (block->say)
		row += laying_put_wrapped(
		    laying, row, measure->label, cells, block->say, ROLE_HINT);
	if (block->hint)
		row += laying_put_wrapped(
		    laying, row, measure->label, cells, block->hint, ROLE_HINT);
	if (table->row_count == 0 || table->column_count == 0)
		row += laying_put_wrapped(laying, row, measure->label, cells,
		    words_get(laying->of->words, WORD_UI_PAGE_EMPTY),
		    ROLE_HINT);
	else if (measure->has_tables)
		put_table(laying, table, row);
	else
		put_blocks(laying, table, row);
	laying_put_notes(laying, block, laying->row_count, measure->label);
}
