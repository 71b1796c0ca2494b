/*
 * Brief digests, and a map from one to another.
 */
#include "store/brief.h"

#include <criterion/criterion.h>

enum { THINGS = 600, TURNS = 40000 };

Test(briefs, differ_with_what_they_are_of_and_with_the_key)
{
	struct brief_key key = brief_key_new(), other = brief_key_new();
	struct brief huw = brief_of(&key, "Huw", 3);
	cr_assert(brief_is(huw, brief_of(&key, "Huw", 3)));
	cr_assert_not(brief_is(huw, brief_of(&key, "Hu", 2)));
	cr_assert_not(brief_is(huw, brief_of(&other, "Huw", 3)));
	struct brief mair = brief_of(&key, "Mair", 4);
	struct brief both = brief_join(huw, mair);
	cr_assert_not(brief_is(both, huw) || brief_is(both, mair));
}

/* What it should hold: the value of thing i, or 0. */
static void
expect_all(struct brief_map *map, const struct brief keys[THINGS],
    const uint64_t values[THINGS])
{
	size_t count = 0;
	for (size_t i = 0; i < THINGS; i++) {
		const struct brief *there = brief_map_get(map, keys[i]);
		cr_assert_eq(there != NULL, values[i] != 0, "thing %zu", i);
		if (there)
			cr_assert_eq(there->low, values[i], "thing %zu", i);
		count += there != NULL;
	}
	cr_assert_eq(brief_map_count(map), count);
}

/* Keys of few homes, the last slots among them, so that most must give way. */
Test(briefs, are_found_until_they_are_removed)
{
	static struct brief keys[THINGS];
	static uint64_t values[THINGS];
	struct brief_map *map = brief_map_new();
	uint64_t chance = 7;
	for (size_t i = 0; i < THINGS; i++)
		keys[i] = (struct brief){UINT64_MAX - i % 5, i + 1};
	for (uint64_t turn = 1; turn <= TURNS; turn++) {
		chance = chance * UINT64_C(6364136223846793005) + 1;
		size_t i = (size_t)(chance >> 33) % THINGS;
		struct brief *there = brief_map_get(map, keys[i]);
		if (!there)
			brief_map_put(map, keys[i], (struct brief){turn, 0});
		else if (chance >> 63)
			there->low = turn;
		else
			brief_map_remove(map, keys[i]);
		values[i] = there && !(chance >> 63) ? 0 : turn;
		if (turn % (TURNS / 20) == 0)
			expect_all(map, keys, values);
	}
	for (size_t i = 0; i < THINGS; i++) {
		if (values[i] != 0)
			brief_map_remove(map, keys[i]);
		values[i] = 0;
	}
	expect_all(map, keys, values);
	brief_map_free(map);
	brief_map_free(NULL);
}
