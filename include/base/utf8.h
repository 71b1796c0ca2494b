/*
 * UTF-8: code points, grapheme clusters, widths in cells, folding, composing.
 *
 * A bad byte decodes as U+FFFD of length 1, so every walk ends.  Widths are
 * glibc's wcwidth() summed per code point, the table that ncurses and the
 * terminals share; a code point newer than that table, or a control
 * character, counts as 1 and is drawn as `?`.  In a locale that is not UTF-8,
 * where that table is empty, utf8proc's categories give the same widths.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Decode one code point; returns the bytes used, 0 only if length is 0. */
size_t utf8_decode(const char *text, size_t length, uint32_t *code_point);

/* Write 1 to 4 bytes; returns how many.  What is no character: U+FFFD. */
size_t utf8_encode(uint32_t code_point, char bytes[4]);

/* Append one character; U+FFFD for what is none. */
void utf8_put(struct str *out, uint32_t code_point);

/* What stands for a byte or a number that is no character. */
enum { UTF8_REPLACEMENT = 0xFFFD };

/* Does the byte follow the first one of a character?  None begins with it. */
bool utf8_follows(char byte);

/* Characters of a text that is well-formed. */
size_t utf8_count(const char *text, size_t length);

/* How many bytes of ASCII it begins with; most text is nothing else. */
size_t utf8_ascii(const char *text, size_t length);

/*
 * Is all of it well-formed UTF-8 without NUL?  If not, *bad is the offset of
 * the first bad byte; bad may be NULL.
 */
bool utf8_is_valid(const char *text, size_t length, size_t *bad);

/* The version of Unicode that says what a character is: "15.0.0". */
const char *utf8_unicode_version(void);

/*
 * The next and the previous grapheme boundary from a boundary `at`; at the
 * end of the text, and at its start, there they stay.
 */
size_t utf8_next(const char *text, size_t length, size_t at);
size_t utf8_previous(const char *text, size_t length, size_t at);

/* Width in terminal cells. */
int utf8_code_width(uint32_t code_point);
int utf8_width(const char *text, size_t length);
int utf8_text_width(const char *text);

/*
 * Where the text must end to fit `cells` cells, on a grapheme boundary.
 * *width, if given, gets the cells used.
 */
size_t utf8_fit(const char *text, size_t length, int cells, int *width);

enum direction { DIRECTION_NONE, LEFT_TO_RIGHT, RIGHT_TO_LEFT };

/* The way its first letter is read; none when it has no letter. */
enum direction utf8_direction(const char *text, size_t length);

/*
 * Append the text with case and accents folded away, for finding: "sian"
 * finds "Siân", "lodz" finds "Łódź", "o'brien" finds "O’Brien".  Vowel marks
 * of other scripts stay; invisible characters go; white space is a blank.
 */
void utf8_fold(struct str *out, const char *text);

/*
 * Append the text as one and the same bytes, however it was typed: accents
 * joined to their letters (Unicode's form C), and a plain space for each blank
 * of another width.  What is not well-formed stays as it is.
 */
void utf8_compose(struct str *out, const char *text);

/*
 * Does text hold every word of the search, in any order, ignoring case and
 * accents?  A search without words is found in any text.
 */
bool utf8_contains(const char *text, const char *search);

/* The same with a search that utf8_fold() has folded, once for many texts. */
bool utf8_contains_folded(const char *text, const char *search);

/*
 * Append a key that sorts names as people expect, in plain byte order: folded,
 * with the exact text behind it so that different names never compare equal.
 */
void utf8_sort_key(struct str *out, const char *text);

#endif
