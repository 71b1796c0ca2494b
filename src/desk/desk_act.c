/*
 * Acts on the open plan: one event each, on the disk before they return.
 *
 * Every act is a draft that is committed at once (desk/draft.h).  What is told
 * of a wrong answer, and which act Undo takes back, is decided here.
 *
 * Tested by tests/unit/desk_act.c.
 */
#include "desk/draft.h"
#include "desk/state.h"
#include "desk/steps.h"
#include "desk/typing.h"
#include "plan/address.h"

bool
desk_answer(struct desk *desk, const struct address *address, const char *text,
    const char *whose, const char *how, struct err *err)
{
	struct draft draft = {.desk = desk};
	struct answer answer = {0};
	const struct event *found;

	if (!draft_settle(desk, &found, err))
		return false;
	if (!text_is_blank(text))
		answer = (struct answer){.text = text,
		    .whose = whose,
		    .how = how,
		    .at = desk_now(desk)};
	draft_answer(&draft, address, &answer);
	if (draft.count > 0)
		return draft_commit(&draft, ACT_CHANGE, 0, err);
	desk->open.has_typing = false;
	return store_clear_pending(desk->store, desk->open.id, err) &&
	       desk_save_steps(desk, err);
}

bool
desk_give(
    struct desk *desk, const struct given *given, size_t count, struct err *err)
{
	struct draft draft = {.desk = desk};
	const struct event *found;

	if (!draft_settle(desk, &found, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct answer answer = given[i].answer;
		answer.at = desk_now(desk);
		draft_answer(&draft, &given[i].address, &answer);
	}
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}

bool
desk_take_asleep(struct desk *desk, size_t field, int row, struct err *err)
{
	const struct reading *reading = desk_reading(desk);
	struct given given[VOICE_MAX] = {{.address = {0}}};
	size_t count = 0;

	for (enum voice voice = VOICE_PERSON; voice < VOICE_MAX; voice++)
		if (reading_answer(reading, field, row, voice))
			given[count++] = (struct given){
			    .address = {.field =
					    desk_forms(desk)->fields[field].id,
				.row = row,
				.voice = voice},
			    .answer = {.text = ""},
			};
	return desk_give(desk, given, count, err);
}

/* Or is it too long, or has it no more numbers for them? */
bool
desk_has_room(struct desk *desk, const char *list, struct err *err)
{
	size_t count;

	plan_rows(desk->open.plan, list, &count);
	return (count < ROWS_MAX &&
		   plan_next_row(desk->open.plan, list) <= ROW_MAX) ||
	       err_set(err, WORD_DESK_LIST_FULL, list, NULL);
}

/* Has it added a row to the list, and done nothing else? */
static bool
has_added_row(const struct event *event, const char *repeat)
{
	const struct change *change = event->changes;

	return event->act == ACT_CHANGE && event->count == 1 &&
	       change->kind == CHANGE_ROW && text_is(change->repeat, repeat) &&
	       change->place_before < 0 && change->place_after >= 0;
}

/* A row that has gone meanwhile is gone. */
static bool
is_row(const struct desk *desk, const char *repeat, int row)
{
	return plan_row_place(desk->open.plan, repeat, row) >= 0;
}

bool
desk_add_row(struct desk *desk, const char *repeat, int *row, struct err *err)
{
	struct draft draft = {.desk = desk};
	const struct event *found;

	*row = 0;
	if (!draft_settle(desk, &found, err))
		return false;
	if (found && has_added_row(found, repeat)) {
		*row = found->changes[0].row;
		return true;
	}
	struct change change =
	    change_add_row(desk->open.plan, desk->open.arena, repeat);
	*row = change.row;
	if (!desk_has_room(desk, repeat, err))
		return false;
	draft_add(&draft, change);
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}

bool
desk_move_row(
    struct desk *desk, const char *repeat, int row, int place, struct err *err)
{
	struct draft draft = {.desk = desk};
	const struct event *found;

