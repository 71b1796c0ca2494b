/*
 * The pages of a plan line by line: read, saved as a file, and kept as
 * versions for agreement, with what their papers say.
 *
 * Each is a dialogue; what cannot be taken back wants a word in full.  The
 * sheet of what a paper says is kept in the file after each of its lines, as
 * on the screens, and is found there the next time.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/freeze.h"
#include "desk/print.h"
#include "doc/compose.h"
#include "ui/linear_parts.h"
#include "ui/sign_sheet.h"
#include "ui/versions.h"

/* clang-format off */
static const char *const parts[DOCUMENT_MAX] = {
#define DOCUMENT(id, name, title, compose) [DOCUMENT_##id] = name,
#include "doc/documents.def"
#undef DOCUMENT
};
static const enum word titles[DOCUMENT_MAX] = {
#define DOCUMENT(id, name, title, compose) [DOCUMENT_##id] = WORD_##title,
#include "doc/documents.def"
#undef DOCUMENT
};
/* clang-format on */

static bool
has_plan(struct linear *linear)
{
	if (!desk_has_plan(linear->desk))
		linear_tell(linear, WORD_UI_WHY_NO_PLAN, NULL);
	return desk_has_plan(linear->desk);
}

/* Has what is asked become pointless meanwhile? */
static bool
is_left(const struct linear *linear)
{
	return linear->is_moved || linear->is_over;
}

/* The document that was named, or DOCUMENT_MAX, and said which there are. */
static enum document
find_part(struct linear *linear, const char *said)
{
	enum document part = 0;
	struct str names = STR_EMPTY;

	if (text_is_blank(said))
		return DOCUMENT_PLAN;
	while (part < DOCUMENT_MAX && !text_is(parts[part], said))
		part++;
	if (part < DOCUMENT_MAX)
		return part;
	for (size_t i = 0; i < DOCUMENT_MAX; i++)
		str_format(&names, "%s%s", i > 0 ? ", " : "", parts[i]);
	linear_tell(linear, WORD_LINEAR_PREVIEW_NONE, said, names.text, NULL);
	str_release(&names);
	return DOCUMENT_MAX;
}

/* --- Preview -------------------------------------------------------------- */

/* Page after page, as long as somebody wants the next. */
static void
tell_pages(
    struct linear *linear, const struct preview *preview, enum document part)
{
	const struct words *words = desk_words(linear->desk);

	for (size_t i = 0; i < preview->count; i++) {
		const struct preview_page *page = &preview->pages[i];
		bool is_last = i + 1 == preview->count;
		linear_tell_line(linear, "");
		linear_tell(linear, WORD_LINEAR_PAGE_OF,
		    words_get(words, titles[part]),
		    numeral_of_count(i + 1).text,
		    numeral_of_count(preview->count).text, NULL);
		for (size_t j = 0; j < page->count; j++)
			linear_tell_line(linear, page->lines[j]);
		if (!is_last && linear_ask_word(linear, WORD_LINEAR_PREVIEW_ON,
				    NULL) != HEARD_KEEP)
			return;
	}
}

void
linear_preview(struct linear *linear, const char *said)
{
	struct preview *preview;
	struct err err = {0};

	if (!has_plan(linear))
		return;
	enum document part = find_part(linear, said);
	if (part == DOCUMENT_MAX)
		return;
	const struct print_of of = {.part = parts[part]};
	if (!desk_preview(linear->desk, &of, lines_width(linear->lines),
		&preview, &err)) {
		linear_tell_err(linear, &err);
		return;
	}
	linear_begin(linear);
	tell_pages(linear, preview, part);
	linear_end(linear);
	preview_free(preview);
}

/* --- A file --------------------------------------------------------------- */

static size_t
ask_letters(struct linear *linear, bool is_version)
{
	const struct words *words = desk_words(linear->desk);

	for (size_t i = 0; i < PAPER_LETTERS; i++)
		linear_tell(linear,
		    is_version && i == 0 ? WORD_UI_PAPER_HANDED_OVER
					 : paper_letters[i].word,
		    NULL);
	return linear_choose(
	    linear, words_get(words, WORD_LINEAR_LETTERS), PAPER_LETTERS, 0);
}

