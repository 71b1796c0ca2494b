/*
 * Changes and events: how a plan comes to be what it is.
 *
 * There are three kinds of change, and each holds what was before and what is
 * after; the inverse is the same change with the two swapped.  An event is
 * one human act: who, when, and its changes (most have one; an import or new
 * forms have many).  Undo and redo are events too, that name the event they
 * undo or redo, so nothing is ever taken out of the history.
 */
#ifndef PLAN_CHANGE_H
#define PLAN_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "plan/plan.h"

enum change_kind {
	CHANGE_ANSWER, /* an answer: before and after, either may be none */
	CHANGE_ROW,    /* a row: its place before and after, -1 for not there */
	CHANGE_FORMS   /* the set of definitions: its hash before and after */
};

struct change {
	enum change_kind kind;
	struct address address;	     /* CHANGE_ANSWER */
	struct answer before, after; /* CHANGE_ANSWER */
	const char *repeat;	     /* CHANGE_ROW */
	int row;
	int place_before, place_after;
	const char *forms_before, *forms_after; /* CHANGE_FORMS */
};

enum act { ACT_CHANGE, ACT_IMPORT, ACT_UNDO, ACT_REDO, ACT_POINT, ACT_MAX };

struct event {
	int64_t sequence; /* 1, 2, ... within one plan */
	int64_t at;	  /* UTC seconds */
	const char *who;  /* who sat at the keyboard */
	enum act act;
	int64_t of;	  /* the event undone or redone; 0 otherwise */
	const char *note; /* the name of a restore point; NULL otherwise */
	const struct change *changes;
	size_t count;
};

const char *act_name(enum act act);
enum act act_find(const char *name);

/* Apply a change; before must be what the plan holds (asserted). */
void plan_apply(struct plan *plan, const struct change *change);

struct change change_invert(const struct change *change);

/*
 * The changes of an event inverted, in the opposite order; from the arena.
 */
const struct change *event_invert(struct arena *arena,
    const struct event *event, size_t *count);

/*
 * Which event Undo would undo now, and which Redo would redo: the index into
 * events (ascending by sequence), or NONE_EVENT.  Points are stepped over.
 */
#define NONE_EVENT SIZE_MAX
size_t history_undo(const struct event *events, size_t count);
size_t history_redo(const struct event *events, size_t count);

/* Building changes from what the plan holds now; memory from the arena. */
struct change change_answer(const struct plan *plan, struct arena *arena,
    struct address address, struct answer after);
struct change change_add_row(const struct plan *plan, struct arena *arena,
    const char *repeat);
struct change change_move_row(const struct plan *plan, struct arena *arena,
    const char *repeat, int row, int place);
struct change change_remove_row(const struct plan *plan, struct arena *arena,
    const char *repeat, int row);

#endif
