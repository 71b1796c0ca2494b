/*
 * The terminal: events in, cells by role out.  The only floor that knows
 * ncurses, and the only place where a key press enters the program.
 *
 *	term_open -> { term_wait -> ... -> term_clear, term_put, term_cursor,
 *	term_show } -> term_close
 *
 * Rows and columns are cells counted from 0.  A role, never a colour, says
 * how a cell looks; every role is also legible without colour.  Everything
 * put goes through base/safe.h first.  Nothing is written between two calls
 * of term_show(), and an idle terminal gets 0 bytes.
 *
 * Screens never see signals: a hangup, SIGTERM or the end of a script comes
 * as TERM_END, and whoever waits saves and leaves.  Somebody outside may stop
 * the program and never let it go on, so TERM_STOP comes before it stops.
 */
#ifndef TERM_TERMINAL_H
#define TERM_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct term;

enum term_role {
	ROLE_TEXT,
	ROLE_TITLE,   /* the screen's heading row */
	ROLE_HEADING, /* a heading inside a page */
	ROLE_LABEL,   /* what a field is called */
	ROLE_FOCUS,   /* the label of the field in focus */
	ROLE_FIELD,   /* where typing goes: underlined */
	ROLE_SELECTED, /* a part of what stands in a field: reversed */
	ROLE_CHOSEN,  /* a chosen option */
	ROLE_HINT,
	ROLE_WRONG,   /* always with "!" before it */
	ROLE_WARNING, /* always with "!" before it */
	ROLE_GOOD,
	ROLE_KEYS, /* the row of keys at the bottom */
	ROLE_MAX
};

enum term_kind {
	TERM_KEY,    /* a named key: event.key */
	TERM_TEXT,   /* one typed character: event.text, UTF-8 */
	TERM_PASTE,  /* a whole bracketed paste: event.text, newlines as \n */
	TERM_CLICK,  /* the first mouse button: event.row, event.column */
	TERM_WHEEL,  /* the same and event.steps: -1 up, 1 down */
	TERM_RESIZE, /* ask term_rows() and term_columns() again */
	TERM_TICK,   /* the time asked for in term_wait() has passed */
	TERM_WAKE,   /* the machine may have slept: ask term_slept() */
	TERM_STOP,   /* the next term_wait() stops the program: save */
	TERM_END     /* hangup, SIGTERM, end of script: save and leave */
};

enum term_key {
#define TERM_KEY_NAME(id, name) KEY_NAME_##id,
#include "term/keys.def"
#undef TERM_KEY_NAME
	KEY_NAME_MAX
};

/* Longest paste in bytes; what is longer is cut, and says so. */
enum { TERM_PASTE_MAX = 1024 * 1024 };

struct term_event {
	enum term_kind kind;
	enum term_key key;
	const char *text; /* borrowed until the next term_wait() */
	size_t length;
	bool is_cut; /* only the beginning of the paste is here */
	int row, column;
	int steps;
};

/* Is it that key?  What is no key has none. */
bool term_is_key(const struct term_event *event, enum term_key key);

/* The colours of the roles. */
enum term_theme {
	THEME_TERMINAL, /* text in the terminal's own */
	THEME_LIGHT,    /* dark on light, whatever the terminal has */
	THEME_DARK,
	THEME_HIGH_CONTRAST,
	THEME_NONE, /* not one */
	THEME_MAX
};

struct term_options {
	const char *name;   /* TERM, or NULL for the environment's */
	const char *script; /* keys from this file, NULL for the keyboard */
	int rows, columns;  /* of a scripted screen without a terminal */
	enum term_theme theme;
	bool mouse;
	bool sync_marks; /* answer ESC[7777~ with a mark, for exact tests */
};

/*
 * Needs setlocale() done by main; one terminal at a time.  Fails with one
 * sentence when the terminal is unknown, standard input or output is no
 * terminal, or the script has a mistake.  A script (see term/script.h) needs
 * no terminal.
 */
bool term_open(
    const struct term_options *options, struct term **term, struct err *err);
void term_close(struct term *term); /* puts the terminal right; NULL is fine */

/*
 * Why a script ended before its last line, or NULL: a file that could not be
 * written.  Ask after TERM_END.
 */
const struct err *term_failure(const struct term *term);

int term_rows(const struct term *term);
int term_columns(const struct term *term);

/*
 * Wait for the next event, at most `milliseconds` (-1: for ever).  While
 * term_has_more() more events are there already, and drawing can wait; once
 * it says no, show the screen before waiting again.  TERM_END comes again and
 * again, so that whoever waits within a wait ends too.
 *
 * Ctrl-R, a resize and coming back from a stop repaint everything with the
 * next term_show() or at once: nobody above need do more than draw.
 */
void term_wait(struct term *term, int milliseconds, struct term_event *event);
bool term_has_more(const struct term *term);

/*
 * The time that waiting goes by, in milliseconds: how long the machine has
 * run awake, and how long it has slept, both from no moment in particular.
 * With a script it stands still but for what the script says.  Where nobody
 * tells that the machine wakes up, TERM_WAKE does not come.
 */
int64_t term_now(const struct term *term);
int64_t term_slept(const struct term *term);

/*
 * Has a key been pressed, or has a signal come, that nobody has read yet?  For
 * work between two events: when it says yes, term_wait() has something to say.
 */
bool term_is_needed(const struct term *term);

/* Change what term_open() was told, from the next term_show() on. */
void term_set_theme(struct term *term, enum term_theme theme);
void term_set_mouse(struct term *term, bool has_mouse);

/* Drawing, into memory. */
void term_clear(struct term *term);

/*
 * Put text at a place, at most `cells` wide; an ellipsis says that it was cut,
 * but in a field.
 * Returns the cells used.  Outside the screen nothing happens.
 */
int term_put(struct term *term, int row, int column, int cells,
    const char *text, size_t length, enum term_role role);
int term_put_text(struct term *term, int row, int column, int cells,
    const char *text, enum term_role role);

/* Blank cells in a role: the extent of a field. */
void term_fill(
    struct term *term, int row, int column, int cells, enum term_role role);

/*
 * What was shown and typed until now must not be seen any more, nor found in
 * memory: the next term_show() clears the terminal, what has scrolled off it
 * included where that can be done, and draws it whole.
 */
void term_forget(struct term *term);

/* Where the hardware cursor stands; it is always visible. */
void term_cursor(struct term *term, int row, int column);

/* Send what differs, once. */
void term_show(struct term *term);

/*
 * The screen as text: rows trimmed at the right, then a row with the cursor,
 * and, if roles are asked for, under each row one letter a cell for its look.
 */
void term_dump(const struct term *term, bool roles, struct str *out);

/* The screen as an SVG picture of its cells. */
void term_picture(const struct term *term, struct str *out);

/* The key's name as people know it: "Ctrl-S", "Shift-Tab". */
const char *term_key_name(enum term_key key);

/* The key that it is where nothing can be selected: Left for Shift-Left. */
enum term_key term_key_without_shift(enum term_key key);

#endif
