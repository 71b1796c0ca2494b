/*
 * A map from text to a pointer: open addressing, insertion only.
 * Keys are borrowed and must outlive the map.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

struct map;

struct map *map_new(void);
void map_free(struct map *map); /* NULL is accepted */

/* Returns false and changes nothing when the key is there already. */
bool map_put(struct map *map, const char *key, const void *value);

/* NULL when the key is not there. */
const void *map_get(const struct map *map, const char *key);
size_t map_count(const struct map *map);

#endif
