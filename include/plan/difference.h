/*
 * What differs between two plans of one person: answers, rows by their
 * life-long numbers, voices, whose words, and the sums that carry a meaning.
 */
#ifndef PLAN_DIFFERENCE_H
#define PLAN_DIFFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/str.h"
#include "plan/reading.h"

/* A plan with all its readings, the person's first. */
struct difference_side {
	const struct reading *const *readings;
	size_t count;
};

enum difference_kind {
	DIFFERENCE_NEW,         /* there was no answer before */
	DIFFERENCE_GONE,        /* there is none any more */
	DIFFERENCE_CHANGED,     /* another answer */
	DIFFERENCE_WHOSE,       /* the same answer in somebody else's words */
	DIFFERENCE_ROW_NEW,     /* a row of a list */
	DIFFERENCE_ROW_GONE,
	DIFFERENCE_ORDER,       /* the same rows in another order */
	DIFFERENCE_KIND_MAX
};

struct difference {
	enum difference_kind kind;
	enum voice voice;
	bool is_printed;    /* the person's paper shows such an answer */
	struct address address; /* of an answer; of anything else: no field */
	const char *place;  /* "lines.2.cost", as `set` takes it; a list's id */
	const char *label;  /* what it is about, names filled in */
	const char *before; /* as people read it; NULL: nothing was there */
	const char *after;
};

/*
 * All differences, in the order of the newer forms; what only the older forms
 * ask comes behind, and answers that neither asks last.  Memory is the arena's.
 */
const struct difference *differences_of(struct arena *arena,
    const struct difference_side *before, const struct difference_side *after,
    const struct words *words, size_t *count);

const char *difference_name(enum difference_kind kind); /* "changed": JSON */

/* Append it as one sentence for people. */
void difference_put(struct str *out, const struct difference *difference,
    const struct words *words);

#endif
