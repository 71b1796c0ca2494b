/*
 * What the bytes from a keyboard mean: one key, character or click at a time.
 *
 * Owns the names of the keys and every sequence that stands for one.  There
 * are three sources: the names themselves (Ctrl-S is byte 19, Alt-1 is Esc and
 * 1), the sequences that terminals send whatever they call themselves, and
 * what terminfo says of this one, handed in by keys_learn().  A sequence that
 * nobody knows is left out as a whole, so that an odd key never types "[1;3A"
 * into somebody's answer.
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
#include <strings.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf8.h"

enum {
	ESC = 0x1B,
	DEL = 0x7F,
	BEL = 0x07,
	REPLACEMENT = 0xFFFD,
	CSI_MAX = 64,      /* no terminal sends a longer sequence */
	ANSWER_MAX = 4096, /* nor a longer answer to a question */
	NUMBERS_MAX = 3,
	/* The modifiers of xterm, less one, are bits. */
	MODIFIER_ALT = 2,
	MODIFIER_CTRL = 4,
	/* What a mouse adds to the number of its button. */
	MOUSE_MODIFIERS = 4 | 8 | 16,
	MOUSE_WHEEL = 64,
	MOUSE_OFFSET = 32 /* the old way: each number is a character */
};

struct known {
	enum term_key key;
	const char *sequence;
};

struct keys {
	bool has_mouse;
	bool is_utf8;
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
};

/* What Ctrl (or Alt) makes of a key, and of those that it leaves as it is. */
static const struct {
	enum term_key plain, with_control;
} modified[] = {
	{ KEY_NAME_UP, KEY_NAME_UP },
	{ KEY_NAME_DOWN, KEY_NAME_DOWN },
	{ KEY_NAME_LEFT, KEY_NAME_WORD_LEFT },
	{ KEY_NAME_RIGHT, KEY_NAME_WORD_RIGHT },
	{ KEY_NAME_HOME, KEY_NAME_TOP },
	{ KEY_NAME_END, KEY_NAME_BOTTOM },
	{ KEY_NAME_PAGE_UP, KEY_NAME_PAGE_UP },
	{ KEY_NAME_PAGE_DOWN, KEY_NAME_PAGE_DOWN },
};
/* clang-format on */

static void
learn(struct keys *keys, enum term_key key, const char *sequence)
{
	keys->learned = mem_grow(keys->learned, keys->count, &keys->capacity,
	    sizeof(*keys->learned));
	keys->learned[keys->count++] = (struct known){
	    .key = key,
	    .sequence = arena_copy(keys->arena, sequence),
	};
}

/* Ctrl-X and Alt-1 say by their names what is sent for them. */
static void
learn_names(struct keys *keys)
{
	const char *const control = "Ctrl-";
	const char *const alt = "Alt-";
	for (enum term_key key = 0; key < KEY_NAME_MAX; key++) {
		const char *name = names[key];
		size_t length = strlen(name);
		char last = name[length - 1];
		if (text_starts(name, control) && length == strlen(control) + 1)
			learn(keys, key, (const char[]){last & 0x1F, '\0'});
		else if (text_starts(name, alt) && length == strlen(alt) + 1)
			learn(keys, key, (const char[]){ESC, last, '\0'});
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

/* What is known of these bytes; what the terminal itself says comes first. */
static bool
find_known(const struct keys *keys, const char *bytes, size_t length,
    size_t *used, enum term_key *key)
{
	*used = 0;
	bool may_grow =
	    find_sequence(keys->learned, keys->count, bytes, length, used, key);
	may_grow |=
	    find_sequence(usual, ARRAY_LENGTH(usual), bytes, length, used, key);
	return may_grow;
}

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

/* Esc [ 1 ; 5 D: a key with a modifier.  Others than these mean nothing. */
static void
decode_modified(const struct keys *keys, const char *bytes, size_t length,
    struct keys_item *item)
{
	int numbers[NUMBERS_MAX];
	if (read_numbers(bytes + 2, length - 2, numbers) != 2)
		return;
	struct str plain = STR_EMPTY;
	if (bytes[length - 1] == '~')
		str_format(&plain, "\033[%d~", numbers[0]);
	else
		str_format(&plain, "\033[%c", bytes[length - 1]);
	size_t used = 0;
	enum term_key key = KEY_NAME_MAX;
	find_known(keys, plain.text, plain.length, &used, &key);
	bool is_whole = used == plain.length;
	str_release(&plain);
	int modifiers = numbers[1] - 1;
	for (size_t i = 0; is_whole && i < ARRAY_LENGTH(modified); i++) {
		if (modified[i].plain != key)
			continue;
		bool is_far = modifiers & (MODIFIER_CTRL | MODIFIER_ALT);
		item->kind = KEYS_KEY;
		item->key = is_far ? modified[i].with_control : key;
	}
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
	bool may_grow = find_known(keys, bytes, length, &used, &key);
	if (may_grow && !is_last)
		return;
	if (used > 0) {
		item->kind = KEYS_KEY;
		item->key = key;
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
		item->code_point = REPLACEMENT;
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
		if (((unsigned char)bytes[i] & 0xC0) != 0x80)
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
	*code_point = is_bad ? REPLACEMENT : (uint32_t)wide;
	return is_bad || used == 0 ? 1 : used;
}

struct keys *
keys_new(bool has_mouse)
{
	struct keys *keys = mem_new(sizeof(*keys));
	keys->has_mouse = has_mouse;
	keys->is_utf8 = text_is(nl_langinfo(CODESET), "UTF-8");
	keys->arena = arena_new();
	learn_names(keys);
	return keys;
}

void
keys_free(struct keys *keys)
{
	if (!keys)
		return;
	mem_free(keys->learned);
	arena_free(keys->arena);
	mem_free(keys);
}

void
keys_learn(struct keys *keys, enum term_key key, const char *sequence)
{
	if (sequence[0] == ESC && sequence[1])
		learn(keys, key, sequence);
}

enum term_key
keys_find(const char *name, size_t length)
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
