/*
 * A private folder with a file in a vault, which SQLite itself opens.
 */
#include "rig/chest.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>

#include "base/file.h"

const char chest_passphrase[] = "three hens in a wet field";

struct chest *
chest_new(void)
{
	struct chest *chest = mem_new(sizeof(*chest));
	cr_assert(file_make_temporary(&chest->folder, &chest->err));
	chest->arena = arena_new();
	chest->options = (struct vault_options){
	    .path = chest_path(chest, "chest.db"),
	    .cost = VAULT_TEST,
	};
	cr_assert(vault_new(&chest->options, chest_passphrase, chest->recovery,
	    &chest->vault, &chest->fault, &chest->err));
	return chest;
}

void
chest_free(struct chest *chest)
{
	vault_free(chest->vault);
	file_remove_temporary(chest->folder);
	arena_free(chest->arena);
	mem_free(chest->folder);
	mem_free(chest);
}

void
chest_lock(struct chest *chest)
{
	vault_free(chest->vault);
	chest->vault = NULL;
}

bool
chest_unlock(struct chest *chest, const char *passphrase)
{
	chest_lock(chest);
	err_clear(&chest->err);
	return vault_open(&chest->options, passphrase, &chest->vault,
	    &chest->fault, &chest->err);
}

const char *
chest_path(struct chest *chest, const char *name)
{
	return file_join(chest->arena, chest->folder, name);
}

struct sqlite3 *
chest_open(const char *path, const char *vfs)
{
	sqlite3 *db;
	int result = sqlite3_open_v2(
	    path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs);
	cr_assert_eq(result, SQLITE_OK, "%s", sqlite3_errmsg(db));
	sqlite3_extended_result_codes(db, 1);
	return db;
}

struct sqlite3 *
chest_db(struct chest *chest)
{
	return chest_open(chest->options.path, vault_vfs(chest->vault));
}

void
chest_run(struct sqlite3 *db, const char *statements)
{
	char *problem = NULL;
	sqlite3_exec(db, statements, NULL, NULL, &problem);
	cr_assert_null(problem, "%s: %s", statements, problem);
}

const char *
chest_ask(struct chest *chest, struct sqlite3 *db, const char *query)
{
	sqlite3_stmt *statement = NULL;
	const char *answer;
	if (sqlite3_prepare_v2(db, query, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		answer = arena_format(chest->arena, "%s",
		    (const char *)sqlite3_column_text(statement, 0));
	else
		answer = arena_format(chest->arena, "FAILS: %d %s",
		    sqlite3_extended_errcode(db), sqlite3_errmsg(db));
	sqlite3_finalize(statement);
	return answer;
}

void
chest_read(struct chest *chest, const char *path, struct str *bytes)
{
	str_clear(bytes);
	cr_assert(file_read(path, FILE_LIMIT, bytes, &chest->err));
}

/* Not by file_write(), which waits for the disk. */
void
chest_write(struct chest *chest, const char *path, const struct str *bytes)
{
	(void)chest;
	FILE *file = fopen(path, "wb");
	cr_assert(file &&
		  fwrite(bytes->text, 1, bytes->length, file) == bytes->length);
	cr_assert_eq(fclose(file), 0);
}

bool
chest_says(struct chest *chest, enum word word)
{
	struct str said = STR_EMPTY;
	bool is_so = chest->err.is_set && chest->err.word == word;
	if (!is_so && chest->err.is_set) {
		err_put(&said, &chest->err, words_english());
		cr_log_warn("it says: %s", said.text);
	}
	str_release(&said);
	err_clear(&chest->err);
	return is_so;
}
