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

static const char select_settings[] =
    "SELECT name, text FROM setting WHERE substr(name, 1, length(?1)) = ?1"
    " ORDER BY length(name), name";

bool
store_list_settings(struct store *store, const char *prefix,
    struct arena *arena, const struct stored_setting **list, size_t *count,
    struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct stored_setting *found = NULL;
	size_t capacity = 0;

	*list = NULL;
	*count = 0;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_settings);
	query_put_text(query, prefix);
	while (query_next(query)) {
		found = mem_grow(found, *count, &capacity, sizeof(*found));
		found[(*count)++] = (struct stored_setting){
		    .name = query_copy(query, 0, arena),
		    .text = query_copy(query, 1, arena),
		};
	}
	*list = arena_keep(arena, found, *count, sizeof(*found));
	return query_end(query, err);
}
