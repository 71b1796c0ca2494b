/*
 * Exact numbers: compared with sums of whole numbers that C itself can do,
 * and with the divisions that the processor rounds as it must.
 */
#include <criterion/criterion.h>
#include <inttypes.h>

#include "base/attr.h"
#include "base/exact.h"
#include "base/str.h"

static struct arena *arena;
static struct str out;

static void
start(void)
{
	arena = arena_new();
	str_init(&out);
}

static void
stop(void)
{
	arena_free(arena);
	str_release(&out);
}

TestSuite(exact, .init = start, .fini = stop);

/* The number as "n/d"; good until the next call. */
static const char *
ratio(const struct exact *a)
{
	str_clear(&out);
	if (a == NULL)
		return "none";
	exact_put_ratio(&out, a);
	return out.text;
}

static const char *
shown(const char *number, int places)
{
	str_clear(&out);
	exact_put(&out, exact_parse(arena, number), places);
	return out.text;
}

static const struct exact *
number(const char *text)
{
	const struct exact *a = exact_parse(arena, text);

	cr_assert_not_null(a, "%s", text);
	return a;
}

Test(exact, is_in_lowest_terms)
{
	/* clang-format off */
	static const struct {
		int64_t above, below;
		const char *ratio;
	} cases[] = {
		{0, 1, "0"}, {0, -7, "0"}, {7, 1, "7"}, {-7, 1, "-7"},
		{6, 4, "3/2"}, {-6, 4, "-3/2"}, {6, -4, "-3/2"},
		{-6, -4, "3/2"}, {365, 7, "365/7"}, {100, 100, "1"},
		{INT64_MAX, 1, "9223372036854775807"},
		{INT64_MIN, 1, "-9223372036854775808"},
		{1, INT64_MIN, "-1/9223372036854775808"},
		{INT64_MIN, INT64_MIN, "1"},
		{INT64_MAX, INT64_MIN,
		    "-9223372036854775807/9223372036854775808"},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_assert_str_eq(ratio(exact_from_ratio(
				     arena, cases[i].above, cases[i].below)),
		    cases[i].ratio);
	cr_assert_str_eq(
	    ratio(exact_from_int(arena, INT64_MIN)), "-9223372036854775808");
}

/* clang-format off */
static const struct {
	const char *text, *ratio;
} typed[] = {
	{"12", "12"}, {"-3.25", "-13/4"}, {"+0.5", "1/2"},
	{"1,234.50", "2469/2"}, {"12%", "3/25"}, {"12.5 %", "1/8"},
	{"365/7", "365/7"}, {"365.25/7", "1461/28"}, {" 1 / 3 ", "1/3"},
	{"-1/-3", "1/3"}, {"50%/2", "1/4"}, {"1/50%", "2"}, {".5", "1/2"},
	{"-.5", "-1/2"}, {"0", "0"}, {"-0", "0"}, {"000.100", "1/10"},
	{"1,000,000", "1000000"}, {"12,345", "12345"}, {"0/5", "0"},
	{"5.6/46.4", "7/58"},
	{"123456789012345678901234567890123456789012345678901234567890",
	    "123456789012345678901234567890123456789012345678901234567890"},
	{"\t1\n", "1"},
	/* no numbers */
	{"", "none"}, {" ", "none"}, {"-", "none"}, {".", "none"},
	{"5.", "none"}, {"1.2.3", "none"}, {"--1", "none"}, {"+-1", "none"},
	{"1/0", "none"}, {"0/0", "none"}, {"1/0.00", "none"},
	{"1/0%", "none"}, {"1/2/3", "none"}, {"/2", "none"}, {"1/", "none"},
	{"1,23", "none"}, {"1234,567", "none"}, {"1,2345", "none"},
	{",123", "none"}, {"1,,234", "none"}, {"1,234,56", "none"},
	{"1.234,5", "none"}, {"1,", "none"}, {"1 2", "none"}, {"%", "none"},
	{"12%%", "none"}, {"1e5", "none"}, {"0x1", "none"}, {"inf", "none"},
	{"nan", "none"}, {"ten", "none"}, {"- 1", "none"}, {"£5", "none"},
	{"1234567890123456789012345678901234567890123456789012345678901",
	    "none"},
	{"1/1234567890123456789012345678901234567890123456789012345678901",
	    "none"},
	{"0.123456789012345678901234567890123456789012345678901234567890",
	    "none"},
	{"\xff\xfe", "none"}, {"1\x80", "none"}, {"\xc2\xa0" "1", "none"},
};
/* clang-format on */

Test(exact, is_read_from_text)
{
	for (size_t i = 0; i < ARRAY_LENGTH(typed); i++)
		cr_assert_str_eq(ratio(exact_parse(arena, typed[i].text)),
		    typed[i].ratio, "%s: %s", typed[i].text, out.text);
}

/* A small reproducible row of numbers, spread over -range to range. */
static int64_t
next(uint64_t *state, int64_t range)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (int64_t)((*state >> 33) % (uint64_t)(2 * range + 1)) - range;
}

