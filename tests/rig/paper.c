/*
 * Documents from small texts: for whoever tests pages.
 *
 * The reader trusts its texts, which are the tests' own.
 */
#include "rig/paper.h"

#include <string.h>

#include "base/utf8.h"

struct reader {
	struct arena *arena;
	struct doc_builder *builder;
	enum doc_kind open; /* the list or table that goes on */
	struct doc_node *group;
	bool has_headings; /* the table that goes on */
	bool starts_page;
};

/* Runs between *stars* and {language braces}. */
static void
add_runs(struct reader *reader, const char *text)
{
	bool is_strong = false;

	while (*text != '\0') {
		if (*text == '*') {
			is_strong = !is_strong;
			text++;
			continue;
		}
		size_t length = strcspn(text, "*{");
		const char *language = NULL;
		if (*text == '{') {
			size_t code = strcspn(text, " ");
			language =
			    arena_copy_n(reader->arena, text + 1, code - 1);
			text += code + 1;
			length = strcspn(text, "}");
		}
		doc_add_run(reader->builder,
		    arena_copy_n(reader->arena, text, length), is_strong,
		    language);
		text += length + (language != NULL);
	}
}

static struct doc_node *
add_leaf(struct reader *reader, enum doc_kind kind, enum doc_style style,
    const char *text)
{
	struct doc_node *node = doc_open(reader->builder, kind);

	node->style = style;
	add_runs(reader, text);
	doc_close(reader->builder);
	return node;
}

/* The text of the next cell, without blanks around it. */
static const char *
take_cell(struct reader *reader, const char **line)
{
	const char *start = *line + strspn(*line, " ");
	size_t length = strcspn(start, "|");

	*line = start + length + (start[length] == '|');
	while (length > 0 && start[length - 1] == ' ')
		length--;
	return arena_copy_n(reader->arena, start, length);
}

static void
set_columns(struct reader *reader, size_t count, bool has_figures)
{
	struct doc_column *columns =
	    arena_get(reader->arena, count * sizeof(*columns));

	for (size_t i = 0; i < count; i++)
		columns[i] = (struct doc_column){.weight = 1};
	columns[count - 1].is_number = has_figures;
	reader->group->columns = columns;
	reader->group->column_count = count;
}

static void
add_row(struct reader *reader, const char *line)
{
	bool is_first = !reader->has_headings;
	char sign = line[1];
	struct doc_node *row = doc_open(reader->builder, DOC_ROW);
	size_t count = 0;

	row->is_header = is_first;
	for (line += 2; line[strspn(line, " ")] != '\0'; count++) {
		struct doc_node *cell = add_leaf(reader, DOC_CELL,
		    is_first || sign == 'h' ? STYLE_HEADER : STYLE_BODY,
		    take_cell(reader, &line));
		cell->is_header =
		    is_first || (count == 0 && (sign == 'r' || sign == 'h'));
	}
	doc_close(reader->builder);
	if (is_first)
		set_columns(reader, count, sign == 'n');
	reader->has_headings = true;
}

/* Lists and tables are open as long as their lines go on. */
static void
open_group(struct reader *reader, enum doc_kind kind)
{
	if (reader->open == kind)
		return;
	if (reader->open != DOC_DOCUMENT)
		doc_close(reader->builder);
	reader->open = kind;
	reader->has_headings = false;
	if (kind != DOC_DOCUMENT)
		reader->group = doc_open(reader->builder, kind);
}

static void
open_section(struct reader *reader, bool keeps_together)
{
	struct doc_node *section = doc_open(reader->builder, DOC_SECTION);

	section->keeps_together = keeps_together;
	section->starts_page = reader->starts_page;
	reader->starts_page = false;
}

static void
add_heading(struct reader *reader, const char *line)
{
	static const enum doc_style styles[] = {
	    STYLE_TITLE, STYLE_PART, STYLE_QUESTION, STYLE_ENTRY};
	size_t level = strspn(line, "#");

	add_leaf(reader, DOC_HEADING, styles[level - 1], line + level + 1)
	    ->level = (int)level;
}

static void
add_prose(struct reader *reader, const char *line)
{
	static const struct {
		char sign;
		enum doc_kind kind;
		enum doc_style style;
	} kinds[] = {
	    {'.', DOC_PARAGRAPH, STYLE_BODY},
	    {'>', DOC_PARAGRAPH, STYLE_OWN_WORDS},
	    {'~', DOC_PARAGRAPH, STYLE_NOTE},
	    {'=', DOC_PARAGRAPH, STYLE_FIGURE},
	    {';', DOC_PARAGRAPH, STYLE_PAIR},
	    {'-', DOC_ITEM, STYLE_BODY},
	    {':', DOC_CAPTION, STYLE_HEADER},
	    {'_', DOC_BLANK, STYLE_BODY},
	};

	bool is_short = line[1] == 'h';

	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++)
		if (kinds[i].sign == line[0])
			add_leaf(reader, kinds[i].kind, kinds[i].style,
			    line + 2 + is_short)
			    ->is_short = is_short;
}

