/*
 * The screen as a picture, for pages about the program.
 */
#ifndef TERM_PICTURE_H
#define TERM_PICTURE_H

#include "base/str.h"
#include "term/cells.h"

/* Append an SVG picture of the cells, with the cursor as a frame. */
void picture_put(
    struct str *out, const struct cells *cells, int row, int column);

#endif
