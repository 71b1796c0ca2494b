/*
 * What is done to a workload: power cuts, a failing disk, memory that runs
 * out, a disk with too little room.
 *
 * Power is cut without stopping: before each operation the disk is copied as
 * a cut would leave it, and the oracle looks at the copy while the work waits.
 * Everything else splits the process in two before the operation or the
 * allocation: in the child it fails, and the child is what the oracle looks
 * at; the parent goes on undisturbed to the next.
 *
 * Each trial is shared out among as many processes as are wished for: every
 * one of them does the whole work, and disturbs it at its own operations.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "torture/torture.h"

enum { ROOM_STEP = 1500, JOBS_MAX = 64, CUTS_AFTER_FAULT = 2, SEEN = 1 << 16 };

/* One process of a trial. */
struct job {
	const struct wish *wish;
	const struct reference *reference;
	const struct ramdisk *prepared;
	struct run run;
	struct tally *tally;
	long number, jobs;
	bool is_ordered;
	/* How what fails here fails. */
	enum ramdisk_fault fault;
	bool is_lasting;
	/* In the child: what failed, and from now on does. */
	long failing;   /* 0: this is the parent */
	uint64_t *seen; /* disks that were judged already, by their digests */
};

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

/* --- Counting ------------------------------------------------------------- */

static void
note(struct job *job, enum verdict verdict, const char *what, long n,
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

/* Have a disk judged that is ours to write to. */
static enum verdict
ask(struct job *job, struct ramdisk *disk, const char *what, long n)
{
	struct str why = STR_EMPTY;
	enum verdict verdict = oracle_ask(
	    job->reference, &job->run, disk, job->run.acknowledged, &why);
	note(job, verdict, what, n, why.text);
	str_release(&why);
	return verdict;
}

/* Is this operation one that this process disturbs? */
static bool
is_mine(const struct job *job, long n)
{
	const struct wish *wish = job->wish;
	if (wish->only > 0)
		return n == wish->only && job->number == 0;
	/* Other operations of every workload, and by every fault. */
	long shifted = n + job->run.workload->name[0] * 7 +
		       (long)job->fault * 3 + job->is_lasting;
	return shifted % wish->stride == 0 &&
	       shifted / wish->stride % job->jobs == job->number;
}

/* --- Power cuts ----------------------------------------------------------- */

static uint64_t
seed_of(const struct job *job, long n, long outcome)
{
	return job->wish->seed * 0x9E3779B97F4A7C15u + (uint64_t)n * 1000003u +
	       (uint64_t)outcome * 2 + (job->is_ordered ? 1 : 0);
}

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
	ask(second->job, again, "cut twice", second->n);
	ramdisk_free(again);
}

static uint64_t
mix(uint64_t digest, const char *bytes, size_t length)
{
	uint64_t word;
	for (; length >= sizeof(word); length -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		digest = (digest ^ word) * 0x9E3779B97F4A7C15u;
		digest ^= digest >> 29;
		bytes += sizeof(word);
	}
	for (; length > 0; length--)
		digest = (digest ^ (unsigned char)*bytes++) * 0x100000001B3u;
	return digest;
}

static uint64_t
digest_of(const struct ramdisk *disk)
{
	struct str files = STR_EMPTY, bytes = STR_EMPTY;
	ramdisk_put_files(disk, &files);
	uint64_t digest = mix(1, files.text, files.length);
	for (char *path = files.text; *path;) {
		size_t length = strcspn(path, " ");
		char *next = path + length + (path[length] == ' ');
		path[length] = '\0';
		ramdisk_read(disk, path, &bytes);
		digest = mix(digest + bytes.length, bytes.text, bytes.length);
		path = next;
	}
	str_release(&files);
	str_release(&bytes);
	return digest;
}

/* Where it is noted that such a disk was judged and found fine. */
static uint64_t *
place_of(struct job *job, uint64_t digest)
{
	return &job->seen[digest % SEEN];
}