/* Is a the same as above / below? */
static bool
is_ratio(const struct exact *a, int64_t above, int64_t below)
{
	return exact_compare(a, exact_from_ratio(arena, above, below)) == 0;
}

Test(exact, adds_subtracts_multiplies_and_divides)
{
	uint64_t state = 1;

	for (int i = 0; i < 2000; i++) {
		int64_t a = next(&state, 40000), b = next(&state, 40000);
		int64_t c = next(&state, 40000), d = next(&state, 40000);
		const struct exact *x, *y;

		b += b == 0;
		d += d == 0;
		x = exact_from_ratio(arena, a, b);
		y = exact_from_ratio(arena, c, d);
		cr_assert(
		    is_ratio(exact_add(arena, x, y), a * d + c * b, b * d));
		cr_assert(is_ratio(
		    exact_subtract(arena, x, y), a * d - c * b, b * d));
		cr_assert(is_ratio(exact_multiply(arena, x, y), a * c, b * d));
		if (c != 0)
			cr_assert(
			    is_ratio(exact_divide(arena, x, y), a * d, b * c));
		else
			cr_assert_null(exact_divide(arena, x, y));
	}
}

Test(exact, may_use_one_number_twice)
{
	const struct exact *third = number("1/3");
	const struct exact *sum = exact_add(arena, third, third);

	cr_assert_str_eq(ratio(sum), "2/3");
	cr_assert_str_eq(ratio(exact_multiply(arena, sum, sum)), "4/9");
	cr_assert_str_eq(ratio(exact_subtract(arena, sum, sum)), "0");
	cr_assert_str_eq(ratio(third), "1/3");
}

Test(exact, compares)
{
	static const char *const row[] = {"-1000000000000000000000", "-2",
	    "-3/2", "-1.49", "-1/1000", "0", "1/1000", "1/3", "0.34", "1",
	    "365/7", "365.25/7", "1000000000000000000000"};

	for (size_t i = 0; i < ARRAY_LENGTH(row); i++) {
		const struct exact *a = number(row[i]);

		cr_assert_eq(exact_sign(a), (i > 5) - (i < 5), "%s", row[i]);
		for (size_t j = 0; j < ARRAY_LENGTH(row); j++)
			cr_assert_eq(exact_compare(a, number(row[j])),
			    (i > j) - (i < j), "%s %s", row[i], row[j]);
	}
}

Test(exact, knows_whole_numbers)
{
	/* clang-format off */
	static const struct {
		const char *text;
		bool is_whole, fits;
		int64_t n;
	} cases[] = {
		{"0", true, true, 0}, {"-0", true, true, 0},
		{"7", true, true, 7}, {"-7", true, true, -7},
		{"14/2", true, true, 7}, {"1/2", false, false, 0},
		{"1/18446744073709551617", false, false, 0},
		{"9223372036854775807", true, true, INT64_MAX},
		{"9223372036854775808", true, false, 0},
		{"-9223372036854775808", true, true, INT64_MIN},
		{"-9223372036854775809", true, false, 0},
		{"18446744073709551615", true, false, 0},
		{"18446744073709551617", true, false, 0},
		{"-99999999999999999999999", true, false, 0},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		const struct exact *a = number(cases[i].text);
		int64_t n = 5;

		cr_assert_eq(exact_is_whole(a), cases[i].is_whole, "%zu", i);
		cr_assert_eq(exact_to_int(a, &n), cases[i].fits, "%zu", i);
		cr_assert_eq(n, cases[i].n, "%zu", i);
	}
}

