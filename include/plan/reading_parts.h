/*
 * The inside of a reading, for src/plan/reading*.c alone.
 *
 * Rows are spoken of by slot: the place of a row in its list, from 0; what is
 * outside lists has the one slot 0.
 */
#ifndef PLAN_READING_PARTS_H
#define PLAN_READING_PARTS_H

#include "form/expr.h"
#include "plan/reading.h"

/* Is something asked?  Ordered so that the least of several is their "and". */
enum asked { ASKED_NOT_DECIDED, ASKED_NO, ASKED_UNKNOWN, ASKED_YES };

/* A field's result in one slot, and how its answer came to be chosen. */
struct reading_cell {
	struct result result;
	int64_t typed_at; /* when it was answered, UTC seconds; 0: today */
	int rank;         /* of the answer; a higher one replaces it */
	const struct trace *missed_by; /* the sum that names it missing now */
};

struct row_slot {
	int row;
	size_t slot;
};

struct row_list {
	const int *numbers;               /* in order */
	const struct row_slot *by_number; /* ascending */
	size_t count;
};

struct reading {
	struct arena *arena;
	struct reading_of of;
	const struct row_list *rows; /* by repeat */
	struct reading_cell **cells; /* by field, then slot */
	const bool *differs; /* by field, from of.person; NULL: all do */
	enum asked *pages;
	enum asked *repeats;
};

/* Which cells are the reading's own; the others are of.person's. */
const bool *reading_find_differing(const struct reading *reading);

/* How many slots a list has (1 outside lists), and the row in each. */
size_t reading_slot_count(const struct reading *reading, size_t repeat);
int reading_row(const struct reading *reading, size_t repeat, size_t slot);

/* The slot of a row, or NONE; of row 0 outside lists (repeat NONE) 0. */
size_t reading_slot(const struct reading *reading, size_t repeat, int row);

/*
 * The cell of a field as it is seen from a row of a list: NULL when the field
 * is in another list, or in a list and there is no row.
 */
const struct reading_cell *reading_see(
    const struct reading *reading, size_t field, size_t repeat, size_t slot);

/* What a condition is in one row of its list; slot NONE: without a row. */
enum truth reading_evaluate(const struct reading *reading,
    const struct condition *condition, size_t slot);

/*
 * The same, but false where it is unknown only for answers that are not asked:
 * nobody can ever make it known.
 */
enum truth reading_judge(const struct reading *reading,
    const struct condition *condition, size_t slot);

/* Is it asked?  A condition that is not there holds. */
enum asked reading_ask_if(const struct reading *reading,
    const struct condition *condition, size_t slot);
enum asked reading_page_asked(const struct reading *reading, size_t page);
enum asked reading_repeat_asked(const struct reading *reading, size_t repeat);
enum asked reading_field_asked(
    const struct reading *reading, const struct field *field, size_t slot);

struct followed {
	size_t field, slot;
};

/* What stands in the way of a sum: see reading_missing.c. */
struct missing {
	const struct reading *reading;
	struct trace *trace;
	size_t step; /* the one at hand */
	struct trace_missing *items;
	size_t count, capacity;
	struct followed *followed; /* on the way to what is missing now */
	size_t followed_count, followed_capacity;
};
void missing_clear(struct missing *missing);
void missing_add_fault(struct missing *missing, enum trace_fault fault);
void missing_add_field(struct missing *missing, size_t field, size_t slot);
void missing_add_condition(
    struct missing *missing, const struct condition *condition, size_t slot);

void missing_finish(struct missing *missing); /* keep it in the trace */

/* What figures count: see reading_measure.c. */
enum measure measure_of_field(
    const struct field *field, const struct result *result);
enum measure measure_after(const struct trace_step *step, enum measure operand);
void measure_settle(
    struct trace *trace, struct trace_step *steps, bool is_money);

/* The row at hand: repeat is NONE outside lists. */
struct row_at {
	size_t repeat, slot;
};

/* The slot from which a field is seen in a row, or NONE: it is not there. */
size_t figure_slot(const struct field *field, const struct row_at *row);

/*
 * What an operand is in a row, and what it is when it stands for a field
 * there.  Whatever is not known goes to missing.  See reading_figure.c.
 */
struct trace_figure figure_of(struct missing *missing,
    const struct operand *operand, const struct row_at *row);
struct trace_figure figure_of_field(struct missing *missing,
    const struct operand *operand, size_t index, size_t slot);

/* Run the steps of a calculate into its cell (reading_sum.c). */
void reading_add_up(
    struct reading *reading, const struct field *field, size_t slot);

#endif
