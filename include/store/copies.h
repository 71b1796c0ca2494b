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
 * whole to the last letter?  It is not changed, and nobody else has it open.
 */
bool store_inspect(const struct store_options *options,
    enum store_fault *fault, struct err *err);

#endif
