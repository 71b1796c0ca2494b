/*
 * A week line by line: its parts one after the other, from Monday morning to
 * Sunday evening.  Which of them is asked outlives a lock, as linear->place.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "ui/linear_parts.h"

enum { CELLS = WEEK_DAYS * WEEK_PARTS };

static const char *
cell_of(const struct block *block, size_t cell)
{
	return block->week.cells[cell / WEEK_PARTS][cell % WEEK_PARTS];
}

static void
tell_cell(struct linear *linear, const struct block *block, size_t cell)
{
	const struct words *words = desk_words(linear->desk);
	const char *text = cell_of(block, cell);

	linear_tell(linear, WORD_LINEAR_WEEK_PART,
	    words_get(words, week_day_word(cell / WEEK_PARTS)),
	    words_get(words, week_part_word(cell % WEEK_PARTS)),
	    text ? text : words_get(words, WORD_LINEAR_WEEK_FREE), NULL);
}

static void
tell_week(struct linear *linear, const struct block *block)
{
	size_t count = 0;

	for (size_t i = 0; i < CELLS; i++)
		if (cell_of(block, i)) {
			tell_cell(linear, block, i);
			count++;
		}
	if (count == 0)
		linear_tell(linear, WORD_LINEAR_WEEK_EMPTY, NULL);
	linear_tell(linear, WORD_LINEAR_WEEK, NULL);
}

/* On to another part of the week, or from its last one to what follows. */
static enum talk
next_cell(struct linear *linear)
{
	linear->place.cell++;
	return linear->place.cell < CELLS ? TALK_STAY : TALK_ON;
}

enum talk
linear_ask_week(struct linear *linear, const struct block *block)
{
	size_t cell = linear->place.cell;

	if (!linear->is_asked)
		tell_week(linear, block);
	tell_cell(linear, block, cell);
	enum talk talk = linear_hear_answer(linear, block);
	if (talk == TALK_TEXT && text_is(linear->line.text, "."))
		return TALK_ON;
	if (talk == TALK_TEXT)
		talk = linear_answer(linear, block, cell, linear->line.text);
	if (talk == TALK_ON)
		return next_cell(linear);
	if (talk != TALK_BACK || cell == 0)
		return talk;
	linear->place.cell--;
	return TALK_STAY;
}
