/*
 * Saving acts and loading plans.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "rig/world.h"

Test(saves, keep_a_new_person)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Siân Ŵyn-Jones");
	cr_assert_str_eq(hand.reference, "0001");
	cr_assert(hand_is_kept(&hand));
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}
