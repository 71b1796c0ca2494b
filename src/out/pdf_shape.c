/*
 * Shaping: a line of text to glyphs, by words that are shaped once.
 *
 * A plan says the same words again and again, and the layout asks for each
 * several times over; so a word is kept with its glyphs under its text,
 * weight, language and direction.  A line without right-to-left letters is
 * its words one after another.  Any other goes through FriBidi first and is
 * parted where the direction changes too; it has passed the sanitizer, so no
 * control character of the text can turn it about.
 *
 * How a word becomes glyphs is in pdf_word.c.  Words live in the shaper's
 * arena.  Tested by tests/unit/out_pdf_shape.c.
 */
#include "out/pdf_shape.h"

#include <fribidi.h>
#include <string.h>

#include "base/mem.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "out/pdf_word.h"

enum { SLOTS_FIRST = 1024, LANGUAGES_MAX = 16 };

/* What a kept word is found by. */
struct word_key {
	const char *text;
	size_t length;
	bool is_strong;
	bool is_mirrored;
	int language; /* in the shaper's list */
};

struct kept_word {
	struct word_key key;
	struct word_shape shape;
};

struct slot {
	uint64_t hash;
	const struct kept_word *word; /* NULL: free */
};

struct shaper {
	struct arena *arena;
	struct setter *setter;
	struct slot *slots;
	size_t size, used;
	const char *languages[LANGUAGES_MAX];
	int language_count;

	const struct word_shape **line; /* of the last call */
	size_t line_capacity;

	const struct shape_text *text; /* of the call under way */
};

struct shaper *
shaper_new(struct faces *faces, struct embed *embed)
{
	struct shaper *shaper = mem_new(sizeof(*shaper));

	shaper->arena = arena_new();
	shaper->setter = setter_new(faces, embed, shaper->arena);
	shaper->size = SLOTS_FIRST;
	shaper->slots = mem_new(shaper->size * sizeof(*shaper->slots));
	return shaper;
}

void
shaper_free(struct shaper *shaper)
{
	if (!shaper)
		return;
	setter_free(shaper->setter);
	mem_free(shaper->slots);
	mem_free(shaper->line);
	arena_free(shaper->arena);
	mem_free(shaper);
}

/* Languages beyond the last place are shaped as the first. */
static int
language_number(struct shaper *shaper, const char *language)
{
	for (int i = 0; i < shaper->language_count; i++)
		if (text_is(shaper->languages[i], language))
			return i;
	if (shaper->language_count == LANGUAGES_MAX)
		return 0;
	shaper->languages[shaper->language_count] =
	    arena_copy(shaper->arena, language);
	return shaper->language_count++;
}

/* --- The words that are kept ---------------------------------------------- */

static uint64_t
hash_of(const struct word_key *key)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < key->length; i++)
		hash = (hash ^ (unsigned char)key->text[i]) *
		       UINT64_C(1099511628211);
	hash ^= (uint64_t)key->language << 2 | (uint64_t)key->is_strong << 1 |
		key->is_mirrored;
	return hash * UINT64_C(1099511628211);
}

static bool
is_same(const struct word_key *a, const struct word_key *b)
{
	return a->length == b->length && a->is_strong == b->is_strong &&
	       a->is_mirrored == b->is_mirrored && a->language == b->language &&
	       memcmp(a->text, b->text, a->length) == 0;
}

/* The slot that holds the word, or the free one where it belongs. */
static struct slot *
find_slot(
    const struct shaper *shaper, const struct word_key *key, uint64_t hash)
{
	size_t at = (size_t)(hash >> 8) & (shaper->size - 1);

	for (;; at = (at + 1) & (shaper->size - 1)) {
		struct slot *slot = &shaper->slots[at];
		if (!slot->word ||
		    (slot->hash == hash && is_same(&slot->word->key, key)))
			return slot;
	}
}

