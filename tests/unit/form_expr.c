/*
 * Conditions: what they mean, what they read, and every trap with its
 * sentence.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/expr_table.h"
#include "form/type.h"
#include "rig/form_conditions.h"

static struct arena *arena;
static struct expr_engine *engine;
static struct report *report;
static struct value values[FIELDS];
static struct expr_source source;

static const struct value *
get_value(void *context, size_t field)
{
	return &((struct value *)context)[field];
}

static const struct value *
get_nothing(void *context, size_t field)
{
	(void)context;
	(void)field;
	return NULL;
}

static struct value
text(enum value_kind kind, const char *canonical)
{
	return (struct value){.kind = kind, .text = canonical};
}

static struct value
number(const char *figures)
{
	return (struct value){.kind = VALUE_NUMBER,
	    .text = figures,
	    .number = exact_parse(arena, figures)};
}

static struct value
money(int64_t pence)
{
	return (struct value){.kind = VALUE_MONEY, .pence = pence};
}

/* Everything but story, starts and left_over is answered. */
static void
answer_all(void)
{
	values[MEALS] = text(VALUE_CODES, "some");
	values[HELPERS] = text(VALUE_CODES, "family friends");
	values[ALONE] = text(VALUE_CODES, "yes");
	values[VISITS] = number("7");
	values[HOURS] = number("2.5");
	values[SHARE] = number("20");
	values[COST] = money(4550);
	values[RENT] = money(10000);
	values[LEFT].kind = VALUE_WRONG;
	values[BORN] = text(VALUE_DATE, "1957-04-03");
	values[CALLED] = text(VALUE_TEXT, "Ann O'Hara");
	values[WEEK] = text(VALUE_TEXT, "mon morning: Huw 2 h");
	values[OUTCOMES] = text(VALUE_ROWS, "1 3");
	values[DECIDED] = text(VALUE_CODES, "agreed");
	values[LINE_WHAT] = text(VALUE_TEXT, "Swimming");
	values[LINE_KIND] = text(VALUE_CODES, "friends");
	values[LINE_COST] = money(500);
	values[WHO_NAME] = text(VALUE_TEXT, "Huw");
}

static void
start(void)
{
	arena = arena_new();
	engine = expr_engine_new(fields, FIELDS, repeats, REPEATS);
	report = report_new(words_english());
	memset(values, 0, sizeof(values));
	source = (struct expr_source){
	    .get = get_value, .context = values, .today = {2026, 4, 1}};
}

static void
stop(void)
{
	report_free(report);
	expr_engine_free(engine);
	arena_free(arena);
}

TestSuite(conditions, .init = start, .fini = stop);

static const struct condition *
compile(size_t repeat, const char *condition)
{
	return expr_compile(engine, arena, repeat,
	    &(struct expr_text){.text = condition, .place = {"a.form", 7, 11}},
	    report);
}

/* What a condition without a mistake comes to. */
static enum truth
evaluate(size_t repeat, const char *condition)
{
	const struct condition *compiled = compile(repeat, condition);
	struct str said = STR_EMPTY;

	report_put(&said, report);
	cr_assert_str_eq(said.text, "", "%s\n%s", condition, said.text);
	str_release(&said);
	return expr_evaluate(engine, compiled, &source);
}

/* What is said about a condition, as lines. */
static const char *
complaints(size_t repeat, const char *condition, enum truth *truth)
{
	struct report *own = report_new(words_english());
	struct str said = STR_EMPTY;
	const struct condition *compiled = expr_compile(engine, arena, repeat,
	    &(struct expr_text){.text = condition, .place = {"a.form", 7, 11}},
	    own);

	*truth = expr_evaluate(engine, compiled, &source);
	/* What was refused does nothing and depends on nothing. */
	if (report_has_errors(own)) {
		cr_assert_eq(compiled->slot, NONE, "%s", condition);
		cr_assert_eq(compiled->read_count, 0, "%s", condition);
		cr_assert_eq(*truth, TRUTH_UNKNOWN, "%s", condition);
	}
	report_put(&said, own);
	const char *kept = arena_copy(arena, said.text);
	str_release(&said);
	report_free(own);
	return kept;
}

