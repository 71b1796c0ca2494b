/*
 * SQLite with everything taken away that is not a condition, for the parts of
 * form/expr alone.
 *
 * It trusts nobody: whatever SQL it is given, it can only answer one question
 * about the row at hand, in a bounded number of steps.
 */
#ifndef FORM_EXPR_SANDBOX_H
#define FORM_EXPR_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "form/expr_table.h"

struct sandbox;

/* What a statement was seen to read while it was prepared. */
struct sandbox_reads {
	size_t *fields; /* ascending; free with mem_free() */
	size_t count, capacity;
	bool today;
};

struct sandbox *sandbox_new(void);
void sandbox_free(struct sandbox *sandbox); /* NULL is accepted */

/*
 * Prepare a SELECT of one value from EXPR_TABLE that may see these columns and
 * today.  *slot is what to run it by.  False, and nothing in *reads, if SQLite
 * does not understand it or if it wants what it may not have.
 */
bool sandbox_prepare(struct sandbox *sandbox,
    const struct expr_columns *columns, const char *sql,
    struct sandbox_reads *reads, size_t *slot);

/* UNKNOWN also when the steps were used up. */
enum truth sandbox_run(struct sandbox *sandbox, size_t slot,
    const struct expr_source *source);

#endif
