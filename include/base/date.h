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
int date_compare(struct date a, struct date b);

/* Days since 1 January 1970, and back. */
int64_t date_to_days(struct date date);
struct date date_from_days(int64_t days);

/* Months later, stopping at the end of a shorter month. */
struct date date_add_months(struct date date, int months);

/* Whole years from birth to today; -1 if born later. */
int date_age(struct date birth, struct date today);

/*
 * What a person types: 3 April 1957, 3 Apr 57, 3/4/57, 3.4.1957, 1957-04-03,
 * in English or Welsh.  Two figures mean the last hundred years up to ten
 * years from `today`.  Returns false if it is no date.
 */
bool date_parse(const char *text, struct date today, struct date *date);

/* "1957-04-03" and back; date_read_iso takes exactly that shape. */
void date_write_iso(struct date date, char iso[DATE_ISO_SIZE]);
bool date_read_iso(const char *iso, struct date *date);

/* "3 April 1957" in the given words; with the weekday before it if asked. */
void date_put(struct str *out, struct date date, const struct words *words);
void date_put_weekday(struct str *out, struct date date,
    const struct words *words);

/* A moment in UTC seconds as "2026-11-21T16:42:05Z", and back. */
void time_write_iso(int64_t seconds, char iso[TIME_ISO_SIZE]);
bool time_read_iso(const char *iso, int64_t *seconds);

#endif
