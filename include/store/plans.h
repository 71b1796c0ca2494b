/*
 * What saving does to the list of people.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_PLANS_H
#define STORE_PLANS_H

#include "store/sql.h"

/* Make the plan that store_add() promised, unless it is there already. */
bool plans_make(struct sql *sql, int64_t id, struct err *err);

/*
 * Write what lists show of a plan, and what is due of it; it was touched by an
 * event at that time.
 */
bool plans_put_summary(struct sql *sql, int64_t id,
    const struct summary *summary, int64_t touched, struct err *err);

#endif
