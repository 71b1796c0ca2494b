/*
 * The terminal that the tested program believes in: libvterm, and what a test
 * sees of it.
 *
 * The marks that answer scr_sync() are taken out before libvterm sees them:
 * its version 0.1.4 loses the head of such a sequence when it comes in two
 * pieces.
 */
#include "rig/scr_inside.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define MARK "\033]7777;"

static int
on_damage(VTermRect where, void *user)
{
	struct scr *scr = user;
	for (int row = where.start_row; row < where.end_row; row++) {
		if (row < scr->rows)
			scr->touched[row] = true;
	}
	return 1;
}

static int
on_cursor(VTermPos now, VTermPos before, int is_visible, void *user)
{
	struct scr *scr = user;
	(void)before;
	(void)is_visible;
	scr->cursor = now;
	return 1;
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
	struct scr *scr = user;
	if (property == VTERM_PROP_CURSORVISIBLE)
		scr->is_cursor_shown = value->boolean;
	else if (property == VTERM_PROP_ALTSCREEN)
		scr->is_alternate = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
    .damage = on_damage,
    .movecursor = on_cursor,
    .settermprop = on_property,
};

void
scr_view_open(struct scr *scr)
{
	scr->terminal = vterm_new(scr->rows, scr->columns);
	vterm_set_utf8(scr->terminal, 1);
	scr->screen = vterm_obtain_screen(scr->terminal);
	vterm_screen_enable_altscreen(scr->screen, 1);
	vterm_screen_set_callbacks(scr->screen, &callbacks, scr);
	scr->touched = mem_new((size_t)scr->rows * sizeof(*scr->touched));
	vterm_screen_reset(scr->screen, 1);
}

void
scr_view_close(struct scr *scr)
{
	vterm_free(scr->terminal);
	mem_free(scr->touched);
}

void
scr_view_resize(struct scr *scr)
{
	mem_free(scr->touched);
	scr->touched = mem_new((size_t)scr->rows * sizeof(*scr->touched));
	vterm_set_size(scr->terminal, scr->rows, scr->columns);
}

/* Bytes of the mark that begins here, 0 for none; -1 if it may go on. */
static ssize_t
find_mark(const char *bytes, size_t length, long *number)
{
	size_t size = strlen(MARK);
	size_t known = length < size ? length : size;
	if (memcmp(bytes, MARK, known) != 0)
		return 0;
	*number = 0;
	for (size_t i = size; i < length; i++) {
		if (bytes[i] == '\a')
			return (ssize_t)i + 1;
		*number = *number * 10 + (bytes[i] - '0');
	}
	return -1;
}

void
scr_view_update(struct scr *scr)
{
	while (scr->shown < scr->sent.length) {
		const char *bytes = scr->sent.text + scr->shown;
		size_t length = scr->sent.length - scr->shown;
		long number;
		ssize_t mark = find_mark(bytes, length, &number);
		if (mark < 0)
			return;
		if (mark > 0) {
			scr->marks_seen = number;
			scr->shown += (size_t)mark;
			continue;
		}
		const char *next = memchr(bytes + 1, MARK[0], length - 1);
		size_t plain = next ? (size_t)(next - bytes) : length;
		vterm_input_write(scr->terminal, bytes, plain);
		scr->shown += plain;
	}
}

static bool
is_blank(const VTermScreenCell *cell)
{
	return cell->chars[0] == 0 || cell->chars[0] == (uint32_t)-1 ||
	       (cell->chars[0] == ' ' && cell->chars[1] == 0);
}

/* Append a row without the blanks at its end. */
static void
put_row(struct scr *scr, int row, struct str *out)
{
	size_t end = out->length;
	for (int column = 0; column < scr->columns;) {
		VTermScreenCell cell;
		VTermPos place = {.row = row, .col = column};
		vterm_screen_get_cell(scr->screen, place, &cell);
		if (is_blank(&cell)) {
			str_put_char(out, ' ');
		} else {
			for (size_t i = 0;
			     i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
				utf8_put(out, cell.chars[i]);
			end = out->length;
		}
		column += cell.width > 1 ? cell.width : 1;
	}
	str_cut(out, end);
}

const char *
scr_row(struct scr *scr, int row)
{
	assert(row >= 0 && row < scr->rows);
	str_clear(&scr->row);
	put_row(scr, row, &scr->row);
	return scr->row.text;
}

bool
scr_has(struct scr *scr, const char *text)
{
	for (int row = 0; row < scr->rows; row++) {
		if (strstr(scr_row(scr, row), text))
			return true;
	}
	return false;
}

int
scr_cursor_row(const struct scr *scr)
{
	return scr->cursor.row;
}

int
scr_cursor_column(const struct scr *scr)
{
	return scr->cursor.col;
}

bool
scr_is_cursor_shown(const struct scr *scr)
{
	return scr->is_cursor_shown;
}

bool
scr_is_alternate(const struct scr *scr)
{
	return scr->is_alternate;
}

static char
attribute_letter(const VTermScreenCell *cell)
{
	if (cell->attrs.reverse)
		return cell->attrs.bold ? 'R' : 'r';
	if (cell->attrs.bold)
		return 'b';
	if (cell->attrs.underline)
		return 'u';
	if (VTERM_COLOR_IS_INDEXED(&cell->bg) &&
	    !VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		return (char)('0' + cell->bg.indexed.idx % 10);
	return '.';
}

static char
color_digit(const VTermColor *color)
{
	bool is_own = VTERM_COLOR_IS_DEFAULT_FG(color) ||
		      VTERM_COLOR_IS_DEFAULT_BG(color);

	return is_own ? '.' : (char)('0' + color->indexed.idx % 10);
}

void
scr_put_colors(struct scr *scr, int row, struct str *out)
{
	for (int column = 0; column < scr->columns; column++) {
		VTermScreenCell cell;
		VTermPos place = {.row = row, .col = column};
		vterm_screen_get_cell(scr->screen, place, &cell);
		str_put_char(out, color_digit(&cell.fg));
		str_put_char(out, color_digit(&cell.bg));
	}
}

/* The letters of a row, if any differs from plain. */
static void
put_attributes(struct scr *scr, int row, struct str *out)
{
	size_t start = out->length;
	size_t end = start;
	str_put_char(out, '~');
	for (int column = 0; column < scr->columns; column++) {
		VTermScreenCell cell;
		VTermPos place = {.row = row, .col = column};
		vterm_screen_get_cell(scr->screen, place, &cell);
		char letter = attribute_letter(&cell);
		str_put_char(out, letter);
		if (letter != '.')
			end = out->length;
	}
	str_cut(out, end);
	if (end > start)
		str_put_char(out, '\n');
}

void
scr_snapshot(struct scr *scr, bool attributes, struct str *out)
{
	for (int row = 0; row < scr->rows; row++) {
		str_put_char(out, '|');
		put_row(scr, row, out);
		str_put_char(out, '\n');
		if (attributes)
			put_attributes(scr, row, out);
	}
	str_format(out, "cursor %d,%d %s\n", scr->cursor.row, scr->cursor.col,
	    scr->is_cursor_shown ? "shown" : "hidden");
}

int
scr_take_touched(struct scr *scr)
{
	int count = 0;
	for (int row = 0; row < scr->rows; row++) {
		count += scr->touched[row];
		scr->touched[row] = false;
	}
	return count;
}
