/*
 * A map from text to a pointer.
 *
 * Open addressing with linear probing over a table whose size is a power of
 * two and which is never more than half full; nothing is ever taken out.
 * The hash is FNV-1a.  Keys and values are borrowed; only the table is owned.
 *
 *	struct map *map = map_new();
 *	map_put(map, question->id, question);
 *	const struct question *found = map_get(map, "meals");
 *	map_free(map);
 *
 * Tested by tests/unit/base_map.c.
 */
#include "base/map.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"

enum { SLOTS_MIN = 16 };

struct slot {
	const char *key; /* NULL: free */
	const void *value;
	uint64_t hash;
};

struct map {
	struct slot *slots;
	size_t size, count;
};

static uint64_t
hash_of(const char *key)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *key; key++) {
		hash ^= (unsigned char)*key;
		hash *= UINT64_C(1099511628211);
	}
	return hash;
}

/* The slot that holds the key, or the free one where it belongs. */
static struct slot *
find_slot(const struct map *map, const char *key, uint64_t hash)
{
	size_t at = (size_t)hash & (map->size - 1);

	for (;;) {
		struct slot *slot = &map->slots[at];
		if (!slot->key)
			return slot;
		if (slot->hash == hash && strcmp(slot->key, key) == 0)
			return slot;
		at = (at + 1) & (map->size - 1);
	}
}

static void
grow(struct map *map)
{
	struct map larger = {
	    .size = map->size * 2,
	    .count = map->count,
	};

	if (larger.size > SIZE_MAX / sizeof(struct slot))
		mem_give_up();
	larger.slots = mem_new(larger.size * sizeof(struct slot));
	for (size_t i = 0; i < map->size; i++) {
		const struct slot *slot = &map->slots[i];
		if (slot->key)
			*find_slot(&larger, slot->key, slot->hash) = *slot;
	}
	mem_free(map->slots);
	*map = larger;
}

struct map *
map_new(void)
{
	struct map *map = mem_new(sizeof(*map));

	map->size = SLOTS_MIN;
	map->slots = mem_new(map->size * sizeof(struct slot));
	return map;
}

void
map_free(struct map *map)
{
	if (!map)
		return;
	mem_free(map->slots);
	mem_free(map);
}

bool
map_put(struct map *map, const char *key, const void *value)
{
	assert(key && value);
	uint64_t hash = hash_of(key);
	struct slot *slot = find_slot(map, key, hash);
	if (slot->key)
		return false;
	if ((map->count + 1) * 2 > map->size) {
		grow(map);
		slot = find_slot(map, key, hash);
	}
	*slot = (struct slot){
	    .key = key,
	    .value = value,
	    .hash = hash,
	};
	map->count++;
	return true;
}

const void *
map_get(const struct map *map, const char *key)
{
	return find_slot(map, key, hash_of(key))->value;
}

size_t
map_count(const struct map *map)
{
	return map->count;
}
