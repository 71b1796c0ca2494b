/*
 * SQLite for the floor store: its transactions and its failures.
 *
 * Owns every call that begins, commits or takes back, and the table that turns
 * what SQLite answers into a sentence and a kind of fault.  Refuses to know
 * what is in the file.  After the disk has failed in the middle of a
 * transaction, nobody can say what it holds, and SQLite's cache may say
 * something else: so the connection then refuses everything until the file is
 * opened again.
 *
 * Opening is in sql_open.c, statements with values are in query.c.  Tested by
 * tests/unit/store_sql.c and, with a disk that fails, by store_faults.c.
 */
#include "store/sql.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>

#include "base/patience.h"
#include "store/connection.h"
#include "store/place.h"

/* Steps of SQLite's machine between two questions: much less than a moment. */
enum { STEPS_BETWEEN = 5000 };

/* --- What went wrong ------------------------------------------------------ */

enum err_kind
sql_kind(enum store_fault fault)
{
	switch (fault) {
	case STORE_READ_ONLY:
		return ERR_NOT_ALLOWED;
	case STORE_FOREIGN:
		return ERR_FOREIGN;
	case STORE_NEWER:
		return ERR_NEWER;
	case STORE_BROKEN:
		return ERR_DAMAGED;
	default:
		return ERR_OTHER;
	}
}

bool
sql_refuse(struct sql *sql, enum store_fault fault, enum word word,
    const char *detail, struct err *err)
{
	sql->fault = fault;
	return err_set_as(err, sql_kind(fault), word, sql->path, detail, NULL);
}

/* The disk, or SQLite, did not do what it should. */
static bool
fail_as(struct sql *sql, enum err_kind kind, enum word word, const char *reason,
    struct err *err)
{
	sql->fault = STORE_FAILED;
	return err_set_as(err, kind, word, sql->path, reason, NULL);
}

bool
sql_is_damaged(struct sql *sql, struct err *err)
{
	return sql_refuse(sql, STORE_BROKEN, WORD_STORE_BROKEN, NULL, err);
}

/* A full quota, or a limit on files, comes as a disk that does not work. */
static bool
is_disk_full(const struct sql *sql, int result)
{
	int kind = result & 0xFF, reason = sql->reason;

	return kind == SQLITE_FULL ||
	       (kind == SQLITE_IOERR &&
		   (reason == ENOSPC || reason == EDQUOT || reason == EFBIG));
}

static bool
fail_otherwise(struct sql *sql, struct err *err)
{
	return fail_as(
	    sql, ERR_NOT_DONE, WORD_STORE_FAILED, sqlite3_errmsg(sql->db), err);
}

bool
sql_fail(struct sql *sql, int result, struct err *err)
{
	if (is_disk_full(sql, result))
		return fail_as(
		    sql, ERR_NO_ROOM, WORD_STORE_DISK_FULL, NULL, err);
	switch (result & 0xFF) {
	case SQLITE_NOMEM:
		mem_give_up();
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return sql_refuse(sql, STORE_BUSY, WORD_STORE_BUSY, NULL, err);
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return place_refuse(sql->path, &sql->fault, err);
	case SQLITE_NOTADB:
		return sql_refuse(
		    sql, STORE_FOREIGN, WORD_STORE_FOREIGN, NULL, err);
	case SQLITE_AUTH:
		return sql_refuse(
		    sql, STORE_LOCKED, WORD_VAULT_OTHER_KEY, NULL, err);
	case SQLITE_CORRUPT:
	case SQLITE_MISMATCH:
		return sql_is_damaged(sql, err);
	case SQLITE_INTERRUPT:
		return sql_refuse(
		    sql, STORE_FAILED, WORD_STORE_PUT_OFF, NULL, err);
	case SQLITE_IOERR:
		/* A block of a vault that is not what was written. */
		if (result == SQLITE_IOERR_DATA)
			return sql_is_damaged(sql, err);
		return fail_as(sql, ERR_DISK_FAILS,
		    sql->is_unsure ? WORD_STORE_UNSURE : WORD_STORE_DISK_FAILS,
		    NULL, err);
	default:
		return fail_otherwise(sql, err);
	}
}

/*
 * A disk that failed, was full or became one for reading while something was
 * being written has left the file in a state that only a fresh look at it can
 * tell: SQLite puts back what it had written, but does not say when that fails
 * as well.
 */
void
sql_note_failure(struct sql *sql, int result)
{
	int kind = result & 0xFF;

	if (sql->depth > 0 && (kind == SQLITE_IOERR || kind == SQLITE_FULL ||
				  kind == SQLITE_READONLY))
		sql->is_unsure = true;
}

const char *
sql_path(const struct sql *sql)
{
	return sql->path;
}

const char *
sql_vfs(const struct sql *sql)
{
	return sql->vfs;
}

bool
sql_is_unsure(const struct sql *sql)
{
	return sql->is_unsure;
}

enum store_fault
sql_fault(const struct sql *sql)
{
	return sql->fault;
}

/* sqlite3_system_errno() knows nothing of what went wrong in a commit. */
int
sql_exec(struct sql *sql, const char *statements)
{
	errno = 0;
	int result = sqlite3_exec(sql->db, statements, NULL, NULL, NULL);
	sql->reason = errno;
	return result;
}

