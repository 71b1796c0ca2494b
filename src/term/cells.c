/*
 * The screen in memory: what stands in each cell, and in which role.
 *
 * Owns the one rule for what fits where: widths are those of base/utf8.h,
 * summed per code point as terminals do, texts end at a whole character, and
 * a wide character has both its cells or neither.  It knows no terminal: the
 * screen sends it, a dump or a picture shows it, and all three show the same.
 *
 * A mark that has no letter to stand on is left out, since it would change
 * the cell to its left, which is somebody else's.
 *
 * Tested by tests/unit/term_cells.c.
 */
#include "term/cells.h"

#include <assert.h>
#include <string.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "term/role.h"

struct cells {
	int rows, columns;
	struct cell *cells;
};

static const struct cell blank = {.codes = {' '}, .width = 1};

static struct cell *
cell_at(const struct cells *cells, int row, int column)
{
	return &cells->cells[(size_t)row * (size_t)cells->columns +
			     (size_t)column];
}

struct cells *
cells_new(int rows, int columns)
{
	assert(rows > 0 && columns > 0);
	struct cells *cells = mem_new(sizeof(*cells));
	cells->rows = rows;
	cells->columns = columns;
	cells->cells =
	    mem_new((size_t)rows * (size_t)columns * sizeof(*cells->cells));
	cells_clear(cells);
	return cells;
}

void
cells_free(struct cells *cells)
{
	if (!cells)
		return;
	mem_free(cells->cells);
	mem_free(cells);
}

int
cells_rows(const struct cells *cells)
{
	return cells->rows;
}

int
cells_columns(const struct cells *cells)
{
	return cells->columns;
}

void
cells_clear(struct cells *cells)
{
	size_t count = (size_t)cells->rows * (size_t)cells->columns;

	for (size_t i = 0; i < count; i++)
		cells->cells[i] = blank;
}

static void
make_blank(struct cell *cell, uint8_t role)
{
	*cell = blank;
	cell->role = role;
}

/* Make a cell blank, and with it the other half of a wide character. */
static void
empty_cell(struct cell *cell, enum term_role role)
{
	if (cell->width == 2)
		make_blank(&cell[1], cell[1].role);
	else if (cell->width == 0)
		make_blank(&cell[-1], cell[-1].role);
	make_blank(cell, (uint8_t)role);
}

/* How many cells there are, up to `room`; 0 outside the screen. */
static int
room_at(const struct cells *cells, int row, int column, int room)
{
	if (row < 0 || row >= cells->rows || column < 0 ||
	    column >= cells->columns || room <= 0)
		return 0;
	int left = cells->columns - column;
	return room < left ? room : left;
}

/* A mark joins the letter before it, as long as there is room for it. */
static void
add_mark(struct cell *cell, uint32_t code)
{
	for (size_t i = 1; i < CELL_CODES_MAX; i++) {
		if (cell->codes[i] == 0) {
			cell->codes[i] = code;
			return;
		}
	}
}

/* Put one character that takes `width` cells, the first of them this one. */
static void
put_character(struct cell *cell, uint32_t code, int width, enum term_role role)
{
	for (int i = 0; i < width; i++)
		empty_cell(&cell[i], role);
	if (code > 0x7E && wcwidth((wchar_t)code) != width) {
		cell->codes[0] = '?';
		return;
	}
	cell->codes[0] = code;
	cell->width = (uint8_t)width;
	if (width == 2) {
		cell[1].codes[0] = 0;
		cell[1].width = 0;
	}
}

int
cells_put(struct cells *cells, int row, int column, int room, const char *text,
    size_t length, enum term_role role)
{
	assert(role < ROLE_MAX);
	room = room_at(cells, row, column, room);
	int used = 0;
	length = utf8_fit(text, length, room, &used);
	if (length == 0)
		return 0;
	struct cell *next = cell_at(cells, row, column);
	struct cell *letter = NULL;
	for (size_t at = 0; at < length;) {
		size_t plain = utf8_ascii(text + at, length - at);
		for (size_t end = at + plain; at < end; at++) {
			letter = next++;
			put_character(letter, (unsigned char)text[at], 1, role);
		}
		if (at == length)
			break;
		uint32_t code;
		at += utf8_decode(text + at, length - at, &code);
		int width = utf8_code_width(code);
		if (width > 0) {
			letter = next;
			put_character(letter, code, width, role);
			next += width;
		} else if (letter && wcwidth((wchar_t)code) == 0) {
			add_mark(letter, code);
		}
	}
	return used;
}

