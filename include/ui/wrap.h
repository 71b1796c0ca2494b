/*
 * Wrapping: text to rows of at most so many cells, cut between whole
 * characters.  Rows break after a blank or a hyphen, beside a letter two
 * cells wide, and only where a word is longer than a row inside it.
 */
#ifndef UI_WRAP_H
#define UI_WRAP_H

#include <stddef.h>

/*
 * A row: a stretch of the text, without the newline that ends it.  Blanks at
 * which a row breaks belong to it and may reach beyond its width.
 */
struct wrap_row {
	size_t start, length;
};

/* Wrapped text; start with all 0, and use it again as often as you like. */
struct wrap {
	struct wrap_row *rows; /* at least one once text was wrapped */
	size_t count, capacity;
};

/* Wrap anew, at least one cell wide. */
void wrap_text(struct wrap *wrap, const char *text, size_t length, int width);

/*
 * The same for a text that was wrapped already at this width, and in which so
 * many bytes were then removed at a place and so many added there.
 */
void wrap_change(struct wrap *wrap, const char *text, size_t length, int width,
    size_t at, size_t removed, size_t added);
void wrap_release(struct wrap *wrap);

/* The row that the byte at `at` stands in. */
size_t wrap_find(const struct wrap *wrap, size_t at);

#endif
