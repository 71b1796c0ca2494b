/*
 * The nearest of several words.
 *
 * Owns what near means: how few letters must be put in, left out, exchanged or
 * swapped.  Refuses to know what the words are for.  Words are short, so all
 * is counted on the stack; nothing is kept.
 *
 *	nearest_of("catelog", names, count) is "catalog"
 *
 * Tested by tests/unit/base_nearest.c.
 */
#include "base/nearest.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/utf8.h"

enum { LETTERS_MAX = 64 /* longer words are compared with nothing */ };

/* A word as folded letters; false if it has too many to compare. */
static bool
letters_of(const char *word, uint32_t letters[LETTERS_MAX], size_t *count)
{
	struct str folded = STR_EMPTY;
	size_t at = 0, n = 0;

	utf8_fold(&folded, word);
	while (at < folded.length && n < LETTERS_MAX)
		at += utf8_decode(
		    folded.text + at, folded.length - at, &letters[n++]);
	*count = n;
	n = folded.length;
	str_release(&folded);
	return at == n;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * How many letters must be put in, left out, exchanged, or swapped with their
 * neighbour, to make one word of the other.
 */
static size_t
distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
	size_t rows[3][LETTERS_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= b_count; j++)
		last[j] = j;
	for (size_t i = 1; i <= a_count; i++) {
		size_t *spare = before;
		now[0] = i;
		for (size_t j = 1; j <= b_count; j++) {
			now[j] = last[j - 1] + (a[i - 1] != b[j - 1]);
			now[j] = least(now[j], last[j] + 1);
			now[j] = least(now[j], now[j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[b_count];
}

const char *
nearest_of(const char *word, const char *const *candidates, size_t count)
{
	uint32_t typed[LETTERS_MAX], letters[LETTERS_MAX];
	size_t typed_count, letter_count;

	if (!letters_of(word, typed, &typed_count))
		return NULL;
	const char *nearest = NULL;
	size_t best = typed_count / 3 + 1;
	for (size_t i = 0; i < count; i++) {
		if (!letters_of(candidates[i], letters, &letter_count))
			continue;
		size_t differing =
		    distance(typed, typed_count, letters, letter_count);
		if (differing < best) {
			best = differing;
			nearest = candidates[i];
		}
	}
	return nearest;
}
