/*
 * How pages look: sizes, weights, distances and inks, one table a print size.
 */
#ifndef OUT_PDF_LOOK_H
#define OUT_PDF_LOOK_H

#include <stdbool.h>

#include "doc/layout.h"
#include "out/pdf.h"

/* Points, the unit of type. */
struct style_look {
	int size;
	int line;  /* from one baseline to the next */
	int space; /* before a block */
	bool is_strong;
	unsigned ink; /* 0xRRGGBB */
};

enum {
	POINT = 1000, /* of a layout's units */
	RULE_LIGHT = 600,
	RULE_BLANK = 900,
	RULE_HEAVY = 1500,
	INK_TEXT = 0x111111,
	INK_HEADING = 0x14375E,
	INK_QUIET = 0x404040,
	INK_RULE = 0x8A94A0,
	INK_BAR = 0x2F6C9C
};

const struct style_look *look_get(enum print_size size, enum doc_style style);

/* Everything but how wide a text is. */
struct metrics look_metrics(enum print_size size);

#endif
