/*
 * Copies of the whole file: made, looked at, and brought back.
 *
 * A copy is a file like the one that it was made of, opens with the same
 * passphrase and is marked with the digest of what it holds: nothing in it can
 * change unnoticed.
 */
#ifndef STORE_COPIES_H
#define STORE_COPIES_H

#include "base/patience.h"
#include "base/str.h"
#include "store/dated.h"
#include "store/store.h"

/*
 * Copy the open file to `path`, replacing a file of that name when the copy
 * has been opened again and holds the same.  Patience may be NULL.  On failure
 * there is no new file, and the error is WORD_STORE_PUT_OFF when patience was
 * over.
 */
bool store_copy(struct store *store, const char *path,
    const struct patience *patience, struct err *err);

/* The number of the latest event of the whole file, 0 without any. */
bool store_latest(struct store *store, int64_t *event, struct err *err);

/* When the first event was, in UTC seconds; 0 without any. */
bool store_began(struct store *store, int64_t *at, struct err *err);

/*
 * Is the file at that path one of ours, of a version that can be read, and
 * whole to the last letter?  It is not changed, nor is a journal beside it put
 * back; and nobody else has it open.
 */
bool store_inspect(const struct store_options *options,
    enum store_fault *fault, struct err *err);

/*
 * At sight, is it a copy that anybody can read?  Nobody here has it open, and
 * whether it is whole is not asked.
 */
bool store_is_plain_copy(const char *path);

/*
 * Bring a copy back: the file at `path` then holds what the copy holds, and is
 * whole.  What was there before, in whatever state, has a name from before with
 * the time `at` (store/beside.h), which is appended to `kept`; its journal goes
 * with it.  `kept` stays as it is where nothing was, or an empty file that only
 * holds the place.
 *
 * `amend`, if given, changes what must not come back, while nobody sees the
 * file yet; the list of those who were erased lies beside it then as beside any
 * file, and whoever is erased in the file that was there is on it.  The copy is
 * only read.  Nobody has the file open: *fault is STORE_BUSY otherwise; and it
 * lies on a disk of this computer, or it is STORE_REMOTE.
 *
 * On failure the file is as it was, under its name and with its journal; where
 * the disk does not even allow that the error is WORD_STORE_RESTORE_ASIDE and
 * says what it is called now.
 */
struct restoring {
	const char *from, *path;
	struct dated at;
	const char *vfs; /* NULL: the plain one */
	bool (*amend)(struct store *store, void *context, struct err *err);
	void *context;
};
bool store_restore(const struct restoring *restoring, struct str *kept,
    enum store_fault *fault, struct err *err);

#endif
