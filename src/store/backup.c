/*
 * Copies that can be relied upon.
 *
 * A copy is made beside its final name as a private file, marked with the
 * digest of all that it must hold, and put on the disk.  Then it is opened
 * again like any other file, from the disk as far as the system can be told
 * to, and checked: every page, every reference, and that it holds just what
 * the file holds.  Only then is it named.  An older file of that name is there
 * until the new one is.
 *
 * A copy of a large file takes seconds; whoever waits can say so through a
 * struct patience, and then there is no new file.
 *
 * Tested by tests/unit/store_copies.c and store_schema.c.
 */
#include "store/backup.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "store/beside.h"
#include "store/check.h"
#include "store/mark.h"
#include "store/place.h"

static const char user_version[] = "PRAGMA user_version";

/* A copy that is open, and the file that it was made of. */
struct pair {
	struct sql *sql, *copy;
	const char *digest; /* of the file */
};

static bool
is_same_version(const struct pair *pair, struct err *err)
{
	int64_t left, right;

	return sql_read_int(pair->sql, user_version, &left, err) &&
	       sql_read_int(pair->copy, user_version, &right, err) &&
	       (left == right || sql_is_damaged(pair->copy, err));
}

static bool
is_good(const struct pair *pair, struct err *err)
{
	char digest[MARK_SIZE];

	return check_wholly(pair->copy, err) && is_same_version(pair, err) &&
	       mark_reckon(pair->copy, digest, err) &&
	       (text_is(pair->digest, digest) ||
		   sql_is_damaged(pair->copy, err));
}

static bool
put_mark(const struct pair *pair, struct err *err)
{
	return mark_put(pair->copy, pair->digest, err);
}

/* Do something with the copy open. */
static bool
with_copy(struct sql *sql, const char *path, const char *digest,
    bool (*act)(const struct pair *pair, struct err *err), struct err *err)
{
	struct pair pair = {.sql = sql, .digest = digest};
	enum store_fault fault;

	if (!sql_open(path, sql_vfs(sql), SQL_CHANGE, &pair.copy, &fault, err))
		return false;
	sql_take_patience(pair.copy, sql);
	bool is_done = act(&pair, err);
	sql_close(pair.copy);
	return is_done;
}

static bool
make_whole(struct sql *sql, const char *path, struct err *err)
{
	char digest[MARK_SIZE];

	return sql_copy_into(sql, path, err) && mark_reckon(sql, digest, err) &&
	       with_copy(sql, path, digest, put_mark, err) &&
	       file_sync(path, err) &&
	       with_copy(sql, path, digest, is_good, err);
}

bool
backup_make(struct sql *sql, const char *path, const struct patience *patience,
    struct err *err)
{
	struct str temporary = STR_EMPTY;
	enum store_fault fault;

	beside_put(&temporary, path, BESIDE_NEW);
	/* What an interrupted copy left. */
	place_unmake(temporary.text);
	bool is_made = place_make(temporary.text, &fault, err);
	sql_set_patience(sql, patience);
	bool is_done = is_made && make_whole(sql, temporary.text, err);
	sql_set_patience(sql, NULL);
	if (is_done && rename(temporary.text, path) != 0)
		is_done = file_refuse_writing(path, errno, err);
	if (is_done)
		is_done = file_sync(path, err);
	else if (is_made)
		place_unmake(temporary.text);
	str_release(&temporary);
	return is_done;
}
