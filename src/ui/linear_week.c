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

/* "Monday, evening: nothing" */
static void
put_cell(const struct linear *linear, const struct block *block, size_t cell,
    struct str *out)
{
	const struct words *words = desk_words(linear->desk);
	const char *text = cell_of(block, cell);

	words_put(out, words, WORD_LINEAR_WEEK_PART,
	    words_get(words, week_day_word(cell / WEEK_PARTS)),
	    words_get(words, week_part_word(cell % WEEK_PARTS)),
	    text ? text : words_get(words, WORD_LINEAR_WEEK_FREE), NULL);
}

static void
tell_cell(struct linear *linear, const struct block *block, size_t cell)
{
	struct str text = STR_EMPTY;

	put_cell(linear, block, cell, &text);
	linear_tell_text(linear, text.text);
	str_release(&text);
}

/* The part that the next line is for; it is what is said again. */
static void
ask_cell(struct linear *linear, const struct block *block, size_t cell)
{
	struct str text = STR_EMPTY;

	put_cell(linear, block, cell, &text);
	linear_set_again(linear, text.text);
	linear_tell_text(linear, text.text);
	str_release(&text);
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

/* What the line says of this part, or of the one that it names. */
static enum talk
answer(struct linear *linear, const struct block *block)
{
	const struct str *line = &linear->line;
	const char *text = line->text;
	size_t named = linear->is_literal
			   ? NONE
			   : week_cell_of(line->text, line->length, &text);

	if (named != NONE)
		linear->place.cell = named;
	if (named != NONE && text_is_blank(text))
		return TALK_STAY;
	return linear_answer(linear, block, linear->place.cell, text);
}

enum talk
linear_ask_week(struct linear *linear, const struct block *block)
{
	size_t cell = linear->place.cell;

	if (!linear->is_asked)
		tell_week(linear, block);
	ask_cell(linear, block, cell);
	enum talk talk = linear_hear_answer(linear, block);
	if (talk == TALK_TEXT && linear_is_sign(linear, "."))
		return TALK_ON;
	if (talk == TALK_TEXT)
		talk = answer(linear, block);
	if (talk == TALK_ON)
		return next_cell(linear);
	if (talk != TALK_BACK || cell == 0)
		return talk;
	linear->place.cell--;
	return TALK_STAY;
}
