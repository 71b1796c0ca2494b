/*
 * The questions that the tests of conditions ask.
 */
#ifndef RIG_FORM_CONDITIONS_H
#define RIG_FORM_CONDITIONS_H

#include "base/attr.h"
#include "form/form.h"
#include "form/type.h"

enum {
	MEALS,
	HELPERS,
	ALONE,
	VISITS,
	HOURS,
	SHARE,
	COST,
	RENT,
	LEFT,
	BORN,
	STARTS,
	CALLED,
	STORY,
	WEEK,
	OUTCOMES,
	DECIDED,
	LINE_WHAT,
	LINE_KIND,
	LINE_COST,
	WHO_NAME,
	FIELDS
};

enum { LINES, PEOPLE, REPEATS };

static const struct option amounts[] = {
    {.code = "none"}, {.code = "some"}, {.code = "all"}};
static const struct option helpers[] = {
    {.code = "family"}, {.code = "friends"}, {.code = "no_one"}};
static const struct option yes_no[] = {{.code = "yes"}, {.code = "no"}};
static const struct option decisions[] = {
    {.code = "agreed"}, {.code = "refused"}};
static const char *const meals_was[] = {"dinners"};

/* clang-format off */
static const struct field fields[FIELDS] = {
	[MEALS] = { .id = "meals", .type = &type_choose_one, .repeat = NONE,
	    .options = amounts, .option_count = ARRAY_LENGTH(amounts),
	    .was = meals_was, .was_count = 1 },
	[HELPERS] = { .id = "helpers", .type = &type_choose_many, .repeat = NONE,
	    .options = helpers, .option_count = ARRAY_LENGTH(helpers) },
	[ALONE] = { .id = "alone", .type = &type_yes_no, .repeat = NONE,
	    .options = yes_no, .option_count = ARRAY_LENGTH(yes_no) },
	[VISITS] = { .id = "visits", .type = &type_number, .repeat = NONE },
	[HOURS] = { .id = "hours", .type = &type_number, .repeat = NONE },
	[SHARE] = { .id = "share", .type = &type_percent, .repeat = NONE },
	[COST] = { .id = "cost", .type = &type_money, .repeat = NONE },
	[RENT] = { .id = "rent", .type = &type_money, .repeat = NONE },
	[LEFT] = { .id = "left_over", .type = &type_money, .repeat = NONE,
	    .is_sum = true },
	[BORN] = { .id = "born", .type = &type_date, .repeat = NONE },
	[STARTS] = { .id = "starts", .type = &type_date, .repeat = NONE },
	[CALLED] = { .id = "called", .type = &type_line, .repeat = NONE },
	[STORY] = { .id = "story", .type = &type_long, .repeat = NONE },
	[WEEK] = { .id = "usual_week", .type = &type_week, .repeat = NONE },
	[OUTCOMES] = { .id = "outcomes", .type = &type_rows, .repeat = NONE },
	[DECIDED] = { .id = "decided", .type = &type_decision, .repeat = NONE,
	    .options = decisions, .option_count = ARRAY_LENGTH(decisions) },
	[LINE_WHAT] = { .id = "line_what", .type = &type_line,
	    .repeat = LINES },
	[LINE_KIND] = { .id = "line_kind", .type = &type_choose_one,
	    .repeat = LINES, .options = helpers,
	    .option_count = ARRAY_LENGTH(helpers) },
	[LINE_COST] = { .id = "line_cost", .type = &type_money,
	    .repeat = LINES },
	[WHO_NAME] = { .id = "who_name", .type = &type_line,
	    .repeat = PEOPLE },
};
/* clang-format on */

static const struct repeat repeats[REPEATS] = {
    [LINES] = {.id = "lines"}, [PEOPLE] = {.id = "people"}};

#endif
