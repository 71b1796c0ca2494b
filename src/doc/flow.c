/*
 * Flow: walk the tree once and set every leaf as a block of bands, at its
 * place from left to right.  What a kind of node looks like is decided here,
 * one function a kind; tables are set in flow_table.c, what is written on by
 * hand in flow_write.c.  Where pages end is layout.c's business.
 *
 * Blocks grow in one array; bands and items are kept in the caller's arena.
 * Tested by tests/unit/doc_layout.c.
 */
#include "doc/flow.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/columns.h"
#include "doc/flow_parts.h"
#include "form/form.h"

static int
prose_width(const struct flower *flower, const struct flow_frame *frame)
{
	int most = flower->metrics->line_most;

	return most > 0 && most < frame->width ? most : frame->width;
}

/* What a note is about: the last block that is none; NULL: no block yet. */
static const struct doc_node *
last_node(const struct flower *flower)
{
	size_t at = flower->count;

	while (at > 0 && flower->blocks[at - 1].node->style == STYLE_NOTE)
		at--;
	return at > 0 ? flower->blocks[at - 1].node : NULL;
}

/*
 * What follows a heading is as far from it as prose is, whatever its style.
 * Pairs are close to each other only: behind a long answer, a list or a table
 * they stand apart, or they would seem to belong to it.
 */
int
flow_space_before(
    const struct flower *flower, enum doc_style style, bool is_item)
{
	const int *space = flower->metrics->space_before;
	const struct doc_node *before =
	    flower->count > 0 ? flower->blocks[flower->count - 1].node : NULL;

	if (before && before->kind == DOC_HEADING)
		return space[STYLE_BODY];
	if (flower->ends_group && space[style] < space[STYLE_QUESTION] &&
	    style != STYLE_ENTRY)
		return space[STYLE_QUESTION];
	if (style != STYLE_PAIR)
		return space[style];
	before = last_node(flower);
	if (before && before->kind == DOC_ITEM && !is_item)
		return space[STYLE_QUESTION];
	if (!before || before->style == STYLE_PAIR)
		return space[before == NULL ? STYLE_BODY : STYLE_PAIR];
	return space[before->style == STYLE_OWN_WORDS ||
			     before->kind == DOC_HEADING
			 ? STYLE_QUESTION
			 : STYLE_BODY];
}

/* Whatever is signed next stands well below the line to write on. */
static int
heading_space(const struct flower *flower, const struct doc_node *node)
{
	const int *space = flower->metrics->space_before;
	bool is_below_blank =
	    flower->count > 0 &&
	    flower->blocks[flower->count - 1].node->kind == DOC_BLANK;

	return is_below_blank && space[node->style] < space[STYLE_HEADER]
		   ? space[STYLE_HEADER]
		   : space[node->style];
}

struct flow_block *
flow_add_block(struct flower *flower, const struct doc_node *node)
{
	flower->blocks = mem_grow(flower->blocks, flower->count,
	    &flower->capacity, sizeof(*flower->blocks));

	int space = node->kind == DOC_HEADING
			? heading_space(flower, node)
			: flow_space_before(
			      flower, node->style, node->kind == DOC_ITEM);
	struct flow_block *block = &flower->blocks[flower->count++];
	*block = (struct flow_block){
	    .node = node,
	    .space_before = space,
	    .starts_page = node->starts_page,
	    .keeps_with_next = node->keeps_with_next ||
			       node->kind == DOC_HEADING ||
			       node->kind == DOC_CAPTION,
	    .header = NONE,
	};
	flower->ends_group = false;
	return block;
}

void
flow_set_bands(struct flower *flower, struct flow_block *block,
    struct flow_band *bands, size_t count)
{
	block->bands = arena_keep(flower->arena, bands, count, sizeof(*bands));
	block->band_count = count;
	for (size_t i = 0; i < count; i++)
		block->height += block->bands[i].height;
}

/* The pieces of a line as items from x on. */
void
flow_put_line(struct layout_item *items, size_t *count, const struct line *line,
    const struct doc_node *node, int x, int baseline, const char *language)
{
	for (size_t i = 0; i < line->count; i++) {
		const struct line_piece *piece = &line->pieces[i];
		items[(*count)++] = (struct layout_item){
		    .kind = LAYOUT_TEXT,
		    .x = x + piece->x,
		    .y = baseline,
		    .width = piece->width,
		    .node = node,
		    .text = piece->text,
		    .length = piece->length,
		    .run = piece->run,
		    .style = node->style,
		    .is_strong = piece->run->is_strong,
		    .ends_line = line->ends_inside && i + 1 == line->count,
		    .language =
			piece->run->language ? piece->run->language : language,
		};
	}
}

struct lines
flow_break(struct flower *flower, const struct doc_node *node,
    const char *language, int width)
{
	const struct line_text text = {
	    .runs = node->runs,
	    .run_count = node->run_count,
	    .style = node->style,
	    .language = language,
	};

	return lines_break(flower->arena, flower->metrics, &text, width);
}

/* The same frame, moved to the right. */
struct flow_frame
flow_indent(const struct flow_frame *frame, int by)
{
	return (struct flow_frame){
	    frame->x + by, frame->width - by, frame->language};
}

