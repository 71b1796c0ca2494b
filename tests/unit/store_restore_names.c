/*
 * Copies brought back on disks that fail at giving a file its name: the old
 * file is there with its journal, or it is said what it is called.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "rig/copied.h"

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
expect_old(struct copied *copied)
{
	struct world *world = copied->world;
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
	cr_assert_str_eq(world->err.arguments[1], copied->kept);
	expect_bytes(world, copied->kept, "rubbish", 7);
	if (!file_exists(journal))
		journal = world_path(
		    world, "people-before-2026-11-21-164205.db-journal");
	expect_bytes(world, journal, old_journal, sizeof(old_journal));
}

/* Was it done? */
static bool
restore_by_names(bool has_no_links, bool is_lasting, long turn, long sync_turn)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	const char *journal = world_path(world, "people.db-journal");
	cr_assert(file_write(world->path, "rubbish", 7, &world->err));
	cr_assert(
	    file_write(journal, old_journal, sizeof(old_journal), &world->err));
	names.has_no_links = has_no_links;
	names.is_lasting = is_lasting;
	names.turn = turn;
	names.sync_turn = sync_turn;
	names.renames = 0;
	bool is_done = copied_restore(&copied);
	names.turn = names.sync_turn = 0;
	cr_assert(is_done || world->fault == STORE_FAILED);
	if (is_done)
		expect_bytes(world, copied.kept, "rubbish", 7);
	else
		expect_old(&copied);
	copied_free(&copied);
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
