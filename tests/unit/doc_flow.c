/*
 * What stands where, in cells: rows and what more is said about them, pairs,
 * boxes and lines to write on.
 */
#include "doc/layout.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "rig/paper.h"

/* Where what stands before a question is seen as well. */
static struct metrics
paper(int columns, int rows)
{
	struct metrics metrics = paper_of_cells(columns, rows);
	metrics.space_before[STYLE_QUESTION] = 1;
	return metrics;
}

/* "y,x text" for each thing on a page, a line each. */
static void
put_page(struct str *out, const struct layout_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct layout_item *item = &page->items[i];
		if (item->node == NULL || item->kind == LAYOUT_RULE)
			continue;
		str_format(out, "%d,%d ", item->y, item->x);
		if (item->kind == LAYOUT_TICK)
			str_put(out, "[ ]");
		else if (item->kind == LAYOUT_BLANK)
			str_format(out, "___ to %d", item->x + item->width);
		else
			str_put_n(out, item->text, item->length);
		str_put(out, "\n");
	}
}

static void
expect(const char *text, const struct metrics *metrics, size_t page,
    const char *expected)
{
	struct arena *arena = arena_new();
	struct str got = STR_EMPTY;

	setlocale(LC_ALL, "C.UTF-8");
	const struct layout *layout =
	    layout_new(arena, paper_read(arena, text), metrics);
	cr_assert_lt(page, layout->count);
	put_page(&got, &layout->pages[page]);
	cr_assert_str_eq(got.text, expected);
	str_release(&got);
	arena_free(arena);
}

#define HEAD "name Ann\n\n"

Test(tables, say_more_about_a_row_across_all_columns)
{
	struct metrics metrics = paper(30, 0);

	expect(HEAD "|n What | Cost |\n|r Swim | 7 |\n"
		    "|+ On Friday, with Huw, who drives.\n|r Tea | 2 |\n",
	    &metrics, 0,
	    "1,0 What\n1,26 Cost\n3,0 Swim\n3,29 7\n"
	    "4,2 On Friday, with Huw, who\n5,2 drives.\n"
	    "6,0 Tea\n6,29 2\n");
}

/* A row that is not the first does not lose what is said about it. */
Test(tables, keep_what_is_said_about_a_row_with_it)
{
	struct metrics metrics = paper(30, 9);

	expect(HEAD "|n What | Cost |\n|r Swim | 7 |\n|r Tea | 2 |\n"
		    "|+ In the shop.\n|+ Or at home.\n",
	    &metrics, 1,
	    "2,0 What\n2,26 Cost\n4,0 Tea\n4,29 2\n"
	    "5,2 In the shop.\n6,2 Or at home.\n");
}

Test(tables, become_blocks_with_what_is_said_about_each_row)
{
	struct metrics metrics = paper(30, 0);

	metrics.blocks_only = true;
	expect(HEAD "|n What | Cost |\n|r Swim | 7 |\n"
		    "|+ On Friday.\n|h All | 7 |\n",
	    &metrics, 0,
	    "1,0 Swim\n2,0 Cost: \n2,6 7\n3,0 On Friday.\n"
	    "4,0 All\n5,0 Cost: \n5,6 7\n");
}

/* Under a long answer it would seem to be about that. */
Test(pairs, stand_apart_from_what_they_are_not_about)
{
	static const char pair[] = "; *Pet: *yes\n";
	static const struct {
		const char *before;
		int y;
	} cases[] = {
	    {"### A day\n> Long.\n", 4},
	    {"### A day\n> Long.\n~ Huw says: no\n", 5},
	    {"### A day\n~ Huw says: no\n", 4},
	    {"- One\n", 3},
	    {"| A | B |\n| 1 | 2 |\n", 5},
	    {"(\n### A day\n. Long.\n)\n", 4},
	    {"### A day\n", 2},
	    {"; *Cat: *no\n", 2},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct arena *arena = arena_new();
		struct metrics metrics = paper(30, 0);
		struct str text = STR_EMPTY;
		setlocale(LC_ALL, "C.UTF-8");
		str_format(&text, HEAD "%s%s", cases[i].before, pair);
		const struct layout *layout =
		    layout_new(arena, paper_read(arena, text.text), &metrics);
		const struct layout_page *page = &layout->pages[0];
		cr_assert_eq(page->items[page->count - 1].y, cases[i].y,
		    "%s: %d", text.text, page->items[page->count - 1].y);
		str_release(&text);
		arena_free(arena);
	}
}

