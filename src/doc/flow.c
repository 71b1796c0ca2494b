/*
 * Flow: walk the tree once and set every leaf as a block of bands, at its
 * place from left to right.  What a kind of node looks like is decided here,
 * one function a kind; where pages end is layout.c's business.
 *
 * Blocks grow in one array; bands and items are kept in the caller's arena.
 * Tested in tests/unit/doc_layout.c.
 */
#include "doc/flow.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/columns.h"
#include "doc/lines.h"
#include "form/form.h"

struct flower {
	struct arena *arena;
	const struct metrics *metrics;
	struct block *blocks;
	size_t count, capacity;
};

/* Where a node is set, and what it inherits. */
struct frame {
	int x, width;
	const char *language;
};

static int
prose_width(const struct flower *flower, const struct frame *frame)
{
	int most = flower->metrics->line_most;

	return most > 0 && most < frame->width ? most : frame->width;
}

/*
 * What follows a heading is as far from it as prose is, whatever its style;
 * and pairs are close to each other only.
 */
static int
space_before(const struct flower *flower, size_t at, enum doc_style style)
{
	const int *space = flower->metrics->space_before;
	const struct doc_node *before =
	    at > 0 ? flower->blocks[at - 1].node : NULL;

	if (before != NULL && before->kind == DOC_HEADING)
		return space[STYLE_BODY];
	if (style == STYLE_PAIR &&
	    (before == NULL || before->style != STYLE_PAIR))
		return space[STYLE_BODY];
	return space[style];
}

static struct block *
add_block(struct flower *flower, const struct doc_node *node)
{
	flower->blocks = mem_grow(flower->blocks, flower->count,
	    &flower->capacity, sizeof(*flower->blocks));

	int space = node->kind == DOC_HEADING
			? flower->metrics->space_before[node->style]
			: space_before(flower, flower->count, node->style);
	struct block *block = &flower->blocks[flower->count++];
	*block = (struct block){
	    .node = node,
	    .space_before = space,
	    .starts_page = node->starts_page,
	    .keeps_with_next = node->keeps_with_next ||
			       node->kind == DOC_HEADING ||
			       node->kind == DOC_CAPTION,
	    .header = NONE,
	};
	return block;
}

static void
set_bands(struct flower *flower, struct block *block, struct band *bands,
    size_t count)
{
	block->bands = arena_keep(flower->arena, bands, count, sizeof(*bands));
	block->band_count = count;
	for (size_t i = 0; i < count; i++)
		block->height += block->bands[i].height;
}

/* The pieces of a line as items from x on. */
static void
put_line(struct layout_item *items, size_t *count, const struct line *line,
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
		    .language = piece->run->language != NULL
				    ? piece->run->language
				    : language,
		};
	}
}

static struct lines
break_node(struct flower *flower, const struct doc_node *node,
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
static struct frame
indent(const struct frame *frame, int by)
{
	return (struct frame){
	    frame->x + by, frame->width - by, frame->language};
}

/* Is it right-to-left prose that the back end wants at the right edge? */
static bool
is_mirrored(const struct flower *flower, const struct doc_node *node)
{
	enum direction direction = DIRECTION_NONE;

	for (size_t i = 0; i < node->run_count && direction == DIRECTION_NONE;
	     i++)
		direction = utf8_direction(
		    node->runs[i].text, strlen(node->runs[i].text));
	return direction == RIGHT_TO_LEFT && flower->metrics->mirrors;
}

/* Turn what stands between left and right about its middle. */
static void
mirror(struct layout_item *items, size_t count, int left, int right)
{
	for (size_t i = 0; i < count; i++) {
		items[i].x = left + right - items[i].x - items[i].width;
		items[i].is_mirrored = true;
	}
}

/* Lines below each other; the first may have a mark before it. */
static void
add_prose(struct flower *flower, const struct doc_node *node,
    const struct frame *outer, const struct layout_item *mark)
{
	const struct metrics *metrics = flower->metrics;
	const struct frame inner = indent(outer, metrics->inset[node->style]);
	const char *language = node_language(node, outer->language);
	int height = metrics->line_height[node->style];
	int width = prose_width(flower, &inner);
	bool is_turned = is_mirrored(flower, node);
	struct lines lines = break_node(flower, node, language, width);
	struct block *block = add_block(flower, node);
	struct band *bands = NULL;
	size_t capacity = 0;

	for (size_t i = 0; i < lines.count; i++) {
		size_t count = 0;
		struct layout_item *items = arena_get(
		    flower->arena, (lines.lines[i].count + 1) * sizeof(*items));
		if (i == 0 && mark != NULL)
			items[count++] = *mark;
		put_line(items, &count, &lines.lines[i], node, inner.x, height,
		    language);
		if (is_turned)
			mirror(items, count, mark != NULL ? mark->x : outer->x,
			    inner.x + width);
		bands = mem_grow(bands, i, &capacity, sizeof(*bands));
		bands[i] = (struct band){items, count, height};
	}
	set_bands(flower, block, bands, lines.count);
}

static void flow_node(struct flower *flower, const struct doc_node *node,
    const struct frame *frame);

static void
flow_children(struct flower *flower, const struct doc_node *node,
    const struct frame *frame)
{
	struct frame inner = *frame;
	size_t first = flower->count;

	inner.language = node_language(node, frame->language);
	for (size_t i = 0; i < node->child_count; i++)
		flow_node(flower, node->children[i], &inner);
	if (first == flower->count)
		return;
	flower->blocks[first].starts_page |= node->starts_page;
	if (node->keeps_together)
		flower->blocks[first].together = flower->count - first;
}

static void
flow_item(struct flower *flower, const struct doc_node *node,
    const struct frame *frame)
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
	struct frame inner = indent(frame, metrics->indent);

	if (node->run_count > 0)
		add_prose(flower, node, &inner, &bullet);
	flow_children(flower, node, &inner);
}

