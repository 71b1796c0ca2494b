/*
 * The syntax of a PDF file.
 */
#include "out/pdf_write.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"

Test(numbers, are_short_decimals)
{
	static const struct {
		int thousandths;
		const char *text;
	} cases[] = {
	    {0, "0"},
	    {1000, "1"},
	    {-1000, "-1"},
	    {12345, "12.35"},
	    {12300, "12.3"},
	    {12004, "12"},
	    {-4, "0"},
	    {-15, "-0.02"},
	    {595276, "595.28"},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str text = STR_EMPTY;
		pdf_put_number(&text, cases[i].thousandths);
		cr_assert_str_eq(text.text, cases[i].text);
		str_release(&text);
	}
}

Test(numbers, are_pairs_of_bytes_in_brackets)
{
	struct str text = STR_EMPTY;

	pdf_put_pair(&text, 'a' << 8 | 'b');
	pdf_put_pair(&text, '(' << 8 | ')');
	pdf_put_pair(&text, '\\' << 8 | '\r');
	pdf_put_pair(&text, 0x00FF);
	cr_assert_eq(text.length, 12);
	cr_assert_eq(memcmp(text.text, "ab\\(\\)\\\\\\r\0\xFF", 12), 0);
	str_release(&text);
}

Test(texts, are_bracketed_or_utf_16)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
	    {"My plan", "(My plan)"},
	    {"a (b) \\ c", "(a \\(b\\) \\\\ c)"},
	    {"Ŵyn", "<FEFF01740079006E>"},
	    {"\U0001F3F4", "<FEFFD83CDFF4>"},
	    {"a\u202Eb", "<FEFF0061FFFD0062>"},
	    {"", "()"},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str text = STR_EMPTY;
		pdf_put_text(&text, cases[i].text, strlen(cases[i].text));
		cr_assert_str_eq(text.text, cases[i].expected);
		str_release(&text);
	}
}

static void
write_file(struct str *out, const char *contents)
{
	struct writer writer;

	writer_init(&writer, out);
	int catalog = writer_reserve(&writer, 3);
	str_put(writer_begin(&writer, catalog), "<</Type/Catalog>>");
	str_put(writer_begin(&writer, catalog + 1), "<<>>");
	writer_put_bare_stream(
	    &writer, catalog + 2, "/Type/Metadata", contents, strlen(contents));
	writer_finish(&writer, catalog, catalog + 1);
	writer_release(&writer);
}

Test(files, point_at_their_own_table)
{
	struct str out = STR_EMPTY;

	str_put(&out, "before");
	write_file(&out, "contents");
	const char *file = out.text + strlen("before");
	size_t length = out.length - strlen("before");
	cr_assert(text_starts(file, "%PDF-1.7\n%"));
	cr_assert_eq(memcmp(file + length - 6, "%%EOF\n", 6), 0);

	const char *start = NULL;
	for (size_t i = 0; i + 9 < length; i++)
		if (memcmp(file + i, "startxref", 9) == 0)
			start = file + i;
	cr_assert_not_null(start);
	long table = strtol(start + strlen("startxref"), NULL, 10);
	cr_assert(text_starts(file + table, "5 0 obj\n<</Type/XRef/Size 6"));
	str_release(&out);
}

Test(files, are_named_by_their_contents_alone)
{
	struct str one = STR_EMPTY, same = STR_EMPTY, other = STR_EMPTY;

	write_file(&one, "contents");
	write_file(&same, "contents");
	write_file(&other, "Contents");
	cr_assert_eq(one.length, same.length);
	cr_assert_eq(memcmp(one.text, same.text, one.length), 0);
	cr_assert_eq(one.length, other.length);
	cr_assert_neq(memcmp(one.text, other.text, one.length), 0);
	cr_assert_neq(pdf_hash(1, "a", 1), pdf_hash(1, "b", 1));
	cr_assert_neq(pdf_hash(1, "a", 1), pdf_hash(2, "a", 1));
	str_release(&one);
	str_release(&same);
	str_release(&other);
}
