/*
 * Values: every way to type an answer, its canonical text, and back.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/type.h"
#include "form/value.h"
#include "form/week.h"

static struct arena *arena;
static const struct date today = {2026, 4, 1};

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

TestSuite(values, .init = start, .fini = stop);
TestSuite(choices, .init = start, .fini = stop);
TestSuite(weeks, .init = start, .fini = stop);

/* --- Forms ---------------------------------------------------------------- */

#define LABEL(en, cy)                                                          \
	{                                                                      \
		.texts =                                                       \
		    (const struct wording_text[]){{"en", en}, {"cy", cy}},     \
		.count = 2                                                     \
	}

static const struct option amounts[] = {
    {.code = "none", .label = LABEL("I manage", "Rwy'n ymdopi")},
    {.code = "some", .label = LABEL("I need some help", "Mae angen peth help")},
    {.code = "all", .label = LABEL("Someone does it, always", "Rhywun arall")},
    {.code = "other",
	.label = LABEL("Something else", "Rhywbeth arall"),
	.is_other = true},
};
static const struct option helpers[] = {
    {.code = "other", .label = LABEL("Others", "Eraill"), .is_other = true},
    {.code = "sian", .label = LABEL("Siân", "Siân")},
    {.code = "no_one", .label = LABEL("No one", "Neb"), .is_exclusive = true},
    {.code = "no", .label = LABEL("I would rather not say", "Dim")},
    {.code = "one", .label = LABEL("One person, or two", "Un")},
};
static const struct option yes_no[] = {
    {.code = "yes", .label = LABEL("Yes", "Oes")},
    {.code = "no", .label = LABEL("No", "Nac oes")},
    {.code = "unsure", .label = LABEL("Not sure", "Ddim yn siŵr")},
};
static const struct option decisions[] = {
    {.code = "agreed", .label = LABEL("Agreed", "Cytunwyd")},
    {.code = "not_yet", .label = LABEL("Not yet", "Ddim eto")},
};

static const struct field line = {.id = "line", .type = &type_line};
static const struct field story = {.id = "story", .type = &type_long};
static const struct field born = {.id = "born", .type = &type_date};
static const struct field cost = {.id = "cost", .type = &type_money};
static const struct field visits = {.id = "visits", .type = &type_number};
static const struct field share = {.id = "share", .type = &type_percent};
static const struct field rows = {.id = "rows", .type = &type_rows};
static const struct field few = {.id = "few", .type = &type_rows, .most = 2};
static const struct field grid = {.id = "grid", .type = &type_week};
static const struct field meals = {.id = "meals",
    .type = &type_choose_one,
    .options = amounts,
    .option_count = ARRAY_LENGTH(amounts)};
static const struct field helped = {.id = "helped",
    .type = &type_choose_many,
    .options = helpers,
    .option_count = ARRAY_LENGTH(helpers)};
static const struct field two = {.id = "two",
    .type = &type_choose_many,
    .most = 2,
    .options = helpers,
    .option_count = ARRAY_LENGTH(helpers)};
static const struct field alone = {.id = "alone",
    .type = &type_yes_no_unsure,
    .options = yes_no,
    .option_count = ARRAY_LENGTH(yes_no)};
static const struct field decided = {.id = "decided",
    .type = &type_decision,
    .options = decisions,
    .option_count = ARRAY_LENGTH(decisions)};

/* --- Reading -------------------------------------------------------------- */

static struct value
read(const struct field *field, const char *typed)
{
	struct value value;
	struct err problem = {.is_set = false};

	value_read(arena, field, typed, today, &value, &problem);
	cr_assert_eq(problem.is_set, value.kind == VALUE_WRONG, "%s", typed);
	cr_assert(value.text || value.kind == VALUE_NONE ||
		  value.kind == VALUE_WRONG);
	return value;
}

