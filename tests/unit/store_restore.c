/*
 * Copies brought back: whole or not at all, and nothing lost on the way.
 *
 * T9 of the plan for data safety: made, looked at, damaged by one bit, brought
 * back and compared, COUNT times with the seed SEED.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/faulty.h"
#include "rig/world.h"
#include "store/copies.h"
#include "store/mark.h"
#include "store/place.h"
#include "store/state.h"

static const char *
digest_of(struct world *world)
{
	char digest[MARK_SIZE];
	cr_assert(mark_reckon(world->store->sql, digest, &world->err));
	return arena_copy(world->arena, digest);
}

/* The digest of a file that nobody has open. */
static const char *
digest_at(struct world *world, const char *path)
{
	const char *kept = world->path;
	world->path = path;
	cr_assert(world_open(world, false), "%s", world_said(world));
	const char *digest = digest_of(world);
	world_close(world);
	world->path = kept;
	return digest;
}

struct scene {
	struct world *world;
	struct hand hand;
	const char *copy, *kept;
	const char *then; /* the digest of the copy */
	bool was_there;
};

/* A file, a copy of it, and something done since; closed. */
static struct scene
scene_new(void)
{
	struct scene scene = {.world = world_new()};
	struct world *world = scene.world;
	scene.copy = world_path(world, "copy.db");
	scene.kept = world_path(world, "before.db");
	scene.hand = hand_add(world, "Mair Evans");
	hand_answer(&scene.hand, "meals", 0, VOICE_PERSON, "I like to cook.");
	scene.then = digest_of(world);
	cr_assert(store_copy(world->store, scene.copy, NULL, &world->err));
	hand_answer(&scene.hand, "story", 0, VOICE_PERSON, "Later.");
	world_close(world);
	return scene;
}

static void
scene_free(struct scene *scene)
{
	hand_release(&scene->hand);
	world_free(scene->world);
}

static bool
restore(struct scene *scene)
{
	struct world *world = scene->world;
	const struct restoring restoring = {
	    .from = scene->copy,
	    .path = world->path,
	    .kept = scene->kept,
	    .vfs = world->vfs,
	};
	err_clear(&world->err);
	return store_restore(
	    &restoring, &scene->was_there, &world->fault, &world->err);
}

Test(restoring, brings_back_what_was_and_keeps_what_is)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	struct str before = STR_EMPTY, after = STR_EMPTY;
	struct stat there;
	world_read(world, world->path, &before);
	cr_assert(restore(&scene), "%s", world_said(world));
	cr_assert(scene.was_there);
	cr_assert_str_eq(world_files(world), "before.db copy.db people.db");
	world_read(world, scene.kept, &after);
	cr_assert(before.length == after.length &&
		  memcmp(before.text, after.text, after.length) == 0);
	cr_assert_str_eq(digest_at(world, world->path), scene.then);
	cr_assert_eq(stat(world->path, &there), 0);
	cr_assert_eq(there.st_mode & 07777, 0600);
	world->path = scene.kept;
	cr_assert(world_open(world, false));
	cr_assert(hand_is_kept(&scene.hand), "the file from before is whole");
	str_release(&before);
	str_release(&after);
	scene_free(&scene);
}

