/*
 * Events and their history: what Undo and Redo mean.
 *
 * Undo is linear.  Going through the events from the first, a change or an
 * import is done and stands on top of what can be undone; an undo moves its
 * event over to what can be redone; a redo moves it back; a new change
 * forgets what could be redone.  Nothing is stored: the answer is worked out
 * from the list each time, so there is no second truth.
 *
 * An undo that names an event which is not on top moves it from where it is;
 * one that names none of the events at hand is stepped over, so that a part
 * of a history can be asked as well.
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

/* Take the event with a sequence off the pile; false if it is not there. */
static bool
pile_take(struct pile *pile, const struct event *events, int64_t sequence,
    size_t *item)
{
	size_t at = pile->count;

	while (at > 0 && events[pile->items[at - 1]].sequence != sequence)
		at--;
	if (at == 0)
		return false;
	*item = pile->items[at - 1];
	pile->count--;
	memmove(&pile->items[at - 1], &pile->items[at],
	    (pile->count - (at - 1)) * sizeof(size_t));
	return true;
}

static bool
is_struck_out(const struct event *event)
{
	return event->struck > 0 && event->count == 0;
}

static void
walk(const struct event *events, size_t count, struct pile *done,
    struct pile *undone)
{
	size_t item;

	for (size_t i = 0; i < count; i++) {
		switch (events[i].act) {
		case ACT_CHANGE:
		case ACT_IMPORT:
			if (!is_struck_out(&events[i]))
				pile_put(done, i);
			undone->count = 0;
			break;
		case ACT_UNDO:
			if (pile_take(done, events, events[i].of, &item))
				pile_put(undone, item);
			break;
		case ACT_REDO:
			if (pile_take(undone, events, events[i].of, &item))
				pile_put(done, item);
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

static size_t
top_of(const struct event *events, size_t count, bool want_undone)
{
	struct pile done = {0}, undone = {0};

	walk(events, count, &done, &undone);
	const struct pile *wanted = want_undone ? &undone : &done;
	size_t top = NONE;
	if (wanted->count > 0)
		top = wanted->items[wanted->count - 1];
	mem_free(done.items);
	mem_free(undone.items);
	return top;
}

size_t
history_undo(const struct event *events, size_t count)
{
	return top_of(events, count, false);
}

size_t
history_redo(const struct event *events, size_t count)
{
	return top_of(events, count, true);
}
