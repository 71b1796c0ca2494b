/*
 * The lock of the file: what opens it, what changes that, and locking it.
 *
 * A new file is encrypted unless somebody wants it plain.  Its keys are made
 * first and the file afterwards, so that nothing is on the disk before the
 * recovery key was written down:
 *
 *	desk_look -> DESK_NOTHING: desk_new_keys -> desk_make_file
 *	             DESK_LOCKED:  desk_unlock
 *	             DESK_PLAIN:   desk_open_file
 *
 * Every act is on the disk before it returns, so desk_lock() has nothing left
 * to save; whoever is being typed for saves that before.
 */
#ifndef DESK_LOCK_H
#define DESK_LOCK_H

#include <stdbool.h>

#include "desk/desk.h"

/* What lies where the file should be. */
enum desk_found {
	DESK_NOTHING,
	DESK_PLAIN, /* or something else: opening it says what is wrong */
	DESK_LOCKED /* encrypted */
};

/*
 * Settle where the file lies, and look.  Nothing there is an error where a
 * file was named and none may be made, or where backups lie of what was there.
 */
bool desk_look(struct desk *desk, bool is_new_allowed, enum desk_found *found,
    struct err *err);

/* Say that nothing lies there, where something is wanted; always false. */
bool desk_refuse_nothing(const struct desk *desk, struct err *err);

/*
 * Can a file be written there?  For whoever is to be asked for passphrases and
 * to write a recovery key on paper: it is tried before.
 */
bool desk_try_place(const struct desk *desk, struct err *err);

/* Is a file open?  Is it encrypted?  Or was there none to open? */
bool desk_has_file(const struct desk *desk);
bool desk_is_encrypted(const struct desk *desk);
bool desk_is_new(const struct desk *desk);

/*
 * The file that is begun later is to be plain; false where none may be.  Is
 * that so?
 */
bool desk_want_plain(struct desk *desk, struct err *err);
bool desk_wants_plain(const struct desk *desk);

/*
 * Does guessing its passphrase cost less than usual, because there was little
 * memory free when it was chosen?
 */
bool desk_is_lock_weak(const struct desk *desk);

/* Long enough, and of enough characters?  The error says what is. */
bool desk_check_passphrase(const char *passphrase, struct err *err);

/*
 * Keys for desk_make_file() or desk_encrypt(), with a recovery key that is to
 * be told, written down and typed back; none where no file can be written, as
 * desk_try_place() says.  They are kept until one of these has
 * used them, or others are made, or the file is closed: one that fails can be
 * tried again.
 */
bool desk_new_keys(struct desk *desk, const char *passphrase, struct err *err);

/* The recovery key that waits to be typed back; "": none.  It is borrowed. */
const char *desk_recovery(const struct desk *desk);
/* Is it that one?  However it was typed. */
bool desk_recovery_is(const struct desk *desk, const char *typed);
/* Nobody types it back any more: wipe it, and the keys that it opens. */
void desk_forget_keys(struct desk *desk);

/*
 * Make the file with the keys that were made, and open it.  What was typed
 * back must be their recovery key, here and wherever it is asked for below.
 */
bool desk_make_file(struct desk *desk, const char *typed, struct err *err);

/* Make one that is not encrypted, if that is not settled otherwise. */
bool desk_make_plain_file(struct desk *desk, struct err *err);

/* Open it.  The second way gives it a new passphrase. */
bool desk_unlock(struct desk *desk, const char *passphrase, struct err *err);
bool desk_unlock_by_recovery(struct desk *desk, const char *recovery,
    const char *passphrase, struct err *err);

/*
 * The second way in two steps, for whoever asks for one after the other: the
 * keys by the recovery key, which are the desk's then, and the passphrase that
 * opens it from now on.
 */
bool desk_find_keys(
    struct desk *desk, const char *recovery, struct err *err);
bool desk_unlock_anew(
    struct desk *desk, const char *passphrase, struct err *err);

/*
 * Is that copy encrypted?  Then its passphrase or its recovery key is needed
 * before it can be brought back with desk_restore(): that of the day when it
 * was made, and both of that day open the file afterwards.
 */
bool desk_is_copy_locked(const struct desk *desk, const char *path);
bool desk_unlock_copy(struct desk *desk, const char *path,
    const char *passphrase, struct err *err);
bool desk_unlock_copy_by_recovery(struct desk *desk, const char *path,
    const char *recovery, struct err *err);

/*
 * Close the file and forget all that was in it; no plan may be lost by that.
 * A plain file cannot be locked: the error says so.
 */
bool desk_lock(struct desk *desk, struct err *err);

/*
 * While no plan is open.  Backups that were made before still open with what
 * opened the file then.
 */
bool desk_change_passphrase(
    struct desk *desk, const char *old, const char *new, struct err *err);

/*
 * Another recovery key, for whoever knows the passphrase.  The old one opens
 * the file until the new one has been put in its place, and that is for
 * when it was written down.
 */
bool desk_new_recovery(
    struct desk *desk, const char *passphrase, struct err *err);
bool desk_change_recovery(
    struct desk *desk, const char *typed, struct err *err);

/*
 * The open file under the keys that were made: an encrypted one gets another
 * data key.  Or plain from now on.  One checked copy takes its place.
 */
bool desk_encrypt(struct desk *desk, const char *typed, struct err *err);
bool desk_decrypt(struct desk *desk, struct err *err);

#endif
