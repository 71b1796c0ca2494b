/*
 * Fields on a sheet: what is typed, and what is chosen.
 *
 * A field grows with its text up to the height of the window less three rows;
 * then the text moves inside it and a row says where.  So a text is never cut.
 * Options stand one below another with their numbers, or across where the form
 * says so and they fit.
 *
 * Tested by tests/unit/ui_sheet.c.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/sheet_laying.h"

enum {
	LONG_LEAST = 2, /* rows of a long field with nothing in it */
	LONG_ROUND = 3, /* rows of the window that a long one leaves */
	MARK_CELLS = 4, /* "(o) " */
	ACROSS_GAP = 3,
	HINT_GAP = 2,
	ECHO_CELLS = 24, /* of a label that stands above its field as well */
	SHORT_CELLS = 24
};

/* --- Text ----------------------------------------------------------------- */

/* Keep the caret's row among the rows of a long field that are shown. */
static void
follow_caret(struct sheet *sheet, int row, int shown, int count)
{
	if (row < sheet->edit_top)
		sheet->edit_top = row;
	if (row >= sheet->edit_top + shown)
		sheet->edit_top = row - shown + 1;
	if (sheet->edit_top > count - shown)
		sheet->edit_top = count - shown;
	if (sheet->edit_top < 0)
		sheet->edit_top = 0;
}

/* "row 7 of 152" below a field that shows only a part of its text. */
static void
put_position(struct sheet_laying *laying, const struct text_field *field,
    size_t at, int row, int count)
{
	struct str text = STR_EMPTY;

	words_put(&text, laying->of->words, WORD_UI_PAGE_POSITION,
	    numeral_of(row + 1).text, numeral_of(count).text, NULL);
	int width = utf8_text_width(text.text);
	if (width > field->cells)
		width = field->cells;
	laying_put(laying, at, field->column + field->cells - width, width,
	    arena_copy(laying->arena, text.text), text.length, ROLE_HINT);
	str_release(&text);
}

/*
 * A row of what is being typed, with what of it is selected.  Where that goes
 * on behind the end of the line, a cell says so.
 */
static void
put_edited_row(struct sheet_laying *laying, const struct text_field *field,
    size_t row, const struct wrap_row *of)
{
	const char *text = edit_text(field->edit);
	size_t end = of->start + of->length;
	struct edit_part parts[EDIT_PARTS_MOST];
	size_t count = edit_parts(field->edit, of->start, of->length, parts);
	int used = 0;

	for (size_t i = 0; i < count && used < field->cells; i++) {
		const struct edit_part *part = &parts[i];
		laying_put_option(laying, row, field->column + used,
		    field->cells - used, text + part->start, part->length,
		    part->is_selected ? ROLE_SELECTED : ROLE_FIELD,
		    field->option);
		used += utf8_width(text + part->start, part->length);
	}
	bool is_line_end = end < edit_length(field->edit) && text[end] == '\n';
	if (is_line_end && edit_is_selected(field->edit, end) &&
	    used < field->cells)
		laying_put_option(laying, row, field->column + used, 1, NULL, 0,
		    ROLE_SELECTED, field->option);
}

/* The rows of a text that are shown, from `top` on. */
static void
put_rows(struct sheet_laying *laying, const struct text_field *field,
    const char *text, const struct wrap *wrap, size_t top, size_t shown,
    enum term_role role)
{
	for (size_t i = 0; i < shown; i++) {
		laying_put_option(laying, field->row + i, field->column,
		    field->cells, NULL, 0, ROLE_FIELD, field->option);
		if (top + i >= wrap->count)
			continue;
		const struct wrap_row *part = &wrap->rows[top + i];
		if (field->edit && text == edit_text(field->edit))
			put_edited_row(laying, field, field->row + i, part);
		else if (part->length > 0)
			laying_put_option(laying, field->row + i, field->column,
			    field->cells, text + part->start, part->length,
			    role, field->option);
	}
}

/* The rows of a field's text: of what is being typed it has them already. */
static const struct wrap *
wrap_field(struct sheet_laying *laying, const struct text_field *field,
    const char *text, int width)
{
	if (field->edit && edit_length(field->edit) > 0)
		return edit_wrap(field->edit, width);
	wrap_text(&laying->wrap, text, strlen(text), width);
	return &laying->wrap;
}

