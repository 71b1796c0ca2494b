/*
 * The small set of forms in tests/support/small, loaded, and a plan under it:
 * for tests of what needs both and no desk.
 */
#ifndef SUPPORT_SMALL_FORMS_H
#define SUPPORT_SMALL_FORMS_H

#include <stdlib.h>

#include "base/report.h"
#include "form/load.h"
#include "plan/address.h"
#include "plan/change.h"
#include "plan/plan.h"
#include "plan/reading.h"

struct small {
	struct arena *arena;
	struct form_set *set;
	struct plan *plan;
	struct err err;
};

/* Not cr_assert(): a fuzzer uses it too. */
static inline void
small_expect(bool is_so)
{
	if (!is_so)
		abort();
}

static inline struct form_set *
small_load(struct arena *arena)
{
	const struct source *sources;
	size_t count;
	struct err err = {0};
	struct report *report = report_new(words_english());

	small_expect(form_read_folder("tests/support/small", NULL, arena,
	    &sources, &count, &err));
	struct form_set *set = form_load(sources, count, report);
	small_expect(report_count(report, SEVERITY_NOTE) == 0);
	report_free(report);
	return set;
}

static inline struct small
small_new(void)
{
	struct arena *arena = arena_new();

	return (struct small){
	    .arena = arena, .set = small_load(arena), .plan = plan_new()};
}

static inline void
small_free(struct small *small)
{
	plan_free(small->plan);
	form_set_free(small->set);
	arena_free(small->arena);
}

static inline void
small_add_row(struct small *small, const char *list)
{
	struct change change = change_add_row(small->plan, small->arena, list);

	plan_apply(small->plan, &change);
}

/* An answer at an address that is right; the next row is made. */
static inline void
small_answer(struct small *small, const char *address, struct answer answer)
{
	struct address where;

	small_expect(address_read(small->set, small->plan, small->arena,
	    address, &where, &small->err));
	const char *list = address_list(small->set, &where);
	if (list != NULL && plan_row_place(small->plan, list, where.row) < 0)
		small_add_row(small, list);
	struct change change =
	    change_answer(small->plan, small->arena, where, answer);
	plan_apply(small->plan, &change);
}

static inline void
small_set(struct small *small, const char *address, const char *text)
{
	small_answer(small, address, (struct answer){.text = text});
}

/* An answer wherever it may be, asked or not. */
static inline void
small_keep(struct small *small, const char *field, int row, int64_t at,
    const char *text)
{
	struct change change = change_answer(small->plan, small->arena,
	    (struct address){.field = field, .row = row},
	    (struct answer){.text = text, .at = at});

	plan_apply(small->plan, &change);
}

static inline struct reading *
small_read(const struct small *small, enum voice voice)
{
	return reading_new(&(struct reading_of){
	    .set = small->set,
	    .plan = small->plan,
	    .voice = voice,
	    .today = {2026, 11, 21},
	});
}

#endif
