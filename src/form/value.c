/*
 * Values: what an answer means, and back.
 *
 * Owns how each field type reads what was typed (choices in value_choice.c,
 * the week grid in week.c), its canonical text, and how people read it.
 * Refuses to know where answers are kept and whether they are asked for.
 * Everything a value points at lives in the caller's arena or in the form.
 * Reading is total: any bytes give a value, if only a wrong one.
 *
 *	value_read(arena, field, "3 April 57", today, &value, &problem);
 *	value_put(&out, field, &value, "3 April 57", words);
 *
 * Tested by tests/unit/form_value.c, tests/fuzz/form_value.c.
 */
#include "form/value.h"

#include <string.h>

#include "base/date.h"
#include "base/money.h"
#include "form/value_choice.h"
#include "form/week.h"

enum {
	ROWS_MAX = 1000,  /* in one reference */
	FIGURES_SHOWN = 6 /* places behind the point */
};

/* --- Reading -------------------------------------------------------------- */

/* The text without the white space round it. */
static const char *
trimmed(struct arena *arena, const char *text)
{
	text = text_skip_space(text);
	size_t length = strlen(text);
	while (length > 0 && strchr(" \t\r\n\v\f", text[length - 1]))
		length--;
	return arena_copy_n(arena, text, length);
}

static bool
refuse(struct err *problem, enum word word)
{
	return problem ? err_set(problem, word, NULL) : false;
}

static bool
read_line(struct arena *arena, const char *text, struct value *value)
{
	char *line = arena_copy(arena, text);

	for (char *c = line; *c; c++)
		if (*c == '\n' || *c == '\r')
			*c = ' ';
	value->kind = VALUE_TEXT;
	value->text = line;
	return true;
}

static bool
read_long(const char *text, struct value *value)
{
	value->kind = VALUE_TEXT;
	value->text = text;
	return true;
}

static bool
read_date(struct arena *arena, const char *text, struct date today,
    struct value *value, struct err *problem)
{
	char iso[DATE_ISO_SIZE];

	if (!date_parse(text, today, &value->date))
		return refuse(problem, WORD_VALUE_NO_DATE);
	date_write_iso(value->date, iso);
	value->kind = VALUE_DATE;
	value->text = arena_copy(arena, iso);
	return true;
}

static bool
read_money(struct arena *arena, const char *text, struct value *value,
    struct err *problem)
{
	struct str plain = STR_EMPTY;

	if (!money_parse(text, &value->pence))
		return refuse(problem, WORD_VALUE_NO_MONEY);
	money_put_plain(&plain, value->pence);
	value->kind = VALUE_MONEY;
	value->number = money_to_exact(arena, value->pence);
	value->text = str_keep(&plain, arena);
	return true;
}

static bool
read_number(struct arena *arena, const char *text, struct value *value,
    struct err *problem, enum word sentence)
{
	struct str plain = STR_EMPTY;

	/* A fraction would have no plain decimal. */
	if (!strpbrk(text, "/%"))
		value->number = exact_parse(arena, text);
	if (!value->number)
		return refuse(problem, sentence);
	exact_put(&plain, value->number, EXACT_DIGITS_MAX);
	value->kind = VALUE_NUMBER;
	value->text = str_keep(&plain, arena);
	return true;
}

static bool
read_percent(struct arena *arena, const char *text, struct value *value,
    struct err *problem)
{
	size_t length = strlen(text);

	if (length > 0 && text[length - 1] == '%')
		text = trimmed(arena, arena_copy_n(arena, text, length - 1));
	return read_number(arena, text, value, problem, WORD_VALUE_NO_PERCENT);
}

/* Add a row, in ascending order and once. */
static void
add_row(int *rows, size_t *count, int row)
{
	size_t at = *count;

	while (at > 0 && rows[at - 1] > row)
		at--;
	if (at > 0 && rows[at - 1] == row)
		return;
	memmove(&rows[at + 1], &rows[at], (*count - at) * sizeof(*rows));
	rows[at] = row;
	(*count)++;
}

static bool
refuse_many(const struct field *field, struct err *problem)
{
	return problem ? err_set(problem, WORD_VALUE_TOO_MANY,
			     numeral_of(field->most).text, NULL)
		       : false;
}

static bool
read_rows(struct arena *arena, const struct field *field, const char *text,
    struct value *value, struct err *problem)
{
	static const char separators[] = " \t\r\n\v\f,;";
	struct str canonical = STR_EMPTY;
	int *rows = arena_get(arena, (ROWS_MAX + 1) * sizeof(*rows));
	size_t count = 0;

	for (text += strspn(text, separators); *text;) {
		const char *end = text;
		int row = text_number(text, &end);
		size_t between = strspn(end, separators);
		if (row == 0 || (between == 0 && *end) || count == ROWS_MAX)
			return refuse(problem, WORD_VALUE_NO_ROWS);
		add_row(rows, &count, row);
		text = end + between;
	}
	if (count == 0)
		return refuse(problem, WORD_VALUE_NO_ROWS);
	if (field->most > 0 && count > (size_t)field->most)
		return refuse_many(field, problem);
	value->kind = VALUE_ROWS;
	value->rows = rows;
	value->count = count;
	value_put_rows(&canonical, rows, count);
	value->text = str_keep(&canonical, arena);
	return true;
}

