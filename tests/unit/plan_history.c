/*
 * Events: undo and redo over any history, and random lives of plans that must
 * come back to nothing and return the same.
 */
#include "plan/history.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"

/* A history a letter an act: c i p, U<n> and R<n> of event n. */
static size_t
read_history(const char *text, struct event *events)
{
	static const char letters[] = "ciURp";
	size_t count = 0;
	for (const char *at = text; *at; at++) {
		struct event *event = &events[count++];
		*event = (struct event){.sequence = (int64_t)count};
		event->act = (enum act)(strchr(letters, *at) - letters);
		if (*at == 'U' || *at == 'R')
			event->of = *++at - '0';
	}
	return count;
}

Test(history, undoes_what_was_done_last_and_redoes_what_was_undone_last)
{
	static const struct {
		const char *history;
		size_t undo, redo; /* sequences; 0 for none */
	} cases[] = {
	    {"", 0, 0}, {"c", 1, 0}, {"cc", 2, 0}, {"ccU2", 1, 2},
	    {"ccU2U1", 0, 1}, {"ccU2U1R1", 1, 2}, {"ccU2U1R1R2", 2, 0},
	    {"ccU2c", 4, 0}, {"ccU2cU4", 1, 4}, {"ccU2cU4U1", 0, 1},
	    {"ccU2cU4U1R1", 1, 4}, {"cip", 2, 0}, {"cpipU3p", 1, 3},
	    {"cpU1", 0, 1}, {"cU1R1U1R1U1", 0, 1},
	    /* Several at once, back and forth. */
	    {"ccU1", 0, 1}, {"cccU2", 1, 2}, {"cccU2R3", 3, 0},
	    {"cccU2R2", 2, 3}, {"cccU2c", 5, 0}, {"cpcipU3", 1, 3},
	    {"cU1cR1", 3, 0}, /* forgotten: nothing to redo */
	};
	struct event events[16];
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		size_t count = read_history(cases[i].history, events);
		size_t undo = history_next(events, count, ACT_UNDO, 0);
		size_t redo = history_next(events, count, ACT_REDO, 0);
		cr_assert(undo + 1 == cases[i].undo, "%s: undo %zu",
		    cases[i].history, undo + 1);
		cr_assert(redo + 1 == cases[i].redo, "%s: redo %zu",
		    cases[i].history, redo + 1);
	}
}

Test(history, knows_what_comes_after_the_next)
{
	struct event events[16];
	size_t count = read_history("cicccU4", events);

	for (size_t number = 0; number < 3; number++)
		cr_assert_eq(
		    history_next(events, count, ACT_UNDO, number), 2 - number);
	cr_assert_eq(history_next(events, count, ACT_UNDO, 3), NONE);
	cr_assert_eq(history_next(events, count, ACT_REDO, 0), 3);
	cr_assert_eq(history_next(events, count, ACT_REDO, 1), 4);
	cr_assert_eq(history_next(events, count, ACT_REDO, 2), NONE);
	/* Of a part, in which the acts that are named do not stand. */
	cr_assert_eq(history_next(events + 4, 2, ACT_UNDO, 0), NONE);
	cr_assert_eq(history_next(events + 4, 2, ACT_REDO, 0), 0);
}

Test(history, has_names_for_acts)
{
	for (enum act act = ACT_CHANGE; act < ACT_MAX; act++)
		cr_assert(act_find(act_name(act)) == act);
	cr_assert(act_find("gossip") == ACT_MAX);
}

/* --- Random lives --------------------------------------------------------- */

enum { LIVES = 60, ACTS = 120, CHANGES = 4 };

struct life {
	struct plan *plan;
	struct arena *arena;
	uint64_t seed;
	struct event events[3 * ACTS];
	size_t count;
};

static unsigned
draw(struct life *life, unsigned below)
{
	life->seed = life->seed * UINT64_C(6364136223846793005) +
		     UINT64_C(1442695040888963407);
	return (unsigned)(life->seed >> 33) % below;
}

static struct change
draw_row_change(struct life *life)
{
	static const char *const lists[] = {"lines", "people"};
	const char *list = lists[draw(life, 2)];
	size_t count;
	const int *rows = plan_rows(life->plan, list, &count);
	if (count == 0 || draw(life, 3) == 0)
		return change_add_row(life->plan, life->arena, list);
	int row = rows[draw(life, (unsigned)count)];
	if (draw(life, 2) == 0)
		return change_remove_row(life->plan, life->arena, list, row);
	return change_move_row(life->plan, life->arena, list, row,
	    (int)draw(life, (unsigned)count));
}

