/*
 * Progress: how far a page, a form and the seven steps are.
 */
#ifndef PLAN_PROGRESS_H
#define PLAN_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/readiness.h"

/* Questions asked and answered, and the gaps that lie there. */
struct progress {
	int asked, answered, wanted_left, blocking;
	bool is_started;
};
struct progress progress_of_form(const struct reading *reading, size_t form,
    const struct readiness *readiness);
struct progress progress_of_page(const struct reading *reading, size_t page,
    const struct readiness *readiness);

/* The first step that is not done, 1 to 7; 7 when all are. */
int progress_step(
    const struct reading *reading, const struct readiness *readiness);

#endif