/* Is it right-to-left prose that the back end wants at the right edge? */
bool
flow_is_mirrored(const struct flower *flower, const struct doc_node *node)
{
	enum direction direction = DIRECTION_NONE;

	for (size_t i = 0; i < node->run_count && direction == DIRECTION_NONE;
	     i++)
		direction = utf8_direction(
		    node->runs[i].text, strlen(node->runs[i].text));
	return direction == RIGHT_TO_LEFT && flower->metrics->mirrors;
}

/* Turn what stands between left and right about its middle. */
void
flow_mirror(struct layout_item *items, size_t count, int left, int right)
{
	for (size_t i = 0; i < count; i++) {
		items[i].x = left + right - items[i].x - items[i].width;
		items[i].is_mirrored = true;
	}
}

/* Lines below each other; the first may have a mark before it. */
void
flow_prose(struct flower *flower, const struct doc_node *node,
    const struct flow_frame *outer, const struct layout_item *mark)
{
	const struct metrics *metrics = flower->metrics;
	const struct flow_frame inner =
	    flow_indent(outer, metrics->inset[node->style]);
	const char *language = node_language(node, outer->language);
	int height = metrics->line_height[node->style];
	int width = prose_width(flower, &inner);
	bool is_turned = flow_is_mirrored(flower, node);
	struct lines lines = flow_break(flower, node, language, width);
	struct flow_block *block = flow_add_block(flower, node);
	struct flow_band *bands = NULL;
	size_t capacity = 0;

	for (size_t i = 0; i < lines.count; i++) {
		size_t count = 0;
		struct layout_item *items = arena_get(
		    flower->arena, (lines.lines[i].count + 1) * sizeof(*items));
		if (i == 0 && mark)
			items[count++] = *mark;
		flow_put_line(items, &count, &lines.lines[i], node, inner.x,
		    height, language);
		if (is_turned)
			flow_mirror(items, count, mark ? mark->x : outer->x,
			    inner.x + width);
		bands = mem_grow(bands, i, &capacity, sizeof(*bands));
		bands[i] = (struct flow_band){items, count, height};
	}
	flow_set_bands(flower, block, bands, lines.count);
}

static void flow_node(struct flower *flower, const struct doc_node *node,
    const struct flow_frame *frame);

/* A section below a part's: what follows is not about it. */
static bool
is_group(const struct doc_node *node)
{
	enum doc_style style =
	    node->child_count > 0 ? node->children[0]->style : STYLE_BODY;

	return node->kind == DOC_SECTION &&
	       (style == STYLE_QUESTION || style == STYLE_ENTRY);
}

static void
flow_children(struct flower *flower, const struct doc_node *node,
    const struct flow_frame *frame)
{
	struct flow_frame inner = *frame;
	size_t first = flower->count;

	inner.language = node_language(node, frame->language);
	for (size_t i = 0; i < node->child_count;) {
		const struct doc_node *child = node->children[i];
		if (child->kind == DOC_TICK) {
			i += flow_ticks(flower, node, i, &inner);
		} else if (child->kind == DOC_BLANK) {
			i += flow_blanks(flower, node, i, &inner);
		} else {
			flow_node(flower, child, &inner);
			i++;
		}
	}
	if (first == flower->count)
		return;
	flower->ends_group |= is_group(node);
	flower->blocks[first].starts_page |= node->starts_page;
	if (node->keeps_together)
		flower->blocks[first].together = flower->count - first;
}

static void
flow_item(struct flower *flower, const struct doc_node *node,
    const struct flow_frame *frame)
{
	static const char sign[] = "\xe2\x80\xa2"; /* a bullet */
	const struct metrics *metrics = flower->metrics;
	const char *language = node_language(node, frame->language);
	const struct layout_item bullet = {
	    .kind = LAYOUT_TEXT,
	    .x = frame->x,
	    .y = metrics->line_height[node->style],
	    .width = metrics->width(metrics->context, node->style, false, sign,
		strlen(sign), language),
	    .node = node,
	    .text = sign,
	    .length = strlen(sign),
	    .style = node->style,
	    .language = language,
	};
	struct flow_frame inner = flow_indent(frame, metrics->indent);

	if (node->run_count > 0)
		flow_prose(flower, node, &inner, &bullet);
	flow_children(flower, node, &inner);
}

static void
flow_node(struct flower *flower, const struct doc_node *node,
    const struct flow_frame *frame)
{
	switch (node->kind) {
	case DOC_DOCUMENT:
	case DOC_SECTION:
	case DOC_LIST:
		flow_children(flower, node, frame);
		break;
	case DOC_HEADING:
	case DOC_PARAGRAPH:
	case DOC_CAPTION:
		flow_prose(flower, node, frame, NULL);
		break;
	case DOC_ITEM:
		flow_item(flower, node, frame);
		break;
	case DOC_TABLE:
		flow_table(flower, node, frame);
		break;
	case DOC_TICK:
	case DOC_BLANK:
	case DOC_ROW:
	case DOC_CELL:
	case DOC_KIND_MAX:
		break; /* set with what stands beside them */
	}
}

struct flow
flow_new(
    struct arena *arena, const struct doc *doc, const struct metrics *metrics)
{
	struct flower flower = {.arena = arena, .metrics = metrics};
	const struct flow_frame frame = {
	    .x = metrics->left,
	    .width = metrics->page_width - metrics->left - metrics->right,
	    .language = doc->language,
	};

	flow_node(&flower, doc->root, &frame);

	struct flow flow = {.count = flower.count};
	flow.blocks = arena_keep(
	    arena, flower.blocks, flower.count, sizeof(*flower.blocks));
	return flow;
}
