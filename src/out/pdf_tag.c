/*
 * Tags: a structure element for every node that pages show.
 *
 * The tree is laid out from the document; an element joins its parent when
 * its first content is marked, so what the pages never show is in no tree and
 * children stand in the order of reading.  Only cells join at once: an empty
 * cell is still a cell.  A run in another language, or one read from right to
 * left, is an element of its own, since only an element can carry its
 * language and its text as it is read.
 *
 * Texts are borrowed from the document.  Tested by tests/unit/out_pdf.c and by
 * tests/paper.
 */
#include "out/pdf_tag.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/columns.h"
#include "out/pdf_shape.h"

enum tag {
	TAG_DOCUMENT,
	TAG_SECT,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_P,
	TAG_L,
	TAG_LI,
	TAG_LBL,
	TAG_LBODY,
	TAG_TABLE,
	TAG_CAPTION,
	TAG_TR,
	TAG_TH_COLUMN,
	TAG_TH_ROW,
	TAG_TD,
	TAG_SPAN,
	TAG_FIGURE,
	TAG_MAX
};

static const struct {
	const char *name, *attributes;
} tag_table[TAG_MAX] = {
    [TAG_DOCUMENT] = {"Document", ""},
    [TAG_SECT] = {"Sect", ""},
    [TAG_H1] = {"H1", ""},
    [TAG_H2] = {"H2", ""},
    [TAG_H3] = {"H3", ""},
    [TAG_H4] = {"H4", ""},
    [TAG_P] = {"P", ""},
    [TAG_L] = {"L", "/A<</O/List/ListNumbering/Disc>>"},
    [TAG_LI] = {"LI", ""},
    [TAG_LBL] = {"Lbl", ""},
    [TAG_LBODY] = {"LBody", ""},
    [TAG_TABLE] = {"Table", ""},
    [TAG_CAPTION] = {"Caption", ""},
    [TAG_TR] = {"TR", ""},
    [TAG_TH_COLUMN] = {"TH", "/A<</O/Table/Scope/Column>>"},
    [TAG_TH_ROW] = {"TH", "/A<</O/Table/Scope/Row>>"},
    [TAG_TD] = {"TD", ""},
    [TAG_SPAN] = {"Span", ""},
    [TAG_FIGURE] = {"Figure", ""},
};

/* What an element holds: another element, or content on a page. */
struct kid {
	bool is_element;
	int number;  /* of the element, or of the content on its page */
	size_t page; /* of the content */
	int next;    /* -1: the last */
};

struct element {
	enum tag tag;
	int parent;
	bool has_joined;
	int first, last; /* kids; -1: none */
	const char *language, *alt;
	const char *said; /* its text in the order of reading */
	bool ends_blank;  /* and a blank, which the lines may have swallowed */
	bool has_box;
	struct tag_box box;
	size_t columns; /* of a cell across several; else 0 */
};

/* Where the content of a node or a run belongs. */
struct place {
	const void *key; /* node or run */
	int text, mark;  /* elements: of its text; of its bullet or box */
};

/* What is on one page, by the number of the content. */
struct page_content {
	int *elements;
	size_t count, capacity;
};

struct tags {
	const struct doc *doc;
	struct element *elements;
	size_t count, capacity;
	struct kid *kids;
	size_t kid_count, kid_capacity;
	struct place *places;
	size_t place_count, place_capacity;
	struct page_content *pages;
	size_t page_count;
	int level; /* of the last heading */
};

static int
add_element(struct tags *tags, enum tag tag, int parent)
{
	tags->elements = mem_grow(tags->elements, tags->count, &tags->capacity,
	    sizeof(*tags->elements));
	tags->elements[tags->count] = (struct element){
	    .tag = tag, .parent = parent, .first = -1, .last = -1};
	return (int)tags->count++;
}

