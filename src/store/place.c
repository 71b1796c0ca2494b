/*
 * Where a store's file lies.
 *
 * Owns the questions that are asked of the file system before SQLite sees the
 * file, and the making of an empty one: private, never through a link, never
 * over something.  What a restore that was cut off has put aside, the journal
 * above all, is given back before that too.  Which disks are refused stands in
 * place_network.c.
 *
 * A file that is there is only looked at, or opened to lock it before SQLite
 * opens it: closing a descriptor of it later would drop the locks that SQLite
 * holds in this program.
 *
 * Tested by tests/unit/store_place.c and store_restore.c.
 */
#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/beside.h"
#include "store/dated.h"
#include "store/schema.h"
#include "store/vault_vfs.h"

enum { PRIVATE_FILE = 0600, CHUNK_SIZE = 64 * 1024 };

/* Where in a file SQLite's locks lie, and how far they reach. */
enum { LOCK_START = 0x40000000, LOCK_LENGTH = 512 };

/* --- Why it cannot be used ------------------------------------------------ */

bool
place_refuse(const char *path, enum store_fault *fault, struct err *err)
{
	*fault = STORE_READ_ONLY;
	if (access(path, R_OK) == 0)
		return err_set_as(
		    err, ERR_NOT_ALLOWED, WORD_STORE_READ_ONLY, path, NULL);
	if (errno == ENOENT || errno == ENOTDIR)
		*fault = STORE_MISSING;
	return file_refuse_reading(path, errno, err);
}

bool
place_check_disk(const char *path, enum store_fault *fault, struct err *err)
{
	struct str folder = STR_EMPTY;

	file_put_folder(&folder, path);
	const char *network =
	    place_network(file_exists(path) ? path : folder.text);
	str_release(&folder);
	if (!network)
		return true;
	*fault = STORE_REMOTE;
	return err_set(err, WORD_STORE_REMOTE, path, network, NULL);
}

/* --- Making a file -------------------------------------------------------- */

static bool
fail_making(
    const char *path, int reason, enum store_fault *fault, struct err *err)
{
	switch (reason) {
	case ENOENT:
	case ENOTDIR:
		*fault = STORE_MISSING;
		break;
	case EACCES:
	case EPERM:
	case EROFS:
		*fault = STORE_READ_ONLY;
		break;
	default:
		*fault = STORE_FAILED;
		break;
	}
	return file_refuse_writing(path, reason, err);
}

bool
place_make(const char *path, enum store_fault *fault, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    PRIVATE_FILE);

	if (fd < 0)
		return fail_making(path, errno, fault, err);
	/* Whatever the umask takes away, its owner can read and write it. */
	int reason = fchmod(fd, PRIVATE_FILE) == 0 ? 0 : errno;
	if (close(fd) != 0 && reason == 0)
		reason = errno;
	if (reason == 0)
		return true;
	unlink(path);
	return fail_making(path, reason, fault, err);
}

/* All that comes from one goes to the other; returns 0 or the reason. */
static int
copy_all(int from, int to)
{
	char *chunk = mem_new(CHUNK_SIZE);
	int reason = 0;

	while (reason == 0) {
		ssize_t got = read(from, chunk, CHUNK_SIZE);
		if (got == 0)
			break;
		if (got > 0)
			reason = file_put_all(to, chunk, (size_t)got);
		else if (errno != EINTR)
			reason = errno;
	}
	mem_free(chunk);
	return reason;
}

