/*
 * Breaking runs into lines.
 *
 * Greedy, one unit at a time: a unit goes on the line if it fits behind what
 * is there, else it starts the next one.  Neighbouring units of one run are
 * joined into one piece, which is measured as a whole, so that what is drawn
 * is what was measured.  Everything lives in the caller's arena; text is
 * borrowed from the runs.
 *
 * Tested in tests/unit/doc_layout.c with cells for widths.
 */
#include "doc/lines.h"

#include <string.h>

#include "base/attr.h"
#include "base/utf8.h"

/* One unit: text[start..end) and the blanks behind it up to next. */
struct unit {
	size_t run, start, end, next;
	bool breaks_after;
};

struct breaker {
	struct arena *arena;
	const struct metrics *metrics;
	const struct line_text *text;
	int width; /* of a line */

	struct line_piece *pieces; /* of the line being filled */
	size_t piece_count, piece_capacity;
	int filled;  /* width of the pieces */
	int pending; /* width of the blank behind them... */
	const struct doc_run *pending_run; /* ...and where it stands */
	const char *pending_text;

	struct line *lines;
	size_t line_count, line_capacity;
};

static int
measure(const struct metrics *metrics, const struct line_text *text,
    const struct doc_run *run, const char *start, size_t length)
{
	return metrics->width(metrics->context, text->style, run->is_strong,
	    start, length,
	    run->language != NULL ? run->language : text->language);
}

/* A number in groups of figures is kept whole up to this many bytes. */
enum { NUMBER_MAX = 16 };

/*
 * Signs that never begin a line beside a wide letter, because they close what
 * stands before them, and those that never end one.
 */
static const uint32_t closing[] = {'!', ')', ',', '.', ':', ';', '?', ']', '}',
    0x2019, 0x201D, 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F,
    0x3011, 0x3015, 0x30FB, 0x30FC, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A,
    0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D};
static const uint32_t opening[] = {'(', '[', '{', 0x2018, 0x201C, 0x3008,
    0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF5B};

static bool
is_among(uint32_t code, const uint32_t *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (codes[i] == code)
			return true;
	return false;
}

static bool
closes(const char *text, size_t length, size_t at)
{
	uint32_t code = 0;

	utf8_decode(text + at, length - at, &code);
	return is_among(code, closing, ARRAY_LENGTH(closing));
}

static bool
is_letter_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

static bool
is_figure(char c)
{
	return c >= '0' && c <= '9';
}

/* Is it the blank inside a number, as of a telephone? */
static bool
is_in_number(const char *text, size_t length, size_t start, size_t at)
{
	if (at == start || at + 1 >= length || !is_figure(text[at - 1]) ||
	    !is_figure(text[at + 1]))
		return false;
	size_t end = at + 1;
	while (end < length && is_figure(text[end]))
		end++;
	return end - start <= NUMBER_MAX;
}

/* Where the unit that starts at `at` ends, without blanks behind it. */
static size_t
unit_end(const char *text, size_t length, size_t at)
{
	size_t start = at;
	bool is_open = false; /* a sign that must not end the line */

	while (at < length &&
	       (text[at] != ' ' || is_in_number(text, length, start, at))) {
		uint32_t code;
		size_t after = at + utf8_decode(text + at, length - at, &code);
		if (utf8_code_width(code) == 2) {
			if (at > start && !is_open && !closes(text, length, at))
				return at;
			at = utf8_next(text, length, at);
			is_open =
			    is_among(code, opening, ARRAY_LENGTH(opening));
			if (!is_open && !closes(text, length, at))
				return at;
			continue;
		}
		if (text[at] == '-' && at > start &&
		    is_letter_byte(text[at - 1]) && after < length &&
		    is_letter_byte(text[after]))
			return after;
		is_open = is_among(code, opening, ARRAY_LENGTH(opening));
		at = after;
	}
	return at;
}

/* The next unit from run and offset; false at the end of the text. */
static bool
next_unit(
    const struct line_text *text, size_t *run, size_t *at, struct unit *unit)
{
	while (*run < text->run_count && text->runs[*run].text[*at] == '\0') {
		(*run)++;
		*at = 0;
	}
	if (*run >= text->run_count)
		return false;

	const char *start = text->runs[*run].text;
	size_t length = strlen(start);

	*unit = (struct unit){.run = *run, .start = *at};
	unit->end = unit_end(start, length, *at);
	unit->next = unit->end;
	while (start[unit->next] == ' ')
		unit->next++;
	/*
	 * At the end of a run without a blank the next run goes on in the
	 * same word.
	 */
	unit->breaks_after = unit->next < length || unit->next > unit->end ||
			     *run + 1 >= text->run_count ||
			     text->runs[*run + 1].text[0] == ' ';
	*at = unit->next;
	return true;
}

static void
end_line(struct breaker *b, bool ends_inside)
{
	b->lines = mem_grow(
	    b->lines, b->line_count, &b->line_capacity, sizeof(*b->lines));
	b->lines[b->line_count++] = (struct line){
	    .pieces = arena_keep(
		b->arena, b->pieces, b->piece_count, sizeof(*b->pieces)),
	    .count = b->piece_count,
	    .width = b->filled,
	    .ends_inside = ends_inside,
	};
	b->pieces = NULL;
	b->piece_count = b->piece_capacity = 0;
	b->filled = b->pending = 0;
}

static struct line_piece *
last_piece(struct breaker *b)
{
	return b->piece_count > 0 ? &b->pieces[b->piece_count - 1] : NULL;
}

