/*
 * Layout: a column of blocks cut into pages, with running lines.
 *
 * Pages are filled from the top.  Before a block is set, what must come with
 * it (the rest of its group, the block after a heading) is measured; if that
 * does not fit here but fits on a fresh page, the page ends.  A block taller
 * than what is left is parted between bands, leaving at least two lines on
 * either side.  Items are copied to their pages with y counted from the top
 * of the paper.
 *
 * Everything lives in the caller's arena.  Tested by
 * tests/unit/doc_layout.c with cells, and by the golden pages.
 */
#include "doc/layout.h"

#include <limits.h>

#include "base/str.h"
#include "doc/flow.h"
#include "doc/lines.h"
#include "doc/reflow.h"
#include "form/form.h"

enum { LINES_KEPT = 2 }; /* of a parted paragraph, on either side */

/* A page while things are put on it. */
struct open_page {
	struct layout_item *items;
	size_t count, capacity;
};

struct paginator {
	struct arena *arena;
	const struct metrics *metrics;
	const struct doc *doc;
	const struct flow *flow;
	int top, bottom; /* of the column on every page */
	int y;           /* where the next band goes */
	bool is_fresh;   /* nothing on this page yet */

	struct open_page page; /* that is being filled */
	struct open_page *pages;
	size_t page_count, page_capacity;
};

static void
put_item(struct open_page *page, const struct layout_item *item, int y,
    bool is_artifact)
{
	page->items = mem_grow(
	    page->items, page->count, &page->capacity, sizeof(*page->items));

	struct layout_item *copy = &page->items[page->count++];
	*copy = *item;
	copy->y += y;
	copy->is_artifact |= is_artifact;
}

static void
put_band(struct paginator *p, const struct flow_band *band, bool is_artifact)
{
	for (size_t i = 0; i < band->count; i++)
		put_item(&p->page, &band->items[i], p->y, is_artifact);
	p->y += band->height;
	p->is_fresh = false;
}

static void
end_page(struct paginator *p)
{
	p->pages = mem_grow(
	    p->pages, p->page_count, &p->page_capacity, sizeof(*p->pages));
	p->pages[p->page_count++] = p->page;
	p->page = (struct open_page){0};
	p->y = p->top;
	p->is_fresh = true;
}

/* A new page in the middle of a table begins with its headings again. */
static void
break_page(struct paginator *p, const struct flow_block *block)
{
	end_page(p);
	if (block->header == NONE)
		return;

	const struct flow_block *header = &p->flow->blocks[block->header];
	for (size_t i = 0; i < header->band_count; i++)
		put_band(p, &header->bands[i], true);
}

/* The height of the first `count` bands. */
static int
bands_height(const struct flow_block *block, size_t count)
{
	int height = 0;

	for (size_t i = 0; i < count && i < block->band_count; i++)
		height += block->bands[i].height;
	return height;
}

/* The least of a block that may stand at the end of a page. */
static int
least_height(const struct flow_block *block)
{
	if (block->is_whole || block->band_count < 2 * LINES_KEPT)
		return block->height;
	return bands_height(block, LINES_KEPT);
}

/* What must stand on one page with the block at `at`. */
static int
chain_height(const struct paginator *p, size_t at, bool with_groups)
{
	const struct flow *flow = p->flow;
	int height = 0;
	size_t group_end = at;

	for (size_t i = at; i < flow->count; i++) {
		const struct flow_block *block = &flow->blocks[i];
		/* Behind a heading there may stand a group of its own. */
		if (with_groups && i + block->together > group_end)
			group_end = i + block->together;
		bool goes_on = i + 1 < group_end || block->keeps_with_next;
		bool is_whole = i < group_end || goes_on;
		if (i > at)
			height += block->space_before;
		height += is_whole ? block->height : least_height(block);
		if (!goes_on)
			break;
	}
	return height;
}

