/*
 * Embedding: what each face was used for, and its subset in the file.
 *
 * Each glyph is noted with its width and with the text that it stands for:
 * its own character if it has one, else that of the cluster that first used
 * it.  A file holds, for each face, the outlines of those glyphs under their
 * old numbers (so that pages can be written before the subset is made), their
 * widths, and the way back to Unicode.
 *
 * Notes are kept in one table a face, by glyph, and written in order: the same
 * pages give the same bytes.  Texts are borrowed from the shaper.  Tested by
 * tests/unit/out_pdf.c and by tests/paper.
 */
#include "out/pdf_embed.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/utf8.h"

enum {
	NOTES_FIRST = 128,
	ROWS_MAX = 100, /* of a list in a map to Unicode */
	NAME_SIZE = 64,
	TAG_LETTERS = 6,
	SYMBOLIC = 4 /* the font has its own numbering */
};

/* What a glyph says, and how wide it is. */
struct note {
	const char *text; /* NULL: free */
	size_t length;
	uint16_t id;
	int16_t width;
};

struct use {
	const struct face *face; /* NULL: not used */
	int number;              /* among the used faces */
	struct note *notes;
	size_t count, size;
};

struct embed {
	struct use uses[FACES_MAX];
	int order[FACES_MAX]; /* of uses, by their number */
	int count;
};

struct embed *
embed_new(void)
{
	return mem_new(sizeof(struct embed));
}

void
embed_free(struct embed *embed)
{
	if (!embed)
		return;
	for (int i = 0; i < embed->count; i++)
		mem_free(embed->uses[embed->order[i]].notes);
	mem_free(embed);
}

static struct use *
get_use(struct embed *embed, const struct face *face)
{
	struct use *use = &embed->uses[face->index];

	if (!use->face) {
		use->face = face;
		use->number = embed->count;
		use->size = NOTES_FIRST;
		use->notes = mem_new(use->size * sizeof(*use->notes));
		embed->order[embed->count++] = face->index;
	}
	return use;
}

/* The glyph's note, or the free one where it belongs. */
static struct note *
find_note(const struct use *use, uint16_t id)
{
	size_t at = (size_t)id * 40503 & (use->size - 1);

	while (use->notes[at].text && use->notes[at].id != id)
		at = (at + 1) & (use->size - 1);
	return &use->notes[at];
}

static void
grow(struct use *use)
{
	struct note *old = use->notes;
	size_t size = use->size;

	use->size = size * 2;
	use->notes = mem_new(use->size * sizeof(*use->notes));
	for (size_t i = 0; i < size; i++)
		if (old[i].text)
			*find_note(use, old[i].id) = old[i];
	mem_free(old);
}

/* The character of the cluster that has the glyph for itself, or all of it. */
static void
fill_note(
    struct note *note, const struct stretch *stretch, const struct glyph *glyph)
{
	*note = (struct note){
	    .id = glyph->id,
	    .width = (int16_t)hb_font_get_glyph_h_advance(
		stretch->face->hb_font, glyph->id),
	    .text = stretch->text + glyph->cluster,
	    .length = glyph->cluster_end - glyph->cluster,
	};
	for (size_t at = glyph->cluster; at < glyph->cluster_end;) {
		uint32_t code;
		hb_codepoint_t nominal;
		size_t used = utf8_decode(
		    stretch->text + at, stretch->length - at, &code);
		if (hb_font_get_nominal_glyph(
			stretch->face->hb_font, code, &nominal) &&
		    nominal == glyph->id) {
			note->text = stretch->text + at;
			note->length = used;
			return;
		}
		at += used;
	}
}

