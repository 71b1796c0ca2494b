/*
 * Any bytes at all as a page: it is set in its place and written, or refused
 * with a sentence; never half a file.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "fuzz/fuzz.h"
#include "out/pdf.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

/* A leaf of each kind in turn, of every line of the text. */
static const struct doc *
make_doc(struct arena *arena, const char *text)
{
	static const enum doc_kind kinds[] = {
	    DOC_PARAGRAPH, DOC_HEADING, DOC_ITEM, DOC_TICK, DOC_BLANK};
	struct doc_builder *builder = doc_builder_new(arena);
	struct doc *doc = arena_get(arena, sizeof(*doc));
	size_t count = 0;

	*doc = (struct doc){.title = text,
	    .language = "en",
	    .mark = "DRAFT",
	    .name = "Ann",
	    .reference = "A1",
	    .printed = "Today",
	    .page_words = "Page {1} of {2}",
	    .ticked = "Ticked",
	    .not_ticked = "Not ticked",
	    .write_on = "A line"};
	doc_open(builder, DOC_DOCUMENT);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		enum doc_kind kind = kinds[count++ % ARRAY_LENGTH(kinds)];
		doc_open(builder, kind)->level = 1 + (int)(count % 3);
		doc_add_run(builder, arena_copy_n(arena, text, length),
		    count % 2 == 0, count % 3 == 0 ? "ar" : NULL);
		doc_add_run(builder, " and ", true, "cy");
		doc_close(builder);
		text += length + (text[length] == '\n');
	}
	doc->root = doc_finish(builder);
	doc_builder_free(builder);
	return doc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str out = STR_EMPTY;
	struct err err = {0};
	struct pdf *pdf;
	const struct doc *doc =
	    make_doc(arena, arena_copy_n(arena, (const char *)data, size));

	if (pdf_new(doc, PRINT_SIZE_CLEAR, NULL, &pdf, &err)) {
		expect(pdf_put(&out, pdf, &err));
		expect(text_starts(out.text, "%PDF-1.7\n"));
		expect(!err.is_set);
	} else {
		expect(err.is_set && pdf == NULL);
	}
	pdf_free(pdf);
	str_release(&out);
	arena_free(arena);
	return 0;
}
