/*
 * Plans: what is answered, which rows live, and that a plan keeps copies.
 */
#include "plan/plan.h"

#include <criterion/criterion.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/str.h"
#include "plan/change.h"
#include "rig/dump.h"

static void
put(struct plan *plan, const char *field, int row, enum voice voice,
    const char *text)
{
	struct arena *arena = arena_new();
	struct address address = {.field = field, .row = row, .voice = voice};
	struct change change = change_answer(plan, arena, address,
	    (struct answer){.text = text, .whose = "Delyth", .at = 7});
	plan_apply(plan, &change);
	arena_free(arena);
}

static int
add_row(struct plan *plan, const char *repeat)
{
	struct arena *arena = arena_new();
	struct change change = change_add_row(plan, arena, repeat);
	plan_apply(plan, &change);
	arena_free(arena);
	return change.row;
}

static void
remove_row(struct plan *plan, const char *repeat, int row)
{
	struct arena *arena = arena_new();
	struct change change = change_remove_row(plan, arena, repeat, row);
	plan_apply(plan, &change);
	arena_free(arena);
}

static void
move_row(struct plan *plan, const char *repeat, int row, int place)
{
	struct arena *arena = arena_new();
	struct change change = change_move_row(plan, arena, repeat, row, place);
	plan_apply(plan, &change);
	arena_free(arena);
}

static const char *
rows_of(const struct plan *plan, const char *repeat, struct str *out)
{
	size_t count;
	const int *rows = plan_rows(plan, repeat, &count);
	str_clear(out);
	for (size_t i = 0; i < count; i++)
		str_format(out, "%d ", rows[i]);
	return out->text;
}

static bool
note_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	str_format(context, "%s.%d.%s=%s ", address->field, address->row,
	    voice_name(address->voice), answer->text);
	return true;
}

static bool
stop_at_second(
    void *context, const struct address *address, const struct answer *answer)
{
	(void)address;
	(void)answer;
	return ++*(int *)context < 2;
}

static bool
note_row(void *context, const char *repeat, int row, int place)
{
	str_format(context, "%s.%d@%d ", repeat, row, place);
	return true;
}

Test(plans, hold_nothing_at_the_start)
{
	struct plan *plan = plan_new();
	size_t count;
	cr_assert_null(plan_text(plan, "meals", 0, VOICE_PERSON));
	cr_assert_null(plan_rows(plan, "lines", &count));
	cr_assert(count == 0);
	cr_assert(plan_next_row(plan, "lines") == 1);
	cr_assert(plan_newest_row(plan, "lines") == 0);
	cr_assert(plan_row_place(plan, "lines", 1) == -1);
	cr_assert_null(plan_forms(plan));
	cr_assert_not(plan_has_voice(plan, VOICE_PERSON));
	plan_free(plan);
	plan_free(NULL);
}

Test(plans, keep_every_voice_of_every_row_apart)
{
	struct plan *plan = plan_new();
	put(plan, "meals", 0, VOICE_PERSON, "none");
	put(plan, "meals", 0, VOICE_WORKER, "some");
	put(plan, "cost", 2, VOICE_PERSON, "£3");
	put(plan, "cost", 1, VOICE_PERSON, "£4");
	cr_assert_str_eq(plan_text(plan, "meals", 0, VOICE_PERSON), "none");
	cr_assert_str_eq(plan_text(plan, "meals", 0, VOICE_WORKER), "some");
	cr_assert_null(plan_text(plan, "meals", 0, VOICE_COUNCIL));
	cr_assert_null(plan_text(plan, "meals", 1, VOICE_PERSON));
	cr_assert_str_eq(plan_text(plan, "cost", 2, VOICE_PERSON), "£3");
	cr_assert(plan_has_voice(plan, VOICE_WORKER));
	cr_assert_not(plan_has_voice(plan, VOICE_FAMILY));

	struct str all = STR_EMPTY;
	plan_each(plan, note_answer, &all);
	cr_assert_str_eq(all.text, "cost.1.person=£4 cost.2.person=£3 "
				   "meals.0.person=none meals.0.worker=some ");
	str_release(&all);
	int seen = 0;
	plan_each(plan, stop_at_second, &seen);
	cr_assert(seen == 2);
	plan_free(plan);
}

Test(plans, keep_text_as_it_was_typed_with_whose_words_it_is)
{
	struct plan *plan = plan_new();
	struct arena *arena = arena_new();
	char typed[] = "  forty pounds?  ";
	struct address address = {.field = "cost", .voice = VOICE_FAMILY};
	struct change change = change_answer(plan, arena, address,
	    (struct answer){
		.text = typed,
		.whose = "Huw",
		.how = "letter of 3 May",
		.at = 1234,
	    });
	plan_apply(plan, &change);
	typed[2] = 'F';
	arena_free(arena);

	const struct answer *answer = plan_answer(plan, &address);
	cr_assert_not_null(answer);
	cr_assert_str_eq(answer->text, "  forty pounds?  ");
	cr_assert_str_eq(answer->whose, "Huw");
	cr_assert_str_eq(answer->how, "letter of 3 May");
	cr_assert(answer->at == 1234);
	plan_free(plan);
}

