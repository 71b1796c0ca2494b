/*
 * Readiness: every gap with its reason and its page, and what blocks.
 */
#include "plan/readiness.h"

#include "base/attr.h"
#include "rig/scene.h"
#include "rig/small_forms.h"

static const char *
place_of(const struct scene *scene, const struct gap *gap)
{
	if (gap->field != NONE)
		return scene->set->fields[gap->field].id;
	if (gap->repeat != NONE)
		return scene->set->repeats[gap->repeat].id;
	return "";
}

/* "kind page place.row: text" a line. */
static void
put_gaps(struct str *out, const struct scene *scene,
    const struct readiness *readiness)
{
	for (size_t i = 0; i < readiness->count; i++) {
		const struct gap *gap = &readiness->gaps[i];
		str_format(out, "%s %s %s", gap_name(gap->kind),
		    gap->page == NONE ? "-" : scene->set->pages[gap->page].id,
		    place_of(scene, gap));
		if (gap->row != 0)
			str_format(out, ".%d", gap->row);
		str_format(out, ": %s\n", gap->text);
	}
}

static void
expect_gaps(struct scene *scene, size_t blocking, const char *expected)
{
	const struct reading *readings[VOICE_MAX];
	struct reading *made[VOICE_MAX];
	size_t count = 0;
	struct str found = STR_EMPTY;
	for (enum voice voice = VOICE_PERSON; voice < VOICE_MAX; voice++)
		if (voice == VOICE_PERSON || plan_has_voice(scene->plan, voice))
			made[count++] = scene_read(scene, voice);
	for (size_t i = 0; i < count; i++)
		readings[i] = made[i];
	struct readiness readiness =
	    readiness_of(scene->arena, readings, count, words_english());
	put_gaps(&found, scene, &readiness);
	cr_assert_str_eq(
	    found.text, expected, "expected\n%sgot\n%s", expected, found.text);
	cr_assert_eq(readiness.blocking, blocking);
	str_release(&found);
	for (size_t i = 0; i < count; i++)
		reading_free(made[i]);
}

Test(readiness, lists_everything_an_empty_plan_lacks)
{
	struct scene scene = scene_new(SMALL_FORMS);
	expect_gaps(&scene, 4,
	    "missing names name: Still to answer: What is your name?\n"
	    "missing sum route: Still to answer: How do you know it?\n"
	    "criterion portions parts: The plan does not show this yet: Who "
	    "manages the money\n"
	    "missing lines things: Nothing is listed yet: What supports "
	    "you?\n"
	    "wanted names called: Good to have: What shall we call you?\n");
	scene_free(&scene);
}

static void
answer_well(struct scene *scene)
{
	scene_answer(scene, "name", "Mererid Vaughan");
	scene_answer(scene, "called", "Mererid");
	scene_answer(scene, "helped", "no");
	scene_answer(scene, "route", "told");
	scene_answer(scene, "told", "5200");
	scene_answer(scene, "parts.1.held", "My sister");
	scene_answer(scene, "things.1.what", "Swimming");
	scene_answer(scene, "things.1.cost", "12");
}

Test(readiness, finds_nothing_in_a_plan_that_is_ready)
{
	struct scene scene = scene_new(SMALL_FORMS);
	answer_well(&scene);
	expect_gaps(&scene, 0, "");
	scene_free(&scene);
}

Test(readiness, tells_what_blocks_from_what_does_not)
{
	struct scene scene = scene_new(SMALL_FORMS);
	answer_well(&scene);
	scene_answer(&scene, "born", "last May");
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "told", "120000");
	scene_answer(&scene, "things.2.what", "bets");
	scene_answer(&scene, "things.2.cost", "1");
	scene_answer(&scene, "things.3.cost", "9000");
	expect_gaps(&scene, 5,
	    "wrong names born: Write day, month and year, such as 3 April 1957 or 3/4/1957. "
	    "(When were you born?)\n"
	    "missing helpers helper: Still to answer: Who?\n"
	    "check sum told: That is a great deal, Mererid.\n"
	    "missing lines what.3: Still to answer: What is it? "
	    "(Support 3)\n"
	    "check lines : More is planned than there is.\n"
	    "rule lines things.2: This may not be bought. (bets)\n");
	scene_answer(&scene, "things.3.cost", NULL);
	expect_gaps(&scene, 4,
	    "wrong names born: Write day, month and year, such as 3 April 1957 or 3/4/1957. "
	    "(When were you born?)\n"
	    "missing helpers helper: Still to answer: Who?\n"
	    "check sum told: That is a great deal, Mererid.\n"
	    "missing lines what.3: Still to answer: What is it? "
	    "(Support 3)\n"
	    "wanted lines cost.3: Good to have: What does it cost a "
	    "week? (Support 3)\n"
	    "rule lines things.2: This may not be bought. (bets)\n");
	scene_free(&scene);
}

