/*
 * One number for all that a file holds.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_MARK_H
#define STORE_MARK_H

#include "store/sql.h"

enum { MARK_SIZE = 65 };

/*
 * BLAKE2b, in hexadecimal, over the schema and every row of every table in
 * its order: the same for two files just when they hold the same.  Where the
 * rows lie in the file does not matter, and the mark of a copy is left out.
 */
bool mark_reckon(struct sql *sql, char digest[MARK_SIZE], struct err *err);

/*
 * The mark of a copy: what mark_reckon() gave when it was made.  A marked file
 * that holds anything else is damaged.
 */
bool mark_put(struct sql *sql, const char *digest, struct err *err);
bool mark_check(struct sql *sql, bool *is_marked, struct err *err);

/*
 * A copy that is opened to work in is checked, and is a copy no more: the mark
 * goes before anything else changes.
 */
bool mark_settle(struct sql *sql, struct err *err);

#endif
