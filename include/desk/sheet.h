/*
 * What is half written on a sheet: what somebody types until a button makes an
 * act of it.
 *
 * It is no answer and no event.  It is kept in the file while it is typed, so
 * it outlives a crash, the end of the program and a lock; there is one of each
 * kind and number, of the open plan unless it is about somebody new.  It goes
 * when nobody wants it, in the transaction of the act that it becomes
 * (desk_add_plan_from_sheet(), desk_sign_from_sheet(), desk_jot()), or with the
 * person.
 */
#ifndef DESK_SHEET_H
#define DESK_SHEET_H

#include "desk/desk.h"

enum sheet_kind {
	SHEET_PERSON, /* somebody new; there is one, and its number is 0 */
	SHEET_SIGN,   /* what the paper says about the version of that number */
	SHEET_JOT,    /* what was said just now; one a plan, its number is 0 */
	SHEET_POINT,  /* the name of a restore point; likewise */
	SHEET_KIND_MAX
};

enum { SHEET_LINES = 8 };

struct kept_sheet {
	enum sheet_kind kind;
	int number;
	int choice; /* -1: none yet; of a signing, the role */
	int focus;  /* a line, or none of them */
	const char *lines[SHEET_LINES]; /* NULL: nothing to write there */
};

/* In the place of what was kept of it before. */
bool desk_keep_sheet(
    struct desk *desk, const struct kept_sheet *sheet, struct err *err);
bool desk_forget_sheet(
    struct desk *desk, enum sheet_kind kind, int number, struct err *err);

/*
 * What is kept of it; its lines are the arena's.  What cannot be read is not
 * found, for it was never more than half written.
 */
bool desk_find_sheet(struct desk *desk, enum sheet_kind kind, int number,
    struct arena *arena, struct kept_sheet *sheet, bool *found,
    struct err *err);

/*
 * All of the open plan, the lower numbers first; in the arena.  One that
 * cannot be read is of no kind (SHEET_KIND_MAX), and its first line is all
 * that the file holds of it.
 */
bool desk_list_sheets(struct desk *desk, struct arena *arena,
    const struct kept_sheet **sheets, size_t *count, struct err *err);

#endif
