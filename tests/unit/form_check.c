/*
 * The checker where one case at a time says more than a golden: what can be
 * asked, what leaves pence, and what a file alone may lack.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/form_loading.h"

/* Does a text get exactly these complaints (lines of them), or none? */
static void
check_said(const char *text, const char *expected)
{
	struct loaded loaded;

	load_text(&loaded, text);
	cr_assert_str_eq(loaded.said.text, expected, "%s\n", text);
	unload(&loaded);
}

/* Is there a complaint with these words in it? */
static bool
complains(const char *text, const char *words)
{
	struct loaded loaded;

	load_text(&loaded, text);
	bool is_there = strstr(loaded.said.text, words) != NULL;
	unload(&loaded);
	return is_there;
}

static const char choices[] =
    PAGE "question: a\ntype: choose one\nlabel: A\n"
	 "option: x | X\noption: y | Y\n\n"
	 "question: b\ntype: yes-no\nlabel: B\n\n"
	 "question: c\ntype: yes-no\nlabel: C\nask if: a = 'x'\n\n"
	 "question: n\ntype: number\nlabel: N\n\n"
	 "question: m\ntype: choose many\nlabel: M\n"
	 "option: x | X\noption: y | Y\noption: z | Z\n\n";

static bool
is_never_asked(const char *condition)
{
	struct str text = STR_EMPTY;

	str_format(&text, "%squestion: q\ntype: line\nlabel: Q\nask if: %s\n",
	    choices, condition);
	bool is_never = complains(text.text, "'q' is never asked");
	str_release(&text);
	return is_never;
}

