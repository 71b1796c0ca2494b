/*
 * Statements: prepared once, given values, stepped through, given back.
 *
 * The connection owns them all until it is closed.  One statement can be at
 * work several times at once; each use then has a copy of its own.  Failures
 * are kept by the query and said at its end.  Memory that runs out ends the
 * program, as everywhere.
 *
 * Tested by tests/unit/store_sql.c.
 */
#include <assert.h>
#include <sqlite3.h>

#include "base/json.h"
#include "base/mem.h"
#include "store/connection.h"
#include "store/row.h"

/* Longer bytes, such as those of a paper, are only counted in JSON. */
enum { HEX_MOST = 64 };

struct query {
	struct sql *sql;
	const char *text;
	sqlite3_stmt *statement; /* NULL if it could not be prepared */
	int result;              /* SQLITE_OK until something fails */
	int given;               /* values so far */
	bool is_at_work;
};

static struct query *
find_idle(struct sql *sql, const char *text)
{
	for (size_t i = 0; i < sql->count; i++)
		if (sql->queries[i]->text == text &&
		    !sql->queries[i]->is_at_work)
			return sql->queries[i];
	return NULL;
}

struct query *
sql_query(struct sql *sql, const char *text)
{
	struct query *query = find_idle(sql, text);

	if (!query) {
		query = mem_new(sizeof(*query));
		query->sql = sql;
		query->text = text;
		sql->queries = mem_grow(sql->queries, sql->count,
		    &sql->capacity, sizeof(struct query *));
		sql->queries[sql->count++] = query;
	}
	query->is_at_work = true;
	query->given = 0;
	query->result = sql->is_unsure ? SQLITE_IOERR : SQLITE_OK;
	if (!query->statement && !sql->is_unsure)
		query->result = sqlite3_prepare_v3(sql->db, text, -1,
		    SQLITE_PREPARE_PERSISTENT, &query->statement, NULL);
	return query;
}

static void
keep_result(struct query *query, int result)
{
	if (query->result == SQLITE_OK)
		query->result = result;
}

void
query_put_int(struct query *query, int64_t number)
{
	if (query->result == SQLITE_OK)
		keep_result(query, sqlite3_bind_int64(query->statement,
				       ++query->given, number));
}

void
query_put_text(struct query *query, const char *text)
{
	if (query->result == SQLITE_OK)
		keep_result(
		    query, sqlite3_bind_text(query->statement, ++query->given,
			       text, -1, SQLITE_STATIC));
}

void
query_put_bytes(struct query *query, const void *bytes, size_t length)
{
	if (query->result == SQLITE_OK)
		keep_result(
		    query, sqlite3_bind_blob64(query->statement, ++query->given,
			       bytes, length, SQLITE_STATIC));
}

void
query_put_null(struct query *query)
{
	query_put_text(query, NULL);
}

void
query_put_reader(struct query *query, const struct row_reader *reader)
{
	if (query->result == SQLITE_OK)
		keep_result(query,
		    sqlite3_bind_pointer(query->statement, ++query->given,
			(void *)(uintptr_t)reader, row_reader_name, NULL));
}

bool
query_next(struct query *query)
{
	if (query->result != SQLITE_OK)
		return false;
	assert(query->given == sqlite3_bind_parameter_count(query->statement));
	int result = sql_step(query->sql, query->statement);
	if (result == SQLITE_ROW)
		return true;
	/* Done for good: stepping on would start it all over. */
	query->result = result;
	return false;
}

bool
query_is_null(struct query *query, int column)
{
	return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

int64_t
query_int(struct query *query, int column)
{
	return sqlite3_column_int64(query->statement, column);
}

const char *
query_text(struct query *query, int column)
{
	if (query_is_null(query, column))
		return NULL;
	const unsigned char *text =
	    sqlite3_column_text(query->statement, column);
	if (!text)
		mem_give_up();
	return (const char *)text;
}

const void *
query_bytes(struct query *query, int column, size_t *length)
{
	const void *bytes = sqlite3_column_blob(query->statement, column);

	*length = (size_t)sqlite3_column_bytes(query->statement, column);
	return bytes;
}

/* As values, which costs a third of asking for a column three times. */
void
query_digest(struct query *query, int column, int count, struct digest *digest)
{
	for (int i = 0; i < count; i++)
		row_digest_value(
		    sqlite3_column_value(query->statement, column + i), digest);
}

const char *
query_copy(struct query *query, int column, struct arena *arena)
{
	const char *text = query_text(query, column);

	return text ? arena_copy(arena, text) : NULL;
}

static void
put_column_json(struct query *query, int column, struct json_writer *json)
{
	struct str hex = STR_EMPTY;
	const unsigned char *bytes;
	size_t length;

	switch (sqlite3_column_type(query->statement, column)) {
	case SQLITE_INTEGER:
		json_put_int(json, query_int(query, column));
		break;
	case SQLITE_BLOB:
		bytes = query_bytes(query, column, &length);
		for (size_t i = 0; i < length && length <= HEX_MOST; i++)
			str_format(&hex, "%02x", bytes[i]);
		if (length > HEX_MOST)
			str_format(&hex, "(%zu bytes)", length);
		json_put_text(json, hex.text);
		break;
	default:
		json_put_text(json, query_text(query, column));
	}
	str_release(&hex);
}

void
query_put_json(struct query *query, struct json_writer *json)
{
	int count = sqlite3_column_count(query->statement);

	json_open_object(json);
	for (int i = 0; i < count; i++) {
		json_put_key(json, sqlite3_column_name(query->statement, i));
		put_column_json(query, i, json);
	}
	json_close_object(json);
}

bool
query_end(struct query *query, struct err *err)
{
	assert(query->is_at_work);
	int result = query->result;
	bool is_fine = result == SQLITE_OK || result == SQLITE_DONE;
	/* The sentence first: it needs what SQLite remembers of the failure. */
	if (!is_fine) {
		sql_note_failure(query->sql, result);
		sql_fail(query->sql, result, err);
	}
	if (query->statement) {
		sqlite3_reset(query->statement);
		sqlite3_clear_bindings(query->statement);
	}
	query->is_at_work = false;
	return is_fine;
}

bool
query_run(struct query *query, struct err *err)
{
	while (query_next(query))
		continue;
	return query_end(query, err);
}

bool
query_change(struct query *query, int *count, struct err *err)
{
	while (query_next(query))
		continue;
	*count = sqlite3_changes(query->sql->db);
	return query_end(query, err);
}

void
sql_release_queries(struct sql *sql)
{
	for (size_t i = 0; i < sql->count; i++) {
		sqlite3_finalize(sql->queries[i]->statement);
		mem_free(sql->queries[i]);
	}
	mem_free(sql->queries);
	sql->queries = NULL;
	sql->count = 0;
	sql->capacity = 0;
}
