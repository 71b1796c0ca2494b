/*
 * The layout in cells: where lines, pages and tables break.
 */
#include "doc/layout.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "doc/columns.h"
#include "doc/lines.h"
#include "rig/paper.h"

static const struct doc *
doc_of(struct arena *arena, const struct doc_node *root)
{
	struct doc *doc = arena_get(arena, sizeof(*doc));

	*doc = (struct doc){.root = root,
	    .title = "Plan",
	    .language = "en",
	    .mark = "DRAFT",
	    .name = "Ann",
	    .reference = "0001",
	    .printed = "Printed today",
	    .page_words = "Page {1} of {2}"};
	return doc;
}

/* All text of a page's lines, joined: "line/line". */
static void
put_page(struct str *out, const struct layout_page *page, bool with_running)
{
	int y = -1;

	for (size_t i = 0; i < page->count; i++) {
		const struct layout_item *item = &page->items[i];
		if (item->kind != LAYOUT_TEXT ||
		    (item->node == NULL && !with_running))
			continue;
		if (y != -1 && item->y != y)
			str_put(out, "/");
		y = item->y;
		str_put_n(out, item->text, item->length);
	}
}

static void
expect_lines(const char *text, int width, const char *expected)
{
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(width, 100);
	struct doc_run run = {.text = text};
	const struct line_text source = {&run, 1, STYLE_BODY, "en"};
	struct lines lines = lines_break(arena, &metrics, &source, width);
	struct str got = STR_EMPTY;

	for (size_t i = 0; i < lines.count; i++) {
		if (i > 0)
			str_put(&got, "/");
		for (size_t k = 0; k < lines.lines[i].count; k++)
			str_put_n(&got, lines.lines[i].pieces[k].text,
			    lines.lines[i].pieces[k].length);
		cr_assert_leq(
		    lines.lines[i].width, width, "\"%s\" at %d", text, width);
	}
	cr_assert_str_eq(got.text, expected);
	str_release(&got);
	arena_free(arena);
}

Test(lines, break_after_blanks_hyphens_and_wide_letters)
{
	setlocale(LC_ALL, "C.UTF-8");
	expect_lines("one two three", 7, "one two/three");
	expect_lines("one two three", 20, "one two three");
	expect_lines("one  two", 4, "one/two");
	expect_lines("well-being now", 9, "well-/being now");
	expect_lines("3-4 and 5-6", 5, "3-4/and/5-6");
	expect_lines("\xe5\x91\xa8\xe5\x85\xad\xe5\x8e\xbb", 4,
	    "\xe5\x91\xa8\xe5\x85\xad/\xe5\x8e\xbb");
	expect_lines("周六去，好", 6, "周六/去，好");
	expect_lines("周「六」去", 4, "周/「六/」去");
	expect_lines("周六「去」", 6, "周六/「去」");
	expect_lines("Wei (陈伟)", 6, "Wei/(陈伟)");
	expect_lines("Wei (陈伟)", 5, "Wei/(陈/伟)");
	expect_lines("陈伟, Wei", 4, "陈/伟,/Wei");
	expect_lines("unbreakable", 4, "unbr/eaka/ble");
	expect_lines("a unbreakable", 4, "a/unbr/eaka/ble");
	expect_lines("", 4, "");
	expect_lines("cafe\xcc\x81s", 4, "cafe\xcc\x81/s");
}

Test(lines, keep_the_figures_of_one_number_together)
{
	setlocale(LC_ALL, "C.UTF-8");
	expect_lines("ring 01632 960101 now", 13, "ring/01632 960101/now");
	expect_lines("NHS 999 024 1106", 12, "NHS/999 024 1106");
	expect_lines("on 3 April 2027", 8, "on 3/April/2027");
	expect_lines("01632 960101", 6, "01632/960101");
	expect_lines("12 14 16 18 20 22 24 26", 17, "12 14 16 18 20/22 24 26");
}

