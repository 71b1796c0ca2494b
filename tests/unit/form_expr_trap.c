/*
 * Conditions: every trap of the language, and what is said about it.
 */
#include <criterion/criterion.h>

#include "form/expr.h"
#include "rig/form_conditions.h"
#include "rig/form_said.h"

static struct expr_engine *engine;

static void
start(void)
{
	engine = expr_engine_new(fields, FIELDS, repeats, REPEATS);
}

static void
stop(void)
{
	expr_engine_free(engine);
}

TestSuite(traps, .init = start, .fini = stop);

struct trap {
	const char *condition;
	const char *said; /* lines of "column: severity: sentence" */
};

static void
check_traps(const struct trap *traps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		is_taken_with(engine, traps[i].condition, traps[i].said);
}

/* clang-format off */
static const struct trap slips[] = {
	{ "meels = 'some'",
	    "11: error: There is no question 'meels' (did you mean "
	    "'meals'?)\n" },
	{ "dinners = 'some'",
	    "11: error: There is no question 'dinners' (did you mean "
	    "'meals'?)\n" },
	{ "Meals = 'some'",
	    "11: error: There is no question 'Meals' (did you mean "
	    "'meals'?)\n" },
	{ "café = 3",
	    "11: error: There is no question 'café'\n" },
	{ "meals = 'sone'",
	    "19: error: meals has no option 'sone' (did you mean 'none'?)\n" },
	{ "meals in ('some', 'al')",
	    "29: error: meals has no option 'al'\n" },
	{ "'sone' = meals",
	    "11: error: meals has no option 'sone' (did you mean 'none'?)\n" },
	{ "meals = some",
	    "19: error: some is an option; write it between single quotes "
	    "(did you mean 'some'?)\n" },
	{ "meals = all",
	    "19: error: Conditions do not use 'all'; if it is an option, "
	    "write it between single quotes\n" },
	{ "has(helpers, family)",
	    "24: error: family is an option; write it between single quotes "
	    "(did you mean 'family'?)\n" },
	{ "has(helpers, 'famly')",
	    "24: error: helpers has no option 'famly' (did you mean "
	    "'family'?)\n" },
	{ "meals = \"yse\"",
	    "19: error: Write words between single quotes (did you mean "
	    "'yse'?)\n"
	    "19: error: meals has no option 'yse'\n" },
	{ "meals = “some”",
	    "19: error: Write words between single quotes (did you mean "
	    "'some'?)\n" },
	{ "alone = true",
	    "19: error: alone has no option true (did you mean 'yes'?)\n" },
	{ "alone = maybe",
	    "19: error: There is no question 'maybe'\n" },
	{ "visits > 3 adn cost > 5",
	    "22: error: adn cannot follow 3; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits => 3",
	    "18: error: Conditions do not use '=>'; they compare with = <> "
	    "< <= > >= and join with and, or, not (did you mean '>='?)\n" },
	{ "visits =< 3",
	    "18: error: Conditions do not use '=<'; they compare with = <> "
	    "< <= > >= and join with and, or, not (did you mean '<='?)\n" },
	{ "visits > 3 && alone = 'yes'",
	    "22: error: Conditions do not use '&&'; they compare with = <> "
	    "< <= > >= and join with and, or, not (did you mean 'and'?)\n" },
	{ "visits > 3 || alone = 'yes'",
	    "22: error: Conditions do not use '||'; they compare with = <> "
	    "< <= > >= and join with and, or, not (did you mean 'or'?)\n" },
	{ "! visits = 3",
	    "11: error: Conditions do not use '!'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
	{ "meals isnull",
	    "17: error: Conditions do not use 'isnull'; if it is an option, "
	    "write it between single quotes (did you mean 'is null'?)\n" },
	{ "meals notnull",
	    "17: error: Conditions do not use 'notnull'; if it is an "
	    "option, write it between single quotes (did you mean 'is not "
	    "null'?)\n" },
	{ "visits not null",
	    "22: error: null cannot follow not; something is missing "
	    "between them, or one of them is too much\n" },
	{ "cost > £50",
	    "18: error: Money counts in pence here, without a sign (did you "
	    "mean '5000'?)\n" },
	{ "cost > £45.50",
	    "18: error: Money counts in pence here, without a sign (did you "
	    "mean '4550'?)\n" },
	{ "cost > £45.505",
	    "18: error: Money counts in pence here, without a sign\n" },
	{ "born > 2026-04-01",
	    "18: error: Write a date between single quotes, with the year "
	    "first, such as '2026-04-01' (did you mean '2026-04-01'?)\n" },
	{ "born > 1/4/2026",
	    "18: error: Write a date between single quotes, with the year "
	    "first, such as '2026-04-01' (did you mean '2026-04-01'?)\n" },
	{ "born > '1/4/2026'",
	    "18: error: Write a date with the year first, such as "
	    "'2026-04-01', to compare with born (did you mean "
	    "'2026-04-01'?)\n" },
	{ "born > '1/4/26'",
	    "18: error: Write a date with the year first, such as "
	    "'2026-04-01', to compare with born\n" },
	{ "born > 'soon'",
	    "18: error: Write a date with the year first, such as "
	    "'2026-04-01', to compare with born\n" },
	{ "visits > 1,000",
	    "21: error: Take the comma out; commas only part the options "
	    "after in, has and add_months\n" },
	{ "answered",
	    "11: error: Write answered with brackets, as in "
	    "answered(question)\n" },
	{ "answerd(meals)",
	    "11: error: There is no answerd(); conditions have answered(), "
	    "has(), age() and add_months() (did you mean 'answered'?)\n" },
	{ "has(helpers)",
	    "22: error: Write it as has(question, 'option')\n" },
	{ "age(born, today) > 3",
	    "19: error: Take the comma out; commas only part the options "
	    "after in, has and add_months\n" },
	{ "add_months(born, 1.5) > today",
	    "31: error: Write it as add_months(date, months)\n" },
	{ "add_months(born) > today",
	    "26: error: Write it as add_months(date, months)\n" },
	{ "answered(lines)",
	    "20: error: lines is a list; name one of its questions, or let "
	    "a calculate block go over its rows\n" },
	{ "answered(today)",
	    "25: error: Write it as answered(question)\n" },
	{ "answered(3)",
	    "20: error: Write it as answered(question)\n" },
	{ "lines = 3",
	    "11: error: lines is a list; name one of its questions, or let "
	    "a calculate block go over its rows\n" },
	{ "list.line_cost > 3",
	    "11: error: There is no list 'list' (did you mean 'lines'?)\n" },
	{ "plan.line_cost > 3",
	    "11: error: line_cost does not belong to plan (did you mean "
	    "'lines'?)\n" },
	{ "lines.rent > 3",
	    "11: error: rent does not belong to lines (did you mean "
	    "'plan'?)\n" },
	{ "line_cost > 3",
	    "11: error: line_cost is asked in each row of lines, so only a "
	    "condition in lines can see it; elsewhere use a calculate "
	    "block\n" },
	{ "people.who_name = 'x'",
	    "18: error: who_name is asked in each row of people, so only a "
	    "condition in people can see it; elsewhere use a calculate "
	    "block\n" },
};

static const struct trap misfits[] = {
	{ "",
	    "11: error: Write a condition here, such as visits > 3\n" },
	{ "   ",
	    "14: error: Write a condition here, such as visits > 3\n" },
	{ "=",
	    "11: error: A condition cannot begin with =\n" },
	{ "and",
	    "11: error: A condition cannot begin with and\n" },
	{ "(",
	    "11: error: The condition ends too early; say what follows (\n" },
	{ "meals =",
	    "17: error: The condition ends too early; say what follows =\n" },
	{ "visits > 3 and",
	    "22: error: The condition ends too early; say what follows and\n" },
	{ "(visits > 3",
	    "11: error: The bracket that opens here is never closed\n" },
	{ "visits > 3)",
	    "21: error: Take this bracket out, or open one before it\n" },
	{ "((visits > 3) and (cost > 5)",
	    "11: error: The bracket that opens here is never closed\n" },
	{ "visits > 3 visits",
	    "22: error: visits cannot follow 3; something is missing "
	    "between them, or one of them is too much\n" },
	{ "visits = 3 and and",
	    "26: error: and cannot follow and; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits in",
	    "18: error: The condition ends too early; say what follows in\n" },
	{ "visits in ()",
	    "22: error: ) cannot follow (; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits in (1",
	    "21: error: The bracket that opens here is never closed\n" },
	{ "visits in 1",
	    "21: error: 1 cannot follow in; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits in plan",
	    "21: error: plan cannot follow in; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits between 1",
	    "26: error: The condition ends too early; say what follows 1\n" },
	{ "visits between 1 or 3",
	    "28: error: or cannot follow 1; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits not 3",
	    "22: error: 3 cannot follow not; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits is",
	    "18: error: The condition ends too early; say what follows is\n" },
	{ "has(helpers, )",
	    "24: error: Write it as has(question, 'option')\n" },
	{ "meals. = 3",
	    "18: error: = cannot follow .; something is missing between "
	    "them, or one of them is too much\n" },
	{ ".5 < visits",
	    "11: error: Write '.5' in plain figures, such as 1200 or 2.5, "
	    "of at most 15 figures\n" },
	{ "visits > 5.",
	    "20: error: Write '5.' in plain figures, such as 1200 or 2.5, "
	    "of at most 15 figures\n" },
	{ "visits > 1.2.3",
	    "23: error: Write '.3' in plain figures, such as 1200 or 2.5, "
	    "of at most 15 figures\n" },
	{ "meals = 'some",
	    "19: error: The words that begin here never end; close them "
	    "with a single quote\n" },
	{ "called = 'it's'",
	    "25: error: The words that begin here never end; close them "
	    "with a single quote\n" },
	{ "meals = ‘some",
	    "19: error: The words that begin here never end; close them "
	    "with a single quote\n" },
	{ "meals = \"some",
	    "19: error: The words that begin here never end; close them "
	    "with a single quote\n" },
	{ "called = 'a' 'b'",
	    "24: error: 'b' cannot follow 'a'; something is missing between "
	    "them, or one of them is too much\n" },
	{ "3x = visits",
	    "11: error: Write '3x' in plain figures, such as 1200 or 2.5, "
	    "of at most 15 figures\n" },
};

static const struct trap surprises[] = {
	{ "meals",
	    "11: error: Compare meals with something; alone it says neither "
	    "yes nor no (did you mean 'meals = 'none''?)\n" },
	{ "helpers",
	    "11: error: Compare helpers with something; alone it says "
	    "neither yes nor no (did you mean 'has(helpers, 'family')'?)\n" },
	{ "visits",
	    "11: error: Compare visits with something; alone it says "
	    "neither yes nor no (did you mean 'visits > 0'?)\n" },
	{ "cost",
	    "11: error: Compare cost with something; alone it says neither "
	    "yes nor no (did you mean 'cost > 0'?)\n" },
	{ "born",
	    "11: error: Compare born with something; alone it says neither "
	    "yes nor no (did you mean 'answered(born)'?)\n" },
	{ "outcomes",
	    "11: error: Compare outcomes with something; alone it says "
	    "neither yes nor no (did you mean 'answered(outcomes)'?)\n" },
	{ "3",
	    "11: error: Compare 3 with something; alone it says neither yes "
	    "nor no\n" },
	{ "'x'",
	    "11: error: Say what 'x' is compared with; for several options "
	    "write in ('a', 'b')\n" },
	{ "null",
	    "11: error: Compare null with something; alone it says neither "
	    "yes nor no\n" },
	{ "not alone",
	    "15: error: Compare alone with something; alone it says neither "
	    "yes nor no (did you mean 'alone = 'yes''?)\n" },
	{ "visits and cost > 3",
	    "11: error: Compare visits with something; alone it says "
	    "neither yes nor no (did you mean 'visits > 0'?)\n" },
	{ "meals = 'some' or 'all'",
	    "29: error: Say what 'all' is compared with; for several "
	    "options write in ('a', 'b')\n" },
	{ "1 < visits < 5",
	    "22: error: Compare two things at a time and join the "
	    "comparisons with and, as in 1 < visits and visits < 5\n" },
	{ "alone = 'yes' = true",
	    "25: error: Compare two things at a time and join the "
	    "comparisons with and, as in 1 < visits and visits < 5\n" },
	{ "(visits > 3) is null",
	    "11: error: Compare two things at a time and join the "
	    "comparisons with and, as in 1 < visits and visits < 5\n" },
	{ "visits = null",
	    "20: error: Nothing equals null; write is null or is not null\n" },
	{ "meals <> null",
	    "20: error: Nothing equals null; write is null or is not null\n" },
	{ "meals in ('some', null)",
	    "29: error: Nothing equals null; write is null or is not null\n" },
	{ "called = ''",
	    "20: error: An answer is never empty words; write called is "
	    "null, or not answered(called)\n" },
	{ "meals <> ''",
	    "20: error: An answer is never empty words; write meals is "
	    "null, or not answered(meals)\n" },
	{ "1 = 1",
	    "11: error: Name a question on one of the two sides; 1 and 1 "
	    "never change\n" },
	{ "'a' = 'b'",
	    "11: error: Name a question on one of the two sides; 'a' and "
	    "'b' never change\n" },
	{ "3 is null",
	    "11: error: Name a question on one of the two sides; 3 and null "
	    "never change\n" },
	{ "null is null",
	    "11: error: Name a question on one of the two sides; null and "
	    "null never change\n" },
	{ "add_months('2026-01-31', 1) = '2026-02-28'",
	    "11: error: Name a question on one of the two sides; "
	    "add_months('2026-01-31', 1) and '2026-02-28' never change\n" },
	{ "helpers = 'family'",
	    "11: error: Several options can be chosen for helpers; write "
	    "has(helpers, 'option')\n" },
	{ "helpers in ('family', 'friends')",
	    "11: error: Several options can be chosen for helpers; write "
	    "has(helpers, 'option')\n" },
	{ "helpers is 'family'",
	    "11: error: Several options can be chosen for helpers; write "
	    "has(helpers, 'option')\n" },
	{ "outcomes = 3",
	    "11: error: outcomes points at rows of a list; ask "
	    "answered(outcomes)\n" },
	{ "meals > 'none'",
	    "11: error: Answers to meals are not in order; use =, <> or in\n" },
	{ "called < 'b'",
	    "11: error: Answers to called are not in order; use =, <> or "
	    "in\n" },
	{ "meals between 'a' and 'b'",
	    "11: error: Answers to meals are not in order; use =, <> or in\n" },
	{ "visits = '7'",
	    "20: error: visits is a number; compare it with figures without "
	    "quotes (did you mean 'visits = 7'?)\n" },
	{ "'7' <= visits",
	    "11: error: visits is a number; compare it with figures without "
	    "quotes (did you mean '7 <= visits'?)\n" },
	{ "visits in ('7')",
	    "22: error: visits is a number; compare it with figures without "
	    "quotes\n" },
	{ "visits = 'many'",
	    "20: error: visits is a number; compare it with figures without "
	    "quotes\n" },
	{ "cost > '50'",
	    "18: error: cost is a number; compare it with figures without "
	    "quotes (did you mean 'cost > 50'?)\n" },
	{ "called = 7",
	    "20: error: Answers to called are words; write what they are "
	    "compared with between single quotes (did you mean 'called = "
	    "'7''?)\n" },
	{ "meals = 1",
	    "19: error: meals has no option 1\n" },
	{ "alone = 1", "19: error: alone has no option 1\n" },
	{ "usual_week = 3",
	    "24: error: Answers to usual_week are words; write what they "
	    "are compared with between single quotes (did you mean "
	    "'usual_week = '3''?)\n" },
	{ "cost = visits",
	    "16: error: cost and visits are of different kinds; compare or "
	    "add two of one kind\n" },
	{ "born = called",
	    "16: error: born and called are of different kinds; compare or "
	    "add two of one kind\n" },
	{ "meals = called",
	    "17: error: meals and called are of different kinds; compare or "
	    "add two of one kind\n" },
	{ "visits > born",
	    "18: error: visits and born are of different kinds; compare or "
	    "add two of one kind\n" },
	{ "born > 1957",
	    "18: error: Write a date with the year first, such as "
	    "'2026-04-01', to compare with born\n" },
	{ "born > 2026 - 4 - 1",
	    "18: error: Write a date with the year first, such as "
	    "'2026-04-01', to compare with born\n" },
	{ "born + 30 > today",
	    "11: error: Count from a date with add_months(), as in "
	    "add_months(today, 6)\n" },
	{ "today - born > 3",
	    "11: error: Count from a date with add_months(), as in "
	    "add_months(today, 6)\n"
	    "19: error: Count from a date with add_months(), as in "
	    "add_months(today, 6)\n" },
	{ "visits + called > 3",
	    "20: error: called is not a number, so nothing can be added to "
	    "it, taken from it or multiplied\n" },
	{ "meals * 2 > 3",
	    "11: error: meals is not a number, so nothing can be added to "
	    "it, taken from it or multiplied\n" },
	{ "- called = 3",
	    "13: error: called is not a number, so nothing can be added to "
	    "it, taken from it or multiplied\n" },
	{ "null + 1 > visits",
	    "11: error: Nothing equals null; write is null or is not null\n" },
	{ "cost * rent > 3",
	    "16: error: Money cannot be multiplied by money\n" },
	{ "cost + visits > 3",
	    "16: error: cost and visits are of different kinds; compare or "
	    "add two of one kind\n" },
	{ "hours + 0.1 = 0.3",
	    "23: error: A sum with decimals is seldom exactly equal; use < "
	    "or >, or let a calculate block round it\n" },
	{ "hours * 0.5 in (1, 2)",
	    "23: error: A sum with decimals is seldom exactly equal; use < "
	    "or >, or let a calculate block round it\n" },
	{ "cost * 0.5 is 100",
	    "22: error: A sum with decimals is seldom exactly equal; use < "
	    "or >, or let a calculate block round it\n" },
	{ "visits / 2 > 1",
	    "18: error: Conditions do not divide; let a calculate block do "
	    "it and compare its figure here\n" },
	{ "visits % 2 = 1",
	    "18: error: Conditions do not divide; let a calculate block do "
	    "it and compare its figure here\n" },
	{ "visits ÷ 2 = 1",
	    "18: error: Conditions do not divide; let a calculate block do "
	    "it and compare its figure here\n" },
	{ "visits between 10 and 5",
	    "26: error: Put the lower one first: between 5 and 10\n" },
	{ "visits between 5 and -5",
	    "26: error: Put the lower one first: between -5 and 5\n" },
	{ "born between '2020-01-01' and '2019-01-01'",
	    "24: error: Put the lower one first: between '2019-01-01' and "
	    "'2020-01-01'\n" },
	{ "has(visits, 'x')",
	    "15: error: visits has no options; has() asks about a question "
	    "with options\n" },
	{ "has(called, 'x')",
	    "15: error: called has no options; has() asks about a question "
	    "with options\n" },
	{ "age(visits) > 3",
	    "15: error: visits is not a date; age() and add_months() count "
	    "from a date\n" },
	{ "age('1/1/1990') > 3",
	    "15: error: Write a date between single quotes, with the year "
	    "first, such as '2026-04-01' (did you mean '1990-01-01'?)\n" },
	{ "add_months(cost, 3) > today",
	    "22: error: cost is not a date; age() and add_months() count "
	    "from a date\n" },
};

static const struct trap pounds[] = {
	{ "cost > 50.00",
	    "18: warning: Money counts in pence; write 50.00 as whole pence "
	    "(did you mean '5000'?)\n" },
	{ "50.5 < cost",
	    "11: warning: Money counts in pence; write 50.5 as whole pence "
	    "(did you mean '5050'?)\n" },
	{ "cost > -0.5",
	    "18: warning: Money counts in pence; write -0.5 as whole pence\n" },
	{ "cost between 10.00 and 20.00",
	    "24: warning: Money counts in pence; write 10.00 as whole pence "
	    "(did you mean '1000'?)\n"
	    "34: warning: Money counts in pence; write 20.00 as whole pence "
	    "(did you mean '2000'?)\n" },
	{ "cost in (1.25, 3)",
	    "20: warning: Money counts in pence; write 1.25 as whole pence "
	    "(did you mean '125'?)\n" },
	{ "cost + 0.5 > rent",
	    "18: warning: Money counts in pence; write 0.5 as whole pence "
	    "(did you mean '50'?)\n" },
	{ "cost > 12.345",
	    "18: warning: Money counts in pence; write 12.345 as whole "
	    "pence\n" },
};
/* clang-format on */

Test(traps, say_what_to_write_instead_of_a_slip)
{
	check_traps(slips, ARRAY_LENGTH(slips));
}

Test(traps, say_which_pieces_do_not_fit)
{
	check_traps(misfits, ARRAY_LENGTH(misfits));
}

Test(traps, say_what_would_come_out_otherwise_than_meant)
{
	check_traps(surprises, ARRAY_LENGTH(surprises));
}

Test(traps, warn_of_pounds_beside_money)
{
	check_traps(pounds, ARRAY_LENGTH(pounds));
}
