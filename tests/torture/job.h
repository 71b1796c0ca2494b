/*
 * One process of a trial, for the sources that make trials.
 */
#ifndef TORTURE_JOB_H
#define TORTURE_JOB_H

#include "torture/torture.h"

struct job {
	enum trial trial;
	const struct wish *wish;
	const struct subject *subject;
	struct run run;
	struct tally *tally;
	uint64_t *seen; /* what was judged already; shared like the tally */
	long number, jobs;
	bool is_ordered;
	bool are_reads_counted;
	/* How what fails here fails. */
	enum ramdisk_fault fault;
	bool is_lasting;
	/* In the child: what failed, and from now on does; 0: the parent. */
	long failing;
};

enum {
	JOB_SEEN = 1 << 16,  /* places for what was judged */
	JOB_ROOM_STEP = 1500 /* bytes more on the next disk */
};

/* The work from its beginning, on a fresh disk. */
void job_begin(struct job *job);

/* Do the work, and disturb it at each operation that is this job's. */
void job_run(struct job *job);

/* Is this operation one that this job disturbs? */
bool job_has(const struct job *job, long n);

/* What chance begins with. */
uint64_t job_seed(const struct job *job, long n, long outcome);

/* Count it; why is a sentence unless all is fine. */
void job_note(struct job *job, enum verdict verdict, const char *what, long n,
    const char *why);

/* Have a disk judged that is ours to write to. */
void job_ask(
    struct job *job, struct ramdisk *disk, const char *what, long n);

/*
 * The same, unless such a disk was found fine when as much was acknowledged:
 * many cuts and faults leave the very same bytes.
 */
void job_ask_once(
    struct job *job, struct ramdisk *disk, const char *what, long n);

#endif
