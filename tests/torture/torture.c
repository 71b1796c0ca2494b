/*
 * Torture for the store: make every promise of saving false that can be.
 *
 *	torture [NAME=VALUE ...]
 *
 *	WORKLOADS=a,b	only these (all)
 *	MODES=a,b	plain, vault (all)
 *	TRIALS=a,b	cuts, errors, memory, room (all)
 *	SEEDS=n		outcomes of each power cut (2 of each kind of disk)
 *	COUNT=n		or as many as give so many power cuts in all
 *	SEED=n		where chance begins (1)
 *	STRIDE=n	only every n-th operation (1)
 *	THIN=n		only so many that all trials take seconds; n times less
 *	AT=n		only this operation
 *	JOBS=n		processes at once (as many as there are cores)
 *
 * Of the plan for data safety TRIALS=cuts is T1, errors T2, memory T3 and room
 * T4; WORKLOADS=migration is T12, from version 1, and migration-2 from 2.
 *
 * What it prints is one line a workload; it leaves with 1 if anything was lost
 * or damaged, and says where it was first: WORKLOADS, TRIALS, SEED and AT
 * then bring it back.  See HACKING.md.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "torture/torture.h"

enum { USUAL_SEEDS = 2 };

struct request {
	struct wish wish;
	const char *workloads, *trials, *modes;
	long count, stride, thinness;
};

/* --- What is asked for ---------------------------------------------------- */

/* Is it in the list, whose parts have commas between them?  NULL has all. */
static bool
is_listed(const char *list, const char *name)
{
	size_t length = strlen(name);
	while (list && *list) {
		size_t size = strcspn(list, ",");
		if (size == length && strncmp(list, name, size) == 0)
			return true;
		list += size + (list[size] == ',');
	}
	return !list;
}

static bool
read_number(const char *text, long *number)
{
	char *end;
	*number = strtol(text, &end, 10);
	return *text && !*end && *number >= 0;
}

static bool
read_argument(struct request *request, const char *argument)
{
	const struct {
		const char *name;
		long *number;
		const char **text;
	} known[] = {
	    {"WORKLOADS", NULL, &request->workloads},
	    {"TRIALS", NULL, &request->trials},
	    {"MODES", NULL, &request->modes},
	    {"SEEDS", &request->wish.seeds, NULL},
	    {"COUNT", &request->count, NULL},
	    {"STRIDE", &request->stride, NULL},
	    {"THIN", &request->thinness, NULL},
	    {"AT", &request->wish.only, NULL},
	    {"JOBS", &request->wish.jobs, NULL},
	};
	const char *value = strchr(argument, '=');
	if (!value)
		return false;
	size_t length = (size_t)(value++ - argument);
	if (!*value)
		return true;
	if (length == 4 && strncmp(argument, "SEED", 4) == 0) {
		request->wish.seed = strtoull(value, NULL, 10);
		return true;
	}
	for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
		if (strlen(known[i].name) != length ||
		    strncmp(argument, known[i].name, length) != 0)
			continue;
		if (known[i].number)
			return read_number(value, known[i].number);
		*known[i].text = value;
		return true;
	}
	return false;
}

/* Of every trial about as many; memory is asked for more often than disks. */
static void
set_strides(struct request *request)
{
	static const long thin[TRIALS] = {
	    [TRIAL_CUTS] = 19,
	    [TRIAL_ERRORS] = 500,
	    [TRIAL_MEMORY] = 5000,
	    [TRIAL_ROOM] = 500,
	};
	for (int i = 0; i < TRIALS; i++)
		request->wish.strides[i] = request->stride > 0 ? request->stride
					   : request->thinness > 0
					       ? thin[i] * request->thinness
					       : 1;
}

/* --- The table ------------------------------------------------------------ */

static const char *const mode_names[] = {"plain", "vault"};

static bool
is_wished(const struct request *request, const struct workload *workload,
    bool is_secret)
{
	enum kind not_this = is_secret ? KIND_PLAIN : KIND_SECRET;
	return workload->kind != not_this &&
	       is_listed(request->workloads, workload->name) &&
	       is_listed(request->modes, mode_names[is_secret]);
}

static double
seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct total {
	long runs, cuts, different, lost, damaged, told;
	double cut_seconds;
};

