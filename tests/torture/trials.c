/*
 * What is done to a workload: power cuts, a failing disk, memory that runs
 * out, a disk with too little room.
 *
 * Power is cut without stopping: before each operation the disk is copied as
 * a cut would leave it, and the oracle looks at the copy while the work waits.
 * Everything else splits the process in two before the operation or the
 * allocation: in the child it fails, and the child is what the oracle looks
 * at; the parent goes on undisturbed to the next.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "torture/job.h"

enum { CUTS_AFTER_FAULT = 2 };

static const char *const trial_names[] = {
    [TRIAL_CUTS] = "cuts",
    [TRIAL_ERRORS] = "errors",
    [TRIAL_MEMORY] = "memory",
    [TRIAL_ROOM] = "room",
};

const char *
trial_name(enum trial trial)
{
	return trial_names[trial];
}

/* --- Power cuts ----------------------------------------------------------- */

struct second_cut {
	struct job *job;
	struct ramdisk *disk;
	uint64_t seed;
	long n, at;
};

/* The power goes once more while somebody looks at what is left. */
static void
cut_again(void *context, long operation)
{
	struct second_cut *second = context;
	if (operation != second->at)
		return;
	struct ramdisk *again =
	    ramdisk_cut(second->disk, "again", second->seed);
	job_ask(second->job, again, "cut twice", second->n);
	ramdisk_free(again);
}

static void
cut_once(struct job *job, long n, long outcome)
{
	uint64_t seed = job_seed(job, n, outcome);
	struct ramdisk *after = ramdisk_cut(job->run.disk, "after", seed);
	struct second_cut second = {
	    .job = job,
	    .disk = after,
	    .seed = seed + 1,
	    .n = n,
	    .at = 1 + (long)(seed % 23),
	};
	if (outcome % 8 == 7) {
		ramdisk_watch(after, cut_again, &second);
		job->tally->different++;
		job_ask(job, after, "cut", n);
	} else {
		job_ask_once(job, after, "cut", n);
	}
	ramdisk_free(after);
}

static void
cut_before(void *context, long n)
{
	struct job *job = context;
	if (!job_has(job, n))
		return;
	job->tally->points++;
	for (long i = 0; i < job->wish->seeds; i++)
		cut_once(job, n, i);
}

static void
run_cuts(struct job *job)
{
	job->run.known = mem_new(KNOWN_COPIES * sizeof(*job->run.known));
	ramdisk_watch(job->run.disk, cut_before, job);
	job->run.workload->work(&job->run);
	run_close(&job->run);
	/* And once when all is done. */
	cut_before(job, ramdisk_operations(job->run.disk) + 1);
	mem_free(job->run.known);
}

/* --- What ends in a child ------------------------------------------------- */

/*
 * In the child: the work has ended.  What is left when the program is gone,
 * and when the power goes as well?
 */
static void
judge_child(struct job *job, const char *what)
{
	struct run *run = &job->run;
	size_t all = job->subject->reference.count - 1;
	ramdisk_fail(run->disk, 0, RAMDISK_FINE, false);
	ramdisk_limit(run->disk, -1);
	ramdisk_watch(run->disk, NULL, NULL);
	if ((size_t)run->acknowledged < all && !run->err.is_set)
		job_note(job, VERDICT_DAMAGED, what, job->failing,
		    "it failed without a word");
	struct ramdisk *left = ramdisk_copy(run->disk, "left");
	job_ask_once(job, left, what, job->failing);
	ramdisk_free(left);
	for (long i = 0; i < CUTS_AFTER_FAULT; i++) {
		uint64_t seed = job_seed(job, job->failing, i);
		left = ramdisk_cut(run->disk, "left", seed);
		job_ask_once(job, left, what, job->failing);
		ramdisk_free(left);
	}
}

/* True in the child; in the parent when the child has ended. */
static bool
is_split_off(struct job *job, long n, const char *what)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		job->failing = n;
		return true;
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		abort();
	if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
		job_note(
		    job, VERDICT_DAMAGED, what, n, "the program fell over");
	return false;
}

/* --- A failing disk ------------------------------------------------------- */

