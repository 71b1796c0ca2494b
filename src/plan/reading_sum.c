/*
 * Running the steps of a calculate, and keeping their trace.
 *
 * Which figures go into a step is decided here; what each is worth is
 * reading_figure.c's, what the step does with them form/sum.h's arithmetic,
 * what they count reading_measure.c's.  Every figure that goes in must be
 * known, or the sum is not known: then all steps are still gone through, so
 * that every missing answer is named at once.
 * A step that replaces the number (sum, rate, choose) begins anew: what was
 * missing before it does not matter any more.
 *
 * A field of a list is taken over all rows by `sum`, and from the row at hand
 * by everything else; so is what has a tag.
 *
 * All memory is the reading's arena.  Tested by tests/unit/plan_reading.c and,
 * against an independent program, by tests/differential.
 */
#include "plan/reading_parts.h"

#include <string.h>

#include "base/money.h"
#include "base/str.h"
#include "form/sum.h"
#include "form/table.h"
#include "form/type.h"

/* One calculate being added up. */
struct adding {
	struct reading *reading;
	const struct field *field;
	size_t slot;
	struct trace *trace;
	struct trace_step *step; /* the one at hand */
	bool has_begun, is_known;
	const struct exact *number; /* so far; NULL unless begun and known */
	enum measure measure;
	struct missing missing;
	struct trace_input *inputs;
	size_t input_count, input_capacity;
};

/* Figures gathered for one step, added together. */
struct total {
	const struct exact *number; /* NULL as soon as one is not known */
	enum measure measure;
};

/* --- Gathering ------------------------------------------------------------ */

static bool
is_illustrative(const struct trace_figure *figure)
{
	return figure->trace && figure->trace->is_illustrative;
}

/* Put one input down and add it to the total. */
static void
add_input(
    struct adding *adding, struct total *total, const struct trace_input *input)
{
	struct arena *arena = adding->reading->arena;
	const struct exact *number = input->figure.number;
	bool is_first = adding->input_count == 0;
	enum measure measure = input->figure.measure;

	adding->inputs = mem_grow(adding->inputs, adding->input_count,
	    &adding->input_capacity, sizeof(struct trace_input));
	adding->inputs[adding->input_count++] = *input;
	if (is_illustrative(&input->figure) || is_illustrative(&input->times))
		adding->trace->is_illustrative = true;
	if (input->times.source != SOURCE_NOTHING) {
		if (number && input->times.number)
			number =
			    exact_multiply(arena, number, input->times.number);
		else
			number = NULL;
		if (input->times.measure == MEASURE_MONEY)
			measure = MEASURE_MONEY;
	}
	if (is_first || measure == MEASURE_MONEY)
		total->measure = measure;
	if (!number || !total->number) {
		total->number = NULL;
		return;
	}
	total->number = exact_add(arena, total->number, number);
	if (exact_size(total->number) > SUM_LIMBS_MAX) {
		missing_add_fault(&adding->missing, FAULT_SIZE);
		total->number = NULL;
	}
}

/* A field over all rows of its list, or over those where a condition holds. */
static struct total
gather_rows(struct adding *adding)
{
	const struct reading *reading = adding->reading;
	const struct sum_step *step = adding->step->step;
	size_t field = step->operand.index;
	struct row_at row = {.repeat = reading->of.set->fields[field].repeat};
	size_t count = reading_slot_count(reading, row.repeat);
	struct total total = {
	    .number = exact_from_int(reading->arena, 0),
	    .measure = MEASURE_OPEN,
	};

	for (row.slot = 0; row.slot < count; row.slot++) {
		enum truth truth = TRUTH_TRUE;
		if (step->where)
			truth = reading_judge(reading, step->where, row.slot);
		if (truth == TRUTH_FALSE)
			continue;
		if (truth == TRUTH_UNKNOWN) {
			missing_add_condition(
			    &adding->missing, step->where, row.slot);
			total.number = NULL;
			continue;
		}
		struct trace_input input = {
		    .figure = figure_of_field(
			&adding->missing, &step->operand, field, row.slot),
		    .times = {.index = NONE},
		};
		if (step->times.kind != OPERAND_NOTHING)
			input.times =
			    figure_of(&adding->missing, &step->times, &row);
		add_input(adding, &total, &input);
	}
	return total;
}

