/*
 * Headers, while the disk fails or the power is cut in the middle of them: a
 * new file, and a changed passphrase.  Whatever happens, the file opens by the
 * secret that was acknowledged; a change that was not may have been made or
 * not.
 *
 * The header's part of T1.  CUTS=1000 in the environment takes so many outcomes
 * of each cut.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "rig/chest.h"
#include "rig/faulty.h"
#include "rig/ramdisk.h"

enum { USUAL_CUTS = 20 };

static const char another[] = "four geese";

/* A chest on the disk that fails. */
static struct chest *
make_chest(void)
{
	struct chest *chest = chest_new();
	chest_lock(chest);
	chest->options.base = "faulty";
	cr_assert(vault_new(&chest->options, chest_passphrase, chest->recovery,
	    &chest->vault, &chest->fault, &chest->err));
	return chest;
}

static bool
try_filling(struct chest *chest)
{
	sqlite3 *db;
	int result = sqlite3_open_v2(chest->options.path, &db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
	    vault_vfs(chest->vault));
	if (result == SQLITE_OK)
		result = sqlite3_exec(db,
		    "PRAGMA journal_mode = TRUNCATE;"
		    "PRAGMA synchronous = EXTRA; CREATE TABLE IF NOT EXISTS t (x)",
		    NULL, NULL, NULL);
	sqlite3_close(db);
	return result == SQLITE_OK;
}

static bool
is_filled(struct chest *chest)
{
	sqlite3 *db = chest_db(chest);
	bool is_so = text_is(
	    chest_ask(chest, db, "SELECT name FROM sqlite_schema"), "t");
	sqlite3_close(db);
	return is_so;
}

static enum vault_kind
kind_of(struct chest *chest)
{
	enum vault_kind kind;
	cr_assert(
	    vault_look(&chest->options, &kind, &chest->fault, &chest->err));
	return kind;
}

/*
 * Making the file, with operation n failing.  Then it is a vault that opens,
 * or nothing, and the same keys make it at the second try.
 */
static bool
make_once(struct faulty *disk, long n, enum faulty_kind kind)
{
	struct chest *chest = make_chest();
	faulty_fail(disk, n, kind, true);
	bool is_done = try_filling(chest);
	bool is_reached = faulty_has_failed(disk);
	faulty_heal(disk);
	enum vault_kind found = kind_of(chest);
	cr_assert(found == VAULT_NOTHING || found == VAULT_LOCKED,
	    "operation %ld leaves %d", n, (int)found);
	if (is_done)
		cr_assert(found == VAULT_LOCKED && is_filled(chest));
	else
		cr_assert(try_filling(chest), "operation %ld", n);
	cr_assert(chest_unlock(chest, chest_passphrase), "operation %ld", n);
	cr_assert(is_filled(chest));
	chest_free(chest);
	return is_reached;
}

Test(cuts, leave_a_new_file_that_opens_or_nothing)
{
	struct faulty *disk = faulty_new("faulty");
	for (unsigned kind = 0; kind < FAULTY_MAX; kind++) {
		long n = 1;
		while (make_once(disk, n, (enum faulty_kind)kind))
			n++;
		cr_assert_gt(n, 6);
	}
	faulty_free(disk);
}

/* Does one of them open it, and if the new one was acknowledged, that one? */
static void
expect_open(struct chest *chest, bool is_done, long n)
{
	bool is_old = chest_unlock(chest, chest_passphrase);
	if (is_old)
		cr_assert(is_filled(chest), "operation %ld", n);
	/* From here on both copies are the same again. */
	bool is_new = chest_unlock(chest, another);
	if (is_new)
		cr_assert(is_filled(chest), "operation %ld", n);
	if (is_done)
		cr_assert(is_new && !is_old, "operation %ld", n);
	else
		cr_assert(is_old != is_new, "operation %ld", n);
}

static bool
change_once(struct faulty *disk, long n)
{
	struct chest *chest = make_chest();
	cr_assert(try_filling(chest));
	faulty_fail(disk, n, FAULTY_ERROR, true);
	bool is_done = vault_set_passphrase(
	    chest->vault, another, &chest->fault, &chest->err);
	bool is_reached = faulty_has_failed(disk);
	if (!is_done)
		cr_assert(chest_says(chest, WORD_VAULT_HALF_CHANGED));
	faulty_heal(disk);
	expect_open(chest, is_done, n);
	chest_free(chest);
	return is_reached;
}

Test(cuts, leave_the_old_passphrase_or_the_new_one)
{
	struct faulty *disk = faulty_new("faulty");
	long n = 1;
	while (change_once(disk, n))
		n++;
	cr_assert_eq(n, 5, "two copies, each written and synced");
	faulty_free(disk);
}

