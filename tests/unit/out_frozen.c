/*
 * What a version keeps: the same plan always gives the same bytes, whatever
 * way it came to be, and the bytes give the same plan back.
 */
#include "out/frozen.h"

#include "base/attr.h"
#include "rig/dump.h"
#include "rig/scene.h"

enum { NOW = 1795262400 };

static void
say(struct scene *scene, const char *address, const char *text)
{
	scene_say(scene, address, (struct answer){.text = text, .at = NOW});
}

static void
apply(struct scene *scene, struct change change)
{
	plan_apply(scene->plan, &change);
}

/* A plan with everything that a plan can hold, what comes last said first. */
static void
fill(struct scene *scene, bool is_turned)
{
	static const char *const said[][2] = {
	    {"name", "Mair \"Bach\" Evans\nof Môn"},
	    {"meals", "not an option"},
	    {"worker:meals", "all"},
	    {"route", "scored"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(said); i++) {
		size_t at = is_turned ? ARRAY_LENGTH(said) - 1 - i : i;
		say(scene, said[at][0], said[at][1]);
	}
	for (int i = 0; i < 4; i++)
		scene_add_row(scene, "lines");
	say(scene, "lines.3.what", "A gardener");
	say(scene, "lines.1.cost", "12.50");
	say(scene, "lines.2.what", "A row that goes");
	apply(scene, change_move_row(scene->plan, scene->arena, "lines", 3, 0));
	if (is_turned)
		scene_remove_row(scene, "lines", 4);
	scene_remove_row(scene, "lines", 2);
	if (!is_turned)
		scene_remove_row(scene, "lines", 4);
	scene_say(scene, "matters",
	    (struct answer){
		.text = "My garden", .whose = "Delyth", .how = "said so"});
	scene_keep(scene, "long_gone", 0, NOW, "An answer");
}

static const char *
answers_of(struct scene *scene)
{
	struct str text = STR_EMPTY;
	frozen_put_answers(&text, scene->plan);
	return str_keep(&text, scene->arena);
}

static const char *
readings_of(struct scene *scene)
{
	struct reading *const readings[] = {
	    scene_read(scene, VOICE_PERSON), scene_read(scene, VOICE_WORKER)};
	struct str text = STR_EMPTY;
	frozen_put_readings(&text, (const struct reading *const *)readings,
	    ARRAY_LENGTH(readings), NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(readings); i++)
		reading_free(readings[i]);
	return str_keep(&text, scene->arena);
}

Test(frozen, is_the_same_for_the_same_plan_however_it_came_to_be)
{
	struct scene one = scene_new_small(), other = scene_new_small();
	fill(&one, false);
	fill(&other, true);
	cr_assert_str_eq(answers_of(&one), answers_of(&other));
	cr_assert_str_eq(readings_of(&one), readings_of(&other));
	say(&other, "meals", "some");
	cr_assert_str_neq(answers_of(&one), answers_of(&other));
	cr_assert_str_neq(readings_of(&one), readings_of(&other));
	scene_free(&one);
	scene_free(&other);
}

Test(frozen, stands_in_one_order_on_one_line)
{
	struct scene scene = scene_new_small();
	say(&scene, "worker:meals", "all");
	for (int i = 0; i < 3; i++)
		scene_add_row(&scene, "lines");
	scene_say(&scene, "lines.3.what",
	    (struct answer){.text = "A \"gardener\"\n", .whose = "Huw"});
	apply(&scene, change_move_row(scene.plan, scene.arena, "lines", 3, 0));
	scene_remove_row(&scene, "lines", 2);
	cr_assert_str_eq(answers_of(&scene),
	    "{\"answers\":[{\"at\":1795262400,\"field\":\"meals\",\"text\":"
	    "\"all\",\"voice\":\"worker\"},{\"field\":\"what\",\"row\":3,"
	    "\"text\":\"A \\\"gardener\\\"\\n\",\"whose\":\"Huw\"}],"
	    "\"format\":\"sevensteps-answers\",\"lists\":[{\"gone\":[2],"
	    "\"list\":\"lines\",\"order\":[3,1]}],\"version\":1}");
	scene_free(&scene);
}

Test(frozen, keeps_the_steps_of_every_sum_with_exact_figures)
{
	struct scene scene = scene_new(
	    SCENE_HEAD "question: hours\ntype: number\nlabel: Hours?\n\n"
		       "calculate: third\ntype: number\nlabel: A third\n"
		       "plus: hours\ndivide by: 3\nround: 0.01 half up\n");
	scene_answer(&scene, "hours", "1");
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	const struct reading *const readings[] = {reading};
	struct str text = STR_EMPTY;
	frozen_put_readings(&text, readings, ARRAY_LENGTH(readings), NULL);
	cr_assert_str_eq(text.text,
	    "{\"day\":\"2026-11-21\",\"format\":\"sevensteps-readings\","
	    "\"readings\":[{\"results\":[{\"field\":\"hours\",\"state\":"
	    "\"answered\",\"value\":\"1\"},{\"field\":\"third\",\"state\":"
	    "\"answered\",\"steps\":[{\"after\":\"1\",\"inputs\":[{\"id\":"
	    "\"hours\",\"number\":\"1\",\"source\":\"answer\"}],\"step\":"
	    "\"hours\"},{\"after\":\"1/3\",\"before\":\"1\",\"inputs\":"
	    "[{\"number\":\"3\",\"source\":\"written\"}],\"step\":"
	    "\"3\"},{\"after\":\"33/100\",\"before\":\"1/3\","
	    "\"inputs\":[],\"step\":\"0.01 half up\"}],\"value\":"
	    "\"0.33\"}],\"voice\":\"person\"}],\"version\":1}");
	str_release(&text);
	reading_free(reading);
	scene_free(&scene);
}

Test(frozen, gives_the_same_plan_back)
{
	struct scene scene = scene_new_small();
	struct str before = STR_EMPTY, after = STR_EMPTY;
	struct plan *plan;
	fill(&scene, false);
	apply(&scene, change_forms(scene.plan, scene.arena, "a hash"));
	cr_assert(frozen_read_answers(
	    answers_of(&scene), "a hash", &plan, &scene.err));
	dump_plan(&before, scene.plan);
	dump_plan(&after, plan);
	cr_assert_str_eq(after.text, before.text);
	plan_free(plan);
	str_release(&before);
	str_release(&after);
	scene_free(&scene);
}

Test(frozen, refuses_what_it_did_not_write)
{
	static const char *const wrong[] = {
	    "",
	    "{}",
	    "{\"format\":\"sevensteps-answers\",\"version\":2}",
	    "{\"format\":\"sevensteps-readings\",\"version\":1}",
	    "{\"day\":\"2026-11-21\",\"format\":\"sevensteps-readings\","
	    "\"numbers\":[{\"for\":\"nothing\",\"number\":\"1\"}],"
	    "\"version\":1}",
	    "{\"answers\":[{}],\"format\":\"sevensteps-answers\",\"version\":1}",
	    "{\"answers\":[{\"field\":\"a\",\"text\":\"x\",\"voice\":\"nobody\"}"
	    "],\"format\":\"sevensteps-answers\",\"version\":1}",
	    "{\"answers\":[{\"field\":\"a\",\"row\":-1,\"text\":\"x\"}],"
	    "\"format\":\"sevensteps-answers\",\"version\":1}",
	    "{\"answers\":[{\"field\":\"a\",\"text\":\"x\"},{\"field\":\"a\","
	    "\"text\":\"y\"}],\"format\":\"sevensteps-answers\","
	    "\"version\":1}",
	    "{\"format\":\"sevensteps-answers\",\"lists\":[{\"list\":\"l\","
	    "\"order\":[1,1]}],\"version\":1}",
	    "{\"format\":\"sevensteps-answers\",\"lists\":[{\"list\":\"l\","
	    "\"order\":[1],\"gone\":[1]}],\"version\":1}",
	    "{\"format\":\"sevensteps-answers\",\"lists\":[{\"list\":\"l\","
	    "\"order\":[0]}],\"version\":1}",
	    "{\"format\":\"sevensteps-answers\",\"lists\":[{}],\"version\":1}",
	};
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
		struct err err = {.is_set = false};
		struct plan *plan;
		struct frozen_frame frame;
		struct arena *arena = arena_new();
		cr_assert_not(
		    frozen_read_answers(wrong[i], NULL, &plan, &err), "%zu", i);
		cr_assert_null(plan);
		cr_assert_eq(err.word, WORD_FROZEN_WRONG);
		err_clear(&err);
		cr_assert_not(frozen_read_frame(arena, wrong[i], &frame, &err));
		arena_free(arena);
	}
}

