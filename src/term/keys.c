/*
 * What the bytes from a keyboard mean: one key, character or click at a time.
 *
 * Owns the grammar: where a character or a sequence of a terminal ends, and
 * what to do with one that nobody knows.  That one is left out as a whole, so
 * that an odd key never types "[1;3A" into somebody's answer.  Which sequence
 * is which key stands in keymap.c.
 *
 * ncurses could do part of this; it would leave the rest of an unknown
 * sequence as typed letters, read a paste byte by byte, and draw while it
 * reads.
 *
 * Tested by tests/unit/term_keys.c without a terminal.
 */
#include "term/keys.h"

#include <assert.h>
#include <langinfo.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "term/keymap.h"

enum {
	ESC = 0x1B,
	DEL = 0x7F,
	BEL = 0x07,
	BACKSPACE = 0x08,
	CSI_MAX = 64,      /* no terminal sends a longer sequence */
	ANSWER_MAX = 4096, /* nor a longer answer to a question */
	NUMBERS_MAX = 3,
	/* The modifiers of xterm, less one, are bits. */
	MODIFIER_SHIFT = 1,
	MODIFIER_ALT = 2,
	MODIFIER_CTRL = 4,
	/* What a mouse adds to the number of its button. */
	MOUSE_MODIFIERS = 4 | 8 | 16,
	MOUSE_WHEEL = 64,
	MOUSE_OFFSET = 32 /* the old way: each number is a character */
};

struct keys {
	bool has_mouse;
	bool is_utf8;
	bool tells_far_erase;
	struct keymap *map;
};

/* Numbers parted by semicolons; what is no number ends them. */
static size_t
read_numbers(const char *bytes, size_t length, int numbers[NUMBERS_MAX])
{
	size_t count = 0;
	bool is_inside = false;

	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == ';') {
			is_inside = false;
			continue;
		}
		if (bytes[i] < '0' || bytes[i] > '9')
			break;
		if (!is_inside) {
			if (count == NUMBERS_MAX)
				break;
			numbers[count++] = 0;
			is_inside = true;
		}
		int *number = &numbers[count - 1];
		if (*number < 10000)
			*number = *number * 10 + (bytes[i] - '0');
	}
	return count;
}

/*
 * Esc [ 127 ; 5 u, or Esc [ 27 ; 5 ; 127 ~: what terminals send that tell
 * every key from every other.  Of those only what has no bytes of its own.
 */
static enum term_key
key_of_code(int code, int modifiers)
{
	if (modifiers != MODIFIER_CTRL)
		return KEY_NAME_MAX;
	return code == DEL || code == BACKSPACE ? KEY_NAME_WORD_BACKSPACE
	       : code == ' '                    ? KEY_NAME_CTRL_SPACE
						: KEY_NAME_MAX;
}

/* Esc [ 1 ; 5 D: a key with a modifier.  Others than these mean nothing. */
static void
decode_modified(const struct keys *keys, const char *bytes, size_t length,
    struct keys_item *item)
{
	int numbers[NUMBERS_MAX];
	size_t count = read_numbers(bytes + 2, length - 2, numbers);
	bool is_told = count == 3 && numbers[0] == ESC;
	bool is_code = is_told || (count == 2 && bytes[length - 1] == 'u');

	if (is_code) {
		item->key =
		    key_of_code(numbers[is_told ? 2 : 0], numbers[1] - 1);
		if (item->key != KEY_NAME_MAX)
			item->kind = KEYS_KEY;
		return;
	}
	if (count != 2)
		return;
	struct str plain = STR_EMPTY;
	if (bytes[length - 1] == '~')
		str_format(&plain, "\033[%d~", numbers[0]);
	else
		str_format(&plain, "\033[%c", bytes[length - 1]);
	size_t used;
	enum term_key key = KEY_NAME_MAX;
	keymap_find(keys->map, plain.text, plain.length, &used, &key);
	int modifiers = numbers[1] - 1;
	bool is_far = modifiers & (MODIFIER_CTRL | MODIFIER_ALT);
	bool is_shifted = modifiers & MODIFIER_SHIFT;
	if (used == plain.length)
		key = keymap_modify(key, is_far, is_shifted);
	if (used == plain.length && key != KEY_NAME_MAX) {
		item->kind = KEYS_KEY;
		item->key = key;
	}
	str_release(&plain);
}

