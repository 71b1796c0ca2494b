/*
 * UTF-8: code points, grapheme clusters, widths in cells.
 *
 * This file owns what a character is, by utf8proc's tables, and how many cells
 * it takes, by glibc's; it never changes or sets the locale.  Where the locale
 * is not UTF-8, wcwidth() knows nothing beyond its own letters, and the width
 * comes from utf8proc's categories instead (see plain_width): a page set in a
 * pipe under LC_ALL=C is the same page.
 *
 * Tested by tests/unit/base_utf8.c.
 */
#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "base/attr.h"

enum { SOFT_HYPHEN = 0xAD, CODE_POINT_MAX = 0x10FFFF };

/*
 * The lead bytes of longer characters: bits that mark them, how many bytes
 * follow, and the smallest code point they may be used for.
 */
static const struct {
	unsigned char mask, mark;
	size_t length;
	uint32_t least;
} leads[] = {
    {0xE0, 0xC0, 2, 0x80},
    {0xF0, 0xE0, 3, 0x800},
    {0xF8, 0xF0, 4, 0x10000},
};

/*
 * A printing character of ASCII.  Nearly all text is made of these, and two
 * in a row are two clusters of one cell each, whatever stands round them.
 */
static bool
is_plain(char byte)
{
	return byte >= ' ' && byte <= '~';
}

static bool
is_scalar(uint32_t code_point)
{
	return code_point <= CODE_POINT_MAX &&
	       (code_point < 0xD800 || code_point > 0xDFFF);
}

bool
utf8_follows(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Bytes of the well-formed character here, or 0. */
static size_t
decode_well(const char *text, size_t length, uint32_t *code_point)
{
	unsigned char first = (unsigned char)text[0];

	if (first < 0x80) {
		*code_point = first;
		return 1;
	}
	for (size_t i = 0; i < ARRAY_LENGTH(leads); i++) {
		if ((first & leads[i].mask) != leads[i].mark)
			continue;
		if (length < leads[i].length)
			return 0;
		uint32_t code = first & (unsigned char)~leads[i].mask;
		for (size_t j = 1; j < leads[i].length; j++) {
			if (!utf8_follows(text[j]))
				return 0;
			code = code << 6 | ((unsigned char)text[j] & 0x3F);
		}
		*code_point = code;
		return code >= leads[i].least && is_scalar(code)
			   ? leads[i].length
			   : 0;
	}
	return 0;
}

size_t
utf8_decode(const char *text, size_t length, uint32_t *code_point)
{
	if (length == 0) {
		*code_point = 0;
		return 0;
	}
	size_t used = decode_well(text, length, code_point);
	if (used > 0)
		return used;
	*code_point = UTF8_REPLACEMENT;
	return 1;
}

size_t
utf8_encode(uint32_t code_point, char bytes[4])
{
	if (!is_scalar(code_point))
		code_point = UTF8_REPLACEMENT;
	if (code_point < 0x80) {
		bytes[0] = (char)code_point;
		return 1;
	}
	size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (code_point & 0x3F));
		code_point >>= 6;
	}
	bytes[0] = (char)(leads[length - 2].mark | code_point);
	return length;
}

size_t
utf8_ascii(const char *text, size_t length)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	size_t at = 0;

	/* Eight bytes at once, and then those that are left. */
	for (uint64_t eight; length - at >= sizeof(eight);
	     at += sizeof(eight)) {
		memcpy(&eight, text + at, sizeof(eight));
		if (eight & high)
			break;
	}
	while (at < length && (unsigned char)text[at] < 0x80)
		at++;
	return at;
}

/* The well-formed characters that the text begins with, in bytes. */
static size_t
valid_length(const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		at += utf8_ascii(text + at, length - at);
		if (at == length)
			break;
		uint32_t code;
		size_t used = decode_well(text + at, length - at, &code);
		if (used == 0)
			return at;
		at += used;
	}
	return length;
}

void
utf8_put(struct str *out, uint32_t code_point)
{
	char bytes[4];

	str_put_n(out, bytes, utf8_encode(code_point, bytes));
}

size_t
utf8_count(const char *text, size_t length)
{
	size_t count = utf8_ascii(text, length);

	for (size_t i = count; i < length; i++)
		count += !utf8_follows(text[i]);
	return count;
}

bool
utf8_is_valid(const char *text, size_t length, size_t *bad)
{
	const char *nul = length > 0 ? memchr(text, '\0', length) : NULL;
	size_t end = nul ? (size_t)(nul - text) : length;
	size_t valid = valid_length(text, end);

	if (valid == length)
		return true;
	if (bad)
		*bad = valid;
	return false;
}

