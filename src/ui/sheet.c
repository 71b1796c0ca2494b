/*
 * Laying out a page: the widths, the blocks one below another, and what stands
 * round each.
 *
 *	columns     labels and fields               sums     lists, week
 *	below 70    the field below its label       below    blocks
 *	70 to 79    short fields beside, from 34    from 46  tables, blocks
 *	80 to 99    the same                        from 52  tables
 *	from 100    all fields beside, from 36      from 52  tables
 *	from 132    the same, at most 90 wide, and a pane at the right
 *
 * Pieces are put in any order while a block is laid, and sorted by rows once
 * all are.  Fields are laid by sheet_field.c, lists by sheet_list.c, the week
 * grid by sheet_week.c, two voices side by side by sheet_pair.c, one question
 * for the person by sheet_turn.c; sheet_view.c says what of it is in view.
 *
 * Tested by tests/unit/ui_sheet.c.
 */
#include "ui/sheet.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/sheet_laying.h"

enum {
	LABEL_COLUMN = 2,
	LABEL_GAP = 2, /* between the longest label and its field */
	BELOW_COLUMN = 4,
	TEXT_CELLS = 90,
	PANE_CELLS = 40,
	PANE_GAP = 3
};

static const struct {
	int columns; /* from so many on */
	int field;   /* where fields stand beside labels; 0: nowhere */
	int figure;  /* and figures of sums */
	bool has_all_beside, has_tables, has_week, has_pane;
} widths[] = {
    {0, 0, 0, false, false, false, false},
    {70, 34, 46, false, true, false, false},
    {80, 34, 52, false, true, true, false},
    {100, 36, 52, true, true, true, false},
    {132, 36, 52, true, true, true, true},
};

static struct sheet_measure
measure_of(int columns)
{
	size_t at = ARRAY_LENGTH(widths) - 1;

	while (columns < widths[at].columns)
		at--;
	struct sheet_measure measure = {
	    .label = LABEL_COLUMN,
	    .label_cells = widths[at].field - LABEL_COLUMN - LABEL_GAP,
	    .field = widths[at].field,
	    .figure = widths[at].figure,
	    .below = BELOW_COLUMN,
	    .end = columns - 1,
	    .has_beside = widths[at].field > 0,
	    .has_all_beside = widths[at].has_all_beside,
	    .has_tables = widths[at].has_tables,
	    .has_week = widths[at].has_week,
	};
	if (widths[at].has_pane) {
		measure.end = columns - 1 - PANE_CELLS - PANE_GAP;
		if (measure.end > measure.field + TEXT_CELLS)
			measure.end = measure.field + TEXT_CELLS;
		measure.pane = measure.end + PANE_GAP;
		measure.pane_cells = columns - 1 - measure.pane;
	}
	return measure;
}

void
sheet_init(struct sheet *sheet)
{
	*sheet = (struct sheet){.laying = mem_new(sizeof(*sheet->laying))};
	sheet->laying->arena = arena_new();
}

void
sheet_forget(struct sheet *sheet)
{
	struct sheet_laying *laying = sheet->laying;

	for (size_t i = 0; i < laying->list_count; i++)
		mem_free(laying->lists[i].starts);
	laying->list_count = 0;
}

void
sheet_release(struct sheet *sheet)
{
	struct sheet_laying *laying = sheet->laying;

	sheet_forget(sheet);
	mem_free(laying->lists);
	arena_free(laying->arena);
	wrap_release(&laying->wrap);
	mem_free(laying->rows);
	mem_free(laying->laid);
	mem_free(laying->pieces);
	mem_free(laying);
	*sheet = (struct sheet){0};
}

bool
laying_is_focus(const struct sheet_laying *laying)
{
	return laying->block == laying->of->focus;
}

void
laying_reach(struct sheet_laying *laying, size_t row)
{
	while (laying->row_count <= row) {
		laying->rows = mem_grow(laying->rows, laying->row_count,
		    &laying->row_capacity, sizeof(*laying->rows));
		laying->rows[laying->row_count++] =
		    (struct sheet_row){.block = laying->block, .beside = NONE};
	}
	for (; laying->bottom <= row; laying->bottom++) {
		struct sheet_row *reached = &laying->rows[laying->bottom];
		if (laying->beside_from > 0) {
			reached->beside = laying->block;
			reached->beside_from = laying->beside_from;
		}
	}
}

void
laying_put_option(struct sheet_laying *laying, size_t row, int column,
    int cells, const char *text, size_t length, enum term_role role,
    size_t option)
{
	laying_reach(laying, row);
	if (cells <= 0)
		return;
	laying->laid = mem_grow(laying->laid, laying->laid_count,
	    &laying->laid_capacity, sizeof(*laying->laid));
	laying->laid[laying->laid_count++] = (struct sheet_laid){
	    row, {column, cells, text, length, role, option}};
}

void
laying_put(struct sheet_laying *laying, size_t row, int column, int cells,
    const char *text, size_t length, enum term_role role)
{
	laying_put_option(laying, row, column, cells, text, length, role, NONE);
}

