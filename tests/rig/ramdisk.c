/*
 * A disk in memory: files, names, and what of them is not synced yet.
 *
 * Inodes are never given back before the disk is: whoever has a file open
 * that was deleted still has it.  Each has two images, what is on the disk
 * and what whoever reads it sees, and between them the list of what is not
 * synced yet.  SQLite comes in by ramdisk_vfs.c, everything else by
 * ramdisk_calls.c.
 *
 * What a power cut leaves is in ramdisk_cut.c, the bytes of images are in
 * ramdisk_image.c.
 *
 * Tested by tests/unit/store_ramdisk.c, and by planted faults that
 * tests/torture must find.
 */
#include "rig/ramdisk.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rig/ramdisk_inside.h"

enum { USUAL_MODE = 0600, FOLDER_MODE = 0700 };

/* --- Inodes and names ----------------------------------------------------- */

int
ramdisk_make(struct ramdisk *disk, bool is_folder)
{
	disk->inodes = mem_grow(disk->inodes, disk->inode_count,
	    &disk->inode_capacity, sizeof(*disk->inodes));
	disk->inodes[disk->inode_count] = (struct inode){
	    .is_folder = is_folder,
	    .mode = is_folder ? FOLDER_MODE : USUAL_MODE,
	};
	return (int)disk->inode_count++;
}

static size_t
find_entry(const struct ramdisk *disk, const char *path)
{
	size_t i = 0;
	while (i < disk->entry_count && !text_is(disk->entries[i].path, path))
		i++;
	return i;
}

size_t
ramdisk_take_entry(struct ramdisk *disk, const char *path)
{
	size_t entry = find_entry(disk, path);
	if (entry < disk->entry_count)
		return entry;
	disk->entries = mem_grow(disk->entries, disk->entry_count,
	    &disk->entry_capacity, sizeof(*disk->entries));
	disk->entries[disk->entry_count] = (struct entry){
	    .path = mem_copy_text(path),
	    .now = -1,
	    .durable = -1,
	};
	return disk->entry_count++;
}

int
ramdisk_find(const struct ramdisk *disk, const char *path)
{
	size_t entry = find_entry(disk, path);
	return entry < disk->entry_count ? disk->entries[entry].now : -1;
}

size_t
ramdisk_names(const struct ramdisk *disk, int inode)
{
	size_t count = 0;
	for (size_t i = 0; i < disk->entry_count; i++)
		count += disk->entries[i].now == inode;
	return count;
}

/* At once, and for sure. */
void
ramdisk_name(struct ramdisk *disk, const char *path, int inode)
{
	size_t entry = ramdisk_take_entry(disk, path);
	disk->entries[entry].now = inode;
	disk->entries[entry].durable = inode;
}

static void
rename_later(struct ramdisk *disk, const char *path, int inode, int old_name)
{
	size_t entry = ramdisk_take_entry(disk, path);
	disk->renamings = mem_grow(disk->renamings, disk->renaming_count,
	    &disk->renaming_capacity, sizeof(*disk->renamings));
	disk->renamings[disk->renaming_count++] = (struct renaming){
	    .stamp = ++disk->stamp,
	    .entry = entry,
	    .inode = inode,
	    .old_name = old_name,
	};
	disk->entries[entry].now = inode;
	if (old_name >= 0)
		disk->entries[old_name].now = -1;
}

void
ramdisk_make_durable(struct ramdisk *disk, const struct renaming *renaming)
{
	if (renaming->old_name >= 0)
		disk->entries[renaming->old_name].durable = -1;
	disk->entries[renaming->entry].durable = renaming->inode;
}

/* All of them, or (only_inode >= 0) those that gave this inode a name. */
static void
sync_names(struct ramdisk *disk, int only_inode)
{
	size_t left = 0;
	for (size_t i = 0; i < disk->renaming_count; i++) {
		const struct renaming *renaming = &disk->renamings[i];
		if (only_inode < 0 || renaming->inode == only_inode)
			ramdisk_make_durable(disk, renaming);
		else
			disk->renamings[left++] = *renaming;
	}
	disk->renaming_count = left;
}

/* --- Deltas --------------------------------------------------------------- */

static void
put_delta(struct ramdisk *disk, struct inode *inode, struct delta delta,
    const void *bytes)
{
	delta.stamp = ++disk->stamp;
	delta.from = inode->log.size;
	if (!delta.is_truncation)
		image_write(&inode->log, bytes, delta.length, delta.from);
	inode->deltas = mem_grow(
	    inode->deltas, inode->count, &inode->capacity, sizeof(delta));
	inode->deltas[inode->count++] = delta;
}

