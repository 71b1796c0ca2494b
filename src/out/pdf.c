/*
 * Tagged PDF: the front of the back end.
 *
 * A pdf owns the open faces and the shaped words of one document at one size;
 * the layout asks it for widths, and pdf_put() draws with the very shapes that
 * were measured.  The other files each own one thing: pdf_font.c where fonts
 * lie, pdf_shape.c text to glyphs, pdf_look.c typography, pdf_page.c drawing,
 * pdf_tag.c the structure, pdf_embed.c fonts in the file, pdf_meta.c what the
 * file says of itself, pdf_write.c its syntax.
 *
 * All of a document's text is shaped when the pdf is made: that costs nothing,
 * since the layout asks for the same words, and a character that cannot be
 * printed is found before anything else is done.
 *
 * Tested in tests/unit/out_pdf.c and by tests/paper.
 */
#include "out/pdf.h"

#include <string.h>

#include "base/mem.h"
#include "doc/columns.h"
#include "out/pdf_embed.h"
#include "out/pdf_font.h"
#include "out/pdf_look.h"
#include "out/pdf_meta.h"
#include "out/pdf_page.h"
#include "out/pdf_shape.h"
#include "out/pdf_tag.h"
#include "out/pdf_write.h"

struct pdf {
	enum print_size size;
	struct faces *faces;
	struct shaper *shaper;
	struct metrics metrics;
};

enum print_size
print_size_find(const char *name)
{
	static const char *const names[SIZE_MAX_PRINT] = {
	    [SIZE_CLEAR] = "clear",
	    [SIZE_LARGE] = "large",
	    [SIZE_GIANT] = "giant",
	};
	enum print_size size = 0;

	while (size < SIZE_MAX_PRINT && !text_is(names[size], name))
		size++;
	return size;
}

/* A size in points times thousandths of it is thousandths of a point. */
static int
text_width(void *context, enum doc_style style, bool is_strong,
    const char *text, size_t length, const char *language)
{
	const struct pdf *pdf = context;
	const struct look *look = look_get(pdf->size, style);
	const struct shape_text source = {
	    .text = text,
	    .length = length,
	    .is_strong = is_strong || look->is_strong,
	    .language = language,
	};

	return shaper_line(pdf->shaper, &source).width * look->size;
}

static void
shape_text(struct pdf *pdf, enum doc_style style, const char *text,
    const char *language)
{
	text_width(pdf, style, false, text, strlen(text), language);
}

static void
shape_node(struct pdf *pdf, const struct doc_node *node, const char *outer)
{
	const char *language = node_language(node, outer);

	for (size_t i = 0; i < node->run_count; i++) {
		const struct doc_run *run = &node->runs[i];
		text_width(pdf, node->style, run->is_strong, run->text,
		    strlen(run->text),
		    run->language != NULL ? run->language : language);
	}
	for (size_t i = 0; i < node->child_count; i++)
		shape_node(pdf, node->children[i], language);
}

bool
pdf_new(const struct doc *doc, enum print_size size, const char *fonts,
    struct pdf **pdf, struct err *err)
{
	const char *const running[] = {doc->name, doc->reference, doc->mark,
	    doc->printed, doc->page_words, "0123456789"};
	struct pdf *made = mem_new(sizeof(*made));

	*pdf = NULL;
	made->size = size;
	made->faces = faces_new(fonts);
	made->shaper = shaper_new(made->faces);
	made->metrics = look_metrics(size);
	made->metrics.context = made;
	made->metrics.width = text_width;
	made->metrics.turns = shape_may_turn;
	shape_node(made, doc->root, doc->language);
	for (size_t i = 0; i < ARRAY_LENGTH(running); i++)
		shape_text(made, STYLE_FOOTER, running[i], doc->language);
	if (!shaper_has_all(made->shaper, err)) {
		pdf_free(made);
		return false;
	}
	*pdf = made;
	return true;
}

void
pdf_free(struct pdf *pdf)
{
	if (pdf == NULL)
		return;
	shaper_free(pdf->shaper);
	faces_free(pdf->faces);
	mem_free(pdf);
}

const struct metrics *
pdf_metrics(struct pdf *pdf)
{
	return &pdf->metrics;
}

/* Paint the pages; what they use and show goes into embed and tags. */
static void
put_contents(
    struct writer *writer, const struct page_job *job, const int *contents)
{
	struct str content = STR_EMPTY;

	for (size_t i = 0; i < job->layout->count; i++) {
		str_clear(&content);
		page_paint(&content, job, i);
		writer_put_stream(
		    writer, contents[i], "", content.text, content.length);
	}
	str_release(&content);
}

/* The pages themselves, and the tree of them. */
static void
put_pages(struct writer *writer, const struct layout *layout, const int *pages,
    const int *contents, int resources, int tree)
{
	struct str kids = STR_EMPTY;

	for (size_t i = 0; i < layout->count; i++) {
		struct str *out = writer_begin(writer, pages[i]);
		str_format(
		    out, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 ", tree);
		pdf_put_number(out, layout->metrics->page_width);
		str_put_char(out, ' ');
		pdf_put_number(out, layout->metrics->page_height);
		str_format(out,
		    "]/Tabs/S/StructParents %zu/Contents %d 0 R"
		    "/Resources %d 0 R>>",
		    i, contents[i], resources);
		pdf_put_reference(&kids, pages[i]);
	}
	str_format(writer_begin(writer, tree),
	    "<</Type/Pages/Count %zu/Kids[%s]>>", layout->count, kids.text);
	str_release(&kids);
}

static bool
put_file(struct writer *writer, const struct page_job *job, struct err *err)
{
	size_t count = job->layout->count;
	int tree = writer_reserve(writer, 2), resources = tree + 1;
	int *pages = mem_new(2 * count * sizeof(*pages));
	int *contents = pages + count;
	struct str fonts = STR_EMPTY;

	for (size_t i = 0; i < count; i++) {
		pages[i] = writer_reserve(writer, 2);
		contents[i] = pages[i] + 1;
	}
	put_contents(writer, job, contents);
	bool is_done = embed_put(job->embed, writer, &fonts, err);
	if (is_done) {
		str_format(
		    writer_begin(writer, resources), "<</Font%s>>", fonts.text);
		put_pages(
		    writer, job->layout, pages, contents, resources, tree);
		const struct meta_job meta = {
		    .layout = job->layout,
		    .pages = pages,
		    .page_tree = tree,
		    .structure = tags_put(job->tags, writer, pages),
		};
		meta_put(writer, &meta);
	}
	str_release(&fonts);
	mem_free(pages);
	return is_done;
}

bool
pdf_put(struct str *out, struct pdf *pdf, const struct layout *layout,
    struct err *err)
{
	const struct page_job job = {
	    .layout = layout,
	    .size = pdf->size,
	    .shaper = pdf->shaper,
	    .embed = embed_new(),
	    .tags = tags_new(layout),
	};
	size_t start = out->length;
	struct writer writer;

	writer_init(&writer, out);
	bool is_done =
	    put_file(&writer, &job, err) && shaper_has_all(pdf->shaper, err);
	writer_release(&writer);
	if (!is_done)
		str_cut(out, start);
	tags_free(job.tags);
	embed_free(job.embed);
	return is_done;
}
