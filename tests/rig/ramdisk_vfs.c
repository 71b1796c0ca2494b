/*
 * The disk in memory as SQLite sees it: like the plain VFS of a Unix.
 *
 * It promises what that one promises of a usual disk, sectors of 4096 bytes
 * and that bytes beside a write are safe, and syncs the folder when and only
 * when that one does.  There is one program, so locks are always had.
 */
#include <errno.h>
#include <string.h>

#include "rig/ramdisk_inside.h"

enum { SECTOR_SIZE = 4096, PATH_LIMIT = 512 };

struct ramdisk_file {
	sqlite3_file base;
	struct ramdisk *disk;
	int inode;
	bool is_folder_owed; /* a new journal: its first sync names it */
	char *path;          /* to be deleted when it is closed, or NULL */
};

static struct ramdisk_file *
file_of(sqlite3_file *base)
{
	return (struct ramdisk_file *)base;
}

static struct ramdisk *
disk_of(sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

/* SQLite's own result for a fault, with errno as a Unix would set it. */
static int
result_of(enum ramdisk_fault fault, int error)
{
	switch (fault) {
	case RAMDISK_FINE:
		return SQLITE_OK;
	case RAMDISK_ERROR:
		errno = EIO;
		return error;
	case RAMDISK_FULL:
		errno = ENOSPC;
		return error == SQLITE_CANTOPEN ? error : SQLITE_FULL;
	default:
		errno = 0;
		return SQLITE_FULL;
	}
}

/* --- Files ---------------------------------------------------------------- */

static int
file_close(sqlite3_file *base)
{
	struct ramdisk_file *file = file_of(base);
	if (file->path)
		ramdisk_name(file->disk, file->path, -1);
	mem_free(file->path);
	return SQLITE_OK;
}

static int
file_read(sqlite3_file *base, void *bytes, int count, sqlite3_int64 at)
{
	struct ramdisk_file *file = file_of(base);
	size_t got;
	enum ramdisk_fault fault = ramdisk_get(
	    file->disk, file->inode, bytes, (size_t)count, (size_t)at, &got);
	if (fault != RAMDISK_FINE)
		return result_of(fault, SQLITE_IOERR_READ);
	if (got == (size_t)count)
		return SQLITE_OK;
	memset((char *)bytes + got, 0, (size_t)count - got);
	return SQLITE_IOERR_SHORT_READ;
}

static int
file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 at)
{
	struct ramdisk_file *file = file_of(base);
	size_t done;
	return result_of(ramdisk_write(file->disk, file->inode, bytes,
			     (size_t)count, (size_t)at, &done),
	    SQLITE_IOERR_WRITE);
}

static int
file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct ramdisk_file *file = file_of(base);
	return result_of(
	    ramdisk_truncate(file->disk, file->inode, (size_t)size),
	    SQLITE_IOERR_TRUNCATE);
}

static int
file_sync(sqlite3_file *base, int flags)
{
	struct ramdisk_file *file = file_of(base);
	(void)flags;
	enum ramdisk_fault fault =
	    ramdisk_sync(file->disk, file->inode, file->is_folder_owed);
	if (fault == RAMDISK_FINE)
		file->is_folder_owed = false;
	return result_of(fault, SQLITE_IOERR_FSYNC);
}

static int
file_size(sqlite3_file *base, sqlite3_int64 *size)
{
	struct ramdisk_file *file = file_of(base);
	*size = (sqlite3_int64)file->disk->inodes[file->inode].now.size;
	return SQLITE_OK;
}

static int
file_lock(sqlite3_file *base, int level)
{
	(void)base;
	(void)level;
	return SQLITE_OK;
}

static int
file_is_reserved(sqlite3_file *base, int *is_reserved)
{
	(void)base;
	*is_reserved = 0;
	return SQLITE_OK;
}