static void
flow_tick(struct flower *flower, const struct doc_node *node,
    const struct frame *frame)
{
	const struct layout_item box = {
	    .kind = LAYOUT_TICK,
	    .x = frame->x,
	    .y = flower->metrics->line_height[node->style],
	    .width = flower->metrics->tick,
	    .node = node,
	    .style = node->style,
	    .language = node_language(node, frame->language),
	};
	struct frame inner = indent(frame, flower->metrics->tick);

	add_prose(flower, node, &inner, &box);
}

/* A label and a line to write on behind it, or below it if it is long. */
static void
flow_blank(struct flower *flower, const struct doc_node *node,
    const struct frame *frame)
{
	const struct metrics *metrics = flower->metrics;
	const char *language = node_language(node, frame->language);
	int height = metrics->line_height[node->style];
	struct lines lines = break_node(flower, node, language, frame->width);
	const struct line *last = &lines.lines[lines.count - 1];
	bool is_beside = last->width + metrics->cell_gap <= frame->width / 2;
	bool is_turned = is_mirrored(flower, node);
	struct block *block = add_block(flower, node);
	struct band *bands = NULL;
	size_t capacity = 0, count = lines.count + !is_beside;

	for (size_t i = 0; i < count; i++) {
		bool is_last = i + 1 == count;
		size_t n = 0;
		/* Room above the line for a hand that writes. */
		int tall = is_last ? height * 3 / 2 : height;
		size_t pieces = i < lines.count ? lines.lines[i].count : 0;
		struct layout_item *items =
		    arena_get(flower->arena, (pieces + 1) * sizeof(*items));
		if (i < lines.count)
			put_line(items, &n, &lines.lines[i], node, frame->x,
			    tall, language);
		int used = is_beside ? last->width + metrics->cell_gap : 0;
		if (is_last)
			items[n++] = (struct layout_item){
			    .kind = LAYOUT_BLANK,
			    .x = frame->x + used,
			    .y = tall,
			    .width = frame->width - used,
			    .node = node,
			    .style = node->style,
			    .language = language,
			};
		if (is_turned)
			mirror(items, n, frame->x, frame->x + frame->width);
		bands = mem_grow(bands, i, &capacity, sizeof(*bands));
		bands[i] = (struct band){items, n, tall};
	}
	block->is_whole = true;
	set_bands(flower, block, bands, count);
}

/* A rule across the table as the last band of a row, if it has one. */
static struct band
rule_band(struct flower *flower, const struct doc_node *row,
    const struct frame *frame)
{
	int height =
	    row->is_header ? flower->metrics->rule : flower->metrics->row_rule;

	if (height == 0)
		return (struct band){0};

	struct layout_item *item = arena_get(flower->arena, sizeof(*item));
	*item = (struct layout_item){
	    .kind = LAYOUT_RULE,
	    .x = frame->x,
	    .y = height,
	    .width = frame->width,
	    .node = row,
	    .is_artifact = true,
	    .language = frame->language,
	};
	return (struct band){item, 1, height};
}