static bool
read_week(struct arena *arena, const char *text, struct value *value,
    struct err *problem)
{
	struct week week;
	struct str stored = STR_EMPTY;

	if (!week_read(arena, text, &week, problem))
		return false;
	week_put(&stored, &week);
	/* Days and parts with nothing after them are no answer. */
	if (stored.length > 0) {
		value->kind = VALUE_TEXT;
		value->text = arena_copy(arena, stored.text);
	}
	str_release(&stored);
	return true;
}

static bool
read_choice(struct arena *arena, const struct field *field, const char *text,
    struct value *value, struct err *problem)
{
	value->kind = VALUE_CODES;
	return choice_read(arena, field, text, value, problem);
}

/* Read by type; false, with a problem, if the type does not take it. */
static bool
read_typed(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	switch (field->type) {
	case TYPE_LINE:
		return read_line(arena, text, value);
	case TYPE_LONG:
		return read_long(text, value);
	case TYPE_CHOOSE_ONE:
	case TYPE_CHOOSE_MANY:
	case TYPE_YES_NO:
	case TYPE_YES_NO_UNSURE:
	case TYPE_DECISION:
		return read_choice(arena, field, text, value, problem);
	case TYPE_DATE:
		return read_date(arena, text, today, value, problem);
	case TYPE_MONEY:
		return read_money(arena, text, value, problem);
	case TYPE_NUMBER:
		return read_number(
		    arena, text, value, problem, WORD_VALUE_NO_NUMBER);
	case TYPE_PERCENT:
		return read_percent(arena, text, value, problem);
	case TYPE_ROWS:
		return read_rows(arena, field, text, value, problem);
	case TYPE_WEEK:
		return read_week(arena, text, value, problem);
	case TYPE_MAX:
		break;
	}
	return false;
}

void
value_read(struct arena *arena, const struct field *field, const char *typed,
    struct date today, struct value *value, struct err *problem)
{
	*value = (struct value){.kind = VALUE_NONE};
	if (text_is_blank(typed))
		return;
	if (!read_typed(
		arena, field, trimmed(arena, typed), today, value, problem))
		*value = (struct value){.kind = VALUE_WRONG};
}

/* --- Putting -------------------------------------------------------------- */

void
value_put_codes(struct str *out, const struct field *field,
    const char *const *codes, size_t count, const char *other)
{
	const char *last = NULL;
	size_t start = out->length;

	for (size_t i = 0; i < count; i++) {
		const struct option *option = field_option(field, codes[i]);
		if (other && option && option->is_other) {
			last = codes[i];
			continue;
		}
		if (out->length > start)
			str_put_char(out, ' ');
		str_put(out, codes[i]);
	}
	if (!last)
		return;
	if (out->length > start)
		str_put_char(out, ' ');
	str_format(out, "%s: %s", last, other);
}

void
value_put_rows(struct str *out, const int *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		str_format(out, i > 0 ? " %d" : "%d", rows[i]);
}

static void
put_choice(struct str *out, const struct field *field,
    const struct value *value, const struct words *words)
{
	for (size_t i = 0; i < value->count; i++) {
		const char *code = value->codes[i];
		const struct option *option = field_option(field, code);
		const char *label = NULL;
		if (option)
			label =
			    wording_get(&option->label, words_language(words));
		if (!label)
			label = code;
		if (i > 0)
			str_put(out, words_get(words, WORD_VALUE_JOIN));
		if (value->other && option && option->is_other)
			words_put(out, words, WORD_VALUE_OTHER, label,
			    value->other, NULL);
		else
			str_put(out, label);
	}
}

/* Each line of each cell, under its day and part. */
static void
put_week(struct str *out, const char *text, const struct words *words)
{
	struct arena *arena = arena_new();
	struct week week;
	size_t start = out->length;

	week_read(arena, text, &week, NULL);
	for (size_t i = 0; i < WEEK_DAYS * WEEK_PARTS; i++) {
		const char *cell = week.cells[i / WEEK_PARTS][i % WEEK_PARTS];
		if (!cell)
			continue;
		if (out->length > start)
			str_put_char(out, '\n');
		words_put(out, words, WORD_WEEK_CELL,
		    words_get(words, week_day_word(i / WEEK_PARTS)),
		    words_get(words, week_part_word(i % WEEK_PARTS)), cell,
		    NULL);
	}
	arena_free(arena);
}

void
value_put(struct str *out, const struct field *field, const struct value *value,
    const char *typed, const struct words *words)
{
	switch (value->kind) {
	case VALUE_NONE:
	case VALUE_ROWS:
		break;
	case VALUE_WRONG:
		if (typed)
			str_put(out, typed);
		break;
	case VALUE_TEXT:
		if (field->type == TYPE_WEEK)
			put_week(out, value->text, words);
		else
			str_put(out, value->text);
		break;
	case VALUE_CODES:
		put_choice(out, field, value, words);
		break;
	case VALUE_DATE:
		date_put(out, value->date, words);
		break;
	case VALUE_MONEY:
		money_put(out, value->pence);
		break;
	case VALUE_NUMBER:
		exact_put(out, value->number, FIGURES_SHOWN);
		if (field->type == TYPE_PERCENT)
			str_put_char(out, '%');
		break;
	}
}
