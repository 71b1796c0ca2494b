/*
 * Jotting down line by line, and placing what was jotted down in the question
 * where one is.
 *
 * What a jot becomes, and whether it may, is the desk's (desk/jot.h); an answer
 * goes for it only by a yes in full.
 *
 * Tested by tests/linear.
 */
#include "desk/jot.h"

#include "base/str.h"
#include "desk/sheet.h"
#include "ui/answering.h"
#include "ui/linear_parts.h"

/* --- Jotting down --------------------------------------------------------- */

/* What was being jotted down on the screens before, or "". */
static const char *
kept_text(struct linear *linear, struct arena *arena)
{
	struct kept_sheet sheet;
	struct err err = {0};
	bool found;

	if (!desk_find_sheet(
		linear->desk, SHEET_JOT, 0, arena, &sheet, &found, &err))
		linear_tell_err(linear, &err);
	return found && sheet.lines[0] ? sheet.lines[0] : "";
}

/* What was said; NULL: nothing is jotted down. */
static const char *
ask_text(struct linear *linear, struct arena *arena)
{
	const char *kept = kept_text(linear, arena);

	if (*kept != '\0')
		linear_tell(linear, WORD_LINEAR_NOW, kept, NULL);
	switch (linear_ask_word(linear, WORD_LINEAR_JOT, NULL)) {
	case HEARD_TEXT:
		return arena_copy(arena, linear->line.text);
	case HEARD_KEEP:
		return *kept == '\0' ? NULL : kept;
	case HEARD_BACK:
	case HEARD_COMMAND:
	case HEARD_LEFT:
		break;
	}
	return NULL;
}

static void
put_away(struct linear *linear, const char *text)
{
	struct err err = {0};
	enum heard heard = linear_ask_word(linear, WORD_LINEAR_JOT_WHOSE, NULL);
	const char *whose = heard == HEARD_TEXT ? linear->line.text : "";

	if (heard == HEARD_BACK || (heard == HEARD_LEFT && linear->is_moved))
		return;
	if (desk_jot(linear->desk, text, whose, &err))
		linear_tell(linear, WORD_UI_JOT_DONE,
		    numeral_of_count(desk_count_jots(linear->desk)).text, NULL);
	else
		linear_tell_unsaved(linear, &err);
}

void
linear_jot(struct linear *linear, const char *said)
{
	struct arena *arena = arena_new();
	struct err err = {0};

	if (!desk_has_plan(linear->desk)) {
		linear_tell(linear, WORD_UI_WHY_NO_PLAN, NULL);
	} else if (!desk_can_jot(linear->desk, &err)) {
		linear_tell_err(linear, &err);
	} else {
		linear_begin(linear);
		const char *text = text_is_blank(said)
				       ? ask_text(linear, arena)
				       : arena_copy(arena, said);
		if (text)
			put_away(linear, text);
		linear_end(linear);
	}
	arena_free(arena);
}

/* --- Placing -------------------------------------------------------------- */

/* "1 The stairs frighten me: Delyth, 21 November 2026" */
static void
tell_jot(struct linear *linear, const struct jot *jot, size_t number)
{
	const struct words *words = desk_words(linear->desk);
	struct str whose = STR_EMPTY, day = STR_EMPTY, text = STR_EMPTY;

	if (jot->whose)
		str_put(&whose, jot->whose);
	else
		desk_put_name(&whose, linear->desk);
	date_put(&day, desk_moment(linear->desk, jot->at).date, words);
	str_format(&text, "%s: ", jot->text);
	words_put(&text, words, WORD_UI_JOTS_SAID, whose.text, day.text, NULL);
	linear_tell(linear, WORD_LINEAR_OPTION, numeral_of_count(number).text,
	    text.text, NULL);
	str_release(&whose);
	str_release(&day);
	str_release(&text);
}

static void
place(
    struct linear *linear, const struct jot *jot, const struct address *address)
{
	struct err err = {0};
	enum jot_way way = desk_jot_way(linear->desk, jot->row, address, &err);

	if (way == JOT_REFUSED) {
		linear_tell_err(linear, &err);
		return;
	}
	if (way == JOT_REPLACES &&
	    (!linear_confirm(linear, WORD_LINEAR_JOT_REPLACE) ||
		linear->is_moved || linear->is_over))
		return;
	if (desk_place_jot(linear->desk, jot->row, address, &err))
		linear_tell(linear, WORD_LINEAR_JOT_PLACED, NULL);
	else
		linear_tell_unsaved(linear, &err);
}

void
linear_use(struct linear *linear, const char *said)
{
	const struct block *block = linear_question(linear);
	struct arena *arena;
	size_t count;

	(void)said;
	if (!block) {
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_QUESTION, NULL);
		return;
	}
	const struct address address =
	    answering_address(linear->desk, &block->spot);
	if (desk_is_jot(linear->desk, &address)) {
		linear_tell(linear, WORD_JOT_ITSELF, NULL);
		return;
	}
	arena = arena_new();
	const struct jot *jots = desk_list_jots(linear->desk, arena, &count);
	for (size_t i = 0; i < count; i++)
		tell_jot(linear, &jots[i], i + 1);
	linear_begin(linear);
	size_t chosen =
	    count == 0
		? NONE
		: linear_choose(linear,
		      words_get(desk_words(linear->desk), WORD_LINEAR_JOTS),
		      count, NONE);
	if (count == 0)
		linear_tell(linear, WORD_LINEAR_JOTS_NONE, NULL);
	else if (chosen != NONE)
		place(linear, &jots[chosen], &address);
	linear_end(linear);
	arena_free(arena);
}
