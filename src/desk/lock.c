/*
 * The lock of the file, as everybody above the desk knows it.
 *
 * How a vault is built is the store's business; here is only which vault the
 * desk has open, which one it is about to use, and in what order the file is
 * closed and opened round a change.  A change that fails leaves the file open
 * as it was, if it can be opened at all.
 *
 * RULE: fresh keys lie beside the recovery key that was told for them, and are
 * used only for whoever types that one back; so nobody keeps on paper what
 * opens nothing.  They go only when the file has them.
 *
 * Tested by tests/unit/desk_lock.c and tests/cli.
 */
#include "desk/lock.h"

#include <assert.h>

#include "base/file.h"
#include "desk/policy.h"
#include "desk/state.h"
#include "store/vault.h"

/* A new file, its journal and its first person take less. */
enum { NEW_FILE_SIZE = 512 * 1024 };

static struct vault_options
options_at(const struct desk *desk, const char *path)
{
	return (struct vault_options){
	    .path = path,
	    .cost = desk->is_key_cheap ? VAULT_TEST : VAULT_STRONG,
	};
}

static struct vault_options
options_of(const struct desk *desk)
{
	return options_at(desk, desk->file);
}

/* --- Looking -------------------------------------------------------------- */

/*
 * RULE: what cannot be looked at is not nothing, where a file could be begun.
 * If it can be seen all the same, opening it says what is wrong.
 */
static bool
look_there(
    const struct vault_options *options, enum vault_kind *kind, struct err *err)
{
	enum store_fault fault;
	struct err why = {0};

	if (vault_look(options, kind, &fault, &why))
		return true;
	*kind = fault == STORE_MISSING ? VAULT_NOTHING : VAULT_FOREIGN;
	if (fault == STORE_MISSING || file_exists(options->path))
		return true;
	*err = why;
	return false;
}

bool
desk_look(struct desk *desk, bool is_new_allowed, enum desk_found *found,
    struct err *err)
{
	bool is_usual;
	enum vault_kind kind;

	*found = DESK_PLAIN;
	if (!desk_check_policy(desk, err) ||
	    !desk_settle_path(desk, &is_usual, err))
		return false;
	const struct vault_options options = options_of(desk);
	if (!look_there(&options, &kind, err))
		return false;
	if (kind == VAULT_LOCKED)
		*found = DESK_LOCKED;
	if (kind != VAULT_NOTHING)
		return true;
	if (!desk_may_begin(desk, err))
		return false;
	*found = DESK_NOTHING;
	desk->is_new = true;
	return is_usual || is_new_allowed || file_exists(desk->file) ||
	       desk_refuse_nothing(desk, err);
}

bool
desk_refuse_nothing(const struct desk *desk, struct err *err)
{
	struct str folder = STR_EMPTY;

	file_put_folder(&folder, desk->file);
	err_set(err,
	    file_exists(desk->file)       ? WORD_DESK_FILE_EMPTY
	    : file_is_folder(folder.text) ? WORD_DESK_NO_FILE
					  : WORD_DESK_NO_FOLDER,
	    desk->file, NULL);
	str_release(&folder);
	return false;
}

bool
desk_try_place(const struct desk *desk, struct err *err)
{
	return file_try(desk->file, NEW_FILE_SIZE, err);
}

bool
desk_has_file(const struct desk *desk)
{
	return desk->store != NULL;
}

bool
desk_is_encrypted(const struct desk *desk)
{
	return desk->vault != NULL;
}

bool
desk_is_new(const struct desk *desk)
{
	return desk->is_new;
}

bool
desk_is_lock_weak(const struct desk *desk)
{
	return desk->vault && vault_cost(desk->vault) == VAULT_LEAST;
}

/* --- Fresh keys ----------------------------------------------------------- */

void
desk_forget_keys(struct desk *desk)
{
	if (desk->fresh)
		vault_free(desk->fresh->vault);
	mem_free(desk->fresh);
	desk->fresh = NULL;
}

const char *
desk_recovery(const struct desk *desk)
{
	return desk->fresh ? desk->fresh->recovery : "";
}

bool
desk_recovery_is(const struct desk *desk, const char *typed)
{
	return desk->fresh && vault_recovery_is(typed, desk->fresh->recovery);
}

/* Was it typed back, and is it for what is wanted now? */
static bool
check_recovery(const struct desk *desk, const char *typed, bool is_for_keys,
    struct err *err)
{
	return (desk_recovery_is(desk, typed) &&
		   (desk->fresh->vault != NULL) == is_for_keys) ||
	       err_set(err, WORD_DESK_RECOVERY_WRONG, NULL);
}

