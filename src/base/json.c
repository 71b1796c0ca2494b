/*
 * JSON, both ways.
 *
 * The only file that knows jansson: a `struct json` is a json_t that nobody
 * else can look into.  Owns what hostile text may cost: size, encoding and
 * depth are checked in one walk over the bytes before jansson, which recurses,
 * sees any of them.  Refuses to know what a plan looks like.  Reading makes a
 * tree that its root owns; writing appends to a str and makes nothing.
 *
 *	if (!json_read(path, text, length, &root, err))
 *		return false;
 *	name = json_get_text(root, "name");
 *	json_free(root);
 *
 * Tested by tests/unit/base_json.c.
 */
#include "base/json.h"

#include <assert.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { MEGABYTE = 1024 * 1024 };

static const double whole_max = 9007199254740992.0;

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/*
 * The same value for jansson.  Its walks take what is not const but change
 * nothing; the way round by uintptr_t keeps -Wcast-qual quiet.
 */
static json_t *
inside(const struct json *value)
{
	return (json_t *)(uintptr_t)value;
}

static const struct json *
outside(const json_t *value)
{
	return (const struct json *)value;
}

/* Set an error that names a line and a column; always false. */
static bool
fail_at(struct err *err, enum word word, const char *name, int line, int column)
{
	return err_set(err, word, name, numeral_of(line).text,
	    numeral_of(column > 0 ? column : 1).text,
	    numeral_of(JSON_DEPTH_MAX).text, NULL);
}

/* The same for the character at a byte of the text. */
static bool
fail_at_byte(struct err *err, enum word word, const char *name,
    const char *text, size_t at)
{
	int line = 1, column = 1;

	for (size_t i = 0; i < at; i++) {
		if (text[i] == '\n') {
			line++;
			column = 1;
		} else if (!utf8_follows(text[i])) {
			column++;
		}
	}
	return fail_at(err, word, name, line, column);
}

/*
 * Find where it goes too deep or holds too much to be parsed, and which of
 * the two; length if nowhere.  Each value but the first of a list or an object
 * comes after a comma, and each list or object is a value.
 */
static size_t
find_too_much(const char *text, size_t length, enum word *word)
{
	bool is_quoted = false;
	int depth = 0, values = 0;

	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		if (is_quoted && c == '\\')
			i++;
		else if (c == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted && (c == '[' || c == '{'))
			depth++;
		else if (!is_quoted && (c == ']' || c == '}'))
			depth--;
		if (!is_quoted && (c == ',' || c == '[' || c == '{'))
			values++;
		*word =
		    depth > JSON_DEPTH_MAX ? WORD_JSON_DEEP : WORD_JSON_MANY;
		if (depth > JSON_DEPTH_MAX || values > JSON_VALUES_MAX)
			return i;
	}
	return length;
}

/* What a mistake that jansson found is called. */
static enum word
word_of(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_premature_end_of_input:
		return WORD_JSON_ENDS_EARLY;
	case json_error_end_of_input_expected:
		return WORD_JSON_GOES_ON;
	case json_error_duplicate_key:
		return WORD_JSON_KEY_TWICE;
	case json_error_numeric_overflow:
		return WORD_JSON_NUMBER_LARGE;
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return WORD_JSON_NUL;
	default:
		return WORD_JSON_MISTAKE;
	}
}

bool
json_read(const char *name, const char *text, size_t length, struct json **root,
    struct err *err)
{
	json_error_t error;
	enum word word;
	size_t bad;

	*root = NULL;
	if (length > FILE_LIMIT)
		return err_set(err, WORD_JSON_LARGE, name,
		    numeral_of(FILE_LIMIT / MEGABYTE).text, NULL);
	size_t mark = strlen(byte_order_mark);
	if (length >= mark && memcmp(text, byte_order_mark, mark) == 0) {
		text += mark;
		length -= mark;
	}
	if (!utf8_is_valid(text, length, &bad))
		return fail_at_byte(err, WORD_JSON_NOT_UTF8, name, text, bad);
	bad = find_too_much(text, length, &word);
	if (bad < length)
		return fail_at_byte(err, word, name, text, bad);
	/* What it frees held answers: wipe it, like all other memory. */
	json_set_alloc_funcs(mem_new_raw, mem_free);
	json_t *value = json_loadb(
	    text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!value)
		return fail_at(
		    err, word_of(&error), name, error.line, error.column);
	*root = (struct json *)value;
	return true;
}

void
json_free(struct json *root)
{
	json_decref((json_t *)root);
}

/* 5.0 and 5e0 are 5 in JSON; beyond 2^53 a double no longer tells. */
static bool
is_whole(const struct json *value)
{
	double number = json_real_value(inside(value));

	return number >= -whole_max && number <= whole_max &&
	       (double)(int64_t)number == number;
}

enum json_kind
json_kind(const struct json *value)
{
	if (!value)
		return JSON_KIND_NULL;
	switch (json_typeof(inside(value))) {
	case JSON_OBJECT:
		return JSON_KIND_OBJECT;
	case JSON_ARRAY:
		return JSON_KIND_LIST;
	case JSON_STRING:
		return JSON_KIND_TEXT;
	case JSON_INTEGER:
		return JSON_KIND_INT;
	case JSON_REAL:
		return is_whole(value) ? JSON_KIND_INT : JSON_KIND_REAL;
	case JSON_TRUE:
	case JSON_FALSE:
		return JSON_KIND_BOOL;
	case JSON_NULL:
		break;
	}
	return JSON_KIND_NULL;
}

