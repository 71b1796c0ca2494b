/*
 * Texts that are the same to people and not to the letter.
 *
 * This file owns what is left of a text when case and accents do not count, by
 * utf8proc's tables and the signs that people type in place of others; that is
 * for finding and sorting alone, and nothing folded is ever shown.  And it owns
 * the one way to write what can be typed in several.  What comes out is
 * appended to the caller's str, and whatever lay between is wiped.
 *
 * Tested by tests/unit/base_utf8.c.
 */
#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#include "base/attr.h"
#include "base/mem.h"

/* Parts a sort key; lower than any folded character. */
enum { SORT_PART = 1 };

/*
 * Letters and signs that no decomposition takes apart, as people type them on
 * a plain keyboard.  In order, small letters only.
 */
/* clang-format off */
static const struct {
	uint32_t code_point;
	const char *plain;
} plain_letters[] = {
	{ 0x60, "'" },	   /* ` */
	{ 0xE6, "ae" },	   /* æ */
	{ 0xF0, "d" },	   /* ð */
	{ 0xF8, "o" },	   /* ø */
	{ 0xFE, "th" },	   /* þ */
	{ 0x111, "d" },	   /* đ */
	{ 0x127, "h" },	   /* ħ */
	{ 0x131, "i" },	   /* ı */
	{ 0x138, "k" },	   /* ĸ */
	{ 0x142, "l" },	   /* ł */
	{ 0x14B, "n" },	   /* ŋ */
	{ 0x153, "oe" },   /* œ */
	{ 0x167, "t" },	   /* ŧ */
	{ 0x180, "b" },	   /* ƀ */
	{ 0x192, "f" },	   /* ƒ */
	{ 0x199, "k" },	   /* ƙ */
	{ 0x1B4, "y" },	   /* ƴ */
	{ 0x1B6, "z" },	   /* ƶ */
	{ 0x253, "b" },	   /* ɓ */
	{ 0x254, "o" },	   /* ɔ */
	{ 0x256, "d" },	   /* ɖ */
	{ 0x257, "d" },	   /* ɗ */
	{ 0x259, "e" },	   /* ə */
	{ 0x25B, "e" },	   /* ɛ */
	{ 0x268, "i" },	   /* ɨ */
	{ 0x2BB, "'" },	   /* turned comma, as in Hawaiian */
	{ 0x2BC, "'" },	   /* the letter apostrophe */
	{ 0x2010, "-" },   /* hyphen */
	{ 0x2012, "-" },   /* figure dash */
	{ 0x2013, "-" },   /* en dash */
	{ 0x2014, "-" },   /* em dash */
	{ 0x2018, "'" },   /* quotes */
	{ 0x2019, "'" },
	{ 0x201C, "\"" },
	{ 0x201D, "\"" },
	{ 0x2212, "-" },   /* minus */
};
/* clang-format on */

/* The blocks of accents that Latin, Greek and Cyrillic letters carry. */
static const struct {
	uint32_t first, last;
} accents[] = {
    {0x0300, 0x036F},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},
    {0xFE20, 0xFE2F},
};

static bool
is_accent(uint32_t code_point)
{
	for (size_t i = 0; i < ARRAY_LENGTH(accents); i++) {
		if (code_point >= accents[i].first &&
		    code_point <= accents[i].last)
			return true;
	}
	return false;
}

/* Append a decomposed small letter as plainly as it can be typed. */
static void
put_folded(struct str *out, uint32_t code_point)
{
	if (is_accent(code_point))
		return;
	for (size_t i = 0; i < ARRAY_LENGTH(plain_letters); i++) {
		if (plain_letters[i].code_point == code_point) {
			str_put(out, plain_letters[i].plain);
			return;
		}
	}
	utf8_put(out, code_point);
}

/* The text without bad bytes, and with a blank for each control character. */
static void
put_clean(struct str *out, const char *text)
{
	size_t length = strlen(text);

	for (size_t at = 0; at < length;) {
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		utf8_put(out, code < 0x20 || code == 0x7F ? ' ' : code);
	}
}

/* The characters of a text that is well-formed, mem_free() them. */
static utf8proc_int32_t *
decompose(
    const struct str *text, utf8proc_option_t options, utf8proc_ssize_t *count)
{
	const unsigned char *bytes = (const unsigned char *)text->text;
	utf8proc_ssize_t length = (utf8proc_ssize_t)text->length;

	*count = utf8proc_decompose(bytes, length, NULL, 0, options);
	assert(*count >= 0);
	utf8proc_int32_t *codes = mem_new((size_t)*count * sizeof(*codes));
	utf8proc_decompose(bytes, length, codes, *count, options);
	return codes;
}

void
utf8_fold(struct str *out, const char *text)
{
	/*
	 * No STRIPMARK: it would also take the vowels of Arabic, Hebrew and
	 * Bengali, which part one name from another.
	 */
	const utf8proc_option_t options =
	    (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
				UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	struct str clean = STR_EMPTY;

	put_clean(&clean, text);
	utf8proc_ssize_t count;
	utf8proc_int32_t *codes = decompose(&clean, options, &count);
	for (utf8proc_ssize_t i = 0; i < count; i++)
		put_folded(out, (uint32_t)codes[i]);
	mem_free(codes);
	str_release(&clean);
}

/* The text with a space for each blank of another width. */
static void
put_plain_spaces(struct str *out, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		bool is_space = utf8proc_category((utf8proc_int32_t)code) ==
				UTF8PROC_CATEGORY_ZS;
		utf8_put(out, is_space ? ' ' : code);
	}
}

void
utf8_compose(struct str *out, const char *text)
{
	const utf8proc_option_t options =
	    (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	size_t length = strlen(text);
	struct str spaced = STR_EMPTY;

	if (!utf8_is_valid(text, length, NULL)) {
		str_put(out, text);
		return;
	}
	put_plain_spaces(&spaced, text, length);
	utf8proc_ssize_t count;
	utf8proc_int32_t *codes = decompose(&spaced, options, &count);
	count = utf8proc_normalize_utf32(codes, count, options);
	for (utf8proc_ssize_t i = 0; i < count; i++)
		utf8_put(out, (uint32_t)codes[i]);
	mem_free(codes);
	str_release(&spaced);
}

static bool
has_word(const char *text, const char *word, size_t length)
{
	while ((text = strchr(text, *word)) && strncmp(text, word, length) != 0)
		text++;
	return text != NULL;
}

bool
utf8_contains_folded(const char *text, const char *search)
{
	struct str folded = STR_EMPTY;
	bool is_found = true;

	utf8_fold(&folded, text);
	while (is_found && *search) {
		size_t length = strcspn(search, " ");
		is_found = length == 0 || has_word(folded.text, search, length);
		search += length + (search[length] == ' ');
	}
	str_release(&folded);
	return is_found;
}

bool
utf8_contains(const char *text, const char *search)
{
	struct str folded = STR_EMPTY;

	utf8_fold(&folded, search);
	bool is_found = utf8_contains_folded(text, folded.text);
	str_release(&folded);
	return is_found;
}

void
utf8_sort_key(struct str *out, const char *text)
{
	utf8_fold(out, text);
	str_put_char(out, SORT_PART);
	str_put(out, text);
}
