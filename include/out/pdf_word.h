/*
 * A word to glyphs, for pdf_shape.c only.
 */
#ifndef OUT_PDF_WORD_H
#define OUT_PDF_WORD_H

#include "out/pdf_shape.h"

struct setter;

/* Borrows all three; glyphs live in the arena, embed learns what is used. */
struct setter *setter_new(
    struct faces *faces, struct embed *embed, struct arena *arena);
void setter_free(struct setter *setter);

/*
 * Fill an empty shape.  The language must live as long as the setter; the line
 * that the word is in shows where a character without a font stands.
 */
void setter_shape(struct setter *setter, const struct shape_text *word,
    const struct shape_text *line, struct word_shape *shape);

/* What shaper_has_all() says. */
bool setter_has_all(const struct setter *setter, struct err *err);

#endif