Test(frozen, knows_the_day_and_the_numbers_of_its_readings)
{
	static const char *const known[PURPOSE_MAX] = {
	    [FOR_COMPLAINTS] = "Mair \"M\", 01632 960001",
	    [FOR_OUT_OF_HOURS] = "01632 960000",
	};
	static const char *const none[PURPOSE_MAX];
	static const char *const *const kept[] = {NULL, none, known};
	struct scene scene = scene_new_small();
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	const struct reading *const readings[] = {reading};

	for (size_t i = 0; i < ARRAY_LENGTH(kept); i++) {
		struct str text = STR_EMPTY;
		struct frozen_frame frame;
		frozen_put_readings(&text, readings, 1, kept[i]);
		cr_assert(frozen_read_frame(
		    scene.arena, text.text, &frame, &scene.err));
		cr_assert_eq(frame.day.year, 2026);
		cr_assert_eq(frame.day.month, 11);
		cr_assert_eq(frame.day.day, 21);
		cr_assert_eq(frame.has_numbers, kept[i] != NULL);
		for (size_t j = 0; j < PURPOSE_MAX; j++)
			cr_assert(text_is(
			    frame.numbers[j], kept[i] ? kept[i][j] : NULL));
		str_release(&text);
	}
	reading_free(reading);
	scene_free(&scene);
}