static void
add_kid(struct tags *tags, int element, struct kid kid)
{
	struct element *parent = &tags->elements[element];
	int number = (int)tags->kid_count;

	tags->kids = mem_grow(tags->kids, tags->kid_count, &tags->kid_capacity,
	    sizeof(*tags->kids));
	kid.next = -1;
	tags->kids[tags->kid_count++] = kid;
	if (parent->last >= 0)
		tags->kids[parent->last].next = number;
	else
		parent->first = number;
	parent->last = number;
}

static void
join(struct tags *tags, int element)
{
	struct element *joining = &tags->elements[element];
	int parent = joining->parent;

	if (joining->has_joined || parent < 0)
		return;
	joining->has_joined = true;
	add_kid(
	    tags, parent, (struct kid){.is_element = true, .number = element});
}

static void
add_place(struct tags *tags, const void *key, int text, int mark)
{
	tags->places = mem_grow(tags->places, tags->place_count,
	    &tags->place_capacity, sizeof(*tags->places));
	tags->places[tags->place_count++] =
	    (struct place){.key = key, .text = text, .mark = mark};
}

/* Levels are never skipped, and the first heading is of the first. */
static enum tag
heading_tag(struct tags *tags, const struct doc_node *node)
{
	int level = node->level;

	if (level > tags->level + 1)
		level = tags->level + 1;
	if (level < 1)
		level = 1;
	tags->level = level;
	return TAG_H1 + (enum tag)(level < 4 ? level - 1 : 3);
}

static enum tag
node_tag(struct tags *tags, const struct doc_node *node, bool is_in_header)
{
	switch (node->kind) {
	case DOC_DOCUMENT:
		return TAG_DOCUMENT;
	case DOC_SECTION:
		return TAG_SECT;
	case DOC_HEADING:
		return heading_tag(tags, node);
	case DOC_LIST:
		return TAG_L;
	case DOC_ITEM:
		return TAG_LI;
	case DOC_TABLE:
		return TAG_TABLE;
	case DOC_CAPTION:
		return TAG_CAPTION;
	case DOC_ROW:
		return TAG_TR;
	case DOC_CELL:
		if (is_in_header)
			return TAG_TH_COLUMN;
		return node->is_header ? TAG_TH_ROW : TAG_TD;
	case DOC_PARAGRAPH:
	case DOC_TICK:
	case DOC_BLANK:
	case DOC_KIND_MAX:
		break;
	}
	return TAG_P;
}

/* Runs that need an element of their own get one; the others need no place. */
static void
add_runs(struct tags *tags, const struct doc_node *node, int text,
    const char *language)
{
	for (size_t i = 0; i < node->run_count; i++) {
		const struct doc_run *run = &node->runs[i];
		bool is_foreign =
		    run->language && strcmp(run->language, language) != 0;
		bool is_reordered =
		    shape_may_turn(run->text, strlen(run->text));
		if (!is_foreign && !is_reordered)
			continue;
		int span = add_element(tags, TAG_SPAN, text);
		if (is_foreign)
			tags->elements[span].language = run->language;
		if (is_reordered) {
			tags->elements[span].said = run->text;
			tags->elements[span].ends_blank =
			    i + 1 < node->run_count && run[1].text[0] == ' ';
		}
		add_place(tags, run, span, -1);
	}
}

/* A picture in the text: a box that is ticked or not, a line to write on. */
static int
add_figure(struct tags *tags, const struct doc_node *node, int parent)
{
	int figure = add_element(tags, TAG_FIGURE, parent);
	const char *alt = node->kind == DOC_BLANK ? tags->doc->write_on
			  : node->is_ticked       ? tags->doc->ticked
						  : tags->doc->not_ticked;

	tags->elements[figure].alt = alt;
	return figure;
}

/* What a node has from those that it stands in. */
struct surroundings {
	const char *language;
	bool is_header; /* the row of headings */
	size_t columns; /* that a row's only cell goes across; else 0 */
};