static void
try_one(const struct request *request, enum trial trial,
    const struct subject *subject, struct total *total)
{
	struct tally tally;
	double start = seconds_now();
	trial_make(trial, subject, &request->wish, &tally);
	double seconds = seconds_now() - start;
	printf("%-14s %-6s %-7s %7ld %9ld %6ld %8ld %6ld %8.1f\n",
	    subject->workload->name, mode_names[subject->is_secret],
	    trial_name(trial), tally.points, tally.runs,
	    tally.verdicts[VERDICT_LOST], tally.verdicts[VERDICT_DAMAGED],
	    tally.verdicts[VERDICT_TOLD], seconds);
	if (tally.first[0])
		printf("    first: %s\n", tally.first);
	fflush(stdout);
	total->runs += tally.runs;
	total->lost += tally.verdicts[VERDICT_LOST];
	total->damaged += tally.verdicts[VERDICT_DAMAGED];
	total->told += tally.verdicts[VERDICT_TOLD];
	if (trial == TRIAL_CUTS) {
		total->cuts += tally.runs;
		total->different += tally.different;
		total->cut_seconds += seconds;
	}
}

static void
try_all(const struct request *request, struct total *total)
{
	struct subject subject;
	printf("seed %llu, %ld outcomes of each cut, %ld processes\n",
	    (unsigned long long)request->wish.seed, request->wish.seeds,
	    request->wish.jobs);
	printf("%-14s %-6s %-7s %7s %9s %6s %8s %6s %8s\n", "workload", "mode",
	    "trial", "points", "runs", "lost", "damaged", "told", "seconds");
	for (size_t i = 0; i < 2 * workload_count; i++) {
		if (!is_wished(request, &workloads[i / 2], i % 2))
			continue;
		subject_begin(&subject, &workloads[i / 2], i % 2);
		for (int trial = 0; trial < TRIALS; trial++)
			if (is_listed(
				request->trials, trial_name((enum trial)trial)))
				try_one(request, (enum trial)trial, &subject,
				    total);
		subject_end(&subject);
	}
}

/* Of all workloads that are wished for, in each of their modes. */
static long
count_points(const struct request *request)
{
	long points = 0;
	for (size_t i = 0; i < 2 * workload_count; i++) {
		struct subject subject;
		if (!is_wished(request, &workloads[i / 2], i % 2))
			continue;
		subject_begin(&subject, &workloads[i / 2], i % 2);
		points += 2 * (subject.reference.operations + 1);
		subject_end(&subject);
	}
	return points;
}

/* So many seeds that all workloads together are cut as often as wished. */
static long
seeds_for(const struct request *request)
{
	long cuts = count_points(request) / request->wish.strides[TRIAL_CUTS];
	return cuts > 0 ? request->count / cuts + 1 : 1;
}

/* --- Versions ------------------------------------------------------------- */

static bool
is_old(const char *name)
{
	for (size_t i = 0; i < workload_count; i++) {
		const char *old = workloads[i].old;
		if (old && text_is(old + strlen(OLD_FOLDER) + 1, name))
			return true;
	}
	return false;
}

/* Is there a workload for each file with that ending?  Vaults hold the same. */
static bool
is_each_old(const char *ending)
{
	const char *const *names;
	size_t count;
	struct err err = {0};
	struct arena *arena = arena_new();
	bool is_each =
	    file_list(OLD_FOLDER, ending, arena, &names, &count, &err) &&
	    count > 0;
	for (size_t i = 0; is_each && i < count; i++) {
		is_each = strstr(names[i], "-locked") || is_old(names[i]);
		if (!is_each)
			fprintf(stderr, "torture: nothing migrates from %s\n",
			    names[i]);
	}
	arena_free(arena);
	return is_each;
}

int
main(int count, char **arguments)
{
	struct request request = {
	    .wish =
		{
		    .seed = 1,
		    .seeds = USUAL_SEEDS,
		    .jobs = sysconf(_SC_NPROCESSORS_ONLN),
		},
	};
	struct total total = {0};
	for (int i = 1; i < count; i++)
		if (!read_argument(&request, arguments[i])) {
			fprintf(stderr, "torture: what is %s?\n", arguments[i]);
			return 2;
		}
	if (!is_each_old(".sql") || !is_each_old(".db"))
		return 2;
	set_strides(&request);
	store_set_up();
	memory_set_up();
	if (request.count > 0)
		request.wish.seeds = seeds_for(&request);
	try_all(&request, &total);
	printf("torture: %ld runs, of which %ld power cuts", total.runs,
	    total.cuts);
	if (total.cut_seconds > 0)
		printf(" (%.0f a second, %ld different disks)",
		    (double)total.cuts / total.cut_seconds, total.different);
	printf(": %ld lost, %ld damaged, %ld told\n", total.lost, total.damaged,
	    total.told);
	return total.runs > 0 && total.lost + total.damaged + total.told == 0
		   ? 0
		   : 1;
}
