/*
 * The form of the names that copies and files from before have.
 *
 * Whoever takes away or changes something for its name asks here first: only
 * this form is the program's own, and a name that merely begins like one may be
 * a note of somebody's.  Who gives such names, and what stands before the time,
 * is not known here; nor is anything asked of the disk.
 *
 * Tested by tests/unit/desk_backup.c and tests/unit/store_restore.c.
 */
#include "store/dated.h"

#include <string.h>

/* Two figures; -1 if they are none. */
static int
read_pair(const char *text)
{
	if (!char_is_figure(text[0]) || !char_is_figure(text[1]))
		return -1;
	return (text[0] - '0') * 10 + (text[1] - '0');
}

/* "-2026-11-21-164205", with or without a number behind it. */
static bool
read_time(const char *text, size_t length, struct dated *dated)
{
	enum { DATE = 10, TIME = 6, LEAST = 1 + DATE + 1 + TIME };
	char iso[DATE_ISO_SIZE];

	if (length < LEAST || text[0] != '-' || text[1 + DATE] != '-')
		return false;
	memcpy(iso, text + 1, DATE);
	iso[DATE] = '\0';
	const char *time = text + 1 + DATE + 1;
	dated->hour = read_pair(time);
	dated->minute = read_pair(time + 2);
	dated->second = read_pair(time + 4);
	bool is_time = date_read_iso(iso, &dated->date) && dated->hour >= 0 &&
		       dated->minute >= 0 && dated->second >= 0;
	for (size_t i = LEAST; is_time && i < length; i++)
		is_time = i == LEAST ? text[i] == '_' && length > LEAST + 1
				     : char_is_figure(text[i]);
	return is_time;
}

bool
dated_read(
    const char *name, const char *stem, const char *ending, struct dated *dated)
{
	size_t start = strlen(stem);
	size_t length = strlen(name), end = strlen(ending);

	return text_starts(name, stem) && length >= start + end &&
	       text_is(name + length - end, ending) &&
	       read_time(name + start, length - start - end, dated);
}

/* It ends, as each name that is taken is that of a file. */
void
dated_put(struct str *out, const char *stem, const struct dated *dated,
    const char *ending, bool (*is_free)(const char *path))
{
	size_t start = out->length;
	char date[DATE_ISO_SIZE];

	date_write_iso(dated->date, date);
	str_format(out, "%s-%s-%02d%02d%02d", stem, date, dated->hour,
	    dated->minute, dated->second);
	size_t end = out->length;
	str_put(out, ending);
	for (int number = 2; !is_free(out->text + start); number++) {
		str_cut(out, end);
		str_format(out, "_%d%s", number, ending);
	}
}