Test(plans, never_give_a_row_number_twice)
{
	struct plan *plan = plan_new();
	struct str rows = STR_EMPTY;
	cr_assert(add_row(plan, "lines") == 1);
	cr_assert(add_row(plan, "lines") == 2);
	cr_assert(add_row(plan, "people") == 1);
	remove_row(plan, "lines", 2);
	cr_assert(add_row(plan, "lines") == 3);
	cr_assert_str_eq(rows_of(plan, "lines", &rows), "1 3 ");
	remove_row(plan, "lines", 3);
	remove_row(plan, "lines", 1);
	cr_assert_str_eq(rows_of(plan, "lines", &rows), "");
	cr_assert(plan_next_row(plan, "lines") == 4);
	str_clear(&rows);
	plan_each_row(plan, note_row, &rows);
	cr_assert_str_eq(rows.text, "lines.1@-1 lines.2@-1 lines.3@-1 "
				    "people.1@0 ");
	str_release(&rows);
	plan_free(plan);
}

Test(plans, remember_a_number_that_was_given_elsewhere)
{
	struct plan *plan = plan_new();
	plan_apply(plan, &(struct change){.kind = CHANGE_ROW,
			     .repeat = "lines",
			     .row = 9,
			     .place_before = -1,
			     .place_after = -1});
	size_t count;
	plan_rows(plan, "lines", &count);
	cr_assert(count == 0);
	cr_assert(plan_next_row(plan, "lines") == 10);
	plan_free(plan);
}

Test(plans, move_rows_and_keep_their_numbers)
{
	static const struct {
		int row, place;
		const char *after;
	} cases[] = {
	    {1, 3, "2 3 4 1 "},
	    {4, 0, "4 2 3 1 "},
	    {2, 2, "4 3 2 1 "},
	    {3, 1, "4 3 2 1 "},
	    {4, 99, "3 2 1 4 "},
	};
	struct plan *plan = plan_new();
	struct str rows = STR_EMPTY;
	for (int i = 0; i < 4; i++)
		add_row(plan, "lines");
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		move_row(plan, "lines", cases[i].row, cases[i].place);
		cr_assert_str_eq(rows_of(plan, "lines", &rows), cases[i].after,
		    "case %zu: %s", i, rows.text);
	}
	cr_assert(plan_row_place(plan, "lines", 4) == 3);
	cr_assert(plan_newest_row(plan, "lines") == 4);
	str_release(&rows);
	plan_free(plan);
}

Test(plans, keep_the_answers_of_a_removed_row)
{
	struct plan *plan = plan_new();
	add_row(plan, "lines");
	put(plan, "cost", 1, VOICE_PERSON, "£4");
	remove_row(plan, "lines", 1);
	cr_assert_str_eq(plan_text(plan, "cost", 1, VOICE_PERSON), "£4");
	plan_free(plan);
}

Test(plans, have_names_for_voices)
{
	for (enum voice voice = VOICE_PERSON; voice < VOICE_MAX; voice++)
		cr_assert(voice_find(voice_name(voice)) == voice);
	cr_assert_str_eq(
	    voice_title(VOICE_FAMILY, words_english()), "Family or carer");
	cr_assert(voice_find("neighbour") == VOICE_MAX);
}

Test(plans, have_voices_with_a_capital_only_where_a_sentence_begins)
{
	struct words *welsh = words_new("cy");
	words_say(welsh, WORD_VOICE_WORKER, PLURAL_OTHER, "Y gweithiwr");
	words_say(welsh, WORD_VOICE_WITHIN_WORKER, PLURAL_OTHER, "y gweithiwr");
	words_say(welsh, WORD_UI_PAGE_SAME_REST, PLURAL_OTHER, "Dywed {1} hyn");
	cr_expect_str_eq(
	    voice_in(VOICE_WORKER, words_english(), WORD_UI_PAGE_SAME_REST, 1),
	    "The worker");
	cr_expect_str_eq(
	    voice_in(VOICE_WORKER, welsh, WORD_UI_PAGE_SAME_REST, 1),
	    "y gweithiwr");
	cr_expect_str_eq(
	    voice_in(VOICE_PERSON, words_english(), WORD_DIFFERENCE_WHOSE, 2),
	    "the person");
	words_free(welsh);
}

Test(plans, are_copied_whole)
{
	struct plan *plan = plan_new();
	struct str before = STR_EMPTY, copied = STR_EMPTY;
	put(plan, "story", 0, VOICE_PERSON, "One day");
	put(plan, "cost", 2, VOICE_WORKER, "12");
	for (int i = 0; i < 3; i++)
		add_row(plan, "lines");
	add_row(plan, "goals");
	move_row(plan, "lines", 3, 0);
	remove_row(plan, "lines", 2);
	struct plan *copy = plan_copy(plan);
	dump_plan(&before, plan);
	put(plan, "story", 0, VOICE_PERSON, "Another day");
	add_row(plan, "lines");
	plan_free(plan);
	dump_plan(&copied, copy);
	cr_assert_str_eq(copied.text, before.text);
	cr_assert_eq(plan_next_row(copy, "lines"), 4);
	put(copy, "story", 0, VOICE_PERSON, "A third day");
	plan_free(copy);
	str_release(&before);
	str_release(&copied);
}
