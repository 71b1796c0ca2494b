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
 * A quick check reads the whole file: of 200 people with 100 answers each, 3
 * MB, in less than 20 ms.  Ten thousand must open as fast as ten, so a larger
 * file has its turn once a week; and after any other end than a clean one.
 */
enum { SMALL = 4 * 1024 * 1024 /* bytes */, WEEK = 7 * 24 * 60 * 60 /* s */ };

static const char select_turn[] =
    "SELECT CAST(text AS INTEGER) FROM setting WHERE name = 'checked.at'";
static const char put_turn[] =
    "REPLACE INTO setting (name, text) VALUES ('checked.at', ?1)";

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

static bool
is_small(struct sql *sql, bool *is, struct err *err)
{
	int64_t count, bytes;

	*is = false;
	if (!sql_read_int(sql, page_count, &count, err) ||
	    !sql_read_int(sql, page_size, &bytes, err))
		return false;
	*is = count * bytes <= SMALL;
	return true;
}

/* A clock that was put back makes it due as well. */
static bool
is_due(struct sql *sql, int64_t now, bool *is, struct err *err)
{
	int64_t last;

	*is = false;
	if (!sql_read_int(sql, select_turn, &last, err))
		return false;
	*is = now != 0 && (now < last || now - last >= WEEK);
	return true;
}

bool
check_at_start(struct sql *sql, bool was_clean, int64_t now, bool *is_turn,
    struct err *err)
{
	bool is_always;

	*is_turn = false;
	if (!is_small(sql, &is_always, err) ||
	    (!is_always && !is_due(sql, now, is_turn, err)))
		return false;
	if (was_clean && !is_always && !*is_turn)
		return true;
	return check_pages(sql, quick_check, err) && check_references(sql, err);
}

void
check_note(struct sql *sql, int64_t now)
{
	struct err ignored = {0};
	const struct numeral text = numeral_of(now);

	if (!sql_begin(sql, &ignored))
		return;
	struct query *query = sql_query(sql, put_turn);
	query_put_text(query, text.text);
	sql_finish(sql, query_run(query, &ignored), &ignored);
}

bool
check_wholly(struct sql *sql, struct err *err)
{
	return check_pages(sql, integrity_check, err) &&
	       check_references(sql, err);
}