/* What is said of a wrong answer. */
static void
check_wrong(const struct field *field, const char *typed, const char *said)
{
	struct value value;
	struct err problem = {.is_set = false};
	struct str out = STR_EMPTY;

	value_read(arena, field, typed, today, &value, &problem);
	cr_assert_eq(value.kind, VALUE_WRONG, "%s", typed);
	cr_assert_null(value.text);
	cr_assert_eq(value.count, 0);
	cr_assert_null(value.other);
	value_put_problem(&out, field, &problem, words_english());
	cr_assert_str_eq(out.text, said, "%s", typed);
	str_release(&out);
	/* Nobody need ask why. */
	value_read(arena, field, typed, today, &value, NULL);
	cr_assert_eq(value.kind, VALUE_WRONG);
}

static void
check_text(const struct field *field, enum value_kind kind, const char *typed,
    const char *canonical)
{
	struct value value = read(field, typed);

	cr_assert_eq(value.kind, kind, "%s", typed);
	cr_assert_str_eq(value.text, canonical, "%s", typed);
}

/* What people read, in English. */
static void
check_put(const struct field *field, const char *typed, const char *shown)
{
	struct value value;
	struct str out = STR_EMPTY;

	value_read(arena, field, typed, today, &value, NULL);
	str_put(&out, "> ");
	value_put(&out, field, &value, typed, words_english());
	cr_assert_str_eq(out.text + 2, shown);
	str_release(&out);
}

Test(values, are_none_where_nothing_was_typed)
{
	static const struct field *const fields[] = {&line, &story, &born,
	    &cost, &visits, &share, &rows, &grid, &meals, &helped, &alone,
	    &decided};

	for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
		cr_assert_eq(read(fields[i], NULL).kind, VALUE_NONE);
		cr_assert_eq(read(fields[i], "").kind, VALUE_NONE);
		cr_assert_eq(read(fields[i], " \t\r\n ").kind, VALUE_NONE);
		check_put(fields[i], NULL, "");
	}
}

Test(values, keep_words_as_they_are)
{
	check_text(&line, VALUE_TEXT, "  Ann O'Hara ", "Ann O'Hara");
	check_text(&line, VALUE_TEXT, "Ann\nO'Hara", "Ann O'Hara");
	check_text(&story, VALUE_TEXT, "\n One.\n\n Two. \n", "One.\n\n Two.");
	check_text(&story, VALUE_TEXT, "\xff\xfe", "\xff\xfe");
	check_put(&line, " Ann ", "Ann");
	check_put(&story, "One.\nTwo.", "One.\nTwo.");
}

Test(values, read_dates_in_both_languages)
{
	static const char *const ways[] = {"3 April 1957", "3 Ebrill 1957",
	    "3/4/57", "3.4.1957", "1957-04-03", " 3rd apr 57 "};

	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
		struct value value = read(&born, ways[i]);
		cr_assert_eq(value.kind, VALUE_DATE, "%s", ways[i]);
		cr_assert_str_eq(value.text, "1957-04-03");
		cr_assert_eq(value.date.month, 4);
	}
	check_put(&born, "3/4/57", "3 April 1957");
	check_wrong(&born, "31 April 1957",
	    "Write day, month and year, such as 3 April 1957 or 3/4/1957.");
	check_wrong(&born, "today",
	    "Write day, month and year, such as 3 April 1957 or 3/4/1957.");
	check_put(&born, "in spring", "in spring");
}

Test(values, read_money_as_whole_pence)
{
	struct value value = read(&cost, " £1,234.5 ");

	cr_assert_eq(value.kind, VALUE_MONEY);
	cr_assert_eq(value.pence, 123450);
	cr_assert_str_eq(value.text, "1234.50");
	cr_assert_eq(
	    exact_compare(value.number, exact_parse(arena, "1234.5")), 0);
	check_text(&cost, VALUE_MONEY, "45p", "0.45");
	check_text(&cost, VALUE_MONEY, "-3", "-3.00");
	check_put(&cost, "1234.5", "£1,234.50");
	check_wrong(&cost, "45.505",
	    "Write only pounds and pence, such as 45 or 45.50.");
	check_wrong(&cost, "about 45",
	    "Write only pounds and pence, such as 45 or 45.50.");
	check_put(&cost, "about 45", "about 45");
}

