/*
 * Dates: as people write them, and kept as ISO 8601.
 *
 * Tested by tests/unit/form_value.c.
 */
#include "form/type_rules.h"

static bool
read_date(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	char iso[DATE_ISO_SIZE];

	(void)field;
	if (!date_parse(text, today, &value->date))
		return type_refuse(problem, WORD_VALUE_NO_DATE);
	date_write_iso(value->date, iso);
	value->kind = VALUE_DATE;
	value->text = arena_copy(arena, iso);
	return true;
}

static void
put_date(struct str *out, const struct field *field, const struct value *value,
    const struct words *words)
{
	(void)field;
	date_put(out, value->date, words);
}

const struct type_rules type_rules_date = {
    .read = read_date,
    .put = put_date,
    .letters = 20,
};
