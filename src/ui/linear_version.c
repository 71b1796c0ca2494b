/*
 * Versions for agreement line by line: made, read, saved as a file, and what
 * their papers say.
 *
 * What cannot be taken back wants a word in full.  The sheet of what a paper
 * says is kept in the file after each of its lines, as on the screens, and is
 * found there the next time.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/freeze.h"
#include "ui/linear_parts.h"
#include "ui/sign_sheet.h"
#include "ui/versions.h"

/* --- What a paper says ---------------------------------------------------- */

/* The lines of a sheet while they are asked for. */
struct asking_sheet {
	struct kept_sheet sheet;
	struct arena *arena;
};

static void
keep_sheet(struct linear *linear, const struct asking_sheet *asking)
{
	struct err err = {0};

	if (!desk_keep_sheet(linear->desk, &asking->sheet, &err))
		linear_tell_unsaved(linear, &err);
}

/* Which role: its number, or as it was chosen before. */
static enum talk
ask_role(struct linear *linear, struct asking_sheet *asking)
{
	const struct words *words = desk_words(linear->desk);

	for (enum sign_role role = 0; role < SIGN_ROLE_MAX; role++)
		linear_tell(linear,
		    asking->sheet.choice == (int)role
			? WORD_LINEAR_OPTION_CHOSEN
			: WORD_LINEAR_OPTION,
		    numeral_of((int)role + 1).text,
		    sign_role_title(role, words), NULL);
	size_t role;
	enum talk talk =
	    linear_choose(linear, sign_labels[SIGN_STOP_ROLE], SIGN_ROLE_MAX,
		asking->sheet.choice < 0 ? NONE : (size_t)asking->sheet.choice,
		&role);
	if (talk == TALK_ON)
		asking->sheet.choice = (int)role;
	return talk;
}

/* One line of the sheet. */
static enum talk
ask_stop(
    struct linear *linear, struct asking_sheet *asking, enum sign_stop stop)
{
	const char **line = &asking->sheet.lines[stop];
	struct str label = STR_EMPTY;

	if (stop == SIGN_STOP_ROLE)
		return ask_role(linear, asking);
	if (stop == SIGN_STOP_HOW)
		linear_tell(linear, WORD_UI_SIGN_WAYS, NULL);
	if (!text_is_blank(*line))
		linear_tell(linear, WORD_LINEAR_NOW, *line, NULL);
	words_put(&label, desk_words(linear->desk), WORD_LINEAR_SIGN_STOP,
	    numeral_of((int)stop + 1).text, numeral_of(SIGN_STOP_WRITE).text,
	    words_get(desk_words(linear->desk), sign_labels[stop]), NULL);
	enum heard heard = linear_ask(linear, label.text);
	str_release(&label);
	if (heard == HEARD_TEXT)
		*line = arena_copy(asking->arena, linear->line.text);
	return heard == HEARD_LEFT   ? TALK_LEFT
	       : heard == HEARD_BACK ? TALK_BACK
				     : TALK_ON;
}

/* From a stop on, each in its turn, and back. */
static enum talk
ask_stops(
    struct linear *linear, struct asking_sheet *asking, enum sign_stop stop)
{
	while (stop < SIGN_STOP_WRITE) {
		enum talk talk = ask_stop(linear, asking, stop);
		if (talk == TALK_LEFT || (talk == TALK_BACK && stop == 0))
			return talk;
		stop = talk == TALK_BACK ? stop - 1 : stop + 1;
		keep_sheet(linear, asking);
	}
	return TALK_ON;
}

static enum talk
write_down(struct linear *linear, struct asking_sheet *asking)
{
	struct signing signing;
	enum sign_stop stop = 0;
	struct err err = {0};
	enum word wrong;
	enum talk talk;

	do {
		talk = ask_stops(linear, asking, stop);
		if (talk != TALK_ON)
			return talk;
		wrong = sign_read_sheet(
		    linear->desk, &asking->sheet, &signing, &stop);
		if (wrong != WORD_MAX)
			linear_tell(linear, wrong, NULL);
	} while (wrong != WORD_MAX);
	talk = linear_confirm(
	    linear, WORD_LINEAR_SIGN_WRITE, WORD_LINEAR_SIGN_KEPT);
	if (talk != TALK_ON)
		return talk;
	if (desk_sign_from_sheet(linear->desk, &signing, &err))
		linear_tell(linear, WORD_UI_SIGN_DONE, NULL);
	else
		linear_tell_err(linear, &err);
	return TALK_ON;
}

