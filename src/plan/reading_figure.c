/*
 * What goes into a sum: the figure that an operand is in a row.
 *
 * A question that is not asked counts as nought, one that is not answered as
 * the number after `or` where the form gives one; that holds for both, since
 * neither was answered.  An answer of the wrong kind is no answer anyone may
 * guess at: it is missing.
 *
 * Refuses to know what a step does with it (reading_sum.c).  All memory is the
 * reading's arena.  Tested by tests/unit/plan_reading.c.
 */
#include "plan/reading_parts.h"

#include <assert.h>

#include "form/sum.h"

/* The points of all chosen options; NULL if one of them has none. */
static const struct exact *
points_of(
    struct arena *arena, const struct field *field, const struct value *value)
{
	const struct exact *points = exact_from_int(arena, 0);

	if (value->kind != VALUE_CODES)
		return NULL;
	for (size_t i = 0; i < value->count; i++) {
		const struct option *option =
		    field_option(field, value->codes[i]);
		if (!option || !option->points)
			return NULL;
		points = exact_add(arena, points, option->points);
	}
	return points;
}

struct trace_figure
figure_of_field(struct missing *missing, const struct operand *operand,
    size_t index, size_t slot)
{
	const struct reading *reading = missing->reading;
	const struct field *field = &reading->of.set->fields[index];
	const struct result *result = &reading->cells[index][slot].result;
	bool is_points = operand->kind == OPERAND_POINTS ||
			 operand->kind == OPERAND_TAG_POINTS;

	assert(slot < reading_slot_count(reading, field->repeat));
	struct trace_figure figure = {
	    .source = field->is_sum ? SOURCE_SUM
		      : is_points   ? SOURCE_POINTS
				    : SOURCE_ANSWER,
	    .index = index,
	    .row = reading_row(reading, field->repeat, slot),
	    .measure =
		is_points ? MEASURE_POINTS : measure_of_field(field, result),
	    .trace = result->trace,
	};
	if (result->state == STATE_ANSWERED) {
		figure.number =
		    is_points ? points_of(reading->arena, field, &result->value)
			      : result->value.number;
	} else if (operand->otherwise && result->state != STATE_WRONG) {
		figure.number = operand->otherwise;
		figure.is_otherwise = true;
	} else if (result->is_nought) {
		figure.number = exact_from_int(reading->arena, 0);
		figure.is_nought = true;
	}
	if (!figure.number)
		missing_add_field(missing, index, slot);
	return figure;
}

size_t
figure_slot(const struct field *field, const struct row_at *row)
{
	if (field->repeat == NONE)
		return 0;
	return field->repeat == row->repeat ? row->slot : NONE;
}

/* All fields with a tag as one figure: a factor has room for one. */
static struct trace_figure
figure_of_tag(struct missing *missing, const struct operand *operand,
    const struct row_at *row)
{
	const struct form_set *set = missing->reading->of.set;
	struct arena *arena = missing->reading->arena;
	struct trace_figure total = {
	    .source = SOURCE_TAG,
	    .index = NONE,
	    .number = exact_from_int(arena, 0),
	};

	for (size_t i = 0; i < set->field_count; i++) {
		size_t slot = figure_slot(&set->fields[i], row);
		if (slot == NONE ||
		    !field_has_tag(&set->fields[i], operand->tag))
			continue;
		struct trace_figure figure =
		    figure_of_field(missing, operand, i, slot);
		total.measure = figure.measure;
		if (total.number && figure.number)
			total.number =
			    exact_add(arena, total.number, figure.number);
		else
			total.number = NULL;
	}
	return total;
}

struct trace_figure
figure_of(struct missing *missing, const struct operand *operand,
    const struct row_at *row)
{
	const struct form_set *set = missing->reading->of.set;
	struct trace_figure figure = {
	    .index = NONE,
	    .measure = MEASURE_OPEN,
	};

	switch (operand->kind) {
	case OPERAND_NUMBER:
		figure.source = SOURCE_WRITTEN;
		figure.number = operand->number;
		break;
	case OPERAND_RATE:
		figure.source = SOURCE_RATE;
		figure.index = operand->index;
		figure.number = rate_on(
		    &set->rates[operand->index], missing->reading->of.today);
		if (!figure.number)
			missing_add_fault(missing, FAULT_RATE);
		break;
	case OPERAND_FIELD:
	case OPERAND_POINTS:
		return figure_of_field(missing, operand, operand->index,
		    figure_slot(&set->fields[operand->index], row));
	case OPERAND_TAG:
	case OPERAND_TAG_POINTS:
		return figure_of_tag(missing, operand, row);
	case OPERAND_NOTHING:
		break;
	}
	return figure;
}
