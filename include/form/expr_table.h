/*
 * A table that SQLite sees and that holds nothing, for the parts of form/expr
 * alone.
 *
 * Its columns are the same for all forms: so many for money, so many for
 * numbers, so many for texts, and today.  Which question a column stands for
 * is each condition's own affair.  So no id can clash with anything of
 * SQLite's, a statement can reach no answer but those that its condition names,
 * and making the table costs the same however many questions there are.
 */
#ifndef FORM_EXPR_TABLE_H
#define FORM_EXPR_TABLE_H

#include <stddef.h>

#include "form/expr.h"

/* Column 12 is `c12`; what stands before the number, and today's name. */
#define EXPR_TABLE  "answers"
#define EXPR_COLUMN "c"
#define EXPR_TODAY  "today"

/* So many columns for each kind of answer. */
enum {
	EXPR_MONEY_COLUMNS = 24,
	EXPR_NUMBER_COLUMNS = 24,
	EXPR_TEXT_COLUMNS = 48,
	EXPR_COLUMNS =
	    EXPR_MONEY_COLUMNS + EXPR_NUMBER_COLUMNS + EXPR_TEXT_COLUMNS
};

/* What a condition names, and by which columns. */
struct expr_columns {
	struct expr_column {
		size_t number; /* below EXPR_COLUMNS */
		size_t field;
	} items[EXPR_COLUMNS];
	size_t count;
};

/*
 * The number of the column that stands for a field, from now on if none did;
 * NONE if all columns for its type are taken.
 */
size_t expr_columns_put(
    struct expr_columns *columns, size_t field, enum takes takes);

/* What the columns of the table stand for at the moment. */
struct expr_row {
	const struct expr_source *source; /* NULL: nothing is answered */
	const struct expr_column *columns;
	size_t count;
};

struct sqlite3; /* the library's */
struct expr_table;

/*
 * Give the connection the table EXPR_TABLE.  Values come from the row, which
 * outlives it, at the moment when SQLite asks.  It has as many rows as are
 * asked for.  Free it after the connection.
 */
struct expr_table *expr_table_new(
    struct sqlite3 *db, const struct expr_row *row);
void expr_table_free(struct expr_table *table); /* NULL is accepted */

#endif
