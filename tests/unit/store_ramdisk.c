/*
 * The disk in memory that the torture of the store stands on: what it keeps
 * when the power goes, and how it fails.
 */
#include "rig/ramdisk.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>

#include "base/mem.h"

#define ONE RAMDISK_FOLDER "/one"

enum { OUTCOMES = 400, SECTOR = 512, LONG = 8 * SECTOR };

/* A file as SQLite has it. */
struct open_file {
	sqlite3_vfs *vfs;
	sqlite3_file *file;
};

static struct open_file
open_it(const struct ramdisk *disk, const char *path, int flags)
{
	struct open_file opened = {.vfs = sqlite3_vfs_find(ramdisk_vfs(disk))};
	opened.file = mem_new((size_t)opened.vfs->szOsFile);
	cr_assert_eq(
	    opened.vfs->xOpen(opened.vfs, path, opened.file,
		flags | SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE, NULL),
	    SQLITE_OK);
	return opened;
}

static void
close_it(struct open_file *opened)
{
	opened->file->pMethods->xClose(opened->file);
	mem_free(opened->file);
}

static int
write_it(struct open_file *opened, char letter, int size, int at)
{
	char bytes[LONG];
	memset(bytes, letter, sizeof(bytes));
	return opened->file->pMethods->xWrite(opened->file, bytes, size, at);
}

static int
sync_it(struct open_file *opened)
{
	return opened->file->pMethods->xSync(opened->file, SQLITE_SYNC_NORMAL);
}

/* What is in the file after a cut, as one text; "(none)" if it is not there. */
static const char *
after(const struct ramdisk *disk, const char *path, uint64_t seed,
    struct str *bytes)
{
	struct ramdisk *left = ramdisk_cut(disk, "left", seed);
	bool is_there = ramdisk_read(left, path, bytes);
	ramdisk_free(left);
	return is_there ? bytes->text : "(none)";
}

Test(ramdisk, keeps_all_that_was_synced)
{
	struct str bytes = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	cr_assert_eq(write_it(&file, 'a', 4, 0), SQLITE_OK);
	cr_assert_eq(sync_it(&file), SQLITE_OK);
	cr_assert_eq(write_it(&file, 'b', 2, 4), SQLITE_OK);
	int lengths[2] = {0};
	for (uint64_t seed = 0; seed < OUTCOMES; seed++) {
		after(disk, ONE, seed, &bytes);
		cr_assert_eq(strncmp(bytes.text, "aaaa", 4), 0);
		cr_assert(bytes.length == 4 || bytes.length == 6);
		lengths[bytes.length == 6]++;
	}
	cr_assert(lengths[0] > OUTCOMES / 4 && lengths[1] > OUTCOMES / 4,
	    "%d lost, %d kept", lengths[0], lengths[1]);
	close_it(&file);
	ramdisk_free(disk);
	str_release(&bytes);
}

Test(ramdisk, tears_what_was_not_synced_sector_by_sector)
{
	struct str bytes = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	write_it(&file, 'a', LONG, 0);
	sync_it(&file);
	write_it(&file, 'b', LONG - 100, 100);
	int torn = 0, with_rubbish = 0;
	for (uint64_t seed = 0; seed < OUTCOMES; seed++) {
		after(disk, ONE, seed, &bytes);
		cr_assert_eq(bytes.length, LONG);
		cr_assert_eq(strspn(bytes.text, "a") >= 100, 1,
		    "bytes beside a write are safe");
		int written = 0, rubbish = 0;
		for (size_t at = SECTOR; at < LONG; at += SECTOR) {
			char first = bytes.text[at];
			char whole[SECTOR];
			memset(whole, first, SECTOR);
			written += first == 'b';
			rubbish += memcmp(whole, bytes.text + at, SECTOR) != 0;
		}
		torn += written > 0 && written < LONG / SECTOR - 1;
		with_rubbish += rubbish > 0;
	}
	cr_assert(torn > OUTCOMES / 8 && with_rubbish > OUTCOMES / 16,
	    "%d torn, %d with rubbish", torn, with_rubbish);
	close_it(&file);
	ramdisk_free(disk);
	str_release(&bytes);
}

Test(ramdisk, gives_the_same_after_the_same_seed)
{
	struct str one = STR_EMPTY, other = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	for (int i = 0; i < 8; i++)
		write_it(&file, (char)('a' + i), SECTOR * 3, i * SECTOR);
	for (uint64_t seed = 0; seed < OUTCOMES; seed++) {
		after(disk, ONE, seed, &one);
		after(disk, ONE, seed, &other);
		cr_assert(one.length == other.length &&
			  memcmp(one.text, other.text, one.length) == 0);
	}
	close_it(&file);
	ramdisk_free(disk);
	str_release(&one);
	str_release(&other);
}

