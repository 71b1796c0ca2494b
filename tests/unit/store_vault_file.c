/*
 * What SQLite does with a vault, and what it may not do: the device contract
 * as it can be asked for, and all that a program uses SQLite for.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "rig/bytes.h"
#include "rig/chest.h"
#include "rig/faulty.h"

static const char fill[] =
    "PRAGMA cache_size = 10;"
    "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT);"
    "CREATE INDEX by_x ON t (x);"
    "WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r"
    " WHERE i < 2000) INSERT INTO t SELECT i, 'SECRETMARKER ' ||"
    " hex(randomblob(20)) || i FROM r;";

static bool
is_whole(struct chest *chest, sqlite3 *db, const char *rows)
{
	return text_is(chest_ask(chest, db, "PRAGMA integrity_check"), "ok") &&
	       text_is(chest_ask(chest, db, "SELECT count(*) FROM t"), rows);
}

static bool
is_in(struct chest *chest, const char *path, const char *text)
{
	struct str bytes = STR_EMPTY;
	chest_read(chest, path, &bytes);
	bool is_there = bytes_count(&bytes, text) > 0;
	str_release(&bytes);
	return is_there;
}

static sqlite3_file *
file_of(sqlite3 *db)
{
	sqlite3_file *file = NULL;
	sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	return file;
}

/* --- The disk that SQLite sees -------------------------------------------- */

/* The mutant that claims safe overwriting is found out here, too. */
Test(files, claim_nothing_but_sectors_of_a_block)
{
	struct chest *chest = chest_new();
	sqlite3 *db = chest_db(chest);
	sqlite3_file *file = file_of(db);
	int is_safe = 1;
	sqlite3_int64 map = 1 << 20;
	cr_assert_eq(file->pMethods->xSectorSize(file), 4096);
	cr_assert_eq(file->pMethods->xDeviceCharacteristics(file), 0);
	cr_assert_eq(file->pMethods->iVersion, 1);
	sqlite3_file_control(
	    db, "main", SQLITE_FCNTL_POWERSAFE_OVERWRITE, &is_safe);
	cr_assert_eq(is_safe, 0);
	sqlite3_file_control(db, "main", SQLITE_FCNTL_MMAP_SIZE, &map);
	cr_assert_eq(map, 0);
	cr_assert_eq(sqlite3_file_control(
			 db, "main", SQLITE_FCNTL_BEGIN_ATOMIC_WRITE, NULL),
	    SQLITE_NOTFOUND);
	sqlite3_close(db);
	chest_free(chest);
}

Test(files, keep_hints_about_size_from_the_real_file)
{
	struct chest *chest = chest_new();
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	struct str before = STR_EMPTY, after = STR_EMPTY;
	chest_read(chest, chest->options.path, &before);
	int chunk = 1 << 20;
	sqlite3_int64 hint = 4 << 20;
	cr_assert_eq(
	    sqlite3_file_control(db, "main", SQLITE_FCNTL_CHUNK_SIZE, &chunk),
	    SQLITE_OK);
	cr_assert_eq(
	    sqlite3_file_control(db, "main", SQLITE_FCNTL_SIZE_HINT, &hint),
	    SQLITE_OK);
	chest_run(db, "UPDATE t SET x = 'a' WHERE id = 1");
	chest_read(chest, chest->options.path, &after);
	cr_assert_eq(after.length, before.length);
	str_release(&before);
	str_release(&after);
	sqlite3_close(db);
	chest_free(chest);
}

Test(files, are_not_written_in_parts_of_a_block)
{
	struct chest *chest = chest_new();
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	sqlite3_file *file = file_of(db);
	cr_assert_eq(
	    file->pMethods->xWrite(file, "x", 1, 100), SQLITE_IOERR_WRITE);
	cr_assert_eq(
	    file->pMethods->xTruncate(file, 5000), SQLITE_IOERR_TRUNCATE);
	cr_assert(is_whole(chest, db, "2000"));
	sqlite3_close(db);
	chest_free(chest);
}

Test(files, have_no_write_ahead_log)
{
	struct chest *chest = chest_new();
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	cr_assert_neq(
	    sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL),
	    SQLITE_OK);
	chest_run(db, "PRAGMA locking_mode = EXCLUSIVE; SELECT x FROM t");
	cr_assert_neq(
	    sqlite3_exec(db, "PRAGMA journal_mode = wal", NULL, NULL, NULL),
	    SQLITE_OK);
	chest_run(db, "PRAGMA journal_mode = TRUNCATE");
	chest_run(db, "DELETE FROM t WHERE id > 1000");
	sqlite3_close(db);
	db = chest_db(chest);
	cr_assert(is_whole(chest, db, "1000"));
	cr_assert_not(file_exists(chest_path(chest, "chest.db-wal")));
	sqlite3_close(db);
	chest_free(chest);
}