static void
add_node(struct tags *tags, const struct doc_node *node, int parent,
    const struct surroundings *around)
{
	const char *language = node_language(node, around->language);
	int element =
	    add_element(tags, node_tag(tags, node, around->is_header), parent);
	int text = element, mark = -1;

	if (strcmp(language, around->language) != 0)
		tags->elements[element].language = language;
	if (node->kind == DOC_CELL)
		join(tags, element);
	if (node->kind == DOC_CELL)
		tags->elements[element].columns = around->columns;
	if (node->kind == DOC_ITEM) {
		mark = add_element(tags, TAG_LBL, element);
		text = add_element(tags, TAG_LBODY, element);
	} else if (node->kind == DOC_TICK || node->kind == DOC_BLANK) {
		mark = add_figure(tags, node, element);
	}
	add_place(tags, node, text, mark);
	add_runs(tags, node, text, language);
	for (size_t i = 0; i < node->child_count; i++) {
		struct surroundings inner = {
		    .language = language,
		    .is_header = node->kind == DOC_ROW && node->is_header,
		    .columns = around->columns,
		};
		if (node->kind == DOC_TABLE)
			inner.columns =
			    doc_row_is_more(node, i) ? node->column_count : 0;
		add_node(tags, node->children[i], text, &inner);
	}
}

static int
compare_places(const void *a, const void *b)
{
	uintptr_t first = (uintptr_t)((const struct place *)a)->key;
	uintptr_t second = (uintptr_t)((const struct place *)b)->key;

	return first < second ? -1 : first > second;
}

struct tags *
tags_new(const struct layout *layout)
{
	struct tags *tags = mem_new(sizeof(*tags));

	tags->doc = layout->doc;
	tags->page_count = layout->count;
	tags->pages = mem_new(layout->count * sizeof(*tags->pages));
	add_node(tags, layout->doc->root, -1,
	    &(struct surroundings){.language = layout->doc->language});
	qsort(tags->places, tags->place_count, sizeof(*tags->places),
	    compare_places);
	return tags;
}

void
tags_free(struct tags *tags)
{
	if (!tags)
		return;
	for (size_t i = 0; i < tags->page_count; i++)
		mem_free(tags->pages[i].elements);
	mem_free(tags->pages);
	mem_free(tags->places);
	mem_free(tags->kids);
	mem_free(tags->elements);
	mem_free(tags);
}

static const struct place *
find_place(const struct tags *tags, const void *key)
{
	const struct place wanted = {.key = key};

	return key == NULL ? NULL
			   : bsearch(&wanted, tags->places, tags->place_count,
				 sizeof(wanted), compare_places);
}

int
tags_find(const struct tags *tags, const struct layout_item *item)
{
	const struct place *place = find_place(tags, item->run);

	if (item->is_artifact)
		return -1;
	if (!place)
		place = find_place(tags, item->node);
	if (!place)
		return -1;
	return !item->run && place->mark >= 0 ? place->mark : place->text;
}

int
tags_order(const struct tags *tags, const struct doc_node *node)
{
	const struct place *place = find_place(tags, node);

	return place ? place->text : -1;
}

const char *
tags_name(const struct tags *tags, int element)
{
	return tag_table[tags->elements[element].tag].name;
}

int
tags_mark(struct tags *tags, int element, size_t page)
{
	struct page_content *content = &tags->pages[page];
	int number = (int)content->count;

	content->elements = mem_grow(content->elements, content->count,
	    &content->capacity, sizeof(*content->elements));
	content->elements[content->count++] = element;
	add_kid(tags, element, (struct kid){.number = number, .page = page});
	for (int joining = element; joining >= 0;
	     joining = tags->elements[joining].parent)
		join(tags, joining);
	return number;
}

void
tags_set_box(struct tags *tags, int element, const struct tag_box *box)
{
	tags->elements[element].has_box = true;
	tags->elements[element].box = *box;
}

/* --- What is written ------------------------------------------------------ */

static void
put_box(struct str *out, const struct tag_box *box)
{
	str_put(out, "/A<</O/Layout/Placement/Inline/BBox[");
	pdf_put_number(out, box->left);
	str_put_char(out, ' ');
	pdf_put_number(out, box->bottom);
	str_put_char(out, ' ');
	pdf_put_number(out, box->right);
	str_put_char(out, ' ');
	pdf_put_number(out, box->top);
	str_put(out, "]>>");
}

