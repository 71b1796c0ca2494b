/*
 * Copies brought back: whole or not at all, and nothing lost on the way.
 *
 * T9 of the plan for data safety: made, looked at, damaged by one bit, brought
 * back and compared, COUNT times with the seed SEED.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/copied.h"
#include "rig/faulty.h"
#include "store/copies.h"

Test(restoring, brings_back_what_was_and_keeps_what_is)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	struct str before = STR_EMPTY, after = STR_EMPTY;
	struct stat there;
	world_read(world, world->path, &before);
	cr_assert(copied_restore(&copied), "%s", world_said(world));
	cr_assert(copied.was_there);
	cr_assert_str_eq(world_files(world),
	    "copy.db people-before-2026-11-21-164205.db people.db");
	world_read(world, copied.kept, &after);
	cr_assert(before.length == after.length &&
		  memcmp(before.text, after.text, after.length) == 0);
	cr_assert_str_eq(copied_digest_at(world, world->path), copied.then);
	cr_assert_eq(stat(world->path, &there), 0);
	cr_assert_eq(there.st_mode & 07777, 0600);
	world->path = copied.kept;
	cr_assert(world_open(world, false));
	cr_assert(hand_is_kept(&copied.hand), "the file from before is whole");
	str_release(&before);
	str_release(&after);
	copied_free(&copied);
}

Test(restoring, needs_no_file_from_before_and_takes_a_damaged_one)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	const char *journal = world_path(world, "people.db-journal");
	cr_assert_eq(unlink(world->path), 0);
	cr_assert(file_write(journal, "half a journal", 14, &world->err));
	cr_assert(copied_restore(&copied), "%s", world_said(world));
	cr_assert_not(copied.was_there);
	cr_assert_str_eq(world_files(world),
	    "copy.db people-before-2026-11-21-164205.db-journal people.db",
	    "a journal without its file does not change the new one");
	cr_assert_eq(unlink(world_path(
			 world, "people-before-2026-11-21-164205.db-journal")),
	    0);
	cr_assert_str_eq(copied_digest_at(world, world->path), copied.then);

	cr_assert(file_write(world->path, "rubbish", 7, &world->err));
	cr_assert(file_write(journal, "half a journal", 14, &world->err));
	cr_assert(copied_restore(&copied), "%s", world_said(world));
	cr_assert(copied.was_there);
	cr_assert_not(file_exists(journal), "it belongs to the old file");
	cr_assert_str_eq(copied_digest_at(world, world->path), copied.then);
	copied_free(&copied);
}

Test(restoring, brings_an_old_version_up_to_date)
{
	struct world *world = world_new();
	struct str statements = STR_EMPTY;
	world_close(world);
	unlink(world->path);
	const char *path = world->path;
	world->path = world_path(world, "old.db");
	world_read(world, "tests/store/version-1.sql", &statements);
	world_sql(world, statements.text);
	struct copied copied = {
	    .world = world,
	    .copy = world->path,
	};
	world->path = path;
	cr_assert(copied_restore(&copied), "%s", world_said(world));
	cr_assert_str_eq(world_files(world), "old.db people.db");
	cr_assert(world_open(world, false));
	str_release(&statements);
	world_free(world);
}

static bool
add_setting(struct store *store, void *context, struct err *err)
{
	return store_put_setting(store, context, "amended", err);
}

static bool
refuse(struct store *store, void *context, struct err *err)
{
	(void)store;
	(void)context;
	return err_set(err, WORD_STORE_PLAN_MISSING, "x", NULL);
}

Test(restoring, amends_before_anybody_sees_it)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	char name[] = "erased";
	const char *text;
	struct restoring restoring = {
	    .from = copied.copy,
	    .path = world->path,
	    .at = copied_at(),
	    .amend = refuse,
	};
	const char *before = copied_digest_at(world, world->path);
	cr_assert_not(copied_restore_as(&copied, &restoring));
	cr_assert(world_says(world, WORD_STORE_PLAN_MISSING));
	cr_assert_str_eq(copied_digest_at(world, world->path), before);
	cr_assert_str_eq(world_files(world), "copy.db people.db");
	restoring.amend = add_setting;
	restoring.context = name;
	cr_assert(copied_restore_as(&copied, &restoring));
	cr_assert(world_open(world, false));
	cr_assert(store_get_setting(
	    world->store, name, world->arena, &text, &world->err));
	cr_assert_str_eq(text, "amended");
	copied_free(&copied);
}

/* The list is where the store looks for it, and what is added to it stays. */
static bool
lengthen_list(struct store *store, void *context, struct err *err)
{
	struct world *world = context;
	struct str list = STR_EMPTY;
	(void)store;
	const char *path = world_path(world, ".people.db.unfinished.erased");
	world_read(world, path, &list);
	cr_assert_str_eq(list.text, "one\n");
	str_put(&list, "two\n");
	bool is_done = file_write(path, list.text, list.length, err);
	str_release(&list);
	return is_done;
}

