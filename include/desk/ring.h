/*
 * Whom to ring, and what to do when someone is in danger.
 */
#ifndef DESK_RING_H
#define DESK_RING_H

#include "desk/desk.h"

/*
 * Append what to do now, in paragraphs, with the numbers: those of the forms,
 * of the plan that lies open or else of the folder; where these give none the
 * worker's own; or that nobody has written one down yet, and how to.
 */
void desk_put_danger(struct str *out, struct desk *desk);

/*
 * The number for a purpose where the forms give none: settled for the machine,
 * or the worker's.  NULL: nobody knows.
 */
const char *desk_number(const struct desk *desk, enum purpose purpose);
/* For every purpose; a version keeps them with what else it says. */
void desk_numbers(const struct desk *desk, const char *numbers[PURPOSE_MAX]);

#endif
