/*
 * Faces: which font sets which character, and where its file lies.
 *
 * The table of typefaces is the only place that names a font; the table of
 * folders the only one that names a place.  A file is looked for by its name
 * in every folder and mapped into memory, never through fontconfig: that costs
 * ten times what the whole page costs.  What this file refuses to know is how
 * glyphs are joined or drawn.
 *
 *	struct face_wish wish = {.code = 0x995, .language = "bn"};
 *	const struct face *face = faces_find(faces, &wish);
 *
 * Tested by tests/unit/out_pdf_font.c.
 */
#include "out/pdf_font.h"

#include <assert.h>
#include <ctype.h>
#include <hb-ot.h>
#include <hb.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum { FILES_MAX = 2, SCRIPTS_MAX = 3, FAMILY_SIZE = 64, PLAIN_MAX = 0x80 };

/*
 * A file's name is that of the typeface without its blanks, unless it is
 * given: a collection holds several families.
 */
struct typeface {
	const char *name;
	hb_script_t scripts[SCRIPTS_MAX];
	const char *files[FILES_MAX];
	int percent; /* of the size asked for; 0: all of it */
};

enum { FACE_SC = 4, FACE_TC, FACE_HK, FACE_JP, FACE_KR };

/*
 * A character is looked for in the face of its script, then from the top: so
 * the first ones also hold the signs that belong to no script.
 */
