/*
 * Set a page from a small text (rig/paper.h) as a PDF file.
 *
 *	page FILE.page clear|large|giant [TIMES] >FILE.pdf
 *
 * TIMES repeats all of it, for who measures.  Nothing is written when
 * something on the pages is not in its place.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "out/pdf.h"
#include "rig/paper.h"

static bool
set_page(
    const char *text, enum print_size size, struct str *out, struct str *fault)
{
	struct arena *arena = arena_new();
	const struct doc *doc = paper_read(arena, text);
	struct err err = {0};
	struct pdf *pdf;

	if (pdf_new(doc, size, NULL, &pdf, &err)) {
		if (paper_is_in_place(pdf_layout(pdf), fault))
			pdf_put(out, pdf, &err);
	}
	if (err.is_set)
		err_put(fault, &err, words_english());
	pdf_free(pdf);
	arena_free(arena);
	return fault->length == 0;
}

int
main(int argc, char **argv)
{
	struct str text = STR_EMPTY, out = STR_EMPTY, fault = STR_EMPTY;
	struct err err = {0};
	enum print_size size =
	    argc > 2 ? print_size_find(argv[2]) : PRINT_SIZE_MAX;
	long times = argc > 3 ? strtol(argv[3], NULL, 10) : 1;

	if (size == PRINT_SIZE_MAX) {
		fprintf(stderr, "usage: page FILE SIZE [TIMES]\n");
		return 2;
	}
	if (!file_read(argv[1], FILE_LIMIT, &text, &err))
		err_put(&fault, &err, words_english());
	while (fault.length == 0 && times-- > 0) {
		str_clear(&out);
		set_page(text.text, size, &out, &fault);
	}
	if (fault.length > 0)
		fprintf(stderr, "%s: %s\n", argv[1], fault.text);
	else
		fwrite(out.text, 1, out.length, stdout);

	int status = fault.length > 0;
	str_release(&text);
	str_release(&out);
	str_release(&fault);
	return status;
}
