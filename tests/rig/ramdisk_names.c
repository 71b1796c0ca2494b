/*
 * The disk in memory for everything that is not SQLite: the calls that take
 * names away, change them and make folders; see ramdisk_calls.c.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rig/ramdisk_inside.h"

static int
unlink_here(const char *path)
{
	if (!ramdisk_has(ramdisk_mounted(), path))
		return ramdisk_refuse(ENOENT);
	return ramdisk_answer(ramdisk_delete(ramdisk_mounted(), path, false));
}

int __real_unlink(const char *path);
int __wrap_unlink(const char *path);

int
__wrap_unlink(const char *path)
{
	char tidied[RAMDISK_PATH];
	return ramdisk_is_here(path)
		   ? unlink_here(ramdisk_tidy(tidied, -1, path))
		   : __real_unlink(path);
}

int __real_unlinkat(int folder, const char *path, int flags);
int __wrap_unlinkat(int folder, const char *path, int flags);

int
__wrap_unlinkat(int folder, const char *path, int flags)
{
	char tidied[RAMDISK_PATH];
	return ramdisk_is_at(folder, path)
		   ? unlink_here(ramdisk_tidy(tidied, folder, path))
		   : __real_unlinkat(folder, path, flags);
}

static int
rename_here(const char *from, const char *to)
{
	if (!ramdisk_has(ramdisk_mounted(), from))
		return ramdisk_refuse(ENOENT);
	return ramdisk_answer(ramdisk_rename(ramdisk_mounted(), from, to));
}

int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);

int
__wrap_rename(const char *from, const char *to)
{
	char one[RAMDISK_PATH], other[RAMDISK_PATH];
	return ramdisk_is_here(from) ? rename_here(ramdisk_tidy(one, -1, from),
					   ramdisk_tidy(other, -1, to))
				     : __real_rename(from, to);
}

int __real_renameat(int one, const char *from, int other, const char *to);
int __wrap_renameat(int one, const char *from, int other, const char *to);

int
__wrap_renameat(int one, const char *from, int other, const char *to)
{
	char left[RAMDISK_PATH], right[RAMDISK_PATH];
	return ramdisk_is_at(one, from)
		   ? rename_here(ramdisk_tidy(left, one, from),
			 ramdisk_tidy(right, other, to))
		   : __real_renameat(one, from, other, to);
}

static int
link_here(const char *from, const char *to)
{
	if (!ramdisk_has(ramdisk_mounted(), from))
		return ramdisk_refuse(ENOENT);
	if (ramdisk_has(ramdisk_mounted(), to))
		return ramdisk_refuse(EEXIST);
	if (ramdisk_mounted()->has_no_links)
		return ramdisk_refuse(EPERM);
	return ramdisk_answer(ramdisk_link(ramdisk_mounted(), from, to));
}

int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);

int
__wrap_link(const char *from, const char *to)
{
	char one[RAMDISK_PATH], other[RAMDISK_PATH];
	return ramdisk_is_here(from) ? link_here(ramdisk_tidy(one, -1, from),
					   ramdisk_tidy(other, -1, to))
				     : __real_link(from, to);
}

int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);

static int
mkdir_here(const char *path)
{
	char tidied[RAMDISK_PATH];
	int inode;

	if (ramdisk_has(ramdisk_mounted(), ramdisk_tidy(tidied, -1, path)))
		return ramdisk_refuse(EEXIST);
	return ramdisk_answer(
	    ramdisk_create(ramdisk_mounted(), tidied, true, &inode));
}

/* The sanitizer makes the folder of its reports before it can watch us. */
__attribute__((no_sanitize("address"))) int
__wrap_mkdir(const char *path, mode_t mode)
{
	return ramdisk_mounted() && ramdisk_is_here(path)
		   ? mkdir_here(path)
		   : __real_mkdir(path, mode);
}
