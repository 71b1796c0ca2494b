/*
 * Bytes of any usual encoding to UTF-8, through iconv.
 *
 * A byte order mark decides first (UTF-8, UTF-16 either way); then valid
 * UTF-8 is UTF-8; anything else is read as Windows-1252, as Notepad wrote it.
 */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/*
 * Append bytes to out as UTF-8 without a byte order mark.  *name, if given,
 * gets the name of the encoding found (static): UTF-8, UTF-16LE, UTF-16BE or
 * WINDOWS-1252.  Fails on a broken UTF-16 file and on NUL characters.
 */
bool encoding_to_utf8(struct str *out, const char *bytes, size_t length,
    const char **name, struct err *err);

#endif