Test(lines, keep_a_word_whole_over_two_runs)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(10, 100);
	struct doc_run runs[] = {
	    {.text = "See the st", .is_strong = true}, {.text = "airs now"}};
	const struct line_text source = {runs, 2, STYLE_BODY, "en"};
	struct lines lines = lines_break(arena, &metrics, &source, 10);

	cr_assert_eq(lines.count, 2);
	cr_assert_eq(lines.lines[0].pieces[0].length, strlen("See the"));
	cr_assert_eq(lines.lines[1].count, 2);
	cr_assert(lines.lines[0].ends_inside);
	cr_assert_not(lines.lines[1].ends_inside);
	arena_free(arena);
}

Test(lines, keep_the_blank_between_two_runs)
{
	setlocale(LC_ALL, "C.UTF-8");
	static const char *const texts[][3] = {
	    {"one ", "two", ""},
	    {"one", " two", ""},
	    {"one", " ", "two"},
	    {"one ", "  ", " two"},
	};
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(10, 100);

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		const struct doc_run runs[] = {
		    {.text = texts[i][0]},
		    {.text = texts[i][1]},
		    {.text = texts[i][2]},
		};
		const struct line_text source = {runs, 3, STYLE_BODY, "en"};
		struct lines lines = lines_break(arena, &metrics, &source, 10);
		struct str got = STR_EMPTY;
		int x = 0;
		cr_assert_eq(lines.count, 1);
		for (size_t k = 0; k < lines.lines[0].count; k++) {
			const struct line_piece *piece =
			    &lines.lines[0].pieces[k];
			str_put_n(&got, piece->text, piece->length);
			cr_assert_eq(piece->x, x);
			x += piece->width;
		}
		cr_assert_eq(x, lines.lines[0].width);
		cr_assert_str_eq(
		    got.text, "one two", "case %zu: %s", i, got.text);
		str_release(&got);
		/* And at the end of a line it is said that there is one. */
		lines = lines_break(arena, &metrics, &source, 5);
		cr_assert_eq(lines.count, 2);
		cr_assert(lines.lines[0].ends_inside);
	}
	arena_free(arena);
}

Test(lines, measure_a_word_behind_a_blank_of_its_own)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(20, 100);
	const struct doc_run runs[] = {
	    {.text = "one two"}, {.text = " 3", .is_strong = true}};
	const struct line_text source = {runs, 2, STYLE_BODY, "en"};
	struct lines lines = lines_break(arena, &metrics, &source, 20);

	cr_assert_eq(lines.count, 1);
	cr_assert_eq(lines.lines[0].width, (int)strlen("one two 3"));
	arena_free(arena);
}

Test(layout, never_ends_a_page_with_a_heading)
{
	setlocale(LC_ALL, "C.UTF-8");
	for (int rows = 4; rows < 12; rows++) {
		struct arena *arena = arena_new();
		struct metrics metrics = paper_of_cells(20, rows);
		struct doc_builder *builder = doc_builder_new(arena);
		doc_open(builder, DOC_DOCUMENT);
		for (int i = 0; i < 6; i++) {
			doc_add_leaf(
			    builder, DOC_HEADING, STYLE_QUESTION, "Heading");
			doc_add_leaf(
			    builder, DOC_PARAGRAPH, STYLE_BODY, "Words");
		}
		const struct layout *layout = layout_new(
		    arena, doc_of(arena, doc_finish(builder)), &metrics);
		size_t seen = 0;
		for (size_t p = 0; p < layout->count; p++) {
			struct str text = STR_EMPTY;
			put_page(&text, &layout->pages[p], false);
			seen += text.length;
			if (rows > 5)
				cr_assert_str_eq(text.text + text.length - 5,
				    "Words", "%d rows: %s", rows, text.text);
			str_release(&text);
		}
		cr_assert_geq(seen, 6 * strlen("HeadingWords"));
		doc_builder_free(builder);
		arena_free(arena);
	}
}

