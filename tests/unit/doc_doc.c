/*
 * The builder of document trees, and its dump.
 */
#include "doc/doc.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"

/* The tree as text, in the arena. */
static const char *
dump(struct arena *arena, const struct doc_node *root)
{
	const struct doc doc = {
	    .root = root,
	    .title = "T",
	    .language = "en",
	    .mark = "M",
	    .name = "N",
	    .reference = "R",
	    .printed = "P",
	};
	struct str text = STR_EMPTY;
	doc_dump(&text, &doc);
	const char *copy = arena_copy(arena, text.text);
	str_release(&text);
	return copy;
}

static const char head[] =
    "title: T\nlanguage: en\nmark: M\nname: N\nreference: R\nprinted: P\n\n";

Test(docs, are_built_from_the_root_down)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	doc_add_leaf(builder, DOC_HEADING, STYLE_TITLE, "One");
	struct doc_node *section = doc_open(builder, DOC_SECTION);
	section->starts_page = true;
	section->keeps_together = true;
	section->language = "cy";
	doc_add_leaf(builder, DOC_HEADING, STYLE_PART, "Two");
	doc_add_leaf(builder, DOC_HEADING, STYLE_QUESTION, "Three");
	struct doc_node *paragraph = doc_open(builder, DOC_PARAGRAPH);
	paragraph->style = STYLE_OWN_WORDS;
	paragraph->keeps_with_next = true;
	doc_add_run(builder, "My words", false, NULL);
	doc_add_run(builder, "yn Gymraeg", true, "cy");
	doc_close(builder);
	doc_close(builder);
	doc_add_leaf(builder, DOC_TICK, STYLE_BODY, "Yes")->is_ticked = true;
	doc_add_leaf(builder, DOC_BLANK, STYLE_BODY, "Name");
	const struct doc_node *root = doc_finish(builder);
	doc_builder_free(builder);

	const char *text = dump(arena, root);
	cr_assert(text_starts(text, head));
	cr_assert_str_eq(text + strlen(head),
	    "document\n"
	    "  heading 1: One\n"
	    "  section new-page together [cy]\n"
	    "    heading 2: Two\n"
	    "    heading 3: Three\n"
	    "    paragraph (own words) with-next: My words | *yn Gymraeg [cy]\n"
	    "  tick ticked: Yes\n"
	    "  blank: Name\n");
	arena_free(arena);
}

Test(docs, part_a_text_into_paragraphs)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	doc_add_paragraphs(builder, STYLE_OWN_WORDS, "\nOne\n\n\nTwo\n");
	doc_add_paragraphs(builder, STYLE_OWN_WORDS, "");
	doc_add_paragraphs(builder, STYLE_BODY, "Three");
	doc_add_leaf(builder, DOC_CELL, STYLE_HEADER, "a\nb\nc");
	const char *text = dump(arena, doc_finish(builder));
	doc_builder_free(builder);
	cr_assert_str_eq(text + strlen(head), "document\n"
					      "  paragraph (own words): One\n"
					      "  paragraph (own words): Two\n"
					      "  paragraph: Three\n"
					      "  cell (header): a b c\n");
	arena_free(arena);
}

Test(docs, forget_what_is_dropped)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY, "Stays");
	doc_open(builder, DOC_SECTION);
	doc_add_run(builder, "Goes", false, NULL);
	doc_add_leaf(builder, DOC_PARAGRAPH, STYLE_BODY, "Goes too");
	doc_drop(builder);
	const char *text = dump(arena, doc_finish(builder));
	doc_builder_free(builder);
	cr_assert_str_eq(text + strlen(head), "document\n  paragraph: Stays\n");
	arena_free(arena);
}

Test(docs, that_are_given_up_leave_nothing_behind)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = doc_builder_new(arena);
	doc_open(builder, DOC_DOCUMENT);
	doc_open(builder, DOC_TABLE);
	doc_open(builder, DOC_ROW);
	doc_add_leaf(builder, DOC_CELL, STYLE_BODY, "Half");
	doc_add_run(builder, "done", false, NULL);
	doc_builder_free(builder);
	doc_builder_free(NULL);
	arena_free(arena);
}
