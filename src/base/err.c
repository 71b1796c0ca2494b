/*
 * Errors as values: which sentence of the phrase book, and its arguments.
 *
 * An error owns copies of its arguments and never a sentence, so that it can
 * be said later in any language.  It allocates nothing and can be copied by
 * assignment; `struct err err = { 0 };` starts one.
 *
 * Tested by tests/unit/base_err.c.
 */
#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"

/* Copy what fits, never half a character. */
static void
copy_argument(char argument[ERR_ARGUMENT_SIZE], const char *text)
{
	size_t length = strlen(text);

	if (length >= ERR_ARGUMENT_SIZE) {
		length = ERR_ARGUMENT_SIZE - 1;
		while (length > 0 && utf8_follows(text[length]))
			length--;
	}
	memcpy(argument, text, length);
	argument[length] = '\0';
}

static void
set(struct err *err, enum err_kind kind, enum word word, va_list arguments)
{
	const char *text;

	if (err->is_set)
		return;
	err->is_set = true;
	err->kind = kind;
	err->word = word;
	err->count = 0;
	while ((text = va_arg(arguments, const char *))) {
		assert(err->count < ERR_ARGUMENTS_MAX);
		copy_argument(err->arguments[err->count++], text);
	}
}

bool
err_set(struct err *err, enum word word, ...)
{
	va_list arguments;

	va_start(arguments, word);
	set(err, ERR_OTHER, word, arguments);
	va_end(arguments);
	return false;
}

bool
err_set_as(struct err *err, enum err_kind kind, enum word word, ...)
{
	va_list arguments;

	va_start(arguments, word);
	set(err, kind, word, arguments);
	va_end(arguments);
	return false;
}

const char *
err_reason(const struct err *err)
{
	bool has_reason =
	    err->kind == ERR_NOT_DONE || err->kind == ERR_UNCONFIRMED;

	return has_reason && err->count > 1 ? err->arguments[1] : "";
}

bool
err_retell(struct err *err, const struct err *why,
    const struct err_telling *tellings, size_t count, ...)
{
	size_t i = 0;

	assert(why->is_set);
	while (i < count && tellings[i].kind != why->kind)
		i++;
	if (i == count) {
		if (!err->is_set)
			*err = *why;
		return false;
	}
	va_list arguments;
	va_start(arguments, count);
	set(err, why->kind, tellings[i].word, arguments);
	va_end(arguments);
	return false;
}

void
err_clear(struct err *err)
{
	err->is_set = false;
	err->kind = ERR_OTHER;
	err->count = 0;
}

void
err_put(struct str *out, const struct err *err, const struct words *words)
{
	assert(err->is_set);
	const char *arguments[ERR_ARGUMENTS_MAX];
	for (size_t i = 0; i < err->count; i++)
		arguments[i] = err->arguments[i];
	words_put_array(out, words, err->word, arguments, err->count);
}
