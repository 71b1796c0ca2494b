/*
 * Changes: how a plan comes to be what it is.
 *
 * There are three kinds of change, and each holds what was before and what is
 * after; the inverse is the same change with the two swapped.  plan_apply()
 * of plan/plan.h makes one; plan/history.h binds them to human acts.
 */
#ifndef PLAN_CHANGE_H
#define PLAN_CHANGE_H

#include "base/mem.h"
#include "plan/plan.h"

enum change_kind {
	CHANGE_ANSWER, /* an answer: before and after, either may be none */
	CHANGE_ROW,    /* a row: its place before and after, -1 for not there */
	CHANGE_FORMS   /* the set of definitions: its hash before and after */
};

/*
 * A row whose place is -1 both before and after is only remembered: its
 * number was given once, to a row that is gone, and is not given again.
 */
struct change {
	enum change_kind kind;
	struct address address;      /* CHANGE_ANSWER */
	struct answer before, after; /* CHANGE_ANSWER */
	const char *repeat;          /* CHANGE_ROW */
	int row;
	int place_before, place_after;
	const char *forms_before, *forms_after; /* CHANGE_FORMS */
};

/* "answer", "row", "forms": for files; false if no kind is called so. */
const char *change_kind_name(enum change_kind kind);
bool change_kind_find(const char *name, enum change_kind *kind);

/* The change that takes this one back; borrows what this one borrows. */
struct change change_invert(const struct change *change);

/* Does it leave the plan as it was? */
bool change_is_empty(const struct change *change);

/* The same change of the same thing, to the last letter? */
bool change_is_same(const struct change *a, const struct change *b);

/*
 * Building changes from what the plan holds now.  All texts are copied into
 * the arena, so the change outlives the plan.  A blank text is no answer.
 */
struct change change_answer(const struct plan *plan, struct arena *arena,
    struct address address, struct answer after);

/* A new row, with the next number, at the end of its list. */
struct change change_add_row(
    const struct plan *plan, struct arena *arena, const char *repeat);

/* A living row to another place; past the end means to the end. */
struct change change_move_row(const struct plan *plan, struct arena *arena,
    const char *repeat, int row, int place);

/* A living row away; its answers stay, asleep. */
struct change change_remove_row(
    const struct plan *plan, struct arena *arena, const char *repeat, int row);

/* Other definitions; NULL is none. */
struct change change_forms(
    const struct plan *plan, struct arena *arena, const char *forms);

#endif
