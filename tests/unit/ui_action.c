/*
 * What actions need, and what is said to be missing.
 */
#include "ui/action.h"

#include <criterion/criterion.h>

#include "rig/room.h"

/* What is so, as a set. */
static bool
is_so(void *context, enum fact fact)
{
	const unsigned *so = context;

	return *so & 1U << fact;
}

/* What is missing for an action where all is so but these. */
static enum fact
missing_without(enum action action, unsigned lacking)
{
	unsigned so = ~lacking;

	return fact_missing(action_needs(action), is_so, &so);
}

Test(action, can_be_used_where_all_that_it_needs_is_so)
{
	for (enum action action = 0; action < ACTION_MAX; action++) {
		unsigned needs = action_needs(action);
		cr_expect_eq(missing_without(action, 0), FACT_MAX);
		cr_expect_eq(
		    fact_missing(needs, is_so, &needs), FACT_MAX, "alone");
	}
}

Test(action, is_refused_for_the_first_that_it_lacks)
{
	cr_assert_eq(missing_without(ACTION_JOT, NEED_PLAN), FACT_PLAN);
	cr_assert_eq(missing_without(ACTION_JOT, NEED_UNASKED), FACT_UNASKED);
	cr_assert_eq(missing_without(ACTION_JOT, NEED_UNASKED | NEED_PLAN),
	    FACT_PLAN, "the question waits, the plan was never there");
	cr_assert_eq(missing_without(ACTION_WHOSE, NEED_ANSWER), FACT_ANSWER);
	cr_assert_eq(missing_without(
			 ACTION_WHOSE, NEED_PAGE | NEED_QUESTION | NEED_ANSWER),
	    FACT_PAGE);
	cr_assert_eq(
	    missing_without(ACTION_PASTE, NEED_TEXT | NEED_COPIED), FACT_TEXT);
	cr_assert_eq(missing_without(ACTION_ENCRYPT, NEED_FILE), FACT_FILE);
	cr_assert_eq(missing_without(ACTION_HELP, ~0U), FACT_MAX, "nothing");
}

/* Whoever adds an action is asked here whether these may be lacking. */
Test(action, leads_nowhere_below_a_cover_or_over_a_question)
{
	static const enum action leads_nowhere[] = {
	    ACTION_HELP, ACTION_DANGER, ACTION_LOCK, ACTION_BACK, ACTION_QUIT};
	static const enum action changes_nothing[] = {ACTION_MENU, ACTION_SAVE,
	    ACTION_HIDE, ACTION_SELECT, ACTION_COPY, ACTION_CUT, ACTION_PASTE};
	static const enum action of_the_person[] = {
	    ACTION_SAVE, ACTION_UNDO, ACTION_REDO, ACTION_TURN, ACTION_HIDE};
	bool is_under[ACTION_MAX] = {false}, is_over[ACTION_MAX] = {false},
	     is_turned[ACTION_MAX] = {false};

	for (size_t i = 0; i < ARRAY_LENGTH(leads_nowhere); i++) {
		enum action action = leads_nowhere[i];
		is_under[action] = is_over[action] = is_turned[action] = true;
	}
	for (size_t i = 0; i < ARRAY_LENGTH(changes_nothing); i++)
		is_over[changes_nothing[i]] = true;
	for (size_t i = 0; i < ARRAY_LENGTH(of_the_person); i++)
		is_turned[of_the_person[i]] = true;
	for (enum action i = 0; i < ACTION_MAX; i++) {
		unsigned needs = action_needs(i);
		cr_expect_eq(is_under[i], !(needs & NEED_UNCOVERED), "%d", i);
		cr_expect_eq(is_over[i], !(needs & NEED_UNASKED), "%d", i);
		cr_expect_eq(is_turned[i], !(needs & NEED_FACING), "%d", i);
	}
}

Test(action, belongs_to_the_group_that_it_stands_in)
{
	cr_assert_eq(action_group(ACTION_HELP), WORD_UI_GROUP_EVERYWHERE);
	cr_assert_eq(action_group(ACTION_QUIT), WORD_UI_GROUP_EVERYWHERE);
	cr_assert_eq(action_group(ACTION_WHY), WORD_UI_GROUP_HERE);
	cr_assert_eq(action_group(ACTION_PLAIN), WORD_UI_GROUP_TEXT);
	cr_assert_eq(action_group(ACTION_JOT), WORD_UI_GROUP_PLAN);
	cr_assert_eq(action_group(ACTION_MAX - 1), WORD_UI_GROUP_LAPTOP);
}

Test(action, needs_each_fact_somewhere)
{
	unsigned needs = 0;

	for (enum action action = 0; action < ACTION_MAX; action++)
		needs |= action_needs(action);
	for (enum fact fact = 0; fact < FACT_MAX; fact++)
		cr_expect(needs & 1U << fact, "%d", fact);
}

Test(action, has_a_key_of_its_own_or_none)
{
	for (enum action i = 0; i < ACTION_MAX; i++)
		for (enum action j = 0; j < i; j++)
			cr_expect(action_key(i) == KEY_NAME_MAX ||
				      action_key(i) != action_key(j),
			    "%d and %d", i, j);
}

Test(action, knows_what_is_so_of_a_file_and_its_plan)
{
	struct room *room = room_new();
	struct desk *desk = room->desk;

	cr_assert(fact_of_desk(desk, FACT_FILE));
	cr_assert(fact_of_desk(desk, FACT_NO_VAULT));
	cr_assert(fact_of_desk(desk, FACT_NO_PRACTICE));
	cr_assert(fact_of_desk(desk, FACT_NO_PLAN));
	cr_assert_not(fact_of_desk(desk, FACT_VAULT));
	cr_assert_not(fact_of_desk(desk, FACT_PLAN));
	cr_assert_not(fact_of_desk(desk, FACT_STEPS));
	room_add(room, "Mair Evans");
	cr_assert(fact_of_desk(desk, FACT_PLAN));
	cr_assert(fact_of_desk(desk, FACT_STEPS));
	cr_assert_not(fact_of_desk(desk, FACT_NO_PLAN));
	cr_assert_not(fact_of_desk(desk, FACT_JOTS));
	cr_assert_not(fact_of_desk(desk, FACT_QUESTION), "the page knows");
	cr_assert_not(fact_of_block(desk, NULL, FACT_QUESTION));
	room_free(room);
}