/* How often is a file there that was made, and deleted, without a sync? */
static void
count_names(bool is_ordered, int *made, int *deleted)
{
	struct str bytes = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file new_one, other;
	ramdisk_set_ordered(disk, is_ordered);
	ramdisk_put(disk, RAMDISK_FOLDER "/old", "old", 3);
	new_one = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	sqlite3_vfs *vfs = new_one.vfs;
	cr_assert_eq(vfs->xDelete(vfs, RAMDISK_FOLDER "/old", 0), SQLITE_OK);
	cr_assert_not(ramdisk_has(disk, RAMDISK_FOLDER "/old"));
	/* Somebody else's sync: what does it mean for these two? */
	other = open_it(disk, RAMDISK_FOLDER "/other", SQLITE_OPEN_MAIN_DB);
	sync_it(&other);
	*made = *deleted = 0;
	for (uint64_t seed = 0; seed < OUTCOMES; seed++) {
		*made += !text_is(after(disk, ONE, seed, &bytes), "(none)");
		*deleted += text_is(
		    after(disk, RAMDISK_FOLDER "/old", seed, &bytes), "(none)");
		cr_assert_str_neq(
		    after(disk, RAMDISK_FOLDER "/other", seed, &bytes),
		    "(none)");
	}
	close_it(&new_one);
	close_it(&other);
	ramdisk_free(disk);
	str_release(&bytes);
}

Test(ramdisk, may_forget_names_until_they_are_synced)
{
	int made, deleted;
	count_names(false, &made, &deleted);
	cr_assert(made > OUTCOMES / 4 && made < OUTCOMES * 3 / 4, "%d", made);
	cr_assert(deleted > OUTCOMES / 4 && deleted < OUTCOMES * 3 / 4);
	count_names(true, &made, &deleted);
	cr_assert(made == OUTCOMES && deleted == OUTCOMES);
}

Test(ramdisk, syncs_the_folder_of_a_new_journal)
{
	struct str bytes = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	struct open_file journal =
	    open_it(disk, ONE "-journal", SQLITE_OPEN_MAIN_JOURNAL);
	sync_it(&journal);
	for (uint64_t seed = 0; seed < OUTCOMES; seed++)
		cr_assert_str_neq(after(disk, ONE, seed, &bytes), "(none)");
	close_it(&file);
	close_it(&journal);
	ramdisk_free(disk);
	str_release(&bytes);
}

Test(ramdisk, fails_at_the_operation_it_is_told)
{
	struct str bytes = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	cr_assert_eq(ramdisk_operations(disk), 1);
	ramdisk_fail(disk, 3, RAMDISK_ERROR, false);
	cr_assert_eq(write_it(&file, 'a', 10, 0), SQLITE_OK);
	cr_assert_eq(write_it(&file, 'b', 10, 0), SQLITE_IOERR_WRITE);
	cr_assert(ramdisk_has_failed(disk));
	cr_assert_eq(write_it(&file, 'c', 1, 9), SQLITE_OK);
	ramdisk_read(disk, ONE, &bytes);
	cr_assert_str_eq(bytes.text, "bbbbbaaaac", "half of it was written");
	ramdisk_fail(disk, 6, RAMDISK_FULL, true);
	cr_assert_eq(sync_it(&file), SQLITE_OK);
	cr_assert_eq(write_it(&file, 'd', 4, 20), SQLITE_FULL);
	cr_assert_eq(write_it(&file, 'd', 4, 20), SQLITE_FULL);
	cr_assert_eq(sync_it(&file), SQLITE_OK, "to sync takes no room");
	close_it(&file);
	ramdisk_free(disk);
	str_release(&bytes);
}

Test(ramdisk, shows_what_a_failed_sync_has_thrown_away)
{
	struct str bytes = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	sync_it(&file);
	write_it(&file, 'a', 4, 0);
	ramdisk_fail(disk, ramdisk_operations(disk) + 1, RAMDISK_ERROR, false);
	cr_assert_eq(sync_it(&file), SQLITE_IOERR_FSYNC);
	cr_assert_eq(sync_it(&file), SQLITE_OK);
	ramdisk_read(disk, ONE, &bytes);
	cr_assert_str_eq(bytes.text, "aaaa");
	for (uint64_t seed = 0; seed < OUTCOMES; seed++)
		cr_assert_str_eq(after(disk, ONE, seed, &bytes), "");
	close_it(&file);
	ramdisk_free(disk);
	str_release(&bytes);
}

Test(ramdisk, has_as_much_room_as_it_is_given)
{
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	ramdisk_limit(disk, 100);
	cr_assert_eq(write_it(&file, 'a', 100, 0), SQLITE_OK);
	cr_assert_eq(write_it(&file, 'b', 100, 0), SQLITE_OK);
	cr_assert_eq(write_it(&file, 'c', 2, 99), SQLITE_FULL);
	cr_assert_eq(ramdisk_used(disk), 100);
	ramdisk_limit(disk, 101);
	cr_assert_eq(write_it(&file, 'c', 2, 99), SQLITE_OK);
	close_it(&file);
	ramdisk_free(disk);
}

Test(ramdisk, copies_what_a_killed_program_leaves)
{
	struct str bytes = STR_EMPTY;
	struct ramdisk *disk = ramdisk_new("disk");
	struct open_file file = open_it(disk, ONE, SQLITE_OPEN_MAIN_DB);
	write_it(&file, 'a', 4, 0);
	struct ramdisk *copy = ramdisk_copy(disk, "copy");
	write_it(&file, 'b', 4, 0);
	cr_assert(ramdisk_read(copy, ONE, &bytes));
	cr_assert_str_eq(bytes.text, "aaaa");
	close_it(&file);
	ramdisk_free(copy);
	ramdisk_free(disk);
	str_release(&bytes);
}
