/*
 * Freezing: a version of the open plan for agreement, with what was handed
 * over; and what is told of versions.
 *
 * A version is never changed.  Whatever is answered after it belongs to the
 * next one.
 */
#ifndef DESK_FREEZE_H
#define DESK_FREEZE_H

#include "desk/desk.h"
#include "desk/sign.h"

/* Which paper of a version was handed over. */
struct handed_over {
	const char *document, *size, *language;
	size_t length; /* of its bytes */
};

struct frozen_version {
	int number;
	int64_t at;
	const char *who, *code;
	const struct handed_over *papers;
	size_t paper_count;
	const struct signing *signings;
	size_t signing_count;
};

/* How it is printed for agreement; NULL: as the person reads it. */
struct freeze_of {
	const char *size, *language;
};

/*
 * Freeze the plan as the next version, *number: answers, definitions,
 * readings, and the papers, byte for byte, in one transaction.
 *
 * Refused, with a line for each gap in `gaps`, while something is missing that
 * agreement needs; while something that was typed is no answer yet
 * (desk/typing.h); and when the last version holds just the same.
 */
bool desk_freeze(struct desk *desk, const struct freeze_of *of, int *number,
    struct str *gaps, struct err *err);

/* All versions of the open plan, the first one first, in the arena. */
bool desk_list_versions(struct desk *desk, struct arena *arena,
    const struct frozen_version **versions, size_t *count, struct err *err);

/*
 * Append what differs, a line each, or as a list for programs: between the
 * versions `from` and `to`; 0 is the last one for `from`, and the plan as it
 * is now for `to`.  *is_different is whether anything does.
 */
bool desk_put_diff(struct str *out, struct desk *desk, int from, int to,
    bool *is_different, struct err *err);
bool desk_put_diff_json(
    struct str *out, struct desk *desk, int from, int to, struct err *err);

#endif
