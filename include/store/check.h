/*
 * Is a file whole?
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/sql.h"

/*
 * Quickly, as the file is opened.  After a clean end a large one has its turn
 * once a week by the clock (`now`: UTC seconds; 0 if nobody knows: then it has
 * none).  If it had, check_note() must be called when the file can be written.
 */
bool check_at_start(struct sql *sql, bool was_clean, int64_t now, bool *is_turn,
    struct err *err);

/* Remember the turn, if there is room; if not it comes again. */
void check_note(struct sql *sql, int64_t now);

/* Every page, index and reference. */
bool check_wholly(struct sql *sql, struct err *err);

/* References alone: every row belongs to a plan that is there. */
bool check_references(struct sql *sql, struct err *err);

#endif