static void
cut_once(struct job *job, long n, long outcome)
{
	uint64_t seed = seed_of(job, n, outcome);
	struct ramdisk *after = ramdisk_cut(job->run.disk, "after", seed);
	struct second_cut second = {
	    .job = job,
	    .disk = after,
	    .seed = seed + 1,
	    .n = n,
	    .at = 1 + (long)(seed % 23),
	};
	bool is_second = outcome % 8 == 7;
	if (is_second)
		ramdisk_watch(after, cut_again, &second);
	/*
	 * Many cuts leave the very same bytes.  What was found fine when as
	 * much was acknowledged is fine, and need not be judged again.
	 */
	uint64_t digest =
	    digest_of(after) + (uint64_t)job->run.acknowledged * 1000003u;
	if (*place_of(job, digest) == digest && !is_second) {
		note(job, VERDICT_FINE, "cut", n, "");
	} else {
		job->tally->different++;
		if (ask(job, after, "cut", n) == VERDICT_FINE)
			*place_of(job, digest) = digest;
	}
	ramdisk_free(after);
}

static void
cut_before(void *context, long n)
{
	struct job *job = context;
	if (!is_mine(job, n))
		return;
	job->tally->points++;
	for (long i = 0; i < job->wish->seeds; i++)
		cut_once(job, n, i);
}

static void
run_cuts(struct job *job)
{
	job->seen = mem_new(SEEN * sizeof(*job->seen));
	ramdisk_watch(job->run.disk, cut_before, job);
	job->run.workload->work(&job->run);
	run_close(&job->run);
	/* And once when all is done. */
	cut_before(job, ramdisk_operations(job->run.disk) + 1);
	mem_free(job->seen);
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
	size_t all = job->reference->count - 1;
	ramdisk_fail(run->disk, 0, RAMDISK_FINE, false);
	ramdisk_limit(run->disk, -1);
	ramdisk_watch(run->disk, NULL, NULL);
	if ((size_t)run->acknowledged < all && !run->err.is_set)
		note(job, VERDICT_DAMAGED, what, job->failing,
		    "it failed without a word");
	struct ramdisk *left = ramdisk_copy(run->disk, "left");
	ask(job, left, what, job->failing);
	ramdisk_free(left);
	for (long i = 0; i < CUTS_AFTER_FAULT; i++) {
		uint64_t seed = seed_of(job, job->failing, i);
		left = ramdisk_cut(run->disk, "left", seed);
		ask(job, left, what, job->failing);
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
		note(job, VERDICT_DAMAGED, what, n, "the program fell over");
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
	if (job->failing || !is_mine(job, n) ||
	    !is_split_off(job, n, fault_name(job)))
		return;
	ramdisk_fail(job->run.disk, n, job->fault, job->is_lasting);
}

static void
run_errors(struct job *job)
{
	struct run *run = &job->run;
	ramdisk_count_reads(run->disk, job->fault == RAMDISK_ERROR);
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
	if (!is_mine(job, n) || !is_split_off(job, n, shortage_name(job)))
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
		if (!is_mine(job, n)) {
			was_enough = n > 1000;
			continue;
		}
		const struct workload *workload = run->workload;
		bool is_secret = run->is_secret;
		run_end(run);
		run_begin(run, workload, is_secret, job->prepared, "working");
		ramdisk_limit(run->disk, used + n * ROOM_STEP);
		run->workload->work(run);
		run_close(run);
		was_enough = !ramdisk_has_failed(run->disk);
		job->tally->points++;
		job->failing = n;
		judge_child(job, "room");
		job->failing = 0;
	}
}

/* --- Sharing out ---------------------------------------------------------- */