/* An interrupted change is mended at the next opening, which is cut too. */
Test(cuts, leave_what_was_typed_last_while_copies_are_mended)
{
	struct faulty *disk = faulty_new("faulty");
	for (long n = 1; n <= 4; n++) {
		struct chest *chest = make_chest();
		cr_assert(try_filling(chest));
		faulty_fail(disk, 2, FAULTY_ERROR, true);
		cr_assert_not(vault_set_passphrase(
		    chest->vault, another, &chest->fault, &chest->err));
		faulty_fail(disk, n, FAULTY_ERROR, true);
		cr_assert(chest_unlock(chest, chest_passphrase));
		faulty_heal(disk);
		cr_assert(chest_unlock(chest, chest_passphrase), "%ld", n);
		cr_assert(is_filled(chest));
		cr_assert_not(chest_unlock(chest, another), "%ld", n);
		chest_free(chest);
	}
	faulty_free(disk);
}

/* A disk that cannot be written to does not keep anybody out. */
Test(cuts, do_not_lock_out_who_cannot_write)
{
	struct faulty *disk = faulty_new("faulty");
	struct chest *chest = make_chest();
	cr_assert(try_filling(chest));
	faulty_fail(disk, 1, FAULTY_READ_ONLY, true);
	cr_assert(chest_unlock(chest, chest_passphrase));
	cr_assert(is_filled(chest));
	faulty_heal(disk);
	chest_free(chest);
	faulty_free(disk);
}

/* --- Power cuts ----------------------------------------------------------- */

/* A chest on a disk in memory, and what is known of it at the cut. */
struct cuts {
	struct chest *chest;
	struct ramdisk *disk;
	bool is_filled;  /* acknowledged */
	bool is_changed; /* the passphrase, acknowledged */
	long count, opened, empty;
};

static uint64_t
outcomes(void)
{
	const char *wanted = getenv("CUTS");
	return wanted ? strtoul(wanted, NULL, 10) : USUAL_CUTS;
}

/* With the power on again: what opens the file? */
static void
look_after(struct cuts *cuts, struct ramdisk *after, long n)
{
	struct chest seen = *cuts->chest;
	seen.options.base = ramdisk_vfs(after);
	seen.vault = NULL;
	enum vault_kind kind = kind_of(&seen);
	cuts->count++;
	cuts->empty += kind == VAULT_NOTHING;
	cr_assert(kind == VAULT_NOTHING || kind == VAULT_LOCKED,
	    "operation %ld leaves %d", n, (int)kind);
	if (kind == VAULT_LOCKED) {
		bool is_old = chest_unlock(&seen, chest_passphrase);
		bool was_filled = is_old && is_filled(&seen);
		bool is_new = chest_unlock(&seen, another);
		was_filled = was_filled || (is_new && is_filled(&seen));
		cr_assert(is_old != is_new, "operation %ld", n);
		cr_assert(!cuts->is_changed || is_new, "operation %ld", n);
		cr_assert(!cuts->is_filled || was_filled, "operation %ld", n);
		cuts->opened++;
	} else {
		cr_assert_not(cuts->is_filled, "operation %ld", n);
	}
	chest_lock(&seen);
}

static void
cut_before(void *context, long n)
{
	struct cuts *cuts = context;
	for (uint64_t seed = 1; seed <= outcomes(); seed++) {
		struct ramdisk *after =
		    ramdisk_cut(cuts->disk, "after", seed + (uint64_t)n * 7919);
		look_after(cuts, after, n);
		ramdisk_free(after);
	}
}

/* What is left of a file that never had a whole header is taken for nothing. */
Test(cuts, of_the_power_leave_the_secret_that_was_acknowledged)
{
	struct cuts cuts = {.disk = ramdisk_new("memory")};
	cuts.chest = chest_new();
	chest_lock(cuts.chest);
	cuts.chest->options.path = RAMDISK_FOLDER "/people.db";
	cuts.chest->options.base = ramdisk_vfs(cuts.disk);
	cr_assert(vault_new(&cuts.chest->options, chest_passphrase,
	    cuts.chest->recovery, &cuts.chest->vault, &cuts.chest->fault,
	    &cuts.chest->err));
	ramdisk_watch(cuts.disk, cut_before, &cuts);
	cr_assert(try_filling(cuts.chest));
	cuts.is_filled = true;
	cr_assert(vault_set_passphrase(
	    cuts.chest->vault, another, &cuts.chest->fault, &cuts.chest->err));
	cuts.is_changed = true;
	cut_before(&cuts, ramdisk_operations(cuts.disk) + 1);
	cr_assert_gt(cuts.opened, cuts.count / 3);
	cr_assert_gt(cuts.empty, 0);
	cr_log_info("%ld cuts: %ld open, %ld empty", cuts.count, cuts.opened,
	    cuts.empty);
	ramdisk_watch(cuts.disk, NULL, NULL);
	chest_free(cuts.chest);
	ramdisk_free(cuts.disk);
}