/* Everything that an operand stands for, each for itself. */
static struct total
gather(struct adding *adding, const struct operand *operand)
{
	const struct form_set *set = adding->reading->of.set;
	struct row_at row = {adding->field->repeat, adding->slot};
	struct total total = {
	    .number = exact_from_int(adding->reading->arena, 0),
	    .measure = MEASURE_OPEN,
	};
	struct trace_input input = {.times = {.index = NONE}};

	if (operand->kind != OPERAND_TAG &&
	    operand->kind != OPERAND_TAG_POINTS) {
		input.figure = figure_of(&adding->missing, operand, &row);
		add_input(adding, &total, &input);
		return total;
	}
	for (size_t i = 0; i < set->field_count; i++) {
		size_t slot = figure_slot(&set->fields[i], &row);
		if (slot == NONE ||
		    !field_has_tag(&set->fields[i], operand->tag))
			continue;
		input.figure =
		    figure_of_field(&adding->missing, operand, i, slot);
		add_input(adding, &total, &input);
	}
	return total;
}

/* The first choice whose condition holds; the sum is not known without. */
static struct total
choose(struct adding *adding)
{
	const struct sum_step *step = adding->step->step;
	struct total total = {.measure = MEASURE_OPEN};

	for (size_t i = 0; i < step->choice_count; i++) {
		const struct sum_choice *choice = &step->choices[i];
		enum truth truth = TRUTH_TRUE;
		if (choice->condition)
			truth = reading_judge(
			    adding->reading, choice->condition, adding->slot);
		if (truth == TRUTH_FALSE)
			continue;
		if (truth == TRUTH_UNKNOWN) {
			missing_add_condition(
			    &adding->missing, choice->condition, adding->slot);
			return total;
		}
		adding->step->choice = i;
		return gather(adding, &choice->operand);
	}
	missing_add_fault(&adding->missing, FAULT_CHOICE);
	return total;
}

/* --- Steps ---------------------------------------------------------------- */

static bool
is_replacing(enum sum_operation operation)
{
	return operation == SUM_SUM || operation == SUM_RATE ||
	       operation == SUM_CHOOSE;
}

/* Look the number so far up; the step's operand is then what was found. */
static struct total
look_up(struct adding *adding)
{
	const struct form_set *set = adding->reading->of.set;
	const struct table *table = &set->tables[adding->step->step->table];
	struct total total = {.measure = MEASURE_OPEN};

	if (!adding->number)
		return total;
	total.number = table_look_up(adding->reading->arena, table,
	    adding->number, &adding->step->table_row);
	if (!total.number)
		missing_add_fault(&adding->missing, FAULT_TABLE);
	return total;
}

static struct total
find_operand(struct adding *adding)
{
	switch (adding->step->step->operation) {
	case SUM_LOOKUP:
		return look_up(adding);
	case SUM_CHOOSE:
		return choose(adding);
	case SUM_ROUND:
		return (struct total){.number = adding->number};
	case SUM_SUM:
		if (adding->step->step->operand.kind == OPERAND_FIELD)
			return gather_rows(adding);
		return gather(adding, &adding->step->step->operand);
	default:
		return gather(adding, &adding->step->step->operand);
	}
}

/* The number after the step, or NULL if it is not known. */
static const struct exact *
apply(struct adding *adding, const struct exact *operand)
{
	const struct sum_step *step = adding->step->step;
	struct arena *arena = adding->reading->arena;
	const struct exact *before = adding->number;

	if (!operand || !adding->is_known)
		return NULL;
	if (!before)
		before = exact_from_int(arena, 0);
	const struct exact *after = sum_apply(arena, step, before, operand);
	if (!after && step->operation == SUM_DIVIDE && exact_sign(operand) == 0)
		missing_add_fault(&adding->missing, FAULT_DIVIDE);
	else if (!after)
		missing_add_fault(&adding->missing, FAULT_SIZE);
	return after;
}

