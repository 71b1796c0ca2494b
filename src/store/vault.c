/*
 * The vault: from a secret to a VFS.
 *
 * Owns the unlocked keys of one file, the header that they came from and the
 * VFS that uses them, and lets all three go together.  Refuses to know what
 * is in the file.
 *
 * While a header is looked at or written the store is closed: the file is
 * opened by the VFS below, and for writing it is locked as SQLite locks it,
 * so another program that has it is noticed.
 *
 * What the two copies of the header may come to, when the power is cut while
 * they are written: the newer is whole or it is not, and the older is as it
 * was.  So both the old secret and the new one may open the file until the
 * next opening, which makes the copies the same again: by the one that was
 * opened, for that is the secret that the person knows.
 *
 * Tested by tests/unit/store_vault.c and store_vault_cuts.c.
 */
#include "store/vault.h"

#include <assert.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/place.h"
#include "store/sql.h"
#include "store/vault_disk.h"
#include "store/vault_header.h"
#include "store/vault_key.h"
#include "store/vault_recovery.h"
#include "store/vault_vfs.h"

struct vault {
	char *path, *base;
	enum vault_cost cost; /* of what is wrapped from now on */
	struct vault_header header;
	struct vault_keys *keys;
	struct vault_vfs *vfs;
};

/* Whoever asked for something, to be told what became of it. */
struct asking {
	const char *path, *base;
	enum store_fault *fault;
	struct err *err;
};

/* --- What went wrong ------------------------------------------------------ */

static bool
refuse(const struct asking *asking, enum store_fault fault, enum word word)
{
	*asking->fault = fault;
	return err_set_as(
	    asking->err, sql_kind(fault), word, asking->path, NULL);
}

/* A result of the VFS below. */
static bool
fail(const struct asking *asking, int result)
{
	switch (result & 0xFF) {
	case SQLITE_BUSY:
		return refuse(asking, STORE_BUSY, WORD_STORE_BUSY);
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return place_refuse(asking->path, asking->fault, asking->err);
	case SQLITE_FULL:
		*asking->fault = STORE_FAILED;
		return err_set_as(asking->err, ERR_NO_ROOM,
		    WORD_STORE_DISK_FULL, asking->path, NULL);
	default:
		*asking->fault = STORE_FAILED;
		return err_set_as(asking->err, ERR_DISK_FAILS,
		    WORD_STORE_DISK_FAILS, asking->path, NULL);
	}
}

/* --- Headers in the file -------------------------------------------------- */

/* Open the file below and read both copies; false: it is said why. */
static bool
read_disk(const struct asking *asking, struct vault_disk *disk, bool is_writing,
    struct vault_headers *headers)
{
	int result = vault_disk_open(disk, is_writing);

	if (result == SQLITE_OK && is_writing)
		result = vault_disk_lock(disk);
	if (result == SQLITE_OK)
		result = vault_disk_read(vault_disk_file(disk), headers);
	return result == SQLITE_OK || fail(asking, result);
}

/* The same with a disk of its own, or NULL. */
static struct vault_disk *
read_headers(
    const struct asking *asking, bool is_writing, struct vault_headers *headers)
{
	struct vault_disk *disk = vault_disk_new(asking->path, asking->base);

	assert(disk);
	if (read_disk(asking, disk, is_writing, headers))
		return disk;
	vault_disk_free(disk);
	return NULL;
}

/* --- Looking -------------------------------------------------------------- */

static struct asking
ask(const struct vault_options *options, enum store_fault *fault,
    struct err *err)
{
	return (struct asking){
	    .path = options->path,
	    .base = sql_vfs_or_plain(options->base),
	    .fault = fault,
	    .err = err,
	};
}

bool
vault_look(const struct vault_options *options, enum vault_kind *kind,
    enum store_fault *fault, struct err *err)
{
	const struct asking asking = ask(options, fault, err);
	struct vault_disk *disk = vault_disk_new(asking.path, asking.base);
	bool is_there;

