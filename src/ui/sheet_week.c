/*
 * The week grid on a sheet: a table of days and their parts where there is
 * room, a block a day where there is not.  A cell is a field that grows with
 * its text.
 *
 * Tested by tests/unit/ui_sheet.c.
 */
#include <string.h>

#include "base/utf8.h"
#include "form/week.h"
#include "ui/sheet_laying.h"

enum { CELL_GAP = 2, PART_INDENT = 2, CELL_MOST = 12 };

static const char *
day_label(struct sheet_laying *laying, size_t day)
{
	return words_get(laying->of->words, week_day_word(day));
}

static const char *
part_label(struct sheet_laying *laying, size_t part)
{
	return words_get(laying->of->words, week_part_word(part));
}

static int
widest_day(struct sheet_laying *laying)
{
	int widest = 0;

	for (size_t day = 0; day < WEEK_DAYS; day++) {
		int width = utf8_text_width(day_label(laying, day));
		widest = width > widest ? width : widest;
	}
	return widest;
}

static int
widest_part(struct sheet_laying *laying)
{
	int widest = 0;

	for (size_t part = 0; part < WEEK_PARTS; part++) {
		int width = utf8_text_width(part_label(laying, part));
		widest = width > widest ? width : widest;
	}
	return widest;
}

static bool
is_cell_focus(const struct sheet_laying *laying, size_t cell)
{
	return laying_is_focus(laying) && laying->of->option == cell;
}

/* A cell at a place; gives the rows it took. */
static size_t
put_cell(struct sheet_laying *laying, const struct block *block, size_t cell,
    size_t row, int column, int cells)
{
	const char *text =
	    block->week.cells[cell / WEEK_PARTS][cell % WEEK_PARTS];
	const struct text_field field = {
	    .row = row,
	    .column = column,
	    .cells = cells,
	    .shown = text ? text : "",
	    .edit = is_cell_focus(laying, cell) ? laying->of->edit : NULL,
	    .least = 1,
	    .most = CELL_MOST,
	    .option = cell,
	};

	if (is_cell_focus(laying, cell))
		laying_cursor(laying, row, column);
	return laying_put_text(laying, &field);
}

static enum term_role
name_role(const struct sheet_laying *laying, bool is_focus)
{
	return is_focus && laying_is_focus(laying) ? ROLE_FOCUS : ROLE_LABEL;
}

/* A row a day, a column a part. */
static void
put_table(struct sheet_laying *laying, const struct block *block, size_t row)
{
	int left = laying->measure.below;
	int first = left + widest_day(laying) + CELL_GAP;
	int step = (laying->measure.end - first + CELL_GAP) / WEEK_PARTS;

	for (size_t part = 0; part < WEEK_PARTS; part++)
		laying_put(laying, row, first + (int)part * step,
		    step - CELL_GAP, part_label(laying, part),
		    strlen(part_label(laying, part)), ROLE_LABEL);
	row++;
	for (size_t day = 0; day < WEEK_DAYS; day++) {
		bool is_focus = laying->of->option / WEEK_PARTS == day;
		const char *name = day_label(laying, day);
		size_t height = 1;
		laying_put(laying, row, left, first - left, name, strlen(name),
		    name_role(laying, is_focus));
		if (is_focus && laying_is_focus(laying))
			laying_mark(laying, row);
		for (size_t part = 0; part < WEEK_PARTS; part++) {
			size_t rows =
			    put_cell(laying, block, day * WEEK_PARTS + part,
				row, first + (int)part * step, step - CELL_GAP);
			height = rows > height ? rows : height;
		}
		row += height;
	}
}

/* A block a day, a row a part. */
static void
put_days(struct sheet_laying *laying, const struct block *block, size_t row)
{
	int left = laying->measure.below;
	int indent = left + PART_INDENT;
	int column = indent + widest_part(laying) + CELL_GAP;
	int end = laying->measure.end;

	for (size_t cell = 0; cell < (size_t)WEEK_DAYS * WEEK_PARTS; cell++) {
		size_t day = cell / WEEK_PARTS, part = cell % WEEK_PARTS;
		const char *name = part_label(laying, part);
		if (part == 0)
			row += laying_put_wrapped(laying, row, left, end - left,
			    day_label(laying, day),
			    name_role(laying,
				laying->of->option / WEEK_PARTS == day));
		if (is_cell_focus(laying, cell))
			laying_mark(laying, row);
		laying_put(laying, row, indent, column - indent, name,
		    strlen(name),
		    name_role(laying, laying->of->option == cell));
		row += put_cell(laying, block, cell, row, column, end - column);
	}
}

void
lay_week(struct sheet_laying *laying, const struct block *block)
{
	const struct sheet_measure *measure = &laying->measure;
	size_t row = laying->bottom;

	row += laying_put_label(
	    laying, block, row, measure->label, measure->end - measure->label);
	if (block->say)
		row += laying_put_wrapped(laying, row, measure->below,
		    measure->end - measure->below, block->say, ROLE_HINT);
	if (block->hint)
		row += laying_put_wrapped(laying, row, measure->below,
		    measure->end - measure->below, block->hint, ROLE_HINT);
	if (measure->has_week)
		put_table(laying, block, row);
	else
		put_days(laying, block, row);
	laying_put_notes(laying, block, laying->bottom, measure->below);
}
