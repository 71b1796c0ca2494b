/*
 * The screen in memory: what stands in each cell, and in which role.
 *
 *	struct cells *cells = cells_new(24, 80);
 *	cells_put(cells, 0, 1, 79, text, length, ROLE_TITLE);
 *	cells_dump(cells, 0, 1, true, &out);
 *
 * Rows and columns count from 0; nothing outside is ever touched.
 */
#ifndef TERM_CELLS_H
#define TERM_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "term/terminal.h"

/* A letter and four marks: as many as ncurses draws. */
enum { CELL_CODES_MAX = 5 };

struct cell {
	uint32_t codes[CELL_CODES_MAX]; /* the rest of them is 0 */
	uint8_t width; /* 2: the next cell belongs to it; and is then 0 */
	uint8_t role;
	uint8_t unused[2]; /* always 0: cells are compared as bytes */
};

struct cells;

/* All blank.  Free with cells_free(). */
struct cells *cells_new(int rows, int columns);
void cells_free(struct cells *cells); /* NULL is fine */
int cells_rows(const struct cells *cells);
int cells_columns(const struct cells *cells);

void cells_clear(struct cells *cells);

/*
 * Put text that has been through safe_put(), at most `room` cells, cut at a
 * whole character.  A character newer than the tables of this machine is
 * drawn as `?`; half a wide one that is covered becomes a blank.  Returns the
 * cells used.
 */
int cells_put(struct cells *cells, int row, int column, int room,
    const char *text, size_t length, enum term_role role);
void cells_fill(
    struct cells *cells, int row, int column, int room, enum term_role role);

/* A whole row, borrowed. */
const struct cell *cells_row(const struct cells *cells, int row);

/* Of two screens of the same size. */
bool cells_is_same_row(const struct cells *a, const struct cells *b, int row);

/*
 * Do two screens of one size differ in nothing but some cells of a row, each
 * of which holds a letter of ASCII before and after, all in one role?
 */
bool cells_is_typed(const struct cells *before, const struct cells *after,
    int row, int column, int count);
void cells_copy_row(struct cells *to, const struct cells *from, int row);

/* Append one cell's characters. */
void cells_put_text(struct str *out, const struct cell *cell);

/*
 * Append the screen as text, rows trimmed at the right, and a line with the
 * cursor's row and column.  With roles, `|` stands before each row, and under
 * it a line with `~` and the role's letter of each cell if any has one.
 */
void cells_dump(const struct cells *cells, int row, int column, bool roles,
    struct str *out);

#endif
