/*
 * What the terminal's own description says, beyond what ncurses does with it.
 */
#ifndef TERM_TERMINFO_H
#define TERM_TERMINFO_H

#include <stdbool.h>

#include "base/str.h"
#include "term/keys.h"

enum terminfo_use {
	TERMINFO_UNKNOWN,   /* there is no description of it */
	TERMINFO_TOO_PLAIN, /* it cannot move its cursor about */
	TERMINFO_GOOD
};

/*
 * What use is a terminal of that name?  To be asked before newterm(), which
 * neither says why it fails nor tidies up after itself.
 */
enum terminfo_use terminfo_judge(const char *name, int fd);

/* All below ask about the terminal that newterm() opened last. */

/*
 * Does it say that a letter in the last column moves the cursor to the next
 * row at once?  Many that say so wait for the next letter instead.
 */
bool terminfo_wraps_at_once(void);

/* Does it say that its Backspace sends byte 8? */
bool terminfo_erases_by_backspace(void);

/* Learn what its keys send. */
void terminfo_teach(struct keys *keys);

/* Append what moves its cursor, what begins a look, and what ends any. */
void terminfo_put_move(struct str *out, int row, int column);
void terminfo_put_look(
    struct str *out, bool is_bold, bool is_underlined, bool is_reversed);
void terminfo_put_plain(struct str *out);

/* Append what chooses two colours, by number, and what lets go of any. */
void terminfo_put_colors(struct str *out, int ink, int paper);
void terminfo_put_own_colors(struct str *out);

/* Append what puts it right when ncurses cannot do so any more. */
void terminfo_put_undo(struct str *out);

/* Append what clears the rows that have scrolled off it, if it can. */
void terminfo_put_forget(struct str *out);

#endif
