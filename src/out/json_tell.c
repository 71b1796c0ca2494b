/*
 * Budget, readiness and sums as JSON for programs.  Money is in pence, exact
 * numbers are texts such as "196/5" or "39.6".  Nothing is kept.
 *
 * A sum is a list of all that went into it, each once and named by its id and
 * row where it is used: so it is never deeper than JSON may be, and as long
 * as there are sums.  Tested by tests/unit/out_json.c.
 */
#include "base/str.h"
#include "form/form.h"
#include "out/json.h"
#include "plan/address.h"

static void
put_figure(struct json_writer *json, const char *key, struct figure figure)
{
	json_put_key(json, key);
	if (figure.is_known)
		json_put_int(json, figure.pence);
	else
		json_put_text(json, NULL);
}

static void
put_shares(struct json_writer *json, const char *key,
    const struct budget_share *shares, size_t count)
{
	json_put_key(json, key);
	json_open_list(json);
	for (size_t i = 0; i < count; i++) {
		const struct budget_share *share = &shares[i];
		json_open_object(json);
		json_put_pair(json, "id", share->id);
		json_put_pair(json, "label", share->label);
		if (share->row > 0) {
			json_put_pair_int(json, "row", share->row);
			put_figure(json, "given_year_pence", share->given);
		}
		json_put_pair_int(json, "year_pence", share->year);
		json_put_pair_int(json, "week_pence", share->week);
		json_put_pair_int(json, "lines", share->lines);
		json_close_object(json);
	}
	json_close_list(json);
}

void
json_put_budget(struct str *out, const struct budget *budget)
{
	struct json_writer json;

	json_begin(&json, out);
	json_open_object(&json);
	put_figure(&json, "year_pence", budget->year);
	put_figure(&json, "week_pence", budget->week);
	put_figure(&json, "planned_year_pence", budget->planned_year);
	put_figure(&json, "planned_week_pence", budget->planned_week);
	put_figure(&json, "left_week_pence", budget->left_week);
	put_figure(&json, "one_off_pence", budget->one_off);
	json_put_pair_bool(&json, "illustrative", budget->is_illustrative);
	json_put_pair_int(&json, "lines", budget->lines);
	json_put_pair_int(
	    &json, "lines_without_cost", budget->lines_without_cost);
	put_shares(&json, "streams", budget->streams, budget->stream_count);
	put_shares(&json, "portions", budget->portions, budget->portion_count);
	json_close_object(&json);
}

void
json_put_readiness(struct str *out, const struct readiness *readiness,
    const struct form_set *set)
{
	struct json_writer json;

	json_begin(&json, out);
	json_open_object(&json);
	json_put_pair_bool(&json, "ready", readiness->blocking == 0);
	json_put_key(&json, "gaps");
	json_open_list(&json);
	for (size_t i = 0; i < readiness->count; i++) {
		const struct gap *gap = &readiness->gaps[i];
		json_open_object(&json);
		json_put_pair(&json, "kind", gap_name(gap->kind));
		json_put_pair_bool(&json, "blocks", i < readiness->blocking);
		if (gap->field != NONE)
			json_put_pair(
			    &json, "field", set->fields[gap->field].id);
		if (gap->repeat != NONE)
			json_put_pair(
			    &json, "list", set->repeats[gap->repeat].id);
		if (gap->row > 0) {
			json_put_pair_int(&json, "row", gap->row);
		}
		if (gap->page != NONE)
			json_put_pair(&json, "page", set->pages[gap->page].id);
		struct str place = STR_EMPTY;
		gap_put_place(&place, set, gap);
		json_put_pair(
		    &json, "answer", place.length > 0 ? place.text : NULL);
		str_release(&place);
		json_put_pair(&json, "why", gap->text);
		json_close_object(&json);
	}
	json_close_list(&json);
	json_close_object(&json);
}

/* What telling a sum needs. */
struct telling {
	struct json_writer json;
	const struct reading *reading;
	const struct form_set *set;
	const struct words *words;
};

static void
put_exact(struct telling *telling, const char *key, const struct exact *number)
{
	struct str text = STR_EMPTY;

	if (number)
		exact_put_ratio(&text, number);
	json_put_key(&telling->json, key);
	json_put_text(&telling->json, number ? text.text : NULL);
	str_release(&text);
}

static void
put_row(struct json_writer *json, int row)
{
	if (row == 0)
		return;
	json_put_pair_int(json, "row", row);
}

static void
put_input(struct telling *telling, const struct trace_figure *figure)
{
	if (figure->source == SOURCE_NOTHING)
		return;
	json_open_object(&telling->json);
	json_put_pair(
	    &telling->json, "source", trace_source_name(figure->source));
	json_put_pair(
	    &telling->json, "id", trace_figure_id(figure, telling->set));
	put_row(&telling->json, figure->row);
	put_exact(telling, "number", figure->number);
	json_close_object(&telling->json);
}

static void
put_step(struct telling *telling, const struct trace_step *step)
{
	struct str text = STR_EMPTY;

	trace_put_step(&text, step, telling->reading, telling->words);
	json_open_object(&telling->json);
	json_put_pair(&telling->json, "step", step->step->text);
	json_put_pair(&telling->json, "words", text.text);
	put_exact(telling, "before", step->before);
	put_exact(telling, "after", step->after);
	json_put_key(&telling->json, "inputs");
	json_open_list(&telling->json);
	for (size_t i = 0; i < step->input_count; i++) {
		put_input(telling, &step->inputs[i].figure);
		put_input(telling, &step->inputs[i].times);
	}
	json_close_list(&telling->json);
	json_close_object(&telling->json);
	str_release(&text);
}

/* The answers that would make the sum known, as `set` takes them. */
static void
put_missing(struct telling *telling, const struct trace *trace)
{
	json_put_key(&telling->json, "missing");
	json_open_list(&telling->json);
	for (size_t i = 0; i < trace->missing_count; i++) {
		const struct address address = {
		    .field = telling->set->fields[trace->missing[i].field].id,
		    .row = trace->missing[i].row,
		};
		struct str text = STR_EMPTY;
		address_put(&text, telling->set, &address);
		json_put_text(&telling->json, text.text);
		str_release(&text);
	}
	json_close_list(&telling->json);
}

static void
put_sum(struct telling *telling, const struct trace *trace)
{
	struct json_writer *json = &telling->json;

	json_open_object(json);
	json_put_pair(json, "id", telling->set->fields[trace->field].id);
	put_row(json, trace->row);
	put_exact(telling, "result", trace->result);
	json_put_pair_bool(json, "illustrative", trace->is_illustrative);
	put_missing(telling, trace);
	json_put_key(json, "steps");
	json_open_list(json);
	for (size_t i = 0; i < trace->count; i++)
		put_step(telling, &trace->steps[i]);
	json_close_list(json);
	json_close_object(json);
}

void
json_put_trace(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words)
{
	struct telling telling = {
	    .reading = reading,
	    .set = reading_source(reading)->set,
	    .words = words,
	};
	struct arena *arena = arena_new();
	size_t count;
	const struct trace *const *sums = trace_sums(arena, &trace, 1, &count);

	json_begin(&telling.json, out);
	json_open_list(&telling.json);
	for (size_t i = 0; i < count; i++)
		put_sum(&telling, sums[i]);
	json_close_list(&telling.json);
	arena_free(arena);
}