struct outcome {
	const char *condition;
	enum truth truth;
};

static void
check_meanings(size_t repeat, const struct outcome *meanings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(evaluate(repeat, meanings[i].condition),
		    meanings[i].truth, "%s", meanings[i].condition);
}

Test(conditions, compare_answers_of_every_kind)
{
	static const struct outcome meanings[] = {
	    {"meals = 'some'", TRUTH_TRUE},
	    {"meals == 'some'", TRUTH_TRUE},
	    {"meals <> 'some'", TRUTH_FALSE},
	    {"meals != 'none'", TRUTH_TRUE},
	    {"'some' = meals", TRUTH_TRUE},
	    {"meals is 'some'", TRUTH_TRUE},
	    {"meals is not 'some'", TRUTH_FALSE},
	    {"meals in ('none')", TRUTH_FALSE},
	    {"meals in ('none', 'some')", TRUTH_TRUE},
	    {"meals in ('none', 'all', 'some')", TRUTH_TRUE},
	    {"meals not in ('none', 'all', 'some')", TRUTH_FALSE},
	    {"alone = 'yes'", TRUTH_TRUE},
	    {"decided = 'refused'", TRUTH_FALSE},
	    {"visits > 6", TRUTH_TRUE},
	    {"visits >= 7 and visits <= 7", TRUTH_TRUE},
	    {"6 < visits", TRUTH_TRUE},
	    {"visits between 1 and 7", TRUTH_TRUE},
	    {"visits not between 1 and 7", TRUTH_FALSE},
	    {"visits in (1, 7, 12)", TRUTH_TRUE},
	    {"visits > 10", TRUTH_FALSE},
	    {"hours = 2.5", TRUTH_TRUE},
	    {"hours < visits", TRUTH_TRUE},
	    {"share = 20", TRUTH_TRUE},
	    {"cost = 4550", TRUTH_TRUE},
	    {"cost < rent", TRUTH_TRUE},
	    {"born < '1960-01-01'", TRUTH_TRUE},
	    {"born < today", TRUTH_TRUE},
	    {"today = '2026-04-01'", TRUTH_TRUE},
	    {"plan.today > plan.born", TRUTH_TRUE},
	    {"born between '1957-01-01' and '1957-12-31'", TRUTH_TRUE},
	    {"called = 'Ann O''Hara'", TRUTH_TRUE},
	    {"called is not null", TRUTH_TRUE},
	    {"true", TRUTH_TRUE},
	    {"not false", TRUTH_TRUE},
	};

	answer_all();
	check_meanings(NONE, meanings, ARRAY_LENGTH(meanings));
}

Test(conditions, reckon_with_whole_pence)
{
	static const struct outcome meanings[] = {
	    {"cost + rent = 14550", TRUTH_TRUE},
	    {"rent - cost = 5450", TRUTH_TRUE},
	    {"cost * 2 = 9100", TRUTH_TRUE},
	    {"2 * cost + rent > 19099", TRUTH_TRUE},
	    {"(cost + 50) * visits = 32200", TRUTH_TRUE},
	    {"-cost < 0 and - -cost > 0 and +cost = 4550", TRUTH_TRUE},
	    {"visits + hours > 9.4", TRUTH_TRUE},
	    {"visits - 10 < -2", TRUTH_TRUE},
	    {"visits * visits = 49", TRUTH_TRUE},
	    {"visits * 999999999999999 * 999999999999999 > 1", TRUTH_TRUE},
	};

	answer_all();
	check_meanings(NONE, meanings, ARRAY_LENGTH(meanings));
}