/* A button's number and its place, counted from 1. */
static void
decode_mouse(int button, int column, int row, struct keys_item *item)
{
	if (row < 1 || column < 1)
		return;
	button &= ~MOUSE_MODIFIERS;
	item->row = row - 1;
	item->column = column - 1;
	if (button == 0) {
		item->kind = KEYS_CLICK;
	} else if (button == MOUSE_WHEEL || button == MOUSE_WHEEL + 1) {
		item->kind = KEYS_WHEEL;
		item->steps = button == MOUSE_WHEEL ? -1 : 1;
	}
}

/* The old way: Esc [ M and three characters. */
static void
decode_old_mouse(
    const char *bytes, size_t length, bool is_last, struct keys_item *item)
{
	const size_t whole = 6;

	if (length < whole) {
		item->kind = is_last ? KEYS_NOTHING : KEYS_PARTIAL;
		item->used = is_last ? length : 0;
		return;
	}
	item->used = whole;
	const unsigned char *numbers = (const unsigned char *)bytes + 3;
	if (numbers[0] >= MOUSE_OFFSET && numbers[1] > MOUSE_OFFSET &&
	    numbers[2] > MOUSE_OFFSET)
		decode_mouse(numbers[0] - MOUSE_OFFSET,
		    numbers[1] - MOUSE_OFFSET, numbers[2] - MOUSE_OFFSET, item);
}

/* A whole sequence Esc [ ... that stands for no key. */
static void
decode_sequence(const struct keys *keys, const char *bytes, size_t length,
    struct keys_item *item)
{
	const char *const paste = "\033[200~";
	const char *const mark = "\033[7777~";

	if (length == strlen(paste) && memcmp(bytes, paste, length) == 0) {
		item->kind = KEYS_PASTE;
	} else if (length == strlen(mark) && memcmp(bytes, mark, length) == 0) {
		item->kind = KEYS_MARK;
	} else if (bytes[2] == '<') {
		int numbers[NUMBERS_MAX];
		size_t count = read_numbers(bytes + 3, length - 3, numbers);
		if (keys->has_mouse && bytes[length - 1] == 'M' && count == 3)
			decode_mouse(numbers[0], numbers[1], numbers[2], item);
	} else {
		decode_modified(keys, bytes, length, item);
	}
}

/*
 * Esc [, then numbers and signs, then one letter or `~`.  Anything else ends
 * it before its time; what is begun is then left out.
 */
static void
decode_csi(const struct keys *keys, const char *bytes, size_t length,
    bool is_last, struct keys_item *item)
{
	if (keys->has_mouse && length > 2 && bytes[2] == 'M') {
		decode_old_mouse(bytes, length, is_last, item);
		return;
	}
	size_t at = 2;
	if (length > at && bytes[at] == '[') /* the Linux console's F keys */
		at++;
	while (at < length && at < CSI_MAX && bytes[at] >= 0x20 &&
	       bytes[at] <= 0x3F)
		at++;
	if (at == length && at < CSI_MAX && !is_last) {
		item->kind = KEYS_PARTIAL;
		item->used = 0;
		return;
	}
	bool is_whole = at < length && bytes[at] >= 0x40 && bytes[at] < DEL;
	item->used = is_whole ? at + 1 : at;
	if (is_whole)
		decode_sequence(keys, bytes, item->used, item);
}

/* Esc O and a letter: the digits of a keypad on PuTTY, or nothing. */
static void
decode_keypad(
    const char *bytes, size_t length, bool is_last, struct keys_item *item)
{
	if (length == 2) {
		item->kind = is_last ? KEYS_NOTHING : KEYS_PARTIAL;
		item->used = is_last ? length : 0;
		return;
	}
	item->used = 3;
	if (bytes[2] >= 'j' && bytes[2] <= 'y') {
		item->kind = KEYS_CHARACTER;
		item->code_point = (uint32_t)bytes[2] - 'j' + '*';
	}
}

/* A terminal's answer to somebody's question: up to a bell or Esc \. */
static void
decode_answer(
    const char *bytes, size_t length, bool is_last, struct keys_item *item)
{
	for (size_t i = 2; i < length && i < ANSWER_MAX; i++) {
		bool is_string_end =
		    bytes[i] == '\\' && i > 2 && bytes[i - 1] == ESC;
		if (bytes[i] == BEL || is_string_end) {
			item->used = i + 1;
			return;
		}
	}
	bool is_given_up = is_last || length >= ANSWER_MAX;
	item->kind = is_given_up ? KEYS_NOTHING : KEYS_PARTIAL;
	item->used = is_given_up ? length : 0;
}

/*
 * After an Esc.  A character at once behind it was typed with Alt; but for
 * the digits that have a name it means nothing, and is never taken for text.
 */