Test(exact, has_a_size)
{
	const struct exact *a = number("1.000000001");
	size_t before = 0;

	cr_assert_eq(exact_size(number("0")), 1);
	cr_assert_eq(exact_size(number("-7/3")), 1);
	/* 10^29 has 97 bits. */
	cr_assert_eq(exact_size(number("100000000000000000000000000000")), 2);
	cr_assert_eq(exact_size(number("1/100000000000000000000000000000")), 2);
	for (int i = 0; i < 6; i++) {
		a = exact_multiply(arena, a, a);
		cr_assert_geq(exact_size(a), before);
		before = exact_size(a);
	}
	cr_assert_gt(before, 20);
}

/* clang-format off */
static const struct {
	const char *text, *unit;
	const char *rounded[EXACT_ROUNDING_MAX];
} rounded[] = {
	/*             half up   half even  up       down     ceiling  floor */
	{"2.5", "1",   {"3",     "2",       "3",     "2",     "3",     "2"}},
	{"-2.5", "1",  {"-3",    "-2",      "-3",    "-2",    "-2",    "-3"}},
	{"3.5", "1",   {"4",     "4",       "4",     "3",     "4",     "3"}},
	{"-3.5", "1",  {"-4",    "-4",      "-4",    "-3",    "-3",    "-4"}},
	{"0.5", "1",   {"1",     "0",       "1",     "0",     "1",     "0"}},
	{"-0.5", "1",  {"-1",    "0",       "-1",    "0",     "0",     "-1"}},
	{"2.4", "1",   {"2",     "2",       "3",     "2",     "3",     "2"}},
	{"-2.4", "1",  {"-2",    "-2",      "-3",    "-2",    "-2",    "-3"}},
	{"2.6", "1",   {"3",     "3",       "3",     "2",     "3",     "2"}},
	{"-2.6", "1",  {"-3",    "-3",      "-3",    "-2",    "-2",    "-3"}},
	{"7", "1",     {"7",     "7",       "7",     "7",     "7",     "7"}},
	{"-7", "1",    {"-7",    "-7",      "-7",    "-7",    "-7",    "-7"}},
	{"0", "0.01",  {"0",     "0",       "0",     "0",     "0",     "0"}},
	{"12.345", "0.01", {"12.35", "12.34", "12.35", "12.34", "12.35",
	    "12.34"}},
	{"1.005", "0.01", {"1.01", "1", "1.01", "1", "1.01", "1"}},
	{"12.5", "5",  {"15",    "10",      "15",    "10",    "15",    "10"}},
	{"-12.5", "5", {"-15",   "-10",     "-15",   "-10",   "-10",   "-15"}},
	{"1/3", "0.01", {"0.33", "0.33", "0.34", "0.33", "0.34", "0.33"}},
	{"1", "2/3",   {"4/3",   "4/3",     "4/3",   "2/3",   "4/3",   "2/3"}},
	{"100000000000000000000.5", "1", {"100000000000000000001",
	    "100000000000000000000", "100000000000000000001",
	    "100000000000000000000", "100000000000000000001",
	    "100000000000000000000"}},
};
/* clang-format on */

Test(exact, rounds_by_every_rule)
{
	for (size_t i = 0; i < ARRAY_LENGTH(rounded); i++) {
		const struct exact *a = number(rounded[i].text);
		const struct exact *unit = number(rounded[i].unit);

		for (int rule = 0; rule < EXACT_ROUNDING_MAX; rule++) {
			const char *wanted = rounded[i].rounded[rule];
			const struct exact *got = exact_round(
			    arena, a, unit, (enum exact_rounding)rule);

			cr_assert(
			    exact_is_whole(exact_divide(arena, got, unit)));
			cr_assert_eq(exact_compare(got, number(wanted)), 0,
			    "%s to %s by %d: %s", rounded[i].text,
			    rounded[i].unit, rule, ratio(got));
		}
	}
}

