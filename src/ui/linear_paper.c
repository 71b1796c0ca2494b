/*
 * The pages of a plan line by line: read, and saved as a file.
 *
 * No file is written over but by a yes in full.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/print.h"
#include "doc/compose.h"
#include "ui/linear_parts.h"
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
static enum talk
tell_pages(
    struct linear *linear, const struct preview *preview, enum document part)
{
	const struct words *words = desk_words(linear->desk);

	for (size_t i = 0; i < preview->count; i++) {
		const struct preview_page *page = &preview->pages[i];
		if (i > 0) {
			enum heard heard = linear_ask_word(
			    linear, WORD_LINEAR_PREVIEW_ON, NULL);
			if (heard != HEARD_KEEP)
				return heard == HEARD_LEFT ? TALK_LEFT
							   : TALK_BACK;
		}
		linear_tell_line(linear, "");
		linear_tell(linear, WORD_LINEAR_PAGE_OF,
		    words_get(words, titles[part]),
		    numeral_of_count(i + 1).text,
		    numeral_of_count(preview->count).text, NULL);
		for (size_t j = 0; j < page->count; j++)
			linear_tell_line(linear, page->lines[j]);
	}
	return TALK_ON;
}

enum talk
linear_preview(struct linear *linear, const char *said)
{
	struct preview *preview;
	struct err err = {0};

	if (!linear_has_plan(linear))
		return TALK_STAY;
	enum document part = find_part(linear, said);
	if (part == DOCUMENT_MAX)
		return TALK_STAY;
	const struct print_of of = {.part = parts[part]};
	if (!desk_preview(linear->desk, &of, lines_width(linear->lines),
		&preview, &err)) {
		linear_tell_err(linear, &err);
		return TALK_STAY;
	}
	enum talk talk = tell_pages(linear, preview, part);
	preview_free(preview);
	return talk;
}

/* --- A file --------------------------------------------------------------- */

static enum talk
ask_letters(struct linear *linear, bool is_version, size_t *letters)
{
	for (size_t i = 0; i < PAPER_LETTERS; i++)
		linear_tell(linear,
		    is_version && i == 0 ? WORD_UI_PAPER_HANDED_OVER
					 : paper_letters[i].word,
		    NULL);
	return linear_choose(
	    linear, WORD_LINEAR_LETTERS, PAPER_LETTERS, 0, letters);
}

/* Where the file goes. */
static enum talk
ask_path(struct linear *linear, const char *name, struct str *path)
{
	struct str offer = STR_EMPTY;

	desk_put_paper_path(&offer, linear->desk, name);
	enum heard heard =
	    linear_ask_word(linear, WORD_LINEAR_FILE, offer.text);
	str_put(path, heard == HEARD_TEXT ? linear->line.text : offer.text);
	str_release(&offer);
	if (heard == HEARD_LEFT || heard == HEARD_BACK)
		return heard == HEARD_LEFT ? TALK_LEFT : TALK_BACK;
	return desk_is_file(path->text)
		   ? linear_confirm(linear, WORD_LINEAR_FILE_THERE,
			 WORD_LINEAR_STRIKE_KEPT)
		   : TALK_ON;
}

enum talk
linear_save_pages(
    struct linear *linear, const char *part, int version, const char *name)
{
	struct str path = STR_EMPTY;
	struct err err = {0};
	size_t letters;
	enum talk talk = ask_letters(linear, version > 0, &letters);

	if (talk == TALK_ON)
		talk = ask_path(linear, name, &path);
	if (talk == TALK_ON) {
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
	return talk;
}

enum talk
linear_paper(struct linear *linear, const char *said)
{
	if (!linear_has_plan(linear))
		return TALK_STAY;
	enum document part = find_part(linear, said);
	if (part == DOCUMENT_MAX)
		return TALK_STAY;
	return linear_save_pages(linear, parts[part], 0, parts[part]);
}
