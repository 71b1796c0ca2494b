/*
 * Settings that belong to the file.
 */
#include <criterion/criterion.h>

#include "rig/world.h"

static const char *
get(struct world *world, const char *name)
{
	const char *text;
	cr_assert(store_get_setting(
	    world->store, name, world->arena, &text, &world->err));
	return text;
}

static void
put(struct world *world, const char *name, const char *text)
{
	cr_assert(store_put_setting(world->store, name, text, &world->err));
}

Test(settings, are_kept_by_their_names)
{
	struct world *world = world_new();
	cr_assert_null(get(world, "language"));
	put(world, "language", "cy");
	put(world, "Language", "");
	put(world, "decider", "Cyngor Sir\nGâr");
	put(world, "language", "en");
	world_reopen(world);
	cr_assert_str_eq(get(world, "language"), "en");
	cr_assert_str_eq(get(world, "Language"), "");
	cr_assert_str_eq(get(world, "decider"), "Cyngor Sir\nGâr");
	put(world, "decider", NULL);
	put(world, "decider", NULL);
	cr_assert_null(get(world, "decider"));
	world_free(world);
}
