/*
 * The steps of sums: how each line of a calculate becomes data.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "form/expr.h"
#include "form/sum.h"
#include "rig/form_loading.h"

static struct loaded loaded;

static void
stop(void)
{
	unload(&loaded);
}

TestSuite(sums, .fini = stop);

static const char preamble[] =
    PAGE "question: a\ntype: number\nlabel: A\ntag: t\n\n"
	 "question: m\ntype: choose one\nlabel: M\n"
	 "option: x | X | 1\noption: y | Y | 2\n\n"
	 "repeat: lines\nlabel: L\n\n"
	 "question: cost\nin: lines\ntype: money\nlabel: C\n\n"
	 "question: weeks\nin: lines\ntype: number\nlabel: W\n\n"
	 "question: kind\nin: lines\ntype: line\nlabel: K\n\n"
	 "table: bands\nread: step\nrow: 0 | 1\n\n"
	 "rate: wage\nlabel: W\nsource: S\nchecked: 2026-04-01\n"
	 "value: 12 | 2026-04-01\n\n";

/* The sum with these lines. */
static const struct field *
sum_of(const char *lines)
{
	struct str text = STR_EMPTY;

	str_format(&text, "%scalculate: s\ntype: number\nlabel: S\n%s",
	    preamble, lines);
	load_text(&loaded, text.text);
	str_release(&text);
	cr_assert_not(
	    report_has_errors(loaded.report), "\n%s", loaded.said.text);
	return field_of(&loaded, "s");
}

static size_t
index_of(const char *id)
{
	return form_find_field(loaded.set, id);
}

static void
check_figure(const struct exact *figure, const char *expected)
{
	struct str made = STR_EMPTY;

	cr_assert_not_null(figure, "%s", expected);
	exact_put_ratio(&made, figure);
	cr_assert_str_eq(made.text, expected);
	str_release(&made);
}

Test(sums, have_a_step_for_every_line)
{
	const struct field *sum = sum_of("plus: a | What is there\n"
					 "less: £1.50\n"
					 "times: -2\n"
					 "divide by: 365.25/7\n"
					 "percent: 12.5\n"
					 "at least: 0\n"
					 "at most: 1,000\n"
					 "lookup: bands | The band\n"
					 "points: m\n"
					 "round: 0.05 half even\n");
	static const enum sum_operation expected[] = {SUM_PLUS, SUM_LESS,
	    SUM_TIMES, SUM_DIVIDE, SUM_PERCENT, SUM_AT_LEAST, SUM_AT_MOST,
	    SUM_LOOKUP, SUM_POINTS, SUM_ROUND};

	cr_assert(sum->is_sum);
	cr_assert_eq(sum->step_count, ARRAY_LENGTH(expected));
	for (size_t i = 0; i < ARRAY_LENGTH(expected); i++)
		cr_assert_eq(sum->steps[i].operation, expected[i]);
	const struct sum_step *steps = sum->steps;
	cr_assert_str_eq(wording_get(&steps[0].label, "en"), "What is there");
	cr_assert_str_eq(steps[0].text, "a");
	cr_assert_eq(steps[0].operand.kind, OPERAND_FIELD);
	cr_assert_eq(steps[0].operand.index, index_of("a"));
	check_figure(steps[1].operand.number, "3/2");
	cr_assert_eq(steps[1].label.count, 0);
	check_figure(steps[2].operand.number, "-2");
	check_figure(steps[3].operand.number, "1461/28");
	cr_assert_eq(steps[7].table, 0);
	cr_assert_eq(steps[8].operand.kind, OPERAND_POINTS);
	check_figure(steps[9].unit, "1/20");
	cr_assert_eq(steps[9].rounding, EXACT_HALF_EVEN);
	cr_assert_eq(steps[9].operand.kind, OPERAND_NOTHING);
}

