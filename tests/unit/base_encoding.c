#include "base/encoding.h"
#include "base/encoding_locale.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"

struct sample {
	const char *bytes;
	size_t length;
	const char *text, *name;
};

#define BYTES(literal) literal, sizeof(literal) - 1

static void
expect_text(const struct sample *sample)
{
	struct err err = {0};
	struct str out = STR_EMPTY;
	str_put(&out, ">");
	const char *name = NULL;
	cr_assert(
	    encoding_to_utf8(&out, sample->bytes, sample->length, &name, &err));
	cr_assert_str_eq(out.text + 1, sample->text);
	cr_assert_str_eq(name, sample->name);
	cr_assert_not(err.is_set);
	str_release(&out);
}

Test(encoding, is_told_by_its_mark_or_by_its_bytes)
{
	static const struct sample samples[] = {
	    {BYTES(""), "", "UTF-8"},
	    {BYTES("plain"), "plain", "UTF-8"},
	    {BYTES("Si\xC3\xA2n"), "Si\u00e2n", "UTF-8"},
	    {BYTES("\xEF\xBB\xBFSi\xC3\xA2n"), "Si\u00e2n", "UTF-8"},
	    {BYTES("\xEF\xBB\xBF"), "", "UTF-8"},
	    {BYTES("\xFF\xFE"
		   "d\0\x75\x01\r\0\n\0"),
		"d\u0175\r\n", "UTF-16LE"},
	    {BYTES("\xFE\xFF\0d\x01\x75"), "d\u0175", "UTF-16BE"},
	    {BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), "\U0001F600", "UTF-16LE"},
	    {BYTES("\xFF\xFE"), "", "UTF-16LE"},
	    {BYTES("Si\xE2n \x80 \x96 \x92"),
		"Si\u00e2n \u20ac \u2013 "
		"\u2019",
		"WINDOWS-1252"},
	    {BYTES("\xEF\xBB\xBF\xE2n"), "\u00e2n", "WINDOWS-1252"},
	    {BYTES("\x81\x8D\x8F\x90\x9D\xA3"),
		"\uFFFD\uFFFD\uFFFD"
		"\uFFFD\uFFFD\u00a3",
		"WINDOWS-1252"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(samples); i++)
		expect_text(&samples[i]);
}

Test(encoding, reads_long_texts_to_their_end)
{
	enum { MANY = 50000 };
	struct str wide = STR_EMPTY, narrow = STR_EMPTY, text = STR_EMPTY;
	str_put_n(&wide, "\xFF\xFE", 2);
	for (int i = 0; i < MANY; i++) {
		str_put_n(&wide, "\xAC\x20", 2);
		str_put_char(&narrow, (char)0x80);
		str_put(&text, "\u20ac");
	}
	expect_text(
	    &(struct sample){wide.text, wide.length, text.text, "UTF-16LE"});
	expect_text(&(struct sample){
	    narrow.text, narrow.length, text.text, "WINDOWS-1252"});
	str_release(&text);
	str_release(&narrow);
	str_release(&wide);
}

Test(encoding, refuses_what_is_broken_or_no_text)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum word word;
	} cases[] = {
	    {BYTES("a\0b"), WORD_ENCODING_NOT_TEXT},
	    {BYTES("\xEF\xBB\xBF\0"), WORD_ENCODING_NOT_TEXT},
	    {BYTES("\0\xE2"), WORD_ENCODING_NOT_TEXT},
	    {BYTES("\xFF\xFE\0\0"), WORD_ENCODING_NOT_TEXT},
	    {BYTES("p\0l\0a\0n\0"), WORD_ENCODING_NOT_TEXT},
	    {BYTES("\xFF\xFE\x61\x00\x62"), WORD_ENCODING_BROKEN},
	    {BYTES("\xFF\xFE\x3D\xD8"), WORD_ENCODING_BROKEN},
	    {BYTES("\xFF\xFE\x3D\xD8\x61\x00"), WORD_ENCODING_BROKEN},
	    {BYTES("\xFE\xFF\xDE\x00\x00\x61"), WORD_ENCODING_BROKEN},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = {0};
		struct str out = STR_EMPTY;
		str_put(&out, "kept");
		cr_assert_not(encoding_to_utf8(&out, cases[i].bytes,
				  cases[i].length, NULL, &err),
		    "case %zu", i);
		cr_assert_eq(err.word, cases[i].word, "case %zu", i);
		cr_assert_str_eq(out.text, "kept");
		str_release(&out);
	}
}

/* What a text becomes in an encoding, and back. */
static void
expect_both(const char *name, const char *text, const char *bytes)
{
	struct encoding *encoding = encoding_named(name);
	struct str out = STR_EMPTY, back = STR_EMPTY;

	encoding_write(encoding, &out, text, strlen(text));
	cr_expect_str_eq(out.text, bytes);
	encoding_read(encoding, &back, bytes, strlen(bytes));
	cr_expect_str_eq(back.text, text);
	encoding_free(encoding);
	str_release(&out);
	str_release(&back);
}

Test(encoding, of_a_locale_goes_both_ways)
{
	expect_both("ISO-8859-14", "d\xC5\xB5r", "d\xF0r");
	expect_both("UTF-8", "Si\xC3\xA2n", "Si\xC3\xA2n");
	expect_both("nothing of the kind", "\xFFSi", "\xFFSi");
}

Test(encoding, of_a_locale_never_stops_at_what_it_has_not)
{
	struct encoding *encoding = encoding_named("ISO-8859-1");
	struct encoding *strict = encoding_named("ASCII");
	struct str out = STR_EMPTY;

	encoding_write(encoding, &out, "a\xE0\xA6\x95z\xF0\x9F\x98\x80!", 10);
	cr_expect_str_eq(out.text, "a?z?!");
	str_clear(&out);
	encoding_read(strict, &out, "a\xFF\x80z", 4);
	cr_expect_str_eq(out.text, "a\xEF\xBF\xBD\xEF\xBF\xBDz");
	encoding_free(encoding);
	encoding_free(strict);
	encoding_free(NULL);
	str_release(&out);
}
