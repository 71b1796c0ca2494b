/*
 * What a person may ask of those who hold something about them: to see it, to
 * have an answer taken out, to be forgotten; and when that is due.
 */
#ifndef DESK_PRIVACY_H
#define DESK_PRIVACY_H

#include "desk/desk.h"

/*
 * Everything that is held about the person of the open plan.  What may have
 * been said in confidence is marked, for somebody to decide line by line.
 */
bool desk_put_access(struct str *out, struct desk *desk, struct err *err);
bool desk_put_access_json(struct str *out, struct desk *desk, struct err *err);

/*
 * Where something may be kept of the open plan: what is asked, and what the
 * history and the answers hold besides, of questions and in rows that are gone.
 */
bool desk_read_kept_address(struct desk *desk, const char *text,
    struct address *address, struct err *err);

/*
 * Strike out an answer of the open plan with all that it ever was.  Nothing
 * brings it back, Undo neither; text that was only typed there goes as well.
 * *versions is how many frozen versions there are, which are never touched; if
 * nothing ever was there, that is an error.
 */
bool desk_strike(struct desk *desk, const struct address *address,
    size_t *versions, struct err *err);

/*
 * What that would take: how often the answer was written, changed or taken
 * away, 0 if it never was one.  What it would not: the frozen versions that
 * hold it, by their numbers.  Memory is the arena's.
 */
struct strikable {
	const char *question; /* as the history calls it */
	size_t changes;
	bool is_typed; /* text is pending there, that never was an answer */
	const int *versions;
	size_t version_count;
};
bool desk_strikable(struct desk *desk, const struct address *address,
    struct arena *arena, struct strikable *strikable, struct err *err);

/*
 * Erase the person of the open plan, which is left.  A backup without them is
 * made; what may hold them still is appended: how many older copies lie beside
 * the file, and where.
 */
bool desk_erase(struct desk *desk, struct str *left, struct err *err);

/*
 * When a plan should be erased; a blank text: nobody has said.  Such dates are
 * listed by desk/due.h.
 */
bool desk_put_due(
    struct desk *desk, int64_t id, const char *text, struct err *err);

#endif
