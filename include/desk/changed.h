/*
 * What has changed in the open plan since some moment: in plain words, by
 * question, before and after, and who it was.
 *
 * It is told from the events since then, as history is, and in the sentences of
 * a comparison: a thing that was changed and changed back is not told, and what
 * was struck out is told nowhere.
 */
#ifndef DESK_CHANGED_H
#define DESK_CHANGED_H

#include "desk/desk.h"

enum since_kind {
	SINCE_TODAY,
	SINCE_POINT,  /* the number is its sequence */
	SINCE_VERSION /* and here that of the version */
};

struct since {
	enum since_kind kind;
	int64_t number;
};

/* Append it, a heading for each page; *is_different: there is anything. */
bool desk_put_changed(struct str *out, struct desk *desk,
    const struct since *since, bool *is_different, struct err *err);

/*
 * Since when there is something to tell of the open plan: today first, then
 * its last version, then its restore points, the newest first.  In the arena.
 */
bool desk_list_since(struct desk *desk, struct arena *arena,
    const struct since **list, size_t *count, struct err *err);

/* "today", "version 2", "the restore point Before the visit". */
bool desk_put_since(struct str *out, struct desk *desk,
    const struct since *since, struct err *err);

/* The number of a version or the name of a point; the error says how. */
bool desk_read_since(struct desk *desk, const char *text, struct since *since,
    struct err *err);

#endif
