/*
 * New forms under an old plan: the preview, and that no answer is ever lost.
 */
#include "plan/adopt.h"

#include "base/attr.h"
#include "plan/history.h"
#include "rig/scene.h"

static const char older[] = SCENE_HEAD
    "question: nickname\ntype: line\nlabel: Called?\n\n"
    "question: same\ntype: line\nlabel: Same?\n\n"
    "question: leaving\ntype: line\nlabel: Leaving?\n\n"
    "repeat: spending\ntitle: Spending\nlabel: Spending\nadd: Another\n\n"
    "question: what\ntype: line\nlabel: What?\nin: spending\n\n"
    "question: price\ntype: money\nlabel: Price?\nin: spending\n\n"
    "calculate: total\ntype: money\nlabel: Total\nsum: price\n";

static const char newer[] = SCENE_HEAD
    "question: called\nwas: nickname\ntype: line\nlabel: Called?\n\n"
    "question: same\ntype: line\nlabel: Same?\n\n"
    "question: fresh\ntype: line\nlabel: Fresh?\n\n"
    "repeat: lines\nwas: spending\ntitle: Lines\nlabel: Lines\n"
    "add: Another\n\n"
    "repeat: people\ntitle: People\nlabel: People\nadd: Another\n\n"
    "question: who\ntype: line\nlabel: Who?\nin: people\n\n"
    "question: what\ntype: line\nlabel: What?\nin: lines\n\n"
    "question: cost\nwas: price\ntype: money\nlabel: Cost?\nin: lines\n\n"
    "calculate: all_costs\ntype: money\nlabel: Total\nsum: cost\n";

static struct form_set *
load(const char *text)
{
	struct source source = {.name = "newer.form", .text = text};
	struct report *report = report_new(words_english());
	struct form_set *set = form_load(&source, 1, report);
	cr_assert_not(report_has_errors(report));
	report_free(report);
	return set;
}

static void
apply_all(struct plan *plan, const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		plan_apply(plan, &changes[i]);
}

static bool
count_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	(void)address;
	(void)answer;
	++*(int *)context;
	return true;
}

static int
answers_in(const struct plan *plan)
{
	int count = 0;
	plan_each(plan, count_answer, &count);
	return count;
}

static struct scene
older_scene(void)
{
	struct scene scene = scene_new(older);
	struct change forms = change_forms(scene.plan, scene.arena, "old");
	plan_apply(scene.plan, &forms);
	scene_answer(&scene, "nickname", "Huw");
	scene_answer(&scene, "worker:nickname", "Mr Rhys");
	scene_answer(&scene, "same", "yes");
	scene_answer(&scene, "leaving", "kept");
	scene_answer(&scene, "spending.1.what", "Cinema");
	scene_answer(&scene, "spending.1.price", "8");
	scene_answer(&scene, "spending.2.what", "Swimming");
	scene_answer(&scene, "spending.2.price", "4.50");
	scene_answer(&scene, "spending.3.price", "9");
	scene_remove_row(&scene, "spending", 3);
	struct change move =
	    change_move_row(scene.plan, scene.arena, "spending", 2, 0);
	plan_apply(scene.plan, &move);
	return scene;
}

Test(adopting, says_what_would_change_before_anything_does)
{
	struct scene scene = older_scene();
	struct form_set *to = load(newer);
	struct adoption adoption =
	    adopt_forms(scene.arena, scene.plan, scene.set, to, "new");
	cr_assert_eq(adoption.added, 2);
	cr_assert_eq(adoption.renamed, 2);
	cr_assert_eq(adoption.gone, 1);
	cr_assert_eq(adoption.kept_answers, 1);
	static const struct {
		enum adoption_kind kind;
		bool is_repeat;
		const char *id;
		int answers;
	} expected[] = {
	    {ADOPTION_RENAMED, true, "lines", 0},
	    {ADOPTION_RENAMED, false, "called", 2},
	    {ADOPTION_GONE, false, "leaving", 1},
	    {ADOPTION_RENAMED, false, "cost", 3},
	    {ADOPTION_ADDED, false, "fresh", 0},
	    {ADOPTION_ADDED, false, "who", 0},
	    {ADOPTION_ADDED, true, "people", 0},
	};
	cr_assert_eq(adoption.item_count, ARRAY_LENGTH(expected));
	for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
		const struct adoption_item *item = &adoption.items[i];
		const char *id = item->kind == ADOPTION_GONE
				     ? scene.set->fields[item->from].id
				 : item->is_repeat ? to->repeats[item->to].id
						   : to->fields[item->to].id;
		cr_assert_eq(item->kind, expected[i].kind, "%zu", i);
		cr_assert_eq(item->is_repeat, expected[i].is_repeat);
		cr_assert_str_eq(id, expected[i].id);
		cr_assert_eq(item->answers, expected[i].answers, "%s", id);
	}
	cr_assert_str_eq(plan_forms(scene.plan), "old");
	form_set_free(to);
	scene_free(&scene);
}

