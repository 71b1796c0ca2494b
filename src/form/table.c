/*
 * Looking numbers up in tables.
 *
 * Owns what a table says about a number: on a row, between two, under the
 * first, past the last.  Refuses to judge whether the rows make sense
 * (form/check_table.c does); with rows in any order it still ends and answers
 * something.  What is worked out lives in the caller's arena.
 *
 *	value = table_look_up(arena, table, points, &row);
 *
 * Tested by tests/unit/form_sum.c.
 */
#include "form/table.h"

/* The last row that begins at or under the number, or NONE. */
static size_t
row_under(const struct table *table, const struct exact *at)
{
	size_t found = NONE;

	for (size_t i = 0; i < table->row_count; i++)
		if (exact_compare(table->rows[i].from, at) <= 0)
			found = i;
	return found;
}

/* Does the number lie past the end of the row? */
static bool
is_past(struct arena *arena, const struct table *table,
    const struct table_row *row, const struct exact *at)
{
	if (!row->to)
		return false;
	/* Between 9 and 10 nothing is counted: 9.5 still belongs to the 9. */
	if (table->unit)
		return exact_compare(
			   at, exact_add(arena, row->to, table->unit)) >= 0;
	return exact_compare(at, row->to) > 0;
}

/* Past everything: what the table says of that, or its last row. */
static const struct exact *
look_above(const struct table *table, size_t *row)
{
	if (table->above)
		return table->above;
	*row = table->row_count - 1;
	return table->rows[*row].value;
}

static const struct exact *
look_up_step(struct arena *arena, const struct table *table,
    const struct exact *at, size_t under, size_t *row)
{
	if (!is_past(arena, table, &table->rows[under], at)) {
		*row = under;
		return table->rows[under].value;
	}
	return under + 1 == table->row_count ? look_above(table, row) : NULL;
}

static const struct exact *
look_up_linear(struct arena *arena, const struct table *table,
    const struct exact *at, size_t under, size_t *row)
{
	const struct table_row *low = &table->rows[under];
	bool is_on_row = exact_compare(at, low->from) == 0;

	if (under + 1 == table->row_count && !is_on_row)
		return look_above(table, row);
	*row = under;
	if (is_on_row)
		return low->value;
	const struct exact *along =
	    exact_divide(arena, exact_subtract(arena, at, low->from),
		exact_subtract(arena, low[1].from, low->from));
	if (!along)
		return NULL;
	const struct exact *rise =
	    exact_subtract(arena, low[1].value, low->value);
	return exact_add(arena, low->value, exact_multiply(arena, rise, along));
}

const struct exact *
table_look_up(struct arena *arena, const struct table *table,
    const struct exact *at, size_t *row)
{
	size_t under = row_under(table, at);

	*row = NONE;
	if (under == NONE)
		return table->below;
	if (table->is_linear)
		return look_up_linear(arena, table, at, under, row);
	return look_up_step(arena, table, at, under, row);
}