static void
decode_escape(const struct keys *keys, const char *bytes, size_t length,
    bool is_last, struct keys_item *item)
{
	if (length == 1) {
		item->kind = is_last ? KEYS_KEY : KEYS_PARTIAL;
		item->used = is_last ? 1 : 0;
		item->key = KEY_NAME_ESCAPE;
		return;
	}
	item->kind = KEYS_NOTHING;
	switch (bytes[1]) {
	case ESC:
		item->kind = KEYS_KEY;
		item->key = KEY_NAME_ESCAPE;
		item->used = 1;
		break;
	case '[':
		decode_csi(keys, bytes, length, is_last, item);
		break;
	case 'O':
		decode_keypad(bytes, length, is_last, item);
		break;
	case ']':
	case 'P':
	case '_':
	case '^':
		decode_answer(bytes, length, is_last, item);
		break;
	default:
		item->used = 1 + keys_decode_character(keys, bytes + 1,
				     length - 1, &item->code_point);
		if (item->used == 1 && !is_last)
			item->kind = KEYS_PARTIAL;
		else if (item->used == 1)
			item->used = length;
		break;
	}
	if (item->kind == KEYS_PARTIAL)
		item->used = 0;
}

static bool
is_control(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= DEL && code_point < 0xA0);
}

void
keys_decode(const struct keys *keys, const char *bytes, size_t length,
    bool is_last, struct keys_item *item)
{
	assert(length > 0);
	*item = (struct keys_item){.kind = KEYS_PARTIAL};
	enum term_key key = KEY_NAME_MAX;
	size_t used;
	bool may_grow = keymap_find(keys->map, bytes, length, &used, &key);
	if (may_grow && !is_last)
		return;
	if (used == 0 && bytes[0] == '\0') {
		used = 1;
		key = KEY_NAME_CTRL_SPACE;
	}
	if (used > 0) {
		bool is_far = bytes[0] == BACKSPACE && keys->tells_far_erase;
		item->kind = KEYS_KEY;
		item->key = is_far ? KEY_NAME_WORD_BACKSPACE : key;
		item->used = used;
		return;
	}
	if (bytes[0] == ESC) {
		decode_escape(keys, bytes, length, is_last, item);
		return;
	}
	item->used =
	    keys_decode_character(keys, bytes, length, &item->code_point);
	if (item->used == 0 && !is_last)
		return;
	if (item->used == 0) {
		item->used = 1;
		item->code_point = UTF8_REPLACEMENT;
	}
	item->kind =
	    is_control(item->code_point) ? KEYS_NOTHING : KEYS_CHARACTER;
}

/* Is this the beginning of a character that has not come whole? */
static bool
is_cut_off(const char *bytes, size_t length)
{
	unsigned char first = (unsigned char)bytes[0];
	size_t whole = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

	if (first < 0xC2 || first > 0xF4 || length >= whole)
		return false;
	for (size_t i = 1; i < length; i++) {
		if (!utf8_follows(bytes[i]))
			return false;
	}
	return true;
}

size_t
keys_decode_character(const struct keys *keys, const char *bytes, size_t length,
    uint32_t *code_point)
{
	if (keys->is_utf8) {
		if (is_cut_off(bytes, length))
			return 0;
		return utf8_decode(bytes, length, code_point);
	}
	wchar_t wide;
	mbstate_t state = {0};
	size_t used = mbrtowc(&wide, bytes, length, &state);
	if (used == (size_t)-2)
		return 0;
	bool is_bad = used == (size_t)-1;
	*code_point = is_bad ? UTF8_REPLACEMENT : (uint32_t)wide;
	return is_bad || used == 0 ? 1 : used;
}

struct keys *
keys_new(bool has_mouse)
{
	struct keys *keys = mem_new(sizeof(*keys));

	keys->has_mouse = has_mouse;
	keys->is_utf8 = text_is(nl_langinfo(CODESET), "UTF-8");
	keys->map = keymap_new();
	return keys;
}

void
keys_free(struct keys *keys)
{
	if (!keys)
		return;
	keymap_free(keys->map);
	mem_free(keys);
}

void
keys_tell_far_erase(struct keys *keys)
{
	keys->tells_far_erase = true;
}

void
keys_set_mouse(struct keys *keys, bool has_mouse)
{
	keys->has_mouse = has_mouse;
}

void
keys_learn(struct keys *keys, enum term_key key, const char *sequence)
{
	keymap_learn(keys->map, key, sequence);
}
