/*
 * Traces in plain words: every step, what stands below it, and what is said
 * when a sum is not known.
 */
#include "plan/trace.h"

#include "base/attr.h"
#include "rig/scene.h"

static const char *
told(struct scene *scene, const char *where)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	struct str text = STR_EMPTY;
	trace_put(&text, scene_result(scene, reading, where)->trace, reading,
	    words_english());
	const char *kept = arena_copy(scene->arena, text.text);
	str_release(&text);
	reading_free(reading);
	return kept;
}

static void
expect_told(struct scene *scene, const char *where, const char *expected)
{
	const char *found = told(scene, where);
	cr_assert_str_eq(
	    found, expected, "%s: expected\n%sgot\n%s", where, expected, found);
}

Test(trace, tells_each_step_with_the_forms_own_words)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "list: does\noption: none | Nothing | 1\n"
	    "option: some | Some of it | 0.75\n\n"
	    "question: care\ntype: choose one\nlabel: Washing and dressing\n"
	    "option: a | By myself | 0\noption: c | With help | 9\n\n"
	    "question: family\ntype: choose one\nlabel: What family does\n"
	    "options: does\n\n"
	    "calculate: counted\ntype: number\nlabel: Points that count\n"
	    "points: care\n"
	    "times: points of family | Your family does some of it\n"
	    "round: 0.01 half up\n");
	scene_answer(&scene, "care", "c");
	scene_answer(&scene, "family", "some");
	expect_told(&scene, "counted",
	    "Washing and dressing (“With help”): 9 points.\n"
	    "Your family does some of it (“Some of it”): times 0.75 is 6.75 "
	    "points.\n");
	scene_free(&scene);
}

static const char money[] = SCENE_HEAD
    "question: points\ntype: number\nlabel: Your points\n\n"
    "question: paid\ntype: money\nlabel: What you pay\n"
    "ask if: points > 3\n\n"
    "rate: hour\nlabel: Pay for an hour\nsource: Made up\n"
    "checked: 2026-11-21\nvalue: 12.71 | 2026-04-01\n\n"
    "table: pounds\nlabel: Points and pounds\nread: linear\nbelow: 0\n"
    "row: 5 | 1000\nrow: 10 | 2200\nrow: 20 | 5000\n\n"
    "table: bands\nlabel: Bands\nread: step\nunit: 1\nbelow: 0\n"
    "row: 1 to 9 | 100\nrow: 10 | 250\n\n";

static struct scene
money_scene(const char *sum)
{
	struct str text = STR_EMPTY;
	str_format(&text, "%scalculate: found\nlabel: Found\n%s", money, sum);
	struct scene scene = scene_new(text.text);
	str_release(&text);
	return scene;
}

