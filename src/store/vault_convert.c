/*
 * From plain to a vault, from a vault to plain, to a vault with another key.
 *
 * SQLite's file is the same in all of them; only the VFS that keeps it is
 * another.  So SQLite copies page by page from one VFS to the other, and the
 * copy is then opened again and compared with the file, page by page.  Until
 * it takes the file's name in one step the file is as it was; after that it
 * is the copy.  There is never a time with neither, and never a third state.
 *
 * The file is locked until it is replaced, so nobody can save into it
 * meanwhile.  What a plain file held may stay readable on the disk where it
 * was, which no program can help: whoever offers this says so.
 *
 * Tested by tests/unit/store_vault_convert.c.
 */
#include "store/vault.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/check.h"
#include "store/connection.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/vault_block.h"

/* SQLite's own counters, which say how often a file was changed. */
enum { COUNTERS = 100, PIECE = VAULT_BLOCK_BYTES };

/* --- The copy ------------------------------------------------------------- */

static bool
copy_pages(struct sql *from, struct sql *to, struct err *err)
{
	sqlite3_backup *backup =
	    sqlite3_backup_init(to->db, "main", from->db, "main");

	if (!backup)
		return sql_fail(to, sqlite3_errcode(to->db), err);
	sqlite3_backup_step(backup, -1);
	int result = sqlite3_backup_finish(backup);
	return result == SQLITE_OK || sql_fail(to, result, err);
}

/* The file of a connection, as its VFS reads it. */
static sqlite3_file *
file_of(const struct sql *sql)
{
	sqlite3_file *file = NULL;
	int result = sqlite3_file_control(
	    sql->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

	assert(result == SQLITE_OK && file);
	(void)result;
	return file;
}

struct pieces {
	unsigned char one[PIECE], two[PIECE];
};

/* Do two files hold the same, but for the counters? */
static bool
are_same(sqlite3_file *one, sqlite3_file *two, struct pieces *pieces)
{
	sqlite3_int64 size, other;

	if (one->pMethods->xFileSize(one, &size) != SQLITE_OK ||
	    two->pMethods->xFileSize(two, &other) != SQLITE_OK ||
	    size != other || size % PIECE != 0)
		return false;
	for (sqlite3_int64 at = 0; at < size; at += PIECE) {
		size_t from = at == 0 ? COUNTERS : 0;
		if (one->pMethods->xRead(one, pieces->one, PIECE, at) !=
			SQLITE_OK ||
		    two->pMethods->xRead(two, pieces->two, PIECE, at) !=
			SQLITE_OK ||
		    memcmp(pieces->one + from, pieces->two + from,
			PIECE - from) != 0)
			return false;
	}
	return true;
}

static bool
is_good_copy(
    struct sql *from, const char *path, const char *vfs, struct err *err)
{
	struct sql *copy;
	enum store_fault fault;

	if (!sql_open(path, vfs, SQL_CHANGE, &copy, &fault, err))
		return false;
	bool is_good = sql_lock(copy, err) && check_wholly(copy, err);
	if (is_good) {
		struct pieces *pieces = mem_new(sizeof(*pieces));
		is_good = are_same(file_of(from), file_of(copy), pieces) ||
			  sql_is_damaged(copy, err);
		mem_free(pieces);
	}
	sql_close(copy);
	return is_good;
}

static bool
make_copy(struct sql *from, const char *path, const char *vfs, struct err *err)
{
	struct sql *to;
	enum store_fault fault;

	if (!place_make(path, &fault, err))
		return false;
	if (!sql_open(path, vfs, SQL_BEGIN, &to, &fault, err))
		return false;
	bool is_done = sql_lock(to, err) && sql_settle(to, err) &&
		       copy_pages(from, to, err);
	sql_close(to);
	return is_done && is_good_copy(from, path, vfs, err) &&
	       file_sync(path, err);
}

/* --- Taking its place ----------------------------------------------------- */

/*
 * Why there is none, said of the file itself: nobody has asked for a copy, nor
 * can name another place for it.
 */
static bool
refuse(
    struct sql *from, const char *copy, const struct err *why, struct err *err)
{
	static const struct err_telling of_file[] = {
	    {ERR_NO_ROOM, WORD_STORE_DISK_FULL},
	    {ERR_DISK_FAILS, WORD_STORE_DISK_FAILS},
	    {ERR_NOT_ALLOWED, WORD_STORE_READ_ONLY},
	    {ERR_NOT_DONE, WORD_VAULT_NO_COPY},
	    {ERR_UNCONFIRMED, WORD_VAULT_NO_COPY},
	    {ERR_DAMAGED, WORD_VAULT_NOT_CONVERTED},
	    {ERR_FOREIGN, WORD_VAULT_NOT_CONVERTED},
	    {ERR_NEWER, WORD_VAULT_NOT_CONVERTED},
	    {ERR_OTHER, WORD_VAULT_NOT_CONVERTED},
	};

	from->fault =
	    why->kind == ERR_NOT_ALLOWED ? STORE_READ_ONLY : STORE_FAILED;
	return err_retell(err, why, of_file, ARRAY_LENGTH(of_file),
	    sql_path(from), copy, err_reason(why), NULL);
}

static bool
replace_file(struct sql *from, const char *vfs, struct err *err)
{
	struct str copy = STR_EMPTY;
	struct err why = {0};

	file_put_unfinished(&copy, sql_path(from));
	place_unmake(copy.text); /* what an interrupted one left */
	bool is_done = make_copy(from, copy.text, vfs, &why) &&
		       (rename(copy.text, sql_path(from)) == 0 ||
			   file_refuse_writing(sql_path(from), errno, &why));
	if (!is_done) {
		place_unmake(copy.text);
		refuse(from, copy.text, &why, err);
	} else {
		/*
		 * RULE: until the folder is synced, a power cut may bring the
		 * old file back, and everything saved since would be gone.
		 */
		is_done = file_sync(sql_path(from), &why) ||
			  sql_refuse(from, STORE_FAILED,
			      WORD_VAULT_HALF_CHANGED, NULL, err);
	}
	str_release(&copy);
	return is_done;
}

static bool
take_file(struct sql *sql, struct err *err)
{
	int version;

	if (sql_is_read_only(sql))
		return sql_refuse(
		    sql, STORE_READ_ONLY, WORD_STORE_READ_ONLY, NULL, err);
	return sql_lock(sql, err) &&
	       schema_read_version(sql, schema_current(), &version, err) &&
	       sql_settle(sql, err);
}

bool
vault_convert(const char *path, const char *from_vfs, const char *to_vfs,
    enum store_fault *fault, struct err *err)
{
	struct sql *from;

	if (!place_give_back(path, fault, err) ||
	    !sql_open(path, sql_vfs_or_plain(from_vfs), SQL_CHANGE, &from,
		fault, err))
		return false;
	bool is_done = take_file(from, err) &&
		       replace_file(from, sql_vfs_or_plain(to_vfs), err);
	*fault = is_done ? STORE_FINE : sql_fault(from);
	sql_close(from);
	return is_done;
}
