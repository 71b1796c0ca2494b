/*
 * Errors as values.  Whatever can go wrong outside the program returns bool
 * and takes a `struct err *` last; true is success.  An error is set once,
 * where it happens, and names a sentence of the phrase book with its
 * arguments, so that it can be said in any language by whoever shows it.  Where
 * its kind matters to others it is set too: nobody asks that of the sentence.
 *
 *	struct err err = { 0 };
 *	if (!file_read(path, FILE_LIMIT, &bytes, &err))
 *		return false;
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/words.h"

enum { ERR_ARGUMENTS_MAX = 4, ERR_ARGUMENT_SIZE = 256 };

/*
 * What went wrong, for whoever says it in other words than where it was found.
 */
enum err_kind {
	ERR_OTHER, /* what its own sentence says */
	ERR_NO_ROOM,
	ERR_NOT_ALLOWED, /* to be written */
	ERR_DISK_FAILS,
	ERR_NOT_DONE,	 /* for the reason that is the second argument */
	ERR_UNCONFIRMED, /* the same, but perhaps it is done */
	ERR_DAMAGED,
	ERR_FOREIGN, /* not one of ours */
	ERR_NEWER    /* made by a later version */
};

struct err {
	bool is_set;
	enum err_kind kind;
	enum word word;
	size_t count;
	char arguments[ERR_ARGUMENTS_MAX][ERR_ARGUMENT_SIZE];
};

/*
 * Set the error; the arguments are `const char *` closed by NULL, and are
 * cut at a whole character if too long.  Always returns false, so that a
 * caller can `return err_set(...)`.  A lower error is never overwritten.
 */
bool err_set(struct err *err, enum word word, ...) SENTINEL;
bool err_set_as(struct err *err, enum err_kind kind, enum word word, ...)
    SENTINEL;
void err_clear(struct err *err);

/* The reason that somebody else gave, or "". */
const char *err_reason(const struct err *err);

/*
 * Say it in the words of whoever asked for what failed: by its kind, with the
 * arguments as above, or as it was where there are none for that.  Always
 * false.
 */
struct err_telling {
	enum err_kind kind;
	enum word word;
};
bool err_retell(struct err *err, const struct err *why,
    const struct err_telling *tellings, size_t count, ...) SENTINEL;

/* Append the sentence in the given language. */
void err_put(struct str *out, const struct err *err, const struct words *words);

#endif
