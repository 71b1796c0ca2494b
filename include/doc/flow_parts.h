/*
 * What the files of the flow share: the blocks that grow, where a node is
 * set, and the pieces of a line.  For src/doc/flow*.c only.
 */
#ifndef DOC_FLOW_PARTS_H
#define DOC_FLOW_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/flow.h"
#include "doc/lines.h"

struct flower {
	struct arena *arena;
	const struct metrics *metrics;
	struct flow_block *blocks;
	size_t count, capacity;
	bool ends_group; /* a table or a row's section ended just now */
};

/* Where a node is set, and what it inherits. */
struct flow_frame {
	int x, width;
	const char *language;
};

/* The space before a block in a style, or an item, that would come next. */
int flow_space_before(
    const struct flower *flower, enum doc_style style, bool is_item);

/* The next block; the last one until another is added. */
struct flow_block *flow_add_block(
    struct flower *flower, const struct doc_node *node);

void flow_set_bands(struct flower *flower, struct flow_block *block,
    struct flow_band *bands, size_t count);

/* The runs of a node as lines. */
struct lines flow_break(struct flower *flower, const struct doc_node *node,
    const char *language, int width);

/* The pieces of a line as items from x on. */
void flow_put_line(struct layout_item *items, size_t *count,
    const struct line *line, const struct doc_node *node, int x, int baseline,
    const char *language);

/* The same frame, moved to the right. */
struct flow_frame flow_indent(const struct flow_frame *frame, int by);

/* Is it right-to-left prose that the back end wants at the right edge? */
bool flow_is_mirrored(
    const struct flower *flower, const struct doc_node *node);

/* Turn what stands between left and right about its middle. */
void flow_mirror(
    struct layout_item *items, size_t count, int left, int right);

/* Lines below each other; the first may have a mark before it. */
void flow_prose(struct flower *flower, const struct doc_node *node,
    const struct flow_frame *outer, const struct layout_item *mark);

/* src/doc/flow_table.c: a table that columns_fit(). */
void flow_table(struct flower *flower, const struct doc_node *table,
    const struct flow_frame *frame);

/*
 * src/doc/flow_write.c: boxes to tick or lines to write on, from the child at
 * `at` on; how many of the children they were.
 */
size_t flow_ticks(struct flower *flower, const struct doc_node *parent,
    size_t at, const struct flow_frame *frame);
size_t flow_blanks(struct flower *flower, const struct doc_node *parent,
    size_t at, const struct flow_frame *frame);

#endif