/* The i-th lines of all cells of a row, side by side. */
static struct band
row_band(struct flower *flower, const struct doc_node *row,
    const struct doc_node *table, const struct columns *columns,
    const struct lines *lines, size_t at, const struct frame *frame)
{
	struct band band = {0};
	size_t room = 0;

	for (size_t c = 0; c < row->child_count; c++)
		if (at < lines[c].count)
			room += lines[c].lines[at].count;

	struct layout_item *items =
	    arena_get(flower->arena, room * sizeof(*items));
	for (size_t c = 0; c < row->child_count; c++) {
		const struct doc_node *cell = row->children[c];
		int height = flower->metrics->line_height[cell->style];
		if (height > band.height)
			band.height = height;
		if (at >= lines[c].count)
			continue;
		const struct line *line = &lines[c].lines[at];
		bool is_number = table->columns[c].is_number;
		int left = frame->x + columns->x[c];
		int right = left + columns->width[c];
		size_t first = band.count;
		put_line(items, &band.count, line, cell,
		    is_number ? right - line->width : left, height,
		    node_language(cell, frame->language));
		if (!is_number && is_mirrored(flower, cell))
			mirror(items + first, band.count - first, left, right);
	}
	band.items = items;
	return band;
}

static void
flow_row(struct flower *flower, const struct doc_node *row,
    const struct doc_node *table, const struct columns *columns,
    const struct frame *frame)
{
	struct lines lines[COLUMNS_MAX] = {0};
	struct band *bands = NULL;
	size_t capacity = 0, tallest = 0;

	for (size_t c = 0; c < row->child_count; c++) {
		const struct doc_node *cell = row->children[c];
		lines[c] = break_node(flower, cell,
		    node_language(cell, frame->language), columns->width[c]);
		if (lines[c].count > tallest)
			tallest = lines[c].count;
	}
	for (size_t i = 0; i < tallest; i++) {
		bands = mem_grow(bands, i, &capacity, sizeof(*bands));
		bands[i] =
		    row_band(flower, row, table, columns, lines, i, frame);
	}
	bands = mem_grow(bands, tallest, &capacity, sizeof(*bands));
	bands[tallest] = rule_band(flower, row, frame);

	struct block *block = add_block(flower, row);
	block->is_whole = true;
	block->keeps_with_next |= row->is_header;
	block->space_before = 0;
	set_bands(flower, block, bands, tallest + 1);
}

/* Neither the first nor the last row of a table stands alone on a page. */
static void
keep_ends(struct flower *flower, size_t header)
{
	size_t first = header + 1, last = flower->count - 1;

	if (header == NONE || first >= last)
		return;
	flower->blocks[first].keeps_with_next = true;
	flower->blocks[last - 1].keeps_with_next = true;
}

static void
flow_table(struct flower *flower, const struct doc_node *table,
    const struct frame *frame)
{
	struct frame inner = *frame;
	struct columns columns;
	size_t first = flower->count, header = NONE;

	inner.language = node_language(table, frame->language);
	if (!columns_fit(
		flower->metrics, table, inner.language, frame->width, &columns))
		return; /* reflow() has left no such table */
	for (size_t i = 0; i < table->child_count; i++) {
		const struct doc_node *child = table->children[i];
		if (child->kind == DOC_CAPTION) {
			add_prose(flower, child, &inner, NULL);
			continue;
		}
		flow_row(flower, child, table, &columns, &inner);
		if (child->is_header && header == NONE)
			header = flower->count - 1;
		else
			flower->blocks[flower->count - 1].header = header;
	}
	if (first == flower->count)
		return;
	keep_ends(flower, header);
	flower->blocks[first].space_before =
	    space_before(flower, first, STYLE_HEADER);
	flower->blocks[first].starts_page |= table->starts_page;
	if (table->keeps_together)
		flower->blocks[first].together = flower->count - first;
}

static void
flow_node(struct flower *flower, const struct doc_node *node,
    const struct frame *frame)
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
		add_prose(flower, node, frame, NULL);
		break;
	case DOC_ITEM:
		flow_item(flower, node, frame);
		break;
	case DOC_TICK:
		flow_tick(flower, node, frame);
		break;
	case DOC_BLANK:
		flow_blank(flower, node, frame);
		break;
	case DOC_TABLE:
		flow_table(flower, node, frame);
		break;
	case DOC_ROW:
	case DOC_CELL:
	case DOC_KIND_MAX:
		break; /* only inside a table */
	}
}

struct flow
flow_new(
    struct arena *arena, const struct doc *doc, const struct metrics *metrics)
{
	struct flower flower = {.arena = arena, .metrics = metrics};
	const struct frame frame = {
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
