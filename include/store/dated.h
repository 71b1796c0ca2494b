/*
 * Names that the program gives to what it leaves beside a file: what it is of,
 * and when it was made, as the clocks on the wall said.
 */
#ifndef STORE_DATED_H
#define STORE_DATED_H

#include <stdbool.h>

#include "base/date.h"
#include "base/str.h"

/*
 * Is the name STEM-2026-11-21-164205ENDING, or with a number before its ending,
 * ..-164205_2ENDING?  Any other name is somebody's own.
 */
struct dated {
	struct date date;
	int hour, minute, second;
};
bool dated_read(const char *name, const char *stem, const char *ending,
    struct dated *dated);

/*
 * Append such a name that is free: the first, which has no number, or else the
 * one with the least number.  Here the stem is a path.
 */
void dated_put(struct str *out, const char *stem, const struct dated *dated,
    const char *ending, bool (*is_free)(const char *path));

#endif