size_t
laying_put_text(struct sheet_laying *laying, const struct text_field *field)
{
	struct sheet *sheet = laying->sheet;
	const char *text = field->edit ? edit_text(field->edit) : field->shown;
	bool is_offer = *text == '\0' && field->offer;
	int width = field->cells > 1 ? field->cells - 1 : 1;
	int row = 0, column = 0, top = 0;

	/* In brackets: it must not look like an answer. */
	if (is_offer)
		text = arena_format(laying->arena, "(%s)", field->offer);
	const struct wrap *wrap = wrap_field(laying, field, text, width);
	int count = (int)wrap->count;
	int shown = count < field->least ? field->least : count;
	if (shown > field->most)
		shown = field->most;
	if (field->edit) {
		edit_caret_at(field->edit, width, &row, &column);
		follow_caret(sheet, row, shown, count);
		top = sheet->edit_top;
		sheet->edit_width = width;
		sheet->edit_rows = shown;
		laying_cursor(laying, field->row + (size_t)(row - top),
		    field->column + column);
	}
	put_rows(laying, field, text, wrap, (size_t)top, (size_t)shown,
	    is_offer ? ROLE_HINT : ROLE_FIELD);
	if (count <= shown)
		return (size_t)shown;
	put_position(laying, field, field->row + (size_t)shown, row, count);
	return (size_t)shown + 1;
}

/* --- Typed answers -------------------------------------------------------- */

/* How wide a field of one line is; 0 for as wide as there is room. */
static int
typed_cells(const struct block *block)
{
	if (block->look == LOOK_SHORT && block->type->takes == TAKES_LINE)
		return SHORT_CELLS;
	return block->type->rules->letters;
}

static bool
stands_beside(const struct sheet_measure *measure, const struct block *block)
{
	if (measure->has_all_beside)
		return true;
	return measure->has_beside && !block->is_long &&
	       block->look != LOOK_WIDE;
}

/* How to ask it, and a few words more; gives the rows they took. */
size_t
laying_put_guidance(struct sheet_laying *laying, const struct block *block,
    size_t row, int column, bool has_hint)
{
	int cells = laying->measure.end - column;
	size_t rows = 0;

	if (block->say)
		rows += laying_put_wrapped(
		    laying, row, column, cells, block->say, ROLE_HINT);
	if (has_hint && block->hint)
		rows += laying_put_wrapped(
		    laying, row + rows, column, cells, block->hint, ROLE_HINT);
	return rows;
}

/*
 * The label, and with `leads` what helps to answer; gives the row where the
 * field begins.  What stands behind an answer is easily read as a part of it,
 * so it leads wherever the field has more than a row.
 */
static size_t
put_question(struct sheet_laying *laying, const struct block *block,
    bool is_beside, bool leads)
{
	const struct sheet_measure *measure = &laying->measure;
	int column = is_beside ? measure->field : measure->below;
	size_t first = laying->bottom;
	size_t rows = laying_put_label(laying, block, first, measure->label,
	    is_beside ? measure->label_cells : measure->end - measure->label);

	if (is_beside && !leads)
		return first + rows - 1;
	if (!is_beside)
		first += rows;
	return first + laying_put_guidance(laying, block, first, column, true);
}

/*
 * A braille display shows forty cells round the cursor, and in a row of blanks
 * nobody reads what belongs there: so the label stands there once more until
 * something is typed.  Gives the cells that it took.
 */
static int
put_echo(struct sheet_laying *laying, const struct block *block,
    const struct text_field *field)
{
	const struct sheet_of *of = laying->of;
	struct str echo = STR_EMPTY;
	int cells;

	if (!of->has_echo || !field->edit || edit_length(field->edit) > 0 ||
	    field->offer || !block->label || field->cells < 2 * ECHO_CELLS / 3)
		return 0;
	size_t length =
	    utf8_fit(block->label, strlen(block->label), ECHO_CELLS, &cells);
	str_put_n(&echo, block->label, length);
	str_put(&echo, block->label[length] == '\0' ? " " : "\u2026 ");
	cells = utf8_text_width(echo.text);
	laying_put(laying, field->row, field->column, cells,
	    arena_copy(laying->arena, echo.text), echo.length, ROLE_HINT);
	str_release(&echo);
	return cells;
}

void
lay_typed(struct sheet_laying *laying, const struct block *block)
{
	const struct sheet_measure *measure = &laying->measure;
	bool is_beside = stands_beside(measure, block);
	int column = is_beside ? measure->field : measure->below;
	int room = measure->end - column, cells = typed_cells(block);
	bool leads = !is_beside || block->is_long;
	size_t row = put_question(laying, block, is_beside, leads);

	if (cells == 0 || cells > room)
		cells = room;
	int most = laying->of->rows - LONG_ROUND;
	struct text_field field = {
	    .row = row,
	    .column = column,
	    .cells = cells,
	    .shown = block->shown,
	    .offer = block->offer,
	    .edit = laying_is_focus(laying) ? laying->of->edit : NULL,
	    .least = block->is_long ? LONG_LEAST : 1,
	    .most = most > 1 ? most : 1,
	    .option = NONE,
	};
	if (laying_is_focus(laying))
		laying_cursor(laying, row, column);
	int echo = is_beside ? 0 : put_echo(laying, block, &field);
	field.column += echo;
	field.cells -= echo;
	size_t height = laying_put_text(laying, &field);

	int beside = column + cells + HINT_GAP;
	bool fits = !leads && block->hint && height == 1 &&
		    utf8_text_width(block->hint) <= measure->end - beside;
	if (fits)
		laying_put(laying, row, beside, measure->end - beside,
		    block->hint, strlen(block->hint), ROLE_HINT);
	if (!leads)
		laying_put_guidance(
		    laying, block, laying->bottom, column, !fits);
	laying_put_notes(laying, block, laying->bottom, column);
}