void
embed_use(struct embed *embed, struct stretch *stretch)
{
	struct use *use = get_use(embed, stretch->face);
	size_t said = 0; /* of the stretch's text */
	bool is_plain = true;

	for (size_t i = 0; i < stretch->count; i++) {
		struct glyph *glyph = &stretch->glyphs[i];
		struct note *note = find_note(use, glyph->id);
		if (!note->text) {
			if (use->count * 2 >= use->size) {
				grow(use);
				note = find_note(use, glyph->id);
			}
			use->count++;
			fill_note(note, stretch, glyph);
		}
		glyph->natural = note->width;
		is_plain =
		    is_plain && note->length <= stretch->length - said &&
		    memcmp(note->text, stretch->text + said, note->length) == 0;
		said += note->length;
	}
	stretch->is_plain = is_plain && said == stretch->length;
	stretch->font = use->number;
}

/* --- What is written ------------------------------------------------------ */

static int
compare_notes(const void *a, const void *b)
{
	const struct note *first = a, *second = b;

	return first->id < second->id ? -1 : first->id > second->id;
}

/* The notes in the order of their glyphs, and nothing between them. */
static struct note *
sort_notes(const struct use *use)
{
	struct note *sorted = mem_new(use->count * sizeof(*sorted));
	size_t count = 0;

	for (size_t i = 0; i < use->size; i++)
		if (use->notes[i].text)
			sorted[count++] = use->notes[i];
	qsort(sorted, count, sizeof(*sorted), compare_notes);
	return sorted;
}

/* "ABCDEF+NotoSans-Regular": six letters that depend on the glyphs alone. */
static void
put_name(struct str *out, const struct use *use)
{
	char name[NAME_SIZE];
	unsigned size = sizeof(name);
	uint64_t hash = pdf_hash(0, "", 0);

	for (size_t i = 0; i < use->count; i++)
		hash = pdf_hash(hash, &use->notes[i].id, sizeof(uint16_t));
	for (int i = 0; i < TAG_LETTERS; i++, hash /= 26)
		str_put_char(out, (char)('A' + hash % 26));
	str_put_char(out, '+');
	hb_ot_name_get_utf8(use->face->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
	    hb_language_from_string("en", -1), &size, name);
	for (const char *c = name; *c != '\0'; c++)
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') ||
		    (*c >= 'a' && *c <= 'z') || *c == '-')
			str_put_char(out, *c);
}

/*
 * The tables of a whole font but those that a page has no use for.  Those of
 * joining are hidden for another reason too: else the subsetter adds every
 * glyph that they could lead to; and that of characters, which it would read
 * to the end.
 */
static hb_blob_t *
give_table(hb_face_t *seen, hb_tag_t tag, void *whole)
{
	static const hb_tag_t hidden[] = {
	    HB_TAG('G', 'S', 'U', 'B'),
	    HB_TAG('G', 'P', 'O', 'S'),
	    HB_TAG('G', 'D', 'E', 'F'),
	    HB_TAG('M', 'A', 'T', 'H'),
	    HB_TAG('S', 'T', 'A', 'T'),
	    HB_TAG('B', 'A', 'S', 'E'),
	    HB_TAG('V', 'O', 'R', 'G'),
	    HB_TAG('v', 'h', 'e', 'a'),
	    HB_TAG('v', 'm', 't', 'x'),
	    HB_TAG('c', 'm', 'a', 'p'),
	    HB_TAG('n', 'a', 'm', 'e'),
	    HB_TAG('p', 'o', 's', 't'),
	    HB_TAG('O', 'S', '/', '2'),
	};

	(void)seen;
	for (size_t i = 0; i < ARRAY_LENGTH(hidden); i++)
		if (tag == hidden[i])
			return hb_blob_get_empty();
	return hb_face_reference_table(whole, tag);
}

