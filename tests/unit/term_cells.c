/* The screen in memory, its dump and its picture. */
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "rig/golden.h"
#include "term/cells.h"
#include "term/picture.h"

static struct cells *
open_cells(int rows, int columns)
{
	setlocale(LC_ALL, "C.UTF-8");
	return cells_new(rows, columns);
}

static int
put(struct cells *cells, int row, int column, int room, const char *text)
{
	return cells_put(
	    cells, row, column, room, text, strlen(text), ROLE_TEXT);
}

/* The first rows, each as it is shown. */
static void
expect_rows(const struct cells *cells, const char *wanted)
{
	struct str got = STR_EMPTY;
	cells_dump(cells, 0, 0, false, &got);
	cr_expect(text_starts(got.text, wanted), "%s\n%s", got.text, wanted);
	str_release(&got);
}

Test(cells, hold_text_where_it_was_put)
{
	struct cells *cells = open_cells(2, 10);
	cr_expect_eq(put(cells, 0, 0, 10, "Siân"), 4);
	cr_expect_eq(put(cells, 1, 6, 10, "dŵr yn oer"), 4);
	expect_rows(cells, "Siân\n      dŵr\ncursor");
	cr_expect_eq(put(cells, 0, 2, 1, "xyz"), 1);
	expect_rows(cells, "Sixn\n");
	cells_clear(cells);
	expect_rows(cells, "\n\ncursor 0,0\n");
	cells_free(cells);
}

Test(cells, never_touch_what_is_outside)
{
	static const int places[][3] = {{-1, 0, 5}, {2, 0, 5}, {0, -1, 5},
	    {0, 10, 5}, {0, 0, 0}, {0, 0, -1}, {1000, 1000, 1000}};
	struct cells *cells = open_cells(2, 10);
	for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
		const int *at = places[i];
		cr_expect_eq(put(cells, at[0], at[1], at[2], "x"), 0, "%zu", i);
		cells_fill(cells, at[0], at[1], at[2], ROLE_FIELD);
	}
	struct str got = STR_EMPTY;
	cells_dump(cells, 0, 0, true, &got);
	cr_expect_str_eq(got.text, "|\n|\ncursor 0,0\n");
	str_release(&got);
	cells_free(cells);
}

Test(cells, keep_wide_characters_whole)
{
	struct cells *cells = open_cells(1, 6);
	cr_expect_eq(put(cells, 0, 0, 6, "한국어"), 6);
	expect_rows(cells, "한국어\n");
	cr_expect_eq(cells_row(cells, 0)[1].width, 0);
	/* Half of one that is covered becomes a blank, on either side. */
	put(cells, 0, 1, 2, "ab");
	expect_rows(cells, " ab 어\n");
	put(cells, 0, 0, 6, "한국어");
	put(cells, 0, 2, 1, "x");
	expect_rows(cells, "한x 어\n");
	/* One that does not fit is not begun. */
	cells_clear(cells);
	cr_expect_eq(put(cells, 0, 1, 2, "x한"), 1);
	cr_expect_eq(put(cells, 0, 5, 9, "한"), 0);
	expect_rows(cells, " x\n");
	cells_fill(cells, 0, 0, 6, ROLE_TEXT);
	put(cells, 0, 0, 6, "한국어");
	cells_fill(cells, 0, 3, 1, ROLE_TEXT);
	expect_rows(cells, "한  어\n");
	cells_free(cells);
}

Test(cells, cut_between_characters_as_people_see_them)
{
	struct cells *cells = open_cells(1, 8);
	cr_expect_eq(put(cells, 0, 0, 4, "cafe\u0301"), 4);
	expect_rows(cells, "cafe\u0301\n");
	cr_expect_eq(put(cells, 0, 0, 5, "👨\u200d👩\u200d👧"), 0);
	cr_expect_eq(put(cells, 0, 0, 6, "👨\u200d👩\u200d👧"), 6);
	cells_clear(cells);
	cr_expect_eq(put(cells, 0, 0, 8, "ক্ষি"), 3);
	cells_free(cells);
}

Test(cells, join_marks_to_their_own_letter_alone)
{
	struct cells *cells = open_cells(1, 8);
	put(cells, 0, 0, 1, "a");
	cr_expect_eq(put(cells, 0, 1, 4, "\u0301b"), 1);
	expect_rows(cells, "ab\n");
	/* As many as ncurses draws; the sanitizer lets no more through. */
	put(cells, 0, 0, 8, "a\u0301\u0302\u0303\u0304\u0305x");
	expect_rows(cells, "a\u0301\u0302\u0303\u0304x\n");
	cells_free(cells);
}

Test(cells, show_a_question_mark_for_what_is_too_new)
{
	struct cells *cells = open_cells(1, 8);
	cr_expect_eq(put(cells, 0, 0, 8, "a\U0001FAE8b"), 3);
	expect_rows(cells, "a?b\n");
	/* And in a plain locale for every letter that it has not. */
	setlocale(LC_ALL, "C");
	cr_expect_eq(put(cells, 0, 0, 8, "âe\u0301한x"), 5);
	expect_rows(cells, "?e? x\n");
	cells_free(cells);
}

Test(cells, are_dumped_with_their_roles)
{
	struct cells *cells = open_cells(3, 12);
	cells_fill(cells, 0, 0, 12, ROLE_TITLE);
	cells_put(cells, 0, 1, 11, "Plan", 4, ROLE_TITLE);
	cells_put(cells, 2, 0, 12, "> 한", 5, ROLE_FOCUS);
	cells_fill(cells, 2, 6, 3, ROLE_FIELD);
	struct str got = STR_EMPTY;
	cells_dump(cells, 2, 6, true, &got);
	cr_expect_str_eq(got.text, "| Plan\n"
				   "~TTTTTTTTTTTT\n"
				   "|\n"
				   "|> 한\n"
				   "~FFFF..___\n"
				   "cursor 2,6\n");
	str_release(&got);
	cells_free(cells);
}

Test(cells, are_compared_and_copied_by_rows)
{
	struct cells *a = open_cells(2, 5);
	struct cells *b = open_cells(2, 5);
	cr_expect(cells_is_same_row(a, b, 0));
	put(a, 0, 0, 5, "x");
	cr_expect(!cells_is_same_row(a, b, 0));
	cr_expect(cells_is_same_row(a, b, 1));
	cells_fill(a, 1, 0, 1, ROLE_FIELD);
	cr_expect(!cells_is_same_row(a, b, 1));
	cells_copy_row(b, a, 1);
	cr_expect(!cells_is_same_row(a, b, 0));
	cr_expect(cells_is_same_row(a, b, 1));
	cells_free(b);
	cells_free(a);
}

Test(cells, make_a_picture)
{
	struct cells *cells = open_cells(4, 30);
	cells_fill(cells, 0, 0, 30, ROLE_TITLE);
	cells_put(cells, 0, 1, 29, "Siân & <Huw>", 13, ROLE_TITLE);
	cells_put(cells, 1, 0, 30, "> Name", 6, ROLE_FOCUS);
	cells_fill(cells, 1, 8, 10, ROLE_FIELD);
	cells_put(cells, 2, 0, 30, "! Look", 6, ROLE_WARNING);
	struct str got = STR_EMPTY;
	picture_put(&got, cells, 1, 8);
	cr_expect(golden_is("tests/screens/term_picture.svg", &got));
	str_release(&got);
	cells_free(cells);
}
