/*
 * What a file says of itself: catalog, title, language, bookmarks.
 */
#ifndef OUT_PDF_META_H
#define OUT_PDF_META_H

#include "doc/layout.h"
#include "out/pdf_write.h"

/* Numbers of objects that the catalog names. */
struct meta_job {
	const struct layout *layout;
	const int *pages; /* of each page */
	int page_tree;
	int structure;
};

/* Write them and all else that remains; then the file is finished. */
void meta_put(struct writer *writer, const struct meta_job *job);

#endif
