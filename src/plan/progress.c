/*
 * Progress: how far a page, a form and the seven steps are.
 *
 * Counts what the person's reading asks and what is answered, and how many of
 * the gaps that readiness.c found lie there.  A list that must have a row
 * counts as one question until it has one; what is jotted down is no question
 * of the plan.  Nothing is kept.
 *
 * Tested by tests/unit/plan_progress.c.
 */
#include "plan/progress.h"

enum { STEPS = 7 };

/* What is counted: one form or one page; the other is NONE. */
struct scope {
	size_t form, page;
};

static bool
is_within(const struct scope *scope, size_t form, size_t page)
{
	return scope->page != NONE ? page == scope->page : form == scope->form;
}

static void
count_cell(struct progress *progress, const struct reading *reading,
    size_t field, int row)
{
	switch (reading_result(reading, field, row)->state) {
	case STATE_HIDDEN:
		return;
	case STATE_ASLEEP:
		progress->is_started = true;
		return;
	case STATE_OPEN:
		progress->asked++;
		return;
	case STATE_WRONG:
	case STATE_ANSWERED:
		progress->asked++;
		progress->answered++;
		progress->is_started = true;
		return;
	}
}

static void
count_fields(struct progress *progress, const struct reading *reading,
    const struct scope *scope)
{
	const struct form_set *set = reading_source(reading)->set;
	size_t jots = form_find_meaning(set, MEANS_JOT);

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		size_t count;
		bool is_jot = field->repeat != NONE && field->repeat == jots;
		if (field->is_sum || is_jot ||
		    !is_within(scope, field->form, field->page))
			continue;
		if (field->repeat == NONE) {
			count_cell(progress, reading, i, 0);
			continue;
		}
		const int *rows = reading_rows(reading, field->repeat, &count);
		for (size_t j = 0; j < count; j++)
			count_cell(progress, reading, i, rows[j]);
	}
}

static void
count_repeats(struct progress *progress, const struct reading *reading,
    const struct scope *scope)
{
	const struct form_set *set = reading_source(reading)->set;

	for (size_t i = 0; i < set->repeat_count; i++) {
		const struct repeat *repeat = &set->repeats[i];
		size_t count;
		if (!is_within(scope, repeat->form, repeat->page))
			continue;
		reading_rows(reading, i, &count);
		if (count > 0)
			progress->is_started = true;
		else if (repeat->required != REQUIRED_NO &&
			 reading_shows_repeat(reading, i))
			progress->asked++;
	}
}

static struct progress
progress_within(const struct reading *reading, const struct scope *scope,
    const struct readiness *readiness)
{
	const struct form_set *set = reading_source(reading)->set;
	struct progress progress = {.asked = 0};

	count_fields(&progress, reading, scope);
	count_repeats(&progress, reading, scope);
	for (size_t i = 0; i < readiness->count; i++) {
		const struct gap *gap = &readiness->gaps[i];
		if (gap->page == NONE ||
		    !is_within(scope, set->pages[gap->page].form, gap->page))
			continue;
		if (gap->kind == GAP_WANTED)
			progress.wanted_left++;
		if (gap_blocks(gap->kind))
			progress.blocking++;
	}
	return progress;
}

struct progress
progress_of_form(const struct reading *reading, size_t form,
    const struct readiness *readiness)
{
	struct scope scope = {.form = form, .page = NONE};

	return progress_within(reading, &scope, readiness);
}

struct progress
progress_of_page(const struct reading *reading, size_t page,
    const struct readiness *readiness)
{
	struct scope scope = {.form = NONE, .page = page};

	return progress_within(reading, &scope, readiness);
}

static bool
is_done(const struct reading *reading, size_t form,
    const struct readiness *readiness)
{
	struct progress progress = progress_of_form(reading, form, readiness);

	return progress.blocking == 0 &&
	       (progress.is_started || progress.asked == 0);
}

int
progress_step(const struct reading *reading, const struct readiness *readiness)
{
	const struct form_set *set = reading_source(reading)->set;
	int first = STEPS;

	for (size_t i = 0; i < set->form_count; i++) {
		int step = set->forms[i].step;
		if (step > 0 && step < first && !is_done(reading, i, readiness))
			first = step;
	}
	return first;
}