bool
desk_new_keys(struct desk *desk, const char *passphrase, struct err *err)
{
	enum store_fault fault;
	const struct vault_options options = options_of(desk);

	if (!desk_check_passphrase(passphrase, err) ||
	    !desk_try_place(desk, err))
		return false;
	desk_forget_keys(desk);
	struct fresh *fresh = mem_new(sizeof(*fresh));
	desk->fresh = fresh;
	if (vault_new(&options, passphrase, fresh->recovery, &fresh->vault,
		&fault, err))
		return true;
	desk_forget_keys(desk);
	return false;
}

/* --- Opening and locking -------------------------------------------------- */

/* Open the file with a vault, which is the desk's from now on; NULL: plain. */
static bool
open_with(struct desk *desk, struct vault *vault, struct err *err)
{
	if (vault != desk->vault)
		vault_free(desk->vault);
	desk->vault = vault;
	if (desk_open_store(desk, false, err)) {
		desk->is_new = false;
		return true;
	}
	vault_free(desk->vault);
	desk->vault = NULL;
	return false;
}

/* The file has them now. */
static struct vault *
take_fresh(struct desk *desk)
{
	struct vault *vault = desk->fresh->vault;

	desk->fresh->vault = NULL;
	desk_forget_keys(desk);
	return vault;
}

bool
desk_make_file(struct desk *desk, const char *typed, struct err *err)
{
	assert(!desk->store && !desk->vault);
	if (!check_recovery(desk, typed, true, err))
		return false;
	desk->vault = desk->fresh->vault;
	if (!desk_open_store(desk, true, err)) {
		desk->vault = NULL;
		return false;
	}
	desk->vault = take_fresh(desk);
	desk->is_new = false;
	return true;
}

static bool
may_be_plain(const struct desk *desk, struct err *err)
{
	const struct policy *policy = desk_policy(desk);

	return desk_check_policy(desk, err) &&
	       (!policy->is_plain_refused ||
		   err_set(err, WORD_DESK_PLAIN_REFUSED, policy->by, NULL));
}

bool
desk_want_plain(struct desk *desk, struct err *err)
{
	desk->is_plain_wanted = may_be_plain(desk, err);
	return desk->is_plain_wanted;
}

bool
desk_wants_plain(const struct desk *desk)
{
	return desk->is_plain_wanted;
}

bool
desk_make_plain_file(struct desk *desk, struct err *err)
{
	return may_be_plain(desk, err) && desk_open_file(desk, true, err);
}

/* By a passphrase, or by a recovery key. */
typedef bool vault_opener(const struct vault_options *options,
    const char *secret, struct vault **vault, enum store_fault *fault,
    struct err *err);

/* The keys of the file. */
static bool
find_keys(struct desk *desk, vault_opener *open, const char *secret,
    struct vault **vault, struct err *err)
{
	enum store_fault fault;
	const struct vault_options options = options_of(desk);

	if (open(&options, secret, vault, &fault, err))
		return true;
	desk_name_backup(desk, err);
	return false;
}

bool
desk_unlock(struct desk *desk, const char *passphrase, struct err *err)
{
	struct vault *vault;

	return find_keys(desk, vault_open, passphrase, &vault, err) &&
	       open_with(desk, vault, err);
}

bool
desk_find_keys(struct desk *desk, const char *recovery, struct err *err)
{
	struct vault *vault;

	assert(!desk->store);
	if (!find_keys(desk, vault_open_by_recovery, recovery, &vault, err))
		return false;
	vault_free(desk->vault);
	desk->vault = vault;
	return true;
}

/* Keys that were found but do not open the file in the end are let go. */
static bool
forget_found(struct desk *desk)
{
	vault_free(desk->vault);
	desk->vault = NULL;
	return false;
}

bool
desk_unlock_anew(struct desk *desk, const char *passphrase, struct err *err)
{
	enum store_fault fault;

	assert(!desk->store && desk->vault);
	if (!desk_check_passphrase(passphrase, err) ||
	    !vault_set_passphrase(desk->vault, passphrase, &fault, err))
		return forget_found(desk);
	return open_with(desk, desk->vault, err);
}

bool
desk_unlock_by_recovery(struct desk *desk, const char *recovery,
    const char *passphrase, struct err *err)
{
	return desk_check_passphrase(passphrase, err) &&
	       desk_find_keys(desk, recovery, err) &&
	       desk_unlock_anew(desk, passphrase, err);
}

