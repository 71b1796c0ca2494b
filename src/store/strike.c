/*
 * Striking an answer out, with all that it ever was.
 *
 * What is struck out is emptied as in erasing: the salt goes with what it
 * salted, the commitment stays, so that the chain still fits; and an event says
 * that so many changes were struck out, when and by whom, and not what.
 * Versions are never touched.  Text that was only typed is in no event, so none
 * says that it went; nor does one of the steps of typing, which go for all of
 * the plan.
 *
 * Tested by tests/unit/store_erase.c.
 */
#include "store/answers.h"
#include "store/chain.h"
#include "store/events.h"
#include "store/plans.h"
#include "store/state.h"

#define OF_ADDRESS                                                             \
	" WHERE event IN (SELECT id FROM event WHERE plan = ?1)"               \
	" AND kind = 'answer' AND id = ?2 AND coalesce(row, 0) = ?3"           \
	" AND voice = ?4"

static const char count_changes[] = "SELECT count(*) FROM change" OF_ADDRESS;
static const char count_pending[] =
    "SELECT count(*) FROM pending"
    " WHERE plan = ?1 AND field = ?2 AND row = ?3 AND voice = ?4";
static const char empty_changes[] =
    "UPDATE change SET kind = 'struck', salt = NULL, id = NULL, row = NULL,"
    " voice = NULL, text_before = NULL, whose_before = NULL,"
    " how_before = NULL, at_before = NULL, text_after = NULL,"
    " whose_after = NULL, how_after = NULL, at_after = NULL" OF_ADDRESS;
static const char count_frozen[] =
    "SELECT count(*) FROM version WHERE plan = ?1";
static const char delete_answer[] =
    "DELETE FROM answer"
    " WHERE plan = ?1 AND field = ?2 AND row = ?3 AND voice = ?4";
static const char delete_pending[] =
    "DELETE FROM pending"
    " WHERE plan = ?1 AND field = ?2 AND row = ?3 AND voice = ?4";

/* Steps of typing may hold any words of the plan that were taken back. */
static const char delete_steps[] =
    "DELETE FROM setting WHERE name = 'typed.' || ?1 || '.steps'";

static bool
drop_steps(struct sql *sql, int64_t id, struct err *err)
{
	struct query *query = sql_query(sql, delete_steps);

	query_put_int(query, id);
	return query_run(query, err);
}

static bool
count_all(struct sql *sql, const char *text, int64_t id,
    const struct strike *strike, int64_t *count, struct err *err)
{
	*count = 0;
	for (size_t i = 0; i < strike->count; i++) {
		struct query *query =
		    answers_query(sql, text, id, &strike->addresses[i]);
		*count += query_next(query) ? query_int(query, 0) : 0;
		if (!query_end(query, err))
			return false;
	}
	return true;
}

static bool
count_versions(struct sql *sql, int64_t id, int64_t *count, struct err *err)
{
	struct query *query = sql_query(sql, count_frozen);

	query_put_int(query, id);
	*count = query_next(query) ? query_int(query, 0) : 0;
	return query_end(query, err);
}

static bool
empty_address(
    struct sql *sql, int64_t id, const struct address *address, struct err *err)
{
	static const char *const statements[] = {
	    empty_changes, delete_answer, delete_pending};

	for (size_t i = 0; i < ARRAY_LENGTH(statements); i++)
		if (!query_run(
			answers_query(sql, statements[i], id, address), err))
			return false;
	return true;
}

static bool
empty_all(
    struct sql *sql, int64_t id, const struct strike *strike, struct err *err)
{
	bool is_done = true;

	for (size_t i = 0; is_done && i < strike->count; i++)
		is_done = empty_address(sql, id, &strike->addresses[i], err);
	return is_done;
}

static bool
tell_struck(struct sql *sql, int64_t id, const struct strike *strike,
    const struct summary *summary, int64_t count, struct err *err)
{
	struct arena *arena = arena_new();
	const struct event event = {
	    .sequence = strike->sequence,
	    .at = strike->at,
	    .who = strike->who,
	    .act = ACT_STRIKE,
	    .note = chain_strike_note(arena, count),
	};
	bool is_done = events_append(sql, id, &event, err);

	arena_free(arena);
	return is_done && plans_put_summary(sql, id, summary, strike->at, err);
}

bool
store_strike(struct store *store, int64_t id, const struct strike *strike,
    const struct summary *summary, struct struck *struck, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*struck = (struct struck){0};
	if (!sql || !sql_begin(sql, err))
		return false;
	bool is_done =
	    count_all(sql, count_changes, id, strike, &struck->changes, err) &&
	    count_all(sql, count_pending, id, strike, &struck->typed, err) &&
	    count_versions(sql, id, &struck->versions, err) &&
	    (struck->changes == 0 ||
		tell_struck(sql, id, strike, summary, struck->changes, err)) &&
	    empty_all(sql, id, strike, err) && drop_steps(sql, id, err);
	return sql_finish(sql, is_done, err);
}
