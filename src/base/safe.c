/*
 * The one sanitizer for all output.
 *
 * Hostile or broken text must not move the cursor, turn the order of what
 * stands beside it, hide in it, or pile up over other lines.  This file owns
 * which characters are shown; it changes nothing that is stored, and knows
 * nothing of widths, pages or terminals.
 *
 *	safe_put(&line, answer, strlen(answer), SAFE_ONE_LINE);
 *
 * Tested by tests/unit/base_safe.c.
 */
#include "base/safe.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/attr.h"
#include "base/utf8.h"

enum {
	MARKS_MAX = 4,
	ZWNJ = 0x200C,
	ZWJ = 0x200D,
	LINE_SEPARATOR = 0x2028,
	PARAGRAPH_SEPARATOR = 0x2029,
	NONCHARACTER = 0xFFFE /* the last two of every plane */
};

/*
 * What utf8proc's properties do not tell: invisible or reserved to be so,
 * whatever a later Unicode puts there.  FDD0 to FDEF are noncharacters.
 */
static const struct {
	uint32_t first, last;
} refused[] = {
    {0x2060, 0x206F},
    {0xFDD0, 0xFDEF},
    {0xFFF0, 0xFFFB},
    {0xE0000, 0xE00FF},
    {0xE01F0, 0xE0FFF},
};

/* Selectors of a letter's form: invisible, but emoji and names need them. */
static const struct {
	uint32_t first, last;
} selectors[] = {
    {0x180B, 0x180D},
    {0x180F, 0x180F},
    {0xFE00, 0xFE0F},
    {0xE0100, 0xE01EF},
};

/*
 * Tag characters are invisible and refused, but for these: the flags of
 * England, Scotland and Wales are a black flag and six of them.
 */
static const char *const tagged_flags[] = {
    "\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
    "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",
    "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F",
};

enum kind { KIND_LETTER, KIND_MARK, KIND_BLANK, KIND_NEWLINE, KIND_REFUSED };

static bool
is_refused_range(uint32_t code)
{
	if ((code & NONCHARACTER) == NONCHARACTER)
		return true;
	for (size_t i = 0; i < ARRAY_LENGTH(refused); i++) {
		if (code >= refused[i].first && code <= refused[i].last)
			return true;
	}
	return false;
}

static bool
is_selector(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_LENGTH(selectors); i++) {
		if (code >= selectors[i].first && code <= selectors[i].last)
			return true;
	}
	return code == ZWJ || code == ZWNJ;
}

static enum kind
kind_of_far(uint32_t code)
{
	if (is_selector(code))
		return KIND_MARK;
	if (code == LINE_SEPARATOR || code == PARAGRAPH_SEPARATOR)
		return KIND_NEWLINE;
	if (is_refused_range(code))
		return KIND_REFUSED;
	const utf8proc_property_t *property =
	    utf8proc_get_property((utf8proc_int32_t)code);
	if (property->ignorable)
		return KIND_REFUSED;
	switch (property->category) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
		return KIND_MARK;
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
		return KIND_REFUSED;
	case UTF8PROC_CATEGORY_CF:
		/* Signs that stand visibly before a number are no controls. */
		return property->boundclass == UTF8PROC_BOUNDCLASS_PREPEND
			   ? KIND_LETTER
			   : KIND_REFUSED;
	default:
		return KIND_LETTER;
	}
}

static enum kind
kind_of(uint32_t code)
{
	if (code >= 0x80)
		return kind_of_far(code);
	if (code == '\t')
		return KIND_BLANK;
	if (code == '\n')
		return KIND_NEWLINE;
	return code < ' ' || code == 0x7F ? KIND_REFUSED : KIND_LETTER;
}

/* The bytes of one of the flags made of tags, if it stands here; or 0. */
static size_t
flag_at(const char *text, size_t length)
{
	for (size_t i = 0; i < ARRAY_LENGTH(tagged_flags); i++) {
		size_t size = strlen(tagged_flags[i]);
		if (length >= size && memcmp(text, tagged_flags[i], size) == 0)
			return size;
	}
	return 0;
}

/* Append one character as it may be shown; *marks counts those in a row. */
static void
put_character(struct str *out, const char *bytes, size_t length, uint32_t code,
    enum safe_lines lines, int *marks)
{
	enum kind kind = kind_of(code);

	if (kind != KIND_MARK)
		*marks = 0;
	switch (kind) {
	case KIND_MARK:
		if (++*marks > MARKS_MAX)
			return;
		str_put_n(out, bytes, length);
		return;
	case KIND_LETTER:
		if (code == UTF8_REPLACEMENT)
			break; /* also what a bad byte was decoded as */
		str_put_n(out, bytes, length);
		return;
	case KIND_BLANK:
		str_put_char(out, lines == SAFE_KEEP_LINES ? '\t' : ' ');
		return;
	case KIND_NEWLINE:
		str_put_char(out, lines == SAFE_KEEP_LINES ? '\n' : ' ');
		return;
	case KIND_REFUSED:
		break;
	}
	utf8_put(out, UTF8_REPLACEMENT);
}

/* How many bytes from here on are printing ASCII, which is always safe. */
static size_t
plain_length(const char *text, size_t length)
{
	size_t count = 0;

	while (count < length && text[count] >= ' ' && text[count] <= '~')
		count++;
	return count;
}

void
safe_put(
    struct str *out, const char *text, size_t length, enum safe_lines lines)
{
	int marks = 0;

	for (size_t at = 0; at < length;) {
		const char *here = text + at;
		size_t plain = plain_length(here, length - at);
		if (plain > 0) {
			str_put_n(out, here, plain);
			marks = 0;
			at += plain;
			continue;
		}
		size_t flag = flag_at(here, length - at);
		if (flag > 0) {
			str_put_n(out, here, flag);
			marks = MARKS_MAX;
			at += flag;
			continue;
		}
		uint32_t code;
		size_t used = utf8_decode(here, length - at, &code);
		at += used;
		/* The end of a line on another system is one newline. */
		if (code == '\r' && at < length && text[at] == '\n')
			continue;
		put_character(out, here, used, code, lines, &marks);
	}
}

void
safe_put_xml(struct str *out, const char *text)
{
	struct str safe = STR_EMPTY;

	safe_put(&safe, text, strlen(text), SAFE_ONE_LINE);
	for (const char *c = safe.text; *c; c++)
		switch (*c) {
		case '&':
			str_put(out, "&amp;");
			break;
		case '<':
			str_put(out, "&lt;");
			break;
		case '>':
			str_put(out, "&gt;");
			break;
		default:
			str_put_char(out, *c);
		}
	str_release(&safe);
}
