/*
 * Excerpts: where in a text a searched word stands, and what comes before it.
 *
 * A word that is searched for has no blank in it, so it lies within one of the
 * pieces between blanks; each is folded by itself, until one holds it.  Keeps
 * nothing.  Tested by tests/unit/ui_excerpt.c.
 */
#include "ui/excerpt.h"

#include <string.h>

#include "base/utf8.h"

static const char blanks[] = " \n";
static const char ellipsis[] = "\u2026 ";

/* Does the piece hold one of the folded words? */
static bool
holds_any(const char *piece, size_t length, const char *words)
{
	struct str own = STR_EMPTY, word = STR_EMPTY;
	bool is_found = false;

	str_put_n(&own, piece, length);
	while (*words && !is_found) {
		size_t letters = strcspn(words, blanks);
		str_clear(&word);
		str_put_n(&word, words, letters);
		is_found =
		    letters > 0 && utf8_contains_folded(own.text, word.text);
		words += letters + strspn(words + letters, blanks);
	}
	str_release(&own);
	str_release(&word);
	return is_found;
}

/* Where the first piece that holds any begins and ends; false: none does. */
static bool
find_piece(const char *text, const char *search, size_t *start, size_t *end)
{
	struct str words = STR_EMPTY;
	bool is_found = false;

	utf8_fold(&words, search);
	*start = *end = 0;
	while (text[*end] != '\0' && !is_found) {
		*start = *end + strspn(text + *end, blanks);
		*end = *start + strcspn(text + *start, blanks);
		is_found = holds_any(text + *start, *end - *start, words.text);
	}
	str_release(&words);
	return is_found;
}

/* The blank-led piece before this place begins there. */
static size_t
piece_before(const char *text, size_t at)
{
	while (at > 0 && strchr(blanks, text[at - 1]))
		at--;
	while (at > 0 && !strchr(blanks, text[at - 1]))
		at--;
	return at;
}

void
excerpt_put(struct str *out, const char *text, const char *search, int cells)
{
	size_t start, end, from = 0;

	if (find_piece(text, search, &start, &end) &&
	    utf8_width(text, end) > cells) {
		from = start;
		while (from > 0) {
			size_t before = piece_before(text, from);
			if (utf8_width(text + before, end - before) > cells / 2)
				break;
			from = before;
		}
	}
	if (from > 0)
		str_put(out, ellipsis);
	for (; text[from] != '\0'; from++)
		str_put_char(out, text[from] == '\n' ? ' ' : text[from]);
}