/* --- Choices -------------------------------------------------------------- */

static const char *
option_mark(const struct block *block, size_t option)
{
	bool is_chosen = block->choices[option].is_chosen;

	if (block_is_single(block))
		return is_chosen ? "(o) " : "( ) ";
	return is_chosen ? "[x] " : "[ ] ";
}

static const char *
option_text(
    struct sheet_laying *laying, const struct block *block, size_t option)
{
	return arena_format(
	    laying->arena, "%zu %s", option + 1, block->choices[option].label);
}

/* One option from a place on; gives the rows it took. */
static size_t
put_option(struct sheet_laying *laying, const struct block *block,
    size_t option, size_t row, int column, int end)
{
	enum term_role role =
	    block->choices[option].is_chosen ? ROLE_CHOSEN : ROLE_TEXT;
	const char *text = option_text(laying, block, option);
	int cells = end - column - MARK_CELLS;

	laying_put_option(laying, row, column, MARK_CELLS,
	    option_mark(block, option), MARK_CELLS, role, option);
	if (laying_is_focus(laying) && laying->of->option == option)
		laying_cursor(laying, row, column + 1);
	wrap_text(&laying->wrap, text, strlen(text), cells > 0 ? cells : 1);
	for (size_t i = 0; i < laying->wrap.count; i++) {
		const struct wrap_row *part = &laying->wrap.rows[i];
		laying_put_option(laying, row + i, column + MARK_CELLS, cells,
		    text + part->start, part->length, role, option);
	}
	return laying->wrap.count;
}

static int
option_cells(
    struct sheet_laying *laying, const struct block *block, size_t option)
{
	return MARK_CELLS + utf8_text_width(option_text(laying, block, option));
}

/* How many rows the options take across; 0 if one does not fit. */
static size_t
rows_across(struct sheet_laying *laying, const struct block *block, int room)
{
	int used = 0;
	size_t rows = 1;

	for (size_t i = 0; i < block->choice_count; i++) {
		int cells = option_cells(laying, block, i);
		if (cells > room)
			return 0;
		if (used > 0 && used + ACROSS_GAP + cells > room) {
			rows++;
			used = 0;
		}
		used += (used > 0 ? ACROSS_GAP : 0) + cells;
	}
	return rows;
}

static void
put_across(struct sheet_laying *laying, const struct block *block, size_t row,
    int column, int end)
{
	int at = column;

	for (size_t i = 0; i < block->choice_count; i++) {
		int cells = option_cells(laying, block, i);
		if (at > column && at + ACROSS_GAP + cells > end) {
			row++;
			at = column;
		}
		at += at > column ? ACROSS_GAP : 0;
		put_option(laying, block, i, row, at, at + cells);
		at += cells;
	}
}

static void
put_column(struct sheet_laying *laying, const struct block *block, size_t row,
    int column, int end)
{
	for (size_t i = 0; i < block->choice_count; i++)
		row += put_option(laying, block, i, row, column, end) +
		       laying->option_gap;
}

/* Do the options want to stand across? */
static bool
is_across(const struct block *block)
{
	bool is_yes_no = block->type->rules->given_options > 0;

	return block->look == LOOK_ACROSS ||
	       (is_yes_no && block->look != LOOK_COLUMN);
}

void
lay_choice(struct sheet_laying *laying, const struct block *block)
{
	const struct sheet_measure *measure = &laying->measure;
	bool can_across = is_across(block) && block->choice_count > 0;
	size_t beside = 0;

	if (measure->has_beside && can_across)
		beside =
		    rows_across(laying, block, measure->end - measure->field);
	bool is_beside = measure->has_all_beside || beside == 1;
	int column = is_beside ? measure->field : measure->below;
	if (can_across &&
	    rows_across(laying, block, measure->end - column) == 0)
		can_across = false;

	bool leads = !(is_beside && can_across);
	size_t row = put_question(laying, block, is_beside, leads);
	if (laying_is_focus(laying))
		laying_cursor(laying, row, column);
	if (can_across)
		put_across(laying, block, row, column, measure->end);
	else
		put_column(laying, block, row, column, measure->end);
	if (!leads)
		laying_put_guidance(
		    laying, block, laying->bottom, column, true);
	laying_put_notes(laying, block, laying->bottom, column);
}
