/*
 * Words: a line, and text of any length.
 *
 * Tested by tests/unit/form_value.c.
 */
#include "form/type_rules.h"

static bool
read_line(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	char *line = arena_copy(arena, text);

	(void)field;
	(void)today;
	(void)problem;
	for (char *c = line; *c; c++)
		if (*c == '\n' || *c == '\r')
			*c = ' ';
	value->kind = VALUE_TEXT;
	value->text = line;
	return true;
}

static bool
read_long(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	(void)arena;
	(void)field;
	(void)today;
	(void)problem;
	value->kind = VALUE_TEXT;
	value->text = text;
	return true;
}

const struct type_rules type_rules_line = {
    .read = read_line,
    .put = type_put_text,
};

const struct type_rules type_rules_long = {
    .read = read_long,
    .put = type_put_text,
};
