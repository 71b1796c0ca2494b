/*
 * What the figures of a sum count: points, pounds, hundredths or nothing, so
 * that a trace can say "9 points" and "£3.50".
 *
 * Answers know what they are; a number written in the form, and a rate, do
 * not, and are open until it shows from what they go into.  It never changes
 * a number.
 *
 * Tested by tests/unit/plan_trace.c.
 */
#include "plan/reading_parts.h"

#include "form/type.h"

enum measure
measure_of_field(const struct field *field, const struct result *result)
{
	if (result->trace)
		return result->trace->measure;
	if (field->type->takes == TAKES_MONEY)
		return MEASURE_MONEY;
	return field->type->rules->is_percent ? MEASURE_PERCENT
					      : MEASURE_NUMBER;
}

/* What comes out where two are added, taken away or compared. */
static enum measure
together(enum measure before, enum measure operand)
{
	if (operand == MEASURE_MONEY || before == MEASURE_OPEN)
		return operand;
	return before;
}

enum measure
measure_after(const struct trace_step *step, enum measure operand)
{
	enum measure before = step->measure_before;

	switch (step->step->operation) {
	case SUM_SUM:
	case SUM_RATE:
	case SUM_CHOOSE:
	case SUM_POINTS:
		return operand;
	case SUM_PLUS:
	case SUM_LESS:
	case SUM_AT_LEAST:
	case SUM_AT_MOST:
		return together(before, operand);
	case SUM_TIMES:
		return operand == MEASURE_MONEY ? operand : before;
	case SUM_DIVIDE:
		/* Pounds by pounds, or points by points, is how often. */
		return operand == before && before != MEASURE_OPEN
			   ? MEASURE_NUMBER
			   : before;
	case SUM_LOOKUP:
		return MEASURE_OPEN;
	case SUM_PERCENT:
	case SUM_ROUND:
	case SUM_OPERATION_MAX:
		break;
	}
	return before;
}

/* May what stood before the step count something else than what it made? */
static bool
turns(const struct trace_step *step)
{
	switch (step->step->operation) {
	case SUM_SUM:
	case SUM_RATE:
	case SUM_CHOOSE:
	case SUM_LOOKUP:
		return true;
	case SUM_TIMES:
		/* A rate is most often a price, and then that is the money. */
		return step->input_count > 0 &&
		       (step->inputs[0].figure.measure == MEASURE_MONEY ||
			   step->inputs[0].figure.source == SOURCE_RATE);
	default:
		return false;
	}
}

/*
 * In a sum of money the number at the end is money, and so, going back, is
 * every bare number that it was made from.  Elsewhere it counts nothing.
 */
void
measure_settle(struct trace *trace, struct trace_step *steps, bool is_money)
{
	if (is_money && trace->count > 0)
		steps[trace->count - 1].measure_after = MEASURE_MONEY;
	for (size_t i = trace->count; i-- > 0;) {
		struct trace_step *step = &steps[i];
		if (step->measure_after == MEASURE_OPEN)
			step->measure_after =
			    is_money ? MEASURE_MONEY : MEASURE_NUMBER;
		if (i + 1 < trace->count)
			steps[i + 1].measure_before = step->measure_after;
		is_money = is_money && !turns(step);
	}
	trace->measure = trace->count > 0
			     ? steps[trace->count - 1].measure_after
			     : MEASURE_NUMBER;
}
