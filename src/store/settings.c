/*
 * Settings that belong to the file: a name and a text each.
 *
 * What they mean is the desk's business.
 *
 * Tested by tests/unit/store_settings.c.
 */
#include "base/str.h"
#include "store/state.h"

static const char select_setting[] = "SELECT text FROM setting WHERE name = ?1";
static const char put_setting[] =
    "REPLACE INTO setting (name, text) VALUES (?1, ?2)";
static const char delete_setting[] = "DELETE FROM setting WHERE name = ?1";

bool
store_get_setting(struct store *store, const char *name, struct arena *arena,
    const char **text, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*text = NULL;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_setting);
	query_put_text(query, name);
	if (query_next(query))
		*text = query_copy(query, 0, arena);
	return query_end(query, err);
}

/* Is this what the file holds now? */
static bool
expect(struct sql *sql, const char *name, const char *text, struct err *err)
{
	struct query *query = sql_query(sql, select_setting);

	query_put_text(query, name);
	const char *there = query_next(query) ? query_text(query, 0) : NULL;
	bool is_same = there && text ? text_is(there, text) : there == text;
	if (!query_end(query, err))
		return false;
	return is_same ||
	       sql_refuse(sql, STORE_FAILED, WORD_STORE_OUT_OF_STEP, NULL, err);
}

bool
store_put_setting(
    struct store *store, const char *name, const char *text, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql || !sql_begin(sql, err))
		return false;
	struct query *query =
	    sql_query(sql, text ? put_setting : delete_setting);
	query_put_text(query, name);
	if (text)
		query_put_text(query, text);
	return sql_finish(
	    sql, query_run(query, err) && expect(sql, name, text, err), err);
}
