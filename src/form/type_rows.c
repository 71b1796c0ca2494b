/*
 * Row references: numbers of rows of another list.  The field's rows_of says
 * of which; whoever shows them knows what its rows are called.
 *
 * Tested by tests/unit/form_value.c.
 */
#include "form/type_rules.h"

#include <string.h>

enum { ROWS_MAX = 1000 /* in one reference */ };

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
read_rows(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	static const char separators[] = " \t\r\n\v\f,;";
	struct str canonical = STR_EMPTY;
	int *rows = arena_get(arena, (ROWS_MAX + 1) * sizeof(*rows));
	size_t count = 0;

	(void)today;
	for (text += strspn(text, separators); *text;) {
		const char *end = text;
		int row = text_number(text, &end);
		size_t between = strspn(end, separators);
		if (row == 0 || (between == 0 && *end) || count == ROWS_MAX)
			return type_refuse(problem, WORD_VALUE_NO_ROWS);
		add_row(rows, &count, row);
		text = end + between;
	}
	if (count == 0)
		return type_refuse(problem, WORD_VALUE_NO_ROWS);
	if (field->most > 0 && count > (size_t)field->most)
		return type_refuse_many(field, problem);
	value->kind = VALUE_ROWS;
	value->rows = rows;
	value->count = count;
	value_put_rows(&canonical, rows, count);
	value->text = str_keep(&canonical, arena);
	return true;
}

/* The list's rows are somebody else's to name. */
static void
put_nothing(struct str *out, const struct field *field,
    const struct value *value, const struct words *words)
{
	(void)out;
	(void)field;
	(void)value;
	(void)words;
}

const struct type_rules type_rules_rows = {
    .read = read_rows,
    .put = put_nothing,
};