/* What must stay together may be all that stands below a heading. */
Test(layout, never_ends_a_page_with_a_heading_of_a_group)
{
	setlocale(LC_ALL, "C.UTF-8");
	for (int rows = 8; rows < 14; rows++) {
		struct arena *arena = arena_new();
		struct metrics metrics = paper_of_cells(20, rows);
		struct doc_builder *builder = doc_builder_new(arena);
		doc_open(builder, DOC_DOCUMENT);
		for (int i = 0; i < 4; i++) {
			doc_add_leaf(
			    builder, DOC_HEADING, STYLE_QUESTION, "Heading");
			doc_open(builder, DOC_SECTION)->keeps_together = true;
			for (int k = 0; k < 3; k++)
				doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY,
				    "Words");
			doc_close(builder);
		}
		const struct layout *layout = layout_new(
		    arena, doc_of(arena, doc_finish(builder)), &metrics);
		for (size_t p = 0; p < layout->count; p++) {
			struct str text = STR_EMPTY;
			put_page(&text, &layout->pages[p], false);
			cr_assert_str_eq(text.text + text.length - 5, "Words",
			    "%d rows: %s", rows, text.text);
			str_release(&text);
		}
		doc_builder_free(builder);
		arena_free(arena);
	}
}

/* A group that fits on no page is none; its heading still has company. */
Test(layout, never_ends_a_page_with_a_heading_of_a_group_too_tall_for_a_page)
{
	setlocale(LC_ALL, "C.UTF-8");
	for (int before = 0; before < 12; before++) {
		struct arena *arena = arena_new();
		struct metrics metrics = paper_of_cells(40, 12);
		struct doc_builder *builder = doc_builder_new(arena);
		doc_open(builder, DOC_DOCUMENT);
		for (int i = 0; i < before; i++)
			doc_add_leaf(
			    builder, DOC_PARAGRAPH, STYLE_BODY, "Before");
		doc_open(builder, DOC_SECTION)->keeps_together = true;
		doc_add_leaf(builder, DOC_HEADING, STYLE_QUESTION, "Heading");
		for (int i = 0; i < 20; i++)
			doc_add_leaf(
			    builder, DOC_PARAGRAPH, STYLE_BODY, "Inside");
		const struct layout *layout = layout_new(
		    arena, doc_of(arena, doc_finish(builder)), &metrics);
		for (size_t p = 0; p < layout->count; p++) {
			struct str text = STR_EMPTY;
			put_page(&text, &layout->pages[p], false);
			const char *heading = strstr(text.text, "Heading");
			cr_assert(
			    heading == NULL || strcmp(heading, "Heading") != 0,
			    "%d before: %s", before, text.text);
			str_release(&text);
		}
		doc_builder_free(builder);
		arena_free(arena);
	}
}

Test(layout, says_name_mark_and_page_on_every_page)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(40, 8);
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	for (int i = 0; i < 12; i++)
		doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY, "Line");
	const struct layout *layout =
	    layout_new(arena, doc_of(arena, doc_finish(builder)), &metrics);

	cr_assert_gt(layout->count, 1);
	for (size_t p = 0; p < layout->count; p++) {
		struct str text = STR_EMPTY, wanted = STR_EMPTY;
		put_page(&text, &layout->pages[p], true);
		str_format(&wanted, "Page\xc2\xa0%zu\xc2\xa0of\xc2\xa0%zu",
		    p + 1, layout->count);
		cr_assert_not_null(strstr(text.text, "DRAFT"));
		cr_assert_not_null(strstr(text.text, "Ann"));
		cr_assert_not_null(
		    strstr(text.text, wanted.text), "%s", text.text);
		str_release(&text);
		str_release(&wanted);
	}
	doc_builder_free(builder);
	arena_free(arena);
}

