/*
 * The vault as a whole: what opens it, what does not, and what is said then.
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/chest.h"
#include "store/vault_header.h"
#include "store/vault_key.h"

static void
fill(struct chest *chest)
{
	sqlite3 *db = chest_db(chest);
	chest_run(db, "PRAGMA journal_mode = TRUNCATE;"
		      "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT);"
		      "INSERT INTO t (x) VALUES ('SECRETMARKER')");
	sqlite3_close(db);
}

static bool
is_filled(struct chest *chest)
{
	sqlite3 *db = chest_db(chest);
	bool is_so =
	    text_is(chest_ask(chest, db, "SELECT x FROM t"), "SECRETMARKER");
	sqlite3_close(db);
	return is_so;
}

static enum vault_kind
kind_of(struct chest *chest, const char *name)
{
	struct vault_options options = chest->options;
	enum vault_kind kind;
	options.path = chest_path(chest, name);
	cr_assert(vault_look(&options, &kind, &chest->fault, &chest->err));
	return kind;
}

Test(vault, opens_with_its_passphrase)
{
	struct chest *chest = chest_new();
	fill(chest);
	cr_assert(chest_unlock(chest, chest_passphrase));
	cr_assert(is_filled(chest));
	cr_assert_eq(vault_cost(chest->vault), VAULT_TEST);
	chest_free(chest);
}

Test(vault, says_that_a_passphrase_is_wrong)
{
	struct chest *chest = chest_new();
	fill(chest);
	static const char *const wrong[] = {"", "three hens",
	    "Three hens in a wet field", "three hens in a wet field "};
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
		cr_assert_not(chest_unlock(chest, wrong[i]));
		cr_assert_null(chest->vault);
		cr_assert_eq(chest->fault, STORE_LOCKED);
		cr_assert(chest_says(chest, WORD_VAULT_WRONG_PASSPHRASE));
	}
	chest_free(chest);
}

/* Another keyboard, or another system, sends the same letters otherwise. */
Test(vault, opens_however_the_letters_of_its_passphrase_are_sent)
{
	static const char *const sent[] = {"Caf\u00E9 gwy\u0302n y t\u0177",
	    "Cafe\u0301 gw\u0177n y ty\u0302",
	    "Caf\u00E9\u00A0gw\u0177n\u2003y t\u0177"};
	static const char *const wrong[] = {"Cafe gwyn y ty",
	    "caf\u00E9 gw\u0177n y t\u0177", "Caf\xE9 gw\u0177n y t\u0177"};
	struct chest *chest = chest_new();
	fill(chest);
	for (size_t made = 0; made < ARRAY_LENGTH(sent); made++) {
		cr_assert(vault_set_passphrase(
		    chest->vault, sent[made], &chest->fault, &chest->err));
		for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++)
			cr_assert_not(chest_unlock(chest, wrong[i]));
		for (size_t i = 0; i < ARRAY_LENGTH(sent); i++)
			cr_assert(chest_unlock(chest, sent[i]));
		cr_assert(is_filled(chest));
	}
	chest_free(chest);
}

Test(vault, opens_with_its_recovery_key)
{
	struct chest *chest = chest_new();
	fill(chest);
	chest_lock(chest);
	for (size_t i = 0; i < strlen(chest->recovery); i++)
		if (chest->recovery[i] >= 'A')
			chest->recovery[i] += 'a' - 'A';
	cr_assert(vault_open_by_recovery(&chest->options, chest->recovery,
	    &chest->vault, &chest->fault, &chest->err));
	cr_assert(is_filled(chest));
	chest_lock(chest);
	cr_assert_not(vault_open_by_recovery(&chest->options,
	    "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ", &chest->vault,
	    &chest->fault, &chest->err));
	cr_assert_eq(chest->fault, STORE_LOCKED);
	cr_assert(chest_says(chest, WORD_VAULT_WRONG_RECOVERY));
	cr_assert_not(vault_open_by_recovery(&chest->options, "0123",
	    &chest->vault, &chest->fault, &chest->err));
	cr_assert_eq(chest->fault, STORE_LOCKED);
	cr_assert(chest_says(chest, WORD_VAULT_RECOVERY_MISTYPED));
	chest_free(chest);
}

Test(vault, takes_another_passphrase)
{
	struct chest *chest = chest_new();
	fill(chest);
	cr_assert(vault_set_passphrase(
	    chest->vault, "four geese", &chest->fault, &chest->err));
	cr_assert(is_filled(chest), "what is open stays open");
	cr_assert_not(chest_unlock(chest, chest_passphrase));
	cr_assert(chest_says(chest, WORD_VAULT_WRONG_PASSPHRASE));
	cr_assert(chest_unlock(chest, "four geese"));
	cr_assert(is_filled(chest));
	chest_lock(chest);
	cr_assert(vault_open_by_recovery(&chest->options, chest->recovery,
	    &chest->vault, &chest->fault, &chest->err));
	chest_free(chest);
}

