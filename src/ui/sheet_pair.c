/*
 * Two voices side by side, where the window is wide enough: the question over
 * both, the person's answer at the left and the other's at the right, each
 * with what belongs to it, laid as in a window half as wide.
 *
 * Where there is no room for that nothing is done here, and they stand one
 * below the other like any other blocks.  Tested by tests/unit/ui_sheet.c.
 */
#include "base/attr.h"
#include "ui/sheet_laying.h"

enum { GAP = 3, INDENT = 2 };

static const struct block *
block_at(const struct sheet_laying *laying, size_t index)
{
	return &laying->of->model->blocks[index];
}

size_t
laying_count_pair(const struct sheet_laying *laying, size_t first)
{
	const struct block *question = block_at(laying, first);
	size_t count = 1;

	if (!laying->measure.has_all_beside || !question->says)
		return 0;
	while (first + count < laying->of->model->count &&
	       block_is_question(block_at(laying, first + count)) &&
	       spot_shares_question(
		   &question->spot, &block_at(laying, first + count)->spot))
		count++;
	return count;
}

/* The blocks of one of them, from the bottom on. */
static void
lay_voice(
    struct sheet_laying *laying, size_t first, size_t count, bool is_person)
{
	for (size_t i = first; i < first + count; i++) {
		struct block part = *block_at(laying, i);
		if ((part.spot.voice == VOICE_PERSON) != is_person)
			continue;
		if (i == first) { /* what is asked stands over both */
			part.label = part.says;
			part.say = part.hint = NULL;
			part.is_required = false;
		}
		laying->block = i;
		lay_block(laying, &part);
	}
}

/* What is asked, and how to ask it. */
static void
lay_question(struct sheet_laying *laying, const struct block *question)
{
	const struct sheet_measure *measure = &laying->measure;
	size_t row = laying->bottom;
	const char *label = question->label;

	if (question->is_required)
		label = arena_format(laying->arena, "%s *", label);
	row += laying_put_wrapped(laying, row, measure->label,
	    measure->end - measure->label, label,
	    laying_is_focus(laying) ? ROLE_FOCUS : ROLE_LABEL);
	laying_put_guidance(laying, question, row, measure->below, true);
}

void
lay_pair(struct sheet_laying *laying, size_t first, size_t count)
{
	const struct sheet_measure whole = laying->measure;
	int middle = (whole.label + whole.end + GAP) / 2;
	struct sheet_measure half = {
	    .mark = whole.mark,
	    .label = whole.label,
	    .below = whole.below,
	    .end = middle - GAP,
	};

	lay_question(laying, block_at(laying, first));
	size_t top = laying->bottom;
	laying->measure = half;
	lay_voice(laying, first, count, true);

	half.mark = middle - INDENT;
	half.label = middle;
	half.below = middle + INDENT;
	half.end = whole.end;
	laying->measure = half;
	laying->bottom = top;
	laying->beside_from = half.mark;
	lay_voice(laying, first, count, false);
	laying->beside_from = 0;
	laying->bottom = laying->row_count;
	laying->measure = whole;
}