	assert(disk);
	int result = vault_disk_find(disk, &is_there);
	bool is_seen = result == SQLITE_OK || fail(&asking, result);
	*kind = file_is_special(asking.path) ? VAULT_FOREIGN : VAULT_NOTHING;
	if (is_there && *kind != VAULT_FOREIGN) {
		struct vault_headers *headers = mem_new(sizeof(*headers));
		is_seen = read_disk(&asking, disk, false, headers);
		if (is_seen)
			*kind = vault_disk_kind(headers);
		mem_free(headers);
	}
	vault_disk_free(disk);
	return is_seen;
}

bool
vault_clear(const struct vault_options *options, enum store_fault *fault,
    struct err *err)
{
	const struct asking asking = ask(options, fault, err);
	struct vault_headers *headers = mem_new(sizeof(*headers));
	struct vault_disk *disk = read_headers(&asking, true, headers);
	bool is_done = disk != NULL;

	if (is_done && headers->size > 0 && vault_disk_is_unfinished(headers)) {
		sqlite3_file *file = vault_disk_file(disk);
		int result = file->pMethods->xTruncate(file, 0);
		is_done = result == SQLITE_OK || fail(&asking, result);
	}
	vault_disk_free(disk);
	mem_free(headers);
	return is_done;
}

/* --- Making and opening --------------------------------------------------- */

/* Takes the keys. */
static struct vault *
make_vault(const struct asking *asking, enum vault_cost cost,
    const struct vault_header *header, struct vault_keys *keys)
{
	struct vault *vault = mem_new(sizeof(*vault));

	vault->path = mem_copy_text(asking->path);
	vault->base = mem_copy_text(asking->base);
	vault->cost = cost;
	vault->header = *header;
	vault->keys = keys;
	vault->vfs = vault_vfs_new(asking->base, keys, header);
	assert(vault->vfs);
	return vault;
}

bool
vault_new(const struct vault_options *options, const char *passphrase,
    char recovery[VAULT_RECOVERY_SIZE], struct vault **vault,
    enum store_fault *fault, struct err *err)
{
	const struct asking asking = ask(options, fault, err);
	enum vault_cost cost = vault_cost_to_use(options->cost);
	struct vault_keys *keys = vault_keys_new();
	struct vault_header header;

	*vault = NULL;
	vault_recovery_make(recovery);
	vault_header_begin(&header);
	if (!vault_header_wrap(
		&header, VAULT_BY_PASSPHRASE, passphrase, cost, keys) ||
	    !vault_header_wrap(
		&header, VAULT_BY_RECOVERY, recovery, cost, keys)) {
		sodium_memzero(recovery, VAULT_RECOVERY_SIZE);
		vault_keys_free(keys);
		return refuse(&asking, STORE_FAILED, WORD_VAULT_NO_ROOM);
	}
	vault_header_seal(&header, keys);
	*vault = make_vault(&asking, options->cost, &header, keys);
	return true;
}

/* Why no copy opened, as a sentence. */
static bool
refuse_secret(
    const struct asking *asking, enum vault_slot slot, enum vault_try result)
{
	switch (result) {
	case VAULT_TOO_LARGE:
		return refuse(asking, STORE_FAILED, WORD_VAULT_NO_MEMORY);
	case VAULT_TOO_CHEAP:
		return refuse(asking, STORE_BROKEN, WORD_VAULT_TOO_CHEAP);
	case VAULT_WRONG:
		return refuse(asking, STORE_LOCKED,
		    slot == VAULT_BY_PASSPHRASE ? WORD_VAULT_WRONG_PASSPHRASE
						: WORD_VAULT_WRONG_RECOVERY);
	default:
		return refuse(asking, STORE_BROKEN, WORD_VAULT_DAMAGED);
	}
}

