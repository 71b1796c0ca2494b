/*
 * The end of a file: its title for programs that list files, its language, a
 * bookmark for every heading, and the claim to be PDF/UA-1.
 *
 * No date is written: two prints of one version are the same bytes, and what
 * people need to know of the day stands on every page.
 *
 * Tested by tests/unit/out_pdf.c and by tests/paper.
 */
#include "out/pdf_meta.h"

#include <string.h>

#include "base/mem.h"
#include "base/safe.h"

/* A heading on a page. */
struct bookmark {
	const struct doc_node *node;
	size_t page;
	int y; /* of its top, from the paper's top */
	int level;
	int parent, previous, next, first, last, count; /* -1: none */
};

struct bookmarks {
	struct bookmark *marks;
	size_t count, capacity;
};

static void
add_bookmark(struct bookmarks *list, const struct layout *layout,
    const struct layout_item *item, size_t page)
{
	list->marks = mem_grow(
	    list->marks, list->count, &list->capacity, sizeof(*list->marks));
	list->marks[list->count++] = (struct bookmark){
	    .node = item->node,
	    .page = page,
	    .y = item->y - layout->metrics->line_height[item->style],
	    .level = item->node->level,
	    .parent = -1,
	    .previous = -1,
	    .next = -1,
	    .first = -1,
	    .last = -1,
	};
}

static void
find_headings(struct bookmarks *list, const struct layout *layout)
{
	const struct doc_node *last = NULL;

	for (size_t p = 0; p < layout->count; p++)
		for (size_t i = 0; i < layout->pages[p].count; i++) {
			const struct layout_item *item =
			    &layout->pages[p].items[i];
			if (!item->node || item->node == last ||
			    item->node->kind != DOC_HEADING)
				continue;
			last = item->node;
			add_bookmark(list, layout, item, p);
		}
}

/* Each stands under the last one before it of a higher level. */
static void
link_bookmarks(struct bookmarks *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct bookmark *mark = &list->marks[i];
		int above = (int)i - 1;
		while (above >= 0 && list->marks[above].level >= mark->level)
			above = list->marks[above].parent;
		mark->parent = above;
		if (above < 0)
			continue;
		struct bookmark *parent = &list->marks[above];
		if (parent->last >= 0) {
			mark->previous = parent->last;
			list->marks[parent->last].next = (int)i;
		} else {
			parent->first = (int)i;
		}
		parent->last = (int)i;
		parent->count++;
	}
	/* Those at the top are each other's neighbours. */
	for (size_t i = 0, last = list->count; i < list->count; i++) {
		if (list->marks[i].parent >= 0)
			continue;
		if (last < list->count) {
			list->marks[i].previous = (int)last;
			list->marks[last].next = (int)i;
		}
		last = i;
	}
}

static void
put_link(struct str *out, const char *name, int mark, int first)
{
	if (mark < 0)
		return;
	str_put(out, name);
	pdf_put_reference(out, first + mark);
}

static void
put_bookmark(struct str *out, const struct bookmark *mark, int first, int root,
    const struct meta_job *job)
{
	struct str title = STR_EMPTY;

	for (size_t i = 0; i < mark->node->run_count; i++)
		str_put(&title, mark->node->runs[i].text);
	str_put(out, "<</Title");
	pdf_put_text(out, title.text, title.length);
	str_put(out, "/Dest[");
	pdf_put_reference(out, job->pages[mark->page]);
	str_put(out, "/XYZ 0 ");
	pdf_put_number(out, job->layout->metrics->page_height - mark->y);
	str_put(out, " null]/Parent ");
	pdf_put_reference(out, mark->parent < 0 ? root : first + mark->parent);
	put_link(out, "/Prev ", mark->previous, first);
	put_link(out, "/Next ", mark->next, first);
	put_link(out, "/First ", mark->first, first);
	put_link(out, "/Last ", mark->last, first);
	/* Below the title all are shown; what lies deeper is folded. */
	if (mark->count > 0)
		str_format(out, "/Count %d",
		    mark->level == 1 ? mark->count : -mark->count);
	str_put(out, ">>");
	str_release(&title);
}

/* The bookmarks' root; 0 if there are none. */
static int
put_bookmarks(struct writer *writer, const struct meta_job *job)
{
	struct bookmarks list = {0};
	int root = 0, top = 0, last_top = -1;

	find_headings(&list, job->layout);
	link_bookmarks(&list);
	if (list.count > 0) {
		root = writer_reserve(writer, 1);
		int first = writer_reserve(writer, (int)list.count);
		for (size_t i = 0; i < list.count; i++) {
			put_bookmark(writer_begin(writer, first + (int)i),
			    &list.marks[i], first, root, job);
			if (list.marks[i].parent >= 0)
				continue;
			last_top = (int)i;
			top +=
			    1 + (list.marks[i].level == 1 ? list.marks[i].count
							  : 0);
		}
		str_format(writer_begin(writer, root),
		    "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>",
		    first, first + last_top, top);
	}
	mem_free(list.marks);
	return root;
}

static void
put_xmp(struct writer *writer, int number, const struct doc *doc)
{
	struct str xmp = STR_EMPTY;

	str_put(&xmp,
	    "<?xpacket begin=\"\xef\xbb\xbf\" "
	    "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	    "<rdf:RDF "
	    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	    "<rdf:Description rdf:about=\"\"\n"
	    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
	    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	safe_put_xml(&xmp, doc->title);
	str_put(&xmp, "</rdf:li></rdf:Alt></dc:title>\n"
		      "<dc:language><rdf:Bag><rdf:li>");
	safe_put_xml(&xmp, doc->language);
	str_put(&xmp, "</rdf:li></rdf:Bag></dc:language>\n"
		      "<pdf:Producer>Seven Steps</pdf:Producer>\n"
		      "<pdfuaid:part>1</pdfuaid:part>\n"
		      "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
		      "<?xpacket end=\"w\"?>");
	/* Not deflated, so that programs that know no PDF find it too. */
	writer_put_bare_stream(
	    writer, number, "/Type/Metadata/Subtype/XML", xmp.text, xmp.length);
	str_release(&xmp);
}

void
meta_put(struct writer *writer, const struct meta_job *job)
{
	enum { CATALOG, XMP, INFO, OBJECTS };
	const struct doc *doc = job->layout->doc;
	int first = writer_reserve(writer, OBJECTS);
	int bookmarks = put_bookmarks(writer, job);

	put_xmp(writer, first + XMP, doc);
	struct str *out = writer_begin(writer, first + INFO);
	str_put(out, "<</Title");
	pdf_put_text(out, doc->title, strlen(doc->title));
	str_put(out, "/Producer(Seven Steps)>>");

	out = writer_begin(writer, first + CATALOG);
	str_format(out,
	    "<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R"
	    "/Metadata %d 0 R/MarkInfo<</Marked true>>"
	    "/ViewerPreferences<</DisplayDocTitle true>>/Lang",
	    job->page_tree, job->structure, first + XMP);
	pdf_put_text(out, doc->language, strlen(doc->language));
	if (bookmarks != 0)
		str_format(
		    out, "/PageMode/UseOutlines/Outlines %d 0 R", bookmarks);
	str_put(out, ">>");
	writer_finish(writer, first + CATALOG, first + INFO);
}
