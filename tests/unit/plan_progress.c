/*
 * Progress: what is asked and answered where, and which step comes next.
 */
#include "plan/progress.h"

#include "base/attr.h"
#include "rig/scene.h"
#include "rig/small_forms.h"

/* --- Progress ------------------------------------------------------------- */

static struct readiness
ready(struct scene *scene, const struct reading *reading)
{
	return readiness_of(scene->arena, &reading, 1, words_english());
}

Test(progress, counts_what_is_asked_and_answered)
{
	struct scene scene = scene_new(SMALL_FORMS);
	static const struct {
		const char *where, *answer;
		int asked, answered, wanted_left, blocking;
		bool is_started;
	} cases[] = {
	    {NULL, NULL, 3, 0, 1, 1, false},
	    {"born", "in May", 3, 1, 1, 2, true},
	    {"name", "Nirmal Rao", 3, 2, 1, 1, true},
	    {"called", "Nia", 3, 3, 0, 1, true},
	    {"called", "Nirmal", 4, 3, 0, 2, true},
	    {"helped", "yes", 5, 4, 0, 2, true},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		if (cases[i].where)
			scene_answer(&scene, cases[i].where, cases[i].answer);
		struct reading *reading = scene_read(&scene, VOICE_PERSON);
		struct readiness readiness = ready(&scene, reading);
		struct progress progress =
		    progress_of_form(reading, 0, &readiness);
		cr_assert_eq(progress.asked, cases[i].asked, "%zu", i);
		cr_assert_eq(progress.answered, cases[i].answered, "%zu", i);
		cr_assert_eq(
		    progress.wanted_left, cases[i].wanted_left, "%zu", i);
		cr_assert_eq(progress.blocking, cases[i].blocking, "%zu", i);
		cr_assert_eq(
		    progress.is_started, cases[i].is_started, "%zu", i);
		reading_free(reading);
	}
	scene_free(&scene);
}

Test(progress, counts_lists_and_pages)
{
	struct scene scene = scene_new(SMALL_FORMS);
	struct reading *reading = scene_read(&scene, VOICE_PERSON);
	struct readiness readiness = ready(&scene, reading);
	struct progress progress = progress_of_form(reading, 2, &readiness);
	cr_assert_eq(progress.asked, 1);
	cr_assert_eq(progress.blocking, 2);
	cr_assert_not(progress.is_started);
	reading_free(reading);
	scene_add_row(&scene, "things");
	reading = scene_read(&scene, VOICE_PERSON);
	readiness = ready(&scene, reading);
	progress = progress_of_page(reading, 4, &readiness);
	cr_assert_eq(progress.asked, 4);
	cr_assert_eq(progress.answered, 0);
	cr_assert_eq(progress.blocking, 1);
	cr_assert_eq(progress.wanted_left, 1);
	cr_assert(progress.is_started);
	progress = progress_of_page(reading, 3, &readiness);
	cr_assert_eq(progress.asked, 0);
	cr_assert_eq(progress.blocking, 1);
	reading_free(reading);
	scene_free(&scene);
}

Test(progress, goes_to_the_first_step_that_is_not_done)
{
	static const struct {
		const char *where, *answer;
		int step;
	} cases[] = {
	    {NULL, NULL, 1},
	    {"route", "none", 1},
	    {"name", "Yusra", 3},
	    {"called", "Nia", 3},
	    {"route", NULL, 2},
	    {"route", "told", 2},
	    {"told", "900", 3},
	    {"things.1.what", "Cinema", 3},
	    {"parts.1.held", "Me", 7},
	};
	struct scene scene = scene_new(SMALL_FORMS);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		if (cases[i].where)
			scene_answer(&scene, cases[i].where, cases[i].answer);
		struct reading *reading = scene_read(&scene, VOICE_PERSON);
		struct readiness readiness = ready(&scene, reading);
		int step = progress_step(reading, &readiness);
		cr_assert_eq(step, cases[i].step, "%zu: %d", i, step);
		reading_free(reading);
	}
	scene_free(&scene);
}
