/*
 * The disk in memory for everything that is not SQLite: calls of the C library.
 *
 * The linker turns each call of open() and its like into one of __wrap_open(),
 * and __real_open() is the library's own ($(RAMDISK_WRAP) in the Makefile).
 * What names a path in the folder of the disk, or a descriptor that was got
 * there, is done here; everything else is handed on.  A call that should be
 * here and is not finds no such file, since there is no such folder.  What
 * makes, takes away and changes names is in ramdisk_names.c.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "rig/ramdisk_inside.h"

/* Far above any that the system gives. */
enum { FIRST_HANDLE = 1 << 20, HANDLES = 64 };

/* What a Linux says of an ext4. */
enum { EXT4_MAGIC = 0xEF53, BLOCK_SIZE = 4096, BLOCKS_FREE = 1 << 20 };

struct handle {
	struct ramdisk *disk; /* NULL: free */
	int inode;
	size_t at;
	size_t next;             /* a folder's entry to be read */
	char path[RAMDISK_PATH]; /* of a folder */
	struct dirent entry;
};

/* A call has nobody to bring it what it needs. */
static struct ramdisk *mounted;
static struct handle handles[HANDLES];

struct ramdisk *
ramdisk_mount(struct ramdisk *disk)
{
	struct ramdisk *before = mounted;
	mounted = disk;
	return before;
}

struct ramdisk *
ramdisk_mounted(void)
{
	return mounted;
}

/* --- What is meant -------------------------------------------------------- */

bool
ramdisk_is_here(const char *path)
{
	size_t length = strlen(RAMDISK_FOLDER);
	return mounted && strncmp(path, RAMDISK_FOLDER, length) == 0 &&
	       (path[length] == '/' || !path[length]);
}

static struct handle *
handle_of(int fd)
{
	return fd >= FIRST_HANDLE && fd < FIRST_HANDLE + HANDLES
		   ? &handles[fd - FIRST_HANDLE]
		   : NULL;
}

bool
ramdisk_is_at(int folder, const char *path)
{
	return handle_of(folder) || ramdisk_is_here(path);
}

static int
number_of(const struct handle *handle)
{
	return FIRST_HANDLE + (int)(handle - handles);
}

const char *
ramdisk_tidy(char tidied[RAMDISK_PATH], int folder, const char *path)
{
	struct handle *handle = *path == '/' ? NULL : handle_of(folder);
	size_t before = 0;
	if (handle) {
		before = strlen(handle->path);
		memcpy(tidied, handle->path, before);
		tidied[before++] = '/';
	}
	size_t length = strlen(path);
	if (before + length >= RAMDISK_PATH)
		abort();
	memcpy(tidied + before, path, length + 1);
	length += before;
	while (length > 1 && tidied[length - 1] == '/')
		tidied[--length] = '\0';
	return tidied;
}

int
ramdisk_refuse(int reason)
{
	errno = reason;
	return -1;
}

int
ramdisk_answer(enum ramdisk_fault fault)
{
	switch (fault) {
	case RAMDISK_FINE:
		return 0;
	case RAMDISK_ERROR:
		return ramdisk_refuse(EIO);
	default:
		return ramdisk_refuse(ENOSPC);
	}
}

/* --- Opening -------------------------------------------------------------- */

static int
open_here(const char *path, int flags)
{
	int inode = ramdisk_find(mounted, path);
	if (inode >= 0 && (flags & O_CREAT) && (flags & O_EXCL))
		return ramdisk_refuse(EEXIST);
	if (inode < 0) {
		if (!(flags & O_CREAT))
			return ramdisk_refuse(ENOENT);
		if (ramdisk_answer(
			ramdisk_create(mounted, path, false, &inode)) != 0)
			return -1;
	}
	if ((flags & O_DIRECTORY) && !mounted->inodes[inode].is_folder)
		return ramdisk_refuse(ENOTDIR);
	if ((flags & O_TRUNC) &&
	    ramdisk_answer(ramdisk_truncate(mounted, inode, 0)))
		return -1;
	struct handle *handle = handles;
	while (handle < handles + HANDLES && handle->disk)
		handle++;
	if (handle == handles + HANDLES)
		return ramdisk_refuse(EMFILE);
	*handle = (struct handle){.disk = mounted, .inode = inode};
	memcpy(handle->path, path, strlen(path) + 1);
	return number_of(handle);
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);

int
__wrap_open(const char *path, int flags, ...)
{
	char tidied[RAMDISK_PATH];
	va_list arguments;
	va_start(arguments, flags);
	unsigned mode = flags & O_CREAT ? va_arg(arguments, unsigned) : 0;
	va_end(arguments);
	return ramdisk_is_here(path)
		   ? open_here(ramdisk_tidy(tidied, -1, path), flags)
		   : __real_open(path, flags, mode);
}

int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...);

