/*
 * Which backups are kept.
 *
 * A pure function of dates: it owns the numbers and knows no files.
 *
 * Tested by tests/unit/desk_rotation.c.
 */
#include "desk/rotation.h"

#include "base/attr.h"

enum { DAYS_IN_WEEK = 7, MONTHS_IN_YEAR = 12, DAYS_TO_MONDAY = 3 };

static int64_t
day_of(struct date date)
{
	return date_to_days(date);
}

/* 1 January 1970 was a Thursday; days before it have weeks below 0. */
static int64_t
week_of(struct date date)
{
	int64_t days = date_to_days(date) + DAYS_TO_MONDAY;
	int64_t rest = days % DAYS_IN_WEEK;

	return (days - (rest < 0 ? rest + DAYS_IN_WEEK : rest)) / DAYS_IN_WEEK;
}

static int64_t
month_of(struct date date)
{
	return (int64_t)date.year * MONTHS_IN_YEAR + date.month;
}

/* The last of each span of time, going back, until there are enough. */
static void
mark_spans(const struct date *dates, size_t count,
    int64_t (*span_of)(struct date date), int most, bool *is_kept)
{
	int64_t span = 0;
	int found = 0;

	for (size_t i = count; i-- > 0 && found <= most;) {
		int64_t here = span_of(dates[i]);
		if (found > 0 && here == span)
			continue;
		span = here;
		found++;
		if (found <= most)
			is_kept[i] = true;
	}
}

void
rotation_mark(
    const struct date *dates, size_t count, struct date today, bool *is_kept)
{
	for (size_t i = 0; i < count; i++)
		is_kept[i] = date_compare(dates[i], today) == 0;
	mark_spans(dates, count, day_of, KEPT_DAYS, is_kept);
	mark_spans(dates, count, week_of, KEPT_WEEKS, is_kept);
	mark_spans(dates, count, month_of, KEPT_MONTHS, is_kept);
}