Test(conditions, bind_as_sql_does)
{
	static const struct outcome meanings[] = {
	    {"true or true and false", TRUTH_TRUE},
	    {"(true or true) and false", TRUTH_FALSE},
	    {"not false and false", TRUTH_FALSE},
	    {"not (false and false)", TRUTH_TRUE},
	    {"not meals = 'none' and visits = 7", TRUTH_TRUE},
	    {"not meals not in ('some')", TRUTH_TRUE},
	    {"meals in ('some') and visits not in (1, 2)", TRUTH_TRUE},
	    {"visits + 1 in (8) and visits * 2 between 13 + 1 and 20",
		TRUTH_TRUE},
	    {"visits between 1 and 9 and meals = 'none'", TRUTH_FALSE},
	    {"2 + 3 * visits = 23", TRUTH_TRUE},
	    {"NOT meals IS NULL AND (visits) > (6)", TRUTH_TRUE},
	};

	answer_all();
	check_meanings(NONE, meanings, ARRAY_LENGTH(meanings));
}

/* peers measured '10' > '9' to be false where columns have no type. */
Test(conditions, compare_figures_as_figures_and_words_without_case)
{
	answer_all();
	values[VISITS] = number("10");
	values[CALLED] = text(VALUE_TEXT, "ANN");
	values[MEALS] = text(VALUE_CODES, "Some");
	values[HELPERS] = text(VALUE_CODES, "Family FRIENDS");
	static const struct outcome meanings[] = {
	    {"visits > 9", TRUTH_TRUE},
	    {"visits > 9.5", TRUTH_TRUE},
	    {"called = 'ann'", TRUTH_TRUE},
	    {"'aNN' = called", TRUTH_TRUE},
	    {"called in ('bob', 'ann')", TRUTH_TRUE},
	    {"meals = 'some'", TRUTH_TRUE},
	    {"has(helpers, 'friends')", TRUTH_TRUE},
	    {"called = 'ann '", TRUTH_FALSE},
	};
	check_meanings(NONE, meanings, ARRAY_LENGTH(meanings));
	values[LINE_WHAT] = text(VALUE_TEXT, "SWIMMING");
	cr_assert_eq(evaluate(LINES, "line_what = 'swimming'"), TRUTH_TRUE);
}

Test(conditions, are_unknown_where_an_answer_is_missing)
{
	static const struct outcome meanings[] = {
	    {"meals = 'some'", TRUTH_UNKNOWN},
	    {"meals <> 'some'", TRUTH_UNKNOWN},
	    {"not meals = 'some'", TRUTH_UNKNOWN},
	    {"meals in ('some', 'all', 'none')", TRUTH_UNKNOWN},
	    {"meals not in ('some', 'all', 'none')", TRUTH_UNKNOWN},
	    {"visits > 3", TRUTH_UNKNOWN},
	    {"visits between 1 and 3", TRUTH_UNKNOWN},
	    {"cost + rent > 0", TRUTH_UNKNOWN},
	    {"has(helpers, 'family')", TRUTH_UNKNOWN},
	    {"not has(helpers, 'family')", TRUTH_UNKNOWN},
	    {"age(born) > 3", TRUTH_UNKNOWN},
	    {"add_months(born, 1) > today", TRUTH_UNKNOWN},
	    {"visits > 3 and true", TRUTH_UNKNOWN},
	    {"visits > 3 or true", TRUTH_TRUE},
	    {"visits > 3 and false", TRUTH_FALSE},
	    {"meals is null", TRUTH_TRUE},
	    {"meals is not null", TRUTH_FALSE},
	    {"meals is 'some'", TRUTH_FALSE},
	    {"meals is not 'some'", TRUTH_TRUE},
	    {"answered(meals)", TRUTH_FALSE},
	    {"not answered(outcomes)", TRUTH_TRUE},
	    {"answered(usual_week) or answered(story)", TRUTH_FALSE},
	};

	check_meanings(NONE, meanings, ARRAY_LENGTH(meanings));
}

Test(conditions, take_a_wrong_answer_for_none)
{
	values[VISITS].kind = VALUE_WRONG;
	values[COST].kind = VALUE_WRONG;
	cr_assert_eq(evaluate(NONE, "visits > 3"), TRUTH_UNKNOWN);
	cr_assert_eq(evaluate(NONE, "answered(visits)"), TRUTH_FALSE);
	cr_assert_eq(evaluate(NONE, "cost is null"), TRUTH_TRUE);
}

