/*
 * Reflow: a copy of the tree in which every table that is too wide for the
 * paper has become blocks that read well in large print.  Nodes that hold no
 * such table are shared with the old tree, not copied.
 *
 * Tested by tests/unit/doc_layout.c.
 */
#include "doc/reflow.h"

#include "base/str.h"
#include "doc/columns.h"

/* A row with more to say may be parted, or pages would end half empty. */
enum { TOGETHER_MOST = 3 };

struct reflower {
	struct arena *arena;
	const struct metrics *metrics;
	int width;
};

static bool
has_text(const struct doc_node *node)
{
	for (size_t i = 0; i < node->run_count; i++)
		if (!text_is_blank(node->runs[i].text))
			return true;
	return false;
}

/* A cell as a paragraph, behind the words it is labelled with, or none. */
static const struct doc_node *
cell_block(struct reflower *reflower, const struct doc_node *cell,
    const struct doc_node *label, enum doc_style style)
{
	struct doc_node *block = arena_get(reflower->arena, sizeof(*block));
	struct doc_run *runs =
	    arena_get(reflower->arena, (cell->run_count + 1) * sizeof(*runs));
	size_t count = 0;

	*block = (struct doc_node){
	    .kind = DOC_PARAGRAPH,
	    .style = style,
	    .language = cell->language,
	    .keeps_with_next = style == STYLE_ENTRY,
	};
	if (label && has_text(label))
		runs[count++] = (struct doc_run){
		    .text = arena_format(
			reflower->arena, "%s: ", label->runs[0].text),
		    .is_strong = true,
		};
	for (size_t i = 0; i < cell->run_count; i++) {
		runs[count] = cell->runs[i];
		runs[count++].is_strong |= cell->style == STYLE_HEADER;
	}
	block->runs = runs;
	block->run_count = count;
	return block;
}

/* How many cells of a row say anything. */
static size_t
count_full(const struct doc_node *row)
{
	size_t count = 0;

	for (size_t i = 0; i < row->child_count; i++)
		count += has_text(row->children[i]);
	return count;
}

/*
 * The cells of a row below each other.  The first one is their heading and
 * needs no label, or, where the column beside it has none, the other's label;
 * those two are a pair, in its style.
 */
static void
put_cells(struct reflower *reflower, const struct doc_node *row,
    const struct doc_node *header, enum doc_style pair,
    const struct doc_node **children, size_t *count)
{
	bool is_pair =
	    !header && count_full(row) == 2 && has_text(row->children[0]);

	for (size_t c = is_pair ? 1 : 0; c < row->child_count; c++) {
		const struct doc_node *cell = row->children[c];
		const struct doc_node *label = header && c < header->child_count
						   ? header->children[c]
						   : NULL;
		if (!has_text(cell))
			continue;
		if (is_pair)
			children[(*count)++] =
			    cell_block(reflower, cell, row->children[0], pair);
		else if (*count == 0)
			children[(*count)++] =
			    cell_block(reflower, cell, NULL, STYLE_ENTRY);
		else
			children[(*count)++] =
			    cell_block(reflower, cell, label, STYLE_PAIR);
	}
}

/* The row at `at`, with the rows after it that say more about it. */
static const struct doc_node *
row_section(struct reflower *reflower, const struct doc_node *table, size_t at,
    const struct doc_node *header)
{
	const struct doc_node *row = table->children[at];
	struct doc_node *section = arena_get(reflower->arena, sizeof(*section));
	size_t more = 0, count = 0;

	while (doc_row_is_more(table, at + 1 + more))
		more++;
	const struct doc_node **children = arena_get(reflower->arena,
	    (row->child_count + more) * sizeof(struct doc_node *));
	put_cells(reflower, row, header, more > 0 ? STYLE_ENTRY : STYLE_PAIR,
	    children, &count);
	for (size_t i = 0; i < more; i++) {
		const struct doc_node *cell =
		    table->children[at + 1 + i]->children[0];
		children[count++] = cell_block(reflower, cell, NULL,
		    cell->style == STYLE_BODY ? STYLE_PAIR : cell->style);
	}
	*section = (struct doc_node){
	    .kind = DOC_SECTION,
	    .keeps_together = count <= TOGETHER_MOST,
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
		} else if (!doc_row_is_more(table, i)) {
			children[count++] =
			    row_section(reflower, table, i, header);
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
		if (new != old && !children) {
			children = arena_get(reflower->arena,
			    node->child_count * sizeof(*children));
			for (size_t j = 0; j < node->child_count; j++)
				children[j] = node->children[j];
		}
		if (children)
			children[i] = new;
	}
	if (!children)
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
