/*
 * Tables: rows of cells side by side, and below a row what more is said about
 * it, across the whole table.
 *
 * A row stays whole, and with it what is said about it if all of it fits on a
 * page.  The heading is repeated on every page.  Which widths the columns have
 * is columns.c's business.  Tested in tests/unit/doc_flow.c and
 * doc_layout.c.
 */
#include "doc/columns.h"
#include "doc/flow_parts.h"
#include "form/form.h"

/* What a table's rows share while it is set. */
struct setting {
	struct flower *flower;
	const struct doc_node *table;
	const struct columns *columns;
	struct flow_frame frame;
	size_t header; /* the block with the headings, or NONE */
};

/*
 * A rule across the table below the last band of a row, if rows have one.  It
 * belongs to that band, so that it is never parted from it.
 */
static void
put_rule(const struct setting *setting, const struct doc_node *row,
    struct flow_band *band)
{
	const struct metrics *metrics = setting->flower->metrics;
	int height = row->is_header ? metrics->rule : metrics->row_rule;

	if (height == 0)
		return;

	struct layout_item *items = arena_get(
	    setting->flower->arena, (band->count + 1) * sizeof(*items));
	for (size_t i = 0; i < band->count; i++)
		items[i] = band->items[i];
	band->height += height;
	items[band->count++] = (struct layout_item){
	    .kind = LAYOUT_RULE,
	    .x = setting->frame.x,
	    .y = band->height,
	    .width = setting->frame.width,
	    .node = row,
	    .is_artifact = true,
	    .language = setting->frame.language,
	};
	band->items = items;
}

/* The i-th lines of all cells of a row, side by side. */
static struct flow_band
row_band(const struct setting *setting, const struct doc_node *row,
    const struct lines *lines, size_t at)
{
	const struct metrics *metrics = setting->flower->metrics;
	struct flow_band band = {0};
	size_t room = 0;

	for (size_t c = 0; c < row->child_count; c++)
		if (at < lines[c].count)
			room += lines[c].lines[at].count;

	struct layout_item *items =
	    arena_get(setting->flower->arena, room * sizeof(*items));
	for (size_t c = 0; c < row->child_count; c++) {
		const struct doc_node *cell = row->children[c];
		int height = metrics->line_height[cell->style];
		if (height > band.height)
			band.height = height;
		if (at >= lines[c].count)
			continue;
		const struct line *line = &lines[c].lines[at];
		bool is_number = setting->table->columns[c].is_number;
		int left = setting->frame.x + setting->columns->x[c];
		int right = left + setting->columns->width[c];
		size_t first = band.count;
		flow_put_line(items, &band.count, line, cell,
		    is_number ? right - line->width : left, height,
		    node_language(cell, setting->frame.language));
		if (!is_number && flow_is_mirrored(setting->flower, cell))
			flow_mirror(
			    items + first, band.count - first, left, right);
	}
	band.items = items;
	return band;
}

/* Add the rule below a row, unless more is said about it. */
static void
end_row(const struct setting *setting, struct flow_block *block,
    struct flow_band *bands, size_t count, size_t row)
{
	if (count > 0 && !doc_row_is_more(setting->table, row + 1))
		put_rule(setting, block->node, &bands[count - 1]);
	block->space_before = 0;
	block->header = setting->header;
	flow_set_bands(setting->flower, block, bands, count);
}

static void
flow_row(const struct setting *setting, size_t at)
{
	const struct doc_node *row = setting->table->children[at];
	struct lines lines[COLUMNS_MAX] = {0};
	struct flow_band *bands = NULL;
	size_t capacity = 0, tallest = 0;

	for (size_t c = 0; c < row->child_count; c++) {
		const struct doc_node *cell = row->children[c];
		lines[c] = flow_break(setting->flower, cell,
		    node_language(cell, setting->frame.language),
		    setting->columns->width[c]);
		if (lines[c].count > tallest)
			tallest = lines[c].count;
	}
	for (size_t i = 0; i < tallest; i++) {
		bands = mem_grow(bands, i, &capacity, sizeof(*bands));
		bands[i] = row_band(setting, row, lines, i);
	}

	struct flow_block *block = flow_add_block(setting->flower, row);
	block->is_whole = true;
	block->keeps_with_next |= row->is_header;
	end_row(setting, block, bands, tallest, at);
}

