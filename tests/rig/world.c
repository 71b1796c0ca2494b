/*
 * A private folder with a store in it, which goes with the folder.
 */
#include "rig/world.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "store/vault.h"

static const char passphrase[] = "a dragon in every valley";

/* --- The world ------------------------------------------------------------ */

bool
world_is_locked(void)
{
	return getenv("WORLD_LOCKED") != NULL;
}

bool
world_unlock(struct world *world)
{
	const struct vault_options options = {
	    .path = world->path,
	    .base = world->vfs,
	    .cost = VAULT_TEST,
	};
	enum vault_kind kind;
	char recovery[VAULT_RECOVERY_SIZE];
	vault_free(world->vault);
	world->vault = NULL;
	if (!world_is_locked())
		return true;
	if (!vault_look(&options, &kind, &world->fault, &world->err))
		return false;
	if (kind == VAULT_LOCKED)
		return vault_open(&options, passphrase, &world->vault,
		    &world->fault, &world->err);
	return vault_new(&options, passphrase, recovery, &world->vault,
	    &world->fault, &world->err);
}

struct world *
world_new(void)
{
	struct world *world = mem_new(sizeof(*world));
	cr_assert(file_make_temporary(&world->folder, &world->err));
	world->arena = arena_new();
	world->path = world_path(world, "people.db");
	cr_assert(world_open(world, true));
	return world;
}

void
world_free(struct world *world)
{
	world_close(world);
	file_remove_temporary(world->folder);
	cr_assert_not(file_exists(world->folder));
	str_release(&world->past);
	arena_free(world->arena);
	mem_free(world->folder);
	mem_free(world);
}

const char *
world_path(struct world *world, const char *name)
{
	return file_join(world->arena, world->folder, name);
}

const char *
world_vfs(const struct world *world)
{
	return world->vault ? vault_vfs(world->vault) : world->vfs;
}

bool
world_open(struct world *world, bool is_new_allowed)
{
	err_clear(&world->err);
	if (!world_unlock(world))
		return false;
	const struct store_options options = {
	    .path = world->path,
	    .vfs = world_vfs(world),
	    .is_new_allowed = is_new_allowed,
	    .is_any_drive_allowed = true,
	    .now = world->now,
	};
	return store_open(&options, &world->store, &world->fault, &world->err);
}

void
world_close(struct world *world)
{
	store_close(world->store);
	world->store = NULL;
	vault_free(world->vault);
	world->vault = NULL;
}

void
world_reopen(struct world *world)
{
	world_close(world);
	cr_assert(world_open(world, false), "it cannot be opened again");
}

void
world_remember(struct world *world)
{
	world_close(world);
	world_read(world, world->path, &world->past);
}

void
world_go_back(struct world *world)
{
	const char *const *names;
	size_t count;
	world_close(world);
	cr_assert(file_list(
	    world->folder, "", world->arena, &names, &count, &world->err));
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(unlink(world_path(world, names[i])), 0);
	cr_assert(file_write(
	    world->path, world->past.text, world->past.length, &world->err));
}

bool
world_says(struct world *world, enum word word)
{
	bool is_so = world->err.is_set && world->err.word == word;
	if (!is_so)
		cr_log_warn("it says: %s", world_said(world));
	err_clear(&world->err);
	return is_so;
}

const char *
world_said(struct world *world)
{
	struct str said = STR_EMPTY;
	if (world->err.is_set)
		err_put(&said, &world->err, words_english());
	const char *sentence = arena_copy(world->arena, said.text);
	str_release(&said);
	return sentence;
}

void
world_read(struct world *world, const char *path, struct str *bytes)
{
	str_clear(bytes);
	cr_assert(file_read(path, FILE_LIMIT, bytes, &world->err));
}

const char *
world_files(struct world *world)
{
	const char *const *names;
	size_t count;
	struct str all = STR_EMPTY;
	cr_assert(file_list(
	    world->folder, "", world->arena, &names, &count, &world->err));
	for (size_t i = 0; i < count; i++)
		str_format(&all, "%s%s", i > 0 ? " " : "", names[i]);
	const char *files = arena_copy(world->arena, all.text);
	str_release(&all);
	return files;
}

/* The file by SQLite itself; it is closed by close_file(). */
static sqlite3 *
open_file(struct world *world)
{
	sqlite3 *db;
	cr_assert_null(world->store);
	cr_assert(world_unlock(world));
	cr_assert_eq(
	    sqlite3_open_v2(world->path, &db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, world_vfs(world)),
	    SQLITE_OK);
	return db;
}

static void
close_file(struct world *world, sqlite3 *db)
{
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	world_close(world);
}

void
world_sql(struct world *world, const char *statements)
{
	sqlite3 *db = open_file(world);
	char *problem = NULL;
	sqlite3_exec(db, statements, NULL, NULL, &problem);
	cr_assert_null(problem, "%s", problem);
	close_file(world, db);
}

bool
world_alter(const char *path, const char *statements)
{
	sqlite3 *db;
	cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
	int result = sqlite3_exec(db, statements, NULL, NULL, NULL);
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
	return result == SQLITE_OK;
}

/* Locks are between programs, so it takes another one to ask. */
bool
world_is_free(const char *path)
{
	pid_t child = fork();
	int status;
	cr_assert(child >= 0);
	if (child == 0) {
		sqlite3 *db;
		_exit(sqlite3_open(path, &db) != SQLITE_OK ||
		      sqlite3_exec(db, "BEGIN EXCLUSIVE; ROLLBACK", NULL, NULL,
			  NULL) == SQLITE_BUSY);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The triggers of the file, as statements that drop them. */
static const char *
drop_triggers(struct world *world)
{
	sqlite3 *db = open_file(world);
	sqlite3_stmt *asked;
	const char *statements = "";
	cr_assert_eq(sqlite3_prepare_v2(db,
			 "SELECT 'DROP TRIGGER ' || name || ';'"
			 " FROM sqlite_schema WHERE type = 'trigger'",
			 -1, &asked, NULL),
	    SQLITE_OK);
	while (sqlite3_step(asked) == SQLITE_ROW)
		statements = arena_format(world->arena, "%s%s", statements,
		    (const char *)sqlite3_column_text(asked, 0));
	sqlite3_finalize(asked);
	close_file(world, db);
	return statements;
}

void
world_spoil(struct world *world, const char *statements)
{
	world_sql(world, drop_triggers(world));
	world_sql(world, statements);
}