Test(boxes, stand_beside_each_other_if_all_of_them_fit)
{
	static const char text[] = HEAD "[ ] I agree\n[ ] I do not\n. End\n";
	struct metrics wide = paper(27, 0), narrow = paper(26, 0);

	expect(text, &wide, 0,
	    "1,0 [ ]\n1,4 I agree\n1,15 [ ]\n1,19 I do not\n2,0 End\n");
	expect(text, &narrow, 0,
	    "1,0 [ ]\n1,4 I agree\n2,0 [ ]\n2,4 I do not\n3,0 End\n");
}

Test(lines_to_write_on, begin_behind_the_longest_label)
{
	struct metrics metrics = paper(40, 0);

	expect(HEAD "_ Name\n_ Reasons\n", &metrics, 0,
	    "1,0 Name\n1,9 ___ to 40\n2,0 Reasons\n2,9 ___ to 40\n");
}

/* And never behind less than half of the page. */
Test(lines_to_write_on, break_a_label_that_is_too_long)
{
	struct metrics metrics = paper(40, 0);

	expect(HEAD "_ Name\n_ The team in the evening\n", &metrics, 0,
	    "1,0 Name\n1,20 ___ to 40\n2,0 The team in the\n"
	    "3,0 evening\n3,20 ___ to 40\n");
}

Test(lines_to_write_on, share_a_line_where_half_is_enough)
{
	struct metrics wide = paper(40, 0), narrow = paper(20, 0);

	expect(HEAD "_ Signed\n_h Date\n", &wide, 0,
	    "1,0 Signed\n1,8 ___ to 24\n1,26 Date\n1,32 ___ to 40\n");
	expect(HEAD "_ Signed\n_h The date\n", &narrow, 0,
	    "1,0 Signed\n1,8 ___ to 20\n2,0 The date\n2,10 ___ to 20\n");
}

/* Boxes keep the words of the row that they are about. */
Test(pages, keep_boxes_and_lines_in_the_page_as_a_document)
{
	struct arena *arena = arena_new();
	struct metrics metrics = paper(40, 12);
	struct str dump = STR_EMPTY;

	setlocale(LC_ALL, "C.UTF-8");
	const struct layout *layout = layout_new(arena,
	    paper_read(arena, HEAD "[ ] Yes\n[ ] No\n_ Name\n_h Date\n"
				   "| A | B |\n| 1 | 2 |\n|+ More\n"),
	    &metrics);
	doc_dump(&dump, layout_page_doc(arena, layout, 0));
	cr_assert_not_null(strstr(dump.text, "tick: Yes"));
	cr_assert_not_null(strstr(dump.text, "tick: No"));
	cr_assert_not_null(strstr(dump.text, "blank: Name"));
	cr_assert_not_null(strstr(dump.text, "blank short: Date"));
	cr_assert_not_null(
	    strstr(dump.text, "    row\n      cell: More"), "%s", dump.text);
	str_release(&dump);
	arena_free(arena);
}

Test(lines_to_write_on, stand_apart_from_the_heading_below_them)
{
	struct metrics metrics = paper(40, 0);

	metrics.space_before[STYLE_HEADER] = 2;
	expect(HEAD "_ Name\n#### Who comes next\n", &metrics, 0,
	    "1,0 Name\n1,6 ___ to 40\n4,0 Who comes next\n");
}
