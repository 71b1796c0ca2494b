/*
 * Wrapping.  A row is found from where it starts and from nothing before it,
 * so after a change only the rows round it are made anew: those behind it are
 * moved along as soon as a row starts where one started before.  It borrows
 * the text and knows neither who edits it nor where it is drawn.
 *
 * Tested by tests/unit/ui_wrap.c.
 */
#include "ui/wrap.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { CODE_MOST = 4 /* bytes of a code point */ };

/* What the rows are made of. */
struct source {
	const char *text;
	size_t length;
	int width;
};

/* The end of the character at `at`; plain letters need no tables. */
static size_t
character_end(const struct source *source, size_t at)
{
	const char *text = source->text;

	if ((unsigned char)text[at] < 0x80 &&
	    (at + 1 == source->length || (unsigned char)text[at + 1] < 0x80))
		return at + 1;
	return utf8_next(text, source->length, at);
}

static bool
is_letter(char c)
{
	unsigned char letter = (unsigned char)c | 0x20;

	return (letter >= 'a' && letter <= 'z') || (unsigned char)c >= 0x80;
}

/*
 * May a row break behind the character that ends before `at`?  A hyphen joins
 * words only between letters: in a date, the name of a file or an option it
 * belongs to what stands around it.  The bracket that ends a button never
 * begins a row.
 */
static bool
breaks_after(const struct source *source, size_t start, size_t at)
{
	const char *text = source->text;

	if (text[at - 1] == ' ')
		return at == source->length || text[at] != ']';
	return text[at - 1] == '-' && at - start > 1 &&
	       is_letter(text[at - 2]) && at < source->length &&
	       is_letter(text[at]);
}

/*
 * The row that starts here, and where the next does; false for the last.
 * What breaks a row is the last place before its end that allows it, or where
 * there is none, the end itself.
 */
static bool
find_row(const struct source *source, size_t start, struct wrap_row *row,
    size_t *next)
{
	size_t at = start, can_break = start;
	int cells = 0;

	while (at < source->length && source->text[at] != '\n') {
		size_t end = character_end(source, at);
		int more =
		    end == at + 1 ? 1 : utf8_width(source->text + at, end - at);
		bool is_wide = more > 1;
		if (is_wide && at > start)
			can_break = at;
		if (cells + more > source->width && source->text[at] != ' ' &&
		    at > start) {
			*next = can_break > start ? can_break : at;
			*row = (struct wrap_row){start, *next - start};
			return true;
		}
		cells += more;
		at = end;
		if (is_wide || breaks_after(source, start, at))
			can_break = at;
	}
	*row = (struct wrap_row){start, at - start};
	*next = at + 1; /* behind a newline */
	return at < source->length;
}

static void
add_row(struct wrap *wrap, struct wrap_row row)
{
	wrap->rows = mem_grow(
	    wrap->rows, wrap->count, &wrap->capacity, sizeof(*wrap->rows));
	wrap->rows[wrap->count++] = row;
}

void
wrap_text(struct wrap *wrap, const char *text, size_t length, int width)
{
	const struct source source = {text, length, width};
	struct wrap_row row;
	size_t next = 0;
	bool has_more;

	assert(width > 0);
	wrap->count = 0;
	do {
		has_more = find_row(&source, next, &row, &next);
		add_row(wrap, row);
	} while (has_more);
}

/* The old row that starts at `at`, from a row on; or the count of them. */
static size_t
find_start(const struct wrap *wrap, size_t from, size_t at)
{
	while (from < wrap->count && wrap->rows[from].start < at)
		from++;
	bool is_there = from < wrap->count && wrap->rows[from].start == at;

	return is_there ? from : wrap->count;
}

/* Put made rows in the place of some old ones, and move the rest along. */
static void
replace_rows(struct wrap *wrap, size_t from, size_t to, const struct wrap *made,
    size_t removed, size_t added)
{
	size_t rest = wrap->count - to;
	size_t count = from + made->count + rest;

	while (wrap->capacity < count)
		wrap->rows = mem_grow(wrap->rows, wrap->capacity,
		    &wrap->capacity, sizeof(*wrap->rows));
	memmove(wrap->rows + from + made->count, wrap->rows + to,
	    rest * sizeof(*wrap->rows));
	memcpy(
	    wrap->rows + from, made->rows, made->count * sizeof(*wrap->rows));
	wrap->count = count;
	for (size_t i = from + made->count; i < count; i++)
		wrap->rows[i].start = wrap->rows[i].start - removed + added;
}

void
wrap_change(struct wrap *wrap, const char *text, size_t length, int width,
    size_t at, size_t removed, size_t added)
{
	const struct source source = {text, length, width};
	struct wrap made = {0};
	struct wrap_row row;
	/* Bytes before it may only now make a character. */
	size_t from = wrap_find(wrap, at > CODE_MOST ? at - CODE_MOST : 0), to;
	bool has_more;

	/* A word of this row may have a place in the row before now. */
	if (from > 0)
		from--;
	to = from;
	size_t next = wrap->rows[from].start;
	do {
		has_more = find_row(&source, next, &row, &next);
		add_row(&made, row);
		to = wrap->count;
		if (has_more && next >= at + added)
			to = find_start(wrap, from, next - added + removed);
	} while (has_more && to == wrap->count);
	replace_rows(wrap, from, to, &made, removed, added);
	wrap_release(&made);
}

void
wrap_release(struct wrap *wrap)
{
	mem_free(wrap->rows);
	*wrap = (struct wrap){0};
}

size_t
wrap_find(const struct wrap *wrap, size_t at)
{
	size_t low = 0, high = wrap->count - 1;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;
		if (wrap->rows[middle].start <= at)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}
