/*
 * A plan as JSON, by share/plan.schema.json.
 *
 * Answers of the person stand under "answers" and, for rows, under "lists";
 * those of other voices the same way under "voices".  An answer is its text,
 * or an object when there is more to say of it.  Sums that are known stand
 * under "figures", for programs that read; reading a plan back skips them.
 * Answers to questions that the forms no longer have stand under "kept".
 *
 * The reading and the plan are only read.  Tested by writing and reading
 * back, tests/unit/out_json.c.
 */
#include "base/str.h"
#include "out/json.h"

struct writing {
	struct json_writer json;
	const struct reading *reading;
	const struct form_set *set;
	const struct plan *plan;
};

static void
put_answer(struct writing *writing, const struct answer *answer)
{
	char at[TIME_ISO_SIZE];

	if (answer->whose == NULL && answer->how == NULL && answer->at == 0) {
		json_put_text(&writing->json, answer->text);
		return;
	}
	json_open_object(&writing->json);
	json_put_pair(&writing->json, "text", answer->text);
	json_put_pair(&writing->json, "whose", answer->whose);
	json_put_pair(&writing->json, "how", answer->how);
	if (answer->at != 0) {
		time_write_iso(answer->at, at);
		json_put_pair(&writing->json, "at", at);
	}
	json_close_object(&writing->json);
}

/* The voice's answer to a field, under the field's id, if there is one. */
static void
put_field(struct writing *writing, size_t field, int row, enum voice voice)
{
	const struct address address = {
	    writing->set->fields[field].id, row, voice};
	const struct answer *answer = plan_answer(writing->plan, &address);

	if (answer == NULL)
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
		json_open_object(&writing->json);
		json_put_key(&writing->json, "row");
		json_put_int(&writing->json, rows[r]);
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
	const struct form_set *set = writing->set;
	size_t field = form_find_field(set, address->field);
	bool is_asked = field != NONE &&
			text_is(set->fields[field].id, address->field) &&
			(address->row == 0 ||
			    plan_row_place(writing->plan,
				set->repeats[set->fields[field].repeat].id,
				address->row) >= 0);

	if (is_asked)
		return true;
	json_open_object(&writing->json);
	json_put_pair(&writing->json, "field", address->field);
	json_put_key(&writing->json, "row");
	json_put_int(&writing->json, address->row);
	json_put_pair(&writing->json, "voice", voice_name(address->voice));
	json_put_pair(&writing->json, "text", answer->text);
	json_close_object(&writing->json);
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
	json_put_key(json, "version");
	json_put_int(json, JSON_PLAN_VERSION);
	json_put_pair(json, "reference", reference);
	json_put_pair(json, "forms", plan_forms(writing.plan));
	put_voice(&writing, VOICE_PERSON);
	put_voices(&writing);
	json_put_key(json, "kept");
	json_open_list(json);
	plan_each(writing.plan, put_kept, &writing);
	json_close_list(json);
	put_figures(&writing);
	json_close_object(json);
}
