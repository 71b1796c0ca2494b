/*
 * What saving does to text that was still being typed.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_PENDING_H
#define STORE_PENDING_H

#include "store/sql.h"

/* What was pending for an answer in that event is not pending any more. */
bool pending_settle(
    struct sql *sql, int64_t id, int64_t sequence, struct err *err);

#endif
