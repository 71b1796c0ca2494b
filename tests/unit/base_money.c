/*
 * Money: what people type, what is written, and the edges of int64_t.
 */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <string.h>

#include "base/attr.h"
#include "base/money.h"
#include "base/str.h"

/* clang-format off */
static const struct {
	const char *text;
	bool is_sum;
	int64_t pence;
} typed[] = {
	{"45", true, 4500}, {"£45.50", true, 4550}, {"1,234.5", true, 123450},
	{"45p", true, 45}, {"45c", true, 45}, {"45 C", true, 45},
	{"45pc", false, 0}, {"-3", true, -300}, {"+3", true, 300},
	{"0", true, 0}, {"-0", true, 0}, {"£0.00", true, 0},
	{"£ 45", true, 4500}, {" £1,000 ", true, 100000},
	{"-£3", true, -300}, {"£-3", true, -300}, {"- £ 3.05", true, -305},
	{"45 p", true, 45}, {"45P", true, 45}, {"-45p", true, -45},
	{"1,234p", true, 1234}, {".5", true, 50}, {"£.05", true, 5},
	{"45.5", true, 4550}, {"45.500", true, 4550}, {"0007", true, 700},
	{"1,234,567.89", true, 123456789}, {"\t45\n", true, 4500},
	{"1000000000", true, MONEY_MAX},
	{"£1,000,000,000.00", true, MONEY_MAX},
	{"-1000000000", true, -MONEY_MAX},
	{"100000000000p", true, MONEY_MAX},
	{"00000000000000000000000000000000000000001", true, 100},
	/* no sums */
	{"", false, 0}, {" ", false, 0}, {"£", false, 0}, {"p", false, 0},
	{"-", false, 0}, {"-£", false, 0}, {".", false, 0}, {"£.", false, 0},
	{"45.", false, 0}, {"45.505", false, 0}, {"0.001", false, 0},
	{"45.5p", false, 0}, {"£45p", false, 0}, {"45pp", false, 0},
	{"4 5", false, 0}, {"1 .5", false, 0}, {"1. 5", false, 0},
	{"--3", false, 0}, {"-£-3", false, 0}, {"+-3", false, 0},
	{"1,23", false, 0}, {"12,34.00", false, 0}, {"1234,567", false, 0},
	{"1,2345", false, 0}, {",123", false, 0}, {"1,,234", false, 0},
	{"1.234,50", false, 0}, {"45,50", false, 0},
	{"1000000000.01", false, 0}, {"1000000001", false, 0},
	{"-1000000000.01", false, 0}, {"100000000001p", false, 0},
	{"9223372036854775807", false, 0}, {"9223372036854775808", false, 0},
	{"92233720368547758.08", false, 0},
	{"99999999999999999999999999999999999999", false, 0},
	{"99999999999999999999999999999999999999p", false, 0},
	{"45 pounds", false, 0}, {"about 45", false, 0}, {"1e3", false, 0},
	{"0x10", false, 0}, {"5%", false, 0}, {"45/2", false, 0},
	{"$45", false, 0}, {"\xc2" "45", false, 0}, {"\xa3" "45", false, 0},
	{"45\xff", false, 0}, {"££45", false, 0},
};
/* clang-format on */

Test(money, is_read_as_people_type_it)
{
	for (size_t i = 0; i < ARRAY_LENGTH(typed); i++) {
		int64_t pence = 7;

		cr_assert_eq(money_parse(typed[i].text, &pence),
		    typed[i].is_sum, "\"%s\"", typed[i].text);
		cr_assert_eq(pence, typed[i].pence, "\"%s\": %" PRId64,
		    typed[i].text, pence);
	}
}

Test(money, stands_every_byte_anywhere)
{
	static const char base[] = "-£1,234.50";

	for (size_t at = 0; at < sizeof(base) - 1; at++) {
		for (int byte = 0; byte < 256; byte++) {
			char text[sizeof(base)];
			int64_t pence;

			memcpy(text, base, sizeof(base));
			text[at] = (char)byte;
			cr_assert(money_parse(text, &pence) || pence == 0);
			cr_assert(pence <= MONEY_MAX && pence >= -MONEY_MAX);
		}
	}
}

Test(money, is_written_to_the_penny)
{
	/* clang-format off */
	static const struct {
		int64_t pence;
		const char *shown, *plain;
	} cases[] = {
		{0, "£0.00", "0.00"},
		{5, "£0.05", "0.05"},
		{-5, "-£0.05", "-0.05"},
		{123450, "£1,234.50", "1234.50"},
		{-300, "-£3.00", "-3.00"},
		{99999, "£999.99", "999.99"},
		{100000, "£1,000.00", "1000.00"},
		{12345678, "£123,456.78", "123456.78"},
		{MONEY_MAX, "£1,000,000,000.00", "1000000000.00"},
		{INT64_MAX, "£92,233,720,368,547,758.07",
		    "92233720368547758.07"},
		{INT64_MIN, "-£92,233,720,368,547,758.08",
		    "-92233720368547758.08"},
	};
	/* clang-format on */
	struct str out = STR_EMPTY;

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		str_clear(&out);
		money_put(&out, cases[i].pence);
		cr_assert_str_eq(out.text, cases[i].shown);
		str_clear(&out);
		money_put_plain(&out, cases[i].pence);
		cr_assert_str_eq(out.text, cases[i].plain);
	}
	str_release(&out);
}

Test(money, is_read_back_from_what_is_written)
{
	static const int64_t sums[] = {
	    0, 1, -1, 99, 100, 12345, -12345678, MONEY_MAX, -MONEY_MAX};
	struct str out = STR_EMPTY;
	int64_t pence;

	for (size_t i = 0; i < ARRAY_LENGTH(sums); i++) {
		str_clear(&out);
		money_put(&out, sums[i]);
		cr_assert(money_parse(out.text, &pence), "%s", out.text);
		cr_assert_eq(pence, sums[i]);
		str_clear(&out);
		money_put_plain(&out, sums[i]);
		cr_assert(money_parse(out.text, &pence), "%s", out.text);
		cr_assert_eq(pence, sums[i]);
	}
	str_release(&out);
}

Test(money, becomes_exact_pounds_and_comes_back)
{
	/* clang-format off */
	static const struct {
		const char *pounds;
		bool is_money;
		int64_t pence;
	} cases[] = {
		{"0", true, 0}, {"1.5", true, 150}, {"-1/4", true, -25},
		{"0.005", false, 0}, {"1/3", false, 0},
		{"92233720368547758.07", true, INT64_MAX},
		{"92233720368547758.08", false, 0},
		{"-92233720368547758.08", true, INT64_MIN},
		{"-92233720368547758.09", false, 0},
	};
	/* clang-format on */
	static const int64_t sums[] = {0, 1, -1, 123456, INT64_MAX, INT64_MIN};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		int64_t pence = 7;
		bool is_money = money_from_exact(
		    exact_parse(arena, cases[i].pounds), &pence);

		cr_assert_eq(
		    is_money, cases[i].is_money, "%s", cases[i].pounds);
		cr_assert_eq(pence, cases[i].pence, "%s", cases[i].pounds);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(sums); i++) {
		int64_t pence = 7;

		cr_assert(
		    money_from_exact(money_to_exact(arena, sums[i]), &pence));
		cr_assert_eq(pence, sums[i]);
	}
	arena_free(arena);
}
