/*
 * When people's plans should be erased: a date each, which somebody set.
 * Nothing is ever erased by a date alone.
 *
 * Tested by tests/unit/store_erase.c.
 */
#include "store/state.h"

static const char put_due[] =
    "UPDATE plan SET due = ?2 WHERE id = ?1 AND erased IS NULL";
static const char select_due[] =
    "SELECT p.id, p.reference, coalesce(s.name, ''), p.due FROM plan AS p"
    " LEFT JOIN summary AS s ON s.plan = p.id"
    " WHERE p.due IS NOT NULL ORDER BY p.due, p.id";

bool
store_put_due(struct store *store, int64_t id, const char *due, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql || !sql_begin(sql, err))
		return false;
	struct query *query = sql_query(sql, put_due);
	query_put_int(query, id);
	query_put_text(query, due);
	return sql_finish(sql, query_run(query, err), err);
}

bool
store_list_due(struct store *store, struct arena *arena,
    const struct due **list, size_t *count, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct due *found = NULL;
	size_t capacity = 0;

	*list = NULL;
	*count = 0;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_due);
	while (query_next(query)) {
		found = mem_grow(found, *count, &capacity, sizeof(*found));
		found[(*count)++] = (struct due){
		    .id = query_int(query, 0),
		    .reference = query_copy(query, 1, arena),
		    .name = query_copy(query, 2, arena),
		    .date = query_copy(query, 3, arena),
		};
	}
	*list = arena_keep(arena, found, *count, sizeof(*found));
	return query_end(query, err);
}
