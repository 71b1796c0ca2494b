/*
 * Opening and closing the store's file.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/faulty.h"
#include "rig/hand.h"
#include "store/place.h"
#include "store/sql.h"
#include "store/state.h"

enum { NOBODY = 65534 };

static mode_t
mode_of(const char *path)
{
	struct stat there;
	cr_assert_eq(lstat(path, &there), 0);
	return there.st_mode & 07777;
}

/* Another file in the same world, from now on. */
static void
turn_to(struct world *world, const char *name)
{
	world_close(world);
	world->path = world_path(world, name);
}

static void
write_file(struct world *world, const char *path, const char *text)
{
	cr_assert(file_write(path, text, strlen(text), &world->err));
}

/* It cannot be opened, for that reason and with that sentence. */
static void
expect_refusal(struct world *world, enum store_fault fault, enum word word)
{
	cr_assert_not(world_open(world, false));
	cr_assert_null(world->store);
	cr_assert_eq(world->fault, fault, "fault %d: %s", (int)world->fault,
	    world_said(world));
	cr_assert(world_says(world, word));
}

/* ... and that leaves every byte of it as it was. */
static void
expect_untouched(struct world *world, enum store_fault fault, enum word word)
{
	struct str before = STR_EMPTY, after = STR_EMPTY;
	world_read(world, world->path, &before);
	expect_refusal(world, fault, word);
	world_read(world, world->path, &after);
	cr_assert_eq(before.length, after.length);
	cr_assert_eq(memcmp(before.text, after.text, after.length), 0);
	str_release(&before);
	str_release(&after);
}

/* --- The file ------------------------------------------------------------- */

Test(opening, makes_a_file_for_its_owner_alone)
{
	static const mode_t masks[] = {0, 022, 0777};
	struct world *world = world_new();
	for (size_t i = 0; i < ARRAY_LENGTH(masks); i++) {
		turn_to(world, arena_format(world->arena, "%zu.db", i));
		umask(masks[i]);
		cr_assert(world_open(world, true), "%s", world_said(world));
		struct hand hand = hand_add(world, "Mair Evans");
		cr_assert_eq(mode_of(world->path), 0600);
		cr_assert_eq(mode_of(arena_format(
				 world->arena, "%s-journal", world->path)),
		    0600);
		hand_release(&hand);
		umask(022);
	}
	world_free(world);
}

Test(opening, leaves_the_file_alone_in_its_folder)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
	world_close(world);
	cr_assert_str_eq(world_files(world), "people.db");
	cr_assert(world_open(world, false));
	cr_assert(store_begin(world->store, &world->err));
	world_close(world);
	cr_assert_str_eq(world_files(world), "people.db");
	hand_release(&hand);
	world_free(world);
}

/* What a power cut may leave beside it: see place_tidy(). */
Test(opening, takes_away_what_was_left_half_made)
{
	static const char *const left[] = {
	    ".people.db.unfinished",
	    ".people.db.unfinished-journal",
	    ".people.db.unfinished.version-1",
	    ".people.db.unfinished.version-1.new",
	    ".people.db.unfinished.version-1.new-journal",
	    ".people.db.unfinished.erased",
	    "..people.db.unfinished.erased.unfinished",
	    ".people.db.erased.unfinished",
	};
	struct world *world = world_new();
	world_close(world);
	write_file(world, world_path(world, "people.db.erased"), "");
	write_file(world, world_path(world, "people.db.copy"), "mine");
	for (size_t i = 0; i < ARRAY_LENGTH(left); i++)
		write_file(world, world_path(world, left[i]), "half");
	cr_assert(world_open(world, false));
	world_close(world);
	cr_assert_str_eq(
	    world_files(world), "people.db people.db.copy people.db.erased");
	for (size_t i = 0; i < ARRAY_LENGTH(left); i++)
		cr_assert_not(
		    file_exists(world_path(world, left[i])), "%s", left[i]);
	world_free(world);
}

Test(opening, changes_nothing_in_the_file)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct str before = STR_EMPTY, after = STR_EMPTY;
	const struct summary *list;
	size_t count;
	struct stat was, is;
	world_close(world);
	world_read(world, world->path, &before);
	cr_assert_eq(stat(world->path, &was), 0);
	cr_assert(world_open(world, true));
	cr_assert(hand_is_kept(&hand));
	cr_assert(store_list(world->store, "mair", 0, 9, world->arena, &list,
	    &count, &world->err));
	world_close(world);
	world_read(world, world->path, &after);
	cr_assert_eq(stat(world->path, &is), 0);
	cr_assert_eq(before.length, after.length);
	cr_assert_eq(memcmp(before.text, after.text, after.length), 0);
	cr_assert_eq(was.st_mtim.tv_nsec, is.st_mtim.tv_nsec);
	str_release(&before);
	str_release(&after);
	hand_release(&hand);
	world_free(world);
}

