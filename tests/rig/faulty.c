/*
 * A disk that fails on demand.
 *
 * Every file of this VFS has a file of the plain VFS behind it in the same
 * memory.  Each call is counted and then handed on, unless its turn to fail
 * has come.  WAL and memory maps are not offered: nothing here may need them.
 */
#include "rig/faulty.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

struct faulty {
	sqlite3_vfs vfs; /* pAppData points back here */
	sqlite3_vfs *below;
	char *name;
	long count, reads;
	long turn; /* which operation fails; 0: none */
	enum faulty_kind kind;
	bool is_lasting, has_failed;
	bool is_read_counted;
	long calls_left; /* before the hook is called; 0: it was, or is none */
	void (*hook)(void *context);
	void *context;
};

struct faulty_file {
	sqlite3_file base;
	struct faulty *disk;
	sqlite3_file *below;
};

/* --- Counting ------------------------------------------------------------- */

/* Something is asked of the disk, whatever it is. */
static void
note_call(struct faulty *disk)
{
	if (disk->calls_left > 0 && --disk->calls_left == 0)
		disk->hook(disk->context);
}

/* SQLITE_OK, or the result that the operation must have. */
static int
count_operation(struct faulty *disk, int error, bool needs_room)
{
	disk->count++;
	if (disk->turn == 0 || disk->count < disk->turn ||
	    (disk->count > disk->turn && !disk->is_lasting))
		return SQLITE_OK;
	if (disk->kind == FAULTY_FULL && !needs_room)
		return SQLITE_OK;
	disk->has_failed = true;
	switch (disk->kind) {
	case FAULTY_FULL:
		return SQLITE_FULL;
	case FAULTY_READ_ONLY:
		return error == SQLITE_CANTOPEN ? error : SQLITE_READONLY;
	default:
		return error;
	}
}

/* --- Files ---------------------------------------------------------------- */

static struct faulty_file *
handle_of(sqlite3_file *base)
{
	return (struct faulty_file *)base;
}

static int
handle_close(sqlite3_file *base)
{
	sqlite3_file *below = handle_of(base)->below;
	return below->pMethods ? below->pMethods->xClose(below) : SQLITE_OK;
}

static int
handle_read(sqlite3_file *base, void *bytes, int count, sqlite3_int64 at)
{
	sqlite3_file *below = handle_of(base)->below;
	struct faulty *disk = handle_of(base)->disk;
	note_call(disk);
	disk->reads++;
	if (disk->is_read_counted) {
		int result = count_operation(disk, SQLITE_IOERR_READ, false);
		if (result != SQLITE_OK)
			return result;
	}
	return below->pMethods->xRead(below, bytes, count, at);
}

static int
handle_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 at)
{
	sqlite3_file *below = handle_of(base)->below;
	note_call(handle_of(base)->disk);
	int result =
	    count_operation(handle_of(base)->disk, SQLITE_IOERR_WRITE, true);
	if (result == SQLITE_OK)
		return below->pMethods->xWrite(below, bytes, count, at);
	below->pMethods->xWrite(below, bytes, count / 2, at);
	return result;
}

static int
handle_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	sqlite3_file *below = handle_of(base)->below;
	note_call(handle_of(base)->disk);
	int result = count_operation(
	    handle_of(base)->disk, SQLITE_IOERR_TRUNCATE, false);
	return result == SQLITE_OK ? below->pMethods->xTruncate(below, size)
				   : result;
}

static int
handle_sync(sqlite3_file *base, int flags)
{
	sqlite3_file *below = handle_of(base)->below;
	note_call(handle_of(base)->disk);
	int result =
	    count_operation(handle_of(base)->disk, SQLITE_IOERR_FSYNC, false);
	return result == SQLITE_OK ? below->pMethods->xSync(below, flags)
				   : result;
}

static int
handle_size(sqlite3_file *base, sqlite3_int64 *size)
{
	sqlite3_file *below = handle_of(base)->below;
	note_call(handle_of(base)->disk);
	return below->pMethods->xFileSize(below, size);
}

static int
handle_lock(sqlite3_file *base, int level)
{
	sqlite3_file *below = handle_of(base)->below;
	note_call(handle_of(base)->disk);
	return below->pMethods->xLock(below, level);
}

static int
handle_unlock(sqlite3_file *base, int level)
{
	sqlite3_file *below = handle_of(base)->below;
	note_call(handle_of(base)->disk);
	return below->pMethods->xUnlock(below, level);
}

static int
handle_is_reserved(sqlite3_file *base, int *is_reserved)
{
	sqlite3_file *below = handle_of(base)->below;
	return below->pMethods->xCheckReservedLock(below, is_reserved);
}

static int
handle_control(sqlite3_file *base, int operation, void *argument)
{
	sqlite3_file *below = handle_of(base)->below;
	return operation == SQLITE_FCNTL_HAS_MOVED
		   ? below->pMethods->xFileControl(below, operation, argument)
		   : SQLITE_NOTFOUND;
}