Test(restoring, needs_no_file_from_before_and_takes_a_damaged_one)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	const char *journal = world_path(world, "people.db-journal");
	cr_assert_eq(unlink(world->path), 0);
	cr_assert(file_write(journal, "half a journal", 14, &world->err));
	cr_assert(restore(&scene), "%s", world_said(world));
	cr_assert_not(scene.was_there);
	cr_assert_str_eq(world_files(world),
	    "before.db-journal copy.db people.db",
	    "a journal without its file does not change the new one");
	cr_assert_eq(unlink(world_path(world, "before.db-journal")), 0);
	cr_assert_str_eq(digest_at(world, world->path), scene.then);

	cr_assert(file_write(world->path, "rubbish", 7, &world->err));
	cr_assert(file_write(journal, "half a journal", 14, &world->err));
	cr_assert(restore(&scene), "%s", world_said(world));
	cr_assert(scene.was_there);
	cr_assert_not(file_exists(journal), "it belongs to the old file");
	cr_assert_str_eq(digest_at(world, world->path), scene.then);
	scene_free(&scene);
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
	struct scene scene = {
	    .world = world,
	    .copy = world->path,
	    .kept = world_path(world, "before.db"),
	};
	world->path = path;
	cr_assert(restore(&scene), "%s", world_said(world));
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
	struct scene scene = scene_new();
	struct world *world = scene.world;
	char name[] = "erased";
	const char *text;
	struct restoring restoring = {
	    .from = scene.copy,
	    .path = world->path,
	    .kept = scene.kept,
	    .amend = refuse,
	};
	const char *before = digest_at(world, world->path);
	cr_assert_not(store_restore(
	    &restoring, &scene.was_there, &world->fault, &world->err));
	cr_assert(world_says(world, WORD_STORE_PLAN_MISSING));
	cr_assert_str_eq(digest_at(world, world->path), before);
	cr_assert_str_eq(world_files(world), "copy.db people.db");
	restoring.amend = add_setting;
	restoring.context = name;
	cr_assert(store_restore(
	    &restoring, &scene.was_there, &world->fault, &world->err));
	cr_assert(world_open(world, false));
	cr_assert(store_get_setting(
	    world->store, name, world->arena, &text, &world->err));
	cr_assert_str_eq(text, "amended");
	scene_free(&scene);
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
	struct scene scene = scene_new();
	struct world *world = scene.world;
	struct str list = STR_EMPTY;
	const char *path = world_path(world, "people.db.erased");
	const struct restoring restoring = {
	    .from = scene.copy,
	    .path = world->path,
	    .kept = scene.kept,
	    .amend = lengthen_list,
	    .context = world,
	};
	cr_assert(file_write(path, "one\n", 4, &world->err));
	cr_assert(store_restore(
	    &restoring, &scene.was_there, &world->fault, &world->err));
	world_read(world, path, &list);
	cr_assert_str_eq(list.text, "one\ntwo\n");
	cr_assert_str_eq(
	    world_files(world), "before.db copy.db people.db people.db.erased");
	str_release(&list);
	scene_free(&scene);
}

