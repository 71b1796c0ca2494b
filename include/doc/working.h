/*
 * The working of sums as nodes.  For src/doc/compose_sum.c.
 */
#ifndef DOC_WORKING_H
#define DOC_WORKING_H

#include "doc/composer.h"
#include "plan/trace.h"

/* The sums that are looked at together; what goes into one stands before. */
struct working {
	struct composer *composer;
	const struct trace *const *sums;
	size_t count;
};

/*
 * Has a sum a section of its own?  Not when nothing was added up, when it only
 * hands another sum on, or when the line of a table explains it.
 */
bool working_is_told(const struct working *working, const struct trace *trace);

/* Its steps, as items of a list and as tables. */
void working_put(const struct working *working, const struct trace *trace);

#endif
