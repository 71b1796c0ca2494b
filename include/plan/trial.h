/*
 * Trials: the worked examples that forms carry, run as readings like any
 * other.
 */
#ifndef PLAN_TRIAL_H
#define PLAN_TRIAL_H

#include <stddef.h>

#include "base/date.h"
#include "base/report.h"
#include "form/form.h"

/*
 * Run every test block of a set without mistakes on the given day, or on the
 * day it gives itself as `today`; `not known` is expected of sums that are
 * open.  What comes out otherwise than expected is an error at its line.
 * Returns how many blocks agreed.
 */
size_t trial_run(
    const struct form_set *set, struct date today, struct report *report);

#endif
