/*
 * Brief digests, and a map from one to another: to hold beside each other what
 * is too much, and too much somebody's own, to keep.
 *
 *	struct brief_key key = brief_key_new();
 *	struct brief_map *map = brief_map_new();
 *	brief_map_put(map, brief_of(&key, "Huw", 3), brief_of(&key, "12", 2));
 *	const struct brief *age = brief_map_get(map, brief_of(&key, "Huw", 3));
 *	brief_map_free(map);
 *
 * SipHash-2-4 of 128 bits.  The key is random and is never written anywhere:
 * whoever has made a file cannot make two things in it look the same.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_BRIEF_H
#define STORE_BRIEF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BRIEF_KEY_BYTES = 16 };

struct brief_key {
	unsigned char bytes[BRIEF_KEY_BYTES];
};

struct brief {
	uint64_t low, high;
};

struct brief_key brief_key_new(void);
struct brief brief_of(
    const struct brief_key *key, const void *bytes, size_t length);

static inline bool
brief_is(struct brief a, struct brief b)
{
	return a.low == b.low && a.high == b.high;
}

/* Of two things of different kinds together. */
static inline struct brief
brief_join(struct brief a, struct brief b)
{
	return (struct brief){a.low ^ b.low, a.high ^ b.high};
}

struct brief_map;

struct brief_map *brief_map_new(void);
void brief_map_free(struct brief_map *map); /* NULL is accepted */

/*
 * What the map has under the key, to read or to write; NULL: nothing.
 * Borrowed until something is put or removed.
 */
struct brief *brief_map_get(struct brief_map *map, struct brief key);

/* Put it under a key that is not there, or remove one that is. */
void brief_map_put(
    struct brief_map *map, struct brief key, struct brief value);
void brief_map_remove(struct brief_map *map, struct brief key);
size_t brief_map_count(const struct brief_map *map);

#endif
