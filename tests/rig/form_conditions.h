/*
 * The questions that the tests of conditions ask.
 */
#ifndef RIG_FORM_CONDITIONS_H
#define RIG_FORM_CONDITIONS_H

#include "base/attr.h"
#include "form/form.h"

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
	[MEALS] = { .id = "meals", .type = TYPE_CHOOSE_ONE, .repeat = NONE,
	    .options = amounts, .option_count = ARRAY_LENGTH(amounts),
	    .was = meals_was, .was_count = 1 },
	[HELPERS] = { .id = "helpers", .type = TYPE_CHOOSE_MANY, .repeat = NONE,
	    .options = helpers, .option_count = ARRAY_LENGTH(helpers) },
	[ALONE] = { .id = "alone", .type = TYPE_YES_NO, .repeat = NONE,
	    .options = yes_no, .option_count = ARRAY_LENGTH(yes_no) },
	[VISITS] = { .id = "visits", .type = TYPE_NUMBER, .repeat = NONE },
	[HOURS] = { .id = "hours", .type = TYPE_NUMBER, .repeat = NONE },
	[SHARE] = { .id = "share", .type = TYPE_PERCENT, .repeat = NONE },
	[COST] = { .id = "cost", .type = TYPE_MONEY, .repeat = NONE },
	[RENT] = { .id = "rent", .type = TYPE_MONEY, .repeat = NONE },
	[LEFT] = { .id = "left_over", .type = TYPE_MONEY, .repeat = NONE,
	    .is_sum = true },
	[BORN] = { .id = "born", .type = TYPE_DATE, .repeat = NONE },
	[STARTS] = { .id = "starts", .type = TYPE_DATE, .repeat = NONE },
	[CALLED] = { .id = "called", .type = TYPE_LINE, .repeat = NONE },
	[STORY] = { .id = "story", .type = TYPE_LONG, .repeat = NONE },
	[WEEK] = { .id = "usual_week", .type = TYPE_WEEK, .repeat = NONE },
	[OUTCOMES] = { .id = "outcomes", .type = TYPE_ROWS, .repeat = NONE },
	[DECIDED] = { .id = "decided", .type = TYPE_DECISION, .repeat = NONE,
	    .options = decisions, .option_count = ARRAY_LENGTH(decisions) },
	[LINE_WHAT] = { .id = "line_what", .type = TYPE_LINE,
	    .repeat = LINES },
	[LINE_KIND] = { .id = "line_kind", .type = TYPE_CHOOSE_ONE,
	    .repeat = LINES, .options = helpers,
	    .option_count = ARRAY_LENGTH(helpers) },
	[LINE_COST] = { .id = "line_cost", .type = TYPE_MONEY,
	    .repeat = LINES },
	[WHO_NAME] = { .id = "who_name", .type = TYPE_LINE,
	    .repeat = PEOPLE },
};
/* clang-format on */

static const struct repeat repeats[REPEATS] = {
    [LINES] = {.id = "lines"}, [PEOPLE] = {.id = "people"}};

#endif