static void
grow(struct shaper *shaper)
{
	struct slot *old = shaper->slots;
	size_t size = shaper->size;

	shaper->size = size * 2;
	shaper->slots = mem_new(shaper->size * sizeof(*shaper->slots));
	for (size_t i = 0; i < size; i++)
		if (old[i].word)
			*find_slot(shaper, &old[i].word->key, old[i].hash) =
			    old[i];
	mem_free(old);
}

static const struct word_shape *
get_word(struct shaper *shaper, const struct word_key *key)
{
	uint64_t hash = hash_of(key);
	struct slot *slot = find_slot(shaper, key, hash);

	if (slot->word)
		return &slot->word->shape;
	if (shaper->used * 2 >= shaper->size) {
		grow(shaper);
		slot = find_slot(shaper, key, hash);
	}

	struct kept_word *word = arena_get(shaper->arena, sizeof(*word));
	word->key = *key;
	word->key.text = arena_copy_n(shaper->arena, key->text, key->length);
	const struct shape_text text = {
	    .text = word->key.text,
	    .length = key->length,
	    .is_strong = key->is_strong,
	    .is_mirrored = key->is_mirrored,
	    .language = shaper->languages[key->language],
	};
	setter_shape(shaper->setter, &text, shaper->text, &word->shape);
	shaper->used++;
	*slot = (struct slot){hash, word};
	return &word->shape;
}

/* --- Lines ---------------------------------------------------------------- */

/*
 * The end of the word at `at`: a blank is one, and so is a wide letter, of
 * which a line has no other words.
 */
static size_t
word_end(const char *text, size_t length, size_t at)
{
	size_t start = at;

	if (text[at] == ' ')
		return at + 1;
	while (at < length && text[at] != ' ') {
		uint32_t code = (unsigned char)text[at];
		size_t after = at + 1;
		if (code >= 0x80)
			after = at + utf8_decode(text + at, length - at, &code);
		if (code >= 0x1100 && utf8_code_width(code) == 2)
			return at == start ? utf8_next(text, length, at) : at;
		at = after;
	}
	return at;
}

bool
shape_may_turn(const char *text, size_t length)
{
	/* By the first byte of each letter; those of ASCII never do. */
	for (size_t i = utf8_ascii(text, length); i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		unsigned char next =
		    i + 1 < length ? (unsigned char)text[i + 1] : 0;
		if ((byte == 0xD6 && next >= 0x90) ||
		    (byte >= 0xD7 && byte <= 0xDF) ||
		    (byte == 0xE0 && next >= 0xA0 && next <= 0xA3) ||
		    (byte == 0xEF && next >= 0xAC && next <= 0xBB) ||
		    (byte == 0xF0 && (next == 0x90 || next == 0x9E)))
			return true;
	}
	return false;
}

static void
put_word(struct shaper *shaper, struct line_shape *line,
    const struct word_shape *word)
{
	if (line->count == shaper->line_capacity)
		shaper->line = mem_grow(shaper->line, line->count,
		    &shaper->line_capacity, sizeof(struct word_shape *));
	shaper->line[line->count++] = word;
	line->width += word->width;
}

/* Text of one direction as words, one after another. */
static void
put_words(struct shaper *shaper, struct line_shape *line, struct word_key key)
{
	const char *end = key.text + key.length;

	while (key.text < end) {
		key.length = word_end(key.text, (size_t)(end - key.text), 0);
		put_word(shaper, line, get_word(shaper, &key));
		key.text += key.length;
	}
}