/* Each with its page, the answer and the words. */
Test(readiness, names_the_answer_that_would_close_a_gap)
{
	struct scene scene = scene_new(SMALL_FORMS
	    "\ncriterion: whole\nlabel: Is it whole?\nversion: 1\n"
	    "source: Made up\nchecked: 2026-11-21\nshown by: things\n"
	    "check: answered(name) and answered(born)\n"
	    "message: Say who it is.\n"
	    "check: answered(planned_week)\nmessage: Say what all costs.\n"
	    "\ncheck: known\nthat: helped = 'no' or answered(helper)\n"
	    "message: Say who helps.\n"
	    "\ncheck: grown\nthat: born < '2000-01-01'\n"
	    "message: Too young.\nweight: wanted\n");
	answer_well(&scene);
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "things.2.what", "Choir");
	expect_gaps(&scene, 4,
	    "criterion names born: Say who it is.\n"
	    "missing helpers helper: Still to answer: Who?\n"
	    "check helpers helper: Say who helps.\n"
	    "criterion lines cost.2: Say what all costs.\n"
	    "wanted lines cost.2: Good to have: What does it cost a week? "
	    "(Choir)\n");
	scene_answer(&scene, "helper", "Huw");
	scene_answer(&scene, "born", "3 April 2015");
	scene_answer(&scene, "things.2.cost", "4");
	expect_gaps(&scene, 0, "warning names born: Too young.\n");
	scene_free(&scene);
}

Test(readiness, writes_the_place_as_set_takes_it)
{
	struct scene scene = scene_new(SMALL_FORMS);
	size_t things = form_find_repeat(scene.set, "things");
	const struct {
		struct gap gap;
		const char *place;
	} cases[] = {
	    {{.field = form_find_field(scene.set, "name"), .repeat = NONE},
		"name"},
	    {{.field = form_find_field(scene.set, "cost"),
		 .repeat = NONE,
		 .row = 3},
		"things.3.cost"},
	    {{.field = NONE, .repeat = things}, "things"},
	    {{.field = NONE, .repeat = things, .row = 2}, "things.2"},
	    {{.field = NONE, .repeat = NONE}, ""},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str place = STR_EMPTY;
		gap_put_place(&place, scene.set, &cases[i].gap);
		cr_assert_str_eq(place.text, cases[i].place);
		str_release(&place);
	}
	scene_free(&scene);
}

Test(readiness, wakes_nobody_but_lists_who_sleeps)
{
	struct scene scene = scene_new(SMALL_FORMS);
	answer_well(&scene);
	scene_answer(&scene, "helped", "yes");
	scene_answer(&scene, "helper", "Huw");
	scene_answer(&scene, "helped", "no");
	scene_answer(&scene, "told", "900");
	expect_gaps(&scene, 0,
	    "asleep helpers helper: Not asked any more, but the answer is "
	    "kept; say whether it can go: Who?\n"
	    "warning sum told: That is little.\n");
	scene_free(&scene);
}

Test(readiness, hears_every_voice_and_says_a_thing_once)
{
	struct scene scene = scene_new(SMALL_FORMS);
	answer_well(&scene);
	scene_answer(&scene, "told", NULL);
	/* The worker's answer is an answer; the council asks more. */
	scene_answer(&scene, "worker:told", "5300");
	scene_answer(&scene, "council:helped", "yes");
	scene_answer(&scene, "council:told", "200000");
	expect_gaps(&scene, 2,
	    "missing helpers helper: Still to answer: Who?\n"
	    "check sum told: That is a great deal, Mererid.\n");
	scene_free(&scene);
}

Test(readiness, has_names_for_gaps)
{
	cr_assert_str_eq(gap_name(GAP_MISSING), "missing");
	for (enum gap_kind kind = 0; kind < GAP_KIND_MAX; kind++)
		cr_assert_not_null(gap_name(kind));
}
