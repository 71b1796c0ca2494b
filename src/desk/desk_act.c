/*
 * Acts on the open plan: one event each, on the disk before they return.
 *
 * A draft applies its changes to the plan one by one; committing computes the
 * summary from the plan as it is now and saves the event.  If that fails, the
 * plan from before is put back, so that memory and disk say the same.  Events
 * and their texts live in the open plan's arena.
 *
 * Tested by tests/unit/desk_act.c.
 */

#include "base/utf8.h"
#include "desk/state.h"
#include "plan/address.h"
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
static void
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
static void
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

static const char *
next_date(const struct reading *reading)
{
	size_t visits =
	    form_find_meaning(reading_source(reading)->set, MEANS_VISIT);
	const struct result *next = NULL;
	const struct result *review =
	    reading_of_meaning(reading, MEANS_REVIEW_DUE, 0);

	if (visits != NONE)
		next = reading_of_meaning(reading, MEANS_VISIT_NEXT,
		    reading_newest_row(reading, visits));
	if (next && next->state == STATE_ANSWERED)
		return next->value.text;
	if (review && review->state == STATE_ANSWERED)
		return review->value.text;
	return NULL;
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

/* The summary of the plan as it is now; texts from the arena. */
static struct summary
summarize(struct desk *desk, struct arena *arena)
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
	    .next = next_date(reading),
	    .touched = desk_now(desk),
	};

	summary.sort_name = sort_name_of(reading, summary.name, arena);
	return summary;
}

/* Keep a saved event, whose changes become the open plan's. */
static void
keep_event(struct opened *open, struct draft *draft, struct event event)
{
	event.changes = arena_keep(
	    open->arena, draft->changes, draft->count, sizeof(*draft->changes));
	open->events = mem_grow(open->events, open->event_count,
	    &open->event_capacity, sizeof(*open->events));
	open->events[open->event_count++] = event;
	plan_free(draft->plan_before);
	forms_let_go(draft->forms_before);
	*draft = (struct draft){.desk = draft->desk};
}

static bool
save(struct desk *desk, const struct event *event, struct err *err)
{
	struct arena *arena = arena_new();
	struct summary summary = summarize(desk, arena);
	bool is_saved =
	    store_save(desk->store, desk->open.id, event, &summary, err);

	arena_free(arena);
	return is_saved;
}

bool
draft_commit(struct draft *draft, enum act act, int64_t of, struct err *err)
{
	struct desk *desk = draft->desk;
	struct opened *open = &desk->open;
	struct event event = {
	    .at = desk_now(desk),
	    .who = desk->who,
	    .act = act,
	    .of = of,
	    .changes = draft->changes,
	    .count = draft->count,
	};

	if (draft->count == 0)
		return true;
	desk_forget_computed(desk);
	bool is_ready =
	    desk_read_history(desk, err) && follow_forms(draft, err);
	event.sequence = (int64_t)open->event_count + 1;
	if (!is_ready || !save(desk, &event, err)) {
		draft_drop(draft);
		return false;
	}
	keep_event(open, draft, event);
	desk->saved_at = event.at;
	return true;
}

bool
desk_answer(struct desk *desk, const struct address *address, const char *text,
    const char *whose, const char *how, struct err *err)
{
	struct draft draft = {.desk = desk};
	struct answer answer = {0};

	if (!text_is_blank(text))
		answer = (struct answer){.text = text,
		    .whose = whose,
		    .how = how,
		    .at = desk_now(desk)};
	draft_answer(&draft, address, &answer);
	if (draft.count > 0)
		return draft_commit(&draft, ACT_CHANGE, 0, err);
	return store_clear_pending(desk->store, err);
}

/* Can the list take no more rows, or give them no more numbers? */
static bool
is_list_full(const struct desk *desk, const char *list)
{
	size_t count;

	plan_rows(desk->open.plan, list, &count);
	return count >= ROWS_MAX ||
	       plan_next_row(desk->open.plan, list) > ROW_MAX;
}

