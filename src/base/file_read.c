/*
 * Files: whole reads with a limit.
 *
 * What is read is an ordinary file, or standard input where that is asked for;
 * and what is said when it cannot be.  This file knows nothing of what the
 * bytes mean and keeps no file open.  Writing is in file.c.
 *
 * Tested by tests/unit/base_file.c, in a folder of its own under /tmp.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024, SHORT_SIZE = 4 * 1024, KILOBYTE = 1024 };

/* A limit as people read it: "16 MB", "64 KB", "100 bytes". */
static void
size_put(struct str *out, size_t bytes)
{
	if (bytes >= KILOBYTE * KILOBYTE && bytes % (KILOBYTE * KILOBYTE) == 0)
		str_format(out, "%zu MB", bytes / KILOBYTE / KILOBYTE);
	else if (bytes >= KILOBYTE && bytes % KILOBYTE == 0)
		str_format(out, "%zu KB", bytes / KILOBYTE);
	else
		str_format(out, "%zu bytes", bytes);
}

static bool
fail_too_large(const char *path, size_t limit, struct err *err)
{
	struct str size = STR_EMPTY;

	size_put(&size, limit);
	if (text_is(path, "-"))
		err_set(err, WORD_INPUT_TOO_LARGE, size.text, NULL);
	else
		err_set(err, WORD_FILE_TOO_LARGE, path, size.text, NULL);
	str_release(&size);
	return false;
}

bool
file_refuse_reading(const char *path, int reason, struct err *err)
{
	if (text_is(path, ""))
		return err_set(err, WORD_FILE_UNNAMED, NULL);
	switch (reason) {
	case ENOENT:
	case ENOTDIR:
		return err_set(err, WORD_FILE_MISSING, path, NULL);
	case EISDIR:
		return err_set(err, WORD_FILE_IS_FOLDER, path, NULL);
	case EACCES:
	case EPERM:
		return err_set(err, WORD_FILE_NOT_READABLE, path, NULL);
	default:
		return err_set(
		    err, WORD_FILE_BROKEN, path, strerror(reason), NULL);
	}
}

/*
 * Append all that comes from fd, but little more than limit bytes; most likely
 * that is `size` bytes.  Returns 0 or the reason.  The chunk is on the heap
 * because the heap is wiped.
 */
static int
read_all(int fd, size_t size, size_t limit, struct str *out)
{
	/* One byte more, which is not there, says that this is the end. */
	size_t room = size < CHUNK_SIZE ? size + 1 : CHUNK_SIZE;
	char *chunk = mem_new(room);
	size_t before = out->length;
	int reason = 0;

	while (out->length - before <= limit) {
		ssize_t got = read(fd, chunk, room);
		if (got > 0) {
			str_put_n(out, chunk, (size_t)got);
			continue;
		}
		if (got < 0 && errno == EINTR)
			continue;
		reason = got < 0 ? errno : 0;
		break;
	}
	mem_free(chunk);
	return reason;
}

static bool
read_input(size_t limit, struct str *out, struct err *err)
{
	size_t before = out->length;
	int reason = read_all(STDIN_FILENO, CHUNK_SIZE, limit, out);

	if (reason == 0 && out->length - before <= limit)
		return true;
	str_cut(out, before);
	if (reason == 0)
		return fail_too_large("-", limit, err);
	return err_set(err, WORD_INPUT_BROKEN, strerror(reason), NULL);
}

/*
 * RULE: only an ordinary file is read: a pipe or a device may give nothing,
 * and then whoever reads it waits for ever.  Opening one waits for nobody.
 */
static int
open_ordinary(const char *path, struct stat *there, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	bool is_known = fd >= 0 && fstat(fd, there) == 0;

	if (is_known && S_ISREG(there->st_mode))
		return fd;
	int reason = errno;
	if (is_known && S_ISDIR(there->st_mode))
		file_refuse_reading(path, EISDIR, err);
	else if (is_known || reason == ENXIO)
		err_set(err, WORD_FILE_NOT_ORDINARY, path, NULL);
	else
		file_refuse_reading(path, reason, err);
	if (fd >= 0)
		close(fd);
	return -1;
}

bool
file_read(const char *path, size_t limit, struct str *out, struct err *err)
{
	if (text_is(path, "-"))
		return read_input(limit, out, err);
	struct stat there;
	int fd = open_ordinary(path, &there, err);
	if (fd < 0)
		return false;
	size_t before = out->length;
	bool is_large = (uintmax_t)there.st_size > limit;
	/* Those of the system itself, all short, have no size before that. */
	size_t size = there.st_size > 0 ? (size_t)there.st_size : SHORT_SIZE;
	int reason = 0;
	if (!is_large) {
		reason = read_all(fd, size, limit, out);
		is_large = reason == 0 && out->length - before > limit;
	}
	close(fd);
	if (reason == 0 && !is_large)
		return true;
	str_cut(out, before);
	return is_large ? fail_too_large(path, limit, err)
			: file_refuse_reading(path, reason, err);
}