/* Of a font of all weights only the one that was drawn goes into the file. */
static void
pin_axes(hb_subset_input_t *input, const struct face *face)
{
	enum { AXES_MAX = 8 };
	hb_ot_var_axis_info_t axes[AXES_MAX];
	unsigned count = AXES_MAX;

	if (!face->is_variable)
		return;
	hb_ot_var_get_axis_infos(face->hb_face, 0, &count, axes);
	for (unsigned i = 0; i < count; i++)
		if (axes[i].tag == HB_OT_TAG_VAR_AXIS_WEIGHT)
			hb_subset_input_pin_axis_location(input, face->hb_face,
			    axes[i].tag,
			    face->is_strong ? WEIGHT_BOLD : WEIGHT_REGULAR);
		else
			hb_subset_input_pin_axis_to_default(
			    input, face->hb_face, axes[i].tag);
}

/* The subset's bytes: the whole font, or the outlines if PostScript. */
static hb_blob_t *
make_subset(const struct use *use)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_blob_t *bytes = NULL;

	if (!input)
		return NULL;
	/* Outlines that are named by CID keep their names by themselves. */
	hb_subset_input_set_flags(
	    input, HB_SUBSET_FLAGS_NO_HINTING |
		       (use->face->is_cid_keyed ? HB_SUBSET_FLAGS_DESUBROUTINIZE
						: HB_SUBSET_FLAGS_RETAIN_GIDS));
	pin_axes(input, use->face);

	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	for (size_t i = 0; i < use->count; i++)
		hb_set_add(glyphs, use->notes[i].id);

	hb_face_t *seen =
	    hb_face_create_for_tables(give_table, use->face->hb_face, NULL);
	hb_face_t *face = hb_subset_or_fail(seen, input);
	hb_face_destroy(seen);
	if (face)
		bytes = use->face->is_cff ? hb_face_reference_table(face,
						HB_TAG('C', 'F', 'F', ' '))
					  : hb_face_reference_blob(face);
	hb_face_destroy(face);
	hb_subset_input_destroy(input);
	return bytes;
}

static bool
put_file(struct writer *writer, int number, const struct use *use)
{
	hb_blob_t *subset = make_subset(use);
	unsigned length;
	struct str entries = STR_EMPTY;

	if (!subset)
		return false;

	const char *bytes = hb_blob_get_data(subset, &length);
	if (use->face->is_cff)
		str_put(&entries, "/Subtype/CIDFontType0C");
	else
		str_format(&entries, "/Length1 %u", length);
	writer_put_stream(writer, number, entries.text, bytes, length);
	str_release(&entries);
	hb_blob_destroy(subset);
	return length > 0;
}

static void
put_map_rows(struct str *map, const struct note *notes, size_t count)
{
	str_format(map, "%zu beginbfchar\n", count);
	for (size_t i = 0; i < count; i++) {
		str_put_char(map, '<');
		pdf_put_hex(map, notes[i].id);
		str_put(map, "><");
		pdf_put_codes(map, notes[i].text, notes[i].length);
		str_put(map, ">\n");
	}
	str_put(map, "endbfchar\n");
}