Test(values, read_numbers_exactly)
{
	check_text(&visits, VALUE_NUMBER, "7", "7");
	check_text(&visits, VALUE_NUMBER, " 2.50 ", "2.5");
	check_text(&visits, VALUE_NUMBER, "-0.1", "-0.1");
	check_text(&visits, VALUE_NUMBER, "1,234", "1234");
	check_text(&visits, VALUE_NUMBER, "0.0000000000000000000000001",
	    "0.0000000000000000000000001");
	check_put(&visits, "2.50", "2.5");
	check_text(&share, VALUE_NUMBER, "20", "20");
	check_text(&share, VALUE_NUMBER, "12.5%", "12.5");
	check_text(&share, VALUE_NUMBER, "12.5 %", "12.5");
	check_put(&share, "12.5", "12.5%");
	static const char *const wrong[] = {
	    "seven", "1/3", "20%", "1e9", "0x10", "2 3", "--1"};
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++)
		check_wrong(
		    &visits, wrong[i], "Write a number, such as 3 or 2.5.");
	check_wrong(&share, "20%%", "Write a percentage, such as 20 or 12.5%.");
	check_wrong(&share, "%", "Write a percentage, such as 20 or 12.5%.");
}

Test(values, read_rows_as_numbers)
{
	struct value value = read(&rows, " 12, 3 3;7 ");

	cr_assert_eq(value.kind, VALUE_ROWS);
	cr_assert_str_eq(value.text, "3 7 12");
	cr_assert_eq(value.count, 3);
	cr_assert_eq(value.rows[0], 3);
	cr_assert_eq(value.rows[2], 12);
	check_text(&rows, VALUE_ROWS, "2147483647", "2147483647");
	/* Whoever knows the rows says them. */
	check_put(&rows, "3 7", "");
	check_put(&rows, "x", "x");
	static const char *const wrong[] = {
	    "0", "1 0", "-1", "1x", "x", "2147483648", "1.2", ",", "1 2 three"};
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++)
		check_wrong(&rows, wrong[i],
		    "Write the numbers of the rows, such as 1 3.");
	check_text(&few, VALUE_ROWS, "1 2 2 1", "1 2");
	check_wrong(&few, "1 2 3", "Choose at most 2.");
}

Test(values, end_with_more_rows_than_anybody_has)
{
	struct str many = STR_EMPTY;

	for (int i = 0; i < 200000; i++)
		str_put(&many, "1 2 ");
	cr_assert_str_eq(read(&rows, many.text).text, "1 2");
	for (int i = 0; i < 2000; i++)
		str_format(&many, "%d ", i + 1);
	cr_assert_eq(read(&rows, many.text).kind, VALUE_WRONG);
	str_release(&many);
}

/* --- Choices -------------------------------------------------------------- */

static void
check_choice(const struct field *field, const char *typed, const char *codes,
    const char *other)
{
	struct value value = read(field, typed);
	struct str joined = STR_EMPTY;

	cr_assert_eq(value.kind, VALUE_CODES, "%s", typed);
	cr_assert_str_eq(value.text, codes, "%s", typed);
	for (size_t i = 0; i < value.count; i++) {
		str_put(&joined, i > 0 ? " " : "");
		str_put(&joined, value.codes[i]);
	}
	cr_assert_str_eq(joined.text, codes);
	cr_assert(text_is(value.other, other), "%s", typed);
	/* What is stored of it is read back. */
	str_clear(&joined);
	value_put_codes(&joined, field, value.codes, value.count, value.other);
	struct value again = read(field, joined.text);
	cr_assert_str_eq(again.text, codes, "%s", joined.text);
	cr_assert(text_is(again.other, other), "%s", joined.text);
	str_release(&joined);
}

Test(choices, are_typed_as_code_number_or_words)
{
	static const char *const ways[] = {"some", "SOME", "2", " 2 ",
	    "I need some help", "i NEED some HELP", "Mae angen peth help",
	    "some,", "2\n"};

	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++)
		check_choice(&meals, ways[i], "some", NULL);
	check_choice(&meals, "Someone does it, always", "all", NULL);
	check_choice(&meals, "rwy'n ymdopi", "none", NULL);
	check_choice(&alone, "nac oes", "no", NULL);
	check_choice(&alone, "ddim yn siwr", "unsure", NULL);
	check_choice(&alone, "3", "unsure", NULL);
	check_choice(&decided, "agreed", "agreed", NULL);
	check_choice(&decided, "not YET", "not_yet", NULL);
}

