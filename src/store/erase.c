/*
 * What is held about a person: telling all of it, and erasing it.
 *
 * Both go through one list of tables, store/holdings.def.  Of an erased person
 * the file keeps the number, random bytes for a name, and an event that says
 * when, by which rule and how much, with the code of the history before it;
 * the commitments that stay say nothing without their salts.
 *
 * Beside the file lies a list of the random names of all who were erased, so
 * that an older copy, once restored, can be made to forget them again: see
 * erased.c.
 *
 * Tested by tests/unit/store_erase.c.
 */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "store/chain.h"
#include "store/erased.h"
#include "store/events.h"
#include "store/state.h"

static const struct holding {
	const char *table, *select, *erase;
} holdings[] = {
#define HOLDING(table, where, erase)                                           \
	{table, "SELECT * FROM " table " WHERE " where, erase},
#define NOBODY(table)
#include "store/holdings.def"
#undef HOLDING
#undef NOBODY
};

/* --- Telling -------------------------------------------------------------- */

static bool
put_holding(struct json_writer *json, struct sql *sql,
    const struct holding *holding, int64_t id, struct err *err)
{
	struct query *query = sql_query(sql, holding->select);

	query_put_int(query, id);
	json_put_key(json, holding->table);
	json_open_list(json);
	while (query_next(query))
		query_put_json(query, json);
	json_close_list(json);
	return query_end(query, err);
}

bool
store_put_held(
    struct store *store, int64_t id, struct json_writer *json, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql)
		return false;
	json_open_object(json);
	for (size_t i = 0; i < ARRAY_LENGTH(holdings); i++)
		if (!put_holding(json, sql, &holdings[i], id, err))
			return false;
	json_close_object(json);
	return true;
}

/* --- Erasing -------------------------------------------------------------- */

static const char mark_erased[] =
    "UPDATE plan SET forms = NULL, due = NULL, erased = ?2"
    " WHERE id = ?1 AND erased IS NULL";
static const char select_last[] =
    "SELECT coalesce(max(sequence), 0) FROM event WHERE plan = ?1";
static const char lower_tally[] = "UPDATE tally SET plans = plans - 1";

static bool
mark_plan(struct sql *sql, int64_t id, int64_t at, struct err *err)
{
	struct query *query = sql_query(sql, mark_erased);
	int count;

	query_put_int(query, id);
	query_put_int(query, at);
	if (!query_change(query, &count, err))
		return false;
	return count == 1 || sql_refuse(sql, STORE_FAILED,
				 WORD_STORE_PLAN_MISSING, NULL, err);
}

static bool
read_last(struct sql *sql, int64_t id, int64_t *sequence, struct err *err)
{
	struct query *query = sql_query(sql, select_last);

	query_put_int(query, id);
	*sequence = query_next(query) ? query_int(query, 0) : 0;
	return query_end(query, err);
}

/* The proof, which holds nothing about anybody: nor who sat there. */
static bool
append_proof(
    struct sql *sql, int64_t id, const char *rule, int64_t at, struct err *err)
{
	struct str code = STR_EMPTY, note = STR_EMPTY;
	struct chain_head head;
	struct json_writer json;
	int64_t sequence;

	if (!chain_read_head(sql, &head, err) ||
	    !read_last(sql, id, &sequence, err))
		return false;
	code_put(&code, head.link, CODE_BYTES);
	json_begin(&json, &note);
	json_open_object(&json);
	json_put_pair(&json, "rule", rule);
	json_put_pair_int(&json, "acts", sequence);
	json_put_pair(&json, "code", code.text);
	json_close_object(&json);
	const struct event event = {
	    .sequence = sequence + 1,
	    .at = at,
	    .who = "",
	    .act = ACT_ERASE,
	    .note = note.text,
	};
	bool is_done = events_append(sql, id, &event, err);
	str_release(&code);
	str_release(&note);
	return is_done;
}

static bool
erase_holdings(struct sql *sql, int64_t id, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LENGTH(holdings); i++) {
		struct query *query = sql_query(sql, holdings[i].erase);
		query_put_int(query, id);
		if (!query_run(query, err))
			return false;
	}
	return sql_run(sql, lower_tally, err);
}

static bool
erase_plan(
    struct sql *sql, int64_t id, const char *rule, int64_t at, struct err *err)
{
	if (!sql_begin(sql, err))
		return false;
	bool is_done = mark_plan(sql, id, at, err) &&
		       append_proof(sql, id, rule, at, err) &&
		       erase_holdings(sql, id, err);
	return sql_finish(sql, is_done, err);
}

/* --- The list beside the file --------------------------------------------- */

static const char select_living[] =
    "SELECT uuid FROM plan WHERE id = ?1 AND erased IS NULL";
static const char select_uuid[] =
    "SELECT id FROM plan WHERE uuid = ?1 AND erased IS NULL";

/* Who is about to go stands on the list before anything of them goes. */
static bool
announce(struct sql *sql, const char *path, int64_t id, struct err *err)
{
	struct query *query = sql_query(sql, select_living);

	query_put_int(query, id);
	bool is_there = query_next(query);
	bool is_done =
	    !is_there || erased_announce(path, query_text(query, 0), err);
	return query_end(query, is_done ? err : &(struct err){0}) && is_done &&
	       (is_there || sql_refuse(sql, STORE_FAILED,
				WORD_STORE_PLAN_MISSING, NULL, err));
}

static bool
find_uuid(struct sql *sql, const char *uuid, int64_t *id, struct err *err)
{
	struct query *query = sql_query(sql, select_uuid);

	query_put_text(query, uuid);
	*id = query_next(query) ? query_int(query, 0) : 0;
	return query_end(query, err);
}

/*
 * What was erased is overwritten where it lay, so that the file need not shrink
 * for it; and a list that cannot be written now is settled by the next opening.
 */
bool
store_erase(struct store *store, int64_t id, const char *rule, int64_t at,
    struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct err ignored = {0};

	if (!sql)
		return false;
	bool is_done = announce(sql, store->path, id, err) &&
		       erase_plan(sql, id, rule, at, err);
	if (!sql_is_unsure(sql))
		erased_settle(sql, store->path, &ignored);
	if (is_done)
		sql_compact(sql, &ignored);
	return is_done;
}

/* All who are on the list and live in the file. */
static bool
erase_listed(struct store *store, struct arena *arena, const char *list,
    int64_t at, size_t *count, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	bool is_done = sql != NULL;
	int64_t id;

	while (is_done && *list) {
		size_t length = strcspn(list, "\n");
		const char *uuid = arena_copy_n(arena, list, length);
		list += length + (list[length] == '\n');
		is_done = find_uuid(sql, uuid, &id, err);
		if (!is_done || id == 0)
			continue;
		is_done = erase_plan(sql, id, "again", at, err);
		*count += is_done;
	}
	return is_done;
}

bool
store_erase_again(
    struct store *store, int64_t at, size_t *count, struct err *err)
{
	struct arena *arena = arena_new();
	struct str list = STR_EMPTY;

	*count = 0;
	bool is_done = erased_read(store->path, &list, err) &&
		       erase_listed(store, arena, list.text, at, count, err);
	struct sql *sql = is_done ? store_sql(store, err) : NULL;
	is_done = sql && (*count == 0 || sql_compact(sql, err)) &&
		  erased_settle(sql, store->path, err);
	str_release(&list);
	arena_free(arena);
	return is_done;
}
