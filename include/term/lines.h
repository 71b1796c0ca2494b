/*
 * A talk line by line: a line in, text out, on standard input and output,
 * whether that is a terminal, a pipe or a file.  No cursor is moved, nothing
 * is written anew, and nothing is written between two calls.
 *
 *	lines_open -> { lines_put -> lines_read } -> lines_close
 *
 * Text is UTF-8 on this side and what the locale says on the other; what goes
 * out goes through base/safe.h.  A hangup, SIGTERM or Ctrl-C ends the input.
 */
#ifndef TERM_LINES_H
#define TERM_LINES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct lines;

enum {
	LINES_WIDTH = 72,       /* where there is no window */
	LINES_MOST = 1 << 20,   /* bytes of a line; no more are kept */
	LINES_TYPED_MOST = 4095 /* a terminal's kernel cuts what is longer */
};

enum lines_found {
	LINES_LINE,
	LINES_CUT,      /* just as long as a terminal lets a line be */
	LINES_TOO_LONG, /* longer than LINES_MOST, and not given */
	LINES_TIME,     /* nothing came in time, or the machine woke up */
	LINES_END       /* nothing will come any more */
};

bool lines_open(struct lines **lines, struct err *err);
void lines_close(struct lines *lines); /* NULL is fine */

/* Does somebody type it?  How wide is the window, or LINES_WIDTH? */
bool lines_is_typed(const struct lines *lines);
int lines_width(const struct lines *lines);

/* Write text, newlines and all.  Has its reader gone away? */
void lines_put(struct lines *lines, const char *text);
bool lines_is_unread(const struct lines *lines);

/*
 * The next line, without its end, in the place of what `out` holds; a last one
 * needs no end.  Waits so many milliseconds, or for ever if that is negative;
 * LINES_TIME comes earlier when the machine wakes up.
 */
enum lines_found lines_read(
    struct lines *lines, int milliseconds, struct str *out);

/*
 * The same for something secret, with the question before it: a terminal does
 * not show it, and nothing of it stays here.  LINES_END with an error: it was
 * broken off, or the terminal would show it.  LINES_TIME drops what was typed;
 * without a limit it never comes.
 */
enum lines_found lines_ask_secret(struct lines *lines, const char *question,
    int milliseconds, struct str *out, struct err *err);

/* Is there more to read?  For work that gives way to it. */
bool lines_has_more(void *lines);

/* Milliseconds awake, and asleep; see term/watch.h. */
int64_t lines_now(const struct lines *lines);
int64_t lines_slept(const struct lines *lines);

/* Wipe what was read and written. */
void lines_forget(struct lines *lines);

#endif