Test(restoring, brings_the_list_of_those_who_were_erased)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	struct str list = STR_EMPTY;
	const char *path = world_path(world, "people.db.erased");
	const struct restoring restoring = {
	    .from = copied.copy,
	    .path = world->path,
	    .at = copied_at(),
	    .amend = lengthen_list,
	    .context = world,
	};
	cr_assert(file_write(path, "one\n", 4, &world->err));
	cr_assert(copied_restore_as(&copied, &restoring));
	world_read(world, path, &list);
	cr_assert_str_eq(list.text, "one\ntwo\n");
	cr_assert_str_eq(world_files(world),
	    "copy.db people-before-2026-11-21-164205.db people.db people.db.erased");
	str_release(&list);
	copied_free(&copied);
}

/* A lock belongs to a program: so another one asks. */
static bool
restores_elsewhere(struct copied *copied)
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		bool is_done = copied_restore(copied);
		_exit(is_done                                      ? 0
		      : copied->world->err.word == WORD_STORE_BUSY ? 1
								   : 2);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) < 2);
	return WEXITSTATUS(status) == 0;
}

/* While a copy is brought back to where there is no file. */
static bool
try_to_get_in_between(struct store *store, void *context, struct err *err)
{
	struct copied *copied = context;
	struct world *world = copied->world;
	(void)store;
	(void)err;
	cr_assert_not(restores_elsewhere(copied));
	cr_assert_not(world_is_free(world->path));
	return true;
}

Test(restoring, lets_nobody_in_between_where_there_is_no_file)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	struct restoring restoring = {
	    .from = copied.copy,
	    .path = world->path,
	    .at = copied_at(),
	    .amend = refuse,
	    .context = &copied,
	};
	cr_assert_eq(unlink(world->path), 0);
	cr_assert_not(copied_restore_as(&copied, &restoring));
	cr_assert_str_eq(world_files(world), "copy.db", "as it was");
	err_clear(&world->err);
	restoring.amend = try_to_get_in_between;
	cr_assert(
	    copied_restore_as(&copied, &restoring), "%s", world_said(world));
	cr_assert_not(copied.was_there);
	cr_assert_str_eq(world_files(world), "copy.db people.db");
	cr_assert_str_eq(copied_digest_at(world, world->path), copied.then);
	copied_free(&copied);
}

/* Two who begin at once, and would both give the old file the same name. */
Test(restoring, keeps_what_somebody_else_has_just_brought_back)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	cr_assert(restores_elsewhere(&copied));
	cr_assert(file_exists(copied.kept));
	cr_assert(copied_restore(&copied), "%s", world_said(world));
	cr_assert_str_eq(copied.kept,
	    world_path(world, "people-before-2026-11-21-164205_2.db"));
	cr_assert(file_exists(copied.kept));
	copied_free(&copied);
}

/* --- What is left when it is cut off -------------------------------------- */

/* The next opening finds the file with a second name. */
Test(restoring, leaves_no_second_name_and_takes_no_other_away)
{
	static const char *const own[] = {
	    "mine.db",
	    "people-beforehand notes.txt",
	    "people-before-1.db",
	    "people-before-2026-11-21-164205",
	    "people-before-2026-11-21-164205.db.old",
	};
	struct world *world = world_new();
	world_close(world);
	for (size_t i = 0; i < ARRAY_LENGTH(own); i++)
		cr_assert_eq(link(world->path, world_path(world, own[i])), 0);
	const char *older =
	    world_path(world, "people-before-2026-11-20-164205.db");
	cr_assert(file_write(older, "", 0, &world->err));
	const char *all = arena_copy(world->arena, world_files(world));
	const char *second =
	    world_path(world, "people-before-2026-11-21-164205.db");
	cr_assert_eq(link(world->path, second), 0);
	cr_assert(world_open(world, false), "%s", world_said(world));
	world_close(world);
	cr_assert_str_eq(world_files(world), all);
	world_free(world);
}

