/*
 * Checking the chain through the history of the whole file.
 *
 * Reads both tables once, side by side, and reckons every commitment and link
 * again from what the columns hold, as they are: it trusts neither the
 * triggers nor the loader.  It keeps nothing but a tally of the plans in which
 * something was struck out.  As it has every change in its hands, it hands them
 * on to whoever wants to know what all of them come to (store/outcome.h).
 *
 * The start of a chain cannot be told from the whole of it: that the end was
 * cut off shows against a code on paper alone.
 *
 * Tested by tests/unit/store_chain.c.
 */
#include "store/chain.h"

#include <string.h>

#include "base/str.h"
#include "plan/history.h"
#include "store/outcome.h"

static const char select_events[] =
    "SELECT hand_over(?2,"
    " id, plan, sequence, at, act, of, salt, who, note, commitment, link)"
    " FROM event WHERE id > ?1 ORDER BY id";
enum {
	AT_ID,
	AT_PLAN,
	AT_SEQUENCE,
	AT_ACT = 4,
	LINKED_COUNT = 6, /* from the id on */
	AT_SALT = LINKED_COUNT,
	AT_WHO,
	AT_NOTE,
	SEALED_COUNT = 3, /* from the salt on */
	AT_COMMITMENT = AT_SALT + SEALED_COUNT,
	AT_LINK
};

static const char select_changes[] =
    "SELECT hand_over(?2, event, position, salt, kind, id, row, voice,"
    " text_before, whose_before, how_before, at_before,"
    " text_after, whose_after, how_after, at_after,"
    " place_before, place_after, commitment)"
    " FROM change WHERE event > ?1 ORDER BY event, position";
enum {
	AT_EVENT,
	AT_POSITION,
	AT_CHANGE_SALT,
	AT_KIND,
	CHANGE_SEALED_COUNT = 1 + OUTCOME_COLUMNS /* from the salt on */
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

/* What a row says of itself, and whether it is what was committed to. */
struct sealed {
	bool is_emptied; /* then there is nothing to check */
	bool fits;
	unsigned char commitment[DIGEST_BYTES];
};

struct event_row {
	struct sealed sealed;
	int64_t id, plan, sequence, said; /* so many changes struck out by it */
	bool is_sound;                    /* somebody's act, of a known kind */
	unsigned char link[DIGEST_BYTES];
};

struct change_row {
	struct sealed sealed;
	int64_t event, position;
	bool is_struck; /* by its kind */
};

/* Both tables on the way through them. */
struct sweep {
	struct sql *sql;
	struct query *events, *changes;
	struct event_row event;   /* in hand */
	struct change_row change; /* in hand, if there is one left: */
	bool has_change;
	struct outcome *outcome; /* NULL: nobody wants to know */
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
	int64_t plan = sweep->event.plan;

