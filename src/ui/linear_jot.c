/*
 * Jotting down line by line, and placing what was jotted down in the question
 * where one is.
 *
 * What is being jotted down lies on its sheet in the file as soon as it was
 * heard, as on the screens, so that neither a lock nor a refusal loses it; here
 * as long as the file takes nothing.
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

enum { SAID, WHOSE };

/* What was being jotted down before, here or on the screens. */
static bool
find_kept(struct linear *linear, struct arena *arena, struct kept_sheet *sheet)
{
	struct err err = {0};
	bool found;

	if (linear->jot.length > 0) {
		sheet->lines[SAID] = arena_copy(arena, linear->jot.text);
		sheet->lines[WHOSE] = arena_copy(arena, linear->jot_whose.text);
		return true;
	}
	if (!desk_find_sheet(
		linear->desk, SHEET_JOT, 0, arena, sheet, &found, &err))
		linear_tell_err(linear, &err);
	return found && !text_is_blank(sheet->lines[SAID]);
}

bool
linear_keep_jot(struct linear *linear, struct err *err)
{
	const struct kept_sheet sheet = {
	    .kind = SHEET_JOT,
	    .choice = -1,
	    .lines = {linear->jot.text, linear->jot_whose.text},
	};

	if (linear->jot.length > 0 &&
	    !desk_keep_sheet(linear->desk, &sheet, err))
		return false;
	str_release(&linear->jot);
	str_release(&linear->jot_whose);
	return true;
}

/* Against a lock, a crash and a refusal; here if the file cannot have it. */
static void
keep(struct linear *linear, const char *text, const char *whose)
{
	struct err err = {0};

	str_clear(&linear->jot);
	str_clear(&linear->jot_whose);
	str_put(&linear->jot, text);
	str_put(&linear->jot_whose, whose);
	if (!linear_keep_jot(linear, &err))
		linear_tell_unsaved(linear, &err);
}

static void
drop(struct linear *linear)
{
	struct err err = {0};

	str_release(&linear->jot);
	str_release(&linear->jot_whose);
	if (desk_forget_sheet(linear->desk, SHEET_JOT, 0, &err))
		linear_tell(linear, WORD_LINEAR_JOT_DROPPED, NULL);
	else
		linear_tell_unsaved(linear, &err);
}

void
linear_tell_half_jot(struct linear *linear)
{
	struct arena *arena = arena_new();
	struct kept_sheet sheet = {0};

	if (find_kept(linear, arena, &sheet))
		linear_tell(linear, WORD_LINEAR_JOT_HALF, NULL);
	arena_free(arena);
}

static void
put_away(struct linear *linear, const char *text, const char *whose)
{
	struct err err = {0};

	if (desk_jot(linear->desk, text, whose, &err)) {
		str_release(&linear->jot);
		str_release(&linear->jot_whose);
		linear_tell(linear, WORD_UI_JOT_DONE,
		    numeral_of_count(desk_count_jots(linear->desk)).text, NULL);
	} else {
		linear_tell_unsaved(linear, &err);
		linear_tell(linear, WORD_LINEAR_JOT_HALF, NULL);
	}
}

static enum talk
ask_whose(struct linear *linear, const char *text, const char *kept)
{
	if (*kept != '\0')
		linear_tell(linear, WORD_LINEAR_NOW, kept, NULL);
	enum heard heard = linear_ask_word(linear,
	    *kept == '\0' ? WORD_LINEAR_JOT_WHOSE : WORD_LINEAR_JOT_WHOSE_KEPT,
	    NULL);
	if (heard == HEARD_LEFT) /* it is kept */
		return TALK_LEFT;
	if (heard == HEARD_BACK) {
		drop(linear);
		return TALK_BACK;
	}
	const char *whose = heard == HEARD_TEXT ? linear->line.text : kept;
	if (heard == HEARD_TEXT)
		keep(linear, text, whose);
	put_away(linear, text, whose);
	return TALK_ON;
}

