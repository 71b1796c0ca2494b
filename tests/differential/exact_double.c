/*
 * The mutant: base/exact.h in floating point, linked in place of exact.c.
 *
 * tests/differential/run must find it out; if it did not, the cases would
 * prove nothing about exactness.  It is as careful as floating point can be:
 * what looks like a decimal is written as that decimal.
 */
#include "base/exact.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct exact {
	double value;
};

static const struct exact *
keep(struct arena *arena, double value)
{
	struct exact *exact = arena_get(arena, sizeof(*exact));

	exact->value = value;
	return exact;
}

const struct exact *
exact_from_int(struct arena *arena, int64_t n)
{
	return keep(arena, (double)n);
}

const struct exact *
exact_from_ratio(struct arena *arena, int64_t numerator, int64_t denominator)
{
	return keep(arena, (double)numerator / (double)denominator);
}

/* One number with commas, perhaps a percentage; returns what follows. */
static const char *
read_number(const char *text, double *value)
{
	char plain[EXACT_DIGITS_MAX + 4];
	size_t length = 0;

	for (; *text && strchr("+-0123456789.,", *text); text++) {
		if (*text == ',')
			continue;
		if (length + 1 >= sizeof(plain))
			return NULL;
		plain[length++] = *text;
	}
	plain[length] = '\0';
	char *end;
	*value = strtod(plain, &end);
	if (length == 0 || *end != '\0')
		return NULL;
	if (*text == '%') {
		*value /= 100;
		text++;
	}
	return text;
}

const struct exact *
exact_parse(struct arena *arena, const char *text)
{
	double value, divisor;

	text = read_number(text, &value);
	if (text && *text == '/') {
		text = read_number(text + 1, &divisor);
		value /= divisor;
	}
	return text && *text == '\0' ? keep(arena, value) : NULL;
}

const struct exact *
exact_add(struct arena *arena, const struct exact *a, const struct exact *b)
{
	return keep(arena, a->value + b->value);
}

const struct exact *
exact_subtract(
    struct arena *arena, const struct exact *a, const struct exact *b)
{
	return keep(arena, a->value - b->value);
}

const struct exact *
exact_multiply(
    struct arena *arena, const struct exact *a, const struct exact *b)
{
	return keep(arena, a->value * b->value);
}

const struct exact *
exact_divide(struct arena *arena, const struct exact *a, const struct exact *b)
{
	return b->value == 0 ? NULL : keep(arena, a->value / b->value);
}

int
exact_compare(const struct exact *a, const struct exact *b)
{
	return (a->value > b->value) - (a->value < b->value);
}

int
exact_sign(const struct exact *a)
{
	return (a->value > 0) - (a->value < 0);
}

bool
exact_is_whole(const struct exact *a)
{
	return a->value == floor(a->value);
}

size_t
exact_size(const struct exact *a)
{
	(void)a;
	return 1;
}

const struct exact *
exact_round(struct arena *arena, const struct exact *a,
    const struct exact *unit, enum exact_rounding rounding)
{
	/* Dividing by 0.01 is worse than multiplying by 100. */
	double steps = round(1 / unit->value);
	double size = steps >= 1 ? a->value * steps : a->value / unit->value;
	switch (rounding) {
	case EXACT_HALF_UP:
		size = round(size);
		break;
	case EXACT_HALF_EVEN:
		size = nearbyint(size);
		break;
	case EXACT_UP:
		size = size < 0 ? floor(size) : ceil(size);
		break;
	case EXACT_DOWN:
		size = trunc(size);
		break;
	case EXACT_CEILING:
		size = ceil(size);
		break;
	case EXACT_FLOOR:
	case EXACT_ROUNDING_MAX:
		size = floor(size);
		break;
	}
	return keep(arena, steps >= 1 ? size / steps : size * unit->value);
}

bool
exact_to_int(const struct exact *a, int64_t *n)
{
	if (!exact_is_whole(a) || fabs(a->value) >= 9e18)
		return false;
	*n = (int64_t)a->value;
	return true;
}

double
exact_to_double(const struct exact *a)
{
	return a->value;
}

void
exact_put(struct str *out, const struct exact *a, int places)
{
	str_format(out, "%.*f", places < 15 ? places : 15, a->value);
}

/* The shortest decimal that is this double, as a fraction in lowest terms. */
void
exact_put_ratio(struct str *out, const struct exact *a)
{
	double size = fabs(a->value);
	int64_t below = 1;

	while (size != floor(size) && below < INT64_C(100000000)) {
		below *= 10;
		size = round(fabs(a->value) * (double)below * 1e6) / 1e6;
	}
	int64_t above = (int64_t)round(size);
	int64_t left = above, right = below;
	while (right != 0) {
		int64_t rest = left % right;
		left = right;
		right = rest;
	}
	if (left == 0)
		left = 1;
	str_format(out, "%s%lld", a->value < 0 && above ? "-" : "",
	    (long long)(above / left));
	if (below / left != 1)
		str_format(out, "/%lld", (long long)(below / left));
}
