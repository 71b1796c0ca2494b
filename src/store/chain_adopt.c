/*
 * How the events of a file of version 1 came into the chain.
 *
 * That version had no salts, no commitments and no links; they are made here,
 * inside the transaction that brings the file to version 2.  The events keep
 * their order and get new numbers, so that there are no gaps.  Whether somebody
 * altered them before that day nobody can say: the chain begins here.
 *
 * As a step to a released version it is never changed.
 *
 * Tested by tests/unit/store_schema.c.
 */
#include "store/chain.h"

#include <string.h>

static const char select_events[] =
    "SELECT id, plan, sequence, at, act, coalesce(of, 0), who, note"
    " FROM event_1 ORDER BY id";
static const char select_changes[] =
    "SELECT position, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before,"
    " text_after, whose_after, how_after, at_after,"
    " place_before, place_after"
    " FROM change_1 WHERE event = ?1 ORDER BY position";
enum { AT_WHO = 6, SEALED_COUNT = 2, AT_KIND = 1, CHANGE_SEALED_COUNT = 14 };

static const char insert_event[] =
    "INSERT INTO event (id, plan, sequence, at, act, of, who, note,"
    " salt, commitment, link)"
    " SELECT ?2, plan, sequence, at, act, of, who, note, ?3, ?4, ?5"
    " FROM event_1 WHERE id = ?1";
static const char insert_change[] =
    "INSERT INTO change (event, position, salt, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before,"
    " text_after, whose_after, how_after, at_after,"
    " place_before, place_after, commitment)"
    " SELECT ?3, ?4, ?5, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before,"
    " text_after, whose_after, how_after, at_after,"
    " place_before, place_after, ?6"
    " FROM change_1 WHERE event = ?1 AND position = ?2";

/* An event on its way: its seal, then those of its changes. */
struct passage {
	struct sql *sql;
	struct digest digest;
	struct chain_head head;
	struct seal *seals;
	size_t count, capacity;
};

static struct seal *
seal_columns(
    struct passage *passage, struct query *query, int column, int count)
{
	passage->seals = mem_grow(passage->seals, passage->count,
	    &passage->capacity, sizeof(*passage->seals));
	struct seal *seal = &passage->seals[passage->count++];
	seal_begin(seal, &passage->digest);
	query_digest(query, column, count, &passage->digest);
	seal_finish(seal, &passage->digest);
	return seal;
}

static bool
adopt_change(
    struct passage *passage, int64_t old, struct query *change, struct err *err)
{
	struct seal *seal =
	    seal_columns(passage, change, AT_KIND, CHANGE_SEALED_COUNT);
	struct query *query = sql_query(passage->sql, insert_change);

	query_put_int(query, old);
	query_put_int(query, query_int(change, 0));
	query_put_int(query, passage->head.id + 1);
	query_put_int(query, (int64_t)passage->count - 2);
	query_put_bytes(query, seal->salt, sizeof(seal->salt));
	query_put_bytes(query, seal->commitment, sizeof(seal->commitment));
	return query_run(query, err);
}

static bool
adopt_changes(struct passage *passage, int64_t old, struct err *err)
{
	struct query *changes = sql_query(passage->sql, select_changes);
	bool is_done = true;

	query_put_int(changes, old);
	while (is_done && query_next(changes))
		is_done = adopt_change(passage, old, changes, err);
	return query_end(changes, err) && is_done;
}

static bool
put_event(struct passage *passage, int64_t old, struct err *err)
{
	const struct seal *seal = &passage->seals[0];
	struct query *query = sql_query(passage->sql, insert_event);

	query_put_int(query, old);
	query_put_int(query, passage->head.id);
	query_put_bytes(query, seal->salt, sizeof(seal->salt));
	query_put_bytes(query, seal->commitment, sizeof(seal->commitment));
	query_put_bytes(query, passage->head.link, sizeof(passage->head.link));
	return query_run(query, err);
}

static bool
adopt_event(struct passage *passage, struct query *event, struct err *err)
{
	int64_t old = query_int(event, 0);
	const struct chain_event linked = {
	    .id = passage->head.id + 1,
	    .plan = query_int(event, 1),
	    .sequence = query_int(event, 2),
	    .at = query_int(event, 3),
	    .act = query_text(event, 4),
	    .of = query_int(event, 5),
	};
	struct chain_head before = passage->head;

	passage->count = 0;
	seal_columns(passage, event, AT_WHO, SEALED_COUNT);
	if (!adopt_changes(passage, old, err))
		return false;
	passage->head.id++;
	chain_link(&before, &linked, passage->seals, passage->count,
	    &passage->digest, passage->head.link);
	return put_event(passage, old, err);
}

bool
chain_adopt(struct sql *sql, struct err *err)
{
	struct passage passage = {.sql = sql, .digest = digest_begin()};
	struct chain_head head = {0};
	struct query *events = sql_query(sql, select_events);
	bool is_done = true;
	int64_t bad;

	while (is_done && query_next(events))
		is_done = adopt_event(&passage, events, err);
	is_done = query_end(events, err) && is_done;
	digest_release(&passage.digest);
	mem_free(passage.seals);
	/* Read back: what was written must be what is in the new chain. */
	if (!is_done || !chain_check(sql, &head, &bad, err))
		return false;
	bool is_same = bad == 0 && head.id == passage.head.id &&
		       memcmp(head.link, passage.head.link, DIGEST_BYTES) == 0;
	return is_same || sql_is_damaged(sql, err);
}
