/*
 * A trial shared out among processes.
 *
 * Each of them does the whole work and disturbs it at its own operations; what
 * they count, and which disks they have judged, lies in memory that they share.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "torture/job.h"

enum { JOBS_MAX = 64 };

/* Empty, and written to by all processes that are made from now on. */
struct shared {
	uint64_t seen[JOB_SEEN];
	struct tally parts[JOBS_MAX];
};

static struct shared *
shared_new(void)
{
	FILE *file = tmpfile();
	if (!file || ftruncate(fileno(file), sizeof(struct shared)) != 0)
		abort();
	void *shared = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED, fileno(file), 0);
	if (shared == MAP_FAILED)
		abort();
	fclose(file);
	return shared;
}

static void
add_tally(struct tally *tally, const struct tally *part)
{
	tally->points += part->points;
	tally->different += part->different;
	tally->runs += part->runs;
	for (int i = 0; i < VERDICTS; i++)
		tally->verdicts[i] += part->verdicts[i];
	if (!tally->first[0])
		memcpy(tally->first, part->first, sizeof(part->first));
}

static void
hear_out(pid_t child, const struct job *job, struct tally *part)
{
	int status = 0;
	if (child < 0 || waitpid(child, &status, 0) < 0)
		abort();
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return;
	part->verdicts[VERDICT_DAMAGED]++;
	snprintf(part->first, PLACE_SIZE, "%s: the torture itself fell over",
	    job->subject->workload->name);
}

static void
run_part(const struct job *job, long number, struct shared *shared)
{
	struct job part = *job;
	part.number = number;
	part.tally = &shared->parts[number];
	part.seen = shared->seen;
	job_run(&part);
}

/* All jobs at once, each in a process of its own. */
static void
run_parts(const struct job *job, struct shared *shared)
{
	pid_t children[JOBS_MAX];
	fflush(NULL);
	for (long i = 0; i < job->jobs; i++) {
		children[i] = fork();
		if (children[i] != 0)
			continue;
		run_part(job, i, shared);
		_exit(EXIT_SUCCESS);
	}
	for (long i = 0; i < job->jobs; i++)
		hear_out(children[i], job, &shared->parts[i]);
}

/* A process is dear where a sanitizer goes with it: one job does without. */
static void
share_out(const struct job *job, struct tally *tally)
{
	struct shared *shared = shared_new();
	if (job->jobs > 1)
		run_parts(job, shared);
	else
		run_part(job, 0, shared);
	for (long i = 0; i < job->jobs; i++)
		add_tally(tally, &shared->parts[i]);
	munmap(shared, sizeof(*shared));
}

void
trial_make(enum trial trial, const struct subject *subject,
    const struct wish *wish, struct tally *tally)
{
	struct job job = {
	    .trial = trial,
	    .wish = wish,
	    .subject = subject,
	    .jobs = wish->jobs < JOBS_MAX ? wish->jobs : JOBS_MAX,
	};
	*tally = (struct tally){0};
	switch (trial) {
	case TRIAL_CUTS:
		/* Only these make a difference between two kinds of disk. */
		job.is_ordered = true;
		share_out(&job, tally);
		job.is_ordered = false;
		break;
	case TRIAL_ERRORS:
		job.are_reads_counted = true;
		share_out(&job, tally);
		job.are_reads_counted = false;
		break;
	default:
		break;
	}
	share_out(&job, tally);
}
