/*
 * Keys, in guarded memory.
 *
 * Only sources of floor store, and their tests, include this.
 */
#ifndef STORE_VAULT_KEY_H
#define STORE_VAULT_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "store/vault.h"

enum { VAULT_KEY_BYTES = 32, VAULT_SALT_BYTES = 16 };

/* What a block belongs to; each has a key of its own. */
enum vault_role { VAULT_DATABASE, VAULT_JOURNAL, VAULT_TEMPORARY };
enum { VAULT_ROLE_MAX = VAULT_TEMPORARY + 1 };

/*
 * The data key and what is derived from it.  It lies between pages that
 * nobody can touch, cannot be written to, and is wiped when it is freed.
 */
struct vault_keys {
	unsigned char data[VAULT_KEY_BYTES];
	unsigned char header[VAULT_KEY_BYTES]; /* for the header's mark */
	unsigned char role[VAULT_ROLE_MAX][VAULT_KEY_BYTES];
};

/* A fresh random data key. */
struct vault_keys *vault_keys_new(void);

/* Of a data key that was unwrapped; `data` may lie anywhere. */
struct vault_keys *vault_keys_of(const unsigned char data[VAULT_KEY_BYTES]);

void vault_keys_free(struct vault_keys *keys); /* NULL: fine */

/* Guarded memory, wiped by vault_guard_free().  It cannot fail. */
void *vault_guard_new(size_t size);
void vault_guard_free(void *memory);

/* libsodium is ready; ask before anything else of it is called. */
void vault_key_set_up(void);

/* What guesses cost, as Argon2id counts it. */
struct vault_price {
	unsigned long long passes, bytes;
};
struct vault_price vault_price_of(enum vault_cost cost);

/*
 * The cost for a new key: what was asked for, or the least where memory is
 * short, and never less than that outside builds for tests.
 */
enum vault_cost vault_cost_to_use(enum vault_cost wanted);

/*
 * What a price is: VAULT_COST_MAX if it is less than the least, or more than
 * any machine should be asked for.
 */
enum vault_cost vault_cost_of(struct vault_price price);

/*
 * The key that a passphrase makes; false if there is not enough memory.
 *
 * Another keyboard or system may send the same letters as other bytes, so the
 * passphrase is composed first (utf8_compose): the profile OpaqueString of RFC
 * 8265, section 4.2, which leaves case and width alone.
 */
bool vault_stretch(const char *passphrase,
    const unsigned char salt[VAULT_SALT_BYTES], struct vault_price price,
    unsigned char key[VAULT_KEY_BYTES]);

#endif
