/*
 * Readings: what is asked, what counts, voices, overlays, and sums with what
 * they miss.
 */
#include "plan/reading.h"

#include <string.h>

#include "base/attr.h"
#include "rig/scene.h"

/* A question, a page, a list and sums that hang on each other. */
static const char hanging[] = SCENE_HEAD
    "question: helped\ntype: yes-no\nlabel: Does anyone help?\n\n"
    "question: who\ntype: line\nlabel: Who?\nask if: helped = 'yes'\n\n"
    "question: hours\ntype: number\nlabel: How many hours?\n"
    "ask if: helped = 'yes'\n\n"
    "question: nights\ntype: number\nlabel: How many nights?\n"
    "ask if: hours > 10\n\n"
    "page: second\ntitle: Second\nprint: no\nask if: helped = 'yes'\n\n"
    "question: paid\ntype: money\nlabel: What is paid?\n\n"
    "repeat: things\ntitle: Things\nlabel: Things\nadd: Another\n\n"
    "question: thing\ntype: line\nlabel: What?\nin: things\n\n"
    "question: cost\ntype: money\nlabel: What does it cost?\nin: things\n\n"
    "question: often\ntype: number\nlabel: How often?\nin: things\n"
    "ask if: cost > 1000\n\n"
    "calculate: hours_and_nights\ntype: number\nlabel: Both\n"
    "plus: hours\nplus: nights\n\n"
    "calculate: with_otherwise\ntype: number\nlabel: Else\n"
    "plus: hours or 7\n\n"
    "calculate: line_cost\ntype: money\nlabel: Cost\nin: things\n"
    "plus: cost\ntimes: often or 1\nround: 0.01 half up\n\n"
    "calculate: total\ntype: money\nlabel: Total\nsum: line_cost\n";

Test(reading, of_nothing_asks_what_needs_no_answer)
{
	struct scene scene = scene_new(hanging);
	scene_expect(&scene, "helped", "open");
	scene_expect(&scene, "who", "hidden");
	scene_expect(&scene, "paid", "hidden");
	scene_expect(&scene, "hours_and_nights", "hidden");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	cr_assert(reading_shows_page(reading, 0));
	cr_assert_not(reading_shows_page(reading, 1));
	cr_assert_not(reading_shows_repeat(reading, 0));
	reading_free(reading);
	scene_free(&scene);
}

Test(reading, counts_what_is_not_asked_as_nought)
{
	struct scene scene = scene_new(hanging);
	scene_answer(&scene, "helped", "no");
	scene_expect(&scene, "who", "nought");
	scene_expect(&scene, "paid", "nought");
	/* Asked only if hours are many, and hours are not asked at all. */
	scene_expect(&scene, "nights", "nought");
	scene_answer(&scene, "hours", "3");
	scene_expect(&scene, "hours", "asleep as nought");
	scene_answer(&scene, "helped", "yes");
	scene_expect(&scene, "hours", "3");
	scene_expect(&scene, "nights", "nought");
	scene_expect(&scene, "hours_and_nights", "3");
	scene_answer(&scene, "hours", "12");
	scene_expect(&scene, "nights", "open");
	scene_expect(&scene, "hours_and_nights", "open");
	scene_answer(&scene, "nights", "2.5");
	scene_expect(&scene, "hours_and_nights", "14.5");
	scene_free(&scene);
}

Test(reading, takes_what_stands_after_or_only_without_an_answer)
{
	struct scene scene = scene_new(hanging);
	scene_answer(&scene, "helped", "yes");
	scene_expect(&scene, "with_otherwise", "7");
	scene_answer(&scene, "hours", "2");
	scene_expect(&scene, "with_otherwise", "2");
	scene_answer(&scene, "hours", "a few");
	scene_expect(&scene, "hours", "wrong");
	scene_expect(&scene, "with_otherwise", "open");
	scene_free(&scene);
}

