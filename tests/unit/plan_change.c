/*
 * Changes: what was before, what is after, and the way back.
 */
#include "plan/change.h"

#include <criterion/criterion.h>

#include "base/str.h"

static const struct address meals = {.field = "meals"};

Test(changes, say_what_was_before_and_what_is_after)
{
	struct plan *plan = plan_new();
	struct arena *arena = arena_new();
	struct change first = change_answer(
	    plan, arena, meals, (struct answer){.text = "none", .at = 1});
	cr_assert_null(first.before.text);
	cr_assert_str_eq(first.after.text, "none");
	plan_apply(plan, &first);
	struct change second = change_answer(plan, arena, meals,
	    (struct answer){.text = "some", .whose = "Huw", .at = 2});
	cr_assert_str_eq(second.before.text, "none");
	cr_assert(second.before.at == 1);
	plan_apply(plan, &second);
	cr_assert_str_eq(second.before.text, "none", "outlives the plan");
	struct change third =
	    change_answer(plan, arena, meals, (struct answer){0});
	plan_apply(plan, &third);
	cr_assert_null(plan_answer(plan, &meals));
	arena_free(arena);
	plan_free(plan);
}

Test(changes, take_a_blank_text_for_no_answer)
{
	struct plan *plan = plan_new();
	struct arena *arena = arena_new();
	struct change change = change_answer(plan, arena, meals,
	    (struct answer){.text = " \n ", .whose = "Huw", .at = 3});
	cr_assert_null(change.after.text);
	cr_assert_null(change.after.whose);
	cr_assert(change_is_empty(&change));
	plan_apply(plan, &change);
	cr_assert_null(plan_answer(plan, &meals));
	arena_free(arena);
	plan_free(plan);
}

Test(changes, go_back_the_way_they_came)
{
	struct plan *plan = plan_new();
	struct arena *arena = arena_new();
	struct change changes[6];
	size_t count = 0;
	changes[count++] = change_add_row(plan, arena, "lines");
	plan_apply(plan, &changes[0]);
	changes[count++] = change_add_row(plan, arena, "lines");
	plan_apply(plan, &changes[1]);
	changes[count++] = change_move_row(plan, arena, "lines", 1, 1);
	plan_apply(plan, &changes[2]);
	changes[count++] = change_answer(plan, arena,
	    (struct address){.field = "cost", .row = 2},
	    (struct answer){.text = "£3"});
	plan_apply(plan, &changes[3]);
	changes[count++] = change_remove_row(plan, arena, "lines", 2);
	plan_apply(plan, &changes[4]);
	changes[count++] = change_forms(plan, arena, "abc");
	plan_apply(plan, &changes[5]);
	cr_assert_str_eq(plan_forms(plan), "abc");
	while (count-- > 0) {
		struct change back = change_invert(&changes[count]);
		cr_assert_not(change_is_empty(&back));
		struct change again = change_invert(&back);
		cr_assert(again.place_before == changes[count].place_before);
		plan_apply(plan, &back);
	}
	cr_assert_null(plan_forms(plan));
	cr_assert_null(plan_text(plan, "cost", 2, VOICE_PERSON));
	size_t rows;
	plan_rows(plan, "lines", &rows);
	cr_assert(rows == 0);
	arena_free(arena);
	plan_free(plan);
}

Test(changes, know_when_they_change_nothing)
{
	struct plan *plan = plan_new();
	struct arena *arena = arena_new();
	struct answer answer = {.text = "none", .how = "said so", .at = 5};
	struct change change = change_answer(plan, arena, meals, answer);
	cr_assert_not(change_is_empty(&change));
	plan_apply(plan, &change);
	change = change_answer(plan, arena, meals, answer);
	cr_assert(change_is_empty(&change));
	answer.how = "letter";
	change = change_answer(plan, arena, meals, answer);
	cr_assert_not(change_is_empty(&change));
	change = change_forms(plan, arena, NULL);
	cr_assert(change_is_empty(&change));
	change = change_add_row(plan, arena, "lines");
	cr_assert_not(change_is_empty(&change));
	plan_apply(plan, &change);
	for (int place = 0; place < 3; place++) {
		change = change_move_row(plan, arena, "lines", 1, place);
		cr_assert(change_is_empty(&change), "one row, to %d", place);
	}
	change = (struct change){.kind = CHANGE_ROW,
	    .repeat = "lines",
	    .row = 7,
	    .place_before = -1,
	    .place_after = -1};
	cr_assert_not(change_is_empty(&change), "a number is remembered");
	arena_free(arena);
	plan_free(plan);
}
