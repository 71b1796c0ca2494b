/*
 * Exact rational numbers.
 *
 * The only file that knows GMP.  A number is one piece of an arena: two sizes
 * and the limbs of numerator and denominator, in lowest terms, so that equal
 * numbers are equal byte for byte.  GMP reads those limbs where they lie; what
 * it computes is copied into the arena and GMP's own memory given back at
 * once.  Nothing here rounds but exact_round(), and exact_put() when it says
 * so with "...".
 *
 *	const struct exact *weeks = exact_parse(arena, "365.25/7");
 *	yearly = exact_multiply(arena, exact_from_int(arena, 45), weeks);
 *
 * Tested by tests/unit/base_exact.c compares with whole-number sums.
 */
#include "base/exact.h"

#include <assert.h>
#include <gmp.h>
#include <math.h>
#include <string.h>

struct exact {
	mp_size_t numerator;   /* its limbs; negative below nought */
	mp_size_t denominator; /* its limbs, which follow */
	mp_limb_t limbs[];
};

typedef void operation(mpq_ptr result, mpq_srcptr a, mpq_srcptr b);

/* A typed number while it is read: its figures and where the point was. */
struct figures {
	char text[EXACT_DIGITS_MAX + 1];
	size_t count;
	unsigned long decimals; /* how many of them stand behind the point */
};

static size_t
limbs_of(mp_size_t size)
{
	return (size_t)(size < 0 ? -size : size);
}

/* Lay the number out for GMP to read; nothing is to be cleared. */
static void
borrow(mpq_ptr q, const struct exact *a)
{
	mpz_roinit_n(mpq_numref(q), a->limbs, a->numerator);
	mpz_roinit_n(
	    mpq_denref(q), a->limbs + limbs_of(a->numerator), a->denominator);
}

/* Copy a result in lowest terms into the arena and clear it. */
static const struct exact *
keep(struct arena *arena, mpq_ptr q)
{
	size_t above = mpz_size(mpq_numref(q));
	size_t below = mpz_size(mpq_denref(q));
	struct exact *a =
	    arena_get(arena, sizeof(*a) + (above + below) * sizeof(mp_limb_t));

	a->numerator = mpq_sgn(q) * (mp_size_t)above;
	a->denominator = (mp_size_t)below;
	memcpy(
	    a->limbs, mpz_limbs_read(mpq_numref(q)), above * sizeof(mp_limb_t));
	memcpy(a->limbs + above, mpz_limbs_read(mpq_denref(q)),
	    below * sizeof(mp_limb_t));
	mpq_clear(q);
	return a;
}

static void
set_int(mpz_ptr z, int64_t n)
{
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	mpz_import(z, 1, -1, sizeof(size), 0, 0, &size);
	if (n < 0)
		mpz_neg(z, z);
}

/* Most numbers begin so: GMP need not be asked. */
const struct exact *
exact_from_int(struct arena *arena, int64_t n)
{
	enum { LIMBS_MAX = (64 + GMP_NUMB_BITS - 1) / GMP_NUMB_BITS };
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	mp_size_t count = 0;
	struct exact *a =
	    arena_get(arena, sizeof(*a) + (LIMBS_MAX + 1) * sizeof(mp_limb_t));

	for (int i = 0; i < LIMBS_MAX; i++) {
		a->limbs[i] = (mp_limb_t)(size >> i * GMP_NUMB_BITS);
		if (a->limbs[i] != 0)
			count = i + 1;
	}
	a->numerator = n < 0 ? -count : count;
	a->denominator = 1;
	a->limbs[count] = 1;
	return a;
}

const struct exact *
exact_from_ratio(struct arena *arena, int64_t numerator, int64_t denominator)
{
	assert(denominator != 0);
	mpq_t q;
	mpq_init(q);
	set_int(mpq_numref(q), numerator);
	set_int(mpq_denref(q), denominator);
	mpq_canonicalize(q);
	return keep(arena, q);
}

static const struct exact *
apply(struct arena *arena, operation *operate, const struct exact *a,
    const struct exact *b)
{
	mpq_t left, right, result;

	borrow(left, a);
	borrow(right, b);
	mpq_init(result);
	operate(result, left, right);
	return keep(arena, result);
}

const struct exact *
exact_add(struct arena *arena, const struct exact *a, const struct exact *b)
{
	return apply(arena, mpq_add, a, b);
}

const struct exact *
exact_subtract(
    struct arena *arena, const struct exact *a, const struct exact *b)
{
	return apply(arena, mpq_sub, a, b);
}

const struct exact *
exact_multiply(
    struct arena *arena, const struct exact *a, const struct exact *b)
{
	return apply(arena, mpq_mul, a, b);
}

