/*
 * Running iconv over a text to its end, for src/base/encoding.c and
 * encoding_locale.c only.
 */
#ifndef BASE_CONVERT_H
#define BASE_CONVERT_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Append what stands for that which cannot be converted, at the beginning of
 * `rest`, and say how many bytes it is.
 */
typedef size_t convert_mend(struct str *out, const char *rest, size_t length);

/*
 * Append all of it, converted from the start.  False if something could not
 * be and there is nothing to mend it with (NULL).
 */
bool convert(struct str *out, iconv_t converter, const char *bytes,
    size_t length, convert_mend *mend);

/* A byte that stands for nothing becomes U+FFFD, where a person sees it. */
size_t convert_mend_byte(struct str *out, const char *rest, size_t length);

#endif