static struct change
draw_change(struct life *life)
{
	static const char *const fields[] = {"meals", "cost", "name", "when"};
	static const char *const texts[] = {NULL, "yes", "no", "£4", "Siân"};
	static const char *const hashes[] = {NULL, "a1", "b2"};
	unsigned kind = draw(life, 10);
	if (kind < 3)
		return draw_row_change(life);
	if (kind == 3)
		return change_forms(
		    life->plan, life->arena, hashes[draw(life, 3)]);
	struct address address = {
	    .field = fields[draw(life, 4)],
	    .row = (int)draw(life, 3),
	    .voice = (enum voice)draw(life, VOICE_MAX),
	};
	return change_answer(life->plan, life->arena, address,
	    (struct answer){.text = texts[draw(life, 5)],
		.whose = draw(life, 2) ? "Huw" : NULL,
		.at = (int64_t)draw(life, 9)});
}

static void
append(struct life *life, enum act act, int64_t of,
    const struct change *changes, size_t count)
{
	cr_assert(life->count < ARRAY_LENGTH(life->events));
	life->events[life->count] = (struct event){
	    .sequence = (int64_t)life->count + 1,
	    .act = act,
	    .of = of,
	    .changes = changes,
	    .count = count,
	};
	life->count++;
}

static void
do_something(struct life *life)
{
	size_t count = 1 + draw(life, CHANGES);
	struct change *changes =
	    arena_get(life->arena, count * sizeof(*changes));
	for (size_t i = 0; i < count; i++) {
		changes[i] = draw_change(life);
		plan_apply(life->plan, &changes[i]);
	}
	append(life, ACT_CHANGE, 0, changes, count);
}

static bool
undo(struct life *life)
{
	size_t at = history_next(life->events, life->count, ACT_UNDO, 0);
	if (at == NONE)
		return false;
	size_t count;
	const struct change *back =
	    event_invert(life->arena, &life->events[at], &count);
	for (size_t i = 0; i < count; i++)
		plan_apply(life->plan, &back[i]);
	append(life, ACT_UNDO, life->events[at].sequence, back, count);
	return true;
}

static bool
redo(struct life *life)
{
	size_t at = history_next(life->events, life->count, ACT_REDO, 0);
	if (at == NONE)
		return false;
	const struct event *event = &life->events[at];
	for (size_t i = 0; i < event->count; i++)
		plan_apply(life->plan, &event->changes[i]);
	append(life, ACT_REDO, event->sequence, event->changes, event->count);
	return true;
}

static bool
note_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	str_format(context, "%s.%d.%s=%s|%s|%lld\n", address->field,
	    address->row, voice_name(address->voice), answer->text,
	    answer->whose ? answer->whose : "", (long long)answer->at);
	return true;
}

static bool
note_living_row(void *context, const char *repeat, int row, int place)
{
	if (place >= 0)
		str_format(context, "%s.%d@%d\n", repeat, row, place);
	return true;
}

/* What a plan says; numbers once given to rows that are gone say nothing. */
static void
write_down(const struct plan *plan, struct str *out)
{
	str_clear(out);
	if (plan_forms(plan))
		str_format(out, "forms %s\n", plan_forms(plan));
	plan_each(plan, note_answer, out);
	plan_each_row(plan, note_living_row, out);
}

static void
live(struct life *life)
{
	for (int i = 0; i < ACTS; i++) {
		unsigned what = draw(life, 5);
		if (what == 3)
			undo(life);
		else if (what == 4)
			redo(life);
		else
			do_something(life);
	}
}

/* How many acts can be undone from here, all the way and back again. */
Test(history, comes_back_to_nothing_and_returns_the_same)
{
	struct str before = STR_EMPTY, after = STR_EMPTY;
	for (uint64_t seed = 0; seed < LIVES; seed++) {
		struct life life = {
		    .plan = plan_new(),
		    .arena = arena_new(),
		    .seed = seed,
		};
		live(&life);
		write_down(life.plan, &before);
		int undone = 0, redone = 0;
		while (redo(&life))
			;
		write_down(life.plan, &before);
		while (undo(&life))
			undone++;
		write_down(life.plan, &after);
		cr_assert_str_empty(after.text, "life %d", (int)seed);
		while (redo(&life))
			redone++;
		write_down(life.plan, &after);
		cr_assert_str_eq(after.text, before.text, "life %d", (int)seed);
		cr_assert(undone == redone && undone > 10, "life %d: %d",
		    (int)seed, undone);
		arena_free(life.arena);
		plan_free(life.plan);
	}
	str_release(&before);
	str_release(&after);
}
