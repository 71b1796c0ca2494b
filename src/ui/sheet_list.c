/*
 * Lists on a sheet: a table whose columns are fitted to the window, or where
 * it is narrow a block a row.
 *
 * Figures are never cut or wrapped.  Columns of text give way first, down to
 * their longest words; then the last column is left out, since the row itself
 * shows it when it is opened.  A cell takes at most three rows of text.
 *
 * Where its rows stand is measured once for a model and a width, and only those
 * are laid that can be in view with the focus: so a long list costs no more
 * than a short one.
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
	CELL_ROWS = 3,
	TEXT_LEAST = 8,    /* cells that a column of text keeps */
	TEXT_MOST = 40,    /* cells that it asks for */
	HEADING_MOST = 12, /* cells that a heading asks for */
	NARROW_AT = FIRST_AT + 2
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
whole_width(const struct list_fit *fit, const int *cells)
{
	int whole = 0;

	for (size_t i = 0; i < fit->count; i++)
		whole += cells[i] + (i > 0 ? COLUMN_GAP : 0);
	return whole;
}

/* Give what is missing from the widest columns that can give. */
static void
shrink(struct list_fit *fit, int room)
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

static struct list_fit
fit_columns(const struct table_view *table, int room)
{
	struct list_fit fit = {.count = 0};

	for (size_t i = 0; i < table->column_count && i < LIST_COLUMNS; i++) {
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

/* The first cell as what the row is called, the others below it. */
static const char *
block_line(struct sheet_laying *laying, const struct table_view *table,
    size_t row, size_t column)
{
	const char *text = cell_of(table, row, column);

	if (column == 0 || *text == '\0')
		return text;
	return arena_format(
	    laying->arena, "%s: %s", table->columns[column].heading, text);
}

/* --- Where rows stand ----------------------------------------------------- */

static size_t
cell_height(struct sheet_laying *laying, const char *text, int cells)
{
	wrap_text(&laying->wrap, text, strlen(text), cells);
	return laying->wrap.count < CELL_ROWS ? laying->wrap.count : CELL_ROWS;
}

static size_t
row_height(
    struct sheet_laying *laying, const struct list_measure *measure, size_t row)
{
	const struct table_view *table = measure->table;
	const struct list_fit *fit = &measure->fit;
	size_t height = 0;

	for (size_t i = 0; i < fit->count; i++) {
		size_t rows = cell_height(laying,
		    cell_of(table, row, fit->columns[i]), fit->cells[i]);
		height = rows > height ? rows : height;
	}
	for (size_t c = 0; fit->count == 0 && c < table->column_count; c++) {
		const char *text = block_line(laying, table, row, c);
		int at = c == 0 ? FIRST_AT : NARROW_AT;
		if (c == 0 || *text != '\0')
			height += cell_height(laying, text, measure->end - at);
	}
	return height;
}

static void
measure_list(struct sheet_laying *laying, struct list_measure *measure)
{
	const struct table_view *table = measure->table;
	size_t start = 0;

	if (laying->measure.has_tables)
		measure->fit = fit_columns(table, measure->end - FIRST_AT);
	measure->starts =
	    mem_new((table->row_count + 1) * sizeof(*measure->starts));
	for (size_t row = 0; row < table->row_count; row++) {
		measure->starts[row] = start;
		start += row_height(laying, measure, row);
	}
	measure->starts[table->row_count] = start;
}

/* Of a list of this model, at this width: as it was measured, or is now. */
static struct list_measure
find_measure(struct sheet_laying *laying, const struct table_view *table)
{
	int end = laying->measure.end;

	for (size_t i = 0; i < laying->list_count; i++) {
		struct list_measure *measure = &laying->lists[i];
		if (measure->table == table && measure->end == end)
			return *measure;
	}
	laying->lists = mem_grow(laying->lists, laying->list_count,
	    &laying->list_capacity, sizeof(*laying->lists));
	struct list_measure *measure = &laying->lists[laying->list_count++];
	*measure = (struct list_measure){.table = table, .end = end};
	measure_list(laying, measure);
	return *measure;
}

/*
 * The focus is always in view, so what is further from it than the window is
 * high cannot be: the rows of the list that need not be laid.
 */
static bool
is_out_of_reach(const struct sheet_laying *laying,
    const struct list_measure *measure, size_t row)
{
	const size_t *starts = measure->starts;
	size_t window = (size_t)laying->of->rows;
	size_t focus = laying->of->focus, option = laying->of->option;

	if (laying->block == focus && option < measure->table->row_count)
		return starts[row + 1] + window < starts[option] ||
		       starts[row] > starts[option + 1] + window;
	if (focus != NONE && laying->block < focus)
		return starts[row + 1] + window <
		       starts[measure->table->row_count];
	return starts[row] > window;
}

/* --- Laying --------------------------------------------------------------- */

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
    const struct list_fit *fit, size_t row)
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
    const struct list_fit *fit, size_t row)
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

/* A row of a table. */
static void
put_table_row(struct sheet_laying *laying, const struct list_measure *measure,
    size_t index, size_t row)
{
	const struct table_view *table = measure->table;
	const struct list_fit *fit = &measure->fit;
	enum term_role role = row_role(laying, index);
	int at = FIRST_AT;

	for (size_t i = 0; i < fit->count; i++) {
		size_t column = fit->columns[i];
		put_cell(laying, row, at, fit->cells[i],
		    cell_of(table, index, column),
		    table->columns[column].is_figure, role, index);
		at += fit->cells[i] + COLUMN_GAP;
	}
}

/* Or where there is no room for tables, of blocks. */
static void
put_block_row(struct sheet_laying *laying, const struct list_measure *measure,
    size_t index, size_t row)
{
	enum term_role role = row_role(laying, index);

	for (size_t c = 0; c < measure->table->column_count; c++) {
		const char *text = block_line(laying, measure->table, index, c);
		int at = c == 0 ? FIRST_AT : NARROW_AT;
		if (c == 0 || *text != '\0')
			row += put_cell(laying, row, at, measure->end - at,
			    text, false, role, index);
	}
}

static void
put_rows(
    struct sheet_laying *laying, const struct table_view *table, size_t row)
{
	const struct list_measure measure = find_measure(laying, table);
	bool is_table = measure.fit.count > 0;

	if (is_table)
		row += put_headings(laying, table, &measure.fit, row);
	laying_reach(laying, row + measure.starts[table->row_count] - 1);
	for (size_t i = 0; i < table->row_count; i++) {
		size_t start = row + measure.starts[i];
		if (is_out_of_reach(laying, &measure, i))
			continue;
		put_number(laying, table, i, start, row_role(laying, i));
		(is_table ? put_table_row : put_block_row)(
		    laying, &measure, i, start);
	}
	if (is_table)
		put_totals(laying, table, &measure.fit,
		    row + measure.starts[table->row_count]);
}

void
lay_list(struct sheet_laying *laying, const struct block *block)
{
	const struct sheet_measure *measure = &laying->measure;
	const struct table_view *table = block->table;
	size_t row = laying->bottom;
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
	else
		put_rows(laying, table, row);
	laying_put_notes(laying, block, laying->bottom, measure->label);
}