Test(vault, takes_another_recovery_key)
{
	struct chest *chest = chest_new();
	char old[VAULT_RECOVERY_SIZE];
	fill(chest);
	memcpy(old, chest->recovery, sizeof(old));
	vault_recovery_make(chest->recovery);
	cr_assert_str_neq(old, chest->recovery);
	cr_assert(vault_set_recovery(
	    chest->vault, chest->recovery, &chest->fault, &chest->err));
	chest_lock(chest);
	cr_assert_not(vault_open_by_recovery(
	    &chest->options, old, &chest->vault, &chest->fault, &chest->err));
	cr_assert(chest_says(chest, WORD_VAULT_WRONG_RECOVERY));
	cr_assert(vault_open_by_recovery(&chest->options, chest->recovery,
	    &chest->vault, &chest->fault, &chest->err));
	cr_assert(chest_unlock(chest, chest_passphrase));
	chest_free(chest);
}

/* A backup made before the change opens by what opened it then. */
Test(vault, reads_copies_from_before_the_passphrase_was_changed)
{
	struct chest *chest = chest_new();
	fill(chest);
	const char *copy = chest_path(chest, "copy.db");
	sqlite3 *db = chest_db(chest);
	chest_run(db, arena_format(chest->arena, "VACUUM INTO '%s'", copy));
	sqlite3_close(db);
	cr_assert(vault_set_passphrase(
	    chest->vault, "four geese", &chest->fault, &chest->err));
	db = chest_open(copy, vault_vfs(chest->vault));
	cr_assert_str_eq(
	    chest_ask(chest, db, "SELECT x FROM t"), "SECRETMARKER");
	sqlite3_close(db);
	chest->options.path = copy;
	cr_assert_not(chest_unlock(chest, "four geese"));
	cr_assert(chest_unlock(chest, chest_passphrase));
	cr_assert(is_filled(chest));
	chest_free(chest);
}

Test(vault, is_told_from_other_files)
{
	struct chest *chest = chest_new();
	struct str bytes = STR_EMPTY;
	cr_assert_eq(kind_of(chest, "chest.db"), VAULT_NOTHING);
	fill(chest);
	cr_assert_eq(kind_of(chest, "chest.db"), VAULT_LOCKED);
	chest_read(chest, chest->options.path, &bytes);
	str_cut(&bytes, 5000);
	chest_write(chest, chest_path(chest, "cut.db"), &bytes);
	cr_assert_eq(kind_of(chest, "cut.db"), VAULT_LOCKED);
	sqlite3 *db = chest_open(chest_path(chest, "plain.db"), "unix");
	chest_run(db, "CREATE TABLE t (x)");
	sqlite3_close(db);
	cr_assert_eq(kind_of(chest, "plain.db"), VAULT_PLAIN);
	str_clear(&bytes);
	chest_write(chest, chest_path(chest, "empty.db"), &bytes);
	cr_assert_eq(kind_of(chest, "empty.db"), VAULT_NOTHING);
	str_put(&bytes, "Dear all,");
	chest_write(chest, chest_path(chest, "letter.txt"), &bytes);
	cr_assert_eq(kind_of(chest, "letter.txt"), VAULT_FOREIGN);
	cr_assert_eq(kind_of(chest, "."), VAULT_FOREIGN);
	str_release(&bytes);
	chest_free(chest);
}

/* SQLite says of such a path that all is well, but not with SQLITE_OK. */
Test(vault, is_found_behind_a_link)
{
	struct chest *chest = chest_new();
	fill(chest);
	cr_assert_eq(symlink(".", chest_path(chest, "folder")), 0);
	cr_assert_eq(symlink("chest.db", chest_path(chest, "link.db")), 0);
	cr_assert_eq(kind_of(chest, "folder/chest.db"), VAULT_LOCKED);
	cr_assert_eq(kind_of(chest, "link.db"), VAULT_LOCKED);
	cr_assert_eq(kind_of(chest, "folder/gone.db"), VAULT_NOTHING);
	chest_lock(chest);
	chest->options.path = chest_path(chest, "folder/chest.db");
	cr_assert(chest_unlock(chest, chest_passphrase));
	cr_assert(is_filled(chest));
	chest_free(chest);
}

Test(vault, is_not_said_to_be_nowhere_when_nobody_can_look)
{
	struct chest *chest = chest_new();
	struct vault_options options = {.path = chest_path(chest, "loop.db")};
	enum vault_kind kind;
	cr_assert_eq(symlink("loop.db", options.path), 0);
	cr_assert_not(vault_look(&options, &kind, &chest->fault, &chest->err));
	cr_assert(chest->err.is_set);
	chest_free(chest);
}

