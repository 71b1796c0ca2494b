/*
 * Sums: what one step of a calculate block does to a number.
 *
 * Owns the arithmetic of the steps.  Refuses to know where operands come from,
 * what a missing answer does and how a trace is told: plan/reading.h does.
 * Numbers are exact; only a `round` rounds.  They live in the caller's arena,
 * and none may grow without bound, since forms could multiply for ever.
 *
 *	after = sum_apply(arena, step, before, operand);
 *
 * Tested by tests/unit/form_sum.c.
 */
#include "form/sum.h"

#include <assert.h>

enum { HUNDRED = 100 };

static const struct exact *
take_percent(
    struct arena *arena, const struct exact *whole, const struct exact *percent)
{
	return exact_divide(arena, exact_multiply(arena, whole, percent),
	    exact_from_int(arena, HUNDRED));
}

/* The result of a step, of whatever size. */
static const struct exact *
apply(struct arena *arena, const struct sum_step *step,
    const struct exact *before, const struct exact *operand)
{
	switch (step->operation) {
	case SUM_SUM:
	case SUM_LOOKUP:
	case SUM_RATE:
	case SUM_CHOOSE:
		return operand;
	case SUM_POINTS:
	case SUM_PLUS:
		return exact_add(arena, before, operand);
	case SUM_LESS:
		return exact_subtract(arena, before, operand);
	case SUM_TIMES:
		return exact_multiply(arena, before, operand);
	case SUM_DIVIDE:
		return exact_divide(arena, before, operand);
	case SUM_PERCENT:
		return take_percent(arena, before, operand);
	case SUM_AT_LEAST:
		return exact_compare(before, operand) < 0 ? operand : before;
	case SUM_AT_MOST:
		return exact_compare(before, operand) > 0 ? operand : before;
	case SUM_ROUND:
		return exact_round(arena, before, step->unit, step->rounding);
	case SUM_OPERATION_MAX:
		break;
	}
	return NULL;
}

const struct exact *
sum_apply(struct arena *arena, const struct sum_step *step,
    const struct exact *before, const struct exact *operand)
{
	assert(before);
	assert(operand || step->operation == SUM_ROUND);
	const struct exact *after = apply(arena, step, before, operand);

	return after && exact_size(after) <= SUM_LIMBS_MAX ? after : NULL;
}
