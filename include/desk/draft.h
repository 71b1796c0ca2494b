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
	struct desk *desk; /* begin with this alone, or with the next too */
	const char *sheet; /* sheet_name() of what becomes this act, or NULL */
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
 * Every act begins with this.  If nobody knows whether the last one that could
 * not be saved has reached the disk, what the disk holds now lies open instead
 * of what was shown; *found is that act if it is there, and else NULL.  False:
 * even that cannot be found out now.
 */
bool draft_settle(
    struct desk *desk, const struct event **found, struct err *err);

/*
 * Saving the event has failed, and the plan is as it was before: is it on the
 * disk all the same?  Then the error is forgotten, for it was saved.  If the
 * disk does not say, the next draft_settle() asks again.
 */
bool draft_is_there(
    struct desk *desk, const struct event *event, struct err *err);

/*
 * Save it as one event, and take its sheet away in the same transaction; on
 * failure the plan is as the disk has it.  An act without changes is none, and
 * is not saved.
 */
bool draft_commit(struct draft *draft, enum act act, int64_t of,
    struct err *err);

/*
 * The same for an act that changes no answer, with its facts as JSON; `of` is
 * what it is about.  Nothing is drafted.
 */
bool draft_note(struct draft *draft, enum act act, int64_t of,
    const char *note, struct err *err);

/*
 * The act was found to be there, and so is not saved again; its sheet went with
 * it, but may have been kept once more since.
 */
void draft_forget_sheet(struct draft *draft);

/* What lists show of the open plan as it is now; texts from the arena. */
struct summary draft_summarize(struct desk *desk, struct arena *arena);

/* The plan as it was before. */
void draft_drop(struct draft *draft);

#endif
