/*
 * Versions as they were, on the desk again.
 *
 * The file keeps a version's answers and what was made of them; here they are
 * a plan once more, with the definitions that it names, read as of the day it
 * was frozen.  A newer program may read differently: past_check() finds out,
 * and then nothing is composed, because the paper that was handed over says
 * otherwise.
 *
 * Tested by tests/unit/desk_freeze.c.
 */
#include "desk/past.h"

#include "out/frozen.h"

bool
desk_latest_version(struct desk *desk, int *number, struct err *err)
{
	struct arena *arena = arena_new();
	const struct version *versions;
	size_t count;
	bool is_read = store_list_versions(
	    desk->store, desk->open.id, arena, &versions, &count, err);

	*number = is_read ? (int)count : 0;
	arena_free(arena);
	return is_read;
}

size_t
desk_read_plan(const struct form_set *set, const struct plan *plan,
    struct date day, struct reading *readings[VOICE_MAX])
{
	struct reading_of of = {.set = set, .plan = plan, .today = day};
	size_t count = 0;

	for (; of.voice < VOICE_MAX; of.voice++) {
		if (of.voice != VOICE_PERSON && !plan_has_voice(plan, of.voice))
			continue;
		readings[count++] = reading_new(&of);
		of.person = readings[0];
	}
	return count;
}

static bool
load_version(struct desk *desk, int number, struct past *past, struct err *err)
{
	bool found;

	if (!desk_latest_version(desk, &past->latest, err) ||
	    !store_get_version(desk->store, desk->open.id, number, past->arena,
		&past->version, &found, err))
		return false;
	if (found)
		return true;
	return past->latest == 0
		   ? err_set(err, WORD_DESK_NO_VERSIONS, desk->file,
			 desk_reference(desk), NULL)
		   : err_set(err, WORD_DESK_NO_VERSION, numeral_of(number).text,
			 numeral_of(past->latest).text, NULL);
}

bool
past_new(struct desk *desk, int number, struct past **made, struct err *err)
{
	struct past *past = mem_new(sizeof(*past));

	*made = NULL;
	past->arena = arena_new();
	if (!load_version(desk, number, past, err) ||
	    !desk_hold_forms(desk, past->version.forms, &past->forms, err) ||
	    !frozen_read_answers(
		past->version.answers, past->version.forms, &past->plan, err) ||
	    !frozen_read_day(past->version.readings, &past->day, err)) {
		past_free(past);
		return false;
	}
	past->side.count = desk_read_plan(
	    past->forms->set, past->plan, past->day, past->readings);
	past->side.readings = (const struct reading *const *)past->readings;
	*made = past;
	return true;
}

void
past_free(struct past *past)
{
	if (!past)
		return;
	for (size_t i = 0; i < past->side.count; i++)
		reading_free(past->readings[i]);
	plan_free(past->plan);
	forms_let_go(past->forms);
	arena_free(past->arena);
	mem_free(past);
}

bool
past_check(const struct desk *desk, const struct past *past, struct err *err)
{
	struct str text = STR_EMPTY;

	frozen_put_readings(&text, past->side.readings, past->side.count);
	bool is_true = text_is(text.text, past->version.readings);
	str_release(&text);
	return is_true || err_set(err, WORD_DESK_VERSION_READS_OTHERWISE,
			      numeral_of(past->version.number).text,
			      desk_reference(desk), desk->file, NULL);
}
