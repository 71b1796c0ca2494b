/*
 * A version read again from what the file keeps of it, for the sources of this
 * floor only: its plan with the definitions of that day, and its readings.
 */
#ifndef DESK_PAST_H
#define DESK_PAST_H

#include "desk/state.h"
#include "out/frozen.h"
#include "plan/difference.h"
#include "store/versions.h"

struct past {
	struct arena *arena;
	struct version version;
	int latest; /* the number of the last version there is */
	struct frozen_frame frame; /* the day, and whom to ring */
	struct forms *forms;
	struct plan *plan;
	struct reading *readings[VOICE_MAX]; /* the person's first */
	struct difference_side side;         /* the same, to compare */
};

/*
 * A version of the open plan; free it with past_free().  Its readings are made
 * anew with the definitions it was made with.
 */
bool past_new(
    struct desk *desk, int number, struct past **past, struct err *err);
void past_free(struct past *past); /* NULL is accepted */

/*
 * Do the readings made anew say just what was frozen?  Only then may a paper
 * be composed from them; the error names what was handed over instead.
 */
bool past_check(
    const struct desk *desk, const struct past *past, struct err *err);

/*
 * What differs from a version, as differences_of() tells it, on the other side
 * or, if that is NULL, in the later version.  Of an answer that was struck out
 * since it was frozen only that is told.  Memory is the arena's.
 */
struct past_comparison {
	const struct past *before, *later;
	const struct difference_side *after;
	const struct words *words;
};
bool past_compare(struct desk *desk, struct arena *arena,
    const struct past_comparison *of, const struct difference **items,
    size_t *count, struct err *err);

/* The number of the last version of the open plan; 0: there is none. */
bool desk_latest_version(struct desk *desk, int *number, struct err *err);

/* All readings of a plan with its forms on a day: how many. */
size_t desk_read_plan(const struct form_set *set, const struct plan *plan,
    struct date day, struct reading *readings[VOICE_MAX]);

#endif
