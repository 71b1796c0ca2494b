/*
 * Checking sums: that every step has a number to work with, and that no part
 * of a penny is left at the end.
 *
 * Owns which operands make sense where.  A sum of money is followed step by
 * step: what can leave parts of a penny must be rounded later, because what
 * is stored and printed is whole pence.  Refuses to read steps (link_sum.c)
 * and to work anything out (sum.c).
 *
 * Tested by tests/unit/form_check.c.
 */
#include "form/check.h"

#include "base/str.h"
#include "form/loader.h"
#include "form/sum.h"
#include "form/type.h"

/* The sum in hand. */
struct checking {
	struct loader *loader;
	const struct field *field;
	const struct sum_step *step;
	const struct exact *penny;
};

static void
complain(const struct checking *checking, enum word word, const char *argument)
{
	loader_complain(
	    checking->loader, checking->step->place, word, argument);
}

/* --- Has it a number? ----------------------------------------------------- */

static bool
has_number(const struct field *field)
{
	return type_is_figure(field->type);
}

static bool
has_points(const struct field *field)
{
	/* All options have points, or none has. */
	return field->option_count > 0 && field->options[0].points;
}

static void
check_side(
    const struct checking *checking, const struct field *field, bool by_points)
{
	if (by_points && !has_points(field))
		complain(checking, WORD_LOAD_POINTS_NONE, field->id);
	else if (!by_points && !has_number(field))
		report_add(checking->loader->report, SEVERITY_ERROR,
		    checking->step->place, WORD_LOAD_OPERAND_TYPE, field->id,
		    field->type->name, NULL);
}

/* A field in rows can be read only from within its own row. */
static void
check_row_seen(const struct checking *checking, const struct field *field)
{
	if (field->repeat == NONE || field->repeat == checking->field->repeat)
		return;
	report_add(checking->loader->report, SEVERITY_ERROR,
	    checking->step->place, WORD_LOAD_OPERAND_ROW, field->id,
	    checking->loader->repeats[field->repeat].id, NULL);
}

static void
check_tagged(const struct checking *checking, const char *tag, bool by_points)
{
	const struct form_set *set = checking->loader->set;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		if (!field_has_tag(field, tag))
			continue;
		check_side(checking, field, by_points);
		check_row_seen(checking, field);
	}
}

static void
check_operand(const struct checking *checking, const struct operand *operand)
{
	const struct field *fields = checking->loader->fields;
	bool by_points = operand->kind == OPERAND_POINTS ||
			 operand->kind == OPERAND_TAG_POINTS;

	switch (operand->kind) {
	case OPERAND_FIELD:
	case OPERAND_POINTS:
		check_side(checking, &fields[operand->index], by_points);
		check_row_seen(checking, &fields[operand->index]);
		break;
	case OPERAND_TAG:
	case OPERAND_TAG_POINTS:
		check_tagged(checking, operand->tag, by_points);
		break;
	case OPERAND_NOTHING:
	case OPERAND_NUMBER:
	case OPERAND_RATE:
		break;
	}
}

/* --- Steps ---------------------------------------------------------------- */

/* `sum: FIELD` runs over rows; `where` and `times` go with the row. */
static void
check_over_rows(const struct checking *checking)
{
	const struct sum_step *step = checking->step;
	const struct field *fields = checking->loader->fields;

	if (step->operand.kind == OPERAND_TAG) {
		check_tagged(checking, step->operand.tag, false);
		if (step->where || step->times.kind != OPERAND_NOTHING)
			complain(checking, WORD_LOAD_WHERE_ROWS, NULL);
		return;
	}
	if (step->operand.kind != OPERAND_FIELD)
		return;
	const struct field *summed = &fields[step->operand.index];
	check_side(checking, summed, false);
	if (summed->repeat == NONE) {
		complain(checking, WORD_LOAD_SUM_ROWS, summed->id);
		return;
	}
	struct field row = *checking->field;
	row.repeat = summed->repeat;
	struct checking in_row = *checking;
	in_row.field = &row;
	check_operand(&in_row, &step->times);
}

