/*
 * A plan and its readings as canonical JSON: what a version keeps, and what
 * its code is made from.
 *
 * Keys, answers and rows stand in one fixed order, on one line without blanks,
 * and in no language: the same plan always gives the same bytes.
 */
#ifndef OUT_FROZEN_H
#define OUT_FROZEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "form/form.h"
#include "plan/plan.h"
#include "plan/reading.h"

/* Every answer and row there ever was. */
void frozen_put_answers(struct str *out, const struct plan *plan);

/*
 * What each voice's reading makes of them, with the steps of every sum; and
 * whom to ring where the forms do not say, one for each enum purpose, NULL
 * where nobody knows.  NULL for all: versions used to be without.
 */
void frozen_put_readings(struct str *out,
    const struct reading *const *readings, size_t count,
    const char *const *numbers);

/*
 * The plan that answers were put from, with the hash of its definitions, which
 * may be NULL; free it with plan_free().  NULL on failure.
 */
bool frozen_read_answers(
    const char *text, const char *forms, struct plan **plan, struct err *err);

/* What readings were made with that is no answer. */
struct frozen_frame {
	struct date day;
	bool has_numbers; /* they were kept, be it that nobody knew any */
	const char *numbers[PURPOSE_MAX];
};

/* In the arena; false if the text is none of ours. */
bool frozen_read_frame(struct arena *arena, const char *text,
    struct frozen_frame *frame, struct err *err);

/* Do two readings say the same, whatever the day they are of? */
bool frozen_is_same_reading(const char *a, const char *b);

#endif
