/*
 * Runs of text to lines of a given width.
 *
 * A unit is what a line never breaks inside: it ends after a blank, after a
 * hyphen between letters, and on both sides of a wide character, except that a
 * comma or bracket beside one stays with what it closes or opens.  The blanks
 * in a number such as 01632 960101 part nothing.  A unit that is wider than a
 * whole line is broken at such blanks, and then between clusters.
 */
#ifndef DOC_LINES_H
#define DOC_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "doc/layout.h"

/* Neighbouring text of one run on one line. */
struct line_piece {
	const struct doc_run *run;
	const char *text;
	size_t length; /* without the blank at the line's end */
	int x, width;  /* from the line's left end */
};

struct line {
	const struct line_piece *pieces;
	size_t count;
	int width;
	bool ends_inside; /* the paragraph goes on behind a blank */
};

struct lines {
	const struct line *lines;
	size_t count;
};

/* What is broken: runs in one style and language. */
struct line_text {
	const struct doc_run *runs;
	size_t run_count;
	enum doc_style style;
	const char *language; /* of runs that name none */
};

struct lines lines_break(struct arena *arena, const struct metrics *metrics,
    const struct line_text *text, int width);

/* The widest unit, and the width of all of it on one line. */
int lines_least_width(const struct metrics *metrics,
    const struct line_text *text);
int lines_full_width(const struct metrics *metrics,
    const struct line_text *text);

#endif