/* Neither a letter nor a plain file nor another vault gets a header. */
Test(vault, leaves_files_that_are_not_its_own_alone)
{
	struct chest *chest = chest_new();
	struct chest *stranger = chest_new();
	struct str before = STR_EMPTY, after = STR_EMPTY;
	fill(stranger);
	const char *letter = chest_path(chest, "letter.txt");
	const char *plain = chest_path(chest, "plain.db");
	const char *damaged = chest_path(chest, "damaged.db");
	const struct {
		const char *path;
		int result;
	} files[] = {
	    {letter, SQLITE_NOTADB},
	    {plain, SQLITE_NOTADB},
	    {damaged, SQLITE_CORRUPT},
	    {stranger->options.path, SQLITE_AUTH},
	};
	chest_read(stranger, stranger->options.path, &before);
	before.text[1000] ^= 1;
	before.text[4096 + 1000] ^= 1;
	chest_write(chest, damaged, &before);
	str_clear(&before);
	str_put(&before, "Dear all,");
	chest_write(chest, letter, &before);
	sqlite3 *db = chest_open(plain, "unix");
	chest_run(db, "CREATE TABLE t (x)");
	sqlite3_close(db);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		chest_read(chest, files[i].path, &before);
		cr_assert_eq(sqlite3_open_v2(files[i].path, &db,
				 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				 vault_vfs(chest->vault)),
		    files[i].result, "%s", files[i].path);
		sqlite3_close(db);
		chest_read(chest, files[i].path, &after);
		cr_assert_eq(before.length, after.length);
		cr_assert_arr_eq(before.text, after.text, before.length);
	}
	str_release(&before);
	str_release(&after);
	chest_free(stranger);
	chest_free(chest);
}

Test(vault, is_no_store_without_its_key)
{
	struct chest *chest = chest_new();
	struct chest *stranger = chest_new();
	struct store *store;
	fill(chest);
	struct store_options options = {
	    .path = chest->options.path, .is_any_drive_allowed = true};
	cr_assert_not(store_open(&options, &store, &chest->fault, &chest->err));
	cr_assert_eq(chest->fault, STORE_LOCKED);
	cr_assert(chest_says(chest, WORD_STORE_LOCKED));
	options.vfs = vault_vfs(stranger->vault);
	cr_assert_not(store_open(&options, &store, &chest->fault, &chest->err));
	cr_assert_eq(chest->fault, STORE_LOCKED);
	cr_assert(chest_says(chest, WORD_VAULT_OTHER_KEY));
	chest_free(stranger);
	chest_free(chest);
}

Test(vault, is_opened_by_nobody_who_names_no_file)
{
	struct chest *chest = chest_new();
	cr_assert_not(chest_unlock(chest, chest_passphrase));
	cr_assert_eq(chest->fault, STORE_MISSING);
	cr_assert(chest_says(chest, WORD_FILE_MISSING));
	chest_free(chest);
}

/* Several at once, each with its own keys and name. */
Test(vault, stands_beside_other_vaults)
{
	struct chest *one = chest_new(), *two = chest_new();
	cr_assert_str_neq(vault_vfs(one->vault), vault_vfs(two->vault));
	fill(one);
	fill(two);
	cr_assert(is_filled(one));
	const char *gone = arena_copy(one->arena, vault_vfs(two->vault));
	chest_lock(two);
	cr_assert_null(sqlite3_vfs_find(gone), "it is still registered");
	cr_assert(is_filled(one));
	chest_free(two);
	chest_free(one);
}

Test(vault, asks_for_costs_that_hold)
{
	static const struct {
		struct vault_price price;
		enum vault_cost cost;
	} cases[] = {
	    {{3, 256 << 20}, VAULT_STRONG},
	    {{4, 512 << 20}, VAULT_STRONG},
	    {{2, 64 << 20}, VAULT_LEAST},
	    {{3, 255 << 20}, VAULT_LEAST},
	    {{2, 256 << 20}, VAULT_LEAST},
	    {{1, 8192}, VAULT_TEST},
	    {{1, 64 << 20}, VAULT_TEST},
	    {{1, 8191}, VAULT_COST_MAX},
	    {{0, 256 << 20}, VAULT_COST_MAX},
	    {{17, 64 << 20}, VAULT_COST_MAX},
	    {{3, (2048ULL << 20) + 1}, VAULT_COST_MAX},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_assert_eq(
		    vault_cost_of(cases[i].price), cases[i].cost, "%zu", i);
	for (unsigned cost = 0; cost < VAULT_COST_MAX; cost++)
		cr_assert_eq(
		    vault_cost_of(vault_price_of((enum vault_cost)cost)), cost);
	cr_assert_eq(vault_cost_to_use(VAULT_TEST), VAULT_TEST);
	cr_assert_eq(vault_cost_to_use(VAULT_LEAST), VAULT_LEAST);
}