/* In another program, which is gone in the middle of a save. */
static void
die_while_saving(struct world *world)
{
	enum { SETTINGS = 100, LENGTH = 100000 };
	struct str text = STR_EMPTY;
	int status;
	world_close(world);
	pid_t child = fork();
	if (child == 0) {
		while (text.length < LENGTH)
			str_put(&text, "half of it ");
		bool is_done = world_open(world, false) &&
			       store_begin(world->store, &world->err);
		for (int i = 0; is_done && i < SETTINGS; i++)
			is_done = store_put_setting(world->store,
			    arena_format(world->arena, "test.%d", i), text.text,
			    &world->err);
		_exit(is_done ? 0 : 1);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(status, 0);
}

/* Cut off before the new file has its name. */
Test(restoring, leaves_a_journal_where_the_next_opening_finds_it)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	const char *second =
	    world_path(world, "people-before-2026-11-21-164205.db");
	const char *journal = world_path(world, "people.db-journal");
	die_while_saving(world);
	cr_assert_eq(link(world->path, second), 0);
	cr_assert_eq(
	    rename(journal, arena_format(world->arena, "%s-journal", second)),
	    0);
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(hand_is_kept(&hand));
	world_close(world);
	cr_assert_str_eq(world_files(world), "people.db");
	hand_release(&hand);
	world_free(world);
}

/* --- What is refused ------------------------------------------------------ */

static void
expect_refused(struct copied *copied, enum store_fault fault, enum word word)
{
	struct world *world = copied->world;
	struct str before = STR_EMPTY, after = STR_EMPTY;
	world_read(world, world->path, &before);
	cr_assert_not(copied_restore(copied));
	cr_assert_eq(world->fault, fault, "%s", world_said(world));
	cr_assert(world_says(world, word));
	world_read(world, world->path, &after);
	cr_assert(before.length == after.length &&
		  memcmp(before.text, after.text, after.length) == 0);
	cr_assert_not(file_exists(copied->kept));
	cr_assert_not(file_exists(world_path(world, ".people.db.unfinished")));
	str_release(&before);
	str_release(&after);
}

static void
change_copy(struct copied *copied, const char *statements)
{
	const char *path = copied->world->path;
	copied->world->path = copied->copy;
	world_sql(copied->world, statements);
	copied->world->path = path;
}

Test(restoring, refuses_what_is_missing_foreign_newer_or_damaged)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	const char *copy = copied.copy;
	copied.copy = world_path(world, "none.db");
	expect_refused(&copied, STORE_MISSING, WORD_FILE_MISSING);
	copied.copy = world->folder;
	expect_refused(&copied, STORE_FOREIGN, WORD_FILE_IS_FOLDER);
	copied.copy = world->path;
	expect_refused(&copied, STORE_FOREIGN, WORD_STORE_RESTORE_ITSELF);
	copied.copy = "README.md";
	expect_refused(&copied, STORE_FOREIGN, WORD_STORE_RESTORE_FOREIGN);

	copied.copy = copy;
	const char *path = world->path, *link = world_path(world, "link.db");
	cr_assert_eq(symlink(path, link), 0);
	world->path = link;
	expect_refused(&copied, STORE_FOREIGN, WORD_STORE_RESTORE_LINK);
	world->path = path;
	const char *journal = world_path(world, "copy.db-journal");
	cr_assert(file_write(journal, "half", 4, &world->err));
	expect_refused(&copied, STORE_FOREIGN, WORD_STORE_RESTORE_UNCLOSED);
	unlink(journal);
	change_copy(&copied, "UPDATE summary SET name = 'Somebody else'");
	expect_refused(&copied, STORE_BROKEN, WORD_STORE_RESTORE_BROKEN);
	change_copy(&copied, "PRAGMA user_version = 99");
	expect_refused(&copied, STORE_NEWER, WORD_STORE_NEWER);
	copied_free(&copied);
}

/* So large that no copy of it could be made. */
static void
expect_refused_at_sight(
    struct copied *copied, enum store_fault fault, enum word word)
{
	enum { MOST = 1024 * 1024 };
	struct rlimit before, small;
	cr_assert_eq(truncate(copied->copy, 4 * MOST), 0);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = MOST;
	cr_assert_neq(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	expect_refused(copied, fault, word);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
}

Test(restoring, looks_at_what_it_is_before_it_copies_all_of_it)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	const char *copy = copied.copy;
	copied.copy = world_path(world, "letter.txt");
	cr_assert(file_write(copied.copy, "Dear all,", 9, &world->err));
	expect_refused_at_sight(
	    &copied, STORE_FOREIGN, WORD_STORE_RESTORE_FOREIGN);
	cr_assert(file_write(copied.copy, "", 0, &world->err));
	expect_refused_at_sight(
	    &copied, STORE_FOREIGN, WORD_STORE_RESTORE_FOREIGN);

