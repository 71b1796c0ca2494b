/*
 * One number for all that a file holds.
 *
 * SQLite's own checks look at the structure: a letter that has become another
 * one on a tired disk passes them.  So a copy bears the digest of what it must
 * hold, as a setting of its own, and whoever reads the copy reckons it again.
 *
 * Every value goes in with its type and its length before it, so that nothing
 * can be shifted from one value into the next.  The statements are made of the
 * names of tables, which may be anything in a file from elsewhere: they are
 * quoted, prepared for the one use, and only ever read.
 *
 * Tested by tests/unit/store_copies.c.
 */
#include "store/mark.h"

#include <assert.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>

#include "base/binary.h"
#include "base/str.h"
#include "store/connection.h"

enum { BYTES = 32 };

static const char select_schema[] =
    "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name";
static const char select_tables[] =
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
static const char select_settings[] =
    "SELECT name, text FROM setting WHERE name <> 'backup.digest'";

static const char select_mark[] =
    "SELECT text FROM setting WHERE name = 'backup.digest'";
static const char put_mark[] =
    "REPLACE INTO setting (name, text) VALUES ('backup.digest', ?1)";
static const char delete_mark[] =
    "DELETE FROM setting WHERE name = 'backup.digest'";

/* --- Values --------------------------------------------------------------- */

static void
hash_number(crypto_generichash_state *state, int64_t number)
{
	unsigned char bytes[BINARY_BYTES];

	binary_put_little(bytes, (uint64_t)number);
	crypto_generichash_update(state, bytes, sizeof(bytes));
}

static void
hash_value(crypto_generichash_state *state, sqlite3_stmt *statement, int column)
{
	int type = sqlite3_column_type(statement, column);

	hash_number(state, type);
	if (type == SQLITE_NULL)
		return;
	if (type == SQLITE_INTEGER) {
		hash_number(state, sqlite3_column_int64(statement, column));
		return;
	}
	/* A text as it lies there, which is UTF-8; a fraction in figures. */
	const void *bytes = type == SQLITE_BLOB
				? sqlite3_column_blob(statement, column)
				: sqlite3_column_text(statement, column);
	size_t length = (size_t)sqlite3_column_bytes(statement, column);
	if (!bytes && length > 0)
		mem_give_up();
	hash_number(state, (int64_t)length);
	if (length > 0)
		crypto_generichash_update(state, bytes, length);
}

/* Every row of a statement, and how many there were. */
static bool
hash_rows(struct sql *sql, crypto_generichash_state *state, const char *text,
    struct err *err)
{
	sqlite3_stmt *statement;
	int64_t rows = 0;
	int result = sqlite3_prepare_v2(sql->db, text, -1, &statement, NULL);

	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sql_step(sql, statement);
		if (result != SQLITE_ROW)
			break;
		for (int i = 0; i < sqlite3_column_count(statement); i++)
			hash_value(state, statement, i);
		rows++;
	}
	bool is_done = result == SQLITE_DONE || sql_fail(sql, result, err);
	sqlite3_finalize(statement);
	hash_number(state, rows);
	return is_done;
}

/* --- Tables --------------------------------------------------------------- */

static bool
hash_table(struct sql *sql, crypto_generichash_state *state, const char *name,
    struct err *err)
{
	struct str text = STR_EMPTY;

	if (text_is(name, "setting"))
		return hash_rows(sql, state, select_settings, err);
	str_put(&text, "SELECT * FROM \"");
	for (const char *at = name; *at != '\0'; at++) {
		if (*at == '"')
			str_put_char(&text, '"');
		str_put_char(&text, *at);
	}
	str_put_char(&text, '"');
	bool is_done = hash_rows(sql, state, text.text, err);
	str_release(&text);
	return is_done;
}

static bool
hash_tables(struct sql *sql, crypto_generichash_state *state, struct err *err)
{
	struct query *query = sql_query(sql, select_tables);
	bool is_done = true;

	while (is_done && query_next(query))
		is_done = hash_table(sql, state, query_text(query, 0), err);
	return query_end(query, err) && is_done;
}

bool
mark_reckon(struct sql *sql, char digest[MARK_SIZE], struct err *err)
{
	unsigned char bytes[BYTES];
	crypto_generichash_state state;
	int ready = sodium_init();

	assert(ready >= 0);
	(void)ready;
	*digest = '\0';
	crypto_generichash_init(&state, NULL, 0, sizeof(bytes));
	if (!hash_rows(sql, &state, select_schema, err) ||
	    !hash_tables(sql, &state, err))
		return false;
	crypto_generichash_final(&state, bytes, sizeof(bytes));
	sodium_bin2hex(digest, MARK_SIZE, bytes, sizeof(bytes));
	return true;
}

/* --- The mark of a copy --------------------------------------------------- */

static bool
read_mark(struct sql *sql, char digest[MARK_SIZE], struct err *err)
{
	struct query *query = sql_query(sql, select_mark);

	*digest = '\0';
	if (query_next(query) && !query_is_null(query, 0))
		snprintf(digest, MARK_SIZE, "%s", query_text(query, 0));
	return query_end(query, err);
}

bool
mark_put(struct sql *sql, const char *digest, struct err *err)
{
	struct query *query = sql_query(sql, put_mark);

	query_put_text(query, digest);
	return query_run(query, err);
}

bool
mark_check(struct sql *sql, bool *is_marked, struct err *err)
{
	char mark[MARK_SIZE], digest[MARK_SIZE];

	bool is_read = read_mark(sql, mark, err);
	*is_marked = *mark != '\0';
	if (!is_read || !*is_marked)
		return is_read;
	if (!mark_reckon(sql, digest, err))
		return false;
	return text_is(mark, digest) || sql_is_damaged(sql, err);
}

bool
mark_settle(struct sql *sql, struct err *err)
{
	bool is_marked;

	if (!mark_check(sql, &is_marked, err))
		return false;
	return !is_marked || query_run(sql_query(sql, delete_mark), err);
}
