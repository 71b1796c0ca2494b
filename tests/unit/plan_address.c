/*
 * Addresses as people write them: read, written, refused, and whether the
 * forms ask there.
 */
#include "plan/address.h"

#include <criterion/criterion.h>

#include "base/attr.h"
#include "rig/scene.h"

/* A plan whose list of lines has the rows 1 and 3 of three that were. */
static struct scene
scene_with_rows(void)
{
	struct scene scene = scene_new_small();
	for (int i = 0; i < 3; i++)
		scene_add_row(&scene, "lines");
	struct change change =
	    change_remove_row(scene.plan, scene.arena, "lines", 2);
	plan_apply(scene.plan, &change);
	return scene;
}

Test(addresses, are_read_as_they_are_written)
{
	static const struct {
		const char *text, *field;
		int row;
		enum voice voice;
		const char *list, *written;
	} cases[] = {
	    {"meals", "meals", 0, VOICE_PERSON, NULL, "meals"},
	    {"food", "meals", 0, VOICE_PERSON, NULL, "meals"},
	    {"worker:meals", "meals", 0, VOICE_WORKER, NULL, "worker:meals"},
	    {"person:meals", "meals", 0, VOICE_PERSON, NULL, "meals"},
	    {"lines.1.cost", "cost", 1, VOICE_PERSON, "lines", "lines.1.cost"},
	    {"lines.3.cost", "cost", 3, VOICE_PERSON, "lines", "lines.3.cost"},
	    {"lines.4.cost", "cost", 4, VOICE_PERSON, "lines", "lines.4.cost"},
	    {"lines.004.cost", "cost", 4, VOICE_PERSON, "lines",
		"lines.4.cost"},
	    {"family:outcomes.1.outcome", "outcome", 1, VOICE_FAMILY,
		"outcomes", "family:outcomes.1.outcome"},
	    {"wishes.1.outcome", "outcome", 1, VOICE_PERSON, "outcomes",
		"outcomes.1.outcome"},
	    {"year", "year", 0, VOICE_PERSON, NULL, "year"},
	};
	struct scene scene = scene_with_rows();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct address address;
		struct str written = STR_EMPTY;
		cr_assert(address_read(scene.set, scene.plan, scene.arena,
			      cases[i].text, &address, &scene.err),
		    "%s", cases[i].text);
		cr_assert_str_eq(address.field, cases[i].field);
		cr_assert_eq(address.row, cases[i].row, "%s", cases[i].text);
		cr_assert_eq(address.voice, cases[i].voice);
		const char *list = address_list(scene.set, &address);
		cr_assert(text_is(list, cases[i].list), "%s", cases[i].text);
		address_put(&written, scene.set, &address);
		cr_assert_str_eq(written.text, cases[i].written);
		str_release(&written);
	}
	scene_free(&scene);
}