Test(conditions, stand_a_source_that_has_nothing)
{
	source.get = get_nothing;
	source.today = (struct date){0, 0, 0};
	cr_assert_eq(evaluate(NONE, "visits > 3"), TRUTH_UNKNOWN);
	cr_assert_eq(evaluate(NONE, "answered(story)"), TRUTH_FALSE);
	cr_assert_eq(evaluate(NONE, "today > '2020-01-01'"), TRUTH_UNKNOWN);
	cr_assert_eq(evaluate(NONE, "age('1990-01-01') > 3"), TRUTH_UNKNOWN);
}

Test(conditions, ask_for_options_one_by_one)
{
	answer_all();
	cr_assert_eq(evaluate(NONE, "has(helpers, 'family')"), TRUTH_TRUE);
	cr_assert_eq(evaluate(NONE, "has(helpers, 'friends')"), TRUTH_TRUE);
	cr_assert_eq(evaluate(NONE, "has(helpers, 'no_one')"), TRUTH_FALSE);
	cr_assert_eq(evaluate(NONE, "has(meals, 'some')"), TRUTH_TRUE);
	/* A code is found whole, never as a part of another. */
	values[HELPERS] = text(VALUE_CODES, "family_friends");
	cr_assert_eq(evaluate(NONE, "has(helpers, 'friends')"), TRUTH_FALSE);
	cr_assert_eq(evaluate(NONE, "has(helpers, 'family')"), TRUTH_FALSE);
}

Test(conditions, reckon_with_dates)
{
	static const struct outcome meanings[] = {
	    {"age(born) = 68", TRUTH_TRUE},
	    {"age('1957-04-01') = 69", TRUTH_TRUE},
	    {"age(add_months(born, 12)) = 67", TRUTH_TRUE},
	    {"age(today) = 0", TRUTH_TRUE},
	    {"add_months(starts, 1) = '2026-02-28'", TRUTH_TRUE},
	    {"add_months(starts, -2) = '2025-11-30'", TRUTH_TRUE},
	    {"add_months(starts, visits) = '2026-08-31'", TRUTH_TRUE},
	    {"add_months('2026-01-31', visits) = '2026-08-31'", TRUTH_TRUE},
	    {"starts < add_months(today, 12)", TRUTH_TRUE},
	    /* Beyond the calendar there is no date. */
	    {"add_months(starts, 99999) is null", TRUTH_TRUE},
	    {"add_months(starts, 999999999999999) is null", TRUTH_TRUE},
	    {"add_months(starts, hours) is null", TRUTH_TRUE},
	    /* Nobody has an age before they are born. */
	    {"age('2030-01-01') is null", TRUTH_TRUE},
	};

	answer_all();
	values[STARTS] = text(VALUE_DATE, "2026-01-31");
	check_meanings(NONE, meanings, ARRAY_LENGTH(meanings));
	/* What is no date counts as none, whatever stands there. */
	values[STARTS] = text(VALUE_DATE, "soon");
	cr_assert_eq(evaluate(NONE, "age(starts) is null"), TRUTH_TRUE);
}

Test(conditions, see_the_row_at_hand)
{
	answer_all();
	cr_assert_eq(evaluate(LINES, "line_cost < rent"), TRUTH_TRUE);
	cr_assert_eq(
	    evaluate(LINES, "lines.line_cost < plan.rent"), TRUTH_TRUE);
	cr_assert_eq(evaluate(LINES, "line_kind = 'friends'"), TRUTH_TRUE);
	cr_assert_eq(evaluate(LINES, "has(line_kind, 'friends') and "
				     "age(born) > 60 and today > born"),
	    TRUTH_TRUE);
	cr_assert_eq(evaluate(PEOPLE, "who_name = 'huw'"), TRUTH_TRUE);
	/* The same statement again, for another row. */
	const struct condition *condition = compile(LINES, "line_cost > 400");
	cr_assert_eq(expr_evaluate(engine, condition, &source), TRUTH_TRUE);
	values[LINE_COST] = money(300);
	cr_assert_eq(expr_evaluate(engine, condition, &source), TRUTH_FALSE);
	values[LINE_COST] = (struct value){.kind = VALUE_NONE};
	cr_assert_eq(expr_evaluate(engine, condition, &source), TRUTH_UNKNOWN);
}

