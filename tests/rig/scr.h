/*
 * A program on a terminal of its own, for tests: type, look, wait exactly.
 *
 *	char *program[] = {"build/demo", NULL};
 *	struct scr *scr = scr_open(24, 80, program, NULL);
 *	scr_keys(scr, "Siân<Tab>");
 *	cr_assert(scr_has(scr, "Siân"));
 *	scr_close(scr);
 *
 * There are no sleeps.  Whatever types also waits until the program has
 * handled it and shown the result: it answers a private key with a private
 * mark (term_options.sync_marks, which programs take from the environment:
 * SEVENSTEPS_SYNC=1).  A program that does not answer within ten
 * seconds, or a key that does not exist, ends the test with the screen on
 * standard error; a program that has ended answers nothing and is not waited
 * for.
 */
#ifndef RIG_SCR_H
#define RIG_SCR_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "base/str.h"

struct scr;

/*
 * Start a program.  `env` is a list closed by NULL, or NULL: "NAME=VALUE" sets
 * and "NAME" takes away.  The rest of the environment is the caller's, but
 * for what speaks of terminals and languages: TERM=xterm-256color and
 * LC_ALL=C.UTF-8.  Returns when the first screen is there.
 */
struct scr *scr_open(
    int rows, int columns, char *const argv[], char *const env[]);

/* Ends the program, whatever it does, and its terminal.  NULL is fine. */
void scr_close(struct scr *scr);

/* Type text and keys: the names of keys.def, <lt> and <Space>. */
void scr_keys(struct scr *scr, const char *keys);

/* Paste in brackets. */
void scr_paste(struct scr *scr, const char *text);

void scr_resize(struct scr *scr, int rows, int columns);

/* Bytes as they are; returns at once. */
void scr_send(struct scr *scr, const char *bytes, size_t length);

/* Wait until everything sent is handled and shown; false if it has ended. */
bool scr_sync(struct scr *scr);

/*
 * Let `milliseconds` pass while looking, or fewer if the program ends or
 * writes something.  Returns the bytes it wrote: 0 is silence.
 */
size_t scr_watch(struct scr *scr, int milliseconds);

/* Look until the text is on the screen. */
void scr_wait_for(struct scr *scr, const char *text);

/* Send the program a signal. */
void scr_signal(struct scr *scr, int number);

/* Close the terminal as a lost connection does.  Nothing is shown after. */
void scr_hang_up(struct scr *scr);

/* Wait for the end of the program; its status as waitpid() gives it. */
int scr_wait(struct scr *scr);

/* Let only so many bytes through in a millisecond; 0 is no limit. */
void scr_slow_down(struct scr *scr, int bytes);

/* What the screen shows. */
bool scr_has(struct scr *scr, const char *text);

/* A row without the blanks at its end; borrowed until the next call. */
const char *scr_row(struct scr *scr, int row);
int scr_cursor_row(const struct scr *scr);
int scr_cursor_column(const struct scr *scr);
bool scr_is_cursor_shown(const struct scr *scr);
bool scr_is_alternate(const struct scr *scr); /* is it the second screen? */

/*
 * Append the screen: `|` and the row; with attributes also `~` and a letter a
 * cell (b bold, u underlined, r reversed, R both bold and reversed, a digit
 * for the background colour of a plain cell, `.` nothing) if any has one; then
 * the cursor.
 */
void scr_snapshot(struct scr *scr, bool attributes, struct str *out);

/* Append ink and paper of each cell of a row: digits, `.` the terminal's. */
void scr_put_colors(struct scr *scr, int row, struct str *out);

/* How many rows have been written to since the last call. */
int scr_take_touched(struct scr *scr);

/* Everything that the program has sent, marks included. */
const struct str *scr_sent(const struct scr *scr);

/* The terminal's settings as they are now. */
struct termios scr_settings(const struct scr *scr);

/* How often the program has woken up from waiting. */
long scr_wakeups(const struct scr *scr);

#endif