/* A name that runs the other way would turn the reference behind it. */
Test(layout, sets_name_and_mark_apart_from_what_is_between)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(40, 8);
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY, "Line");
	struct doc doc = *doc_of(arena, doc_finish(builder));
	doc.name = "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf";
	const struct layout_page *page =
	    &layout_new(arena, &doc, &metrics)->pages[0];
	size_t at = 0;

	while (at < page->count && page->items[at].node != NULL)
		at++;
	cr_assert_lt(at + 2, page->count);
	const struct layout_item *header = &page->items[at];
	cr_assert_eq(header[0].length, strlen(doc.name));
	cr_assert_eq(strncmp(header[0].text, doc.name, header[0].length), 0);
	cr_assert_not(header[1].is_strong);
	cr_assert(header[2].is_strong);
	cr_assert_eq(strncmp(header[2].text, "DRAFT", header[2].length), 0);
	doc_builder_free(builder);
	arena_free(arena);
}

static const struct doc_node *
table_of(struct arena *arena, int rows, const char *last)
{
	struct doc_builder *builder = doc_builder_new(arena);
	static const struct doc_column columns[] = {{1, false}, {1, true}};

	doc_open(builder, DOC_DOCUMENT);
	struct doc_node *table = doc_open(builder, DOC_TABLE);
	table->columns = columns;
	table->column_count = 2;
	for (int i = 0; i <= rows; i++) {
		struct doc_node *row = doc_open(builder, DOC_ROW);
		row->is_header = i == 0;
		doc_add_leaf(
		    builder, DOC_CELL, STYLE_BODY, i == 0 ? "What" : "Swim");
		doc_add_leaf(builder, DOC_CELL, STYLE_BODY,
		    i == 0      ? "Cost"
		    : i == rows ? last
				: "7");
		doc_close(builder);
	}
	doc_close(builder);
	const struct doc_node *root = doc_finish(builder);
	doc_builder_free(builder);
	return root;
}

Test(layout, repeats_a_tables_headings_on_every_page)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(20, 10);
	const struct layout *layout = layout_new(
	    arena, doc_of(arena, table_of(arena, 12, "7")), &metrics);

	cr_assert_gt(layout->count, 1);
	for (size_t p = 0; p < layout->count; p++) {
		struct str text = STR_EMPTY;
		put_page(&text, &layout->pages[p], false);
		cr_assert(text_starts(text.text, "WhatCost/"), "%s", text.text);
		str_release(&text);
	}
	arena_free(arena);
}

Test(layout, sets_figures_at_the_right_edge)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(30, 40);
	const struct layout *layout = layout_new(
	    arena, doc_of(arena, table_of(arena, 3, "1,234")), &metrics);
	const struct layout_page *page = &layout->pages[0];

	for (size_t i = 0; i < page->count; i++)
		if (page->items[i].node != NULL &&
		    page->items[i].kind == LAYOUT_TEXT &&
		    page->items[i].text[0] == '7')
			cr_assert_eq(
			    page->items[i].x + page->items[i].width, 30);
	arena_free(arena);
}

Test(layout, makes_blocks_of_a_table_that_does_not_fit)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(12, 40);
	const struct layout *layout = layout_new(
	    arena, doc_of(arena, table_of(arena, 1, "incomparable")), &metrics);
	struct str text = STR_EMPTY;

	put_page(&text, &layout->pages[0], false);
	cr_assert_str_eq(text.text, "Swim/Cost:/incomparable");
	str_release(&text);
	arena_free(arena);
}

