/*
 * A disk in memory that can lose its power, fail and fill up, for tests.
 *
 *	struct ramdisk *disk = ramdisk_new("disk");
 *	... SQLite with the VFS "disk" works in the folder RAMDISK_FOLDER ...
 *	struct ramdisk *after = ramdisk_cut(disk, "after", seed);
 *	... what somebody finds there who switches it on again ...
 *	ramdisk_free(after);
 *	ramdisk_free(disk);
 *
 * Each file has what is surely on the disk (all until its last sync) and the
 * writes since then.  A power cut keeps the first, and of the second whatever
 * the seed says: nothing, all, the first few, or each 512 bytes by themselves,
 * some of them turned into rubbish.  Names work the same way: a file that was
 * made, deleted or renamed may not have been.  A disk is never changed by
 * being cut: so one moment has as many outcomes as there are seeds.
 *
 * What is counted as an operation is whatever can change the disk: making,
 * deleting and renaming a file, writing, truncating and syncing.
 */
#ifndef RIG_RAMDISK_H
#define RIG_RAMDISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct ramdisk;

/* The only folder of a new disk; there is none of this name anywhere else. */
#define RAMDISK_FOLDER "/ramdisk"

/* An empty disk; registers a VFS by that name, which ramdisk_vfs() tells. */
struct ramdisk *ramdisk_new(const char *name);
void ramdisk_free(struct ramdisk *disk);
const char *ramdisk_vfs(const struct ramdisk *disk);

/*
 * Of which names can be sure who has synced?  Of all that were given before
 * any sync (as ext4 does it), or only of the file's own until the folder is
 * synced as well (all that POSIX says)?
 */
void ramdisk_set_ordered(struct ramdisk *disk, bool is_ordered);

/* From now on a file has one name only, as on FAT: link(2) is refused. */
void ramdisk_refuse_links(struct ramdisk *disk);

/* Operations since the disk was made. */
long ramdisk_operations(const struct ramdisk *disk);

/* Call this before each operation with its number, from 1. */
void ramdisk_watch(struct ramdisk *disk, void (*before)(void *, long),
    void *context);

/* --- Failing -------------------------------------------------------------- */

enum ramdisk_fault {
	RAMDISK_FINE,
	RAMDISK_ERROR, /* the disk does not answer; a write has half happened */
	RAMDISK_FULL,  /* no room: writing and making files fail */
	RAMDISK_SHORT, /* only half of what is written is, without a reason */
	RAMDISK_FAULTS
};

/*
 * The n-th operation of this disk fails, and if `is_lasting` all after it; n
 * is 0: none does from now on.  A sync that fails has thrown away what was
 * to be synced, though whoever reads still sees it: so does Linux.
 */
void ramdisk_fail(struct ramdisk *disk, long n, enum ramdisk_fault fault,
    bool is_lasting);
bool ramdisk_has_failed(const struct ramdisk *disk);

/* Count reads as operations too, so that they can fail. */
void ramdisk_count_reads(struct ramdisk *disk, bool is_counted);

/* How many bytes all files can have together; -1: as many as you like. */
void ramdisk_limit(struct ramdisk *disk, int64_t bytes);
int64_t ramdisk_used(const struct ramdisk *disk);

/* --- Switching it off ----------------------------------------------------- */

/* What is left by a power cut now; the same seed gives the same again. */
struct ramdisk *ramdisk_cut(
    const struct ramdisk *disk, const char *name, uint64_t seed);

/* What is there when only the program was killed. */
struct ramdisk *ramdisk_copy(const struct ramdisk *disk, const char *name);

/* --- Looking at it -------------------------------------------------------- */

bool ramdisk_has(const struct ramdisk *disk, const char *path);
bool ramdisk_read(
    const struct ramdisk *disk, const char *path, struct str *bytes);

/* A file that is surely there; one that was there is replaced. */
void ramdisk_put(struct ramdisk *disk, const char *path, const char *bytes,
    size_t length);

/* The paths of all files, in the order of their making, parted by blanks. */
void ramdisk_put_files(const struct ramdisk *disk, struct str *out);

/* --- For everything that is not SQLite ------------------------------------ */

/*
 * From now on calls of the C library that name a path in RAMDISK_FOLDER go
 * to this disk (NULL: to none); the disk that they went to before.  The
 * program must be linked with the options in $(RAMDISK_WRAP) of the Makefile.
 */
struct ramdisk *ramdisk_mount(struct ramdisk *disk);

#endif
