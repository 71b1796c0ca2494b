/*
 * Calendar dates without a clock: whoever needs today's date is given it.
 * Gregorian, years 1800 to 2200.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/words.h"

struct date {
	int year, month, day; /* all 0: no date */
};

enum { DATE_ISO_SIZE = 11, TIME_ISO_SIZE = 21 };

bool date_is_real(struct date date);
int date_compare(struct date a, struct date b); /* below, at or above 0 */

/*
 * Days since 1 January 1970 (the date must be real), and back: no date where
 * the days lie outside the calendar.
 */
int64_t date_to_days(struct date date);
struct date date_from_days(int64_t days);

/*
 * Months later (or earlier), stopping at the end of a shorter month.  No date
 * when there was none or when the calendar ends.
 */
struct date date_add_months(struct date date, int months);

/*
 * Whole years from birth to today; -1 if born later or if either is no date.
 * Who was born on 29 February is a year older on 1 March.
 */
int date_age(struct date birth, struct date today);

/*
 * What a person types: 3 April 1957, 3rd Apr 57, 3/4/57, 3.4.1957,
 * 1957-04-03, April 3, 1957, in English or Welsh; a month may be cut to three
 * letters or more.  Two figures mean the last hundred years up to ten years
 * from `today`.  Returns false, with no date in *date, if it is none.
 */
bool date_parse(const char *text, struct date today, struct date *date);

/*
 * "1957-04-03" and back; date_read_iso takes exactly that shape.  No date is
 * written as "", and is what *date holds on failure.
 */
void date_write_iso(struct date date, char iso[DATE_ISO_SIZE]);
bool date_read_iso(const char *iso, struct date *date);

/*
 * "3 April 1957" in the given words; with the weekday before it if asked.
 * Nothing for no date.
 */
void date_put(struct str *out, struct date date, const struct words *words);
void date_put_weekday(struct str *out, struct date date,
    const struct words *words);

/* What clocks on the wall say. */
struct moment {
	struct date date;
	int hour, minute;
};

/*
 * A moment in UTC seconds as "2026-11-21T16:42:05Z", and back.  A moment
 * outside the calendar is written as "".
 */
void time_write_iso(int64_t seconds, char iso[TIME_ISO_SIZE]);
bool time_read_iso(const char *iso, int64_t *seconds);

#endif