/* Groups taller than a page are no groups; a heading keeps what is below it. */
static int
needed_height(const struct paginator *p, size_t at)
{
	int needed = chain_height(p, at, true);

	return needed <= p->bottom - p->top ? needed
					    : chain_height(p, at, false);
}

/*
 * How many bands from `from` on go on this page: all, or as many as leave
 * enough lines for the next one.  0: none.
 */
static size_t
bands_that_fit(
    const struct paginator *p, const struct flow_block *block, size_t from)
{
	int room = p->bottom - p->y;
	size_t count = 0, left = block->band_count - from;

	while (count < left && block->bands[from + count].height <= room)
		room -= block->bands[from + count++].height;
	if (count == left || block->is_whole)
		return count;
	if (left - count < LINES_KEPT && left >= LINES_KEPT)
		count = left - LINES_KEPT;
	if (from == 0 && count < LINES_KEPT && !p->is_fresh)
		return 0;
	return count;
}

static void
place_block(struct paginator *p, size_t at)
{
	const struct flow_block *block = &p->flow->blocks[at];
	int page = p->bottom - p->top;
	int needed = needed_height(p, at);

	if (block->starts_page && !p->is_fresh)
		break_page(p, block);
	if (!p->is_fresh) {
		if (p->y + block->space_before + needed > p->bottom &&
		    needed <= page)
			break_page(p, block);
		else
			p->y += block->space_before;
	}
	/* A band taller than a page must go somewhere. */
	bool is_new_page = p->is_fresh;
	for (size_t from = 0; from < block->band_count;) {
		size_t count = bands_that_fit(p, block, from);
		if (count == 0 && is_new_page)
			count = 1;
		for (size_t i = 0; i < count; i++)
			put_band(p, &block->bands[from + i], false);
		from += count;
		is_new_page = true;
		if (from < block->band_count)
			break_page(p, block);
	}
}

/* One running line, wrapped to the column. */
static struct lines
running_lines(struct arena *arena, const struct metrics *metrics,
    const struct doc *doc, const struct doc_run *runs, size_t count)
{
	const struct line_text line = {
	    .runs = runs,
	    .run_count = count,
	    .style = STYLE_FOOTER,
	    .language = doc->language,
	};

	return lines_break(arena, metrics, &line,
	    metrics->page_width - metrics->left - metrics->right);
}

/* A name may run the other way: it is by itself, and so turns nothing else. */
static struct lines
header_lines(
    struct arena *arena, const struct metrics *metrics, const struct doc *doc)
{
	enum { NAME, REFERENCE, MARK, HEADER_RUNS };
	struct doc_run *runs = arena_get(arena, HEADER_RUNS * sizeof(*runs));

	runs[NAME].text = doc->name;
	runs[REFERENCE].text =
	    arena_format(arena, " \xc2\xb7 %s \xc2\xb7 ", doc->reference);
	runs[MARK] = (struct doc_run){.text = doc->mark, .is_strong = true};
	return running_lines(arena, metrics, doc, runs, HEADER_RUNS);
}

/* What is read in one breath: no line ends at its blanks. */
static void
put_whole(struct str *out, const char *text)
{
	static const char no_break[] = "\xc2\xa0";

	for (; *text != '\0'; text++)
		if (*text == ' ')
			str_put(out, no_break);
		else
			str_put_char(out, *text);
}

static const char *
footer_text(
    struct arena *arena, const struct doc *doc, size_t page, size_t pages)
{
	const char *numbers[] = {
	    arena_format(arena, "%zu", page),
	    arena_format(arena, "%zu", pages),
	};
	struct str text = STR_EMPTY, place = STR_EMPTY;

	for (const char *c = doc->page_words; *c != '\0';) {
		bool is_place =
		    c[0] == '{' && (c[1] == '1' || c[1] == '2') && c[2] == '}';
		if (is_place)
			str_put(&place, numbers[c[1] - '1']);
		else
			str_put_char(&place, *c);
		c += is_place ? 3 : 1;
	}
	str_format(&text, "%s \xc2\xb7 ", doc->printed);
	put_whole(&text, place.text);
	str_release(&place);
	return str_keep(&text, arena);
}

