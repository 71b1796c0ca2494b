/*
 * Files: atomic writes.
 *
 * This file owns how bytes reach the disk and what is said when they do not;
 * it knows nothing of what they mean, and keeps no file open.  Writing goes
 * through a new file beside the old one that is synced and renamed, so that
 * whatever happens there is either the old file or the new.  That file never
 * follows a link and is readable by its owner alone.  Its name is always the
 * same for the same file: so what is left of it by a power cut is replaced by
 * the next writing, or taken away by whoever owns the file.  It is locked while
 * it is written, and a second writer is told so.
 *
 * Reading is in file_read.c, folders are in file_folder.c.  Tested by
 * tests/unit/base_file.c, in a folder of its own under /tmp.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	CHUNK_SIZE = 64 * 1024,
	PRIVATE_FILE = 0600,
	NAME_LENGTH = 200,
	CREATIONS_TRIED = 100
};

bool
file_refuse_writing(const char *path, int reason, struct err *err)
{
	if (text_is(path, ""))
		return err_set(err, WORD_FILE_UNNAMED, NULL);
	switch (reason) {
	case EPIPE:
		return err_set(err, WORD_OUTPUT_CLOSED, NULL);
	case ENOENT:
	case ENOTDIR:
		return err_set(err, WORD_FILE_HAS_NO_FOLDER, path, NULL);
	case EISDIR:
		return err_set(err, WORD_FILE_IS_FOLDER, path, NULL);
	case EACCES:
	case EPERM:
	case EROFS:
		return err_set_as(
		    err, ERR_NOT_ALLOWED, WORD_FILE_NOT_WRITABLE, path, NULL);
	case ENOSPC:
	case EDQUOT:
		return err_set_as(err, ERR_NO_ROOM, WORD_DISK_FULL, path, NULL);
	case EAGAIN:
		return err_set(err, WORD_FILE_IN_WORK, path, NULL);
	default:
		return err_set_as(err, ERR_NOT_DONE, WORD_FILE_NOT_WRITTEN,
		    path, strerror(reason), NULL);
	}
}

int
file_put_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t done = write(fd, bytes, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return done < 0 ? errno : EIO;
		bytes += done;
		length -= (size_t)done;
	}
	return 0;
}

/* Some file systems have nothing to sync and say so: that is no failure. */
static int
sync_all(int fd)
{
	if (fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP)
		return 0;
	return errno;
}

static bool
write_output(const char *bytes, size_t length, struct err *err)
{
	int reason = fflush(stdout) == 0 ? 0 : errno;

	if (reason == 0)
		reason = file_put_all(STDOUT_FILENO, bytes, length);
	if (reason == 0)
		return true;
	if (reason == EPIPE)
		return err_set(err, WORD_OUTPUT_CLOSED, NULL);
	return err_set(err, WORD_OUTPUT_NOT_WRITTEN, strerror(reason), NULL);
}

/* A device or a pipe is written to; it must never be replaced. */
static bool
write_into(const char *path, const char *bytes, size_t length, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return file_refuse_writing(path, errno, err);
	int reason = file_put_all(fd, bytes, length);
	if (close(fd) != 0 && reason == 0)
		reason = errno;
	return reason == 0 || file_refuse_writing(path, reason, err);
}

/* Of a name so much that there is room for the rest. */
static void
put_unfinished(struct str *out, const char *name)
{
	size_t length = strlen(name);

	str_put(out, ".");
	str_put_n(out, name, length < NAME_LENGTH ? length : NAME_LENGTH);
	str_put(out, ".unfinished");
}

const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void
file_put_unfinished(struct str *out, const char *path)
{
	const char *name = file_name(path);

	str_put_n(out, path, (size_t)(name - path));
	put_unfinished(out, name);
}

/* --- A file that nobody else is writing ----------------------------------- */

/*
 * RULE: whoever is writing the file has it locked until it has its own name,
 * and nobody takes it away without the lock.  So what is not locked was left by
 * a writing that was cut off, and two who write at once never get each other's.
 * What a store makes under such a name is guarded by the lock of the store's
 * own file instead, for SQLite drops any other when it closes what it has made.
 */

/* Does another program have the lock?  Not all disks know locks. */
static bool
is_locked_out(int fd)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	return fcntl(fd, F_SETLK, &lock) != 0 &&
	       (errno == EAGAIN || errno == EACCES);
}