const char *
utf8_unicode_version(void)
{
	return utf8proc_unicode_version();
}

size_t
utf8_next(const char *text, size_t length, size_t at)
{
	assert(at <= length);
	if (at < length && is_plain(text[at]) &&
	    (at + 1 == length || is_plain(text[at + 1])))
		return at + 1;
	uint32_t code;
	at += utf8_decode(text + at, length - at, &code);
	utf8proc_int32_t state = 0;
	while (at < length) {
		uint32_t next;
		size_t used = utf8_decode(text + at, length - at, &next);
		if (utf8proc_grapheme_break_stateful(
			(utf8proc_int32_t)code, (utf8proc_int32_t)next, &state))
			break;
		code = next;
		at += used;
	}
	return at;
}

/*
 * Clusters can only be found forwards.  From an ASCII byte on they come out
 * right whatever stands before it, so the search starts at the nearest one;
 * should that byte itself end the cluster wanted, then it also begins it,
 * unless it hangs on to what stands before it (CR LF, or one of the few signs
 * that join to the next letter), and then the search goes further back.
 */
size_t
utf8_previous(const char *text, size_t length, size_t at)
{
	assert(at <= length);
	size_t start = at;
	while (start > 0) {
		start--;
		if (start > 0 && (unsigned char)text[start] >= 0x80)
			continue;
		size_t found = start;
		for (;;) {
			size_t next = utf8_next(text, length, found);
			if (next >= at)
				break;
			found = next;
		}
		if (found > start || start == 0)
			return found;
		bool is_crlf = text[start] == '\n' && text[start - 1] == '\r';
		if ((unsigned char)text[start - 1] < 0x80 && !is_crlf)
			return found;
	}
	return 0;
}

/*
 * Where wcwidth() has no table: what glibc's table says, by category.  Marks
 * and format signs take no cell, but spacing marks, the soft hyphen and the
 * signs that stand before a number do; the vowels and finals of Hangul are
 * drawn into the cell of their first letter.
 */
static int
plain_width(uint32_t code_point)
{
	const utf8proc_property_t *property =
	    utf8proc_get_property((utf8proc_int32_t)code_point);

	switch (property->boundclass) {
	case UTF8PROC_BOUNDCLASS_V:
	case UTF8PROC_BOUNDCLASS_T:
		return 0;
	case UTF8PROC_BOUNDCLASS_PREPEND:
		return 1;
	default:
		break;
	}
	switch (property->category) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
		return 0;
	case UTF8PROC_CATEGORY_CF:
		return code_point == SOFT_HYPHEN ? 1 : 0;
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
		return 1;
	default:
		return property->charwidth == 2 ? 2 : 1;
	}
}

int
utf8_code_width(uint32_t code_point)
{
	if (code_point < 0x80)
		return 1;
	int width = wcwidth((wchar_t)code_point);
	if (width >= 0)
		return width;
	/* A letter of the East: every UTF-8 locale knows that it is wide. */
	bool has_table = wcwidth(0x4E00) == 2;
	return has_table ? 1 : plain_width(code_point);
}

int
utf8_width(const char *text, size_t length)
{
	int width = 0;

	for (size_t at = 0; at < length;) {
		if (is_plain(text[at])) {
			at++;
			width++;
			continue;
		}
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		width += utf8_code_width(code);
	}
	return width;
}

int
utf8_text_width(const char *text)
{
	return utf8_width(text, strlen(text));
}

/* How many characters here, up to `most`, are clusters of one byte. */
static size_t
plain_clusters(const char *text, size_t length, size_t most)
{
	size_t count = 0;

	while (count < length && count < most && is_plain(text[count]))
		count++;
	/* What follows may hang on to the last of them. */
	bool is_sure = count == 0 || count == length || is_plain(text[count]);
	return is_sure ? count : count - 1;
}

size_t
utf8_fit(const char *text, size_t length, int cells, int *width)
{
	size_t at = plain_clusters(text, length, cells > 0 ? (size_t)cells : 0);
	int used = (int)at;

	while (at < length) {
		size_t next = utf8_next(text, length, at);
		int more = utf8_width(text + at, next - at);
		if (used + more > cells)
			break;
		used += more;
		at = next;
	}
	if (width)
		*width = used;
	return at;
}

enum direction
utf8_direction(const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		switch (
		    utf8proc_get_property((utf8proc_int32_t)code)->bidi_class) {
		case UTF8PROC_BIDI_CLASS_L:
			return LEFT_TO_RIGHT;
		case UTF8PROC_BIDI_CLASS_R:
		case UTF8PROC_BIDI_CLASS_AL:
			return RIGHT_TO_LEFT;
		default:
			break;
		}
	}
	return DIRECTION_NONE;
}
