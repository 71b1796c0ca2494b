/*
 * Values: what an answer means, and back.
 *
 * Owns the canonical text of choices and rows; how an answer is read and shown
 * is in the rules of its type (form/type.h).
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

#include "form/type.h"

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

void
value_read(struct arena *arena, const struct field *field, const char *typed,
    struct date today, struct value *value, struct err *problem)
{
	*value = (struct value){.kind = VALUE_NONE};
	if (text_is_blank(typed))
		return;
	if (!field->type->rules->read(
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

/* Only here is it known which option the code in the problem names. */
void
value_put_problem(struct str *out, const struct field *field,
    const struct err *problem, const struct words *words)
{
	const struct option *option =
	    problem->word == WORD_VALUE_OPTION_ALONE
		? field_option(field, problem->arguments[0])
		: NULL;
	const char *label =
	    option ? wording_get(&option->label, words_language(words)) : NULL;

	if (label)
		words_put(out, words, problem->word, label, NULL);
	else
		err_put(out, problem, words);
}

void
value_put(struct str *out, const struct field *field, const struct value *value,
    const char *typed, const struct words *words)
{
	if (value->kind == VALUE_WRONG && typed)
		str_put(out, typed);
	else if (value->kind != VALUE_NONE && value->kind != VALUE_WRONG)
		field->type->rules->put(out, field, value, words);
}