int
__wrap_openat(int folder, const char *path, int flags, ...)
{
	char tidied[RAMDISK_PATH];
	va_list arguments;
	va_start(arguments, flags);
	unsigned mode = flags & O_CREAT ? va_arg(arguments, unsigned) : 0;
	va_end(arguments);
	return ramdisk_is_at(folder, path)
		   ? open_here(ramdisk_tidy(tidied, folder, path), flags)
		   : __real_openat(folder, path, flags, mode);
}

int __real_close(int fd);
int __wrap_close(int fd);

int
__wrap_close(int fd)
{
	struct handle *handle = handle_of(fd);
	if (!handle)
		return __real_close(fd);
	handle->disk = NULL;
	return 0;
}

/* --- Reading and writing -------------------------------------------------- */

ssize_t __real_pread(int fd, void *bytes, size_t size, off_t at);
ssize_t __wrap_pread(int fd, void *bytes, size_t size, off_t at);

ssize_t
__wrap_pread(int fd, void *bytes, size_t size, off_t at)
{
	struct handle *handle = handle_of(fd);
	size_t got;
	if (!handle)
		return __real_pread(fd, bytes, size, at);
	if (ramdisk_answer(ramdisk_get(handle->disk, handle->inode, bytes, size,
		(size_t)at, &got)) != 0)
		return -1;
	return (ssize_t)got;
}

ssize_t __real_read(int fd, void *bytes, size_t size);
ssize_t __wrap_read(int fd, void *bytes, size_t size);

ssize_t
__wrap_read(int fd, void *bytes, size_t size)
{
	struct handle *handle = handle_of(fd);
	if (!handle)
		return __real_read(fd, bytes, size);
	ssize_t got = __wrap_pread(fd, bytes, size, (off_t)handle->at);
	handle->at += got > 0 ? (size_t)got : 0;
	return got;
}

ssize_t __real_pwrite(int fd, const void *bytes, size_t size, off_t at);
ssize_t __wrap_pwrite(int fd, const void *bytes, size_t size, off_t at);

ssize_t
__wrap_pwrite(int fd, const void *bytes, size_t size, off_t at)
{
	struct handle *handle = handle_of(fd);
	size_t done;
	if (!handle)
		return __real_pwrite(fd, bytes, size, at);
	enum ramdisk_fault fault = ramdisk_write(
	    handle->disk, handle->inode, bytes, size, (size_t)at, &done);
	if (fault == RAMDISK_SHORT && done > 0)
		return (ssize_t)done;
	return ramdisk_answer(fault) == 0 ? (ssize_t)done : -1;
}

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);

ssize_t
__wrap_write(int fd, const void *bytes, size_t size)
{
	struct handle *handle = handle_of(fd);
	if (!handle)
		return __real_write(fd, bytes, size);
	ssize_t done = __wrap_pwrite(fd, bytes, size, (off_t)handle->at);
	handle->at += done > 0 ? (size_t)done : 0;
	return done;
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);

int
__wrap_fsync(int fd)
{
	struct handle *handle = handle_of(fd);
	return handle ? ramdisk_answer(
			    ramdisk_sync(handle->disk, handle->inode, false))
		      : __real_fsync(fd);
}

int __real_fcntl(int fd, int command, ...);
int __wrap_fcntl(int fd, int command, ...);

/* There is one program, so locks are always had. */
int
__wrap_fcntl(int fd, int command, ...)
{
	va_list arguments;
	va_start(arguments, command);
	void *argument = va_arg(arguments, void *);
	va_end(arguments);
	return handle_of(fd) ? 0 : __real_fcntl(fd, command, argument);
}

/* --- Asking --------------------------------------------------------------- */

static int
describe(const struct ramdisk *disk, int inode, struct stat *there)
{
	if (inode < 0)
		return ramdisk_refuse(ENOENT);
	const struct inode *found = &disk->inodes[inode];
	*there = (struct stat){
	    .st_ino = (ino_t)inode + 1,
	    .st_nlink = ramdisk_names(disk, inode),
	    .st_uid = geteuid(),
	    .st_gid = getegid(),
	    .st_size = (off_t)found->now.size,
	    .st_mode = found->mode | (found->is_folder ? S_IFDIR : S_IFREG),
	};
	return 0;
}

int __real_fstat(int fd, struct stat *there);
int __wrap_fstat(int fd, struct stat *there);

int
__wrap_fstat(int fd, struct stat *there)
{
	struct handle *handle = handle_of(fd);
	return handle ? describe(handle->disk, handle->inode, there)
		      : __real_fstat(fd, there);
}

int __real_stat(const char *path, struct stat *there);
int __wrap_stat(const char *path, struct stat *there);

int
__wrap_stat(const char *path, struct stat *there)
{
	char tidied[RAMDISK_PATH];
	return ramdisk_is_here(path)
		   ? describe(mounted,
			 ramdisk_find(mounted, ramdisk_tidy(tidied, -1, path)),
			 there)
		   : __real_stat(path, there);
}

int __real_lstat(const char *path, struct stat *there);
int __wrap_lstat(const char *path, struct stat *there);