/* What more is said about a row: prose across the table, a little in. */
static void
flow_more(const struct setting *setting, size_t at)
{
	struct flower *flower = setting->flower;
	const struct doc_node *row = setting->table->children[at];
	const struct doc_node *cell = row->children[0];
	const char *language = node_language(cell, setting->frame.language);
	struct flow_frame inner =
	    flow_indent(&setting->frame, flower->metrics->cell_gap);
	struct lines lines = flow_break(flower, cell, language, inner.width);
	int height = flower->metrics->line_height[cell->style];
	struct flow_band *bands = NULL;
	size_t capacity = 0;

	for (size_t i = 0; i < lines.count; i++) {
		size_t count = 0;
		struct layout_item *items = arena_get(
		    flower->arena, lines.lines[i].count * sizeof(*items));
		flow_put_line(items, &count, &lines.lines[i], cell, inner.x,
		    height, language);
		if (flow_is_mirrored(flower, cell))
			flow_mirror(
			    items, count, inner.x, inner.x + inner.width);
		bands = mem_grow(bands, i, &capacity, sizeof(*bands));
		bands[i] = (struct flow_band){items, count, height};
	}
	struct flow_block *block = flow_add_block(flower, row);
	end_row(setting, block, bands, lines.count, at);
	flower->blocks[flower->count - 1].space_before =
	    flower->metrics->space_before[STYLE_PAIR];
}

/*
 * Neither the first nor the last row of a table stands alone on a page; where
 * more is said about rows, only the last one needs company.
 */
static void
keep_ends(struct flower *flower, size_t first, bool has_more)
{
	size_t last = flower->count - 1;

	if (first >= last)
		return;
	flower->blocks[first].keeps_with_next |= !has_more;
	flower->blocks[last - 1].keeps_with_next = true;
}

/*
 * What is said about a row stays with it, unless it is so much that pages would
 * end half empty: then a part of it does.
 */
static void
keep_entry(struct flower *flower, size_t first)
{
	enum { SHARE = 4 }; /* of a page's height */
	const struct metrics *metrics = flower->metrics;
	int page = metrics->page_height - metrics->top - metrics->bottom;
	int height = 0;

	for (size_t i = first; i < flower->count; i++)
		height +=
		    flower->blocks[i].space_before + flower->blocks[i].height;
	if (height <= page / SHARE)
		flower->blocks[first].together = flower->count - first;
	else
		flower->blocks[first].keeps_with_next = true;
}

/* A row with what is said about it; the number of rows it takes. */
static size_t
flow_entry(const struct setting *setting, size_t at)
{
	struct flower *flower = setting->flower;
	size_t first = flower->count, count = 1;

	flow_row(setting, at);
	while (doc_row_is_more(setting->table, at + count))
		flow_more(setting, at + count++);
	if (count > 1)
		keep_entry(flower, first);
	return count;
}

void
flow_table(struct flower *flower, const struct doc_node *table,
    const struct flow_frame *frame)
{
	struct columns columns;
	struct setting setting = {
	    .flower = flower,
	    .table = table,
	    .columns = &columns,
	    .frame = *frame,
	    .header = NONE,
	};
	size_t first = flower->count;
	int space = flow_space_before(flower, STYLE_HEADER, false);
	bool has_more = false;

	setting.frame.language = node_language(table, frame->language);
	if (!columns_fit(flower->metrics, table, setting.frame.language,
		frame->width, &columns))
		return; /* reflow() has left no such table */
	setting.frame.width =
	    columns.x[columns.count - 1] + columns.width[columns.count - 1];
	for (size_t i = 0; i < table->child_count;) {
		const struct doc_node *child = table->children[i];
		if (child->kind == DOC_CAPTION) {
			flow_prose(flower, child, &setting.frame, NULL);
			i++;
			continue;
		}
		size_t count = flow_entry(&setting, i);
		if (child->is_header && setting.header == NONE)
			setting.header = flower->count - 1;
		has_more |= count > 1;
		i += count;
	}
	if (first == flower->count)
		return;
	keep_ends(flower, setting.header == NONE ? first : setting.header + 1,
	    has_more);
	flower->blocks[first].space_before = space;
	flower->blocks[first].starts_page |= table->starts_page;
	flower->ends_group = true;
	if (table->keeps_together)
		flower->blocks[first].together = flower->count - first;
}
