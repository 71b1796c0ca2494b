/*
 * A reader's lines and where it stands.  The real cursor is on the line in
 * focus, so that a screen reader speaks it.  Up and Down scroll by half a
 * window, PgUp and PgDn by a whole one.
 */
#include "ui/reader.h"

#include <string.h>

#include "base/str.h"
#include "ui/wrap.h"

enum { HANGING = 2 };

void
reader_init(struct reader *reader)
{
	*reader = (struct reader){.arena = arena_new()};
}

void
reader_release(struct reader *reader)
{
	mem_free(reader->lines);
	arena_free(reader->arena);
}

void
reader_clear(struct reader *reader)
{
	reader_release(reader);
	reader_init(reader);
}

static void
add_line(struct reader *reader, const char *text, size_t length, size_t indent)
{
	struct str line = STR_EMPTY;

	for (size_t i = 0; i < indent; i++)
		str_put_char(&line, ' ');
	str_put_n(&line, text, length);
	reader->lines = mem_grow(reader->lines, reader->count,
	    &reader->capacity, sizeof(*reader->lines));
	reader->lines[reader->count++] = str_keep(&line, reader->arena);
}

/* A line of the text; what is wrapped of an indented one hangs below it. */
static void
add_wrapped(struct reader *reader, const char *text, size_t length, int width)
{
	size_t indent = 0;
	struct wrap wrap = {0};

	while (indent < length && text[indent] == ' ')
		indent++;
	size_t hanging = indent > 0 ? indent + HANGING : 0;
	if ((int)hanging >= width)
		indent = hanging = 0;
	wrap_text(&wrap, text + indent, length - indent, width - (int)hanging);
	for (size_t i = 0; i < wrap.count; i++)
		add_line(reader, text + indent + wrap.rows[i].start,
		    wrap.rows[i].length, i == 0 ? indent : hanging);
	wrap_release(&wrap);
}

void
reader_add(struct reader *reader, const char *text, int width)
{
	for (;;) {
		size_t length = strcspn(text, "\n");
		add_wrapped(reader, text, length, width);
		if (text[length] == '\0')
			return;
		text += length + 1;
	}
}

/* Move by lines, kept within the text. */
static void
move_row(struct reader *reader, long by)
{
	long row = (long)reader->row + by;
	long last = reader->count > 0 ? (long)reader->count - 1 : 0;

	reader->row = (size_t)(row < 0 ? 0 : row > last ? last : row);
}

bool
reader_has_more(const struct reader *reader, int height)
{
	return reader->top + (size_t)height < reader->count;
}

/* By a window's height: what was its last line comes first. */
static void
turn(struct reader *reader, int height, bool is_forward)
{
	size_t step = height > 1 ? (size_t)height - 1 : 1;
	size_t most =
	    reader->count > (size_t)height ? reader->count - (size_t)height : 0;

	if (is_forward && !reader_has_more(reader, height)) {
		move_row(reader, (long)reader->count);
		return;
	}
	if (!is_forward && reader->top == 0) {
		reader->row = 0;
		return;
	}
	if (is_forward)
		reader->top =
		    reader->top + step < most ? reader->top + step : most;
	else
		reader->top = reader->top > step ? reader->top - step : 0;
	reader->row = reader->top;
}

bool
reader_event(struct reader *reader, const struct term_event *event, int height)
{
	long all = (long)reader->count;

	if (event->kind == TERM_WHEEL) {
		move_row(reader, event->steps * 3);
		return true;
	}
	if (event->kind != TERM_KEY)
		return false;
	switch (event->key) {
	case KEY_NAME_UP:
		move_row(reader, -1);
		return true;
	case KEY_NAME_DOWN:
		move_row(reader, 1);
		return true;
	case KEY_NAME_PAGE_UP:
		turn(reader, height, false);
		return true;
	case KEY_NAME_PAGE_DOWN:
		turn(reader, height, true);
		return true;
	case KEY_NAME_HOME:
	case KEY_NAME_TOP:
		move_row(reader, -all);
		return true;
	case KEY_NAME_END:
	case KEY_NAME_BOTTOM:
		move_row(reader, all);
		return true;
	default:
		return false;
	}
}

void
reader_draw(struct reader *reader, struct term *term, const struct area *area)
{
	size_t height = (size_t)area->rows;

	if (reader->row < reader->top)
		reader->top =
		    reader->row > height / 2 ? reader->row - height / 2 : 0;
	else if (reader->row >= reader->top + height)
		reader->top = reader->row - height / 2;
	for (size_t i = 0; i < height && reader->top + i < reader->count; i++)
		term_put_text(term, area->top + (int)i, 2, area->columns - 3,
		    reader->lines[reader->top + i], ROLE_TEXT);
	term_cursor(term, area->top + (int)(reader->row - reader->top), 2);
}