Test(layout, leaves_no_row_alone_on_a_page)
{
	setlocale(LC_ALL, "C.UTF-8");
	for (int rows = 8; rows < 16; rows++) {
		struct arena *arena = arena_new();
		struct metrics metrics = paper_of_cells(20, rows);
		const struct layout *layout = layout_new(
		    arena, doc_of(arena, table_of(arena, 12, "7")), &metrics);
		for (size_t p = 0; p < layout->count; p++) {
			struct str text = STR_EMPTY;
			put_page(&text, &layout->pages[p], false);
			cr_assert(
			    text_starts(text.text, "WhatCost/Swim7/Swim7"),
			    "%d rows: %s", rows, text.text);
			str_release(&text);
		}
		arena_free(arena);
	}
}

Test(layout, makes_a_total_without_the_columns_heading)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(40, 40);
	static const struct doc_column columns[] = {{1, false}, {1, true}};
	struct doc_builder *builder = doc_builder_new(arena);
	struct str text = STR_EMPTY;

	metrics.blocks_only = true;
	metrics.space_before[STYLE_ENTRY] = metrics.space_before[STYLE_HEADER] =
	    2;
	doc_open(builder, DOC_DOCUMENT);
	struct doc_node *table = doc_open(builder, DOC_TABLE);
	table->columns = columns;
	table->column_count = 2;
	static const char *const cells_of[][2] = {
	    {"What", "Cost"}, {"Swim", "7"}, {"All", "7"}};
	for (size_t i = 0; i < ARRAY_LENGTH(cells_of); i++) {
		doc_open(builder, DOC_ROW)->is_header = i == 0;
		for (size_t k = 0; k < 2; k++)
			doc_add_leaf(builder, DOC_CELL,
			    i == 1 ? STYLE_BODY : STYLE_HEADER, cells_of[i][k]);
		doc_close(builder);
	}
	const struct layout *layout =
	    layout_new(arena, doc_of(arena, doc_finish(builder)), &metrics);
	put_page(&text, &layout->pages[0], false);
	cr_assert_str_eq(text.text, "Swim/Cost: 7/All/Cost: 7");

	/* The first of a row stands apart from the row before. */
	const struct layout_item *items = layout->pages[0].items;
	cr_assert_eq(items[0].style, STYLE_ENTRY);
	int last = 0;
	for (size_t i = 0; i < layout->pages[0].count; i++)
		if (items[i].node != NULL && items[i].text[0] == 'A')
			last = items[i].y - items[i - 1].y;
	cr_assert_eq(last, 3);
	str_release(&text);
	doc_builder_free(builder);
	arena_free(arena);
}

Test(layout, stands_prose_in_and_close_to_its_heading)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(20, 40);
	struct doc_builder *builder = doc_builder_new(arena);

	metrics.inset[STYLE_OWN_WORDS] = 3;
	metrics.space_before[STYLE_BODY] = 1;
	metrics.space_before[STYLE_OWN_WORDS] = 4;
	doc_open(builder, DOC_DOCUMENT);
	doc_add_leaf(builder, DOC_HEADING, STYLE_QUESTION, "Heading");
	doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_OWN_WORDS, "one");
	doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_OWN_WORDS, "two");
	const struct layout *layout =
	    layout_new(arena, doc_of(arena, doc_finish(builder)), &metrics);
	const struct layout_item *items = layout->pages[0].items;
	while (items->node == NULL)
		items++;
	cr_assert_eq(items[0].x, 0);
	cr_assert_eq(items[1].x, 3);
	cr_assert_eq(items[1].y - items[0].y, 2);
	cr_assert_eq(items[2].y - items[1].y, 5);
	doc_builder_free(builder);
	arena_free(arena);
}