const char *
json_text(const struct json *value)
{
	return json_string_value(inside(value));
}

int64_t
json_int(const struct json *value)
{
	if (json_is_real(inside(value)) && is_whole(value))
		return (int64_t)json_real_value(inside(value));
	return json_integer_value(inside(value));
}

bool
json_bool(const struct json *value)
{
	return json_is_true(inside(value));
}

const struct json *
json_get(const struct json *value, const char *key)
{
	return outside(json_object_get(inside(value), key));
}

const char *
json_get_text(const struct json *value, const char *key)
{
	return json_text(json_get(value, key));
}

size_t
json_count(const struct json *value)
{
	if (json_is_object(inside(value)))
		return json_object_size(inside(value));
	return json_array_size(inside(value));
}

const struct json *
json_at(const struct json *value, size_t index)
{
	return outside(json_array_get(inside(value), index));
}

const char *
json_next(const struct json *value, void **iterator, const struct json **member)
{
	json_t *object = inside(value);

	if (!*iterator)
		*iterator = json_object_iter(object);
	else
		*iterator = json_object_iter_next(object, *iterator);
	*member = outside(json_object_iter_value(*iterator));
	return json_object_iter_key(*iterator);
}

void
json_begin(struct json_writer *writer, struct str *out)
{
	*writer = (struct json_writer){.out = out, .is_first = true};
}

void
json_begin_compact(struct json_writer *writer, struct str *out)
{
	json_begin(writer, out);
	writer->is_compact = true;
}

static void
begin_line(struct json_writer *writer)
{
	if (writer->is_compact)
		return;
	str_put_char(writer->out, '\n');
	for (int i = 0; i < writer->depth; i++)
		str_put(writer->out, "  ");
}

/* A member of a list, or a key, stands on a line of its own. */
static void
part(struct json_writer *writer)
{
	if (!writer->is_first)
		str_put_char(writer->out, ',');
	if (writer->depth > 0)
		begin_line(writer);
	writer->is_first = false;
}

/* A value follows its key, or is a member of a list. */
static void
begin_value(struct json_writer *writer)
{
	if (!writer->has_key)
		part(writer);
	writer->has_key = false;
}

static void
open_bracket(struct json_writer *writer, char bracket)
{
	begin_value(writer);
	str_put_char(writer->out, bracket);
	writer->depth++;
	writer->is_first = true;
}

static void
close_bracket(struct json_writer *writer, char bracket)
{
	assert(writer->depth > 0 && !writer->has_key);
	writer->depth--;
	if (!writer->is_first)
		begin_line(writer);
	str_put_char(writer->out, bracket);
	writer->is_first = false;
	if (writer->depth == 0 && !writer->is_compact)
		str_put_char(writer->out, '\n');
}

void
json_open_object(struct json_writer *writer)
{
	open_bracket(writer, '{');
}

void
json_close_object(struct json_writer *writer)
{
	close_bracket(writer, '}');
}

void
json_open_list(struct json_writer *writer)
{
	open_bracket(writer, '[');
}

void
json_close_list(struct json_writer *writer)
{
	close_bracket(writer, ']');
}

/* Is the character to be escaped by its number? */
static bool
is_hidden(uint32_t code)
{
	return code < ' ' || (code >= 0x7F && code < 0xA0) || code == 0x61C ||
	       code == 0x200E || code == 0x200F ||
	       (code >= 0x2028 && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

static void
put_quoted(struct str *out, const char *text)
{
	size_t length = strlen(text), at = 0;

	str_put_char(out, '"');
	while (at < length) {
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		if (code == '"' || code == '\\')
			str_format(out, "\\%c", (int)code);
		else if (code == '\n')
			str_put(out, "\\n");
		else if (code == '\t')
			str_put(out, "\\t");
		else if (is_hidden(code))
			str_format(out, "\\u%04" PRIx32, code);
		else
			utf8_put(out, code);
	}
	str_put_char(out, '"');
}

void
json_put_key(struct json_writer *writer, const char *key)
{
	assert(writer->depth > 0 && !writer->has_key);
	part(writer);
	put_quoted(writer->out, key);
	str_put(writer->out, writer->is_compact ? ":" : ": ");
	writer->has_key = true;
}

void
json_put_text(struct json_writer *writer, const char *text)
{
	begin_value(writer);
	if (!text)
		str_put(writer->out, "null");
	else
		put_quoted(writer->out, text);
}

void
json_put_int(struct json_writer *writer, int64_t n)
{
	begin_value(writer);
	str_format(writer->out, "%" PRId64, n);
}

void
json_put_bool(struct json_writer *writer, bool value)
{
	begin_value(writer);
	str_put(writer->out, value ? "true" : "false");
}

void
json_put_pair(struct json_writer *writer, const char *key, const char *text)
{
	if (!text)
		return;
	json_put_key(writer, key);
	json_put_text(writer, text);
}

void
json_put_pair_int(struct json_writer *writer, const char *key, int64_t n)
{
	json_put_key(writer, key);
	json_put_int(writer, n);
}

void
json_put_pair_bool(struct json_writer *writer, const char *key, bool value)
{
	json_put_key(writer, key);
	json_put_bool(writer, value);
}
