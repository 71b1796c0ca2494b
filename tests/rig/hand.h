/*
 * A hand that writes plans into the store of a world, as the desk does.
 *
 *	struct world *world = world_new();
 *	struct hand hand = hand_add(world, "Mair Evans");
 *	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
 *	world_reopen(world);
 *	...
 *	hand_release(&hand);
 *	world_free(world);
 *
 * Whatever fails ends the test, unless the function returns bool.
 */
#ifndef RIG_HAND_H
#define RIG_HAND_H

#include "plan/change.h"
#include "plan/history.h"
#include "rig/world.h"

/* A plan in hand: what the store should hold of it. */
struct hand {
	struct world *world;
	int64_t id;
	char reference[REFERENCE_SIZE];
	const char *name;
	const struct due *due; /* from the next save on; NULL: now and then */
	size_t due_count;
	struct plan *plan;
	int64_t sequence; /* of the latest event that was saved */
	int64_t now;
	struct change *changes; /* of the act that is being made */
	size_t count, capacity;
	struct change *saved; /* of all acts that were saved */
	size_t saved_count, saved_capacity;
};

/* A new plan with its first event: forms and the name. */
struct hand hand_add(struct world *world, const char *name);
void hand_release(struct hand *hand);

/* The same plan as it was saved last, for a world that went back to then. */
struct hand hand_again(const struct hand *hand);

/* The same, but nothing is saved yet. */
struct hand hand_begin(struct world *world, const char *name);

/* Make a change in the plan as a part of the act. */
void hand_change(struct hand *hand, struct change change);

/* Save the act; when that fails the plan is as before it. */
bool hand_save_as(
    struct hand *hand, enum act act, int64_t of, const char *note);
bool hand_save(struct hand *hand);

/* One change, which is one act, that must be saved. */
void hand_answer(struct hand *hand, const char *field, int row,
    enum voice voice, const char *text);
int hand_add_row(struct hand *hand, const char *repeat);
void hand_move_row(struct hand *hand, const char *repeat, int row, int place);
void hand_remove_row(struct hand *hand, const char *repeat, int row);

/* What the store holds of a plan; free the plan, the rest is the world's. */
struct kept {
	struct plan *plan; /* NULL: it could not be read */
	const char *reference;
	const struct event *events;
	size_t event_count;
};
bool world_load(struct world *world, int64_t id, struct kept *kept);

/* All its events one after the other, as a plan. */
struct plan *kept_replay(const struct kept *kept);

/*
 * Does the store hold just this plan, by its answers and rows and also by
 * all its events one after the other?
 */
bool hand_is_kept(struct hand *hand);

/* Do two plans hold the same? */
bool plans_are_same(const struct plan *a, const struct plan *b);

#endif