Test(adopting, moves_answers_and_rows_and_loses_none)
{
	struct scene scene = older_scene();
	struct form_set *from = scene.set;
	int before = answers_in(scene.plan);
	scene.set = load(newer);
	struct adoption adoption =
	    adopt_forms(scene.arena, scene.plan, from, scene.set, "new");
	apply_all(scene.plan, adoption.changes, adoption.change_count);
	cr_assert_eq(answers_in(scene.plan), before);
	cr_assert_str_eq(plan_forms(scene.plan), "new");
	cr_assert_str_eq(
	    plan_text(scene.plan, "called", 0, VOICE_WORKER), "Mr Rhys");
	cr_assert_null(plan_text(scene.plan, "nickname", 0, VOICE_PERSON));
	cr_assert_str_eq(
	    plan_text(scene.plan, "leaving", 0, VOICE_PERSON), "kept");
	/* The answer of the removed row went along, and sleeps on. */
	cr_assert_str_eq(plan_text(scene.plan, "cost", 3, VOICE_PERSON), "9");
	size_t count;
	const int *rows = plan_rows(scene.plan, "lines", &count);
	cr_assert_eq(count, 2);
	cr_assert_eq(rows[0], 2);
	cr_assert_eq(rows[1], 1);
	plan_rows(scene.plan, "spending", &count);
	cr_assert_eq(count, 0);
	cr_assert_eq(plan_next_row(scene.plan, "lines"), 4);
	scene_expect(&scene, "called", "Huw");
	scene_expect(&scene, "lines.1.cost", "8.00");
	scene_expect(&scene, "all_costs", "12.50");
	form_set_free(from);
	scene_free(&scene);
}

/* No number is given twice, whichever list knew the higher one. */
Test(adopting, remembers_the_numbers_that_either_list_gave)
{
	static const struct {
		int given_before; /* by the new list, under its own name */
		int next;
	} cases[] = {{0, 4}, {1, 4}, {3, 4}, {5, 6}};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct scene scene = older_scene();
		struct form_set *from = scene.set;
		for (int row = 1; row <= cases[i].given_before; row++) {
			struct change add =
			    change_add_row(scene.plan, scene.arena, "lines");
			plan_apply(scene.plan, &add);
			struct change remove = change_remove_row(
			    scene.plan, scene.arena, "lines", row);
			plan_apply(scene.plan, &remove);
		}
		scene.set = load(newer);
		struct adoption adoption = adopt_forms(
		    scene.arena, scene.plan, from, scene.set, "new");
		apply_all(scene.plan, adoption.changes, adoption.change_count);
		cr_assert_eq(plan_next_row(scene.plan, "lines"), cases[i].next,
		    "after %d", cases[i].given_before);
		form_set_free(from);
		scene_free(&scene);
	}
}

/* A list that lost none of its rows leaves nothing else to be said. */
Test(adopting, tells_of_rows_and_of_nothing_else)
{
	struct scene scene = scene_new(older);
	scene_answer(&scene, "spending.1.what", "Cinema");
	struct form_set *to = load(newer);
	struct adoption adoption =
	    adopt_forms(scene.arena, scene.plan, scene.set, to, "new");
	int of_rows = 0;
	for (size_t i = 0; i < adoption.change_count; i++)
		of_rows += adoption.changes[i].kind == CHANGE_ROW;
	cr_assert_eq(of_rows, 2, "one out, one in, not %d", of_rows);
	form_set_free(to);
	scene_free(&scene);
}

Test(adopting, can_be_undone)
{
	struct scene scene = older_scene();
	struct form_set *to = load(newer);
	struct adoption adoption =
	    adopt_forms(scene.arena, scene.plan, scene.set, to, "new");
	struct event event = {
	    .changes = adoption.changes,
	    .count = adoption.change_count,
	};
	apply_all(scene.plan, adoption.changes, adoption.change_count);
	size_t count;
	const struct change *back = event_invert(scene.arena, &event, &count);
	apply_all(scene.plan, back, count);
	cr_assert_str_eq(plan_forms(scene.plan), "old");
	scene_expect(&scene, "nickname", "Huw");
	scene_expect(&scene, "total", "12.50");
	const int *rows = plan_rows(scene.plan, "spending", &count);
	cr_assert_eq(count, 2);
	cr_assert_eq(rows[0], 2);
	form_set_free(to);
	scene_free(&scene);
}

Test(adopting, never_writes_over_an_answer)
{
	struct scene scene = older_scene();
	struct form_set *from = scene.set;
	struct change change = change_answer(scene.plan, scene.arena,
	    (struct address){.field = "called"},
	    (struct answer){.text = "Mr R"});
	plan_apply(scene.plan, &change);
	int before = answers_in(scene.plan);
	scene.set = load(newer);
	struct adoption adoption =
	    adopt_forms(scene.arena, scene.plan, from, scene.set, "new");
	apply_all(scene.plan, adoption.changes, adoption.change_count);
	cr_assert_eq(answers_in(scene.plan), before);
	cr_assert_str_eq(
	    plan_text(scene.plan, "called", 0, VOICE_PERSON), "Mr R");
	cr_assert_str_eq(
	    plan_text(scene.plan, "nickname", 0, VOICE_PERSON), "Huw");
	form_set_free(from);
	scene_free(&scene);
}

Test(adopting, the_same_forms_again_changes_nothing)
{
	struct scene scene = older_scene();
	struct adoption adoption =
	    adopt_forms(scene.arena, scene.plan, scene.set, scene.set, "old");
	cr_assert_eq(adoption.item_count, 0);
	cr_assert_eq(adoption.change_count, 0);
	scene_free(&scene);
}