	if (!draft_settle(desk, &found, err))
		return false;
	if (found && !is_row(desk, repeat, row))
		return true;
	draft_add(&draft, change_move_row(desk->open.plan, desk->open.arena,
			      repeat, row, place));
	return draft_commit(&draft, ACT_CHANGE, 0, err);
}

bool
desk_remove_row(struct desk *desk, const char *repeat, int row, struct err *err)
{
	struct draft draft = {.desk = desk};
	const struct event *found;

	if (!draft_settle(desk, &found, err))
		return false;
	if (found && !is_row(desk, repeat, row))
		return true;
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
	if (!desk_has_room(desk, list, err))
		return false;
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
	value_put_problem(
	    &why, &set->fields[index], &problem, desk_words(desk));
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
	const struct event *found;
	bool is_done = draft_settle(desk, &found, err);

	for (size_t i = 0; is_done && i < count; i++)
		is_done =
		    draft_setting(&draft, &settings[i], &addresses[i], err);
	if (is_done)
		is_done = draft_commit(&draft, ACT_CHANGE, 0, err) &&
			  desk_drop_typing(desk, addresses, count, err);
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

/* The event at `at`, forwards or backwards. */
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
	for (size_t i = 0; i < count; i++) {
		if (!plan_fits(open->plan, &changes[i])) {
			draft_drop(&draft);
			return err_set(
			    err, WORD_DESK_HISTORY_WRONG, desk->file, NULL);
		}
		draft_add(&draft, changes[i]);
	}
	tell_where(&event, where);
	return draft_commit(&draft, act, event.sequence, err);
}

/* Undo and redo alike; one that was tried before may be there already. */
static bool
go_through_history(struct desk *desk, enum act act, bool *done,
    struct address *where, struct err *err)
{
	const struct opened *open = &desk->open;
	const struct event *found;

	*done = false;
	if (!draft_settle(desk, &found, err) || !desk_read_history(desk, err))
		return false;
	if (found && found->act == act) {
		tell_where(found, where);
		*done = true;
		return true;
	}
	size_t at = history_next(open->events, open->event_count, act, 0);
	return replay_event(desk, at, act, done, where, err);
}

bool
desk_next_act(struct desk *desk, enum act act, struct event *event)
{
	const struct opened *open = &desk->open;
	struct err ignored = {0};

	if (!desk_read_history(desk, &ignored))
		return false;
	size_t at = history_next(open->events, open->event_count, act, 0);
	if (at == NONE || begins_plan(&open->events[at]))
		return false;
	*event = open->events[at];
	return true;
}

bool
desk_undo(struct desk *desk, bool *done, struct address *where, struct err *err)
{
	return go_through_history(desk, ACT_UNDO, done, where, err);
}

bool
desk_redo(struct desk *desk, bool *done, struct address *where, struct err *err)
{
	return go_through_history(desk, ACT_REDO, done, where, err);
}

/* Has nobody said anything in the row? */
static bool
is_empty_row(const struct desk *desk, const char *repeat, int row)
{
	const struct form_set *set = desk_forms(desk);
	const struct repeat *list =
	    &set->repeats[form_find_repeat(set, repeat)];

	for (size_t i = 0; i < list->field_count; i++)
		for (enum voice voice = 0; voice < VOICE_MAX; voice++) {
			const struct address address = {
			    .field = set->fields[list->fields[i]].id,
			    .row = row,
			    .voice = voice,
			};
			if (plan_answer(desk_plan(desk), &address))
				return false;
		}
	return true;
}

bool
desk_unmake_row(struct desk *desk, const char *repeat, int row)
{
	struct event last;
	struct err ignored = {0};
	bool is_done;

	return is_empty_row(desk, repeat, row) &&
	       desk_next_act(desk, ACT_UNDO, &last) &&
	       has_added_row(&last, repeat) && last.changes[0].row == row &&
	       desk_undo(desk, &is_done, NULL, &ignored) && is_done;
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
