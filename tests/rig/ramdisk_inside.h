/*
 * What the disk in memory is made of, for tests/rig/ramdisk*.c alone.
 */
#ifndef RIG_RAMDISK_INSIDE_H
#define RIG_RAMDISK_INSIDE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "base/mem.h"
#include "rig/ramdisk.h"

struct image {
	unsigned char *bytes;
	size_t size, capacity;
};

/* A write or a truncation that is not synced. */
struct delta {
	long stamp; /* when, among all deltas and renamings */
	bool is_truncation;
	size_t at, length;
	size_t from; /* of its bytes in the inode's log */
};

struct inode {
	bool is_folder;
	mode_t mode;
	struct image now, durable, log;
	struct delta *deltas;
	size_t count, capacity;
};

/* A path and the inode that it names, -1 for none. */
struct entry {
	char *path;
	int now, durable;
};

/* An entry was given an inode, and another may have lost it, unsynced. */
struct renaming {
	long stamp;
	size_t entry;
	int inode;    /* -1: it was deleted */
	int old_name; /* the entry that lost it at the same time, or -1 */
};

struct ramdisk {
	sqlite3_vfs vfs; /* pAppData points back here */
	char *name;
	bool is_ordered, has_no_links;
	struct inode *inodes;
	size_t inode_count, inode_capacity;
	struct entry *entries;
	size_t entry_count, entry_capacity;
	struct renaming *renamings;
	size_t renaming_count, renaming_capacity;
	long stamp;
	long count;
	void (*watcher)(void *, long);
	void *context;
	long turn;
	enum ramdisk_fault fault;
	bool is_lasting, has_failed, is_read_counted;
	int64_t limit;
	uint64_t chance; /* for SQLite */
};

/* Grown with zeros, or cut; written at a place; the same as another. */
void image_resize(struct image *image, size_t size);
void image_write(
    struct image *image, const unsigned char *bytes, size_t size, size_t at);
void image_copy(struct image *image, const struct image *from);
/* Do to an image what was done to the inode. */
void ramdisk_apply(
    struct image *image, const struct inode *inode, const struct delta *delta);

/* The entry of a path, made if there is none; what was renamed is synced. */
size_t ramdisk_take_entry(struct ramdisk *disk, const char *path);
void ramdisk_make_durable(
    struct ramdisk *disk, const struct renaming *renaming);

/* Numbers by chance, the same after the same seed. */
uint64_t ramdisk_chance(uint64_t *state);

/* Fill in disk->vfs. */
void ramdisk_set_vfs(struct ramdisk *disk);

/* The inode of a path now, or -1. */
int ramdisk_find(const struct ramdisk *disk, const char *path);
/* How many names it has. */
size_t ramdisk_names(const struct ramdisk *disk, int inode);
int ramdisk_make(struct ramdisk *disk, bool is_folder);
void ramdisk_name(struct ramdisk *disk, const char *path, int inode);

/*
 * Operations: each is counted, and does nothing if its turn to fail has come,
 * but for a write, which does half.
 */
enum ramdisk_fault ramdisk_create(struct ramdisk *disk, const char *path,
    bool is_folder, int *inode);
enum ramdisk_fault ramdisk_get(struct ramdisk *disk, int inode, void *bytes,
    size_t size, size_t at, size_t *got);
enum ramdisk_fault ramdisk_write(struct ramdisk *disk, int inode,
    const void *bytes, size_t size, size_t at, size_t *done);
enum ramdisk_fault ramdisk_truncate(
    struct ramdisk *disk, int inode, size_t size);
enum ramdisk_fault ramdisk_sync(
    struct ramdisk *disk, int inode, bool is_folder_meant);
enum ramdisk_fault ramdisk_delete(
    struct ramdisk *disk, const char *path, bool is_synced);
enum ramdisk_fault ramdisk_rename(
    struct ramdisk *disk, const char *from, const char *to);
/* A second name for what `from` names. */
enum ramdisk_fault ramdisk_link(
    struct ramdisk *disk, const char *from, const char *to);

/* --- Calls of the C library ----------------------------------------------- */

enum { RAMDISK_PATH = 512 };

/*
 * The disk that calls go to, or NULL; is a path in its folder, or taken from a
 * descriptor that was got there?
 */
struct ramdisk *ramdisk_mounted(void);
bool ramdisk_is_here(const char *path);
bool ramdisk_is_at(int folder, const char *path);
/*
 * The path without a slash at its end; from a folder's descriptor if need be.
 */
const char *ramdisk_tidy(
    char tidied[RAMDISK_PATH], int folder, const char *path);
/* -1 with errno; what came of an operation as 0, or the same. */
int ramdisk_refuse(int reason);
int ramdisk_answer(enum ramdisk_fault fault);

#endif
