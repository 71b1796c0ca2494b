/*
 * Remarks, and the texts of a reading: what is said about answers, with names
 * filled in, in the order of the pages.
 */
#include "plan/reading.h"

#include "base/attr.h"
#include "rig/scene.h"

static const char checked[] = SCENE_HEAD
    "question: called\nmeans: person.called\ntype: line\nlabel: Called?\n\n"
    "question: agreer\nmeans: decider\ntype: line\nlabel: Who agrees?\n\n"
    "question: hours\ntype: number\nlabel: Hours?\n"
    "check: hours < 168\nmessage: A week has 168 hours, {name}.\n"
    "warn: hours > 100\nwarning: Is {name} never alone?\n\n"
    "question: hidden\ntype: number\nlabel: Hidden?\nask if: hours > 1000\n"
    "check: hidden > 0\nmessage: Never said.\n\n"
    "repeat: things\nmeans: line\ntitle: Things\nlabel: Things\n"
    "add: Another\n\n"
    "question: what\ntype: line\nlabel: What?\nin: things\n\n"
    "question: cost\ntype: money\nlabel: Cost?\nin: things\n"
    "check: cost > 0\nmessage: Costs something.\n\n"
    "page: last\ntitle: Last\nprint: no\n\n"
    "question: day\ntype: date\nlabel: Day?\n\n"
    "question: why\ntype: long\nlabel: Why?\n\n"
    "question: last_word\ntype: choose many\nlabel: Who has the last word?\n"
    "option: own | {name} alone\noption: both | {name} and {decider}\n"
    "option: other | Somebody else\nother: other\n\n"
    "check: enough\nthat: hours > 2 or answered(why)\n"
    "message: {decider} asks why.\n\n"
    "check: wished\nthat: answered(why)\nmessage: Say why.\n"
    "weight: wanted\n\n"
    "rule: gambling\nrows of: things\nclass: law\n"
    "where: what = 'bets'\nmessage: No bets.\nsource: Made up\n"
    "checked: 2026-11-21\n\n"
    "criterion: reason\nlabel: Why the plan is so\nshown by: why\n"
    "version: 1\nsource: Made up\nchecked: 2026-11-21\n"
    "check: hours > 1\nmessage: More hours.\n";

static const char *const kinds[REMARK_KIND_MAX] = {
    [REMARK_WRONG] = "wrong",
    [REMARK_CHECK] = "check",
    [REMARK_WARNING] = "warning",
    [REMARK_RULE] = "rule",
    [REMARK_CRITERION] = "criterion",
};

static void
expect_remarks(struct scene *scene, const char *expected)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	struct str found = STR_EMPTY;
	size_t count;
	const struct remark *remarks =
	    reading_remarks(reading, words_english(), &count);
	for (size_t i = 0; i < count; i++) {
		str_format(&found, "%s", kinds[remarks[i].kind]);
		if (remarks[i].field != NONE)
			str_format(&found, " %s",
			    scene->set->fields[remarks[i].field].id);
		if (remarks[i].row != 0)
			str_format(&found, ".%d", remarks[i].row);
		str_format(&found, ": %s\n", remarks[i].text);
	}
	cr_assert_str_eq(
	    found.text, expected, "expected\n%sgot\n%s", expected, found.text);
	str_release(&found);
	reading_free(reading);
}

Test(remarks, are_silent_about_what_is_not_known)
{
	struct scene scene = scene_new(checked);
	scene_add_row(&scene, "things");
	/* Only `answered` is never unknown. */
	expect_remarks(&scene, "warning: Say why.\n"
			       "criterion: The plan does not show this yet: "
			       "Why the plan is so\n");
	scene_free(&scene);
}

Test(remarks, say_what_is_wrong_in_the_order_of_the_pages)
{
	struct scene scene = scene_new(checked);
	scene_answer(&scene, "called", "Mererid");
	scene_answer(&scene, "agreer", "the council");
	scene_answer(&scene, "hours", "1");
	expect_remarks(&scene, "check: the council asks why.\n"
			       "warning: Say why.\n"
			       "criterion: The plan does not show this yet: "
			       "Why the plan is so\n"
			       "criterion: More hours.\n");
	scene_answer(&scene, "hours", "170");
	scene_answer(&scene, "why", "Because.");
	scene_answer(&scene, "things.1.cost", "3");
	scene_answer(&scene, "things.2.cost", "-3");
	scene_answer(&scene, "things.2.what", "bets");
	expect_remarks(&scene, "check hours: A week has 168 hours, Mererid.\n"
			       "warning hours: Is Mererid never alone?\n"
			       "check cost.2: Costs something.\n"
			       "rule.2: No bets.\n");
	scene_remove_row(&scene, "things", 2);
	scene_answer(&scene, "hours", "40");
	expect_remarks(&scene, "");
	scene_free(&scene);
}