/* SQLite calls these without a look whether they are there. */
Test(files, load_no_extensions)
{
	struct chest *chest = chest_new();
	sqlite3 *db = chest_db(chest);
	char *problem = NULL;
	sqlite3_enable_load_extension(db, 1);
	cr_assert_eq(sqlite3_load_extension(db, "libm.so.6", NULL, &problem),
	    SQLITE_ERROR);
	cr_assert(
	    strstr(problem, "a vault loads no extensions"), "%s", problem);
	sqlite3_free(problem);
	sqlite3_vfs *vfs = sqlite3_vfs_find(vault_vfs(chest->vault));
	cr_assert_null(vfs->xDlSym(vfs, NULL, "sin"));
	vfs->xDlClose(vfs, NULL);
	sqlite3_close(db);
	chest_free(chest);
}

/* --- What SQLite is used for ---------------------------------------------- */

Test(files, hold_transactions_in_every_journal_mode)
{
	static const char *const modes[] = {
	    "DELETE", "TRUNCATE", "PERSIST", "MEMORY"};
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		struct chest *chest = chest_new();
		sqlite3 *db = chest_db(chest);
		chest_run(db, arena_format(chest->arena,
				  "PRAGMA journal_mode = %s", modes[i]));
		chest_run(db, fill);
		chest_run(db,
		    "SAVEPOINT a; UPDATE t SET x = x || 'y';"
		    "SAVEPOINT b; DELETE FROM t WHERE id % 2;"
		    "ROLLBACK TO b; RELEASE b; ROLLBACK TO a; RELEASE a");
		cr_assert(is_whole(chest, db, "2000"), "%s", modes[i]);
		chest_run(db, "BEGIN; DELETE FROM t WHERE id > 10; ROLLBACK");
		cr_assert(is_whole(chest, db, "2000"), "%s", modes[i]);
		chest_run(db, "DELETE FROM t WHERE id % 2; VACUUM");
		cr_assert(is_whole(chest, db, "1000"), "%s", modes[i]);
		sqlite3_close(db);
		cr_assert(chest_unlock(chest, chest_passphrase));
		db = chest_db(chest);
		cr_assert(is_whole(chest, db, "1000"), "%s", modes[i]);
		sqlite3_close(db);
		chest_free(chest);
	}
}

/*
 * The file and its journal as they lie there in the middle of a change, which
 * is taken back then; halfway into the file, since the cache is small.
 */
static void
read_halfway(struct chest *chest, const char *change, struct str *file,
    struct str *journal)
{
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	chest_run(db, "BEGIN");
	chest_run(db, change);
	chest_read(chest, chest->options.path, file);
	chest_read(chest, chest_path(chest, "chest.db-journal"), journal);
	chest_run(db, "ROLLBACK");
	sqlite3_close(db);
}

/*
 * The journal is rolled back by who opens the file next, though its end is
 * torn: which is rubbish, but no damage.
 */
Test(files, are_put_right_from_a_journal_that_was_left)
{
	struct chest *chest = chest_new();
	struct str file = STR_EMPTY, journal = STR_EMPTY;
	const char *beside = chest_path(chest, "chest.db-journal");
	read_halfway(chest, "UPDATE t SET x = x || 'y'", &file, &journal);
	cr_assert_gt(journal.length, 100000);
	for (int i = 0; i < 3000; i++)
		str_put_char(&journal, 'x');
	chest_write(chest, chest->options.path, &file);
	chest_write(chest, beside, &journal);
	sqlite3 *db = chest_db(chest);
	cr_assert(is_whole(chest, db, "2000"));
	cr_assert_str_eq(
	    chest_ask(chest, db, "SELECT count(*) FROM t WHERE x LIKE '%y'"),
	    "0");
	sqlite3_close(db);
	str_release(&file);
	str_release(&journal);
	chest_free(chest);
}

/* A glance at a torn first block must not keep the journal from mending it. */
Test(files, are_put_right_even_if_the_first_block_is_torn)
{
	struct chest *chest = chest_new();
	struct str file = STR_EMPTY, journal = STR_EMPTY;
	const char *beside = chest_path(chest, "chest.db-journal");
	read_halfway(chest,
	    "UPDATE t SET x = x || 'y';"
	    "CREATE TABLE other (x); PRAGMA cache_size = 1;"
	    "UPDATE t SET x = x || 'y'",
	    &file, &journal);
	for (size_t i = 8192 + 1000; i < 8192 + 2000; i++)
		file.text[i] = 'x';
	chest_write(chest, chest->options.path, &file);
	sqlite3 *db = chest_db(chest);
	cr_assert(text_starts(
	    chest_ask(chest, db, "SELECT count(*) FROM t"), "FAILS: 8202"));
	sqlite3_close(db);
	chest_write(chest, chest->options.path, &file);
	chest_write(chest, beside, &journal);
	db = chest_db(chest);
	cr_assert(is_whole(chest, db, "2000"), "%s",
	    chest_ask(chest, db, "SELECT count(*) FROM t"));
	sqlite3_close(db);
	str_release(&file);
	str_release(&journal);
	chest_free(chest);
}

