/*
 * Which backups are kept.
 */
#include "desk/rotation.h"

#include <criterion/criterion.h>

#include "base/attr.h"

enum { MOST = 800 };

struct series {
	struct date dates[MOST];
	bool is_kept[MOST];
	size_t count;
};

static struct date
date_of(const char *iso)
{
	struct date date;
	cr_assert(date_read_iso(iso, &date), "%s", iso);
	return date;
}

static void
add(struct series *series, struct date date)
{
	cr_assert_lt(series->count, MOST);
	series->dates[series->count++] = date;
}

static size_t
mark(struct series *series, const char *today)
{
	size_t kept = 0;
	rotation_mark(
	    series->dates, series->count, date_of(today), series->is_kept);
	for (size_t i = 0; i < series->count; i++)
		kept += series->is_kept[i];
	return kept;
}

/* The days of those that are kept, parted by blanks. */
static void
expect(struct series *series, const char *today, const char *days)
{
	struct str kept = STR_EMPTY;
	mark(series, today);
	for (size_t i = 0; i < series->count; i++) {
		char iso[DATE_ISO_SIZE];
		date_write_iso(series->dates[i], iso);
		if (series->is_kept[i])
			str_format(
			    &kept, "%s%s", kept.length > 0 ? " " : "", iso);
	}
	cr_assert_str_eq(kept.text, days);
	str_release(&kept);
}

Test(rotation, keeps_every_start_of_today)
{
	struct series series = {.count = 0};
	for (int i = 0; i < 40; i++)
		add(&series, date_of("2026-11-21"));
	cr_assert_eq(mark(&series, "2026-11-21"), 40);
	cr_assert_eq(mark(&series, "2026-11-22"), 1);
	cr_assert(series.is_kept[39], "the last of the day");
}

Test(rotation, keeps_days_weeks_and_months_of_daily_work)
{
	struct series series = {.count = 0};
	int64_t first = date_to_days(date_of("2025-01-01"));
	int64_t last = date_to_days(date_of("2026-11-21"));
	for (int64_t day = first; day <= last; day++)
		add(&series, date_from_days(day));
	/* Saturday: seven days, Sundays of weeks before, ends of months. */
	expect(&series, "2026-11-21",
	    "2026-06-30 2026-07-31 2026-08-31 2026-09-30 2026-10-31"
	    " 2026-11-01 2026-11-08 2026-11-15 2026-11-16 2026-11-17"
	    " 2026-11-18 2026-11-19 2026-11-20 2026-11-21");
}

Test(rotation, counts_what_there_is_and_not_the_calendar)
{
	struct series series = {.count = 0};
	static const char *const days[] = {"2019-02-03", "2020-05-06",
	    "2020-05-07", "2021-01-01", "2022-03-04", "2023-05-06",
	    "2024-07-08", "2025-09-10", "2026-11-12"};
	for (size_t i = 0; i < ARRAY_LENGTH(days); i++)
		add(&series, date_of(days[i]));
	/* Seven days reach further back than four weeks or six months. */
	expect(&series, "2031-01-01",
	    "2020-05-07 2021-01-01 2022-03-04 2023-05-06 2024-07-08"
	    " 2025-09-10 2026-11-12");
}

Test(rotation, never_takes_the_newest_whatever_the_clock_says)
{
	struct series series = {.count = 0};
	add(&series, date_of("1970-01-01"));
	add(&series, date_of("1970-01-01"));
	add(&series, date_of("2026-11-21"));
	add(&series, date_of("2099-12-31"));
	cr_assert_eq(mark(&series, "2001-01-01"), 3);
	cr_assert(series.is_kept[1] && series.is_kept[3]);
	for (size_t count = 1; count < 50; count++) {
		struct series many = {.count = 0};
		for (size_t i = 0; i < count; i++)
			add(&many, date_from_days((int64_t)(i * i)));
		mark(&many, "2026-11-21");
		cr_assert(many.is_kept[count - 1]);
	}
	cr_assert_eq(mark(&(struct series){.count = 0}, "2026-11-21"), 0);
}