/* clang-format off */
static const struct typeface typefaces[] = {
    {.name = "Noto Sans",
	.scripts = {HB_SCRIPT_LATIN, HB_SCRIPT_GREEK, HB_SCRIPT_CYRILLIC}},
    {.name = "Noto Sans Math"},
    {.name = "Noto Sans Symbols"},
    {.name = "Noto Sans Symbols 2", .scripts = {HB_SCRIPT_BRAILLE}},
    [FACE_SC] = {.name = "Noto Sans CJK SC", .scripts = {HB_SCRIPT_HAN},
	.files = {"NotoSansCJK", "NotoSansCJKsc"}},
    [FACE_TC] = {.name = "Noto Sans CJK TC", .scripts = {HB_SCRIPT_BOPOMOFO},
	.files = {"NotoSansCJK", "NotoSansCJKtc"}},
    [FACE_HK] = {.name = "Noto Sans CJK HK",
	.files = {"NotoSansCJK", "NotoSansCJKhk"}},
    [FACE_JP] = {.name = "Noto Sans CJK JP",
	.scripts = {HB_SCRIPT_HIRAGANA, HB_SCRIPT_KATAKANA},
	.files = {"NotoSansCJK", "NotoSansCJKjp"}},
    [FACE_KR] = {.name = "Noto Sans CJK KR", .scripts = {HB_SCRIPT_HANGUL},
	.files = {"NotoSansCJK", "NotoSansCJKkr"}},
    {.name = "Noto Naskh Arabic",
	.scripts = {HB_SCRIPT_ARABIC}, .percent = 118},
    {.name = "Noto Sans Devanagari", .scripts = {HB_SCRIPT_DEVANAGARI}},
    {.name = "Noto Sans Bengali", .scripts = {HB_SCRIPT_BENGALI}},
    {.name = "Noto Sans Gujarati", .scripts = {HB_SCRIPT_GUJARATI}},
    {.name = "Noto Sans Gurmukhi", .scripts = {HB_SCRIPT_GURMUKHI}},
    {.name = "Noto Sans Tamil", .scripts = {HB_SCRIPT_TAMIL}},
    {.name = "Noto Sans Telugu", .scripts = {HB_SCRIPT_TELUGU}},
    {.name = "Noto Sans Kannada", .scripts = {HB_SCRIPT_KANNADA}},
    {.name = "Noto Sans Malayalam", .scripts = {HB_SCRIPT_MALAYALAM}},
    {.name = "Noto Sans Oriya", .scripts = {HB_SCRIPT_ORIYA}},
    {.name = "Noto Sans Sinhala", .scripts = {HB_SCRIPT_SINHALA}},
    {.name = "Noto Sans Syloti Nagri", .scripts = {HB_SCRIPT_SYLOTI_NAGRI}},
    {.name = "Noto Sans Ol Chiki", .scripts = {HB_SCRIPT_OL_CHIKI}},
    {.name = "Noto Sans Meetei Mayek", .scripts = {HB_SCRIPT_MEETEI_MAYEK}},
    {.name = "Noto Sans Chakma", .scripts = {HB_SCRIPT_CHAKMA}},
    {.name = "Noto Sans Limbu", .scripts = {HB_SCRIPT_LIMBU}},
    {.name = "Noto Sans Lepcha", .scripts = {HB_SCRIPT_LEPCHA}},
    {.name = "Noto Sans Newa", .scripts = {HB_SCRIPT_NEWA}},
    {.name = "Noto Serif Tibetan", .scripts = {HB_SCRIPT_TIBETAN}},
    {.name = "Noto Sans Thaana", .scripts = {HB_SCRIPT_THAANA}},
    {.name = "Noto Sans Hebrew", .scripts = {HB_SCRIPT_HEBREW}},
    {.name = "Noto Sans Syriac", .scripts = {HB_SCRIPT_SYRIAC}},
    {.name = "Noto Sans Mandaic", .scripts = {HB_SCRIPT_MANDAIC}},
    {.name = "Noto Sans Samaritan", .scripts = {HB_SCRIPT_SAMARITAN}},
    {.name = "Noto Sans Hanifi Rohingya",
	.scripts = {HB_SCRIPT_HANIFI_ROHINGYA}},
    {.name = "Noto Sans Armenian", .scripts = {HB_SCRIPT_ARMENIAN}},
    {.name = "Noto Sans Georgian", .scripts = {HB_SCRIPT_GEORGIAN}},
    {.name = "Noto Sans Ethiopic", .scripts = {HB_SCRIPT_ETHIOPIC}},
    {.name = "Noto Sans Adlam", .scripts = {HB_SCRIPT_ADLAM}},
    {.name = "Noto Sans NKo", .scripts = {HB_SCRIPT_NKO}},
    {.name = "Noto Sans Tifinagh", .scripts = {HB_SCRIPT_TIFINAGH}},
    {.name = "Noto Sans Vai", .scripts = {HB_SCRIPT_VAI}},
    {.name = "Noto Sans Bamum", .scripts = {HB_SCRIPT_BAMUM}},
    {.name = "Noto Sans Osmanya", .scripts = {HB_SCRIPT_OSMANYA}},
    {.name = "Noto Sans Coptic", .scripts = {HB_SCRIPT_COPTIC}},
    {.name = "Noto Sans Thai", .scripts = {HB_SCRIPT_THAI}},
    {.name = "Noto Sans Lao", .scripts = {HB_SCRIPT_LAO}},
    {.name = "Noto Sans Khmer", .scripts = {HB_SCRIPT_KHMER}},
    {.name = "Noto Sans Myanmar", .scripts = {HB_SCRIPT_MYANMAR}},
    {.name = "Noto Sans Pahawh Hmong", .scripts = {HB_SCRIPT_PAHAWH_HMONG}},
    {.name = "Noto Sans Javanese", .scripts = {HB_SCRIPT_JAVANESE}},
    {.name = "Noto Sans Balinese", .scripts = {HB_SCRIPT_BALINESE}},
    {.name = "Noto Sans Tagalog", .scripts = {HB_SCRIPT_TAGALOG}},
    {.name = "Noto Sans Mongolian", .scripts = {HB_SCRIPT_MONGOLIAN}},
    {.name = "Noto Sans Yi", .scripts = {HB_SCRIPT_YI}},
    {.name = "Noto Sans Lisu", .scripts = {HB_SCRIPT_LISU}},
    {.name = "Noto Sans Cherokee", .scripts = {HB_SCRIPT_CHEROKEE}},
    {.name = "Noto Sans Canadian Aboriginal",
	.scripts = {HB_SCRIPT_CANADIAN_SYLLABICS}},
    {.name = "Noto Sans Osage", .scripts = {HB_SCRIPT_OSAGE}},
};