Test(layout, mirrors_prose_only_for_who_asks)
{
	setlocale(LC_ALL, "C.UTF-8");
	for (int mirrors = 0; mirrors < 2; mirrors++) {
		struct arena *arena = arena_new();
		struct metrics metrics = paper_of_cells(20, 40);
		struct doc_builder *builder = doc_builder_new(arena);
		metrics.mirrors = mirrors;
		doc_open(builder, DOC_DOCUMENT);
		doc_open(builder, DOC_PARAGRAPH);
		doc_add_run(builder, "אב: ", true, NULL);
		doc_add_run(builder, "גד", false, NULL);
		const struct layout *layout = layout_new(
		    arena, doc_of(arena, doc_finish(builder)), &metrics);
		const struct layout_item *items = layout->pages[0].items;
		while (items->node == NULL)
			items++;
		cr_assert_eq(items[0].x, mirrors ? 16 : 0);
		cr_assert_eq(items[1].x, mirrors ? 14 : 4);
		cr_assert_eq(items[0].is_mirrored, mirrors);
		doc_builder_free(builder);
		arena_free(arena);
	}
}

Test(columns, give_short_texts_a_whole_line)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(60, 40);
	static const struct doc_column shape[] = {
	    {1, false}, {1, false}, {1, false}};
	static const char *const texts[] = {"Marta Lowe",
	    "a long text that needs more than one line of these",
	    "another text that is longer than the room that it has been given"};
	struct doc_builder *builder = doc_builder_new(arena);
	struct columns columns;
	int sum = 2 * metrics.cell_gap;

	struct doc_node *table = doc_open(builder, DOC_TABLE);
	table->columns = shape;
	table->column_count = ARRAY_LENGTH(shape);
	doc_open(builder, DOC_ROW);
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		doc_add_leaf(builder, DOC_CELL, STYLE_BODY, texts[i]);
	cr_assert(
	    columns_fit(&metrics, doc_finish(builder), "en", 60, &columns));
	for (size_t c = 0; c < columns.count; c++)
		sum += columns.width[c];
	cr_assert_eq(sum, 60);
	cr_assert_geq(columns.width[0], 10);
	cr_assert_lt(columns.width[0], 12);
	cr_assert_gt(columns.width[2], columns.width[1]);
	doc_builder_free(builder);
	arena_free(arena);
}

/* A label that ends a line and its value are two words, not one. */
Test(layout, keeps_the_blank_between_runs_that_a_line_ended_at)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics window = paper_of_cells(60, 50);
	window.endless = true;
	for (int columns = 5; columns < 20; columns++) {
		struct metrics metrics = paper_of_cells(columns, 30);
		struct doc_builder *builder = doc_builder_new(arena);
		struct str text = STR_EMPTY;
		doc_open(builder, DOC_DOCUMENT);
		doc_open(builder, DOC_PARAGRAPH);
		doc_add_run(builder, "Call me: ", true, NULL);
		doc_add_run(builder, "Ann", false, NULL);
		doc_close(builder);
		const struct layout *layout = layout_new(
		    arena, doc_of(arena, doc_finish(builder)), &metrics);
		const struct layout *again = layout_new(
		    arena, layout_page_doc(arena, layout, 0), &window);
		put_page(&text, &again->pages[0], false);
		cr_assert_str_eq(
		    text.text, "Call me: Ann", "%d columns", columns);
		str_release(&text);
		doc_builder_free(builder);
	}
	arena_free(arena);
}

Test(layout, gives_each_page_as_a_document_of_its_own)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct arena *arena = arena_new();
	struct metrics metrics = paper_of_cells(11, 8),
		       window = paper_of_cells(60, 50);
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY,
	    "one two three four five six seven eight nine ten eleven");
	const struct layout *layout =
	    layout_new(arena, doc_of(arena, doc_finish(builder)), &metrics);
	struct str all = STR_EMPTY;

	window.endless = true;
	cr_assert_gt(layout->count, 1);
	for (size_t p = 0; p < layout->count; p++) {
		const struct layout *again = layout_new(
		    arena, layout_page_doc(arena, layout, p), &window);
		if (p > 0)
			str_put(&all, " ");
		put_page(&all, &again->pages[0], false);
	}
	cr_assert_str_eq(all.text,
	    "one two three four five six seven eight nine ten eleven");
	str_release(&all);
	doc_builder_free(builder);
	arena_free(arena);
}
