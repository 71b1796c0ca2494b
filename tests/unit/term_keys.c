/* Bytes from a keyboard, and what they mean. */
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/attr.h"
#include "term/keymap.h"
#include "term/keys.h"

/* Decode one item from a text that ends where it ends. */
static struct keys_item
decode(const struct keys *keys, const char *bytes, bool is_last)
{
	struct keys_item item;
	keys_decode(keys, bytes, strlen(bytes), is_last, &item);
	return item;
}

static void
expect_key(const struct keys *keys, const char *bytes, enum term_key key)
{
	struct keys_item item = decode(keys, bytes, false);
	cr_expect_eq(item.kind, KEYS_KEY, "%s", bytes + 1);
	cr_expect_eq(item.used, strlen(bytes), "%s", bytes + 1);
	cr_expect_eq(item.key, key, "%s", bytes + 1);
}

Test(keys, have_names_that_find_them)
{
	for (enum term_key key = 0; key < KEY_NAME_MAX; key++) {
		const char *name = term_key_name(key);
		cr_expect_gt(strlen(name), 0);
		cr_expect_eq(keymap_find_name(name, strlen(name)), key);
	}
	cr_expect_eq(keymap_find_name("CTRL-s", 6), KEY_NAME_CTRL_S);
	cr_expect_eq(keymap_find_name("tab", 3), KEY_NAME_TAB);
	cr_expect_eq(keymap_find_name("tabs", 4), KEY_NAME_MAX);
	cr_expect_eq(keymap_find_name("ta", 2), KEY_NAME_MAX);
	cr_expect_eq(keymap_find_name("", 0), KEY_NAME_MAX);
}

Test(keys, are_known_whatever_the_terminal_calls_itself)
{
	static const struct {
		const char *bytes;
		enum term_key key;
	} known[] = {
	    {"\t", KEY_NAME_TAB},
	    {"\r", KEY_NAME_ENTER},
	    {"\n", KEY_NAME_ENTER},
	    {"\033OM", KEY_NAME_ENTER},
	    {"\b", KEY_NAME_BACKSPACE},
	    {"\177", KEY_NAME_BACKSPACE},
	    {"\023", KEY_NAME_CTRL_S},
	    {"\032", KEY_NAME_CTRL_Z},
	    {"\0331", KEY_NAME_ALT_1},
	    {"\0337", KEY_NAME_ALT_7},
	    {"\033[A", KEY_NAME_UP},
	    {"\033OA", KEY_NAME_UP},
	    {"\033[1;2A", KEY_NAME_SHIFT_UP},
	    {"\033[1;2B", KEY_NAME_SHIFT_DOWN},
	    {"\033[1;6D", KEY_NAME_SHIFT_WORD_LEFT},
	    {"\033[1;4C", KEY_NAME_SHIFT_WORD_RIGHT},
	    {"\033[1;6H", KEY_NAME_SHIFT_TOP},
	    {"\033[d", KEY_NAME_SHIFT_LEFT},
	    {"\033[8$", KEY_NAME_SHIFT_END},
	    {"\033[3;5~", KEY_NAME_WORD_DELETE},
	    {"\033[3^", KEY_NAME_WORD_DELETE},
	    {"\033\177", KEY_NAME_WORD_BACKSPACE},
	    {"\033[127;5u", KEY_NAME_WORD_BACKSPACE},
	    {"\033[27;5;127~", KEY_NAME_WORD_BACKSPACE},
	    {"\033[32;5u", KEY_NAME_CTRL_SPACE},
	    {"\033[1;5D", KEY_NAME_WORD_LEFT},
	    {"\033[1;3C", KEY_NAME_WORD_RIGHT},
	    {"\033[1;2C", KEY_NAME_SHIFT_RIGHT},
	    {"\033[1;5H", KEY_NAME_TOP},
	    {"\033[1;6F", KEY_NAME_SHIFT_BOTTOM},
	    {"\033[5;2~", KEY_NAME_PAGE_UP},
	    {"\033[1;2H", KEY_NAME_SHIFT_HOME},
	    {"\033[11~", KEY_NAME_F1},
	    {"\033[[E", KEY_NAME_F5},
	    {"\033[21~", KEY_NAME_F10},
	    {"\033[24~", KEY_NAME_F12},
	    {"\033[Z", KEY_NAME_BACK_TAB},
	};
	struct keys *keys = keys_new(false);
	for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
		expect_key(keys, known[i].bytes, known[i].key);
	struct keys_item item;
	keys_decode(keys, "\0", 1, false, &item);
	cr_expect_eq(item.kind, KEYS_KEY);
	cr_expect_eq(item.key, KEY_NAME_CTRL_SPACE);
	keys_free(keys);
}