/* It may have been taken away, or have got its name, before it was locked. */
static bool
is_named_in(int fd, int folder, const char *name)
{
	struct stat one, other;

	return fstat(fd, &one) == 0 &&
	       fstatat(folder, name, &other, AT_SYMLINK_NOFOLLOW) == 0 &&
	       one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/*
 * What an interrupted writing left goes, and what somebody put in the way.
 * Returns 0 or the reason, EAGAIN while another program is writing it.
 */
static int
take_away(int folder, const char *name)
{
	int fd = openat(folder, name,
	    O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return unlinkat(folder, name, 0) == 0 || errno == ENOENT
			   ? 0
			   : errno;
	int reason = is_locked_out(fd) ? EAGAIN : 0;
	if (reason == 0 && is_named_in(fd, folder, name) &&
	    unlinkat(folder, name, 0) != 0)
		reason = errno;
	close(fd);
	return reason;
}

bool
file_take_away(const char *path)
{
	return take_away(AT_FDCWD, path) == 0;
}

/* A new file in the folder, for its owner alone and locked; -1 with errno. */
static int
create_in(int folder, const char *name)
{
	int reason = EAGAIN;

	for (int i = 0; i < CREATIONS_TRIED; i++) {
		int fd = openat(folder, name,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		    PRIVATE_FILE);
		if (fd < 0) {
			reason =
			    errno == EEXIST ? take_away(folder, name) : errno;
			if (reason != 0)
				break;
			continue;
		}
		if (!is_locked_out(fd) && is_named_in(fd, folder, name))
			return fd;
		close(fd);
		reason = EAGAIN;
	}
	errno = reason;
	return -1;
}

/*
 * Write a new file in the folder and give it its name.  Returns 0 or the
 * reason, and then nothing in the folder has changed.
 */
static int
replace_in(int folder, const char *name, const char *bytes, size_t length)
{
	struct str temporary = STR_EMPTY;

	put_unfinished(&temporary, name);
	int fd = create_in(folder, temporary.text);
	int reason = fd < 0 ? errno : 0;

	if (reason == 0) {
		reason = file_put_all(fd, bytes, length);
		if (reason == 0)
			reason = sync_all(fd);
		if (reason == 0 &&
		    renameat(folder, temporary.text, folder, name) != 0)
			reason = errno;
		if (reason != 0)
			unlinkat(folder, temporary.text, 0);
		close(fd);
	}
	str_release(&temporary);
	return reason;
}

void
file_put_folder(struct str *out, const char *path)
{
	const char *name = file_name(path);

	if (name > path)
		str_put_n(out, path, (size_t)(name - path));
	else
		str_put(out, ".");
}

void
file_put_at_home(struct str *out, const char *path)
{
	const char *home = getenv("HOME");

	if (text_starts(path, "~/") && !text_is_blank(home))
		str_format(out, "%s/%s", home, path + strlen("~/"));
	else
		str_put(out, path);
}

/* The folder that it goes into, open; -1 with errno. */
static int
open_folder_of(const char *path)
{
	struct str folder = STR_EMPTY;

	file_put_folder(&folder, path);
	int fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int reason = errno;
	str_release(&folder);
	errno = reason;
	return fd;
}

/* Returns 0 or the reason; the bytes are nought. */
static int
put_blank(int fd, size_t length)
{
	int reason = 0;
	char *chunk = mem_new(CHUNK_SIZE);

	while (length > 0 && reason == 0) {
		size_t part = length < CHUNK_SIZE ? length : CHUNK_SIZE;
		reason = file_put_all(fd, chunk, part);
		length -= part;
	}
	mem_free(chunk);
	return reason;
}

/* Where another program tries at this moment, one can be written. */
bool
file_try(const char *path, size_t length, struct err *err)
{
	struct str temporary = STR_EMPTY;
	int folder = open_folder_of(path);
	int reason = folder < 0 ? errno : 0;

	file_put_unfinished(&temporary, path);
	if (reason == 0) {
		const char *name = file_name(temporary.text);
		int fd = create_in(folder, name);
		reason = fd < 0 ? errno : put_blank(fd, length);
		if (fd >= 0) {
			unlinkat(folder, name, 0);
			close(fd);
		}
		close(folder);
	}
	str_release(&temporary);
	return reason == 0 || reason == EAGAIN ||
	       file_refuse_writing(path, reason, err);
}

static bool
write_beside(
    const char *path, const char *bytes, size_t length, struct err *err)
{
	const char *name = file_name(path);

	if (!*name)
		return file_refuse_writing(path, *path ? EISDIR : ENOENT, err);
	int fd = open_folder_of(path);
	int reason = fd < 0 ? errno : 0;
	int unsure = 0;
	if (reason == 0) {
		reason = replace_in(fd, name, bytes, length);
		if (reason == 0)
			unsure = sync_all(fd);
		close(fd);
	}
	if (reason != 0)
		return file_refuse_writing(path, reason, err);
	return unsure == 0 ||
	       err_set_as(err, ERR_UNCONFIRMED, WORD_FILE_NOT_SYNCED, path,
		   strerror(unsure), NULL);
}

/* Returns 0 or the reason. */
static int
sync_path(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);

	if (fd < 0)
		return errno;
	int reason = sync_all(fd);
	close(fd);
	return reason;
}

bool
file_sync(const char *path, struct err *err)
{
	struct str folder = STR_EMPTY;

	file_put_folder(&folder, path);
	int reason = sync_path(path, 0);
	if (reason == 0)
		reason = sync_path(folder.text, O_DIRECTORY);
	str_release(&folder);
	return reason == 0 ||
	       err_set_as(err, ERR_UNCONFIRMED, WORD_FILE_NOT_SYNCED, path,
		   strerror(reason), NULL);
}

/* Is it what standard output goes to, by another name (/dev/stdout)? */
static bool
is_output(const struct stat *there)
{
	struct stat output;

	return fstat(STDOUT_FILENO, &output) == 0 &&
	       output.st_dev == there->st_dev && output.st_ino == there->st_ino;
}

bool
file_write(const char *path, const char *bytes, size_t length, struct err *err)
{
	if (text_is(path, "-"))
		return write_output(bytes, length, err);
	struct stat there;
	if (stat(path, &there) != 0)
		return write_beside(path, bytes, length, err);
	if (S_ISDIR(there.st_mode))
		return file_refuse_writing(path, EISDIR, err);
	if (is_output(&there))
		return write_output(bytes, length, err);
	if (!S_ISREG(there.st_mode))
		return write_into(path, bytes, length, err);
	/* To write it anew takes no right to it: ask for one all the same. */
	if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
		return file_refuse_writing(path, errno, err);
	return write_beside(path, bytes, length, err);
}
