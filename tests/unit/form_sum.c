/*
 * Sums, tables and rates.
 */
#include <criterion/criterion.h>

#include "base/attr.h"
#include "form/sum.h"
#include "form/table.h"

static struct arena *arena;

static void
start(void)
{
	arena = arena_new();
}

static void
stop(void)
{
	arena_free(arena);
}

TestSuite(sums, .init = start, .fini = stop);
TestSuite(tables, .init = start, .fini = stop);
TestSuite(rates, .init = start, .fini = stop);

static const struct exact *
figure(const char *text)
{
	const struct exact *number = exact_parse(arena, text);
	cr_assert_not_null(number, "%s", text);
	return number;
}

static void
check_is(const struct exact *number, const char *expected)
{
	struct str shown = STR_EMPTY;

	if (number)
		exact_put_ratio(&shown, number);
	else
		str_put(&shown, "nothing");
	cr_assert_str_eq(shown.text, expected);
	str_release(&shown);
}

static void
check_step(enum sum_operation operation, const char *before,
    const char *operand, const char *expected)
{
	struct sum_step step = {.operation = operation};

	check_is(
	    sum_apply(arena, &step, figure(before), figure(operand)), expected);
}

Test(sums, go_step_by_step_without_rounding)
{
	check_step(SUM_PLUS, "0.1", "0.2", "3/10");
	check_step(SUM_POINTS, "4", "9", "13");
	check_step(SUM_LESS, "100", "250.50", "-301/2");
	check_step(SUM_TIMES, "45.50", "365.25/7", "18993/8");
	check_step(SUM_DIVIDE, "100", "3", "100/3");
	check_step(SUM_PERCENT, "80", "12.5", "10");
	check_step(SUM_PERCENT, "1", "1/3", "1/300");
	check_step(SUM_AT_LEAST, "7", "10", "10");
	check_step(SUM_AT_LEAST, "12", "10", "12");
	check_step(SUM_AT_LEAST, "-3", "0", "0");
	check_step(SUM_AT_MOST, "7", "10", "7");
	check_step(SUM_AT_MOST, "12", "10", "10");
	/* A third three times is one again. */
	struct sum_step times = {.operation = SUM_TIMES};
	struct sum_step divide = {.operation = SUM_DIVIDE};
	const struct exact *three = figure("3");
	const struct exact *third =
	    sum_apply(arena, &divide, figure("1"), three);
	check_is(sum_apply(arena, &times, third, three), "1");
}

Test(sums, replace_the_number_where_a_step_begins_anew)
{
	check_step(SUM_SUM, "5", "7", "7");
	check_step(SUM_LOOKUP, "5", "7", "7");
	check_step(SUM_RATE, "5", "7", "7");
	check_step(SUM_CHOOSE, "5", "7", "7");
}

Test(sums, round_only_when_told_and_as_told)
{
	static const struct {
		const char *number;
		const char *unit;
		enum exact_rounding rounding;
		const char *expected;
	} rounds[] = {
	    {"2.345", "0.01", EXACT_HALF_UP, "47/20"},
	    {"-2.345", "0.01", EXACT_HALF_UP, "-47/20"},
	    {"2.345", "0.01", EXACT_HALF_EVEN, "117/50"},
	    {"2.341", "0.01", EXACT_UP, "47/20"},
	    {"2.349", "0.01", EXACT_DOWN, "117/50"},
	    {"-2.341", "1", EXACT_CEILING, "-2"},
	    {"-2.341", "1", EXACT_FLOOR, "-3"},
	    {"12", "5", EXACT_HALF_UP, "10"},
	    {"12.5", "5", EXACT_HALF_UP, "15"},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rounds); i++) {
		struct sum_step step = {.operation = SUM_ROUND,
		    .unit = figure(rounds[i].unit),
		    .rounding = rounds[i].rounding};
		check_is(
		    sum_apply(arena, &step, figure(rounds[i].number), NULL),
		    rounds[i].expected);
	}
}

Test(sums, do_not_divide_by_nought)
{
	check_step(SUM_DIVIDE, "5", "0", "nothing");
	check_step(SUM_DIVIDE, "0", "0", "nothing");
	check_step(SUM_DIVIDE, "0", "5", "0");
}

Test(sums, end_before_a_number_grows_without_bound)
{
	struct sum_step step = {.operation = SUM_TIMES};
	const struct exact *number = figure("99999999999999999999999999/7");
	int steps = 0;

	while (number && steps < 1000) {
		cr_assert_leq(exact_size(number), SUM_LIMBS_MAX);
		number = sum_apply(arena, &step, number, number);
		steps++;
	}
	cr_assert_null(number);
	cr_assert_gt(steps, 3);
}

/* --- Tables --------------------------------------------------------------- */

struct lookup {
	const char *at;
	const char *value; /* "nothing": no answer */
	size_t row;
};

static void
check_lookups(
    const struct table *table, const struct lookup *lookups, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t row = 99;
		check_is(
		    table_look_up(arena, table, figure(lookups[i].at), &row),
		    lookups[i].value);
		cr_assert_eq(row, lookups[i].row, "%s", lookups[i].at);
	}
}

/* Rows from text: "from", "to" or NULL, "value". */
static struct table
make_table(const char *const rows[][3], size_t count)
{
	struct table_row *made = arena_get(arena, count * sizeof(*made));

	for (size_t i = 0; i < count; i++)
		made[i] = (struct table_row){.from = figure(rows[i][0]),
		    .to = rows[i][1] ? figure(rows[i][1]) : NULL,
		    .value = figure(rows[i][2])};
	return (struct table){.rows = made, .row_count = count};
}

