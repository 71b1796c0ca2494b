/*
 * The sandbox of conditions, without the parser that stands before it.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"
#include "form/expr.h"
#include "rig/form_sandbox.h"

TestSuite(sandbox, .init = start, .fini = stop);

/* Is the SQL let in?  If so, *truth is what it comes to. */
static bool
is_let_in(size_t repeat, const char *sql, enum truth *truth)
{
	struct sandbox_reads reads = {.count = 0};
	size_t slot;
	bool is_in = sandbox_prepare(sandbox, repeat, sql, &reads, &slot);

	if (is_in)
		*truth = sandbox_run(sandbox, slot, &source);
	else
		cr_assert_eq(reads.count, 0);
	mem_free(reads.fields);
	return is_in;
}

static void
check_outcome(const char *sql, enum truth expected)
{
	enum truth truth;

	cr_assert(is_let_in(LINES, sql, &truth), "%s", sql);
	cr_assert_eq(truth, expected, "%s", sql);
}

/* clang-format off */
static const char *const statements[] = {
	"ATTACH ':memory:' AS other",
	"DETACH main",
	"PRAGMA writable_schema = 1",
	"PRAGMA user_version",
	"BEGIN",
	"COMMIT",
	"SAVEPOINT a",
	"VACUUM",
	"VACUUM INTO '/tmp/sevensteps-stolen'",
	"ANALYZE",
	"REINDEX",
	"CREATE TABLE mine (x)",
	"CREATE TEMP TABLE mine (x)",
	"CREATE VIEW mine AS SELECT 1",
	"CREATE TRIGGER mine BEFORE DELETE ON plan BEGIN SELECT 1; END",
	"CREATE VIRTUAL TABLE mine USING plan",
	"DROP TABLE plan",
	"ALTER TABLE plan RENAME TO mine",
	"INSERT INTO plan (f0) VALUES (1)",
	"UPDATE plan SET f0 = 1",
	"DELETE FROM plan",
	"EXPLAIN SELECT 1",
	"EXPLAIN QUERY PLAN SELECT 1",
	"SELECT * FROM sqlite_master",
	"SELECT sql FROM sqlite_schema",
	"SELECT name FROM pragma_database_list",
	"SELECT value FROM json_each('[1,2]')",
	"SELECT 1; SELECT 2",
	"SELECT 1 UNION SELECT 2",
	"SELECT (SELECT 1)",
	"SELECT EXISTS (SELECT 1)",
	"SELECT 1 IN (SELECT 1)",
	"SELECT 1 IN plan",
	"SELECT 1 FROM (SELECT 1)",
	"WITH a AS (SELECT 1) SELECT * FROM a",
	"WITH RECURSIVE a(x) AS (SELECT 1 UNION SELECT x FROM a) SELECT 1",
	"SELECT f0, f1 FROM plan",
	"SELECT * FROM plan",
	"SELECT rowid FROM plan",
	"SELECT _rowid_ FROM plan",
	"SELECT f16 FROM plan",
	"SELECT f999 FROM plan",
	"SELECT f19 FROM list1",
	"SELECT 1 FROM list1",
	"SELECT 1 FROM list7",
	"SELECT count(*) FROM plan",
	"SELECT sum(f6) FROM plan",
	"SELECT row_number() OVER () FROM plan",
	"SELECT f0 LIKE 'a' FROM plan",
	"SELECT f0 GLOB 'a' FROM plan",
	"SELECT f0 MATCH 'a' FROM plan",
	"SELECT f0 REGEXP 'a' FROM plan",
	"SELECT f0 -> 'a' FROM plan",
	"SELECT current_date",
	"SELECT random()",
	"SELECT load_extension('x')",
	"SELECT zeroblob(1000000000)",
	"SELECT length(zeroblob(1000000000)) > 0",
	"SELECT hex(randomblob(1000000000))",
	"SELECT randomblob(8)",
	"SELECT replace(replace(f0, 'a', 'aaaa'), 'a', 'aaaa') FROM plan",
	"SELECT date('now')",
	"SELECT time('now')",
	"SELECT datetime('now')",
	"SELECT julianday('now')",
	"SELECT unixepoch('now')",
	"SELECT strftime('%s', 'now')",
	"SELECT current_time",
	"SELECT current_timestamp",
	"SELECT f12 > date('now', '-1 day') FROM plan",
	"SELECT format('%1000000000s', 'x')",
	"SELECT char(0, 27, 8)",
	"SELECT quote(f0) FROM plan",
	"SELECT group_concat(f0) FROM plan",
	"SELECT instr(f0, 'a') FROM plan",
	"SELECT substr(f0, -9223372036854775808) FROM plan",
	"SELECT abs(-9223372036854775808)",
	"SELECT RAISE(IGNORE)",
	"SELECT RAISE(ABORT, 'a')",
	"SELECT sqlite_version()",
	"SELECT sqlite_compileoption_get(0)",
	"SELECT changes()",
	"SELECT last_insert_rowid()",
	"SELECT fts3_tokenizer('simple')",
	"SELECT readfile('/etc/passwd')",
	"SELECT writefile('/tmp/a', 'a')",
	"SELECT edit('a')",
	"SELECT json('[1]')",
	"SELECT likelihood(1, 0.5)",
	"SELECT 1 FROM sqlite_temp_master",
	"SELECT 1 FROM main.sqlite_schema",
	"SELECT 1 FROM dbstat",
	"SELECT 1 FROM generate_series(1, 1000000000)",
	"SELECT 1 FROM pragma_function_list",
	"SELECT 1 FROM pragma_table_info('plan')",
	"SELECT 1 FROM json_tree('[1]')",
	"SELECT 1 FROM plan, plan AS b, plan AS c, list1",
	"SELECT 1) UNION SELECT (2",
	"SELECT 1 --\n; DROP TABLE plan",
	"SELECT 1 /* ; */ ; DELETE FROM plan",
	"SELECT 1 UNION ALL SELECT 2",
	"SELECT 1 EXCEPT SELECT 2",
	"SELECT 1 FROM (VALUES (1), (2))",
	"SELECT max(f6) OVER (PARTITION BY f6) FROM plan",
	"SELECT f0 COLLATE nocase_of_mine = 'a' FROM plan",
	"SELECT 1 FROM plan ORDER BY (SELECT 1)",
	"SELECT 1 FROM plan LIMIT (SELECT 1)",
	"WITH RECURSIVE a(x) AS (VALUES(1) UNION ALL SELECT x FROM a) SELECT 1",
	"RELEASE a",
	"ROLLBACK",
	"PRAGMA temp_store_directory = '/tmp'",
	"REPLACE INTO plan (f0) VALUES (1)",
	"SELECT printf('%1000000000d', 1)",
	"SELECT f0 = \"some\" FROM plan",
	"SELECT ?",
	"SELECT :a",
	"SELECT age()",
	"SELECT age(1, 2)",
	"",
	" ",
	"nonsense",
	"'",
	"\xff",
};
/* clang-format on */

