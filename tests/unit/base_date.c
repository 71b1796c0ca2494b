/*
 * Dates: the whole calendar there and back, what people type, and the edges
 * where a sum could leave the calendar.
 */
#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#include "base/attr.h"
#include "base/date.h"
#include "base/str.h"

static const struct date today = {2026, 11, 21};

static bool
is_same(struct date a, struct date b)
{
	return date_compare(a, b) == 0;
}

Test(dates, are_real_only_inside_the_calendar)
{
	/* clang-format off */
	static const struct {
		struct date date;
		bool is_real;
	} cases[] = {
		{{1957, 4, 3}, true},
		{{1800, 1, 1}, true},
		{{2200, 12, 31}, true},
		{{1799, 12, 31}, false},
		{{2201, 1, 1}, false},
		{{2000, 2, 29}, true},
		{{1900, 2, 29}, false},
		{{2024, 2, 29}, true},
		{{2023, 2, 29}, false},
		{{2023, 4, 31}, false},
		{{2023, 0, 1}, false},
		{{2023, 13, 1}, false},
		{{2023, 1, 0}, false},
		{{2023, 1, -1}, false},
		{{2023, 1, 32}, false},
		{{0, 0, 0}, false},
		{{INT_MAX, INT_MAX, INT_MAX}, false},
		{{INT_MIN, INT_MIN, INT_MIN}, false},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_assert_eq(date_is_real(cases[i].date), cases[i].is_real,
		    "row %zu", i);
}

Test(dates, are_ordered)
{
	static const struct date row[] = {{INT_MIN, 1, 1}, {1800, 1, 1},
	    {1999, 12, 31}, {2000, 1, 1}, {2000, 1, 2}, {2000, 2, 1},
	    {INT_MAX, 1, 1}};

	for (size_t i = 0; i < ARRAY_LENGTH(row); i++) {
		for (size_t j = 0; j < ARRAY_LENGTH(row); j++) {
			int order = date_compare(row[i], row[j]);

			cr_assert_eq(order > 0, i > j, "%zu %zu", i, j);
			cr_assert_eq(order < 0, i < j, "%zu %zu", i, j);
		}
	}
}

Test(dates, become_days_and_come_back)
{
	struct date date = {1800, 1, 1};
	int64_t first = date_to_days(date);
	int64_t last = date_to_days((struct date){2200, 12, 31});

	cr_assert_eq(date_to_days((struct date){1970, 1, 1}), 0);
	cr_assert_eq(date_to_days((struct date){2000, 3, 1}), 11017);
	cr_assert_eq(first, -62091);
	for (int64_t days = first; days <= last; days++) {
		struct date back = date_from_days(days);

		cr_assert(date_is_real(back), "%ld", (long)days);
		cr_assert_eq(date_to_days(back), days, "%ld", (long)days);
		cr_assert(days == first || date_compare(date, back) < 0);
		date = back;
	}
	cr_assert(is_same(date, (struct date){2200, 12, 31}));
}

Test(dates, end_with_the_calendar)
{
	int64_t first = date_to_days((struct date){1800, 1, 1});
	int64_t last = date_to_days((struct date){2200, 12, 31});
	const int64_t beyond[] = {first - 1, last + 1, INT64_MIN, INT64_MAX};

	for (size_t i = 0; i < ARRAY_LENGTH(beyond); i++)
		cr_assert_eq(date_from_days(beyond[i]).year, 0, "%zu", i);
}

Test(dates, stop_at_the_end_of_a_short_month)
{
	/* clang-format off */
	static const struct {
		struct date from;
		int months;
		struct date to;
	} cases[] = {
		{{2026, 1, 31}, 1, {2026, 2, 28}},
		{{2024, 1, 31}, 1, {2024, 2, 29}},
		{{2026, 1, 31}, 3, {2026, 4, 30}},
		{{2026, 1, 31}, 2, {2026, 3, 31}},
		{{2026, 1, 15}, 12, {2027, 1, 15}},
		{{2024, 2, 29}, 12, {2025, 2, 28}},
		{{2026, 12, 31}, 2, {2027, 2, 28}},
		{{2026, 3, 31}, -1, {2026, 2, 28}},
		{{2026, 1, 1}, -1, {2025, 12, 1}},
		{{2026, 1, 1}, -13, {2024, 12, 1}},
		{{2026, 5, 6}, 0, {2026, 5, 6}},
		{{2200, 11, 30}, 1, {2200, 12, 30}},
		{{2200, 12, 30}, 1, {0, 0, 0}},
		{{1800, 1, 1}, -1, {0, 0, 0}},
		{{1800, 1, 1}, INT_MIN, {0, 0, 0}},
		{{2200, 12, 31}, INT_MAX, {0, 0, 0}},
		{{0, 0, 0}, 1, {0, 0, 0}},
		{{2026, 2, 30}, 1, {0, 0, 0}},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct date to =
		    date_add_months(cases[i].from, cases[i].months);

		cr_assert(is_same(to, cases[i].to), "row %zu", i);
	}
}

Test(dates, count_whole_years_of_age)
{
	/* clang-format off */
	static const struct {
		struct date birth, today;
		int age;
	} cases[] = {
		{{1957, 4, 3}, {2026, 4, 2}, 68},
		{{1957, 4, 3}, {2026, 4, 3}, 69},
		{{1957, 4, 3}, {2026, 3, 4}, 68},
		{{2004, 2, 29}, {2026, 2, 28}, 21},
		{{2004, 2, 29}, {2026, 3, 1}, 22},
		{{2004, 2, 29}, {2028, 2, 29}, 24},
		{{2026, 11, 21}, {2026, 11, 21}, 0},
		{{2026, 11, 22}, {2026, 11, 21}, -1},
		{{0, 0, 0}, {2026, 11, 21}, -1},
		{{1957, 4, 3}, {0, 0, 0}, -1},
		{{1800, 1, 1}, {2200, 12, 31}, 400},
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		cr_assert_eq(date_age(cases[i].birth, cases[i].today),
		    cases[i].age, "row %zu", i);
}

/* clang-format off */
static const struct {
	const char *typed;
	struct date date;
} typed[] = {
	{"3 April 1957", {1957, 4, 3}},
	{"3 Apr 57", {1957, 4, 3}},
	{"3/4/57", {1957, 4, 3}},
	{"3.4.1957", {1957, 4, 3}},
	{"03-04-1957", {1957, 4, 3}},
	{"1957-04-03", {1957, 4, 3}},
	{"1957/4/3", {1957, 4, 3}},
	{"1957 Apr 3", {1957, 4, 3}},
	{"  3  april ,1957\t", {1957, 4, 3}},
	{"3 4 1957", {1957, 4, 3}},
	{"3apr57", {1957, 4, 3}},
	{"3rd Apr. 1957", {1957, 4, 3}},
	{"1st May 2027", {2027, 5, 1}},
	{"22ND JUNE 1960", {1960, 6, 22}},
	{"4th sept 1960", {1960, 9, 4}},
	{"April 3, 1957", {1957, 4, 3}},
	{"Apr 3rd 57", {1957, 4, 3}},
	{"1 Ionawr 1960", {1960, 1, 1}},
	{"1af Ion 1960", {1960, 1, 1}},
	{"2il chwef 1960", {1960, 2, 2}},
	{"3ydd o", {0, 0, 0}},
	{"3ydd Mawrth 60", {1960, 3, 3}},
	{"5ed Ebrill 1960", {1960, 4, 5}},
	{"6ed Mai 1960", {1960, 5, 6}},
	{"7fed Meh 1960", {1960, 6, 7}},
	{"8fed Gorffennaf 1960", {1960, 7, 8}},
	{"9fed Awst 1960", {1960, 8, 9}},
	{"11eg Medi 1960", {1960, 9, 11}},
	{"12fed Hyd 1960", {1960, 10, 12}},
	{"21ain Tach 1960", {1960, 11, 21}},
	{"25ain Rhagfyr 1960", {1960, 12, 25}},
	/* A day of the week says nothing new. */
	{"Friday 4 December 2026", {2026, 12, 4}},
	{"Fri. 4 Dec 26", {2026, 12, 4}},
	{"wed, 4/12/26", {2026, 12, 4}},
	{"Fridays 4 December 2026", {0, 0, 0}},
	{"Friday", {0, 0, 0}},
	{"Friday Friday 4 December 2026", {0, 0, 0}},
	{"dydd Gwener 4 Rhagfyr 2026", {2026, 12, 4}},
	{"Gwe. 4 Rhag 26", {2026, 12, 4}},
	{"dydd Mawrth 3 Mawrth 2026", {2026, 3, 3}},
	{"Mawrth 3 2026", {2026, 3, 3}},
	{"dydd Friday", {0, 0, 0}},
	{"dydd 4 Rhagfyr 2026", {0, 0, 0}},
	{"3ydd o Fai 1957", {1957, 5, 3}},
	{"3rd of May 1957", {1957, 5, 3}},
	{"3 off May 1957", {0, 0, 0}},
	{"29/2/2024", {2024, 2, 29}},
	{"31/12/2200", {2200, 12, 31}},
	{"1/1/1800", {1800, 1, 1}},
	{"1 march 1960", {1960, 3, 1}},
	{"1 maw 1960", {1960, 3, 1}},
	/* two figures: from a hundred years back to ten years ahead */
	{"1/1/36", {2036, 1, 1}},
	{"1/1/37", {1937, 1, 1}},
	{"1/1/26", {2026, 1, 1}},
	{"1/1/00", {2000, 1, 1}},
	{"1/1/99", {1999, 1, 1}},
	/* no dates */
	{"", {0, 0, 0}},
	{" ", {0, 0, 0}},
	{"tomorrow", {0, 0, 0}},
	{"3", {0, 0, 0}},
	{"3/4", {0, 0, 0}},
	{"April 1957", {0, 0, 0}},
	{"3 April", {0, 0, 0}},
	{"1957", {0, 0, 0}},
	{"3 ma 1957", {0, 0, 0}},
	{"3 aprils 1957", {0, 0, 0}},
	{"3 xyz 1957", {0, 0, 0}},
	{"31/4/57", {0, 0, 0}},
	{"29/2/2023", {0, 0, 0}},
	{"4/13/57", {0, 0, 0}},
	{"0/4/57", {0, 0, 0}},
	{"3/0/57", {0, 0, 0}},
	{"32/1/57", {0, 0, 0}},
	{"3/4/957", {0, 0, 0}},
	{"3/4/7", {0, 0, 0}},
	{"3/4/19570", {0, 0, 0}},
	{"003/4/1957", {0, 0, 0}},
	{"3/004/1957", {0, 0, 0}},
	{"1/1/1799", {0, 0, 0}},
	{"1/1/2201", {0, 0, 0}},
	{"3//4/57", {0, 0, 0}},
	{"/3/4/57", {0, 0, 0}},
	{"3/4/57/", {0, 0, 0}},
	{"3/4/57 or so", {0, 0, 0}},
	{"-3/4/57", {0, 0, 0}},
	{"April April 1957", {0, 0, 0}},
	{"1957 4 April", {0, 0, 0}},
	{"3 April April", {0, 0, 0}},
	{"3 4 April", {0, 0, 0}},
	{"3th4th57", {0, 0, 0}},
	{"99999999999999999999/1/1", {0, 0, 0}},
	{"3/4/57\x80", {0, 0, 0}},
	{"\xff\xfe/\xc3/\xe2\x82", {0, 0, 0}},
	{"3\xc2\xa0" "April 1957", {0, 0, 0}},
};
/* clang-format on */

Test(dates, are_read_as_people_type_them)
{
	for (size_t i = 0; i < ARRAY_LENGTH(typed); i++) {
		struct date date = {1, 2, 3};
		bool is_date = date_parse(typed[i].typed, today, &date);

		cr_assert_eq(
		    is_date, typed[i].date.year != 0, "\"%s\"", typed[i].typed);
		cr_assert(is_same(date, typed[i].date), "\"%s\": %d %d %d",
		    typed[i].typed, date.year, date.month, date.day);
	}
}

Test(dates, need_today_for_two_figures)
{
	const struct date none = {0, 0, 0};
	struct date date;

	cr_assert_not(date_parse("3/4/57", none, &date));
	cr_assert(date_parse("3/4/1957", none, &date));
	/* A window that leaves the calendar leaves no date. */
	cr_assert_not(date_parse("3/4/05", (struct date){2199, 1, 1}, &date));
	cr_assert(date_parse("3/4/99", (struct date){2199, 1, 1}, &date));
	cr_assert(date_parse("3/4/00", (struct date){1800, 1, 1}, &date));
	cr_assert_not(date_parse("3/4/11", (struct date){1800, 1, 1}, &date));
}

Test(dates, stand_every_byte_anywhere)
{
	static const char base[] = "3 Apr 1957";
	struct date date;

	for (size_t at = 0; at < sizeof(base) - 1; at++) {
		for (int byte = 0; byte < 256; byte++) {
			char text[sizeof(base)];

			memcpy(text, base, sizeof(base));
			text[at] = (char)byte;
			if (date_parse(text, today, &date))
				cr_assert(date_is_real(date));
			else
				cr_assert_eq(date.year, 0);
		}
	}
}

Test(dates, are_written_for_files_and_read_back)
{
	static const char *const wrong[] = {"", "1957-4-3", "1957-04-3",
	    "1957-04-031", "1957/04/03", " 1957-04-03", "1957-04-03 ",
	    "1957-02-29", "1957-13-01", "19x7-04-03", "+957-04-03",
	    "1799-12-31", "2201-01-01", "0000-00-00"};
	char iso[DATE_ISO_SIZE];
	struct date date;

	date_write_iso((struct date){1957, 4, 3}, iso);
	cr_assert_str_eq(iso, "1957-04-03");
	cr_assert(date_read_iso(iso, &date));
	cr_assert(is_same(date, (struct date){1957, 4, 3}));
	date_write_iso((struct date){0, 0, 0}, iso);
	cr_assert_str_eq(iso, "");
	date_write_iso((struct date){INT_MAX, INT_MIN, 5}, iso);
	cr_assert_str_eq(iso, "");
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
		date.year = 7;
		cr_assert_not(date_read_iso(wrong[i], &date), "%s", wrong[i]);
		cr_assert_eq(date.year, 0);
	}
}

Test(dates, are_said_in_words)
{
	const struct words *words = words_english();
	struct str out = STR_EMPTY;

	date_put(&out, (struct date){1957, 4, 3}, words);
	cr_assert_str_eq(out.text, "3 April 1957");
	str_clear(&out);
	date_put_weekday(&out, (struct date){1957, 4, 3}, words);
	cr_assert_str_eq(out.text, "Wednesday 3 April 1957");
	str_clear(&out);
	date_put_weekday(&out, (struct date){1970, 1, 1}, words);
	cr_assert_str_eq(out.text, "Thursday 1 January 1970");
	str_clear(&out);
	date_put_weekday(&out, (struct date){2026, 12, 31}, words);
	cr_assert_str_eq(out.text, "Thursday 31 December 2026");
	str_clear(&out);
	date_put(&out, (struct date){0, 0, 0}, words);
	date_put_weekday(&out, (struct date){2026, 2, 30}, words);
	cr_assert_str_eq(out.text, "");
	str_release(&out);
}

Test(dates, are_read_back_from_what_is_said)
{
	struct str out = STR_EMPTY;
	struct date date = {1999, 1, 31}, back;

	for (int month = 0; month < 12; month++) {
		str_clear(&out);
		date_put(&out, date_add_months(date, month), words_english());
		cr_assert(date_parse(out.text, today, &back), "%s", out.text);
		cr_assert(is_same(back, date_add_months(date, month)));
	}
	str_release(&out);
}

Test(moments, are_written_and_read_back)
{
	/* clang-format off */
	static const struct {
		int64_t seconds;
		const char *iso;
	} cases[] = {
		{0, "1970-01-01T00:00:00Z"},
		{-1, "1969-12-31T23:59:59Z"},
		{1795279325, "2026-11-21T16:42:05Z"},
		{951782399, "2000-02-28T23:59:59Z"},
		{-5364662400, "1800-01-01T00:00:00Z"},
		{7289654399, "2200-12-31T23:59:59Z"},
	};
	/* clang-format on */
	static const int64_t beyond[] = {
	    -5364662401, 7289654400, INT64_MIN, INT64_MAX};
	static const char *const wrong[] = {"", "2026-11-21",
	    "2026-11-21T16:42:05", "2026-11-21 16:42:05Z",
	    "2026-11-21T24:00:00Z", "2026-11-21T16:60:05Z",
	    "2026-11-21T16:42:60Z", "2026-11-31T16:42:05Z",
	    "2026-11-21T16:42:05z", "2026-11-21T1x:42:05Z",
	    "2026-11-21T16:42:05Z "};
	char iso[TIME_ISO_SIZE];
	int64_t seconds;

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		time_write_iso(cases[i].seconds, iso);
		cr_assert_str_eq(iso, cases[i].iso);
		cr_assert(time_read_iso(iso, &seconds));
		cr_assert_eq(seconds, cases[i].seconds, "%s", iso);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(beyond); i++) {
		time_write_iso(beyond[i], iso);
		cr_assert_str_eq(iso, "");
	}
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++)
		cr_assert_not(
		    time_read_iso(wrong[i], &seconds), "%s", wrong[i]);
}
