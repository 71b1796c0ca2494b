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
 * blank line ends a block.  A key may carry a language: two small letters
 * after a blank.  The first key of a block names its kind.  The reader knows
 * no kinds: form/registry.h does.
 *
 * Files are kept as UTF-8 text with the place of every value, so that a
 * mistake found much later still names line and column.  The reader never
 * stops at the first mistake.
 */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/report.h"

struct record_line {
	const char *key;      /* "label", small letters, single blanks */
	const char *language; /* "cy", or NULL */
	const char *value;    /* trimmed; paragraphs parted by '\n' */
	struct place key_place;
	struct place place; /* of the value's first character */
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

/* Longest line in bytes; longer ones are a mistake. */
enum { RECORD_LINE_MAX = 20000 };

/*
 * Read bytes of any encoding.  Everything lives in the arena; mistakes go to
 * the report, and what can be read is read.  Never NULL.
 */
const struct record_file *record_read(struct arena *arena, const char *name,
    const char *bytes, size_t length, struct report *report);

/*
 * The parts of a value between " | ", trimmed, each with its own place.
 * Returns how many were found; at most `max` are written.
 */
struct record_part {
	const char *text;
	struct place place;
};
size_t record_split(struct arena *arena, const struct record_line *line,
    struct record_part *parts, size_t max);

#endif
