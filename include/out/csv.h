/*
 * Every answer as a row of CSV.  A cell that a spreadsheet might take for a
 * formula gets an apostrophe before it.
 */
#ifndef OUT_CSV_H
#define OUT_CSV_H

#include "base/str.h"
#include "plan/reading.h"

void csv_put_plan(struct str *out, const struct reading *reading,
    const struct words *words);

#endif
