/*
 * Wrapping: where rows end, at any width, in any script.
 */
#include "ui/wrap.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/utf8.h"

/* The rows of a text, each closed by a bar. */
static struct str
rows_of(const char *text, int width)
{
	struct wrap wrap = {0};
	struct str rows = STR_EMPTY;

	wrap_text(&wrap, text, strlen(text), width);
	for (size_t i = 0; i < wrap.count; i++) {
		str_put_n(
		    &rows, text + wrap.rows[i].start, wrap.rows[i].length);
		str_put_char(&rows, '|');
	}
	wrap_release(&wrap);
	return rows;
}

Test(wrap, breaks_rows_where_a_reader_would)
{
	static const struct {
		int width;
		const char *text, *rows;
	} cases[] = {
	    {10, "", "|"},
	    {10, "short", "short|"},
	    {10, "ten cells.", "ten cells.|"},
	    {10, "into the deep", "into the |deep|"},
	    {10, "wrap after eleven", "wrap after |eleven|"},
	    {10, "blanks     at the end", "blanks     |at the end|"},
	    {10, "one\ntwo\n\nthree\n", "one|two||three||"},
	    {8, "brother-in-law", "brother-|in-law|"},
	    {8, "a loss -5 pounds", "a loss |-5 |pounds|"},
	    {14, "until 2026-11-21 at most", "until |2026-11-21 at |most|"},
	    {12, "with: all --file=a", "with: all |--file=a|"},
	    {12, "[ Back to it ]", "[ Back to |it ]|"},
	    {4, "abcdefghij", "abcd|efgh|ij|"},
	    {4, "ab cdefghij", "ab |cdef|ghij|"},
	    {6, "\u65e5\u672c\u8a9e\u65e5\u672c",
		"\u65e5\u672c\u8a9e|\u65e5\u672c|"},
	    {5, "ab\u65e5\u672c", "ab\u65e5|\u672c|"},
	    {1, "\u65e5\u672c", "\u65e5|\u672c|"},
	    {4, "ca\u0302fe\u0301s now", "ca\u0302fe\u0301|s |now|"},
	    {3, "\xff\xfe\xff\xff", "\xff\xfe\xff|\xff|"},
	};
	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str rows = rows_of(cases[i].text, cases[i].width);
		cr_assert_str_eq(rows.text, cases[i].rows, "%s at %d: %s",
		    cases[i].text, cases[i].width, rows.text);
		str_release(&rows);
	}
}

Test(wrap, finds_the_row_of_any_byte_and_loses_none)
{
	static const char text[] =
	    "On Fridays nobody can come and I stay in my dressing gown.\n"
	    "Si\u00e2n \u09a8\u09bf\u09b8\u09cd\u09b0\u09be \U0001f469\u200d"
	    "\U0001f467 ll\u0177n-y-m\u00f4r\n\n\u65e5\u672c\u8a9e";
	struct wrap wrap = {0};

	setlocale(LC_ALL, "C.UTF-8");
	for (int width = 1; width < 80; width++) {
		wrap_text(&wrap, text, strlen(text), width);
		size_t at = 0;
		for (size_t i = 0; i < wrap.count; i++) {
			const struct wrap_row *row = &wrap.rows[i];
			cr_assert(row->start == at ||
				  (row->start == at + 1 && text[at] == '\n'));
			cr_assert_eq(wrap_find(&wrap, row->start), i);
			at = row->start + row->length;
			cr_assert(
			    at == row->start || wrap_find(&wrap, at - 1) == i);
		}
		cr_assert_eq(at, strlen(text));
	}
	wrap_release(&wrap);
}

/* The next of a run of numbers that looks like chance, the same each time. */
static unsigned
next_number(unsigned *state)
{
	*state = *state * 1103515245U + 12345U;
	return *state >> 16 & 0x7FFF;
}

static void
expect_same(const struct wrap *changed, const struct str *text, int width,
    unsigned seed)
{
	struct wrap fresh = {0};

	wrap_text(&fresh, text->text, text->length, width);
	cr_assert_eq(
	    changed->count, fresh.count, "seed %u: %s", seed, text->text);
	for (size_t i = 0; i < fresh.count; i++)
		cr_assert(changed->rows[i].start == fresh.rows[i].start &&
			      changed->rows[i].length == fresh.rows[i].length,
		    "seed %u, row %zu: %s", seed, i, text->text);
	wrap_release(&fresh);
}

Test(wrap, keeps_rows_up_to_date_through_any_change)
{
	static const char *const pieces[] = {"a", "word", " ", "  ", "-", "\n",
	    "\n\n", "long-winded", "\u0301", "\u65e5\u672c", "\U0001f1ec",
	    "sentence after sentence. ", "\u200d", "\xe0", " ]", "]"};
	setlocale(LC_ALL, "C.UTF-8");
	for (unsigned seed = 0; seed < 400; seed++) {
		unsigned state = seed;
		int width = 1 + (int)(seed % 17);
		struct str text = STR_EMPTY;
		struct wrap wrap = {0};
		wrap_text(&wrap, text.text, text.length, width);
		for (int i = 0; i < 60; i++) {
			const char *piece =
			    pieces[next_number(&state) % ARRAY_LENGTH(pieces)];
			size_t at = next_number(&state) % (text.length + 1);
			size_t removed = 0, added = 0;
			if (next_number(&state) % 3 == 0) {
				removed = next_number(&state) % 9;
				if (removed > text.length - at)
					removed = text.length - at;
				str_remove(&text, at, removed);
			} else {
				added = strlen(piece);
				str_insert(&text, at, piece, added);
			}
			wrap_change(&wrap, text.text, text.length, width, at,
			    removed, added);
			expect_same(&wrap, &text, width, seed);
		}
		wrap_release(&wrap);
		str_release(&text);
	}
}