Test(sums, read_every_kind_of_operand)
{
	static const struct {
		const char *line;
		enum operand_kind kind;
		const char *otherwise;
	} cases[] = {
	    {"plus: 3\n", OPERAND_NUMBER, NULL},
	    {"plus: a\n", OPERAND_FIELD, NULL},
	    {"plus: a or 0\n", OPERAND_FIELD, "0"},
	    {"plus: points of m\n", OPERAND_POINTS, NULL},
	    {"plus: points of m or 1.5\n", OPERAND_POINTS, "3/2"},
	    {"plus: rate wage\n", OPERAND_RATE, NULL},
	    {"plus: tag t\n", OPERAND_TAG, NULL},
	    {"plus: tag t or 0\n", OPERAND_TAG, "0"},
	    {"sum: tag t\n", OPERAND_TAG, NULL},
	    {"sum: cost\n", OPERAND_FIELD, NULL},
	    {"sum: cost or 0\n", OPERAND_FIELD, "0"},
	    {"rate: wage\n", OPERAND_RATE, NULL},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		const struct operand *operand =
		    &sum_of(cases[i].line)->steps[0].operand;

		cr_assert_eq(operand->kind, cases[i].kind, "%s", cases[i].line);
		if (cases[i].otherwise != NULL)
			check_figure(operand->otherwise, cases[i].otherwise);
		else
			cr_assert_null(operand->otherwise, "%s", cases[i].line);
		unload(&loaded);
	}
	cr_assert_eq(
	    sum_of("points: tag u\n\nquestion: v\ntype: choose one\nlabel: V\n"
		   "tag: u\noption: w | W | 1\n")
		->steps[0]
		.operand.kind,
	    OPERAND_TAG_POINTS);
}

Test(sums, over_rows_take_where_and_times_in_any_order)
{
	static const char *const lines[] = {
	    "sum: cost where kind = 'a times b' times weeks\n",
	    "sum: cost times weeks where kind = 'a times b'\n",
	};

	for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
		const struct sum_step *step = &sum_of(lines[i])->steps[0];

		cr_assert_eq(step->operand.index, index_of("cost"));
		cr_assert_eq(step->times.kind, OPERAND_FIELD);
		cr_assert_eq(step->times.index, index_of("weeks"));
		cr_assert_str_eq(step->where->text, "kind = 'a times b'");
		cr_assert_eq(step->where->repeat, 0);
		cr_assert_eq(step->where->read_count, 1);
		cr_assert_eq(step->where->reads[0], index_of("kind"));
		unload(&loaded);
	}
	const struct sum_step *step =
	    &sum_of("sum: cost where kind = 'a times b'\n")->steps[0];
	cr_assert_eq(step->times.kind, OPERAND_NOTHING);
	cr_assert_str_eq(step->where->text, "kind = 'a times b'");
}

Test(sums, gather_choices_that_follow_each_other)
{
	const struct field *sum = sum_of("choose: 10 if a > 3 | The big one\n"
					 "choose cy: Yr un mawr\n"
					 "choose: points of m if m = 'x'\n"
					 "choose: a or 0 | Else\n"
					 "plus: 1\n"
					 "plus cy: Un\n");

	cr_assert_eq(sum->step_count, 2);
	const struct sum_step *step = &sum->steps[0];
	cr_assert_eq(step->operation, SUM_CHOOSE);
	cr_assert_eq(step->choice_count, 3);
	check_figure(step->choices[0].operand.number, "10");
	cr_assert_str_eq(step->choices[0].condition->text, "a > 3");
	cr_assert_str_eq(step->choices[0].text, "10 if a > 3");
	cr_assert_str_eq(
	    wording_get(&step->choices[0].label, "en"), "The big one");
	cr_assert_str_eq(
	    wording_get(&step->choices[0].label, "cy"), "Yr un mawr");
	cr_assert_eq(step->choices[1].operand.kind, OPERAND_POINTS);
	cr_assert_eq(step->choices[1].label.count, 0);
	cr_assert_null(step->choices[2].condition);
	check_figure(step->choices[2].operand.otherwise, "0");
	cr_assert_str_eq(wording_get(&sum->steps[1].label, "en"), "Un");
}
