/*
 * Restore points: set, listed, gone back to.
 *
 * A point is an event that changes nothing.  Going back makes the plan what it
 * was then: the events since are taken back on a copy, and one act makes of
 * the plan what the copy is.  Answers that were struck out are in none of
 * those events, so they do not come back.  The act names the point's event.
 *
 * Tested by tests/unit/desk_point.c.
 */
#include "desk/point.h"

#include "desk/draft.h"
#include "desk/sheet.h"

/* --- Setting and listing -------------------------------------------------- */

bool
desk_list_points(struct desk *desk, struct arena *arena,
    const struct point **points, size_t *count, struct err *err)
{
	const struct opened *open = &desk->open;

	*count = 0;
	*points = NULL;
	if (!desk_read_history(desk, err))
		return false;
	struct point *list =
	    arena_get(arena, (open->event_count + 1) * sizeof(*list));
	for (size_t i = open->event_count; i-- > 0;) {
		const struct event *event = &open->events[i];
		if (event->act == ACT_POINT && event->note)
			list[(*count)++] = (struct point){
			    .sequence = event->sequence,
			    .name = arena_copy(arena, event->note),
			    .at = event->at,
			    .who = arena_copy(arena, event->who),
			};
	}
	*points = list;
	return true;
}

static bool
is_free(struct desk *desk, const char *name, struct err *err)
{
	struct arena *arena = arena_new();
	const struct point *points;
	size_t count;
	bool is_read = desk_list_points(desk, arena, &points, &count, err);
	bool is_taken = false;

	for (size_t i = 0; i < count; i++)
		is_taken |= text_is(points[i].name, name);
	arena_free(arena);
	return is_read && (!is_taken || err_set(err, WORD_POINT_TAKEN, NULL));
}

bool
desk_set_point(struct desk *desk, const char *name, struct err *err)
{
	char sheet[SHEET_NAME_SIZE];
	struct draft draft = {
	    .desk = desk,
	    .sheet = sheet_name(desk, SHEET_POINT, 0, sheet),
	};
	const struct event *found;

	if (text_is_blank(name))
		return err_set(err, WORD_POINT_EMPTY, NULL);
	if (!draft_settle(desk, &found, err))
		return false;
	if (found && found->act == ACT_POINT && text_is(found->note, name)) {
		draft_forget_sheet(&draft);
		return true;
	}
	return is_free(desk, name, err) &&
	       draft_note(&draft, ACT_POINT, 0, name, err);
}

/* --- Going back ----------------------------------------------------------- */

static void
restore_answers(struct draft *draft, const struct plan *then, size_t from)
{
	const struct opened *open = &draft->desk->open;

	for (size_t i = from; i < open->event_count; i++)
		for (size_t j = 0; j < open->events[i].count; j++) {
			const struct change *change =
			    &open->events[i].changes[j];
			if (change->kind != CHANGE_ANSWER)
				continue;
			const struct answer *was =
			    plan_answer(then, &change->address);
			draft_add(draft, change_answer(open->plan, open->arena,
					     change->address,
					     was ? *was : (struct answer){0}));
		}
}

/* A row that was taken away is there again, at the place it had. */
static struct change
bring_row(const char *repeat, int row, int place)
{
	return (struct change){
	    .kind = CHANGE_ROW,
	    .repeat = repeat,
	    .row = row,
	    .place_before = -1,
	    .place_after = place,
	};
}

static void
restore_list(struct draft *draft, const struct plan *then, const char *repeat)
{
	struct opened *open = &draft->desk->open;
	size_t count;
	const int *rows = plan_rows(open->plan, repeat, &count);

	for (size_t i = count; i-- > 0;)
		if (plan_row_place(then, repeat, rows[i]) < 0) {
			draft_add(draft, change_remove_row(open->plan,
					     open->arena, repeat, rows[i]));
			rows = plan_rows(open->plan, repeat, &count);
		}
	rows = plan_rows(then, repeat, &count);
	for (size_t i = 0; i < count; i++)
		draft_add(draft, plan_row_place(open->plan, repeat, rows[i]) < 0
				     ? bring_row(repeat, rows[i], (int)i)
				     : change_move_row(open->plan, open->arena,
					   repeat, rows[i], (int)i));
}

static void
restore_lists(struct draft *draft, const struct plan *then, size_t from)
{
	const struct opened *open = &draft->desk->open;

	for (size_t i = from; i < open->event_count; i++)
		for (size_t j = 0; j < open->events[i].count; j++)
			if (open->events[i].changes[j].kind == CHANGE_ROW)
				restore_list(draft, then,
				    open->events[i].changes[j].repeat);
}

/* The event after that of the point, by index; NONE: there is no such point. */
static size_t
behind(const struct opened *open, int64_t sequence)
{
	for (size_t i = 0; i < open->event_count; i++)
		if (open->events[i].act == ACT_POINT &&
		    open->events[i].sequence == sequence)
			return i + 1;
	return NONE;
}

bool
desk_go_back(struct desk *desk, int64_t sequence, bool *done, struct err *err)
{
	struct draft draft = {.desk = desk};
	const struct opened *open = &desk->open;
	const struct event *found;

	*done = false;
	if (!draft_settle(desk, &found, err) || !desk_read_history(desk, err))
		return false;
	*done = found && found->act == ACT_CHANGE && found->of == sequence;
	if (*done)
		return true;
	size_t from = behind(open, sequence);
	if (from == NONE)
		return err_set(err, WORD_POINT_NOT_THERE, NULL);
	struct plan *then = plan_copy(open->plan);
	bool fits = history_rewind(then, open->events, open->event_count, from);
	if (fits) {
		draft_add(&draft,
		    change_forms(open->plan, open->arena, plan_forms(then)));
		restore_answers(&draft, then, from);
		restore_lists(&draft, then, from);
	}
	plan_free(then);
	*done = draft.count > 0;
	return fits ? draft_commit(&draft, ACT_CHANGE, sequence, err)
		    : err_set(err, WORD_DESK_HISTORY_WRONG, desk->file, NULL);
}
