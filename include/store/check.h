/*
 * Is a file whole?
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/sql.h"

/*
 * Quickly, and not at all when the file is large: after a clean end, when it
 * is more than a megabyte.
 */
bool check_quickly(struct sql *sql, bool was_clean, struct err *err);

/* Every page, index and reference. */
bool check_wholly(struct sql *sql, struct err *err);

/* References alone: every row belongs to a plan that is there. */
bool check_references(struct sql *sql, struct err *err);

#endif
