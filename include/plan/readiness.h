/*
 * Readiness: what is still missing before a plan can be agreed.  It blocks
 * nothing else: not moving, not saving.
 */
#ifndef PLAN_READINESS_H
#define PLAN_READINESS_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/reading.h"

enum gap_kind {
	GAP_MISSING,   /* required for agreement and not answered */
	GAP_WRONG,     /* answered with something its type does not take */
	GAP_CHECK,     /* a check fails */
	GAP_CRITERION, /* a criterion is not met */
	GAP_TYPED,     /* typed, and no answer yet: of this the desk knows */
	GAP_WANTED,    /* wanted, not answered: does not block */
	GAP_WARNING,   /* a warning: does not block */
	GAP_RULE,      /* a spending rule speaks: does not block */
	GAP_ASLEEP,    /* an answer sleeps, wants a decision; no block */
	GAP_KIND_MAX
};

struct gap {
	enum gap_kind kind;
	size_t field;  /* the answer that would close it, or NONE */
	size_t repeat; /* or the list that wants a row, or NONE */
	int row;
	size_t page;      /* where to go */
	const char *text; /* why, in the language asked for, names filled in */
};

struct readiness {
	const struct gap *gaps; /* blocking ones first, then by page */
	size_t count;
	size_t blocking;
};

const char *gap_name(enum gap_kind kind); /* "missing": for JSON */
bool gap_blocks(enum gap_kind kind);      /* agreement, and nothing else */

/* Append where it is closed, as `set` takes it; nothing if nowhere alone. */
void gap_put_place(
    struct str *out, const struct form_set *set, const struct gap *gap);

/* Append a line for people: "missing: Still to answer: ... [meals]". */
void gap_put(
    struct str *out, const struct form_set *set, const struct gap *gap);

/* All voices that have answers are read; a check speaks if any fails it. */
struct readiness readiness_of(struct arena *arena,
    const struct reading *const *readings, size_t reading_count,
    const struct words *words);

#endif
