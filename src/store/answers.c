/*
 * What a plan holds now: answers, rows of lists, and its forms.
 *
 * The file keeps both what is answered now and every change that led there,
 * and the two must never part.  So each change is made only where the file
 * holds what the change says was before, and what was written is read back:
 * whatever fails here rolls the whole save back.
 *
 * A plan is loaded from what it holds now, without its history.  Nothing in
 * the file is trusted: what no plan can hold means that it is damaged.
 *
 * Tested by tests/unit/store_saves.c.
 */
#include "store/answers.h"

#include "base/str.h"

static bool
refuse_out_of_step(struct sql *sql, struct err *err)
{
	return sql_refuse(sql, STORE_FAILED, WORD_STORE_OUT_OF_STEP, NULL, err);
}

/* --- Answers -------------------------------------------------------------- */

static const char select_answer[] =
    "SELECT text, whose, how, at FROM answer"
    " WHERE plan = ?1 AND field = ?2 AND row = ?3 AND voice = ?4";
/* Each of them changes one row if the file holds what was before, else none. */
static const char insert_answer[] =
    "INSERT INTO answer (plan, field, row, voice, text, whose, how, at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";
static const char update_answer[] =
    "UPDATE answer SET text = ?5, whose = ?6, how = ?7, at = ?8"
    " WHERE plan = ?1 AND field = ?2 AND row = ?3 AND voice = ?4"
    " AND text = ?9 AND whose IS ?10 AND how IS ?11 AND at = ?12";
static const char delete_answer[] =
    "DELETE FROM answer"
    " WHERE plan = ?1 AND field = ?2 AND row = ?3 AND voice = ?4"
    " AND text = ?5 AND whose IS ?6 AND how IS ?7 AND at = ?8";

struct query *
answers_query(struct sql *sql, const char *text, int64_t id,
    const struct address *address)
{
	struct query *query = sql_query(sql, text);

	query_put_int(query, id);
	query_put_text(query, address->field);
	query_put_int(query, address->row);
	query_put_text(query, voice_name(address->voice));
	return query;
}

/* Is this what the file holds at the address? */
static bool
expect_answer(struct sql *sql, int64_t id, const struct address *address,
    const struct answer *expected, struct err *err)
{
	struct answer there = {0};
	struct query *query = answers_query(sql, select_answer, id, address);

	if (query_next(query))
		there = (struct answer){
		    .text = query_text(query, 0),
		    .whose = query_text(query, 1),
		    .how = query_text(query, 2),
		    .at = query_int(query, 3),
		};
	bool is_same = answer_is_same(&there, expected);
	if (!query_end(query, err))
		return false;
	return is_same || refuse_out_of_step(sql, err);
}

static void
query_put_answer(struct query *query, const struct answer *answer)
{
	if (!answer->text)
		return;
	query_put_text(query, answer->text);
	query_put_text(query, answer->whose);
	query_put_text(query, answer->how);
	query_put_int(query, answer->at);
}

static bool
write_answer(
    struct sql *sql, int64_t id, const struct change *change, struct err *err)
{
	const char *text = !change->before.text  ? insert_answer
			   : !change->after.text ? delete_answer
						 : update_answer;
	struct query *query = answers_query(sql, text, id, &change->address);
	int count;

	query_put_answer(query, &change->after);
	query_put_answer(query, &change->before);
	if (!query_change(query, &count, err))
		return false;
	return count == 1 || refuse_out_of_step(sql, err);
}

static bool
change_one_answer(
    struct sql *sql, int64_t id, const struct change *change, struct err *err)
{
	bool is_any = change->before.text || change->after.text;

	return (!is_any || write_answer(sql, id, change, err)) &&
	       expect_answer(sql, id, &change->address, &change->after, err);
}

/* --- Rows ----------------------------------------------------------------- */

static const char select_place[] =
    "SELECT coalesce(place, -1) FROM list_row"
    " WHERE plan = ?1 AND list = ?2 AND number = ?3";
