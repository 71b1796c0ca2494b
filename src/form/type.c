/*
 * The table of field types, made from form/type.def.
 *
 * Owns their names, and what can be said of a type without knowing which it
 * is.  How each is read and shown are its rules, in type_*.c.  Everything here
 * is constant; there is no memory to free.
 *
 * Tested by tests/unit/form_type.c, and by tests/recipes, which adds one.
 */
#include "form/type.h"

#include "base/attr.h"
#include "base/nearest.h"
#include "form/type_rules.h"

#define TYPE(id, type_name, type_takes, type_way, type_rules_of, type_about)   \
	const struct type type_##id = {.name = type_name,                      \
	    .takes = type_takes,                                               \
	    .way = WAY_##type_way,                                             \
	    .rules = &type_rules_##type_rules_of,                              \
	    .about = type_about};
#include "form/type.def"
#undef TYPE

static const struct type *const types[] = {
#define TYPE(id, name, takes, way, rules, about) &type_##id,
#include "form/type.def"
#undef TYPE
};

const struct type *
type_at(size_t index)
{
	return index < ARRAY_LENGTH(types) ? types[index] : NULL;
}

const struct type *
type_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
		if (text_is(types[i]->name, name))
			return types[i];
	return NULL;
}

const struct type *
type_nearest(const char *name)
{
	const char *names[ARRAY_LENGTH(types)];

	for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
		names[i] = types[i]->name;
	const char *nearest = nearest_of(name, names, ARRAY_LENGTH(names));
	return nearest ? type_find(nearest) : NULL;
}

bool
type_is_figure(const struct type *type)
{
	return (type->takes & (TAKES_MONEY | TAKES_NUMBER)) != 0;
}

bool
type_is_words(const struct type *type)
{
	return (type->takes & TAKES_TEXT) != 0 && type->way != WAY_WEEK;
}

bool
type_is_long(const struct type *type)
{
	return type->way == WAY_TEXT || type->way == WAY_WEEK;
}

/* --- For the rules of types ----------------------------------------------- */

bool
type_refuse(struct err *problem, enum word word)
{
	return problem ? err_set(problem, word, NULL) : false;
}

bool
type_refuse_many(const struct field *field, struct err *problem)
{
	return problem ? err_set(problem, WORD_VALUE_TOO_MANY,
			     numeral_of(field->most).text, NULL)
		       : false;
}

void
type_put_text(struct str *out, const struct field *field,
    const struct value *value, const struct words *words)
{
	(void)field;
	(void)words;
	str_put(out, value->text);
}