	copied.copy = copy;
	change_copy(&copied, "PRAGMA user_version = 99");
	expect_refused_at_sight(&copied, STORE_NEWER, WORD_STORE_NEWER);
	change_copy(&copied, "PRAGMA application_id = 1");
	expect_refused_at_sight(
	    &copied, STORE_FOREIGN, WORD_STORE_RESTORE_FOREIGN);
	copied_free(&copied);
}

Test(restoring, waits_until_the_file_is_closed)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	cr_assert(world_open(world, false));
	cr_assert_not(restores_elsewhere(&copied));
	cr_assert_not(file_exists(copied.kept));
	hand_answer(&copied.hand, "story", 0, VOICE_PERSON, "It goes on.");
	cr_assert(hand_is_kept(&copied.hand));
	world_close(world);
	cr_assert(restores_elsewhere(&copied));
	cr_assert_str_eq(copied_digest_at(world, world->path), copied.then);
	copied_free(&copied);
}

/* --- Disks that fail ------------------------------------------------------ */

static bool
restore_once(struct faulty *disk, long n, enum faulty_kind kind)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	const char *before = copied_digest_at(world, world->path);
	world->vfs = "faulty";
	faulty_fail(disk, n, kind, true);
	bool is_done = copied_restore(&copied);
	bool is_reached = faulty_operations(disk) >= n;
	faulty_heal(disk);
	world->vfs = NULL;
	cr_assert(is_done || world->err.is_set);
	cr_assert_eq(is_done, world->fault == STORE_FINE);
	cr_assert_str_eq(copied_digest_at(world, world->path),
	    is_done ? copied.then : before, "operation %ld", n);
	cr_assert_eq(is_done, file_exists(copied.kept));
	copied_free(&copied);
	return is_reached;
}

Test(restoring, is_whole_or_not_done_wherever_the_disk_fails)
{
	struct faulty *disk = faulty_new("faulty");
	for (enum faulty_kind kind = 0; kind < FAULTY_MAX; kind++) {
		long n = 1;
		while (restore_once(disk, n, kind))
			n = faulty_after(n);
		cr_assert(n > 5, "only %ld operations", n);
	}
	faulty_free(disk);
}

/* --- T9: one bit ---------------------------------------------------------- */

static long
number_of(const char *name, long usual)
{
	const char *text = getenv(name);
	return text ? strtol(text, NULL, 10) : usual;
}

/* Everything that means anything: all tables, and settings but for marks. */
static const char *
content_of(struct world *world, const char *path)
{
	const char *kept = world->path;
	world->path = path;
	world_sql(world, "DELETE FROM setting WHERE name LIKE 'backup.d%'");
	world->path = kept;
	return copied_digest_at(world, path);
}

static bool
flip_once(struct copied *copied, struct str *bytes, long bit)
{
	struct world *world = copied->world;
	const char *copy = copied->copy;
	char *byte = bytes->text + bit / 8;
	*byte = (char)(*byte ^ (1 << bit % 8));
	copied->copy = world_path(world, "flipped.db");
	cr_assert(
	    file_write(copied->copy, bytes->text, bytes->length, &world->err));
	*byte = (char)(*byte ^ (1 << bit % 8));
	bool is_refused = !copied_restore(copied);
	if (is_refused)
		cr_assert(world->err.is_set);
	else
		cr_assert_str_eq(content_of(world, world->path), copied->then,
		    "bit %ld has changed what it holds", bit);
	unlink(copied->kept);
	copied->copy = copy;
	return is_refused;
}

Test(restoring, t9_refuses_one_bit_or_holds_the_same)
{
	long count = number_of("COUNT", 20), seed = number_of("SEED", 1);
	struct copied copied = copied_new();
	struct world *world = copied.world;
	struct str bytes = STR_EMPTY;
	long refused = 0;
	world_read(world, copied.copy, &bytes);
	uint64_t chance = (uint64_t)seed;
	for (long i = 0; i < count; i++) {
		chance = chance * 6364136223846793005U + 1442695040888963407U;
		long bit = (long)((chance >> 20) % (bytes.length * 8));
		refused += flip_once(&copied, &bytes, bit);
	}
	cr_log_info("T9: %ld bits with seed %ld, %ld refused, %ld not in use",
	    count, seed, refused, count - refused);
	cr_assert(copied_restore(&copied), "%s", world_said(world));
	cr_assert_str_eq(copied_digest_at(world, world->path), copied.then);
	str_release(&bytes);
	copied_free(&copied);
}
