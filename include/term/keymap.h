/*
 * Which key is which: the names of the keys, and the bytes that terminals send
 * for them.
 */
#ifndef TERM_KEYMAP_H
#define TERM_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "term/terminal.h"

struct keymap;

/* Knows what every terminal may send.  Free with keymap_free(). */
struct keymap *keymap_new(void);
void keymap_free(struct keymap *map); /* NULL is fine */

/*
 * This terminal sends that for a key.  What is no sequence after an Esc is not
 * learned: a single control character has a name of its own.
 */
void keymap_learn(struct keymap *map, enum term_key key, const char *sequence);

/*
 * The longest sequence that the bytes begin with: *used is its length and
 * *key its key, or *used is 0.  Returns whether more bytes could make a longer
 * one.
 */
bool keymap_find(const struct keymap *map, const char *bytes, size_t length,
    size_t *used, enum term_key *key);

/*
 * What modifiers make of a key; is_far is Ctrl or Alt.  Most keys mean nothing
 * with one: KEY_NAME_MAX.
 */
enum term_key keymap_modify(enum term_key key, bool is_far, bool is_shifted);

/* The key of that name, in small or large letters, or KEY_NAME_MAX. */
enum term_key keymap_find_name(const char *name, size_t length);

#endif