static struct lines
footer_lines(struct arena *arena, const struct metrics *metrics,
    const struct doc *doc, size_t page, size_t pages)
{
	struct doc_run *run = arena_get(arena, sizeof(*run));

	run->text = footer_text(arena, doc, page, pages);
	return running_lines(arena, metrics, doc, run, 1);
}

static void
put_running(struct paginator *p, struct open_page *page,
    const struct lines *lines, int baseline)
{
	int height = p->metrics->line_height[STYLE_FOOTER];

	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->lines[i];
		for (size_t k = 0; k < line->count; k++) {
			const struct line_piece *piece = &line->pieces[k];
			const struct layout_item item = {
			    .kind = LAYOUT_TEXT,
			    .x = p->metrics->left + piece->x,
			    .width = piece->width,
			    .is_artifact = true,
			    .text = piece->text,
			    .length = piece->length,
			    .style = STYLE_FOOTER,
			    .is_strong = piece->run->is_strong,
			    .ends_line = line->ends_inside,
			    .language = p->doc->language,
			};
			put_item(page, &item, baseline + (int)i * height, true);
		}
	}
}

/* Running lines stand in the margins, which grow if they need more rows. */
static void
add_running_lines(struct paginator *p, const struct doc *doc)
{
	int height = p->metrics->line_height[STYLE_FOOTER];
	struct lines header = header_lines(p->arena, p->metrics, doc);

	for (size_t i = 0; i < p->page_count; i++) {
		struct open_page *page = &p->pages[i];
		struct lines footer = footer_lines(
		    p->arena, p->metrics, doc, i + 1, p->page_count);
		put_running(p, page, &header, p->metrics->top);
		put_running(p, page, &footer,
		    p->metrics->page_height - p->metrics->bottom -
			((int)footer.count - 1) * height);
	}
}

/* The finished pages, in the arena. */
static const struct layout_page *
keep_pages(struct paginator *p)
{
	struct layout_page *pages =
	    arena_get(p->arena, p->page_count * sizeof(*pages));

	for (size_t i = 0; i < p->page_count; i++) {
		const struct open_page *page = &p->pages[i];
		pages[i] = (struct layout_page){
		    .items = arena_keep(p->arena, page->items, page->count,
			sizeof(*page->items)),
		    .count = page->count,
		};
	}
	mem_free(p->pages);
	return pages;
}

static void
set_column(struct paginator *p, const struct doc *doc)
{
	const struct metrics *metrics = p->metrics;
	int height = metrics->line_height[STYLE_FOOTER];

	if (metrics->endless) {
		p->top = metrics->top;
		p->bottom = INT_MAX;
		return;
	}
	struct lines header = header_lines(p->arena, metrics, doc);
	struct lines footer = footer_lines(p->arena, metrics, doc, 999, 999);
	p->top = metrics->top + height * (int)header.count;
	p->bottom = metrics->page_height - metrics->bottom -
		    height * ((int)footer.count + 1);
}

const struct layout *
layout_new(
    struct arena *arena, const struct doc *doc, const struct metrics *metrics)
{
	struct layout *layout = arena_get(arena, sizeof(*layout));
	const struct doc *set = reflow(arena, doc, metrics);
	struct flow flow = flow_new(arena, set, metrics);
	struct paginator p = {
	    .arena = arena,
	    .doc = set,
	    .metrics = metrics,
	    .flow = &flow,
	    .is_fresh = true,
	};

	set_column(&p, set);
	p.y = p.top;
	for (size_t i = 0; i < flow.count; i++)
		place_block(&p, i);
	if (!p.is_fresh || p.page_count == 0)
		end_page(&p);
	if (!metrics->endless)
		add_running_lines(&p, set);
	*layout = (struct layout){
	    .pages = keep_pages(&p),
	    .count = p.page_count,
	    .doc = set,
	    .metrics = metrics,
	};
	return layout;
}