Test(reading, adds_up_over_living_rows)
{
	struct scene scene = scene_new(hanging);
	scene_answer(&scene, "helped", "yes");
	scene_expect(&scene, "total", "0.00");
	scene_answer(&scene, "things.1.cost", "£9.50");
	scene_answer(&scene, "things.2.cost", "20");
	scene_expect(&scene, "things.1.often", "nought");
	scene_expect(&scene, "things.2.often", "open");
	scene_answer(&scene, "things.2.often", "1.5");
	scene_expect(&scene, "things.2.line_cost", "30.00");
	scene_expect(&scene, "total", "39.50");
	scene_remove_row(&scene, "things", 1);
	scene_expect(&scene, "total", "30.00");
	scene_add_row(&scene, "things");
	scene_expect(&scene, "total", "open");
	scene_free(&scene);
}

Test(reading, knows_the_newest_row_wherever_it_stands)
{
	struct scene scene = scene_new(hanging);
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	cr_assert_eq(reading_newest_row(reading, 0), 0);
	reading_free(reading);
	for (int row = 1; row <= 3; row++)
		scene_add_row(&scene, "things");
	struct change change =
	    change_move_row(scene.plan, scene.arena, "things", 3, 0);
	plan_apply(scene.plan, &change);
	reading = scene_read(&scene, VOICE_PERSON);
	cr_assert_eq(reading_newest_row(reading, 0), 3);
	reading_free(reading);
	scene_remove_row(&scene, "things", 3);
	reading = scene_read(&scene, VOICE_PERSON);
	cr_assert_eq(reading_newest_row(reading, 0), 2);
	reading_free(reading);
	scene_free(&scene);
}

Test(reading, puts_the_chosen_voice_before_the_persons)
{
	struct scene scene = scene_new(hanging);
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "hours", "4");
	scene_answer(&scene, "worker:hours", "9");
	scene_answer(&scene, "council:helped", "no");
	static const struct {
		enum voice voice;
		const char *hours;
	} cases[] = {
	    {VOICE_PERSON, "4"},
	    {VOICE_WORKER, "9"},
	    {VOICE_FAMILY, "4"},
	    {VOICE_COUNCIL, "asleep as nought"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct reading *reading = scene_read(&scene, cases[i].voice);
		cr_assert_str_eq(
		    scene_ask(&scene, reading, "hours"), cases[i].hours);
		reading_free(reading);
	}
	scene_free(&scene);
}

Test(reading, tells_what_each_voice_said_itself)
{
	struct scene scene = scene_new(hanging);
	const struct reading *readings[2];
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "worker:hours", "9");
	struct reading *person = scene_read(&scene, VOICE_PERSON);
	struct reading *worker = scene_read(&scene, VOICE_WORKER);
	readings[0] = person;
	readings[1] = worker;
	cr_assert_eq(readings_find(readings, 2, VOICE_WORKER), worker);
	cr_assert_null(readings_find(readings, 2, VOICE_FAMILY));
	size_t hours = form_find_field(scene.set, "hours");
	cr_assert_null(reading_answer(person, hours, 0, VOICE_PERSON));
	const struct answer *said =
	    reading_answer(person, hours, 0, VOICE_WORKER);
	cr_assert_str_eq(said->text, "9");
	scene_answer(&scene, "worker:helped", "no");
	reading_free(worker);
	readings[1] = worker = scene_read(&scene, VOICE_WORKER);
	cr_assert_not(reading_shows_field(worker, hours, 0));
	cr_assert(readings_show_field(readings, 2, hours, 0));
	cr_assert_not(readings_show_field(readings + 1, 1, hours, 0));
	reading_free(worker);
	reading_free(person);
	scene_free(&scene);
}

