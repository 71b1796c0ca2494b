/*
 * Saving on a disk that fails, fills up, or stops with the program.
 *
 * The same few acts are done again and again, and each time another operation
 * on the disk fails.  Whatever happens, every act that was acknowledged must
 * be there afterwards, and nothing that was not, but for the one act whose
 * saving was broken off.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "rig/faulty.h"
#include "rig/world.h"

enum { ACTS = 6 };

/* One of the acts that every run does; false if it is not saved. */
static bool
try_act(struct hand *hand, int n)
{
	struct arena *arena = hand->world->arena;
	struct address address = {.field = "story", .voice = VOICE_PERSON};
	switch (n) {
	case 1:
	case 2:
		hand_change(hand, change_add_row(hand->plan, arena, "lines"));
		break;
	case 3:
		hand_change(
		    hand, change_move_row(hand->plan, arena, "lines", 2, 0));
		break;
	case 4:
		hand_change(
		    hand, change_remove_row(hand->plan, arena, "lines", 1));
		address.field = "cost";
		address.row = 2;
		/* fall through */
	default:
		hand_change(
		    hand, change_answer(hand->plan, arena, address,
			      (struct answer){.text = arena_format(arena,
						  "%d%*s", n, 600, "long")}));
	}
	return hand_save(hand);
}

/*
 * What is on the disk now is what was acknowledged, or the act after it as
 * well; by its answers and by its events.
 */
static void
expect_kept(struct hand *hand, bool is_one_more_allowed, const char *when)
{
	struct world *world = hand->world;
	struct stored_plan loaded;
	cr_assert(store_load(
	    world->store, hand->id, world->arena, &loaded, &world->err));
	size_t acknowledged = (size_t)hand->sequence;
	size_t more = loaded.event_count - acknowledged;
	cr_assert(
	    loaded.event_count >= acknowledged, "%s: acts are lost", when);
	cr_assert(more <= (is_one_more_allowed ? 1 : 0),
	    "%s: an act that was refused is there", when);
	struct plan *replayed = plan_new();
	for (size_t i = 0; i < loaded.event_count; i++)
		for (size_t j = 0; j < loaded.events[i].count; j++)
			plan_apply(replayed, &loaded.events[i].changes[j]);
	cr_assert(plans_are_same(replayed, loaded.plan), "%s: torn", when);
	if (more == 0)
		cr_assert(plans_are_same(hand->plan, loaded.plan),
		    "%s: not what was saved", when);
	plan_free(replayed);
	plan_free(loaded.plan);
}

/* Can the store go on after a failure?  Then the next act must be kept. */
static void
expect_going_on(struct hand *hand, const char *when)
{
	if (!try_act(hand, 0))
		cr_assert(world_says(hand->world, WORD_STORE_OUT_OF_STEP),
		    "%s: it cannot go on", when);
}

/* One run on which operation n fails; false if there were not so many. */
static bool
run_once(struct faulty *disk, long n, enum faulty_kind kind, bool is_lasting)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	const char *when =
	    arena_format(world->arena, "kind %d, operation %ld%s", (int)kind, n,
		is_lasting ? " and all after it" : "");
	world->vfs = "faulty";
	world_reopen(world);
	faulty_fail(disk, n, kind, is_lasting);
	int act = 0;
	while (act < ACTS && try_act(&hand, act))
		act++;
	bool is_reached = faulty_operations(disk) >= n;
	if (!is_lasting && act < ACTS)
		expect_going_on(&hand, when);
	world_close(world);
	faulty_heal(disk);
	world->vfs = NULL;
	cr_assert(world_open(world, false), "%s: cannot be opened: %s", when,
	    world_said(world));
	expect_kept(&hand, act < ACTS && kind != FAULTY_FULL, when);
	world_close(world);
	cr_assert_str_eq(world_files(world), "people.db", "%s", when);
	hand_release(&hand);
	world_free(world);
	return is_reached;
}

static void
run_all(enum faulty_kind kind, bool is_lasting)
{
	struct faulty *disk = faulty_new("faulty");
	long n = 1;
	while (run_once(disk, n, kind, is_lasting))
		n++;
	cr_assert(n > 10 * ACTS, "only %ld operations", n);
	faulty_free(disk);
}

Test(faults, lose_nothing_when_one_operation_fails)
{
	run_all(FAULTY_ERROR, false);
}

Test(faults, lose_nothing_when_the_disk_goes_away)
{
	run_all(FAULTY_ERROR, true);
}

Test(faults, lose_nothing_when_the_disk_is_full_once)
{
	run_all(FAULTY_FULL, false);
}

Test(faults, lose_nothing_when_the_disk_stays_full)
{
	run_all(FAULTY_FULL, true);
}
