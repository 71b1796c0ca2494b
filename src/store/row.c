/*
 * Rows handed over as values.
 *
 * The function hand_over() is called by SQLite with every row of a statement
 * that says so, and calls the reader that was bound to it.  It owns nothing:
 * the values are SQLite's.  Only a statement of our own can bind a reader, as
 * pointers do not lie in files; without one nothing is read.
 *
 * Tested by tests/unit/store_row.c.
 */
#include "store/row.h"

#include <sqlite3.h>

#include "base/mem.h"

const char row_reader_name[] = "row reader";

static void
hand_over(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct row_reader *reader =
	    count > 0 ? sqlite3_value_pointer(values[0], row_reader_name)
		      : NULL;
	const struct row row = {values + 1};

	(void)context;
	if (reader)
		reader->read(reader->context, &row);
}

/* Never from within a trigger or a view, which may be of somebody else. */
void
row_set_up(sqlite3 *db)
{
	int result = sqlite3_create_function(db, "hand_over", -1,
	    SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, hand_over, NULL, NULL);

	if (result != SQLITE_OK)
		mem_give_up();
}

bool
row_is_null(const struct row *row, int column)
{
	return sqlite3_value_type(row->values[column]) == SQLITE_NULL;
}

int64_t
row_int(const struct row *row, int column)
{
	return sqlite3_value_int64(row->values[column]);
}

const char *
row_text(const struct row *row, int column)
{
	if (row_is_null(row, column))
		return NULL;
	const unsigned char *text = sqlite3_value_text(row->values[column]);
	if (!text)
		mem_give_up();
	return (const char *)text;
}

const void *
row_bytes(const struct row *row, int column, size_t *length)
{
	const void *bytes = sqlite3_value_blob(row->values[column]);

	*length = (size_t)sqlite3_value_bytes(row->values[column]);
	return bytes;
}

void
row_digest(const struct row *row, int column, int count, struct digest *digest)
{
	for (int i = 0; i < count; i++)
		row_digest_value(row->values[column + i], digest);
}

void
row_digest_value(sqlite3_value *value, struct digest *digest)
{
	const void *bytes;

	switch (sqlite3_value_type(value)) {
	case SQLITE_NULL:
		digest_put_null(digest);
		break;
	case SQLITE_INTEGER:
		digest_put_int(digest, sqlite3_value_int64(value));
		break;
	default:
		bytes = sqlite3_value_blob(value);
		digest_put_bytes(
		    digest, bytes, (size_t)sqlite3_value_bytes(value));
	}
}
