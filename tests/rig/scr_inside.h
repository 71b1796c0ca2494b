/*
 * What the two files of the rig share.
 */
#ifndef RIG_SCR_INSIDE_H
#define RIG_SCR_INSIDE_H

#include <stdbool.h>
#include <sys/types.h>
#include <vterm.h>

#include "base/attr.h"
#include "base/str.h"
#include "rig/scr.h"

struct scr {
	pid_t process; /* 0 when it has ended */
	int status;
	int master; /* -1 when hung up */
	bool has_ended;
	int rows, columns;
	VTerm *terminal;
	VTermScreen *screen;
	VTermPos cursor;
	bool is_cursor_shown;
	bool is_alternate;
	bool *touched; /* one a row */
	long marks_sent, marks_seen;
	int bytes_a_millisecond; /* 0: no limit */
	struct str sent;
	size_t shown;   /* bytes of sent that the terminal has had */
	struct str row; /* of scr_row() */
};

/* Make the emulated terminal, and end it. */
void scr_view_open(struct scr *scr);
void scr_view_close(struct scr *scr);
void scr_view_resize(struct scr *scr);

/* Show what has been sent and not been shown yet. */
void scr_view_update(struct scr *scr);

/* End the test with a sentence and the screen. */
void scr_fail(struct scr *scr, const char *format, ...)
    PRINTF_LIKE(2, 3) NORETURN;

#endif
