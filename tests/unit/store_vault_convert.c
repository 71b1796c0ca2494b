/*
 * Into a vault, out of it, and into another: the same file, or the old one.
 */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/bytes.h"
#include "rig/chest.h"
#include "rig/faulty.h"
#include "rig/hand.h"
#include "store/vault.h"

static struct vault *
make_keys(struct world *world, enum vault_cost cost)
{
	const struct vault_options options = {
	    .path = world->path, .cost = cost};
	char recovery[VAULT_RECOVERY_SIZE];
	struct vault *vault;
	cr_assert(vault_new(&options, chest_passphrase, recovery, &vault,
	    &world->fault, &world->err));
	return vault;
}

static bool
convert(struct world *world, const char *from, const char *to)
{
	err_clear(&world->err);
	return vault_convert(world->path, from, to, &world->fault, &world->err);
}

static void
reopen_by(struct world *world, const char *vfs)
{
	world->vfs = vfs;
	cr_assert(world_open(world, false), "%s", world_said(world));
}

static enum vault_kind
kind_of(struct world *world)
{
	const struct vault_options options = {.path = world->path};
	enum vault_kind kind;
	cr_assert(vault_look(&options, &kind, &world->fault, &world->err));
	return kind;
}

static bool
holds(struct world *world, const char *text)
{
	struct str bytes = STR_EMPTY;
	world_read(world, world->path, &bytes);
	bool is_there = bytes_count(&bytes, text) > 0;
	str_release(&bytes);
	return is_there;
}

Test(converting, goes_in_and_out_and_to_another_key)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	hand_answer(&hand, "meals", 0, VOICE_PERSON, "SECRETMARKER");
	world_close(world);
	cr_assert(holds(world, "SECRETMARKER"));

	struct vault *one = make_keys(world, VAULT_TEST);
	cr_assert(
	    convert(world, NULL, vault_vfs(one)), "%s", world_said(world));
	cr_assert_str_eq(world_files(world), "people.db");
	cr_assert_eq(kind_of(world), VAULT_LOCKED);
	cr_assert_not(holds(world, "SECRETMARKER"));
	reopen_by(world, vault_vfs(one));
	cr_assert(hand_is_kept(&hand));
	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
	world_close(world);

	struct vault *two = make_keys(world, VAULT_TEST);
	cr_assert(convert(world, vault_vfs(one), vault_vfs(two)));
	cr_assert_not(convert(world, vault_vfs(one), NULL));
	cr_assert_eq(world->fault, STORE_LOCKED);
	cr_assert_str_eq(world_files(world), "people.db");
	reopen_by(world, vault_vfs(two));
	cr_assert(hand_is_kept(&hand));
	world_close(world);

	cr_assert(convert(world, vault_vfs(two), NULL));
	cr_assert_eq(kind_of(world), VAULT_PLAIN);
	cr_assert(holds(world, "SECRETMARKER"));
	reopen_by(world, NULL);
	cr_assert(hand_is_kept(&hand));
	vault_free(one);
	vault_free(two);
	hand_release(&hand);
	world_free(world);
}

Test(converting, waits_for_nobody_who_has_the_file)
{
	struct world *world = world_new();
	struct vault *vault = make_keys(world, VAULT_TEST);
	cr_assert_not(convert(world, NULL, vault_vfs(vault)));
	cr_assert_eq(world->fault, STORE_BUSY);
	cr_assert(world_says(world, WORD_STORE_BUSY));
	cr_assert_eq(kind_of(world), VAULT_PLAIN);
	vault_free(vault);
	world_free(world);
}

Test(converting, says_why_there_is_no_copy)
{
	static const struct {
		long at;
		enum faulty_kind kind;
		enum store_fault fault;
		enum word word;
	} rows[] = {
	    {3, FAULTY_ERROR, STORE_FAILED, WORD_STORE_DISK_FAILS},
	    {1, FAULTY_FULL, STORE_FAILED, WORD_STORE_DISK_FULL},
	    {1, FAULTY_READ_ONLY, STORE_READ_ONLY, WORD_STORE_READ_ONLY},
	};
	struct world *world = world_new();
	struct faulty *disk = faulty_new("faulty");
	struct str copy = STR_EMPTY;
	struct hand hand = hand_add(world, "Mair Evans");
	world_close(world);
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		faulty_fail(disk, rows[i].at, rows[i].kind, true);
		cr_assert_not(convert(world, NULL, "faulty"));
		cr_assert_eq(world->fault, rows[i].fault);
		cr_assert_str_eq(world->err.arguments[0], world->path);
		cr_assert(
		    world_says(world, rows[i].word), "%s", world_said(world));
		cr_assert_str_eq(world_files(world), "people.db");
	}
	faulty_heal(disk);
	file_put_unfinished(&copy, world->path);
	cr_assert_eq(mkdir(copy.text, S_IRWXU), 0);
	cr_assert_not(convert(world, NULL, "faulty"));
	cr_assert_str_eq(world->err.arguments[2], "File exists");
	cr_assert(world_says(world, WORD_VAULT_NO_COPY));
	cr_assert_eq(rmdir(copy.text), 0);
	cr_assert(convert(world, NULL, "faulty"), "%s", world_said(world));
	faulty_free(disk);
	str_release(&copy);
	hand_release(&hand);
	world_free(world);
}

Test(converting, leaves_alone_what_is_not_ours)
{
	struct world *world = world_new();
	struct vault *vault = make_keys(world, VAULT_TEST);
	world_close(world);
	world_sql(world, "PRAGMA application_id = 1");
	cr_assert_not(convert(world, NULL, vault_vfs(vault)));
	cr_assert_eq(world->fault, STORE_FOREIGN);
	cr_assert_eq(kind_of(world), VAULT_PLAIN);
	vault_free(vault);
	world_free(world);
}
