/*
 * Drafts: acts while they are built, and the saving of an act.
 *
 * A draft applies its changes to the open plan one by one; committing computes
 * the summary from the plan as it is now and saves the event.  If that fails,
 * the plan from before is put back, so that memory and disk say the same.
 * Events and their texts live in the open plan's arena.
 *
 * A save that failed can have reached the disk all the same.  So whenever one
 * fails the plan is read again: if the event is there it was saved, and if it
 * is not nothing was.  While not even that can be read the event is unsure,
 * and every act begins by finding out what has become of it.
 *
 *	struct draft draft = {.desk = desk};
 *	draft_add(&draft, change_add_row(desk->open.plan, ...));
 *	return draft_commit(&draft, ACT_CHANGE, 0, err);
 *
 * Tested by tests/unit/desk_act.c.
 */
#include "desk/draft.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "desk/typing.h"
#include "plan/due.h"
#include "plan/progress.h"

void
draft_add(struct draft *draft, struct change change)
{
	struct opened *open = &draft->desk->open;

	if (change_is_empty(&change))
		return;
	if (!draft->plan_before)
		draft->plan_before = plan_copy(open->plan);
	draft->changes = mem_grow(draft->changes, draft->count,
	    &draft->capacity, sizeof(*draft->changes));
	draft->changes[draft->count++] = change;
	plan_apply(open->plan, &change);
}

/* An answer; the same words from the same person, said again, are no act. */
static void
draft_answer_at(struct draft *draft, const struct address *address,
    const struct answer *answer)
{
	struct opened *open = &draft->desk->open;
	const struct answer *old = plan_answer(open->plan, address);
	struct answer same = *answer;

	if (old)
		same.at = old->at;
	if (!old || !answer_is_same(old, &same))
		draft_add(draft,
		    change_answer(open->plan, open->arena, *address, *answer));
}

/*
 * An answer to a question.  One that lies under a former id of it goes: it
 * would come back as soon as this one is taken away.
 */
void
draft_answer(struct draft *draft, const struct address *address,
    const struct answer *answer)
{
	const struct opened *open = &draft->desk->open;
	const struct form_set *set = open->forms->set;
	size_t found = form_find_field(set, address->field);

	draft_answer_at(draft, address, answer);
	if (found == NONE)
		return;
	for (size_t i = 0; i < set->fields[found].was_count; i++) {
		struct address former = *address;
		former.field = set->fields[found].was[i];
		if (!text_is(former.field, address->field) &&
		    plan_answer(open->plan, &former))
			draft_answer_at(draft, &former, &(struct answer){0});
	}
}

/* The forms that the plan names now: others, after adopting or undoing it. */
static bool
follow_forms(struct draft *draft, struct err *err)
{
	struct opened *open = &draft->desk->open;
	const char *hash = plan_forms(open->plan);
	struct forms *forms;

	if (text_is(hash, open->forms->hash))
		return true;
	if (!desk_hold_forms(draft->desk, hash, &forms, err))
		return false;
	draft->forms_before = open->forms;
	open->forms = forms;
	return true;
}

/* Undoing the changes would not do: the number of a new row stays given. */
void
draft_drop(struct draft *draft)
{
	struct opened *open = &draft->desk->open;

	desk_forget_computed(draft->desk);
	if (draft->plan_before) {
		plan_free(open->plan);
		open->plan = draft->plan_before;
	}
	if (draft->forms_before) {
		forms_let_go(open->forms);
		open->forms = draft->forms_before;
	}
	mem_free(draft->changes);
	*draft = (struct draft){.desk = draft->desk};
}

/*
 * What sorts a person and finds them: the name, and behind it what they want
 * to be called, since that is the name on every screen.
 */
static const char *
sort_name_of(
    const struct reading *reading, const char *name, struct arena *arena)
{
	const struct result *called =
	    reading_of_meaning(reading, MEANS_PERSON_CALLED, 0);
	struct str names = STR_EMPTY, key = STR_EMPTY;

	str_put(&names, name);
	if (called && called->state == STATE_ANSWERED &&
	    !text_is(called->typed, name))
		str_format(&names, " %s", called->typed);
	utf8_sort_key(&key, names.text);
	str_release(&names);
	return str_keep(&key, arena);
}

struct summary
draft_summarize(struct desk *desk, struct arena *arena)
{
	const struct reading *reading = desk_reading(desk);
	const struct result *name =
	    reading_of_meaning(reading, MEANS_PERSON_NAME, 0);
	const struct budget *budget = desk_budget(desk);
	struct summary summary = {
	    .id = desk->open.id,
	    .reference = desk->open.reference,
	    .name = name && name->typed ? name->typed : "",
	    .step = progress_step(reading, desk_readiness(desk)),
	    .has_left = budget->left_week.is_known,
	    .left_week = budget->left_week.pence,
	    .touched = desk_now(desk),
	};

	summary.sort_name = sort_name_of(reading, summary.name, arena);
	due_list(reading, arena, &summary.due, &summary.due_count);
	return summary;
}

/* What happens now, done by whoever sits here. */
static struct event
begin_event(const struct desk *desk, enum act act, int64_t of)
{
	return (struct event){
	    .at = desk_now(desk),
	    .who = desk->who,
	    .act = act,
	    .of = of,
	};
}

/* The clock is compared as when the history is read from the file. */
static void
add_event(struct opened *open, struct event event)
{
	if (open->event_count > 0)
		event.clock_went_back =
		    event.at < open->events[open->event_count - 1].at;
	open->events = mem_grow(open->events, open->event_count,
	    &open->event_capacity, sizeof(*open->events));
	open->events[open->event_count++] = event;
}

