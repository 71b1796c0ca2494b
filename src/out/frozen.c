/*
 * Canonical JSON of a plan and of its readings.
 *
 * Keys stand in the order of the alphabet; answers by field, row and voice;
 * rows by list, the living ones in their order, the removed ones by number.
 * A reading holds what is asked, by the order of the forms, and every sum with
 * the figures that went in as exact ratios: no labels, since those are in the
 * definitions, and no language.  With them stands what a paper says besides and
 * neither answers nor definitions hold: the numbers of the worker's settings.
 *
 * What is read back was written by this program, so a text of any other shape
 * was damaged and is refused whole.  Nothing is kept; tested by
 * tests/unit/out_frozen.c.
 */
#include "out/frozen.h"

#include <assert.h>
#include <string.h>

#include "base/exact.h"
#include "base/json.h"
#include "form/registry.h"
#include "plan/change.h"

#define ANSWERS_FORMAT  "sevensteps-answers"
#define READINGS_FORMAT "sevensteps-readings"
enum { FROZEN_VERSION = 1 };

/* A number under a key; nothing for nought, which goes without saying. */
static void
put_number(struct json_writer *json, const char *key, int64_t number)
{
	if (number == 0)
		return;
	json_put_pair_int(json, key, number);
}

/* --- Answers -------------------------------------------------------------- */

static bool
put_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct json_writer *json = context;

	json_open_object(json);
	put_number(json, "at", answer->at);
	json_put_pair(json, "field", address->field);
	json_put_pair(json, "how", answer->how);
	put_number(json, "row", address->row);
	json_put_pair(json, "text", answer->text);
	if (address->voice != VOICE_PERSON)
		json_put_pair(json, "voice", voice_name(address->voice));
	json_put_pair(json, "whose", answer->whose);
	json_close_object(json);
	return true;
}

/* Lists one after the other, each opened by its first row. */
struct listing {
	struct json_writer *json;
	const struct plan *plan;
	const char *list; /* the open one, or NULL */
};

static void
close_list(struct listing *listing)
{
	size_t count;

	if (!listing->list)
		return;
	const int *rows = plan_rows(listing->plan, listing->list, &count);
	json_close_list(listing->json);
	json_put_pair(listing->json, "list", listing->list);
	json_put_key(listing->json, "order");
	json_open_list(listing->json);
	for (size_t i = 0; i < count; i++)
		json_put_int(listing->json, rows[i]);
	json_close_list(listing->json);
	json_close_object(listing->json);
}

static bool
put_row(void *context, const char *list, int row, int place)
{
	struct listing *listing = context;

	if (!text_is(list, listing->list)) {
		close_list(listing);
		listing->list = list;
		json_open_object(listing->json);
		json_put_key(listing->json, "gone");
		json_open_list(listing->json);
	}
	if (place < 0)
		json_put_int(listing->json, row);
	return true;
}

void
frozen_put_answers(struct str *out, const struct plan *plan)
{
	struct json_writer json;
	struct listing listing = {.json = &json, .plan = plan};

	json_begin_compact(&json, out);
	json_open_object(&json);
	json_put_key(&json, "answers");
	json_open_list(&json);
	plan_each(plan, put_answer, &json);
	json_close_list(&json);
	json_put_pair(&json, "format", ANSWERS_FORMAT);
	json_put_key(&json, "lists");
	json_open_list(&json);
	plan_each_row(plan, put_row, &listing);
	close_list(&listing);
	json_close_list(&json);
	put_number(&json, "version", FROZEN_VERSION);
	json_close_object(&json);
}

/* --- Readings ------------------------------------------------------------- */

static void
put_exact(struct json_writer *json, const char *key, const struct exact *number)
{
	struct str text = STR_EMPTY;

	if (!number)
		return;
	exact_put_ratio(&text, number);
	json_put_pair(json, key, text.text);
	str_release(&text);
}

static void
put_figure(struct json_writer *json, const struct form_set *set,
    const struct trace_figure *figure)
{
	if (figure->source == SOURCE_NOTHING)
		return;
	json_open_object(json);
	json_put_pair(json, "id", trace_figure_id(figure, set));
	put_exact(json, "number", figure->number);
	put_number(json, "row", figure->row);
	json_put_pair(json, "source", trace_source_name(figure->source));
	json_close_object(json);
}

