/*
 * What saving does to text that was still being typed.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_PENDING_H
#define STORE_PENDING_H

#include "store/sql.h"

/* An answer was saved: what was pending for it is not pending any more. */
bool pending_settle(struct sql *sql, int64_t id,
    const struct address *address, struct err *err);

#endif
