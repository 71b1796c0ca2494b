/*
 * The chain through the history of the whole file: sealing, linking, checking.
 *
 * Checking reads both tables once, side by side, and reckons every commitment
 * and link again from what the columns hold, as they are: it trusts neither
 * the triggers nor the loader.  It needs no memory but that of one event.
 *
 * The order and the encoding of what is hashed are for ever: a file of today
 * must verify in ten years.  The prefix of a chain cannot be told from the
 * whole: that the end was cut off shows against a printed head code alone.
 *
 * Tested by tests/unit/store_chain.c.
 */
#include "store/chain.h"

#include <sodium.h>
#include <string.h>

static const char select_head[] =
    "SELECT id, link FROM event ORDER BY id DESC LIMIT 1";

/* Does the column hold just these bytes? */
static bool
holds(struct query *query, int column, const unsigned char bytes[DIGEST_BYTES])
{
	size_t length;
	const void *there = query_bytes(query, column, &length);

	return length == DIGEST_BYTES &&
	       memcmp(there, bytes, DIGEST_BYTES) == 0;
}

static bool
read_digest(struct query *query, int column, unsigned char bytes[DIGEST_BYTES])
{
	size_t length;
	const void *there = query_bytes(query, column, &length);

	if (length == DIGEST_BYTES)
		memcpy(bytes, there, DIGEST_BYTES);
	return length == DIGEST_BYTES;
}

bool
chain_read_head(struct sql *sql, struct chain_head *head, struct err *err)
{
	struct query *query = sql_query(sql, select_head);
	bool is_whole = true;

	*head = (struct chain_head){0};
	if (query_next(query)) {
		head->id = query_int(query, 0);
		is_whole = read_digest(query, 1, head->link);
	}
	if (!query_end(query, err))
		return false;
	return is_whole || sql_is_damaged(sql, err);
}

/* --- Making --------------------------------------------------------------- */

void
seal_begin(struct seal *seal, struct digest *digest)
{
	randombytes_buf(seal->salt, sizeof(seal->salt));
	digest_put_bytes(digest, seal->salt, sizeof(seal->salt));
}

void
seal_finish(struct seal *seal, struct digest *digest)
{
	digest_finish(digest, seal->commitment);
}

void
chain_link(const struct chain_head *before, const struct chain_event *event,
    const struct seal *seals, size_t count, struct digest *digest,
    unsigned char link[DIGEST_BYTES])
{
	digest_put_bytes(digest, before->link, DIGEST_BYTES);
	digest_put_int(digest, event->id);
	digest_put_int(digest, event->plan);
	digest_put_int(digest, event->sequence);
	digest_put_int(digest, event->at);
	digest_put_text(digest, event->act);
	if (event->of != 0)
		digest_put_int(digest, event->of);
	else
		digest_put_null(digest);
	for (size_t i = 0; i < count; i++)
		digest_put_bytes(digest, seals[i].commitment, DIGEST_BYTES);
	digest_finish(digest, link);
}

/* --- Checking ------------------------------------------------------------- */

static const char select_events[] =
    "SELECT id, plan, sequence, at, act, of, salt, who, note, commitment, link"
    " FROM event WHERE id > ?1 ORDER BY id";
enum {
	AT_ID,
	LINKED_COUNT = 6, /* from the id on */
	AT_SALT = LINKED_COUNT,
	SEALED_COUNT = 3, /* from the salt on */
	AT_COMMITMENT = AT_SALT + SEALED_COUNT,
	AT_LINK
};

static const char select_changes[] =
    "SELECT event, position, salt, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before,"
    " text_after, whose_after, how_after, at_after,"
    " place_before, place_after, commitment"
    " FROM change WHERE event > ?1 ORDER BY event, position";
enum {
	AT_EVENT,
	AT_POSITION,
	AT_CHANGE_SALT,
	CHANGE_SEALED_COUNT = 15, /* from the salt on */
	AT_CHANGE_COMMITMENT = AT_CHANGE_SALT + CHANGE_SEALED_COUNT
};

/* Both tables on the way through them. */
struct sweep {
	struct query *events, *changes;
	bool has_change; /* a row of them is in hand */
	struct digest part, link;
	struct chain_head head; /* the last event that fits */
};

/*
 * Is what the columns hold what was committed to?  If it was emptied there is
 * nothing to check.  The commitment becomes a part of the link.
 */
static bool
check_seal(struct sweep *sweep, struct query *query, int salt, int count)
{
	int commitment = salt + count;
	unsigned char bytes[DIGEST_BYTES];
	bool fits = true;

	if (!query_is_null(query, salt)) {
		query_digest(query, salt, count, &sweep->part);
		digest_finish(&sweep->part, bytes);
		fits = holds(query, commitment, bytes);
	}
	query_digest(query, commitment, 1, &sweep->link);
	return fits;
}

static bool
check_changes(struct sweep *sweep, int64_t id)
{
	struct query *changes = sweep->changes;
	int64_t position = 0;

	while (sweep->has_change && query_int(changes, AT_EVENT) == id) {
		if (query_int(changes, AT_POSITION) != position++ ||
		    !check_seal(
			sweep, changes, AT_CHANGE_SALT, CHANGE_SEALED_COUNT))
			return false;
		sweep->has_change = query_next(changes);
	}
	/* The changes come in order: one that is left belongs to no event. */
	return !sweep->has_change || query_int(changes, AT_EVENT) > id;
}

static bool
check_event(struct sweep *sweep)
{
	struct query *events = sweep->events;
	int64_t id = query_int(events, AT_ID);
	unsigned char link[DIGEST_BYTES];

	if (id != sweep->head.id + 1)
		return false;
	digest_put_bytes(&sweep->link, sweep->head.link, DIGEST_BYTES);
	query_digest(events, AT_ID, LINKED_COUNT, &sweep->link);
	if (!check_seal(sweep, events, AT_SALT, SEALED_COUNT) ||
	    !check_changes(sweep, id))
		return false;
	digest_finish(&sweep->link, link);
	if (!holds(events, AT_LINK, link))
		return false;
	sweep->head.id = id;
	memcpy(sweep->head.link, link, sizeof(link));
	return true;
}

bool
chain_check(
    struct sql *sql, struct chain_head *head, int64_t *bad, struct err *err)
{
	struct sweep sweep = {
	    .events = sql_query(sql, select_events),
	    .changes = sql_query(sql, select_changes),
	    .part = digest_begin(),
	    .link = digest_begin(),
	    .head = *head,
	};
	bool fits = true;

	query_put_int(sweep.events, head->id);
	query_put_int(sweep.changes, head->id);
	sweep.has_change = query_next(sweep.changes);
	while (fits && query_next(sweep.events))
		fits = check_event(&sweep);
	fits = fits && !sweep.has_change;
	*head = sweep.head;
	*bad = fits ? 0 : head->id + 1;
	digest_release(&sweep.part);
	digest_release(&sweep.link);
	bool is_read = query_end(sweep.events, err);
	return query_end(sweep.changes, err) && is_read;
}
