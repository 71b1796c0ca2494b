/*
 * One block of a vault.
 *
 * XChaCha20-Poly1305, as libsodium has it.  The nonce is 24 random bytes for
 * every single sealing: so many that two never meet, and there is no counter
 * that a restored backup, or a second copy of the file, could set back.  The
 * block's number and length are authenticated with it, and the key belongs to
 * one kind of file: so a block that is altered, cut, moved, or taken from
 * another file does not open.
 *
 * What this cannot see is an older sealing of the same block put back in its
 * place: only something kept outside the file could know.
 *
 * Tested by tests/unit/store_vault_block.c.
 */
#include "store/vault_block.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/binary.h"

enum { NUMBER_BYTES = 8 };

/* What is authenticated beside the bytes. */
enum { BESIDE_BYTES = NUMBER_BYTES + 2 * VAULT_LENGTH_BYTES };

static void
fill_beside(unsigned char beside[BESIDE_BYTES], int64_t number,
    const unsigned char sealed[VAULT_BLOCK_SEALED])
{
	binary_put_big(beside, NUMBER_BYTES, (uint64_t)number);
	memcpy(beside + NUMBER_BYTES, sealed + VAULT_LENGTH_AT,
	    2 * VAULT_LENGTH_BYTES);
}

void
vault_block_seal(unsigned char sealed[VAULT_BLOCK_SEALED],
    const unsigned char key[VAULT_KEY_BYTES], int64_t number,
    const unsigned char bytes[VAULT_BLOCK_BYTES], int length)
{
	unsigned char beside[BESIDE_BYTES];

	assert(length > 0 && length <= VAULT_BLOCK_BYTES);
	randombytes_buf(sealed, VAULT_NONCE_BYTES);
	binary_put_big(
	    sealed + VAULT_LENGTH_AT, VAULT_LENGTH_BYTES, (uint64_t)length);
	memset(sealed + VAULT_LENGTH_AT + VAULT_LENGTH_BYTES, 0,
	    VAULT_LENGTH_BYTES);
	fill_beside(beside, number, sealed);
	crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
	    sealed + VAULT_BLOCK_EXTRA, sealed + VAULT_NONCE_BYTES, NULL, bytes,
	    VAULT_BLOCK_BYTES, beside, sizeof(beside), NULL, sealed, key);
}

/* The number in four bytes, or 0 if it is no length of a block. */
static int
read_length(const unsigned char claim[VAULT_LENGTH_BYTES])
{
	uint64_t length = binary_read_big(claim, VAULT_LENGTH_BYTES);

	return length <= VAULT_BLOCK_BYTES ? (int)length : 0;
}

bool
vault_block_open(const unsigned char sealed[VAULT_BLOCK_SEALED],
    const unsigned char key[VAULT_KEY_BYTES], int64_t number,
    unsigned char bytes[VAULT_BLOCK_BYTES], int *length)
{
	unsigned char beside[BESIDE_BYTES];

	fill_beside(beside, number, sealed);
	*length = read_length(sealed + VAULT_LENGTH_AT);
	if (*length > 0 && crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
			       bytes, NULL, sealed + VAULT_BLOCK_EXTRA,
			       VAULT_BLOCK_BYTES, sealed + VAULT_NONCE_BYTES,
			       beside, sizeof(beside), sealed, key) == 0)
		return true;
	memset(bytes, 0, VAULT_BLOCK_BYTES);
	return false;
}

int
vault_block_claim(const unsigned char claim[VAULT_LENGTH_BYTES])
{
	int length = read_length(claim);

	return length > 0 ? length : VAULT_BLOCK_BYTES;
}