static void
forget_deltas(struct inode *inode)
{
	inode->count = 0;
	inode->log.size = 0;
}

/* --- Operations ----------------------------------------------------------- */

static enum ramdisk_fault
count_operation(struct ramdisk *disk, bool needs_room)
{
	disk->count++;
	if (disk->watcher)
		disk->watcher(disk->context, disk->count);
	if (disk->turn == 0 || disk->count < disk->turn ||
	    (disk->count > disk->turn && !disk->is_lasting))
		return RAMDISK_FINE;
	if (disk->fault != RAMDISK_ERROR && !needs_room)
		return RAMDISK_FINE;
	disk->has_failed = true;
	return disk->fault;
}

static bool
has_room(const struct ramdisk *disk, const struct inode *inode, size_t size)
{
	return disk->limit < 0 || size <= inode->now.size ||
	       ramdisk_used(disk) + (int64_t)(size - inode->now.size) <=
		   disk->limit;
}

enum ramdisk_fault
ramdisk_create(
    struct ramdisk *disk, const char *path, bool is_folder, int *inode)
{
	enum ramdisk_fault fault = count_operation(disk, true);
	if (fault == RAMDISK_SHORT)
		fault = RAMDISK_FULL;
	if (fault != RAMDISK_FINE)
		return fault;
	*inode = ramdisk_make(disk, is_folder);
	rename_later(disk, path, *inode, -1);
	return RAMDISK_FINE;
}

enum ramdisk_fault
ramdisk_get(struct ramdisk *disk, int inode, void *bytes, size_t size,
    size_t at, size_t *got)
{
	const struct image *image = &disk->inodes[inode].now;
	*got = 0;
	if (disk->is_read_counted) {
		enum ramdisk_fault fault = count_operation(disk, false);
		if (fault != RAMDISK_FINE)
			return fault;
		image = &disk->inodes[inode].now;
	}
	if (at >= image->size)
		return RAMDISK_FINE;
	*got = image->size - at < size ? image->size - at : size;
	memcpy(bytes, image->bytes + at, *got);
	return RAMDISK_FINE;
}

enum ramdisk_fault
ramdisk_write(struct ramdisk *disk, int number, const void *bytes, size_t size,
    size_t at, size_t *done)
{
	enum ramdisk_fault fault = count_operation(disk, true);
	struct inode *inode = &disk->inodes[number];
	if (fault == RAMDISK_FINE && !has_room(disk, inode, at + size)) {
		disk->has_failed = true;
		fault = RAMDISK_FULL;
	}
	*done = fault == RAMDISK_FINE ? size : size / 2;
	if (!has_room(disk, inode, at + *done))
		*done = 0;
	if (*done == 0)
		return fault;
	image_write(&inode->now, bytes, *done, at);
	put_delta(
	    disk, inode, (struct delta){.at = at, .length = *done}, bytes);
	return fault;
}

enum ramdisk_fault
ramdisk_truncate(struct ramdisk *disk, int number, size_t size)
{
	enum ramdisk_fault fault = count_operation(disk, false);
	struct inode *inode = &disk->inodes[number];
	if (fault != RAMDISK_FINE)
		return fault;
	image_resize(&inode->now, size);
	put_delta(disk, inode,
	    (struct delta){.is_truncation = true, .at = size}, NULL);
	return RAMDISK_FINE;
}

enum ramdisk_fault
ramdisk_sync(struct ramdisk *disk, int number, bool is_folder_meant)
{
	enum ramdisk_fault fault = count_operation(disk, false);
	struct inode *inode = &disk->inodes[number];
	if (fault != RAMDISK_FINE) {
		forget_deltas(inode);
		return fault;
	}
	for (size_t i = 0; i < inode->count; i++)
		ramdisk_apply(&inode->durable, inode, &inode->deltas[i]);
	forget_deltas(inode);
	bool is_all = disk->is_ordered || inode->is_folder || is_folder_meant;
	sync_names(disk, is_all ? -1 : number);
	return RAMDISK_FINE;
}

enum ramdisk_fault
ramdisk_delete(struct ramdisk *disk, const char *path, bool is_synced)
{
	enum ramdisk_fault fault = count_operation(disk, false);
	if (fault != RAMDISK_FINE)
		return fault;
	rename_later(disk, path, -1, -1);
	if (is_synced)
		sync_names(disk, -1);
	return RAMDISK_FINE;
}

