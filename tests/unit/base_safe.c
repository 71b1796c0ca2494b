#include "base/safe.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "base/utf8.h"

#define BAD "\uFFFD"

static void
expect_safe(
    const char *text, size_t length, enum safe_lines lines, const char *shown)
{
	struct str out = STR_EMPTY;
	safe_put(&out, text, length, lines);
	cr_assert_str_eq(out.text, shown);
	cr_assert_eq(out.length, strlen(shown));
	str_release(&out);
}

Test(safe, leaves_what_people_write_as_it_is)
{
	static const char *const texts[] = {
	    "",
	    "Do you need help to make meals? \u00a345.50 \u2013 \u201cyes\u201d",
	    "Si\u00e2n, d\u0175r, cafe\u0301, \u0141\u00f3d\u017a",
	    "\u0995\u09cd\u200d\u09b7\u09bf \u0645\u06cc\u200c\u062e",
	    "\u4e2d\u6587 \u845b\U000E0100 \u1112\u1161\u11ab",
	    "\U0001F469\u200D\U0001F467 \u2764\uFE0F \U0001F44D\U0001F3FD",
	    "\u0600\u0661\u0662",
	    /* The flag of Wales. */
	    ("\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073"
	     "\U000E007F!"),
	    /* Not in the tables of today, but nothing to fear. */
	    "\U0001FAFF",
	    BAD,
	};
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		expect_safe(
		    texts[i], strlen(texts[i]), SAFE_ONE_LINE, texts[i]);
}

Test(safe, appends_behind_what_is_there)
{
	struct str out = STR_EMPTY;
	str_put(&out, "Name: ");
	safe_put(&out, "Aled\nB", 6, SAFE_ONE_LINE);
	cr_assert_str_eq(out.text, "Name: Aled B");
	str_release(&out);
}

Test(safe, shows_that_a_control_character_was_there)
{
	for (unsigned code = 0; code < 0xA0; code++) {
		if ((code >= ' ' && code < 0x7F) || code == '\n' ||
		    code == '\t')
			continue;
		struct str text = STR_EMPTY;
		str_put_char(&text, 'a');
		utf8_put(&text, code);
		str_put_char(&text, 'b');
		expect_safe(text.text, text.length, SAFE_ONE_LINE, "a" BAD "b");
		expect_safe(
		    text.text, text.length, SAFE_KEEP_LINES, "a" BAD "b");
		str_release(&text);
	}
	expect_safe("\x1b[2J", 4, SAFE_ONE_LINE, BAD "[2J");
}

Test(safe, keeps_lines_only_where_they_are_asked_for)
{
	static const struct {
		const char *text, *one, *lines;
	} cases[] = {
	    {"a\nb", "a b", "a\nb"},
	    {"a\r\nb\r\n", "a b ", "a\nb\n"},
	    {"a\tb", "a b", "a\tb"},
	    {"a\rb", "a" BAD "b", "a" BAD "b"},
	    {"a\r", "a" BAD, "a" BAD},
	    {"a\u2028b\u2029c", "a b c", "a\nb\nc"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		size_t length = strlen(cases[i].text);
		expect_safe(cases[i].text, length, SAFE_ONE_LINE, cases[i].one);
		expect_safe(
		    cases[i].text, length, SAFE_KEEP_LINES, cases[i].lines);
	}
}

Test(safe, refuses_what_hides_turns_or_belongs_to_nobody)
{
	/* clang-format off */
	static const uint32_t codes[] = {
		0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B,
		0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
		0x2060, 0x2064, 0x2065, 0x2066, 0x2067, 0x2068, 0x2069,
		0x206F, 0x3164, 0xE000, 0xF8FF, 0xFDD0, 0xFDEF, 0xFEFF,
		0xFFA0, 0xFFF0, 0xFFF9, 0xFFFB, 0xFFFE, 0xFFFF, 0x1D173,
		0x1FFFE, 0xE0001, 0xE0041, 0xE007F, 0xE0FFF, 0xF0000,
		0x100000, 0x10FFFF,
	};
	/* clang-format on */
	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
		struct str text = STR_EMPTY;
		utf8_put(&text, codes[i]);
		struct str out = STR_EMPTY;
		safe_put(&out, text.text, text.length, SAFE_KEEP_LINES);
		cr_assert_str_eq(out.text, BAD, "U+%04X", codes[i]);
		str_release(&out);
		str_release(&text);
	}
	/* Tags that are no flag we know; and one that breaks off. */
	expect_safe("\U0001F3F4\U000E0067\U000E007F", 12, SAFE_ONE_LINE,
	    "\U0001F3F4" BAD BAD);
}

Test(safe, shows_every_bad_byte_as_one_sign)
{
	expect_safe("a\xff\xfe", 3, SAFE_ONE_LINE, "a" BAD BAD);
	expect_safe("\xc0\xaf", 2, SAFE_ONE_LINE, BAD BAD);
	expect_safe("\xed\xa0\x80", 3, SAFE_ONE_LINE, BAD BAD BAD);
	expect_safe("x\xe2\x82", 3, SAFE_ONE_LINE, "x" BAD BAD);
	expect_safe("a\0b", 3, SAFE_ONE_LINE, "a" BAD "b");
}

Test(safe, lets_four_marks_follow_a_letter)
{
	struct str text = STR_EMPTY;
	struct str shown = STR_EMPTY;
	for (int letter = 0; letter < 3; letter++) {
		str_put_char(&text, 'e');
		str_put_char(&shown, 'e');
		for (int i = 0; i < 40; i++)
			utf8_put(&text, i % 2 ? 0x200D : 0x301);
		str_put(&shown, "\u0301\u200D\u0301\u200D");
	}
	expect_safe(text.text, text.length, SAFE_ONE_LINE, shown.text);
	str_release(&shown);
	str_release(&text);
}

/* Whatever comes in, what goes out is shown, and shown the same again. */
Test(safe, gives_out_only_what_it_would_let_through)
{
	uint32_t seed = 1;
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	for (int round = 0; round < 3000; round++) {
		char bytes[64];
		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 24);
		}
		str_clear(&once);
		str_clear(&twice);
		safe_put(&once, bytes, sizeof(bytes), SAFE_ONE_LINE);
		cr_assert(utf8_is_valid(once.text, once.length, NULL));
		safe_put(&twice, once.text, once.length, SAFE_ONE_LINE);
		cr_assert_str_eq(once.text, twice.text);
	}
	str_release(&twice);
	str_release(&once);
}

Test(safe, writes_what_xml_can_hold)
{
	struct str out = STR_EMPTY;
	safe_put_xml(&out, "R&B <\x1B>\n\"x\"");
	cr_assert_str_eq(out.text, "R&amp;B &lt;\xEF\xBF\xBD&gt; \"x\"");
	str_release(&out);
}
