/*
 * Looking things up in forms.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "form/form.h"

Test(wording, falls_back_to_english_and_then_to_what_there_is)
{
	const struct wording_text both[] = {{"cy", "Enw"}, {"en", "Name"}};
	const struct wording_text welsh[] = {{"cy", "Enw"}, {"fr", "Nom"}};
	struct wording wording = {both, ARRAY_LENGTH(both)};

	cr_assert_str_eq(wording_get(&wording, "cy"), "Enw");
	cr_assert_str_eq(wording_get(&wording, "en"), "Name");
	cr_assert_str_eq(wording_get(&wording, "fr"), "Name");
	wording = (struct wording){welsh, ARRAY_LENGTH(welsh)};
	cr_assert_str_eq(wording_get(&wording, "en"), "Enw");
	wording = (struct wording){NULL, 0};
	cr_assert_null(wording_get(&wording, "en"));
}

Test(fields, know_their_options_and_tags)
{
	const struct option options[] = {{.code = "some"}, {.code = "all"}};
	const char *const tags[] = {"need", "home"};
	const struct field field = {
	    .type = TYPE_CHOOSE_ONE,
	    .options = options,
	    .option_count = ARRAY_LENGTH(options),
	    .tags = tags,
	    .tag_count = ARRAY_LENGTH(tags),
	};

	cr_assert_eq(field_option(&field, "all"), &options[1]);
	cr_assert_null(field_option(&field, "al"));
	cr_assert(field_has_tag(&field, "home"));
	cr_assert_not(field_has_tag(&field, "hom"));
}

Test(fields, are_chosen_or_typed)
{
	static const struct {
		enum field_type type;
		bool is_choice, is_typed;
	} cases[] = {
	    {TYPE_LINE, false, true},
	    {TYPE_LONG, false, true},
	    {TYPE_CHOOSE_ONE, true, false},
	    {TYPE_CHOOSE_MANY, false, false},
	    {TYPE_YES_NO, true, false},
	    {TYPE_YES_NO_UNSURE, true, false},
	    {TYPE_DATE, false, true},
	    {TYPE_MONEY, false, true},
	    {TYPE_NUMBER, false, true},
	    {TYPE_PERCENT, false, true},
	    {TYPE_ROWS, false, false},
	    {TYPE_WEEK, false, false},
	    {TYPE_DECISION, true, false},
	};

	cr_assert_eq(ARRAY_LENGTH(cases), TYPE_MAX);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct field field = {.type = cases[i].type};

		cr_assert_eq(field_is_choice(&field), cases[i].is_choice, "%s",
		    field_type_name(field.type));
		cr_assert_eq(field_is_typed(&field), cases[i].is_typed, "%s",
		    field_type_name(field.type));
		field.is_sum = true;
		cr_assert_not(field_is_typed(&field));
	}
}