/* Points answered, a sum, and how it is told. */
static const struct told_sum {
	const char *points, *sum, *told;
} told_sums[] = {
    {"7",
	"type: money\nplus: points\nlookup: pounds\n"
	"round: 0.01 half up\n",
	"Your points: 7.\n"
	"Points and pounds: the table gives £1,000.00 for 5 and £2,200.00 "
	"for 10; for 7, 40% of the way between, that is £1,480.00.\n"},
    {"10",
	"type: money\nplus: points\nlookup: pounds\n"
	"round: 0.01 half up\n",
	"Your points: 10.\n"
	"Points and pounds: for 10 the table gives £2,200.00.\n"},
    {"4", "type: money\nplus: points\nlookup: pounds\nround: 0.01 down\n",
	"Your points: 4.\n"
	"Points and pounds: the table begins at 5; for 4 it gives £0.00.\n"},
    {"21", "type: money\nplus: points\nlookup: pounds\nround: 0.01 down\n",
	"Your points: 21.\n"
	"Points and pounds: the table ends at 20; for 21 it gives "
	"£5,000.00.\n"},
    {"20", "type: money\nplus: points\nlookup: pounds\nround: 0.01 down\n",
	"Your points: 20.\n"
	"Points and pounds: for 20 the table gives £5,000.00.\n"},
    {"12", "type: money\nplus: points\nlookup: bands\n",
	"Your points: 12.\n"
	"Bands: for 12, in the row from 10 on, the table gives £250.00.\n"},
    {"10", "type: money\nplus: points\nlookup: bands\n",
	"Your points: 10.\n"
	"Bands: for 10 the table gives £250.00.\n"},
    {"7",
	"type: money\nplus: points\nlookup: bands\n"
	"times: rate hour | At so much an hour\ntimes: 52\n"
	"round: 0.01 half up\n",
	"Your points: 7.\n"
	"Bands: for 7, in the row from 1 to 9, the table gives 100.\n"
	"At so much an hour: times 12.71 is £1,271.00.\n"
	"Times 52 is £66,092.00.\n"},
    {"7", "type: money\nplus: points\nlookup: bands\ntimes: 52\n",
	"Your points: 7.\n"
	"Bands: for 7, in the row from 1 to 9, the table gives £100.00.\n"
	"Times 52 is £5,200.00.\n"},
    {"7", "type: money\nplus: points\nlookup: bands\n",
	"Your points: 7.\n"
	"Bands: for 7, in the row from 1 to 9, the table gives £100.00.\n"},
    {"7",
	"type: money\nrate: hour | An hour\ntimes: points\n"
	"divide by: 3 | A third\npercent: 20\nless: 4\n"
	"round: 0.01 up\n",
	"An hour: £12.71.\n"
	"Your points: times 7 is £88.97.\n"
	"A third: divided by 3 is about £29.6567.\n"
	"20% of that is about £5.9313.\n"
	"Less £4.00 leaves about £1.9313.\n"
	"Rounded up in steps of £0.01 that is £1.94.\n"},
    {"0",
	"type: money\nplus: points\nless: 3\nat least: 0\n"
	"at most: 5\nround: 1 half up\n",
	"Your points: 0.\n"
	"Less 3 leaves -3.\n"
	"It has to be at least 0, so it is raised to 0.\n"
	"It can be at most 5, and it is not more: 0.\n"
	"There is nothing to round: £0.00.\n"},
    {"7",
	"type: number\nplus: points\nat least: 2\nat most: 5\n"
	"plus: 0.4\nround: 1 down\n",
	"Your points: 7.\n"
	"It has to be at least 2, and it is: 7.\n"
	"It can be at most 5, so it is lowered to 5.\n"
	"Plus 0.4 makes 5.4.\n"
	"Rounded down in steps of 1 that is 5.\n"},
    {"7",
	"type: number\nchoose: 2 if points > 8 | Many points\n"
	"choose: 3 | Few points\ntimes: 0.5\nround: 1 half up\n",
	"Few points: 3.\n"
	"Times 0.5 is 1.5.\n"
	"To the nearest whole number that is 2.\n"},
    {"21",
	"type: money\nplus: points\nless: 0.6\n"
	"round: 1 half even\n",
	"Your points: 21.\n"
	"Less 0.6 leaves 20.4.\n"
	"To the nearest pound that is £20.00.\n"},
    {"2", "type: number\nplus: paid\nplus: 1\n",
	"What you pay: £0.00.\n"
	"  What you pay: not asked, so it counts as nought.\n"
	"Plus £1.00 makes £1.00.\n"},
    {"7", "type: number\nplus: paid or 5\n",
	"What you pay: £5.00.\n"
	"  What you pay: no answer, so it counts as £5.00.\n"},
};

Test(trace, has_a_sentence_for_every_operation)
{
	for (size_t i = 0; i < ARRAY_LENGTH(told_sums); i++) {
		struct scene scene = money_scene(told_sums[i].sum);
		scene_answer(&scene, "points", told_sums[i].points);
		expect_told(&scene, "found", told_sums[i].told);
		scene_free(&scene);
	}
}

