/*
 * Text that is still being typed: one row a plan, overwritten every second, so
 * that a crash loses no more than that.
 *
 * It is no answer yet and no event.  It goes when an answer is saved where it
 * was typed, or when it is given up.  As everything that is saved, it is read
 * back before its transaction ends.
 *
 * Tested by tests/unit/store_pending.c.
 */
#include "store/pending.h"

#include "base/str.h"
#include "store/state.h"

static const char put_pending[] =
    "REPLACE INTO pending (plan, field, row, voice, text, caret, at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

static bool
write_pending(struct sql *sql, const struct pending *pending, struct err *err)
{
	struct query *query = sql_query(sql, put_pending);

	query_put_int(query, pending->plan);
	query_put_text(query, pending->address.field);
	query_put_int(query, pending->address.row);
	query_put_text(query, voice_name(pending->address.voice));
	query_put_text(query, pending->text);
	query_put_int(query, (int64_t)pending->caret);
	query_put_int(query, pending->at);
	return query_run(query, err);
}

static const char select_pending[] =
    "SELECT plan, field, row, voice, text, caret, at FROM pending"
    " WHERE plan = ?1";

static bool
read_pending(struct query *query, struct arena *arena, struct pending *pending)
{
	int64_t row = query_int(query, 2), caret = query_int(query, 5);

	*pending = (struct pending){
	    .plan = query_int(query, 0),
	    .address =
		{
		    .field = query_copy(query, 1, arena),
		    .row = (int)row,
		    .voice = voice_find(query_text(query, 3)),
		},
	    .text = query_copy(query, 4, arena),
	    .caret = (size_t)caret,
	    .at = query_int(query, 6),
	};
	return row >= 0 && row <= ROW_MAX && caret >= 0 &&
	       pending->address.voice < VOICE_MAX;
}

static bool
get_pending(struct sql *sql, int64_t plan, struct arena *arena,
    struct pending *pending, bool *found, struct err *err)
{
	struct query *query = sql_query(sql, select_pending);

	*found = false;
	query_put_int(query, plan);
	bool is_there = query_next(query);
	bool is_whole = !is_there || read_pending(query, arena, pending);
	if (!query_end(query, err))
		return false;
	*found = is_there && is_whole;
	return is_whole || sql_is_damaged(sql, err);
}

bool
store_get_pending(struct store *store, int64_t plan, struct arena *arena,
    struct pending *pending, bool *found, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*found = false;
	return sql && get_pending(sql, plan, arena, pending, found, err);
}

static bool
expect_pending(struct sql *sql, const struct pending *pending, struct err *err)
{
	struct arena *arena = arena_new();
	struct pending there;
	bool found;
	bool is_read =
	    get_pending(sql, pending->plan, arena, &there, &found, err);
	bool is_same =
	    is_read && found &&
	    address_compare(&there.address, &pending->address) == 0 &&
	    text_is(there.text, pending->text) &&
	    there.caret == pending->caret && there.at == pending->at;

	arena_free(arena);
	return is_read && (is_same || sql_refuse(sql, STORE_FAILED,
					  WORD_STORE_OUT_OF_STEP, NULL, err));
}

bool
store_put_pending(
    struct store *store, const struct pending *pending, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql || !sql_begin(sql, err))
		return false;
	return sql_finish(sql,
	    write_pending(sql, pending, err) &&
		expect_pending(sql, pending, err),
	    err);
}

static const char delete_pending[] = "DELETE FROM pending WHERE plan = ?1";

bool
store_clear_pending(struct store *store, int64_t plan, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql || !sql_begin(sql, err))
		return false;
	struct query *query = sql_query(sql, delete_pending);
	query_put_int(query, plan);
	return sql_finish(sql, query_run(query, err), err);
}

static const char settle_pending[] =
    "DELETE FROM pending AS p WHERE plan = ?1 AND EXISTS ("
    "SELECT 1 FROM event AS e JOIN change AS c ON c.event = e.id"
    " WHERE e.plan = ?1 AND e.sequence = ?2 AND c.kind = 'answer'"
    " AND c.id = p.field AND coalesce(c.row, 0) = p.row"
    " AND c.voice = p.voice)";

bool
pending_settle(struct sql *sql, int64_t id, int64_t sequence, struct err *err)
{
	struct query *query = sql_query(sql, settle_pending);

	query_put_int(query, id);
	query_put_int(query, sequence);
	return query_run(query, err);
}
