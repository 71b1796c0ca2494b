/*
 * Tagged PDF (PDF/UA-1) with embedded subset fonts.
 *
 *	pdf_new() -> { pdf_layout() } -> pdf_put() -> pdf_free()
 *
 * Fonts are opened by path from a short list, never through fontconfig.  A
 * character that no font has fails with a sentence that names it: a missing
 * letter is a failed plan.  The program itself knows it as out/pdf_calls.h.
 */
#ifndef OUT_PDF_H
#define OUT_PDF_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "doc/doc.h"
#include "doc/layout.h"
#include "out/print_size.h"

struct pdf;

/*
 * Lay the document out; it must outlive the pdf.  Fonts that its characters
 * need are opened; fails with a sentence if one is not installed or a
 * character has none.  `fonts` is a folder to look in before the system's, or
 * NULL.
 */
bool pdf_new(const struct doc *doc, enum print_size size, const char *fonts,
    struct pdf **pdf, struct err *err);
void pdf_free(struct pdf *pdf);

/* Its pages, in thousandths of a point. */
const struct layout *pdf_layout(const struct pdf *pdf);

/* Write the file's bytes; the same document always gives the same bytes. */
bool pdf_put(struct str *out, const struct pdf *pdf, struct err *err);

#endif