static void
check_reads(size_t repeat, const char *text_of, const size_t *reads,
    size_t count, bool today)
{
	const struct condition *condition = compile(repeat, text_of);

	cr_assert_not(report_has_errors(report), "%s", text_of);
	cr_assert_eq(condition->read_count, count, "%s", text_of);
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(condition->reads[i], reads[i], "%s", text_of);
	cr_assert_eq(condition->reads_today, today, "%s", text_of);
	cr_assert_eq(condition->repeat, repeat);
	cr_assert_str_eq(condition->text, text_of);
	cr_assert_eq(condition->place.line, 7);
}

Test(conditions, know_what_they_depend_on)
{
	static const size_t some[] = {MEALS, VISITS, CALLED};
	static const size_t row[] = {RENT, LINE_COST};
	static const size_t helped[] = {HELPERS};
	static const size_t born[] = {BORN};

	check_reads(NONE,
	    "called = 'x' or visits > 3 and meals = 'all' and "
	    "visits < 9",
	    some, 3, false);
	check_reads(LINES, "line_cost > rent", row, 2, false);
	check_reads(NONE, "has(helpers, 'family')", helped, 1, false);
	check_reads(NONE, "answered(helpers)", helped, 1, false);
	check_reads(NONE, "born < today", born, 1, true);
	check_reads(NONE, "age(born) < 3", born, 1, true);
	check_reads(NONE, "add_months(born, 3) = '2020-01-01'", born, 1, false);
	check_reads(NONE, "true", NULL, 0, false);
	/* Also what could not change the outcome any more. */
	check_reads(NONE, "helpers is null or true", helped, 1, false);
}

Test(conditions, are_read_in_whatever_office_software_makes_of_them)
{
	static const struct {
		const char *condition;
		const char *said;
	} notes[] = {
	    {"meals = ‘some’",
		"a.form:7:19: note: The sign ‘ was read as '; write ' "
		"here\n"},
	    {"meals in (’some’, ‚all‘)",
		"a.form:7:21: note: The sign ’ was read as '; write ' here\n"
		"a.form:7:29: note: The sign ‚ was read as '; write ' "
		"here\n"},
	    {"visits ≥ 7", "a.form:7:18: note: The sign ≥ was read as >=; "
			   "write >= here\n"},
	    {"visits ≠ 3", "a.form:7:18: note: The sign ≠ was read as <>; "
			   "write <> here\n"},
	    {"visits – 3 = 4", "a.form:7:18: note: The sign – was read as -; "
			       "write - here\n"},
	    {"visits × 2 = 14", "a.form:7:18: note: The sign × was read as "
				"*; write * here\n"},
	    /* Blanks of any width are blanks. */
	    {"meals\xc2\xa0=\xe2\x80\x89'some'", ""},
	    /* Between straight quotes a curly one is a sign like others. */
	    {"called <> 'Ann’s'", ""},
	};
	enum truth truth;

	answer_all();
	for (size_t i = 0; i < ARRAY_LENGTH(notes); i++) {
		cr_assert_str_eq(complaints(NONE, notes[i].condition, &truth),
		    notes[i].said);
		cr_assert_eq(truth, TRUTH_TRUE, "%s", notes[i].condition);
	}
}