static enum talk
sign(struct linear *linear, int number)
{
	struct asking_sheet asking = {.arena = arena_new()};
	struct err err = {0};
	enum talk talk = TALK_STAY;
	bool found;

	if (!desk_find_sheet(linear->desk, SHEET_SIGN, number, asking.arena,
		&asking.sheet, &found, &err)) {
		linear_tell_err(linear, &err);
	} else {
		if (!found)
			asking.sheet = (struct kept_sheet){.choice = -1};
		if (asking.sheet.choice >= (int)SIGN_ROLE_MAX)
			asking.sheet.choice = -1;
		asking.sheet.kind = SHEET_SIGN;
		asking.sheet.number = number;
		if (found)
			linear_tell(linear, WORD_UI_HALF_BACK, NULL);
		linear_tell(linear, WORD_UI_SIGN_NOBODY, NULL);
		talk = write_down(linear, &asking);
	}
	arena_free(asking.arena);
	return talk;
}

/* --- Versions ------------------------------------------------------------- */

static enum talk
tell_signings(struct linear *linear, int number)
{
	struct arena *arena = arena_new();
	const struct signing *signings;
	struct err err = {0};
	size_t count;
	bool is_read = desk_list_signings(
	    linear->desk, number, arena, &signings, &count, &err);

	if (!is_read)
		linear_tell_err(linear, &err);
	else if (count == 0)
		linear_tell(linear, WORD_UI_VERSION_NOTHING_WRITTEN, NULL);
	for (size_t i = 0; is_read && i < count; i++) {
		struct str text = STR_EMPTY;
		str_format(&text, "%d. ", signings[i].number);
		signing_put(&text, &signings[i], desk_words(linear->desk));
		linear_tell_text(linear, text.text);
		str_release(&text);
	}
	arena_free(arena);
	return TALK_ON;
}

static enum talk
tell_changes(struct linear *linear, int number)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	bool is_different;

	if (!desk_put_diff(&text, linear->desk, number, 0, &is_different, &err))
		linear_tell_err(linear, &err);
	else if (!is_different)
		linear_tell(linear, WORD_UI_VERSION_NO_CHANGES, NULL);
	else
		linear_tell_text(linear, text.text);
	str_release(&text);
	return TALK_ON;
}

static enum talk
save_version(struct linear *linear, int number)
{
	struct str name = STR_EMPTY;

	str_format(&name, "version-%d", number);
	enum talk talk = linear_save_pages(linear, "plan", number, name.text);
	str_release(&name);
	return talk;
}

/* What can be done with a version, in the order of its menu. */
static const struct {
	enum word word;
	enum talk (*act)(struct linear *linear, int number);
} deeds[] = {
    {WORD_UI_VERSION_PAPER, save_version},
    {WORD_UI_VERSION_SIGN, sign},
    {WORD_UI_VERSION_READ, tell_signings},
    {WORD_UI_VERSION_DIFF, tell_changes},
};

static enum talk
open_version(struct linear *linear, int number)
{
	const struct words *words = desk_words(linear->desk);
	size_t deed;

	linear_tell(linear, WORD_UI_VERSION, numeral_of(number).text, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(deeds); i++)
		linear_tell_option(linear, i, words_get(words, deeds[i].word));
	enum talk talk = linear_choose(
	    linear, WORD_LINEAR_VERSIONS, ARRAY_LENGTH(deeds), NONE, &deed);
	return talk == TALK_ON ? deeds[deed].act(linear, number) : talk;
}

