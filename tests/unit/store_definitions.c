/*
 * Sets of definitions and their hashes.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/world.h"

static const struct source set[] = {
    {.name = "1-your-money.form", .text = "form: money\n"},
    {.name = "schemes/points.form", .text = "scheme: points\n"},
    {.name = "empty.form", .text = ""},
};

static const char *
hash_of(struct world *world, const struct source *sources, size_t count)
{
	char hash[FORMS_HASH_SIZE];
	store_hash_forms(sources, count, hash);
	cr_assert_eq(strlen(hash), FORMS_HASH_SIZE - 1);
	cr_assert_eq(strspn(hash, "0123456789abcdef"), strlen(hash));
	return arena_copy(world->arena, hash);
}

Test(definitions, have_a_hash_of_their_names_and_texts)
{
	static const struct source turned[] = {
	    {.name = "schemes/points.form", .text = "scheme: points\n"},
	    {.name = "empty.form", .text = "", .path = "/somewhere/else"},
	    {.name = "1-your-money.form", .text = "form: money\n"},
	};
	static const struct source others[][2] = {
	    {{.name = "a", .text = "bc"}, {.name = "d", .text = "e"}},
	    {{.name = "a", .text = "b"}, {.name = "cd", .text = "e"}},
	    {{.name = "ab", .text = "c"}, {.name = "d", .text = "e"}},
	    {{.name = "a", .text = "b"}, {.name = "c", .text = "de"}},
	};
	struct world *world = world_new();
	const char *hash = hash_of(world, set, ARRAY_LENGTH(set));
	cr_assert_str_eq(hash, hash_of(world, turned, ARRAY_LENGTH(turned)));
	cr_assert_str_neq(hash, hash_of(world, set, 2));
	cr_assert_str_neq(hash, hash_of(world, NULL, 0));
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		for (size_t j = 0; j < i; j++)
			cr_assert_str_neq(hash_of(world, others[i], 2),
			    hash_of(world, others[j], 2));
	world_free(world);
}

Test(definitions, have_the_same_hash_for_ever)
{
	/*
	 * BLAKE2b of 32 bytes over the length (8 bytes, the lowest first) and
	 * bytes of each name and text; reckoned by Python's hashlib.
	 */
	struct world *world = world_new();
	cr_assert_str_eq(hash_of(world, set, ARRAY_LENGTH(set)),
	    "892bd8911b5aecee6cbe19363938da04"
	    "e2a93ca0c7927d6386a2114f6489cfb0");
	cr_assert_str_eq(hash_of(world, NULL, 0),
	    "0e5751c026e543b2e8ab2eb06099daa1"
	    "d1e5df47778f7787faab45cdf12fe3a8");
	world_free(world);
}

static void
expect_set(struct world *world, const char *hash)
{
	const struct source *sources;
	size_t count;
	cr_assert(store_get_forms(
	    world->store, hash, world->arena, &sources, &count, &world->err));
	cr_assert_eq(count, ARRAY_LENGTH(set));
	cr_assert_str_eq(sources[0].name, "1-your-money.form");
	cr_assert_str_eq(sources[0].text, "form: money\n");
	cr_assert_str_eq(sources[1].name, "empty.form");
	cr_assert_str_eq(sources[1].text, "");
	cr_assert_str_eq(sources[2].name, "schemes/points.form");
}

Test(definitions, are_kept_once)
{
	struct world *world = world_new();
	struct str before = STR_EMPTY, after = STR_EMPTY;
	const char *hash = hash_of(world, set, ARRAY_LENGTH(set));
	bool has;
	cr_assert(store_has_forms(world->store, hash, &has, &world->err));
	cr_assert_not(has);
	cr_assert(store_put_forms(
	    world->store, hash, set, ARRAY_LENGTH(set), &world->err));
	cr_assert(store_has_forms(world->store, hash, &has, &world->err));
	cr_assert(has);
	expect_set(world, hash);
	world_close(world);
	world_read(world, world->path, &before);
	cr_assert(world_open(world, false));
	cr_assert(store_put_forms(
	    world->store, hash, set, ARRAY_LENGTH(set), &world->err));
	expect_set(world, hash);
	world_close(world);
	world_read(world, world->path, &after);
	cr_assert(before.length == after.length &&
		  memcmp(before.text, after.text, after.length) == 0);
	str_release(&before);
	str_release(&after);
	world_free(world);
}

Test(definitions, are_not_believed_when_they_were_altered)
{
	struct world *world = world_new();
	const struct source *sources;
	size_t count;
	const char *hash = hash_of(world, set, ARRAY_LENGTH(set));
	cr_assert(store_put_forms(
	    world->store, hash, set, ARRAY_LENGTH(set), &world->err));
	cr_assert_not(store_get_forms(
	    world->store, "none", world->arena, &sources, &count, &world->err));
	cr_assert(world_says(world, WORD_STORE_BROKEN));
	world_close(world);
	world_sql(world, "UPDATE source SET text = 'x' WHERE text = ''");
	cr_assert(world_open(world, false));
	cr_assert_not(store_get_forms(
	    world->store, hash, world->arena, &sources, &count, &world->err));
	cr_assert(world_says(world, WORD_STORE_BROKEN));
	world_free(world);
}