const struct exact *
exact_divide(struct arena *arena, const struct exact *a, const struct exact *b)
{
	if (b->numerator == 0)
		return NULL;
	return apply(arena, mpq_div, a, b);
}

int
exact_compare(const struct exact *a, const struct exact *b)
{
	mpq_t left, right;

	borrow(left, a);
	borrow(right, b);
	int order = mpq_cmp(left, right);
	return (order > 0) - (order < 0);
}

int
exact_sign(const struct exact *a)
{
	return (a->numerator > 0) - (a->numerator < 0);
}

bool
exact_is_whole(const struct exact *a)
{
	return a->denominator == 1 && a->limbs[limbs_of(a->numerator)] == 1;
}

size_t
exact_size(const struct exact *a)
{
	size_t above = limbs_of(a->numerator), below = limbs_of(a->denominator);

	return above > below ? above : below;
}

/* Add a run of figures; returns its length, or 0 if they become too many. */
static size_t
add_run(struct figures *figures, const char *text)
{
	size_t length = 0;

	for (; char_is_figure(text[length]); length++) {
		if (figures->count == EXACT_DIGITS_MAX)
			return 0;
		figures->text[figures->count++] = text[length];
	}
	figures->text[figures->count] = '\0';
	return length;
}

/*
 * Read figures with commas between thousands and a point; returns what
 * follows, or NULL.  A comma anywhere else is refused, since it may be meant
 * as a decimal point.
 */
static const char *
read_figures(struct figures *figures, const char *text)
{
	size_t run = add_run(figures, text);

	if (run == 0 && *text != '.')
		return NULL;
	text += run;
	if (*text == ',' && run > 3)
		return NULL;
	while (*text == ',') {
		run = add_run(figures, text + 1);
		if (run != 3)
			return NULL;
		text += 1 + run;
	}
	if (*text != '.')
		return text;
	run = add_run(figures, text + 1);
	figures->decimals = run;
	return run > 0 ? text + 1 + run : NULL;
}

/* Read a decimal, perhaps with a sign or as a percentage, into q. */
static const char *
read_decimal(mpq_ptr q, const char *text)
{
	struct figures figures = {.count = 0};
	bool is_negative = *text == '-';

	if (*text == '-' || *text == '+')
		text++;
	text = read_figures(&figures, text);
	if (!text)
		return NULL;
	text = text_skip_space(text);
	if (*text == '%') {
		figures.decimals += 2;
		text = text_skip_space(text + 1);
	}
	mpz_set_str(mpq_numref(q), figures.text, 10);
	mpz_ui_pow_ui(mpq_denref(q), 10, figures.decimals);
	if (is_negative)
		mpq_neg(q, q);
	mpq_canonicalize(q);
	return text;
}

/* Read a decimal or a fraction of two, which must be all of the text. */
static bool
read_ratio(mpq_ptr q, mpq_ptr below, const char *text)
{
	text = read_decimal(q, text_skip_space(text));
	if (text && *text == '/') {
		text = read_decimal(below, text_skip_space(text + 1));
		if (!text || mpq_sgn(below) == 0)
			return false;
		mpq_div(q, q, below);
	}
	return text && *text == '\0';
}

const struct exact *
exact_parse(struct arena *arena, const char *text)
{
	mpq_t q, below;

	mpq_inits(q, below, NULL);
	bool is_number = read_ratio(q, below, text);
	mpq_clear(below);
	if (is_number)
		return keep(arena, q);
	mpq_clear(q);
	return NULL;
}

/*
 * Does rounding go one further from zero?  `whole` is what was cut off before
 * the remainder, `half` compares twice the remainder with the divisor.
 */
static bool
goes_away(mpz_srcptr whole, mpz_srcptr remainder, int half,
    enum exact_rounding rounding)
{
	switch (rounding) {
	case EXACT_HALF_UP:
		return half >= 0;
	case EXACT_HALF_EVEN:
		return half > 0 || (half == 0 && mpz_odd_p(whole));
	case EXACT_UP:
		return mpz_sgn(remainder) != 0;
	case EXACT_DOWN:
		return false;
	case EXACT_CEILING:
		return mpz_sgn(remainder) > 0;
	case EXACT_FLOOR:
		return mpz_sgn(remainder) < 0;
	case EXACT_ROUNDING_MAX:
		break;
	}
	return false;
}

