/*
 * One block of a vault: 4096 bytes, sealed.
 *
 *	24 nonce | 16 tag | 4 length | 4 zero | 4096 encrypted
 *
 * Only sources of floor store, and their tests, include this.
 */
#ifndef STORE_VAULT_BLOCK_H
#define STORE_VAULT_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "store/vault_key.h"

enum {
	VAULT_NONCE_BYTES = 24,
	VAULT_TAG_BYTES = 16,
	VAULT_LENGTH_BYTES = 4,
	VAULT_BLOCK_BYTES = 4096, /* in the open */
	VAULT_BLOCK_EXTRA =
	    VAULT_NONCE_BYTES + VAULT_TAG_BYTES + 2 * VAULT_LENGTH_BYTES,
	VAULT_BLOCK_SEALED = VAULT_BLOCK_EXTRA + VAULT_BLOCK_BYTES,
	VAULT_LENGTH_AT = VAULT_NONCE_BYTES + VAULT_TAG_BYTES
};

/*
 * Seal a whole block, of which the first `length` bytes count and the others
 * are zeros.  Every call takes a fresh nonce.
 */
void vault_block_seal(unsigned char sealed[VAULT_BLOCK_SEALED],
    const unsigned char key[VAULT_KEY_BYTES], int64_t number,
    const unsigned char bytes[VAULT_BLOCK_BYTES], int length);

/*
 * Open it; false if it is not what was sealed with that key for that number,
 * to the last bit.  `bytes` are then zeros.
 */
bool vault_block_open(const unsigned char sealed[VAULT_BLOCK_SEALED],
    const unsigned char key[VAULT_KEY_BYTES], int64_t number,
    unsigned char bytes[VAULT_BLOCK_BYTES], int *length);

/*
 * The length that a sealed block claims, from its four bytes alone; a whole
 * block if the claim cannot be.  Whether it is true shows when it is opened.
 */
int vault_block_claim(const unsigned char claim[VAULT_LENGTH_BYTES]);

#endif