/* Indexes are put one higher, so that none is left out. */
static void
put_step(struct json_writer *json, const struct form_set *set,
    const struct trace_step *step)
{
	json_open_object(json);
	put_exact(json, "after", step->after);
	put_exact(json, "before", step->before);
	put_number(json, "choice", (int64_t)(step->choice + 1));
	json_put_key(json, "inputs");
	json_open_list(json);
	for (size_t i = 0; i < step->input_count; i++) {
		put_figure(json, set, &step->inputs[i].figure);
		put_figure(json, set, &step->inputs[i].times);
	}
	json_close_list(json);
	json_put_pair(json, "step", step->step->text);
	put_number(json, "table_row", (int64_t)(step->table_row + 1));
	json_close_object(json);
}

static void
put_trace(struct json_writer *json, const struct form_set *set,
    const struct trace *trace)
{
	json_put_key(json, "steps");
	json_open_list(json);
	for (size_t i = 0; trace && i < trace->count; i++)
		put_step(json, set, &trace->steps[i]);
	json_close_list(json);
}

/* What is asked, or was; a sum with its steps. */
static void
put_result(struct json_writer *json, const struct reading *reading,
    size_t field, int row)
{
	static const char *const states[] = {
	    [STATE_HIDDEN] = "hidden",
	    [STATE_ASLEEP] = "asleep",
	    [STATE_OPEN] = "open",
	    [STATE_WRONG] = "wrong",
	    [STATE_ANSWERED] = "answered",
	};
	const struct form_set *set = reading_source(reading)->set;
	const struct result *result = reading_result(reading, field, row);

	if (result->state == STATE_HIDDEN)
		return;
	json_open_object(json);
	json_put_pair(json, "field", set->fields[field].id);
	put_number(json, "row", row);
	json_put_pair(json, "state", states[result->state]);
	if (set->fields[field].is_sum)
		put_trace(json, set, result->trace);
	json_put_pair(json, "value", reading_plain_value(reading, field, row));
	json_close_object(json);
}

static void
put_results(struct json_writer *json, const struct reading *reading)
{
	const struct form_set *set = reading_source(reading)->set;

	json_put_key(json, "results");
	json_open_list(json);
	for (size_t i = 0; i < set->field_count; i++) {
		size_t repeat = set->fields[i].repeat, count = 0;
		if (repeat == NONE) {
			put_result(json, reading, i, 0);
			continue;
		}
		const int *rows = reading_rows(reading, repeat, &count);
		for (size_t j = 0; j < count; j++)
			put_result(json, reading, i, rows[j]);
	}
	json_close_list(json);
}

/* Those that somebody knows, in the order of what they are for. */
static void
put_numbers(struct json_writer *json, const char *const *numbers)
{
	json_put_key(json, "numbers");
	json_open_list(json);
	for (enum purpose i = 0; i < PURPOSE_MAX; i++) {
		if (!numbers[i])
			continue;
		json_open_object(json);
		json_put_pair(json, "for", registry_purposes[i]);
		json_put_pair(json, "number", numbers[i]);
		json_close_object(json);
	}
	json_close_list(json);
}

void
frozen_put_readings(struct str *out, const struct reading *const *readings,
    size_t count, const char *const *numbers)
{
	struct json_writer json;
	char day[DATE_ISO_SIZE];

	assert(count > 0);
	date_write_iso(reading_source(readings[0])->today, day);
	json_begin_compact(&json, out);
	json_open_object(&json);
	json_put_pair(&json, "day", day);
	json_put_pair(&json, "format", READINGS_FORMAT);
	if (numbers)
		put_numbers(&json, numbers);
	json_put_key(&json, "readings");
	json_open_list(&json);
	for (size_t i = 0; i < count; i++) {
		json_open_object(&json);
		put_results(&json, readings[i]);
		json_put_pair(&json, "voice",
		    voice_name(reading_source(readings[i])->voice));
		json_close_object(&json);
	}
	json_close_list(&json);
	put_number(&json, "version", FROZEN_VERSION);
	json_close_object(&json);
}

/* --- Reading back --------------------------------------------------------- */

static bool
is_ours(const struct json *root, const char *format)
{
	return text_is(json_get_text(root, "format"), format) &&
	       json_int(json_get(root, "version")) == FROZEN_VERSION;
}

static bool
is_row_number(int64_t row)
{
	return row >= 1 && row <= ROW_MAX;
}

