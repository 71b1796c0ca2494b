/*
 * Searching everything in a plan: the words of its questions, and the answers
 * of all voices with whose words they are and how that is known, in lists row
 * by row.  Only what is asked is found, since only that can be gone to.
 *
 * A pure function of readings; case and accents do not matter (base/utf8.h).
 */
#ifndef PLAN_SEARCH_H
#define PLAN_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "plan/reading.h"

struct hit {
	size_t page, field;
	int row; /* 0 outside lists, and for a question that a list asks */
	enum voice voice;
	bool is_private;    /* not for everybody who looks on */
	const char *where;  /* the page, and in lists the row */
	const char *label;  /* the question */
	const char *answer; /* as people read it; NULL: none was found */
	const char *whose;  /* whose words it is in, or NULL */
};

/*
 * Everything that holds each word of the search, in a question with its answer,
 * in the order of the forms: in the arena.  The person's reading comes first.
 * A search without words finds nothing.
 */
const struct hit *search_find(struct arena *arena,
    const struct reading *const *readings, size_t reading_count,
    const char *search, const struct words *words, size_t *count);

#endif
