/*
 * Events and their history: what Undo and Redo mean.
 *
 * Undo is linear.  Going through the events from the first, a change or an
 * import is done and stands on top of what can be undone; an undo moves its
 * event over to what can be redone; a redo moves it back; a new change
 * forgets what could be redone.  Nothing is stored: the answer is worked out
 * from the list each time, so there is no second truth.
 *
 * Whoever goes back over several acts at once names the first of them: an undo
 * moves its event and all that was done after it, a redo its own and all that
 * was undone after it.  One that names none of the events at hand moves those
 * that it spans, so that a part of a history can be asked as well.
 *
 * Tested by tests/unit/plan_history.c.
 */
#include "plan/history.h"

#include <assert.h>
#include <string.h>

#include "base/str.h"

/* Indexes of events, the next one to take on top. */
struct pile {
	size_t *items;
	size_t count, capacity;
};

static const char *const act_names[ACT_MAX] = {
    [ACT_CHANGE] = "change",
    [ACT_IMPORT] = "import",
    [ACT_UNDO] = "undo",
    [ACT_REDO] = "redo",
    [ACT_POINT] = "point",
    [ACT_FREEZE] = "freeze",
    [ACT_SIGN] = "sign",
    [ACT_STRIKE] = "strike",
    [ACT_ERASE] = "erase",
};

const char *
act_name(enum act act)
{
	assert(act < ACT_MAX);
	return act_names[act];
}

enum act
act_find(const char *name)
{
	enum act act = ACT_CHANGE;

	while (act < ACT_MAX && !text_is(act_names[act], name))
		act++;
	return act;
}

bool
event_is_same(const struct event *a, const struct event *b)
{
	bool is_same = a->sequence == b->sequence && a->at == b->at &&
		       text_is(a->who, b->who) && a->act == b->act &&
		       a->of == b->of && text_is(a->note, b->note) &&
		       a->count == b->count;

	for (size_t i = 0; is_same && i < a->count; i++)
		is_same = change_is_same(&a->changes[i], &b->changes[i]);
	return is_same;
}

const struct change *
event_invert(struct arena *arena, const struct event *event, size_t *count)
{
	struct change *inverse =
	    arena_get(arena, event->count * sizeof(*inverse));

	for (size_t i = 0; i < event->count; i++)
		inverse[i] =
		    change_invert(&event->changes[event->count - 1 - i]);
	*count = event->count;
	return inverse;
}

bool
history_rewind(
    struct plan *plan, const struct event *events, size_t count, size_t from)
{
	for (size_t i = count; i-- > from;)
		for (size_t j = events[i].count; j-- > 0;) {
			struct change back =
			    change_invert(&events[i].changes[j]);
			if (!plan_fits(plan, &back))
				return false;
			plan_apply(plan, &back);
		}
	return true;
}

static void
pile_put(struct pile *pile, size_t item)
{
	pile->items =
	    mem_grow(pile->items, pile->count, &pile->capacity, sizeof(size_t));
	pile->items[pile->count++] = item;
}

static int64_t
top_sequence(const struct pile *pile, const struct event *events)
{
	return events[pile->items[pile->count - 1]].sequence;
}

static bool
is_struck_out(const struct event *event)
{
	return event->struck > 0 && event->count == 0;
}

/* RULE: the sequences rise in what is done, and fall in what is undone. */
static void
walk(const struct event *events, size_t count, struct pile *done,
    struct pile *undone)
{
	for (size_t i = 0; i < count; i++) {
		switch (events[i].act) {
		case ACT_CHANGE:
		case ACT_IMPORT:
			if (!is_struck_out(&events[i]))
				pile_put(done, i);
			undone->count = 0;
			break;
		case ACT_UNDO:
			while (done->count > 0 &&
			       top_sequence(done, events) >= events[i].of)
				pile_put(undone, done->items[--done->count]);
			break;
		case ACT_REDO:
			while (undone->count > 0 &&
			       top_sequence(undone, events) <= events[i].of)
				pile_put(done, undone->items[--undone->count]);
			break;
		case ACT_POINT:
		case ACT_FREEZE:
		case ACT_SIGN:
		case ACT_STRIKE:
		case ACT_ERASE:
		case ACT_MAX:
			break;
		}
	}
}

size_t
history_next(
    const struct event *events, size_t count, enum act act, size_t number)
{
	struct pile done = {0}, undone = {0};

	assert(act == ACT_UNDO || act == ACT_REDO);
	walk(events, count, &done, &undone);
	const struct pile *wanted = act == ACT_UNDO ? &done : &undone;
	size_t found = number < wanted->count
			   ? wanted->items[wanted->count - 1 - number]
			   : NONE;
	mem_free(done.items);
	mem_free(undone.items);
	return found;
}