Test(exact, becomes_the_nearest_double)
{
	uint64_t state = 7;
	const int64_t limit = INT64_C(1) << 52;

	/* The processor's division is rounded to the nearest double. */
	for (int i = 0; i < 3000; i++) {
		int64_t a = next(&state, INT64_C(1) << 30);
		int64_t b = next(&state, INT64_C(1) << 30);

		a = i % 2 == 0 ? a : a * (limit >> 31);
		b += b == 0;
		cr_assert_eq(exact_to_double(exact_from_ratio(arena, a, b)),
		    (double)a / (double)b, "%" PRId64 "/%" PRId64, a, b);
	}
	cr_assert_eq(exact_to_double(number("0")), 0.0);
	cr_assert_eq(exact_to_double(number("0.1")), 0.1);
	cr_assert_eq(exact_to_double(number("-1234.56")), -1234.56);
	/* A half between two doubles goes to the even one, more goes up. */
	cr_assert_eq(
	    exact_to_double(number("9007199254740993")), 9007199254740992.0);
	cr_assert_eq(exact_to_double(number("9007199254740993.0000001")),
	    9007199254740994.0);
	cr_assert_eq(
	    exact_to_double(number("9007199254740995")), 9007199254740996.0);
	cr_assert_eq(
	    exact_to_double(number("100000000000000000000000000")), 1e26);
	cr_assert_eq(
	    exact_to_double(number("1/100000000000000000000000000000")), 1e-29);
}

Test(exact, is_shown_as_people_read_it)
{
	/* clang-format off */
	static const struct {
		const char *number;
		int places;
		const char *shown;
	} cases[] = {
		{"0", 2, "0"}, {"12", 2, "12"}, {"-12", 0, "-12"},
		{"0.5", 2, "0.5"}, {"0.50", 2, "0.5"}, {"-3.25", 2, "-3.25"},
		{"1/3", 2, "0.33..."}, {"-2/3", 4, "-0.6666..."},
		{"3.255", 2, "3.25..."}, {"3.255", 3, "3.255"},
		{"365/7", 6, "52.142857..."}, {"1/1000", 2, "0.00..."},
		{"-1/1000", 2, "-0.00..."}, {"10/3", 0, "3..."},
		{"7/2", 0, "3..."}, {"1.05", 3, "1.05"}, {"100", 2, "100"},
		{"1234567.1", 1, "1234567.1"}, {"0.007", 3, "0.007"},
		{"1/7", 40, "0.1428571428571428571428571428571428571428..."},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_assert_str_eq(
		    shown(cases[i].number, cases[i].places), cases[i].shown);
}

Test(exact, is_read_back_from_its_ratio)
{
	uint64_t state = 3;
	const struct exact *a = number("1/3");

	for (int i = 0; exact_size(a) <= 3; i++) {
		cr_assert_eq(exact_compare(exact_parse(arena, ratio(a)), a), 0);
		a = exact_add(arena, a,
		    exact_from_ratio(arena, next(&state, 1000), 7 + i));
		cr_assert_lt(i, 10000);
	}
	/* The longest parts that three limbs can hold. */
	a = number(
	    "6277101735386680763835789423207666416102355444464034512895");
	a = exact_divide(arena, a, exact_add(arena, a, number("1/3")));
	a = exact_divide(arena, number("1"),
	    number("62771017353866807638357894232076664161023554444640345128"
		   "95"));
	cr_assert_eq(exact_size(a), 3);
	cr_assert_eq(exact_compare(exact_parse(arena, ratio(a)), a), 0);
}

Test(exact, grows_as_far_as_it_must)
{
	const struct exact *a = number("3/7");

	for (int i = 0; i < 10; i++)
		a = exact_multiply(arena, a, a);
	cr_assert_gt(exact_size(a), 40);
	for (int i = 0; i < 1024; i++)
		a = exact_multiply(arena, a, number("7/3"));
	cr_assert_str_eq(ratio(a), "1");
}
