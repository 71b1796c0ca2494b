/*
 * What the vault costs: the same work on the same file, plain and locked, one
 * after the other in pairs.
 *
 *	build/bench/vault FOLDER [PEOPLE]
 *
 * The files hold 100 answers a person.  Prints a line for each kind of work:
 * its name, the median in milliseconds of the plain file and of the locked
 * one, and the median of the ratios of the pairs.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "plan/change.h"
#include "store/store.h"
#include "store/vault.h"

enum { PAIRS_MAX = 101, ANSWERS = 100, MOST_PEOPLE = 1000000 };
static const char passphrase[] = "a wet day in a dry month";

struct side {
	const char *path, *vfs;
	struct store *store;
	struct plan *plan;
	int64_t id, sequence;
};

struct bench {
	struct side sides[2]; /* plain, locked */
	struct arena *arena;
	struct vault *vault;
	long people;
};

static void
stop(const struct err *err)
{
	struct str said = STR_EMPTY;

	err_put(&said, err, words_english());
	fprintf(stderr, "%s\n", said.text);
	exit(EXIT_FAILURE);
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* --- The files ------------------------------------------------------------ */

static struct store *
open_store(const struct side *side)
{
	const struct store_options options = {
	    .path = side->path,
	    .vfs = side->vfs,
	    .is_new_allowed = true,
	    .is_any_drive_allowed = true,
	};
	struct store *store;
	struct err err = {0};

	if (!store_open(&options, &store, NULL, &err))
		stop(&err);
	return store;
}

static sqlite3 *
open_sqlite(const struct side *side)
{
	sqlite3 *db;

	if (sqlite3_open_v2(side->path, &db, SQLITE_OPEN_READWRITE,
		side->vfs ? side->vfs : "unix") != SQLITE_OK)
		exit(EXIT_FAILURE);
	return db;
}

static void
run(sqlite3 *db, const char *statements)
{
	char *problem = NULL;

	if (sqlite3_exec(db, statements, NULL, NULL, &problem) == SQLITE_OK)
		return;
	fprintf(stderr, "%s\n", problem);
	exit(EXIT_FAILURE);
}

static void
fill(struct bench *bench)
{
	store_close(open_store(&bench->sides[0]));
	sqlite3 *db = open_sqlite(&bench->sides[0]);
	run(db, "PRAGMA synchronous = OFF; BEGIN");
	run(db, arena_format(bench->arena,
		    "CREATE TEMP TABLE number AS WITH RECURSIVE r (i) AS"
		    " (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < %ld)"
		    " SELECT i FROM r",
		    bench->people));
	run(db, "INSERT INTO plan (id, reference, uuid)"
		" SELECT i, printf('%04d', i), lower(hex(randomblob(16)))"
		" FROM temp.number");
	run(db, "INSERT INTO summary"
		" (plan, reference, name, sort_name, step, touched)"
		" SELECT i, printf('%04d', i), 'Person ' || i,"
		" printf('person %08d', i), 1 + i % 7, 1750000000"
		" FROM temp.number");
	run(db,
	    arena_format(bench->arena,
		"INSERT INTO answer (plan, field, row, voice, text, at)"
		" SELECT i, printf('question.%%03d', n), 0, 'person',"
		" 'I would like some help with this on most days, in words'"
		" || ' that are about as long as they are.', 1750000000"
		" FROM temp.number, (SELECT i AS n FROM temp.number LIMIT %d)",
		ANSWERS));
	run(db, "UPDATE tally SET (plans, last_plan) ="
		" (SELECT count(*), max(id) FROM plan); COMMIT; VACUUM");
	sqlite3_close(db);
}

static void
make_locked(struct bench *bench)
{
	const struct vault_options options = {.path = bench->sides[1].path};
	char recovery[VAULT_RECOVERY_SIZE];
	enum store_fault fault;
	struct err err = {0};

	if (!vault_new(
		&options, passphrase, recovery, &bench->vault, &fault, &err))
		stop(&err);
	sqlite3 *db = open_sqlite(&bench->sides[0]);
	run(db, arena_format(bench->arena, "VACUUM INTO '%s'", options.path));
	sqlite3_close(db);
	bench->sides[1].vfs = vault_vfs(bench->vault);
	if (!vault_convert(
		options.path, NULL, bench->sides[1].vfs, &fault, &err))
		stop(&err);
}

/* --- The work ------------------------------------------------------------- */

static void
save(struct bench *bench, struct side *side)
{
	const struct address address = {.field = "meals"};
	struct err err = {0};
	struct change change = change_answer(side->plan, bench->arena, address,
	    (struct answer){
		.text = arena_format(bench->arena, "Day %d, and it went well",
		    (int)side->sequence),
		.at = 1750000000,
	    });
	const struct event event = {
	    .sequence = ++side->sequence,
	    .at = 1750000000,
	    .who = "Huw",
	    .act = ACT_CHANGE,
	    .changes = &change,
	    .count = 1,
	};
	const struct summary summary = {
	    .name = "Mair Evans", .sort_name = "mair evans", .step = 1};
	plan_apply(side->plan, &change);
	if (!store_save(side->store, side->id, &event, &summary, &err))
		stop(&err);
}

static void
list(struct bench *bench, struct side *side)
{
	const struct summary *found;
	size_t count;
	struct err err = {0};

	if (!store_list(side->store, NULL, (size_t)bench->people / 2, 50,
		bench->arena, &found, &count, &err))
		stop(&err);
}

static void
load(struct bench *bench, struct side *side)
{
	struct stored_plan loaded;
	struct err err = {0};
	int64_t id = 1 + rand() % bench->people;

	if (!store_load(side->store, id, bench->arena, &loaded, &err))
		stop(&err);
	plan_free(loaded.plan);
}

/* From a fresh connection, so that nothing is in SQLite's memory. */
static void
scan(struct bench *bench, struct side *side)
{
	sqlite3 *db = open_sqlite(side);

	(void)bench;
	run(db, "SELECT sum(length(text)) FROM answer");
	sqlite3_close(db);
}

/* With the check at the start, as long as the file is small. */
static void
reopen(struct bench *bench, struct side *side)
{
	(void)bench;
	store_close(open_store(side));
}

static void
unlock(struct bench *bench, struct side *side)
{
	const struct vault_options options = {.path = side->path};
	struct vault *vault;
	enum store_fault fault;
	struct err err = {0};

	(void)bench;
	if (!side->vfs)
		return;
	if (!vault_open(&options, passphrase, &vault, &fault, &err))
		stop(&err);
	vault_free(vault);
}

/* --- Measuring ------------------------------------------------------------ */

static int
compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double
median(double *figures, int count)
{
	qsort(figures, (size_t)count, sizeof(*figures), compare);
	return figures[count / 2];
}

static void
measure(struct bench *bench, const char *name, int pairs,
    void (*work)(struct bench *bench, struct side *side))
{
	double times[2][PAIRS_MAX], ratios[PAIRS_MAX];

	for (int i = 0; i < pairs; i++) {
		for (int n = 0; n < 2; n++) {
			int side = (n + i) % 2;
			double start = now();
			work(bench, &bench->sides[side]);
			times[side][i] = now() - start;
		}
		ratios[i] = times[1][i] / times[0][i];
	}
	double plain = median(times[0], pairs);
	double locked = median(times[1], pairs);
	printf("%-8s %10.3f %10.3f %6.2f\n", name, plain, locked,
	    median(ratios, pairs));
}

static void
begin(struct bench *bench, struct side *side)
{
	char reference[REFERENCE_SIZE];
	struct err err = {0};

	side->store = open_store(side);
	side->plan = plan_new();
	side->sequence = 0;
	if (!store_add(side->store, &side->id, reference, &err))
		stop(&err);
	save(bench, side);
}

static double
size_of(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (!file || fseek(file, 0, SEEK_END) != 0)
		exit(EXIT_FAILURE);
	double size = (double)ftell(file);
	fclose(file);
	return size;
}

int
main(int count, char **arguments)
{
	struct bench bench = {.arena = arena_new(), .people = 10000};

	if (count > 2)
		bench.people = strtol(arguments[2], NULL, 10);
	if (count < 2 || bench.people < ANSWERS || bench.people > MOST_PEOPLE)
		return 2;
	store_set_up();
	bench.sides[0].path = file_join(bench.arena, arguments[1], "plain.db");
	bench.sides[1].path = file_join(bench.arena, arguments[1], "locked.db");
	fill(&bench);
	make_locked(&bench);
	double plain = size_of(bench.sides[0].path);
	double locked = size_of(bench.sides[1].path);
	printf("%-8s %10.0f %10.0f %6.3f\n", "size", plain, locked,
	    locked / plain);
	measure(&bench, "unlock", 5, unlock);
	measure(&bench, "scan", 5, scan);
	measure(&bench, "opening", 21, reopen);
	for (int i = 0; i < 2; i++)
		begin(&bench, &bench.sides[i]);
	measure(&bench, "autosave", PAIRS_MAX, save);
	measure(&bench, "list", PAIRS_MAX, list);
	measure(&bench, "person", PAIRS_MAX, load);
	for (int i = 0; i < 2; i++) {
		store_close(bench.sides[i].store);
		plan_free(bench.sides[i].plan);
	}
	vault_free(bench.vault);
	arena_free(bench.arena);
	return 0;
}