static void
check_choices(const struct checking *checking)
{
	const struct sum_step *step = checking->step;

	for (size_t i = 0; i < step->choice_count; i++) {
		check_operand(checking, &step->choices[i].operand);
		if (!step->choices[i].condition && i + 1 < step->choice_count)
			complain(checking, WORD_LOAD_CHOICE_LAST, NULL);
	}
}

static bool
is_nought(const struct operand *operand)
{
	return operand->kind == OPERAND_NUMBER &&
	       exact_sign(operand->number) == 0;
}

/* Steps that begin a sum, and those that have nothing to work on first. */
static void
check_position(const struct checking *checking, size_t at)
{
	switch (checking->step->operation) {
	case SUM_SUM:
	case SUM_RATE:
	case SUM_CHOOSE:
		if (at > 0)
			complain(checking, WORD_LOAD_STEP_REPLACES, NULL);
		break;
	case SUM_TIMES:
	case SUM_DIVIDE:
	case SUM_PERCENT:
	case SUM_LOOKUP:
	case SUM_ROUND:
		if (at == 0)
			complain(checking, WORD_LOAD_STEP_FIRST, NULL);
		break;
	case SUM_POINTS:
	case SUM_PLUS:
	case SUM_LESS:
	case SUM_AT_LEAST:
	case SUM_AT_MOST:
	case SUM_OPERATION_MAX:
		break;
	}
}

static void
check_step(const struct checking *checking, size_t at)
{
	const struct sum_step *step = checking->step;

	check_position(checking, at);
	if (step->operation == SUM_SUM)
		check_over_rows(checking);
	else
		check_operand(checking, &step->operand);
	check_choices(checking);
	if (step->operation == SUM_DIVIDE && is_nought(&step->operand))
		complain(checking, WORD_LOAD_DIVIDE_NOUGHT, NULL);
}

/* --- Parts of a penny ----------------------------------------------------- */

/* Is a number so many of the unit, with nothing left over? */
static bool
is_in(const struct checking *checking, const struct exact *number,
    const struct exact *unit)
{
	return !number || exact_is_whole(exact_divide(
			      checking->loader->arena, number, unit));
}

static bool
is_pence(const struct checking *checking, const struct exact *pounds)
{
	return is_in(checking, pounds, checking->penny);
}

static bool
points_are_in(const struct checking *checking, const struct field *field,
    const struct exact *unit)
{
	for (size_t i = 0; i < field->option_count; i++) {
		if (!is_in(checking, field->options[i].points, unit))
			return false;
	}
	return true;
}

static bool
tagged_are_pence(const struct checking *checking, const struct operand *tagged)
{
	const struct form_set *set = checking->loader->set;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		if (!field_has_tag(field, tagged->tag))
			continue;
		if (tagged->kind == OPERAND_TAG
			? field->type->takes != TAKES_MONEY
			: !points_are_in(checking, field, checking->penny))
			return false;
	}
	return true;
}

static bool
rate_is_in(
    const struct checking *checking, size_t index, const struct exact *unit)
{
	const struct rate *rate = &checking->loader->set->rates[index];

	for (size_t i = 0; i < rate->value_count; i++) {
		if (!is_in(checking, rate->values[i].value, unit))
			return false;
	}
	return true;
}

/* Is the operand always whole pence? */
static bool
operand_is_pence(const struct checking *checking, const struct operand *operand)
{
	const struct field *fields = checking->loader->fields;

	if (!is_pence(checking, operand->otherwise))
		return false;
	switch (operand->kind) {
	case OPERAND_NOTHING:
		return true;
	case OPERAND_NUMBER:
		return is_pence(checking, operand->number);
	case OPERAND_FIELD:
		return fields[operand->index].type->takes == TAKES_MONEY;
	case OPERAND_POINTS:
		return points_are_in(
		    checking, &fields[operand->index], checking->penny);
	case OPERAND_RATE:
		return rate_is_in(checking, operand->index, checking->penny);
	case OPERAND_TAG:
	case OPERAND_TAG_POINTS:
		return tagged_are_pence(checking, operand);
	}
	return false;
}

