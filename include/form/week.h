/*
 * The week grid: seven days from Monday, each with morning, afternoon and
 * evening, typed a line a cell: "mon morning: Huw 2 h".  Days and parts may be
 * written in full, in English or Welsh, and with a comma between them; a second
 * line for a cell is a second line in it.
 */
#ifndef FORM_WEEK_H
#define FORM_WEEK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/words.h"

enum { WEEK_DAYS = 7, WEEK_PARTS = 3 };

struct week {
	const char *cells[WEEK_DAYS][WEEK_PARTS]; /* NULL: empty */
};

/* False, with a problem (if given), at the first line that is not one. */
bool week_read(struct arena *arena, const char *typed, struct week *week,
    struct err *problem);

/*
 * Which cell the line is for, counted from Monday morning, with what it says
 * behind its colon; NONE if it does not say when.
 */
size_t week_cell_of(const char *line, size_t length, const char **text);

/* As it is stored, "mon morning: ..."; week_read() reads it back. */
void week_put(struct str *out, const struct week *week);

/* The heading of a row or column of the grid. */
enum word week_day_word(size_t day);
enum word week_part_word(size_t part);

#endif
