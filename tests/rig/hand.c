/*
 * A hand that writes plans into a store.
 *
 * It keeps the plan in memory as the desk does: it makes a change there first
 * and saves the event.  When that fails it makes the plan again from all that
 * was saved, so it always knows what the store must hold.
 */
#include "rig/hand.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"
#include "rig/dump.h"

enum { NOON = 1750000000 };

static const struct source sources[] = {
    {.name = "1-your-money.form", .text = "form: money\n"},
    {.name = "2-your-plan.form", .text = "form: plan\n"},
};

struct hand
hand_begin(struct world *world, const char *name)
{
	struct hand hand = {
	    .world = world,
	    .plan = plan_new(),
	    .now = NOON,
	    .name = name,
	};
	char hash[FORMS_HASH_SIZE];
	store_hash_forms(sources, 2, hash);
	cr_assert(store_put_forms(world->store, hash, sources, 2, &world->err));
	cr_assert(
	    store_add(world->store, &hand.id, hand.reference, &world->err));
	hand_change(&hand, change_forms(hand.plan, world->arena, hash));
	hand_change(&hand, change_answer(hand.plan, world->arena,
			       (struct address){.field = "name"},
			       (struct answer){.text = name, .at = hand.now}));
	return hand;
}

struct hand
hand_add(struct world *world, const char *name)
{
	struct hand hand = hand_begin(world, name);
	cr_assert(hand_save(&hand), "the new plan is not saved");
	return hand;
}

struct hand
hand_again(const struct hand *hand)
{
	struct hand again = *hand;
	cr_assert_eq(hand->count, 0);
	again.plan = plan_copy(hand->plan);
	again.changes = NULL;
	again.capacity = 0;
	again.saved_capacity = hand->saved_count;
	again.saved = mem_new(hand->saved_count * sizeof(*hand->saved));
	memcpy(
	    again.saved, hand->saved, hand->saved_count * sizeof(*hand->saved));
	return again;
}

void
hand_release(struct hand *hand)
{
	mem_free(hand->changes);
	mem_free(hand->saved);
	plan_free(hand->plan);
}

void
hand_change(struct hand *hand, struct change change)
{
	hand->changes = mem_grow(
	    hand->changes, hand->count, &hand->capacity, sizeof(change));
	hand->changes[hand->count++] = change;
	plan_apply(hand->plan, &change);
}

static bool
save_event(struct hand *hand, const struct event *event)
{
	struct world *world = hand->world;
	struct str key = STR_EMPTY;
	utf8_sort_key(&key, hand->name);
	static const struct due review = {
	    .kind = DUE_REVIEW,
	    .date = "2026-09-01",
	};
	struct summary summary = {
	    .name = hand->name,
	    .sort_name = key.text,
	    .step = 1 + (int)(event->sequence % 7),
	    .has_left = event->sequence % 2 == 0,
	    .left_week = event->sequence * 100,
	    .due = hand->due ? hand->due : &review,
	    .due_count = hand->due ? hand->due_count : event->sequence % 3 == 0,
	};
	err_clear(&world->err);
	bool is_saved =
	    store_save(world->store, hand->id, event, &summary, &world->err);
	str_release(&key);
	return is_saved;
}

static void
keep_changes(struct hand *hand)
{
	for (size_t i = 0; i < hand->count; i++) {
		hand->saved = mem_grow(hand->saved, hand->saved_count,
		    &hand->saved_capacity, sizeof(*hand->saved));
		hand->saved[hand->saved_count++] = hand->changes[i];
	}
}

static void
make_plan_again(struct hand *hand)
{
	plan_free(hand->plan);
	hand->plan = plan_new();
	for (size_t i = 0; i < hand->saved_count; i++)
		plan_apply(hand->plan, &hand->saved[i]);
}

bool
hand_save_as(struct hand *hand, enum act act, int64_t of, const char *note)
{
	const struct event event = {
	    .sequence = hand->sequence + 1,
	    .at = ++hand->now,
	    .who = "Huw",
	    .act = act,
	    .of = of,
	    .note = note,
	    .changes = hand->changes,
	    .count = hand->count,
	};
	bool is_saved = save_event(hand, &event);
	if (is_saved) {
		hand->sequence++;
		keep_changes(hand);
	} else {
		make_plan_again(hand);
	}
	hand->count = 0;
	return is_saved;
}

bool
hand_save(struct hand *hand)
{
	return hand_save_as(hand, ACT_CHANGE, 0, NULL);
}

void
hand_answer(struct hand *hand, const char *field, int row, enum voice voice,
    const char *text)
{
	const struct address address = {
	    .field = field,
	    .row = row,
	    .voice = voice,
	};
	hand_change(hand, change_answer(hand->plan, hand->world->arena, address,
			      (struct answer){.text = text, .at = hand->now}));
	cr_assert(hand_save(hand));
}

int
hand_add_row(struct hand *hand, const char *repeat)
{
	struct change change =
	    change_add_row(hand->plan, hand->world->arena, repeat);
	hand_change(hand, change);
	cr_assert(hand_save(hand));
	return change.row;
}

void
hand_move_row(struct hand *hand, const char *repeat, int row, int place)
{
	hand_change(hand, change_move_row(hand->plan, hand->world->arena,
			      repeat, row, place));
	cr_assert(hand_save(hand));
}

void
hand_remove_row(struct hand *hand, const char *repeat, int row)
{
	hand_change(hand,
	    change_remove_row(hand->plan, hand->world->arena, repeat, row));
	cr_assert(hand_save(hand));
}

/* --- Comparing ------------------------------------------------------------ */

bool
plans_are_same(const struct plan *a, const struct plan *b)
{
	struct str left = STR_EMPTY, right = STR_EMPTY;
	dump_plan(&left, a);
	dump_plan(&right, b);
	bool is_same = text_is(left.text, right.text);
	if (!is_same)
		cr_log_error("these differ:\n%s\n%s", left.text, right.text);
	str_release(&left);
	str_release(&right);
	return is_same;
}

bool
world_load(struct world *world, int64_t id, struct kept *kept)
{
	struct stored_plan loaded;
	*kept = (struct kept){0};
	err_clear(&world->err);
	if (!store_load(world->store, id, world->arena, &loaded, &world->err))
		return false;
	if (!store_load_history(world->store, id, world->arena, &kept->events,
		&kept->event_count, &world->err)) {
		plan_free(loaded.plan);
		return false;
	}
	kept->plan = loaded.plan;
	kept->reference = loaded.reference;
	return true;
}

struct plan *
kept_replay(const struct kept *kept)
{
	struct plan *replayed = plan_new();
	for (size_t i = 0; i < kept->event_count; i++)
		for (size_t j = 0; j < kept->events[i].count; j++)
			plan_apply(replayed, &kept->events[i].changes[j]);
	return replayed;
}

bool
hand_is_kept(struct hand *hand)
{
	struct kept kept;
	if (!world_load(hand->world, hand->id, &kept))
		return false;
	struct plan *replayed = kept_replay(&kept);
	bool is_kept = text_is(kept.reference, hand->reference) &&
		       kept.event_count == (size_t)hand->sequence &&
		       plans_are_same(hand->plan, kept.plan) &&
		       plans_are_same(hand->plan, replayed);
	plan_free(replayed);
	plan_free(kept.plan);
	return is_kept;
}
