/*
 * Pages at all sizes: in their place, readable, always the same bytes.  What
 * is inside a file is read by tests/paper.
 */
#include "out/pdf.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/paper.h"

static const char *const pages[] = {"tests/paper/plan.page",
    "tests/paper/scripts.page", "tests/paper/edges.page"};

struct rig {
	struct arena *arena;
	const struct doc *doc;
	struct pdf *pdf;
	const struct layout *layout;
};

static struct rig
rig_new(const char *text, enum print_size size)
{
	struct rig rig = {.arena = arena_new()};
	struct err err = {0};

	rig.doc = paper_read(rig.arena, text);
	cr_assert(pdf_new(rig.doc, size, NULL, &rig.pdf, &err));
	rig.layout = pdf_layout(rig.pdf);
	return rig;
}

static void
rig_free(struct rig *rig)
{
	pdf_free(rig->pdf);
	arena_free(rig->arena);
}

static void
read_page(struct str *text, const char *path)
{
	struct err err = {0};

	str_clear(text);
	cr_assert(file_read(path, FILE_LIMIT, text, &err), "%s", path);
}

Test(sizes, are_found_by_name)
{
	cr_assert_eq(print_size_find("clear"), PRINT_SIZE_CLEAR);
	cr_assert_eq(print_size_find("large"), PRINT_SIZE_LARGE);
	cr_assert_eq(print_size_find("giant"), PRINT_SIZE_GIANT);
	cr_assert_eq(print_size_find("tiny"), PRINT_SIZE_MAX);
}

Test(pages, have_everything_in_its_place)
{
	struct str text = STR_EMPTY, fault = STR_EMPTY;

	for (size_t i = 0; i < ARRAY_LENGTH(pages); i++)
		for (enum print_size size = 0; size < PRINT_SIZE_MAX; size++) {
			read_page(&text, pages[i]);
			struct rig rig = rig_new(text.text, size);
			cr_assert(paper_is_in_place(rig.layout, &fault),
			    "%s: %s", pages[i], fault.text);
			rig_free(&rig);
		}
	str_release(&text);
	str_release(&fault);
}

Test(pages, have_lines_that_an_eye_can_follow)
{
	struct str text = STR_EMPTY;
	size_t letters = 0, lines = 0;

	read_page(&text, pages[0]);
	struct rig rig = rig_new(text.text, PRINT_SIZE_CLEAR);
	for (size_t p = 0; p < rig.layout->count; p++)
		for (size_t i = 0; i < rig.layout->pages[p].count; i++) {
			const struct layout_item *item =
			    &rig.layout->pages[p].items[i];
			/* Prose that goes on: these lines are full. */
			if (!item->ends_line ||
			    !text_is(item->language, "en") ||
			    item->node == NULL || item->node->run_count > 1 ||
			    item->node->kind != DOC_PARAGRAPH)
				continue;
			letters += item->length;
			lines++;
		}
	cr_assert_gt(lines, 10);
	cr_assert_geq(letters / lines, 60);
	cr_assert_leq(letters / lines, 70);
	rig_free(&rig);
	str_release(&text);
}

Test(pages, grow_with_the_size_and_turn_tables_into_blocks)
{
	static const char table[] = "title T\n\n"
				    "| What | A week |\n"
				    "| Swim | £7.00 |\n";
	size_t rules[PRINT_SIZE_MAX] = {0};
	int height = 0;

	for (enum print_size size = 0; size < PRINT_SIZE_MAX; size++) {
		struct rig rig = rig_new(table, size);
		const struct layout_page *page = &rig.layout->pages[0];
		const struct metrics *metrics = rig.layout->metrics;
		cr_assert_gt(metrics->line_height[STYLE_BODY], height);
		cr_assert_eq(metrics->line_height[STYLE_FOOTER],
		    metrics->line_height[STYLE_BODY]);
		height = metrics->line_height[STYLE_BODY];
		for (size_t i = 0; i < page->count; i++)
			rules[size] += page->items[i].kind == LAYOUT_RULE;
		rig_free(&rig);
	}
	cr_assert_eq(rules[PRINT_SIZE_CLEAR], 2);
	cr_assert_eq(rules[PRINT_SIZE_LARGE], 0);
	cr_assert_eq(rules[PRINT_SIZE_GIANT], 0);
}

