/*
 * The record reader: bytes of a data file to blocks of keys and values.
 *
 * Owns the grammar of lines: comments, keys, languages, `+` and bars.
 * Refuses to know any key; the registry of forms does.  All that is handed
 * out lives in the caller's arena; the reader's own growing arrays are gone
 * when record_read() returns.  It takes one pass, a line at a time, and each
 * mistake costs only its own line.
 *
 *	file = record_read(arena, "a.form", bytes, length, report);
 *	for (size_t i = 0; i < file->count; i++)
 *		take_block(&file->blocks[i]);
 *
 * Tested by tests/unit/base_record.c.
 */
#include "base/record.h"

#include <stdio.h>
#include <string.h>

#include "base/encoding.h"
#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

struct record_seam {
	size_t at; /* offset in the value */
	struct place place;
	const struct record_seam *next;
};

/* A piece of the file: a line or a part of one. */
struct span {
	const char *text;
	size_t length;
};

struct reader {
	struct arena *arena;
	struct report *report;
	const char *name;
	struct span line; /* the line in hand */
	int number;       /* of that line */

	struct record_block *blocks;
	size_t block_count, block_capacity;
	struct record_line *lines; /* of the open block */
	size_t line_count, line_capacity;

	struct str key; /* that is being read */

	/* The key in hand, which `+` may carry on. */
	struct record_line open;
	struct str value;
	const struct record_seam **seam_end;
	bool is_open;
	bool is_parting;  /* a `+` alone was the last to be read */
	bool was_dropped; /* the last key was unusable, and so is its `+` */
};

/* The codes of ISO 639-1, three bytes each. */
static const char language_codes[] =
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce "
    "ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr "
    "fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
    "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw "
    "ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

