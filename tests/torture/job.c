/*
 * One process of a trial: what it disturbs, and how what is left is judged.
 *
 * Whatever was judged is noted where all processes of the trial see it, by the
 * digest of the disk: two that write there at once cost each other a place and
 * no more.
 */
#include "torture/job.h"

#include <stdio.h>
#include <string.h>

/* --- What is disturbed ---------------------------------------------------- */

/* Thin as it may be, every trial disturbs every workload somewhere. */
static long
stride_of(const struct job *job)
{
	/* How many times as many there are as of operations, or more. */
	static const long usual[TRIALS] = {
	    [TRIAL_CUTS] = 1,
	    [TRIAL_ERRORS] = 2,
	    [TRIAL_MEMORY] = 10,
	};
	enum { ROOM_LEAST = 6 };
	const struct reference *reference = &job->subject->reference;
	long stride = job->wish->strides[job->trial];
	long most = reference->operations * usual[job->trial];

	if (job->trial == TRIAL_ROOM)
		most = (long)(reference->growth / JOB_ROOM_STEP / 2);
	if (most < ROOM_LEAST)
		most = ROOM_LEAST;
	return stride < most ? stride : most;
}

bool
job_has(const struct job *job, long n)
{
	const struct wish *wish = job->wish;
	long stride = stride_of(job);
	if (wish->only > 0)
		return n == wish->only && job->number == 0;
	/* Other operations of every workload, and by every fault. */
	long kinds = 2 * RAMDISK_FAULTS;
	long kind = 2 * (long)job->fault + job->is_lasting;
	long shifted =
	    n + job->run.workload->name[0] * 7 + kind * stride / kinds;
	return shifted % stride == 0 &&
	       shifted / stride % job->jobs == job->number;
}

uint64_t
job_seed(const struct job *job, long n, long outcome)
{
	return job->wish->seed * 0x9E3779B97F4A7C15u + (uint64_t)n * 1000003u +
	       (uint64_t)outcome * 2 + (job->is_ordered ? 1 : 0);
}

/* --- Counting ------------------------------------------------------------- */

void
job_note(struct job *job, enum verdict verdict, const char *what, long n,
    const char *why)
{
	struct tally *tally = job->tally;
	tally->runs++;
	tally->verdicts[verdict]++;
	if (verdict == VERDICT_FINE || tally->first[0])
		return;
	snprintf(tally->first, sizeof(tally->first),
	    "%s, %s, %s names, %s at %ld: %s", job->run.workload->name,
	    job->run.is_secret ? "vault" : "plain",
	    job->is_ordered ? "ordered" : "unordered", what, n, why);
}

static enum verdict
judge(struct job *job, struct ramdisk *disk, const char *what, long n)
{
	struct str why = STR_EMPTY;
	enum verdict verdict = oracle_ask(&job->subject->reference, &job->run,
	    disk, job->run.acknowledged, &why);
	job_note(job, verdict, what, n, why.text);
	str_release(&why);
	return verdict;
}

void
job_ask(struct job *job, struct ramdisk *disk, const char *what, long n)
{
	judge(job, disk, what, n);
}

/* --- Disks that are the same ---------------------------------------------- */

static uint64_t
digest_of(const struct ramdisk *disk)
{
	struct str files = STR_EMPTY, bytes = STR_EMPTY;
	ramdisk_put_files(disk, &files);
	uint64_t digest = bytes_mix(1, files.text, files.length);
	for (char *path = files.text; *path;) {
		size_t length = strcspn(path, " ");
		char *next = path + length + (path[length] == ' ');
		path[length] = '\0';
		ramdisk_read(disk, path, &bytes);
		digest =
		    bytes_mix(digest + bytes.length, bytes.text, bytes.length);
		path = next;
	}
	str_release(&files);
	str_release(&bytes);
	return digest;
}

void
job_ask_once(struct job *job, struct ramdisk *disk, const char *what, long n)
{
	uint64_t digest =
	    digest_of(disk) + (uint64_t)job->run.acknowledged * 1000003u;
	uint64_t *place = &job->seen[digest % JOB_SEEN];

	if (*place == digest) {
		job_note(job, VERDICT_FINE, what, n, "");
		return;
	}
	job->tally->different++;
	if (judge(job, disk, what, n) == VERDICT_FINE)
		*place = digest;
}
