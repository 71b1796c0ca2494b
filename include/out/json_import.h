/*
 * Reading a plan from JSON, for json_read.c and json_import.c only.  What
 * returns bool is false with an error; `path` tells where in the file it is.
 */
#ifndef OUT_JSON_IMPORT_H
#define OUT_JSON_IMPORT_H

#include "out/json.h"

/*
 * No row that comes in has a higher number: rows are never numbered anew, so
 * one at the end of all numbers would be the last of its list for ever.  As
 * many are left as a list could have had, which is more than anybody makes by
 * hand.
 */
enum { ROW_IMPORTED_MAX = ROW_MAX / 2 };

struct map;

struct importing {
	struct arena *arena;
	const struct import_of *of;
	struct plan *plan; /* scratch: what the changes make so far */
	struct map *rows;  /* "voice list row" of all rows read */
	struct change *changes;
	size_t count, capacity;
	struct err *err;
};

/* Always false. */
bool importing_refuse(
    struct importing *importing, enum word word, const char *path);

/* Only these keys may stand in an object; path is NULL for the whole. */
bool importing_check_keys(struct importing *importing,
    const struct json *object, const char *path, const char *const *keys,
    size_t count);

/* An id, of whatever forms: small letters, digits and _. */
bool importing_is_id(const char *text);

/* The text of an answer, whose words it is, how they know, and when. */
bool importing_read_pairs(struct importing *importing,
    const struct json *object, const char *path, struct answer *answer);

/* An answer that is there already would have to be left out: refused. */
bool importing_put_answer(struct importing *importing,
    const struct address *address, const struct answer *answer,
    const char *path);

/* Both, of a bare text or an object that holds nothing else. */
bool importing_read_answer(struct importing *importing,
    const struct json *value, const char *path, const struct address *address);

bool importing_read_row_number(struct importing *importing,
    const struct json *number, const char *path, int *row);

/* A row of that number at the end of its list, or only remembered. */
bool importing_put_row(struct importing *importing, const char *list, int row,
    bool lives, const char *path);

#endif
