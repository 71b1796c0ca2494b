/*
 * Checking the chain through the history of the whole file.
 *
 * Reads both tables once, side by side, and reckons every commitment and link
 * again from what the columns hold, as they are: it trusts neither the
 * triggers nor the loader.  It keeps nothing but a tally of the plans in which
 * something was struck out.
 *
 * The start of a chain cannot be told from the whole of it: that the end was
 * cut off shows against a code on paper alone.
 *
 * Tested by tests/unit/store_chain.c.
 */
#include "store/chain.h"

#include <string.h>

#include "base/str.h"

static const char select_events[] =
    "SELECT id, plan, sequence, at, act, of, salt, who, note, commitment, link"
    " FROM event WHERE id > ?1 ORDER BY id";
enum {
	AT_ID,
	AT_PLAN,
	AT_ACT = 4,
	LINKED_COUNT = 6, /* from the id on */
	AT_SALT = LINKED_COUNT,
	AT_NOTE = AT_SALT + 2,
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

/* The last thing that happened to a plan that is erased is just that. */
static const char select_erased[] =
    "SELECT 1 FROM plan WHERE id = ?1 AND erased IS NOT NULL"
    " AND (SELECT act FROM event WHERE plan = ?1"
    " ORDER BY sequence DESC LIMIT 1) = 'erase'";

/* How many changes were struck out of a plan, and how many should be. */
struct tally {
	int64_t plan;
	int64_t first; /* the event with the first of them */
	int64_t struck, said;
};

/* Both tables on the way through them. */
struct sweep {
	struct sql *sql;
	struct query *events, *changes;
	bool has_change; /* a row of them is in hand */
	struct digest part, link;
	struct chain_head head; /* the last event that fits */
	int64_t erased;         /* a plan that is known to be; 0: none */
	struct tally *tallies;
	size_t count, capacity;
};

/* Few plans have one, and what is asked for again was asked for last. */
static struct tally *
tally_of_event(struct sweep *sweep)
{
	int64_t plan = query_int(sweep->events, AT_PLAN);

	for (size_t i = sweep->count; i > 0; i--)
		if (sweep->tallies[i - 1].plan == plan)
			return &sweep->tallies[i - 1];
	sweep->tallies = mem_grow(sweep->tallies, sweep->count,
	    &sweep->capacity, sizeof(*sweep->tallies));
	struct tally *tally = &sweep->tallies[sweep->count++];
	*tally = (struct tally){.plan = plan, .first = sweep->head.id + 1};
	return tally;
}

/* The digest that a column holds; NULL: it holds none. */
static const unsigned char *
find_digest(struct query *query, int column)
{
	size_t length;
	const void *there = query_bytes(query, column, &length);

	return length == DIGEST_BYTES ? there : NULL;
}

/*
 * Is what the columns hold what was committed to?  If it was emptied there is
 * nothing to check.  The commitment becomes a part of the link.
 */
static bool
check_seal(struct sweep *sweep, struct query *query, int salt, int count)
{
	unsigned char bytes[DIGEST_BYTES];
	const unsigned char *commitment = find_digest(query, salt + count);

	if (!commitment)
		return false;
	digest_put_bytes(&sweep->link, commitment, DIGEST_BYTES);
	if (query_is_null(query, salt))
		return true;
	query_digest(query, salt, count, &sweep->part);
	digest_finish(&sweep->part, bytes);
	return memcmp(commitment, bytes, DIGEST_BYTES) == 0;
}

/* May this event be empty? */
static bool
check_erased(struct sweep *sweep)
{
	struct err ignored = {0};
	int64_t plan = query_int(sweep->events, AT_PLAN);

	if (plan == sweep->erased)
		return true;
	struct query *query = sql_query(sweep->sql, select_erased);
	query_put_int(query, plan);
	bool is_erased = query_next(query);
	if (!query_end(query, &ignored) || !is_erased)
		return false;
	sweep->erased = plan;
	return true;
}

static bool
check_changes(struct sweep *sweep, int64_t id, bool is_emptied)
{
	struct query *changes = sweep->changes;
	int64_t position = 0;

	while (sweep->has_change && query_int(changes, AT_EVENT) == id) {
		if (query_int(changes, AT_POSITION) != position++ ||
		    !check_seal(
			sweep, changes, AT_CHANGE_SALT, CHANGE_SEALED_COUNT))
			return false;
		if (!is_emptied && query_is_null(changes, AT_CHANGE_SALT))
			tally_of_event(sweep)->struck++;
		sweep->has_change = query_next(changes);
	}
	/* The changes come in order: one that is left belongs to no event. */
	return !sweep->has_change || query_int(changes, AT_EVENT) > id;
}

/* What an event says that it struck out. */
static void
count_said(struct sweep *sweep)
{
	const char *note = query_text(sweep->events, AT_NOTE);

	if (note && text_is(query_text(sweep->events, AT_ACT), "strike"))
		tally_of_event(sweep)->said += chain_strike_count(note);
}

static bool
check_event(struct sweep *sweep)
{
	struct query *events = sweep->events;
	int64_t id = query_int(events, AT_ID);
	bool is_emptied = query_is_null(events, AT_SALT);
	unsigned char link[DIGEST_BYTES];

	if (id != sweep->head.id + 1 || (is_emptied && !check_erased(sweep)))
		return false;
	digest_put_bytes(&sweep->link, sweep->head.link, DIGEST_BYTES);
	query_digest(events, AT_ID, LINKED_COUNT, &sweep->link);
	if (!check_seal(sweep, events, AT_SALT, SEALED_COUNT) ||
	    !check_changes(sweep, id, is_emptied))
		return false;
	digest_finish(&sweep->link, link);
	const unsigned char *there = find_digest(events, AT_LINK);
	if (!there || memcmp(there, link, DIGEST_BYTES) != 0)
		return false;
	count_said(sweep);
	sweep->head.id = id;
	memcpy(sweep->head.link, link, sizeof(link));
	return true;
}

/* All events behind the head; false if one does not fit, or on a failure. */
static bool
run_sweep(struct sweep *sweep, int64_t *bad, struct err *err)
{
	bool fits = true;

	sweep->events = sql_query(sweep->sql, select_events);
	sweep->changes = sql_query(sweep->sql, select_changes);
	sweep->part = digest_begin();
	sweep->link = digest_begin();
	query_put_int(sweep->events, sweep->head.id);
	query_put_int(sweep->changes, sweep->head.id);
	sweep->has_change = query_next(sweep->changes);
	while (fits && query_next(sweep->events))
		fits = check_event(sweep);
	fits = fits && !sweep->has_change;
	*bad = fits ? 0 : sweep->head.id + 1;
	digest_release(&sweep->part);
	digest_release(&sweep->link);
	bool is_read = query_end(sweep->events, err);
	return query_end(sweep->changes, err) && is_read;
}

bool
chain_check(
    struct sql *sql, struct chain_head *head, int64_t *bad, struct err *err)
{
	struct sweep sweep = {.sql = sql, .head = *head};
	bool is_read = run_sweep(&sweep, bad, err);

	*head = sweep.head;
	mem_free(sweep.tallies);
	return is_read;
}

bool
chain_check_all(struct sql *sql, struct chain_head *head, int64_t *bad,
    int64_t *struck, struct err *err)
{
	struct sweep sweep = {.sql = sql};
	bool is_read = run_sweep(&sweep, bad, err);

	*struck = 0;
	for (size_t i = 0; i < sweep.count; i++) {
		const struct tally *tally = &sweep.tallies[i];
		*struck += tally->struck;
		/* The link that broke is told before what is missing. */
		if (*bad == 0 && tally->struck != tally->said)
			*bad = tally->first;
	}
	*head = sweep.head;
	mem_free(sweep.tallies);
	return is_read;
}
