/*
 * Conditions under attack.  There are two walls, and each is tried alone: what
 * is written in a form must be refused with a sentence, and the same thrown at
 * the sandbox as SQL must be refused or do no harm.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"
#include "form/expr.h"
#include "form/expr_scope.h"
#include "rig/form_said.h"
#include "rig/form_sandbox.h"

TestSuite(attacks, .init = start, .fini = stop);

/* Is the SQL let in?  Then it is run as well. */
static bool
is_let_in(const char *sql)
{
	struct sandbox_reads reads = {.count = 0};
	size_t slot;
	bool is_in = sandbox_prepare(sandbox, &columns, sql, &reads, &slot);

	if (is_in)
		sandbox_run(sandbox, slot, &source);
	mem_free(reads.fields);
	return is_in;
}

/* clang-format off */
static const struct attack {
	const char *condition;
	const char *said; /* lines of "column: severity: sentence" */
} attacks[] = {
	{ "meals = 'x'; attach '/etc/passwd' as p",
	    "22: error: Take the semicolon out; one condition stands here\n" },
	{ "true; select 1",
	    "15: error: Take the semicolon out; one condition stands here\n" },
	{ "attach 'x' as y",
	    "11: error: Conditions do not use 'attach'; if it is an option, "
	    "write it between single quotes\n" },
	{ "(select sql from sqlite_schema)",
	    "12: error: Conditions see the plan and the row at hand, so "
	    "'select' cannot be used; let a calculate block go over the "
	    "rows\n" },
	{ "exists (select 1)",
	    "11: error: Conditions see the plan and the row at hand, so "
	    "'exists' cannot be used; let a calculate block go over the "
	    "rows\n" },
	{ "meals in (select code from x)",
	    "21: error: Conditions see the plan and the row at hand, so "
	    "'select' cannot be used; let a calculate block go over the "
	    "rows\n" },
	{ "visits in sqlite_master",
	    "21: error: sqlite_master cannot follow in; something is "
	    "missing between them, or one of them is too much\n" },
	{ "meals in plan",
	    "20: error: plan cannot follow in; something is missing between "
	    "them, or one of them is too much\n" },
	{ "visits = (select count(*) from sqlite_master)",
	    "21: error: Conditions see the plan and the row at hand, so "
	    "'select' cannot be used; let a calculate block go over the "
	    "rows\n" },
	{ "with r as (select 1) select 1",
	    "11: error: Conditions do not use 'with'; if it is an option, "
	    "write it between single quotes\n" },
	{ "values (1)",
	    "11: error: Conditions do not use 'values'; if it is an option, "
	    "write it between single quotes\n" },
	{ "pragma writable_schema = 1",
	    "11: error: Conditions do not use 'pragma'; if it is an option, "
	    "write it between single quotes\n" },
	{ "explain true",
	    "11: error: Conditions do not use 'explain'; if it is an "
	    "option, write it between single quotes\n" },
	{ "insert into plan values (1)",
	    "11: error: Conditions do not use 'insert'; if it is an option, "
	    "write it between single quotes\n" },
	{ "delete from plan",
	    "11: error: Conditions do not use 'delete'; if it is an option, "
	    "write it between single quotes\n" },
	{ "drop table plan",
	    "11: error: Conditions do not use 'drop'; if it is an option, "
	    "write it between single quotes\n" },
	{ "create table x (y)",
	    "11: error: Conditions do not use 'create'; if it is an option, "
	    "write it between single quotes\n" },
	{ "update plan set f0 = 1",
	    "11: error: Conditions do not use 'update'; if it is an option, "
	    "write it between single quotes\n" },
	{ "vacuum",
	    "11: error: Conditions do not use 'vacuum'; if it is an option, "
	    "write it between single quotes\n" },
	{ "raise(abort, 'x')",
	    "11: error: Conditions do not use 'raise'; if it is an option, "
	    "write it between single quotes\n" },
	{ "load_extension('x.so') is null",
	    "11: error: There is no load_extension(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "randomblob(1000000000) is null",
	    "11: error: There is no randomblob(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "zeroblob(1000000000) is null",
	    "11: error: There is no zeroblob(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "hex(meals) = 'x'",
	    "11: error: There is no hex(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "printf('%.*c', 1000000000, 'x') = 'x'",
	    "11: error: There is no printf(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "format('%d', 1) = 'x'",
	    "11: error: There is no format(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "replace(called, 'a', 'b') = 'x'",
	    "11: error: Conditions do not use 'replace'; if it is an "
	    "option, write it between single quotes\n" },
	{ "readfile('/etc/passwd') = 'x'",
	    "11: error: There is no readfile(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "writefile('x', 'y') > 1",
	    "11: error: There is no writefile(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "edit('x') = 'x'",
	    "11: error: There is no edit(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "fts3_tokenizer('simple') is null",
	    "11: error: There is no fts3_tokenizer(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "sqlite_version() = '3'",
	    "11: error: There is no sqlite_version(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "last_insert_rowid() = 0",
	    "11: error: There is no last_insert_rowid(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "changes() = 0",
	    "11: error: There is no changes(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "random() > 0",
	    "11: error: There is no random(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "json('{}') = 'x'",
	    "11: error: There is no json(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "called -> 'x'",
	    "18: error: Conditions do not use '->'; they compare with = <> "
	    "< <= > >= and join with and, or, not\n" },
	{ "called ->> '$.x' = 1",
	    "18: error: Conditions do not use '->'; they compare with = <> "
	    "< <= > >= and join with and, or, not\n" },
	{ "count(*) > 0",
	    "11: error: There is no count(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "sum(cost) > 0",
	    "11: error: There is no sum(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "max(cost, rent) > 0",
	    "11: error: There is no max(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "total(visits) > 1",
	    "11: error: There is no total(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "group_concat(called) = 'x'",
	    "11: error: There is no group_concat(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "row_number() over () = 1",
	    "24: error: Conditions do not use 'over'; if it is an option, "
	    "write it between single quotes\n" },
	{ "sum(visits) filter (where true) > 1",
	    "23: error: Conditions do not use 'filter'; if it is an option, "
	    "write it between single quotes\n" },
	{ "date('now') > born",
	    "11: error: There is no date(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "julianday(born) > 1",
	    "11: error: There is no julianday(); conditions have "
	    "answered(), has(), age() and add_months()\n" },
	{ "strftime('%s', 'now') > 0",
	    "11: error: There is no strftime(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "current_date > born",
	    "11: error: Conditions do not use 'current_date'; if it is an "
	    "option, write it between single quotes\n" },
	{ "current_timestamp > born",
	    "11: error: Conditions do not use 'current_timestamp'; if it is "
	    "an option, write it between single quotes\n" },
	{ "coalesce(visits, 0) > 1",
	    "11: error: There is no coalesce(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "ifnull(visits, 0) > 1",
	    "11: error: There is no ifnull(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "abs(-9223372036854775808) > 1",
	    "16: error: Write '9223372036854775808' in plain figures, such "
	    "as 1200 or 2.5, of at most 15 figures\n" },
	{ "likely(true)",
	    "11: error: There is no likely(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "iif(true, true, true)",
	    "11: error: There is no iif(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "typeof(meals) = 'text'",
	    "11: error: There is no typeof(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "quote(meals) = 'x'",
	    "11: error: There is no quote(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "unicode(called) = 1",
	    "11: error: There is no unicode(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "char(0) = called",
	    "11: error: There is no char(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "length(called) > 1",
	    "11: error: There is no length(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "lower(called) = 'x'",
	    "11: error: There is no lower(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "substr(called, 1, 1) = 'x'",
	    "11: error: There is no substr(); conditions have answered(), "
	    "has(), age() and add_months()\n" },
	{ "called like 'a%'",
	    "18: error: Conditions do not search in words, so 'like' cannot "
	    "be used; compare whole answers with =, or ask with options\n" },
	{ "called not like 'a%' escape 'b'",
	    "22: error: Conditions do not search in words, so 'like' cannot "
	    "be used; compare whole answers with =, or ask with options\n" },
	{ "called glob '*a*a*a*'",
	    "18: error: Conditions do not search in words, so 'glob' cannot "
	    "be used; compare whole answers with =, or ask with options\n" },
	{ "called regexp '(a+)+'",
	    "18: error: Conditions do not search in words, so 'regexp' "
	    "cannot be used; compare whole answers with =, or ask with "
	    "options\n" },
	{ "called match 'x'",
	    "18: error: Conditions do not search in words, so 'match' "
	    "cannot be used; compare whole answers with =, or ask with "
	    "options\n" },
	{ "case when true then true end",
	    "11: error: Write it with and, or and not instead of 'case'\n" },
	{ "cast(meals as integer) > 1",
	    "11: error: Conditions do not use 'cast'; if it is an option, "
	    "write it between single quotes\n" },
	{ "called collate nocase = 'x'",
	    "18: error: Conditions do not use 'collate'; if it is an "
	    "option, write it between single quotes\n" },
	{ "called collate nosuch = 'x'",
	    "18: error: Conditions do not use 'collate'; if it is an "
	    "option, write it between single quotes\n" },
	{ "called || 'x' = 'y'",
	    "11: error: Compare called with something; alone it says "
	    "neither yes nor no (did you mean 'answered(called)'?)\n"
	    "18: error: Conditions do not use '||'; they compare with = <> "
	    "< <= > >= and join with and, or, not (did you mean 'or'?)\n"
	    "21: error: Name a question on one of the two sides; 'x' and "
	    "'y' never change\n" },
	{ "visits & 1",
	    "18: error: Conditions do not use '&'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
	{ "visits | 1",
	    "18: error: Conditions do not use '|'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
	{ "visits << 62 > 1",
	    "18: error: Conditions do not use '<<'; they compare with = <> "
	    "< <= > >= and join with and, or, not\n" },
	{ "visits >> 1 > 1",
	    "18: error: Conditions do not use '>>'; they compare with = <> "
	    "< <= > >= and join with and, or, not\n" },
	{ "~visits > 1",
	    "11: error: Conditions do not use '~'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
	{ "visits is not distinct from 3",
	    "25: error: Conditions do not use 'distinct'; if it is an "
	    "option, write it between single quotes\n" },
	{ "meals is distinct from null",
	    "20: error: Conditions do not use 'distinct'; if it is an "
	    "option, write it between single quotes\n" },
	{ "(visits, cost) = (1, 2)",
	    "18: error: Take the comma out; commas only part the options "
	    "after in, has and add_months\n" },
	{ "(1, 2) in (3)",
	    "13: error: Take the comma out; commas only part the options "
	    "after in, has and add_months\n" },
	{ "visits = ?",
	    "20: error: Take '?' out; write the id of a question as it is\n" },
	{ "visits = ?1",
	    "20: error: Take '?' out; write the id of a question as it is\n" },
	{ "visits = :visits",
	    "20: error: Take ':' out; write the id of a question as it is\n" },
	{ "visits = @visits",
	    "20: error: Take '@' out; write the id of a question as it is\n" },
	{ "visits = $visits",
	    "20: error: Take '$' out; write the id of a question as it is\n" },
	{ "visits = #1",
	    "20: error: Take '#' out; write the id of a question as it is\n" },
	{ "true -- and false",
	    "16: error: Take '--' out; a comment is a line of its own that "
	    "begins with #\n" },
	{ "true /* and false",
	    "16: error: Take '/*' out; a comment is a line of its own that "
	    "begins with #\n" },
	{ "true /* and */",
	    "16: error: Take '/*' out; a comment is a line of its own that "
	    "begins with #\n" },
	{ "true # x",
	    "16: error: Take '#' out; write the id of a question as it is\n" },
	{ "x'00' = called",
	    "11: error: There is no question 'x'\n"
	    "12: error: '00' cannot follow x; something is missing between "
	    "them, or one of them is too much\n" },
	{ "X'4142' = called",
	    "11: error: There is no question 'X'\n"
	    "12: error: '4142' cannot follow X; something is missing "
	    "between them, or one of them is too much\n" },
	{ "visits > 1e999",
	    "20: error: Write '1e999' in plain figures, such as 1200 or "
	    "2.5, of at most 15 figures\n" },
	{ "visits > 1e5",
	    "20: error: Write '1e5' in plain figures, such as 1200 or 2.5, "
	    "of at most 15 figures\n" },
	{ "visits > 0x10",
	    "20: error: Write '0x10' in plain figures, such as 1200 or 2.5, "
	    "of at most 15 figures\n" },
	{ "visits > 9223372036854775808",
	    "20: error: Write '9223372036854775808' in plain figures, such "
	    "as 1200 or 2.5, of at most 15 figures\n" },
	{ "visits > 99999999999999999999999999",
	    "20: error: Write '99999999999999999999999999' in plain "
	    "figures, such as 1200 or 2.5, of at most 15 figures\n" },
	{ "visits > 1_000",
	    "20: error: Write '1_000' in plain figures, such as 1200 or "
	    "2.5, of at most 15 figures\n" },
	{ "[meals] = 'some'",
	    "11: error: Write the id of a question as it is, without '['\n" },
	{ "`meals` = 'some'",
	    "11: error: Write the id of a question as it is, without '`'\n" },
	{ "\"meals\" = 'some'",
	    "11: error: Write words between single quotes (did you mean "
	    "'meals'?)\n"
	    "11: error: Name a question on one of the two sides; 'meals' "
	    "and 'some' never change\n" },
	{ "rowid = 1",
	    "11: error: There is no question 'rowid'\n" },
	{ "oid = 1",
	    "11: error: There is no question 'oid'\n" },
	{ "_rowid_ = 1",
	    "11: error: There is no question '_rowid_'\n" },
	{ "plan.rowid = 1",
	    "16: error: There is no question 'rowid'\n" },
	{ "lines.rowid = 1",
	    "17: error: There is no question 'rowid'\n" },
	{ "plan.* is null",
	    "16: error: * cannot follow .; something is missing between "
	    "them, or one of them is too much\n" },
	{ "* is null",
	    "11: error: A condition cannot begin with *\n" },
	{ "main.plan.meals = 'x'",
	    "16: error: There is no question 'plan'\n"
	    "20: error: . cannot follow plan; something is missing between "
	    "them, or one of them is too much\n" },
	{ "sqlite_master.sql = 'x'",
	    "25: error: There is no question 'sql'\n" },
	{ "c48 = 'some'",
	    "11: error: There is no question 'c48'\n" },
	{ "plan.c48 = 'some'",
	    "16: error: There is no question 'c48'\n" },
	{ "list0.f18 > 1",
	    "17: error: There is no question 'f18'\n" },
	{ "plan = 1",
	    "11: error: There is no question 'plan'\n" },
	{ "{meals} = 'some'",
	    "11: error: Take '{' out; write the id of a question as it is\n" },
	{ "meals = 'some' union select 1",
	    "26: error: Conditions see the plan and the row at hand, so "
	    "'union' cannot be used; let a calculate block go over the "
	    "rows\n" },
	{ "true order by 1",
	    "16: error: Conditions do not use 'order'; if it is an option, "
	    "write it between single quotes\n" },
	{ "true limit 1",
	    "16: error: Conditions do not use 'limit'; if it is an option, "
	    "write it between single quotes\n" },
	{ "true) from plan; --",
	    "17: error: Conditions do not use 'from'; if it is an option, "
	    "write it between single quotes\n" },
	{ "1) or (1",
	    "12: error: Take this bracket out, or open one before it\n" },
	{ "visits > 3 as x",
	    "22: error: Conditions do not use 'as'; if it is an option, "
	    "write it between single quotes\n" },
	{ "\\",
	    "11: error: Conditions do not use '\\'; they compare with = <> "
	    "< <= > >= and join with and, or, not\n" },
	{ "\x01",
	    "11: error: Conditions do not use '�'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
	{ "\xff\xfe",
	    "11: error: Conditions do not use '�'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
	{ "visits\xed\xa0\x80 > 3",
	    "17: error: Conditions do not use '�'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
	{ "visits > ٣",
	    "20: error: There is no question '٣'\n" },
	{ "visits > ½",
	    "20: error: There is no question '½'\n" },
	{ "visits > ∞",
	    "20: error: There is no question '∞'\n" },
	{ "😀",
	    "11: error: There is no question '😀'\n" },
	{ "visits \x7f 3",
	    "18: error: Conditions do not use '�'; they compare with = <> < "
	    "<= > >= and join with and, or, not\n" },
};

/*
 * What gets into the sandbox, with the columns' own names: signs and figures
 * that only reckon with the row at hand.
 */
static const char *const harmless[] = {
	"case when true then true end",
	"cast(meals as integer) > 1",
	"called collate nocase = 'x'",
	"called || 'x' = 'y'",
	"visits & 1",
	"visits | 1",
	"visits << 62 > 1",
	"visits >> 1 > 1",
	"~visits > 1",
	"visits is not distinct from 3",
	"meals is distinct from null",
	"(visits, cost) = (1, 2)",
	"true /* and */",
	"x'00' = called",
	"X'4142' = called",
	"visits > 1e999",
	"visits > 1e5",
	"visits > 0x10",
	"visits > 9223372036854775808",
	"visits > 99999999999999999999999999",
	"[meals] = 'some'",
	"`meals` = 'some'",
	"\"meals\" = 'some'",
	"main.plan.meals = 'x'",
	"c48 = 'some'",
	"plan.c48 = 'some'",
	"1) or (1",
};
/* clang-format on */

Test(attacks, are_told_what_to_write_instead)
{
	struct expr_engine *engine =
	    expr_engine_new(fields, FIELDS, repeats, REPEATS);

	cr_assert_geq(ARRAY_LENGTH(attacks), 60);
	for (size_t i = 0; i < ARRAY_LENGTH(attacks); i++)
		cr_assert_not(is_taken_with(
		    engine, attacks[i].condition, attacks[i].said));
	expr_engine_free(engine);
}

static void
replace_all(struct str *sql, const char *from, const char *to)
{
	for (const char *at; (at = strstr(sql->text, from));) {
		size_t offset = (size_t)(at - sql->text);
		str_remove(sql, offset, strlen(from));
		str_insert(sql, offset, to, strlen(to));
	}
}

/* The condition as SQL, with the sandbox's own names for the questions'. */
static void
put_sql(struct str *sql, const char *condition)
{
	str_format(sql, "SELECT (%s)", condition);
	for (size_t i = 0; i < columns.count; i++)
		replace_all(sql, fields[columns.items[i].field].id,
		    arena_format(
			arena, EXPR_COLUMN "%zu", columns.items[i].number));
	replace_all(sql, SCOPE_PLAN ".", EXPR_TABLE ".");
	str_put(sql, " FROM " EXPR_TABLE);
}

static bool
is_harmless(const char *condition)
{
	for (size_t i = 0; i < ARRAY_LENGTH(harmless); i++)
		if (text_is(harmless[i], condition))
			return true;
	return false;
}

Test(attacks, do_no_harm_in_the_sandbox_alone)
{
	struct str sql = STR_EMPTY;

	for (size_t i = 0; i < ARRAY_LENGTH(attacks); i++) {
		str_clear(&sql);
		put_sql(&sql, attacks[i].condition);
		cr_assert_eq(is_let_in(sql.text),
		    is_harmless(attacks[i].condition), "%s",
		    attacks[i].condition);
	}
	str_release(&sql);
}
