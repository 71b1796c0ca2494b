/*
 * Figures: money, numbers and hundredths.  All are exact.
 *
 * Tested by tests/unit/form_value.c.
 */
#include "form/type_rules.h"

#include <string.h>

#include "base/money.h"

enum { FIGURES_SHOWN = 6 /* places behind the point */ };

/* --- Money ---------------------------------------------------------------- */

static bool
read_money(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	struct str plain = STR_EMPTY;

	(void)field;
	(void)today;
	if (!money_parse(text, &value->pence))
		return type_refuse(problem, WORD_VALUE_NO_MONEY);
	money_put_plain(&plain, value->pence);
	value->kind = VALUE_MONEY;
	value->number = money_to_exact(arena, value->pence);
	value->text = str_keep(&plain, arena);
	return true;
}

static void
put_money(struct str *out, const struct field *field, const struct value *value,
    const struct words *words)
{
	(void)field;
	(void)words;
	money_put(out, value->pence);
}

/* --- Numbers -------------------------------------------------------------- */

static bool
read_figures(struct arena *arena, const char *text, struct value *value)
{
	struct str plain = STR_EMPTY;

	/* A fraction would have no plain decimal. */
	if (!strpbrk(text, "/%"))
		value->number = exact_parse(arena, text);
	if (!value->number)
		return false;
	exact_put(&plain, value->number, EXACT_DIGITS_MAX);
	value->kind = VALUE_NUMBER;
	value->text = str_keep(&plain, arena);
	return true;
}

static bool
read_number(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	(void)field;
	(void)today;
	return read_figures(arena, text, value) ||
	       type_refuse(problem, WORD_VALUE_NO_NUMBER);
}

static void
put_number(struct str *out, const struct field *field,
    const struct value *value, const struct words *words)
{
	(void)field;
	(void)words;
	exact_put(out, value->number, FIGURES_SHOWN);
}

/* --- Hundredths ----------------------------------------------------------- */

static bool
read_percent(struct arena *arena, const struct field *field, const char *text,
    struct date today, struct value *value, struct err *problem)
{
	size_t length = strlen(text);

	(void)field;
	(void)today;
	if (text[length - 1] == '%')
		length--;
	while (length > 0 && strchr(" \t\r\n\v\f", text[length - 1]))
		length--;
	return read_figures(arena, arena_copy_n(arena, text, length), value) ||
	       type_refuse(problem, WORD_VALUE_NO_PERCENT);
}

static void
put_percent(struct str *out, const struct field *field,
    const struct value *value, const struct words *words)
{
	put_number(out, field, value, words);
	str_put_char(out, '%');
}

const struct type_rules type_rules_money = {
    .read = read_money,
    .put = put_money,
    .letters = 14,
};

const struct type_rules type_rules_number = {
    .read = read_number,
    .put = put_number,
    .letters = 10,
};

const struct type_rules type_rules_percent = {
    .read = read_percent,
    .put = put_percent,
    .letters = 10,
    .is_percent = true,
};
