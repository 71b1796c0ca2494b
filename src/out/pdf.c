/*
 * Tagged PDF: the front of the back end.
 *
 * A pdf owns the open faces, the shaped words and the pages of one document at
 * one size; pdf_put() draws with the very shapes that were measured for the
 * layout.  The other files each own one thing: pdf_font.c where fonts
 * lie, pdf_shape.c text to glyphs, pdf_look.c typography, pdf_page.c drawing,
 * pdf_tag.c the structure, pdf_embed.c fonts in the file, pdf_meta.c what the
 * file says of itself, pdf_write.c its syntax.
 *
 * To lay text out is to shape all of it: so a character that cannot be printed
 * is found before anything is drawn.
 *
 * Tested by tests/unit/out_pdf.c and by tests/paper.
 */
#include "out/pdf.h"

#include "base/mem.h"
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
	struct arena *arena;
	struct faces *faces;
	struct embed *embed;
	struct shaper *shaper;
	struct metrics metrics;
	const struct layout *layout;
};

/* A size in points times thousandths of it is thousandths of a point. */
static int
text_width(void *context, enum doc_style style, bool is_strong,
    const char *text, size_t length, const char *language)
{
	const struct pdf *pdf = context;
	const struct style_look *look = look_get(pdf->size, style);
	const struct shape_text source = {
	    .text = text,
	    .length = length,
	    .is_strong = is_strong || look->is_strong,
	    .language = language,
	};

	return shaper_line(pdf->shaper, &source).width * look->size;
}

bool
pdf_new(const struct doc *doc, enum print_size size, const char *fonts,
    struct pdf **pdf, struct err *err)
{
	struct pdf *made = mem_new(sizeof(*made));

	*pdf = NULL;
	made->size = size;
	made->arena = arena_new();
	made->faces = faces_new(fonts);
	made->embed = embed_new();
	made->shaper = shaper_new(made->faces, made->embed);
	made->metrics = look_metrics(size);
	made->metrics.context = made;
	made->metrics.width = text_width;
	made->metrics.turns = shape_may_turn;
	made->layout = layout_new(made->arena, doc, &made->metrics);
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
	if (!pdf)
		return;
	shaper_free(pdf->shaper);
	embed_free(pdf->embed);
	faces_free(pdf->faces);
	arena_free(pdf->arena);
	mem_free(pdf);
}

const struct layout *
pdf_layout(const struct pdf *pdf)
{
	return pdf->layout;
}

/* Paint the pages; what they show goes into the tags. */
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
put_file(struct writer *writer, const struct page_job *job,
    const struct embed *embed, struct err *err)
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
	bool is_done = embed_put(embed, writer, &fonts, err);
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
pdf_put(struct str *out, const struct pdf *pdf, struct err *err)
{
	const struct page_job job = {
	    .layout = pdf->layout,
	    .size = pdf->size,
	    .shaper = pdf->shaper,
	    .tags = tags_new(pdf->layout),
	};
	size_t start = out->length;
	struct writer writer;

	writer_init(&writer, out);
	bool is_done = put_file(&writer, &job, pdf->embed, err);
	writer_release(&writer);
	if (!is_done)
		str_cut(out, start);
	tags_free(job.tags);
	return is_done;
}
