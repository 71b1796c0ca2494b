/*
 * The budget: figures by their meanings, shares by stream and by portion.
 */
#include "plan/budget.h"

#include "rig/scene.h"
#include "rig/small_forms.h"

static void
put_figure(struct str *out, struct figure figure)
{
	if (figure.is_known)
		str_format(out, " %lld", (long long)figure.pence);
	else
		str_put(out, " ?");
}

static void
put_shares(struct str *out, const struct budget_share *shares, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		str_format(out, "%s %s %d", shares[i].id ? shares[i].id : "-",
		    shares[i].label, shares[i].row);
		put_figure(out, shares[i].given);
		str_format(out, " %lld %lld %d\n", (long long)shares[i].year,
		    (long long)shares[i].week, shares[i].lines);
	}
}

static void
expect_budget(struct scene *scene, const char *expected)
{
	struct reading *reading = scene_read(scene, VOICE_PERSON);
	struct budget budget =
	    budget_of(scene->arena, reading, words_english());
	struct str found = STR_EMPTY;
	put_figure(&found, budget.year);
	put_figure(&found, budget.week);
	put_figure(&found, budget.planned_year);
	put_figure(&found, budget.planned_week);
	put_figure(&found, budget.left_week);
	put_figure(&found, budget.one_off);
	str_format(&found, " %d of %d%s\n", budget.lines_without_cost,
	    budget.lines, budget.is_illustrative ? " invented" : "");
	put_shares(&found, budget.streams, budget.stream_count);
	put_shares(&found, budget.portions, budget.portion_count);
	cr_assert_str_eq(
	    found.text, expected, "expected\n%sgot\n%s", expected, found.text);
	str_release(&found);
	reading_free(reading);
}

Test(budget, of_an_empty_plan_is_not_known)
{
	struct scene scene = scene_new(SMALL_FORMS);
	expect_budget(&scene, " ? ? 0 0 ? ? 0 of 0\n"
			      "council The council 0 ? 0 0 0\n"
			      "health The NHS 0 ? 0 0 0\n");
	scene_free(&scene);
}

Test(budget, gathers_lines_by_stream_and_by_portion)
{
	struct scene scene = scene_new(SMALL_FORMS);
	scene_answer(&scene, "route", "told");
	scene_answer(&scene, "told", "5200");
	scene_answer(&scene, "parts.1.held", "My sister");
	scene_answer(&scene, "parts.1.size", "5000");
	scene_answer(&scene, "parts.2.held", "The council");
	scene_answer(&scene, "things.1.what", "Swimming");
	scene_answer(&scene, "things.1.cost", "12.50");
	scene_answer(&scene, "things.1.money_from", "council");
	scene_answer(&scene, "things.1.portion", "1");
	scene_answer(&scene, "things.2.what", "Cinema");
	scene_answer(&scene, "things.2.cost", "7");
	scene_answer(&scene, "things.2.money_from", "health");
	scene_answer(&scene, "things.2.portion", "1 2");
	scene_answer(&scene, "things.3.what", "Huw");
	expect_budget(&scene, " 520000 10000 ? ? ? ? 1 of 3\n"
			      "council The council 0 ? 65000 1250 1\n"
			      "health The NHS 0 ? 36400 700 1\n"
			      "- Not said yet 0 ? 0 0 1\n"
			      "- My sister 1 500000 65000 1250 1\n"
			      "- The council 2 ? 0 0 0\n"
			      "- Not said yet 0 ? 36400 700 2\n");
	scene_remove_row(&scene, "things", 3);
	scene_answer(&scene, "things.2.portion", "2");
	expect_budget(&scene, " 520000 10000 101400 1950 8050 ? 0 of 2\n"
			      "council The council 0 ? 65000 1250 1\n"
			      "health The NHS 0 ? 36400 700 1\n"
			      "- My sister 1 500000 65000 1250 1\n"
			      "- The council 2 ? 36400 700 1\n");
	scene_free(&scene);
}

Test(budget, says_when_the_sum_is_an_invented_schemes)
{
	struct scene scene = scene_new(SMALL_FORMS);
	scene_answer(&scene, "route", "scored");
	scene_answer(&scene, "score", "52");
	expect_budget(&scene, " 520000 10000 0 0 10000 ? 0 of 0 invented\n"
			      "council The council 0 ? 0 0 0\n"
			      "health The NHS 0 ? 0 0 0\n");
	/* The scheme is there, but it is not where the sum comes from. */
	scene_answer(&scene, "route", "told");
	scene_answer(&scene, "told", "52");
	expect_budget(&scene, " 5200 100 0 0 100 ? 0 of 0\n"
			      "council The council 0 ? 0 0 0\n"
			      "health The NHS 0 ? 0 0 0\n");
	scene_free(&scene);
}

Test(budget, passes_over_help_that_costs_nothing)
{
	struct scene scene = scene_new(SCENE_HEAD
	    "repeat: lines\nmeans: line\ntitle: Lines\nlabel: Lines\n"
	    "add: Another\n\n"
	    "question: price\ntype: money\nlabel: Price?\nin: lines\n\n"
	    "question: paid\ntype: yes-no\nlabel: Paid?\nin: lines\n\n"
	    "calculate: year\nmeans: line.year\ntype: money\n"
	    "label: A year\nin: lines\nask if: paid = 'yes'\n"
	    "plus: price\n\n"
	    "calculate: week\nmeans: line.week\ntype: money\n"
	    "label: A week\nin: lines\nask if: paid = 'yes'\n"
	    "plus: price\ndivide by: 52\nround: 0.01 half up\n");
	scene_answer(&scene, "lines.1.paid", "no");
	scene_answer(&scene, "lines.2.paid", "yes");
	scene_answer(&scene, "lines.2.price", "52");
	/* Free help stands first, in the middle and last. */
	scene_answer(&scene, "lines.3.paid", "no");
	scene_answer(&scene, "lines.4.paid", "yes");
	scene_answer(&scene, "lines.5.paid", "no");
	expect_budget(&scene, " ? ? ? ? ? ? 1 of 5\n"
			      "- Not said yet 0 ? 5200 100 2\n");
	scene_free(&scene);
}
