/*
 * The glyphs that pages use, and the fonts that are put in the file for them.
 */
#ifndef OUT_PDF_EMBED_H
#define OUT_PDF_EMBED_H

#include <stdbool.h>

#include "out/pdf_shape.h"
#include "out/pdf_write.h"

struct embed;

struct embed *embed_new(void);
void embed_free(struct embed *embed);

/*
 * Note the glyphs of a stretch, whose text must outlive the embed.  It is told
 * whether they are plain and what number its face has among the fonts, in the
 * order of their first use; and they are told their natural widths.
 */
void embed_use(struct embed *embed, struct stretch *stretch);

/* Write the fonts; appends the dictionary of them that every page names. */
bool embed_put(const struct embed *embed, struct writer *writer,
    struct str *fonts, struct err *err);

#endif
