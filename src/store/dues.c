/*
 * What is due over all people: copies, visits and reviews, which are the plans'
 * and are written with every save; and when plans should be erased, which
 * somebody has set.  Nothing is ever erased by a date alone.
 *
 * Both are read in the order of an index, so that whoever wants the first few
 * waits as long with ten thousand people as with ten.  What is due of whom is
 * plan/due.h's business.  The words of a copy's form lie in the file in every
 * language that they have, so that nobody need read the forms to say them; what
 * a file from elsewhere says there instead is not said.
 *
 * Tested by tests/unit/store_due.c, and store_erase.c.
 */
#include "store/dues.h"

#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "store/state.h"

/* --- Writing -------------------------------------------------------------- */

static const char delete_dues[] = "DELETE FROM due WHERE plan = ?1";
static const char insert_due[] = "INSERT INTO due (plan, kind, row, date, form)"
				 " VALUES (?1, ?2, ?3, ?4, ?5)";

const char *
dues_first(const struct summary *summary)
{
	const char *first = NULL;

	for (size_t i = 0; i < summary->due_count; i++)
		if (!first || strcmp(summary->due[i].date, first) < 0)
			first = summary->due[i].date;
	return first;
}

static void
put_wording(struct str *out, const struct wording *wording)
{
	struct json_writer json;

	json_begin_compact(&json, out);
	json_open_object(&json);
	for (size_t i = 0; i < wording->count; i++)
		json_put_pair(
		    &json, wording->texts[i].language, wording->texts[i].text);
	json_close_object(&json);
}

static bool
put_one(struct sql *sql, int64_t id, const struct due *due, struct err *err)
{
	struct str form = STR_EMPTY;
	struct query *query = sql_query(sql, insert_due);

	if (due->form)
		put_wording(&form, due->form);
	query_put_int(query, id);
	query_put_text(query, due_kind_name(due->kind));
	query_put_int(query, due->row);
	query_put_text(query, due->date);
	query_put_text(query, due->form ? form.text : NULL);
	bool is_done = query_run(query, err);
	str_release(&form);
	return is_done;
}

bool
dues_put(
    struct sql *sql, int64_t id, const struct summary *summary, struct err *err)
{
	struct query *query = sql_query(sql, delete_dues);

	query_put_int(query, id);
	bool is_done = query_run(query, err);
	for (size_t i = 0; is_done && i < summary->due_count; i++)
		is_done = put_one(sql, id, &summary->due[i], err);
	return is_done;
}

static const char put_due[] =
    "UPDATE plan SET due = ?2 WHERE id = ?1 AND erased IS NULL";

bool
store_put_due(
    struct store *store, int64_t id, const char *date, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	if (!sql || !sql_begin(sql, err))
		return false;
	struct query *query = sql_query(sql, put_due);
	query_put_int(query, id);
	query_put_text(query, date);
	return sql_finish(sql, query_run(query, err), err);
}

/* --- Reading -------------------------------------------------------------- */

/*
 * RULE: each half stands in the order of its index, so that SQLite merges the
 * two and stops at the limit; the order outside is that of the few it gave.
 */
static const char select_due[] =
    "SELECT d.plan, p.reference, coalesce(s.name, ''), d.kind, d.row,"
    " d.date, d.form FROM ("
    "SELECT date, plan, kind, row, form FROM due WHERE date <= ?1"
    " UNION ALL"
    " SELECT due, id, 'erase', 0, NULL FROM plan WHERE due <= ?1"
    " ORDER BY 1, 2 LIMIT ?2) AS d"
    " JOIN plan AS p ON p.id = d.plan"
    " LEFT JOIN summary AS s ON s.plan = d.plan"
    " ORDER BY d.date, d.plan, d.kind, d.row";
enum { AT_PLAN, AT_REFERENCE, AT_NAME, AT_KIND, AT_ROW, AT_DATE, AT_FORM };

static const char count_due[] =
    "SELECT (SELECT count(*) FROM due WHERE date <= ?1)"
    " + (SELECT count(*) FROM plan WHERE due <= ?1)";

/* A number that is none of a row leads to the plan alone. */
static int
row_of(struct query *query)
{
	int64_t row = query_int(query, AT_ROW);

	return row > 0 && row <= ROW_MAX ? (int)row : 0;
}

static const struct wording *
read_wording(const char *text, struct arena *arena)
{
	struct err ignored = {0};
	struct json *root = NULL;
	const struct json *member;
	void *iterator = NULL;
	const char *language;

	if (!text || !json_read("due", text, strlen(text), &root, &ignored))
		return NULL;
	struct wording *wording = arena_get(arena, sizeof(*wording));
	struct wording_text *texts =
	    arena_get(arena, json_count(root) * sizeof(*texts));
	*wording = (struct wording){.texts = texts};
	while ((language = json_next(root, &iterator, &member)))
		if (json_text(member))
			texts[wording->count++] = (struct wording_text){
			    .language = arena_copy(arena, language),
			    .text = arena_copy(arena, json_text(member)),
			};
	json_free(root);
	return wording->count > 0 ? wording : NULL;
}

static struct due_of
read_due(struct query *query, struct arena *arena)
{
	enum due_kind kind = due_kind_find(query_text(query, AT_KIND));

	return (struct due_of){
	    .id = query_int(query, AT_PLAN),
	    .reference = query_copy(query, AT_REFERENCE, arena),
	    .name = query_copy(query, AT_NAME, arena),
	    .due =
		{
		    .kind = kind < DUE_KIND_MAX ? kind : DUE_SOMETHING,
		    .row = row_of(query),
		    .date = query_copy(query, AT_DATE, arena),
		    .form = read_wording(query_text(query, AT_FORM), arena),
		},
	};
}

bool
store_list_due(struct store *store, const char *until, size_t limit,
    struct arena *arena, const struct due_of **list, size_t *count,
    struct err *err)
{
	struct sql *sql = store_sql(store, err);
	struct due_of *found = NULL;
	size_t capacity = 0;

	*list = NULL;
	*count = 0;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, select_due);
	query_put_text(query, until);
	query_put_int(query, limit < INT32_MAX ? (int64_t)limit : INT32_MAX);
	while (query_next(query)) {
		found = mem_grow(found, *count, &capacity, sizeof(*found));
		found[(*count)++] = read_due(query, arena);
	}
	*list = arena_keep(arena, found, *count, sizeof(*found));
	if (query_end(query, err))
		return true;
	*list = NULL;
	*count = 0;
	return false;
}

bool
store_count_due(
    struct store *store, const char *until, size_t *count, struct err *err)
{
	struct sql *sql = store_sql(store, err);

	*count = 0;
	if (!sql)
		return false;
	struct query *query = sql_query(sql, count_due);
	query_put_text(query, until);
	*count = query_next(query) ? (size_t)query_int(query, 0) : 0;
	return query_end(query, err);
}

/* --- Checking ------------------------------------------------------------- */

static const char select_odd[] =
    "SELECT min(plan) FROM ("
    "SELECT plan FROM summary AS s WHERE next IS NOT"
    " (SELECT min(date) FROM due WHERE plan = s.plan)"
    " UNION ALL SELECT plan FROM due"
    " WHERE plan NOT IN (SELECT plan FROM summary))";

bool
dues_find_odd(struct sql *sql, int64_t *plan, struct err *err)
{
	return sql_read_int(sql, select_odd, plan, err);
}
