/*
 * Text between UTF-8 and the encoding of the locale, for whoever talks to a
 * terminal or a pipe in plain lines.
 */
#ifndef BASE_ENCODING_LOCALE_H
#define BASE_ENCODING_LOCALE_H

#include <stddef.h>

#include "base/str.h"

struct encoding;

/*
 * That of the locale as main() has set it; one that is UTF-8, or that nobody
 * knows, changes nothing.  Free with encoding_free().
 */
struct encoding *encoding_of_locale(void);
struct encoding *encoding_named(const char *name);
void encoding_free(struct encoding *encoding); /* NULL is fine */

/* Append its bytes as UTF-8; those that stand for nothing become U+FFFD. */
void encoding_read(struct encoding *encoding, struct str *out,
    const char *bytes, size_t length);

/*
 * Append UTF-8 in it, as near as it can: where it has no letter for one, a
 * likeness, or else a "?".
 */
void encoding_write(struct encoding *encoding, struct str *out,
    const char *text, size_t length);

#endif