bool
record_is_language(const char *code)
{
	if (strlen(code) != 2)
		return false;
	for (size_t i = 0; i < sizeof(language_codes); i += 3) {
		if (memcmp(language_codes + i, code, 2) == 0)
			return true;
	}
	return false;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Paragraphs part the value's words as blanks do. */
static bool
is_space(char c)
{
	return is_blank(c) || c == '\n';
}

static struct span
trimmed(const char *text, size_t length)
{
	while (length > 0 && is_space(*text)) {
		text++;
		length--;
	}
	while (length > 0 && is_space(text[length - 1]))
		length--;
	return (struct span){text, length};
}

/* The place of a byte of the line in hand. */
static struct place
place_of(const struct reader *reader, const char *at)
{
	size_t before = (size_t)(at - reader->line.text);

	return (struct place){
	    .file = reader->name,
	    .line = reader->number,
	    .column = 1 + (int)utf8_count(reader->line.text, before),
	};
}

static void
complain(
    struct reader *reader, const char *at, enum word word, const char *argument)
{
	report_add(reader->report, SEVERITY_ERROR, place_of(reader, at), word,
	    argument, NULL);
}

/* The open key is complete: into the block with it. */
static void
close_line(struct reader *reader)
{
	if (!reader->is_open)
		return;
	reader->open.value = arena_copy_n(
	    reader->arena, reader->value.text, reader->value.length);
	reader->lines = mem_grow(reader->lines, reader->line_count,
	    &reader->line_capacity, sizeof(*reader->lines));
	reader->lines[reader->line_count++] = reader->open;
	reader->is_open = false;
}

static void
close_block(struct reader *reader)
{
	close_line(reader);
	reader->was_dropped = false;
	if (reader->line_count == 0)
		return;
	reader->blocks = mem_grow(reader->blocks, reader->block_count,
	    &reader->block_capacity, sizeof(*reader->blocks));
	struct record_block *block = &reader->blocks[reader->block_count++];
	block->count = reader->line_count;
	block->lines = arena_copy_items(reader->arena, reader->lines,
	    reader->line_count, sizeof(*reader->lines));
	reader->line_count = 0;
}

/* Add a line's text to the open value. */
static void
put_value(struct reader *reader, struct span text)
{
	if (text.length == 0) {
		reader->is_parting = true;
		return;
	}
	if (reader->value.length == 0) {
		reader->open.place = place_of(reader, text.text);
	} else {
		str_put_char(&reader->value, reader->is_parting ? '\n' : ' ');
		struct record_seam *seam =
		    arena_get(reader->arena, sizeof(*seam));
		seam->at = reader->value.length;
		seam->place = place_of(reader, text.text);
		*reader->seam_end = seam;
		reader->seam_end = &seam->next;
	}
	str_put_n(&reader->value, text.text, text.length);
	reader->is_parting = false;
}

static bool
is_key_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/*
 * Copy the key with its capitals and doubled blanks put right.  Returns the
 * first byte that no key can hold, or NULL.
 */
static const char *
copy_key(struct str *key, struct span typed)
{
	size_t fine = 0;

	while (fine < typed.length && is_key_letter(typed.text[fine]))
		fine++;
	str_put_n(key, typed.text, fine);
	for (size_t i = fine; i < typed.length; i++) {
		char c = typed.text[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (is_key_letter(c))
			str_put_char(key, c);
		else if (!is_blank(c))
			return typed.text + i;
		else if (!is_blank(typed.text[i - 1]))
			str_put_char(key, ' ');
	}
	return NULL;
}

/* The last word of a key, or NULL where there is but one. */
static char *
last_word(const struct str *key)
{
	char *blank = strrchr(key->text, ' ');

	return blank == NULL ? NULL : blank + 1;
}

/* Cut "label en-gb" to "label en"; false where nothing is to be cut. */
static bool
cut_region(struct str *key)
{
	const char *word = last_word(key);
	char code[3];

	if (!word || strlen(word) < 4 || word[2] != '-')
		return false;
	memcpy(code, word, 2);
	code[2] = '\0';
	if (!record_is_language(code))
		return false;
	str_cut(key, (size_t)(word - key->text) + 2);
	return true;
}

/* Put the key in hand; the span is its place, the str what it shall be. */
static void
open_line(struct reader *reader, struct span typed, struct str *key)
{
	struct record_line *line = &reader->open;
	char *word = last_word(key);

	*line = (struct record_line){.key_place = place_of(reader, typed.text)};
	line->written = arena_copy(reader->arena, key->text);
	line->key = line->written;
	if (word && record_is_language(word)) {
		line->language = arena_copy(reader->arena, word);
		line->key = arena_copy_n(
		    reader->arena, key->text, (size_t)(word - key->text) - 1);
	}
	str_clear(&reader->value);
	reader->seam_end = &line->seams;
	reader->is_open = true;
	reader->is_parting = false;
}

/* Complain of a character that no key can hold. */
static void
complain_character(struct reader *reader, const char *at)
{
	const char *end = at + 1;
	struct str character = STR_EMPTY;

	while (utf8_follows(*end))
		end++;
	str_put_n(&character, at, (size_t)(end - at));
	complain(reader, at, WORD_RECORD_KEY_CHARACTER, character.text);
	str_release(&character);
}

/* Read what stands before the colon; false if it can be no key. */
static bool
read_key(struct reader *reader, struct span typed)
{
	struct str *key = &reader->key;

	str_clear(key);
	const char *bad = copy_key(key, typed);
	if (bad)
		complain_character(reader, bad);
	else if (cut_region(key))
		complain(reader, typed.text, WORD_RECORD_LANGUAGE, key->text);
	else if (key->length != typed.length ||
		 memcmp(key->text, typed.text, key->length) != 0)
		complain(
		    reader, typed.text, WORD_RECORD_KEY_WRITTEN, key->text);
	if (!bad)
		open_line(reader, typed, key);
	return bad == NULL;
}

/* "question meals": without its colon, but it can be seen what was meant. */
static bool
read_without_colon(struct reader *reader, struct span line)
{
	struct str key = STR_EMPTY;
	size_t length = 0;

	while (length < line.length && !is_blank(line.text[length]))
		length++;
	const struct span typed = {line.text, length};
	bool is_key = length <= RECORD_KEY_MAX && !copy_key(&key, typed);
	if (is_key) {
		open_line(reader, typed, &key);
		reader->open.lacks_colon = true;
		reader->open.place = place_of(reader, line.text + length);
		if (length < line.length)
			put_value(reader,
			    trimmed(line.text + length, line.length - length));
	}
	str_release(&key);
	return is_key;
}

/* A line that begins with neither `#` nor `+`. */
static bool
read_key_line(struct reader *reader, struct span line)
{
	const char *colon = memchr(line.text, ':', line.length);

	if (!colon) {
		complain(reader, line.text, WORD_RECORD_COLON, NULL);
		return read_without_colon(reader, line);
	}
	struct span key = trimmed(line.text, (size_t)(colon - line.text));
	if (key.length == 0) {
		complain(reader, colon, WORD_RECORD_KEY_EMPTY, NULL);
		return false;
	}
	if (key.length > RECORD_KEY_MAX) {
		complain(reader, line.text, WORD_RECORD_COLON, NULL);
		return false;
	}
	if (!read_key(reader, key))
		return false;
	colon++;
	struct span text =
	    trimmed(colon, line.length - (size_t)(colon - line.text));
	reader->open.place = place_of(reader, colon);
	if (text.length > 0)
		put_value(reader, text);
	return true;
}

static void
read_plus_line(struct reader *reader, struct span line)
{
	if (reader->is_open)
		put_value(reader, trimmed(line.text + 1, line.length - 1));
	else if (!reader->was_dropped)
		complain(reader, line.text, WORD_RECORD_PLUS, NULL);
}

/* Complain of a line that is too long or holds what nobody can see. */
static void
check_line(struct reader *reader)
{
	const char *text = reader->line.text;
	const char *end = text + reader->line.length;
	char number[8];

	if (reader->line.length > RECORD_LINE_MAX)
		complain(reader, text, WORD_RECORD_LINE_LONG,
		    numeral_of(RECORD_LINE_MAX).text);
	for (; text < end; text++) {
		unsigned code = (unsigned char)*text;
		/* U+0080 to U+009F are C2 80 to C2 9F. */
		if (code == 0xC2 && (unsigned char)text[1] < 0xA0)
			code = (unsigned char)text[1];
		else if (code >= ' ' && code != 0x7F)
			continue;
		if (code == '\t')
			continue;
		snprintf(number, sizeof(number), "%04X", code);
		complain(reader, text, WORD_RECORD_CONTROL, number);
		return;
	}
}

static void
read_line(struct reader *reader)
{
	struct span line = trimmed(reader->line.text, reader->line.length);

	check_line(reader);
	if (line.length == 0) {
		close_block(reader);
	} else if (*line.text == '+') {
		read_plus_line(reader, line);
	} else if (*line.text != '#') {
		close_line(reader);
		reader->was_dropped = !read_key_line(reader, line);
	}
}

static void
read_lines(struct reader *reader, const char *text)
{
	while (*text != '\0') {
		const char *end = strchr(text, '\n');
		size_t length = end ? (size_t)(end - text) : strlen(text);
		reader->line = (struct span){text, length};
		reader->number++;
		read_line(reader);
		text += length + (text[length] == '\n');
	}
	close_block(reader);
}

/* A line ends with LF alone. */
static void
drop_returns(struct str *text)
{
	char *from = memchr(text->text, '\r', text->length);
	char *to = from, *end = text->text + text->length;

	if (!from)
		return;
	for (; from < end; from++)
		if (from[0] != '\r' || from[1] != '\n')
			*to++ = *from;
	str_cut(text, (size_t)(to - text->text));
}

/* The file as UTF-8 with LF; empty, with a complaint, if it is no text. */
static const char *
read_text(struct reader *reader, const char *bytes, size_t length)
{
	struct place place = {.file = reader->name};
	struct str utf8 = STR_EMPTY;
	struct err err = {.is_set = false};
	const char *encoding, *text = "";

	if (encoding_to_utf8(&utf8, bytes, length, &encoding, &err)) {
		drop_returns(&utf8);
		text = arena_copy_n(reader->arena, utf8.text, utf8.length);
		if (text_is(encoding, "WINDOWS-1252"))
			report_add(reader->report, SEVERITY_NOTE, place,
			    WORD_RECORD_WINDOWS, NULL);
	} else {
		report_add_err(reader->report, SEVERITY_ERROR, place, &err);
	}
	str_release(&utf8);
	return text;
}

const struct record_file *
record_read(struct arena *arena, const char *name, const char *bytes,
    size_t length, struct report *report)
{
	struct record_file *file = arena_get(arena, sizeof(*file));
	struct reader reader = {
	    .arena = arena,
	    .report = report,
	    .key = STR_EMPTY,
	    .value = STR_EMPTY,
	};

	file->name = arena_copy(arena, name);
	reader.name = file->name;
	file->text = read_text(&reader, bytes, length);
	read_lines(&reader, file->text);
	file->count = reader.block_count;
	file->blocks = arena_keep(
	    arena, reader.blocks, reader.block_count, sizeof(*reader.blocks));
	mem_free(reader.lines);
	str_release(&reader.key);
	str_release(&reader.value);
	return file;
}

struct place
record_place(const struct record_line *line, size_t offset)
{
	struct place place = line->place;
	size_t start = 0;

	for (const struct record_seam *seam = line->seams; seam;
	     seam = seam->next) {
		if (seam->at > offset)
			break;
		start = seam->at;
		place = seam->place;
	}
	place.column += (int)utf8_count(line->value + start, offset - start);
	return place;
}

/* Does a bar that parts stand at this byte of the value? */
static bool
is_bar(const char *value, size_t at)
{
	return value[at] == '|' && (at == 0 || is_space(value[at - 1])) &&
	       (value[at + 1] == '\0' || is_space(value[at + 1]));
}

size_t
record_split(struct arena *arena, const struct record_line *line,
    struct record_part *parts, size_t max)
{
	const char *value = line->value;
	size_t count = 0, start = 0;

	for (size_t at = 0;; at++) {
		if (value[at] != '\0' && !is_bar(value, at))
			continue;
		struct span part = trimmed(value + start, at - start);
		if (count < max) {
			parts[count].text =
			    arena_copy_n(arena, part.text, part.length);
			parts[count].place =
			    record_place(line, (size_t)(part.text - value));
		}
		count++;
		if (value[at] == '\0')
			return count;
		start = at + 1;
	}
}
