/*
 * Answers and acts of the open plan, and whether the history is whole, told:
 * for the sources of this floor only.
 */
#ifndef DESK_TOLD_H
#define DESK_TOLD_H

#include "base/json.h"
#include "desk/state.h"

/* "The worker, on: Meals (2)". */
void told_put_question(
    struct str *out, struct desk *desk, const struct address *address);

/* A line of several, all but the first set in, behind two blanks. */
void told_put_set_in(struct str *out, const char *text);

/* An answer as people read it, with whose words it is and how they know. */
void told_put_answer(struct str *out, struct desk *desk, const char *field,
    const struct answer *answer);

/*
 * Must a person decide whether to hand it over?  What others said may have
 * been said in confidence, what the forms keep private too; and of what the
 * forms do not know nobody can say.
 */
bool told_is_delicate(struct desk *desk, const struct address *address,
    const struct answer *answer);

/* All events; what is delicate is marked if asked for. */
bool told_put_history(
    struct str *out, struct desk *desk, bool is_marked, struct err *err);
bool told_put_history_json(
    struct json_writer *json, struct desk *desk, struct err *err);

/*
 * Is the history of the file whole, and does the file hold what that makes?
 * Of the first plan that differs it is told where, if that can be told.  Texts
 * are the arena's.
 */
struct told_verified {
	bool is_whole; /* all of it */
	struct verified history;
	const char *reference; /* of a plan that differs, or NULL */
	const char *differs;   /* where, as `set` takes it; NULL: who knows */
	struct arena *arena;
};
bool told_verify(struct desk *desk, struct arena *arena,
    struct told_verified *verified, struct err *err);

/* That, as members of the open object. */
void told_put_verified_json(
    struct json_writer *json, const struct told_verified *verified);

/* What does not fit, as an error; always false. */
bool told_refuse_broken(
    struct desk *desk, const struct told_verified *verified, struct err *err);

#endif