Test(opening, takes_any_name_as_that_of_a_file)
{
	static const char *const names[] = {
	    ":memory:",
	    "file:people?mode=memory",
	    "Siân's people; DROP TABLE plan.db",
	};
	struct world *world = world_new();
	world_close(world);
	cr_assert_eq(chdir(world->folder), 0);
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		world->path = names[i];
		cr_assert(world_open(world, true), "%s", world_said(world));
		struct hand hand = hand_add(world, "Mair Evans");
		world_reopen(world);
		cr_assert(hand_is_kept(&hand));
		cr_assert(file_exists(world_path(world, names[i])));
		world_close(world);
		hand_release(&hand);
	}
	cr_assert_eq(chdir("/"), 0);
	world_free(world);
}

Test(opening, says_when_there_is_no_file)
{
	struct world *world = world_new();
	turn_to(world, "other.db");
	expect_refusal(world, STORE_MISSING, WORD_FILE_MISSING);
	cr_assert_not(file_exists(world->path));
	world->path = world_path(world, "no/other.db");
	expect_refusal(world, STORE_MISSING, WORD_FILE_MISSING);
	cr_assert_not(world_open(world, true));
	cr_assert_eq(world->fault, STORE_MISSING);
	cr_assert(world_says(world, WORD_FILE_HAS_NO_FOLDER));
	const struct store_options options = {.path = world->path};
	cr_assert_not(store_open(&options, &world->store, NULL, &world->err));
	cr_assert(world_says(world, WORD_FILE_MISSING));
	world->path = world->folder;
	expect_refusal(world, STORE_FOREIGN, WORD_FILE_IS_FOLDER);
	world_free(world);
}

Test(opening, never_makes_a_file_through_a_link)
{
	struct world *world = world_new();
	turn_to(world, "link.db");
	const char *target = world_path(world, "target.db");
	cr_assert_eq(symlink(target, world->path), 0);
	cr_assert_not(world_open(world, true));
	cr_assert_eq(world->fault, STORE_FAILED);
	cr_assert_not(file_exists(target));
	world_free(world);
}

