/*
 * The store: one SQLite file with the plans of many people.
 *
 * All SQL lives here.  The file is opened through a VFS named by the caller,
 * with a TRUNCATE journal, synchronous EXTRA and EXCLUSIVE locking: when
 * store_save() returns true, the event is on the disk.  One program at a time
 * has the file; a second one is told so.  While it is open nothing else in
 * this program may open the file: closing that again would drop the lock.
 *
 * The store keeps plans and events, but does not know what they mean: how an
 * event is applied and undone is plan/change.h's business.  Opening a plan
 * never changes it.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/code.h"
#include "base/err.h"
#include "base/mem.h"
#include "form/form.h"
#include "plan/due.h"
#include "plan/history.h"
#include "plan/plan.h"

struct store;

struct store_options {
	const char *path;
	const char *vfs;	/* vault_vfs(); NULL: the plain one */
	bool is_new_allowed;	/* make the file if there is none */
	bool is_any_drive_allowed; /* also one where no save is sure */
	bool is_damage_allowed; /* then open it for reading alone */
	int64_t now;		/* UTC seconds, if the weekly check is wanted */
};

enum store_fault {
	STORE_FINE,
	STORE_MISSING,	 /* no such file, or nothing is in it */
	STORE_BUSY,	 /* another program has it open */
	STORE_READ_ONLY, /* it, or its folder, may not be used so */
	STORE_REMOTE,	 /* on a network drive, where no save is sure */
	STORE_LOCKED,	 /* a vault, and this is not its key */
	STORE_FOREIGN,	 /* not one of ours */
	STORE_NEWER,	 /* made by a later version */
	STORE_BROKEN,	 /* damaged */
	STORE_FAILED	 /* the disk failed or is full */
};

/*
 * For the whole program, before it uses any file or form: SQLite need not
 * guard itself against other threads, for there are none, nor count its
 * memory; and that is from base/mem.h, which wipes what it gets back.  Later
 * it is too late, and does no harm.
 */
void store_set_up(void);

/*
 * Open, making or migrating it if need be (a verified backup first).
 * *fault, if given, says why it failed.  A file that is there is not changed
 * otherwise, and not at all when it is refused.
 *
 * A damaged file that can still be read is opened for that alone if it is
 * allowed: *fault is then STORE_BROKEN, and whatever would write is refused
 * with WORD_STORE_READING.
 *
 * A save that fails on the disk leaves the store usable: the next call opens
 * the file again by itself.
 */
bool store_open(const struct store_options *options, struct store **store,
    enum store_fault *fault, struct err *err);

/* After a clean close the file lies alone.  NULL is accepted. */
void store_close(struct store *store);

/*
 * What a list shows of a plan; rewritten with every save.  The first part is
 * the store's own to say: store_save() does not look at it.
 */
struct summary {
	int64_t id;
	const char *reference; /* "0012" */
	int64_t touched;       /* UTC seconds of the last event */
	const char *next;      /* ISO date of what is due first, or NULL */

	const char *name;      /* as shown */
	const char *sort_name; /* folded, by utf8_sort_key(); what finds it */
	int step;	       /* 1 to 7 */
	bool has_left;
	int64_t left_week; /* pence */
	const struct due *due; /* what is; lists do not read it */
	size_t due_count;
};

/*
 * Summaries in order of name, `limit` from `from` on, whose name or reference
 * holds every word of the search (NULL: all), ignoring case and accents.
 * Reads nothing but the summaries.
 */
bool store_list(struct store *store, const char *search, size_t from,
    size_t limit, struct arena *arena, const struct summary **list,
    size_t *count, struct err *err);
bool store_count(struct store *store, size_t *count, struct err *err);

/*
 * The plan after this one, in the order of their ids, of those that were not
 * erased; *id is 0 before the first and after the last.
 */
bool store_next_plan(struct store *store, int64_t *id, struct err *err);

/*
 * Find one plan: a reference ("12" is "0012"), or the start of a name that
 * fits only one.  *id is 0 unless one fits; *matches counts what fitted.
 */
bool store_find(struct store *store, const char *ref, int64_t *id,
    size_t *matches, struct err *err);

/*
 * A new, empty plan; its reference is the next free number, and numbers are
 * never used again.  Nothing is on the disk before the first store_save(),
 * which must be the next call for this store: until then every new plan gets
 * the same number.
 */
enum { REFERENCE_SIZE = 24 };
bool store_add(struct store *store, int64_t *id,
    char reference[REFERENCE_SIZE], struct err *err);

/* A plan, read afresh.  Free the plan; the reference is the arena's. */
struct stored_plan {
	struct plan *plan;
	const char *reference;
};
bool store_load(struct store *store, int64_t id, struct arena *arena,
    struct stored_plan *loaded, struct err *err);

/*
 * The events of a plan, in order: all of them applied one after the other
 * make just that plan.  Memory is the arena's.
 */
bool store_load_history(struct store *store, int64_t id, struct arena *arena,
    const struct event **events, size_t *count, struct err *err);

/*
 * Is the history of the whole file as it was written, and if it is, does the
 * file hold what that comes to?  The code is that of the last event that fits,
 * and so of all before it: whoever has it on paper can tell later whether the
 * file still holds just that, to the last event.
 */
