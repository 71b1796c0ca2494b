/*
 * Copies of the whole file, for the floors above.
 *
 * Owns what a copy is asked before anybody relies on it: whose it is, which
 * version, every page, every reference, and its mark.  How a copy is made
 * stands in backup.c.
 *
 * Tested by tests/unit/store_copies.c.
 */
#include "store/copies.h"

#include "base/attr.h"
#include "base/file.h"
#include "store/backup.h"
#include "store/chain.h"
#include "store/check.h"
#include "store/mark.h"
#include "store/state.h"

/* From which on the events are linked. */
enum { CHAINED_VERSION = 2 };

static const char latest_event[] = "SELECT max(id) FROM event";
/* Not the least: that would be looked for in all of them, at each start. */
static const char first_event[] = "SELECT at FROM event ORDER BY id LIMIT 1";

/*
 * Why there is no copy, said of the copy to whoever asked for one: SQLite's own
 * failures speak of saves, and others of a name that goes away again.
 */
static const struct err_telling of_copy[] = {
    {ERR_NO_ROOM, WORD_STORE_COPY_NO_ROOM},
    {ERR_NOT_ALLOWED, WORD_FILE_NOT_WRITABLE},
    {ERR_NOT_DONE, WORD_FILE_NOT_WRITTEN},
    {ERR_DISK_FAILS, WORD_STORE_COPY_WRONG},
    {ERR_DAMAGED, WORD_STORE_COPY_WRONG},
    {ERR_FOREIGN, WORD_STORE_COPY_WRONG},
};

bool
store_copy(struct store *store, const char *path,
    const struct patience *patience, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct err why = {0};

	return sql && (backup_make(sql, path, patience, &why) ||
			  err_retell(err, &why, of_copy, ARRAY_LENGTH(of_copy),
			      path, err_reason(&why), NULL));
}

bool
store_latest(struct store *store, int64_t *event, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*event = 0;
	return sql && sql_read_int(sql, latest_event, event, err);
}

bool
store_began(struct store *store, int64_t *at, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*at = 0;
	return sql && sql_read_int(sql, first_event, at, err);
}

/* Does every event fit behind the one before it? */
static bool
check_chain(struct sql *sql, struct err *err)
{
	struct chain_head head = {0};
	int64_t bad;

	if (!chain_check(sql, &head, &bad, err))
		return false;
	return bad == 0 || sql_is_damaged(sql, err);
}

static bool
inspect(struct sql *sql, struct err *err)
{
	int version;
	bool is_marked;

	if (!schema_read_version(sql, schema_current(), &version, err))
		return false;
	/* An empty file is no copy of anything. */
	if (version == 0)
		return sql_refuse(
		    sql, STORE_FOREIGN, WORD_STORE_FOREIGN, NULL, err);
	return check_wholly(sql, err) && mark_check(sql, &is_marked, err) &&
	       (version < CHAINED_VERSION || check_chain(sql, err));
}

bool
store_inspect(const struct store_options *options, enum store_fault *fault,
    struct err *err)
{
	struct sql *sql;

	*fault = STORE_MISSING;
	if (!file_exists(options->path))
		return err_set(err, WORD_FILE_MISSING, options->path, NULL);
	if (!sql_open(
		options->path, store_vfs(options), SQL_LOOK, &sql, fault, err))
		return false;
	bool is_fine = inspect(sql, err);
	*fault = is_fine ? STORE_FINE : sql_fault(sql);
	sql_close(sql);
	return is_fine;
}
