/*
 * Why a question is asked, what its answer goes into, and why others are not
 * asked, as people read it.
 */
#include "plan/why.h"

#include "base/attr.h"
#include "rig/scene.h"

static const char forms[] = SCENE_HEAD
    "question: called\nmeans: person.called\ntype: line\nlabel: Called?\n"
    "required: for agreement\n\n"
    "question: pets\ntype: yes-no\nlabel: Any pets, {name}?\n"
    "help: A pet has to be fed.\nofficial: Animals kept.\n"
    "required: wanted\n\n"
    "question: pet\ntype: line\nlabel: Which pet?\nask if: pets = 'yes'\n"
    "carry from: called\nprivate: yes\n\n"
    "question: walks\ntype: number\nlabel: Walks?\n"
    "ask if: pets = 'yes'\n\n"
    "question: pay\ntype: money\nlabel: Pay?\ntag: paid\n\n"
    "question: late\ntype: line\nlabel: Late?\nask if: walks > 3\n\n"
    "question: someday\ntype: line\nlabel: Some day?\n"
    "ask if: today > '2030-01-01'\n\n"
    "check: enough\nthat: pay > 2 or walks > 1\nmessage: More pay.\n\n"
    "repeat: things\nmeans: line\ntitle: Things\nlabel: Things?\n"
    "add: Another\nask if: pets = 'yes'\n\n"
    "question: what\nin: things\ntype: line\nlabel: What?\n\n"
    "question: cost\nin: things\ntype: money\nlabel: Cost?\n"
    "ask if: what = 'food'\n\n"
    "calculate: step\ntype: money\nlabel: A step\nplus: pay | Pay\n"
    "print: no\n\n"
    "page: other\ntitle: Other things\nask if: pets = 'yes'\n"
    "part: my money\n\n"
    "question: best\ntype: row reference\nrows of: things\nlabel: Best?\n\n"
    "calculate: whole\ntype: money\nlabel: All of it\nplus: step | A step\n\n"
    "calculate: twice\ntype: money\nlabel: Twice that\nplus: whole | All\n"
    "times: 2 | Twice\nplus: tag paid | Again\n\n"
    "rule: gambling\nrows of: things\nclass: law\nwhere: what = 'bets'\n"
    "message: No bets.\nsource: Made up\nchecked: 2026-11-21\n\n"
    "criterion: reason\nlabel: What it costs\nshown by: things\n"
    "version: 1\nsource: Made up\nchecked: 2026-11-21\n";

struct asked {
	struct scene scene;
	struct reading *reading;
	const struct reading *readings[1];
	struct why_of of;
};

static void
ask(struct asked *asked)
{
	asked->reading = scene_read(&asked->scene, VOICE_PERSON);
	asked->readings[0] = asked->reading;
	asked->of = (struct why_of){asked->readings, 1, words_english()};
}

static void
open(struct asked *asked)
{
	asked->scene = scene_new(forms);
	scene_answer(&asked->scene, "called", "Ann");
	ask(asked);
}

static void
answer(struct asked *asked, const char *where, const char *text)
{
	scene_answer(&asked->scene, where, text);
	reading_free(asked->reading);
	ask(asked);
}

static void
close(struct asked *asked)
{
	reading_free(asked->reading);
	scene_free(&asked->scene);
}

enum way { ASKED, FEEDS };

static void
expect(struct asked *asked, enum way way, const char *id, const char *wanted)
{
	size_t field = form_find_field(asked->scene.set, id);
	struct str told = STR_EMPTY;

	if (way == ASKED)
		why_put_asked(&told, &asked->of, field, 0);
	else
		why_put_feeds(&told, &asked->of, field);
	cr_expect_str_eq(told.text, wanted, "%s: %s", id, told.text);
	str_release(&told);
}

static void
expect_hidden(struct asked *asked, size_t page, size_t repeat, int row,
    const char *wanted)
{
	struct str told = STR_EMPTY;

	why_put_hidden(&told, &asked->of, page, repeat, row);
	cr_expect_str_eq(told.text, wanted, "%s", told.text);
	str_release(&told);
}

