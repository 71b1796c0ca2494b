/*
 * The sandbox of conditions, without the parser that stands before it.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/str.h"
#include "form/expr.h"
#include "form/type.h"
#include "rig/form_sandbox.h"

TestSuite(sandbox, .init = start, .fini = stop);

/* Is the SQL let in?  If so, *truth is what it comes to. */
static bool
is_let_in(const char *sql, enum truth *truth)
{
	struct sandbox_reads reads = {.count = 0};
	size_t slot;
	bool is_in = sandbox_prepare(sandbox, &columns, sql, &reads, &slot);

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

	cr_assert(is_let_in(sql, &truth), "%s", sql);
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
	"CREATE TRIGGER mine BEFORE DELETE ON answers BEGIN SELECT 1; END",
	"CREATE VIRTUAL TABLE mine USING answers",
	"DROP TABLE answers",
	"ALTER TABLE answers RENAME TO mine",
	"INSERT INTO answers (c48) VALUES (1)",
	"UPDATE answers SET c48 = 1",
	"DELETE FROM answers",
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
	"SELECT 1 IN answers",
	"SELECT 1 FROM (SELECT 1)",
	"WITH a AS (SELECT 1) SELECT * FROM a",
	"WITH RECURSIVE a(x) AS (SELECT 1 UNION SELECT x FROM a) SELECT 1",
	"SELECT c48, c49 FROM answers",
	"SELECT * FROM answers",
	"SELECT rowid FROM answers",
	"SELECT _rowid_ FROM answers",
	"SELECT c95 FROM answers",
	"SELECT c96 FROM answers",
	"SELECT c999 FROM answers",
	"SELECT 1 FROM list7",
	"SELECT 1 FROM plan",
	"SELECT count(*) FROM answers",
	"SELECT sum(c0) FROM answers",
	"SELECT row_number() OVER () FROM answers",
	"SELECT c48 LIKE 'a' FROM answers",
	"SELECT c48 GLOB 'a' FROM answers",
	"SELECT c48 MATCH 'a' FROM answers",
	"SELECT c48 REGEXP 'a' FROM answers",
	"SELECT c48 -> 'a' FROM answers",
	"SELECT current_date",
	"SELECT random()",
	"SELECT load_extension('x')",
	"SELECT zeroblob(1000000000)",
	"SELECT length(zeroblob(1000000000)) > 0",
	"SELECT hex(randomblob(1000000000))",
	"SELECT randomblob(8)",
	"SELECT replace(replace(c48, 'a', 'aaaa'), 'a', 'aaaa') FROM answers",
	"SELECT date('now')",
	"SELECT time('now')",
	"SELECT datetime('now')",
	"SELECT julianday('now')",
	"SELECT unixepoch('now')",
	"SELECT strftime('%s', 'now')",
	"SELECT current_time",
	"SELECT current_timestamp",
	"SELECT c54 > date('now', '-1 day') FROM answers",
	"SELECT format('%1000000000s', 'x')",
	"SELECT char(0, 27, 8)",
	"SELECT quote(c48) FROM answers",
	"SELECT group_concat(c48) FROM answers",
	"SELECT instr(c48, 'a') FROM answers",
	"SELECT substr(c48, -9223372036854775808) FROM answers",
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
	"SELECT 1 FROM pragma_table_info('answers')",
	"SELECT 1 FROM json_tree('[1]')",
	"SELECT 1 FROM answers, answers AS b, answers AS c, list1",
	"SELECT 1) UNION SELECT (2",
	"SELECT 1 --\n; DROP TABLE answers",
	"SELECT 1 /* ; */ ; DELETE FROM answers",
	"SELECT 1 UNION ALL SELECT 2",
	"SELECT 1 EXCEPT SELECT 2",
	"SELECT 1 FROM (VALUES (1), (2))",
	"SELECT max(c0) OVER (PARTITION BY c0) FROM answers",
	"SELECT c48 COLLATE nocase_of_mine = 'a' FROM answers",
	"SELECT 1 FROM answers ORDER BY (SELECT 1)",
	"SELECT 1 FROM answers LIMIT (SELECT 1)",
	"WITH RECURSIVE a(x) AS (VALUES(1) UNION ALL SELECT x FROM a) SELECT 1",
	"RELEASE a",
	"ROLLBACK",
	"PRAGMA temp_store_directory = '/tmp'",
	"REPLACE INTO answers (c48) VALUES (1)",
	"SELECT printf('%1000000000d', 1)",
	"SELECT c48 = \"some\" FROM answers",
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

		cr_assert_not(
		    is_let_in(statements[i], &truth), "%s", statements[i]);
	}
	/* It still works after all that. */
	check_outcome("SELECT c0 = 7 AND c3 = 7 FROM answers", TRUTH_TRUE);
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
	    {"SELECT -1e999 < c0 FROM answers", TRUTH_TRUE},
	    {"SELECT 9223372036854775807 + 1 > 0", TRUTH_TRUE},
	    {"SELECT -9223372036854775808 - 1 < 0", TRUTH_TRUE},
	    {"SELECT -9223372036854775808 / -1 > 0", TRUTH_TRUE},
	    {"SELECT -9223372036854775808 % -1 = 0", TRUTH_TRUE},
	    {"SELECT 1 << 64 = 0", TRUTH_TRUE},
	    {"SELECT 1 << -9223372036854775808 = 0", TRUTH_TRUE},
	    {"SELECT 18446744073709551616 > 1", TRUTH_TRUE},
	    {"SELECT x'00' = 'a'", TRUTH_FALSE},
	    {"SELECT x'00ff'", TRUTH_FALSE},
	    {"SELECT CAST(c0 AS BLOB) = 7 FROM answers", TRUTH_FALSE},
	    {"SELECT 'a' || c0 = 'a7' FROM answers", TRUTH_TRUE},
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

