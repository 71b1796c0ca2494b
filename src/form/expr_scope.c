/*
 * Conditions: which question a name means, and what to say if none.
 *
 * Owns what can be seen from where: the plan from everywhere, a list's
 * questions from its own row alone.  Refuses to know what is done with the
 * question that is found.  Nothing is kept; texts for messages live in the
 * trap's arena.
 *
 * Tested by tests/unit/form_expr.c.
 */
#include "form/expr_scope.h"

#include <stdbool.h>

#include "base/nearest.h"
#include "base/str.h"

static bool
is_visible(const struct scope_use *use, const struct field *field)
{
	return field->repeat == NONE || field->repeat == use->repeat;
}

static bool
was_called(const struct field *field, const char *name)
{
	for (size_t i = 0; i < field->was_count; i++)
		if (text_is(field->was[i], name))
			return true;
	return false;
}

static bool
has_option(const struct field *field, const char *code)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (text_is(field->options[i].code, code))
			return true;
	return false;
}

static const struct repeat *
find_repeat(const struct scope *scope, const char *id)
{
	for (size_t i = 0; i < scope->repeat_count; i++)
		if (text_is(scope->repeats[i].id, id))
			return &scope->repeats[i];
	return NULL;
}

/*
 * What was probably meant by a name that no question has, or NULL: the new
 * name of an old one, or what looks most like it.
 */
static const char *
nearest_name(
    const struct scope *scope, const struct scope_use *use, struct arena *arena)
{
	const char *name = use->name->text;
	const char **ids =
	    arena_get(arena, (scope->field_count + 1) * sizeof(*ids));
	size_t count = 0;

	for (size_t i = 0; i < scope->field_count; i++) {
		const struct field *field = &scope->fields[i];
		if (was_called(field, name))
			return field->id;
		if (is_visible(use, field))
			ids[count++] = field->id;
	}
	ids[count++] = SCOPE_TODAY;
	return nearest_of(name, ids, count);
}

/* Does what stands before the name hold the question? */
static bool
check_table(const struct scope *scope, const struct scope_use *use,
    const struct field *field, struct trap *trap)
{
	const char *table = use->table->text;
	const char *holder = field->repeat == NONE
				 ? SCOPE_PLAN
				 : scope->repeats[field->repeat].id;

	if (text_is(table, holder))
		return true;
	if (text_is(table, SCOPE_PLAN) || find_repeat(scope, table))
		trap_complain(trap, use->table, holder, WORD_EXPR_NAME_NOT_IN,
		    field->id, table);
	else
		trap_complain(trap, use->table, holder, WORD_EXPR_TABLE_UNKNOWN,
		    table, NULL);
	return false;
}

const struct field *
scope_find(
    const struct scope *scope, const struct scope_use *use, struct trap *trap)
{
	const struct token *name = use->name;
	const struct field *field = map_get(scope->names, name->text);

	if (!field && find_repeat(scope, name->text))
		trap_complain(
		    trap, name, NULL, WORD_EXPR_NAME_LIST, name->text, NULL);
	else if (!field && use->beside && has_option(use->beside, name->text))
		trap_complain(trap, name, name->text, WORD_EXPR_NAME_OPTION,
		    name->text, NULL);
	else if (!field)
		trap_complain(trap, name, nearest_name(scope, use, trap->arena),
		    WORD_EXPR_NAME_UNKNOWN, name->text, NULL);
	else if (use->table && !check_table(scope, use, field, trap))
		return NULL;
	else if (!is_visible(use, field))
		trap_complain(trap, name, NULL, WORD_EXPR_NAME_ELSEWHERE,
		    name->text, scope->repeats[field->repeat].id);
	else
		return field;
	return NULL;
}
