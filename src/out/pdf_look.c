/*
 * The typography: three sizes of the same page.
 *
 * The rules are those of clear and large print: nothing below 14, 18 or 24
 * points, page numbers as large as the text, no italics and no underlining,
 * lines of 60 to 70 letters where the paper allows, room between paragraphs,
 * dark ink on white.  Nothing is told by colour alone: headings are larger and
 * heavy, own words stand in behind a bar, notes close up to what they explain.
 *
 * Only tables are here; who asks is pdf.c for the layout and pdf_page.c for
 * the ink.  Tested by eye, and by the checks of tests/unit/out_pdf.c that
 * nothing leaves its place.
 */
#include "out/pdf_look.h"

/* clang-format off */
static const struct style_look looks[PRINT_SIZE_MAX][STYLE_MAX] = {
    [PRINT_SIZE_CLEAR] = {
	[STYLE_BODY] =	    {14, 19,  8, false, INK_TEXT},
	[STYLE_TITLE] =	    {30, 38,  0, true,	INK_HEADING},
	[STYLE_PART] =	    {21, 27, 28, true,	INK_HEADING},
	[STYLE_QUESTION] =  {16, 21, 14, true,	INK_TEXT},
	[STYLE_ENTRY] =	    {14, 19, 10, true,	INK_TEXT},
	[STYLE_PAIR] =	    {14, 19,  3, false, INK_TEXT},
	[STYLE_OWN_WORDS] = {14, 19,  8, false, INK_TEXT},
	[STYLE_NOTE] =	    {14, 19,  6, false, INK_QUIET},
	[STYLE_FIGURE] =    {19, 26, 11, true,	INK_TEXT},
	[STYLE_HEADER] =    {14, 19, 18, true,	INK_HEADING},
	[STYLE_FOOTER] =    {14, 19,  0, false, INK_QUIET},
    },
    [PRINT_SIZE_LARGE] = {
	[STYLE_BODY] =	    {18, 25, 11, false, INK_TEXT},
	[STYLE_TITLE] =	    {36, 45,  0, true,	INK_HEADING},
	[STYLE_PART] =	    {26, 34, 40, true,	INK_HEADING},
	[STYLE_QUESTION] =  {21, 28, 20, true,	INK_TEXT},
	[STYLE_ENTRY] =	    {18, 25, 15, true,	INK_TEXT},
	[STYLE_PAIR] =	    {18, 25,  4, false, INK_TEXT},
	[STYLE_OWN_WORDS] = {18, 25, 11, false, INK_TEXT},
	[STYLE_NOTE] =	    {18, 25,  8, false, INK_QUIET},
	[STYLE_FIGURE] =    {23, 31, 14, true,	INK_TEXT},
	[STYLE_HEADER] =    {18, 25, 24, true,	INK_HEADING},
	[STYLE_FOOTER] =    {18, 25,  0, false, INK_QUIET},
    },
    [PRINT_SIZE_GIANT] = {
	[STYLE_BODY] =	    {24, 33, 15, false, INK_TEXT},
	[STYLE_TITLE] =	    {42, 52,  0, true,	INK_HEADING},
	[STYLE_PART] =	    {32, 41, 48, true,	INK_HEADING},
	[STYLE_QUESTION] =  {27, 36, 26, true,	INK_TEXT},
	[STYLE_ENTRY] =	    {24, 33, 20, true,	INK_TEXT},
	[STYLE_PAIR] =	    {24, 33,  6, false, INK_TEXT},
	[STYLE_OWN_WORDS] = {24, 33, 15, false, INK_TEXT},
	[STYLE_NOTE] =	    {24, 33, 11, false, INK_QUIET},
	[STYLE_FIGURE] =    {30, 40, 19, true,	INK_TEXT},
	[STYLE_HEADER] =    {24, 33, 32, true,	INK_HEADING},
	[STYLE_FOOTER] =    {24, 33,  0, false, INK_QUIET},
    },
};

/* What belongs to no style, in points. */
static const struct {
	int side, head, foot; /* margins */
	int line_most;
	int indent, inset, cell_gap, tick, rule, row_rule;
} frames[PRINT_SIZE_MAX] = {
    [PRINT_SIZE_CLEAR] = {57, 50, 40, 0, 20, 18, 14, 26, 8, 7},
    [PRINT_SIZE_LARGE] = {54, 50, 40, 0, 26, 20, 18, 33, 10, 9},
    [PRINT_SIZE_GIANT] = {50, 54, 40, 0, 34, 24, 22, 44, 13, 11},
};
/* clang-format on */

/* A4, in thousandths of a point. */
enum { PAPER_WIDTH = 595276, PAPER_HEIGHT = 841890 };

const struct style_look *
look_get(enum print_size size, enum doc_style style)
{
	return &looks[size][style];
}

struct metrics
look_metrics(enum print_size size)
{
	struct metrics metrics = {
	    .page_width = PAPER_WIDTH,
	    .page_height = PAPER_HEIGHT,
	    .left = frames[size].side * POINT,
	    .right = frames[size].side * POINT,
	    .top = frames[size].head * POINT,
	    .bottom = frames[size].foot * POINT,
	    .line_most = frames[size].line_most * POINT,
	    .indent = frames[size].indent * POINT,
	    .cell_gap = frames[size].cell_gap * POINT,
	    .tick = frames[size].tick * POINT,
	    .rule = frames[size].rule * POINT,
	    .row_rule = frames[size].row_rule * POINT,
	    .blocks_only = size != PRINT_SIZE_CLEAR,
	    .mirrors = true,
	};

	for (int style = 0; style < STYLE_MAX; style++) {
		const struct style_look *look = &looks[size][style];
		metrics.line_height[style] = look->line * POINT;
		metrics.space_before[style] = look->space * POINT;
	}
	metrics.inset[STYLE_OWN_WORDS] = frames[size].inset * POINT;
	return metrics;
}
