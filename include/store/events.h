/*
 * The history of plans in the file.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_EVENTS_H
#define STORE_EVENTS_H

#include "plan/history.h"
#include "store/sql.h"

/*
 * Write an event with its changes behind the last of its plan, and read it
 * back.  Refused if its sequence is not the next one.
 */
bool events_append(struct sql *sql, int64_t id, const struct event *event,
    struct err *err);

/* The events of a plan from a sequence on, in order; memory is the arena's. */
bool events_load(struct sql *sql, int64_t id, int64_t from,
    struct arena *arena, const struct event **events, size_t *count,
    struct err *err);

#endif
