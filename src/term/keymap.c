/*
 * Which key is which: the names of the keys, and the bytes that terminals send
 * for them.
 *
 * There are three sources: the names themselves (Ctrl-S is byte 19, Alt-1 is
 * Esc and 1), the sequences that terminals send whatever they call themselves,
 * and what terminfo says of this one, handed in by keymap_learn(), which comes
 * first.  How bytes hang together is keys.c's affair.
 *
 * Tested through tests/unit/term_keys.c.
 */
#include "term/keymap.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/str.h"

enum { ESC = 0x1B, CONTROL = 0x1F };

struct known {
	enum term_key key;
	const char *sequence;
};

struct keymap {
	struct arena *arena;
	struct known *learned;
	size_t count, capacity;
};

static const char *const names[] = {
#define TERM_KEY_NAME(id, name) [KEY_NAME_##id] = name,
#include "term/keys.def"
#undef TERM_KEY_NAME
};

/*
 * Whatever TERM says: xterm's, then those of the Linux console, of PuTTY and
 * of rxvt where they differ.
 */
/* clang-format off */
static const struct known usual[] = {
	{ KEY_NAME_TAB, "\t" },
	{ KEY_NAME_BACK_TAB, "\033[Z" },
	{ KEY_NAME_ENTER, "\r" },
	{ KEY_NAME_ENTER, "\n" },
	{ KEY_NAME_ENTER, "\033OM" },
	{ KEY_NAME_BACKSPACE, "\177" },
	{ KEY_NAME_BACKSPACE, "\b" },
	{ KEY_NAME_UP, "\033[A" },
	{ KEY_NAME_UP, "\033OA" },
	{ KEY_NAME_DOWN, "\033[B" },
	{ KEY_NAME_DOWN, "\033OB" },
	{ KEY_NAME_RIGHT, "\033[C" },
	{ KEY_NAME_RIGHT, "\033OC" },
	{ KEY_NAME_LEFT, "\033[D" },
	{ KEY_NAME_LEFT, "\033OD" },
	{ KEY_NAME_WORD_RIGHT, "\033Oc" },
	{ KEY_NAME_WORD_LEFT, "\033Od" },
	{ KEY_NAME_HOME, "\033[H" },
	{ KEY_NAME_HOME, "\033OH" },
	{ KEY_NAME_HOME, "\033[1~" },
	{ KEY_NAME_HOME, "\033[7~" },
	{ KEY_NAME_END, "\033[F" },
	{ KEY_NAME_END, "\033OF" },
	{ KEY_NAME_END, "\033[4~" },
	{ KEY_NAME_END, "\033[8~" },
	{ KEY_NAME_TOP, "\033[7^" },
	{ KEY_NAME_BOTTOM, "\033[8^" },
	{ KEY_NAME_SHIFT_UP, "\033[a" },
	{ KEY_NAME_SHIFT_DOWN, "\033[b" },
	{ KEY_NAME_SHIFT_RIGHT, "\033[c" },
	{ KEY_NAME_SHIFT_LEFT, "\033[d" },
	{ KEY_NAME_SHIFT_HOME, "\033[7$" },
	{ KEY_NAME_SHIFT_END, "\033[8$" },
	{ KEY_NAME_SHIFT_TOP, "\033[7@" },
	{ KEY_NAME_SHIFT_BOTTOM, "\033[8@" },
	{ KEY_NAME_WORD_BACKSPACE, "\033\177" },
	{ KEY_NAME_WORD_BACKSPACE, "\033\b" },
	{ KEY_NAME_WORD_DELETE, "\033[3^" },
	{ KEY_NAME_INSERT, "\033[2~" },
	{ KEY_NAME_DELETE, "\033[3~" },
	{ KEY_NAME_PAGE_UP, "\033[5~" },
	{ KEY_NAME_PAGE_DOWN, "\033[6~" },
	{ KEY_NAME_F1, "\033OP" },
	{ KEY_NAME_F1, "\033[11~" },
	{ KEY_NAME_F1, "\033[[A" },
	{ KEY_NAME_F2, "\033OQ" },
	{ KEY_NAME_F2, "\033[12~" },
	{ KEY_NAME_F2, "\033[[B" },
	{ KEY_NAME_F3, "\033OR" },
	{ KEY_NAME_F3, "\033[13~" },
	{ KEY_NAME_F3, "\033[[C" },
	{ KEY_NAME_F4, "\033OS" },
	{ KEY_NAME_F4, "\033[14~" },
	{ KEY_NAME_F4, "\033[[D" },
	{ KEY_NAME_F5, "\033[15~" },
	{ KEY_NAME_F5, "\033[[E" },
	{ KEY_NAME_F6, "\033[17~" },
	{ KEY_NAME_F7, "\033[18~" },
	{ KEY_NAME_F8, "\033[19~" },
	{ KEY_NAME_F9, "\033[20~" },
	{ KEY_NAME_F10, "\033[21~" },
	{ KEY_NAME_F12, "\033[24~" },
};

/*
 * What Ctrl (or Alt), Shift, and both make of a key.  Some leave one as it is;
 * with those that are not here, and KEY_NAME_MAX, it means nothing.
 */