bool
desk_add_row(struct desk *desk, const char *repeat, int *row, struct err *err)
{
	struct draft draft = {.desk = desk};
	struct change change =
	    change_add_row(desk->open.plan, desk->open.arena, repeat);

	*row = change.row;
	if (is_list_full(desk, repeat))
		return err_set(err, WORD_DESK_LIST_FULL, repeat, NULL);
	draft_add(&draft, change);
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}

bool
desk_move_row(
    struct desk *desk, const char *repeat, int row, int place, struct err *err)
{
	struct draft draft = {.desk = desk};

	draft_add(&draft, change_move_row(desk->open.plan, desk->open.arena,
			      repeat, row, place));
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}

bool
desk_remove_row(struct desk *desk, const char *repeat, int row, struct err *err)
{
	struct draft draft = {.desk = desk};

	draft_add(&draft,
	    change_remove_row(desk->open.plan, desk->open.arena, repeat, row));
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}

bool
desk_read_address(struct desk *desk, const char *text, struct address *address,
    struct err *err)
{
	return address_read(desk_forms(desk), desk_plan(desk), desk->open.arena,
	    text, address, err);
}

/* The list of an address, made one row longer if the row is the next. */
static bool
add_missing_row(struct desk *desk, struct draft *draft,
    const struct address *address, struct err *err)
{
	const struct plan *plan = desk->open.plan;
	const char *list = address_list(desk_forms(desk), address);

	if (!list || plan_row_place(plan, list, address->row) >= 0)
		return true;
	if (is_list_full(desk, list))
		return err_set(err, WORD_DESK_LIST_FULL, list, NULL);
	draft_add(draft, change_add_row(plan, desk->open.arena, list));
	return true;
}

/* A row that a row reference names and the list has not; 0 if there is none. */
static int
find_missing_row(
    struct desk *desk, const struct field *field, const struct value *value)
{
	const char *list = desk_forms(desk)->repeats[field->rows_of].id;

	for (size_t i = 0; i < value->count; i++)
		if (plan_row_place(desk_plan(desk), list, value->rows[i]) < 0)
			return value->rows[i];
	return 0;
}

/* What keeps an answer from counting; false if nothing does. */
static bool
find_problem(struct desk *desk, const struct address *address,
    const struct field *field, struct err *problem)
{
	struct arena *arena = arena_new();
	struct value value;

	value_read(arena, field,
	    plan_text(
		desk_plan(desk), address->field, address->row, address->voice),
	    desk_today(desk), &value, problem);
	int missing = value.kind == VALUE_ROWS
			  ? find_missing_row(desk, field, &value)
			  : 0;
	if (missing > 0)
		err_set(problem, WORD_DESK_NO_SUCH_ROW,
		    desk_forms(desk)->repeats[field->rows_of].id,
		    arena_format(arena, "%d", missing), NULL);
	arena_free(arena);
	return problem->is_set;
}

void
desk_put_note(
    struct str *notes, struct desk *desk, const struct address *address)
{
	const struct form_set *set = desk_forms(desk);
	size_t index = address->field == NULL
			   ? NONE
			   : form_find_field(set, address->field);
	struct str where = STR_EMPTY, why = STR_EMPTY;
	struct err problem = {0};

	if (index == NONE ||
	    !find_problem(desk, address, &set->fields[index], &problem))
		return;
	address_put(&where, set, address);
	err_put(&why, &problem, desk_words(desk));
	words_put(notes, desk_words(desk), WORD_DESK_NOTE, where.text, why.text,
	    NULL);
	str_put_char(notes, '\n');
	str_release(&where);
	str_release(&why);
}

/* "lines.2" set to nothing: the row goes away, its answers sleep. */
static bool
draft_row(struct draft *draft, const struct setting *setting, struct err *err)
{
	struct desk *desk = draft->desk;
	const struct plan *plan = desk->open.plan;
	const char *list;
	int row;

	if (!text_is_blank(setting->text))
		return err_set(err, WORD_DESK_SET_ROW, setting->address, NULL);
	if (!address_read_row(
		desk_forms(desk), plan, setting->address, &list, &row, err))
		return false;
	draft_add(draft, change_remove_row(plan, desk->open.arena, list, row));
	return true;
}

