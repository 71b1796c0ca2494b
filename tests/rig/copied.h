/*
 * A file, a copy of it, and something done since; for tests of what comes back
 * when that copy does.
 */
#ifndef RIG_COPIED_H
#define RIG_COPIED_H

#include <stdbool.h>

#include "rig/hand.h"
#include "store/copies.h"

struct copied {
	struct world *world; /* closed */
	struct hand hand;
	const char *copy, *kept;
	const char *then; /* the digest of the copy */
	bool was_there;
};
struct copied copied_new(void);
void copied_free(struct copied *copied);

/*
 * Bring the copy back, by default or as is said; what went wrong is the
 * world's.  When it was done the old file has the name `kept`, as it has at
 * first if that is free.
 */
bool copied_restore(struct copied *copied);
bool copied_restore_as(
    struct copied *copied, const struct restoring *restoring);
struct dated copied_at(void);

/* The digest of a file that nobody has open. */
const char *copied_digest_at(struct world *world, const char *path);

#endif