static void (*const runs[])(struct job *) = {
    [TRIAL_CUTS] = run_cuts,
    [TRIAL_ERRORS] = run_errors,
    [TRIAL_MEMORY] = run_memory,
    [TRIAL_ROOM] = run_room,
};

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
start(enum trial trial, struct job *job, const struct workload *workload,
    bool is_secret)
{
	run_begin(&job->run, workload, is_secret, job->prepared, "working");
	ramdisk_set_ordered(job->run.disk, job->is_ordered);
	runs[trial](job);
	run_end(&job->run);
}

/* Empty ones, which all processes that are made from now on write into. */
enum { TALLIES_SIZE = JOBS_MAX * sizeof(struct tally) };

static struct tally *
share_tallies(void)
{
	FILE *file = tmpfile();
	if (!file || ftruncate(fileno(file), TALLIES_SIZE) != 0)
		abort();
	void *shared = mmap(NULL, TALLIES_SIZE, PROT_READ | PROT_WRITE,
	    MAP_SHARED, fileno(file), 0);
	if (shared == MAP_FAILED)
		abort();
	fclose(file);
	return shared;
}

/* All jobs at once, each in a process of its own. */
static void
share_out(enum trial trial, const struct job *job,
    const struct workload *workload, bool is_secret, struct tally *tally)
{
	pid_t children[JOBS_MAX];
	struct tally *parts = share_tallies();
	fflush(NULL);
	for (long i = 0; i < job->jobs; i++) {
		children[i] = fork();
		if (children[i] != 0)
			continue;
		struct job part = *job;
		part.number = i;
		part.tally = &parts[i];
		start(trial, &part, workload, is_secret);
		_exit(EXIT_SUCCESS);
	}
	for (long i = 0; i < job->jobs; i++) {
		int status = 0;
		if (children[i] < 0 || waitpid(children[i], &status, 0) < 0)
			abort();
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
			parts[i].verdicts[VERDICT_DAMAGED]++;
			snprintf(parts[i].first, PLACE_SIZE,
			    "%s: the torture itself fell over", workload->name);
		}
		add_tally(tally, &parts[i]);
	}
	munmap(parts, TALLIES_SIZE);
}

static void
share_out_faults(const struct job *job, const struct workload *workload,
    bool is_secret, struct tally *tally)
{
	for (int fault = RAMDISK_ERROR; fault < RAMDISK_FAULTS; fault++)
		for (int is_lasting = 0; is_lasting < 2; is_lasting++) {
			struct job failing = *job;
			failing.fault = (enum ramdisk_fault)fault;
			failing.is_lasting = is_lasting;
			share_out(
			    TRIAL_ERRORS, &failing, workload, is_secret, tally);
		}
}

static void
share_out_all(enum trial trial, const struct job *job,
    const struct workload *workload, bool is_secret, struct tally *tally)
{
	struct job failing = *job;
	switch (trial) {
	case TRIAL_ERRORS:
		share_out_faults(job, workload, is_secret, tally);
		break;
	case TRIAL_MEMORY:
		share_out(trial, &failing, workload, is_secret, tally);
		failing.is_lasting = true;
		share_out(trial, &failing, workload, is_secret, tally);
		break;
	default:
		share_out(trial, job, workload, is_secret, tally);
	}
}

void
trial_make(enum trial trial, const struct workload *workload, bool is_secret,
    const struct wish *wish, struct tally *tally)
{
	*tally = (struct tally){0};
	/* Only power cuts make a difference between the two kinds of disk. */
	for (int is_ordered = trial == TRIAL_CUTS; is_ordered >= 0;
	     is_ordered--) {
		struct reference reference;
		struct ramdisk *prepared;
		reference_make(
		    &reference, workload, is_secret, is_ordered, &prepared);
		const struct job job = {
		    .wish = wish,
		    .reference = &reference,
		    .prepared = prepared,
		    .jobs = wish->jobs < JOBS_MAX ? wish->jobs : JOBS_MAX,
		    .is_ordered = is_ordered,
		};
		share_out_all(trial, &job, workload, is_secret, tally);
		ramdisk_free(prepared);
		reference_release(&reference);
	}
}
