/*
 * Work on whole files: making, opening, changing keys, copying, restoring.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "store/copies.h"
#include "torture/workloads.h"

/* Nothing lies on the disk yet. */
void
prepare_nothing(struct run *run)
{
	(void)run;
}

void
work_reopening(struct run *run)
{
	for (int i = 0; i < 5; i++) {
		char value[16];
		snprintf(value, sizeof(value), "%d", i);
		if (!run_open(run) ||
		    !run_did(run, store_put_setting(run->store, "language",
				      value, &run->err)))
			return;
		struct person *person = person_load(run, 1 + i % 2);
		if (!person)
			return;
		person_answer(run, person, "home", 0, text_of(run, i, 200));
		if (!person_act(run, person))
			return;
		run_close(run);
	}
}

void
work_making(struct run *run)
{
	if (!run_did(run, run_open(run)))
		return;
	for (int i = 0; i < 4; i++) {
		struct person *person = person_add(run, names[i]);
		if (!person || !person_act(run, person))
			return;
	}
}

/* A file of a version that was released, from the real disk. */
static sqlite3 *
open_old(struct run *run, const char *path)
{
	sqlite3 *db;
	struct str statements = STR_EMPTY;
	bool is_file = strstr(path, ".db") != NULL;
	run_must(run, sqlite3_open_v2(is_file ? path : ":memory:", &db,
			  SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
	if (!is_file) {
		run_must(
		    run, file_read(path, FILE_LIMIT, &statements, &run->err));
		run_must(run, sqlite3_exec(db, statements.text, NULL, NULL,
				  NULL) == SQLITE_OK);
	}
	str_release(&statements);
	return db;
}

void
prepare_old(struct run *run)
{
	sqlite3 *old = open_old(run, run->workload->old), *db;
	run_must(run, run_unlock(run));
	run_must(run, sqlite3_open_v2(PEOPLE_PATH, &db,
			  SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			  run_vfs(run)) == SQLITE_OK);
	sqlite3_backup *copy = sqlite3_backup_init(db, "main", old, "main");
	run_must(run, copy && sqlite3_backup_step(copy, -1) == SQLITE_DONE);
	sqlite3_backup_finish(copy);
	sqlite3_close(db);
	sqlite3_close(old);
	run_close(run);
}

void
work_migration(struct run *run)
{
	if (run_did(run, run_open(run)))
		type_text(run, 3);
}

/* --- The vault ------------------------------------------------------------ */

static bool
save_once(struct run *run, int n)
{
	struct person *person =
	    run_open(run) ? person_load(run, 1 + n % 2) : NULL;
	if (!person)
		return false;
	person_answer(run, person, "home", 0, text_of(run, n, 150));
	return person_act(run, person);
}

void
work_passphrase(struct run *run)
{
	enum store_fault fault;
	for (int i = 0; i < 4; i++) {
		if (!save_once(run, i))
			return;
		run_close(run);
		size_t next = (size_t)(i + 1) % passphrase_count;
		if (!run_unlock(run) ||
		    !run_did(run, vault_set_passphrase(run->vault,
				      passphrases[next], &fault, &run->err)))
			return;
	}
	save_once(run, 4);
}

/* Recovery keys come and go; the passphrase stays. */
void
work_recovery(struct run *run)
{
	enum store_fault fault;
	char recovery[VAULT_RECOVERY_SIZE];
	for (int i = 0; i < 3; i++) {
		vault_recovery_make(recovery);
		if (!run_unlock(run) ||
		    !run_did(run, vault_set_recovery(run->vault, recovery,
				      &fault, &run->err)) ||
		    !save_once(run, i))
			return;
		run_close(run);
	}
}

/* From what it is now to a vault with new keys, or to plain. */
static bool
convert(struct run *run, bool is_secret, size_t passphrase)
{
	const struct vault_options options = {
	    .path = PEOPLE_PATH,
	    .base = ramdisk_vfs(run->disk),
	    .cost = VAULT_TEST,
	};
	struct vault *vault = NULL;
	enum store_fault fault;
	char recovery[VAULT_RECOVERY_SIZE];
	if (!run_unlock(run) ||
	    (is_secret && !vault_new(&options, passphrases[passphrase],
			      recovery, &vault, &fault, &run->err)))
		return false;
	bool is_done = vault_convert(PEOPLE_PATH, run_vfs(run),
	    vault ? vault_vfs(vault) : ramdisk_vfs(run->disk), &fault,
	    &run->err);
	vault_free(vault);
	run_close(run);
	return run_did(run, is_done);
}

void
work_converting(struct run *run)
{
	if (save_once(run, 0)) {
		run_close(run);
		if (convert(run, true, 1) && save_once(run, 1)) {
			run_close(run);
			if (convert(run, false, 0))
				save_once(run, 2);
		}
	}
}

void
work_new_key(struct run *run)
{
	for (int i = 0; i < 2; i++) {
		if (!save_once(run, i))
			return;
		run_close(run);
		if (!convert(run, true, (size_t)(i + 1) % passphrase_count))
			return;
	}
}

void
work_backup(struct run *run)
{
	struct person *person = open_person(run);
	for (int i = 0; person && i < 3; i++) {
		char path[64];
		snprintf(
		    path, sizeof(path), RAMDISK_FOLDER "/copy-%d.db", i % 2);
		person_answer(run, person, "story", 0,
		    text_of(run, i, 100 + (size_t)i * 3000));
		if (!person_act(run, person) ||
		    !run_did(
			run, store_copy(run->store, path, NULL, &run->err)))
			return;
	}
}

static const char restored_copy[] = RAMDISK_FOLDER "/copy.db";

static bool
erase_again(struct store *store, void *context, struct err *err)
{
	struct run *run = context;
	size_t count;
	return store_erase_again(store, ++run->now, &count, err);
}

enum { KEPT_SIZE = 64, KEPT_MOST = 2 };

static void
name_kept(char name[KEPT_SIZE], int n)
{
	snprintf(name, KEPT_SIZE,
	    RAMDISK_FOLDER "/people-before-2026-11-21-16420%d.db", n);
}

/* Bring a copy back into the file's place, which is kept by another name. */
static bool
restore(struct run *run, const char *from, int n)
{
	struct str kept = STR_EMPTY;
	enum store_fault fault;
	const struct restoring restoring = {
	    .from = from,
	    .path = PEOPLE_PATH,
	    .at = {{2026, 11, 21}, 16, 42, n},
	    .vfs = run_vfs(run),
	    .amend = erase_again,
	    .context = run,
	};
	bool is_done = store_restore(&restoring, &kept, &fault, &run->err);
	str_release(&kept);
	run_close(run);
	return is_done;
}

bool
bring_file_back(struct run *run)
{
	char kept[KEPT_SIZE];
	struct str people = STR_EMPTY;
	bool is_there =
	    ramdisk_read(run->disk, PEOPLE_PATH, &people) && people.length > 0;
	str_release(&people);
	if (is_there)
		return true;
	for (int n = KEPT_MOST; n-- > 0;) {
		name_kept(kept, n);
		if (ramdisk_has(run->disk, kept))
			return run_unlock_at(run, kept) &&
			       restore(run, kept, KEPT_MOST);
	}
	return true;
}

/* Who was erased since the copy was made is erased again. */
void
work_restore(struct run *run)
{
	for (int i = 0; i < KEPT_MOST; i++) {
		struct person *person = open_person(run);
		if (!person)
			return;
		person_answer(run, person, "home", 0, text_of(run, i, 300));
		if (!person_act(run, person))
			return;
		struct person *other = person_add(run, names[2 + i]);
		if (!other || !person_act(run, other) ||
		    !run_did(run, store_copy(run->store, restored_copy, NULL,
				      &run->err)) ||
		    !run_did(run, store_erase(run->store, other->id, "wish",
				      ++run->now, &run->err)))
			return;
		run_close(run);
		if (!run_unlock(run) ||
		    !run_did(run, restore(run, restored_copy, i)))
			return;
	}
	save_once(run, 0);
}