Test(sandbox, holds_without_the_parser_before_it)
{
	for (size_t i = 0; i < ARRAY_LENGTH(statements); i++) {
		enum truth truth;

		cr_assert_not(is_let_in(LINES, statements[i], &truth), "%s",
		    statements[i]);
	}
	/* It still works after all that. */
	check_outcome("SELECT f6 = 7 AND f18 = 7 FROM plan, list0", TRUTH_TRUE);
}

Test(sandbox, has_a_harmless_answer_to_what_it_cannot_refuse)
{
	static const struct {
		const char *sql;
		enum truth truth;
	} cases[] = {
	    {"SELECT 1 / 0", TRUTH_UNKNOWN},
	    {"SELECT 1 % 0", TRUTH_UNKNOWN},
	    {"SELECT 1.0 / 0.0", TRUTH_UNKNOWN},
	    {"SELECT 0 * 1e999", TRUTH_UNKNOWN},
	    {"SELECT 1e999 - 1e999", TRUTH_UNKNOWN},
	    {"SELECT 1e999 > 1", TRUTH_TRUE},
	    {"SELECT -1e999 < f6 FROM plan", TRUTH_TRUE},
	    {"SELECT 9223372036854775807 + 1 > 0", TRUTH_TRUE},
	    {"SELECT -9223372036854775808 - 1 < 0", TRUTH_TRUE},
	    {"SELECT -9223372036854775808 / -1 > 0", TRUTH_TRUE},
	    {"SELECT -9223372036854775808 % -1 = 0", TRUTH_TRUE},
	    {"SELECT 1 << 64 = 0", TRUTH_TRUE},
	    {"SELECT 1 << -9223372036854775808 = 0", TRUTH_TRUE},
	    {"SELECT 18446744073709551616 > 1", TRUTH_TRUE},
	    {"SELECT x'00' = 'a'", TRUTH_FALSE},
	    {"SELECT x'00ff'", TRUTH_FALSE},
	    {"SELECT CAST(f6 AS BLOB) = 7 FROM plan", TRUTH_FALSE},
	    {"SELECT 'a' || f6 = 'a7' FROM plan", TRUTH_TRUE},
	    {"SELECT 'some' + 0", TRUTH_FALSE},
	    {"SELECT '1e999' + 0 > 1", TRUTH_TRUE},
	    {"SELECT NULL", TRUTH_UNKNOWN},
	    {"VALUES (1), (2)", TRUTH_TRUE},
	    {"SELECT (1, 2) = (1, 2)", TRUTH_TRUE},
	    {"SELECT 1 /* one */ -- and no more", TRUTH_TRUE},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		check_outcome(cases[i].sql, cases[i].truth);
}

Test(sandbox, shows_each_list_to_its_own_conditions_alone)
{
	enum truth truth;

	cr_assert(is_let_in(LINES, "SELECT f18 = 7 FROM list0", &truth));
	cr_assert(is_let_in(PEOPLE, "SELECT f19 = 7 FROM list1", &truth));
	cr_assert_not(is_let_in(NONE, "SELECT f18 = 7 FROM list0", &truth));
	cr_assert_not(is_let_in(PEOPLE, "SELECT f18 = 7 FROM list0", &truth));
	cr_assert_not(is_let_in(LINES, "SELECT 1 FROM list0, list1", &truth));
}

static size_t
prepare(size_t repeat, const char *sql)
{
	struct sandbox_reads reads = {.count = 0};
	size_t slot;

	cr_assert(sandbox_prepare(sandbox, repeat, sql, &reads, &slot));
	mem_free(reads.fields);
	return slot;
}

Test(sandbox, looks_at_the_answers_of_the_moment)
{
	size_t one = prepare(NONE, "SELECT f6 = 7 FROM plan");
	size_t two = prepare(LINES, "SELECT f6 + f18 = 14 FROM plan, list0");

	for (int64_t pence = 5; pence < 10; pence++) {
		answer.pence = pence;
		cr_assert_eq(sandbox_run(sandbox, one, &source) == TRUTH_TRUE,
		    pence == 7);
		cr_assert_eq(sandbox_run(sandbox, two, &source) == TRUTH_TRUE,
		    pence == 7);
	}
	answer.kind = VALUE_NONE;
	cr_assert_eq(sandbox_run(sandbox, one, &source), TRUTH_UNKNOWN);
	cr_assert_eq(sandbox_run(sandbox, two, &source), TRUTH_UNKNOWN);
}

Test(sandbox, goes_on_after_what_had_to_be_stopped)
{
	/* The table never ends, and so nobody finds the row. */
	size_t slot = prepare(NONE, "SELECT 1 FROM plan WHERE f6 = 7");

	cr_assert_eq(sandbox_run(sandbox, slot, &source), TRUTH_TRUE);
	answer.pence = 8;
	cr_assert_eq(sandbox_run(sandbox, slot, &source), TRUTH_UNKNOWN);
	answer.pence = 7;
	cr_assert_eq(sandbox_run(sandbox, slot, &source), TRUTH_TRUE);
	check_outcome("SELECT a.f6 = 7 FROM plan AS a, plan AS b", TRUTH_TRUE);
}

Test(sandbox, stops_what_takes_too_many_steps)
{
	struct str sql = STR_EMPTY;

	for (int count = 100; count <= 10000; count *= 100) {
		str_clear(&sql);
		str_put(&sql, "SELECT f6 IN (7");
		for (int i = 0; i < count; i++)
			str_put(&sql, ",1");
		str_put(&sql, ") FROM plan");
		check_outcome(
		    sql.text, count == 100 ? TRUTH_TRUE : TRUTH_UNKNOWN);
	}
	check_outcome("SELECT f6 = 7 FROM plan", TRUTH_TRUE);
	str_release(&sql);
}

Test(sandbox, refuses_what_is_too_long_or_too_deep)
{
	struct str sql = STR_EMPTY;
	enum truth truth;

	str_put(&sql, "SELECT 1");
	for (int i = 0; i < 2000; i++)
		str_put(&sql, " + 1");
	cr_assert_not(is_let_in(NONE, sql.text, &truth));
	str_clear(&sql);
	str_put(&sql, "SELECT ");
	for (int i = 0; i < 500; i++)
		str_put(&sql, "(");
	cr_assert_not(is_let_in(NONE, sql.text, &truth));
	str_clear(&sql);
	str_put(&sql, "SELECT '");
	for (int i = 0; i < 200000; i++)
		str_put(&sql, "a");
	str_put(&sql, "'");
	cr_assert_not(is_let_in(NONE, sql.text, &truth));
	str_release(&sql);
}

Test(sandbox, takes_a_number_too_large_for_what_it_is)
{
	answer = (struct value){.kind = VALUE_NUMBER,
	    .number = exact_parse(arena,
		"999999999999999999999999999999999999999999999999999999999")};
	check_outcome("SELECT f3 > 1 FROM plan", TRUTH_TRUE);
	check_outcome(
	    "SELECT f3 * f3 * f3 * f3 * f3 * f3 > f3 FROM plan", TRUTH_TRUE);
	check_outcome("SELECT f3 - f3 = 0 FROM plan", TRUTH_TRUE);
	answer.number = exact_parse(arena, "9223372036854775807");
	check_outcome("SELECT f3 + 1 > f3 - 1 FROM plan", TRUTH_TRUE);
}