int
__wrap_lstat(const char *path, struct stat *there)
{
	return ramdisk_is_here(path) ? __wrap_stat(path, there)
				     : __real_lstat(path, there);
}

int __real_fstatat(int folder, const char *path, struct stat *there, int flags);
int __wrap_fstatat(int folder, const char *path, struct stat *there, int flags);

int
__wrap_fstatat(int folder, const char *path, struct stat *there, int flags)
{
	char tidied[RAMDISK_PATH];
	if (!ramdisk_is_at(folder, path))
		return __real_fstatat(folder, path, there, flags);
	return describe(mounted,
	    ramdisk_find(mounted, ramdisk_tidy(tidied, folder, path)), there);
}

int __real_statfs(const char *path, struct statfs *disk);
int __wrap_statfs(const char *path, struct statfs *disk);

int
__wrap_statfs(const char *path, struct statfs *disk)
{
	if (!ramdisk_is_here(path))
		return __real_statfs(path, disk);
	*disk = (struct statfs){
	    .f_type = EXT4_MAGIC,
	    .f_bsize = BLOCK_SIZE,
	    .f_bavail = BLOCKS_FREE,
	    .f_bfree = BLOCKS_FREE,
	};
	return 0;
}

int __real_faccessat(int folder, const char *path, int how, int flags);
int __wrap_faccessat(int folder, const char *path, int how, int flags);

int
__wrap_faccessat(int folder, const char *path, int how, int flags)
{
	char tidied[RAMDISK_PATH];
	if (!ramdisk_is_at(folder, path))
		return __real_faccessat(folder, path, how, flags);
	return ramdisk_has(mounted, ramdisk_tidy(tidied, folder, path))
		   ? 0
		   : ramdisk_refuse(ENOENT);
}

int __real_chmod(const char *path, mode_t mode);
int __wrap_chmod(const char *path, mode_t mode);

int
__wrap_chmod(const char *path, mode_t mode)
{
	char tidied[RAMDISK_PATH];
	if (!ramdisk_is_here(path))
		return __real_chmod(path, mode);
	int inode = ramdisk_find(mounted, ramdisk_tidy(tidied, -1, path));
	if (inode < 0)
		return ramdisk_refuse(ENOENT);
	mounted->inodes[inode].mode = mode;
	return 0;
}

int __real_fchmod(int fd, mode_t mode);
int __wrap_fchmod(int fd, mode_t mode);

int
__wrap_fchmod(int fd, mode_t mode)
{
	struct handle *handle = handle_of(fd);
	if (!handle)
		return __real_fchmod(fd, mode);
	handle->disk->inodes[handle->inode].mode = mode;
	return 0;
}

/* --- Folders -------------------------------------------------------------- */

DIR *__real_opendir(const char *path);
DIR *__wrap_opendir(const char *path);

DIR *
__wrap_opendir(const char *path)
{
	if (!ramdisk_is_here(path))
		return __real_opendir(path);
	int fd = __wrap_open(path, O_RDONLY | O_DIRECTORY);
	return fd < 0 ? NULL : (DIR *)(void *)handle_of(fd);
}

static struct handle *
handle_of_folder(DIR *folder)
{
	struct handle *handle = (struct handle *)(void *)folder;
	for (size_t i = 0; i < HANDLES; i++)
		if (handle == &handles[i])
			return handle;
	return NULL;
}

/* The name of a path in the folder, or NULL if it lies elsewhere. */
static const char *
name_in(const char *folder, const char *path)
{
	size_t length = strlen(folder);
	if (strncmp(path, folder, length) != 0 || path[length] != '/')
		return NULL;
	const char *name = path + length + 1;
	return strchr(name, '/') ? NULL : name;
}

struct dirent *__real_readdir(DIR *folder);
struct dirent *__wrap_readdir(DIR *folder);

struct dirent *
__wrap_readdir(DIR *folder)
{
	struct handle *handle = handle_of_folder(folder);
	if (!handle)
		return __real_readdir(folder);
	while (handle->next < handle->disk->entry_count) {
		const struct entry *entry =
		    &handle->disk->entries[handle->next++];
		const char *name = name_in(handle->path, entry->path);
		if (entry->now < 0 || !name ||
		    strlen(name) >= sizeof(handle->entry.d_name))
			continue;
		memcpy(handle->entry.d_name, name, strlen(name) + 1);
		return &handle->entry;
	}
	return NULL;
}

int __real_closedir(DIR *folder);
int __wrap_closedir(DIR *folder);

int
__wrap_closedir(DIR *folder)
{
	struct handle *handle = handle_of_folder(folder);
	return handle ? __wrap_close(number_of(handle))
		      : __real_closedir(folder);
}

int __real_dirfd(DIR *folder);
int __wrap_dirfd(DIR *folder);

int
__wrap_dirfd(DIR *folder)
{
	struct handle *handle = handle_of_folder(folder);
	return handle ? number_of(handle) : __real_dirfd(folder);
}
