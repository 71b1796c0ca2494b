/*
 * Painting: the items of a page as PDF operators.
 *
 * All content lies between marks: it belongs to an element of the structure
 * tree, or it is an artifact that is never read aloud (running lines, repeated
 * table headings, rules and bars).  Where everything stands was decided by the
 * layout; here is only how it is drawn.
 *
 * Text is drawn by glyph numbers.  Where glyphs, read one by one, do not say
 * the word, as in Bengali, the word is given with them.  Not for right-to-left
 * words: readers turn those about once more, so there the structure tree has
 * the text.  A blank is drawn at the end of each broken line, or readers join
 * the words on either side of it.
 *
 * Tested by tests/unit/out_pdf.c and by tests/paper.
 */
#include "out/pdf_page.h"

#include "base/mem.h"
#include "out/pdf_look.h"
#include "out/pdf_write.h"

/* What the open marks say. */
enum mark {
	MARK_NONE,
	MARK_ELEMENT,
	MARK_HEADER, /* artifacts from here on */
	MARK_FOOTER,
	MARK_DECORATION
};

static const char *const artifacts[] = {
    [MARK_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
    [MARK_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
    [MARK_DECORATION] = "/Artifact<</Type/Layout>>BDC\n",
};

struct painter {
	const struct page_job *job;
	size_t page;
	int height; /* of the paper */
	struct str *out;
	enum mark mark;
	int element;   /* of MARK_ELEMENT */
	unsigned fill; /* the ink that is set */
	int font;      /* the font that is set in this text; -1: none */
	bool is_open;  /* glyphs are being listed */
};

static const struct style_look *
look_of(const struct painter *painter, enum doc_style style)
{
	return look_get(painter->job->size, style);
}

/* --- Marks ---------------------------------------------------------------- */

static void
end_mark(struct painter *painter)
{
	if (painter->mark != MARK_NONE)
		str_put(painter->out, "EMC\n");
	painter->mark = MARK_NONE;
}

static void
begin_artifact(struct painter *painter, enum mark mark)
{
	if (painter->mark == mark)
		return;
	end_mark(painter);
	str_put(painter->out, artifacts[mark]);
	painter->mark = mark;
}

static void
begin_element(struct painter *painter, int element)
{
	struct tags *tags = painter->job->tags;

	if (painter->mark == MARK_ELEMENT && painter->element == element)
		return;
	end_mark(painter);
	str_put_char(painter->out, '/');
	str_put(painter->out, tags_name(tags, element));
	str_put(painter->out, "<</MCID ");
	str_put_int(painter->out, tags_mark(tags, element, painter->page));
	str_put(painter->out, ">>BDC\n");
	painter->mark = MARK_ELEMENT;
	painter->element = element;
}

static void
begin_item(struct painter *painter, const struct layout_item *item)
{
	int element = tags_find(painter->job->tags, item);

	if (element >= 0)
		begin_element(painter, element);
	else if (item->kind == LAYOUT_RULE)
		begin_artifact(painter, MARK_DECORATION);
	else if (item->y > painter->height / 2 && !item->node)
		begin_artifact(painter, MARK_FOOTER);
	else
		begin_artifact(painter, MARK_HEADER);
}

/* --- Ink and shapes ------------------------------------------------------- */

static void
put_ink(struct str *out, unsigned ink, const char *operator)
{
	for (int shift = 16; shift >= 0; shift -= 8) {
		pdf_put_number(out, (int)(ink >> shift & 0xFF) * 1000 / 255);
		str_put_char(out, ' ');
	}
	str_put(out, operator);
}

static void
set_fill(struct painter *painter, unsigned ink)
{
	if (painter->fill != ink)
		put_ink(painter->out, ink, "rg\n");
	painter->fill = ink;
}

/* A point from the paper's top left corner, and what is done there. */
static void
put_point(struct painter *painter, int x, int y, const char *operator)
{
	pdf_put_number(painter->out, x);
	str_put_char(painter->out, ' ');
	pdf_put_number(painter->out, painter->height - y);
	str_put(painter->out, operator);
}

static void
fill_box(
    struct painter *painter, int x, int y, int width, int height, unsigned ink)
{
	set_fill(painter, ink);
	put_point(painter, x, y + height, " ");
	pdf_put_number(painter->out, width);
	str_put_char(painter->out, ' ');
	pdf_put_number(painter->out, height);
	str_put(painter->out, " re f\n");
}

static void
set_box(struct painter *painter, int x, int y, int width, int height)
{
	const struct tag_box box = {
	    .left = x,
	    .right = x + width,
	    .top = painter->height - y,
	    .bottom = painter->height - y - height,
	};

	tags_set_box(painter->job->tags, painter->element, &box);
}

/* --- Text ----------------------------------------------------------------- */

static void
end_glyphs(struct painter *painter)
{
	if (painter->is_open)
		str_put(painter->out, ")]TJ\n");
	painter->is_open = false;
}

static void
begin_glyphs(struct painter *painter)
{
	if (!painter->is_open)
		str_put(painter->out, "[(");
	painter->is_open = true;
}

static void
set_rise(struct painter *painter, int rise)
{
	end_glyphs(painter);
	pdf_put_number(painter->out, rise);
	str_put(painter->out, " Ts\n");
	begin_glyphs(painter);
}

/* The face's size is in thousandths of a point. */
static void
put_glyph(struct painter *painter, const struct glyph *glyph, int size)
{
	if (glyph->y != 0)
		set_rise(painter, glyph->y * size / FACE_EM);
	pdf_put_shift(painter->out, glyph->x);
	pdf_put_pair(painter->out, glyph->id);
	pdf_put_shift(painter->out, glyph->advance - glyph->natural - glyph->x);
	if (glyph->y != 0)
		set_rise(painter, 0);
}

static void
put_stretch(struct painter *painter, const struct stretch *stretch, int size)
{
	bool is_plain = stretch->is_plain || stretch->is_mirrored;
	int own_size = size * POINT * stretch->face->percent / 100;

	if (stretch->font != painter->font || !is_plain)
		end_glyphs(painter);
	if (stretch->font != painter->font) {
		str_put(painter->out, "/F");
		str_put_int(painter->out, stretch->font);
		str_put_char(painter->out, ' ');
		pdf_put_number(painter->out, own_size);
		str_put(painter->out, " Tf\n");
	}
	painter->font = stretch->font;
	if (!is_plain) {
		str_put(painter->out, "/Span<</ActualText<FEFF");
		pdf_put_codes(painter->out, stretch->text, stretch->length);
		str_put(painter->out, ">>>BDC\n");
	}
	begin_glyphs(painter);
	if (stretch->list)
		str_put_n(painter->out, stretch->list, stretch->list_length);
	else
		for (size_t i = 0; i < stretch->count; i++)
			put_glyph(painter, &stretch->glyphs[i], own_size);
	if (!is_plain) {
		end_glyphs(painter);
		str_put(painter->out, "EMC\n");
	}
}

static void
put_line(struct painter *painter, const struct line_shape *line, int size)
{
	for (size_t i = 0; i < line->count; i++)
		for (size_t k = 0; k < line->words[i]->count; k++)
			put_stretch(
			    painter, &line->words[i]->stretches[k], size);
}

/* The blank behind a broken line, and how wide it is. */
static int
put_blank(struct painter *painter, struct shape_text text, int size)
{
	text.text = " ";
	text.length = 1;
	text.is_mirrored = false;

	struct line_shape blank = shaper_line(painter->job->shaper, &text);
	put_line(painter, &blank, size);
	return blank.width * size;
}

static void
draw_text(struct painter *painter, const struct layout_item *item)
{
	const struct style_look *look = look_of(painter, item->style);
	const struct shape_text text = {
	    .text = item->text,
	    .length = item->length,
	    .is_strong = item->is_strong || look->is_strong,
	    .is_mirrored = item->is_mirrored,
	    .language = item->language,
	};
	const struct shape_text blank = {
	    .text = " ", .length = 1, .language = item->language};
	bool is_first = item->ends_line && item->is_mirrored;
	int x = item->x;

	if (is_first)
		x -= shaper_line(painter->job->shaper, &blank).width *
		     look->size;
	set_fill(painter, look->ink);
	str_put(painter->out, "BT\n");
	painter->font = -1;
	put_point(painter, x, item->y, " Td\n");
	if (is_first)
		put_blank(painter, blank, look->size);

	struct line_shape line = shaper_line(painter->job->shaper, &text);
	put_line(painter, &line, look->size);
	if (item->ends_line && !item->is_mirrored)
		put_blank(painter, blank, look->size);
	end_glyphs(painter);
	str_put(painter->out, "ET\n");
}

/* --- Other items ---------------------------------------------------------- */

/* A square as tall as the letters beside it, and a tick if it is ticked. */
static void
draw_tick(struct painter *painter, const struct layout_item *item)
{
	int size = look_of(painter, item->style)->size * POINT;
	int side = size, stroke = size / 12;
	int x = item->is_mirrored ? item->x + item->width - side : item->x;
	int y = item->y - side * 86 / 100;

	set_box(painter, x, y, side, side);
	put_ink(painter->out, INK_TEXT, "RG\n");
	pdf_put_number(painter->out, stroke);
	str_put(painter->out, " w\n");
	put_point(painter, x + stroke, y + side - stroke, " ");
	pdf_put_number(painter->out, side - 2 * stroke);
	str_put_char(painter->out, ' ');
	pdf_put_number(painter->out, side - 2 * stroke);
	str_put(painter->out, " re S\n");
	if (!item->node->is_ticked)
		return;
	pdf_put_number(painter->out, stroke * 2);
	str_put(painter->out, " w\n");
	put_point(painter, x + side * 24 / 100, y + side * 52 / 100, " m\n");
	put_point(painter, x + side * 43 / 100, y + side * 72 / 100, " l\n");
	put_point(painter, x + side * 77 / 100, y + side * 28 / 100, " l S\n");
}

/* A little below the baseline, where a hand writes. */
static void
draw_blank(struct painter *painter, const struct layout_item *item)
{
	enum { DROP = 3 * POINT };
	int y = item->y + DROP;

	set_box(painter, item->x, y, item->width, RULE_BLANK);
	fill_box(painter, item->x, y, item->width, RULE_BLANK, INK_TEXT);
}

static void
draw_rule(struct painter *painter, const struct layout_item *item)
{
	bool is_heavy = item->node && item->node->is_header;
	int thick = is_heavy ? RULE_HEAVY : RULE_LIGHT;

	fill_box(painter, item->x, item->y - thick, item->width, thick,
	    is_heavy ? INK_HEADING : INK_RULE);
}

static void
draw_item(struct painter *painter, const struct layout_item *item)
{
	begin_item(painter, item);
	switch (item->kind) {
	case LAYOUT_TEXT:
		draw_text(painter, item);
		break;
	case LAYOUT_RULE:
		draw_rule(painter, item);
		break;
	case LAYOUT_TICK:
		draw_tick(painter, item);
		break;
	case LAYOUT_BLANK:
		draw_blank(painter, item);
		break;
	}
}

/* --- Whole pages ---------------------------------------------------------- */

static bool
is_own_words(const struct layout_item *item)
{
	return item->kind == LAYOUT_TEXT && item->style == STYLE_OWN_WORDS &&
	       item->node && item->node->kind != DOC_CELL;
}

/* The bar beside own words that stand on one page below each other. */
static void
draw_bar(struct painter *painter, const struct layout_item *first,
    const struct layout_item *last)
{
	const struct metrics *metrics = painter->job->layout->metrics;
	const struct style_look *look = look_of(painter, STYLE_OWN_WORDS);
	int inset = metrics->inset[STYLE_OWN_WORDS];
	int thick = inset / 5;
	int x = first->is_mirrored ? first->x + first->width + inset - thick
				   : first->x - inset;
	int top = first->y - look->size * POINT;
	int bottom = last->y + look->size * POINT * 3 / 10;

	begin_artifact(painter, MARK_DECORATION);
	fill_box(painter, x, top, thick, bottom - top, INK_BAR);
}

/* A rule above a new part, unless it begins the page. */
static void
draw_part_rules(struct painter *painter, const struct layout_page *page)
{
	const struct metrics *metrics = painter->job->layout->metrics;
	const struct doc_node *before = NULL; /* the last node with content */

	for (size_t i = 0; i < page->count; i++) {
		const struct layout_item *item = &page->items[i];
		if (!item->node)
			continue;
		bool is_new = before && item->node != before &&
			      item->style == STYLE_PART &&
			      item->node->kind == DOC_HEADING;
		before = item->node;
		if (!is_new)
			continue;
		begin_artifact(painter, MARK_DECORATION);
		fill_box(painter, metrics->left,
		    item->y - metrics->line_height[STYLE_PART] -
			metrics->space_before[STYLE_PART] / 4,
		    metrics->page_width - metrics->left - metrics->right,
		    RULE_LIGHT, INK_RULE);
	}
}

static void
draw_bars(struct painter *painter, const struct layout_page *page)
{
	for (size_t i = 0, end; i<page->count; i = end> i ? end : i + 1) {
		end = i;
		while (
		    end < page->count && is_own_words(&page->items[end]) &&
		    page->items[end].is_mirrored == page->items[i].is_mirrored)
			end++;
		if (end > i)
			draw_bar(
			    painter, &page->items[i], &page->items[end - 1]);
	}
}

static bool
is_cell(const struct layout_item *item)
{
	return item->node && item->node->kind == DOC_CELL && !item->is_artifact;
}

/*
 * The items as they are read: the layout has the lines of a row side by side,
 * a reader wants each cell whole.
 */
static const struct layout_item **
reading_order(const struct painter *painter, const struct layout_page *page)
{
	const struct tags *tags = painter->job->tags;
	const struct layout_item **items =
	    mem_new(page->count * sizeof(*items));

	for (size_t i = 0; i < page->count; i++) {
		const struct layout_item *item = &page->items[i];
		size_t at = i;
		while (at > 0 && is_cell(item) && is_cell(items[at - 1]) &&
		       tags_order(tags, item->node) <
			   tags_order(tags, items[at - 1]->node)) {
			items[at] = items[at - 1];
			at--;
		}
		items[at] = item;
	}
	return items;
}

void
page_paint(struct str *out, const struct page_job *job, size_t page)
{
	const struct layout_page *source = &job->layout->pages[page];
	struct painter painter = {
	    .job = job,
	    .page = page,
	    .height = job->layout->metrics->page_height,
	    .out = out,
	    .font = -1,
	};
	const struct layout_item **items = reading_order(&painter, source);

	draw_part_rules(&painter, source);
	draw_bars(&painter, source);
	for (size_t i = 0; i < source->count; i++)
		draw_item(&painter, items[i]);
	end_mark(&painter);
	mem_free(items);
}
