#include "base/map.h"

#include <criterion/criterion.h>

#include "base/mem.h"

Test(map, finds_what_was_put_and_nothing_else)
{
	struct map *map = map_new();
	int one = 1, two = 2;
	cr_assert_eq(map_count(map), 0);
	cr_assert_null(map_get(map, "meals"));
	cr_assert(map_put(map, "meals", &one));
	cr_assert(map_put(map, "", &two));
	cr_assert_eq(map_get(map, "meals"), &one);
	cr_assert_eq(map_get(map, ""), &two);
	cr_assert_null(map_get(map, "meal"));
	cr_assert_null(map_get(map, "meals "));
	cr_assert_eq(map_count(map), 2);
	map_free(map);
	map_free(NULL);
}

Test(map, keeps_the_first_of_two_with_one_key)
{
	struct map *map = map_new();
	int one = 1, two = 2;
	char again[] = "meals";
	cr_assert(map_put(map, "meals", &one));
	cr_assert_not(map_put(map, again, &two));
	cr_assert_eq(map_get(map, again), &one);
	cr_assert_eq(map_count(map), 1);
	map_free(map);
}

Test(map, grows_to_many_thousands)
{
	struct arena *arena = arena_new();
	struct map *map = map_new();
	enum { MANY = 20000 };
	const char **keys = arena_get(arena, MANY * sizeof(*keys));
	for (int i = 0; i < MANY; i++) {
		keys[i] = arena_format(arena, "spending.%d.cost", i);
		cr_assert(map_put(map, keys[i], &keys[i]));
	}
	cr_assert_eq(map_count(map), MANY);
	for (int i = 0; i < MANY; i++) {
		const char *key = arena_format(arena, "spending.%d.cost", i);
		cr_assert_eq(map_get(map, key), &keys[i]);
	}
	cr_assert_null(map_get(map, "spending.20000.cost"));
	map_free(map);
	arena_free(arena);
}
