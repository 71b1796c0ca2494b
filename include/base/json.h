/*
 * JSON, strict, both ways (jansson underneath).
 *
 * Reading: UTF-8 only, no NUL, no doubled keys, no lone surrogates, at most
 * JSON_DEPTH_MAX deep and of JSON_VALUES_MAX values (both checked before
 * parsing, so that depth costs no stack and many values no memory), at
 * most FILE_LIMIT bytes.  A mistake names line and column.  Its memory is
 * wiped when it is freed, as all of base/mem.h is.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct json; /* a value; borrowed from its parent unless made by _new/_read */

enum { JSON_DEPTH_MAX = 32, JSON_VALUES_MAX = 500000 };

enum json_kind {
	JSON_KIND_NULL,
	JSON_KIND_BOOL,
	JSON_KIND_INT,
	JSON_KIND_REAL,
	JSON_KIND_TEXT,
	JSON_KIND_LIST,
	JSON_KIND_OBJECT
};

/*
 * The root, of any kind, is owned by the caller: json_free().  NULL on failure.
 * `name` is for messages.  A UTF-8 byte order mark is stepped over.
 */
bool json_read(const char *name, const char *text, size_t length,
    struct json **root, struct err *err);
void json_free(struct json *root); /* NULL is accepted */

/*
 * NULL, which stands for a member that is absent, is read like null.  A whole
 * number is one however it is written: 5, 5.0, 5e0.
 */
enum json_kind json_kind(const struct json *value);
const char *json_text(const struct json *value); /* NULL if it is no text */
int64_t json_int(const struct json *value);	 /* 0 if it is no integer */
bool json_bool(const struct json *value);	 /* false unless it is true */

/* Members: NULL when absent or when value is no object. */
const struct json *json_get(const struct json *value, const char *key);
const char *json_get_text(const struct json *value, const char *key);

/* Of a list or object; 0 for anything else. */
size_t json_count(const struct json *value);

/* Of a list: NULL beyond its end, and when value is no list. */
const struct json *json_at(const struct json *value, size_t index);

/*
 * Walk an object in the order of the file.  Start with *iterator NULL.
 * Returns the key, or NULL at the end.
 */
const char *json_next(const struct json *value, void **iterator,
    const struct json **member);

/*
 * Writing: a small emitter straight into a str; no tree is built.  Members
 * stand on lines of their own, two blanks further in for each depth, and the
 * closing of the root ends its line.
 *
 *	json_begin(&writer, &out);
 *	json_open_object(&writer);
 *	json_put_pair(&writer, "name", "Ann");
 *	json_put_key(&writer, "rows");
 *	json_open_list(&writer);
 *	json_put_int(&writer, 7);
 *	json_close_list(&writer);
 *	json_close_object(&writer);
 */
struct json_writer {
	struct str *out;
	int depth;
	bool is_first; /* nothing yet at this depth */
	bool has_key;  /* a key waits for its value */
	bool is_compact; /* one line without blanks: for what is hashed */
};

void json_begin(struct json_writer *writer, struct str *out);
void json_begin_compact(struct json_writer *writer, struct str *out);
void json_open_object(struct json_writer *writer);
void json_close_object(struct json_writer *writer);
void json_open_list(struct json_writer *writer);
void json_close_list(struct json_writer *writer);
void json_put_key(struct json_writer *writer, const char *key);
/*
 * Text, or null for NULL.  Control characters and those that could reorder or
 * hide text on a terminal are escaped; a byte that is no UTF-8 becomes U+FFFD.
 */
void json_put_text(struct json_writer *writer, const char *text);
void json_put_int(struct json_writer *writer, int64_t n);
void json_put_bool(struct json_writer *writer, bool value);
/* A key with a text; left out altogether when the text is NULL. */
void json_put_pair(struct json_writer *writer, const char *key,
    const char *text);
/* A key with a number, or with true or false. */
void json_put_pair_int(struct json_writer *writer, const char *key, int64_t n);
void json_put_pair_bool(struct json_writer *writer, const char *key,
    bool value);

#endif
