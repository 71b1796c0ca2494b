/*
 * One question for the person, when the laptop is turned: which row it is
 * about, what is said, what is asked and what can be answered, with wide
 * margins and blank rows between them, and nothing else.
 *
 * What there is no room for goes in this order: blank rows, and then what is
 * said, since somebody says it aloud.  Tested by tests/unit/ui_sheet.c.
 */
#include "base/attr.h"
#include "ui/sheet_laying.h"

enum {
	MARGIN_PART = 8, /* of the window, at each side */
	MARGIN_LEAST = 3,
	CELLS_MOST = 64,
	MARK_GAP = 2
};

/* How much room is left blank, and whether all is there. */
struct calm {
	size_t top, gap, option_gap;
	bool has_say;
};

static struct sheet_measure
calm_measure(int columns)
{
	int margin = columns / MARGIN_PART;

	if (margin < MARGIN_LEAST)
		margin = MARGIN_LEAST;
	if (columns - 2 * margin > CELLS_MOST)
		margin = (columns - CELLS_MOST) / 2;
	return (struct sheet_measure){
	    .mark = margin - MARK_GAP,
	    .label = margin,
	    .below = margin,
	    .end = columns - margin,
	};
}

static void
lay_question(struct sheet_laying *laying, const struct block *question,
    const struct calm *calm)
{
	const struct sheet_measure *measure = &laying->measure;
	int cells = measure->end - measure->label;
	size_t row = calm->top;

	if (question->text)
		row += laying_put_wrapped(laying, row, measure->label, cells,
			   question->text, ROLE_HEADING) +
		       calm->gap;
	if (calm->has_say && question->say)
		row += laying_put_wrapped(laying, row, measure->label, cells,
			   question->say, ROLE_TEXT) +
		       calm->gap;
	/* In a week the part of a day in focus is marked. */
	if (laying_is_focus(laying) && question->spot.kind != BLOCK_WEEK)
		laying_mark(laying, row);
	row += laying_put_wrapped(
	    laying, row, measure->label, cells, question->label, ROLE_FOCUS);
	laying->bottom = row + calm->gap;
}

/* The question in focus with what belongs to it. */
static void
lay_calmly(struct sheet_laying *laying, const struct calm *calm)
{
	const struct sheet_of *of = laying->of;
	const struct block *focus = &of->model->blocks[of->focus];

	laying_clear(laying);
	laying->option_gap = calm->option_gap;
	for (size_t i = 0; i < of->model->count; i++) {
		struct block block = of->model->blocks[i];
		if (!spot_shares_question(&block.spot, &focus->spot))
			continue;
		laying->block = i;
		if (block.spot.line == LINE_ANSWER) {
			lay_question(laying, &block, calm);
			block.label = block.say = NULL;
		} else {
			laying->bottom += calm->gap;
		}
		lay_block(laying, &block);
	}
}

void
lay_turned(struct sheet_laying *laying)
{
	static const struct calm calms[] = {
	    {3, 2, 1, true},
	    {2, 1, 1, true},
	    {1, 1, 0, true},
	    {0, 0, 0, true},
	    {0, 0, 0, false},
	};
	size_t rows = (size_t)laying->of->rows;

	laying->measure = calm_measure(laying->of->columns);
	laying->sheet->measure = laying->measure;
	for (size_t i = 0; i < ARRAY_LENGTH(calms); i++) {
		lay_calmly(laying, &calms[i]);
		if (laying->row_count <= rows)
			break;
	}
	laying->sheet->focus_first = 0;
	laying->sheet->focus_last = (int)laying->row_count - 1;
}