void
laying_mark(struct sheet_laying *laying, size_t row)
{
	laying->sheet->mark_row = (int)row;
	laying_put(laying, row, laying->measure.mark, 1, ">", 1, ROLE_FOCUS);
}

void
laying_cursor(struct sheet_laying *laying, size_t row, int column)
{
	laying->sheet->cursor_row = (int)row;
	laying->sheet->cursor_column = column;
}

size_t
laying_put_wrapped(struct sheet_laying *laying, size_t row, int column,
    int cells, const char *text, enum term_role role)
{
	wrap_text(&laying->wrap, text, strlen(text), cells > 0 ? cells : 1);
	for (size_t i = 0; i < laying->wrap.count; i++) {
		const struct wrap_row *at = &laying->wrap.rows[i];
		laying_put(laying, row + i, column, cells, text + at->start,
		    at->length, role);
	}
	return laying->wrap.count;
}

size_t
laying_put_label(struct sheet_laying *laying, const struct block *block,
    size_t row, int column, int cells)
{
	enum term_role role = laying_is_focus(laying) ? ROLE_FOCUS : ROLE_LABEL;
	const char *label = block->label;

	if (!label)
		return 0;
	/* In a table the row in focus is marked, not the label above it. */
	bool is_table =
	    block->spot.kind == BLOCK_LIST || block->spot.kind == BLOCK_WEEK;
	if (laying_is_focus(laying) && !is_table)
		laying_mark(laying, row);
	if (block->is_required)
		label = arena_format(laying->arena, "%s *", label);
	return laying_put_wrapped(laying, row, column, cells, label, role);
}

void
laying_put_notes(struct sheet_laying *laying, const struct block *block,
    size_t row, int column)
{
	static const struct {
		enum term_role role;
		const char *sign;
	} looks[] = {
	    [NOTE_HINT] = {ROLE_HINT, ""},
	    [NOTE_OFFER] = {ROLE_HINT, ""},
	    [NOTE_VOICE] = {ROLE_TEXT, ""},
	    [NOTE_WARNING] = {ROLE_WARNING, "! "},
	    [NOTE_WRONG] = {ROLE_WRONG, "! "},
	};
	int end = laying->measure.end;

	for (size_t i = 0; i < block->note_count; i++) {
		const struct note *note = &block->notes[i];
		int sign = (int)strlen(looks[note->kind].sign);
		if (sign > 0)
			laying_put(laying, row, column, sign,
			    looks[note->kind].sign, (size_t)sign,
			    looks[note->kind].role);
		row += laying_put_wrapped(laying, row, column + sign,
		    end - column - sign, note->text, looks[note->kind].role);
	}
}

static void
lay_plain(struct sheet_laying *laying, const struct block *block)
{
	bool is_heading = block->spot.kind == BLOCK_HEADING;
	int cells = laying->measure.end - LABEL_COLUMN;
	size_t row = laying->bottom;

	if (cells > TEXT_CELLS)
		cells = TEXT_CELLS;
	if (block->text)
		row += laying_put_wrapped(laying, row, LABEL_COLUMN, cells,
		    block->text, is_heading ? ROLE_HEADING : ROLE_TEXT);
	laying_put_notes(laying, block, row, LABEL_COLUMN);
}

/* The figures of all sums stand in a column of their own, or below. */
static void
lay_sum(struct sheet_laying *laying, const struct block *block)
{
	const struct sheet_measure *measure = &laying->measure;
	bool is_beside = measure->figure > 0;
	int column = is_beside ? measure->figure : measure->below;
	size_t row = laying->bottom;

	row += laying_put_label(laying, block, row, measure->label,
	    (is_beside ? column - LABEL_GAP : measure->end) - measure->label);
	row -= is_beside ? 1 : 0;
	laying_put_wrapped(laying, row, column, measure->end - column,
	    block->text, laying_is_focus(laying) ? ROLE_FOCUS : ROLE_TEXT);
	if (laying_is_focus(laying))
		laying_cursor(laying, row, column);
}

static void
lay_button(struct sheet_laying *laying, const struct block *block)
{
	size_t row = laying->bottom;
	const char *text = arena_format(laying->arena, "[ %s ]", block->label);

	if (laying_is_focus(laying)) {
		laying_mark(laying, row);
		laying_cursor(laying, row, LABEL_COLUMN);
	}
	laying_put_wrapped(laying, row, LABEL_COLUMN,
	    laying->measure.end - LABEL_COLUMN, text,
	    laying_is_focus(laying) ? ROLE_FOCUS : ROLE_TEXT);
}

void
lay_block(struct sheet_laying *laying, const struct block *block)
{
	switch (block->spot.kind) {
	case BLOCK_HEADING:
	case BLOCK_PROSE:
		lay_plain(laying, block);
		break;
	case BLOCK_TYPED:
		lay_typed(laying, block);
		break;
	case BLOCK_CHOICE:
		lay_choice(laying, block);
		break;
	case BLOCK_WEEK:
		lay_week(laying, block);
		break;
	case BLOCK_SUM:
		lay_sum(laying, block);
		break;
	case BLOCK_LIST:
		lay_list(laying, block);
		break;
	case BLOCK_BUTTON:
		lay_button(laying, block);
		break;
	}
}

