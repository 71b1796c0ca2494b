/*
 * Jots: what was said and has no place in the plan yet.
 *
 * They are rows of the list with the meaning `jot`, and so answers like any
 * other; forms may have no such list.  Placing one makes its words the answer
 * to a question and takes its row away, in one act.
 */
#ifndef DESK_JOT_H
#define DESK_JOT_H

#include "desk/desk.h"

struct jot {
	int row;
	const char *text;
	const char *whose; /* NULL: the person's own */
	const char *how;   /* how they know, or NULL */
	int64_t at;	   /* when it was said, UTC seconds */
};

/* Have the open plan's forms a list for them?  The error says what to do. */
bool desk_can_jot(struct desk *desk, struct err *err);

/* How many are not placed, and all of them, the newest first; the arena's. */
size_t desk_count_jots(struct desk *desk);
const struct jot *desk_list_jots(
    struct desk *desk, struct arena *arena, size_t *count);

/*
 * Put one away; nobody's name is the person's own words.  It was typed on the
 * sheet of jots (desk/sheet.h), which goes in the same transaction.
 */
bool desk_jot(
    struct desk *desk, const char *text, const char *whose, struct err *err);

/* Is this what was jotted down?  It is placed, and takes no other jot. */
bool desk_is_jot(struct desk *desk, const struct address *address);

/* What placing a jot does to the answer that stands there. */
enum jot_way {
	JOT_FILLS,    /* nothing stands there */
	JOT_FOLLOWS,  /* as a further paragraph of a long text */
	JOT_REPLACES, /* what stands there goes: whoever asks must know */
	JOT_REFUSED   /* the question does not take such words */
};

/* For JOT_REFUSED the error says why. */
enum jot_way desk_jot_way(struct desk *desk, int row,
    const struct address *address, struct err *err);

/*
 * Place it, in the way that desk_jot_way() says: one act.  The answer gets the
 * jot's words, whose they are, how they know it and when that was.  A further
 * paragraph in somebody else's words names them and the day.
 */
bool desk_place_jot(struct desk *desk, int row,
    const struct address *address, struct err *err);

#endif
