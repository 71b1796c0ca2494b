/*
 * Calendar dates: arithmetic, reading what people type, writing.
 *
 * Owns the Gregorian calendar from 1800 to 2200 and the names of months that
 * are understood.  Refuses to know what day it is (whoever asks is given
 * today) and how a language writes a date (the phrase book says).  A date is
 * a small value, nothing is allocated.  Every function stands any input: what
 * leaves the calendar becomes "no date", all noughts.
 *
 *	if (date_parse("3 Ebrill 57", today, &birth))
 *		date_put(&out, birth, words);
 *
 * Tested by tests/unit/base_date.c, which walks every day of the calendar.
 */
#include "base/date.h"

#include <assert.h>
#include <string.h>

#include "base/attr.h"

enum {
	YEAR_FIRST = 1800,
	YEAR_LAST = 2200,
	YEARS_AHEAD = 10, /* how far two figures may lie in the future */
	DAY_SECONDS = 86400,
	EPOCH_ORDINAL = 719163, /* 1 January 1970, where year 1 begins with 1 */
	NAME_LETTERS_MIN = 3
};

/* One part of a typed date: a number of so many figures, or a named month. */
struct part {
	int number;
	int figures; /* 0: a month by name */
};

/* clang-format off */
static const struct {
	const char *name;
	int month;
} month_names[] = {
	{ "january", 1 }, { "february", 2 }, { "march", 3 }, { "april", 4 },
	{ "may", 5 }, { "june", 6 }, { "july", 7 }, { "august", 8 },
	{ "september", 9 }, { "october", 10 }, { "november", 11 },
	{ "december", 12 },
	{ "ionawr", 1 }, { "chwefror", 2 }, { "mawrth", 3 }, { "ebrill", 4 },
	{ "mai", 5 }, { "mehefin", 6 }, { "gorffennaf", 7 }, { "awst", 8 },
	{ "medi", 9 }, { "hydref", 10 }, { "tachwedd", 11 }, { "rhagfyr", 12 },
	/* As they sound after "o", in "y 3ydd o Fai". */
	{ "fawrth", 3 }, { "fai", 5 }, { "fehefin", 6 }, { "orffennaf", 7 },
	{ "fedi", 9 }, { "dachwedd", 11 }, { "ragfyr", 12 },
};
/* clang-format on */

/* What may follow a day at once, as in 3rd, 1af, 4ydd. */
static const char *const ordinal_endings[] = {"st", "nd", "rd", "th", "af",
    "ail", "il", "ydd", "edd", "ed", "fed", "eg", "ain"};

static const enum word month_words[12] = {WORD_DATE_JANUARY, WORD_DATE_FEBRUARY,
    WORD_DATE_MARCH, WORD_DATE_APRIL, WORD_DATE_MAY, WORD_DATE_JUNE,
    WORD_DATE_JULY, WORD_DATE_AUGUST, WORD_DATE_SEPTEMBER, WORD_DATE_OCTOBER,
    WORD_DATE_NOVEMBER, WORD_DATE_DECEMBER};

static const enum word weekday_words[7] = {WORD_DATE_MONDAY, WORD_DATE_TUESDAY,
    WORD_DATE_WEDNESDAY, WORD_DATE_THURSDAY, WORD_DATE_FRIDAY,
    WORD_DATE_SATURDAY, WORD_DATE_SUNDAY};