Test(reading, lays_an_overlay_over_everything)
{
	struct scene scene = scene_new(hanging);
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "hours", "4");
	scene_answer(&scene, "things.1.cost", "5");
	struct overlay_answer answers[] = {
	    {"hours", 0, "11"}, {"nights", 0, "1"}, {"cost", 1, NULL},
	    {"cost", 7, "5"},  /* no such row: left alone */
	    {"nobody", 0, ""}, /* no such question */
	};
	struct overlay overlay = {answers, ARRAY_LENGTH(answers)};
	struct reading *reading = reading_new(&(struct reading_of){
	    .set = scene.set,
	    .plan = scene.plan,
	    .overlay = &overlay,
	    .today = SCENE_TODAY,
	});
	cr_assert_str_eq(scene_ask(&scene, reading, "hours_and_nights"), "12");
	cr_assert_str_eq(scene_ask(&scene, reading, "things.1.cost"), "open");
	reading_free(reading);
	scene_expect(&scene, "hours", "4");
	scene_free(&scene);
}

Test(reading, says_the_same_when_the_plan_has_changed)
{
	struct scene scene = scene_new(hanging);
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "who", "Delyth");
	scene_answer(&scene, "things.1.thing", "Swimming");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	scene_answer(&scene, "who", NULL);
	scene_remove_row(&scene, "things", 1);
	cr_assert_str_eq(scene_ask(&scene, reading, "who"), "Delyth");
	size_t count;
	const int *rows = reading_rows(reading, 0, &count);
	cr_assert_eq(count, 1);
	cr_assert_eq(rows[0], 1);
	reading_free(reading);
	scene_free(&scene);
}

/* --- Offers --------------------------------------------------------------- */

Test(reading, offers_a_default_and_counts_it_only_when_accepted)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "question: weeks\ntype: number\nlabel: Weeks?\ndefault: 52\n\n"
	    "question: seen\ntype: date\nlabel: When?\ndefault: today\n\n"
	    "question: phone\ntype: line\nlabel: Phone?\n\n"
	    "question: ring\ntype: line\nlabel: Ring?\ncarry from: phone\n"
	    "default: nobody\n\n"
	    "calculate: half\ntype: number\nlabel: Half\nplus: weeks\n"
	    "divide by: 2\n");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	cr_assert_str_eq(scene_offer(&scene, reading, "weeks", "en"), "52");
	cr_assert_str_eq(
	    scene_offer(&scene, reading, "seen", "en"), "2026-11-21");
	cr_assert_str_eq(scene_offer(&scene, reading, "ring", "en"), "nobody");
	cr_assert_null(scene_offer(&scene, reading, "phone", "en"));
	cr_assert_str_eq(scene_ask(&scene, reading, "half"), "open");
	reading_free(reading);
	scene_answer(&scene, "phone", "0300 123 456");
	scene_answer(&scene, "weeks", "52");
	reading = scene_read(&scene, VOICE_PERSON);
	cr_assert_str_eq(
	    scene_offer(&scene, reading, "ring", "en"), "0300 123 456");
	cr_assert_null(scene_offer(&scene, reading, "weeks", "en"));
	cr_assert_str_eq(scene_ask(&scene, reading, "half"), "26");
	reading_free(reading);
	scene_free(&scene);
}

Test(reading, offers_words_in_the_language_that_the_plan_is_printed_in)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "question: tongue\nmeans: person.language\ntype: choose one\n"
	    "label: Print?\noption: en | English\noption: cy | Welsh\n"
	    "option: pl | Polish\n\n"
	    "question: agrees\ntype: line\nlabel: Who?\n"
	    "default: the council\ndefault cy: y cyngor\n\n"
	    "question: weeks\ntype: number\nlabel: Weeks?\ndefault: 52\n");
	static const struct {
		const char *printed, *screen, *offer;
	} cases[] = {
	    {"", "en", "the council"},
	    {"", "cy", "y cyngor"},
	    {"en", "cy", "the council"},
	    {"cy", "en", "y cyngor"},
	    {"pl", "cy", "the council"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		scene_answer(&scene, "tongue", cases[i].printed);
		for (enum voice voice = 0; voice < VOICE_MAX; voice++) {
			struct reading *reading = scene_read(&scene, voice);
			cr_expect_str_eq(scene_offer(&scene, reading, "agrees",
					     cases[i].screen),
			    cases[i].offer, "case %zu", i);
			cr_expect_str_eq(scene_offer(&scene, reading, "weeks",
					     cases[i].screen),
			    "52");
			reading_free(reading);
		}
	}
	scene_free(&scene);
}

