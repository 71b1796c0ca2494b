/*
 * The week grid: seven days of three parts, kept as text, a line a cell.
 *
 * Owns that text: "mon morning: Huw 2 h".  Refuses to know how the grid is
 * drawn or typed into.  Cells live in the caller's arena.
 *
 *	if (week_read(arena, typed, &week, &problem))
 *		monday = week.cells[0][0];
 *
 * Tested by tests/unit/form_value.c, tests/fuzz/form_value.c.
 */
#include "form/week.h"

#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "base/utf8.h"
#include "form/form.h"

enum { NAME_LETTERS_MIN = 3, LINE_SHOWN = 60, CELLS = WEEK_DAYS * WEEK_PARTS };

static const char *const day_codes[WEEK_DAYS] = {
    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char *const part_codes[WEEK_PARTS] = {
    "morning", "afternoon", "evening"};

/* clang-format off */
/* Names in English and Welsh, folded; any may be cut to three letters. */
static const struct when {
	const char *name;
	size_t day, part; /* NONE: the name says nothing of it */
} names[] = {
	{ "monday", 0, NONE }, { "tuesday", 1, NONE },
	{ "wednesday", 2, NONE }, { "thursday", 3, NONE },
	{ "friday", 4, NONE }, { "saturday", 5, NONE }, { "sunday", 6, NONE },
	{ "llun", 0, NONE }, { "mawrth", 1, NONE }, { "mercher", 2, NONE },
	{ "iau", 3, NONE }, { "gwener", 4, NONE }, { "sadwrn", 5, NONE },
	{ "sul", 6, NONE }, { "dydd", NONE, NONE },
	{ "lun", 0, NONE }, { "fawrth", 1, NONE }, { "fercher", 2, NONE },
	{ "wener", 4, NONE },
	{ "morning", NONE, 0 }, { "afternoon", NONE, 1 },
	{ "evening", NONE, 2 },
	{ "bore", NONE, 0 }, { "prynhawn", NONE, 1 }, { "pnawn", NONE, 1 },
	{ "nos", NONE, 2 }, { "noson", NONE, 2 },
	{ "noswaith", NONE, 2 },
};
/* clang-format on */

static const struct when *
find_name(const char *word, size_t length)
{
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (length >= NAME_LETTERS_MIN &&
		    strncmp(names[i].name, word, length) == 0)
			return &names[i];
	return NULL;
}

/* Take one name into what is known; false if it says the same again. */
static bool
take_name(struct when *when, const struct when *name)
{
	if ((name->day != NONE && when->day != NONE) ||
	    (name->part != NONE && when->part != NONE))
		return false;
	if (name->day != NONE)
		when->day = name->day;
	if (name->part != NONE)
		when->part = name->part;
	return true;
}

/* What may stand between a day and a part of it. */
#define GAP " \t,"

/* "mon morning", in any order; false if it is not one day and one part. */
static bool
read_when(const char *text, size_t length, struct when *when)
{
	struct str piece = STR_EMPTY;
	struct str fold = STR_EMPTY;
	bool is_well = true;

	*when = (struct when){.day = NONE, .part = NONE};
	str_put_n(&piece, text, length);
	utf8_fold(&fold, piece.text);
	const char *word = fold.text + strspn(fold.text, GAP);
	while (*word && is_well) {
		size_t letters = strcspn(word, GAP);
		const struct when *name = find_name(word, letters);
		is_well = name && take_name(when, name);
		word += letters;
		word += strspn(word, GAP);
	}
	str_release(&fold);
	str_release(&piece);
	return is_well && when->day != NONE && when->part != NONE;
}

size_t
week_cell_of(const char *line, size_t length, const char **text)
{
	const char *colon = memchr(line, ':', length);
	struct when when;

	if (!colon || !read_when(line, (size_t)(colon - line), &when))
		return NONE;
	*text = colon + 1;
	*text += strspn(*text, " \t\r");
	return when.day * WEEK_PARTS + when.part;
}

/* Read one line into its cell. */
static bool
read_line(struct str cells[CELLS], const char *line, size_t length)
{
	const char *text;

	while (length > 0 && strchr(" \t\r", line[length - 1]))
		length--;
	if (length == 0)
		return true;
	size_t at = week_cell_of(line, length, &text);
	if (at == NONE)
		return false;
	if (text >= line + length)
		return true;
	struct str *cell = &cells[at];
	if (cell->length > 0)
		str_put_char(cell, '\n');
	str_put_n(cell, text, (size_t)(line + length - text));
	return true;
}

static void
set_problem(
    struct arena *arena, const char *line, size_t length, struct err *problem)
{
	if (problem)
		err_set(problem, WORD_WEEK_NO_CELL,
		    arena_copy_n(
			arena, line, utf8_fit(line, length, LINE_SHOWN, NULL)),
		    NULL);
}

bool
week_read(struct arena *arena, const char *typed, struct week *week,
    struct err *problem)
{
	struct str cells[CELLS];
	bool is_well = true;

	*week = (struct week){.cells = {{NULL}}};
	for (size_t i = 0; i < CELLS; i++)
		str_init(&cells[i]);
	while (typed && *typed && is_well) {
		size_t length = strcspn(typed, "\n");
		is_well = read_line(cells, typed, length);
		if (!is_well)
			set_problem(arena, typed, length, problem);
		typed += length + (typed[length] == '\n');
	}
	for (size_t i = 0; i < CELLS; i++) {
		if (is_well && cells[i].length > 0)
			week->cells[i / WEEK_PARTS][i % WEEK_PARTS] =
			    arena_copy(arena, cells[i].text);
		str_release(&cells[i]);
	}
	return is_well;
}

/* Put a cell, with a line break before each line but the very first. */
static void
put_cell(
    struct str *out, size_t start, size_t day, size_t part, const char *cell)
{
	while (cell) {
		size_t length = strcspn(cell, "\n");
		if (out->length > start)
			str_put_char(out, '\n');
		str_format(out, "%s %s: ", day_codes[day], part_codes[part]);
		str_put_n(out, cell, length);
		cell = cell[length] ? cell + length + 1 : NULL;
	}
}

void
week_put(struct str *out, const struct week *week)
{
	size_t start = out->length;

	for (size_t day = 0; day < WEEK_DAYS; day++)
		for (size_t part = 0; part < WEEK_PARTS; part++)
			put_cell(out, start, day, part, week->cells[day][part]);
}

enum word
week_day_word(size_t day)
{
	static const enum word words[WEEK_DAYS] = {WORD_DATE_MONDAY,
	    WORD_DATE_TUESDAY, WORD_DATE_WEDNESDAY, WORD_DATE_THURSDAY,
	    WORD_DATE_FRIDAY, WORD_DATE_SATURDAY, WORD_DATE_SUNDAY};

	return words[day];
}

enum word
week_part_word(size_t part)
{
	static const enum word words[WEEK_PARTS] = {
	    WORD_WEEK_MORNING, WORD_WEEK_AFTERNOON, WORD_WEEK_EVENING};

	return words[part];
}