Test(sandbox, shows_a_condition_the_columns_that_it_named_alone)
{
	struct sandbox_reads reads = {.count = 0};
	const struct expr_columns none = {.count = 0};
	struct expr_columns one = {.count = 0};
	size_t slot;

	cr_assert_eq(expr_columns_put(&one, LINE_COST, TAKES_MONEY), 0);
	cr_assert_eq(expr_columns_put(&one, LINE_COST, TAKES_MONEY), 0);
	cr_assert_eq(one.count, 1);
	cr_assert_not(sandbox_prepare(
	    sandbox, &none, "SELECT c0 = 7 FROM answers", &reads, &slot));
	cr_assert_not(sandbox_prepare(
	    sandbox, &one, "SELECT c1 = 7 FROM answers", &reads, &slot));
	cr_assert(sandbox_prepare(
	    sandbox, &one, "SELECT c0 = 7 FROM answers", &reads, &slot));
	cr_assert_eq(reads.count, 1);
	cr_assert_eq(reads.fields[0], LINE_COST);
	cr_assert_eq(sandbox_run(sandbox, slot, &source), TRUTH_TRUE);
	mem_free(reads.fields);
}

static size_t
prepare(const char *sql)
{
	struct sandbox_reads reads = {.count = 0};
	size_t slot;

	cr_assert(sandbox_prepare(sandbox, &columns, sql, &reads, &slot));
	mem_free(reads.fields);
	return slot;
}

Test(sandbox, looks_at_the_answers_of_the_moment)
{
	size_t one = prepare("SELECT c0 = 7 FROM answers");
	size_t two = prepare("SELECT c0 + c3 = 14 FROM answers");

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
	size_t slot = prepare("SELECT 1 FROM answers WHERE c0 = 7");

	cr_assert_eq(sandbox_run(sandbox, slot, &source), TRUTH_TRUE);
	answer.pence = 8;
	cr_assert_eq(sandbox_run(sandbox, slot, &source), TRUTH_UNKNOWN);
	answer.pence = 7;
	cr_assert_eq(sandbox_run(sandbox, slot, &source), TRUTH_TRUE);
	check_outcome(
	    "SELECT a.c0 = 7 FROM answers AS a, answers AS b", TRUTH_TRUE);
}

Test(sandbox, stops_what_takes_too_many_steps)
{
	struct str sql = STR_EMPTY;

	for (int count = 100; count <= 10000; count *= 100) {
		str_clear(&sql);
		str_put(&sql, "SELECT c0 IN (7");
		for (int i = 0; i < count; i++)
			str_put(&sql, ",1");
		str_put(&sql, ") FROM answers");
		check_outcome(
		    sql.text, count == 100 ? TRUTH_TRUE : TRUTH_UNKNOWN);
	}
	check_outcome("SELECT c0 = 7 FROM answers", TRUTH_TRUE);
	str_release(&sql);
}

Test(sandbox, refuses_what_is_too_long_or_too_deep)
{
	struct str sql = STR_EMPTY;
	enum truth truth;

	str_put(&sql, "SELECT 1");
	for (int i = 0; i < 2000; i++)
		str_put(&sql, " + 1");
	cr_assert_not(is_let_in(sql.text, &truth));
	str_clear(&sql);
	str_put(&sql, "SELECT ");
	for (int i = 0; i < 500; i++)
		str_put(&sql, "(");
	cr_assert_not(is_let_in(sql.text, &truth));
	str_clear(&sql);
	str_put(&sql, "SELECT '");
	for (int i = 0; i < 200000; i++)
		str_put(&sql, "a");
	str_put(&sql, "'");
	cr_assert_not(is_let_in(sql.text, &truth));
	str_release(&sql);
}

Test(sandbox, takes_a_number_too_large_for_what_it_is)
{
	answer = (struct value){.kind = VALUE_NUMBER,
	    .number = exact_parse(arena,
		"999999999999999999999999999999999999999999999999999999999")};
	check_outcome("SELECT c24 > 1 FROM answers", TRUTH_TRUE);
	check_outcome(
	    "SELECT c24 * c24 * c24 * c24 * c24 * c24 > c24 FROM answers",
	    TRUTH_TRUE);
	check_outcome("SELECT c24 - c24 = 0 FROM answers", TRUTH_TRUE);
	answer.number = exact_parse(arena, "9223372036854775807");
	check_outcome("SELECT c24 + 1 > c24 - 1 FROM answers", TRUTH_TRUE);
}