static void
put_map(struct writer *writer, int number, const struct use *use)
{
	struct str map = STR_EMPTY;

	str_put(&map,
	    "/CIDInit /ProcSet findresource begin\n12 dict begin\n"
	    "begincmap\n"
	    "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>>"
	    " def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < use->count; i += ROWS_MAX)
		put_map_rows(&map, use->notes + i,
		    use->count - i < ROWS_MAX ? use->count - i : ROWS_MAX);
	str_put(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
		      "end\nend\n");
	writer_put_stream(writer, number, "", map.text, map.length);
	str_release(&map);
}

/* "[3[260 600]17[572]]": a list for every run of neighbouring glyphs. */
static void
put_widths(struct str *out, const struct use *use)
{
	str_put_char(out, '[');
	for (size_t i = 0; i < use->count; i++) {
		const struct note *note = &use->notes[i];
		bool is_next = i > 0 && note[-1].id + 1 == note->id;
		if (!is_next) {
			if (i > 0)
				str_put_char(out, ']');
			str_put_int(out, note->id);
			str_put_char(out, '[');
		} else {
			str_put_char(out, ' ');
		}
		str_put_int(out, note->width);
	}
	str_put(out, "]]");
}

static int
read_int16(const unsigned char *bytes)
{
	int number = bytes[0] << 8 | bytes[1];

	return number > INT16_MAX ? number - UINT16_MAX - 1 : number;
}

/* The box round all of the font's glyphs, which only its head knows. */
static void
put_box(struct str *out, hb_face_t *face)
{
	enum { BOX_AT = 36, HEAD_SIZE = 54 };
	hb_blob_t *head =
	    hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
	unsigned length;
	const unsigned char *bytes =
	    (const unsigned char *)hb_blob_get_data(head, &length);
	int units = (int)hb_face_get_upem(face);

	str_put(out, "/FontBBox[");
	for (size_t i = 0; i < 4; i++) {
		int edge =
		    length < HEAD_SIZE ? 0 : read_int16(bytes + BOX_AT + 2 * i);
		str_put_int(out, edge * FACE_EM / units);
		str_put_char(out, ' ');
	}
	str_put_char(out, ']');
	hb_blob_destroy(head);
}

static void
put_descriptor(
    struct str *out, const struct use *use, const char *name, int file)
{
	hb_font_t *font = use->face->hb_font;
	hb_font_extents_t extents = {0};
	hb_position_t capitals = 0;

	hb_font_get_h_extents(font, &extents);
	hb_ot_metrics_get_position_with_fallback(
	    font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capitals);
	str_format(
	    out, "<</Type/FontDescriptor/FontName/%s/Flags %d", name, SYMBOLIC);
	put_box(out, use->face->hb_face);
	str_format(out,
	    "/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/%s ",
	    extents.ascender, extents.descender, capitals,
	    use->face->is_strong ? 166 : 88,
	    use->face->is_cff ? "FontFile3" : "FontFile2");
	pdf_put_reference(out, file);
	str_put(out, ">>");
}

static void
put_descendant(
    struct str *out, const struct use *use, const char *name, int descriptor)
{
	str_format(out,
	    "<</Type/Font/Subtype/%s/BaseFont/%s"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
	    "/FontDescriptor %d 0 R/DW 0/W ",
	    use->face->is_cff ? "CIDFontType0"
			      : "CIDFontType2/CIDToGIDMap/Identity",
	    name, descriptor);
	put_widths(out, use);
	str_put(out, ">>");
}

/* A font is five objects; returns the number of the one that pages name. */
static int
put_font(struct writer *writer, const struct use *use)
{
	enum { FONT, DESCENDANT, DESCRIPTOR, FILE_BYTES, MAP, OBJECTS };
	int first = writer_reserve(writer, OBJECTS);
	struct str name = STR_EMPTY;

	if (!put_file(writer, first + FILE_BYTES, use))
		return 0;
	put_map(writer, first + MAP, use);
	put_name(&name, use);
	put_descriptor(writer_begin(writer, first + DESCRIPTOR), use, name.text,
	    first + FILE_BYTES);
	put_descendant(writer_begin(writer, first + DESCENDANT), use, name.text,
	    first + DESCRIPTOR);
	str_format(writer_begin(writer, first + FONT),
	    "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
	    "/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
	    name.text, first + DESCENDANT, first + MAP);
	str_release(&name);
	return first + FONT;
}

bool
embed_put(const struct embed *embed, struct writer *writer, struct str *fonts,
    struct err *err)
{
	str_put(fonts, "<<");
	for (int i = 0; i < embed->count; i++) {
		struct use sorted = embed->uses[embed->order[i]];
		sorted.notes = sort_notes(&sorted);
		int number = put_font(writer, &sorted);
		mem_free(sorted.notes);
		if (number == 0)
			return err_set(
			    err, WORD_PDF_FONT_BROKEN, sorted.face->name, NULL);
		str_format(fonts, "/F%d %d 0 R", i, number);
	}
	str_put(fonts, ">>");
	return true;
}