enum ramdisk_fault
ramdisk_rename(struct ramdisk *disk, const char *from, const char *to)
{
	enum ramdisk_fault fault = count_operation(disk, false);
	if (fault != RAMDISK_FINE)
		return fault;
	rename_later(
	    disk, to, ramdisk_find(disk, from), (int)find_entry(disk, from));
	return RAMDISK_FINE;
}

enum ramdisk_fault
ramdisk_link(struct ramdisk *disk, const char *from, const char *to)
{
	enum ramdisk_fault fault = count_operation(disk, false);
	if (fault == RAMDISK_FINE)
		rename_later(disk, to, ramdisk_find(disk, from), -1);
	return fault;
}

/* --- The disk ------------------------------------------------------------- */

struct ramdisk *
ramdisk_new(const char *name)
{
	struct ramdisk *disk = mem_new(sizeof(*disk));
	disk->name = mem_copy_text(name);
	disk->limit = -1;
	ramdisk_name(disk, RAMDISK_FOLDER, ramdisk_make(disk, true));
	ramdisk_set_vfs(disk);
	sqlite3_vfs_register(&disk->vfs, 0);
	return disk;
}

void
ramdisk_free(struct ramdisk *disk)
{
	if (!disk)
		return;
	sqlite3_vfs_unregister(&disk->vfs);
	for (size_t i = 0; i < disk->inode_count; i++) {
		free(disk->inodes[i].now.bytes);
		free(disk->inodes[i].durable.bytes);
		free(disk->inodes[i].log.bytes);
		mem_free(disk->inodes[i].deltas);
	}
	for (size_t i = 0; i < disk->entry_count; i++)
		mem_free(disk->entries[i].path);
	mem_free(disk->inodes);
	mem_free(disk->entries);
	mem_free(disk->renamings);
	mem_free(disk->name);
	mem_free(disk);
}

const char *
ramdisk_vfs(const struct ramdisk *disk)
{
	return disk->name;
}

void
ramdisk_set_ordered(struct ramdisk *disk, bool is_ordered)
{
	disk->is_ordered = is_ordered;
}

void
ramdisk_refuse_links(struct ramdisk *disk)
{
	disk->has_no_links = true;
}

long
ramdisk_operations(const struct ramdisk *disk)
{
	return disk->count;
}

void
ramdisk_watch(struct ramdisk *disk, void (*before)(void *, long), void *context)
{
	disk->watcher = before;
	disk->context = context;
}

void
ramdisk_fail(
    struct ramdisk *disk, long n, enum ramdisk_fault fault, bool is_lasting)
{
	disk->turn = n;
	disk->fault = fault;
	disk->is_lasting = is_lasting;
}

bool
ramdisk_has_failed(const struct ramdisk *disk)
{
	return disk->has_failed;
}

void
ramdisk_count_reads(struct ramdisk *disk, bool is_counted)
{
	disk->is_read_counted = is_counted;
}

void
ramdisk_limit(struct ramdisk *disk, int64_t bytes)
{
	disk->limit = bytes;
}

int64_t
ramdisk_used(const struct ramdisk *disk)
{
	int64_t used = 0;
	for (size_t i = 0; i < disk->entry_count; i++)
		if (disk->entries[i].now >= 0)
			used += (int64_t)disk->inodes[disk->entries[i].now]
				    .now.size;
	return used;
}

/* --- Looking at it -------------------------------------------------------- */

bool
ramdisk_has(const struct ramdisk *disk, const char *path)
{
	return ramdisk_find(disk, path) >= 0;
}

bool
ramdisk_read(const struct ramdisk *disk, const char *path, struct str *bytes)
{
	int inode = ramdisk_find(disk, path);
	str_clear(bytes);
	if (inode < 0)
		return false;
	const struct image *image = &disk->inodes[inode].now;
	if (image->size > 0)
		str_put_n(bytes, (const char *)image->bytes, image->size);
	return true;
}

void
ramdisk_put(
    struct ramdisk *disk, const char *path, const char *bytes, size_t length)
{
	int number = ramdisk_make(disk, false);
	struct inode *inode = &disk->inodes[number];
	image_write(&inode->now, (const unsigned char *)bytes, length, 0);
	image_copy(&inode->durable, &inode->now);
	ramdisk_name(disk, path, number);
}

void
ramdisk_put_files(const struct ramdisk *disk, struct str *out)
{
	const char *between = "";
	for (size_t i = 0; i < disk->entry_count; i++) {
		const struct entry *entry = &disk->entries[i];
		if (entry->now < 0 || disk->inodes[entry->now].is_folder)
			continue;
		str_format(out, "%s%s", between, entry->path);
		between = " ";
	}
}
