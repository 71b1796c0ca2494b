/*
 * A private folder with a file in a vault, which SQLite itself opens: for
 * tests of the vault that need no store.
 *
 *	struct chest *chest = chest_new();
 *	struct sqlite3 *db = chest_db(chest);
 *	chest_run(db, "CREATE TABLE t (x)");
 *	cr_assert_str_eq(chest_ask(chest, db, "SELECT count(*) FROM t"), "0");
 *	sqlite3_close(db);
 *	chest_free(chest);
 *
 * Keys cost next to nothing.  Whatever fails ends the test.
 */
#ifndef RIG_CHEST_H
#define RIG_CHEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/vault.h"

struct sqlite3;

struct chest {
	char *folder;
	struct arena *arena;
	struct vault_options options; /* path, base, cost */
	struct vault *vault;	      /* NULL: locked */
	char recovery[VAULT_RECOVERY_SIZE];
	enum store_fault fault;
	struct err err;
};

/* With a new vault, whose file is empty as yet. */
struct chest *chest_new(void);
void chest_free(struct chest *chest);

extern const char chest_passphrase[];

void chest_lock(struct chest *chest);
bool chest_unlock(struct chest *chest, const char *passphrase);

/* A path in the folder. */
const char *chest_path(struct chest *chest, const char *name);

/* The chest's own file, or another, by a VFS. */
struct sqlite3 *chest_db(struct chest *chest);
struct sqlite3 *chest_open(const char *path, const char *vfs);

/* Statements that must work. */
void chest_run(struct sqlite3 *db, const char *statements);

/* The first column of the first row, or what SQLite says in capitals. */
const char *chest_ask(
    struct chest *chest, struct sqlite3 *db, const char *query);

/* All bytes of a file, and the same written back. */
void chest_read(struct chest *chest, const char *path, struct str *bytes);
void chest_write(
    struct chest *chest, const char *path, const struct str *bytes);

/* Is the latest failure this sentence?  Forgets it. */
bool chest_says(struct chest *chest, enum word word);

#endif
