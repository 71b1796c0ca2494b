/*
 * Commands of the talk line by line that are about the question where one is:
 * taking its answer away, going on with it, its sums, why it is asked, and
 * striking it out.
 *
 * A command that acts, or leads elsewhere, ends the question that was being
 * asked; one that cannot be done says why, and the question stands.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/privacy.h"
#include "desk/why.h"
#include "ui/answering.h"
#include "ui/linear_parts.h"
#include "ui/told.h"

/* --- The answer itself ---------------------------------------------------- */

/* Is there anything to take away: of a week, in the part that is asked? */
static bool
has_any(const struct linear *linear, const struct block *block)
{
	size_t cell = linear->place.cell;

	return block->spot.kind == BLOCK_WEEK
		   ? block->week.cells[cell / WEEK_PARTS][cell % WEEK_PARTS] !=
			 NULL
		   : answering_has_any(block);
}

enum talk
linear_clear(struct linear *linear, const char *said)
{
	const struct block *block = linear_question_at_hand(linear);
	struct err err = {0};

	(void)said;
	if (!block)
		return TALK_STAY;
	if (!has_any(linear, block)) {
		linear_tell(linear, WORD_LINEAR_NOTHING_HERE, NULL);
		return TALK_STAY;
	}
	const struct spot spot = block->spot;
	struct str rest = STR_EMPTY; /* of the week, or of what was chosen */
	if (spot.kind == BLOCK_WEEK || spot.line == LINE_OTHER)
		answering_put(&rest, desk_forms(linear->desk), &linear->model,
		    block, linear->place.cell, "");
	bool is_kept = linear_unsaved(linear, block) != NULL;
	if (answering_save(linear->desk, &spot, rest.text, &err)) {
		linear->has_unsaved &= !is_kept;
		linear_tell(linear, WORD_LINEAR_CLEARED, NULL);
	} else {
		linear_tell_unsaved(linear, &err);
	}
	str_release(&rest);
	return TALK_LEFT;
}

/* The question itself goes on with it. */
enum talk
linear_more(struct linear *linear, const char *said)
{
	const struct block *block = linear_question_at_hand(linear);

	(void)said;
	if (!block)
		return TALK_STAY;
	if (block->spot.kind == BLOCK_TYPED && block->is_long)
		return TALK_TEXT;
	linear_tell(linear, WORD_LINEAR_MORE_LONG_ONLY, NULL);
	return TALK_STAY;
}

/* --- Sums ----------------------------------------------------------------- */

/* From an invented scheme, and not in a file where everything is invented? */
static bool
is_invented(const struct linear *linear, const struct trace *trace)
{
	return trace->is_illustrative && !desk_is_practice(linear->desk);
}

static void
tell_sum(struct linear *linear, size_t field, int row)
{
	const struct reading *reading = desk_reading(linear->desk);
	const struct words *words = desk_words(linear->desk);
	const struct result *result = reading_result(reading, field, row);
	struct str text = STR_EMPTY;

	if (!result->trace) {
		linear_tell(linear, WORD_UI_WHY_NO_SUM, NULL);
		return;
	}
	linear_tell(linear, WORD_UI_SUM_TITLE, NULL);
	trace_put(&text, result->trace, reading, words);
	if (is_invented(linear, result->trace))
		str_put(&text, words_get(words, WORD_DESK_ILLUSTRATIVE));
	linear_tell_text(linear, text.text);
	str_release(&text);
}

/* The sum with that number on the page; or with 0 the nearest. */
static size_t
find_sum(const struct linear *linear, int number)
{
	size_t found = NONE;

	for (size_t i = 0; i < linear->model.count; i++) {
		if (linear->model.blocks[i].spot.kind != BLOCK_SUM)
			continue;
		bool is_it = number > 0 ? --number == 0 : i >= linear->focus;
		if (is_it)
			return i;
		if (number <= 0)
			found = i;
	}
	return number > 0 ? NONE : found;
}

enum talk
linear_sum(struct linear *linear, const char *said)
{
	int number = linear_number(said);
	size_t at = NONE;

	if (!linear_has_plan(linear))
		return TALK_STAY;
	bool is_page = linear->place.at == AT_PAGE;
	if (is_page)
		at = find_sum(linear, number);
	if (at != NONE) {
		const struct spot spot = linear->model.blocks[at].spot;
		tell_sum(linear, spot.index, spot.row);
	} else if (number > 0 && is_page) {
		linear_tell(linear, WORD_LINEAR_SUM_NONE,
		    numeral_of(number).text, NULL);
	} else if (is_page && !page_counts_money(desk_forms(linear->desk),
				  linear->place.page)) {
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_SUM, NULL);
	} else {
		tell_sum(linear,
		    form_find_meaning(
			desk_forms(linear->desk), MEANS_BUDGET_YEAR),
		    0);
	}
	return TALK_STAY;
}

/* --- Why ------------------------------------------------------------------ */

/* Of a question why it is asked, and of its page what is not. */
enum talk
linear_why(struct linear *linear, const char *said)
{
	const struct block *block = linear_question(linear);
	const struct linear_place *place = &linear->place;
	struct str text = STR_EMPTY;
	struct err err = {0};

	(void)said;
	if (!linear_has_page(linear))
		return TALK_STAY;
	bool is_read = !block || desk_put_why(&text, linear->desk,
				     block->spot.index, block->spot.row, &err);
	desk_put_not_asked(
	    &text, linear->desk, place->page, place->repeat, place->row);
	if (is_read)
		linear_tell_text(linear, text.text);
	else
		linear_tell_err(linear, &err);
	str_release(&text);
	return TALK_STAY;
}

/* --- Striking out --------------------------------------------------------- */

/* Ask, after saying what it means, and do it. */
static enum talk
ask_and_strike(struct linear *linear, const struct address *address,
    const struct strikable *strikable)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	size_t versions;

	told_strike(&text, desk_words(linear->desk), strikable);
	linear_tell(linear, WORD_UI_STRIKE_TITLE, NULL);
	linear_tell_text(linear, text.text);
	str_release(&text);
	enum talk talk = linear_confirm(
	    linear, WORD_LINEAR_STRIKE_ASK, WORD_LINEAR_STRIKE_KEPT);
	if (talk != TALK_ON)
		return talk;
	if (desk_strike(linear->desk, address, &versions, &err))
		linear_tell(linear, WORD_UI_STRUCK, NULL);
	else
		linear_tell_err(linear, &err);
	return TALK_LEFT;
}

enum talk
linear_strike(struct linear *linear, const char *said)
{
	const struct block *block = linear_question_at_hand(linear);
	struct strikable strikable;
	struct err err = {0};
	enum talk talk = TALK_STAY;

	(void)said;
	if (!block)
		return TALK_STAY;
	const struct address address =
	    answering_address(linear->desk, &block->spot);
	struct arena *arena = arena_new();
	if (!desk_strikable(linear->desk, &address, arena, &strikable, &err))
		linear_tell_err(linear, &err);
	else if (strikable.changes == 0 && !strikable.is_typed)
		linear_tell(linear, WORD_UI_STRIKE_NOTHING, NULL);
	else
		talk = ask_and_strike(linear, &address, &strikable);
	arena_free(arena);
	return talk;
}
