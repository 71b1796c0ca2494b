/*
 * Errors as values.  Whatever can go wrong outside the program returns bool
 * and takes a `struct err *` last; true is success.  An error is set once,
 * where it happens, and names a sentence of the phrase book with its
 * arguments, so that it can be said in any language by whoever shows it.
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

struct err {
	bool is_set;
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
void err_clear(struct err *err);

/* Append the sentence in the given language. */
void err_put(struct str *out, const struct err *err, const struct words *words);

#endif