Test(tables, take_the_step_that_a_number_stands_on)
{
	static const char *const rows[][3] = {
	    {"0", NULL, "0"}, {"10", NULL, "100"}, {"20.5", NULL, "250"}};
	static const struct lookup lookups[] = {
	    {"-1", "nothing", NONE},
	    {"0", "0", 0},
	    {"9.99", "0", 0},
	    {"10", "100", 1},
	    {"20", "100", 1},
	    {"41/2", "250", 2},
	    {"1000000", "250", 2},
	};
	struct table table = make_table(rows, ARRAY_LENGTH(rows));

	check_lookups(&table, lookups, ARRAY_LENGTH(lookups));
	/* A last row without an end goes on, whatever `above` says. */
	table.above = figure("999");
	check_lookups(&table, lookups, ARRAY_LENGTH(lookups));
	static const struct lookup below[] = {{"-1", "7", NONE}};
	table.below = figure("7");
	check_lookups(&table, below, ARRAY_LENGTH(below));
}

Test(tables, take_the_band_that_holds_a_number)
{
	static const char *const rows[][3] = {
	    {"0", "9", "1"}, {"10", "19", "2"}, {"30", "39", "3"}};
	static const struct lookup in_units[] = {
	    {"0", "1", 0},
	    {"9", "1", 0},
	    /* Counted in whole ones, 9.5 is not yet 10. */
	    {"9.5", "1", 0},
	    {"10", "2", 1},
	    {"19.99", "2", 1},
	    {"20", "nothing", NONE},
	    {"29.99", "nothing", NONE},
	    {"30", "3", 2},
	    {"39.9", "3", 2},
	    {"40", "3", 2},
	    {"4000", "3", 2},
	};
	static const struct lookup exactly[] = {
	    {"9", "1", 0},
	    {"9.01", "nothing", NONE},
	    {"10", "2", 1},
	    {"39.01", "3", 2},
	};
	static const struct lookup above[] = {
	    {"39.9", "3", 2},
	    {"40", "50", NONE},
	};
	struct table table = make_table(rows, ARRAY_LENGTH(rows));

	check_lookups(&table, exactly, ARRAY_LENGTH(exactly));
	table.unit = figure("1");
	check_lookups(&table, in_units, ARRAY_LENGTH(in_units));
	table.above = figure("50");
	check_lookups(&table, above, ARRAY_LENGTH(above));
}

Test(tables, draw_a_line_between_two_points)
{
	static const char *const rows[][3] = {
	    {"0", NULL, "0"}, {"10", NULL, "100"}, {"40", NULL, "50"}};
	static const struct lookup lookups[] = {
	    {"-0.01", "nothing", NONE},
	    {"0", "0", 0},
	    {"1", "10", 0},
	    {"1/3", "10/3", 0},
	    {"10", "100", 1},
	    {"25", "75", 1},
	    {"40", "50", 2},
	    {"41", "50", 2},
	};
	static const struct lookup outside[] = {
	    {"-1", "-5", NONE},
	    {"40", "50", 2},
	    {"40.01", "60", NONE},
	};
	struct table table = make_table(rows, ARRAY_LENGTH(rows));

	table.is_linear = true;
	check_lookups(&table, lookups, ARRAY_LENGTH(lookups));
	table.below = figure("-5");
	table.above = figure("60");
	check_lookups(&table, outside, ARRAY_LENGTH(outside));
}

Test(tables, stand_rows_that_make_no_sense)
{
	static const char *const twice[][3] = {
	    {"5", "1", "1"}, {"5", NULL, "2"}, {"0", NULL, "3"}};
	static const struct lookup lookups[] = {
	    {"5", "3", 2}, {"7", "3", 2}, {"-1", "nothing", NONE}};
	struct table table = make_table(twice, ARRAY_LENGTH(twice));
	struct table empty = {.row_count = 0};
	static const struct lookup nothing[] = {{"5", "nothing", NONE}};

	check_lookups(&table, lookups, ARRAY_LENGTH(lookups));
	table.is_linear = true;
	check_lookups(&table, lookups, ARRAY_LENGTH(lookups));
	check_lookups(&empty, nothing, ARRAY_LENGTH(nothing));
	empty.is_linear = true;
	check_lookups(&empty, nothing, ARRAY_LENGTH(nothing));
}

/* --- Rates ---------------------------------------------------------------- */

Test(rates, hold_from_their_first_day)
{
	struct rate_value values[] = {
	    {.from = {2025, 4, 1}, .value = figure("12.21")},
	    {.from = {2026, 4, 1}, .value = figure("12.71")},
	};
	struct rate rate = {.values = values, .value_count = 2};
	struct rate none = {.value_count = 0};

	check_is(rate_on(&rate, (struct date){2025, 3, 31}), "nothing");
	check_is(rate_on(&rate, (struct date){2025, 4, 1}), "1221/100");
	check_is(rate_on(&rate, (struct date){2026, 3, 31}), "1221/100");
	check_is(rate_on(&rate, (struct date){2026, 4, 1}), "1271/100");
	check_is(rate_on(&rate, (struct date){2099, 1, 1}), "1271/100");
	check_is(rate_on(&none, (struct date){2026, 4, 1}), "nothing");
}
