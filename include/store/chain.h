/*
 * The chain through the history of the whole file.
 *
 * What an event or a change says is committed to with a salt of its own, and
 * each event has a link made of the link before it and of its commitments.  So
 * nobody can alter, add, drop or move anything in the middle without every
 * link after it changing; and when a salt is gone with what it salted, the
 * commitment that stays says nothing about it.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "store/digest.h"
#include "store/sql.h"

/* The last event of the file; id 0 and a link of noughts: there is none. */
struct chain_head {
	int64_t id;
	unsigned char link[DIGEST_BYTES];
};

bool chain_read_head(
    struct sql *sql, struct chain_head *head, struct err *err);

/* A salt, and what it commits to something with. */
struct seal {
	unsigned char salt[DIGEST_BYTES], commitment[DIGEST_BYTES];
};

/* Begin the digest of what a fresh salt seals; seal_finish() ends it. */
void seal_begin(struct seal *seal, struct digest *digest);
void seal_finish(struct seal *seal, struct digest *digest);

/* What a link is made of besides the link before it and its commitments. */
struct chain_event {
	int64_t id, plan, sequence, at;
	const char *act;
	int64_t of; /* 0: none */
};

/* The link of an event, whose seal is the first; its changes' follow. */
void chain_link(const struct chain_head *before,
    const struct chain_event *event, const struct seal *seals, size_t count,
    struct digest *digest, unsigned char link[DIGEST_BYTES]);

/*
 * Check the events behind `head`, and move it to the last of them that is
 * linked as it should be.  *bad is the number of the first that does not fit;
 * 0: all do.  An event may be empty only if its person was erased.
 */
bool chain_check(struct sql *sql, struct chain_head *head, int64_t *bad,
    struct err *err);

/*
 * The same of all events; and as many changes must be struck out of each plan
 * as its events say there are.  Fills `bad` and `struck`, and tells the outcome
 * of every event and change on the way.
 */
struct outcome;
bool chain_check_all(struct sql *sql, struct outcome *outcome,
    struct chain_head *head, struct verified *verified, struct err *err);

/* The note of an event that struck out so many changes; and how many. */
const char *chain_strike_note(struct arena *arena, int64_t count);
int64_t chain_strike_count(const char *note);

/* On the way from version 1, seal and link the events there are. */
bool chain_adopt(struct sql *sql, struct err *err);

#endif