	for (size_t i = sweep->count; i > 0; i--)
		if (sweep->tallies[i - 1].plan == plan)
			return &sweep->tallies[i - 1];
	sweep->tallies = mem_grow(sweep->tallies, sweep->count,
	    &sweep->capacity, sizeof(*sweep->tallies));
	struct tally *tally = &sweep->tallies[sweep->count++];
	*tally = (struct tally){.plan = plan, .first = sweep->head.id + 1};
	return tally;
}

/* --- Reading rows --------------------------------------------------------- */

/* The digest that a column holds; false: it holds none. */
static bool
read_digest(
    const struct row *row, int column, unsigned char bytes[DIGEST_BYTES])
{
	size_t length;
	const void *there = row_bytes(row, column, &length);

	if (length != DIGEST_BYTES)
		return false;
	memcpy(bytes, there, DIGEST_BYTES);
	return true;
}

/*
 * The commitment stands behind what it was made of, the salt first.  False:
 * there is nothing to check.
 */
static bool
read_seal(const struct row *row, int salt, int count, struct sealed *sealed)
{
	sealed->is_emptied = row_is_null(row, salt);
	sealed->fits = read_digest(row, salt + count, sealed->commitment);
	return !sealed->is_emptied && sealed->fits;
}

/* What it was made of has been gathered. */
static void
try_seal(struct sweep *sweep, struct sealed *sealed)
{
	unsigned char bytes[DIGEST_BYTES];

	digest_finish(&sweep->part, bytes);
	sealed->fits = memcmp(sealed->commitment, bytes, DIGEST_BYTES) == 0;
}

/* The link is begun here, where its parts are at hand. */
static void
read_event(void *context, const struct row *row)
{
	struct sweep *sweep = context;
	struct event_row *event = &sweep->event;

	event->id = row_int(row, AT_ID);
	event->plan = row_int(row, AT_PLAN);
	event->sequence = row_int(row, AT_SEQUENCE);
	if (read_seal(row, AT_SALT, SEALED_COUNT, &event->sealed)) {
		row_digest(row, AT_SALT, SEALED_COUNT, &sweep->part);
		try_seal(sweep, &event->sealed);
	}
	if (!read_digest(row, AT_LINK, event->link))
		event->sealed.fits = false;
	digest_put_bytes(&sweep->link, sweep->head.link, DIGEST_BYTES);
	row_digest(row, AT_ID, LINKED_COUNT, &sweep->link);
	const char *note = row_text(row, AT_NOTE);
	enum act act = act_find(row_text(row, AT_ACT));
	bool is_strike = note && act == ACT_STRIKE;
	event->said = is_strike ? chain_strike_count(note) : 0;
	event->is_sound = act < ACT_MAX && (event->sealed.is_emptied ||
					       !row_is_null(row, AT_WHO));
}

static void
read_change(void *context, const struct row *row)
{
	struct sweep *sweep = context;
	struct change_row *change = &sweep->change;

	change->event = row_int(row, AT_EVENT);
	change->position = row_int(row, AT_POSITION);
	change->is_struck = text_is(row_text(row, AT_KIND), "struck");
	if (!read_seal(
		row, AT_CHANGE_SALT, CHANGE_SEALED_COUNT, &change->sealed))
		return;
	row_digest(row, AT_CHANGE_SALT, 1, &sweep->part);
	if (sweep->outcome)
		outcome_read(sweep->outcome, row, AT_KIND, &sweep->part);
	else
		row_digest(row, AT_KIND, OUTCOME_COLUMNS, &sweep->part);
	try_seal(sweep, &change->sealed);
}

/* --- Checking them -------------------------------------------------------- */

/* Is it what was committed to?  The commitment becomes a part of the link. */
static bool
check_seal(struct sweep *sweep, const struct sealed *sealed)
{
	digest_put_bytes(&sweep->link, sealed->commitment, DIGEST_BYTES);
	return sealed->fits;
}

/* May this event be empty? */
static bool
check_erased(struct sweep *sweep)
{
	struct err ignored = {0};
	int64_t plan = sweep->event.plan;

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

static void
hand_on_event(struct sweep *sweep)
{
	const struct event_row *event = &sweep->event;

	if (!sweep->outcome)
		return;
	outcome_begin(sweep->outcome, event->plan, event->sequence);
	if (!event->is_sound)
		outcome_doubt(sweep->outcome);
}

/* Of one that is emptied there is nothing to hand on. */
static void
hand_on_change(struct sweep *sweep)
{
	const struct change_row *change = &sweep->change;

	if (!sweep->outcome)
		return;
	if (!change->sealed.is_emptied)
		outcome_make(sweep->outcome);
	if (change->sealed.is_emptied != change->is_struck)
		outcome_doubt(sweep->outcome);
}

static bool
check_changes(struct sweep *sweep)
{
	const struct event_row *event = &sweep->event;
	const struct change_row *change = &sweep->change;
	int64_t position = 0;

	while (sweep->has_change && change->event == event->id) {
		if (change->position != position++ ||
		    !check_seal(sweep, &change->sealed))
			return false;
		if (change->sealed.is_emptied && !event->sealed.is_emptied)
			tally_of_event(sweep)->struck++;
		hand_on_change(sweep);
		sweep->has_change = query_next(sweep->changes);
	}
	/* The changes come in order: one that is left belongs to no event. */
	return !sweep->has_change || change->event > event->id;
}

static bool
check_event(struct sweep *sweep)
{
	const struct event_row *event = &sweep->event;
	unsigned char link[DIGEST_BYTES];

	if (event->id != sweep->head.id + 1 ||
	    (event->sealed.is_emptied && !check_erased(sweep)))
		return false;
	if (!check_seal(sweep, &event->sealed))
		return false;
	hand_on_event(sweep);
	if (!check_changes(sweep))
		return false;
	digest_finish(&sweep->link, link);
	if (memcmp(event->link, link, DIGEST_BYTES) != 0)
		return false;
	if (event->said != 0)
		tally_of_event(sweep)->said += event->said;
	sweep->head.id = event->id;
	memcpy(sweep->head.link, link, sizeof(link));
	return true;
}

/* All events behind the head; false if one does not fit, or on a failure. */
static bool
run_sweep(struct sweep *sweep, int64_t *bad, struct err *err)
{
	const struct row_reader events = {read_event, sweep};
	const struct row_reader changes = {read_change, sweep};
	bool fits = true;

	sweep->events = sql_query(sweep->sql, select_events);
	sweep->changes = sql_query(sweep->sql, select_changes);
	sweep->part = digest_begin();
	sweep->link = digest_begin();
	query_put_int(sweep->events, sweep->head.id);
	query_put_reader(sweep->events, &events);
	query_put_int(sweep->changes, sweep->head.id);
	query_put_reader(sweep->changes, &changes);
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
chain_check_all(struct sql *sql, struct outcome *outcome,
    struct chain_head *head, struct verified *verified, struct err *err)
{
	struct sweep sweep = {.sql = sql, .outcome = outcome};
	bool is_read = run_sweep(&sweep, &verified->bad, err);

	verified->struck = 0;
	for (size_t i = 0; i < sweep.count; i++) {
		const struct tally *tally = &sweep.tallies[i];
		verified->struck += tally->struck;
		/* The link that broke is told before what is missing. */
		if (verified->bad == 0 && tally->struck != tally->said)
			verified->bad = tally->first;
	}
	*head = sweep.head;
	mem_free(sweep.tallies);
	return is_read;
}