static int
handle_sector(sqlite3_file *base)
{
	sqlite3_file *below = handle_of(base)->below;
	return below->pMethods->xSectorSize(below);
}

static int
handle_traits(sqlite3_file *base)
{
	sqlite3_file *below = handle_of(base)->below;
	return below->pMethods->xDeviceCharacteristics(below);
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = handle_close,
    .xRead = handle_read,
    .xWrite = handle_write,
    .xTruncate = handle_truncate,
    .xSync = handle_sync,
    .xFileSize = handle_size,
    .xLock = handle_lock,
    .xUnlock = handle_unlock,
    .xCheckReservedLock = handle_is_reserved,
    .xFileControl = handle_control,
    .xSectorSize = handle_sector,
    .xDeviceCharacteristics = handle_traits,
};

/* --- The disk ------------------------------------------------------------- */

static struct faulty *
disk_of(sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

static int
disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags,
    int *flags_out)
{
	struct faulty *disk = disk_of(vfs);
	struct faulty_file *file = handle_of(base);
	int is_there = 0;
	note_call(disk);
	*file = (struct faulty_file){
	    .disk = disk,
	    .below = (sqlite3_file *)(file + 1),
	};
	file->below->pMethods = NULL;
	disk->below->xAccess(
	    disk->below, name, SQLITE_ACCESS_READWRITE, &is_there);
	if ((flags & SQLITE_OPEN_CREATE) && !is_there) {
		int result = count_operation(disk, SQLITE_CANTOPEN, true);
		if (result != SQLITE_OK)
			return result;
	}
	int result = disk->below->xOpen(
	    disk->below, name, file->below, flags, flags_out);
	if (file->below->pMethods)
		base->pMethods = &methods;
	return result;
}

static int
disk_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	struct faulty *disk = disk_of(vfs);
	note_call(disk);
	int result = count_operation(disk, SQLITE_IOERR_DELETE, false);
	return result == SQLITE_OK
		   ? disk->below->xDelete(disk->below, name, sync_folder)
		   : result;
}

static int
disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *answer)
{
	sqlite3_vfs *below = disk_of(vfs)->below;
	return below->xAccess(below, name, flags, answer);
}

static int
disk_full_path(sqlite3_vfs *vfs, const char *name, int size, char *path)
{
	sqlite3_vfs *below = disk_of(vfs)->below;
	return below->xFullPathname(below, name, size, path);
}

static int
disk_chance(sqlite3_vfs *vfs, int count, char *bytes)
{
	sqlite3_vfs *below = disk_of(vfs)->below;
	return below->xRandomness(below, count, bytes);
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
	sqlite3_vfs *below = disk_of(vfs)->below;
	return below->xCurrentTime(below, days);
}

static int
disk_error(sqlite3_vfs *vfs, int size, char *text)
{
	(void)vfs;
	(void)size;
	(void)text;
	return 0;
}

struct faulty *
faulty_new(const char *name)
{
	struct faulty *disk = mem_new(sizeof(*disk));
	disk->name = mem_copy_text(name);
	disk->below = sqlite3_vfs_find("unix");
	disk->vfs = (sqlite3_vfs){
	    .iVersion = 1,
	    .szOsFile = (int)sizeof(struct faulty_file) + disk->below->szOsFile,
	    .mxPathname = disk->below->mxPathname,
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
	sqlite3_vfs_register(&disk->vfs, 0);
	return disk;
}

void
faulty_free(struct faulty *disk)
{
	sqlite3_vfs_unregister(&disk->vfs);
	mem_free(disk->name);
	mem_free(disk);
}

void
faulty_fail(struct faulty *disk, long n, enum faulty_kind kind, bool is_lasting)
{
	disk->count = 0;
	disk->reads = 0;
	disk->turn = n;
	disk->kind = kind;
	disk->is_lasting = is_lasting;
	disk->has_failed = false;
}

void
faulty_heal(struct faulty *disk)
{
	faulty_fail(disk, 0, FAULTY_ERROR, false);
}

long
faulty_after(long n)
{
	const char *stride = getenv("FAULTS_STRIDE");

	return n + (stride ? strtol(stride, NULL, 10) : 1);
}

void
faulty_count_reads(struct faulty *disk, bool is_counted)
{
	disk->is_read_counted = is_counted;
}

bool
faulty_has_failed(const struct faulty *disk)
{
	return disk->has_failed;
}

void
faulty_before(
    struct faulty *disk, long n, void (*hook)(void *context), void *context)
{
	disk->calls_left = n;
	disk->hook = hook;
	disk->context = context;
}

long
faulty_operations(const struct faulty *disk)
{
	return disk->count;
}

long
faulty_reads(const struct faulty *disk)
{
	return disk->reads;
}

void
faulty_make_default(struct faulty *disk)
{
	sqlite3_vfs_register(&disk->vfs, 1);
}
