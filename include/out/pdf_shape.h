/*
 * Text to glyphs: words shaped once and kept, in the order they are drawn.
 */
#ifndef OUT_PDF_SHAPE_H
#define OUT_PDF_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "out/pdf_font.h"

/* All figures are thousandths of the face's size. */
struct glyph {
	uint16_t id;
	int16_t natural; /* its width as the font has it; embed tells it */
	int16_t advance;  /* how far the next one is, with kerning */
	int16_t x, y;     /* where it is drawn, from where it stands */
	uint32_t cluster; /* its text begins here in the stretch's text... */
	uint32_t cluster_end; /* ...and ends here */
};

/* Neighbouring glyphs of one face, from left to right. */
struct stretch {
	const struct face *face;
	const char *text;
	size_t length;
	struct glyph *glyphs;
	size_t count;
	int width; /* thousandths of the size asked for, like all that follow */
	bool is_mirrored; /* read from right to left */
	bool is_plain; /* its glyphs, read one by one, say its text */
	int font;      /* the face's number in the file */
	/* What a page lists for it; NULL if glyphs are raised or lowered. */
	const char *list;
	size_t list_length;
};

/* What stands between two blanks, one wide letter, or a blank. */
struct word_shape {
	const struct stretch *stretches; /* from left to right */
	size_t count;
	int width;
};

struct shape_text {
	const char *text;
	size_t length;
	bool is_strong;
	bool is_mirrored; /* of a paragraph that runs from right to left */
	const char *language;
};

/* The words of a line from left to right. */
struct line_shape {
	const struct word_shape *const *words;
	size_t count;
	int width;
};

/* Are there letters in it that may be read from right to left? */
bool shape_may_turn(const char *text, size_t length);

struct shaper;
struct embed;

/* Borrows both, which must outlive it; embed learns what is used. */
struct shaper *shaper_new(struct faces *faces, struct embed *embed);
void shaper_free(struct shaper *shaper);

/*
 * The line lives until the next call, the words as long as the shaper.  A
 * character without a font is remembered.
 */
struct line_shape shaper_line(
    struct shaper *shaper, const struct shape_text *text);

/* False, with a sentence, if a character had no font since shaper_new(). */
bool shaper_has_all(const struct shaper *shaper, struct err *err);

#endif