/* --- Former ids, row references, days ------------------------------------- */

Test(reading, finds_answers_under_former_ids)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "question: called\nwas: nickname\ntype: line\nlabel: Name?\n\n"
	    "repeat: lines\nwas: spending\ntitle: Lines\nlabel: Lines\n"
	    "add: Another\n\n"
	    "question: what\ntype: line\nlabel: What?\nin: lines\n");
	struct change change = change_answer(scene.plan, scene.arena,
	    (struct address){.field = "nickname"},
	    (struct answer){.text = "Huw"});
	plan_apply(scene.plan, &change);
	change = change_add_row(scene.plan, scene.arena, "spending");
	plan_apply(scene.plan, &change);
	change = change_answer(scene.plan, scene.arena,
	    (struct address){.field = "what", .row = 1},
	    (struct answer){.text = "Cinema"});
	plan_apply(scene.plan, &change);
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	cr_assert_str_eq(scene_ask(&scene, reading, "called"), "Huw");
	cr_assert_str_eq(scene_ask(&scene, reading, "lines.1.what"), "Cinema");
	reading_free(reading);
	scene_answer(&scene, "called", "Huw Rhys");
	scene_expect(&scene, "called", "Huw Rhys");
	scene_free(&scene);
}

Test(reading, forgets_rows_that_are_gone_from_references)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "repeat: goals\ntitle: Goals\nlabel: Goals\nadd: Another\n\n"
	    "question: goal\ntype: line\nlabel: What?\nin: goals\n\n"
	    "question: best\ntype: row reference\nrows of: goals\n"
	    "label: Which?\n");
	scene_answer(&scene, "goals.1.goal", "Swim");
	scene_answer(&scene, "goals.2.goal", "Cook");
	scene_answer(&scene, "best", "1 2");
	scene_expect(&scene, "best", "1 2");
	scene_remove_row(&scene, "goals", 1);
	scene_expect(&scene, "best", "2");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct str text = STR_EMPTY;
	reading_put_value(&text, reading, form_find_field(scene.set, "best"), 0,
	    words_english());
	cr_assert_str_eq(text.text, "Cook");
	str_release(&text);
	reading_free(reading);
	scene_remove_row(&scene, "goals", 2);
	scene_expect(&scene, "best", "open");
	scene_free(&scene);
}

Test(reading, reads_a_date_with_the_day_on_which_it_was_typed)
{
	struct scene scene =
	    scene_new(SCENE_HEAD "question: day\ntype: date\nlabel: When?\n");
	struct change change = change_answer(scene.plan, scene.arena,
	    (struct address){.field = "day"},
	    (struct answer){
		.text = "3/4/35",
		.at = date_to_days((struct date){2024, 5, 1}) * 86400,
	    });
	plan_apply(scene.plan, &change);
	/* In 2024 the next ten years end in 2034; today they end in 2036. */
	scene_expect(&scene, "day", "1935-04-03");
	scene_answer(&scene, "day", "3/4/35");
	scene_expect(&scene, "day", "2035-04-03");
	scene_free(&scene);
}

Test(reading, gives_pence_only_for_money_that_is_known)
{
	struct scene scene = scene_new(hanging);
	int64_t pence = 0;
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "paid", "£12.34");
	scene_answer(&scene, "hours", "3");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	cr_assert(result_pence(scene_result(&scene, reading, "paid"), &pence));
	cr_assert_eq(pence, 1234);
	cr_assert(result_pence(scene_result(&scene, reading, "total"), &pence));
	cr_assert_eq(pence, 0);
	cr_assert_not(
	    result_pence(scene_result(&scene, reading, "hours"), &pence));
	cr_assert_not(
	    result_pence(scene_result(&scene, reading, "nights"), &pence));
	cr_assert_null(reading_of_meaning(reading, MEANS_PERSON_NAME, 0));
	reading_free(reading);
	scene_free(&scene);
}

