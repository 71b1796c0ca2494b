/*
 * The people in the file: adding one, finding one, listing them.
 *
 * Owns plan, tally and summary, beside which lies what is due (dues.c).  Lists
 * come from the summaries alone, in the order of an index, so that ten thousand
 * people cost what fifty do; a search looks at one summary after the other.
 * What a plan holds is saves.c's business.
 *
 * Tested by tests/unit/store_plans.c.
 */
#include "store/plans.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "store/dues.h"
#include "store/state.h"

enum { DIGITS_MAX = 12 };

/* --- Adding --------------------------------------------------------------- */

static const char select_last[] = "SELECT last_plan FROM tally";

static void
write_reference(char reference[REFERENCE_SIZE], int64_t number)
{
	snprintf(reference, REFERENCE_SIZE, "%04" PRId64, number);
}

bool
store_add(struct store *store, int64_t *id, char reference[REFERENCE_SIZE],
    struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql || !sql_read_int(sql, select_last, id, err))
		return false;
	++*id;
	write_reference(reference, *id);
	return true;
}

static const char select_plan[] =
    "SELECT erased IS NULL FROM plan WHERE id = ?1";
static const char insert_plan[] =
    "INSERT INTO plan (id, reference, uuid) VALUES (?1, ?2, ?3)";
static const char raise_tally[] =
    "UPDATE tally SET plans = plans + 1, last_plan = ?1"
    " WHERE last_plan = ?1 - 1 RETURNING plans";

/* Sixteen random bytes, in hexadecimal. */
enum { UUID_BYTES = 16, UUID_SIZE = 2 * UUID_BYTES + 1 };

static void
make_uuid(char uuid[UUID_SIZE])
{
	unsigned char bytes[UUID_BYTES];

	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2hex(uuid, UUID_SIZE, bytes, sizeof(bytes));
}

static bool
refuse_missing(struct sql *sql, struct err *err)
{
	return sql_refuse(
	    sql, STORE_FAILED, WORD_STORE_PLAN_MISSING, NULL, err);
}

bool
plans_make(struct sql *sql, int64_t id, struct err *err)
{
	char reference[REFERENCE_SIZE], uuid[UUID_SIZE];
	struct query *query = sql_query(sql, select_plan);

	query_put_int(query, id);
	bool is_there = query_next(query);
	bool is_living = is_there && query_int(query, 0) == 1;
	if (!query_end(query, err))
		return false;
	if (is_there)
		return is_living || refuse_missing(sql, err);
	query = sql_query(sql, raise_tally);
	query_put_int(query, id);
	bool is_next = query_next(query);
	if (!query_end(query, err))
		return false;
	if (!is_next)
		return refuse_missing(sql, err);
	write_reference(reference, id);
	make_uuid(uuid);
	query = sql_query(sql, insert_plan);
	query_put_int(query, id);
	query_put_text(query, reference);
	query_put_text(query, uuid);
	return query_run(query, err);
}

/* --- Summaries ------------------------------------------------------------ */

static const char put_summary[] =
    "INSERT INTO summary (plan, reference, name, sort_name, step, left_week,"
    " next, touched)"
    " SELECT id, reference, ?2, ?3, ?4, ?5, ?6, ?7 FROM plan WHERE id = ?1"
    " ON CONFLICT (plan) DO UPDATE SET name = excluded.name,"
    " sort_name = excluded.sort_name, step = excluded.step,"
    " left_week = excluded.left_week, next = excluded.next,"
    " touched = excluded.touched";

bool
plans_put_summary(struct sql *sql, int64_t id, const struct summary *summary,
    int64_t touched, struct err *err)
{
	struct query *query = sql_query(sql, put_summary);

	query_put_int(query, id);
	query_put_text(query, summary->name);
	query_put_text(query, summary->sort_name);
	query_put_int(query, summary->step);
	if (summary->has_left)
		query_put_int(query, summary->left_week);
	else
		query_put_null(query);
	query_put_text(query, dues_first(summary));
	query_put_int(query, touched);
	return query_run(query, err) && dues_put(sql, id, summary, err);
}

static const char select_summaries[] =
    "SELECT plan, reference, name, sort_name, step, left_week, next, touched"
    " FROM summary ORDER BY sort_name, plan";
enum {
	AT_PLAN,
	AT_REFERENCE,
	AT_NAME,
	AT_SORT_NAME,
	AT_STEP,
	AT_LEFT_WEEK,
	AT_NEXT,
	AT_TOUCHED
};

static struct summary
read_summary(struct query *query, struct arena *arena)
{
	return (struct summary){
	    .id = query_int(query, AT_PLAN),
	    .reference = query_copy(query, AT_REFERENCE, arena),
	    .name = query_copy(query, AT_NAME, arena),
	    .sort_name = query_copy(query, AT_SORT_NAME, arena),
	    .step = (int)query_int(query, AT_STEP),
	    .has_left = !query_is_null(query, AT_LEFT_WEEK),
	    .left_week = query_int(query, AT_LEFT_WEEK),
	    .next = query_copy(query, AT_NEXT, arena),
	    .touched = query_int(query, AT_TOUCHED),
	};
}

