/*
 * The document tree's builder and its dump.
 *
 * The builder keeps a stack of open nodes, each with its growing runs and
 * children; closing a node copies both into the arena and hands the node to
 * its parent.  A finished tree is const and is freed with its arena.  The
 * builder knows nothing of what a document says: that is the composers'.
 *
 *	struct doc_builder *builder = doc_builder_new(arena);
 *	doc_open(builder, DOC_DOCUMENT);
 *	doc_add_leaf(builder, DOC_HEADING, STYLE_TITLE, "My support plan");
 *	root = doc_finish(builder);
 *
 * Tested through tree dumps: tests/unit/doc_doc.c and tests/pages.
 */
#include "doc/doc.h"

#include <assert.h>
#include <string.h>

#include "base/str.h"

enum { OPEN_NODES_MAX = 16 };

struct open_node {
	struct doc_node *node;
	struct doc_run *runs;
	size_t run_capacity;
	const struct doc_node **children;
	size_t child_capacity;
};

struct doc_builder {
	struct arena *arena;
	struct open_node open[OPEN_NODES_MAX];
	size_t depth;
	const struct doc_node *root;
};

struct doc_builder *
doc_builder_new(struct arena *arena)
{
	struct doc_builder *builder = mem_new(sizeof(*builder));

	builder->arena = arena;
	return builder;
}

void
doc_builder_free(struct doc_builder *builder)
{
	if (!builder)
		return;
	for (size_t i = 0; i < builder->depth; i++) {
		mem_free(builder->open[i].runs);
		mem_free(builder->open[i].children);
	}
	mem_free(builder);
}

static struct open_node *
top(struct doc_builder *builder)
{
	assert(builder->depth > 0);
	return &builder->open[builder->depth - 1];
}

struct doc_node *
doc_open(struct doc_builder *builder, enum doc_kind kind)
{
	assert(builder->depth < OPEN_NODES_MAX);

	struct open_node *open = &builder->open[builder->depth++];
	*open = (struct open_node){0};
	open->node = arena_get(builder->arena, sizeof(*open->node));
	open->node->kind = kind;
	return open->node;
}

static void
adopt(struct doc_builder *builder, struct doc_node *node)
{
	if (builder->depth == 0) {
		builder->root = node;
		return;
	}
	struct open_node *parent = top(builder);
	parent->children = mem_grow(parent->children, parent->node->child_count,
	    &parent->child_capacity, sizeof(*parent->children));
	parent->children[parent->node->child_count++] = node;
}

void
doc_close(struct doc_builder *builder)
{
	struct open_node *open = top(builder);
	struct doc_node *node = open->node;

	node->runs = arena_keep(
	    builder->arena, open->runs, node->run_count, sizeof(*open->runs));
	node->children = arena_keep(builder->arena, open->children,
	    node->child_count, sizeof(*open->children));
	builder->depth--;
	adopt(builder, node);
}

void
doc_drop(struct doc_builder *builder)
{
	struct open_node *open = top(builder);

	mem_free(open->runs);
	mem_free(open->children);
	builder->depth--;
}

void
doc_add_run(struct doc_builder *builder, const char *text, bool is_strong,
    const char *language)
{
	struct open_node *open = top(builder);
	char *copy = arena_copy(builder->arena, text);

	for (char *c = copy; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	open->runs = mem_grow(open->runs, open->node->run_count,
	    &open->run_capacity, sizeof(*open->runs));
	open->runs[open->node->run_count++] = (struct doc_run){
	    .text = copy, .is_strong = is_strong, .language = language};
}

struct doc_node *
doc_add_leaf(struct doc_builder *builder, enum doc_kind kind,
    enum doc_style style, const char *text)
{
	struct doc_node *node = doc_open(builder, kind);

	node->style = style;
	if (kind == DOC_HEADING)
		node->level = style == STYLE_TITLE   ? 1
			      : style == STYLE_PART  ? 2
			      : style == STYLE_ENTRY ? 4
						     : 3;
	doc_add_run(builder, text, false, NULL);
	doc_close(builder);
	return node;
}

struct doc_node *
doc_add_paragraphs(
    struct doc_builder *builder, enum doc_style style, const char *text)
{
	struct doc_node *last = NULL;

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		if (length > 0)
			last = doc_add_leaf(builder, DOC_PARAGRAPH, style,
			    arena_copy_n(builder->arena, text, length));
		text += length;
		text += *text == '\n';
	}
	return last;
}

