/*
 * The registry: names lead to what they stand for, and back.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "form/registry.h"

Test(registry, finds_everything_by_its_name)
{
	for (enum record_kind i = 0; i < KIND_MAX; i++)
		cr_assert_eq(registry_find_kind(registry_kind(i)->name), i);
	for (enum block_key i = 0; i < KEY_MAX; i++)
		cr_assert_eq(registry_find_key(registry_key(i)->name), i, "%s",
		    registry_key(i)->name);
	for (enum meaning i = 0; i < MEANING_MAX; i++)
		cr_assert_eq(registry_find_meaning(meaning_name(i)), i);
	for (enum part i = 0; i < PART_MAX; i++)
		cr_assert_eq(registry_find_part(part_name(i)), i);
}

Test(registry, says_so_when_a_name_stands_for_nothing)
{
	cr_assert_eq(registry_find_kind("questions"), KIND_MAX);
	cr_assert_eq(registry_find_key("ask"), KEY_MAX);
	cr_assert_eq(registry_find_meaning("person"), MEANING_MAX);
	cr_assert_eq(registry_find_part("about"), PART_MAX);
}

Test(registry, gives_every_key_a_place_and_a_count)
{
	for (enum block_key i = 0; i < KEY_MAX; i++) {
		const struct key_info *info = registry_key(i);

		cr_assert_neq(info->kinds, 0, "%s", info->name);
		cr_assert_eq(info->needs & ~info->kinds, 0, "%s", info->name);
		cr_assert_neq(key_has_flag(i, FLAG_ONCE),
		    key_has_flag(i, FLAG_MANY), "%s", info->name);
		cr_assert_gt(strlen(info->about), 0);
		/* A step works something out, so it stands in a sum. */
		if (key_has_flag(i, FLAG_STEP))
			cr_assert(key_is_in(i, KIND_CALCULATE));
	}
}

Test(registry, knows_which_keys_a_block_needs)
{
	cr_assert(key_is_needed(KEY_LABEL, KIND_QUESTION));
	cr_assert(key_is_needed(KEY_TYPE, KIND_QUESTION));
	cr_assert_not(key_is_needed(KEY_OPTION, KIND_QUESTION));
	cr_assert(key_is_needed(KEY_OPTION, KIND_LIST));
	cr_assert(key_is_in(KEY_OPTION, KIND_QUESTION));
	cr_assert_not(key_is_in(KEY_STEP, KIND_QUESTION));
}

Test(registry, lets_meanings_lie_only_within_repeats)
{
	for (enum meaning i = 0; i < MEANING_MAX; i++) {
		enum meaning within = registry_meaning(i)->within;

		if (within == MEANING_MAX)
			continue;
		cr_assert_eq(registry_meaning(within)->takes, TAKES_REPEAT,
		    "%s", meaning_name(i));
		/* What must be there needs its repeat to be there. */
		cr_assert(!registry_meaning(i)->is_needed ||
			      registry_meaning(within)->is_needed,
		    "%s", meaning_name(i));
	}
}

Test(registry, guesses_what_was_meant)
{
	cr_assert_str_eq(registry_nearest_kind("qestion"), "question");
	cr_assert_str_eq(registry_nearest_key("lable", KIND_QUESTION), "label");
	/* Only keys of that kind are offered. */
	cr_assert_null(registry_nearest_key("stepp", KIND_QUESTION));
	cr_assert_str_eq(registry_nearest_key("stepp", KIND_FORM), "step");
	cr_assert_str_eq(
	    registry_nearest_meaning("budget.years"), "budget.year");
	cr_assert_str_eq(registry_nearest_part("about you"), "about me");
}

/* Every word that a key may hold, each once; NULL goes without saying. */
static void
check_words(const char *const *words, size_t count, size_t unsaid)
{
	for (size_t i = 0; i < count; i++) {
		cr_assert_eq(words[i] == NULL, i < unsaid, "%zu", i);
		for (size_t j = unsaid; j < i; j++)
			cr_assert_str_neq(words[i], words[j]);
	}
}

Test(registry, has_a_word_for_everything_that_is_said)
{
	check_words(registry_required, REQUIRED_MAX, 0);
	check_words(registry_looks, LOOK_MAX, 1);
	check_words(registry_printings, PRINT_MAX, 0);
	check_words(registry_page_rows, PAGE_ROWS_MAX, 1);
	check_words(registry_classes, RULE_CLASS_MAX, 0);
	check_words(registry_purposes, PURPOSE_MAX, 0);
	check_words(registry_roundings, EXACT_ROUNDING_MAX, 0);
}

Test(registry, writes_each_step_with_a_key_of_its_own)
{
	for (enum sum_operation i = 0; i < SUM_OPERATION_MAX; i++) {
		cr_assert(key_has_flag(registry_step_key(i), FLAG_STEP));
		for (enum sum_operation j = 0; j < i; j++)
			cr_assert_neq(
			    registry_step_key(i), registry_step_key(j));
	}
}
