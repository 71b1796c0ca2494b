/*
 * What is due of a plan: copies until they are given, the next visit as the
 * newest one says it, and the review.
 */
#include "plan/due.h"

#include "base/attr.h"
#include "rig/scene.h"
#include "rig/small_forms.h"

static struct scene
due_scene(void)
{
	static const struct source sources[] = {
	    {.name = "1-small.form", .text = SMALL_FORMS},
	    {.name = "2-dates.form",
		.text =
		    "form: dates\ntitle: Dates\nlanguage: 1\n\n"
		    "page: owed\ntitle: Owed\nprint: no\n\n"
		    "repeat: promised\nmeans: copy\nlabel: Copies\nprint: no\n\n"
		    "question: copy_form\nin: promised\nmeans: copy.form\n"
		    "type: choose one\nlabel: In which form?\n"
		    "option: large | Large\noption cy: large | Bras\noption: other | Otherwise\n"
		    "other: other\n\n"
		    "question: copy_by\nin: promised\nmeans: copy.by\n"
		    "type: date\nlabel: By when?\n\n"
		    "question: copy_given\nin: promised\nmeans: copy.given\n"
		    "type: date\nlabel: Given on\n\n"
		    "repeat: met\nmeans: visit\nlabel: Visits\nprint: no\n\n"
		    "question: again\nin: met\nmeans: visit.next\ntype: date\n"
		    "label: When again?\n\n"
		    "question: review\nmeans: review.due\ntype: date\n"
		    "label: When is it looked at?\n"},
	};
	return scene_load(sources, ARRAY_LENGTH(sources), arena_new());
}

/* "copy 1 Bras 2026-11-24; review 2027-05-01", as they are listed. */
static const char *
listed(struct scene *scene)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	struct str text = STR_EMPTY;
	const struct due *list;
	size_t count;

	due_list(reading, scene->arena, &list, &count);
	for (size_t i = 0; i < count; i++) {
		str_format(&text, "%s%s", i > 0 ? "; " : "",
		    due_kind_name(list[i].kind));
		if (list[i].row > 0)
			str_format(&text, " %d", list[i].row);
		if (list[i].form)
			str_format(
			    &text, " %s", wording_get(list[i].form, "cy"));
		str_format(&text, " %s", list[i].date);
	}
	reading_free(reading);
	return str_keep(&text, scene->arena);
}

Test(due, is_a_copy_with_a_day_until_it_is_given)
{
	struct scene scene = due_scene();
	for (int i = 0; i < 3; i++)
		scene_add_row(&scene, "promised");
	cr_assert_str_eq(listed(&scene), "", "no day, and nothing is due");
	scene_answer(&scene, "promised.1.copy_by", "24 December 2026");
	scene_answer(&scene, "promised.1.copy_form", "large");
	scene_answer(&scene, "promised.2.copy_by", "2026-11-24");
	scene_answer(&scene, "promised.2.copy_form", "other: sung by Huw");
	scene_answer(&scene, "promised.3.copy_by", "soon");
	cr_assert_str_eq(listed(&scene),
	    "copy 2 Otherwise 2026-11-24; copy 1 Bras 2026-12-24");
	scene_answer(&scene, "promised.2.copy_given", "2026-11-21");
	cr_assert_str_eq(listed(&scene), "copy 1 Bras 2026-12-24");
	scene_free(&scene);
}

Test(due, are_the_next_visit_and_the_review_apart)
{
	struct scene scene = due_scene();
	scene_answer(&scene, "review", "2027-05-01");
	scene_add_row(&scene, "met");
	scene_answer(&scene, "met.1.again", "2027-05-01");
	cr_assert_str_eq(
	    listed(&scene), "visit 1 2027-05-01; review 2027-05-01");
	scene_add_row(&scene, "met");
	cr_assert_str_eq(listed(&scene), "review 2027-05-01",
	    "the newest visit says nothing");
	scene_free(&scene);
}

Test(due, kinds_have_names_that_are_found_again)
{
	for (enum due_kind kind = 0; kind < DUE_KIND_MAX; kind++)
		cr_assert_eq(due_kind_find(due_kind_name(kind)), kind);
	cr_assert_eq(due_kind_find("geese"), DUE_KIND_MAX);
	cr_assert_eq(due_kind_find(NULL), DUE_KIND_MAX);
}