Test(choices, can_be_several)
{
	check_choice(&helped, "sian", "sian", NULL);
	check_choice(&helped, "one sian", "sian one", NULL);
	check_choice(&helped, "one, sian", "sian one", NULL);
	check_choice(&helped, "5 2", "sian one", NULL);
	check_choice(&helped, "5;2;5", "sian one", NULL);
	check_choice(&helped, "Sian, One person, or two", "sian one", NULL);
	check_choice(&helped, "SIÂN un", "sian one", NULL);
	check_choice(&helped, "sian\none\n", "sian one", NULL);
	/* Codes before words: so what is stored is read back. */
	check_choice(&helped, "no one", "no one", NULL);
	check_choice(&helped, "No one", "no_one", NULL);
	check_choice(&two, "sian one sian", "sian one", NULL);
}

Test(choices, give_an_other_option_its_words)
{
	check_choice(&meals, "other", "other", NULL);
	check_choice(&meals, "other:", "other", NULL);
	check_choice(&meals, "other: a neighbour", "other", "a neighbour");
	check_choice(
	    &meals, "Something else: a, b: c; 2", "other", "a, b: c; 2");
	check_choice(&meals, "4: none", "other", "none");
	check_choice(&helped, "other: my aunt, Siân", "other", "my aunt, Siân");
	check_choice(&helped, "sian other: one", "other sian", "one");
	check_choice(&helped, "One, Siân, others:  two\nthree ",
	    "other sian one", "two\nthree");
}

Test(choices, say_what_does_not_fit)
{
	check_wrong(&meals, "sometimes",
	    "There is no option 'sometimes'; choose from: none, some, all, "
	    "other.");
	check_wrong(&meals, "0",
	    "There is no option '0'; choose from: none, some, all, other.");
	check_wrong(&meals, "5",
	    "There is no option '5'; choose from: none, some, all, other.");
	check_wrong(&meals, ",",
	    "There is no option ''; choose from: none, some, all, other.");
	check_wrong(&meals, "some: of it",
	    "There is no option 'some: of it'; choose from: none, some, all, "
	    "other.");
	check_wrong(&meals, "some none", "Choose one option only.");
	check_wrong(&helped, "sian, uncle Bob, one",
	    "There is no option 'uncle Bob'; choose from: other, sian, "
	    "no_one, no, one.");
	check_wrong(&helped, "no_one sian",
	    "'No one' cannot stand beside other options; take it or the "
	    "others out.");
	check_wrong(&two, "sian one no", "Choose at most 2.");
	check_wrong(&decided, "1",
	    "Type the option in full and not its number; choose from: agreed, "
	    "not_yet.");
	check_wrong(&decided, "agree",
	    "There is no option 'agree'; choose from: agreed, not_yet.");
	check_put(&meals, "sometimes", "sometimes");
}

Test(values, name_an_option_in_the_language_of_whoever_is_told)
{
	struct words *welsh = words_new("cy");
	struct err problem = {.is_set = false};
	struct value value;
	struct str out = STR_EMPTY;

	words_say(welsh, WORD_VALUE_OPTION_ALONE, PLURAL_OTHER, "Dim ond {1}.");
	value_read(arena, &helped, "no_one sian", today, &value, &problem);
	value_put_problem(&out, &helped, &problem, welsh);
	cr_assert_str_eq(out.text, "Dim ond Neb.");
	str_release(&out);
	words_free(welsh);
}

Test(choices, end_with_any_text)
{
	struct str long_text = STR_EMPTY;

	for (int i = 0; i < 100000; i++)
		str_put(&long_text, "sian ");
	cr_assert_str_eq(read(&helped, long_text.text).text, "sian");
	str_insert(&long_text, 0, "Siân ", strlen("Siân "));
	cr_assert_eq(read(&helped, long_text.text).kind, VALUE_WRONG);
	str_clear(&long_text);
	for (int i = 0; i < 100000; i++)
		str_put(&long_text, "\xff,\xcc\x81 ");
	cr_assert_eq(read(&helped, long_text.text).kind, VALUE_WRONG);
	str_release(&long_text);
	/* A choice without options has no answer. */
	static const struct field empty = {
	    .id = "empty", .type = &type_choose_one};
	cr_assert_eq(read(&empty, "x").kind, VALUE_WRONG);
}

