/*
 * What the real screen holds, for src/term/screen*.c only.  Everybody else
 * sees term/screen.h.
 */
#ifndef TERM_SCREEN_STATE_H
#define TERM_SCREEN_STATE_H

#include <curses.h>
#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

#include "base/str.h"
#include "term/cells.h"
#include "term/role.h"
#include "term/screen.h"

struct screen {
	SCREEN *curses;
	int fd;
	struct cells *shown; /* NULL: nothing that can be relied on */
	cchar_t *row;        /* one row, as ncurses wants it */
	bool is_del_erase;   /* Backspace sends DEL, so the system says */
	enum term_theme theme;
	bool has_started_color, has_underline;
	bool is_xterm, has_mouse;
	bool has_left;
	bool is_last_left_out; /* the last column */
	struct str modes;      /* what we switch on, and how it is undone */
	struct str undo;

	/* Where the cursor was left; where ncurses believes it to be. */
	int cursor_row, cursor_column;
	int known_row, known_column;
	bool is_typing; /* letters were sent that ncurses did not see */
	uint8_t typing_role;
	struct termios settings; /* as they were before */
	bool is_tty;
};

/* --- Cells: screen_cell.c ------------------------------------------------- */

/*
 * Append what makes the terminal write in a role from the plain look on, and
 * what makes it plain behind that: no attributes, and the colours of text.
 */
void screen_put_look(
    const struct screen *screen, const struct role *role, struct str *out);
void screen_put_plain(
    const struct screen *screen, const struct role *role, struct str *out);

void screen_make_cell(
    const struct screen *screen, const struct cell *cell, cchar_t *made);
void screen_give_row(struct screen *screen, const struct cells *cells, int row);

/* Is there a letter in the row about whose width terminals disagree? */
bool screen_is_doubtful(const struct cells *cells, int row);
void screen_clear_doubtful(struct screen *screen, const struct cells *cells);

/* --- Typing: screen_type.c ------------------------------------------------ */

/* Is all that differs a few letters, which the cursor has passed? */
bool screen_is_typed(
    struct screen *screen, const struct cells *cells, int row, int column);
void screen_type(struct screen *screen, const struct cells *cells, int column);

/* The cursor and the look as ncurses knows them. */
void screen_end_typing(struct screen *screen);

#endif
