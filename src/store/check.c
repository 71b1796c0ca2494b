/*
 * Is a file whole?
 *
 * Asks SQLite to look at its own structure and at the references between
 * tables, and says "damaged" when it finds anything at all.  What it finds is
 * never repaired: a backup is better than a guess.
 *
 * Tested by tests/unit/store_open.c, on files with bytes changed.
 */
#include "store/check.h"

#include "base/str.h"

/*
 * A quick check reads the whole file.  After a clean end that is worth a
 * glance at a small file only, so that ten thousand people open as fast as
 * ten; after any other end it is worth a second of anybody's time.
 */
enum { CLEAN_LIMIT = 1024 * 1024, UNCLEAN_LIMIT = 50 * 1024 * 1024 };

/* Both answer "ok" in one row, or with what they found. */
static const char quick_check[] = "PRAGMA quick_check(1)";
static const char integrity_check[] = "PRAGMA integrity_check(1)";

/* A row for every reference that leads nowhere. */
static const char foreign_key_check[] = "PRAGMA foreign_key_check";

static const char page_count[] = "PRAGMA page_count";
static const char page_size[] = "PRAGMA page_size";

static bool
check_pages(struct sql *sql, const char *pragma, struct err *err)
{
	struct query *query = sql_query(sql, pragma);
	bool is_whole =
	    query_next(query) && text_is(query_text(query, 0), "ok");

	if (!query_end(query, err))
		return false;
	return is_whole || sql_is_damaged(sql, err);
}

bool
check_references(struct sql *sql, struct err *err)
{
	struct query *query = sql_query(sql, foreign_key_check);
	bool is_whole = !query_next(query);

	if (!query_end(query, err))
		return false;
	return is_whole || sql_is_damaged(sql, err);
}

bool
check_quickly(struct sql *sql, bool was_clean, struct err *err)
{
	int64_t count, bytes;

	if (!sql_read_int(sql, page_count, &count, err) ||
	    !sql_read_int(sql, page_size, &bytes, err))
		return false;
	if (count * bytes > (was_clean ? CLEAN_LIMIT : UNCLEAN_LIMIT))
		return true;
	return check_pages(sql, quick_check, err) && check_references(sql, err);
}

bool
check_wholly(struct sql *sql, struct err *err)
{
	return check_pages(sql, integrity_check, err) &&
	       check_references(sql, err);
}
