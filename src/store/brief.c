/*
 * Brief digests, and a map from one to another.
 *
 * Open addressing with linear probing over a table whose size is a power of
 * two and which is never more than three quarters full.  Keys are digests, so
 * they are hashes of themselves.  What is removed leaves no mark behind: those
 * that had to give way to it move up.  No key is all noughts, which is how a
 * free slot looks: one in 2^128 would be.
 *
 * Tested by tests/unit/store_brief.c.
 */
#include "store/brief.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/mem.h"

_Static_assert(
    crypto_shorthash_siphashx24_KEYBYTES == (size_t)BRIEF_KEY_BYTES &&
	crypto_shorthash_siphashx24_BYTES == sizeof(struct brief),
    "a brief is what SipHash makes");

enum { SLOTS_MIN = 64 };

struct slot {
	struct brief key, value;
};

struct brief_map {
	struct slot *slots;
	size_t size, count;
};

struct brief_key
brief_key_new(void)
{
	struct brief_key key;
	int ready = sodium_init();

	assert(ready >= 0);
	(void)ready;
	randombytes_buf(key.bytes, sizeof(key.bytes));
	return key;
}

struct brief
brief_of(const struct brief_key *key, const void *bytes, size_t length)
{
	struct brief brief;

	crypto_shorthash_siphashx24(
	    (unsigned char *)&brief, bytes, length, key->bytes);
	return brief;
}

/* --- The map -------------------------------------------------------------- */

static bool
is_free(const struct slot *slot)
{
	return slot->key.low == 0 && slot->key.high == 0;
}

/* Where the key is, or the free slot where it belongs. */
static size_t
find_slot(const struct brief_map *map, struct brief key)
{
	size_t at = (size_t)key.low & (map->size - 1);

	while (!is_free(&map->slots[at]) && !brief_is(map->slots[at].key, key))
		at = (at + 1) & (map->size - 1);
	return at;
}

static void
make_slots(struct brief_map *map, size_t size)
{
	if (size > SIZE_MAX / sizeof(struct slot))
		mem_give_up();
	map->slots = mem_new(size * sizeof(struct slot));
	map->size = size;
}

static void
grow(struct brief_map *map)
{
	struct slot *slots = map->slots;
	size_t size = map->size;

	make_slots(map, size * 2);
	for (size_t i = 0; i < size; i++)
		if (!is_free(&slots[i]))
			map->slots[find_slot(map, slots[i].key)] = slots[i];
	mem_free(slots);
}

struct brief_map *
brief_map_new(void)
{
	struct brief_map *map = mem_new(sizeof(*map));

	make_slots(map, SLOTS_MIN);
	return map;
}

void
brief_map_free(struct brief_map *map)
{
	if (!map)
		return;
	mem_free(map->slots);
	mem_free(map);
}

struct brief *
brief_map_get(struct brief_map *map, struct brief key)
{
	struct slot *slot = &map->slots[find_slot(map, key)];

	return is_free(slot) ? NULL : &slot->value;
}

void
brief_map_put(struct brief_map *map, struct brief key, struct brief value)
{
	if ((map->count + 1) * 4 > map->size * 3)
		grow(map);
	struct slot *slot = &map->slots[find_slot(map, key)];
	assert(is_free(slot));
	*slot = (struct slot){key, value};
	map->count++;
}

/* Who stands behind a gap may move into it unless that is before its home. */
void
brief_map_remove(struct brief_map *map, struct brief key)
{
	size_t last = map->size - 1;
	size_t gap = find_slot(map, key);

	assert(!is_free(&map->slots[gap]));
	for (size_t at = (gap + 1) & last; !is_free(&map->slots[at]);
	     at = (at + 1) & last) {
		size_t home = (size_t)map->slots[at].key.low & last;
		if (((at - home) & last) < ((at - gap) & last))
			continue;
		map->slots[gap] = map->slots[at];
		gap = at;
	}
	map->slots[gap] = (struct slot){0};
	map->count--;
}

size_t
brief_map_count(const struct brief_map *map)
{
	return map->count;
}
