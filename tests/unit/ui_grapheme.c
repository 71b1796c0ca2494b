/*
 * Unicode's own examples of what a character is, through the text field: every
 * break is one step of the cursor either way, one Backspace and one Delete.
 *
 * The examples must be of the version of Unicode that utf8proc implements, for
 * others disagree with it about new characters; of another version they are
 * refused, and not taken for what they are nearly.
 */
#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/edit.h"

enum {
	BREAKS_MOST = 64,
	CONTROL = 0x20,
	FIRST_AFTER_C1 = 0xA0,
	FILE_MOST = 1 << 24
};

/* Where Debian, Arch and Fedora put them. */
static const char *const places[] = {
    "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt",
    "/usr/share/unicode/ucd/auxiliary/GraphemeBreakTest.txt",
};

/* One line: a text, and where it breaks, its start and end included. */
struct sample {
	struct str text;
	size_t breaks[BREAKS_MOST];
	size_t count;
	bool has_control; /* what is no letter cannot be typed */
	size_t line;
};

/* The file of examples; GRAPHEME_BREAK_TEST names another. */
static void
read_file(struct str *out)
{
	const char *named = getenv("GRAPHEME_BREAK_TEST");
	struct err err = {0};
	bool is_read = named && file_read(named, FILE_LIMIT, out, &err);

	for (size_t i = 0; !named && !is_read && i < ARRAY_LENGTH(places); i++)
		is_read = file_read(places[i], FILE_LIMIT, out, &err);
	cr_assert(is_read,
	    "GraphemeBreakTest.txt is not here: make deps installs it (the "
	    "package unicode-data), or name one in GRAPHEME_BREAK_TEST");
}

static void
expect_version(const char *text)
{
	const char *version = utf8_unicode_version();
	struct str wanted = STR_EMPTY;

	str_format(&wanted, "# GraphemeBreakTest-%s.txt\n", version);
	cr_assert(text_starts(text, wanted.text),
	    "utf8proc implements Unicode %s, and the examples are of another "
	    "version: %.40s...  Take those of %s from "
	    "https://www.unicode.org/Public/%s/ucd/auxiliary/"
	    "GraphemeBreakTest.txt and name them in GRAPHEME_BREAK_TEST",
	    version, text, version, version);
	str_release(&wanted);
}

/* "÷ 0020 × 0308 ÷", up to its comment; false if it has no example. */
static bool
read_sample(const char *line, const char *end, struct sample *sample)
{
	static const char break_here[] = "÷", none_here[] = "×";

	str_clear(&sample->text);
	sample->count = 0;
	sample->has_control = false;
	while (line < end && *line != '#') {
		if (text_starts(line, break_here)) {
			cr_assert_lt(sample->count, BREAKS_MOST);
			sample->breaks[sample->count++] = sample->text.length;
			line += strlen(break_here);
		} else if (text_starts(line, none_here)) {
			line += strlen(none_here);
		} else if (*line == ' ' || *line == '\t') {
			line++;
		} else {
			char *rest;
			uint32_t code = (uint32_t)strtoul(line, &rest, 16);
			cr_assert(rest > line && code > 0, "%.30s", line);
			utf8_put(&sample->text, code);
			sample->has_control |=
			    code < CONTROL ||
			    (code >= 0x7F && code < FIRST_AFTER_C1);
			line = rest;
		}
	}
	return sample->count > 0;
}

static void
expect_steps(const struct sample *sample)
{
	struct edit *edit = edit_new(sample->text.text, false);
	size_t last = sample->count - 1;

	edit_top(edit);
	for (size_t i = 1; i <= last; i++) {
		cr_assert(edit_right(edit));
		cr_assert_eq(edit_caret(edit), sample->breaks[i],
		    "line %zu: step %zu forwards to %zu", sample->line, i,
		    edit_caret(edit));
	}
	cr_assert_not(edit_right(edit));
	for (size_t i = last; i-- > 0;) {
		cr_assert(edit_left(edit));
		cr_assert_eq(edit_caret(edit), sample->breaks[i],
		    "line %zu: step %zu backwards to %zu", sample->line, i,
		    edit_caret(edit));
	}
	cr_assert_not(edit_left(edit));
	edit_free(edit);
}

/* Each takes away what lies between two breaks, and undo brings it back. */
static void
expect_erased(const struct sample *sample)
{
	struct edit *edit = edit_new(sample->text.text, false);
	size_t last = sample->count - 1, length = sample->text.length;

	for (size_t i = last; i-- > 0;) {
		cr_assert(edit_backspace(edit));
		cr_assert_eq(edit_length(edit), sample->breaks[i],
		    "line %zu: Backspace leaves %zu", sample->line,
		    edit_length(edit));
	}
	cr_assert_not(edit_backspace(edit));
	while (edit_undo(edit))
		;
	cr_assert_str_eq(edit_text(edit), sample->text.text);
	edit_top(edit);
	for (size_t i = 1; i <= last; i++) {
		cr_assert(edit_delete(edit));
		cr_assert_eq(edit_length(edit), length - sample->breaks[i],
		    "line %zu: Delete leaves %zu", sample->line,
		    edit_length(edit));
	}
	edit_free(edit);
}

/* As it comes from a keyboard: one code point after the other. */
static void
expect_typed(const struct sample *sample)
{
	struct edit *edit = edit_new("", true);
	const char *text = sample->text.text;

	for (size_t at = 0; at < sample->text.length;) {
		uint32_t code;
		size_t used =
		    utf8_decode(text + at, sample->text.length - at, &code);
		edit_type(edit, text + at, used);
		at += used;
	}
	cr_assert_str_eq(edit_text(edit), text);
	cr_assert_eq(edit_caret(edit), edit_length(edit));
	for (size_t i = sample->count - 1; i-- > 0;) {
		edit_left(edit);
		cr_assert_eq(edit_caret(edit), sample->breaks[i],
		    "line %zu: typed", sample->line);
	}
	edit_free(edit);
}

/* "# Lines: 602", at its end: how many there must be. */
static size_t
told_count(const char *text)
{
	const char *told = strstr(text, "# Lines: ");

	cr_assert(told);
	return strtoul(told + strlen("# Lines: "), NULL, 10);
}

Test(grapheme, breaks_where_unicode_says)
{
	struct str text = STR_EMPTY;
	struct sample sample = {.text = STR_EMPTY};
	size_t count = 0, typed = 0;

	setlocale(LC_ALL, "C.UTF-8");
	read_file(&text);
	expect_version(text.text);
	for (const char *line = text.text; *line;) {
		const char *end = strchr(line, '\n');
		end = end ? end : line + strlen(line);
		sample.line++;
		if (read_sample(line, end, &sample)) {
			count++;
			expect_steps(&sample);
			expect_erased(&sample);
		}
		if (sample.count > 0 && !sample.has_control) {
			typed++;
			expect_typed(&sample);
		}
		line = *end ? end + 1 : end;
	}
	cr_assert_eq(count, told_count(text.text), "%zu examples", count);
	cr_assert_gt(typed, count / 3);
	str_release(&sample.text);
	str_release(&text);
}