/* Close the gap that a row leaves, and make one where it goes. */
static const char close_gap[] = "UPDATE list_row SET place = place - 1"
				" WHERE plan = ?1 AND list = ?2 AND place > ?3";
static const char make_gap[] = "UPDATE list_row SET place = place + 1"
			       " WHERE plan = ?1 AND list = ?2 AND place >= ?3";
static const char put_row[] =
    "INSERT INTO list_row (plan, list, number, place)"
    " VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (plan, list, number) DO UPDATE SET place = excluded.place";
/* Each place from 0 on is taken by just one row. */
static const char check_places[] =
    "SELECT count(place) = count(DISTINCT place)"
    " AND count(place) = coalesce(max(place) + 1, 0)"
    " AND coalesce(min(place), 0) = 0"
    " FROM list_row WHERE plan = ?1 AND list = ?2";

static struct query *
query_list(struct sql *sql, const char *text, int64_t id, const char *list)
{
	struct query *query = sql_query(sql, text);

	query_put_int(query, id);
	query_put_text(query, list);
	return query;
}

static bool
expect_place(struct sql *sql, int64_t id, const char *list, int row, int place,
    struct err *err)
{
	struct query *query = query_list(sql, select_place, id, list);

	query_put_int(query, row);
	int64_t there = query_next(query) ? query_int(query, 0) : -1;
	if (!query_end(query, err))
		return false;
	return there == place || refuse_out_of_step(sql, err);
}

static bool
shift_places(struct sql *sql, const char *text, int64_t id, const char *list,
    int place, struct err *err)
{
	if (place < 0)
		return true;
	struct query *query = query_list(sql, text, id, list);
	query_put_int(query, place);
	return query_run(query, err);
}

static bool
write_row(
    struct sql *sql, int64_t id, const struct change *change, struct err *err)
{
	struct query *query = query_list(sql, put_row, id, change->repeat);

	query_put_int(query, change->row);
	if (change->place_after >= 0)
		query_put_int(query, change->place_after);
	else
		query_put_null(query);
	return query_run(query, err);
}

bool
answers_check_rows(
    struct sql *sql, int64_t id, const char *list, struct err *err)
{
	struct query *query = query_list(sql, check_places, id, list);
	bool is_fine = query_next(query) && query_int(query, 0) == 1;

	if (!query_end(query, err))
		return false;
	return is_fine || refuse_out_of_step(sql, err);
}

/*
 * The row itself stands at its old place while the gap is closed, and is out
 * of the way (its place is before those that move) when the new one is made.
 */
static bool
change_one_row(
    struct sql *sql, int64_t id, const struct change *change, struct err *err)
{
	const char *list = change->repeat;
	int row = change->row;
	struct change away = *change;

	away.place_after = -1;
	return expect_place(sql, id, list, row, change->place_before, err) &&
	       write_row(sql, id, &away, err) &&
	       shift_places(
		   sql, close_gap, id, list, change->place_before, err) &&
	       shift_places(
		   sql, make_gap, id, list, change->place_after, err) &&
	       write_row(sql, id, change, err) &&
	       expect_place(sql, id, list, row, change->place_after, err);
}

/* --- Forms ---------------------------------------------------------------- */

static const char select_forms[] = "SELECT forms FROM plan WHERE id = ?1";
static const char put_forms[] = "UPDATE plan SET forms = ?2 WHERE id = ?1";

static bool
expect_forms(struct sql *sql, int64_t id, const char *forms, struct err *err)
{
	struct query *query = sql_query(sql, select_forms);

	query_put_int(query, id);
	bool is_same =
	    query_next(query) && text_is(query_text(query, 0), forms);
	if (!query_end(query, err))
		return false;
	return is_same || refuse_out_of_step(sql, err);
}

