/*
 * JSON, strict, both ways (jansson underneath).
 *
 * Reading: UTF-8 only, no NUL, no doubled keys, no lone surrogates, at most
 * JSON_DEPTH_MAX deep (checked before parsing, so depth costs no stack), at
 * most FILE_LIMIT bytes.  A mistake names line and column.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct json; /* a value; borrowed from its parent unless made by _new/_read */

enum { JSON_DEPTH_MAX = 32 };

enum json_kind {
	JSON_NULL,
	JSON_BOOL,
	JSON_INT,
	JSON_REAL,
	JSON_TEXT,
	JSON_LIST,
	JSON_OBJECT
};

/* The root is owned by the caller: json_free(). `name` is for messages. */
bool json_read(const char *name, const char *text, size_t length,
    struct json **root, struct err *err);
void json_free(struct json *root);

enum json_kind json_kind(const struct json *value);
const char *json_text(const struct json *value); /* NULL if it is no text */
int64_t json_int(const struct json *value);
bool json_bool(const struct json *value);

/* Members: NULL when absent or when value is no object. */
const struct json *json_get(const struct json *value, const char *key);
const char *json_get_text(const struct json *value, const char *key);

size_t json_count(const struct json *value); /* of a list or object */
const struct json *json_at(const struct json *value, size_t index);

/*
 * Walk an object in the order of the file.  Start with *iterator NULL.
 * Returns the key, or NULL at the end.
 */
const char *json_next(const struct json *value, void **iterator,
    const struct json **member);

/* Writing: a small emitter straight into a str; no tree is built. */
struct json_writer {
	struct str *out;
	int depth;
	bool first;   /* nothing yet at this depth */
	bool has_key; /* a key waits for its value */
};

void json_begin(struct json_writer *writer, struct str *out);
void json_open_object(struct json_writer *writer);
void json_close_object(struct json_writer *writer);
void json_open_list(struct json_writer *writer);
void json_close_list(struct json_writer *writer);
void json_put_key(struct json_writer *writer, const char *key);
/* NULL is written as null. */
void json_put_text(struct json_writer *writer, const char *text);
void json_put_int(struct json_writer *writer, int64_t n);
void json_put_bool(struct json_writer *writer, bool value);
/* A key with a text; left out altogether when the text is NULL. */
void json_put_pair(struct json_writer *writer, const char *key,
    const char *text);

#endif
