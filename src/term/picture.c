/*
 * The screen as a picture, for pages about the program.
 *
 * Knows the size of a cell, the colours of the picture and enough SVG to say
 * them.  Every run of cells in one role is one text of a given length, so that
 * the columns stand where they belong whatever the reader's font is, and the
 * words can still be selected.  The same screen always gives the same bytes.
 *
 * Tested by tests/unit/term_cells.c.
 */
#include "term/picture.h"

#include "base/safe.h"
#include "term/role.h"

/* The font's letters are 0.602 of its size wide: 14.95 makes a cell of 9. */
enum { CELL_WIDTH = 9, CELL_HEIGHT = 20, BASE_LINE = 15, MARGIN = 8 };

#define INK   "#1f1f1f"
#define PAPER "#ffffff"

/* The eight colours, by their numbers, as they look well on paper. */
static const char *const colors[] = {
    "#1f1f1f",
    "#a40000",
    "#1e7b1e",
    "#f2d027",
    "#1f3f8f",
    "#75507b",
    "#06989a",
    "#ffffff",
};

struct look {
	const char *ink, *paper;
};

static struct look
look_of(const struct role *role)
{
	struct role_color color = role_color_get(THEME_TERMINAL, role->pair);
	struct look look = {INK, PAPER};

	if (color.ink != ROLE_COLOR_OWN)
		look = (struct look){colors[color.ink], colors[color.paper]};
	if (role->is_reversed)
		look = (struct look){look.paper, look.ink};
	return look;
}

/* The words of a run; its last cell is no blank. */
static void
put_words(struct str *out, const struct cell *cells, int count, int x, int y)
{
	const struct role *role = role_get(cells->role);
	struct str text = STR_EMPTY;

	for (int i = 0; i < count; i++)
		cells_put_text(&text, &cells[i]);
	str_format(out,
	    "<text x=\"%d\" y=\"%d\" textLength=\"%d\""
	    " lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s>",
	    x, y + BASE_LINE, count * CELL_WIDTH, look_of(role).ink,
	    role->is_bold ? " font-weight=\"bold\"" : "");
	safe_put_xml(out, text.text);
	str_put(out, "</text>\n");
	str_release(&text);
}

/* What lies below the words of a run. */
static void
put_ground(struct str *out, const struct role *role, int width, int x, int y)
{
	struct role_color color = role_color_get(THEME_TERMINAL, role->pair);
	struct look look = look_of(role);

	if (role->is_reversed || color.paper != ROLE_COLOR_OWN)
		str_format(out,
		    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
		    " fill=\"%s\"/>\n",
		    x, y, width, CELL_HEIGHT, look.paper);
	if (role->is_underlined)
		str_format(out,
		    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"1\""
		    " fill=\"%s\"/>\n",
		    x, y + BASE_LINE + 3, width, look.ink);
}

static bool
is_blank(const struct cell *cell)
{
	return cell->codes[0] == ' ' && cell->codes[1] == 0;
}

/* `count` cells of one role, of which the first stands at x, y. */
static void
put_run(struct str *out, const struct cell *cells, int count, int x, int y)
{
	put_ground(out, role_get(cells->role), count * CELL_WIDTH, x, y);
	int first = 0;
	while (first < count && is_blank(&cells[first]))
		first++;
	while (count > first && is_blank(&cells[count - 1]))
		count--;
	if (count > first)
		put_words(out, cells + first, count - first,
		    x + first * CELL_WIDTH, y);
}

static void
put_row(struct str *out, const struct cells *cells, int row)
{
	const struct cell *line = cells_row(cells, row);
	int columns = cells_columns(cells);

	for (int start = 0; start < columns;) {
		int end = start + 1;
		while (end < columns && line[end].role == line[start].role)
			end++;
		put_run(out, line + start, end - start,
		    MARGIN + start * CELL_WIDTH, MARGIN + row * CELL_HEIGHT);
		start = end;
	}
}

void
picture_put(struct str *out, const struct cells *cells, int row, int column)
{
	str_format(out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\""
	    " height=\"%d\" font-family=\"DejaVu Sans Mono, monospace\""
	    " font-size=\"14.95\" xml:space=\"preserve\">\n"
	    "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n",
	    cells_columns(cells) * CELL_WIDTH + 2 * MARGIN,
	    cells_rows(cells) * CELL_HEIGHT + 2 * MARGIN, PAPER);
	for (int i = 0; i < cells_rows(cells); i++)
		put_row(out, cells, i);
	str_format(out,
	    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\""
	    " stroke=\"%s\" stroke-width=\"2\"/>\n</svg>\n",
	    MARGIN + column * CELL_WIDTH, MARGIN + row * CELL_HEIGHT,
	    CELL_WIDTH, CELL_HEIGHT, INK);
}
