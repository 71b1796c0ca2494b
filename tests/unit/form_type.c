/*
 * Field types: found by their names, and known by what they are like.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "form/type.h"

Test(types, are_found_by_their_names)
{
	const struct type *type;
	size_t count = 0;

	for (; (type = type_at(count)); count++) {
		cr_expect_eq(type_find(type->name), type, "%s", type->name);
		cr_expect(strlen(type->about) > 0, "%s", type->name);
	}
	cr_assert(count > 0);
	cr_assert_null(type_at(count + 1));
	cr_assert_null(type_find("text"));
	cr_assert_eq(type_nearest("chose one"), &type_choose_one);
	cr_assert_null(type_nearest("spreadsheet"));
}

/* An option is written by the form or given by the program, and never both. */
Test(types, have_rules_that_fit_together)
{
	const struct type *type;

	for (size_t i = 0; (type = type_at(i)); i++) {
		const struct type_rules *rules = type->rules;
		bool chooses = (type->takes & (TAKES_CHOICE | TAKES_MANY)) != 0;

		cr_expect(rules->read && rules->put, "%s", type->name);
		cr_expect_eq(rules->has_options || rules->given_options > 0,
		    chooses, "%s", type->name);
		cr_expect_not(rules->has_options && rules->given_options > 0,
		    "%s", type->name);
		cr_expect(rules->letters == 0 || type->way == WAY_LINE, "%s",
		    type->name);
		cr_expect(!rules->is_percent || type_is_figure(type), "%s",
		    type->name);
	}
}

Test(types, are_figures_or_long_or_neither)
{
	cr_assert(type_is_figure(&type_money));
	cr_assert(type_is_figure(&type_percent));
	cr_assert_not(type_is_figure(&type_date));
	cr_assert(type_is_long(&type_long));
	cr_assert(type_is_long(&type_week));
	cr_assert_not(type_is_long(&type_line));
}