/* Is it only ever a row of its own, that stands close to others? */
static bool
is_close(const struct block *block)
{
	return block->spot.kind == BLOCK_SUM ||
	       (block->spot.kind == BLOCK_TYPED && !block->is_long);
}

/*
 * A blank row parts what takes more than one row from what stands round it;
 * `is_tall` tells whether either does.
 */
static bool
wants_blank_between(
    const struct block *before, const struct block *block, bool is_tall)
{
	bool is_button = block->spot.kind == BLOCK_BUTTON;
	bool is_part = block->spot.line != LINE_ANSWER ||
		       block->spot.voice != VOICE_PERSON;

	if (!before) /* below the frame's heading */
		return block->spot.kind != BLOCK_HEADING &&
		       block->spot.kind != BLOCK_PROSE;
	/* A list's button stands with its list, those that lead on together. */
	if (is_button && before->spot.kind == BLOCK_BUTTON)
		return before->spot.button == BUTTON_ADD ||
		       before->spot.button == BUTTON_SAME;
	if (is_button)
		return before->spot.kind != BLOCK_LIST;
	if (is_part)
		return false;
	if (before->spot.kind == BLOCK_SUM && block->spot.kind == BLOCK_SUM)
		return false;
	if (is_close(before) && is_close(block))
		return is_tall || before->spot.kind != block->spot.kind;
	return true;
}

/* Is the block about the question in focus? */
static bool
is_with_focus(const struct sheet_of *of, const struct block *block)
{
	const struct block *focus = &of->model->blocks[of->focus];

	return block == focus ||
	       spot_shares_question(&block->spot, &focus->spot);
}

/* Lay so many blocks together from the next row on; gives the rows. */
static size_t
lay_next(struct sheet_laying *laying, size_t index, size_t count)
{
	struct sheet *sheet = laying->sheet;
	size_t focus = laying->of->focus, first = laying->row_count;

	laying->block = index;
	laying->bottom = first;
	if (count > 1)
		lay_pair(laying, index, count);
	else
		lay_block(laying, &laying->of->model->blocks[index]);
	if (focus >= index && focus < index + count) {
		sheet->focus_first = (int)first;
		sheet->focus_last = (int)laying->row_count - 1;
	}
	return laying->row_count - first;
}

static void
lay_blocks(struct sheet_laying *laying)
{
	const struct sheet_of *of = laying->of;
	const struct block *before = NULL;
	size_t height_before = 0, count;

	for (size_t i = 0; i < of->model->count; i += count) {
		const struct block *block = &of->model->blocks[i];
		size_t pair = laying_count_pair(laying, i);
		count = pair > 0 ? pair : 1;
		if (of->mode == PAGE_ALONE && of->focus != NONE &&
		    !is_with_focus(of, block))
			continue;
		size_t first = laying->row_count, laid = laying->laid_count;
		size_t height = lay_next(laying, i, count);
		if (wants_blank_between(
			before, block, height > 1 || height_before > 1)) {
			/* Again, a row further down. */
			laying->row_count = laying->bottom = first;
			laying->laid_count = laid;
			laying->block = NONE;
			laying_reach(laying, first);
			lay_next(laying, i, count);
		}
		height_before = height;
		before = block;
	}
}

/* Give every row its pieces, in the order in which they were put. */
static void
sort_pieces(struct sheet_laying *laying)
{
	size_t next = 0;

	for (size_t i = 0; i < laying->laid_count; i++)
		laying->rows[laying->laid[i].row].count++;
	for (size_t i = 0; i < laying->row_count; i++) {
		laying->rows[i].first = next;
		next += laying->rows[i].count;
		laying->rows[i].count = 0;
	}
	if (laying->piece_capacity < next) {
		laying->pieces =
		    mem_resize(laying->pieces, next * sizeof(*laying->pieces));
		laying->piece_capacity = next;
	}
	for (size_t i = 0; i < laying->laid_count; i++) {
		struct sheet_row *row = &laying->rows[laying->laid[i].row];
		laying->pieces[row->first + row->count++] =
		    laying->laid[i].piece;
	}
}

void
laying_clear(struct sheet_laying *laying)
{
	laying->row_count = laying->laid_count = laying->bottom = 0;
	laying->option_gap = 0;
}

void
sheet_lay(struct sheet *sheet, const struct sheet_of *of)
{
	struct sheet_laying *laying = sheet->laying;

	laying->of = of;
	laying->sheet = sheet;
	laying->measure = measure_of(of->columns);
	laying_clear(laying);
	arena_free(laying->arena);
	laying->arena = arena_new();
	sheet->measure = laying->measure;
	sheet->cursor_row = sheet->cursor_column = 0;
	sheet->mark_row = -1;
	sheet->focus_first = sheet->focus_last = 0;
	sheet->edit_width = sheet->edit_rows = 1;

	if (of->mode == PAGE_TURNED && of->focus != NONE)
		lay_turned(laying);
	else
		lay_blocks(laying);
	sort_pieces(laying);
	sheet->rows = laying->rows;
	sheet->row_count = laying->row_count;
	sheet->pieces = laying->pieces;
}
