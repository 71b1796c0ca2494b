/*
 * A table that SQLite sees and that holds nothing, for the parts of form/expr
 * alone.
 */
#ifndef FORM_EXPR_TABLE_H
#define FORM_EXPR_TABLE_H

#include <stddef.h>

#include "form/expr.h"

struct sqlite3; /* the library's */
struct expr_table;

/*
 * Give the connection a table of this name whose columns are the fields of a
 * list, or those outside lists and today for NONE.  Values come from *source
 * at the moment when SQLite asks; where *source is NULL they are all NULL.  It
 * has as many rows as are asked for.  Free it after the connection.
 */
struct expr_table *expr_table_new(struct sqlite3 *db, const char *name,
    const struct field *fields, size_t field_count, size_t repeat,
    const struct expr_source *const *source);
void expr_table_free(struct expr_table *table); /* NULL is accepted */

#endif