/* What was said, in the place of what is kept of that, which may be NULL. */
static enum talk
ask_text(struct linear *linear, struct arena *arena, const char **text)
{
	if (*text)
		linear_tell(linear, WORD_LINEAR_NOW, *text, NULL);
	enum heard heard = linear_ask_word(linear, WORD_LINEAR_JOT, NULL);
	if (heard == HEARD_LEFT)
		return TALK_LEFT;
	if (heard == HEARD_TEXT)
		*text = arena_copy(arena, linear->line.text);
	return heard == HEARD_BACK || !*text ? TALK_BACK : TALK_ON;
}

static enum talk
jot(struct linear *linear, struct arena *arena, const char *said)
{
	struct kept_sheet sheet = {0};
	bool is_kept = find_kept(linear, arena, &sheet);
	const char *whose =
	    is_kept && sheet.lines[WHOSE] ? sheet.lines[WHOSE] : "";
	const char *text = is_kept ? sheet.lines[SAID] : NULL;
	enum talk talk = TALK_ON;

	if (text_is_blank(said))
		talk = ask_text(linear, arena, &text);
	else
		text = said;
	if (talk != TALK_ON)
		return talk;
	keep(linear, text, whose);
	return ask_whose(linear, text, whose);
}

enum talk
linear_jot(struct linear *linear, const char *said)
{
	struct err err = {0};

	if (!linear_has_plan(linear))
		return TALK_STAY;
	if (!desk_can_jot(linear->desk, &err)) {
		linear_tell_err(linear, &err);
		return TALK_STAY;
	}
	struct arena *arena = arena_new();
	enum talk talk = jot(linear, arena, said);
	arena_free(arena);
	return talk;
}

/* --- Placing -------------------------------------------------------------- */

/* "1 The stairs frighten me: Delyth, 21 November 2026" */
static void
tell_jot(struct linear *linear, const struct jot *jot, size_t index)
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
	linear_tell_option(linear, index, text.text);
	str_release(&whose);
	str_release(&day);
	str_release(&text);
}

static enum talk
place(
    struct linear *linear, const struct jot *jot, const struct address *address)
{
	struct err err = {0};
	enum talk talk = TALK_ON;
	enum jot_way way = desk_jot_way(linear->desk, jot->row, address, &err);

	if (way == JOT_REFUSED) {
		linear_tell_err(linear, &err);
		return TALK_STAY;
	}
	if (way == JOT_REPLACES)
		talk = linear_confirm(
		    linear, WORD_LINEAR_JOT_REPLACE, WORD_LINEAR_STRIKE_KEPT);
	if (talk != TALK_ON)
		return talk;
	if (desk_place_jot(linear->desk, jot->row, address, &err))
		linear_tell(linear, WORD_LINEAR_JOT_PLACED, NULL);
	else
		linear_tell_unsaved(linear, &err);
	return TALK_LEFT;
}

static enum talk
choose_jot(
    struct linear *linear, struct arena *arena, const struct address *address)
{
	size_t count, chosen;
	const struct jot *jots = desk_list_jots(linear->desk, arena, &count);

	if (count == 0) {
		linear_tell(linear, WORD_LINEAR_JOTS_NONE, NULL);
		return TALK_STAY;
	}
	for (size_t i = 0; i < count; i++)
		tell_jot(linear, &jots[i], i);
	enum talk talk =
	    linear_choose(linear, WORD_LINEAR_JOTS, count, NONE, &chosen);
	return talk == TALK_ON ? place(linear, &jots[chosen], address) : talk;
}

enum talk
linear_use(struct linear *linear, const char *said)
{
	const struct block *block = linear_question_at_hand(linear);

	(void)said;
	if (!block)
		return TALK_STAY;
	const struct address address =
	    answering_address(linear->desk, &block->spot);
	if (desk_is_jot(linear->desk, &address)) {
		linear_tell(linear, WORD_JOT_ITSELF, NULL);
		return TALK_STAY;
	}
	struct arena *arena = arena_new();
	enum talk talk = choose_jot(linear, arena, &address);
	arena_free(arena);
	return talk;
}