/* --- Pages about rows ----------------------------------------------------- */

Test(reading, shows_a_page_about_each_row_when_there_is_one)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "question: many\ntype: yes-no\nlabel: Many?\n\n"
	    "repeat: visits\ntitle: Visits\nlabel: Visits\nadd: Another\n\n"
	    "question: kind\ntype: line\nlabel: Kind?\nin: visits\n\n"
	    "page: newest\ntitle: Newest\nprint: no\nrows of: visits\n"
	    "which: newest\nask if: many = 'yes'\n\n"
	    "question: notes\ntype: line\nlabel: Notes?\nin: visits\n\n"
	    "page: every\ntitle: Every\nprint: no\nrows of: visits\n"
	    "which: each\nask if: many = 'yes'\n\n"
	    "question: more\ntype: line\nlabel: More?\nin: visits\n"
	    "ask if: kind = 'long'\n");
	static const struct {
		const char *many, *kind;
		bool newest, each;
		const char *more;
	} cases[] = {
	    {NULL, NULL, false, false, NULL},
	    {"yes", NULL, true, false, NULL},
	    {"yes", "long", true, true, "open"},
	    {"yes", "short", true, true, "nought"},
	    {"no", "long", false, false, "nought"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		scene_answer(&scene, "many", cases[i].many);
		if (cases[i].kind)
			scene_answer(&scene, "visits.1.kind", cases[i].kind);
		struct reading *reading = scene_read(&scene, VOICE_PERSON);
		cr_assert_eq(reading_shows_page(reading, 1), cases[i].newest,
		    "case %zu", i);
		cr_assert_eq(reading_shows_page(reading, 2), cases[i].each,
		    "case %zu", i);
		reading_free(reading);
		if (cases[i].more)
			scene_expect(&scene, "visits.1.more", cases[i].more);
	}
	scene_free(&scene);
}

/* --- What is missing ------------------------------------------------------ */

static const char *
missing_of(
    struct scene *scene, const struct reading *reading, const char *where)
{
	const struct trace *trace = scene_result(scene, reading, where)->trace;
	struct str text = STR_EMPTY;
	cr_assert_not_null(trace);
	for (size_t i = 0; i < trace->missing_count; i++) {
		str_format(&text, "%s%s", i > 0 ? " " : "",
		    scene->set->fields[trace->missing[i].field].id);
		if (trace->missing[i].row > 0)
			str_format(&text, ".%d", trace->missing[i].row);
	}
	const char *kept = arena_copy(scene->arena, text.text);
	str_release(&text);
	return kept;
}

static void
expect_missing(struct scene *scene, const char *where, const char *expected)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	const char *found = missing_of(scene, reading, where);
	cr_assert_str_eq(
	    found, expected, "%s misses %s and not %s", where, found, expected);
	cr_assert_eq(
	    scene_result(scene, reading, where)->trace->fault, FAULT_NONE);
	reading_free(reading);
}

