/*
 * Wrapping.  The whole text is wrapped at once, character by character: that
 * takes some ten microseconds for a page of text, less than showing it does.
 * It borrows the text and knows neither who edits it nor where it is drawn.
 *
 * Tested in tests/unit/ui_wrap.c.
 */
#include "ui/wrap.h"

#include <assert.h>
#include <stdbool.h>

#include "base/mem.h"
#include "base/utf8.h"

/* The row being made, and the last place in it where it may break. */
struct line {
	size_t start;
	int width; /* cells from the start to the place at hand */
	bool can_break;
	size_t break_at;
	int break_width;
};

static void
add_row(struct wrap *wrap, size_t start, size_t end)
{
	wrap->rows = mem_grow(
	    wrap->rows, wrap->count, &wrap->capacity, sizeof(*wrap->rows));
	wrap->rows[wrap->count++] = (struct wrap_row){start, end - start};
}

/* The end of the character at `at`; plain letters need no tables. */
static size_t
character_end(const char *text, size_t length, size_t at)
{
	if ((unsigned char)text[at] < 0x80 &&
	    (at + 1 == length || (unsigned char)text[at + 1] < 0x80))
		return at + 1;
	return utf8_next(text, length, at);
}

/* May a row break behind the character that ends before `at`? */
static bool
breaks_after(const char *text, size_t start, size_t at)
{
	if (text[at - 1] == ' ')
		return true;
	return text[at - 1] == '-' && at - start > 1 && text[at - 2] != ' ';
}

static void
note_break(struct line *line, size_t at)
{
	line->can_break = true;
	line->break_at = at;
	line->break_width = line->width;
}

/* End the row before the character that begins at `at` and fits no more. */
static void
break_line(struct wrap *wrap, struct line *line, size_t at)
{
	size_t end = line->can_break ? line->break_at : at;

	add_row(wrap, line->start, end);
	line->width -= line->can_break ? line->break_width : line->width;
	line->start = end;
	line->can_break = false;
}

void
wrap_text(struct wrap *wrap, const char *text, size_t length, int width)
{
	struct line line = {0};

	assert(width > 0);
	wrap->count = 0;
	for (size_t at = 0; at < length;) {
		if (text[at] == '\n') {
			add_row(wrap, line.start, at);
			line = (struct line){.start = ++at};
			continue;
		}
		size_t end = character_end(text, length, at);
		int cells = end == at + 1 ? 1 : utf8_width(text + at, end - at);
		bool is_wide = cells > 1;
		if (is_wide && at > line.start)
			note_break(&line, at);
		while (line.width + cells > width && text[at] != ' ' &&
		       at > line.start)
			break_line(wrap, &line, at);
		line.width += cells;
		at = end;
		if (is_wide || breaks_after(text, line.start, at))
			note_break(&line, at);
	}
	add_row(wrap, line.start, length);
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
