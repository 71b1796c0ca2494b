/*
 * What the terminal's own description says, beyond what ncurses does with it.
 */
#ifndef TERM_TERMINFO_H
#define TERM_TERMINFO_H

#include <stdbool.h>

#include "base/str.h"
#include "term/keys.h"

/* All of these ask about the terminal that newterm() opened last. */

/* Can the cursor be moved about? */
bool terminfo_can_move(void);

/*
 * Does it say that a letter in the last column moves the cursor to the next
 * row at once?  Many that say so wait for the next letter instead.
 */
bool terminfo_wraps_at_once(void);

/* Learn what its keys send. */
void terminfo_teach(struct keys *keys);

/* Append what puts it right when ncurses cannot do so any more. */
void terminfo_put_undo(struct str *out);

#endif