void
cells_fill(
    struct cells *cells, int row, int column, int room, enum term_role role)
{
	room = room_at(cells, row, column, room);
	if (room == 0)
		return;
	struct cell *first = cell_at(cells, row, column);
	for (int i = 0; i < room; i++)
		empty_cell(&first[i], role);
}

const struct cell *
cells_row(const struct cells *cells, int row)
{
	assert(row >= 0 && row < cells->rows);
	return cell_at(cells, row, 0);
}

/* Cells have no padding, so their bytes are all there is of them. */
static_assert(sizeof(struct cell) ==
		  CELL_CODES_MAX * sizeof(uint32_t) + 4 * sizeof(uint8_t),
    "a cell can be compared as bytes");

bool
cells_is_same_row(const struct cells *a, const struct cells *b, int row)
{
	assert(a->columns == b->columns);
	return memcmp(cells_row(a, row), cells_row(b, row),
		   (size_t)a->columns * sizeof(*a->cells)) == 0;
}

static bool
is_plain_letter(const struct cell *cell)
{
	return cell->width == 1 && cell->codes[1] == 0 &&
	       cell->codes[0] >= ' ' && cell->codes[0] <= '~';
}

bool
cells_is_typed(const struct cells *before, const struct cells *after, int row,
    int column, int count)
{
	const struct cell *old = cells_row(before, row);
	const struct cell *new = cells_row(after, row);
	size_t first = (size_t)column, end = (size_t)(column + count);
	size_t rest = (size_t)after->columns - end;

	for (int other = 0; other < after->rows; other++)
		if (other != row && !cells_is_same_row(before, after, other))
			return false;
	for (size_t i = first; i < end; i++)
		if (!is_plain_letter(&old[i]) || !is_plain_letter(&new[i]) ||
		    new[i].role != new[first].role)
			return false;
	return memcmp(old, new, first * sizeof(*new)) == 0 &&
	       memcmp(old + end, new + end, rest * sizeof(*new)) == 0;
}

void
cells_copy_row(struct cells *to, const struct cells *from, int row)
{
	assert(to->columns == from->columns);
	memcpy(cell_at(to, row, 0), cells_row(from, row),
	    (size_t)to->columns * sizeof(*to->cells));
}

void
cells_put_text(struct str *out, const struct cell *cell)
{
	for (size_t i = 0; i < CELL_CODES_MAX && cell->codes[i]; i++)
		utf8_put(out, cell->codes[i]);
}

static void
trim(struct str *out, size_t start, char what)
{
	size_t length = out->length;

	while (length > start && out->text[length - 1] == what)
		length--;
	str_cut(out, length);
}

/* The letters of a row's roles, if any differs from plain text. */
static void
dump_roles(const struct cell *row, int columns, struct str *out)
{
	size_t start = out->length;

	str_put_char(out, '~');
	for (int i = 0; i < columns; i++)
		str_put_char(out, role_get(row[i].role)->letter);
	trim(out, start, role_get(ROLE_TEXT)->letter);
	if (out->length == start + 1)
		str_cut(out, start);
	else
		str_put_char(out, '\n');
}

void
cells_dump(
    const struct cells *cells, int row, int column, bool roles, struct str *out)
{
	for (int i = 0; i < cells->rows; i++) {
		const struct cell *line = cells_row(cells, i);
		if (roles)
			str_put_char(out, '|');
		size_t start = out->length;
		for (int j = 0; j < cells->columns; j++)
			cells_put_text(out, &line[j]);
		trim(out, start, ' ');
		str_put_char(out, '\n');
		if (roles)
			dump_roles(line, cells->columns, out);
	}
	str_format(out, "cursor %d,%d\n", row, column);
}