bool
desk_is_copy_locked(const struct desk *desk, const char *path)
{
	const struct vault_options options = options_at(desk, path);
	enum vault_kind kind;
	enum store_fault fault;
	struct err ignored = {0};

	return vault_look(&options, &kind, &fault, &ignored) &&
	       kind == VAULT_LOCKED;
}

/* The keys of a copy, which are the desk's until it is brought back. */
static bool
find_copy_keys(struct desk *desk, const char *path, vault_opener *open,
    const char *secret, struct err *err)
{
	const struct vault_options options = options_at(desk, path);
	enum store_fault fault;
	struct err why = {0};
	bool is_usual;

	assert(!desk->store && !desk->vault);
	if (!desk_settle_path(desk, &is_usual, err))
		return false;
	if (open(&options, secret, &desk->vault, &fault, &why))
		return true;
	if (fault == STORE_BROKEN)
		return err_set(
		    err, WORD_STORE_RESTORE_BROKEN, path, desk->file, NULL);
	*err = why;
	return false;
}

bool
desk_unlock_copy(struct desk *desk, const char *path, const char *passphrase,
    struct err *err)
{
	return find_copy_keys(desk, path, vault_open, passphrase, err);
}

bool
desk_unlock_copy_by_recovery(
    struct desk *desk, const char *path, const char *recovery, struct err *err)
{
	return find_copy_keys(
	    desk, path, vault_open_by_recovery, recovery, err);
}

bool
desk_lock(struct desk *desk, struct err *err)
{
	if (!desk->vault)
		return err_set(err, WORD_DESK_NO_LOCK, NULL);
	desk_close_file(desk);
	arena_free(desk->lists);
	desk->lists = NULL;
	mem_wipe_stack();
	return true;
}

/* --- Changing ------------------------------------------------------------- */

static void
close_store(struct desk *desk)
{
	assert(desk->store && !desk_has_plan(desk));
	store_close(desk->store);
	desk->store = NULL;
}

/*
 * Open it again after a change, or as it was.  The first error stays: it says
 * why there was none.
 */
static bool
open_again(
    struct desk *desk, struct vault *vault, bool is_done, struct err *err)
{
	struct err why = {0};
	bool is_open = open_with(desk, vault, &why);

	if (is_done && !is_open)
		*err = why;
	return is_done && is_open;
}

bool
desk_change_passphrase(
    struct desk *desk, const char *old, const char *new, struct err *err)
{
	struct vault *vault;
	enum store_fault fault;

	if (!desk_check_passphrase(new, err))
		return false;
	close_store(desk);
	if (!find_keys(desk, vault_open, old, &vault, err))
		return open_again(desk, desk->vault, false, err);
	bool is_done = vault_set_passphrase(vault, new, &fault, err);
	return open_again(desk, vault, is_done, err);
}

bool
desk_new_recovery(struct desk *desk, const char *passphrase, struct err *err)
{
	struct vault *vault;

	desk_forget_keys(desk);
	close_store(desk);
	if (!find_keys(desk, vault_open, passphrase, &vault, err))
		return open_again(desk, desk->vault, false, err);
	if (!open_again(desk, vault, true, err))
		return false;
	desk->fresh = mem_new(sizeof(*desk->fresh));
	vault_recovery_make(desk->fresh->recovery);
	return true;
}

bool
desk_change_recovery(struct desk *desk, const char *typed, struct err *err)
{
	enum store_fault fault;

	if (!check_recovery(desk, typed, false, err))
		return false;
	close_store(desk);
	bool is_done =
	    vault_set_recovery(desk->vault, desk->fresh->recovery, &fault, err);
	if (is_done)
		desk_forget_keys(desk);
	return open_again(desk, desk->vault, is_done, err);
}

static const char *
vfs_of(const struct vault *vault)
{
	return vault ? vault_vfs(vault) : NULL;
}

/* The open file by another vault, or by none; does it lie there so now? */
static bool
convert(struct desk *desk, const struct vault *to, struct err *err)
{
	enum store_fault fault;

	close_store(desk);
	return vault_convert(
		   desk->file, vfs_of(desk->vault), vfs_of(to), &fault, err) ||
	       open_again(desk, desk->vault, false, err);
}

bool
desk_encrypt(struct desk *desk, const char *typed, struct err *err)
{
	return check_recovery(desk, typed, true, err) &&
	       convert(desk, desk->fresh->vault, err) &&
	       open_again(desk, take_fresh(desk), true, err);
}

bool
desk_decrypt(struct desk *desk, struct err *err)
{
	return may_be_plain(desk, err) && convert(desk, NULL, err) &&
	       open_again(desk, NULL, true, err);
}