static int
file_control(sqlite3_file *base, int operation, void *argument)
{
	if (operation != SQLITE_FCNTL_VFSNAME)
		return SQLITE_NOTFOUND;
	*(char **)argument = sqlite3_mprintf("%s", file_of(base)->disk->name);
	return SQLITE_OK;
}

static int
file_sector(sqlite3_file *base)
{
	(void)base;
	return SECTOR_SIZE;
}

static int
file_traits(sqlite3_file *base)
{
	(void)base;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_is_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
};

/* --- The disk ------------------------------------------------------------- */

enum {
	JOURNALS = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL |
		   SQLITE_OPEN_WAL
};

static int
disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags,
    int *flags_out)
{
	struct ramdisk *disk = disk_of(vfs);
	struct ramdisk_file *file = file_of(base);
	*file = (struct ramdisk_file){
	    .disk = disk,
	    .inode =
		path ? ramdisk_find(disk, path) : ramdisk_make(disk, false),
	};
	if (file->inode < 0) {
		errno = ENOENT;
		if (!(flags & SQLITE_OPEN_CREATE))
			return SQLITE_CANTOPEN;
		enum ramdisk_fault fault =
		    ramdisk_create(disk, path, false, &file->inode);
		if (fault != RAMDISK_FINE)
			return result_of(fault, SQLITE_CANTOPEN);
		file->is_folder_owed = (flags & JOURNALS) != 0;
	} else if (disk->inodes[file->inode].is_folder) {
		errno = EISDIR;
		return SQLITE_CANTOPEN;
	}
	if (path && (flags & SQLITE_OPEN_DELETEONCLOSE))
		file->path = mem_copy_text(path);
	if (flags_out)
		*flags_out = flags;
	base->pMethods = &methods;
	return SQLITE_OK;
}

static int
disk_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
	struct ramdisk *disk = disk_of(vfs);
	if (!ramdisk_has(disk, path))
		return SQLITE_IOERR_DELETE_NOENT;
	return result_of(
	    ramdisk_delete(disk, path, sync_folder != 0), SQLITE_IOERR_DELETE);
}

/* As the plain one has it: an empty file is as good as none. */
static int
disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *answer)
{
	const struct ramdisk *disk = disk_of(vfs);
	int inode = ramdisk_find(disk, path);
	*answer = inode >= 0 && (flags != SQLITE_ACCESS_EXISTS ||
				    disk->inodes[inode].is_folder ||
				    disk->inodes[inode].now.size > 0);
	return SQLITE_OK;
}

static int
disk_full_path(sqlite3_vfs *vfs, const char *name, int size, char *path)
{
	(void)vfs;
	sqlite3_snprintf(size, path, "%s%s", *name == '/' ? "" : "/", name);
	return SQLITE_OK;
}

static int
disk_chance(sqlite3_vfs *vfs, int count, char *bytes)
{
	for (int i = 0; i < count; i++)
		bytes[i] = (char)ramdisk_chance(&disk_of(vfs)->chance);
	return count;
}

static int
disk_sleep(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds;
}

static int
disk_time(sqlite3_vfs *vfs, double *days)
{
	(void)vfs;
	*days = 2461000.5;
	return SQLITE_OK;
}

static int
disk_error(sqlite3_vfs *vfs, int size, char *text)
{
	(void)vfs;
	(void)size;
	(void)text;
	return errno;
}

void
ramdisk_set_vfs(struct ramdisk *disk)
{
	disk->vfs = (sqlite3_vfs){
	    .iVersion = 1,
	    .szOsFile = (int)sizeof(struct ramdisk_file),
	    .mxPathname = PATH_LIMIT,
	    .zName = disk->name,
	    .pAppData = disk,
	    .xOpen = disk_open,
	    .xDelete = disk_delete,
	    .xAccess = disk_access,
	    .xFullPathname = disk_full_path,
	    .xRandomness = disk_chance,
	    .xSleep = disk_sleep,
	    .xCurrentTime = disk_time,
	    .xGetLastError = disk_error,
	};
}