/* The levels of all characters; each byte has its character's. */
static FriBidiLevel *
find_levels(const struct shape_text *text)
{
	FriBidiLevel *levels = mem_new(text->length + 1);
	FriBidiLevel *of_codes = mem_new(text->length + 1);
	FriBidiChar *codes = mem_new((text->length + 1) * sizeof(*codes));
	FriBidiCharType *types = mem_new((text->length + 1) * sizeof(*types));
	FriBidiBracketType *brackets =
	    mem_new((text->length + 1) * sizeof(*brackets));
	FriBidiParType paragraph =
	    text->is_mirrored ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	int count = 0;

	for (size_t at = 0; at < text->length; count++)
		at += utf8_decode(
		    text->text + at, text->length - at, &codes[count]);
	fribidi_get_bidi_types(codes, count, types);
	fribidi_get_bracket_types(codes, count, types, brackets);
	if (fribidi_get_par_embedding_levels_ex(
		types, brackets, count, &paragraph, of_codes) == 0)
		mem_give_up(); /* it can want for nothing else */

	uint32_t code;
	for (size_t at = 0, i = 0; at < text->length; i++) {
		size_t used =
		    utf8_decode(text->text + at, text->length - at, &code);
		memset(levels + at, of_codes[i], used);
		at += used;
	}
	mem_free(brackets);
	mem_free(types);
	mem_free(codes);
	mem_free(of_codes);
	return levels;
}

static void
turn_words(const struct word_shape **words, FriBidiLevel *levels, size_t from,
    size_t to)
{
	for (; from + 1 < to; from++, to--) {
		const struct word_shape *word = words[from];
		FriBidiLevel level = levels[from];
		words[from] = words[to - 1];
		levels[from] = levels[to - 1];
		words[to - 1] = word;
		levels[to - 1] = level;
	}
}

/* From the order of reading to that of the paper: rule L2 of UAX 9. */
static void
order_words(const struct word_shape **words, FriBidiLevel *levels, size_t count)
{
	FriBidiLevel highest = 0;

	for (size_t i = 0; i < count; i++)
		if (levels[i] > highest)
			highest = levels[i];
	for (FriBidiLevel level = highest; level > 0; level--)
		for (size_t i = 0, end; i < count; i = end + 1) {
			end = i;
			while (end < count && levels[end] >= level)
				end++;
			turn_words(words, levels, i, end);
		}
}

/* The line's directions are found with the whole of it in view. */
static void
put_turned(struct shaper *shaper, struct line_shape *line,
    const struct shape_text *text, struct word_key key)
{
	FriBidiLevel *of_bytes = find_levels(text);
	FriBidiLevel *levels = mem_new(text->length + 1);

	for (size_t at = 0, end; at < text->length; at = end) {
		end = word_end(text->text, text->length, at);
		for (size_t i = at; i < end; i++)
			if (of_bytes[i] != of_bytes[at])
				end = i;
		key.text = text->text + at;
		key.length = end - at;
		key.is_mirrored = of_bytes[at] % 2 == 1;
		levels[line->count] = of_bytes[at];
		put_word(shaper, line, get_word(shaper, &key));
	}
	order_words(shaper->line, levels, line->count);
	mem_free(levels);
	mem_free(of_bytes);
}

struct line_shape
shaper_line(struct shaper *shaper, const struct shape_text *text)
{
	struct line_shape line = {0};
	const struct word_key key = {
	    .text = text->text,
	    .length = text->length,
	    .is_strong = text->is_strong,
	    .language = language_number(shaper, text->language),
	};

	shaper->text = text;
	if (text->is_mirrored || shape_may_turn(text->text, text->length)) {
		/* Controls that turn text are refused before it is turned. */
		struct str safe = STR_EMPTY;
		struct shape_text cleaned = *text;
		safe_put(&safe, text->text, text->length, SAFE_ONE_LINE);
		cleaned.text = safe.text;
		cleaned.length = safe.length;
		put_turned(shaper, &line, &cleaned, key);
		str_release(&safe);
	} else {
		put_words(shaper, &line, key);
	}
	shaper->text = NULL;
	line.words = shaper->line;
	return line;
}

bool
shaper_has_all(const struct shaper *shaper, struct err *err)
{
	return setter_has_all(shaper->setter, err);
}
