/*
 * Every answer as a row of CSV, as people read it.  A cell that a spreadsheet
 * might take for a formula gets an apostrophe before it.
 */
#ifndef OUT_CSV_H
#define OUT_CSV_H

#include "base/str.h"
#include "plan/reading.h"

/* The readings of one plan, one for every voice that has answers. */
void csv_put_plan(struct str *out, const struct reading *const *readings,
    size_t count, const struct words *words);

#endif