/* Debian and Ubuntu; Fedora; Arch; macOS; one's own. */
static const char *const folders[] = {
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/google-noto",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/noto",
    "/usr/share/fonts/noto-cjk",
    "/Library/Fonts",
    "/usr/local/share/fonts",
    "~/Library/Fonts",
    "~/.local/share/fonts",
};

/* The language decides which shapes of Han a reader knows; first fit. */
static const struct {
	const char *language;
	int typeface;
} han_faces[] = {
    {"zh-hant-hk", FACE_HK}, {"zh-hk", FACE_HK}, {"zh-mo", FACE_HK},
    {"yue", FACE_HK}, {"zh-hant", FACE_TC}, {"zh-tw", FACE_TC},
    {"ja", FACE_JP}, {"ko", FACE_KR},
};
/* clang-format on */

static_assert(ARRAY_LENGTH(typefaces) <= TYPEFACES_MAX, "too many typefaces");

struct faces {
	char *folder;
	struct face faces[FACES_MAX];
	bool is_tried[FACES_MAX];
	/* For ASCII it depends on the weight alone; NULL: not asked yet. */
	const struct face *plain[2][PLAIN_MAX];
};

struct faces *
faces_new(const char *folder)
{
	struct faces *faces = mem_new(sizeof(*faces));

	faces->folder = folder ? mem_copy_text(folder) : NULL;
	return faces;
}

void
faces_free(struct faces *faces)
{
	if (!faces)
		return;
	for (int i = 0; i < FACES_MAX; i++) {
		hb_font_destroy(faces->faces[i].hb_font);
		hb_face_destroy(faces->faces[i].hb_face);
	}
	mem_free(faces->folder);
	mem_free(faces);
}

bool
face_skips(uint32_t code)
{
	static const struct {
		uint32_t first, last;
	} skipped[] = {
	    {0x200C, 0x200D},
	    {0xFE00, 0xFE0F},
	    {0x180B, 0x180F},
	    {0xE0020, 0xE007F},
	    {0xE0100, 0xE01EF},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(skipped); i++)
		if (code >= skipped[i].first && code <= skipped[i].last)
			return true;
	return false;
}

static bool
is_family(hb_face_t *face, const char *name)
{
	char family[FAMILY_SIZE];
	unsigned size = sizeof(family);

	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_FONT_FAMILY,
	    hb_language_from_string("en", -1), &size, family);
	return text_is(family, name);
}

/* The font in a file: of a collection, the family that is asked for. */
static hb_face_t *
open_file(const char *path, const char *name)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	hb_face_t *face = NULL;

	if (!blob)
		return NULL;

	unsigned count = hb_face_count(blob);
	for (unsigned i = 0; i < count && !face; i++) {
		face = hb_face_create(blob, i);
		if (hb_face_get_glyph_count(face) == 0 ||
		    (count > 1 && !is_family(face, name))) {
			hb_face_destroy(face);
			face = NULL;
		}
	}
	hb_blob_destroy(blob);
	return face;
}

/* A file for each weight, or one that holds all of them. */
static hb_face_t *
open_in_folder(
    const char *folder, const char *file, const char *weight, const char *name)
{
	static const struct {
		bool has_weight;
		const char *ending;
	} endings[] = {
	    {true, ".ttf"},
	    {true, ".otf"},
	    {true, ".ttc"},
	    {false, "[wght].ttf"},
	    {false, "[wdth,wght].ttf"},
	};
	hb_face_t *face = NULL;

	for (size_t i = 0; i < ARRAY_LENGTH(endings) && !face; i++) {
		struct str path = STR_EMPTY;
		file_put_at_home(&path, folder);
		str_format(&path, "/%s%s%s%s", file,
		    endings[i].has_weight ? "-" : "",
		    endings[i].has_weight ? weight : "", endings[i].ending);
		face = open_file(path.text, name);
		str_release(&path);
	}
	return face;
}

