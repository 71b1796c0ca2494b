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

Test(settings, are_listed_by_how_their_names_begin)
{
	static const char *const names[] = {"typed.1.sign.10", "typed.12",
	    "typed_1.", "Typed.1.", "typed.1.sign.9"};
	struct world *world = world_new();
	const struct stored_setting *list;
	size_t count;
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		put(world, names[i], names[i]);
	cr_assert(store_list_settings(world->store, "typed.1.", world->arena,
	    &list, &count, &world->err));
	cr_assert_eq(count, 2);
	cr_assert_str_eq(list[0].name, "typed.1.sign.9");
	cr_assert_str_eq(list[1].name, "typed.1.sign.10");
	cr_assert_str_eq(list[1].text, "typed.1.sign.10");
	cr_assert(store_list_settings(
	    world->store, "typed.2", world->arena, &list, &count, &world->err));
	cr_assert_eq(count, 0);
	world_free(world);
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
