/*
 * What a terminal holds, for src/term/terminal.c and events.c only.  Everybody
 * else sees term/terminal.h.
 */
#ifndef TERM_STATE_H
#define TERM_STATE_H

#include <stdint.h>

#include "base/str.h"
#include "term/input.h"
#include "term/screen.h"
#include "term/script.h"
#include "term/terminal.h"
#include "term/watch.h"

struct term {
	struct cells *cells;
	int cursor_row, cursor_column;
	struct screen *screen; /* NULL with a script */
	struct input *input;   /* NULL with a script */
	struct script *script; /* NULL without */
	bool has_marks;
	long marks; /* how many were answered */
	bool is_ended;
	bool is_stopping; /* as soon as somebody waits again */
	bool is_waking;   /* nobody was told yet that the machine woke up */
	struct watch *watch;
	int64_t read_at; /* when the last bytes came, by the watch */
	int waited;      /* milliseconds of the script's step in hand */
	struct str safe;
	struct err failure;
};

/* Another size: the cells are empty then. */
void term_set_size(struct term *term, int rows, int columns);

#endif