Test(files, can_be_copied_and_left)
{
	struct chest *chest = chest_new();
	const char *copy = chest_path(chest, "copy.db");
	const char *plain = chest_path(chest, "plain.db");
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	chest_run(db, arena_format(chest->arena, "VACUUM INTO '%s'", copy));
	sqlite3 *other = chest_open(copy, vault_vfs(chest->vault));
	cr_assert(is_whole(chest, other, "2000"));
	/* A transaction in two files makes a super-journal. */
	sqlite3_close(other);
	chest_run(db, arena_format(chest->arena, "ATTACH '%s' AS two", copy));
	chest_run(db, "BEGIN; DELETE FROM t WHERE id > 1000;"
		      "DELETE FROM two.t WHERE id > 500; COMMIT;"
		      "DETACH two");
	cr_assert(is_whole(chest, db, "1000"));
	other = chest_open(copy, vault_vfs(chest->vault));
	cr_assert(is_whole(chest, other, "500"));
	sqlite3_close(other);
	other = chest_open(plain, "unix");
	sqlite3_backup *backup = sqlite3_backup_init(other, "main", db, "main");
	cr_assert_eq(sqlite3_backup_step(backup, -1), SQLITE_DONE);
	sqlite3_backup_finish(backup);
	cr_assert(is_whole(chest, other, "1000"));
	sqlite3_close(other);
	sqlite3_close(db);
	cr_assert_not(is_in(chest, copy, "SECRETMARKER"));
	cr_assert(is_in(chest, plain, "SECRETMARKER"));
	chest_free(chest);
}

/* SQLite never writes the page where locks are; it becomes zeros of ours. */
Test(files, may_be_larger_than_where_the_locks_are)
{
	enum { LOCKS_AT = 0x20000 };
	struct chest *chest = chest_new();
	sqlite3_initialize();
	sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, LOCKS_AT);
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	cr_assert(is_whole(chest, db, "2000"));
	chest_run(db, "DELETE FROM t WHERE id % 2; VACUUM");
	cr_assert(is_whole(chest, db, "1000"));
	cr_assert_gt(
	    strtol(chest_ask(chest, db, "PRAGMA page_count"), NULL, 10),
	    LOCKS_AT / 4096 + 1);
	char zeros[4096] = {0}, page[4096] = "not zeros";
	sqlite3_file *file = file_of(db);
	cr_assert_eq(file->pMethods->xRead(file, page, sizeof(page), LOCKS_AT),
	    SQLITE_OK);
	cr_assert_arr_eq(page, zeros, sizeof(page));
	sqlite3_close(db);
	db = chest_db(chest);
	cr_assert(is_whole(chest, db, "1000"));
	sqlite3_close(db);
	sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, 0x40000000);
	chest_free(chest);
}

/* --- Above a disk that counts and fails ----------------------------------- */

/* The filled file, without its index, on another disk. */
static void
fill_above(struct chest *chest, const char *disk)
{
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	chest_run(db, "DROP INDEX by_x; VACUUM");
	sqlite3_close(db);
	chest->options.base = disk;
	cr_assert(chest_unlock(chest, chest_passphrase));
}

/* As the store has it open. */
static sqlite3 *
open_above(struct chest *chest)
{
	sqlite3 *db = chest_db(chest);
	chest_run(db, "PRAGMA locking_mode = EXCLUSIVE;"
		      "PRAGMA journal_mode = TRUNCATE;"
		      "PRAGMA synchronous = EXTRA; BEGIN EXCLUSIVE; ROLLBACK");
	return db;
}

static const char change[] = "UPDATE t SET x = replace(x, 'SECRET', 'OPENED')";

/* SQLite writes a page into its journal in three pieces. */
Test(files, seal_each_block_of_a_journal_once)
{
	enum { BESIDE = 12 }; /* both files begun, cut and synced */
	struct faulty *disk = faulty_new("counting");
	struct chest *chest = chest_new();
	fill_above(chest, "counting");
	sqlite3 *db = open_above(chest);
	long pages =
	    strtol(chest_ask(chest, db, "PRAGMA page_count"), NULL, 10);
	faulty_heal(disk);
	chest_run(db, change);
	cr_assert_gt(pages, 20);
	cr_assert_gt(faulty_operations(disk), pages);
	cr_assert_leq(faulty_operations(disk), 2 * pages + BESIDE);
	sqlite3_close(db);
	chest_free(chest);
	faulty_free(disk);
}