bool
place_copy(const char *from, const char *path, enum store_fault *fault,
    struct err *err)
{
	if (!place_make(path, fault, err))
		return false;
	int in = open(from, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int out = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	int reason = in < 0 || out < 0 ? errno : copy_all(in, out);
	if (in >= 0)
		close(in);
	if (out >= 0 && close(out) != 0 && reason == 0)
		reason = errno;
	if (reason == 0)
		return true;
	unlink(path);
	*fault = STORE_FAILED;
	return err_set(
	    err, WORD_STORE_NOT_COPIED, from, strerror(reason), NULL);
}

bool
place_is_locked(const char *path, int lock)
{
	struct stat one, other;

	return fstat(lock, &one) == 0 && stat(path, &other) == 0 &&
	       one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

int
place_lock(const char *path)
{
	struct flock lock = {
	    .l_type = F_WRLCK,
	    .l_whence = SEEK_SET,
	    .l_start = LOCK_START,
	    .l_len = LOCK_LENGTH,
	};
	int fd = open(path, O_RDWR | O_CLOEXEC);

	/* By now the name may be another file's, which whoever had it made. */
	if (fd >= 0 &&
	    (fcntl(fd, F_SETLK, &lock) != 0 || !place_is_locked(path, fd))) {
		close(fd);
		fd = -1;
		errno = EAGAIN;
	}
	return fd;
}

/*
 * RULE: the journal goes first.  As soon as the name is free another program
 * may make a file of that name, and then the journal is that one's.
 */
void
place_unmake(const char *path)
{
	struct str journal = STR_EMPTY;

	beside_put(&journal, path, BESIDE_JOURNAL);
	unlink(journal.text);
	unlink(path);
	str_release(&journal);
}

static bool
is_named(const char *path, const struct stat *file)
{
	struct stat there;

	return lstat(path, &there) == 0 && there.st_dev == file->st_dev &&
	       there.st_ino == file->st_ino;
}

/* Nothing but, at most, the header that this vault puts into an empty file. */
static bool
is_unfilled(int fd, int64_t size, const char *vfs)
{
	struct vault_header *header = mem_new(sizeof(*header));
	bool is_so = size == 0 || (size == VAULT_HEADERS_BYTES &&
				      pread(fd, header, sizeof(*header), 0) ==
					  (ssize_t)sizeof(*header) &&
				      vault_vfs_is_of(vfs, header));

	mem_free(header);
	return is_so;
}

/*
 * RULE: whoever makes a file here and whoever fills an empty one may be two
 * programs.  So it is looked at under the lock without which nobody fills it,
 * and under its own name, which another file may have got before the lock was.
 */
void
place_take_back(const char *path, const char *vfs)
{
	struct stat file;
	int fd = place_lock(path);

	if (fd < 0)
		return;
	if (fstat(fd, &file) == 0 && is_unfilled(fd, file.st_size, vfs) &&
	    is_named(path, &file))
		place_unmake(path);
	close(fd);
}

/* A file and all that a store puts beside it. */
static void
unmake_store(const char *path)
{
	struct str version = STR_EMPTY, beside = STR_EMPTY;

	place_unmake(path);
	for (int i = 1; i < schema_current()->version; i++) {
		str_clear(&version);
		beside_put_version(&version, path, i);
		place_unmake(version.text);
		str_clear(&beside);
		beside_put(&beside, version.text, BESIDE_NEW);
		place_unmake(beside.text);
	}
	str_clear(&beside);
	beside_put(&beside, path, BESIDE_ERASED);
	unlink(beside.text);
	str_release(&version);
	str_release(&beside);
}

/* Of a list there is nothing beside but itself half written. */
static void
tidy_list(const char *path)
{
	struct str list = STR_EMPTY, fresh = STR_EMPTY;

	beside_put(&list, path, BESIDE_ERASED);
	file_put_unfinished(&fresh, list.text);
	file_take_away(fresh.text);
	str_release(&list);
	str_release(&fresh);
}

void
place_tidy(const char *path)
{
	struct str fresh = STR_EMPTY;

	file_put_unfinished(&fresh, path);
	tidy_list(fresh.text);
	if (file_take_away(fresh.text))
		unmake_store(fresh.text);
	tidy_list(path);
	str_release(&fresh);
}

/* --- The names of a file -------------------------------------------------- */

bool
place_was_closed(const char *path)
{
	struct str journal = STR_EMPTY;

	beside_put(&journal, path, BESIDE_JOURNAL);
	bool was_closed = !file_exists(journal.text);
	str_release(&journal);
	return was_closed;
}

/* Is it a name that a restore gives a file: people-before-DATE-TIME.db? */
static bool
is_from_before(const char *name, const char *path)
{
	struct str stem = STR_EMPTY;
	struct dated ignored;

	beside_put_stem(&stem, file_name(path), BESIDE_BEFORE);
	bool is_so = dated_read(name, stem.text, beside_ending(path), &ignored);
	str_release(&stem);
	return is_so;
}

/* Neither a file nor a journal that has stayed behind without one. */
static bool
is_free(const char *path)
{
	return !file_exists(path) && place_was_closed(path);
}

void
place_put_before(struct str *out, const char *path, const struct dated *at)
{
	struct str stem = STR_EMPTY;

	beside_put_stem(&stem, path, BESIDE_BEFORE);
	dated_put(out, stem.text, at, beside_ending(path), is_free);
	str_release(&stem);
}

/* The second name that a restore has given a file, from the arena, or NULL. */
static const char *
find_second_name(struct arena *arena, const char *path)
{
	struct stat file;
	struct str folder = STR_EMPTY;
	const char *const *names, *found = NULL;
	size_t count;
	struct err ignored = {0};

	if (lstat(path, &file) != 0 || file.st_nlink < 2)
		return NULL;
	file_put_folder(&folder, path);
	if (!file_list_all(folder.text, arena, &names, &count, &ignored))
		count = 0;
	for (size_t i = 0; !found && i < count; i++) {
		const char *name = file_join(arena, folder.text, names[i]);
		if (is_from_before(names[i], path) && is_named(name, &file))
			found = name;
	}
	str_release(&folder);
	return found;
}

static const char *
journal_of(struct arena *arena, const char *path)
{
	struct str name = STR_EMPTY;

	beside_put(&name, path, BESIDE_JOURNAL);
	return str_keep(&name, arena);
}

/*
 * Both names would go on to mean the same file, and whoever kept the second
 * for a copy would be deceived.  RULE: the second stays until the journal is
 * surely back under the first, for it is how the journal is found.
 */
static bool
take_name_away(struct arena *arena, const char *name, const char *path,
    enum store_fault *fault, struct err *err)
{
	const char *journal = journal_of(arena, path);
	const char *aside = journal_of(arena, name);

	if (!file_exists(journal) && file_exists(aside)) {
		if (rename(aside, journal) != 0)
			return fail_making(journal, errno, fault, err);
		*fault = STORE_FAILED;
		if (!file_sync(journal, err))
			return false;
	}
	if (unlink(name) != 0)
		return fail_making(name, errno, fault, err);
	return true;
}

bool
place_give_back(const char *path, enum store_fault *fault, struct err *err)
{
	struct arena *arena = arena_new();
	bool is_done = true;

	if (find_second_name(arena, path)) {
		int lock = place_lock(path);
		const char *name;
		if (lock < 0 && errno == EAGAIN) {
			*fault = STORE_BUSY;
			is_done = err_set(err, WORD_STORE_BUSY, path, NULL);
		}
		while (is_done && lock >= 0 &&
		       (name = find_second_name(arena, path)))
			is_done = take_name_away(arena, name, path, fault, err);
		if (lock >= 0)
			close(lock);
	}
	arena_free(arena);
	return is_done;
}

/* --- Settling ------------------------------------------------------------- */

static bool
is_drive_fine(const struct store_options *options, enum store_fault *fault,
    struct err *err)
{
	return options->is_any_drive_allowed ||
	       place_check_disk(options->path, fault, err);
}

static bool
make_new(const struct store_options *options, enum store_fault *fault,
    struct err *err)
{
	if (!options->is_new_allowed) {
		*fault = STORE_MISSING;
		return err_set(err, WORD_FILE_MISSING, options->path, NULL);
	}
	return is_drive_fine(options, fault, err) &&
	       place_make(options->path, fault, err);
}

/*
 * An empty file may be what was left when the first opening was interrupted.
 * It is filled only if a new one might be made, and as private as that.
 */
static bool
prepare_empty(const struct store_options *options)
{
	return options->is_new_allowed &&
	       chmod(options->path, PRIVATE_FILE) == 0;
}

bool
place_settle(const struct store_options *options, bool *is_made,
    enum store_fault *fault, struct err *err)
{
	const char *path = options->path;
	struct stat there;

	*is_made = false;
	if (stat(path, &there) != 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			return place_refuse(path, fault, err);
		*is_made = make_new(options, fault, err);
		return *is_made;
	}
	if (S_ISDIR(there.st_mode)) {
		*fault = STORE_FOREIGN;
		return err_set(err, WORD_FILE_IS_FOLDER, path, NULL);
	}
	if (!S_ISREG(there.st_mode)) {
		*fault = STORE_FOREIGN;
		return err_set(err, WORD_STORE_FOREIGN, path, NULL);
	}
	if (there.st_size == 0 && !prepare_empty(options)) {
		*fault = STORE_FOREIGN;
		return err_set(err, WORD_STORE_FOREIGN, path, NULL);
	}
	return is_drive_fine(options, fault, err);
}