Test(trace, tells_rows_and_sums_within_sums_below_their_line)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "repeat: things\ntitle: Things\nlabel: Things\nadd: Another\n\n"
	    "question: what\ntype: line\nlabel: What?\nin: things\n\n"
	    "question: cost\ntype: money\nlabel: Cost?\nin: things\n\n"
	    "question: often\ntype: number\nlabel: Often?\nin: things\n\n"
	    "calculate: week\ntype: money\nlabel: A week\n"
	    "sum: cost times often | What all things cost\n"
	    "round: 0.01 half up\n\n"
	    "calculate: year\ntype: money\nlabel: A year\n"
	    "plus: week | What a week costs\ntimes: 52\n\n"
	    "calculate: both\ntype: money\nlabel: Both\nplus: year\n"
	    "plus: week\n");
	expect_told(&scene, "week",
	    "What all things cost: there is nothing to add up, so it is "
	    "£0.00.\n");
	scene_answer(&scene, "things.1.what", "Swimming");
	scene_answer(&scene, "things.1.cost", "4.50");
	scene_answer(&scene, "things.1.often", "2");
	scene_answer(&scene, "things.2.cost", "3");
	scene_answer(&scene, "things.2.often", "1");
	expect_told(&scene, "both",
	    "A year: £624.00.\n"
	    "  What a week costs: £12.00.\n"
	    "    What all things cost: added up, that is £12.00.\n"
	    "      Swimming: £4.50 times 2 is £9.00.\n"
	    "      Things 2: £3.00 times 1 is £3.00.\n"
	    "  Times 52 is £624.00.\n"
	    "A week: plus £12.00 makes £636.00.\n"
	    "  A week: £12.00, as worked out above.\n");
	scene_answer(&scene, "things.2.often", NULL);
	scene_add_row(&scene, "things");
	expect_told(&scene, "year",
	    "Not known yet: Often? (Things 2); Cost? (Things 3); "
	    "Often? (Things 3)\n"
	    "What a week costs: not known yet.\n"
	    "  What all things cost: not known yet.\n"
	    "    Swimming: £4.50 times 2 is £9.00.\n"
	    "    Things 2: not known yet.\n");
	scene_free(&scene);
}

Test(trace, tells_of_what_is_not_known_only_what_is)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "question: a\ntype: number\nlabel: How many?\n\n"
	    "question: b\ntype: number\nlabel: How often?\n\n"
	    "calculate: first_half\ntype: number\nlabel: Left\nplus: a\n\n"
	    "calculate: other_half\ntype: number\nlabel: Right\nplus: b\n"
	    "times: 2\n\n"
	    "calculate: both\ntype: number\nlabel: Both\nplus: first_half\n"
	    "plus: other_half\n\n"
	    "calculate: chosen\ntype: number\nlabel: Chosen\n"
	    "choose: a if b > 3\n");
	expect_told(&scene, "both", "Not known yet: How many?; How often?\n");
	scene_answer(&scene, "a", "3");
	expect_told(&scene, "both",
	    "Not known yet: How often?\n"
	    "Left: 3.\n"
	    "  How many: 3.\n");
	scene_answer(&scene, "b", "3");
	expect_told(&scene, "chosen",
	    "“Chosen” is not known yet. Nobody has said how much it is, and the "
	    "answers so far do not say how to work it out.\n");
	scene_answer(&scene, "b", NULL);
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct str known = STR_EMPTY, missing = STR_EMPTY;
	const struct trace *trace =
	    scene_result(&scene, reading, "both")->trace;
	trace_put_known(&known, trace, reading, words_english());
	cr_assert_str_eq(known.text, "Left: 3.\n  How many: 3.\n");
	trace_put_missing(&missing, trace, reading, words_english());
	cr_assert_str_eq(missing.text, "  How often? [b]\n");
	str_release(&known);
	str_release(&missing);
	reading_free(reading);
	scene_free(&scene);
}

