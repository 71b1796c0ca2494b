/*
 * What is due of a plan, beside its summary.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_DUES_H
#define STORE_DUES_H

#include "store/sql.h"
#include "store/store.h"

/* The first date that is in it, or NULL. */
const char *dues_first(const struct summary *summary);

/* Write it in the place of what was due before. */
bool dues_put(struct sql *sql, int64_t id, const struct summary *summary,
    struct err *err);

/*
 * The first plan of which something else is due than its summary says, in a
 * file that somebody else has written in; 0: none.
 */
bool dues_find_odd(struct sql *sql, int64_t *plan, struct err *err);

#endif
