/*
 * The real screen: what ncurses sends to the terminal.
 *
 *	screen_open(&options, &screen, err) -> screen_show(screen, cells, ...)
 *	-> screen_close(screen)
 */
#ifndef TERM_SCREEN_H
#define TERM_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "term/cells.h"
#include "term/keys.h"

struct screen;

struct screen_options {
	const char *name; /* what the terminal calls itself: TERM */
	FILE *in, *out;
	enum term_theme theme;
	bool mouse;
};

/*
 * Take the terminal over.  Fails when it is unknown or cannot move its
 * cursor; it is then as it was.  screen_close() puts it right.
 */
bool screen_open(const struct screen_options *options, struct screen **screen,
    struct err *err);
void screen_close(struct screen *screen); /* NULL is fine */

/* Other colours, with the next screen_show(); the mouse at once. */
void screen_set_theme(struct screen *screen, enum term_theme theme);
void screen_set_mouse(struct screen *screen, bool has_mouse);

/* Learn what the terminal's keys send. */
void screen_teach(const struct screen *screen, struct keys *keys);

/*
 * The size that can be drawn on now, at least 1 by 1.  It is one column less
 * than the terminal's where the last column cannot be trusted.
 */
void screen_measure(const struct screen *screen, int *rows, int *columns);

/*
 * Make the terminal show these cells and its cursor, and send only what
 * differs.  A new size of the cells is the screen's new size.
 */
void screen_show(
    struct screen *screen, const struct cells *cells, int row, int column);

/* The terminal may show anything: the next screen_show() sends everything. */
void screen_distrust(struct screen *screen);

/* Blank the terminal and what ncurses knows of it, and send it again. */
void screen_forget(struct screen *screen);

/* Give the terminal back for a while; the next screen_show() takes it. */
void screen_leave(struct screen *screen);

/* Bytes that show nothing, at once. */
void screen_send(struct screen *screen, const char *bytes, size_t length);

#endif