Test(addresses, say_what_is_wrong_with_them)
{
	static const struct {
		const char *text;
		enum word word;
		const char *argument; /* the last */
	} cases[] = {
	    {"lines", WORD_PLAN_IS_LIST, "lines"},
	    {"xyzzy", WORD_PLAN_NO_FIELD, "xyzzy"},
	    {"meal", WORD_PLAN_NO_FIELD_NEAR, "meals"},
	    {"lines.1", WORD_PLAN_IS_ROW, "lines.1"},
	    {"lin.1", WORD_PLAN_NO_FIELD, "lin.1"},
	    {"lines.1.cost.2", WORD_PLAN_NO_FIELD_NEAR, "cost"},
	    {"lines.1.costs", WORD_PLAN_NO_FIELD_NEAR, "cost"},
	    {"line.1.cost", WORD_PLAN_NO_LIST_NEAR, "lines"},
	    {"xyzzy.1.cost", WORD_PLAN_NO_LIST, "xyzzy"},
	    {"outcomes.1.cost", WORD_PLAN_NOT_IN_LIST, "outcomes"},
	    {"lines.1.meals", WORD_PLAN_NOT_IN_LIST, "lines"},
	    {"lines.2.cost", WORD_PLAN_NO_ROW, "4"},
	    {"lines.5.cost", WORD_PLAN_NO_ROW, "4"},
	    {"lines.0.cost", WORD_PLAN_NO_ROW, "4"},
	    {"lines.-1.cost", WORD_PLAN_NO_ROW, "4"},
	    {"lines.+1.cost", WORD_PLAN_NO_ROW, "4"},
	    {"lines. 1.cost", WORD_PLAN_NO_ROW, "4"},
	    {"lines..cost", WORD_PLAN_NO_ROW, "4"},
	    {"lines.99999999999999999999.cost", WORD_PLAN_NO_ROW, "4"},
	    {"cost", WORD_PLAN_NEEDS_ROW, "lines"},
	    {"uncle:meals", WORD_PLAN_NO_VOICE, "uncle"},
	    {":meals", WORD_PLAN_NO_VOICE, ""},
	};
	struct scene scene = scene_with_rows();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct address address;
		struct err err = {0};
		cr_assert_not(address_read(scene.set, scene.plan, scene.arena,
				  cases[i].text, &address, &err),
		    "%s", cases[i].text);
		cr_assert_eq(err.word, cases[i].word, "%s", cases[i].text);
		cr_assert_str_eq(
		    err.arguments[err.count - 1], cases[i].argument);
	}
	scene_free(&scene);
}

Test(addresses, of_a_list_whose_numbers_are_all_given_name_no_next_row)
{
	struct scene scene = scene_with_rows();
	struct address address;
	struct err err = {0};
	const struct change last = {
	    .kind = CHANGE_ROW,
	    .repeat = "lines",
	    .row = ROW_MAX,
	    .place_before = -1,
	    .place_after = 2,
	};
	plan_apply(scene.plan, &last);
	cr_assert_not(address_read(scene.set, scene.plan, scene.arena,
	    "lines.1000001.cost", &address, &err));
	cr_assert_eq(err.word, WORD_PLAN_NO_ROW_FULL);
	scene_free(&scene);
}

Test(addresses, know_what_is_asked_and_what_is_only_kept)
{
	static const struct {
		struct address address;
		bool is_asked;
		const char *written;
	} cases[] = {
	    {{"meals", 0, VOICE_PERSON}, true, "meals"},
	    {{"cost", 1, VOICE_WORKER}, true, "worker:lines.1.cost"},
	    {{"cost", 2, VOICE_PERSON}, false, "lines.2.cost"},
	    {{"cost", 0, VOICE_PERSON}, false, "lines.cost"},
	    {{"meals", 1, VOICE_PERSON}, false, "1.meals"},
	    {{"food", 0, VOICE_PERSON}, false, "food"},
	    {{"year", 0, VOICE_PERSON}, false, "year"},
	    {{"xyzzy", 2, VOICE_PERSON}, false, "2.xyzzy"},
	};
	struct scene scene = scene_with_rows();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str written = STR_EMPTY;
		cr_assert_eq(
		    address_is_asked(scene.set, scene.plan, &cases[i].address),
		    cases[i].is_asked, "%s", cases[i].written);
		address_put(&written, scene.set, &cases[i].address);
		cr_assert_str_eq(written.text, cases[i].written);
		struct address back;
		cr_assert(address_read_kept(
		    scene.set, scene.arena, written.text, &back));
		cr_assert(address_compare(&back, &cases[i].address) == 0 ||
			      text_is(back.field, "meals"),
		    "%s, by the id that it has now", written.text);
		str_release(&written);
	}
	scene_free(&scene);
}

