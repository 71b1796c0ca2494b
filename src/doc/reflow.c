/*
 * Reflow: a copy of the tree in which every table that is too wide for the
 * paper has become blocks that read well in large print.  Nodes that hold no
 * such table are shared with the old tree, not copied.
 *
 * Tested in tests/unit/doc_layout.c.
 */
#include "doc/reflow.h"

#include "base/str.h"
#include "doc/columns.h"

struct reflower {
	struct arena *arena;
	const struct metrics *metrics;
	int width;
};

/* The first one of a row is set as a heading is, so that rows stand apart. */
static const struct doc_node *
cell_block(struct reflower *reflower, const struct doc_node *cell,
    const struct doc_node *heading, bool is_first)
{
	struct doc_node *block = arena_get(reflower->arena, sizeof(*block));
	struct doc_run *runs =
	    arena_get(reflower->arena, (cell->run_count + 1) * sizeof(*runs));
	bool is_heavy = cell->style == STYLE_HEADER;
	size_t count = 0;

	*block = (struct doc_node){
	    .kind = DOC_PARAGRAPH,
	    .style = is_first                                ? STYLE_HEADER
		     : is_heavy || cell->style == STYLE_BODY ? STYLE_PAIR
							     : cell->style,
	    .language = cell->language,
	    .keeps_with_next = is_first,
	};
	/* "All together" and "Monday" need no heading before them. */
	if (is_first && is_heavy)
		heading = NULL;
	if (heading != NULL && heading->run_count > 0)
		runs[count++] = (struct doc_run){
		    .text = arena_format(
			reflower->arena, "%s: ", heading->runs[0].text),
		    .is_strong = true,
		};
	for (size_t i = 0; i < cell->run_count; i++) {
		runs[count] = cell->runs[i];
		runs[count++].is_strong |= is_heavy;
	}
	block->runs = runs;
	block->run_count = count;
	return block;
}

static bool
has_text(const struct doc_node *cell)
{
	for (size_t i = 0; i < cell->run_count; i++)
		if (!text_is_blank(cell->runs[i].text))
			return true;
	return false;
}

static const struct doc_node *
row_section(struct reflower *reflower, const struct doc_node *row,
    const struct doc_node *header)
{
	struct doc_node *section = arena_get(reflower->arena, sizeof(*section));
	const struct doc_node **children = arena_get(
	    reflower->arena, row->child_count * sizeof(struct doc_node *));
	size_t count = 0;

	for (size_t c = 0; c < row->child_count; c++) {
		const struct doc_node *heading =
		    header != NULL && c < header->child_count
			? header->children[c]
			: NULL;
		if (has_text(row->children[c])) {
			children[count] = cell_block(
			    reflower, row->children[c], heading, count == 0);
			count++;
		}
	}
	*section = (struct doc_node){
	    .kind = DOC_SECTION,
	    .keeps_together = true,
	    .language = row->language,
	    .children = children,
	    .child_count = count,
	};
	return section;
}

static const struct doc_node *
blocks_of_table(struct reflower *reflower, const struct doc_node *table)
{
	struct doc_node *section = arena_get(reflower->arena, sizeof(*section));
	const struct doc_node **children = arena_get(
	    reflower->arena, table->child_count * sizeof(struct doc_node *));
	const struct doc_node *header = NULL;
	size_t count = 0;

	for (size_t i = 0; i < table->child_count; i++) {
		const struct doc_node *child = table->children[i];
		if (child->kind == DOC_CAPTION) {
			struct doc_node *caption =
			    arena_get(reflower->arena, sizeof(*caption));
			*caption = *child;
			caption->kind = DOC_PARAGRAPH;
			caption->keeps_with_next = true;
			children[count++] = caption;
		} else if (child->is_header) {
			header = child;
		} else {
			children[count++] =
			    row_section(reflower, child, header);
		}
	}
	*section = (struct doc_node){
	    .kind = DOC_SECTION,
	    .starts_page = table->starts_page,
	    .language = table->language,
	    .children = children,
	    .child_count = count,
	};
	return section;
}

static const struct doc_node *
reflow_node(struct reflower *reflower, const struct doc_node *node,
    const char *language)
{
	struct columns columns;
	const struct doc_node **children = NULL;

	language = node_language(node, language);
	if (node->kind == DOC_TABLE)
		return columns_fit(reflower->metrics, node, language,
			   reflower->width, &columns)
			   ? node
			   : blocks_of_table(reflower, node);
	for (size_t i = 0; i < node->child_count; i++) {
		const struct doc_node *old = node->children[i];
		const struct doc_node *new =
		    reflow_node(reflower, old, language);
		if (new != old && children == NULL) {
			children = arena_get(reflower->arena,
			    node->child_count * sizeof(*children));
			for (size_t j = 0; j < node->child_count; j++)
				children[j] = node->children[j];
		}
		if (children != NULL)
			children[i] = new;
	}
	if (children == NULL)
		return node;

	struct doc_node *copy = arena_get(reflower->arena, sizeof(*copy));
	*copy = *node;
	copy->children = children;
	return copy;
}

const struct doc *
reflow(
    struct arena *arena, const struct doc *doc, const struct metrics *metrics)
{
	struct reflower reflower = {
	    .arena = arena,
	    .metrics = metrics,
	    .width = metrics->page_width - metrics->left - metrics->right,
	};
	const struct doc_node *root =
	    reflow_node(&reflower, doc->root, doc->language);

	if (root == doc->root)
		return doc;

	struct doc *copy = arena_get(arena, sizeof(*copy));
	*copy = *doc;
	copy->root = root;
	return copy;
}
