/*
 * The one layout: a document tree to lines on pages.
 *
 * All breaking, keeping together, column widths and running lines are decided
 * here, once, for every back end.  Widths and heights are asked of a `struct
 * metrics` that the back end hands in: cells from out/text, thousandths of a
 * point from out/pdf.  Layout does no drawing and knows no units.
 *
 * Lines break after a blank, after a hyphen, round a wide character, and
 * otherwise between clusters.  A heading never ends a page; rows of a table
 * split over pages only when they are taller than one; the header row comes
 * again on every page.  A table whose columns would be narrower than their
 * longest words becomes blocks: every row a group of "heading: value" lines.
 */
#ifndef DOC_LAYOUT_H
#define DOC_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "doc/doc.h"

struct metrics {
	void *context;
	/* Width of text in a style; strong is a heavier weight. */
	int (*width)(void *context, enum doc_style style, bool is_strong,
	    const char *text, size_t length, const char *language);
	/*
	 * Words in a row are as wide as each of them and each blank, but for
	 * text of which this is true; NULL: it is true of none.
	 */
	bool (*turns)(const char *text, size_t length);
	/* From one baseline to the next, and what stands before a block. */
	int line_height[STYLE_MAX];
	int space_before[STYLE_MAX];
	int page_width, page_height; /* the paper */
	int left, right, top, bottom; /* margins; running lines lie in them */
	int line_most; /* longest line of prose; 0: the text width */
	int indent;    /* of list items and answers */
	int inset[STYLE_MAX]; /* how far a style's prose stands in */
	int cell_gap;  /* between columns */
	int tick;      /* width of a box with its gap */
	int rule;      /* height of the rule under a table's headings */
	int row_rule;  /* height of the rule under its rows; 0: none */
	bool blocks_only; /* tables always as blocks */
	bool mirrors;  /* right-to-left prose begins at the right edge */
	bool endless;  /* one page of any height, no running lines */
};

enum layout_kind {
	LAYOUT_TEXT,  /* a piece of one line: one run's text */
	LAYOUT_RULE,  /* a rule from x, `width` long */
	LAYOUT_TICK,  /* a box; ticked if its node is */
	LAYOUT_BLANK  /* a line to write on */
};

/* One thing on a page, in reading order. */
struct layout_item {
	enum layout_kind kind;
	int x, y; /* left end, baseline; from the paper's top left corner */
	int width;
	const struct doc_node *node; /* NULL for running lines */
	bool is_artifact; /* running line or repeated header: not content */
	bool is_mirrored; /* its prose runs from right to left */
	/* LAYOUT_TEXT: a stretch of a run, or of `text` itself. */
	const char *text;
	size_t length;
	const struct doc_run *run; /* NULL for markers and running lines */
	enum doc_style style;
	bool is_strong;
	bool ends_line; /* the line breaks here inside a paragraph: a blank
			 * belongs behind it for who reads the text */
	const char *language; /* of the text; never NULL */
};

struct layout_page {
	const struct layout_item *items;
	size_t count;
};

struct layout {
	const struct layout_page *pages;
	size_t count;
	const struct doc *doc;
	const struct metrics *metrics;
};

/* Everything lives in the arena; doc and metrics must outlive it. */
const struct layout *layout_new(struct arena *arena, const struct doc *doc,
    const struct metrics *metrics);

/*
 * What stands on one page, as a document of its own: so a preview can wrap
 * its lines anew and still show the very blocks and order of the paper.
 */
const struct doc *layout_page_doc(struct arena *arena,
    const struct layout *layout, size_t page);

#endif