/* Content on the first page goes by its number; elsewhere it names its page. */
static void
put_kids(struct str *out, const struct tags *tags,
    const struct element *element, const int *numbers, const int *pages)
{
	size_t own = tags->page_count; /* the page that the element names */

	for (int i = element->first; i >= 0; i = tags->kids[i].next) {
		const struct kid *kid = &tags->kids[i];
		if (!kid->is_element && own == tags->page_count) {
			own = kid->page;
			str_put(out, "/Pg ");
			pdf_put_reference(out, pages[own]);
		}
	}
	str_put(out, "/K[");

	for (int i = element->first; i >= 0; i = tags->kids[i].next) {
		const struct kid *kid = &tags->kids[i];
		if (kid->is_element) {
			pdf_put_reference(out, numbers[kid->number]);
		} else if (kid->page == own) {
			str_put_int(out, kid->number);
			str_put_char(out, ' ');
		} else {
			str_format(out, "<</Type/MCR/Pg %d 0 R/MCID %d>>",
			    pages[kid->page], kid->number);
		}
	}
	str_put_char(out, ']');
}

/* Cells join their row at once, but the row may be on no page. */
static bool
is_in_tree(const struct tags *tags, int element)
{
	while (element > 0 && tags->elements[element].has_joined)
		element = tags->elements[element].parent;
	return element == 0;
}

static void
put_text_entry(struct str *out, const char *name, const char *text)
{
	if (!text)
		return;
	str_put(out, name);
	pdf_put_text(out, text, strlen(text));
}

static void
put_element(struct str *out, const struct tags *tags, size_t at, int root,
    const int *numbers, const int *pages)
{
	const struct element *element = &tags->elements[at];

	str_put(out, "<</S/");
	str_put(out, tag_table[element->tag].name);
	str_put(out, "/P ");
	pdf_put_reference(
	    out, element->parent < 0 ? root : numbers[element->parent]);
	put_text_entry(out, "/Lang", element->language);
	put_text_entry(out, "/Alt", element->alt);
	if (element->said) {
		struct str said = STR_EMPTY;
		str_put(&said, element->said);
		str_put(&said, element->ends_blank ? " " : "");
		put_text_entry(out, "/ActualText", said.text);
		str_release(&said);
	}
	if (element->has_box)
		put_box(out, &element->box);
	else if (element->columns > 0)
		str_format(out, "/A<</O/Table/ColSpan %zu>>", element->columns);
	else
		str_put(out, tag_table[element->tag].attributes);
	put_kids(out, tags, element, numbers, pages);
	str_put(out, ">>");
}

/* Which element each content of each page belongs to. */
static void
put_parents(struct str *out, const struct tags *tags, const int *numbers)
{
	str_put(out, "<</Nums[");
	for (size_t i = 0; i < tags->page_count; i++) {
		const struct page_content *content = &tags->pages[i];
		str_format(out, "%zu[", i);
		for (size_t k = 0; k < content->count; k++)
			pdf_put_reference(out, numbers[content->elements[k]]);
		str_put_char(out, ']');
	}
	str_put(out, "]>>");
}

int
tags_put(struct tags *tags, struct writer *writer, const int *pages)
{
	int root = writer_reserve(writer, 2), parents = root + 1;
	int *numbers = mem_new(tags->count * sizeof(*numbers));

	/* The root of the document is there even when its pages are empty. */
	for (size_t i = 0; i < tags->count; i++)
		if (i == 0 || is_in_tree(tags, (int)i))
			numbers[i] = writer_reserve(writer, 1);
	for (size_t i = 0; i < tags->count; i++)
		if (numbers[i] != 0)
			put_element(writer_begin(writer, numbers[i]), tags, i,
			    root, numbers, pages);
	put_parents(writer_begin(writer, parents), tags, numbers);
	str_format(writer_begin(writer, root),
	    "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R"
	    "/ParentTreeNextKey %zu>>",
	    numbers[0], parents, tags->page_count);
	mem_free(numbers);
	return root;
}
