/*
 * What the parts of tests/torture share.
 *
 * A workload is work as the program does it, on the real store.  It says
 * after each transaction that it was acknowledged.  Its reference is what the
 * disk held after each of them on a run that nothing disturbed.  A trial
 * disturbs one, and asks the oracle whether what is left is the reference of
 * the last acknowledged transaction, or of the one after it.
 */
#ifndef TORTURE_TORTURE_H
#define TORTURE_TORTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "plan/change.h"
#include "plan/history.h"
#include "rig/ramdisk.h"
#include "store/store.h"
#include "store/vault.h"

#define PEOPLE_PATH RAMDISK_FOLDER "/people.db"

enum { PEOPLE_MAX = 24, PLACE_SIZE = 512 };

/* --- Runs ----------------------------------------------------------------- */

/* A copy that was looked at: what its bytes come to, and what it holds. */
struct known {
	uint64_t bytes, digest;
};
enum { KNOWN_COPIES = 1 << 10 };

/* A person's plan in hand, and the act that is being made. */
struct person {
	int64_t id;
	char name[32];
	struct plan *plan;
	int64_t sequence;
	struct change *changes;
	size_t count, capacity;
};

struct run {
	const struct workload *workload;
	bool is_secret; /* what is made new is a vault */
	bool is_preparing;
	struct ramdisk *disk;
	struct vault *vault; /* open, or NULL: the file is plain */
	size_t passphrase;   /* which one opened it, from 1; 0: none */
	struct store *store;
	struct arena *arena;
	struct err err;
	struct person people[PEOPLE_MAX];
	size_t people_count;
	int64_t now;
	int acknowledged;
	struct known *known; /* KNOWN_COPIES of them, or NULL */
	/* Called after each acknowledged transaction, if not NULL. */
	void (*after)(struct run *run, void *context);
	void *context;
};

struct workload {
	const char *name;
	/* Make the disk as the work finds it. */
	void (*prepare)(struct run *run);
	/* Until the end or the first failure, which is in run->err. */
	void (*work)(struct run *run);
	bool is_new_allowed; /* there may be no file */
	enum kind { KIND_BOTH, KIND_PLAIN, KIND_SECRET } kind;
	/* Statements that make a file of a released version, if it is one. */
	const char *old;
};

/* Where these lie. */
#define OLD_FOLDER "tests/store"

extern const struct workload workloads[];
extern const size_t workload_count;

/* A run on a disk of that name; it is a copy of `from` unless that is NULL. */
void run_begin(struct run *run, const struct workload *workload,
    bool is_secret, const struct ramdisk *from, const char *name);
/* Closes what is open and gives everything back, the disk too. */
void run_end(struct run *run);

/*
 * Open the file, which is plain or a vault, by the first of the passphrases
 * that does.  run_unlock() opens the vault alone,
 * run_unlock_at() that of a copy.
 */
bool run_open(struct run *run);
bool run_unlock(struct run *run);
bool run_unlock_at(struct run *run, const char *path);
void run_close(struct run *run);
const char *run_vfs(const struct run *run);

extern const char *const passphrases[];
extern const size_t passphrase_count;

/* The recovery key that the disk's vault was made with is kept here. */
#define RECOVERY_PATH RAMDISK_FOLDER "/recovery"

/* It is acknowledged if it `is_done`; which is returned. */
bool run_did(struct run *run, bool is_done);

/* What stops the program when the rig itself is wrong. */
void run_must(struct run *run, bool is_done);

/* --- People --------------------------------------------------------------- */

struct person *person_add(struct run *run, const char *name);
struct person *person_load(struct run *run, int64_t id);
void person_answer(struct run *run, struct person *person, const char *field,
    int row, const char *text);
void person_change(struct person *person, struct change change);
/* Save the act, which is acknowledged by run_did() alone. */
bool person_save(struct run *run, struct person *person, enum act act,
    int64_t of, const char *note);
bool person_act(struct run *run, struct person *person); /* and run_did() */

/* --- The oracle ----------------------------------------------------------- */

/* The files of a disk, and what each holds. */
struct state {
	struct {
		char path[64];
		uint64_t digest;
	} files[16];
	size_t count;
	size_t listed; /* who were erased */
};

struct reference {
	struct state *states; /* after 0, 1 ... transactions */
	size_t count, capacity;
	long operations; /* of the whole run */
	int64_t growth;	 /* of the disk, in bytes */
};

/* What bytes come to; quick, for here nobody tries to deceive. */
uint64_t bytes_mix(uint64_t digest, const char *bytes, size_t length);

/* What the store holds; every row of every table. */
bool oracle_digest(struct store *store, uint64_t *digest);

/* What is put to trial: how it starts, and what it comes to undisturbed. */
struct subject {
	const struct workload *workload;
	bool is_secret;
	struct ramdisk *prepared;
	struct reference reference;
};
void subject_begin(struct subject *subject, const struct workload *workload,
    bool is_secret);
void subject_end(struct subject *subject);

enum verdict {
	VERDICT_FINE,
	VERDICT_LOST,
	VERDICT_DAMAGED,
	VERDICT_TOLD,
	VERDICTS
};

/*
 * Can anything be read on the disk of what was written?  Then `why` gets a
 * sentence.
 */
bool thief_reads(const struct ramdisk *disk, struct str *why);

/*
 * Search that disk, if all of it is a vault; then open the file on it as the
 * program does, and look at it.  The disk is written to.  `why` gets a
 * sentence unless all is fine.
 */
enum verdict oracle_ask(const struct reference *reference,
    const struct run *run, struct ramdisk *disk, int acknowledged,
    struct str *why);

/* --- Trials --------------------------------------------------------------- */

enum trial { TRIAL_CUTS, TRIAL_ERRORS, TRIAL_MEMORY, TRIAL_ROOM, TRIALS };

struct wish {
	uint64_t seed;
	long seeds;  /* outcomes of each cut */
	long strides[TRIALS]; /* only every so manieth operation */
	long jobs;
	long only; /* this operation alone, or 0 */
};

/* Shared by all processes of a trial. */
struct tally {
	long points, runs, verdicts[VERDICTS];
	long different; /* of the disks that cuts left */
	char first[PLACE_SIZE]; /* what was wrong first */
};

void trial_make(enum trial trial, const struct subject *subject,
    const struct wish *wish, struct tally *tally);
const char *trial_name(enum trial trial);

/* --- Memory that runs out ------------------------------------------------- */

/* Before SQLite is used for the first time. */
void memory_set_up(void);

/* Call this before each allocation of SQLite; true: it fails. */
void memory_watch(bool (*is_failing)(void *, long), void *context);

#endif
