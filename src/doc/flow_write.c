/*
 * What a hand writes on: boxes to tick and lines to write on.
 *
 * Boxes stand beside each other if they fit.  Lines below each other begin at
 * one place, behind the longest label; a label that is too long for that is
 * broken.  A short line shares the line of the one before it.
 *
 * Bands and items are kept in the flower's arena.  Tested in
 * tests/unit/doc_flow.c.
 */
#include "doc/columns.h"
#include "doc/flow_parts.h"

/* The kind of child that runs from `at` on: how many there are of it. */
static size_t
count_run(const struct doc_node *parent, size_t at)
{
	size_t end = at;

	while (end < parent->child_count &&
	       parent->children[end]->kind == parent->children[at]->kind)
		end++;
	return end - at;
}

static int
label_width(const struct flower *flower, const struct doc_node *node,
    const char *language)
{
	const struct line_text text = {
	    .runs = node->runs,
	    .run_count = node->run_count,
	    .style = node->style,
	    .language = node_language(node, language),
	};

	return lines_full_width(flower->metrics, &text);
}

/* A block of one band for now. */
static void
add_band(struct flower *flower, const struct doc_node *node,
    const struct flow_band *band)
{
	struct flow_block *block = flow_add_block(flower, node);
	struct flow_band *bands = NULL;
	size_t capacity = 0;

	bands = mem_grow(bands, 0, &capacity, sizeof(*bands));
	bands[0] = *band;
	flow_set_bands(flower, block, bands, 1);
}

/* --- Boxes ---------------------------------------------------------------- */

static struct layout_item
box_of(const struct flower *flower, const struct doc_node *node, int x,
    const char *language)
{
	return (struct layout_item){
	    .kind = LAYOUT_TICK,
	    .x = x,
	    .y = flower->metrics->line_height[node->style],
	    .width = flower->metrics->tick,
	    .node = node,
	    .style = node->style,
	    .language = node_language(node, language),
	};
}

/* How many boxes stand beside each other: all, or each on its own. */
static bool
fits_beside(const struct flower *flower, const struct doc_node *const *nodes,
    size_t count, const struct flow_frame *frame)
{
	const struct metrics *metrics = flower->metrics;
	int width = -2 * metrics->cell_gap;

	for (size_t i = 0; i < count; i++) {
		if (flow_is_mirrored(flower, nodes[i]))
			return false;
		width += metrics->tick + 2 * metrics->cell_gap +
			 label_width(flower, nodes[i], frame->language);
	}
	return width <= frame->width;
}

static void
add_beside(struct flower *flower, const struct doc_node *const *nodes,
    size_t count, const struct flow_frame *frame)
{
	const struct metrics *metrics = flower->metrics;
	struct lines *lines = arena_get(flower->arena, count * sizeof(*lines));
	struct flow_band band = {0};
	size_t room = count;
	int x = frame->x;

	for (size_t i = 0; i < count; i++) {
		lines[i] = flow_break(flower, nodes[i],
		    node_language(nodes[i], frame->language), frame->width);
		room += lines[i].lines[0].count;
	}
	struct layout_item *items =
	    arena_get(flower->arena, room * sizeof(*items));
	for (size_t i = 0; i < count; i++) {
		const struct doc_node *node = nodes[i];
		const struct line *line = &lines[i].lines[0];
		items[band.count++] = box_of(flower, node, x, frame->language);
		flow_put_line(items, &band.count, line, node, x + metrics->tick,
		    metrics->line_height[node->style],
		    node_language(node, frame->language));
		x += metrics->tick + line->width + 2 * metrics->cell_gap;
	}
	band.items = items;
	band.height = metrics->line_height[nodes[0]->style];
	add_band(flower, nodes[0], &band);
}

size_t
flow_ticks(struct flower *flower, const struct doc_node *parent, size_t at,
    const struct flow_frame *frame)
{
	const struct doc_node *const *nodes = &parent->children[at];
	size_t count = count_run(parent, at);
	struct flow_frame inner = flow_indent(frame, flower->metrics->tick);

	if (fits_beside(flower, nodes, count, frame)) {
		add_beside(flower, nodes, count, frame);
		return count;
	}
	for (size_t i = 0; i < count; i++) {
		const struct layout_item box =
		    box_of(flower, nodes[i], frame->x, frame->language);
		flow_prose(flower, nodes[i], &inner, &box);
	}
	return count;
}

/* --- Lines to write on ---------------------------------------------------- */

/* Where a label and its line stand. */
struct writing {
	const struct doc_node *node;
	struct lines lines;  /* of the label; without any if it is empty */
	int x, label, width; /* the line begins behind the label's width */
	const char *language;
};

