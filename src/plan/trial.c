/*
 * Trials: each test block answers an empty plan, reads it, and compares what
 * comes out with what it expects, as canonical text or as a number.
 *
 * A plan and a reading are made for every block and thrown away.  Tested by
 * tests/unit/plan_trial.c, and with the shipped schemes in plan_shipped.c.
 */
#include "plan/trial.h"

#include <assert.h>

#include "base/exact.h"
#include "base/str.h"
#include "plan/address.h"
#include "plan/change.h"
#include "plan/reading.h"

struct trial {
	const struct form_set *set;
	struct arena *arena;
	struct plan *plan;
	struct report *report;
	struct date today;
	bool agrees;
};

static void
apply(struct trial *trial, struct change change)
{
	plan_apply(trial->plan, &change);
}

static bool
find(struct trial *trial, const struct test_line *line, struct address *address)
{
	struct err err = {0};

	if (address_read(trial->set, trial->plan, trial->arena, line->field,
		address, &err))
		return true;
	report_add_err(trial->report, SEVERITY_ERROR, line->place, &err);
	trial->agrees = false;
	return false;
}

/*
 * `today = 2026-11-21`: the example is about that day and no other.  The
 * checker of forms has seen that it is one.
 */
static void
set_day(struct trial *trial, const struct test_line *line)
{
	bool is_day = date_read_iso(line->text, &trial->today);

	assert(is_day);
	(void)is_day;
}

static void
answer(struct trial *trial, const struct test_line *line)
{
	struct address address;

	if (!find(trial, line, &address))
		return;
	const char *list = address_list(trial->set, &address);
	if (list && plan_row_place(trial->plan, list, address.row) < 0)
		apply(trial, change_add_row(trial->plan, trial->arena, list));
	apply(trial, change_answer(trial->plan, trial->arena, address,
			 (struct answer){.text = line->text}));
}

/* "7.5" agrees with "7.50"; anything else letter by letter. */
static bool
agrees(struct trial *trial, const struct value *value, const char *expected)
{
	if (!value->number)
		return text_is(value->text, expected);
	const struct exact *number = exact_parse(trial->arena, expected);
	return number && exact_compare(value->number, number) == 0;
}

/* What counts as nought is known too; what is open is not. */
static void
compare_unknown(struct trial *trial, const struct result *result,
    const struct test_line *line)
{
	bool is_known = result->state == STATE_ANSWERED;

	if (!is_known && !result->is_nought)
		return;
	report_add(trial->report, SEVERITY_ERROR, line->place,
	    WORD_PLAN_TRIAL_KNOWN, line->field,
	    is_known ? result->value.text : "0", NULL);
	trial->agrees = false;
}

static void
compare(struct trial *trial, const struct reading *reading,
    const struct test_line *line)
{
	struct address address;

	if (!find(trial, line, &address))
		return;
	const struct result *result = reading_result(
	    reading, form_find_field(trial->set, address.field), address.row);
	if (text_is(line->text, "not known")) {
		compare_unknown(trial, result, line);
		return;
	}
	/* What is not asked counts as nought. */
	static const struct value nought = {.text = "0"};
	bool is_known = result->state == STATE_ANSWERED;
	bool is_nought = !is_known && result->is_nought;
	const struct value *value = is_nought ? &nought : &result->value;
	if (!is_known && !is_nought)
		report_add(trial->report, SEVERITY_ERROR, line->place,
		    WORD_PLAN_TRIAL_UNKNOWN, line->field, line->text, NULL);
	else if (!agrees(trial, value, line->text))
		report_add(trial->report, SEVERITY_ERROR, line->place,
		    WORD_PLAN_TRIAL_DIFFERS, line->field, value->text,
		    line->text, NULL);
	else
		return;
	trial->agrees = false;
}

static bool
run_one(struct trial *trial, const struct form_test *test, struct date today)
{
	trial->agrees = true;
	trial->today = today;
	trial->plan = plan_new();
	for (size_t i = 0; i < test->given_count; i++) {
		if (text_is(test->given[i].field, "today"))
			set_day(trial, &test->given[i]);
		else
			answer(trial, &test->given[i]);
	}

	struct reading *reading = reading_new(&(struct reading_of){
	    .set = trial->set, .plan = trial->plan, .today = trial->today});
	for (size_t i = 0; i < test->expected_count; i++)
		compare(trial, reading, &test->expected[i]);
	reading_free(reading);
	plan_free(trial->plan);
	return trial->agrees;
}

size_t
trial_run(const struct form_set *set, struct date today, struct report *report)
{
	struct trial trial = {
	    .set = set, .arena = arena_new(), .report = report};
	size_t agreed = 0;

	for (size_t i = 0; i < set->test_count; i++)
		agreed += run_one(&trial, &set->tests[i], today);
	arena_free(trial.arena);
	return agreed;
}