int
sql_step(struct sql *sql, struct sqlite3_stmt *statement)
{
	errno = 0;
	int result = sqlite3_step(statement);
	sql->reason = errno;
	return result;
}

/* --- Statements without values -------------------------------------------- */

bool
sql_run(struct sql *sql, const char *statements, struct err *err)
{
	int result = sql_exec(sql, statements);

	if (result == SQLITE_OK)
		return true;
	sql_note_failure(sql, result);
	return sql_fail(sql, result, err);
}

bool
sql_read_int(
    struct sql *sql, const char *statement, int64_t *number, struct err *err)
{
	*number = 0;
	struct query *query = sql_query(sql, statement);
	if (query_next(query))
		*number = query_int(query, 0);
	return query_end(query, err);
}

static int
ask_patience(void *context)
{
	const struct patience *patience = context;

	return patience->is_over(patience->context) ? 1 : 0;
}

void
sql_set_patience(struct sql *sql, const struct patience *patience)
{
	sql->patience = patience;
	/* SQLite hands the context on as it is. */
	sqlite3_progress_handler(sql->db, patience ? STEPS_BETWEEN : 0,
	    patience ? ask_patience : NULL, (void *)(uintptr_t)patience);
}

void
sql_take_patience(struct sql *sql, const struct sql *of)
{
	sql_set_patience(sql, of->patience);
}

bool
sql_copy_into(struct sql *sql, const char *path, struct err *err)
{
	static const char copy_into[] = "VACUUM INTO ?1";

	/* It attaches the copy: the one time when that is allowed. */
	sqlite3_limit(sql->db, SQLITE_LIMIT_ATTACHED, 1);
	struct query *query = sql_query(sql, copy_into);
	query_put_text(query, path);
	bool is_done = query_run(query, err);
	sqlite3_limit(sql->db, SQLITE_LIMIT_ATTACHED, 0);
	return is_done;
}

bool
sql_compact(struct sql *sql, struct err *err)
{
	/* It attaches what it writes. */
	sqlite3_limit(sql->db, SQLITE_LIMIT_ATTACHED, 1);
	bool is_done = sql_run(sql, "VACUUM", err);
	sqlite3_limit(sql->db, SQLITE_LIMIT_ATTACHED, 0);
	return is_done;
}

/* --- Transactions --------------------------------------------------------- */

bool
sql_is_busy(const struct sql *sql)
{
	return sql->depth > 0;
}

/* SQLite rolls back of its own accord when the disk is full or fails. */
static bool
has_ended(const struct sql *sql)
{
	return sql->depth > 0 && sqlite3_get_autocommit(sql->db);
}

static bool
refuse_undone(struct sql *sql, struct err *err)
{
	return sql_refuse(sql, STORE_FAILED, WORD_STORE_UNDONE, NULL, err);
}

/*
 * Has the file another name by now, or none?  Then what is written into it is
 * where nobody looks for it, and its journal is not beside it.
 */
static bool
has_moved(const struct sql *sql)
{
	int moved = 0;

	sqlite3_file_control(sql->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return moved != 0;
}

bool
sql_read_only(struct sql *sql, struct err *err)
{
	sql->is_for_reading = true;
	return sql_run(sql, "PRAGMA query_only = ON", err);
}

bool
sql_begin(struct sql *sql, struct err *err)
{
	if (sql->is_for_reading)
		return sql_refuse(
		    sql, STORE_READ_ONLY, WORD_STORE_READING, NULL, err);
	if (sql->is_unsure || has_ended(sql))
		return refuse_undone(sql, err);
	if (sql->depth == 0 && has_moved(sql))
		return sql_refuse(
		    sql, STORE_FAILED, WORD_STORE_MOVED, NULL, err);
	if (!sql_run(sql,
		sql->depth > 0 ? "SAVEPOINT inner" : "BEGIN IMMEDIATE", err))
		return false;
	sql->depth++;
	return true;
}

bool
sql_probe(struct sql *sql, struct err *err)
{
	assert(sql->depth == 0);
	int result = sql_exec(sql, "BEGIN IMMEDIATE; PRAGMA user_version = 0");
	bool is_fine = result == SQLITE_OK || is_disk_full(sql, result) ||
		       sql_fail(sql, result, err);
	sql_exec(sql, "ROLLBACK");
	return is_fine;
}

bool
sql_commit(struct sql *sql, struct err *err)
{
	assert(sql->depth > 0);
	if (sql->is_unsure || has_ended(sql)) {
		sql_roll_back(sql);
		return refuse_undone(sql, err);
	}
	int result = sql_exec(sql, sql->depth > 1 ? "RELEASE inner" : "COMMIT");
	if (result == SQLITE_OK) {
		sql->depth--;
		return true;
	}
	sql_note_failure(sql, result);
	sql_fail(sql, result, err);
	sql_roll_back(sql);
	return false;
}

void
sql_roll_back(struct sql *sql)
{
	if (sql->depth == 0)
		return;
	if (!has_ended(sql)) {
		const char *statements =
		    sql->depth > 1 ? "ROLLBACK TO inner; RELEASE inner"
				   : "ROLLBACK";
		sql_note_failure(sql, sql_exec(sql, statements));
	}
	sql->depth--;
}

bool
sql_finish(struct sql *sql, bool is_done, struct err *err)
{
	if (is_done)
		return sql_commit(sql, err);
	sql_roll_back(sql);
	return false;
}