/* Keep a saved event. */
static void
keep_event(struct opened *open, struct draft *draft, struct event event)
{
	add_event(open, event);
	plan_free(draft->plan_before);
	forms_let_go(draft->forms_before);
	*draft = (struct draft){.desk = draft->desk};
}

/*
 * RULE: a sheet goes in the transaction of the act that it becomes.  In another
 * one it would come back when the program ends between the two, and whoever
 * finds it would do the act again.  Steps of typing come in that of the act
 * that they have led to, or Undo would know of one and not of the other.
 */
static bool
save_with(const struct draft *draft, const struct event *event,
    const struct summary *summary, struct err *err)
{
	struct desk *desk = draft->desk;
	struct store *store = desk->store;

	if (!store_begin(store, err))
		return false;
	if (store_save(store, desk->open.id, event, summary, err) &&
	    (!draft->sheet ||
		store_put_setting(store, draft->sheet, NULL, err)) &&
	    (!steps_are_new(desk) || steps_put(desk, err))) {
		bool is_saved = store_commit(store, err);
		if (is_saved)
			steps_are_saved(desk);
		return is_saved;
	}
	store_roll_back(store);
	return false;
}

static bool
save(const struct draft *draft, const struct event *event, struct err *err)
{
	struct desk *desk = draft->desk;
	struct arena *arena = arena_new();
	struct summary summary = draft_summarize(desk, arena);
	bool has_more = draft->sheet ||
			(steps_are_new(desk) && !store_has_begun(desk->store));
	bool is_saved = has_more ? save_with(draft, event, &summary, err)
				 : store_save(desk->store, desk->open.id, event,
				       &summary, err);

	arena_free(arena);
	return is_saved;
}

/* --- What a failed save has left ------------------------------------------ */

/* Is it the plan's last event?  The note of some acts is the store's own. */
static bool
is_last(const struct opened *open, struct event event)
{
	if (open->event_count == 0)
		return false;
	const struct event *last = &open->events[open->event_count - 1];
	if (!event.note)
		event.note = last->note;
	return event_is_same(&event, last);
}

/* A plan that it was the first event of is not there without it. */
static bool
look_for_plan(struct desk *desk, bool *is_there, struct err *err)
{
	int64_t id = desk->open.id - 1;
	bool is_read = store_next_plan(desk->store, &id, err);

	*is_there = id == desk->open.id;
	return is_read;
}

/* The event is there: what it took out of the file goes out of memory. */
static void
follow_event(struct desk *desk, const struct event *event)
{
	desk->saved_at = event->at;
	if (event->act == ACT_STRIKE)
		desk->open.has_typing = false;
	if (event->act == ACT_STRIKE || event->act == ACT_FREEZE)
		steps_forget(desk);
}

bool
draft_settle(struct desk *desk, const struct event **found, struct err *err)
{
	struct opened *open = &desk->open;
	const struct event *unsure = open->unsure;
	bool is_there;

	*found = NULL;
	if (!unsure)
		return true;
	if (!store_confirm(desk->store, err) ||
	    !look_for_plan(desk, &is_there, err) ||
	    (is_there && !desk_load_again(desk, err)))
		return false;
	open->unsure = NULL;
	if (is_there && is_last(open, *unsure)) {
		follow_event(desk, unsure);
		*found = unsure;
	}
	return true;
}

bool
draft_is_there(struct desk *desk, const struct event *event, struct err *err)
{
	struct opened *open = &desk->open;
	struct err ignored = {0};
	const struct event *found;

	/* Of what lies in an unfinished transaction nothing is there. */
	if (store_has_begun(desk->store))
		return false;
	open->unsure = arena_copy_items(open->arena, event, 1, sizeof(*event));
	if (!draft_settle(desk, &found, &ignored) || !found)
		return false;
	err_clear(err);
	return true;
}

/* --- Saving --------------------------------------------------------------- */

bool
draft_commit(struct draft *draft, enum act act, int64_t of, struct err *err)
{
	struct desk *desk = draft->desk;
	struct opened *open = &desk->open;
	struct event event = begin_event(desk, act, of);

	if (draft->count == 0)
		return true;
	desk_forget_computed(desk);
	if (!desk_read_history(desk, err) || !follow_forms(draft, err)) {
		draft_drop(draft);
		return false;
	}
	event.sequence = (int64_t)open->event_count + 1;
	event.changes = arena_keep(
	    open->arena, draft->changes, draft->count, sizeof(*draft->changes));
	event.count = draft->count;
	draft->changes = NULL;
	if (!save(draft, &event, err)) {
		draft_drop(draft);
		return draft_is_there(desk, &event, err);
	}
	keep_event(open, draft, event);
	desk_end_typing(desk, event.changes, event.count);
	desk->saved_at = event.at;
	return true;
}

void
draft_forget_sheet(struct draft *draft)
{
	struct err ignored = {0};

	if (draft->sheet)
		store_put_setting(
		    draft->desk->store, draft->sheet, NULL, &ignored);
}

bool
draft_note(struct draft *draft, enum act act, int64_t of, const char *note,
    struct err *err)
{
	struct desk *desk = draft->desk;
	struct opened *open = &desk->open;
	struct event event = begin_event(desk, act, of);
	const struct event *found;

	if (!draft_settle(desk, &found, err) || !desk_read_history(desk, err))
		return false;
	if (found && found->act == act && found->of == of &&
	    text_is(found->note, note)) {
		draft_forget_sheet(draft);
		return true;
	}
	event.note = arena_copy(open->arena, note);
	event.sequence = (int64_t)open->event_count + 1;
	if (!save(draft, &event, err))
		return draft_is_there(desk, &event, err);
	add_event(open, event);
	desk->saved_at = event.at;
	return true;
}
