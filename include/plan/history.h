/*
 * Events and the history they make.  An event is one human act: who, when,
 * and its changes (most have one; an import or new forms have many).  Undo
 * and redo are events too, that name the event they undo or redo, so nothing
 * is ever taken out of the history.
 */
#ifndef PLAN_HISTORY_H
#define PLAN_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/mem.h"
#include "plan/change.h"

enum act {
	ACT_CHANGE,
	ACT_IMPORT,
	ACT_UNDO,
	ACT_REDO,
	ACT_POINT,  /* a restore point was set */
	ACT_FREEZE, /* a version was made for agreement */
	ACT_SIGN,   /* what paper says about a version was written down */
	ACT_STRIKE, /* answers were struck out of the history */
	ACT_ERASE,  /* the person was erased */
	ACT_MAX
};

struct event {
	int64_t sequence; /* 1, 2, ... within one plan */
	int64_t at;       /* UTC seconds */
	const char *who;  /* who sat at the keyboard */
	enum act act;
	int64_t of;       /* undo: back to before it; redo: forth to behind it;
			     freeze, sign: version; change: back to a point */
	const char *note; /* point: its name; freeze and later: JSON */
	const struct change *changes;
	size_t count;
	size_t struck; /* so many more changes were struck out */

	/*
	 * The clock stood earlier than at the event before.  The order of
	 * events is that of their sequence, whatever their times say.
	 */
	bool clock_went_back;
};

/* "change", "import" ...: for files.  ACT_MAX if none fits. */
const char *act_name(enum act act);
enum act act_find(const char *name);

/* The same event, to the last letter of all its changes? */
bool event_is_same(const struct event *a, const struct event *b);

/*
 * The changes of an event inverted, in the opposite order; the array is the
 * arena's, the texts are those of the event.
 */
const struct change *event_invert(
    struct arena *arena, const struct event *event, size_t *count);

/*
 * Make of the plan what it was before the event at the index `from`: whatever
 * was changed since is taken back.  False, and the plan is neither: they do not
 * fit together.
 */
bool history_rewind(
    struct plan *plan, const struct event *events, size_t count, size_t from);

/*
 * Which event Undo would undo now (ACT_UNDO), or Redo redo (ACT_REDO), and with
 * a number above 0 which it would come to after so many: the index into events
 * (ascending by sequence), or NONE.  Always the change or import itself, never
 * the undoing of it.  What is undone is what was done last and is not undone
 * yet; a new change means that nothing is left to redo.  Acts that change no
 * answer are stepped over, and so is one whose changes were all struck out.
 */
size_t history_next(
    const struct event *events, size_t count, enum act act, size_t number);

#endif