/* As in a file whose line goes on with `+`. */
Test(conditions, tell_a_mistake_at_its_own_line)
{
	static const char file[] = "question: x\n"
				   "ask if:   meals = 'sone'\n"
				   "+ and (visits > 3\n"
				   "+   or vists < 1)\n";
	struct report *own = report_new(words_english());
	struct str said = STR_EMPTY;
	const struct record_file *record =
	    record_read(arena, "b.form", file, strlen(file), own);
	const struct record_line *line = &record->blocks[0].lines[1];
	struct expr_text whole = {
	    .text = line->value, .place = line->place, .line = line};
	struct expr_text part = {.text = line->value + 19,
	    .place = line->place,
	    .line = line,
	    .start = 19};

	expr_compile(engine, arena, NONE, &whole, own);
	report_put(&said, own);
	cr_assert_str_eq(said.text,
	    "b.form:2:19: error: meals has no option 'sone' (did you mean "
	    "'none'?)\n"
	    "b.form:4:8: error: There is no question 'vists' (did you mean "
	    "'visits'?)\n");
	report_free(own);
	own = report_new(words_english());
	str_clear(&said);
	expr_compile(engine, arena, NONE, &part, own);
	report_put(&said, own);
	cr_assert_str_eq(said.text,
	    "b.form:4:8: error: There is no question 'vists' (did you mean "
	    "'visits'?)\n");
	report_free(own);
	str_release(&said);
}

Test(conditions, are_refused_when_too_long_or_too_deep)
{
	static const char too_long[] =
	    "Make this condition shorter, or let a calculate block do a part "
	    "of it";
	struct str condition = STR_EMPTY;
	enum truth truth;

	answer_all();
	/* As long and deep as may be. */
	str_put(&condition, "visits in (0");
	for (int i = 1; i < 240; i++)
		str_format(&condition, ",%d", i);
	str_put(&condition, ")");
	cr_assert_eq(evaluate(NONE, condition.text), TRUTH_TRUE);
	str_clear(&condition);
	for (int i = 0; i < 99; i++)
		str_put(&condition, "visits = 3 or ");
	str_put(&condition, "visits = 7");
	cr_assert_eq(evaluate(NONE, condition.text), TRUTH_TRUE);
	str_clear(&condition);
	for (int i = 0; i < 20; i++)
		str_put(&condition, i % 2 ? "not " : "(");
	str_put(&condition, "true");
	for (int i = 0; i < 10; i++)
		str_put(&condition, ")");
	cr_assert_eq(evaluate(NONE, condition.text), TRUTH_TRUE);
	/* One more. */
	str_insert(&condition, 0, "not ", 4);
	cr_assert(strstr(complaints(NONE, condition.text, &truth),
	    "Use fewer brackets inside brackets here"));
	str_clear(&condition);
	for (int i = 0; i < 126; i++)
		str_put(&condition, "visits = 3 or ");
	str_put(&condition, "visits = 7");
	cr_assert(strstr(complaints(NONE, condition.text, &truth), too_long));
	str_clear(&condition);
	for (int i = 0; i < 500; i++)
		str_put(&condition, "(((((((((");
	cr_assert(strstr(complaints(NONE, condition.text, &truth), too_long));
	/* A long term before a long list would grow with their product. */
	str_clear(&condition);
	str_put(&condition, "visits");
	for (int i = 0; i < 100; i++)
		str_put(&condition, " + visits");
	str_put(&condition, " in (1");
	for (int i = 0; i < 140; i++)
		str_put(&condition, ",1");
	str_put(&condition, ")");
	cr_assert(strstr(complaints(NONE, condition.text, &truth), too_long));
	str_release(&condition);
}

Test(conditions, look_at_long_answers_as_at_short_ones)
{
	char *story = mem_new(3000001);

	memset(story, 'a', 3000000);
	values[STORY] = text(VALUE_TEXT, story);
	cr_assert_eq(evaluate(NONE, "answered(story)"), TRUTH_TRUE);
	cr_assert_eq(evaluate(NONE, "story = 'a'"), TRUTH_FALSE);
	mem_free(story);
}

