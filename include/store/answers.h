/*
 * What a plan holds now.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_ANSWERS_H
#define STORE_ANSWERS_H

#include "plan/change.h"
#include "store/sql.h"

/*
 * A statement about one answer of a plan: ?1 is the plan, ?2 to ?4 the field,
 * the row and the voice.  What else it asks for is put after them.
 */
struct query *answers_query(struct sql *sql, const char *text, int64_t id,
    const struct address *address);

/*
 * Make one change to the answers, rows or forms of a plan, and read back what
 * was written.  Refused if the file does not hold what the change says was
 * before: so what is there is always what the events make.
 */
bool answers_change(struct sql *sql, int64_t id, const struct change *change,
    struct err *err);

/*
 * Has every place of a list just one row?  After all changes of an act, since
 * it looks at every row.
 */
bool answers_check_rows(struct sql *sql, int64_t id, const char *list,
    struct err *err);

/* Fill an empty plan. */
bool answers_load(
    struct sql *sql, int64_t id, struct plan *plan, struct err *err);

#endif
