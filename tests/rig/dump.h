/*
 * Plans as text, to compare and to show where they differ.
 */
#ifndef RIG_DUMP_H
#define RIG_DUMP_H

#include "base/str.h"
#include "plan/plan.h"

/* Everything that a plan holds: forms, answers, and rows there ever were. */
void dump_plan(struct str *out, const struct plan *plan);

#endif
