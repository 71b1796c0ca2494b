/*
 * A document tree to a column of blocks, before pages are cut.
 */
#ifndef DOC_FLOW_H
#define DOC_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/layout.h"

/* One band across the column: what stands on one baseline. */
struct flow_band {
	const struct layout_item *items; /* y counts from the band's top */
	size_t count;
	int height;
};

struct flow_block {
	const struct doc_node *node;
	const struct flow_band *bands;
	size_t band_count;
	int space_before;
	int height; /* of all bands */
	bool starts_page;
	bool keeps_with_next;
	bool is_whole;	  /* a table's row: parted only if taller than a page */
	size_t together;  /* this many blocks from here belong on one page */
	size_t header;	  /* the block repeated on a new page, or NONE */
};

struct flow {
	const struct flow_block *blocks;
	size_t count;
};

struct flow flow_new(struct arena *arena, const struct doc *doc,
    const struct metrics *metrics);

#endif
