/*
 * The document tree, as its dump tells it.
 */
#include "doc/doc.h"

#include <criterion/criterion.h>

#include "base/str.h"

static void
expect(const struct doc_node *root, const char *expected)
{
	const struct doc doc = {.root = root,
	    .title = "Plan",
	    .language = "en",
	    .mark = "DRAFT",
	    .name = "Ann",
	    .reference = "0001",
	    .printed = "today"};
	struct str got = STR_EMPTY;

	doc_dump(&got, &doc);
	cr_assert_str_eq(got.text, expected);
	str_release(&got);
}

Test(doc, keeps_nodes_in_the_order_they_were_closed)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = doc_builder_new(arena);

	doc_open(builder, DOC_DOCUMENT);
	doc_add_leaf(builder, DOC_HEADING, STYLE_PART, "About me");
	doc_open(builder, DOC_SECTION)->keeps_together = true;
	doc_add_paragraphs(builder, STYLE_OWN_WORDS, "One.\n\nTwo.");
	doc_close(builder);
	doc_open(builder, DOC_PARAGRAPH);
	doc_add_run(builder, "Label: ", true, NULL);
	doc_add_run(builder, "a\nb", false, "cy");
	doc_close(builder);
	expect(doc_finish(builder),
	    "title: Plan\nlanguage: en\nmark: DRAFT\nname: Ann\n"
	    "reference: 0001\nprinted: today\n\n"
	    "document\n"
	    "  heading 2: About me\n"
	    "  section together\n"
	    "    paragraph (own words): One.\n"
	    "    paragraph (own words): Two.\n"
	    "  paragraph: *Label:  | a b [cy]\n");
	doc_builder_free(builder);
	arena_free(arena);
}

Test(doc, forgets_a_node_that_was_dropped_with_all_in_it)
{
	struct arena *arena = arena_new();
	struct doc_builder *builder = doc_builder_new(arena);

	doc_open(builder, DOC_DOCUMENT);
	doc_open(builder, DOC_SECTION);
	doc_add_leaf(builder, DOC_HEADING, STYLE_PART, "Empty");
	doc_drop(builder);
	doc_add_leaf(builder, DOC_TICK, STYLE_BODY, "Agreed")->is_ticked = true;
	expect(doc_finish(builder),
	    "title: Plan\nlanguage: en\nmark: DRAFT\nname: Ann\n"
	    "reference: 0001\nprinted: today\n\n"
	    "document\n"
	    "  tick ticked: Agreed\n");
	doc_builder_free(builder);
	arena_free(arena);
}