/* A lock belongs to a program: so another one asks. */
static bool
restores_elsewhere(struct scene *scene)
{
	int status;
	pid_t child = fork();
	if (child == 0) {
		bool is_done = restore(scene);
		_exit(is_done                                     ? 0
		      : scene->world->err.word == WORD_STORE_BUSY ? 1
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
	struct scene *scene = context;
	struct world *world = scene->world;
	(void)store;
	(void)err;
	cr_assert_not(restores_elsewhere(scene));
	cr_assert_not(world_is_free(world->path));
	return true;
}

Test(restoring, lets_nobody_in_between_where_there_is_no_file)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	struct restoring restoring = {
	    .from = scene.copy,
	    .path = world->path,
	    .kept = scene.kept,
	    .amend = refuse,
	    .context = &scene,
	};
	cr_assert_eq(unlink(world->path), 0);
	cr_assert_not(store_restore(
	    &restoring, &scene.was_there, &world->fault, &world->err));
	cr_assert_str_eq(world_files(world), "copy.db", "as it was");
	err_clear(&world->err);
	restoring.amend = try_to_get_in_between;
	cr_assert(store_restore(
		      &restoring, &scene.was_there, &world->fault, &world->err),
	    "%s", world_said(world));
	cr_assert_not(scene.was_there);
	cr_assert_str_eq(world_files(world), "copy.db people.db");
	cr_assert_str_eq(digest_at(world, world->path), scene.then);
	scene_free(&scene);
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
expect_refused(struct scene *scene, enum store_fault fault, enum word word)
{
	struct world *world = scene->world;
	struct str before = STR_EMPTY, after = STR_EMPTY;
	world_read(world, world->path, &before);
	cr_assert_not(restore(scene));
	cr_assert_eq(world->fault, fault, "%s", world_said(world));
	cr_assert(world_says(world, word));
	world_read(world, world->path, &after);
	cr_assert(before.length == after.length &&
		  memcmp(before.text, after.text, after.length) == 0);
	cr_assert_not(file_exists(scene->kept));
	cr_assert_not(file_exists(world_path(world, ".people.db.unfinished")));
	str_release(&before);
	str_release(&after);
}

static void
change_copy(struct scene *scene, const char *statements)
{
	const char *path = scene->world->path;
	scene->world->path = scene->copy;
	world_sql(scene->world, statements);
	scene->world->path = path;
}

Test(restoring, refuses_what_is_missing_foreign_newer_or_damaged)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	const char *copy = scene.copy;
	scene.copy = world_path(world, "none.db");
	expect_refused(&scene, STORE_MISSING, WORD_FILE_MISSING);
	scene.copy = world->folder;
	expect_refused(&scene, STORE_FOREIGN, WORD_FILE_IS_FOLDER);
	scene.copy = world->path;
	expect_refused(&scene, STORE_FOREIGN, WORD_STORE_RESTORE_ITSELF);
	scene.copy = "README.md";
	expect_refused(&scene, STORE_FOREIGN, WORD_STORE_RESTORE_FOREIGN);

	scene.copy = copy;
	const char *path = world->path, *link = world_path(world, "link.db");
	cr_assert_eq(symlink(path, link), 0);
	world->path = link;
	expect_refused(&scene, STORE_FOREIGN, WORD_STORE_RESTORE_LINK);
	world->path = path;
	const char *journal = world_path(world, "copy.db-journal");
	cr_assert(file_write(journal, "half", 4, &world->err));
	expect_refused(&scene, STORE_FOREIGN, WORD_STORE_RESTORE_UNCLOSED);
	unlink(journal);
	change_copy(&scene, "UPDATE summary SET name = 'Somebody else'");
	expect_refused(&scene, STORE_BROKEN, WORD_STORE_RESTORE_BROKEN);
	change_copy(&scene, "PRAGMA user_version = 99");
	expect_refused(&scene, STORE_NEWER, WORD_STORE_NEWER);
	scene_free(&scene);
}

Test(restoring, waits_until_the_file_is_closed)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	cr_assert(world_open(world, false));
	cr_assert_not(restores_elsewhere(&scene));
	cr_assert_not(file_exists(scene.kept));
	hand_answer(&scene.hand, "story", 0, VOICE_PERSON, "It goes on.");
	cr_assert(hand_is_kept(&scene.hand));
	world_close(world);
	cr_assert(restores_elsewhere(&scene));
	cr_assert_str_eq(digest_at(world, world->path), scene.then);
	scene_free(&scene);
}

/* --- Disks that fail ------------------------------------------------------ */

static bool
restore_once(struct faulty *disk, long n, enum faulty_kind kind)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	const char *before = digest_at(world, world->path);
	world->vfs = "faulty";
	faulty_fail(disk, n, kind, true);
	bool is_done = restore(&scene);
	bool is_reached = faulty_operations(disk) >= n;
	faulty_heal(disk);
	world->vfs = NULL;
	cr_assert(is_done || world->err.is_set);
	cr_assert_eq(is_done, world->fault == STORE_FINE);
	cr_assert_str_eq(digest_at(world, world->path),
	    is_done ? scene.then : before, "operation %ld", n);
	cr_assert_eq(is_done, file_exists(scene.kept));
	scene_free(&scene);
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

/* What the disk does with names: in place of the C library's own calls. */
static struct {
	bool has_no_links;
	long turn; /* which rename fails, from 1; 0: none */
	bool is_lasting;
	long sync_turn; /* after so many renames no sync is done */
	long renames;
} names;

int
link(const char *from, const char *to)
{
	if (!names.has_no_links)
		return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
	errno = EPERM;
	return -1;
}

int
rename(const char *from, const char *to)
{
	long n = ++names.renames;
	if (names.turn == 0 || n < names.turn ||
	    (n > names.turn && !names.is_lasting))
		return renameat(AT_FDCWD, from, AT_FDCWD, to);
	errno = EIO;
	return -1;
}

int
fsync(int fd)
{
	if (names.sync_turn == 0 || names.renames < names.sync_turn)
		return fdatasync(fd);
	errno = EIO;
	return -1;
}

/* SQLite takes it for one that is over, and leaves it where it is. */
static const char old_journal[] = "\0alf a journal";

static void
expect_bytes(
    struct world *world, const char *path, const char *bytes, size_t length)
{
	struct str there = STR_EMPTY;
	world_read(world, path, &there);
	cr_assert(
	    there.length == length && memcmp(there.text, bytes, length) == 0,
	    "%s", path);
	str_release(&there);
}