/*
 * Does the summary hold every word of the search, which is folded and parted
 * by single blanks?  The sort name is folded already.
 */
static bool
holds_words(struct query *query, const char *search)
{
	const char *name = query_text(query, AT_SORT_NAME);
	const char *reference = query_text(query, AT_REFERENCE);
	struct str word = STR_EMPTY;
	bool is_held = true;

	while (is_held && *search) {
		size_t length = strcspn(search, " ");
		str_clear(&word);
		str_put_n(&word, search, length);
		is_held =
		    strstr(name, word.text) || strstr(reference, word.text);
		search += length;
		search += *search == ' ';
	}
	str_release(&word);
	return is_held;
}

bool
store_list(struct store *store, const char *search, size_t from, size_t limit,
    struct arena *arena, const struct summary **list, size_t *count,
    struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct summary *found = NULL;
	size_t capacity = 0;

	*list = NULL;
	*count = 0;
	if (!sql)
		return false;
	struct str words = STR_EMPTY;
	if (search)
		utf8_fold(&words, search);
	struct query *query = sql_query(sql, select_summaries);
	while (*count < limit && query_next(query)) {
		if (!holds_words(query, words.text))
			continue;
		if (from > 0) {
			from--;
			continue;
		}
		found = mem_grow(found, *count, &capacity, sizeof(*found));
		found[(*count)++] = read_summary(query, arena);
	}
	str_release(&words);
	*list = arena_keep(arena, found, *count, sizeof(*found));
	if (query_end(query, err))
		return true;
	*list = NULL;
	*count = 0;
	return false;
}

static const char select_count[] = "SELECT plans FROM tally";

bool
store_count(struct store *store, size_t *count, struct err *err)
{
	struct sql *sql = store_sql(store, err);
	int64_t number;

	*count = 0;
	if (!sql || !sql_read_int(sql, select_count, &number, err))
		return false;
	*count = (size_t)number;
	return true;
}

static const char select_next[] =
    "SELECT id FROM plan WHERE id > ?1 AND erased IS NULL ORDER BY id LIMIT 1";

bool
store_next_plan(struct store *store, int64_t *id, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_next);
	query_put_int(query, *id);
	*id = query_next(query) ? query_int(query, 0) : 0;
	return query_end(query, err);
}

/* --- Finding -------------------------------------------------------------- */

static const char select_by_reference[] =
    "SELECT id FROM plan WHERE reference = ?1 AND erased IS NULL";

/* Every name that begins so lies between these two in the index. */
static const char select_by_name[] =
    "SELECT plan FROM summary"
    " WHERE sort_name >= ?1 AND sort_name < ?1 || char(1114111)";

/* Count what a query finds; *id is it if there is just one. */
static bool
take_match(struct query *query, int64_t *id, size_t *matches, struct err *err)
{
	*matches = 0;
	*id = 0;
	while (query_next(query)) {
		*id = query_int(query, 0);
		++*matches;
	}
	if (*matches != 1)
		*id = 0;
	return query_end(query, err);
}

/* A number is a reference even without the noughts before it. */
static void
put_reference(struct str *out, const char *ref)
{
	size_t digits = strspn(ref, "0123456789");

	if (digits == 0 || digits > DIGITS_MAX || ref[digits]) {
		str_put(out, ref);
		return;
	}
	char reference[REFERENCE_SIZE];
	write_reference(reference, strtoll(ref, NULL, 10));
	str_put(out, reference);
}

static bool
find_reference(struct sql *sql, const char *ref, int64_t *id, size_t *matches,
    struct err *err)
{
	struct str reference = STR_EMPTY;

	put_reference(&reference, ref);
	struct query *query = sql_query(sql, select_by_reference);
	query_put_text(query, reference.text);
	bool is_done = take_match(query, id, matches, err);
	str_release(&reference);
	return is_done;
}

static bool
find_name(struct sql *sql, const char *ref, int64_t *id, size_t *matches,
    struct err *err)
{
	struct str start = STR_EMPTY;

	utf8_fold(&start, ref);
	bool is_done = true;
	if (start.length > 0) {
		struct query *query = sql_query(sql, select_by_name);
		query_put_text(query, start.text);
		is_done = take_match(query, id, matches, err);
	}
	str_release(&start);
	return is_done;
}

bool
store_find(struct store *store, const char *ref, int64_t *id, size_t *matches,
    struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*id = 0;
	*matches = 0;
	if (!sql)
		return false;
	if (!find_reference(sql, ref, id, matches, err))
		return false;
	return *matches > 0 || find_name(sql, ref, id, matches, err);
}
