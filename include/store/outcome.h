/*
 * What a history comes to, and whether the file holds just that.
 *
 *	struct outcome *outcome = outcome_new();
 *	...    chain_check_all() tells it every event and change
 *	outcome_compare(outcome, sql, &verified, &err);
 *	outcome_free(outcome);
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_OUTCOME_H
#define STORE_OUTCOME_H

#include "store/row.h"
#include "store/sql.h"

struct outcome;

struct outcome *outcome_new(void);
void outcome_free(struct outcome *outcome); /* NULL is accepted */

/*
 * The columns of a change, from its kind on: read in the reader that they were
 * handed over to, gathered in the digest as row_digest() does, and remembered
 * until the next.  That may be before its event is known.
 */
enum { OUTCOME_COLUMNS = 14 };
void outcome_read(struct outcome *outcome, const struct row *row, int column,
    struct digest *digest);

/* The next event of the file; then for each of its changes that was read. */
void outcome_begin(struct outcome *outcome, int64_t plan, int64_t sequence);
void outcome_make(struct outcome *outcome);

/* The event, or a change of it, is none that anybody can have made. */
void outcome_doubt(struct outcome *outcome);

/*
 * Hold it beside the answers, rows and forms of the file, once, after all
 * events: whether anything `differs`, and the first `plan` in which it does.
 */
bool outcome_compare(struct outcome *outcome, struct sql *sql,
    struct verified *verified, struct err *err);

#endif
