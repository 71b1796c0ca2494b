/*
 * The PDF back end as a table of calls, for whoever is not linked with it.
 *
 *	desk_new(.find_pdf) -> { find_pdf() -> calls->new() ... calls->free() }
 *
 * It stands on large libraries that nobody needs until a page is set, so it
 * is a module of its own that the program loads then (app/module.h), and this
 * table is all that the module shows.  The module has a copy of its own of all
 * that it uses of the floors below; documents, layouts, texts and errors go
 * from one copy to the other, as both know them by the same headers.  A table
 * stays where it is until the program ends.  What is linked with the back end,
 * as tests are, takes the table as it stands.
 */
#ifndef OUT_PDF_CALLS_H
#define OUT_PDF_CALLS_H

#include "base/attr.h"
#include "out/pdf.h"

struct pdf_calls {
	/*
	 * PDF_CALLS_BUILD of its sources: the program's version, and a sum of
	 * the headers that both know.  First, in every version: whoever loads
	 * a table looks at nothing else before.
	 */
	const char *build;
	/* Its mem_on_give_up(): its copy of base/mem.h knows no terminal. */
	void (*on_give_up)(void (*restore)(void));
	/* As in out/pdf.h, by the same names. */
	bool (*new)(const struct doc *doc, enum print_size size,
	    const char *fonts, struct pdf **pdf, struct err *err);
	void (*free)(struct pdf *pdf);
	const struct layout *(*layout)(const struct pdf *pdf);
	bool (*put)(struct str *out, const struct pdf *pdf, struct err *err);
};

#define PDF_CALLS_SYMBOL "pdf_calls"

/* The back end itself: only what is linked with it may name this. */
extern const struct pdf_calls pdf_calls EXPORTED;

#endif