static struct line_piece *
add_piece(struct breaker *b, const struct line_piece *piece)
{
	b->pieces = mem_grow(
	    b->pieces, b->piece_count, &b->piece_capacity, sizeof(*b->pieces));
	b->pieces[b->piece_count] = *piece;
	b->filled += piece->width;
	return &b->pieces[b->piece_count++];
}

/*
 * The blank between two runs is part of the line: who reads hears it.  It
 * goes to the piece that it stands behind, or else is one of its own.
 */
static void
keep_blank(struct breaker *b)
{
	const struct line_piece blank = {
	    .run = b->pending_run,
	    .text = b->pending_text,
	    .length = 1,
	    .x = b->filled,
	    .width = b->pending,
	};
	struct line_piece *last = last_piece(b);

	if (b->pending == 0 || last == NULL)
		return;
	if (last->text + last->length == b->pending_text) {
		last->length++;
		last->width += b->pending;
		b->filled += b->pending;
	} else {
		add_piece(b, &blank);
	}
	b->pending = 0;
}

/* Put text[start..end) of a run on the line, joined to what it follows. */
static void
put_text(struct breaker *b, size_t run, size_t start, size_t end)
{
	const struct doc_run *source = &b->text->runs[run];
	struct line_piece *last = last_piece(b);

	if (end == start)
		return;
	if (last == NULL || last->run != source) {
		keep_blank(b);
		last = last_piece(b);
	}
	if (last == NULL || last->run != source) {
		const struct line_piece piece = {
		    .run = source,
		    .text = source->text + start,
		    .x = b->filled,
		};
		last = add_piece(b, &piece);
	}
	b->filled -= last->width;
	last->length = (size_t)(source->text + end - last->text);
	last->width =
	    measure(b->metrics, b->text, source, last->text, last->length);
	b->filled += last->width;
	b->pending = 0;
}

/* A part wider than a line: as many clusters on each as will go. */
static void
put_clusters(struct breaker *b, const struct unit *unit)
{
	const struct doc_run *run = &b->text->runs[unit->run];
	size_t start = unit->start, at = start;

	while (at < unit->end) {
		size_t after = utf8_next(run->text, unit->end, at);
		int wide = measure(
		    b->metrics, b->text, run, run->text + start, after - start);
		if (at > start && b->filled + b->pending + wide > b->width) {
			put_text(b, unit->run, start, at);
			end_line(b, false);
			start = at;
		}
		at = after;
	}
	put_text(b, unit->run, start, unit->end);
}

/* A unit wider than a line: a number is parted at its blanks first. */
static void
put_broken(struct breaker *b, const struct unit *unit)
{
	const char *text = b->text->runs[unit->run].text;
	struct unit part = *unit;

	for (part.end = part.start; part.end < unit->end; part.end++) {
		if (text[part.end] != ' ')
			continue;
		put_clusters(b, &part);
		end_line(b, true);
		part.start = part.end + 1;
	}
	put_clusters(b, &part);
}

/* Units that may not be parted: up to the first that breaks after itself. */
static int
word_width(
    const struct breaker *b, const struct unit *first, size_t run, size_t at)
{
	struct unit unit = *first;
	int width = 0;

	for (;;) {
		const struct doc_run *source = &b->text->runs[unit.run];
		width += measure(b->metrics, b->text, source,
		    source->text + unit.start, unit.end - unit.start);
		if (unit.breaks_after || !next_unit(b->text, &run, &at, &unit))
			return width;
	}
}

struct lines
lines_break(struct arena *arena, const struct metrics *metrics,
    const struct line_text *text, int width)
{
	struct breaker b = {
	    .arena = arena, .metrics = metrics, .text = text, .width = width};
	size_t run = 0, at = 0;
	struct unit unit;
	bool starts_word = true;

	while (next_unit(text, &run, &at, &unit)) {
		const struct doc_run *source = &text->runs[unit.run];
		int word = starts_word ? word_width(&b, &unit, run, at) : 0;
		if (starts_word && b.filled > 0 &&
		    b.filled + b.pending + word > width)
			end_line(&b, b.pending > 0);
		if (word > width)
			put_broken(&b, &unit);
		else
			put_text(&b, unit.run, unit.start, unit.end);
		if (unit.next > unit.end) {
			b.pending = measure(metrics, text, source, " ", 1);
			b.pending_run = source;
			b.pending_text = source->text + unit.end;
		}
		starts_word = unit.breaks_after;
	}
	if (b.piece_count > 0 || b.line_count == 0)
		end_line(&b, false);

	struct lines lines = {.count = b.line_count};
	lines.lines =
	    arena_keep(arena, b.lines, b.line_count, sizeof(*b.lines));
	return lines;
}

int
lines_least_width(const struct metrics *metrics, const struct line_text *text)
{
	struct breaker b = {.metrics = metrics, .text = text};
	size_t run = 0, at = 0;
	struct unit unit;
	int widest = 0;

	while (next_unit(text, &run, &at, &unit)) {
		int width = word_width(&b, &unit, run, at);
		if (width > widest)
			widest = width;
	}
	return widest;
}

int
lines_full_width(const struct metrics *metrics, const struct line_text *text)
{
	int width = 0;

	for (size_t i = 0; i < text->run_count; i++)
		width += measure(metrics, text, &text->runs[i],
		    text->runs[i].text, strlen(text->runs[i].text));
	return width;
}