Test(addresses, of_what_is_kept_are_read_whatever_is_asked_now)
{
	static const struct {
		const char *text;
		struct address address;
	} cases[] = {
	    {"worker:lines.9.cost", {"cost", 9, VOICE_WORKER}},
	    {"gone.2.xyzzy", {"xyzzy", 2, VOICE_PERSON}},
	    {"gone.2.meals", {"meals", 2, VOICE_PERSON}},
	    {"food", {"meals", 0, VOICE_PERSON}},
	};
	static const char *const never[] = {"uncle:meals", "lines.0.cost",
	    "lines.x.cost", "lines.-1.cost", "outcomes.1.cost", "gone.1.cost",
	    "lines.1000001.cost", "lines..cost"};
	struct scene scene = scene_with_rows();
	struct address address;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		cr_assert(address_read_kept(
		    scene.set, scene.arena, cases[i].text, &address));
		cr_assert_eq(address_compare(&address, &cases[i].address), 0,
		    "%s", cases[i].text);
	}
	for (size_t i = 0; i < ARRAY_LENGTH(never); i++)
		cr_assert_not(address_read_kept(
				  scene.set, scene.arena, never[i], &address),
		    "%s", never[i]);
	scene_free(&scene);
}

Test(addresses, of_rows_are_told_from_those_of_answers)
{
	static const struct {
		const char *text;
		bool is_row, is_there;
	} cases[] = {
	    {"lines.1", true, true},
	    {"lines.3", true, true},
	    {"lines.2", true, false},
	    {"lines.4", true, false},
	    {"lines.x", true, false},
	    {"lines.", true, false},
	    {"lines", false, false},
	    {"lines.1.cost", false, false},
	    {"meals.1", false, false},
	    {"", false, false},
	};
	struct scene scene = scene_with_rows();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = {0};
		const char *list;
		int row;
		bool is_row = address_is_row(scene.set, cases[i].text);
		cr_assert_eq(is_row, cases[i].is_row, "%s", cases[i].text);
		if (!is_row)
			continue;
		bool is_there = address_read_row(
		    scene.set, scene.plan, cases[i].text, &list, &row, &err);
		cr_assert_eq(is_there, cases[i].is_there, "%s", cases[i].text);
		cr_assert_str_eq(list, "lines");
		if (!is_there)
			cr_assert_eq(err.word, WORD_PLAN_NO_ROW);
	}
	scene_free(&scene);
}

struct walked {
	const struct scene *scene;
	struct str seen;
	size_t left; /* to see before it stops */
};

static bool
see(void *context, const struct address *address, const struct answer *answer)
{
	struct walked *walked = context;
	address_put(&walked->seen, walked->scene->set, address);
	str_format(&walked->seen, "=%s ", answer->text);
	return --walked->left > 0;
}

Test(addresses, are_walked_as_the_forms_ask)
{
	struct scene scene = scene_with_rows();
	scene_answer(&scene, "lines.3.cost", "3");
	scene_answer(&scene, "lines.1.cost", "1");
	scene_answer(&scene, "lines.1.what", "Choir");
	scene_answer(&scene, "family:matters", "Song");
	scene_answer(&scene, "matters", "Dog");
	scene_answer(&scene, "name", "Ann");
	scene_keep(&scene, "cost", 2, 0, "2");
	scene_keep(&scene, "gone", 0, 0, "x");
	static const char all[] =
	    "name=Ann matters=Dog family:matters=Song lines.1.what=Choir "
	    "lines.1.cost=1 lines.3.cost=3 lines.2.cost=2 gone=x ";
	for (size_t most = 1; most <= 8; most++) {
		struct walked walked = {&scene, STR_EMPTY, most};
		address_each(scene.set, scene.plan, see, &walked);
		cr_assert(
		    text_starts(all, walked.seen.text), "%s", walked.seen.text);
		if (most == 8)
			cr_assert_str_eq(walked.seen.text, all);
		cr_assert_eq(walked.left, 0);
		str_release(&walked.seen);
	}
	scene_free(&scene);
}
