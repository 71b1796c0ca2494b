/*
 * Is the history of the file as it was written, and the rest what it comes to?
 *
 * The checking is chain_check.c's and outcome.c's, in one sweep, and dues.c's
 * of what is due; here is what people need to know of it: whose act or plan it
 * is that does not fit, and the code of the last act that does.
 *
 * Tested by tests/unit/store_chain.c, store_outcome.c and store_due.c.
 */
#include <string.h>

#include "store/chain.h"
#include "store/dues.h"
#include "store/outcome.h"
#include "store/state.h"

static const char select_bad[] =
    "SELECT p.reference, e.sequence, e.at FROM event AS e"
    " JOIN plan AS p ON p.id = e.plan WHERE e.id = ?1";

static const char select_plan[] =
    "SELECT reference, erased IS NULL FROM plan WHERE id = ?1";

static void
keep_reference(struct verified *verified, const char *reference)
{
	size_t length = strlen(reference);

	if (length < REFERENCE_SIZE)
		memcpy(verified->reference, reference, length + 1);
}

static bool
find_bad(struct sql *sql, struct verified *verified, struct err *err)
{
	struct query *query = sql_query(sql, select_bad);

	query_put_int(query, verified->bad);
	if (query_next(query)) {
		keep_reference(verified, query_text(query, 0));
		verified->sequence = query_int(query, 1);
		verified->at = query_int(query, 2);
	}
	return query_end(query, err);
}

static bool
find_plan(struct sql *sql, struct verified *verified, struct err *err)
{
	struct query *query = sql_query(sql, select_plan);

	query_put_int(query, verified->plan);
	if (query_next(query)) {
		keep_reference(verified, query_text(query, 0));
		verified->is_living = query_int(query, 1) == 1;
	}
	return query_end(query, err);
}

/* What no history says, but two tables must say alike. */
static bool
check_dues(struct sql *sql, struct verified *verified, struct err *err)
{
	if (!dues_find_odd(sql, &verified->plan, err))
		return false;
	verified->differs = verified->plan > 0;
	return true;
}

/* What no history makes cannot be compared with it. */
static bool
compare(struct sql *sql, struct outcome *outcome, struct verified *verified,
    struct err *err)
{
	if (!verified->is_whole)
		return find_bad(sql, verified, err);
	if (!outcome_compare(outcome, sql, verified, err) ||
	    (!verified->differs && !check_dues(sql, verified, err)))
		return false;
	return !verified->differs || find_plan(sql, verified, err);
}

static void
write_code(const unsigned char link[DIGEST_BYTES], char code[CODE_SIZE])
{
	struct str text = STR_EMPTY;

	code_put(&text, link, CODE_BYTES);
	memcpy(code, text.text, text.length + 1);
	str_release(&text);
}

bool
store_verify(struct store *store, struct verified *verified, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct chain_head head;

	*verified = (struct verified){0};
	if (!sql)
		return false;
	struct outcome *outcome = outcome_new();
	bool is_read = chain_check_all(sql, outcome, &head, verified, err);
	verified->is_whole = verified->bad == 0;
	verified->events = head.id;
	write_code(head.link, verified->code);
	is_read = is_read && compare(sql, outcome, verified, err);
	outcome_free(outcome);
	return is_read;
}
