/*
 * Plain text from a layout measured in cells.
 *
 * Metrics are whole cells and rows: every style is one row high.  A page is
 * drawn into rows of pieces sorted by column, so nothing is ever drawn over
 * something else; pages are parted by a form feed.  Everything passes the
 * sanitizer.
 *
 * Tested by the golden pages, tests/pages, and in tests/unit/out_text.c.
 */
#include "out/text.h"

#include <string.h>

#include "base/mem.h"
#include "base/safe.h"
#include "base/utf8.h"

static int
text_width(void *context, enum doc_style style, bool is_strong,
    const char *text, size_t length, const char *language)
{
	(void)context;
	(void)style;
	(void)is_strong;
	(void)language;
	return utf8_width(text, length);
}

struct metrics
text_metrics(int columns, int rows, bool endless)
{
	struct metrics metrics = {
	    .width = text_width,
	    .page_width = columns,
	    .page_height = rows,
	    .line_most = columns < 80 ? 0 : 78,
	    .indent = 2,
	    .cell_gap = 2,
	    .tick = 4,
	    .rule = 1,
	    .endless = endless,
	};

	for (int style = 0; style < STYLE_MAX; style++)
		metrics.line_height[style] = 1;
	metrics.space_before[STYLE_BODY] = 0;
	metrics.space_before[STYLE_PART] = 2;
	metrics.space_before[STYLE_QUESTION] = 1;
	metrics.space_before[STYLE_ENTRY] = 1;
	metrics.space_before[STYLE_FIGURE] = 1;
	metrics.space_before[STYLE_HEADER] = 1;
	return metrics;
}

struct row {
	struct str text;
	int width;
};

struct page {
	struct row *rows;
	size_t count, capacity;
};

static struct row *
page_row(struct page *page, int y)
{
	size_t wanted = (size_t)(y < 1 ? 1 : y);

	while (page->count < wanted) {
		page->rows = mem_grow(page->rows, page->count, &page->capacity,
		    sizeof(*page->rows));
		page->rows[page->count++] = (struct row){STR_EMPTY, 0};
	}
	return &page->rows[wanted - 1];
}

static void
pad_to(struct row *row, int column)
{
	for (; row->width < column; row->width++)
		str_put_char(&row->text, ' ');
}

static void
fill(struct row *row, char c, int width)
{
	for (int i = 0; i < width; i++)
		str_put_char(&row->text, c);
	row->width += width;
}

/* A blank that no line ends at is a blank like others where it is copied. */
static void
put_text(struct str *out, const struct layout_item *item)
{
	static const char no_break[] = "\xc2\xa0";
	size_t start = out->length;

	safe_put(out, item->text, item->length, SAFE_ONE_LINE);
	for (;;) {
		char *found = strstr(out->text + start, no_break);
		if (!found)
			break;
		start = (size_t)(found - out->text) + 1;
		*found = ' ';
		str_remove(out, start, sizeof(no_break) - 2);
	}
}

static void
draw_item(struct page *page, const struct layout_item *item)
{
	struct row *row = page_row(page, item->y);

	pad_to(row, item->x);
	switch (item->kind) {
	case LAYOUT_TEXT:
		put_text(&row->text, item);
		row->width += item->width > 0
				  ? item->width
				  : utf8_width(item->text, item->length);
		break;
	case LAYOUT_RULE:
		fill(row, '-', item->width);
		break;
	case LAYOUT_BLANK:
		fill(row, '_', item->width);
		break;
	case LAYOUT_TICK:
		str_put(&row->text, item->node->is_ticked ? "[x]" : "[ ]");
		row->width += 3;
		break;
	}
}

static int
compare_items(const struct layout_item *a, const struct layout_item *b)
{
	return a->y != b->y ? a->y - b->y : a->x - b->x;
}

/* Items of a page by row, then column; insertion sort: nearly sorted. */
static const struct layout_item **
sorted_items(const struct layout_page *page)
{
	const struct layout_item **items =
	    mem_new(page->count * sizeof(*items));

	for (size_t i = 0; i < page->count; i++) {
		size_t at = i;
		while (at > 0 &&
		       compare_items(&page->items[i], items[at - 1]) < 0) {
			items[at] = items[at - 1];
			at--;
		}
		items[at] = &page->items[i];
	}
	return items;
}

static void
put_page(struct str *out, const struct layout_page *source)
{
	struct page page = {0};
	const struct layout_item **items = sorted_items(source);

	for (size_t i = 0; i < source->count; i++)
		draw_item(&page, items[i]);
	for (size_t i = 0; i < page.count; i++) {
		struct str *text = &page.rows[i].text;
		while (text->length > 0 && text->text[text->length - 1] == ' ')
			str_cut(text, text->length - 1);
		str_put(out, text->text);
		str_put_char(out, '\n');
		str_release(text);
	}
	mem_free(page.rows);
	mem_free(items);
}

void
text_put(struct str *out, const struct layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		if (i > 0)
			str_put_char(out, '\f');
		put_page(out, &layout->pages[i]);
	}
}
