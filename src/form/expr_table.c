/*
 * Conditions: the table of the sandbox.
 *
 * Owns one virtual table: its columns with their types, and the way from a
 * column to the answer that the caller has for the field it stands for.  Text
 * columns compare without case, by their declared collation; SQLite keeps it
 * for virtual tables as for others, and tests/unit/form_expr.c proves it.
 * Refuses to know what is asked of the columns.
 *
 * The table never ends: every row of it is what the answers are at the moment
 * when it is read.  So a statement goes on to its next row to be evaluated
 * again, which is three times as fast as beginning anew.  And a cursor has
 * nothing to remember: there is one, for all statements.  Texts are lent to
 * SQLite, not copied.
 */
#include "form/expr_table.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"

/* Longer texts are cut: no condition looks behind so much. */
enum { TEXT_MAX = 1000000 };

enum { SPAN_MONEY, SPAN_NUMBER, SPAN_TEXT };

/* The columns for one kind of answer. */
static const struct span {
	const char *type;
	size_t first, end;
} spans[] = {
    [SPAN_MONEY] = {"INTEGER", 0, EXPR_MONEY_COLUMNS},
    [SPAN_NUMBER] = {"NUMERIC", EXPR_MONEY_COLUMNS,
	EXPR_MONEY_COLUMNS + EXPR_NUMBER_COLUMNS},
    [SPAN_TEXT] = {"TEXT COLLATE NOCASE",
	EXPR_MONEY_COLUMNS + EXPR_NUMBER_COLUMNS, EXPR_COLUMNS},
};

struct expr_table {
	sqlite3_vtab base; /* first: SQLite sees only this */
	sqlite3_vtab_cursor cursor;
	char *declaration;
	const struct expr_row *row;
};

/* SQLite hands back what it was given. */
static struct expr_table *
table_of(sqlite3_vtab *base)
{
	return (struct expr_table *)base;
}

static int
connect_table(sqlite3 *db, void *own, int count, const char *const *arguments,
    sqlite3_vtab **base, char **message)
{
	struct expr_table *table = own;

	(void)count;
	(void)arguments;
	(void)message;
	*base = &table->base;
	return sqlite3_declare_vtab(db, table->declaration);
}

static int
disconnect_table(sqlite3_vtab *base)
{
	(void)base;
	return SQLITE_OK;
}

static int
plan_query(sqlite3_vtab *base, sqlite3_index_info *info)
{
	(void)base;
	info->estimatedCost = 1;
	info->estimatedRows = 1;
	return SQLITE_OK;
}

static int
open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **cursor)
{
	*cursor = &table_of(base)->cursor;
	return SQLITE_OK;
}

static int
close_cursor(sqlite3_vtab_cursor *base)
{
	(void)base;
	return SQLITE_OK;
}

static int
start_cursor(sqlite3_vtab_cursor *base, int number, const char *text, int count,
    sqlite3_value **values)
{
	(void)base;
	(void)number;
	(void)text;
	(void)count;
	(void)values;
	return SQLITE_OK;
}

static int
next_row(sqlite3_vtab_cursor *base)
{
	(void)base;
	return SQLITE_OK;
}

static int
is_at_end(sqlite3_vtab_cursor *base)
{
	(void)base;
	return 0;
}

static void
give_text(sqlite3_context *context, const char *text)
{
	size_t length = strlen(text);

	if (length > TEXT_MAX)
		length = TEXT_MAX;
	sqlite3_result_text(context, text, (int)length, SQLITE_STATIC);
}

static void
give_number(sqlite3_context *context, const struct exact *number)
{
	int64_t whole;

	if (exact_to_int(number, &whole))
		sqlite3_result_int64(context, whole);
	else
		sqlite3_result_double(context, exact_to_double(number));
}

static void
give_value(sqlite3_context *context, const struct value *value)
{
	if (!value)
		return;
	switch (value->kind) {
	case VALUE_NONE:
	case VALUE_WRONG:
		break;
	case VALUE_MONEY:
		sqlite3_result_int64(context, value->pence);
		break;
	case VALUE_NUMBER:
		give_number(context, value->number);
		break;
	case VALUE_TEXT:
	case VALUE_CODES:
	case VALUE_DATE:
	case VALUE_ROWS:
		give_text(context, value->text);
		break;
	}
}

static void
give_today(sqlite3_context *context, struct date today)
{
	char iso[DATE_ISO_SIZE];

	date_write_iso(today, iso);
	if (iso[0])
		sqlite3_result_text(context, iso, -1, SQLITE_TRANSIENT);
}

static int
give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const struct expr_row *row = table_of(base->pVtab)->row;
	const struct expr_source *source = row->source;

	if (!source)
		return SQLITE_OK;
	if (column == EXPR_COLUMNS) {
		give_today(context, source->today);
		return SQLITE_OK;
	}
	for (size_t i = 0; i < row->count; i++)
		if (row->columns[i].number == (size_t)column)
			give_value(context, source->get(source->context,
						row->columns[i].field));
	return SQLITE_OK;
}

static int
give_row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *number)
{
	(void)base;
	*number = 1;
	return SQLITE_OK;
}

/* No xCreate: the table is there by its name and cannot be made again. */
static const sqlite3_module table_module = {
    .xConnect = connect_table,
    .xBestIndex = plan_query,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = start_cursor,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = give_column,
    .xRowid = give_row_number,
};

struct expr_table *
expr_table_new(struct sqlite3 *db, const struct expr_row *row)
{
	struct expr_table *table = mem_new(sizeof(*table));
	struct str declaration = STR_EMPTY;

	table->row = row;
	str_put(&declaration, "CREATE TABLE x (");
	for (size_t i = 0; i < ARRAY_LENGTH(spans); i++)
		for (size_t k = spans[i].first; k < spans[i].end; k++)
			str_format(&declaration, EXPR_COLUMN "%zu %s, ", k,
			    spans[i].type);
	str_put(&declaration, EXPR_TODAY " TEXT COLLATE NOCASE)");
	table->declaration = str_detach(&declaration);
	if (sqlite3_create_module(db, EXPR_TABLE, &table_module, table) !=
	    SQLITE_OK)
		mem_give_up();
	return table;
}

void
expr_table_free(struct expr_table *table)
{
	if (!table)
		return;
	mem_free(table->declaration);
	mem_free(table);
}

/* --- Which column stands for what ----------------------------------------- */

static const struct span *
span_of(enum takes takes)
{
	if (takes == TAKES_MONEY)
		return &spans[SPAN_MONEY];
	return &spans[takes == TAKES_NUMBER ? SPAN_NUMBER : SPAN_TEXT];
}

size_t
expr_columns_put(struct expr_columns *columns, size_t field, enum takes takes)
{
	const struct span *span = span_of(takes);
	size_t next = span->first;

	for (size_t i = 0; i < columns->count; i++) {
		const struct expr_column *column = &columns->items[i];
		if (column->field == field)
			return column->number;
		if (column->number >= next && column->number < span->end)
			next = column->number + 1;
	}
	if (next == span->end)
		return NONE;
	columns->items[columns->count++] =
	    (struct expr_column){.number = next, .field = field};
	return next;
}