/*
 * What SQLite believes to be in the journal it takes back from there, though
 * it never reached the disk: else it would go on with what it had changed.
 */
Test(files, are_taken_back_though_the_journal_is_not_written)
{
	static const char changed[] =
	    "SELECT count(*) FROM t WHERE x LIKE '%OPENED%'";
	struct faulty *disk = faulty_new("failing");
	struct chest *chest = chest_new();
	fill_above(chest, "failing");
	sqlite3 *db = open_above(chest);
	long n = 1;
	for (;; n++) {
		faulty_fail(disk, n, FAULTY_FULL, true);
		if (sqlite3_exec(db, change, NULL, NULL, NULL) == SQLITE_OK)
			break;
		/* As it is in memory, unless that is given up; then in the
		 * file. */
		const char *now = chest_ask(chest, db, changed);
		cr_assert(text_is(now, "0") || text_starts(now, "FAILS"),
		    "%ld: %s", n, now);
		faulty_heal(disk);
		sqlite3_close(db);
		db = open_above(chest);
		now = chest_ask(chest, db, changed);
		cr_assert_str_eq(now, "0", "%ld: %s", n, now);
		cr_assert(is_whole(chest, db, "2000"));
	}
	cr_assert_gt(n, 40);
	sqlite3_close(db);
	chest_free(chest);
	faulty_free(disk);
}

/* --- What a thief sees ---------------------------------------------------- */

static double
chance_of(const struct str *bytes, size_t from)
{
	/* Pearson's sum over the 256 kinds of bytes: about 255 for chance. */
	double counts[256] = {0}, sum = 0;
	double expected = (double)(bytes->length - from) / 256;
	for (size_t i = from; i < bytes->length; i++)
		counts[(unsigned char)bytes->text[i]]++;
	for (size_t i = 0; i < 256; i++)
		sum +=
		    (counts[i] - expected) * (counts[i] - expected) / expected;
	return sum;
}

Test(files, say_nothing_to_whoever_steals_them)
{
	struct chest *chest = chest_new();
	sqlite3 *db = chest_db(chest);
	struct str bytes = STR_EMPTY, clear = STR_EMPTY;
	chest_run(db, fill);
	chest_run(db, "BEGIN; UPDATE t SET x = x || 'y'");
	const char *paths[] = {
	    chest->options.path, chest_path(chest, "chest.db-journal")};
	for (size_t i = 0; i < 2; i++) {
		cr_assert_not(is_in(chest, paths[i], "SECRET"));
		cr_assert_not(is_in(chest, paths[i], "SQLite"));
		cr_assert_not(is_in(chest, paths[i], "CREATE"));
		chest_read(chest, paths[i], &bytes);
		size_t start = i == 0 ? 8192 : 0;
		cr_assert_eq((bytes.length - start) % 4144, 0);
		/* The lengths are open; all that is not, is as chance has it.
		 */
		for (size_t at = start; at < bytes.length; at += 4144)
			str_put_n(&clear, bytes.text + at + 48, 4096);
		double chance = chance_of(&clear, 0);
		cr_assert(chance > 130 && chance < 400, "%g", chance);
		str_clear(&clear);
	}
	chest_run(db, "ROLLBACK");
	sqlite3_close(db);
	str_release(&clear);
	str_release(&bytes);
	chest_free(chest);
}

/* Two files with the same in them have no block in common. */
Test(files, of_two_copies_are_nothing_alike)
{
	struct chest *chest = chest_new();
	struct str one = STR_EMPTY, two = STR_EMPTY;
	const char *copies[] = {
	    chest_path(chest, "1.db"), chest_path(chest, "2.db")};
	sqlite3 *db = chest_db(chest);
	chest_run(db, fill);
	for (size_t i = 0; i < 2; i++)
		chest_run(db,
		    arena_format(chest->arena, "VACUUM INTO '%s'", copies[i]));
	sqlite3_close(db);
	chest_read(chest, copies[0], &one);
	chest_read(chest, copies[1], &two);
	cr_assert_eq(one.length, two.length);
	cr_assert_gt(one.length, 100000);
	for (size_t at = 8192; at < one.length; at += 4144)
		for (size_t piece = 48; piece < 4144; piece += 64)
			cr_assert_neq(memcmp(one.text + at + piece,
					  two.text + at + piece, 64),
			    0);
	str_release(&one);
	str_release(&two);
	chest_free(chest);
}
