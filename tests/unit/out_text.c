/*
 * Plain text from a layout in cells.
 */
#include "out/text.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/mem.h"

/* What a document of some nodes looks like; the caller releases it. */
static struct str
text_of(struct arena *arena, const struct doc_node *root, int columns, int rows,
    bool endless)
{
	const struct doc doc = {
	    .root = root,
	    .title = "A plan",
	    .language = "en",
	    .mark = "DRAFT",
	    .name = "Mair Evans",
	    .reference = "0012",
	    .printed = "Printed today",
	    .page_words = "Page {1} of {2}",
	    .ticked = "Ticked",
	    .not_ticked = "Not ticked",
	    .write_on = "A line",
	};
	struct metrics metrics = text_metrics(columns, rows, endless);
	struct str out = STR_EMPTY;
	text_put(&out, layout_new(arena, &doc, &metrics));
	return out;
}

static struct doc_builder *
begin(struct arena *arena)
{
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	return builder;
}

static const struct doc_node *
finish(struct doc_builder *builder)
{
	const struct doc_node *root = doc_finish(builder);
	doc_builder_free(builder);
	return root;
}

Test(text, shows_boxes_and_lines_to_write_on)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = begin(arena);
	doc_add_leaf(builder, DOC_TICK, STYLE_BODY, "I agree");
	doc_add_leaf(builder, DOC_TICK, STYLE_BODY, "I do not")->is_ticked =
	    true;
	doc_add_leaf(builder, DOC_BLANK, STYLE_BODY, "Name");
	struct str out = text_of(arena, finish(builder), 20, 0, true);
	cr_assert_str_eq(
	    out.text, "[ ] I agree\n[x] I do not\nName  ______________\n");
	str_release(&out);
	arena_free(arena);
}

Test(text, parts_pages_with_form_feeds_and_running_lines)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = begin(arena);
	for (int i = 1; i <= 12; i++)
		doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY,
		    arena_format(arena, "Line %d", i));
	const struct doc_node *root = finish(builder);
	struct str out = text_of(arena, root, 60, 10, false);
	size_t pages = 1;
	for (const char *c = out.text; *c != '\0'; c++)
		pages += *c == '\f';
	cr_assert_geq(pages, 2);
	str_release(&out);
	out = text_of(arena, root, 60, 10, true);
	cr_assert(text_starts(out.text, "Line 1\nLine 2\n"));
	cr_assert_null(strchr(out.text, '\f'), "a window has no pages");
	str_release(&out);
	arena_free(arena);
}

Test(text, sends_no_control_characters)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = begin(arena);
	doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY,
	    "red \x1b[31m and \xE2\x80\xAE turned");
	struct str out = text_of(arena, finish(builder), 60, 0, true);
	cr_assert_null(strchr(out.text, '\x1b'));
	cr_assert_null(strstr(out.text, "\xE2\x80\xAE"));
	cr_assert_not_null(strstr(out.text, "red "));
	cr_assert_not_null(strstr(out.text, " turned"));
	str_release(&out);
	arena_free(arena);
}

Test(text, keeps_columns_in_line_behind_wide_letters)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = begin(arena);
	static const struct doc_column columns[] = {{1, false}, {1, true}};
	static const char *const cells[] = {
	    "What", "Cost", "\xE6\x97\xA5\xE6\x9C\xAC", "9", "Tea", "10"};
	struct doc_node *table = doc_open(builder, DOC_TABLE);
	table->columns = columns;
	table->column_count = 2;
	for (size_t i = 0; i < 6; i += 2) {
		doc_open(builder, DOC_ROW)->is_header = i == 0;
		doc_add_leaf(builder, DOC_CELL, STYLE_BODY, cells[i]);
		doc_add_leaf(builder, DOC_CELL, STYLE_BODY, cells[i + 1]);
		doc_close(builder);
	}
	struct str out = text_of(arena, finish(builder), 12, 0, true);
	cr_assert_str_eq(out.text,
	    "What    Cost\n------------\n\xE6\x97\xA5\xE6\x9C\xAC       9\n"
	    "Tea       10\n");
	str_release(&out);
	arena_free(arena);
}