/* Without a whole copy: is it ours at all? */
static bool
refuse_headers(const struct asking *asking, const struct vault_headers *headers)
{
	bool is_newer = false;

	for (int i = 0; i < VAULT_HEADER_COPIES; i++)
		is_newer |=
		    vault_header_look(&headers->copies[i]) == VAULT_LOOKS_NEWER;
	if (is_newer)
		return refuse(asking, STORE_NEWER, WORD_STORE_NEWER);
	if (vault_disk_kind(headers) == VAULT_LOCKED)
		return refuse(asking, STORE_BROKEN, WORD_VAULT_DAMAGED);
	return refuse(asking, STORE_FOREIGN, WORD_STORE_FOREIGN);
}

/*
 * Try the secret, first on the newer copy.  A guess takes long, so the same
 * wrapped key is not tried twice.  Gives the copy that opened, or -1 with the
 * sentence set.
 */
static int
try_copies(const struct asking *asking, const struct vault_headers *headers,
    enum vault_slot slot, const char *secret, struct vault_keys **keys)
{
	int first = vault_disk_newer(headers);

	*keys = NULL;
	if (first < 0) {
		refuse_headers(asking, headers);
		return -1;
	}
	/* Mended it would be a whole file with nothing in it. */
	if (vault_disk_is_cut(headers)) {
		refuse(asking, STORE_BROKEN, WORD_STORE_BROKEN);
		return -1;
	}
	const struct vault_header *one = &headers->copies[first];
	const struct vault_header *two =
	    &headers->copies[vault_disk_other(first)];
	enum vault_try result = vault_header_try(one, slot, secret, keys);
	if (result == VAULT_OPENED)
		return first;
	bool is_second_worth_it = vault_header_look(two) == VAULT_LOOKS_WHOLE &&
				  memcmp(two, one, sizeof(*two)) != 0;
	if (is_second_worth_it &&
	    vault_header_try(two, slot, secret, keys) == VAULT_OPENED)
		return vault_disk_other(first);
	refuse_secret(asking, slot, result);
	return -1;
}

/*
 * Both copies become the same again, if something had parted them.  A disk
 * that does not let itself be written to is no reason not to open the file:
 * its header is good enough, and a save will say what is wrong.
 */
static void
mend_copies(const struct asking *asking, struct vault_header *header,
    const struct vault_keys *keys, int opened)
{
	struct err ignored = {0};
	enum store_fault fault;
	struct asking quietly = *asking;
	struct vault_headers *headers = mem_new(sizeof(*headers));

	quietly.err = &ignored;
	quietly.fault = &fault;
	struct vault_disk *disk = read_headers(&quietly, true, headers);
	if (disk && !vault_disk_is_even(headers)) {
		struct vault_header mended = *header;
		vault_disk_seal(&mended, headers, keys);
		if (vault_disk_replace(
			vault_disk_file(disk), opened, &mended) == SQLITE_OK)
			*header = mended;
	}
	vault_disk_free(disk);
	mem_free(headers);
}

static bool
open_by(const struct vault_options *options, enum vault_slot slot,
    const char *secret, struct vault **vault, enum store_fault *fault,
    struct err *err)
{
	const struct asking asking = ask(options, fault, err);
	struct vault_headers *headers = mem_new(sizeof(*headers));
	struct vault_keys *keys = NULL;
	int opened = -1;

	*vault = NULL;
	struct vault_disk *disk = read_headers(&asking, false, headers);
	vault_disk_free(disk);
	if (disk)
		opened = try_copies(&asking, headers, slot, secret, &keys);
	if (opened >= 0) {
		struct vault_header header = headers->copies[opened];
		if (!vault_disk_is_even(headers))
			mend_copies(&asking, &header, keys, opened);
		*vault = make_vault(&asking, options->cost, &header, keys);
	}
	mem_free(headers);
	return opened >= 0;
}

bool
vault_open(const struct vault_options *options, const char *passphrase,
    struct vault **vault, enum store_fault *fault, struct err *err)
{
	return open_by(
	    options, VAULT_BY_PASSPHRASE, passphrase, vault, fault, err);
}

