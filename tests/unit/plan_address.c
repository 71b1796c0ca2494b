/*
 * Addresses as people write them: read, written, refused, and whether the
 * forms ask there.
 */
#include "plan/address.h"

#include <criterion/criterion.h>

#include "base/attr.h"
#include "support/small_forms.h"

/* A plan whose list of lines has the rows 1 and 3 of three that were. */
static struct small
small_with_rows(void)
{
	struct small small = small_new();
	for (int i = 0; i < 3; i++)
		small_add_row(&small, "lines");
	struct change change =
	    change_remove_row(small.plan, small.arena, "lines", 2);
	plan_apply(small.plan, &change);
	return small;
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
	struct small small = small_with_rows();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct address address;
		struct str written = STR_EMPTY;
		cr_assert(address_read(small.set, small.plan, small.arena,
			      cases[i].text, &address, &small.err),
		    "%s", cases[i].text);
		cr_assert_str_eq(address.field, cases[i].field);
		cr_assert_eq(address.row, cases[i].row, "%s", cases[i].text);
		cr_assert_eq(address.voice, cases[i].voice);
		const char *list = address_list(small.set, &address);
		cr_assert(text_is(list, cases[i].list), "%s", cases[i].text);
		address_put(&written, small.set, &address);
		cr_assert_str_eq(written.text, cases[i].written);
		str_release(&written);
	}
	small_free(&small);
}

Test(addresses, say_what_is_wrong_with_them)
{
	static const struct {
		const char *text;
		enum word word;
		const char *argument; /* the last */
	} cases[] = {
	    {"", WORD_PLAN_NO_FIELD, ""},
	    {"xyzzy", WORD_PLAN_NO_FIELD, "xyzzy"},
	    {"meal", WORD_PLAN_NO_FIELD_NEAR, "meals"},
	    {"lines.1", WORD_PLAN_NO_FIELD, "lines.1"},
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
	struct small small = small_with_rows();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct address address;
		struct err err = {0};
		cr_assert_not(address_read(small.set, small.plan, small.arena,
				  cases[i].text, &address, &err),
		    "%s", cases[i].text);
		cr_assert_eq(err.word, cases[i].word, "%s", cases[i].text);
		cr_assert_str_eq(
		    err.arguments[err.count - 1], cases[i].argument);
	}
	small_free(&small);
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
	struct small small = small_with_rows();
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct str written = STR_EMPTY;
		cr_assert_eq(
		    address_is_asked(small.set, small.plan, &cases[i].address),
		    cases[i].is_asked, "%s", cases[i].written);
		address_put(&written, small.set, &cases[i].address);
		cr_assert_str_eq(written.text, cases[i].written);
		str_release(&written);
	}
	small_free(&small);
}
