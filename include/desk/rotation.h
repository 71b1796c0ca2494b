/*
 * Which backups are kept: those of today, and then fewer the older they are.
 *
 * What counts are the days, weeks and months that have a backup, not those of
 * the calendar: after a long absence, or with a clock that was wrong once,
 * there are as many as ever.
 */
#ifndef DESK_ROTATION_H
#define DESK_ROTATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

/* How many days, weeks and months keep their last backup. */
enum { KEPT_DAYS = 7, KEPT_WEEKS = 4, KEPT_MONTHS = 6 };

/*
 * Say of every backup whether it is kept.  The dates go from the oldest to
 * the newest, which is always kept.
 */
void rotation_mark(const struct date *dates, size_t count, struct date today,
    bool *is_kept);

#endif