Test(remarks, say_how_to_write_what_is_wrong)
{
	struct scene scene = scene_new(checked);
	scene_answer(&scene, "why", "{name}");
	scene_answer(&scene, "day", "{name} soon");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	size_t count;
	const struct remark *remarks =
	    reading_remarks(reading, words_english(), &count);
	cr_assert_eq(count, 1);
	cr_assert_eq(remarks[0].kind, REMARK_WRONG);
	cr_assert_eq(remarks[0].field, form_find_field(scene.set, "day"));
	/* What was typed is not a text of the form: nothing is filled in. */
	cr_assert(strstr(remarks[0].text, "this person") == NULL);
	cr_assert_gt(strlen(remarks[0].text), 10);
	reading_free(reading);
	scene_free(&scene);
}

/* --- Texts ---------------------------------------------------------------- */

Test(texts, fill_in_names_as_far_as_they_are_known)
{
	static const struct {
		const char *called, *text, *filled;
	} cases[] = {
	    {NULL, "Ask {name}.", "Ask this person."},
	    {NULL, "Private. {name} can see it.",
		"Private. This person can see it."},
	    {"Siân", "Ask {name}.", "Ask Siân."},
	    {"Siân", "{name}{name} {other} {", "SiânSiân {other} {"},
	    {"{decider}", "Ask {name}.", "Ask {decider}."},
	    {"Siân", "{decider}", "Whoever agrees plans here"},
	    {"Siân", "", ""},
	    {"Siân", NULL, ""},
	};
	struct scene scene = scene_new(checked);
	struct str text = STR_EMPTY;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		if (cases[i].called)
			scene_answer(&scene, "called", cases[i].called);
		struct reading *reading = scene_read(&scene, VOICE_PERSON);
		str_clear(&text);
		reading_put_text(
		    &text, reading, cases[i].text, words_english());
		cr_assert_str_eq(text.text, cases[i].filled);
		reading_free(reading);
	}
	str_release(&text);
	scene_free(&scene);
}

Test(texts, fill_names_into_options_and_not_into_what_was_typed)
{
	struct scene scene = scene_new(checked);
	struct str text = STR_EMPTY;
	scene_answer(&scene, "called", "Siân");
	scene_answer(&scene, "last_word", "own both other: {name}, she said");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	reading_put_value(&text, reading,
	    form_find_field(scene.set, "last_word"), 0, words_english());
	cr_assert_str_eq(text.text,
	    "Siân alone; Siân and whoever agrees plans here; "
	    "Somebody else: {name}, she said");
	str_release(&text);
	reading_free(reading);
	scene_free(&scene);
}

Test(texts, name_a_row_by_its_first_words_and_never_by_a_figure)
{
	struct scene scene = scene_new(checked);
	scene_answer(&scene, "things.1.what", "Swimming");
	scene_answer(&scene, "things.2.cost", "4");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct str text = STR_EMPTY;
	reading_put_row_name(&text, reading, 0, 1, words_english());
	cr_assert_str_eq(text.text, "Swimming");
	str_clear(&text);
	reading_put_row_name(&text, reading, 0, 2, words_english());
	cr_assert_str_eq(text.text, "Things 2");
	str_release(&text);
	reading_free(reading);
	scene_free(&scene);
}

Test(texts, number_a_row_without_words_by_what_paper_calls_its_list)
{
	struct scene scene = scene_new(
	    SCENE_HEAD "repeat: parts\nlabel: Which parts are there?\n"
		       "paper: My parts\nadd: Another\n\n"
		       "question: part\ntype: line\nlabel: What?\nin: parts\n");
	scene_add_row(&scene, "parts");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct str text = STR_EMPTY;
	reading_put_row_name(&text, reading, 0, 1, words_english());
	cr_assert_str_eq(text.text, "My parts 1");
	str_release(&text);
	reading_free(reading);
	scene_free(&scene);
}

Test(texts, show_a_wrong_answer_as_it_was_typed)
{
	struct scene scene = scene_new(checked);
	scene_answer(&scene, "hours", "a few");
	scene_answer(&scene, "things.1.cost", "3.5");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct str text = STR_EMPTY;
	reading_put_value(&text, reading, form_find_field(scene.set, "hours"),
	    0, words_english());
	str_put_char(&text, '|');
	reading_put_value(&text, reading, form_find_field(scene.set, "cost"), 1,
	    words_english());
	str_put_char(&text, '|');
	reading_put_value(&text, reading, form_find_field(scene.set, "why"), 0,
	    words_english());
	cr_assert_str_eq(text.text, "a few|£3.50|");
	str_release(&text);
	reading_free(reading);
	scene_free(&scene);
}