/* One of several answers; where it stands is kept for the notes. */
static bool
draft_setting(struct draft *draft, const struct setting *setting,
    struct address *address, struct err *err)
{
	struct desk *desk = draft->desk;
	const struct form_set *set = desk_forms(desk);

	if (address_is_row(set, setting->address))
		return draft_row(draft, setting, err);
	const struct answer answer = {
	    .text = text_is_blank(setting->text) ? NULL : setting->text,
	    .at = desk_now(desk),
	};

	if (!desk_read_address(desk, setting->address, address, err))
		return false;
	if (set->fields[form_find_field(set, address->field)].is_sum)
		return err_set(err, WORD_DESK_IS_SUM, address->field, NULL);
	if (!add_missing_row(desk, draft, address, err))
		return false;
	draft_answer(draft, address, &answer);
	return true;
}

bool
desk_set(struct desk *desk, const struct setting *settings, size_t count,
    struct str *notes, struct err *err)
{
	struct draft draft = {.desk = desk};
	struct arena *arena = arena_new();
	struct address *addresses =
	    arena_get(arena, count * sizeof(*addresses));
	bool is_done = true;

	for (size_t i = 0; is_done && i < count; i++)
		is_done =
		    draft_setting(&draft, &settings[i], &addresses[i], err);
	if (is_done)
		is_done = draft_commit(&draft, ACT_CHANGE, 0, err);
	else
		draft_drop(&draft);
	for (size_t i = 0; is_done && i < count; i++)
		desk_put_note(notes, desk, &addresses[i]);
	arena_free(arena);
	return is_done;
}

/* The first answer that an event touches. */
static void
tell_where(const struct event *event, struct address *where)
{
	if (!where)
		return;
	*where = (struct address){0};
	for (size_t i = 0; i < event->count; i++)
		if (event->changes[i].kind == CHANGE_ANSWER) {
			*where = event->changes[i].address;
			return;
		}
}

/* Did the plan begin with it?  Without forms nothing could be shown of it. */
static bool
begins_plan(const struct event *event)
{
	for (size_t i = 0; i < event->count; i++)
		if (event->changes[i].kind == CHANGE_FORMS &&
		    !event->changes[i].forms_before)
			return true;
	return false;
}

/* Undo and redo alike: the event at `at`, forwards or backwards. */
static bool
replay_event(struct desk *desk, size_t at, enum act act, bool *done,
    struct address *where, struct err *err)
{
	struct opened *open = &desk->open;
	struct draft draft = {.desk = desk};

	*done = at != NONE && !begins_plan(&open->events[at]);
	if (!*done)
		return true;

	struct event event = open->events[at];
	const struct change *changes = event.changes;
	size_t count = event.count;
	if (act == ACT_UNDO)
		changes = event_invert(open->arena, &event, &count);
	for (size_t i = 0; i < count; i++)
		draft_add(&draft, changes[i]);
	tell_where(&event, where);
	return draft_commit(&draft, act, event.sequence, err);
}

bool
desk_undo(struct desk *desk, bool *done, struct address *where, struct err *err)
{
	if (!desk_read_history(desk, err))
		return false;
	size_t at = history_undo(desk->open.events, desk->open.event_count);

	return replay_event(desk, at, ACT_UNDO, done, where, err);
}

bool
desk_redo(struct desk *desk, bool *done, struct address *where, struct err *err)
{
	if (!desk_read_history(desk, err))
		return false;
	size_t at = history_redo(desk->open.events, desk->open.event_count);

	return replay_event(desk, at, ACT_REDO, done, where, err);
}

bool
desk_typing(struct desk *desk, const struct address *address, const char *text,
    size_t caret, struct err *err)
{
	const struct pending pending = {
	    .plan = desk->open.id,
	    .address = *address,
	    .text = text,
	    .caret = caret,
	    .at = desk_now(desk),
	};

	return store_put_pending(desk->store, &pending, err);
}