/* The word in full. */
static enum talk
ask_freeze(struct linear *linear, int number)
{
	const char *word =
	    words_get(desk_words(linear->desk), WORD_UI_FREEZE_WORD);
	enum heard heard;

	linear_tell(linear, WORD_UI_FREEZE_MEANS, numeral_of(number).text,
	    numeral_of(number + 1).text, NULL);
	heard = linear_ask_word(linear, WORD_LINEAR_FREEZE_TYPE, word);
	while (heard == HEARD_KEEP ||
	       (heard == HEARD_TEXT && !sign_is_word(linear->line.text, word)))
		heard =
		    linear_ask_word(linear, WORD_LINEAR_FREEZE_NOT_TYPED, word);
	return heard == HEARD_LEFT   ? TALK_LEFT
	       : heard == HEARD_BACK ? TALK_BACK
				     : TALK_ON;
}

static enum talk
make_version(struct linear *linear, int number)
{
	const struct freeze_of as_read = {.size = NULL};
	struct str gaps = STR_EMPTY;
	struct err err = {0};

	if (desk_readiness(linear->desk)->blocking > 0) {
		linear_tell(linear, WORD_LINEAR_NOT_READY, NULL);
		return linear_needed(linear, "");
	}
	enum talk talk = ask_freeze(linear, number);
	if (talk != TALK_ON)
		return talk;
	if (!desk_freeze(linear->desk, &as_read, &number, &gaps, &err))
		linear_tell_err(linear, &err);
	else
		linear_tell(
		    linear, WORD_UI_FREEZE_DONE, numeral_of(number).text, NULL);
	str_release(&gaps);
	return TALK_ON;
}

/* "Version 2, 7F3A-91C2-Q0ZT-KM5P, 21 November 2026, 2 written down" */
static void
tell_version(
    struct linear *linear, const struct frozen_version *version, size_t index)
{
	const struct words *words = desk_words(linear->desk);
	struct moment moment = desk_moment(linear->desk, version->at);
	struct str name = STR_EMPTY, date = STR_EMPTY, written = STR_EMPTY,
		   text = STR_EMPTY;

	words_put(&name, words, WORD_UI_VERSION,
	    numeral_of(version->number).text, NULL);
	date_put(&date, moment.date, words);
	words_put(&written, words, WORD_UI_VERSION_WRITTEN,
	    numeral_of_count(version->signing_count).text, NULL);
	words_put(&text, words, WORD_LINEAR_VERSION_LINE, name.text,
	    version->code, date.text, written.text, NULL);
	linear_tell_option(linear, index, text.text);
	str_release(&name);
	str_release(&date);
	str_release(&written);
	str_release(&text);
}

/* The one that could be made, then those there are, the last one first. */
static enum talk
choose_version(
    struct linear *linear, const struct frozen_version *versions, size_t count)
{
	struct str name = STR_EMPTY;
	size_t chosen;

	words_put(&name, desk_words(linear->desk), WORD_UI_VERSION_MAKE,
	    numeral_of_count(count + 1).text, NULL);
	linear_tell(linear,
	    count == 0 ? WORD_UI_VERSIONS_NONE : WORD_UI_VERSIONS_KEPT, NULL);
	linear_tell_option(linear, 0, name.text);
	for (size_t i = 0; i < count; i++)
		tell_version(linear, &versions[count - 1 - i], i + 1);
	str_release(&name);
	enum talk talk = linear_choose(
	    linear, WORD_LINEAR_VERSIONS, count + 1, NONE, &chosen);
	if (talk != TALK_ON)
		return talk;
	return chosen == 0
		   ? make_version(linear, (int)count + 1)
		   : open_version(linear, versions[count - chosen].number);
}

enum talk
linear_versions(struct linear *linear, const char *said)
{
	const struct frozen_version *versions;
	struct err err = {0};
	enum talk talk = TALK_STAY;
	size_t count;

	(void)said;
	if (!linear_has_plan(linear))
		return TALK_STAY;
	struct arena *arena = arena_new();
	if (desk_list_versions(linear->desk, arena, &versions, &count, &err))
		talk = choose_version(linear, versions, count);
	else
		linear_tell_err(linear, &err);
	arena_free(arena);
	return talk;
}
