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

static void
ask_whose(struct linear *linear, const char *text, const char *kept)
{
	if (*kept != '\0')
		linear_tell(linear, WORD_LINEAR_NOW, kept, NULL);
	switch (linear_ask_word(linear,
	    *kept == '\0' ? WORD_LINEAR_JOT_WHOSE : WORD_LINEAR_JOT_WHOSE_KEPT,
	    NULL)) {
	case HEARD_TEXT:
		keep(linear, text, linear->line.text);
		put_away(linear, text, linear->line.text);
		break;
	case HEARD_KEEP:
		put_away(linear, text, kept);
		break;
	case HEARD_BACK:
		drop(linear);
		break;
	case HEARD_COMMAND:
	case HEARD_LEFT:
		break; /* it is kept */
	}
}

/* What was said, in the place of what is kept of that; NULL: nothing. */
static const char *
ask_text(struct linear *linear, struct arena *arena, const char *kept)
{
	if (kept)
		linear_tell(linear, WORD_LINEAR_NOW, kept, NULL);
	enum heard heard = linear_ask_word(linear, WORD_LINEAR_JOT, NULL);
	if (heard == HEARD_TEXT)
		return arena_copy(arena, linear->line.text);
	return heard == HEARD_KEEP ? kept : NULL;
}

static void
jot(struct linear *linear, const char *said)
{
	struct arena *arena = arena_new();
	struct kept_sheet sheet = {0};
	bool is_kept = find_kept(linear, arena, &sheet);
	const char *whose =
	    is_kept && sheet.lines[WHOSE] ? sheet.lines[WHOSE] : "";
	const char *text = said;

	if (text_is_blank(said))
		text =
		    ask_text(linear, arena, is_kept ? sheet.lines[SAID] : NULL);
	if (text) {
		keep(linear, text, whose);
		ask_whose(linear, text, whose);
	}
	arena_free(arena);
}

void
linear_jot(struct linear *linear, const char *said)
{
	struct err err = {0};

	if (!desk_has_plan(linear->desk)) {
		linear_tell(linear, WORD_UI_WHY_NO_PLAN, NULL);
	} else if (!desk_can_jot(linear->desk, &err)) {
		linear_tell_err(linear, &err);
	} else {
		linear_begin(linear);
		jot(linear, said);
		linear_end(linear);
	}
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
	    (!linear_confirm(
		 linear, WORD_LINEAR_JOT_REPLACE, WORD_LINEAR_STRIKE_KEPT) ||
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
