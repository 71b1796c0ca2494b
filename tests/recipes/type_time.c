/*
 * Times of day: "14:30", and kept so.
 *
 * Planted by tests/recipes/field_type; the product has no such type.
 */
#include "form/type_rules.h"

#include <stdio.h>

static bool
read_time(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	const char *end;

	(void)field;
	(void)today;
	int hours = text_number(text, &end);
	if (hours < 1 || hours > 23 || *end != ':')
		return type_refuse(problem, WORD_VALUE_NO_TIME);
	int minutes = text_number(end + 1, &end);
	if (minutes < 1 || minutes > 59 || *end)
		return type_refuse(problem, WORD_VALUE_NO_TIME);
	value->kind = VALUE_TEXT;
	value->text = arena_format(arena, "%02d:%02d", hours, minutes);
	return true;
}

const struct type_rules type_rules_time = {
    .read = read_time,
    .put = type_put_text,
    .letters = 8,
};