static const struct date no_date = {0, 0, 0};

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month(int year, int month)
{
	static const int days[12] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from the epoch to 1 January of the year. */
static int64_t
days_to_year(int64_t year)
{
	int64_t past = year - 1;

	return 365 * past + past / 4 - past / 100 + past / 400 + 1 -
	       EPOCH_ORDINAL;
}

/* The quotient rounded down, for a positive divisor. */
static int64_t
divide_down(int64_t n, int64_t divisor)
{
	return n / divisor - (n % divisor < 0);
}

bool
date_is_real(struct date date)
{
	return date.year >= YEAR_FIRST && date.year <= YEAR_LAST &&
	       date.month >= 1 && date.month <= 12 && date.day >= 1 &&
	       date.day <= days_in_month(date.year, date.month);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

int64_t
date_to_days(struct date date)
{
	assert(date_is_real(date));
	int64_t days = days_to_year(date.year);
	for (int month = 1; month < date.month; month++)
		days += days_in_month(date.year, month);
	return days + date.day - 1;
}

struct date
date_from_days(int64_t days)
{
	if (days < days_to_year(YEAR_FIRST) ||
	    days >= days_to_year(YEAR_LAST + 1))
		return no_date;
	struct date date = {YEAR_FIRST, 1, 1};
	/* A guess that is never too late, and at most two years early. */
	date.year += (int)((days - days_to_year(YEAR_FIRST)) / 366);
	while (days >= days_to_year(date.year + 1))
		date.year++;
	int64_t left = days - days_to_year(date.year);
	while (left >= days_in_month(date.year, date.month)) {
		left -= days_in_month(date.year, date.month);
		date.month++;
	}
	date.day += (int)left;
	return date;
}

struct date
date_add_months(struct date date, int months)
{
	if (!date_is_real(date))
		return no_date;
	int64_t all = (int64_t)date.year * 12 + (date.month - 1) + months;
	int64_t year = divide_down(all, 12);
	if (year < YEAR_FIRST || year > YEAR_LAST)
		return no_date;
	date.year = (int)year;
	date.month = (int)(all - year * 12) + 1;
	int last = days_in_month(date.year, date.month);
	if (date.day > last)
		date.day = last;
	return date;
}

int
date_age(struct date birth, struct date today)
{
	if (!date_is_real(birth) || !date_is_real(today) ||
	    date_compare(birth, today) > 0)
		return -1;
	int age = today.year - birth.year;
	if (today.month < birth.month ||
	    (today.month == birth.month && today.day < birth.day))
		age--;
	return age;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Do these letters begin the name (in small letters)? */
static bool
letters_begin(const char *letters, size_t length, const char *name)
{
	for (size_t i = 0; i < length; i++) {
		/* Bit 5 is all that parts A from a; only letters come here. */
		if ((letters[i] | 0x20) != name[i])
			return false;
	}
	return true;
}

static size_t
count_letters(const char *text)
{
	size_t length = 0;

	while (is_letter(text[length]))
		length++;
	return length;
}

/* The month that a name or the beginning of one means; 0 if none. */
static int
month_named(const char *letters, size_t length)
{
	if (length < NAME_LETTERS_MIN)
		return 0;
	for (size_t i = 0; i < ARRAY_LENGTH(month_names); i++) {
		if (letters_begin(letters, length, month_names[i].name))
			return month_names[i].month;
	}
	return 0;
}

/*
 * Step over blanks with at most one sign among them.  Two numbers must be
 * parted by something; a number and a name need not be.
 */
static const char *
skip_parting(const char *text, bool is_after_figure)
{
	const char *start = text;

	text = text_skip_space(text);
	if (*text != '\0' && strchr("/.-,", *text))
		text = text_skip_space(text + 1);
	if (text == start && is_after_figure && char_is_figure(*text))
		return NULL;
	return text;
}

/*
 * Step over "Friday", "Fri." or "dydd Gwener" before a date; it says nothing
 * new.  "Mawrth" is a month as well: after "dydd" it is the day.
 */
static const char *
skip_weekday(const char *text)
{
	static const char *const names[] = {"monday", "tuesday", "wednesday",
	    "thursday", "friday", "saturday", "sunday", "llun", "mercher",
	    "iau", "gwener", "sadwrn", "sul", "mawrth"};
	static const char welsh_day[] = "dydd";
	const char *name = text;
	size_t length = count_letters(text), count = ARRAY_LENGTH(names) - 1;

	if (length == strlen(welsh_day) &&
	    letters_begin(text, length, welsh_day)) {
		name = text_skip_space(text + length);
		length = count_letters(name);
		count++;
	}
	if (length < NAME_LETTERS_MIN)
		return text;
	for (size_t i = 0; i < count; i++)
		if (letters_begin(name, length, names[i]))
			return skip_parting(name + length, false);
	return text;
}

/* Step over "rd" in "3rd"; other letters are left, they may be the month. */
static const char *
skip_ordinal(const char *text)
{
	size_t length = count_letters(text);

	for (size_t i = 0; i < ARRAY_LENGTH(ordinal_endings); i++) {
		if (length == strlen(ordinal_endings[i]) &&
		    letters_begin(text, length, ordinal_endings[i]))
			return text + length;
	}
	return text;
}

/* Step over "of" in "3rd of May", and "o" in "3ydd o Fai". */
static const char *
skip_of(const char *text)
{
	size_t length = count_letters(text);

	if (length == 0 || length > 2 || !letters_begin(text, length, "of"))
		return text;
	return text_skip_space(text + length);
}

/* Read one part; returns what follows it, or NULL if there is none. */
static const char *
read_part(const char *text, struct part *part)
{
	part->number = 0;
	part->figures = 0;
	if (is_letter(*text)) {
		size_t length = count_letters(text);
		part->number = month_named(text, length);
		return part->number > 0 ? text + length : NULL;
	}
	for (; char_is_figure(*text); text++) {
		if (++part->figures > 4)
			return NULL;
		part->number = part->number * 10 + (*text - '0');
	}
	if (part->figures == 0)
		return NULL;
	return part->figures <= 2 ? skip_ordinal(text) : text;
}

/* The year of the hundred up to YEARS_AHEAD from today; 0 without a today. */
static int
year_of_two_figures(int figures, struct date today)
{
	if (!date_is_real(today))
		return 0;
	int last = today.year + YEARS_AHEAD;
	return last - (last - figures) % 100;
}

/* Three parts in the order in which they were typed, as a date. */
static struct date
arrange(const struct part parts[3], struct date today)
{
	const struct part *day = &parts[0];
	const struct part *month = &parts[1];
	const struct part *year = &parts[2];

	if (parts[0].figures == 4) {
		year = &parts[0];
		day = &parts[2];
	} else if (parts[0].figures == 0) {
		month = &parts[0];
		day = &parts[1];
	}
	if (month->figures > 2 || day->figures < 1 || day->figures > 2)
		return no_date;
	struct date date = {year->number, month->number, day->number};
	if (year->figures == 2)
		date.year = year_of_two_figures(year->number, today);
	else if (year->figures != 4)
		return no_date;
	return date_is_real(date) ? date : no_date;
}

bool
date_parse(const char *text, struct date today, struct date *date)
{
	struct part parts[3];

	*date = no_date;
	text = skip_weekday(text_skip_space(text));
	for (int i = 0; i < 3; i++) {
		if (i > 0)
			text = skip_parting(text, parts[i - 1].figures > 0);
		if (text && i == 1)
			text = skip_of(text);
		if (text)
			text = read_part(text, &parts[i]);
		if (!text)
			return false;
	}
	if (*text_skip_space(text) != '\0')
		return false;
	*date = arrange(parts, today);
	return date_is_real(*date);
}

/* So many figures of n, with noughts before it; returns where they end. */
static char *
write_figures(char *at, int figures, int n)
{
	for (int i = figures - 1; i >= 0; i--) {
		at[i] = (char)('0' + n % 10);
		n /= 10;
	}
	return at + figures;
}

static bool
read_figures(const char *at, int figures, int *n)
{
	*n = 0;
	for (int i = 0; i < figures; i++) {
		if (!char_is_figure(at[i]))
			return false;
		*n = *n * 10 + (at[i] - '0');
	}
	return true;
}

void
date_write_iso(struct date date, char iso[DATE_ISO_SIZE])
{
	char *at = iso;

	if (date_is_real(date)) {
		at = write_figures(at, 4, date.year);
		*at++ = '-';
		at = write_figures(at, 2, date.month);
		*at++ = '-';
		at = write_figures(at, 2, date.day);
	}
	*at = '\0';
}

/* Read a date at the beginning of a text of at least ten bytes. */
static bool
read_iso(const char *iso, struct date *date)
{
	return read_figures(iso, 4, &date->year) && iso[4] == '-' &&
	       read_figures(iso + 5, 2, &date->month) && iso[7] == '-' &&
	       read_figures(iso + 8, 2, &date->day) && date_is_real(*date);
}

bool
date_read_iso(const char *iso, struct date *date)
{
	if (strlen(iso) == DATE_ISO_SIZE - 1 && read_iso(iso, date))
		return true;
	*date = no_date;
	return false;
}

void
date_put(struct str *out, struct date date, const struct words *words)
{
	if (!date_is_real(date))
		return;
	words_put(out, words, WORD_DATE_WRITTEN, numeral_of(date.day).text,
	    words_get(words, month_words[date.month - 1]),
	    numeral_of(date.year).text, NULL);
}

void
date_put_weekday(struct str *out, struct date date, const struct words *words)
{
	if (!date_is_real(date))
		return;
	/* The epoch was a Thursday. */
	int64_t since_monday = date_to_days(date) + 3;
	since_monday -= divide_down(since_monday, 7) * 7;
	words_put(out, words, WORD_DATE_WRITTEN_WEEKDAY,
	    words_get(words, weekday_words[since_monday]),
	    numeral_of(date.day).text,
	    words_get(words, month_words[date.month - 1]),
	    numeral_of(date.year).text, NULL);
}

void
time_write_iso(int64_t seconds, char iso[TIME_ISO_SIZE])
{
	int64_t days = divide_down(seconds, DAY_SECONDS);
	struct date date = date_from_days(days);
	char *at = iso + DATE_ISO_SIZE - 1;

	date_write_iso(date, iso);
	if (!date_is_real(date))
		return;
	/* Only inside the calendar is the product small enough. */
	int left = (int)(seconds - days * DAY_SECONDS);
	*at++ = 'T';
	at = write_figures(at, 2, left / 3600);
	*at++ = ':';
	at = write_figures(at, 2, left / 60 % 60);
	*at++ = ':';
	at = write_figures(at, 2, left % 60);
	*at++ = 'Z';
	*at = '\0';
}

bool
time_read_iso(const char *iso, int64_t *seconds)
{
	struct date date;
	int hour, minute, second;

	*seconds = 0;
	if (strlen(iso) != TIME_ISO_SIZE - 1 || !read_iso(iso, &date))
		return false;
	if (iso[10] != 'T' || !read_figures(iso + 11, 2, &hour) ||
	    iso[13] != ':' || !read_figures(iso + 14, 2, &minute) ||
	    iso[16] != ':' || !read_figures(iso + 17, 2, &second) ||
	    iso[19] != 'Z' || hour > 23 || minute > 59 || second > 59)
		return false;
	*seconds = date_to_days(date) * DAY_SECONDS + hour * 3600 +
		   minute * 60 + second;
	return true;
}
