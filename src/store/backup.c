/*
 * Copies that can be relied upon.
 *
 * A copy is made beside its final name as a private file, opened like any
 * other file, checked and counted, put on the disk, and only then named.  The
 * reason why a copy failed is said as one sentence: that it is not whole; what
 * to do is the same.
 *
 * Tested by tests/unit/store_schema.c.
 */
#include "store/backup.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "store/check.h"
#include "store/place.h"

static const char user_version[] = "PRAGMA user_version";
static const char count_all[] =
    "SELECT (SELECT count(*) FROM plan) + (SELECT count(*) FROM answer)"
    " + (SELECT count(*) FROM event) + (SELECT count(*) FROM change)"
    " + (SELECT count(*) FROM source)";

/* Do both connections get the same number? */
static bool
is_same(
    struct sql *one, struct sql *other, const char *statement, struct err *err)
{
	int64_t left, right;

	return sql_read_int(one, statement, &left, err) &&
	       sql_read_int(other, statement, &right, err) && left == right;
}

static bool
is_good_copy(struct sql *sql, const char *path, struct err *err)
{
	struct sql *copy;
	enum store_fault fault;

	if (!sql_open(path, sql_vfs(sql), &copy, &fault, err))
		return false;
	bool is_good = check_wholly(copy, err) &&
		       is_same(sql, copy, user_version, err) &&
		       is_same(sql, copy, count_all, err);
	sql_close(copy);
	return is_good;
}

bool
backup_make(struct sql *sql, const char *path, struct err *err)
{
	struct str temporary = STR_EMPTY;
	struct err why = {0};
	enum store_fault fault;

	str_format(&temporary, "%s.new", path);
	/* What an interrupted copy left. */
	unlink(temporary.text);
	bool is_made = place_make(temporary.text, &fault, &why);
	bool is_done = is_made && sql_copy_into(sql, temporary.text, &why) &&
		       is_good_copy(sql, temporary.text, &why) &&
		       file_sync(temporary.text, &why) &&
		       rename(temporary.text, path) == 0 &&
		       file_sync(path, &why);
	if (!is_done && is_made)
		place_unmake(temporary.text);
	str_release(&temporary);
	return is_done ||
	       sql_refuse(sql, STORE_FAILED, WORD_STORE_NO_BACKUP, path, err);
}
