/*
 * A growing string, and small comparisons that read well.
 *
 * This file owns how a string grows and nothing of what is in it.  An empty
 * str points at str_nothing, which is const and never written to; the memory
 * behind any other belongs to the str until str_release() or str_detach().
 *
 * Tested by tests/unit/base_str.c.
 */
#include "base/str.h"

#include <assert.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

enum { STR_MIN = 32 };

const char str_nothing[1] = "";

void
str_reserve(struct str *str, size_t more)
{
	if (more < str->capacity - str->length)
		return;
	if (more > SIZE_MAX / 4 || str->length > SIZE_MAX / 4)
		mem_give_up();
	size_t wanted = str->length + more + 1;
	size_t capacity = str->capacity ? str->capacity * 2 : STR_MIN;
	if (capacity < wanted)
		capacity = wanted;
	str->text = mem_resize(str->capacity ? str->text : NULL, capacity);
	str->capacity = capacity;
}

void
str_init(struct str *str)
{
	*str = (struct str)STR_EMPTY;
}

void
str_release(struct str *str)
{
	if (str->capacity > 0)
		mem_free(str->text);
	str_init(str);
}

void
str_clear(struct str *str)
{
	str_cut(str, 0);
}

void
str_put_n(struct str *str, const char *text, size_t length)
{
	if (length == 0)
		return;
	str_reserve(str, length);
	memcpy(str->text + str->length, text, length);
	str->length += length;
	str->text[str->length] = '\0';
}

void
str_put_int(struct str *str, int64_t number)
{
	char digits[20]; /* nineteen at most, and a sign */
	size_t at = sizeof(digits);
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (number < 0)
		digits[--at] = '-';
	str_put_n(str, digits + at, sizeof(digits) - at);
}

void
str_format(struct str *str, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	str_format_list(str, format, arguments);
	va_end(arguments);
}

void
str_format_list(struct str *str, const char *format, va_list arguments)
{
	va_list again;

	va_copy(again, arguments);
	/* Most fit into the room that there is, and are made only once. */
	size_t room = str->capacity > 0 ? str->capacity - str->length : 0;
	char *end = room > 0 ? str->text + str->length : NULL;
	int length = vsnprintf(end, room, format, arguments);
	assert(length >= 0);
	if ((size_t)length >= room) {
		str_reserve(str, (size_t)length);
		vsnprintf(
		    str->text + str->length, (size_t)length + 1, format, again);
	}
	str->length += (size_t)length;
	va_end(again);
}

void
str_insert(struct str *str, size_t at, const char *text, size_t length)
{
	assert(at <= str->length);
	if (length == 0)
		return;
	str_reserve(str, length);
	char *place = str->text + at;
	memmove(place + length, place, str->length - at);
	memcpy(place, text, length);
	str->length += length;
	str->text[str->length] = '\0';
}

void
str_remove(struct str *str, size_t at, size_t length)
{
	assert(at <= str->length && length <= str->length - at);
	if (length == 0)
		return;
	char *place = str->text + at;
	memmove(place, place + length, str->length - at - length);
	str_cut(str, str->length - length);
}

void
str_cut(struct str *str, size_t length)
{
	assert(length <= str->length);
	if (length == str->length)
		return;
	str->length = length;
	str->text[length] = '\0';
}

char *
str_detach(struct str *str)
{
	char *text = str->capacity > 0 ? str->text : mem_copy_text("");

	str_init(str);
	return text;
}

const char *
str_keep(struct str *str, struct arena *arena)
{
	const char *text = arena_copy_n(arena, str->text, str->length);

	str_release(str);
	return text;
}

struct numeral
numeral_of(int64_t number)
{
	struct numeral numeral;

	snprintf(numeral.text, sizeof(numeral.text), "%" PRId64, number);
	return numeral;
}

struct numeral
numeral_of_count(size_t count)
{
	struct numeral numeral;

	snprintf(numeral.text, sizeof(numeral.text), "%zu", count);
	return numeral;
}

bool
text_starts(const char *text, const char *start)
{
	while (*start)
		if (*text++ != *start++)
			return false;
	return true;
}

bool
char_is_figure(char c)
{
	return c >= '0' && c <= '9';
}

int
text_number(const char *text, const char **end)
{
	int number = 0;
	bool fits = true;

	for (; char_is_figure(*text); text++) {
		int figure = *text - '0';
		fits = fits && number <= (INT_MAX - figure) / 10;
		number = fits ? number * 10 + figure : 0;
	}
	*end = text;
	return number;
}

const char *
text_skip_space(const char *text)
{
	return text + strspn(text, " \t\r\n\v\f");
}

bool
text_is_blank(const char *text)
{
	return !text || *text_skip_space(text) == '\0';
}
