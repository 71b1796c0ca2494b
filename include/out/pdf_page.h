/*
 * A page of the layout as the content stream of a PDF page.
 */
#ifndef OUT_PDF_PAGE_H
#define OUT_PDF_PAGE_H

#include <stddef.h>

#include "base/str.h"
#include "doc/layout.h"
#include "out/pdf.h"
#include "out/pdf_shape.h"
#include "out/pdf_tag.h"

/* What painting needs, all borrowed. */
struct page_job {
	const struct layout *layout;
	enum print_size size;
	struct shaper *shaper;
	struct tags *tags; /* learns what stands where */
};

/* Append the page's content; pages are painted in their order. */
void page_paint(struct str *out, const struct page_job *job, size_t page);

#endif
