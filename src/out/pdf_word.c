/*
 * A word to glyphs, by HarfBuzz.
 *
 * Each letter is given a face that has it, and neighbours of one face and
 * script are shaped together, as a stretch.  A letter that no face has is left
 * out and remembered.  What is shaped passes the sanitizer first.
 *
 * Words are neither kept nor found again here: see pdf_shape.c, whose arena the
 * glyphs live in.  Tested by tests/unit/out_pdf_shape.c.
 */
#include "out/pdf_word.h"

#include <hb.h>

#include "base/mem.h"
#include "base/safe.h"
#include "base/str.h"
#include "base/utf8.h"
#include "out/pdf_embed.h"
#include "out/pdf_write.h"

enum { EXCERPT = 16 };

/* The first combining mark; quotes and dashes; the signs of currencies. */
enum { FIRST_MARK = 0x300, FIRST_QUOTE = 0x2010, LAST_CURRENCY = 0x20CF };

/*
 * What HarfBuzz makes ready once for all stretches of a face, a script and a
 * language.  Looked up for each anew, it costs nearly as much as the shaping.
 */
struct shaping {
	const struct face *face;
	const char *language;
	bool has_marks;
	hb_segment_properties_t properties;
	hb_shape_plan_t *plan; /* owned */
};

/* A character of the word that is being shaped. */
struct letter {
	size_t at; /* in the safe text */
	uint32_t code;
	const struct face *face;
	hb_script_t script;
};

struct setter {
	struct faces *faces;
	struct embed *embed;
	struct arena *arena;
	hb_buffer_t *buffer;
	struct shaping *shapings;
	size_t shaping_count, shaping_room;
	const struct shape_text *line; /* of the call under way */

	/* The word that is being shaped. */
	struct str safe, list;
	struct letter *letters;
	size_t letter_room;

	uint32_t missing; /* the first character without a font; 0: none */
	const char *missing_text, *missing_language;
};

