/*
 * The budget, the readiness and the sum, told as text.
 */
#ifndef DESK_TELL_H
#define DESK_TELL_H

#include "desk/desk.h"

/* For programs: `get --json`, `budget --json`, `check --json`,
 * `allocate --json`. */
void desk_put_budget_json(struct str *out, struct desk *desk);
void desk_put_readiness_json(struct str *out, struct desk *desk);
bool desk_put_sum_json(struct str *out, struct desk *desk, struct err *err);
/* The same for people. */
void desk_put_budget(struct str *out, struct desk *desk);
void desk_put_readiness(struct str *out, struct desk *desk);
bool desk_put_sum(struct str *out, struct desk *desk, struct err *err);

/* All versions of the plan, with what was handed over and written down. */
bool desk_put_versions(struct str *out, struct desk *desk, struct err *err);
bool desk_put_versions_json(
    struct str *out, struct desk *desk, struct err *err);

#endif
