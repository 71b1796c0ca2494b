/*
 * What stands in the way of a sum: the answers that would make it known, or
 * the fault for which it can never be.
 *
 * A figure that is not known is followed down to questions that somebody can
 * answer now: through inner sums to what they miss, and through conditions
 * that are unknown to what they wait for.  Each is named once.
 *
 * The list grows on the heap until missing_finish() keeps it in the trace.
 *
 * Tested by tests/unit/plan_reading.c.
 */
#include "plan/reading_parts.h"

/* Conditions that hide conditions are followed this deep. */
enum { DEPTH_MAX = 32 };

/* The cell of what is missing, which knows who missed it. */
static struct reading_cell *
cell_of(const struct missing *missing, size_t field, int row)
{
	const struct reading *reading = missing->reading;
	size_t repeat = reading->of.set->fields[field].repeat;

	return &reading->cells[field][reading_slot(reading, repeat, row)];
}

/* The cells may be another reading's, and outlive the sum. */
static void
forget_cells(struct missing *missing)
{
	for (size_t i = 0; i < missing->count; i++)
		cell_of(missing, missing->items[i].field, missing->items[i].row)
		    ->missed_by = NULL;
}

void
missing_clear(struct missing *missing)
{
	forget_cells(missing);
	missing->count = 0;
	missing->trace->fault = FAULT_NONE;
	missing->trace->fault_of = NULL;
}

/* The first fault counts; what comes after it may follow from it. */
void
missing_add_fault(struct missing *missing, enum trace_fault fault)
{
	struct trace *trace = missing->trace;

	if (trace->fault != FAULT_NONE)
		return;
	trace->fault = fault;
	trace->fault_of = trace;
	trace->fault_step = missing->step;
}

static void
add_answer(struct missing *missing, size_t field, int row)
{
	struct reading_cell *cell = cell_of(missing, field, row);

	if (cell->missed_by == missing->trace)
		return;
	cell->missed_by = missing->trace;
	missing->items = mem_grow(missing->items, missing->count,
	    &missing->capacity, sizeof(struct trace_missing));
	missing->items[missing->count++] =
	    (struct trace_missing){.field = field, .row = row};
}

/* An inner sum is not known: what it misses is missing here. */
static void
add_inner(struct missing *missing, const struct trace *inner)
{
	struct trace *trace = missing->trace;

	for (size_t i = 0; i < inner->missing_count; i++)
		add_answer(
		    missing, inner->missing[i].field, inner->missing[i].row);
	if (inner->fault == FAULT_NONE || trace->fault != FAULT_NONE)
		return;
	trace->fault = inner->fault;
	trace->fault_of = inner->fault_of;
	trace->fault_step = inner->fault_step;
}

/* Has this question been followed already?  It has from now on. */
static bool
is_followed(struct missing *missing, size_t field, size_t slot)
{
	for (size_t i = 0; i < missing->followed_count; i++)
		if (missing->followed[i].field == field &&
		    missing->followed[i].slot == slot)
			return true;
	missing->followed = mem_grow(missing->followed, missing->followed_count,
	    &missing->followed_capacity, sizeof(*missing->followed));
	missing->followed[missing->followed_count].field = field;
	missing->followed[missing->followed_count++].slot = slot;
	return false;
}

static bool follow_field(
    struct missing *missing, size_t index, size_t slot, int depth);

/* Each of these returns whether it found something to wait for. */
static bool
follow_condition(struct missing *missing, const struct condition *condition,
    size_t slot, int depth)
{
	const struct reading *reading = missing->reading;
	bool is_found = false;

	for (size_t i = 0; condition && i < condition->read_count; i++) {
		size_t field = condition->reads[i];
		size_t repeat = reading->of.set->fields[field].repeat;
		const struct reading_cell *cell =
		    reading_see(reading, field, condition->repeat, slot);
		if (cell && cell->result.state != STATE_ANSWERED)
			is_found |= follow_field(missing, field,
			    repeat == NONE ? 0 : slot, depth + 1);
	}
	return is_found;
}

/* What decides whether a field is asked that is hidden for want of it. */
static bool
follow_hidden(
    struct missing *missing, const struct field *field, size_t slot, int depth)
{
	const struct form_set *set = missing->reading->of.set;
	bool is_found = follow_condition(missing, field->ask_if, slot, depth);

	if (field->page != NONE)
		is_found |= follow_condition(
		    missing, set->pages[field->page].ask_if, NONE, depth);
	if (field->repeat != NONE) {
		const struct repeat *repeat = &set->repeats[field->repeat];
		is_found |=
		    follow_condition(missing, repeat->ask_if, NONE, depth);
		is_found |= follow_condition(
		    missing, set->pages[repeat->page].ask_if, NONE, depth);
	}
	return is_found;
}

static bool
follow_field(struct missing *missing, size_t index, size_t slot, int depth)
{
	const struct reading *reading = missing->reading;
	const struct field *field = &reading->of.set->fields[index];
	const struct result *result = &reading->cells[index][slot].result;
	bool is_hidden =
	    result->state == STATE_HIDDEN || result->state == STATE_ASLEEP;

	if (result->is_nought || depth > DEPTH_MAX ||
	    is_followed(missing, index, slot))
		return false;
	if (is_hidden)
		return follow_hidden(missing, field, slot, depth);
	if (result->state == STATE_OPEN && result->trace)
		add_inner(missing, result->trace);
	else
		add_answer(
		    missing, index, reading_row(reading, field->repeat, slot));
	return true;
}

/* A figure is wanted and not known. */
void
missing_add_field(struct missing *missing, size_t field, size_t slot)
{
	missing->followed_count = 0;
	if (!follow_field(missing, field, slot, 0))
		missing_add_fault(missing, FAULT_CONDITION);
}

/* A condition stands in the way and is unknown. */
void
missing_add_condition(
    struct missing *missing, const struct condition *condition, size_t slot)
{
	missing->followed_count = 0;
	if (!follow_condition(missing, condition, slot, 0))
		missing_add_fault(missing, FAULT_CONDITION);
}

void
missing_finish(struct missing *missing)
{
	forget_cells(missing);
	missing->trace->missing_count = missing->count;
	missing->trace->missing = arena_keep(missing->reading->arena,
	    missing->items, missing->count, sizeof(struct trace_missing));
	mem_free(missing->followed);
}