Test(conditions, know_the_names_that_no_question_may_have)
{
	static const char reserved[] =
	    "_rowid_ abort action add add_months after age all alter always "
	    "analyze and answered as asc attach autoincrement before begin "
	    "between by cascade case cast check collate column commit conflict "
	    "constraint create cross current current_date current_time "
	    "current_timestamp database default deferrable deferred delete "
	    "desc detach distinct do drop each else end escape except exclude "
	    "exclusive exists explain fail false filter first following for "
	    "foreign from full generated glob group groups has having if "
	    "ignore immediate in index indexed initially inner insert instead "
	    "intersect into is isnull join key last left like limit match "
	    "materialized natural no not nothing notnull null nulls of offset "
	    "oid on or order others outer over partition plan pragma preceding "
	    "primary query raise range recursive references regexp reindex "
	    "release rename replace restrict returning right rollback row "
	    "rowid rows savepoint select set table temp temporary then ties to "
	    "today transaction trigger true unbounded union unique update "
	    "using vacuum values view virtual when where window with without "
	    "SELECT Rowid _ROWID_";
	static const char *const free_words[] = {"meals", "name", "plans",
	    "selected", "ab", "withou", "", "order group", "needs"};

	for (const char *at = reserved; *at != '\0';) {
		char word[24];
		size_t length = strcspn(at, " ");
		snprintf(word, sizeof(word), "%.*s", (int)length, at);
		cr_assert(expr_is_reserved(word), "%s", word);
		at += length + (at[length] == ' ');
	}
	for (size_t i = 0; i < ARRAY_LENGTH(free_words); i++)
		cr_assert_not(
		    expr_is_reserved(free_words[i]), "%s", free_words[i]);
}

/* q0 > 1 and q1 > 1 and ... */
static const char *
naming(size_t first, size_t count)
{
	struct str text = STR_EMPTY;

	for (size_t i = first; i < first + count; i++)
		str_format(&text, "%sq%zu > 1", i > first ? " and " : "", i);
	const char *copy = arena_copy(arena, text.text);
	str_release(&text);
	return copy;
}

Test(conditions, name_so_many_questions_and_no_more)
{
	enum { COUNT = 2400, ROOM = EXPR_NUMBER_COLUMNS };
	struct field *many = mem_new(COUNT * sizeof(*many));
	struct expr_engine *big;
	enum truth truth;

	/* Two that have the same id: the first is meant. */
	for (size_t i = 0; i < COUNT; i++)
		many[i] = (struct field){
		    .id = arena_format(arena, "q%zu", i == 1 ? 0 : i),
		    .type = i == 1 ? &type_date : &type_number,
		    .repeat = NONE};
	big = expr_engine_new(many, COUNT, NULL, 0);
	expr_engine_free(engine);
	engine = big;
	source.get = get_nothing;
	cr_assert_str_eq(complaints(NONE, "q0 > 1 and q2399 > 1", &truth), "");
	cr_assert_str_eq(
	    complaints(NONE, naming(COUNT - ROOM, ROOM), &truth), "");
	cr_assert_str_eq(complaints(NONE, naming(100, ROOM + 1), &truth),
	    "a.form:7:323: error: This names more questions than one condition "
	    "can hold; write what comes from q124 on as a condition of its "
	    "own\n");
	mem_free(many);
}

Test(conditions, keep_apart_what_shares_an_engine)
{
	const struct condition *faulty = compile(NONE, "meels = 'some'");
	const struct condition *first = compile(NONE, "visits > 3");
	const struct condition *second = compile(LINES, "line_cost > visits");
	const struct condition *third = compile(NONE, "visits < 3");

	answer_all();
	cr_assert_eq(expr_evaluate(engine, faulty, &source), TRUTH_UNKNOWN);
	cr_assert_eq(expr_evaluate(engine, first, &source), TRUTH_TRUE);
	cr_assert_eq(expr_evaluate(engine, second, &source), TRUTH_UNKNOWN);
	cr_assert_eq(expr_evaluate(engine, third, &source), TRUTH_FALSE);
	expr_engine_free(NULL);
}