Test(sums, name_every_answer_they_miss_once)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "question: helped\ntype: yes-no\nlabel: Helped?\n\n"
	    "question: hours\ntype: number\nlabel: Hours?\n"
	    "ask if: helped = 'yes'\n\n"
	    "question: pay\ntype: money\nlabel: Pay?\nask if: hours > 1\n\n"
	    "question: other\ntype: money\nlabel: Other?\n\n"
	    "repeat: things\ntitle: Things\nlabel: Things\nadd: Another\n\n"
	    "question: kind\ntype: line\nlabel: Kind?\nin: things\n\n"
	    "question: cost\ntype: money\nlabel: Cost?\nin: things\n\n"
	    "calculate: week\ntype: number\nlabel: A week\nplus: pay\n"
	    "times: hours\nplus: other\n\n"
	    "calculate: everything\ntype: number\nlabel: Everything\n"
	    "sum: cost where kind = 'mine'\nplus: week\nless: other\n\n"
	    "calculate: chosen\ntype: number\nlabel: Chosen\n"
	    "choose: 1 if other > 5\nchoose: week if helped = 'yes'\n"
	    "choose: 3\n");
	/* Hidden questions wait for what hides them. */
	expect_missing(&scene, "week", "helped other");
	scene_answer(&scene, "helped", "yes");
	expect_missing(&scene, "week", "hours other");
	scene_answer(&scene, "hours", "many");
	expect_missing(&scene, "week", "hours other");
	scene_answer(&scene, "hours", "2");
	expect_missing(&scene, "week", "pay other");
	expect_missing(&scene, "chosen", "other");
	scene_answer(&scene, "other", "0");
	expect_missing(&scene, "chosen", "pay");
	scene_add_row(&scene, "things");
	scene_answer(&scene, "things.2.kind", "mine");
	scene_answer(&scene, "things.3.kind", "yours");
	expect_missing(&scene, "everything", "kind.1 cost.2 pay");
	scene_answer(&scene, "things.1.kind", "yours");
	scene_answer(&scene, "things.2.cost", "7");
	scene_answer(&scene, "pay", "3");
	scene_expect(&scene, "everything", "13");
	scene_free(&scene);
}

static void
expect_fault(struct scene *scene, const char *where, enum trace_fault fault,
    size_t step, const char *of)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	const struct result *result = scene_result(scene, reading, where);
	cr_assert_eq(result->state, STATE_OPEN, "%s", where);
	cr_assert_eq(result->trace->fault, fault, "%s", where);
	cr_assert_eq(result->trace->fault_step, step, "%s", where);
	cr_assert_str_eq(
	    scene->set->fields[result->trace->fault_of->field].id, of);
	cr_assert_eq(result->trace->missing_count, 0, "%s", where);
	reading_free(reading);
}

Test(sums, know_why_they_can_never_be_worked_out)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "question: n\ntype: number\nlabel: N?\n\n"
	    "question: day\ntype: date\nlabel: Day?\n\n"
	    "table: steps\nlabel: Steps\nread: step\nrow: 5 | 10\n"
	    "row: 10 | 20\n\n"
	    "rate: wage\nlabel: Wage\nsource: Made up\n"
	    "checked: 2026-11-21\nvalue: 12 | 2027-04-01\n\n"
	    "calculate: divided\ntype: number\nlabel: Divided\nplus: 1\n"
	    "divide by: n\n\n"
	    "calculate: looked\ntype: number\nlabel: Looked up\nplus: n\n"
	    "lookup: steps\n\n"
	    "calculate: rated\ntype: number\nlabel: Rated\nrate: wage\n\n"
	    "calculate: chosen\ntype: number\nlabel: Chosen\n"
	    "choose: 1 if n > 0\n\n"
	    "calculate: aged\ntype: number\nlabel: Aged\n"
	    "choose: 1 if age(day) > 17\nchoose: 2\n\n"
	    "calculate: huge\ntype: number\nlabel: Huge\nplus: day_count\n"
	    "times: day_count\ntimes: day_count\n\n"
	    "question: day_count\ntype: number\nlabel: Days?\n\n"
	    "calculate: beyond\ntype: number\nlabel: Beyond\nplus: 1\n"
	    "plus: looked\n");
	scene_answer(&scene, "n", "0");
	scene_answer(&scene, "day", "2030-01-01");
	expect_fault(&scene, "divided", FAULT_DIVIDE, 1, "divided");
	expect_fault(&scene, "looked", FAULT_TABLE, 1, "looked");
	expect_fault(&scene, "rated", FAULT_RATE, 0, "rated");
	expect_fault(&scene, "chosen", FAULT_CHOICE, 0, "chosen");
	expect_fault(&scene, "beyond", FAULT_TABLE, 1, "looked");
	scene_answer(&scene, "n", "5");
	scene_expect(&scene, "beyond", "11");
	scene_free(&scene);
}