/* Where the file goes; false: nowhere. */
static bool
ask_path(struct linear *linear, const char *name, struct str *path)
{
	struct str offer = STR_EMPTY;

	desk_put_paper_path(&offer, linear->desk, name);
	enum heard heard =
	    linear_ask_word(linear, WORD_LINEAR_FILE, offer.text);
	if (heard == HEARD_TEXT)
		str_put(path, linear->line.text);
	else if (heard == HEARD_KEEP)
		str_put(path, offer.text);
	str_release(&offer);
	return path->length > 0 &&
	       (!desk_is_file(path->text) ||
		   linear_confirm(linear, WORD_LINEAR_FILE_THERE,
		       WORD_LINEAR_STRIKE_KEPT));
}

/* The pages of a document, or of a version, as a file for printing. */
static void
save_pages(
    struct linear *linear, const char *part, int version, const char *name)
{
	struct str path = STR_EMPTY;
	struct err err = {0};
	size_t letters = ask_letters(linear, version > 0);

	if (letters != NONE && ask_path(linear, name, &path) &&
	    !is_left(linear)) {
		const struct print_of of = {
		    .part = part,
		    .size = paper_letters[letters].name,
		    .version = version,
		};
		if (desk_print_to(linear->desk, &of, path.text, &err))
			linear_tell(
			    linear, WORD_UI_PAPER_SAVED, path.text, NULL);
		else
			linear_tell_err(linear, &err);
	}
	str_release(&path);
}

void
linear_paper(struct linear *linear, const char *said)
{
	if (!has_plan(linear))
		return;
	enum document part = find_part(linear, said);
	if (part == DOCUMENT_MAX)
		return;
	linear_begin(linear);
	save_pages(linear, parts[part], 0, parts[part]);
	linear_end(linear);
}

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
static bool
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
	size_t role = linear_choose(linear,
	    words_get(words, sign_labels[SIGN_STOP_ROLE]), SIGN_ROLE_MAX,
	    asking->sheet.choice < 0 ? NONE : (size_t)asking->sheet.choice);
	if (role == NONE)
		return false;
	asking->sheet.choice = (int)role;
	return true;
}

/* One line of the sheet; false: back. */
static bool
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
	return heard == HEARD_TEXT || heard == HEARD_KEEP;
}

/* From a stop on, each in its turn; false: it was left. */
static bool
ask_stops(
    struct linear *linear, struct asking_sheet *asking, enum sign_stop stop)
{
	while (stop < SIGN_STOP_WRITE) {
		if (ask_stop(linear, asking, stop))
			stop++;
		else if (is_left(linear) || stop == 0)
			return false;
		else
			stop--;
		if (!is_left(linear))
			keep_sheet(linear, asking);
	}
	return true;
}

static void
write_down(struct linear *linear, struct asking_sheet *asking)
{
	struct signing signing;
	enum sign_stop stop = 0;
	struct err err = {0};
	enum word wrong;

	do {
		if (!ask_stops(linear, asking, stop))
			return;
		wrong = sign_read_sheet(
		    linear->desk, &asking->sheet, &signing, &stop);
		if (wrong != WORD_MAX)
			linear_tell(linear, wrong, NULL);
	} while (wrong != WORD_MAX);
	if (!linear_confirm(
		linear, WORD_LINEAR_SIGN_WRITE, WORD_LINEAR_SIGN_KEPT))
		return;
	if (desk_sign_from_sheet(linear->desk, &signing, &err))
		linear_tell(linear, WORD_UI_SIGN_DONE, NULL);
	else
		linear_tell_err(linear, &err);
}

static void
sign(struct linear *linear, int number)
{
	struct asking_sheet asking = {.arena = arena_new()};
	struct err err = {0};
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
		write_down(linear, &asking);
	}
	arena_free(asking.arena);
}

/* --- Versions ------------------------------------------------------------- */

static void
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
}

static void
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
}

