/*
 * A sandbox for the questions of the tests of conditions, each of which is
 * answered alike, and a column for each of them outside the list of people:
 * c48 is MEALS, c49 HELPERS, c24 VISITS, c0 COST, c3 LINE_COST, c54 STORY.  For
 * TestSuite(..., .init = start, .fini = stop).
 */
#ifndef RIG_FORM_SANDBOX_H
#define RIG_FORM_SANDBOX_H

#include "form/expr_sandbox.h"
#include "rig/form_conditions.h"

static struct arena *arena;
static struct sandbox *sandbox;
static struct expr_columns columns;
static struct value answer;

static const struct value *
get_answer(void *context, size_t field)
{
	(void)context;
	(void)field;
	return &answer;
}

static const struct expr_source source = {
    .get = get_answer, .today = {2026, 4, 1}};

static void
start(void)
{
	arena = arena_new();
	sandbox = sandbox_new();
	columns.count = 0;
	for (size_t i = 0; i < FIELDS; i++)
		if (fields[i].repeat != PEOPLE)
			expr_columns_put(&columns, i, fields[i].type->takes);
	answer = (struct value){.kind = VALUE_MONEY, .pence = 7};
}

static void
stop(void)
{
	sandbox_free(sandbox);
	arena_free(arena);
}

#endif