bool
vault_open_by_recovery(const struct vault_options *options,
    const char *recovery, struct vault **vault, enum store_fault *fault,
    struct err *err)
{
	char read[VAULT_RECOVERY_SIZE];
	const struct asking asking = ask(options, fault, err);

	*vault = NULL;
	bool is_open =
	    vault_recovery_read(recovery, read)
		? open_by(options, VAULT_BY_RECOVERY, read, vault, fault, err)
		: refuse(&asking, STORE_LOCKED, WORD_VAULT_RECOVERY_MISTYPED);
	sodium_memzero(read, sizeof(read));
	return is_open;
}

void
vault_free(struct vault *vault)
{
	if (!vault)
		return;
	vault_vfs_free(vault->vfs);
	vault_keys_free(vault->keys);
	mem_free(vault->path);
	mem_free(vault->base);
	mem_free(vault);
}

const char *
vault_vfs(const struct vault *vault)
{
	return vault_vfs_name(vault->vfs);
}

enum vault_cost
vault_cost(const struct vault *vault)
{
	return vault_header_cost(&vault->header, VAULT_BY_PASSPHRASE);
}

/* --- Other secrets -------------------------------------------------------- */

/*
 * The copy of the file's header that the new one grows from: the newer of
 * those with our key.
 */
static int
copy_of_ours(const struct vault *vault, const struct vault_headers *headers)
{
	int newer = vault_disk_newer(headers);

	if (newer < 0)
		return -1;
	if (vault_header_is_of(&headers->copies[newer], vault->keys))
		return newer;
	return vault_header_is_of(
		   &headers->copies[vault_disk_other(newer)], vault->keys)
		   ? vault_disk_other(newer)
		   : -1;
}

/* Put the new secret in the place of the old one, in the file's header. */
static bool
replace_secret(struct vault *vault, const struct asking *asking,
    enum vault_slot slot, const struct vault_wrapped *wrapped)
{
	struct vault_headers *headers = mem_new(sizeof(*headers));
	struct vault_disk *disk = read_headers(asking, true, headers);
	int ours = disk ? copy_of_ours(vault, headers) : -1;
	bool is_done = false;

	if (ours >= 0) {
		struct vault_header header = headers->copies[ours];
		header.slots[slot] = *wrapped;
		vault_disk_seal(&header, headers, vault->keys);
		is_done = vault_disk_replace(vault_disk_file(disk), ours,
			      &header) == SQLITE_OK;
		if (is_done) {
			vault->header = header;
			vault_vfs_set_header(vault->vfs, &header);
		} else {
			refuse(asking, STORE_FAILED, WORD_VAULT_HALF_CHANGED);
		}
	} else if (disk) {
		refuse(asking, STORE_BROKEN, WORD_VAULT_DAMAGED);
	}
	vault_disk_free(disk);
	mem_free(headers);
	return is_done;
}

static bool
set_secret(struct vault *vault, enum vault_slot slot, const char *secret,
    enum store_fault *fault, struct err *err)
{
	const struct asking asking = {vault->path, vault->base, fault, err};
	struct vault_header header = vault->header;

	if (!vault_header_wrap(&header, slot, secret,
		vault_cost_to_use(vault->cost), vault->keys))
		return refuse(&asking, STORE_FAILED, WORD_VAULT_NO_ROOM);
	return replace_secret(vault, &asking, slot, &header.slots[slot]);
}

bool
vault_set_passphrase(struct vault *vault, const char *passphrase,
    enum store_fault *fault, struct err *err)
{
	return set_secret(vault, VAULT_BY_PASSPHRASE, passphrase, fault, err);
}

bool
vault_set_recovery(struct vault *vault, const char *recovery,
    enum store_fault *fault, struct err *err)
{
	return set_secret(vault, VAULT_BY_RECOVERY, recovery, fault, err);
}