static hb_face_t *
open_anywhere(const struct faces *faces, const char *file, const char *weight,
    const char *name)
{
	hb_face_t *face = NULL;

	if (faces->folder)
		face = open_in_folder(faces->folder, file, weight, name);
	for (size_t i = 0; i < ARRAY_LENGTH(folders) && !face; i++)
		face = open_in_folder(folders[i], file, weight, name);
	return face;
}

static void
put_file(struct str *file, const char *name)
{
	for (; *name != '\0'; name++)
		if (*name != ' ')
			str_put_char(file, *name);
}

static hb_face_t *
open_typeface(const struct faces *faces, const struct typeface *typeface,
    const char *weight)
{
	hb_face_t *face = NULL;

	if (!typeface->files[0]) {
		struct str file = STR_EMPTY;
		put_file(&file, typeface->name);
		face = open_anywhere(faces, file.text, weight, typeface->name);
		str_release(&file);
		return face;
	}
	for (size_t i = 0; i < FILES_MAX && !face; i++)
		face = open_anywhere(
		    faces, typeface->files[i], weight, typeface->name);
	return face;
}

/* A big-endian number in a font's table; 0 beyond its end. */
static size_t
read_number(const unsigned char *bytes, size_t length, size_t at, size_t size)
{
	size_t number = 0;

	for (size_t i = 0; i < size && at + i < length; i++)
		number = number << 8 | bytes[at + i];
	return number;
}

/*
 * An INDEX of a CFF table: where its first item begins, and where the INDEX
 * ends.
 */
static size_t
read_index(const unsigned char *bytes, size_t length, size_t at, size_t *end)
{
	size_t count = read_number(bytes, length, at, 2);
	size_t size = read_number(bytes, length, at + 2, 1);
	size_t items = at + 2 + 1 + (count + 1) * size;

	*end = count == 0 ? at + 2
			  : items - 1 +
				read_number(bytes, length,
				    at + 2 + 1 + count * size, size);
	return items;
}

/*
 * Are PostScript outlines named by CID?  Then the first operator of the
 * font's top dictionary is ROS, behind its operands.
 */
static bool
is_cid_keyed(const unsigned char *bytes, size_t length)
{
	enum { HEADER_SIZE_AT = 2, ESCAPE = 12, ROS = 30 };
	size_t end;

	read_index(
	    bytes, length, read_number(bytes, length, HEADER_SIZE_AT, 1), &end);
	for (size_t at = read_index(bytes, length, end, &end); at < length;) {
		unsigned char byte = bytes[at];
		if (byte == ESCAPE)
			return read_number(bytes, length, at + 1, 1) == ROS;
		if (byte < ESCAPE || (byte > ESCAPE && byte < 28))
			return false;
		at += byte == 28 ? 3 : byte == 29 ? 5 : byte >= 247 ? 2 : 1;
	}
	return false;
}

static void
read_outlines(struct face *face)
{
	hb_blob_t *table =
	    hb_face_reference_table(face->hb_face, HB_TAG('C', 'F', 'F', ' '));
	unsigned length;
	const char *bytes = hb_blob_get_data(table, &length);

	face->is_cff = length > 0;
	face->is_cid_keyed = is_cid_keyed((const unsigned char *)bytes, length);
	hb_blob_destroy(table);
}

/* A font of all weights is set to the one that is wished. */
static void
set_weight(struct face *face)
{
	const hb_variation_t weight = {
	    .tag = HB_OT_TAG_VAR_AXIS_WEIGHT,
	    .value = face->is_strong ? WEIGHT_BOLD : WEIGHT_REGULAR,
	};

	face->is_variable = hb_ot_var_has_data(face->hb_face);
	if (face->is_variable)
		hb_font_set_variations(face->hb_font, &weight, 1);
}