const struct doc_node *
doc_finish(struct doc_builder *builder)
{
	while (builder->depth > 0)
		doc_close(builder);
	return builder->root;
}

bool
doc_row_is_more(const struct doc_node *table, size_t row)
{
	return row < table->child_count &&
	       table->children[row]->kind == DOC_ROW &&
	       table->children[row]->child_count == 1 &&
	       table->column_count > 1;
}

static const char *const kind_names[DOC_KIND_MAX] = {
    [DOC_DOCUMENT] = "document",
    [DOC_SECTION] = "section",
    [DOC_HEADING] = "heading",
    [DOC_PARAGRAPH] = "paragraph",
    [DOC_LIST] = "list",
    [DOC_ITEM] = "item",
    [DOC_TABLE] = "table",
    [DOC_CAPTION] = "caption",
    [DOC_ROW] = "row",
    [DOC_CELL] = "cell",
    [DOC_TICK] = "tick",
    [DOC_BLANK] = "blank",
};

static const char *const style_names[STYLE_MAX] = {
    [STYLE_BODY] = "body",
    [STYLE_TITLE] = "title",
    [STYLE_PART] = "part",
    [STYLE_QUESTION] = "question",
    [STYLE_ENTRY] = "entry",
    [STYLE_PAIR] = "pair",
    [STYLE_OWN_WORDS] = "own words",
    [STYLE_NOTE] = "note",
    [STYLE_FIGURE] = "figure",
    [STYLE_HEADER] = "header",
    [STYLE_FOOTER] = "footer",
};

static void
dump_flags(struct str *out, const struct doc_node *node)
{
	const struct {
		bool is_set;
		const char *name;
	} flags[] = {
	    {node->is_header, " header"},
	    {node->is_ticked, " ticked"},
	    {node->is_short, " short"},
	    {node->starts_page, " new-page"},
	    {node->keeps_with_next, " with-next"},
	    {node->keeps_together, " together"},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(flags); i++)
		if (flags[i].is_set)
			str_put(out, flags[i].name);
	if (node->language)
		str_format(out, " [%s]", node->language);
}

static void
dump_node(struct str *out, const struct doc_node *node, int depth)
{
	str_format(out, "%*s%s", depth * 2, "", kind_names[node->kind]);
	if (node->kind == DOC_HEADING)
		str_format(out, " %d", node->level);
	if (node->style != STYLE_BODY && node->kind != DOC_HEADING)
		str_format(out, " (%s)", style_names[node->style]);
	dump_flags(out, node);
	for (size_t i = 0; i < node->run_count; i++) {
		const struct doc_run *run = &node->runs[i];
		str_put(out, i == 0 ? ": " : " | ");
		if (run->is_strong)
			str_put(out, "*");
		str_put(out, run->text);
		if (run->language)
			str_format(out, " [%s]", run->language);
	}
	str_put(out, "\n");
	for (size_t i = 0; i < node->child_count; i++)
		dump_node(out, node->children[i], depth + 1);
}

void
doc_dump(struct str *out, const struct doc *doc)
{
	str_format(out,
	    "title: %s\nlanguage: %s\nmark: %s\nname: %s\n"
	    "reference: %s\nprinted: %s\n\n",
	    doc->title, doc->language, doc->mark, doc->name, doc->reference,
	    doc->printed);
	dump_node(out, doc->root, 0);
}