Test(keys, take_byte_8_for_a_word_only_where_backspace_is_another)
{
	struct keys *keys = keys_new(false);
	keys_tell_far_erase(keys);
	expect_key(keys, "\b", KEY_NAME_WORD_BACKSPACE);
	expect_key(keys, "\177", KEY_NAME_BACKSPACE);
	keys_free(keys);
}

Test(keys, are_themselves_where_nothing_can_be_selected)
{
	static const struct {
		enum term_key key, plain;
	} cases[] = {
	    {KEY_NAME_SHIFT_UP, KEY_NAME_UP},
	    {KEY_NAME_SHIFT_WORD_LEFT, KEY_NAME_WORD_LEFT},
	    {KEY_NAME_SHIFT_BOTTOM, KEY_NAME_BOTTOM},
	    {KEY_NAME_WORD_DELETE, KEY_NAME_WORD_DELETE},
	    {KEY_NAME_PAGE_UP, KEY_NAME_PAGE_UP},
	    {KEY_NAME_CTRL_C, KEY_NAME_CTRL_C},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_expect_eq(term_key_without_shift(cases[i].key),
		    cases[i].plain, "%s", term_key_name(cases[i].key));
}

Test(keys, are_learned_from_the_terminal)
{
	struct keys *keys = keys_new(false);
	keys_learn(keys, KEY_NAME_F1, "\033[M");
	keys_learn(keys, KEY_NAME_HOME, "\033[A\033[A");
	keys_learn(keys, KEY_NAME_DELETE, "\013");
	expect_key(keys, "\033[M", KEY_NAME_F1);
	expect_key(keys, "\033[A\033[A", KEY_NAME_HOME);
	/* It may be the beginning of Home, and is Up if nothing follows. */
	cr_expect_eq(decode(keys, "\033[A", false).kind, KEYS_PARTIAL);
	cr_expect_eq(decode(keys, "\033[A", true).key, KEY_NAME_UP);
	/* A control character keeps its own name. */
	expect_key(keys, "\013", KEY_NAME_CTRL_K);
	keys_free(keys);
}

Test(keys, wait_for_the_rest_of_a_sequence)
{
	static const char *const whole[] = {"\033OA", "\033[24~", "\033[1;5D",
	    "\033[200~", "\033[7777~", "\033]11;x\a", "\033P1$r0m\033\\", "ŵ",
	    "€", "😀"};
	setlocale(LC_ALL, "C.UTF-8");
	struct keys *keys = keys_new(false);
	for (size_t i = 0; i < ARRAY_LENGTH(whole); i++) {
		size_t length = strlen(whole[i]);
		for (size_t part = 1; part < length; part++) {
			struct keys_item item;
			keys_decode(keys, whole[i], part, false, &item);
			cr_expect_eq(
			    item.kind, KEYS_PARTIAL, "%zu of %zu", part, i);
			cr_expect_eq(item.used, 0);
			keys_decode(keys, whole[i], part, true, &item);
			cr_expect_neq(item.kind, KEYS_PARTIAL);
			cr_expect_gt(item.used, 0);
			cr_expect_leq(item.used, part);
		}
		struct keys_item item = decode(keys, whole[i], false);
		cr_expect_neq(item.kind, KEYS_PARTIAL);
		cr_expect_eq(item.used, length);
	}
	keys_free(keys);
}

Test(keys, take_a_lone_esc_for_itself)
{
	struct keys *keys = keys_new(false);
	cr_expect_eq(decode(keys, "\033", false).kind, KEYS_PARTIAL);
	cr_expect_eq(decode(keys, "\033", true).key, KEY_NAME_ESCAPE);
	struct keys_item item = decode(keys, "\033\033[A", false);
	cr_expect_eq(item.key, KEY_NAME_ESCAPE);
	cr_expect_eq(item.used, 1);
	keys_free(keys);
}

Test(keys, leave_out_what_nobody_knows_as_a_whole)
{
	static const char *const odd[] = {"\033[1;3P", "\033[99~", "\033[?1;2c",
	    "\033[[Q", "\033OQx", "\033x", "\033\r", "\033ŵ", "\033]0;title\a",
	    "\033_apc\033\\", "\033[27;5;115~", "\033[I", "\033[3;2~",
	    "\033[<0;1;1M", "\033[<0;0;0M", "\034", "\033[97;5u"};
	setlocale(LC_ALL, "C.UTF-8");
	struct keys *keys = keys_new(false);
	for (size_t i = 0; i < ARRAY_LENGTH(odd); i++) {
		struct keys_item item;
		size_t length = strlen(odd[i]);
		keys_decode(keys, odd[i], length, false, &item);
		/* F2 and then a letter: the one that is known. */
		if (strcmp(odd[i], "\033OQx") == 0) {
			cr_expect_eq(item.key, KEY_NAME_F2);
			cr_expect_eq(item.used, 3);
			continue;
		}
		cr_expect_eq(item.kind, KEYS_NOTHING, "%zu", i);
		cr_expect_eq(item.used, length, "%zu", i);
	}
	/* A sequence that breaks off ends where it breaks off. */
	cr_expect_eq(decode(keys, "\033[12\033[A", false).used, 4);
	/* One without an end is no reason to wait for ever. */
	char endless[5000];
	memset(endless, '1', sizeof(endless));
	memcpy(endless, "\033[", 2);
	endless[sizeof(endless) - 1] = '\0';
	cr_expect_eq(decode(keys, endless, false).kind, KEYS_NOTHING);
	memcpy(endless, "\033]", 2);
	cr_expect_eq(decode(keys, endless, false).kind, KEYS_NOTHING);
	keys_free(keys);
}

Test(keys, type_characters)
{
	static const struct {
		const char *bytes;
		uint32_t code_point;
		size_t used;
	} typed[] = {
	    {"a", 'a', 1},
	    {"<", '<', 1},
	    {"ŵx", 0x175, 2},
	    {"€", 0x20AC, 3},
	    {"😀", 0x1F600, 4},
	    {"\xFF", 0xFFFD, 1},
	    {"\xC5x", 0xFFFD, 1},
	    {"\xC0\x80", 0xFFFD, 1},
	    {"\033Op", '0', 3}, /* the digits of PuTTY's keypad */
	    {"\033Oy", '9', 3},
	    {"\033On", '.', 3},
	};
	setlocale(LC_ALL, "C.UTF-8");
	struct keys *keys = keys_new(false);
	for (size_t i = 0; i < ARRAY_LENGTH(typed); i++) {
		struct keys_item item = decode(keys, typed[i].bytes, false);
		cr_expect_eq(item.kind, KEYS_CHARACTER, "%zu", i);
		cr_expect_eq(item.code_point, typed[i].code_point, "%zu", i);
		cr_expect_eq(item.used, typed[i].used, "%zu", i);
	}
	keys_free(keys);
}

Test(keys, read_the_characters_of_a_plain_locale)
{
	setlocale(LC_ALL, "C");
	struct keys *keys = keys_new(false);
	cr_expect_eq(decode(keys, "a", false).code_point, 'a');
	struct keys_item item = decode(keys, "\xF0\x9F", false);
	cr_expect_eq(item.kind, KEYS_CHARACTER);
	cr_expect_eq(item.code_point, 0xFFFD);
	cr_expect_eq(item.used, 1);
	keys_free(keys);
}

Test(keys, hold_the_mouse_only_if_it_is_wanted)
{
	static const struct {
		const char *bytes;
		enum keys_kind kind;
		int row, column, steps;
	} acts[] = {
	    {"\033[<0;11;3M", KEYS_CLICK, 2, 10, 0},
	    {"\033[<16;11;3M", KEYS_CLICK, 2, 10, 0},
	    {"\033[<0;11;3m", KEYS_NOTHING, 0, 0, 0},
	    {"\033[<2;11;3M", KEYS_NOTHING, 2, 10, 0},
	    {"\033[<64;1;1M", KEYS_WHEEL, 0, 0, -1},
	    {"\033[<65;200;100M", KEYS_WHEEL, 99, 199, 1},
	    {"\033[M !\"", KEYS_CLICK, 1, 0, 0},
	    {"\033[M`!!", KEYS_WHEEL, 0, 0, -1},
	    {"\033[M#!!", KEYS_NOTHING, 0, 0, 0},
	};
	struct keys *keys = keys_new(true);
	struct keys *without = keys_new(false);
	for (size_t i = 0; i < ARRAY_LENGTH(acts); i++) {
		struct keys_item item = decode(keys, acts[i].bytes, false);
		cr_expect_eq(item.kind, acts[i].kind, "%zu", i);
		cr_expect_eq(item.used, strlen(acts[i].bytes), "%zu", i);
		cr_expect_eq(item.row, acts[i].row, "%zu", i);
		cr_expect_eq(item.column, acts[i].column, "%zu", i);
		cr_expect_eq(item.steps, acts[i].steps, "%zu", i);
		item = decode(without, acts[i].bytes, false);
		cr_expect_eq(item.kind, KEYS_NOTHING, "%zu", i);
	}
	cr_expect_eq(decode(keys, "\033[M !", false).kind, KEYS_PARTIAL);
	keys_free(without);
	keys_free(keys);
}
