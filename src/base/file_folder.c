/*
 * Folders: made, listed, asked for, and joined to names.
 *
 * What is made is its owner's alone.  Names come in byte order, so that a list
 * is the same on every machine, and live in the caller's arena.  What is in
 * the files is none of this file's business: see file.c.
 *
 * Tested by tests/unit/base_file.c, in a folder of its own under /tmp.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PRIVATE_FOLDER = 0700 };

static bool
make_one_folder(const char *path, struct err *err)
{
	if (mkdir(path, PRIVATE_FOLDER) == 0)
		return true;
	int reason = errno;
	if (file_is_folder(path))
		return true;
	switch (reason) {
	case EEXIST:
		return err_set(err, WORD_FILE_IS_NO_FOLDER, path, NULL);
	case ENOSPC:
	case EDQUOT:
		return err_set_as(err, ERR_NO_ROOM, WORD_DISK_FULL, path, NULL);
	default:
		return err_set(
		    err, WORD_FOLDER_NOT_MADE, path, strerror(reason), NULL);
	}
}

bool
file_make_folder(const char *path, struct err *err)
{
	struct str part = STR_EMPTY;
	bool is_made = true;
	size_t length = strlen(path);

	for (size_t end = 1; is_made && end <= length; end++) {
		if (path[end] != '/' && path[end] != '\0')
			continue;
		str_clear(&part);
		str_put_n(&part, path, end);
		is_made = make_one_folder(part.text, err);
	}
	str_release(&part);
	return is_made;
}

bool
file_make_temporary(char **path, struct err *err)
{
	const char *parent = getenv("TMPDIR");

	if (!parent || *parent != '/')
		parent = "/tmp";
	struct str made = STR_EMPTY;
	str_format(&made, "%s/sevensteps-XXXXXX", parent);
	if (mkdtemp(made.text)) {
		*path = str_detach(&made);
		return true;
	}
	err_set(err, WORD_FOLDER_NOT_TEMPORARY, parent, strerror(errno), NULL);
	str_release(&made);
	*path = NULL;
	return false;
}

bool
file_exists(const char *path)
{
	struct stat there;

	return stat(path, &there) == 0;
}

bool
file_is_folder(const char *path)
{
	struct stat there;

	return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

bool
file_is_special(const char *path)
{
	struct stat there;

	return stat(path, &there) == 0 && !S_ISREG(there.st_mode);
}

bool
file_follow(struct arena *arena, const char **path, struct err *err)
{
	struct stat there;
	char end[PATH_MAX];

	if (lstat(*path, &there) != 0 || !S_ISLNK(there.st_mode))
		return true;
	if (!realpath(*path, end))
		return errno == EACCES
			   ? file_refuse_reading(*path, errno, err)
			   : err_set(err, WORD_FILE_LINK_NOWHERE, *path, NULL);
	*path = arena_copy(arena, end);
	return true;
}

static bool
has_ending(const char *name, const char *ending)
{
	size_t length = strlen(name), size = strlen(ending);

	return length >= size && text_is(name + length - size, ending);
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *left = a;
	const char *const *right = b;

	return strcmp(*left, *right);
}

/* Returns 0 or the reason. */
static int
read_names(DIR *folder, const char *ending, bool with_hidden,
    struct arena *arena, const char *const **names, size_t *count)
{
	const char **items = NULL;
	size_t capacity = 0;

	for (;;) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (!entry)
			break;
		const char *name = entry->d_name;
		bool is_dots = text_is(name, ".") || text_is(name, "..");
		if (is_dots || (name[0] == '.' && !with_hidden))
			continue;
		if (!has_ending(name, ending))
			continue;
		items = mem_grow(items, *count, &capacity, sizeof(*items));
		items[(*count)++] = arena_copy(arena, name);
	}
	int reason = errno;
	if (*count > 0)
		qsort(items, *count, sizeof(*items), compare_names);
	*names = arena_keep(arena, items, *count, sizeof(*items));
	return reason;
}

static bool
fail_listing(const char *folder, int reason, struct err *err)
{
	switch (reason) {
	case ENOENT:
		return err_set(err, WORD_FOLDER_MISSING, folder, NULL);
	case ENOTDIR:
		return err_set(err, WORD_FILE_IS_NO_FOLDER, folder, NULL);
	case EACCES:
	case EPERM:
		return err_set(err, WORD_FOLDER_NOT_READABLE, folder, NULL);
	default:
		return err_set(
		    err, WORD_FILE_BROKEN, folder, strerror(reason), NULL);
	}
}

static bool
list(const char *folder, const char *ending, bool with_hidden,
    struct arena *arena, const char *const **names, size_t *count,
    struct err *err)
{
	*names = NULL;
	*count = 0;
	DIR *opened = opendir(folder);
	if (!opened)
		return fail_listing(folder, errno, err);
	int reason =
	    read_names(opened, ending, with_hidden, arena, names, count);
	closedir(opened);
	return reason == 0 || fail_listing(folder, reason, err);
}

bool
file_list(const char *folder, const char *ending, struct arena *arena,
    const char *const **names, size_t *count, struct err *err)
{
	return list(folder, ending, false, arena, names, count, err);
}

bool
file_list_all(const char *folder, struct arena *arena,
    const char *const **names, size_t *count, struct err *err)
{
	return list(folder, "", true, arena, names, count, err);
}

void
file_remove_temporary(const char *path)
{
	DIR *opened = opendir(path);

	if (!opened)
		return;
	struct arena *arena = arena_new();
	const char *const *names = NULL;
	size_t count = 0;
	read_names(opened, "", true, arena, &names, &count);
	for (size_t i = 0; i < count; i++)
		unlinkat(dirfd(opened), names[i], 0);
	arena_free(arena);
	closedir(opened);
	rmdir(path);
}

const char *
file_join(struct arena *arena, const char *folder, const char *name)
{
	size_t length = strlen(folder);
	bool is_closed = length == 0 || folder[length - 1] == '/';

	return arena_format(
	    arena, "%s%s%s", folder, is_closed ? "" : "/", name);
}

const char *
file_of_program(struct arena *arena, const char *name)
{
	char program[PATH_MAX];
	ssize_t length =
	    readlink("/proc/self/exe", program, sizeof(program) - 1);

	if (length <= 0)
		return NULL;
	program[length] = '\0';
	char *slash = strrchr(program, '/');
	if (slash)
		*slash = '\0';
	return file_join(arena, file_join(arena, program, "data"), name);
}