static void
save_version(struct linear *linear, int number)
{
	struct str name = STR_EMPTY;

	str_format(&name, "version-%d", number);
	save_pages(linear, "plan", number, name.text);
	str_release(&name);
}

/* What can be done with a version, in the order of its menu. */
static const struct {
	enum word word;
	void (*act)(struct linear *linear, int number);
} deeds[] = {
    {WORD_UI_VERSION_PAPER, save_version},
    {WORD_UI_VERSION_SIGN, sign},
    {WORD_UI_VERSION_READ, tell_signings},
    {WORD_UI_VERSION_DIFF, tell_changes},
};

static void
open_version(struct linear *linear, int number)
{
	const struct words *words = desk_words(linear->desk);

	linear_tell(linear, WORD_UI_VERSION, numeral_of(number).text, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(deeds); i++)
		linear_tell(linear, WORD_LINEAR_OPTION,
		    numeral_of_count(i + 1).text,
		    words_get(words, deeds[i].word), NULL);
	size_t deed = linear_choose(linear,
	    words_get(words, WORD_LINEAR_VERSIONS), ARRAY_LENGTH(deeds), NONE);
	if (deed != NONE)
		deeds[deed].act(linear, number);
}

/* The word in full; false: it is not made. */
static bool
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
	return heard == HEARD_TEXT;
}

static void
make_version(struct linear *linear, int number)
{
	const struct freeze_of as_read = {.size = NULL};
	struct str gaps = STR_EMPTY;
	struct err err = {0};

	if (desk_readiness(linear->desk)->blocking > 0) {
		linear_tell(linear, WORD_LINEAR_NOT_READY, NULL);
		linear_needed(linear, "");
		return;
	}
	if (!ask_freeze(linear, number))
		return;
	if (!desk_freeze(linear->desk, &as_read, &number, &gaps, &err))
		linear_tell_err(linear, &err);
	else
		linear_tell(
		    linear, WORD_UI_FREEZE_DONE, numeral_of(number).text, NULL);
	str_release(&gaps);
}

/* "Version 2, 7F3A-91C2-Q0ZT-KM5P, 21 November 2026, 2 written down" */
static void
tell_version(
    struct linear *linear, const struct frozen_version *version, size_t number)
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
	linear_tell(linear, WORD_LINEAR_OPTION, numeral_of_count(number).text,
	    text.text, NULL);
	str_release(&name);
	str_release(&date);
	str_release(&written);
	str_release(&text);
}

/* The one that could be made, then those there are, the last one first. */
static void
choose_version(
    struct linear *linear, const struct frozen_version *versions, size_t count)
{
	const struct words *words = desk_words(linear->desk);
	struct str name = STR_EMPTY;

	words_put(&name, words, WORD_UI_VERSION_MAKE,
	    numeral_of_count(count + 1).text, NULL);
	linear_tell(linear,
	    count == 0 ? WORD_UI_VERSIONS_NONE : WORD_UI_VERSIONS_KEPT, NULL);
	linear_tell(
	    linear, WORD_LINEAR_OPTION, numeral_of(1).text, name.text, NULL);
	for (size_t i = 0; i < count; i++)
		tell_version(linear, &versions[count - 1 - i], i + 2);
	str_release(&name);
	size_t chosen = linear_choose(
	    linear, words_get(words, WORD_LINEAR_VERSIONS), count + 1, NONE);
	if (chosen == 0)
		make_version(linear, (int)count + 1);
	else if (chosen != NONE)
		open_version(linear, versions[count - chosen].number);
}

void
linear_versions(struct linear *linear, const char *said)
{
	struct arena *arena = arena_new();
	const struct frozen_version *versions;
	struct err err = {0};
	size_t count;

	(void)said;
	if (!has_plan(linear)) {
		arena_free(arena);
		return;
	}
	linear_begin(linear);
	if (desk_list_versions(linear->desk, arena, &versions, &count, &err))
		choose_version(linear, versions, count);
	else
		linear_tell_err(linear, &err);
	linear_end(linear);
	arena_free(arena);
}
