/*
 * A sandbox with the questions of the tests of conditions, each of which is
 * answered alike; for TestSuite(..., .init = start, .fini = stop).
 */
#ifndef RIG_FORM_SANDBOX_H
#define RIG_FORM_SANDBOX_H

#include "form/expr_sandbox.h"
#include "rig/form_conditions.h"

static struct arena *arena;
static struct sandbox *sandbox;
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
	sandbox = sandbox_new(fields, FIELDS, REPEATS);
	answer = (struct value){.kind = VALUE_MONEY, .pence = 7};
}

static void
stop(void)
{
	sandbox_free(sandbox);
	arena_free(arena);
}

#endif
