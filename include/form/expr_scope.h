/*
 * The names in a condition and what they mean where, for the parts of
 * form/expr alone.
 */
#ifndef FORM_EXPR_SCOPE_H
#define FORM_EXPR_SCOPE_H

#include <stddef.h>

#include "base/map.h"
#include "form/expr_token.h"
#include "form/expr_trap.h"
#include "form/form.h"

/* What conditions write before a question outside lists, and for the day. */
#define SCOPE_PLAN "plan"
#define SCOPE_TODAY "today"

/* Everything that has a name; the arrays and the map are borrowed. */
struct scope {
	const struct field *fields;
	size_t field_count;
	const struct repeat *repeats;
	size_t repeat_count;
	const struct map *names; /* id to const struct field * */
};

/* Where in a condition a name stands. */
struct scope_use {
	size_t repeat;		   /* whose row is seen, or NONE */
	const struct token *table; /* what stands before the name, or NULL */
	const struct token *name;
	const struct field *beside; /* what it is compared with, or NULL */
};

/* The question that is meant; NULL, with a complaint, if there is none. */
const struct field *scope_find(const struct scope *scope,
    const struct scope_use *use, struct trap *trap);

#endif