struct verified {
	bool is_whole;	/* the history */
	int64_t events; /* so many fit, from the first one on */
	int64_t struck; /* changes that were struck out, as events say */
	int64_t bad;	/* the number of the first event that does not fit */
	bool differs;	/* the file holds something else than it comes to */
	int64_t plan;	/* the first in which it does */
	bool is_living; /* it is there and was not erased */
	/* Of that event, or plan, if it is there: */
	char reference[REFERENCE_SIZE]; /* or empty */
	int64_t sequence, at;
	char code[CODE_SIZE];
};
bool store_verify(
    struct store *store, struct verified *verified, struct err *err);

/*
 * Write one event with its changes to answers, rows and forms, clear what was
 * pending for the answers it names, and rewrite the summary: one transaction,
 * read back before it is committed.  True: it is on the disk.
 *
 * The event has the next sequence of its plan and who did it, and every
 * change begins at what the file holds; forms must have been put before.  If
 * not, the error is WORD_STORE_OUT_OF_STEP: load the plan again.
 *
 * False: nothing has changed; only when the disk failed in the act of
 * confirming, the whole of it may be there all the same.  Whoever goes on with
 * this plan calls store_confirm() first and loads it again.
 */
bool store_save(struct store *store, int64_t id, const struct event *event,
    const struct summary *summary, struct err *err);

/*
 * After a save that failed: true when everything that can be read now is on
 * the disk for good.  To be read is not enough: a power cut could still bring
 * back the file from before, if its journal has only gone from memory.
 */
bool store_confirm(struct store *store, struct err *err);

/*
 * Strike answers out at the person's wish: every change that ever touched them
 * is emptied and what is held of them goes, in one transaction with the event
 * that says so.  If no change did, no event is written; text that was only
 * typed there goes all the same.  The summary is that of the plan without them.
 */
struct strike {
	const struct address *addresses;
	size_t count;
	int64_t sequence, at; /* of the event */
	const char *who;
};
struct struck {
	int64_t changes;  /* that were emptied */
	int64_t typed;	  /* texts that were still pending */
	int64_t versions; /* that there are, and are not touched */
};
bool store_strike(struct store *store, int64_t id, const struct strike *strike,
    const struct summary *summary, struct struck *struck, struct err *err);

/*
 * Erase a person: nothing is left in the file but that it was done, when and
 * by which rule, and a random name that goes on the list beside the file,
 * PATH.erased, before anything else is done: without room for that nobody is
 * erased.  That list is for copies that are older: store_erase_again() erases
 * everybody in the file who is on it, and counts them.
 */
bool store_erase(struct store *store, int64_t id, const char *rule, int64_t at,
    struct err *err);
bool store_erase_again(
    struct store *store, int64_t at, size_t *count, struct err *err);

/* All rows that are held about a person, table by table, as an object. */
struct json_writer;
bool store_put_held(struct store *store, int64_t id, struct json_writer *json,
    struct err *err);

/* When a plan should be erased: an ISO date, or NULL. */
bool store_put_due(
    struct store *store, int64_t id, const char *date, struct err *err);

/*
 * What is due over all people by an ISO date, at most `limit`, the earliest
 * first; and how much that is.  The dates for erasing are among it.  Only of
 * what is listed anything is read, and no plan: it stands beside the summaries.
 */
struct due_of {
	int64_t id;
	const char *reference, *name;
	struct due due;
};
bool store_list_due(struct store *store, const char *until, size_t limit,
    struct arena *arena, const struct due_of **list, size_t *count,
    struct err *err);
bool store_count_due(
    struct store *store, const char *until, size_t *count, struct err *err);

/*
 * Several acts of several plans (an import) in one transaction.  A save that
 * fails inside takes only itself back, unless the disk failed: then nothing
 * more succeeds until the roll back.  A commit that fails has rolled back.
 */
bool store_begin(struct store *store, struct err *err);
bool store_commit(struct store *store, struct err *err);
void store_roll_back(struct store *store);
bool store_has_begun(const struct store *store);

/*
 * Text still being typed in a plan that is saved: one for each plan,
 * overwritten.
 */
struct pending {
	int64_t plan;
	struct address address;
	const char *text;
	size_t caret; /* bytes from the start */
	int64_t at;
};
bool store_put_pending(struct store *store, const struct pending *pending,
    struct err *err);
/* *found is false when nothing is pending; strings from the arena. */
bool store_get_pending(struct store *store, int64_t plan, struct arena *arena,
    struct pending *pending, bool *found, struct err *err);
bool store_clear_pending(
    struct store *store, int64_t plan, struct err *err);

/*
 * Sets of definitions, each kept once under the hash of its sources.  The
 * hash is BLAKE2b over names and texts in the order of the names, in
 * hexadecimal; where the sources were read does not matter.
 */
enum { FORMS_HASH_SIZE = 65 };
void store_hash_forms(const struct source *sources, size_t count,
    char hash[FORMS_HASH_SIZE]);
bool store_has_forms(struct store *store, const char *hash, bool *has,
    struct err *err);
bool store_put_forms(struct store *store, const char *hash,
    const struct source *sources, size_t count, struct err *err);
bool store_get_forms(struct store *store, const char *hash,
    struct arena *arena, const struct source **sources, size_t *count,
    struct err *err);

/*
 * Settings that belong to the file: name and text.  *text is NULL if there is
 * none of the name; putting NULL takes it away.
 */
bool store_get_setting(struct store *store, const char *name,
    struct arena *arena, const char **text, struct err *err);
bool store_put_setting(struct store *store, const char *name, const char *text,
    struct err *err);
/* All whose names begin so, the short names first; in the arena. */
struct stored_setting {
	const char *name, *text;
};
bool store_list_settings(struct store *store, const char *prefix,
    struct arena *arena, const struct stored_setting **list, size_t *count,
    struct err *err);

#endif
