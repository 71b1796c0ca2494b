/*
 * Exact rational numbers (GMP underneath).  A number is an immutable value in
 * an arena, reduced to lowest terms; operations make new ones.  There is
 * nothing to free and nothing is ever rounded except by exact_round().
 */
#ifndef BASE_EXACT_H
#define BASE_EXACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/str.h"

struct exact;

const struct exact *exact_from_int(struct arena *arena, int64_t n);
const struct exact *exact_from_ratio(struct arena *arena, int64_t numerator,
    int64_t denominator); /* denominator is not 0 */

/*
 * Read a decimal ("12", "-3.25", "+0.5", "1,234.50", "12%") or a fraction of
 * two such numbers ("365/7", "365.25/7").  NULL if it is none, if a comma
 * parts no thousands, if it divides by nought, or if either number is longer
 * than EXACT_DIGITS_MAX digits.
 */
enum { EXACT_DIGITS_MAX = 60 };
const struct exact *exact_parse(struct arena *arena, const char *text);

const struct exact *exact_add(struct arena *, const struct exact *,
    const struct exact *);
const struct exact *exact_subtract(struct arena *, const struct exact *,
    const struct exact *);
const struct exact *exact_multiply(struct arena *, const struct exact *,
    const struct exact *);
/* NULL when dividing by nought. */
const struct exact *exact_divide(struct arena *, const struct exact *,
    const struct exact *);

int exact_compare(const struct exact *a, const struct exact *b);
int exact_sign(const struct exact *a);
bool exact_is_whole(const struct exact *a);

/* Numbers this long (limbs of either part) are refused by the sums. */
size_t exact_size(const struct exact *a);

enum exact_rounding {
	EXACT_HALF_UP, /* a half goes away from zero */
	EXACT_HALF_EVEN,
	EXACT_UP,   /* away from zero */
	EXACT_DOWN, /* towards zero */
	EXACT_CEILING,
	EXACT_FLOOR,
	EXACT_ROUNDING_MAX
};

/* To the nearest multiple of a positive unit ("0.01", "5"). */
const struct exact *exact_round(struct arena *arena, const struct exact *a,
    const struct exact *unit, enum exact_rounding rounding);

/* Whole number in int64; false, and nought, if not whole or too large. */
bool exact_to_int(const struct exact *a, int64_t *n);

/* Nearest double; for comparing and charts, never for money. */
double exact_to_double(const struct exact *a);

/*
 * As people read it: a whole number or an exact decimal of at most `places`
 * places, without commas; a longer one is cut and closed with "..." (it is a
 * working figure).
 */
void exact_put(struct str *out, const struct exact *a, int places);

/*
 * "n/d" or "n": exact, for files.  exact_parse() reads it back while neither
 * is longer than EXACT_DIGITS_MAX, as all are of exact_size() up to 3.
 */
void exact_put_ratio(struct str *out, const struct exact *a);

#endif
