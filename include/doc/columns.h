/*
 * How wide the columns of a table are.
 */
#ifndef DOC_COLUMNS_H
#define DOC_COLUMNS_H

#include <stdbool.h>

#include "doc/layout.h"

/* A table of more columns than this is always set as blocks. */
enum { COLUMNS_MAX = 12 };

struct columns {
	int x[COLUMNS_MAX], width[COLUMNS_MAX];
	size_t count;
};

/*
 * Fit the columns into `width`: none is narrower than its longest unit.
 * What is left over is shared by weight; when it is not enough for every text
 * to stand on one line, short texts are served before long ones.
 * False when they do not fit.
 */
bool columns_fit(const struct metrics *metrics, const struct doc_node *table,
    const char *language, int width, struct columns *columns);

/* The language of a node whose parent's is given. */
const char *node_language(const struct doc_node *node, const char *parent);

#endif