struct setter *
setter_new(struct faces *faces, struct embed *embed, struct arena *arena)
{
	struct setter *setter = mem_new(sizeof(*setter));

	setter->faces = faces;
	setter->embed = embed;
	setter->arena = arena;
	setter->buffer = hb_buffer_create();
	hb_buffer_set_cluster_level(
	    setter->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_buffer_set_flags(
	    setter->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	str_init(&setter->safe);
	str_init(&setter->list);
	return setter;
}

void
setter_free(struct setter *setter)
{
	for (size_t i = 0; i < setter->shaping_count; i++)
		hb_shape_plan_destroy(setter->shapings[i].plan);
	mem_free(setter->shapings);
	hb_buffer_destroy(setter->buffer);
	str_release(&setter->safe);
	str_release(&setter->list);
	mem_free(setter->letters);
	mem_free(setter);
}

static bool
is_real(hb_script_t script)
{
	return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
	       script != HB_SCRIPT_UNKNOWN;
}

static size_t
find_code(const char *text, size_t length, uint32_t wanted)
{
	uint32_t code;

	for (size_t at = 0, used; at < length; at += used) {
		used = utf8_decode(text + at, length - at, &code);
		if (code == wanted)
			return at;
	}
	return 0;
}

/* The character, and as much of the line as shows where it stands. */
static void
remember_missing(struct setter *setter, uint32_t code, const char *language)
{
	const char *text = setter->line->text;
	size_t length = setter->line->length;

	if (setter->missing != 0)
		return;

	size_t from = find_code(text, length, code), to = from;
	for (int i = 0; i < EXCERPT; i++) {
		from = utf8_previous(text, length, from);
		to = utf8_next(text, length, to);
	}
	setter->missing = code;
	setter->missing_text =
	    arena_copy_n(setter->arena, text + from, to - from);
	setter->missing_language = language;
}

/*
 * Give every letter a face and a script: signs that many scripts share take
 * the script before them, or else the first one in the word; a word of such
 * signs alone, as a number, is set as Latin is.  Returns how many letters have
 * a face.
 */
static size_t
find_faces(struct setter *setter, const struct shape_text *word,
    struct letter *letters)
{
	const char *language = word->language;
	const struct str *text = &setter->safe;
	hb_script_t script = HB_SCRIPT_LATIN;
	const struct face *before = NULL;
	size_t count = 0;

	for (size_t at = 0; at < text->length;) {
		struct face_wish wish = {.is_strong = word->is_strong,
		    .language = language,
		    .before = before};
		size_t start = at;
		at +=
		    utf8_decode(text->text + at, text->length - at, &wish.code);
		const struct face *face = faces_find(setter->faces, &wish);
		if (!face) {
			remember_missing(setter, wish.code, language);
			continue;
		}
		hb_script_t own = hb_unicode_script(
		    hb_unicode_funcs_get_default(), wish.code);
		if (is_real(own))
			script = own;
		letters[count++] =
		    (struct letter){start, wish.code, face, script};
		before = face;
	}
	for (size_t i = count; i-- > 0;) {
		if (!is_real(letters[i].script))
			letters[i].script = script;
		script = letters[i].script;
	}
	return count;
}

static int16_t
clip(hb_position_t position)
{
	if (position > INT16_MAX)
		return INT16_MAX;
	return position < INT16_MIN ? INT16_MIN : (int16_t)position;
}

/*
 * Where the text of each glyph ends: where the next cluster begins.  Clusters
 * only rise from glyph to glyph, or in a stretch from right to left only fall,
 * so the next one stands beside it.
 */
static void
end_clusters(struct stretch *stretch, struct glyph *glyphs)
{
	uint32_t end = (uint32_t)stretch->length, cluster = end;

	for (size_t i = 0; i < stretch->count; i++) {
		struct glyph *glyph =
		    &glyphs[stretch->is_mirrored ? i : stretch->count - 1 - i];
		if (glyph->cluster != cluster)
			end = cluster;
		cluster = glyph->cluster;
		glyph->cluster_end = end;
	}
}

static void
take_glyphs(struct setter *setter, struct stretch *stretch)
{
	unsigned count;
	hb_glyph_info_t *infos =
	    hb_buffer_get_glyph_infos(setter->buffer, &count);
	hb_glyph_position_t *positions =
	    hb_buffer_get_glyph_positions(setter->buffer, &count);
	struct glyph *glyphs =
	    arena_get(setter->arena, count * sizeof(*glyphs));

	for (unsigned i = 0; i < count; i++) {
		hb_codepoint_t id = infos[i].codepoint;
		glyphs[i] = (struct glyph){
		    .id = (uint16_t)id,
		    .advance = clip(positions[i].x_advance),
		    .x = clip(positions[i].x_offset),
		    .y = clip(positions[i].y_offset),
		    .cluster = infos[i].cluster,
		};
		stretch->width += glyphs[i].advance;
	}
	stretch->width = stretch->width * stretch->face->percent / 100;
	stretch->glyphs = glyphs;
	stretch->count = count;
	end_clusters(stretch, glyphs);
}

/* A word is drawn many times, and always so. */
static void
list_glyphs(struct setter *setter, struct stretch *stretch)
{
	struct str *list = &setter->list;

	str_clear(list);
	for (size_t i = 0; i < stretch->count; i++) {
		const struct glyph *glyph = &stretch->glyphs[i];
		if (glyph->y != 0)
			return;
		pdf_put_shift(list, glyph->x);
		pdf_put_pair(list, glyph->id);
		pdf_put_shift(list, glyph->advance - glyph->natural - glyph->x);
	}
	stretch->list = arena_copy_n(setter->arena, list->text, list->length);
	stretch->list_length = list->length;
}

/* Of letters that take no marks nothing need be searched for them. */
static const hb_feature_t markless[] = {
    {HB_TAG('c', 'c', 'm', 'p'), 0, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('m', 'a', 'r', 'k'), 0, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('m', 'k', 'm', 'k'), 0, 0, HB_FEATURE_GLOBAL_END},
};

static unsigned
feature_count(const struct shaping *shaping)
{
	return shaping->has_marks ? 0 : ARRAY_LENGTH(markless);
}

/*
 * The letters of western Europe, the quotes and dashes beside them and the
 * signs of currencies are whole by themselves.
 */
static bool
may_be_marked(uint32_t code)
{
	bool is_letter = code < FIRST_MARK;
	bool is_sign = code >= FIRST_QUOTE && code <= LAST_CURRENCY;

	return !is_letter && !is_sign;
}

static bool
have_marks(const struct letter *letters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (may_be_marked(letters[i].code))
			return true;
	return false;
}

static struct shaping
new_shaping(const struct shaping *wanted)
{
	struct shaping shaping = *wanted;

	shaping.properties.language =
	    hb_language_from_string(wanted->language, -1);
	shaping.plan =
	    hb_shape_plan_create(hb_font_get_face(wanted->face->hb_font),
		&shaping.properties, markless, feature_count(wanted), NULL);
	return shaping;
}

static bool
is_alike(const struct shaping *one, const struct shaping *other)
{
	return one->face == other->face && one->has_marks == other->has_marks &&
	       one->properties.script == other->properties.script &&
	       one->properties.direction == other->properties.direction &&
	       text_is(one->language, other->language);
}

/* There are a few in a document, so the list is searched. */
static const struct shaping *
find_shaping(struct setter *setter, const struct shaping *wanted)
{
	for (size_t i = 0; i < setter->shaping_count; i++)
		if (is_alike(&setter->shapings[i], wanted))
			return &setter->shapings[i];
	setter->shapings = mem_grow(setter->shapings, setter->shaping_count,
	    &setter->shaping_room, sizeof(*setter->shapings));
	struct shaping *shaping = &setter->shapings[setter->shaping_count++];
	*shaping = new_shaping(wanted);
	return shaping;
}

static void
shape_stretch(struct setter *setter, const struct shape_text *word,
    const struct letter *first, size_t count, size_t end,
    struct stretch *stretch)
{
	hb_buffer_t *buffer = setter->buffer;

	*stretch = (struct stretch){
	    .face = first->face,
	    .text = arena_copy_n(
		setter->arena, setter->safe.text + first->at, end - first->at),
	    .length = end - first->at,
	    .is_mirrored = word->is_mirrored,
	};
	const struct shaping wanted = {
	    .face = first->face,
	    .language = word->language,
	    .has_marks = have_marks(first, count),
	    .properties = {.direction = word->is_mirrored ? HB_DIRECTION_RTL
							  : HB_DIRECTION_LTR,
		.script = first->script},
	};
	const struct shaping *shaping = find_shaping(setter, &wanted);
	hb_buffer_clear_contents(buffer);
	hb_buffer_add_utf8(buffer, stretch->text, (int)stretch->length, 0, -1);
	hb_buffer_set_segment_properties(buffer, &shaping->properties);
	hb_shape_plan_execute(shaping->plan, first->face->hb_font, buffer,
	    markless, feature_count(shaping));
	take_glyphs(setter, stretch);
	embed_use(setter->embed, stretch);
	list_glyphs(setter, stretch);
}

static void
turn_stretches(struct stretch *stretches, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct stretch first = stretches[i];
		stretches[i] = stretches[count - 1 - i];
		stretches[count - 1 - i] = first;
	}
}

/* Where the letters of the face and script of that one end. */
static size_t
stretch_end(const struct letter *letters, size_t count, size_t at)
{
	size_t next = at + 1;

	while (next < count && letters[next].face == letters[at].face &&
	       letters[next].script == letters[at].script)
		next++;
	return next;
}

static size_t
count_stretches(const struct letter *letters, size_t count)
{
	size_t stretches = 0;

	for (size_t at = 0; at < count; at = stretch_end(letters, count, at))
		stretches++;
	return stretches;
}

/* Room for the letters of a word. */
static struct letter *
get_letters(struct setter *setter, size_t count)
{
	if (setter->letter_room < count) {
		setter->letters = mem_resize(
		    setter->letters, 2 * count * sizeof(*setter->letters));
		setter->letter_room = 2 * count;
	}
	return setter->letters;
}

void
setter_shape(struct setter *setter, const struct shape_text *word,
    const struct shape_text *line, struct word_shape *shape)
{
	setter->line = line;
	str_clear(&setter->safe);
	safe_put(&setter->safe, word->text, word->length, SAFE_ONE_LINE);

	size_t length = setter->safe.length;
	struct letter *letters = get_letters(setter, length);
	size_t count = find_faces(setter, word, letters);
	struct stretch *stretches = arena_get(setter->arena,
	    count_stretches(letters, count) * sizeof(*stretches));

	for (size_t i = 0, next; i < count; i = next) {
		next = stretch_end(letters, count, i);
		size_t end = next < count ? letters[next].at : length;
		struct stretch *stretch = &stretches[shape->count++];
		shape_stretch(
		    setter, word, &letters[i], next - i, end, stretch);
		shape->width += stretch->width;
	}
	if (word->is_mirrored)
		turn_stretches(stretches, shape->count);
	shape->stretches = stretches;
	setter->line = NULL;
}

bool
setter_has_all(const struct setter *setter, struct err *err)
{
	if (setter->missing == 0)
		return true;

	struct str name = STR_EMPTY, sign = STR_EMPTY;
	const char *font = faces_missing(
	    setter->faces, setter->missing, setter->missing_language);
	str_format(&name, "U+%04X", (unsigned)setter->missing);
	utf8_put(&sign, setter->missing);
	if (font)
		err_set(err, WORD_PDF_FONT_MISSING, font, sign.text, name.text,
		    setter->missing_text, NULL);
	else
		err_set(err, WORD_PDF_CHARACTER_MISSING, sign.text, name.text,
		    setter->missing_text, NULL);
	str_release(&sign);
	str_release(&name);
	return false;
}
