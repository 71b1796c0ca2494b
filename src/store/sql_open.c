/*
 * SQLite for the floor store: how a file is opened, locked and closed.
 *
 * Owns what holds for every file before anything is asked of it: that SQLite's
 * memory is wiped, that no statement in a file can make it do harm, that the
 * VFS is the one that was asked for, and the settings that make a save safe,
 * each of which must answer that it is set.
 *
 * The file is locked for as long as it is open.  It must never be opened by
 * other means meanwhile: closing any descriptor of it drops the locks.
 *
 * Tested by tests/unit/store_open.c and tests/unit/store_sql.c.
 */
#include "store/sql.h"

#include <assert.h>
#include <sqlite3.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"
#include "store/connection.h"
#include "store/row.h"

/* How long to wait for a program that is just leaving. */
enum { PATIENCE_MILLISECONDS = 100 };

/*
 * By its own name: the default VFS of SQLite can become another one, and
 * then files would be written by it without a word.
 */
static const char plain_vfs[] = "unix";

const char *
sql_vfs_or_plain(const char *name)
{
	return name ? name : plain_vfs;
}

/* --- SQLite's memory, wiped like all other -------------------------------- */

static void *
give_memory(int size)
{
	return mem_new_raw((size_t)size);
}

static void *
move_memory(void *memory, int size)
{
	return mem_resize(memory, (size_t)size);
}

static int
measure_memory(void *memory)
{
	return (int)mem_size(memory);
}

static int
round_up(int size)
{
	const int step = _Alignof(max_align_t);

	return (size + step - 1) / step * step;
}

static int
begin_memory(void *nothing)
{
	(void)nothing;
	return SQLITE_OK;
}

static void
end_memory(void *nothing)
{
	(void)nothing;
}

void
store_set_up(void)
{
	static const struct sqlite3_mem_methods wiped = {
	    .xMalloc = give_memory,
	    .xFree = mem_free,
	    .xRealloc = move_memory,
	    .xSize = measure_memory,
	    .xRoundup = round_up,
	    .xInit = begin_memory,
	    .xShutdown = end_memory,
	};

	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_MALLOC, &wiped);
}

/* --- Opening and closing -------------------------------------------------- */

/* What a damaged or hostile file could make SQLite do, it may not do. */
static void
harden(sqlite3 *db)
{
	static const struct {
		int option, value;
	} options[] = {
	    {SQLITE_DBCONFIG_DEFENSIVE, 1},
	    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	    {SQLITE_DBCONFIG_DQS_DDL, 0},
	    {SQLITE_DBCONFIG_DQS_DML, 0},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(options); i++) {
		int value = !options[i].value;
		sqlite3_db_config(
		    db, options[i].option, options[i].value, &value);
		assert(value == options[i].value);
	}
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_extended_result_codes(db, 1);
}

/*
 * Is the file open by the VFS that was asked for, and so sealed if it should
 * be?  SQLite can be told in other ways which one to take.
 */
static bool
is_open_by(sqlite3 *db, const char *vfs)
{
	sqlite3_vfs *used = NULL;

	return sqlite3_file_control(
		   db, "main", SQLITE_FCNTL_VFS_POINTER, &used) == SQLITE_OK &&
	       used && text_is(used->zName, vfs);
}

/* The VFS of a vault begins nothing where none may be made. */
static const int open_flags[] = {
    [SQL_LOOK] = SQLITE_OPEN_READONLY,
    [SQL_CHANGE] = SQLITE_OPEN_READWRITE,
    [SQL_BEGIN] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
};

bool
sql_open(const char *path, const char *vfs, enum sql_use use,
    struct sql **opened, enum store_fault *fault, struct err *err)
{
	struct sql *sql = mem_new(sizeof(*sql));

	sql->path = mem_copy_text(path);
	sql->vfs = mem_copy_text(vfs);
	/* Never a name that SQLite would read as an address or as memory. */
	struct str name = STR_EMPTY;
	str_format(&name, "%s%s", *path == '/' ? "" : "./", path);
	int result = sqlite3_open_v2(name.text, &sql->db,
	    open_flags[use] | SQLITE_OPEN_PRIVATECACHE, vfs);
	str_release(&name);
	if (!sql->db)
		mem_give_up();
	if (result != SQLITE_OK) {
		sql_fail(sql, result, err);
		*fault = sql->fault;
		sql_close(sql);
		*opened = NULL;
		return false;
	}
	assert(is_open_by(sql->db, vfs));
	harden(sql->db);
	row_set_up(sql->db);
	*opened = sql;
	return true;
}

bool
sql_lock(struct sql *sql, struct err *err)
{
	sqlite3_busy_timeout(sql->db, PATIENCE_MILLISECONDS);
	return sql_run(sql,
	    "PRAGMA locking_mode = EXCLUSIVE;"
	    "BEGIN EXCLUSIVE;"
	    "ROLLBACK",
	    err);
}

/*
 * What is set, and what SQLite must answer when asked: a setting that it
 * does not know, or that the file forbids, passes without a word.
 */
static const struct setting {
	const char *set, *ask, *answer;
} settings[] = {
    {"PRAGMA journal_mode = TRUNCATE", "PRAGMA journal_mode", "truncate"},
    {"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3"},
    {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode", "exclusive"},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA mmap_size = 0", "SELECT 0", "0"},
    {"PRAGMA fullfsync = ON", "PRAGMA fullfsync", "1"},
};

bool
sql_settle(struct sql *sql, struct err *err)
{
	sql->is_settled = true;
	for (size_t i = 0; i < ARRAY_LENGTH(settings); i++) {
		if (!sql_run(sql, settings[i].set, err))
			return false;
		struct query *query = sql_query(sql, settings[i].ask);
		bool is_so = query_next(query) &&
			     text_is(query_text(query, 0), settings[i].answer);
		if (!query_end(query, err))
			return false;
		if (!is_so)
			return sql_refuse(sql, STORE_FAILED, WORD_STORE_FAILED,
			    settings[i].set, err);
	}
	return true;
}

bool
sql_is_read_only(const struct sql *sql)
{
	return sqlite3_db_readonly(sql->db, "main") != 0;
}

void
sql_close(struct sql *sql)
{
	if (!sql)
		return;
	while (sql->depth > 0)
		sql_roll_back(sql);
	sql_release_queries(sql);
	/*
	 * A TRUNCATE journal stays as an empty file unless it is told to go,
	 * which only works while the lock is held.  If the disk has failed
	 * the journal may still be needed: the next opening looks after it.
	 * And a file that was refused keeps the journal mode that it has.
	 */
	if (sql->is_settled && !sql->is_unsure)
		sql_exec(sql,
		    "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE");
	int result = sqlite3_close(sql->db);
	assert(result == SQLITE_OK);
	(void)result;
	mem_free(sql->path);
	mem_free(sql->vfs);
	mem_free(sql);
}