Test(trace, never_outgrows_its_sums)
{
	/* Each sum goes into the next one twice: 2 to the 40th lines. */
	struct str text = STR_EMPTY;
	str_put(&text, SCENE_HEAD "calculate: sum_0\ntype: number\n"
				  "label: Nought\nplus: 1\n");
	for (int i = 1; i <= 40; i++)
		str_format(&text,
		    "\ncalculate: sum_%d\ntype: number\nlabel: L%d\n"
		    "plus: sum_%d\nplus: sum_%d\n",
		    i, i, i - 1, i - 1);
	struct scene scene = scene_new(text.text);
	scene_expect(&scene, "sum_40", "1099511627776");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	size_t count;
	const struct trace_line *lines = trace_lines(scene.arena,
	    scene_result(&scene, reading, "sum_40")->trace, reading,
	    words_english(), &count);
	cr_assert_lt(count, 200);
	int deepest = 0;
	for (size_t i = 0; i < count; i++)
		if (lines[i].depth > deepest)
			deepest = lines[i].depth;
	cr_assert_lt(deepest, 20);
	cr_assert_gt(deepest, 5);
	reading_free(reading);
	str_release(&text);
	scene_free(&scene);
}

Test(trace, says_what_stops_a_sum)
{
	static const struct {
		const char *sum, *told;
	} cases[] = {
	    {"type: number\nplus: points\n", "Not known yet: Your points\n"},
	    {"type: number\nplus: 1\ndivide by: 0.5\nless: 2\n"
	     "lookup: narrow\n",
		"The table that “Found” is looked up in says nothing for 0: ask "
		"whoever keeps the forms.\n"
		"We begin with 1.\nDivided by 0.5 is 2.\nLess 2 leaves 0.\n"
		"Narrow: not known yet.\n"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str text = STR_EMPTY;
		str_format(&text,
		    "table: narrow\nlabel: Narrow\nread: step\nrow: 1 | 1\n"
		    "row: 2 | 3\n\n%scalculate: found\nlabel: Found\n%s",
		    money, cases[i].sum);
		struct scene scene = scene_new(text.text);
		const char *found = told(&scene, "found");
		cr_assert_str_eq(found, cases[i].told);
		str_release(&text);
		scene_free(&scene);
	}
}

Test(trace, names_only_the_first_of_many_missing_answers)
{
	struct str text = STR_EMPTY;
	str_put(&text, SCENE_HEAD "calculate: found\ntype: number\n"
				  "label: Found\nsum: tag part\n");
	for (int i = 1; i <= 9; i++)
		str_format(&text,
		    "\nquestion: part_%d\ntype: number\nlabel: P%d\n"
		    "tag: part\n",
		    i, i);
	struct scene scene = scene_new(text.text);
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct str unknown = STR_EMPTY;
	trace_put_unknown(&unknown,
	    scene_result(&scene, reading, "found")->trace, reading,
	    words_english());
	cr_assert_str_eq(
	    unknown.text, "Not known yet: P1; P2; P3; P4; P5; P6; and 3 more");
	str_release(&unknown);
	reading_free(reading);
	str_release(&text);
	scene_free(&scene);
}

Test(trace, writes_figures_as_people_read_them)
{
	static const struct {
		const char *number;
		enum measure measure;
		const char *text;
	} cases[] = {
	    {"1234.5", MEASURE_MONEY, "£1,234.50"},
	    {"-3", MEASURE_MONEY, "-£3.00"},
	    {"1/3", MEASURE_MONEY, "about £0.3333"},
	    {"-0.005", MEASURE_MONEY, "-£0.005"},
	    {"1", MEASURE_POINTS, "1 point"},
	    {"9", MEASURE_POINTS, "9 points"},
	    {"0.75", MEASURE_POINTS, "0.75 points"},
	    {"20", MEASURE_PERCENT, "20%"},
	    {"365/7", MEASURE_NUMBER, "about 52.1429"},
	};
	struct arena *arena = arena_new();
	struct str text = STR_EMPTY;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		str_clear(&text);
		trace_put_figure(&text, exact_parse(arena, cases[i].number),
		    cases[i].measure, words_english());
		cr_assert_str_eq(text.text, cases[i].text);
	}
	str_release(&text);
	arena_free(arena);
}
