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
 * Note the glyphs of a stretch; the stretch must outlive the embed.  Returns
 * whether the glyphs, read one by one, say the stretch's text: if not, the
 * text must be given beside them.
 */
bool embed_use(struct embed *embed, const struct stretch *stretch);

/* The face's number among the fonts, in the order of their first use. */
int embed_number(const struct embed *embed, const struct face *face);

/* Write the fonts; appends the dictionary of them that every page names. */
bool embed_put(struct embed *embed, struct writer *writer, struct str *fonts,
    struct err *err);

#endif
