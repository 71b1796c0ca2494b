/*
 * What bytes hold that are no text.
 */
#ifndef RIG_BYTES_H
#define RIG_BYTES_H

#include <string.h>

#include "base/str.h"

/* How often the text stands in them. */
static inline size_t
bytes_count(const struct str *bytes, const char *text)
{
	size_t length = strlen(text), count = 0;
	for (size_t i = 0; i + length <= bytes->length; i++)
		count += memcmp(bytes->text + i, text, length) == 0;
	return count;
}

#endif