static struct writing
writing_of(struct flower *flower, const struct doc_node *node, int label,
    const struct flow_frame *frame)
{
	struct writing writing = {
	    .node = node,
	    .x = frame->x,
	    .label = label,
	    .width = frame->width,
	    .language = node_language(node, frame->language),
	};

	writing.lines = flow_break(flower, node, writing.language, label);
	return writing;
}

/* The label's line at `at`, and behind the last one where to write. */
static void
put_writing(struct flower *flower, const struct writing *writing, size_t at,
    struct flow_band *band, struct layout_item *items)
{
	const struct doc_node *node = writing->node;
	size_t first = band->count;
	int used =
	    writing->label > 0 ? writing->label + flower->metrics->cell_gap : 0;

	flow_put_line(items, &band->count, &writing->lines.lines[at], node,
	    writing->x, band->height, writing->language);
	if (at + 1 == writing->lines.count)
		items[band->count++] = (struct layout_item){
		    .kind = LAYOUT_BLANK,
		    .x = writing->x + used,
		    .y = band->height,
		    .width = writing->width - used,
		    .node = node,
		    .style = node->style,
		    .language = writing->language,
		};
	if (flow_is_mirrored(flower, node))
		flow_mirror(items + first, band->count - first, writing->x,
		    writing->x + writing->width);
}

/* One label and its line, and one more beside it or NULL. */
static void
add_writing(struct flower *flower, const struct writing *writing,
    const struct writing *beside)
{
	int height = flower->metrics->line_height[writing->node->style];
	bool is_next =
	    flower->count > 0 &&
	    flower->blocks[flower->count - 1].node->kind == DOC_BLANK;
	struct flow_block *block = flow_add_block(flower, writing->node);
	struct flow_band *bands = NULL;
	size_t capacity = 0, count = writing->lines.count;

	/* The room for the hand parts the lines. */
	if (is_next)
		block->space_before = 0;

	for (size_t i = 0; i < count; i++) {
		bool is_last = i + 1 == count;
		size_t room = writing->lines.lines[i].count + 1;
		if (is_last && beside)
			room += beside->lines.lines[0].count + 1;
		struct layout_item *items =
		    arena_get(flower->arena, room * sizeof(*items));
		/* Room above for a hand that writes. */
		struct flow_band band = {
		    .items = items,
		    .height = i == 0 ? height * 3 / 2 : height,
		};
		put_writing(flower, writing, i, &band, items);
		if (is_last && beside)
			put_writing(flower, beside, 0, &band, items);
		bands = mem_grow(bands, i, &capacity, sizeof(*bands));
		bands[i] = band;
	}
	block->is_whole = true;
	flow_set_bands(flower, block, bands, count);
}

/* Behind which width the lines begin; no label takes more than its share. */
static int
common_label(const struct flower *flower, const struct doc_node *const *nodes,
    size_t count, const struct flow_frame *frame)
{
	enum { SHARE = 45 };
	int most = frame->width * SHARE / 100, widest = 0;

	for (size_t i = 0; i < count; i++) {
		int width = label_width(flower, nodes[i], frame->language);
		if (!nodes[i]->is_short && width > widest)
			widest = width < most ? width : most;
	}
	return widest;
}

size_t
flow_blanks(struct flower *flower, const struct doc_node *parent, size_t at,
    const struct flow_frame *frame)
{
	enum { SHARE = 60 }; /* of a line that is shared, the first's part */
	const struct doc_node *const *nodes = &parent->children[at];
	size_t count = count_run(parent, at);
	int gap = flower->metrics->cell_gap;
	int label = common_label(flower, nodes, count, frame);
	struct flow_frame left = *frame, right = *frame;

	left.width = frame->width * SHARE / 100;
	right.x = frame->x + left.width + gap;
	right.width = frame->width - left.width - gap;
	for (size_t i = 0; i < count; i++) {
		bool is_shared = i + 1 < count && nodes[i + 1]->is_short;
		int second = is_shared ? label_width(flower, nodes[i + 1],
					     frame->language)
				       : 0;
		is_shared = is_shared && second <= right.width / 2 &&
			    label <= left.width * 2 / 3;
		struct writing writing = writing_of(flower, nodes[i],
		    nodes[i]->is_short
			? label_width(flower, nodes[i], frame->language)
			: label,
		    is_shared ? &left : frame);
		if (!is_shared) {
			add_writing(flower, &writing, NULL);
			continue;
		}
		struct writing beside =
		    writing_of(flower, nodes[++i], second, &right);
		add_writing(flower, &writing, &beside);
	}
	return count;
}