Test(opening, fills_an_empty_file_only_if_a_new_one_may_be_made)
{
	struct world *world = world_new();
	turn_to(world, "empty.db");
	write_file(world, world->path, "");
	cr_assert_eq(chmod(world->path, 0644), 0);
	expect_untouched(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	cr_assert(world_open(world, true), "%s", world_said(world));
	cr_assert_eq(mode_of(world->path), 0600);
	world_free(world);
}

/* SQLite would take it for empty. */
Test(opening, never_fills_a_file_of_a_single_byte)
{
	struct world *world = world_new();
	turn_to(world, "byte.db");
	write_file(world, world->path, "S");
	expect_untouched(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	cr_assert_not(world_open(world, true));
	cr_assert(world_says(world, WORD_STORE_FOREIGN));
	world_free(world);
}

/* What a power cut may leave of a vault; vault_disk.c says why. */
Test(opening, fills_what_is_left_of_a_vault_that_was_being_made)
{
	static const char start[4096], rest[] = "rubbish";
	struct world *world = world_new();
	struct str bytes = STR_EMPTY;
	turn_to(world, "begun.db");
	str_put_n(&bytes, start, sizeof(start));
	str_put(&bytes, rest);
	cr_assert(
	    file_write(world->path, bytes.text, bytes.length, &world->err));
	expect_untouched(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	cr_assert(world_open(world, true), "%s", world_said(world));
	world_reopen(world);
	str_release(&bytes);
	world_free(world);
}

/* --- Settings ------------------------------------------------------------- */

static const char *
ask(struct world *world, const char *statement)
{
	struct query *query = sql_query(world->store->sql, statement);
	const char *answer =
	    query_next(query) ? query_copy(query, 0, world->arena) : "";
	cr_assert(query_end(query, &world->err));
	return answer;
}

Test(opening, sets_what_makes_a_save_safe)
{
	struct world *world = world_new();
	cr_assert_str_eq(ask(world, "PRAGMA journal_mode"), "truncate");
	cr_assert_str_eq(ask(world, "PRAGMA synchronous"), "3");
	cr_assert_str_eq(ask(world, "PRAGMA locking_mode"), "exclusive");
	cr_assert_str_eq(ask(world, "PRAGMA temp_store"), "2");
	cr_assert_str_eq(ask(world, "PRAGMA secure_delete"), "1");
	cr_assert_str_eq(ask(world, "PRAGMA foreign_keys"), "1");
	cr_assert_str_eq(ask(world, "PRAGMA trusted_schema"), "0");
	cr_assert_str_eq(ask(world, "PRAGMA fullfsync"), "1");
	const char *size = ask(world, "PRAGMA mmap_size");
	cr_assert(*size == '\0' || text_is(size, "0"), "%s", size);
	world_free(world);
}

Test(opening, lets_nothing_do_harm)
{
	static const char *const statements[] = {
	    "ATTACH ':memory:' AS other",
	    "SELECT load_extension('libm.so')",
	    "SELECT \"no such column\"",
	    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema",
	    "DELETE FROM forms WHERE hash IN (SELECT forms FROM plan)",
	};
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	for (size_t i = 0; i < ARRAY_LENGTH(statements); i++) {
		struct err err = {0};
		cr_assert_not(sql_run(world->store->sql, statements[i], &err),
		    "%s", statements[i]);
		cr_assert_eq(err.word, WORD_STORE_FAILED);
	}
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}

Test(opening, names_the_vfs_itself)
{
	struct world *world = world_new();
	struct faulty *disk = faulty_new("other");
	world_close(world);
	faulty_make_default(disk);
	faulty_fail(disk, 1, FAULTY_ERROR, true);
	cr_assert(world_open(world, false));
	struct hand hand = hand_add(world, "Mair Evans");
	cr_assert(faulty_operations(disk) == 0 && faulty_reads(disk) == 0);
	world_close(world);
	faulty_heal(disk);
	world->vfs = "other";
	cr_assert(world_open(world, false));
	cr_assert(faulty_reads(disk) > 0);
	world_close(world);
	world->vfs = "there is none";
	cr_assert_not(world_open(world, false));
	cr_assert_eq(world->fault, STORE_FAILED);
	world->vfs = NULL;
	hand_release(&hand);
	world_free(world);
	faulty_free(disk);
}

Test(opening, turns_back_what_somebody_set_by_hand)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	world_close(world);
	world_sql(world, "PRAGMA journal_mode = WAL; VACUUM");
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert_str_eq(ask(world, "PRAGMA journal_mode"), "truncate");
	cr_assert(hand_is_kept(&hand));
	world_close(world);
	cr_assert_str_eq(world_files(world), "people.db");
	hand_release(&hand);
	world_free(world);
}

/* --- One program at a time ------------------------------------------------ */

/* Run in a program of its own; the status is what it returns. */
static int
run_apart(int (*run)(struct world *), struct world *world)
{
	int status;
	pid_t child = fork();
	cr_assert(child >= 0);
	if (child == 0)
		_exit(run(world));
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int
open_second(struct world *world)
{
	struct store *store;
	struct err err = {0};
	enum store_fault fault;
	const struct store_options options = {
	    .path = world->path, .is_any_drive_allowed = true};
	if (store_open(&options, &store, &fault, &err))
		return 1;
	if (store || fault != STORE_BUSY || err.word != WORD_STORE_BUSY)
		return 2;
	return 0;
}

/* The sqlite3 tool, say: it only wants to look. */
static int
read_second(struct world *world)
{
	sqlite3 *db;
	if (sqlite3_open_v2(world->path, &db, SQLITE_OPEN_READONLY, NULL) !=
	    SQLITE_OK)
		return 1;
	int result = sqlite3_exec(db, "SELECT * FROM plan", NULL, NULL, NULL);
	sqlite3_close(db);
	return result == SQLITE_BUSY ? 0 : 2;
}

Test(opening, tells_a_second_program_that_the_file_is_in_use)
{
	struct world *world = world_new();
	cr_assert_eq(run_apart(open_second, world), 0);
	cr_assert_eq(run_apart(read_second, world), 0);
	cr_assert_eq(open_second(world), 0, "nor twice in one program");
	struct hand hand = hand_add(world, "Mair Evans");
	cr_assert(hand_is_kept(&hand));
	cr_assert_eq(run_apart(open_second, world), 0, "still after a save");
	cr_assert_eq(run_apart(read_second, world), 0);
	world_close(world);
	cr_assert_eq(run_apart(open_second, world), 1, "free again");
	cr_assert(world_open(world, false));
	hand_release(&hand);
	world_free(world);
}

Test(opening, tells_it_too_when_the_file_is_only_being_read)
{
	struct world *world = world_new();
	sqlite3 *db;
	world_close(world);
	cr_assert_eq(sqlite3_open(world->path, &db), SQLITE_OK);
	cr_assert_eq(
	    sqlite3_exec(db, "BEGIN; SELECT * FROM plan", NULL, NULL, NULL),
	    SQLITE_OK);
	cr_assert_eq(run_apart(open_second, world), 0);
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	world_free(world);
}

/* --- Files that cannot be used -------------------------------------------- */

/* What somebody is told who may not. */
enum { TOLD_OF_WRITING, TOLD_OF_READING, TOLD_OTHERWISE };

/* Root may write everywhere: so as somebody who may not. */
static int
open_as_nobody(struct world *world)
{
	struct store *store;
	struct err err = {0};
	enum store_fault fault;
	const struct store_options options = {.path = world->path,
	    .is_new_allowed = true,
	    .is_any_drive_allowed = true};
	if (geteuid() == 0 && setuid(NOBODY) != 0)
		return TOLD_OTHERWISE;
	if (store_open(&options, &store, &fault, &err) ||
	    fault != STORE_READ_ONLY)
		return TOLD_OTHERWISE;
	if (err.word == WORD_FILE_NOT_READABLE)
		return TOLD_OF_READING;
	return err.word == WORD_STORE_READ_ONLY ||
		       err.word == WORD_FILE_NOT_WRITABLE
		   ? TOLD_OF_WRITING
		   : TOLD_OTHERWISE;
}

static void
give_to_nobody(const char *path, mode_t mode)
{
	if (geteuid() == 0)
		cr_assert_eq(chown(path, NOBODY, (gid_t)-1), 0);
	cr_assert_eq(chmod(path, mode), 0);
}

/* What lies round the folder of a test may be closed to others. */
static void
let_others_through(struct world *world)
{
	const char *outside = world_path(world, "..");
	struct stat there;
	cr_assert_eq(stat(outside, &there), 0);
	if ((there.st_mode & S_IXOTH) == 0)
		cr_assert_eq(
		    chmod(outside, there.st_mode | S_IXGRP | S_IXOTH), 0);
}

Test(opening, says_when_the_file_or_its_folder_cannot_be_used)
{
	static const struct {
		mode_t folder, file;
		const char *name;
		int told;
	} cases[] = {
	    {0700, 0400, "people.db", TOLD_OF_WRITING},
	    {0500, 0600, "people.db", TOLD_OF_WRITING},
	    {0700, 0000, "people.db", TOLD_OF_READING},
	    {0500, 0600, "other.db", TOLD_OF_WRITING},
	    {0000, 0600, "people.db", TOLD_OF_READING},
	};
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	const char *path = world->path;
	world_close(world);
	let_others_through(world);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		give_to_nobody(path, cases[i].file);
		give_to_nobody(world->folder, cases[i].folder);
		world->path = world_path(world, cases[i].name);
		cr_assert_eq(run_apart(open_as_nobody, world), cases[i].told,
		    "case %zu", i);
		give_to_nobody(world->folder, 0700);
	}
	give_to_nobody(path, 0600);
	world->path = path;
	cr_assert_str_eq(world_files(world), "people.db");
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}

Test(opening, says_when_the_disk_lets_nothing_be_written)
{
	struct world *world = world_new();
	struct faulty *disk = faulty_new("faulty");
	world_close(world);
	world->vfs = "faulty";
	faulty_fail(disk, 1, FAULTY_READ_ONLY, true);
	expect_untouched(world, STORE_READ_ONLY, WORD_STORE_READ_ONLY);
	faulty_heal(disk);
	world_free(world);
	faulty_free(disk);
}

Test(opening, leaves_a_foreign_file_as_it_is)
{
	struct world *world = world_new();
	turn_to(world, "letter.txt");
	write_file(world, world->path, "Dear Mair,\n");
	expect_untouched(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	turn_to(world, "long.txt");
	write_file(world, world->path,
	    arena_format(world->arena, "%*s", 9000, "a long letter"));
	expect_untouched(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	turn_to(world, "other.db");
	world_sql(world, "CREATE TABLE plan (id); PRAGMA user_version = 1");
	expect_untouched(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	world_sql(world, "PRAGMA journal_mode = WAL");
	expect_untouched(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	turn_to(world, "pipe");
	cr_assert_eq(mkfifo(world->path, 0600), 0);
	expect_refusal(world, STORE_FOREIGN, WORD_STORE_FOREIGN);
	world_free(world);
}

Test(opening, leaves_a_newer_file_as_it_is)
{
	struct world *world = world_new();
	world_close(world);
	world_sql(world, "PRAGMA user_version = 0");
	expect_untouched(world, STORE_BROKEN, WORD_STORE_BROKEN);
	world_sql(world, "PRAGMA user_version = 99");
	expect_untouched(world, STORE_NEWER, WORD_STORE_NEWER);
	world_free(world);
}

/* Rubbish over a part of the file, while it is closed. */
static void
spoil(struct world *world, size_t from, size_t length)
{
	struct str bytes = STR_EMPTY;
	world_read(world, world->path, &bytes);
	cr_assert(from + length <= bytes.length);
	memset(bytes.text + from, 'x', length);
	cr_assert(
	    file_write(world->path, bytes.text, bytes.length, &world->err));
	str_release(&bytes);
}

Test(opening, leaves_a_damaged_file_as_it_is)
{
	enum { PAGE = 4096, HEADER = 100 };
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct str whole = STR_EMPTY;
	world_close(world);
	world_read(world, world->path, &whole);
	cr_assert(whole.length > 10 * PAGE);
	for (size_t from = HEADER; from < whole.length;
	     from = (from / PAGE + 1) * PAGE) {
		spoil(world, from, 64);
		expect_untouched(world, STORE_BROKEN, WORD_STORE_BROKEN);
		cr_assert(file_write(
		    world->path, whole.text, whole.length, &world->err));
	}
	cr_assert(file_write(
	    world->path, whole.text, whole.length - PAGE, &world->err));
	expect_untouched(world, STORE_BROKEN, WORD_STORE_BROKEN);
	cr_assert(
	    file_write(world->path, whole.text, whole.length, &world->err));
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(hand_is_kept(&hand));
	str_release(&whole);
	hand_release(&hand);
	world_free(world);
}

/* A world with a file of six megabytes, closed. */
static struct world *
large_world(struct hand *hand)
{
	struct world *world = world_new();
	*hand = hand_add(world, "Mair Evans");
	world_close(world);
	world_sql(world, "INSERT INTO forms VALUES ('large');"
			 "INSERT INTO source VALUES"
			 " ('large', 'a.form', hex(zeroblob(3000000)))");
	return world;
}

enum { MIDDLE = 3 * 1024 * 1024 };

/* A look at all of a large file takes long: so not each time. */
Test(opening, looks_through_a_large_file_once_a_week)
{
	enum { WEEK = 7 * 24 * 60 * 60 };
	struct hand hand;
	struct world *world = large_world(&hand);
	world->now = 100 * WEEK;
	cr_assert(world_open(world, false), "%s", world_said(world));
	world_close(world);
	spoil(world, MIDDLE, 4096);
	world->now += WEEK - 1;
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(hand_is_kept(&hand));
	world_close(world);
	world->now++;
	expect_untouched(world, STORE_BROKEN, WORD_STORE_BROKEN);
	world->now = 99 * (int64_t)WEEK;
	expect_untouched(world, STORE_BROKEN, WORD_STORE_BROKEN);
	hand_release(&hand);
	world_free(world);
}

Test(opening, looks_through_a_large_file_after_an_interruption)
{
	struct hand hand;
	struct world *world = large_world(&hand);
	const char *journal =
	    arena_format(world->arena, "%s-journal", world->path);
	spoil(world, MIDDLE, 4096);
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(hand_is_kept(&hand));
	world_close(world);
	write_file(world, journal, "half a journal");
	expect_untouched(world, STORE_BROKEN, WORD_STORE_BROKEN);
	hand_release(&hand);
	world_free(world);
}

Test(opening, sees_rows_that_belong_to_nobody)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	world_close(world);
	world_sql(world, "DELETE FROM plan");
	expect_untouched(world, STORE_BROKEN, WORD_STORE_BROKEN);
	hand_release(&hand);
	world_free(world);
}