/* The old file is there with its journal, or it is said what it is called. */
static void
expect_old(struct scene *scene)
{
	struct world *world = scene->world;
	const char *journal = world_path(world, "people.db-journal");
	if (world->err.word != WORD_STORE_RESTORE_ASIDE) {
		cr_assert_str_eq(
		    world_files(world), "copy.db people.db people.db-journal");
		expect_bytes(world, world->path, "rubbish", 7);
		expect_bytes(world, journal, old_journal, sizeof(old_journal));
		return;
	}
	cr_assert(names.is_lasting, "it could be undone");
	cr_assert_str_eq(world->err.arguments[0], world->path);
	cr_assert_str_eq(world->err.arguments[1], scene->kept);
	expect_bytes(world, scene->kept, "rubbish", 7);
	if (!file_exists(journal))
		journal = world_path(world, "before.db-journal");
	expect_bytes(world, journal, old_journal, sizeof(old_journal));
}

/* Was it done? */
static bool
restore_by_names(bool has_no_links, bool is_lasting, long turn, long sync_turn)
{
	struct scene scene = scene_new();
	struct world *world = scene.world;
	const char *journal = world_path(world, "people.db-journal");
	cr_assert(file_write(world->path, "rubbish", 7, &world->err));
	cr_assert(
	    file_write(journal, old_journal, sizeof(old_journal), &world->err));
	names.has_no_links = has_no_links;
	names.is_lasting = is_lasting;
	names.turn = turn;
	names.sync_turn = sync_turn;
	names.renames = 0;
	bool is_done = restore(&scene);
	names.turn = names.sync_turn = 0;
	cr_assert(is_done || world->fault == STORE_FAILED);
	if (is_done)
		expect_bytes(world, scene.kept, "rubbish", 7);
	else
		expect_old(&scene);
	scene_free(&scene);
	return is_done;
}

Test(restoring, puts_everything_back_when_a_name_cannot_be_given)
{
	for (int has_no_links = 0; has_no_links < 2; has_no_links++) {
		long renames = 2 + has_no_links;
		for (int is_lasting = 0; is_lasting < 2; is_lasting++) {
			long n = 1;
			while (
			    !restore_by_names(has_no_links, is_lasting, n, 0))
				n++;
			cr_assert_eq(n, renames + 1, "%ld", n);
		}
		cr_assert_not(
		    restore_by_names(has_no_links, false, 0, renames));
	}
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
	return digest_at(world, path);
}

static bool
flip_once(struct scene *scene, struct str *bytes, long bit)
{
	struct world *world = scene->world;
	const char *copy = scene->copy;
	char *byte = bytes->text + bit / 8;
	*byte = (char)(*byte ^ (1 << bit % 8));
	scene->copy = world_path(world, "flipped.db");
	cr_assert(
	    file_write(scene->copy, bytes->text, bytes->length, &world->err));
	*byte = (char)(*byte ^ (1 << bit % 8));
	bool is_refused = !restore(scene);
	if (is_refused)
		cr_assert(world->err.is_set);
	else
		cr_assert_str_eq(content_of(world, world->path), scene->then,
		    "bit %ld has changed what it holds", bit);
	unlink(scene->kept);
	scene->copy = copy;
	return is_refused;
}

Test(restoring, t9_refuses_one_bit_or_holds_the_same)
{
	long count = number_of("COUNT", 20), seed = number_of("SEED", 1);
	struct scene scene = scene_new();
	struct world *world = scene.world;
	struct str bytes = STR_EMPTY;
	long refused = 0;
	world_read(world, scene.copy, &bytes);
	uint64_t chance = (uint64_t)seed;
	for (long i = 0; i < count; i++) {
		chance = chance * 6364136223846793005U + 1442695040888963407U;
		long bit = (long)((chance >> 20) % (bytes.length * 8));
		refused += flip_once(&scene, &bytes, bit);
	}
	cr_log_info("T9: %ld bits with seed %ld, %ld refused, %ld not in use",
	    count, seed, refused, count - refused);
	cr_assert(restore(&scene), "%s", world_said(world));
	cr_assert_str_eq(digest_at(world, world->path), scene.then);
	str_release(&bytes);
	scene_free(&scene);
}
