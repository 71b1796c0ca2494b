/*
 * A disk that fails on demand, for tests: a VFS of SQLite over the plain one.
 *
 *	struct faulty *disk = faulty_new("faulty");
 *	faulty_fail(disk, 7, FAULTY_ERROR, false);
 *	... the seventh operation from now fails ...
 *	faulty_heal(disk);
 *	faulty_free(disk);
 *
 * What is counted is whatever can change the disk: making and deleting a
 * file, writing, truncating and syncing.  A write that fails has written half
 * of its bytes.
 */
#ifndef RIG_FAULTY_H
#define RIG_FAULTY_H

#include <stdbool.h>

struct faulty;

enum faulty_kind {
	FAULTY_ERROR,	  /* the disk does not answer */
	FAULTY_FULL,	  /* no room: writing and making files fail */
	FAULTY_READ_ONLY, /* a file is made or written: it may not be */
	FAULTY_MAX
};

/* Registers a VFS by that name. */
struct faulty *faulty_new(const char *name);
void faulty_free(struct faulty *disk);

/*
 * The n-th operation from now (1: the next) fails, and if `is_lasting` all
 * after it.
 */
void faulty_fail(
    struct faulty *disk, long n, enum faulty_kind kind, bool is_lasting);
void faulty_heal(struct faulty *disk);

/*
 * Which operation is to fail after the n-th has: the next.  FAULTS_STRIDE=7 in
 * the environment takes one of seven: whoever runs the same tests twice, in a
 * vault or under a sanitizer, need not try every operation twice.
 */
long faulty_after(long n);

/* Count reads as operations too, so that they can fail. */
void faulty_count_reads(struct faulty *disk, bool is_counted);

/* Has anything failed since faulty_fail()? */
bool faulty_has_failed(const struct faulty *disk);

/*
 * Call the hook just before the n-th call from now (1: the next) of any kind,
 * as another program might come in between: opening, locking and asking for
 * the size count too.
 */
void faulty_before(
    struct faulty *disk, long n, void (*hook)(void *context), void *context);

/* Operations, and reads, since faulty_new(), faulty_fail() or heal(). */
long faulty_operations(const struct faulty *disk);
long faulty_reads(const struct faulty *disk);

/* Make it the one that SQLite takes when none is named. */
void faulty_make_default(struct faulty *disk);

#endif