/* The typeface's face of a weight, opened at the first call; or NULL. */
static const struct face *
get_face(struct faces *faces, int typeface, bool is_strong)
{
	int index = typeface * 2 + is_strong;
	struct face *face = &faces->faces[index];

	if (!faces->is_tried[index]) {
		faces->is_tried[index] = true;
		face->hb_face = open_typeface(faces, &typefaces[typeface],
		    is_strong ? "Bold" : "Regular");
		if (face->hb_face) {
			face->hb_font = hb_font_create(face->hb_face);
			hb_font_set_scale(face->hb_font, FACE_EM, FACE_EM);
			read_outlines(face);
			face->is_strong = is_strong;
			set_weight(face);
			face->name = typefaces[typeface].name;
			face->index = index;
			face->percent = typefaces[typeface].percent;
			if (face->percent == 0)
				face->percent = 100;
		}
	}
	return face->hb_face ? face : NULL;
}

static bool
covers(const struct face *face, uint32_t code)
{
	hb_codepoint_t glyph;

	return face && hb_font_get_nominal_glyph(face->hb_font, code, &glyph);
}

/* Does the tag begin with `start`, whole parts only, in any case? */
static bool
is_language(const char *tag, const char *start)
{
	while (*start != '\0')
		if (tolower((unsigned char)*tag++) != *start++)
			return false;
	return *tag == '\0' || *tag == '-';
}

static int
han_face(const char *language)
{
	for (size_t i = 0; i < ARRAY_LENGTH(han_faces); i++)
		if (is_language(language, han_faces[i].language))
			return han_faces[i].typeface;
	return FACE_SC;
}

/* The typeface made for the script, or -1: signs that many scripts share. */
static int
typeface_of(hb_script_t script, const char *language)
{
	if (script == HB_SCRIPT_HAN)
		return han_face(language);
	for (size_t i = 0; i < ARRAY_LENGTH(typefaces); i++)
		for (size_t k = 0; k < SCRIPTS_MAX; k++)
			if (typefaces[i].scripts[k] == script)
				return (int)i;
	return -1;
}

static hb_script_t
script_of(uint32_t code)
{
	return hb_unicode_script(hb_unicode_funcs_get_default(), code);
}

/* In the weight wished for, or else the plain one. */
static const struct face *
face_with(struct faces *faces, int typeface, const struct face_wish *wish)
{
	const struct face *face = get_face(faces, typeface, wish->is_strong);

	if (!covers(face, wish->code) && wish->is_strong)
		face = get_face(faces, typeface, false);
	return covers(face, wish->code) ? face : NULL;
}

/* Han goes on in the face of the kana or the letters before it. */
static bool
stays(const struct face_wish *wish, hb_script_t script)
{
	int before = wish->before ? wish->before->index / 2 : -1;

	if (script == HB_SCRIPT_HAN)
		return before >= FACE_SC && before <= FACE_KR;
	return script == HB_SCRIPT_INHERITED ||
	       (script == HB_SCRIPT_COMMON && wish->code >= 0x80);
}

static const struct face *
find_face(struct faces *faces, const struct face_wish *wish)
{
	hb_script_t script = script_of(wish->code);
	const struct face *face = NULL;

	if (wish->before && face_skips(wish->code))
		return wish->before;
	if (stays(wish, script) && covers(wish->before, wish->code))
		return wish->before;

	int first = typeface_of(script, wish->language);
	if (first >= 0)
		face = face_with(faces, first, wish);
	for (size_t i = 0; i < ARRAY_LENGTH(typefaces) && !face; i++)
		face = face_with(faces, (int)i, wish);
	return face;
}

const struct face *
faces_find(struct faces *faces, const struct face_wish *wish)
{
	if (wish->code >= PLAIN_MAX)
		return find_face(faces, wish);

	const struct face **plain = &faces->plain[wish->is_strong][wish->code];
	if (!*plain)
		*plain = find_face(faces, wish);
	return *plain;
}

const char *
faces_missing(struct faces *faces, uint32_t code, const char *language)
{
	int typeface = typeface_of(script_of(code), language);

	if (!get_face(faces, 0, false))
		typeface = 0;
	if (typeface < 0 || get_face(faces, typeface, false))
		return NULL;
	return typefaces[typeface].name;
}