static bool
table_is_pence(const struct checking *checking, size_t index)
{
	if (index == NONE)
		return true;
	const struct table *table = &checking->loader->set->tables[index];
	bool is_whole = !table->is_linear && is_pence(checking, table->below) &&
			is_pence(checking, table->above);
	for (size_t i = 0; i < table->row_count; i++)
		is_whole &= is_pence(checking, table->rows[i].value);
	return is_whole;
}

static bool
choices_are_pence(const struct checking *checking)
{
	const struct sum_step *step = checking->step;

	for (size_t i = 0; i < step->choice_count; i++) {
		if (!operand_is_pence(checking, &step->choices[i].operand))
			return false;
	}
	return true;
}

/* Is the operand always a whole number, so that pence stay pence? */
static bool
is_whole_number(const struct checking *checking, const struct operand *operand)
{
	const struct exact *one = exact_from_int(checking->loader->arena, 1);

	switch (operand->kind) {
	case OPERAND_NUMBER:
		return exact_is_whole(operand->number);
	case OPERAND_POINTS:
		return points_are_in(checking,
			   &checking->loader->fields[operand->index], one) &&
		       is_in(checking, operand->otherwise, one);
	case OPERAND_RATE:
		return rate_is_in(checking, operand->index, one);
	default:
		return false;
	}
}

/* Is the sum in whole pence after the step, if it was before it? */
static bool
step_is_pence(const struct checking *checking, bool was)
{
	const struct sum_step *step = checking->step;

	switch (step->operation) {
	case SUM_SUM:
		return operand_is_pence(checking, &step->operand) &&
		       step->times.kind == OPERAND_NOTHING;
	case SUM_RATE:
		return operand_is_pence(checking, &step->operand);
	case SUM_POINTS:
	case SUM_PLUS:
	case SUM_LESS:
	case SUM_AT_LEAST:
	case SUM_AT_MOST:
		return was && operand_is_pence(checking, &step->operand);
	case SUM_TIMES:
		return was && is_whole_number(checking, &step->operand);
	case SUM_LOOKUP:
		return table_is_pence(checking, step->table);
	case SUM_CHOOSE:
		return choices_are_pence(checking);
	case SUM_ROUND:
		return was || is_pence(checking, step->unit);
	case SUM_DIVIDE:
	case SUM_PERCENT:
	case SUM_OPERATION_MAX:
		return false;
	}
	return false;
}

static void
check_pence(struct checking *checking)
{
	const struct field *field = checking->field;
	const struct sum_step *last = NULL;
	bool is_whole = true;

	for (size_t i = 0; i < field->step_count; i++) {
		checking->step = &field->steps[i];
		bool was = is_whole;
		is_whole = step_is_pence(checking, was);
		if (was && !is_whole)
			last = checking->step;
	}
	if (is_whole)
		return;
	checking->step = last;
	complain(checking, WORD_LOAD_PENCE, field->id);
}

static void
check_sum(struct loader *loader, const struct field *field)
{
	struct checking checking = {
	    .loader = loader,
	    .field = field,
	    .penny = exact_from_ratio(loader->arena, 1, 100),
	};

	if (field->step_count == 0)
		loader_complain(
		    loader, field->place, WORD_LOAD_SUM_EMPTY, field->id);
	for (size_t i = 0; i < field->step_count; i++) {
		checking.step = &field->steps[i];
		check_step(&checking, i);
	}
	if (field->type->takes == TAKES_MONEY)
		check_pence(&checking);
}

void
check_sums(struct loader *loader)
{
	for (size_t i = 0; i < loader->set->field_count; i++) {
		if (loader->fields[i].is_sum)
			check_sum(loader, &loader->fields[i]);
	}
}
