/*
 * Tables that do not fit become blocks, before layout begins: every row a
 * section of "heading: value" paragraphs.  What is laid out and tagged is the
 * tree that comes out of here.
 */
#ifndef DOC_REFLOW_H
#define DOC_REFLOW_H

#include "doc/layout.h"

/* The document itself when every table fits. */
const struct doc *reflow(struct arena *arena, const struct doc *doc,
    const struct metrics *metrics);

#endif
