/*
 * Saving a human act, and loading a plan and its history.
 *
 * Owns the one transaction that a save is: the event, what it changes in the
 * answers, rows and forms, what was pending there, and the summary.  It is
 * either all on the disk when store_save() returns true, or none of it.
 * Nothing but store_save() adds to a plan or changes what it holds; strike.c
 * and erase.c alone take away.
 *
 * Tested by tests/unit/store_saves.c, and store_faults.c on a failing disk.
 */
#include <assert.h>

#include "base/map.h"
#include "base/str.h"
#include "store/answers.h"
#include "store/events.h"
#include "store/pending.h"
#include "store/plans.h"
#include "store/state.h"

/* Look once at each list whose rows have changed. */
static bool
check_lists(
    struct sql *sql, int64_t id, const struct event *event, struct err *err)
{
	struct map *checked = map_new();
	bool is_fine = true;

	for (size_t i = 0; is_fine && i < event->count; i++) {
		const struct change *change = &event->changes[i];
		if (change->kind == CHANGE_ROW &&
		    map_put(checked, change->repeat, change))
			is_fine =
			    answers_check_rows(sql, id, change->repeat, err);
	}
	map_free(checked);
	return is_fine;
}

static bool
save_all(struct sql *sql, int64_t id, const struct event *event,
    const struct summary *summary, struct err *err)
{
	if (!plans_make(sql, id, err) || !events_append(sql, id, event, err))
		return false;
	for (size_t i = 0; i < event->count; i++)
		if (!answers_change(sql, id, &event->changes[i], err))
			return false;
	return check_lists(sql, id, event, err) &&
	       pending_settle(sql, id, event->sequence, err) &&
	       plans_put_summary(sql, id, summary, event->at, err);
}

bool
store_save(struct store *store, int64_t id, const struct event *event,
    const struct summary *summary, struct err *err)
{
	assert(event->who && summary->name && summary->sort_name);
	struct sql *sql = store_sql(store, err);
	if (!sql || !sql_begin(sql, err))
		return false;
	return sql_finish(sql, save_all(sql, id, event, summary, err), err);
}

/*
 * RULE: a whole transaction, with all its syncs.  Its journal is written over
 * the one whose end is unsure, and its page is the file's first, which SQLite
 * writes though it is the same.
 */
bool
store_confirm(struct store *store, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct str statement = STR_EMPTY;
	int64_t version;

	if (!sql || !sql_begin(sql, err))
		return false;
	bool is_read = sql_read_int(sql, "PRAGMA user_version", &version, err);
	str_format(&statement, "PRAGMA user_version = %d", (int)version);
	bool is_done = is_read && sql_run(sql, statement.text, err);
	str_release(&statement);
	return sql_finish(sql, is_done, err);
}

static const char select_reference[] =
    "SELECT reference FROM plan WHERE id = ?1";

static bool
load_reference(struct sql *sql, int64_t id, struct arena *arena,
    const char **reference, struct err *err)
{
	struct query *query = sql_query(sql, select_reference);

	query_put_int(query, id);
	*reference = query_next(query) ? query_copy(query, 0, arena) : NULL;
	return query_end(query, err);
}

bool
store_load(struct store *store, int64_t id, struct arena *arena,
    struct stored_plan *loaded, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*loaded = (struct stored_plan){0};
	if (!sql)
		return false;
	struct plan *plan = plan_new();
	if (answers_load(sql, id, plan, err) &&
	    load_reference(sql, id, arena, &loaded->reference, err)) {
		loaded->plan = plan;
		return true;
	}
	plan_free(plan);
	*loaded = (struct stored_plan){0};
	return false;
}

bool
store_load_history(struct store *store, int64_t id, struct arena *arena,
    const struct event **events, size_t *count, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*events = NULL;
	*count = 0;
	return sql && events_load(sql, id, 1, arena, events, count, err);
}
