/*
 * The header of a vault: every bit of it counts, one copy is enough, and a
 * mistyped passphrase is never taken for damage.  A part of T10.
 */
#include <criterion/criterion.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "rig/chest.h"
#include "store/vault_header.h"

enum { BITS = 8, STRIDE = 61 };

/* A chest with a file, whose bytes are read. */
static struct chest *
fill_chest(struct str *bytes)
{
	struct chest *chest = chest_new();
	sqlite3 *db = chest_db(chest);
	chest_run(db, "CREATE TABLE t (x)");
	sqlite3_close(db);
	chest_read(chest, chest->options.path, bytes);
	return chest;
}

static struct vault_header *
copy_in(struct str *bytes, int copy)
{
	return (struct vault_header *)(void *)(bytes->text +
					       copy * VAULT_HEADER_BYTES);
}

static bool
opens(struct chest *chest, const struct str *bytes)
{
	chest_write(chest, chest->options.path, bytes);
	return chest_unlock(chest, chest_passphrase);
}

/* Anybody can make the sum right who writes in a header. */
static void
put_sum(struct vault_header *header)
{
	crypto_generichash(header->sum, sizeof(header->sum),
	    (const unsigned char *)header, offsetof(struct vault_header, sum),
	    NULL, 0);
}

Test(headers, are_two_and_the_same)
{
	struct str bytes = STR_EMPTY;
	struct chest *chest = fill_chest(&bytes);
	cr_assert_gt(bytes.length, VAULT_HEADERS_BYTES);
	cr_assert_arr_eq(
	    copy_in(&bytes, 0), copy_in(&bytes, 1), VAULT_HEADER_BYTES);
	cr_assert_eq(vault_header_look(copy_in(&bytes, 0)), VAULT_LOOKS_WHOLE);
	cr_assert_eq(vault_header_generation(copy_in(&bytes, 0)), 1);
	str_release(&bytes);
	chest_free(chest);
}

Test(headers, are_damaged_by_every_bit)
{
	struct str bytes = STR_EMPTY;
	struct chest *chest = fill_chest(&bytes);
	struct vault_header *header = copy_in(&bytes, 0);
	for (size_t i = 0; i < VAULT_HEADER_BYTES; i++) {
		for (size_t bit = 0; bit < BITS; bit++) {
			char turned = (char)(1U << bit);
			bytes.text[i] ^= turned;
			cr_assert_neq(vault_header_look(header),
			    VAULT_LOOKS_WHOLE, "bit %zu of byte %zu", bit, i);
			bytes.text[i] ^= turned;
		}
	}
	str_release(&bytes);
	chest_free(chest);
}

/* And after the opening there are two good copies again. */
Test(headers, are_mended_when_one_is_damaged)
{
	struct str bytes = STR_EMPTY, after = STR_EMPTY;
	struct chest *chest = fill_chest(&bytes);
	for (size_t i = 0; i < VAULT_HEADERS_BYTES; i += STRIDE) {
		bytes.text[i] ^= 1;
		cr_assert(opens(chest, &bytes), "byte %zu", i);
		chest_read(chest, chest->options.path, &after);
		cr_assert_arr_eq(copy_in(&after, 0), copy_in(&after, 1),
		    VAULT_HEADER_BYTES, "byte %zu", i);
		cr_assert_eq(vault_header_generation(copy_in(&after, 0)), 2);
		bytes.text[i] ^= 1;
	}
	str_release(&bytes);
	str_release(&after);
	chest_free(chest);
}

Test(headers, are_damaged_only_when_both_are)
{
	struct str bytes = STR_EMPTY;
	struct chest *chest = fill_chest(&bytes);
	bytes.text[100] ^= 1;
	chest_write(chest, chest->options.path, &bytes);
	cr_assert_not(chest_unlock(chest, "four geese"));
	cr_assert_eq(chest->fault, STORE_LOCKED);
	cr_assert(chest_says(chest, WORD_VAULT_WRONG_PASSPHRASE));
	bytes.text[VAULT_HEADER_BYTES + 200] ^= 1;
	chest_write(chest, chest->options.path, &bytes);
	cr_assert_not(chest_unlock(chest, "four geese"));
	cr_assert_eq(chest->fault, STORE_BROKEN);
	cr_assert(chest_says(chest, WORD_VAULT_DAMAGED));
	cr_assert_not(chest_unlock(chest, chest_passphrase));
	cr_assert(chest_says(chest, WORD_VAULT_DAMAGED));
	str_release(&bytes);
	chest_free(chest);
}

/* Both copies altered, with sums that are right, are refused so. */
static void
expect_refused_with(void (*alter)(struct vault_header *header),
    enum store_fault fault, enum word word)
{
	struct str bytes = STR_EMPTY;
	struct chest *chest = fill_chest(&bytes);
	for (int i = 0; i < VAULT_HEADER_COPIES; i++) {
		alter(copy_in(&bytes, i));
		put_sum(copy_in(&bytes, i));
	}
	cr_assert_not(opens(chest, &bytes));
	cr_assert_eq(chest->fault, fault);
	cr_assert(chest_says(chest, word));
	str_release(&bytes);
	chest_free(chest);
}

static void
raise_generation(struct vault_header *header)
{
	header->generation[7] = 9;
}

/* Another generation, to have an older header taken. */
Test(headers, are_not_altered_by_whoever_has_no_key)
{
	expect_refused_with(raise_generation, STORE_BROKEN, WORD_VAULT_DAMAGED);
}

static void
put_memory(struct vault_header *header, const unsigned char memory[8])
{
	memcpy(header->slots[VAULT_BY_PASSPHRASE].memory, memory, 8);
}

static void
make_cheap(struct vault_header *header)
{
	put_memory(header, (const unsigned char[8]){0, 0, 0, 0, 0, 0, 0x10, 0});
}

static void
make_huge(struct vault_header *header)
{
	put_memory(header, (const unsigned char[8]){0, 0, 1, 0, 0, 0, 0, 0});
}

Test(headers, may_not_make_guessing_cheap)
{
	expect_refused_with(make_cheap, STORE_BROKEN, WORD_VAULT_TOO_CHEAP);
	expect_refused_with(make_huge, STORE_BROKEN, WORD_VAULT_TOO_CHEAP);
}

static void
raise_version(struct vault_header *header)
{
	header->version[3]++;
}

Test(headers, of_a_later_version_are_left_to_it)
{
	expect_refused_with(raise_version, STORE_NEWER, WORD_STORE_NEWER);
}

/* A key of 160 bits, or a passphrase, that opens one way opens no other. */
Test(headers, keep_the_two_ways_in_apart)
{
	struct str bytes = STR_EMPTY;
	struct chest *chest = fill_chest(&bytes);
	struct vault_keys *keys;
	const struct vault_header *header = copy_in(&bytes, 0);
	cr_assert_eq(vault_header_try(
			 header, VAULT_BY_RECOVERY, chest_passphrase, &keys),
	    VAULT_WRONG);
	cr_assert_eq(vault_header_try(
			 header, VAULT_BY_PASSPHRASE, chest->recovery, &keys),
	    VAULT_WRONG);
	cr_assert_eq(
	    vault_header_try(header, VAULT_BY_RECOVERY, chest->recovery, &keys),
	    VAULT_OPENED);
	cr_assert(vault_header_is_of(header, keys));
	vault_keys_free(keys);
	str_release(&bytes);
	chest_free(chest);
}
