/*
 * New forms under an old plan: what would change, before anything does.
 */
#ifndef PLAN_ADOPT_H
#define PLAN_ADOPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "form/form.h"
#include "plan/change.h"
#include "plan/plan.h"

enum adoption_kind {
	ADOPTION_ADDED,   /* a question or list that is new */
	ADOPTION_RENAMED, /* one with another id, by `was:` */
	ADOPTION_GONE     /* one that is no longer there */
};

/* One question or list that is not the same in both sets. */
struct adoption_item {
	enum adoption_kind kind;
	bool is_repeat;  /* indexes are of repeats, not of fields */
	size_t from, to; /* in the old and the new set, or NONE */
	int answers;     /* of the plan under it, all rows and voices */
};

struct adoption {
	int added, renamed, gone; /* questions, lists not counted */
	int kept_answers;         /* to questions that are gone: they stay */
	const struct adoption_item *items;
	size_t item_count;
	const struct change *changes; /* what adopting does, as one event */
	size_t change_count;
};

/*
 * Compare the set a plan was made with to another.  Answers and rows follow a
 * rename, unless the plan has others under the new id already; those, and the
 * answers of questions that are gone, stay where they are.  No answer is ever
 * lost.  The changes begin at what the plan holds now; memory is the arena's.
 */
struct adoption adopt_forms(struct arena *arena, const struct plan *plan,
    const struct form_set *from, const struct form_set *to,
    const char *to_hash);

#endif
