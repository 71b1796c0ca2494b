/*
 * Versions as they were, on the desk again.
 *
 * The file keeps a version's answers and what was made of them; here they are
 * a plan once more, with the definitions that it names, read as of the day it
 * was frozen.  A newer program may read differently: past_check() finds out,
 * and then nothing is composed, because the paper that was handed over says
 * otherwise.  What was struck out of the plan stays in a version, and yet no
 * comparison tells it again.
 *
 * Tested by tests/unit/desk_freeze.c and tests/cli/cli_versions.py.
 */
#include "desk/past.h"

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
	    !frozen_read_frame(
		past->arena, past->version.readings, &past->frame, err)) {
		past_free(past);
		return false;
	}
	past->side.count = desk_read_plan(
	    past->forms->set, past->plan, past->frame.day, past->readings);
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

	frozen_put_readings(&text, past->side.readings, past->side.count,
	    past->frame.has_numbers ? past->frame.numbers : NULL);
	bool is_true = text_is(text.text, past->version.readings);
	str_release(&text);
	return is_true || err_set(err, WORD_DESK_VERSION_READS_OTHERWISE,
			      numeral_of(past->version.number).text,
			      desk_reference(desk), desk->file, NULL);
}

/* --- What was struck out since -------------------------------------------- */

/* Is it the same question, by its name or by one that it had? */
static bool
is_field(const struct desk *desk, const char *field, const char *name)
{
	size_t found = form_find_field(desk_forms(desk), field);

	return text_is(field, name) ||
	       (found != NONE &&
		   form_find_field(desk_forms(desk), name) == found);
}

static bool
writes(const struct desk *desk, const struct event *event,
    const struct address *address)
{
	for (size_t i = 0; i < event->count; i++) {
		const struct change *change = &event->changes[i];
		if (change->kind == CHANGE_ANSWER &&
		    change->address.row == address->row &&
		    change->address.voice == address->voice &&
		    is_field(desk, address->field, change->address.field))
			return true;
	}
	return false;
}

/* What a version says that no act before it has written was struck out. */
static bool
is_struck(const struct desk *desk, const struct past *past,
    const struct address *address)
{
	const struct opened *open = &desk->open;

	if (!past || !address->field)
		return false;
	for (size_t i = 0; i < open->event_count; i++) {
		const struct event *event = &open->events[i];
		if (writes(desk, event, address))
			return false;
		if (event->act == ACT_FREEZE &&
		    event->of == past->version.number)
			return true;
	}
	return false;
}

bool
past_compare(struct desk *desk, struct arena *arena,
    const struct past_comparison *of, const struct difference **items,
    size_t *count, struct err *err)
{
	const char *struck = words_get(of->words, WORD_DESK_VERSION_STRUCK);

	*count = 0;
	*items = NULL;
	if (!desk_read_history(desk, err))
		return false;
	const struct difference *found =
	    differences_of(arena, &of->before->side,
		of->later ? &of->later->side : of->after, of->words, count);
	struct difference *told =
	    arena_get(arena, (*count + 1) * sizeof(*told));
	for (size_t i = 0; i < *count; i++) {
		told[i] = found[i];
		if (told[i].before &&
		    is_struck(desk, of->before, &told[i].address))
			told[i].before = struck;
		if (told[i].after &&
		    is_struck(desk, of->later, &told[i].address))
			told[i].after = struck;
	}
	*items = told;
	return true;
}