static bool
read_answer(struct plan *plan, const struct json *item)
{
	const char *voice = json_get_text(item, "voice");
	int64_t row = json_int(json_get(item, "row"));
	const struct address address = {
	    .field = json_get_text(item, "field"),
	    .row = (int)row,
	    .voice = voice ? voice_find(voice) : VOICE_PERSON,
	};
	struct change change = {
	    .kind = CHANGE_ANSWER,
	    .address = address,
	    .after = {.text = json_get_text(item, "text"),
		.whose = json_get_text(item, "whose"),
		.how = json_get_text(item, "how"),
		.at = json_int(json_get(item, "at"))},
	};

	if (!address.field || !change.after.text ||
	    address.voice == VOICE_MAX || (row != 0 && !is_row_number(row)) ||
	    plan_answer(plan, &address))
		return false;
	plan_apply(plan, &change);
	return true;
}

/* Rows that live, in their order, or rows that are only remembered. */
static bool
read_rows(struct plan *plan, const char *list, const struct json *rows,
    bool is_living)
{
	for (size_t i = 0; i < json_count(rows); i++) {
		int64_t row = json_int(json_at(rows, i));
		if (!is_row_number(row) || (is_living && i >= ROWS_MAX) ||
		    plan_row_place(plan, list, (int)row) >= 0)
			return false;
		plan_apply(plan, &(struct change){
				     .kind = CHANGE_ROW,
				     .repeat = list,
				     .row = (int)row,
				     .place_before = -1,
				     .place_after = is_living ? (int)i : -1,
				 });
	}
	return true;
}

static bool
read_plan(struct plan *plan, const struct json *root)
{
	const struct json *lists = json_get(root, "lists");
	const struct json *answers = json_get(root, "answers");

	if (!is_ours(root, ANSWERS_FORMAT))
		return false;
	for (size_t i = 0; i < json_count(lists); i++) {
		const struct json *item = json_at(lists, i);
		const char *list = json_get_text(item, "list");
		if (!list ||
		    !read_rows(plan, list, json_get(item, "order"), true) ||
		    !read_rows(plan, list, json_get(item, "gone"), false))
			return false;
	}
	for (size_t i = 0; i < json_count(answers); i++)
		if (!read_answer(plan, json_at(answers, i)))
			return false;
	return true;
}

bool
frozen_read_answers(
    const char *text, const char *forms, struct plan **plan, struct err *err)
{
	struct json *root = NULL;
	struct err reason = {.is_set = false};

	*plan = plan_new();
	bool is_read = json_read("", text, strlen(text), &root, &reason) &&
		       read_plan(*plan, root);
	if (is_read && forms)
		plan_apply(*plan, &(struct change){.kind = CHANGE_FORMS,
				      .forms_after = forms});
	json_free(root);
	if (is_read)
		return true;
	plan_free(*plan);
	*plan = NULL;
	return err_set(err, WORD_FROZEN_WRONG, NULL);
}

static bool
read_numbers(
    struct arena *arena, const struct json *numbers, struct frozen_frame *frame)
{
	frame->has_numbers = numbers != NULL;
	for (size_t i = 0; i < json_count(numbers); i++) {
		const struct json *item = json_at(numbers, i);
		const char *number = json_get_text(item, "number");
		const char *name = json_get_text(item, "for");
		enum purpose purpose = 0;
		while (purpose < PURPOSE_MAX &&
		       !text_is(name, registry_purposes[purpose]))
			purpose++;
		if (purpose == PURPOSE_MAX || !number)
			return false;
		frame->numbers[purpose] = arena_copy(arena, number);
	}
	return true;
}

bool
frozen_read_frame(struct arena *arena, const char *text,
    struct frozen_frame *frame, struct err *err)
{
	struct json *root = NULL;
	struct err reason = {.is_set = false};

	*frame = (struct frozen_frame){.has_numbers = false};
	bool is_read = json_read("", text, strlen(text), &root, &reason) &&
		       is_ours(root, READINGS_FORMAT) &&
		       json_get_text(root, "day") &&
		       date_read_iso(json_get_text(root, "day"), &frame->day) &&
		       read_numbers(arena, json_get(root, "numbers"), frame);
	json_free(root);
	return is_read || err_set(err, WORD_FROZEN_WRONG, NULL);
}

/* The day comes first, and is as long in every text. */
bool
frozen_is_same_reading(const char *a, const char *b)
{
	const char *rest_of_a = strchr(a, ','), *rest_of_b = strchr(b, ',');

	return rest_of_a && rest_of_b && text_is(rest_of_a, rest_of_b);
}
