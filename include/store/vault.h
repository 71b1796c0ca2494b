/*
 * The vault: a file of the store that only its passphrase, or its recovery
 * key, opens.
 *
 *	struct vault *vault;
 *	if (!vault_open(&options, passphrase, &vault, &fault, &err))
 *		...
 *	struct store_options store = {.vfs = vault_vfs(vault), ...};
 *	store_open(&store, ...);
 *	...
 *	store_close(...);
 *	vault_free(vault);
 *
 * A random data key encrypts every block of the file and of its journals.
 * The file begins with two copies of a header, which holds that key twice:
 * wrapped with the passphrase and wrapped with the recovery key.  Whatever is
 * made by the same VFS, as backups are, has the same key and header, and so
 * opens with what opened the file at that time.
 *
 * All of it is read and written by the VFS below, never by open(2), so that
 * no lock is dropped and tests can cut the power at every write.
 */
#ifndef STORE_VAULT_H
#define STORE_VAULT_H

#include <stdbool.h>

#include "base/err.h"
#include "store/store.h"

struct vault;

/* What a guess at the passphrase costs: Argon2id. */
enum vault_cost {
	VAULT_STRONG, /* 3 passes over 256 MiB: what new keys get */
	VAULT_LEAST,  /* 2 over 64 MiB: where memory is short */
	VAULT_TEST,   /* next to nothing; only in builds for tests */
	VAULT_COST_MAX
};

struct vault_options {
	const char *path;
	const char *base;     /* the VFS below; NULL: the plain one */
	enum vault_cost cost; /* of new keys; VAULT_STRONG if it is refused */
};

/* What lies at a path; false when nobody can tell. */
enum vault_kind {
	VAULT_NOTHING, /* no file, or one whose making was interrupted */
	VAULT_PLAIN,   /* anybody can read it */
	VAULT_LOCKED,  /* a vault, even if a damaged one */
	VAULT_FOREIGN  /* something else */
};
bool vault_look(const struct vault_options *options, enum vault_kind *kind,
    enum store_fault *fault, struct err *err);

/*
 * Make the file empty if its making was interrupted, for whoever makes a plain
 * one there.  Any other stays as it is.
 */
bool vault_clear(const struct vault_options *options, enum store_fault *fault,
    struct err *err);

/* "ABCD-EFGH-...": eight groups of four, and the closing NUL. */
enum { VAULT_RECOVERY_SIZE = 40 };

/*
 * Keys for a file that is not there yet, or is empty: opening it by the
 * vault's VFS writes the header.  The recovery key is told this one time.
 */
bool vault_new(const struct vault_options *options, const char *passphrase,
    char recovery[VAULT_RECOVERY_SIZE], struct vault **vault,
    enum store_fault *fault, struct err *err);

/*
 * The keys of a file that is there.  STORE_LOCKED: wrong passphrase;
 * STORE_BROKEN: both copies of the header are damaged.  If one is, or if a
 * change of it was interrupted, it is made good again.
 */
bool vault_open(const struct vault_options *options, const char *passphrase,
    struct vault **vault, enum store_fault *fault, struct err *err);

/*
 * The same by the recovery key, however it was typed: without hyphens, in
 * small letters, with O for 0 and I or L for 1.
 */
bool vault_open_by_recovery(const struct vault_options *options,
    const char *recovery, struct vault **vault, enum store_fault *fault,
    struct err *err);

/*
 * A fresh one, of 160 random bits.  It opens nothing before
 * vault_set_recovery(), so there is time to write it down.
 */
void vault_recovery_make(char recovery[VAULT_RECOVERY_SIZE]);

/* Is it what was shown?  For whoever must type it back. */
bool vault_recovery_is(const char *typed, const char *recovery);

/* What store_options.vfs and backups name; as long as the vault lives. */
const char *vault_vfs(const struct vault *vault);

/*
 * What guessing its passphrase costs; VAULT_LEAST is worth a warning, and
 * goes when the passphrase is set on a machine with more memory.
 */
enum vault_cost vault_cost(const struct vault *vault);

/*
 * Another passphrase, or another recovery key from vault_recovery_make(), for
 * the same data key: only while the store is closed.  Backups made before
 * still open with the old one.  If the error is WORD_VAULT_HALF_CHANGED the
 * old one or the new one opens the file; after any other, the old one.
 */
bool vault_set_passphrase(struct vault *vault, const char *passphrase,
    enum store_fault *fault, struct err *err);
bool vault_set_recovery(struct vault *vault, const char *recovery,
    enum store_fault *fault, struct err *err);

/* Wipes the keys; every store that uses it is closed.  NULL: fine. */
void vault_free(struct vault *vault);

/*
 * Make the file one that another VFS reads: from plain to a vault, from a
 * vault to plain, from a vault to one with a new data key (from vault_new()
 * for the same path).  A copy beside the file is opened again and checked
 * before it takes the file's name; until then the file is as it was.  After
 * WORD_VAULT_HALF_CHANGED it may be either.  The store is closed.  NULL: the
 * plain VFS.
 */
bool vault_convert(const char *path, const char *from_vfs, const char *to_vfs,
    enum store_fault *fault, struct err *err);

#endif
