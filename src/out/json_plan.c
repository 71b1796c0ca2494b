/*
 * A plan as JSON, by share/plan.schema.json.
 *
 * Answers of the person stand under "answers" and, for rows, under "lists";
 * those of other voices the same way under "voices".  An answer is its text,
 * or an object when there is more to say of it.  What the forms ask no longer
 * stands under "kept": answers, rows that were removed, whose numbers are not
 * given again, and rows of lists that are gone.  Sums that are known stand
 * under "figures", for programs that read; reading a plan back skips them.
 *
 * The reading and the plan are only read.  Tested by writing and reading
 * back, tests/unit/out_json.c.
 */
#include "base/str.h"
#include "out/json.h"
#include "plan/address.h"

struct writing {
	struct json_writer json;
	const struct reading *reading;
	const struct form_set *set;
	const struct plan *plan;
};

/* Text, and what else there is to say, in the open object. */
static void
put_pairs(struct writing *writing, const struct answer *answer)
{
	char at[TIME_ISO_SIZE];

	json_put_pair(&writing->json, "text", answer->text);
	json_put_pair(&writing->json, "whose", answer->whose);
	json_put_pair(&writing->json, "how", answer->how);
	if (answer->at == 0)
		return;
	time_write_iso(answer->at, at);
	json_put_pair(&writing->json, "at", at);
}

static void
put_answer(struct writing *writing, const struct answer *answer)
{
	if (!answer->whose && !answer->how && answer->at == 0) {
		json_put_text(&writing->json, answer->text);
		return;
	}
	json_open_object(&writing->json);
	put_pairs(writing, answer);
	json_close_object(&writing->json);
}

/* The voice's answer to a field, under the field's id, if there is one. */
static void
put_field(struct writing *writing, size_t field, int row, enum voice voice)
{
	const struct address address = {
	    writing->set->fields[field].id, row, voice};
	const struct answer *answer = plan_answer(writing->plan, &address);

	if (!answer || writing->set->fields[field].is_sum)
		return;
	json_put_key(&writing->json, address.field);
	put_answer(writing, answer);
}

static void
put_answers(struct writing *writing, enum voice voice)
{
	json_put_key(&writing->json, "answers");
	json_open_object(&writing->json);
	for (size_t i = 0; i < writing->set->field_count; i++)
		if (writing->set->fields[i].repeat == NONE)
			put_field(writing, i, 0, voice);
	json_close_object(&writing->json);
}

static bool
has_answer(struct writing *writing, const struct repeat *repeat, int row,
    enum voice voice)
{
	for (size_t i = 0; i < repeat->field_count; i++)
		if (plan_text(writing->plan,
			writing->set->fields[repeat->fields[i]].id, row, voice))
			return true;
	return false;
}

/* All rows of the person's; of other voices those they speak of. */
static void
put_rows(struct writing *writing, const struct repeat *repeat, enum voice voice)
{
	size_t count;
	const int *rows = plan_rows(writing->plan, repeat->id, &count);

	if (count == 0)
		return;
	json_put_key(&writing->json, repeat->id);
	json_open_list(&writing->json);
	for (size_t r = 0; r < count; r++) {
		if (voice != VOICE_PERSON &&
		    !has_answer(writing, repeat, rows[r], voice))
			continue;
		json_open_object(&writing->json);
		json_put_pair_int(&writing->json, "row", rows[r]);
		for (size_t i = 0; i < repeat->field_count; i++)
			put_field(writing, repeat->fields[i], rows[r], voice);
		json_close_object(&writing->json);
	}
	json_close_list(&writing->json);
}

static void
put_voice(struct writing *writing, enum voice voice)
{
	put_answers(writing, voice);
	json_put_key(&writing->json, "lists");
	json_open_object(&writing->json);
	for (size_t i = 0; i < writing->set->repeat_count; i++)
		put_rows(writing, &writing->set->repeats[i], voice);
	json_close_object(&writing->json);
}

static void
put_voices(struct writing *writing)
{
	json_put_key(&writing->json, "voices");
	json_open_object(&writing->json);
	for (enum voice voice = 0; voice < VOICE_MAX; voice++) {
		if (voice == VOICE_PERSON ||
		    !plan_has_voice(writing->plan, voice))
			continue;
		json_put_key(&writing->json, voice_name(voice));
		json_open_object(&writing->json);
		put_voice(writing, voice);
		json_close_object(&writing->json);
	}
	json_close_object(&writing->json);
}

/* An answer that no question of the forms, or no living row, has any more. */
static bool
put_kept(
    void *context, const struct address *address, const struct answer *answer)
{
	struct writing *writing = context;

	if (address_is_asked(writing->set, writing->plan, address))
		return true;
	json_open_object(&writing->json);
	json_put_pair(&writing->json, "field", address->field);
	if (address->row > 0) {
		json_put_pair_int(&writing->json, "row", address->row);
	}
	if (address->voice != VOICE_PERSON)
		json_put_pair(
		    &writing->json, "voice", voice_name(address->voice));
	put_pairs(writing, answer);
	json_close_object(&writing->json);
	return true;
}

static void
put_kept_row(struct writing *writing, const char *list, int row, bool lives)
{
	json_open_object(&writing->json);
	json_put_pair(&writing->json, "list", list);
	json_put_pair_int(&writing->json, "row", row);
	if (lives) {
		json_put_pair_bool(&writing->json, "lives", true);
	}
	json_close_object(&writing->json);
}

/* Is the list there, by this very id? */
static bool
is_list(const struct form_set *set, const char *id)
{
	size_t repeat = form_find_repeat(set, id);

	return repeat != NONE && text_is(set->repeats[repeat].id, id);
}

/* Removed rows, and those of lists that are gone, in their order. */
static bool
put_kept_rows(void *context, const char *list, int row, int place)
{
	struct writing *writing = context;
	size_t count = 0;

	if (place < 0)
		put_kept_row(writing, list, row, false);
	if (place != 0 || is_list(writing->set, list))
		return true;
	const int *rows = plan_rows(writing->plan, list, &count);
	for (size_t i = 0; i < count; i++)
		put_kept_row(writing, list, rows[i], true);
	return true;
}

static void
put_figures(struct writing *writing)
{
	json_put_key(&writing->json, "figures");
	json_open_object(&writing->json);
	for (size_t i = 0; i < writing->set->field_count; i++) {
		const struct field *field = &writing->set->fields[i];
		const struct result *result;
		if (!field->is_sum || field->repeat != NONE)
			continue;
		result = reading_result(writing->reading, i, 0);
		if (result->state == STATE_ANSWERED)
			json_put_pair(
			    &writing->json, field->id, result->value.text);
	}
	json_close_object(&writing->json);
}

void
json_put_plan(
    struct str *out, const struct reading *reading, const char *reference)
{
	struct writing writing = {
	    .reading = reading,
	    .set = reading_source(reading)->set,
	    .plan = reading_source(reading)->plan,
	};
	struct json_writer *json = &writing.json;

	json_begin(json, out);
	json_open_object(json);
	json_put_pair(json, "format", JSON_PLAN_FORMAT);
	json_put_pair_int(json, "version", JSON_PLAN_VERSION);
	json_put_pair(json, "reference", reference);
	json_put_pair(json, "forms", plan_forms(writing.plan));
	put_voice(&writing, VOICE_PERSON);
	put_voices(&writing);
	json_put_key(json, "kept");
	json_open_list(json);
	plan_each_row(writing.plan, put_kept_rows, &writing);
	plan_each(writing.plan, put_kept, &writing);
	json_close_list(json);
	put_figures(&writing);
	json_close_object(json);
}
