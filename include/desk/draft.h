/*
 * An act being built, for the sources of this floor only.
 *
 * Every change is made in the open plan at once, so that the next one sees it;
 * one that leaves the plan as it was is left out.  A draft ends with
 * draft_commit() or draft_drop().
 */
#ifndef DESK_DRAFT_H
#define DESK_DRAFT_H

#include "desk/state.h"
#include "plan/history.h"

struct draft {
	struct desk *desk; /* begin with this alone */
	struct change *changes;
	size_t count, capacity;
	struct plan *plan_before;   /* once there is a change */
	struct forms *forms_before; /* held, once others are in use */
};

void draft_add(struct draft *draft, struct change change);

/*
 * An answer to a question.  The same words from the same person, said again,
 * are no change.
 */
void draft_answer(struct draft *draft, const struct address *address,
    const struct answer *answer);

/*
 * Save it as one event; on failure the plan is as it was before.  An act
 * without changes is none, and is not saved.
 */
bool draft_commit(struct draft *draft, enum act act, int64_t of,
    struct err *err);

/*
 * Save an act that changes no answer, with its facts as JSON; `of` is what it
 * is about.  Nothing is to be drafted meanwhile.
 */
bool draft_note(struct desk *desk, enum act act, int64_t of, const char *note,
    struct err *err);

/* What lists show of the open plan as it is now; texts from the arena. */
struct summary draft_summarize(struct desk *desk, struct arena *arena);

/* The plan as it was before. */
void draft_drop(struct draft *draft);

#endif
