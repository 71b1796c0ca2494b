/*
 * Money is whole pence in int64_t; everything finer is struct exact, in
 * pounds.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/exact.h"
#include "base/str.h"

/* Largest sum taken from a person: a thousand million pounds. */
#define MONEY_MAX INT64_C(100000000000)

/*
 * What a person types: "45", "£45.50", "1,234.5", "45p", "45c", "-3".  False, with
 * nought in *pence, if it is no sum, has a part of a penny, or is beyond
 * MONEY_MAX either way.  A comma that parts no thousands is no sum.
 */
bool money_parse(const char *text, int64_t *pence);

/* "£1,234.50", "-£3.00"; never rounded. */
void money_put(struct str *out, int64_t pence);

/* "1234.50": for files. */
void money_put_plain(struct str *out, int64_t pence);

/*
 * Exact pounds from pence, and whole pence from exact pounds: false, with
 * nought in *pence, if a part of a penny is left or the sum is too large.
 */
const struct exact *money_to_exact(struct arena *arena, int64_t pence);
bool money_from_exact(const struct exact *pounds, int64_t *pence);

#endif
