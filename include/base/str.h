/*
 * A growing string.  Always NUL-terminated, may also hold NUL bytes (then
 * only `length` is right).
 *
 *	struct str s = STR_EMPTY;
 *	str_put(&s, "Left ");
 *	str_format(&s, "%d", 3);
 *	...
 *	str_release(&s);
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"

struct str {
	char *text;	 /* never NULL: points at "" before the first byte */
	size_t length;	 /* bytes, without the closing NUL */
	size_t capacity; /* 0 while nothing is allocated */
};

/* Never written to: by way of uintptr_t, so that -Wcast-qual stays quiet. */
extern const char str_nothing[1];
#define STR_EMPTY { (char *)(uintptr_t)str_nothing, 0, 0 }

void str_init(struct str *str);
void str_release(struct str *str);
void str_clear(struct str *str); /* keeps the memory */

/* Make room for `more` bytes and the closing NUL. */
void str_reserve(struct str *str, size_t more);

static inline void
str_put_char(struct str *str, char c)
{
	if (str->capacity - str->length < 2)
		str_reserve(str, 1);
	str->text[str->length++] = c;
	str->text[str->length] = '\0';
}

/* What is put or inserted must not lie inside the same str. */
void str_put_n(struct str *str, const char *text, size_t length);
static inline void
str_put(struct str *str, const char *text)
{
	str_put_n(str, text, strlen(text));
}
void str_put_int(struct str *str, int64_t number);
void str_format(struct str *str, const char *format, ...) PRINTF_LIKE(2, 3);
void str_format_list(struct str *str, const char *format, va_list arguments)
    PRINTF_LIKE(2, 0);
void str_insert(struct str *str, size_t at, const char *text, size_t length);
void str_remove(struct str *str, size_t at, size_t length);
void str_cut(struct str *str, size_t length); /* shorten to length bytes */

/* The text as a heap string; str becomes empty.  Free with mem_free(). */
char *str_detach(struct str *str);

/* The same as a string of the arena. */
struct arena;
const char *str_keep(struct str *str, struct arena *arena);

/*
 * A whole number in figures, as the argument of a sentence:
 *
 *	words_put(out, words, WORD_DOC_PAGE, numeral_of(3).text, ...);
 */
struct numeral {
	char text[24]; /* the longest takes 20 */
};
struct numeral numeral_of(int64_t number);
struct numeral numeral_of_count(size_t count);

/* Comparison helpers that read well.  Most texts differ in the first byte. */
static inline bool
text_is(const char *a, const char *b) /* equal; NULL equals NULL */
{
	if (!a || !b)
		return a == b;
	return *a == *b && strcmp(a, b) == 0;
}
bool text_starts(const char *text, const char *start);

/* A figure is 0 to 9, white space is that of ASCII, whatever the locale. */
bool char_is_figure(char c);

/*
 * The whole number that figures write, *end being behind them; 0 for none, and
 * for one that is too large.
 */
int text_number(const char *text, const char **end);
const char *text_skip_space(const char *text);
bool text_is_blank(const char *text); /* NULL, empty or only white space */

#endif