Test(why, tells_what_the_forms_and_the_program_want_it_for)
{
	struct asked asked;
	open(&asked);
	expect(&asked, ASKED, "called",
	    "The screens and the paper speak of the person by it.\n"
	    "It must be answered before the plan can be agreed.\n");
	expect(&asked, ASKED, "pets",
	    "A pet has to be fed.\nIn the official words: Animals kept.\n"
	    "It is good to have, and nothing waits for it.\n");
	answer(&asked, "pets", "yes");
	expect(&asked, ASKED, "walks",
	    "It may stay open: nothing waits for it.\nIt is asked now:\n"
	    "  because of \"Any pets, Ann?\": Yes\n");
	expect(&asked, ASKED, "whole",
	    "It is worked out, and not asked. F2 shows how.\n");
	close(&asked);
}

Test(why, tells_what_an_answer_goes_into)
{
	struct asked asked;
	open(&asked);
	expect(&asked, FEEDS, "pay",
	    "It goes into this sum:\n  All of it\n  Twice that\n"
	    "It is compared with other answers, so that a slip is noticed.\n"
	    "It is not printed by itself.\n");
	expect(&asked, FEEDS, "step",
	    "It goes into this sum:\n  All of it\n"
	    "And from there into:\n  Twice that\n"
	    "It is not printed by itself.\n");
	expect(&asked, FEEDS, "pets",
	    "It decides whether there is a page:\n  Other things\n"
	    "It decides whether this is asked:\n  Things?\n  Which pet?\n"
	    "  Walks?\nIt is not printed by itself.\n");
	expect(&asked, FEEDS, "called",
	    "It is offered as the answer to:\n  Which pet?\n"
	    "It is not printed by itself.\n");
	expect(&asked, FEEDS, "what",
	    "It decides whether this is asked:\n  Cost?\n"
	    "What is listed with it can be chosen at:\n  Best?\n"
	    "Rules about what money may buy look at it.\n"
	    "The check of the plan looks at it:\n  What it costs\n"
	    "It is not printed by itself.\n");
	expect(&asked, FEEDS, "pet",
	    "It is not printed. Ann can ask to see it.\n");
	expect(&asked, FEEDS, "best",
	    "It is printed in the plan, under \"My money\".\n");
	close(&asked);
}

Test(why, tells_what_is_not_asked_and_because_of_which_answers)
{
	static const char hidden[] =
	    "Which pet?\nWalks?\n  because %s\n"
	    "Late?\n  because \"Walks?\" is not asked either\n"
	    "Some day?\n  because of today's date\n"
	    "Things?\n  because %s\n";
	struct asked asked;
	struct str wanted = STR_EMPTY;
	open(&asked);
	str_format(&wanted, hidden, "\"Any pets, Ann?\" is not answered yet",
	    "\"Any pets, Ann?\" is not answered yet");
	expect_hidden(&asked, 0, NONE, 0, wanted.text);
	answer(&asked, "pets", "no");
	str_clear(&wanted);
	str_format(&wanted, hidden, "of \"Any pets, Ann?\": No",
	    "of \"Any pets, Ann?\": No");
	expect_hidden(&asked, 0, NONE, 0, wanted.text);
	str_release(&wanted);
	answer(&asked, "pets", "yes");
	answer(&asked, "walks", "5");
	expect_hidden(
	    &asked, 0, NONE, 0, "Some day?\n  because of today's date\n");

	/* In a row its own answers count. */
	size_t things = form_find_repeat(asked.scene.set, "things");
	answer(&asked, "things.1.what", "food");
	answer(&asked, "things.2.what", "a lead");
	expect_hidden(&asked, 0, things, 1, "");
	expect_hidden(
	    &asked, 0, things, 2, "Cost?\n  because of \"What?\": a lead\n");
	close(&asked);
}

Test(why, names_only_the_first_of_many)
{
	struct str text = STR_EMPTY;
	struct asked asked;

	str_put(
	    &text, SCENE_HEAD "question: pets\ntype: yes-no\nlabel: Pets?\n\n");
	for (int i = 1; i <= 10; i++)
		str_format(&text,
		    "question: q%d\ntype: line\nlabel: Q%d?\n"
		    "ask if: pets = 'yes'\n\n",
		    i, i);
	asked.scene = scene_new(text.text);
	ask(&asked);
	str_clear(&text);
	str_put(&text, "It decides whether this is asked:\n");
	for (int i = 1; i <= 8; i++)
		str_format(&text, "  Q%d?\n", i);
	str_put(&text, "  and 2 more\nIt is not printed by itself.\n");
	expect(&asked, FEEDS, "pets", text.text);
	str_release(&text);
	close(&asked);
}
