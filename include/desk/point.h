/*
 * Restore points: a name for the open plan as it is now, to come back to.
 *
 * Setting one is an event and changes nothing.  Going back is one act, which
 * takes back whatever was done since; it can be undone like any other, and
 * nothing goes out of the history.  What was struck out stays out.
 */
#ifndef DESK_POINT_H
#define DESK_POINT_H

#include "desk/desk.h"

struct point {
	int64_t sequence; /* of its event: what it is called by */
	const char *name;
	int64_t at;
	const char *who;
};

/* All of the open plan, the newest first; in the arena. */
bool desk_list_points(struct desk *desk, struct arena *arena,
    const struct point **points, size_t *count, struct err *err);

/*
 * Set one.  Its name is not empty, and no other point of the plan has it.  It
 * was typed on the sheet of points (desk/sheet.h), which goes along.
 */
bool desk_set_point(struct desk *desk, const char *name, struct err *err);

/* *done is false when nothing has changed since. */
bool desk_go_back(
    struct desk *desk, int64_t sequence, bool *done, struct err *err);

#endif