const struct exact *
exact_round(struct arena *arena, const struct exact *a,
    const struct exact *unit, enum exact_rounding rounding)
{
	assert(exact_sign(unit) > 0 && rounding < EXACT_ROUNDING_MAX);
	mpq_t number, step, result;
	mpz_t whole, remainder, twice;
	mpz_inits(whole, remainder, twice, NULL);
	mpq_init(result);
	borrow(number, a);
	borrow(step, unit);
	mpq_div(result, number, step);
	mpz_tdiv_qr(whole, remainder, mpq_numref(result), mpq_denref(result));
	mpz_mul_2exp(twice, remainder, 1);
	int half = mpz_cmpabs(twice, mpq_denref(result));
	if (goes_away(whole, remainder, half, rounding))
		set_int(twice, exact_sign(a));
	else
		set_int(twice, 0);
	mpz_add(whole, whole, twice);
	mpq_set_z(result, whole);
	mpq_mul(result, result, step);
	mpz_clears(whole, remainder, twice, NULL);
	return keep(arena, result);
}

bool
exact_to_int(const struct exact *a, int64_t *n)
{
	mpq_t q;
	uint64_t size = 0, largest = INT64_MAX;

	*n = 0;
	borrow(q, a);
	if (!exact_is_whole(a) || mpz_sizeinbase(mpq_numref(q), 2) > 64)
		return false;
	mpz_export(&size, NULL, -1, sizeof(size), 0, 0, mpq_numref(q));
	if (a->numerator < 0)
		largest++;
	if (size > largest)
		return false;
	if (size <= INT64_MAX)
		*n = a->numerator < 0 ? -(int64_t)size : (int64_t)size;
	else
		*n = INT64_MIN;
	return true;
}

/*
 * Numerator and denominator are shifted until the quotient has 62 or 63 bits;
 * any remainder makes its last bit 1, so that the one rounding, from integer
 * to double, sees on which side of a half the number lies.
 */
double
exact_to_double(const struct exact *a)
{
	mpq_t q;
	mpz_t above, below;
	uint64_t bits = 0;

	borrow(q, a);
	mpz_inits(above, below, NULL);
	mpz_abs(above, mpq_numref(q));
	mpz_set(below, mpq_denref(q));
	long shift = 62 + (long)mpz_sizeinbase(below, 2) -
		     (long)mpz_sizeinbase(above, 2);
	if (shift >= 0)
		mpz_mul_2exp(above, above, (mp_bitcnt_t)shift);
	else
		mpz_mul_2exp(below, below, (mp_bitcnt_t)-shift);
	mpz_tdiv_qr(above, below, above, below);
	mpz_export(&bits, NULL, -1, sizeof(bits), 0, 0, above);
	bits |= mpz_sgn(below) != 0;
	mpz_clears(above, below, NULL);
	double size = ldexp((double)bits, (int)-shift);
	return a->numerator < 0 ? -size : size;
}

/* Append a whole number's figures, with noughts before up to `width`. */
static void
put_figures(struct str *out, mpz_srcptr z, size_t width)
{
	char *text = mem_new(mpz_sizeinbase(z, 10) + 2);

	mpz_get_str(text, 10, z);
	for (size_t length = strlen(text); length < width; length++)
		str_put_char(out, '0');
	str_put(out, text);
	mem_free(text);
}

/* Append `places` figures behind the point; "..." if there would be more. */
static void
put_fraction(struct str *out, mpz_ptr remainder, mpz_srcptr divisor, int places)
{
	mpz_t power;

	mpz_init(power);
	mpz_ui_pow_ui(power, 10, (unsigned long)places);
	mpz_mul(power, power, remainder);
	mpz_tdiv_qr(power, remainder, power, divisor);
	if (places > 0) {
		str_put_char(out, '.');
		put_figures(out, power, (size_t)places);
	}
	mpz_clear(power);
	if (mpz_sgn(remainder) != 0) {
		str_put(out, "...");
		return;
	}
	while (out->text[out->length - 1] == '0')
		str_cut(out, out->length - 1);
}

void
exact_put(struct str *out, const struct exact *a, int places)
{
	assert(places >= 0);
	mpq_t q;
	mpz_t whole, remainder;
	borrow(q, a);
	mpz_inits(whole, remainder, NULL);
	mpz_abs(whole, mpq_numref(q));
	mpz_tdiv_qr(whole, remainder, whole, mpq_denref(q));
	if (a->numerator < 0)
		str_put_char(out, '-');
	put_figures(out, whole, 0);
	if (mpz_sgn(remainder) != 0)
		put_fraction(out, remainder, mpq_denref(q), places);
	mpz_clears(whole, remainder, NULL);
}

void
exact_put_ratio(struct str *out, const struct exact *a)
{
	mpq_t q;

	borrow(q, a);
	put_figures(out, mpq_numref(q), 0);
	if (exact_is_whole(a))
		return;
	str_put_char(out, '/');
	put_figures(out, mpq_denref(q), 0);
}