static void
read_node(struct reader *reader, const char *line)
{
	open_group(reader, line[0] == '-'                     ? DOC_LIST
			   : line[0] == '|' || line[0] == ':' ? DOC_TABLE
							      : DOC_DOCUMENT);
	switch (line[0]) {
	case '!':
		reader->starts_page = true;
		break;
	case '(':
		open_section(reader, line[1] == 'k');
		break;
	case ')':
		doc_close(reader->builder);
		break;
	case '#':
		add_heading(reader, line);
		break;
	case '|':
		add_row(reader, line);
		break;
	case '[':
		add_leaf(reader, DOC_TICK, STYLE_BODY, line + 4)->is_ticked =
		    line[1] == 'x';
		break;
	default:
		add_prose(reader, line);
	}
}

static void
read_name(struct doc *doc, const char *line)
{
	const struct {
		const char *name, **value;
	} names[] = {
	    {"language ", &doc->language},
	    {"title ", &doc->title},
	    {"name ", &doc->name},
	    {"reference ", &doc->reference},
	    {"mark ", &doc->mark},
	    {"printed ", &doc->printed},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (text_starts(line, names[i].name))
			*names[i].value = line + strlen(names[i].name);
}

const struct doc *
paper_read(struct arena *arena, const char *text)
{
	struct doc *doc = arena_get(arena, sizeof(*doc));
	struct reader reader = {
	    .arena = arena, .builder = doc_builder_new(arena)};
	bool is_head = true;

	*doc = (struct doc){
	    .language = "en",
	    .title = "A page",
	    .name = "Ann",
	    .reference = "A1",
	    .mark = "DRAFT",
	    .printed = "Printed today",
	    .page_words = "Page {1} of {2}",
	    .ticked = "Ticked",
	    .not_ticked = "Not ticked",
	    .write_on = "A line to write on",
	};
	doc_open(reader.builder, DOC_DOCUMENT);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		const char *line = arena_copy_n(arena, text, length);
		if (is_head && length > 0)
			read_name(doc, line);
		else if (length > 0)
			read_node(&reader, line);
		is_head &= length > 0;
		text += length + (text[length] == '\n');
	}
	open_group(&reader, DOC_DOCUMENT);
	doc->root = doc_finish(reader.builder);
	doc_builder_free(reader.builder);
	return doc;
}

static bool
lie_on_each_other(const struct layout_item *a, const struct layout_item *b)
{
	return a->y == b->y && a->x < b->x + b->width && b->x < a->x + a->width;
}

static void
say_fault(struct str *fault, const struct layout_item *item, size_t page,
    const char *sentence)
{
	str_format(fault, "page %zu, %d, %d: %.*s %s", page + 1, item->x,
	    item->y, (int)item->length, item->text != NULL ? item->text : "",
	    sentence);
}

static bool
is_page_in_place(const struct layout *layout, size_t number, struct str *fault)
{
	const struct metrics *metrics = layout->metrics;
	const struct layout_page *page = &layout->pages[number];
	int right = metrics->page_width - metrics->right;
	int bottom = metrics->page_height - metrics->bottom;

	for (size_t i = 0; i < page->count; i++) {
		const struct layout_item *item = &page->items[i];
		if (item->x < metrics->left || item->x + item->width > right)
			say_fault(fault, item, number, "leaves the margins");
		if (item->y < metrics->top || item->y > bottom)
			say_fault(fault, item, number, "leaves the page");
		if (item->width <= 0)
			say_fault(fault, item, number, "has no width");
		for (size_t k = 0; k < i && fault->length == 0; k++)
			if (lie_on_each_other(item, &page->items[k]))
				say_fault(fault, item, number,
				    "lies on something else");
		if (fault->length > 0)
			return false;
	}
	return true;
}

bool
paper_is_in_place(const struct layout *layout, struct str *fault)
{
	for (size_t i = 0; i < layout->count; i++)
		if (!is_page_in_place(layout, i, fault))
			return false;
	return true;
}

static int
cells(void *context, enum doc_style style, bool is_strong, const char *text,
    size_t length, const char *language)
{
	(void)context;
	(void)style;
	(void)is_strong;
	(void)language;
	return utf8_width(text, length);
}

struct metrics
paper_of_cells(int columns, int rows)
{
	struct metrics metrics = {
	    .width = cells,
	    .page_width = columns,
	    .page_height = rows,
	    .indent = 2,
	    .cell_gap = 2,
	    .tick = 4,
	    .rule = 1,
	    .endless = rows == 0,
	};

	for (int style = 0; style < STYLE_MAX; style++)
		metrics.line_height[style] = 1;
	return metrics;
}
