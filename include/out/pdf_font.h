/*
 * Faces: font files opened by path, one for each script and weight.
 *
 * A face is opened when the first character asks for it and stays open with
 * its faces.  All figures of a face are thousandths of its size, the units
 * of PDF itself, whatever the font's own are.
 */
#ifndef OUT_PDF_FONT_H
#define OUT_PDF_FONT_H

#include <stdbool.h>
#include <stdint.h>

struct hb_face_t;
struct hb_font_t;

/* Figures of an em in which everything is measured; weights as fonts count. */
enum { FACE_EM = 1000, WEIGHT_REGULAR = 400, WEIGHT_BOLD = 700 };

struct face {
	const char *name; /* "Noto Sans Bengali" */
	struct hb_face_t *hb_face;
	struct hb_font_t *hb_font;
	bool is_cff;       /* outlines as PostScript, not TrueType... */
	bool is_cid_keyed; /* ...that keep their numbers in a subset */
	bool is_strong;
	bool is_variable; /* the file holds all weights */
	int percent; /* of the size asked for, so that all look as large */
	int index; /* below FACES_MAX, and always the same for the same font */
};

enum { TYPEFACES_MAX = 64, FACES_MAX = 2 * TYPEFACES_MAX };

struct faces;

/* `folder` is looked into before the system's folders; NULL: none. */
struct faces *faces_new(const char *folder);
void faces_free(struct faces *faces);

/* A character, and what stands around it. */
struct face_wish {
	uint32_t code;
	bool is_strong;
	const char *language;      /* decides between the faces of Han */
	const struct face *before; /* of the character before; NULL: none */
};

/*
 * The face to set the character with, borrowed; NULL if no font that is
 * installed has it.  A mark, and a sign that many scripts share, stays with
 * the face before it; a strong face that is not installed gives way to the
 * plain one.
 */
const struct face *faces_find(
    struct faces *faces, const struct face_wish *wish);

/*
 * "Noto Sans Bengali": the font that is made for the character's script, for
 * a sentence that asks to install it; NULL when that font is installed, or
 * there is none.
 */
const char *faces_missing(
    struct faces *faces, uint32_t code, const char *language);

/* Characters that ask for no glyph: joiners and selectors. */
bool face_skips(uint32_t code);

#endif
