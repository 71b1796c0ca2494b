/*
 * Searching a plan: the titles of its pages, the words of its questions, and
 * the answers of all voices with whose words they are and how that is known, in
 * lists row by row.  Only what is asked is found, since one can go to nothing
 * else.
 *
 * A pure function of readings; case and accents do not matter (base/utf8.h).
 */
#ifndef PLAN_SEARCH_H
#define PLAN_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "plan/reading.h"

enum search_in {
	SEARCH_PAGES,     /* their titles; without words all of them */
	SEARCH_QUESTIONS, /* the same, and with words what questions say */
	SEARCH_EVERYTHING /* questions with their answers, and no titles */
};

struct hit {
	size_t page, field; /* NONE: the page itself */
	int row; /* 0 outside lists, and for a question that a list asks */
	enum voice voice;
	bool is_private;    /* not for everybody who looks on */
	const char *where;  /* the page, and in lists the row */
	const char *label;  /* the question; of a page "1 Your money: Debts" */
	const char *answer; /* as people read it; NULL: none was found */
	const char *whose;  /* whose words it is in, or NULL */
};

/*
 * Whatever holds each word of the search, in the order of the forms: in the
 * arena.  The person's reading comes first.
 */
const struct hit *search_find(struct arena *arena,
    const struct reading *const *readings, size_t reading_count,
    enum search_in in, const char *search, const struct words *words,
    size_t *count);

#endif
