/*
 * The record reader: the one grammar of every data file.
 *
 *	# a comment, only at the start of a line
 *	question: meals
 *	label:    Do you need help to make meals?
 *	label cy: Oes angen help arnoch?
 *	help:     One paragraph
 *	+ that goes on here
 *	+
 *	+ and a second one.
 *
 * One key a line; the key ends at the first colon; the rest is literal.  A
 * key is made of small letters, figures, hyphens and single blanks.  A blank
 * line ends a block.  The first key of a block names its kind.  The reader
 * knows no kinds: form/registry.h does.
 *
 * A key may carry a language: a last word that is one of the two-letter codes
 * of ISO 639-1.  So "label cy" is "label" in Welsh, while "ask if" is one key,
 * for no language has the code "if".  Where a key of its own must end in such
 * a word ("paid to", and any key of a words file), whoever knows the keys
 * looks for `written` first and for `key` and `language` after that.
 *
 * Files are kept as UTF-8 text with the place of every value, so that a
 * mistake found much later still names line and column.  The reader never
 * stops at the first mistake.
 */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/report.h"

struct record_seam; /* where a `+` line was joined to a value */

struct record_line {
	const char *key;      /* "label" */
	const char *language; /* "cy", or NULL */
	const char *written;  /* "label cy": small letters, single blanks */
	const char *value;    /* trimmed; paragraphs parted by '\n' */
	struct place key_place;
	struct place place; /* of the value's first character */
	const struct record_seam *seams;
	bool lacks_colon; /* complained of; the first word is the key */
};

struct record_block {
	const struct record_line *lines; /* lines[0] names the kind */
	size_t count;
};

struct record_file {
	const char *name; /* as complaints shall show it */
	const char *text; /* the whole file as UTF-8, LF */
	const struct record_block *blocks;
	size_t count;
};

/* Longest line and longest key in bytes; longer ones are a mistake. */
enum { RECORD_LINE_MAX = 20000, RECORD_KEY_MAX = 80 };

/*
 * Read bytes of any encoding.  Everything lives in the arena; mistakes go to
 * the report, and what can be read is read.  Never NULL.  A line without a
 * usable key is left out, with the `+` lines below it; a key with capital
 * letters or doubled blanks is put right, and so is a forgotten colon: whoever
 * does not know such a key has no need to complain once more.
 */
const struct record_file *record_read(struct arena *arena, const char *name,
    const char *bytes, size_t length, struct report *report);

/* The place of the character at that byte of the value. */
struct place record_place(const struct record_line *line, size_t offset);

/* Is that a code of ISO 639-1, in small letters? */
bool record_is_language(const char *code);

/*
 * The parts of a value between " | ", trimmed, each with its own place.  A
 * bar needs a blank, or an end of the value, on either side.  Returns how
 * many were found, at least 1; at most `max` are written.
 */
struct record_part {
	const char *text;
	struct place place;
};
size_t record_split(struct arena *arena, const struct record_line *line,
    struct record_part *parts, size_t max);

#endif
