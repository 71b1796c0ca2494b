/*
 * Worked examples: those that come out are counted, those that do not are
 * told at their line.
 */
#include "plan/trial.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/load.h"

/* What is said of the small forms with these examples beside them. */
static size_t
run(const char *examples, struct str *said)
{
	struct arena *arena = arena_new();
	const struct source *small;
	struct source sources[8];
	size_t count;
	struct err err = {0};
	struct report *report = report_new(words_english());

	cr_assert(form_read_folder(
	    "tests/rig/small", NULL, arena, &small, &count, &err));
	memcpy(sources, small, count * sizeof(*sources));
	sources[count++] =
	    (struct source){.name = "tests.form", .text = examples};
	struct form_set *set = form_load(sources, count, report);
	cr_assert_not(report_has_errors(report));
	size_t agreed = trial_run(set, (struct date){2026, 11, 21}, report);
	str_clear(said);
	report_put(said, report);
	form_set_free(set);
	report_free(report);
	arena_free(arena);
	return agreed - 1; /* the one that the small forms have */
}

Test(trials, come_out_as_they_say)
{
	struct str said = STR_EMPTY;
	cr_assert_eq(run("test: whole\n"
			 "given: route = told\n"
			 "given: told_year = 5,200\n"
			 "given: lines.1.cost = 12.50\n"
			 "given: lines.2.cost = 7.5\n"
			 "expect: week_sum = 100\n"
			 "expect: lines.1.line_year = 650.00\n"
			 "expect: planned_week = 20\n"
			 "expect: route = told\n"
			 "expect: scored_year = not known\n"
			 "\n"
			 "test: early\n"
			 "given: today = 2025-12-31\n"
			 "given: route = scored\n"
			 "given: meals = all\n"
			 "given: washing = none\n"
			 "expect: points = 9\n"
			 "expect: scored_year = not known\n"
			 "\n"
			 "test: late\n"
			 "given: route = scored\n"
			 "given: meals = all\n"
			 "given: washing = none\n"
			 "expect: scored_year = 901\n",
			 &said),
	    3, "%s", said.text);
	cr_assert_str_empty(said.text);
	str_release(&said);
}

Test(trials, that_do_not_come_out_are_told_line_by_line)
{
	struct str said = STR_EMPTY;
	cr_assert_eq(run("test: wrong\n"
			 "given: meals = all\n"
			 "given: washing = some\n"
			 "expect: points = 13\n"
			 "expect: scored_year = 13\n"
			 "expect: adjusted = not known\n"
			 "expect: year = 5\n"
			 "expect: meals = some\n"
			 "expect: planned_year = 0\n",
			 &said),
	    0);
	cr_assert_str_eq(said.text,
	    "tests.form:4:9: error: points comes out as 12 and not as 13\n"
	    "tests.form:5:9: error: scored_year comes out as 1202.00 and not as "
	    "13\n"
	    "tests.form:6:9: error: adjusted comes out as 12 and should not "
	    "be known\n"
	    "tests.form:7:9: error: year is not known and not 5\n"
	    "tests.form:8:9: error: meals comes out as all and not as some\n");
	str_release(&said);
}

Test(trials, start_with_nothing_each)
{
	struct str said = STR_EMPTY;
	cr_assert_eq(run("test: one\n"
			 "given: meals = all\n"
			 "given: washing = none\n"
			 "expect: points = 9\n"
			 "\n"
			 "test: two\n"
			 "given: meals = some\n"
			 "expect: points = not known\n",
			 &said),
	    2, "%s", said.text);
	str_release(&said);
}

Test(trials, take_rows_one_after_the_other)
{
	struct str said = STR_EMPTY;
	cr_assert_eq(run("test: rows\n"
			 "given: lines.2.cost = 3\n"
			 "expect: planned_week = 3\n",
			 &said),
	    0);
	cr_assert_not_null(strstr(said.text,
	    "tests.form:2:8: error: lines has no row 2. The next new row is "
	    "1\n"));
	str_release(&said);
}
