/*
 * What stands on one page as a document of its own.
 *
 * The tree is copied along the paths to the leaves that have items on the
 * page; a leaf that was parted between pages keeps only the text that is
 * here.  So a preview can wrap the lines anew and still show the page's very
 * blocks in their order.
 */
#include "doc/layout.h"

struct slicer {
	struct arena *arena;
	const struct layout_page *page;
};

/* The stretch of a run that stands on the page; false if none does. */
static bool
slice_run(const struct slicer *slicer, const struct doc_node *node,
    const struct doc_run *run, struct doc_run *slice)
{
	const char *start = NULL, *end = NULL;

	for (size_t i = 0; i < slicer->page->count; i++) {
		const struct layout_item *item = &slicer->page->items[i];
		if (item->node != node || item->run != run)
			continue;
		if (!start || item->text < start)
			start = item->text;
		if (!end || item->text + item->length > end)
			end = item->text + item->length;
	}
	if (!start)
		return false;
	*slice = *run;
	/* The blank between two runs may belong to neither's items. */
	if (start > run->text && start[-1] == ' ')
		start--;
	if (*end == ' ')
		end++;
	slice->text = arena_copy_n(slicer->arena, start, (size_t)(end - start));
	return true;
}

static bool
has_item(const struct slicer *slicer, const struct doc_node *node)
{
	for (size_t i = 0; i < slicer->page->count; i++)
		if (slicer->page->items[i].node == node &&
		    slicer->page->items[i].kind != LAYOUT_RULE)
			return true;
	return false;
}

static const struct doc_node *
slice_node(const struct slicer *slicer, const struct doc_node *node)
{
	struct doc_node *copy = arena_get(slicer->arena, sizeof(*copy));
	struct doc_run *runs =
	    arena_get(slicer->arena, node->run_count * sizeof(*runs));
	const struct doc_node **children =
	    arena_get(slicer->arena, node->child_count * sizeof(*children));

	*copy = *node;
	copy->starts_page = false;
	copy->runs = runs;
	copy->run_count = 0;
	copy->children = children;
	copy->child_count = 0;
	for (size_t i = 0; i < node->run_count; i++)
		if (slice_run(
			slicer, node, &node->runs[i], &runs[copy->run_count]))
			copy->run_count++;
	for (size_t i = 0; i < node->child_count; i++) {
		const struct doc_node *child =
		    slice_node(slicer, node->children[i]);
		if (child)
			children[copy->child_count++] = child;
	}
	/* An empty cell keeps its column. */
	bool is_here = copy->run_count > 0 || copy->child_count > 0 ||
		       node->kind == DOC_CELL || has_item(slicer, node);
	if (node->kind == DOC_ROW) {
		is_here = false;
		for (size_t i = 0; i < copy->child_count; i++)
			is_here |= children[i]->run_count > 0;
	}
	return is_here ? copy : NULL;
}

const struct doc *
layout_page_doc(struct arena *arena, const struct layout *layout, size_t page)
{
	const struct slicer slicer = {arena, &layout->pages[page]};
	struct doc *doc = arena_get(arena, sizeof(*doc));
	const struct doc_node *root = slice_node(&slicer, layout->doc->root);

	*doc = *layout->doc;
	doc->root = root ? root : layout->doc->root;
	return doc;
}
