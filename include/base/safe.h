/*
 * The one sanitizer for all output: screen, text, errors, logs.
 *
 * What is stored stays as it was typed; what is shown goes through here.
 * Control characters, bidi controls, invisible and private characters,
 * noncharacters and bad bytes become U+FFFD, each one of them; newline (CR LF
 * and U+2028 too) and tab become a blank, or stay where a text of several
 * lines is asked for.  Letters that only a later Unicode knows stay.
 *
 * At most four marks follow a letter; more are left out.  ZWJ, ZWNJ and the
 * selectors of a letter's form are invisible but stay, counted as marks:
 * scripts, names and emoji need them.  So do the flags of England, Scotland
 * and Wales, which are made of tags that are refused elsewhere.
 */
#ifndef BASE_SAFE_H
#define BASE_SAFE_H

#include <stddef.h>

#include "base/str.h"

enum safe_lines { SAFE_ONE_LINE, SAFE_KEEP_LINES };

void safe_put(struct str *out, const char *text, size_t length,
    enum safe_lines lines);

/* One line as XML and SVG hold it between two tags. */
void safe_put_xml(struct str *out, const char *text);

#endif