Test(choices, are_read_out_by_their_words)
{
	check_put(&meals, "2", "I need some help");
	check_put(&meals, "other: a neighbour", "Something else: a neighbour");
	check_put(&meals, "other", "Something else");
	check_put(&helped, "one sian other: x",
	    "Others: x; Siân; One person, or two");
	/* An option that the form no longer has. */
	static const char *const gone[] = {"gone", "sian"};
	struct value value = {.kind = VALUE_CODES, .codes = gone, .count = 2};
	struct str out = STR_EMPTY;
	value_put(&out, &helped, &value, NULL, words_english());
	cr_assert_str_eq(out.text, "gone; Siân");
	str_release(&out);
}

/* --- The week ------------------------------------------------------------- */

Test(weeks, are_lines_of_days_and_parts)
{
	static const char stored[] = "mon morning: Huw 2 h\n"
				     "mon morning: then the bus\n"
				     "wed evening: choir: at 7\n"
				     "sun afternoon: Mam";
	struct week week;
	struct str out = STR_EMPTY;

	cr_assert(week_read(arena, stored, &week, NULL));
	cr_assert_str_eq(week.cells[0][0], "Huw 2 h\nthen the bus");
	cr_assert_str_eq(week.cells[2][2], "choir: at 7");
	cr_assert_str_eq(week.cells[6][1], "Mam");
	cr_assert_null(week.cells[3][1]);
	str_put(&out, "> ");
	week_put(&out, &week);
	cr_assert_str_eq(out.text + 2, stored);
	str_release(&out);
	check_put(&grid, stored,
	    "Monday morning: Huw 2 h\nthen the bus\n"
	    "Wednesday evening: choir: at 7\nSunday afternoon: Mam");
}

Test(weeks, are_typed_in_full_or_short_in_both_languages)
{
	check_text(&grid, VALUE_TEXT,
	    " Evening Wednesday: choir \r\n\n\nMONDAY MORN:Huw",
	    "mon morning: Huw\nwed evening: choir");
	check_text(&grid, VALUE_TEXT,
	    "dydd Llun bore: a\nnos Fawrth: b\nSadwrn prynhawn: c\n"
	    "Sul pnawn: d",
	    "mon morning: a\ntue evening: b\nsat afternoon: c\n"
	    "sun afternoon: d");
	check_text(&grid, VALUE_TEXT, "thur aft: x\ntues eve: y",
	    "tue evening: y\nthu afternoon: x");
	/* A cell without words is empty. */
	cr_assert_eq(
	    read(&grid, "mon morning:\ntue evening:  ").kind, VALUE_NONE);
}

Test(weeks, say_which_line_is_not_one)
{
	static const char rest[] =
	    " does not say when; write a day, a part of the day, a colon and "
	    "what happens, such as mon morning: Huw 2 h.";
	static const char *const wrong[] = {"Huw comes", "mon: Huw",
	    "morning: Huw", "mon tue morning: Huw", "mon morning evening: Huw",
	    "mon mon morning: Huw", "mon morning Huw", "mo morning: Huw",
	    "mondays morning: Huw", ": Huw", ":", "mon noon: Huw"};
	struct week week;

	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++)
		check_wrong(&grid,
		    arena_format(arena, "tue evening: a\n%s", wrong[i]),
		    arena_format(arena, "'%s'%s", wrong[i], rest));
	cr_assert_not(week_read(arena, "tue evening: a\nx", &week, NULL));
	cr_assert_null(week.cells[1][2]);
	cr_assert(week_read(arena, NULL, &week, NULL));
}

Test(weeks, grow_no_faster_than_what_was_typed)
{
	struct str typed = STR_EMPTY;
	struct week week;

	for (int i = 0; i < 60000; i++)
		str_put(&typed, "mon morning: a\n");
	cr_assert(week_read(arena, typed.text, &week, NULL));
	cr_assert_eq(strlen(week.cells[0][0]), 119999);
	str_release(&typed);
}
