/*
 * Breaking runs into lines.
 *
 * Greedy, one unit at a time: a unit goes on the line if it fits behind what
 * is there, else it starts the next one.  Neighbouring units of one run are
 * joined into one piece.  What stands between two blanks is measured as a
 * whole, and so is a piece that turns, so that what is drawn is what was
 * measured.  Everything lives in the caller's arena; text is borrowed from the
 * runs.
 *
 * Tested by tests/unit/doc_layout.c with cells for widths.
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

/* Where the reading of units stands. */
struct cursor {
	const struct line_text *text;
	size_t run, at;
	size_t length; /* of that run; 0: not asked yet */
};

struct breaker {
	struct arena *arena;
	const struct metrics *metrics;
	const struct line_text *text;
	int width; /* of a line */

	/* The run that pieces are made from. */
	const struct doc_run *run; /* NULL: none yet */
	int blank;                 /* width of one blank in it */
	bool turns;                /* its pieces are measured as wholes */

	/* What was measured last is often asked for again. */
	const struct doc_run *measured_run;
	const char *measured_text;
	size_t measured_length;
	int measured_width;

	struct line_piece *pieces; /* of the line being filled */
	size_t piece_count, piece_capacity;
	size_t word; /* where the last word of the last piece starts... */
	int before;  /* ...and how wide the piece is before it */
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
	    start, length, run->language ? run->language : text->language);
}

static int
measure_part(struct breaker *b, const struct doc_run *run, const char *start,
    size_t length)
{
	if (b->measured_run == run && b->measured_text == start &&
	    b->measured_length == length)
		return b->measured_width;
	b->measured_run = run;
	b->measured_text = start;
	b->measured_length = length;
	b->measured_width = measure(b->metrics, b->text, run, start, length);
	return b->measured_width;
}

static void
enter_run(struct breaker *b, const struct doc_run *run)
{
	if (b->run == run)
		return;
	b->run = run;
	b->blank = measure(b->metrics, b->text, run, " ", 1);
	b->turns = b->metrics->turns &&
		   b->metrics->turns(run->text, strlen(run->text));
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

/* Neither joins nor parts anything. */
static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_figure(c);
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
		if (is_plain(text[at])) {
			is_open = false;
			at++;
			continue;
		}
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

/* The next unit; false at the end of the text. */
static bool
next_unit(struct cursor *cursor, struct unit *unit)
{
	const struct line_text *text = cursor->text;

	while (cursor->run < text->run_count &&
	       text->runs[cursor->run].text[cursor->at] == '\0') {
		cursor->run++;
		cursor->at = cursor->length = 0;
	}
	if (cursor->run >= text->run_count)
		return false;

	const char *start = text->runs[cursor->run].text;
	if (cursor->length == 0)
		cursor->length = strlen(start);

	*unit = (struct unit){.run = cursor->run, .start = cursor->at};
	unit->end = unit_end(start, cursor->length, cursor->at);
	unit->next = unit->end;
	while (start[unit->next] == ' ')
		unit->next++;
	/*
	 * At the end of a run without a blank the next run goes on in the
	 * same word.
	 */
	unit->breaks_after = unit->next < cursor->length ||
			     unit->next > unit->end ||
			     cursor->run + 1 >= text->run_count ||
			     text->runs[cursor->run + 1].text[0] == ' ';
	cursor->at = unit->next;
	return true;
}

static void
end_line(struct breaker *b, bool ends_inside)
{
	b->lines = mem_grow(
	    b->lines, b->line_count, &b->line_capacity, sizeof(*b->lines));
	b->lines[b->line_count++] = (struct line){
	    .pieces = arena_copy_items(
		b->arena, b->pieces, b->piece_count, sizeof(*b->pieces)),
	    .count = b->piece_count,
	    .width = b->filled,
	    .ends_inside = ends_inside,
	};
	b->piece_count = 0;
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
	b->word = (size_t)(piece->text - piece->run->text);
	b->before = 0;
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

	if (b->pending == 0 || !last)
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
	if (!last || last->run != source) {
		keep_blank(b);
		last = last_piece(b);
	}
	enter_run(b, source);
	if (!last || last->run != source) {
		const struct line_piece piece = {
		    .run = source,
		    .text = source->text + start,
		    .x = b->filled,
		};
		last = add_piece(b, &piece);
	}
	size_t blanks =
	    (size_t)(source->text + start - last->text) - last->length;
	if (blanks > 0 && !b->turns) {
		b->word = start;
		b->before = last->width + (int)blanks * b->blank;
	}
	b->filled -= last->width;
	last->length = (size_t)(source->text + end - last->text);
	last->width = b->before + measure_part(b, source,
				      source->text + b->word, end - b->word);
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

/*
 * Units that may not be parted: up to the first that breaks after itself.  The
 * cursor is behind the first of them.
 */
static int
word_width(struct breaker *b, const struct unit *first, struct cursor cursor)
{
	struct unit unit = *first;
	int width = 0;

	for (;;) {
		const struct doc_run *source = &b->text->runs[unit.run];
		width += measure_part(b, source, source->text + unit.start,
		    unit.end - unit.start);
		if (unit.breaks_after || !next_unit(&cursor, &unit))
			return width;
	}
}

struct lines
lines_break(struct arena *arena, const struct metrics *metrics,
    const struct line_text *text, int width)
{
	struct breaker b = {
	    .arena = arena, .metrics = metrics, .text = text, .width = width};
	struct cursor cursor = {.text = text};
	struct unit unit;
	bool starts_word = true;

	while (next_unit(&cursor, &unit)) {
		const struct doc_run *source = &text->runs[unit.run];
		int word = starts_word ? word_width(&b, &unit, cursor) : 0;
		if (starts_word && b.filled > 0 &&
		    b.filled + b.pending + word > width)
			end_line(&b, b.pending > 0);
		if (word > width)
			put_broken(&b, &unit);
		else
			put_text(&b, unit.run, unit.start, unit.end);
		if (unit.next > unit.end) {
			enter_run(&b, source);
			b.pending = b.blank;
			b.pending_run = source;
			b.pending_text = source->text + unit.end;
		}
		starts_word = unit.breaks_after;
	}
	if (b.piece_count > 0 || b.line_count == 0)
		end_line(&b, false);

	mem_free(b.pieces);
	struct lines lines = {.count = b.line_count};
	lines.lines =
	    arena_keep(arena, b.lines, b.line_count, sizeof(*b.lines));
	return lines;
}

int
lines_least_width(const struct metrics *metrics, const struct line_text *text)
{
	struct breaker b = {.metrics = metrics, .text = text};
	struct cursor cursor = {.text = text};
	struct unit unit;
	int widest = 0;

	while (next_unit(&cursor, &unit)) {
		int width = word_width(&b, &unit, cursor);
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
