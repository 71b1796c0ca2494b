/*
 * SQLite for this floor: a connection, its statements, its transactions, and
 * the one place where SQLite's results become sentences.
 *
 *	struct query *query = sql_query(sql, select_name);
 *	query_put_int(query, id);
 *	if (query_next(query))
 *		name = query_copy(query, 0, arena);
 *	return query_end(query, err);
 *
 * A query keeps its first failure, and does nothing more after it, until
 * query_end() turns it into an error: so only the end is looked at.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "store/store.h"

struct sql;

/* The name of a VFS; NULL: of the one that writes what it is given. */
const char *sql_vfs_or_plain(const char *name);

/* What may be done to a file that is opened. */
enum sql_use {
	SQL_LOOK,   /* nothing: an unfinished change is not even put back */
	SQL_CHANGE, /* whatever is asked of a file that has been begun */
	SQL_BEGIN   /* one with nothing in it may be begun as well */
};

/*
 * Open a file that exists by the VFS of that name.  Nothing of SQLite's has
 * been read, and nothing is locked, before sql_lock().  *fault says why it
 * failed; *sql is then NULL.
 */
bool sql_open(const char *path, const char *vfs, enum sql_use use,
    struct sql **sql, enum store_fault *fault, struct err *err);

/*
 * Take the file for this connection alone, until sql_close(): nobody else
 * can even read.  What an interrupted program left half done is undone.
 */
bool sql_lock(struct sql *sql, struct err *err);

/* The settings that make a save safe; after sql_lock(). */
bool sql_settle(struct sql *sql, struct err *err);

/* An open transaction is rolled back; no journal stays behind.  NULL: fine. */
void sql_close(struct sql *sql);

const char *sql_path(const struct sql *sql);
const char *sql_vfs(const struct sql *sql);

/* What kind the latest failure was. */
enum store_fault sql_fault(const struct sql *sql);

/*
 * The disk failed or was full in the middle of a transaction: this connection
 * is of no more use, and the file must be opened again to see what it holds.
 */
bool sql_is_unsure(const struct sql *sql);

/* What kind of error it is, as far as the fault alone says that. */
enum err_kind sql_kind(enum store_fault fault);

/*
 * Refuse for a reason of our own: the sentence gets the path as its first
 * argument and `detail`, if not NULL, as its second.  Always false.
 */
bool sql_refuse(struct sql *sql, enum store_fault fault, enum word word,
    const char *detail, struct err *err);

/* The file holds what this program never writes.  Always false. */
bool sql_is_damaged(struct sql *sql, struct err *err);

/*
 * Transactions nest: an inner one can be rolled back alone.  When one cannot
 * be begun, or committed, nothing of it has changed; a failed commit needs no
 * roll back.
 */
bool sql_begin(struct sql *sql, struct err *err);
bool sql_commit(struct sql *sql, struct err *err);
void sql_roll_back(struct sql *sql); /* without one: nothing happens */

/* Commit if `is_done`, otherwise roll back; true if it is committed. */
bool sql_finish(struct sql *sql, bool is_done, struct err *err);

/*
 * Can the file be written, and a journal be made beside it?  A change is
 * begun and taken back, so that nothing reaches the file itself.  A full disk
 * is no obstacle: what is there can be read, and each save will say so.
 */
bool sql_probe(struct sql *sql, struct err *err);

/* From now on every transaction is refused with WORD_STORE_READING. */
bool sql_read_only(struct sql *sql, struct err *err);

/* Is there a transaction? */
bool sql_is_busy(const struct sql *sql);

/* Several statements that need no values and give none. */
bool sql_run(struct sql *sql, const char *statements, struct err *err);

/* The first column of the first row, as a number; 0 without a row. */
bool sql_read_int(
    struct sql *sql, const char *statement, int64_t *number, struct err *err);

/* Is it read-only, whatever was asked for? */
bool sql_is_read_only(const struct sql *sql);

/*
 * Long work of this connection ends with WORD_STORE_PUT_OFF as soon as
 * patience is over; NULL: it never is.  Another connection takes the same.
 */
struct patience;
void sql_set_patience(struct sql *sql, const struct patience *patience);
void sql_take_patience(struct sql *sql, const struct sql *of);

/* A copy of the whole file as a new, compact one; `path` is a new file. */
bool sql_copy_into(struct sql *sql, const char *path, struct err *err);

/* Write the file anew without what is free in it. */
bool sql_compact(struct sql *sql, struct err *err);

struct query;

/*
 * A statement, ready to be given its values.  It is prepared once and kept:
 * `text` must be a constant that lives as long as the program.
 */
struct query *sql_query(struct sql *sql, const char *text);

/*
 * Give the next value, from left to right.  Texts and bytes are borrowed until
 * query_end(); those of NULL are NULL.
 */
void query_put_int(struct query *query, int64_t number);
void query_put_text(struct query *query, const char *text);
void query_put_bytes(struct query *query, const void *bytes, size_t length);
void query_put_null(struct query *query);

/* Who reads the rows that hand_over() hands over; borrowed (store/row.h). */
struct row_reader;
void query_put_reader(struct query *query, const struct row_reader *reader);

/* Step to the next row; false at the end and after a failure. */
bool query_next(struct query *query);

/*
 * Columns of the row, from 0.  Texts and bytes are borrowed until the next
 * step.
 */
bool query_is_null(struct query *query, int column);
int64_t query_int(struct query *query, int column);
const char *query_text(struct query *query, int column);
const void *query_bytes(struct query *query, int column, size_t *length);
const char *query_copy(
    struct query *query, int column, struct arena *arena);

/* Put some columns of the row into a digest, just as the file has them. */
struct digest;
void query_digest(
    struct query *query, int column, int count, struct digest *digest);

/* The row as JSON; short bytes in hexadecimal, long ones only counted. */
struct json_writer;
void query_put_json(struct query *query, struct json_writer *json);

/* Give the statement back; false if anything failed since sql_query(). */
bool query_end(struct query *query, struct err *err);

/* For a statement that gives no rows: step and end. */
bool query_run(struct query *query, struct err *err);

/* The same, and how many rows were changed by it. */
bool query_change(struct query *query, int *count, struct err *err);

#endif
