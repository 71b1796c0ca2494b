/*
 * What the bytes from a keyboard mean: one key, character or click at a time.
 *
 *	struct keys *keys = keys_new(false);
 *	keys_learn(keys, KEY_NAME_F1, "\033[11~");
 *	keys_decode(keys, bytes, length, false, &item);
 *
 * Pure: knows no terminal, no ncurses and no time.  Whoever calls it keeps the
 * bytes and says when no more will come.
 */
#ifndef TERM_KEYS_H
#define TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "term/terminal.h"

struct keys;

enum keys_kind {
	KEYS_PARTIAL,   /* a beginning: ask again with more bytes */
	KEYS_NOTHING,   /* means nothing to us: leave these bytes out */
	KEYS_KEY,       /* item.key */
	KEYS_CHARACTER, /* item.code_point */
	KEYS_CLICK,     /* item.row, item.column */
	KEYS_WHEEL,     /* the same and item.steps: -1 up, 1 down */
	KEYS_PASTE,     /* what follows is pasted, up to KEYS_PASTE_END */
	KEYS_MARK       /* a test wants to know that we have come so far */
};

struct keys_item {
	enum keys_kind kind;
	size_t used; /* bytes; 0 only for KEYS_PARTIAL */
	enum term_key key;
	uint32_t code_point;
	int row, column, steps;
};

#define KEYS_PASTE_END "\033[201~"

/*
 * The keys that every terminal may send are known.  Characters are those of
 * the locale.  Free with keys_free().
 */
struct keys *keys_new(bool has_mouse);
void keys_free(struct keys *keys); /* NULL is fine */

/*
 * Backspace is DEL on this terminal: then byte 8 is Ctrl-Backspace, which is
 * what nearly all of these send for it, and not Backspace once more.
 */
void keys_tell_far_erase(struct keys *keys);

void keys_set_mouse(struct keys *keys, bool has_mouse);

/* The terminal sends this for a key: keymap_learn(). */
void keys_learn(struct keys *keys, enum term_key key, const char *sequence);

/*
 * What the first of `length` > 0 bytes begin.  With is_last no more bytes will
 * come: what is begun is taken as it stands, and never KEYS_PARTIAL.
 */
void keys_decode(const struct keys *keys, const char *bytes, size_t length,
    bool is_last, struct keys_item *item);

/*
 * One character of the locale.  Returns the bytes used, or 0 if it goes on
 * behind the last byte.  A bad byte is U+FFFD.
 */
size_t keys_decode_character(const struct keys *keys, const char *bytes,
    size_t length, uint32_t *code_point);

#endif