static bool
change_the_forms(
    struct sql *sql, int64_t id, const struct change *change, struct err *err)
{
	if (!expect_forms(sql, id, change->forms_before, err))
		return false;
	struct query *query = sql_query(sql, put_forms);
	query_put_int(query, id);
	query_put_text(query, change->forms_after);
	return query_run(query, err) &&
	       expect_forms(sql, id, change->forms_after, err);
}

bool
answers_change(
    struct sql *sql, int64_t id, const struct change *change, struct err *err)
{
	switch (change->kind) {
	case CHANGE_ANSWER:
		return change_one_answer(sql, id, change, err);
	case CHANGE_ROW:
		return change_one_row(sql, id, change, err);
	case CHANGE_FORMS:
		return change_the_forms(sql, id, change, err);
	}
	return false;
}

/* --- Loading -------------------------------------------------------------- */

static const char select_living[] =
    "SELECT forms FROM plan WHERE id = ?1 AND erased IS NULL";
static const char select_answers[] =
    "SELECT field, row, voice, text, whose, how, at FROM answer"
    " WHERE plan = ?1 ORDER BY field, row";
/* Living rows come in the order of their places, removed ones before. */
static const char select_rows[] =
    "SELECT list, number, coalesce(place, -1) FROM list_row"
    " WHERE plan = ?1 ORDER BY list, place";

static bool
load_forms(struct sql *sql, int64_t id, struct plan *plan, struct err *err)
{
	struct query *query = sql_query(sql, select_living);

	query_put_int(query, id);
	bool is_there = query_next(query);
	if (is_there) {
		struct change change = {
		    .kind = CHANGE_FORMS,
		    .forms_after = query_text(query, 0),
		};
		plan_apply(plan, &change);
	}
	if (!query_end(query, err))
		return false;
	return is_there || sql_refuse(sql, STORE_FAILED,
			       WORD_STORE_PLAN_MISSING, NULL, err);
}

static bool
load_answers(struct sql *sql, int64_t id, struct plan *plan, struct err *err)
{
	struct query *query = sql_query(sql, select_answers);

	query_put_int(query, id);
	bool is_whole = true;
	while (is_whole && query_next(query)) {
		int64_t row = query_int(query, 1);
		struct change change = {
		    .kind = CHANGE_ANSWER,
		    .address =
			{
			    .field = query_text(query, 0),
			    .row = (int)row,
			    .voice = voice_find(query_text(query, 2)),
			},
		    .after =
			{
			    .text = query_text(query, 3),
			    .whose = query_text(query, 4),
			    .how = query_text(query, 5),
			    .at = query_int(query, 6),
			},
		};
		is_whole = row >= 0 && row <= ROW_MAX &&
			   change.address.voice < VOICE_MAX;
		if (is_whole)
			plan_apply(plan, &change);
	}
	if (!query_end(query, err))
		return false;
	return is_whole || sql_is_damaged(sql, err);
}

static bool
load_rows(struct sql *sql, int64_t id, struct plan *plan, struct err *err)
{
	struct query *query = sql_query(sql, select_rows);

	query_put_int(query, id);
	bool is_whole = true;
	while (is_whole && query_next(query)) {
		int64_t row = query_int(query, 1), place = query_int(query, 2);
		struct change change = {
		    .kind = CHANGE_ROW,
		    .repeat = query_text(query, 0),
		    .row = (int)row,
		    .place_before = -1,
		    .place_after = (int)place,
		};
		size_t count;
		plan_rows(plan, change.repeat, &count);
		is_whole = row >= 1 && row <= ROW_MAX &&
			   (place == -1 || place == (int64_t)count);
		if (is_whole)
			plan_apply(plan, &change);
	}
	if (!query_end(query, err))
		return false;
	return is_whole || sql_is_damaged(sql, err);
}

bool
answers_load(struct sql *sql, int64_t id, struct plan *plan, struct err *err)
{
	return load_forms(sql, id, plan, err) &&
	       load_answers(sql, id, plan, err) &&
	       load_rows(sql, id, plan, err);
}
