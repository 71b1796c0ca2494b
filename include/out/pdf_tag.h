/*
 * The structure tree: what each thing on the pages is, for who hears it.
 */
#ifndef OUT_PDF_TAG_H
#define OUT_PDF_TAG_H

#include <stddef.h>

#include "doc/layout.h"
#include "out/pdf_write.h"

/* From the page's bottom left corner, in thousandths of a point. */
struct tag_box {
	int left, bottom, right, top;
};

struct tags;

/* The tree of the layout's document, whose texts it borrows. */
struct tags *tags_new(const struct layout *layout);
void tags_free(struct tags *tags);

/* The element that the item's content belongs to; -1: to none. */
int tags_find(const struct tags *tags, const struct layout_item *item);

/* Nodes in the order of the document: greater is later. */
int tags_order(const struct tags *tags, const struct doc_node *node);

/* "P", "TD", "Figure". */
const char *tags_name(const struct tags *tags, int element);

/*
 * Content of the element begins on the page: its number there.  The order of
 * these calls is the order of reading.
 */
int tags_mark(struct tags *tags, int element, size_t page);

/* Where the picture stands. */
void tags_set_box(struct tags *tags, int element, const struct tag_box *box);

/* Write the tree; returns the root's number. */
int tags_put(struct tags *tags, struct writer *writer, const int *pages);

#endif