Test(pages, are_always_the_same_bytes)
{
	struct str text = STR_EMPTY, one = STR_EMPTY, two = STR_EMPTY;
	struct err err = {0};

	read_page(&text, pages[1]);
	struct rig rig = rig_new(text.text, PRINT_SIZE_CLEAR);
	cr_assert(pdf_put(&one, rig.pdf, &err));

	/* Whether they are written again or all made anew. */
	cr_assert(pdf_put(&two, rig.pdf, &err));
	cr_assert_eq(one.length, two.length);
	cr_assert_eq(memcmp(one.text, two.text, one.length), 0);
	struct rig again = rig_new(text.text, PRINT_SIZE_CLEAR);
	str_clear(&two);
	cr_assert(pdf_put(&two, again.pdf, &err));
	cr_assert_eq(one.length, two.length);
	cr_assert_eq(memcmp(one.text, two.text, one.length), 0);
	rig_free(&again);
	rig_free(&rig);
	str_release(&text);
	str_release(&one);
	str_release(&two);
}

Test(pages, are_refused_when_a_letter_has_no_font)
{
	static const char *const texts[] = {
	    "title T\n\n. in a \U00013000 paragraph\n",
	    "title T\n\n- in an item \U00013000\n",
	    "title T\n\n| in | a \U00013000 |\n| cell | b |\n",
	    "title T\nname Ann \U00013000\n\n. in a running line\n",
	};

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		struct arena *arena = arena_new();
		struct err err = {0};
		struct str sentence = STR_EMPTY;
		struct pdf *pdf;
		cr_assert_not(pdf_new(paper_read(arena, texts[i]),
		    PRINT_SIZE_CLEAR, NULL, &pdf, &err));
		cr_assert_null(pdf);
		err_put(&sentence, &err, words_english());
		cr_assert_not_null(
		    strstr(sentence.text, "U+13000"), "%s", sentence.text);
		str_release(&sentence);
		arena_free(arena);
	}
}

Test(pages, begin_prose_where_its_readers_begin)
{
	struct rig rig = rig_new("title T\n\n"
				 ". left\n"
				 ". שלום\n"
				 "> שלום\n"
				 "[x] שלום\n"
				 "- שלום\n"
				 "_ שלום\n",
	    PRINT_SIZE_CLEAR);
	const struct metrics *metrics = rig.layout->metrics;
	const struct layout_page *page = &rig.layout->pages[0];
	int right = metrics->page_width - metrics->right;
	int inset = metrics->inset[STYLE_OWN_WORDS];
	int behind[DOC_KIND_MAX] = {0}; /* how far from the right edge */

	for (size_t i = 0; i < page->count; i++) {
		const struct layout_item *item = &page->items[i];
		if (item->node == NULL)
			continue;
		if (item->length == 4 && item->text[0] == 'l') {
			cr_assert_eq(item->x, metrics->left);
			cr_assert_not(item->is_mirrored);
			continue;
		}
		cr_assert(item->is_mirrored);
		bool is_text = item->run != NULL;
		if (is_text && item->style == STYLE_OWN_WORDS)
			cr_assert_eq(item->x + item->width, right - inset);
		else if (is_text)
			behind[item->node->kind] =
			    right - item->x - item->width;
		else if (item->kind != LAYOUT_BLANK)
			cr_assert_eq(item->x + item->width, right);
		else
			cr_assert_eq(item->x, metrics->left);
	}
	cr_assert_eq(behind[DOC_PARAGRAPH], 0);
	cr_assert_eq(behind[DOC_BLANK], 0);
	cr_assert_eq(behind[DOC_TICK], metrics->tick);
	cr_assert_eq(behind[DOC_ITEM], metrics->indent);
	rig_free(&rig);
}