Test(reach, tries_all_answers_before_it_complains)
{
	static const char *const fine[] = {
	    "a = 'x'",
	    "a is null",
	    "a = 'x' and b = 'no'",
	    "a <> 'x' and b = 'yes' and not answered(c)",
	    "has(m, 'x') and has(m, 'z') and not has(m, 'y')",
	    "c = 'yes' and a = 'x'",
	    /* Numbers are not tried, but believed. */
	    "n > 3 and n < 2",
	    "a = 'x' and a = 'y' and n > 0",
	};
	static const char *const never[] = {
	    "a = 'x' and a = 'y'",
	    "a = 'x' and not answered(a)",
	    "b = 'yes' and b <> 'yes'",
	    "has(m, 'x') and not answered(m)",
	    /* c is hidden whenever a is not x. */
	    "c = 'yes' and a = 'y'",
	};

	for (size_t i = 0; i < ARRAY_LENGTH(fine); i++)
		cr_assert_not(is_never_asked(fine[i]), "%s", fine[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(never); i++)
		cr_assert(is_never_asked(never[i]), "%s", never[i]);
}

Test(reach, believes_what_has_too_many_answers)
{
	struct str text = STR_EMPTY;

	/* Thirteen times yes, no and nothing is more than is tried. */
	str_put(&text, PAGE);
	for (int i = 0; i < 13; i++)
		str_format(
		    &text, "question: q%d\ntype: yes-no\nlabel: Q\n\n", i);
	str_put(&text, "question: last_one\ntype: line\nlabel: L\nask if: ");
	for (int i = 0; i < 13; i++)
		str_format(&text, "q%d = 'yes' and ", i);
	str_put(&text, "q0 = 'no'\n");
	check_said(text.text, "");
	str_release(&text);
}

Test(reach, looks_at_the_page_and_the_repeat_too)
{
	cr_assert(complains(PAGE
	    "question: a\ntype: yes-no\nlabel: A\n\n"
	    "page: z\ntitle: Z\nprint: no\nask if: a = 'yes'\n\n"
	    "question: q\ntype: line\nlabel: Q\nask if: a = 'no'\n",
	    "'q' is never asked"));
	cr_assert(complains(PAGE "question: a\ntype: yes-no\nlabel: A\n\n"
				 "repeat: r\nlabel: R\nask if: a = 'yes'\n\n"
				 "question: q\nin: r\ntype: line\nlabel: Q\n"
				 "ask if: a = 'no'\n",
	    "'q' is never asked"));
}

static const char money[] =
    PAGE "question: pounds\ntype: money\nlabel: P\ntag: pounds\n\n"
	 "question: number\ntype: number\nlabel: N\n\n"
	 "question: whole\ntype: choose one\nlabel: W\noption: a | A | 2\n\n"
	 "question: third\ntype: choose one\nlabel: T\noption: a | A | 1/3\n\n"
	 "table: whole_rows\nread: step\nrow: 0 | 100\nbelow: 0.01\n\n"
	 "table: parts\nread: step\nrow: 0 | 100\nabove: 0.001\n\n"
	 "table: line\nread: linear\nrow: 0 | 1\nrow: 10 | 2\n\n"
	 "rate: fine_rate\nlabel: R\nsource: S\nchecked: 2026-04-01\n"
	 "value: 12.215 | 2026-04-01\n\n"
	 "rate: penny_rate\nlabel: R\nsource: S\nchecked: 2026-04-01\n"
	 "value: 12.21 | 2026-04-01\n\n"
	 "rate: weeks\nlabel: R\nsource: S\nchecked: 2026-04-01\n"
	 "value: 52 | 2026-04-01\n\n";

static bool
leaves_pence(const char *steps)
{
	struct str text = STR_EMPTY;

	str_format(
	    &text, "%scalculate: s\ntype: money\nlabel: S\n%s", money, steps);
	bool leaves = complains(text.text, "part of a penny");
	str_release(&text);
	return leaves;
}

Test(pence, are_left_by_what_is_not_rounded_later)
{
	static const char *const fine[] = {
	    "plus: pounds\n",
	    "plus: pounds or 0.01\nless: 3\ntimes: 2\n",
	    "points: whole\nplus: rate penny_rate\n",
	    "plus: number\nround: 0.01 half up\n",
	    "plus: number\nround: 5 down\n",
	    "plus: pounds\nround: 0.001 up\n",
	    "plus: pounds\ndivide by: 7\nround: 0.01 half up\nless: 1\n",
	    "plus: number\nlookup: whole_rows\n",
	    "choose: pounds if number > 3\nchoose: 0\n",
	    "plus: pounds\ntimes: points of whole\n",
	    "plus: pounds\ntimes: rate weeks\n",
	    "sum: tag pounds\nat least: 0\nat most: 100.25\n",
	};
	static const char *const left[] = {
	    "plus: number\n",
	    "plus: 0.001\n",
	    "plus: pounds or 0.001\n",
	    "plus: pounds\ntimes: 0.5\n",
	    "plus: pounds\ntimes: number\n",
	    "plus: pounds\ntimes: points of third\n",
	    "plus: pounds\ntimes: points of whole or 0.5\n",
	    "plus: pounds\ntimes: rate penny_rate\n",
	    "plus: pounds\ndivide by: 2\n",
	    "plus: pounds\npercent: 50\n",
	    "plus: number\nround: 0.001 up\n",
	    "plus: number\nround: 0.01 up\npercent: 5\n",
	    "points: third\n",
	    "plus: pounds\nlookup: parts\n",
	    "plus: pounds\nlookup: line\n",
	    "rate: fine_rate\n",
	    "choose: pounds if number > 3\nchoose: number\n",
	};

	for (size_t i = 0; i < ARRAY_LENGTH(fine); i++)
		cr_assert_not(leaves_pence(fine[i]), "%s", fine[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(left); i++)
		cr_assert(leaves_pence(left[i]), "%s", left[i]);
}

Test(meanings, are_needed_only_where_there_is_a_form)
{
	cr_assert_not(complains(PAGE, "must mean"));
	cr_assert(
	    complains("form: f\ntitle: F\nlanguage: 1\n\n" PAGE, "must mean"));
}

Test(scheme, alone_may_come_after_a_page_that_is_not_there)
{
	static const char scheme[] =
	    "page: p\ntitle: P\nprint: no\nafter: elsewhere\n\n"
	    "question: a\ntype: line\nlabel: A\n";
	struct str text = STR_EMPTY;

	check_said(scheme, "");
	str_format(&text, "%s\nform: f\ntitle: F\nlanguage: 1\n", scheme);
	cr_assert(complains(text.text, "No page has the id 'elsewhere'"));
	str_release(&text);
}

Test(tables, count_in_their_unit)
{
	check_said("table: t\nread: step\nunit: 0.01\n"
		   "row: 0 to 9.99 | 1\nrow: 10.00 to 20 | 2\n",
	    "");
	cr_assert(complains("table: t\nread: step\nunit: 0.01\n"
			    "row: 0 to 9.98 | 1\nrow: 10 to 20 | 2\n",
	    "a.form:5:6: error: There is a gap between this row and the one at "
	    "a.form:4"));
	cr_assert(complains("table: t\nread: step\nunit: 1\n"
			    "row: 0 to 10 | 1\nrow: 10 to 20 | 2\n",
	    "begins before the one at a.form:4 ends"));
}

Test(checker, points_at_the_character)
{
	/* Columns count characters, not bytes. */
	check_said(PAGE "question: a\ntype: choose one\nlabel: A\n"
			"option: x | Siôn | 1\noption: y | Siân | much\n",
	    "a.form:9:9: error: Other options here have points: give 'y' some "
	    "too, 0 if it counts for nothing\n"
	    "a.form:9:20: error: 'much' is no figure: write it like 12, 0.5, "
	    "1,234.50 or 365/7\n");
}

/* --- Languages ------------------------------------------------------------ */

Test(languages, have_gaps_only_in_files_that_speak_them)
{
	/* The first says two of its texts in Welsh, the second none. */
	static const struct source sources[] = {
	    {.name = "a.form",
		.text = "list: l\nlabel: L\nlabel cy: Rhestr\n"
			"option: x | X\noption cy: x | Y\noption: z | Z\n"},
	    {.name = "b.form", .text = "list: m\nlabel: M\noption: x | X\n"},
	};
	struct loaded loaded;

	load_sources(&loaded, sources, ARRAY_LENGTH(sources));
	cr_assert_not_null(strstr(loaded.said.text,
			       "a.form:3:11: note: One text is not yet said"),
	    "%s", loaded.said.text);
	cr_assert_null(strstr(strstr(loaded.said.text, "not yet said") + 1,
			   "not yet said"),
	    "%s", loaded.said.text);
	unload(&loaded);
}

Test(languages, met_once_in_all_files_are_a_slip)
{
	static const char list[] = "list: l\nlabel: L\nlabel cy: Rhestr\n"
				   "option: x | X\n";
	static const char other[] = "list: m\nlabel: M\nlabel cy: Arall\n"
				    "option: x | X\n";
	const struct source sources[] = {{.name = "a.form", .text = list},
	    {.name = "b.form", .text = other}};
	struct loaded loaded;

	cr_assert(complains(list, "'cy' is used nowhere else"));
	load_sources(&loaded, sources, ARRAY_LENGTH(sources));
	cr_assert_null(
	    strstr(loaded.said.text, "nowhere else"), "%s", loaded.said.text);
	unload(&loaded);
}