static const struct trace_input *
copy_inputs(const struct adding *adding)
{
	size_t size = adding->input_count * sizeof(struct trace_input);
	struct trace_input *inputs = arena_get(adding->reading->arena, size);

	if (size > 0)
		memcpy(inputs, adding->inputs, size);
	return inputs;
}

static void
run_step(struct adding *adding, struct trace_step *step)
{
	adding->step = step;
	adding->missing.step = (size_t)(step - adding->trace->steps);
	adding->input_count = 0;
	step->table_row = NONE;
	step->choice = NONE;
	if (is_replacing(step->step->operation)) {
		adding->is_known = true;
		missing_clear(&adding->missing);
	}
	step->before = adding->has_begun ? adding->number : NULL;
	step->measure_before = adding->measure;
	struct total operand = find_operand(adding);
	step->measure_after = measure_after(step, operand.measure);
	step->after = apply(adding, operand.number);
	step->took_effect = step->before && step->after &&
			    exact_compare(step->before, step->after) != 0;
	step->input_count = adding->input_count;
	step->inputs = copy_inputs(adding);
	adding->has_begun = true;
	adding->number = step->after;
	adding->measure = step->measure_after;
	adding->is_known = step->after != NULL;
}

/* --- The whole sum -------------------------------------------------------- */

static const char *
write_pence(struct arena *arena, int64_t pence)
{
	struct str text = STR_EMPTY;

	money_put_plain(&text, pence);
	return str_keep(&text, arena);
}

/* An exact decimal where there is one, else a fraction. */
static const char *
write_number(struct arena *arena, const struct exact *number)
{
	enum { PLACES = 40 };
	struct str text = STR_EMPTY;
	exact_put(&text, number, PLACES);
	if (strstr(text.text, "...")) {
		str_clear(&text);
		exact_put_ratio(&text, number);
	}
	return str_keep(&text, arena);
}

static void
finish(struct adding *adding, struct result *result)
{
	struct arena *arena = adding->reading->arena;
	struct trace *trace = adding->trace;
	bool is_money = adding->field->type->takes == TAKES_MONEY;
	int64_t pence = 0;

	if (adding->number && is_money &&
	    !money_from_exact(adding->number, &pence)) {
		missing_add_fault(&adding->missing, FAULT_PENCE);
		adding->number = NULL;
	}
	trace->result = adding->number;
	missing_finish(&adding->missing);
	mem_free(adding->inputs);
	result->trace = trace;
	result->state = adding->number ? STATE_ANSWERED : STATE_OPEN;
	if (!adding->number)
		return;
	result->value = (struct value){
	    .kind = is_money ? VALUE_MONEY : VALUE_NUMBER,
	    .text = is_money ? write_pence(arena, pence)
			     : write_number(arena, adding->number),
	    .pence = pence,
	    .number = adding->number,
	};
}

void
reading_add_up(struct reading *reading, const struct field *field, size_t slot)
{
	size_t index = (size_t)(field - reading->of.set->fields);
	struct trace *trace = arena_get(reading->arena, sizeof(*trace));
	struct trace_step *steps =
	    arena_get(reading->arena, field->step_count * sizeof(*steps));

	trace->field = index;
	trace->row = reading_row(reading, field->repeat, slot);
	trace->steps = steps;
	trace->count = field->step_count;
	trace->is_illustrative =
	    field->scheme != NONE &&
	    reading->of.set->schemes[field->scheme].is_illustrative;
	struct adding adding = {
	    .reading = reading,
	    .field = field,
	    .slot = slot,
	    .trace = trace,
	    .step = steps,
	    .is_known = true,
	    .measure = MEASURE_OPEN,
	    .missing = {.reading = reading, .trace = trace},
	};
	for (size_t i = 0; i < field->step_count; i++) {
		steps[i].step = &field->steps[i];
		run_step(&adding, &steps[i]);
	}
	measure_settle(trace, steps, field->type->takes == TAKES_MONEY);
	finish(&adding, &reading->cells[index][slot].result);
}
