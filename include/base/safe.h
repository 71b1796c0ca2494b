/*
 * The one sanitizer for all output: screen, text, errors, logs.
 *
 * What is stored stays as it was typed; what is shown goes through here.
 * Control characters, bidi controls, invisible and private characters,
 * noncharacters and bad bytes become U+FFFD; newline and tab become a blank
 * (or stay, where a text of several lines is asked for); at most four
 * combining marks follow a letter.  ZWJ and ZWNJ stay: scripts need them.
 */
#ifndef BASE_SAFE_H
#define BASE_SAFE_H

#include <stddef.h>

#include "base/str.h"

enum safe_lines { SAFE_ONE_LINE, SAFE_KEEP_LINES };

void safe_put(struct str *out, const char *text, size_t length,
    enum safe_lines lines);

#endif