static const char *
fault_name(const struct job *job)
{
	static const char *const names[RAMDISK_FAULTS][2] = {
	    [RAMDISK_FINE] = {"?", "?"},
	    [RAMDISK_ERROR] = {"error once", "errors"},
	    [RAMDISK_FULL] = {"full once", "full"},
	    [RAMDISK_SHORT] = {"short once", "short"},
	};
	return names[job->fault][job->is_lasting];
}

static void
fail_before(void *context, long n)
{
	struct job *job = context;
	int first = job->are_reads_counted ? RAMDISK_ERROR : RAMDISK_FULL;
	int last = job->are_reads_counted ? RAMDISK_ERROR : RAMDISK_SHORT;
	for (int i = first * 2; !job->failing && i <= last * 2 + 1; i++) {
		job->fault = (enum ramdisk_fault)(i / 2);
		job->is_lasting = i % 2;
		if (job_has(job, n) && is_split_off(job, n, fault_name(job)))
			ramdisk_fail(
			    job->run.disk, n, job->fault, job->is_lasting);
	}
}

static void
run_errors(struct job *job)
{
	struct run *run = &job->run;
	ramdisk_count_reads(run->disk, job->are_reads_counted);
	ramdisk_watch(run->disk, fail_before, job);
	run->workload->work(run);
	run_close(run);
	if (!job->failing)
		return;
	if (ramdisk_has_failed(run->disk)) {
		job->tally->points++;
		ramdisk_count_reads(run->disk, false);
		judge_child(job, fault_name(job));
	}
	_exit(EXIT_SUCCESS);
}

/* --- Memory that runs out ------------------------------------------------- */

static const char *
shortage_name(const struct job *job)
{
	return job->is_lasting ? "no memory" : "no memory once";
}

/* Nobody tells the last words to whom they belong. */
static struct job *giving_up;

static void
give_up(void)
{
	memory_watch(NULL, NULL);
	struct job *job = giving_up;
	/* Not a word is said by a program that ends here. */
	job->run.err.is_set = true;
	judge_child(job, shortage_name(job));
	_exit(EXIT_SUCCESS);
}

static bool
refuse_memory(void *context, long n)
{
	struct job *job = context;
	if (job->failing)
		return job->is_lasting || n == job->failing;
	for (int i = 0; i < 2 && !job->failing; i++) {
		job->is_lasting = i == 1;
		if (job_has(job, n))
			is_split_off(job, n, shortage_name(job));
	}
	if (!job->failing)
		return false;
	job->tally->points++;
	giving_up = job;
	mem_on_give_up(give_up);
	return true;
}

static void
run_memory(struct job *job)
{
	struct run *run = &job->run;
	memory_watch(refuse_memory, job);
	run->workload->work(run);
	run_close(run);
	memory_watch(NULL, NULL);
	if (!job->failing)
		return;
	judge_child(job, shortage_name(job));
	_exit(EXIT_SUCCESS);
}

/* --- A disk with too little room ------------------------------------------ */

static void
run_room(struct job *job)
{
	struct run *run = &job->run;
	int64_t used = ramdisk_used(run->disk);
	bool was_enough = false;
	for (long n = 1; !was_enough; n++) {
		if (!job_has(job, n)) {
			was_enough = n > 1000;
			continue;
		}
		run_end(run);
		job_begin(job);
		ramdisk_limit(run->disk, used + n * JOB_ROOM_STEP);
		run->workload->work(run);
		run_close(run);
		was_enough = !ramdisk_has_failed(run->disk);
		job->tally->points++;
		job->failing = n;
		judge_child(job, "room");
		job->failing = 0;
	}
}

/* --- Running -------------------------------------------------------------- */

static void (*const runs[])(struct job *) = {
    [TRIAL_CUTS] = run_cuts,
    [TRIAL_ERRORS] = run_errors,
    [TRIAL_MEMORY] = run_memory,
    [TRIAL_ROOM] = run_room,
};

void
job_begin(struct job *job)
{
	const struct subject *subject = job->subject;
	run_begin(&job->run, subject->workload, subject->is_secret,
	    subject->prepared, "working");
	ramdisk_set_ordered(job->run.disk, job->is_ordered);
}

void
job_run(struct job *job)
{
	job_begin(job);
	runs[job->trial](job);
	run_end(&job->run);
}