static const struct {
	enum term_key plain, with_control, with_shift, with_both;
} modified[] = {
	{ KEY_NAME_UP, KEY_NAME_UP, KEY_NAME_SHIFT_UP, KEY_NAME_SHIFT_UP },
	{ KEY_NAME_DOWN, KEY_NAME_DOWN, KEY_NAME_SHIFT_DOWN,
	    KEY_NAME_SHIFT_DOWN },
	{ KEY_NAME_LEFT, KEY_NAME_WORD_LEFT, KEY_NAME_SHIFT_LEFT,
	    KEY_NAME_SHIFT_WORD_LEFT },
	{ KEY_NAME_RIGHT, KEY_NAME_WORD_RIGHT, KEY_NAME_SHIFT_RIGHT,
	    KEY_NAME_SHIFT_WORD_RIGHT },
	{ KEY_NAME_HOME, KEY_NAME_TOP, KEY_NAME_SHIFT_HOME,
	    KEY_NAME_SHIFT_TOP },
	{ KEY_NAME_END, KEY_NAME_BOTTOM, KEY_NAME_SHIFT_END,
	    KEY_NAME_SHIFT_BOTTOM },
	{ KEY_NAME_PAGE_UP, KEY_NAME_PAGE_UP, KEY_NAME_PAGE_UP,
	    KEY_NAME_PAGE_UP },
	{ KEY_NAME_PAGE_DOWN, KEY_NAME_PAGE_DOWN, KEY_NAME_PAGE_DOWN,
	    KEY_NAME_PAGE_DOWN },
	{ KEY_NAME_DELETE, KEY_NAME_WORD_DELETE, KEY_NAME_MAX, KEY_NAME_MAX },
};
/* clang-format on */

static void
learn(struct keymap *map, enum term_key key, const char *sequence)
{
	map->learned = mem_grow(
	    map->learned, map->count, &map->capacity, sizeof(*map->learned));
	map->learned[map->count++] = (struct known){
	    .key = key,
	    .sequence = arena_copy(map->arena, sequence),
	};
}

/* Ctrl-X and Alt-1 say by their names what is sent for them. */
static void
learn_names(struct keymap *map)
{
	const char *const control = "Ctrl-";
	const char *const alt = "Alt-";

	for (enum term_key key = 0; key < KEY_NAME_MAX; key++) {
		const char *name = names[key];
		size_t length = strlen(name);
		char last = name[length - 1];
		if (text_starts(name, control) && length == strlen(control) + 1)
			learn(map, key, (const char[]){last & CONTROL, '\0'});
		else if (text_starts(name, alt) && length == strlen(alt) + 1)
			learn(map, key, (const char[]){ESC, last, '\0'});
	}
}

/* A sequence that stands alone, or the two of them where one begins another. */
static bool
find_sequence(const struct known *known, size_t count, const char *bytes,
    size_t length, size_t *used, enum term_key *key)
{
	bool may_grow = false;

	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(known[i].sequence);
		if (size > length) {
			may_grow |=
			    memcmp(known[i].sequence, bytes, length) == 0;
		} else if (size > *used &&
			   memcmp(known[i].sequence, bytes, size) == 0) {
			*used = size;
			*key = known[i].key;
		}
	}
	return may_grow;
}

struct keymap *
keymap_new(void)
{
	struct keymap *map = mem_new(sizeof(*map));

	map->arena = arena_new();
	learn_names(map);
	return map;
}

void
keymap_free(struct keymap *map)
{
	if (!map)
		return;
	mem_free(map->learned);
	arena_free(map->arena);
	mem_free(map);
}

void
keymap_learn(struct keymap *map, enum term_key key, const char *sequence)
{
	if (sequence[0] == ESC && sequence[1])
		learn(map, key, sequence);
}

bool
keymap_find(const struct keymap *map, const char *bytes, size_t length,
    size_t *used, enum term_key *key)
{
	*used = 0;
	bool may_grow =
	    find_sequence(map->learned, map->count, bytes, length, used, key);
	may_grow |=
	    find_sequence(usual, ARRAY_LENGTH(usual), bytes, length, used, key);
	return may_grow;
}

enum term_key
keymap_modify(enum term_key key, bool is_far, bool is_shifted)
{
	for (size_t i = 0; i < ARRAY_LENGTH(modified); i++) {
		if (modified[i].plain != key)
			continue;
		if (is_shifted)
			return is_far ? modified[i].with_both
				      : modified[i].with_shift;
		return is_far ? modified[i].with_control : key;
	}
	return KEY_NAME_MAX;
}

enum term_key
term_key_without_shift(enum term_key key)
{
	for (size_t i = 0; i < ARRAY_LENGTH(modified); i++) {
		if (modified[i].with_shift == key)
			return modified[i].plain;
		if (modified[i].with_both == key)
			return modified[i].with_control;
	}
	return key;
}

enum term_key
keymap_find_name(const char *name, size_t length)
{
	for (enum term_key key = 0; key < KEY_NAME_MAX; key++) {
		if (strlen(names[key]) == length &&
		    strncasecmp(names[key], name, length) == 0)
			return key;
	}
	return KEY_NAME_MAX;
}

const char *
term_key_name(enum term_key key)
{
	assert(key < KEY_NAME_MAX);
	return names[key];
}
