/*
 * One block of a vault: it opens just as it was sealed, or not at all; and no
 * two sealings are alike.
 *
 * NONCES=1000000 in the environment seals that many.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/vault_block.h"

enum { SEALINGS = 20000, FLIPS_IN_BYTES = 64, BITS = 8 };

static const unsigned char key[VAULT_KEY_BYTES] = "a key for tests";
static const unsigned char other_key[VAULT_KEY_BYTES] = "another key";

struct specimen {
	unsigned char bytes[VAULT_BLOCK_BYTES];
	unsigned char sealed[VAULT_BLOCK_SEALED];
};

static struct specimen *
make_specimen(int64_t number, int length)
{
	struct specimen *specimen = mem_new(sizeof(*specimen));
	vault_key_set_up();
	for (int i = 0; i < length; i++)
		specimen->bytes[i] = (unsigned char)(i * 7 + 3);
	vault_block_seal(
	    specimen->sealed, key, number, specimen->bytes, length);
	return specimen;
}

static bool
opens(
    const struct specimen *specimen, const unsigned char *with, int64_t number)
{
	unsigned char bytes[VAULT_BLOCK_BYTES];
	int length;
	bool is_open =
	    vault_block_open(specimen->sealed, with, number, bytes, &length);
	if (is_open)
		cr_assert_arr_eq(bytes, specimen->bytes, sizeof(bytes));
	else
		for (size_t i = 0; i < sizeof(bytes); i++)
			cr_assert_eq(bytes[i], 0, "data of a bad block");
	return is_open;
}

Test(blocks, open_as_they_were_sealed)
{
	static const int lengths[] = {1, 4, 100, 4095, 4096};
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		struct specimen *specimen = make_specimen(7, lengths[i]);
		unsigned char bytes[VAULT_BLOCK_BYTES];
		int length;
		cr_assert(
		    vault_block_open(specimen->sealed, key, 7, bytes, &length));
		cr_assert_eq(length, lengths[i]);
		cr_assert_eq(
		    vault_block_claim(specimen->sealed + VAULT_LENGTH_AT),
		    length);
		cr_assert(opens(specimen, key, 7));
		mem_free(specimen);
	}
}

Test(blocks, open_at_their_own_place_with_their_own_key)
{
	struct specimen *specimen = make_specimen(7, VAULT_BLOCK_BYTES);
	cr_assert_not(opens(specimen, key, 6));
	cr_assert_not(opens(specimen, key, 8));
	cr_assert_not(opens(specimen, key, 7 + (INT64_C(1) << 32)));
	cr_assert_not(opens(specimen, other_key, 7));
	cr_assert(opens(specimen, key, 7));
	mem_free(specimen);
}

Test(blocks, do_not_open_with_any_bit_turned)
{
	struct specimen *specimen = make_specimen(1, 1000);
	for (size_t i = 0; i < VAULT_BLOCK_SEALED; i++) {
		/* All of what is not data, and one bit of each byte that is. */
		size_t first = i < FLIPS_IN_BYTES ? 0 : i % BITS;
		size_t last = i < FLIPS_IN_BYTES ? BITS - 1 : first;
		for (size_t bit = first; bit <= last; bit++) {
			specimen->sealed[i] ^= (unsigned char)(1U << bit);
			cr_assert_not(opens(specimen, key, 1), "byte %zu", i);
			specimen->sealed[i] ^= (unsigned char)(1U << bit);
		}
	}
	cr_assert(opens(specimen, key, 1));
	mem_free(specimen);
}

Test(blocks, claim_no_length_that_cannot_be)
{
	static const unsigned char claims[][VAULT_LENGTH_BYTES] = {
	    {0, 0, 0, 0}, {0, 0, 16, 1}, {255, 255, 255, 255}, {1, 0, 0, 1}};
	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims); i++)
		cr_assert_eq(vault_block_claim(claims[i]), VAULT_BLOCK_BYTES);
}

static int
compare_nonces(const void *a, const void *b)
{
	return memcmp(a, b, VAULT_NONCE_BYTES);
}

/* The mutant "same nonce" is found out here. */
Test(blocks, take_a_new_nonce_for_every_sealing)
{
	const char *wanted = getenv("NONCES");
	size_t count = wanted ? strtoul(wanted, NULL, 10) : SEALINGS;
	unsigned char *nonces = mem_new(count * VAULT_NONCE_BYTES);
	struct specimen *specimen = make_specimen(1, VAULT_BLOCK_BYTES);
	cr_assert_gt(count, 1);
	for (size_t i = 0; i < count; i++) {
		vault_block_seal(specimen->sealed, key, 1, specimen->bytes,
		    VAULT_BLOCK_BYTES);
		memcpy(nonces + i * VAULT_NONCE_BYTES, specimen->sealed,
		    VAULT_NONCE_BYTES);
	}
	qsort(nonces, count, VAULT_NONCE_BYTES, compare_nonces);
	for (size_t i = 1; i < count; i++)
		cr_assert_neq(
		    compare_nonces(nonces + (i - 1) * VAULT_NONCE_BYTES,
			nonces + i * VAULT_NONCE_BYTES),
		    0, "a nonce was taken twice");
	cr_log_info("%zu nonces", count);
	mem_free(nonces);
	mem_free(specimen);
}
