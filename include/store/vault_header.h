/*
 * The header of a vault: the data key, wrapped once for each way in.
 *
 * Only sources of floor store, and their tests, include this.
 */
#ifndef STORE_VAULT_HEADER_H
#define STORE_VAULT_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "store/vault_block.h"
#include "store/vault_key.h"

enum {
	VAULT_HEADER_BYTES = 4096, /* one copy */
	VAULT_HEADER_COPIES = 2,
	VAULT_HEADERS_BYTES = VAULT_HEADER_COPIES * VAULT_HEADER_BYTES,
	VAULT_WRAPPED_BYTES = VAULT_KEY_BYTES + VAULT_TAG_BYTES,
	VAULT_HASH_BYTES = 32,
	VAULT_MAGIC_BYTES = 8,
	VAULT_ID_BYTES = 16,
	VAULT_UNUSED_BYTES = 3796
};

/* The two ways in. */
enum vault_slot { VAULT_BY_PASSPHRASE, VAULT_BY_RECOVERY, VAULT_SLOT_MAX };

/* The data key as one way in has it.  Numbers are big-endian. */
struct vault_wrapped {
	unsigned char salt[VAULT_SALT_BYTES];
	unsigned char passes[4], memory[8];
	unsigned char nonce[VAULT_NONCE_BYTES];
	unsigned char key[VAULT_WRAPPED_BYTES];
};

/* One copy, byte for byte as it lies in the file. */
struct vault_header {
	unsigned char magic[VAULT_MAGIC_BYTES];
	unsigned char version[4];
	unsigned char generation[8]; /* one more with every change */
	unsigned char id[VAULT_ID_BYTES];
	struct vault_wrapped slots[VAULT_SLOT_MAX];
	unsigned char unused[VAULT_UNUSED_BYTES];
	unsigned char mark[VAULT_HASH_BYTES]; /* by a key, over all before */
	unsigned char sum[VAULT_HASH_BYTES];  /* by none, over all before */
};

/* A header without keys, of generation 0. */
void vault_header_begin(struct vault_header *header);

/*
 * Wrap the key for one way in: at the cost that is asked for, or the least if
 * there is not enough memory for that; false if there is none for either.
 */
bool vault_header_wrap(struct vault_header *header, enum vault_slot slot,
    const char *secret, enum vault_cost cost, const struct vault_keys *keys);

/* One generation more, and marks that hold for all there is. */
void vault_header_seal(
    struct vault_header *header, const struct vault_keys *keys);

/* What a copy looks like before any secret is tried. */
enum vault_look {
	VAULT_LOOKS_WHOLE,
	VAULT_LOOKS_NEWER,   /* of a later version of this program */
	VAULT_LOOKS_DAMAGED, /* ours once, or part of it */
	VAULT_LOOKS_EMPTY,   /* zeros where ours begins */
	VAULT_LOOKS_FOREIGN
};
enum vault_look vault_header_look(const struct vault_header *header);

/* Is the copy whole and made with these very keys? */
bool vault_header_is_of(
    const struct vault_header *header, const struct vault_keys *keys);

/* What trying a secret on a whole copy comes to. */
enum vault_try {
	VAULT_OPENED,
	VAULT_WRONG,	 /* another passphrase */
	VAULT_ALTERED,	 /* it opens, but somebody wrote in it */
	VAULT_TOO_CHEAP, /* guesses would cost less than the least */
	VAULT_TOO_LARGE	 /* there is not enough memory */
};
enum vault_try vault_header_try(const struct vault_header *header,
    enum vault_slot slot, const char *secret, struct vault_keys **keys);

uint64_t vault_header_generation(const struct vault_header *header);

/* What guessing that secret costs. */
enum vault_cost vault_header_cost(
    const struct vault_header *header, enum vault_slot slot);

#endif
