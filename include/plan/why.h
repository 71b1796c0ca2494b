/*
 * Why a question is asked, what its answer is for, and why others are not
 * asked: told in plain words, from what the forms say and what the readings
 * come to.  Pure: nothing is kept, and nobody is asked.
 *
 * Each appends lines closed by newlines, or nothing where there is nothing to
 * tell; what belongs to a line stands below it, set in by two blanks.
 */
#ifndef PLAN_WHY_H
#define PLAN_WHY_H

#include "plan/reading.h"

struct why_of {
	const struct reading *const *readings; /* the person's first */
	size_t reading_count;
	const struct words *words;
};

/*
 * What the forms say of the question, plainly and officially; what the
 * program itself needs it for; and the answers because of which it is asked.
 */
void why_put_asked(
    struct str *out, const struct why_of *of, size_t field, int row);

/*
 * What its answer goes into: sums, and those that these go into, whether other
 * questions, lists and pages are asked, offers, checks, and where it is
 * printed.
 */
void why_put_feeds(struct str *out, const struct why_of *of, size_t field);

/*
 * What is not asked on a page as it stands now, and because of which answers;
 * of the page of a row what is not asked in it.
 */
void why_put_hidden(struct str *out, const struct why_of *of, size_t page,
    size_t repeat, int row);

#endif
