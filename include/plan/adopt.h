/*
 * New forms under an old plan: what would change, before anything does.
 */
#ifndef PLAN_ADOPT_H
#define PLAN_ADOPT_H

#include <stddef.h>

#include "base/mem.h"
#include "form/form.h"
#include "plan/change.h"
#include "plan/plan.h"

struct adoption {
	int added;        /* questions that are new */
	int renamed;      /* questions with another id, by `was:` */
	int gone;         /* questions no longer there */
	int kept_answers; /* answers to questions that are gone: they stay */
	const struct change *changes; /* what adopting does, to be saved */
	size_t change_count;
};

/*
 * Compare the set a plan was made with to another.  Answers follow a rename;
 * those of questions that are gone stay in the plan and are listed.
 */
struct adoption adopt_forms(struct arena *arena, const struct plan *plan,
    const struct form_set *from, const char *from_hash,
    const struct form_set *to, const char *to_hash);

#endif
