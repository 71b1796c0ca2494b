/*
 * Plain text: layout measured in cells, pages parted by form feeds.
 */
#ifndef OUT_TEXT_H
#define OUT_TEXT_H

#include "base/str.h"
#include "doc/layout.h"

/* Metrics for lines of `columns` cells; endless for a screen. */
struct metrics text_metrics(int columns, int rows, bool endless);

/* The pages as UTF-8 text, sanitized. */
void text_put(struct str *out, const struct layout *layout);

#endif
