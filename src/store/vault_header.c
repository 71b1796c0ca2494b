/*
 * The header of a vault, as bytes.
 *
 * Owns what a copy of it holds, and nothing of how it comes from the disk.
 * The data key lies in it twice, each time wrapped with a key that Argon2id
 * makes of a secret: so the passphrase can be changed without touching a
 * block, and forgotten without losing everything.
 *
 * Two hashes close a copy.  The last, which needs no key, tells a damaged
 * copy from a wrong passphrase: nobody is told that a file is damaged because
 * of a typing mistake.  The one before it is keyed with the data key and
 * tells that nobody wrote in it, for the first can be made by anybody.
 *
 * Tested by tests/unit/store_vault_header.c.
 */
#include "store/vault_header.h"

#include <sodium.h>
#include <string.h>

#include "base/binary.h"

enum { VERSION = 1 };

static const unsigned char magic[VAULT_MAGIC_BYTES] = {
    '7', 's', 't', 'p', 'l', 'o', 'c', 'k'};

_Static_assert(sizeof(struct vault_header) == VAULT_HEADER_BYTES,
    "a copy is just as long as a block of most disks");

/* --- Numbers -------------------------------------------------------------- */

uint64_t
vault_header_generation(const struct vault_header *header)
{
	return binary_read_big(header->generation, sizeof(header->generation));
}

static struct vault_price
price_of(const struct vault_wrapped *wrapped)
{
	return (struct vault_price){
	    binary_read_big(wrapped->passes, sizeof(wrapped->passes)),
	    binary_read_big(wrapped->memory, sizeof(wrapped->memory)),
	};
}

enum vault_cost
vault_header_cost(const struct vault_header *header, enum vault_slot slot)
{
	return vault_cost_of(price_of(&header->slots[slot]));
}

/* --- Writing -------------------------------------------------------------- */

void
vault_header_begin(struct vault_header *header)
{
	vault_key_set_up();
	memset(header, 0, sizeof(*header));
	memcpy(header->magic, magic, sizeof(magic));
	binary_put_big(header->version, sizeof(header->version), VERSION);
	randombytes_buf(header->id, sizeof(header->id));
}

/* The key that wraps, and in `wrapped` what it was made of. */
static bool
stretch_new(struct vault_wrapped *wrapped, const char *secret,
    enum vault_cost cost, unsigned char key[VAULT_KEY_BYTES])
{
	struct vault_price price = vault_price_of(cost);

	randombytes_buf(wrapped->salt, sizeof(wrapped->salt));
	binary_put_big(wrapped->passes, sizeof(wrapped->passes), price.passes);
	binary_put_big(wrapped->memory, sizeof(wrapped->memory), price.bytes);
	return vault_stretch(secret, wrapped->salt, price, key);
}

bool
vault_header_wrap(struct vault_header *header, enum vault_slot slot,
    const char *secret, enum vault_cost cost, const struct vault_keys *keys)
{
	struct vault_wrapped wrapped;
	unsigned char *key = vault_guard_new(VAULT_KEY_BYTES);

	randombytes_buf(wrapped.nonce, sizeof(wrapped.nonce));
	/* What is free is not always what this program may have of it. */
	bool is_done = stretch_new(&wrapped, secret, cost, key) ||
		       (cost == VAULT_STRONG &&
			   stretch_new(&wrapped, secret, VAULT_LEAST, key));
	if (is_done) {
		crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped.key, NULL,
		    keys->data, VAULT_KEY_BYTES, header->id, sizeof(header->id),
		    NULL, wrapped.nonce, key);
		header->slots[slot] = wrapped;
	}
	vault_guard_free(key);
	return is_done;
}

static void
make_mark(const struct vault_header *header, const struct vault_keys *keys,
    unsigned char mark[VAULT_HASH_BYTES])
{
	crypto_generichash(mark, VAULT_HASH_BYTES,
	    (const unsigned char *)header, offsetof(struct vault_header, mark),
	    keys->header, VAULT_KEY_BYTES);
}

static void
make_sum(const struct vault_header *header, unsigned char sum[VAULT_HASH_BYTES])
{
	crypto_generichash(sum, VAULT_HASH_BYTES, (const unsigned char *)header,
	    offsetof(struct vault_header, sum), NULL, 0);
}

void
vault_header_seal(struct vault_header *header, const struct vault_keys *keys)
{
	binary_put_big(header->generation, sizeof(header->generation),
	    vault_header_generation(header) + 1);
	make_mark(header, keys, header->mark);
	make_sum(header, header->sum);
}

/* --- Reading -------------------------------------------------------------- */

enum vault_look
vault_header_look(const struct vault_header *header)
{
	unsigned char sum[VAULT_HASH_BYTES];

	vault_key_set_up();
	if (memcmp(header->magic, magic, sizeof(magic)) != 0)
		return sodium_is_zero(header->magic, sizeof(header->magic))
			   ? VAULT_LOOKS_EMPTY
			   : VAULT_LOOKS_FOREIGN;
	make_sum(header, sum);
	if (memcmp(sum, header->sum, sizeof(sum)) != 0)
		return VAULT_LOOKS_DAMAGED;
	/* A later version ends with the same sum, whatever is before it. */
	return binary_read_big(header->version, sizeof(header->version)) ==
		       VERSION
		   ? VAULT_LOOKS_WHOLE
		   : VAULT_LOOKS_NEWER;
}

bool
vault_header_is_of(
    const struct vault_header *header, const struct vault_keys *keys)
{
	unsigned char mark[VAULT_HASH_BYTES];

	if (vault_header_look(header) != VAULT_LOOKS_WHOLE)
		return false;
	make_mark(header, keys, mark);
	return sodium_memcmp(mark, header->mark, sizeof(mark)) == 0;
}

static enum vault_try
unwrap(const struct vault_header *header, enum vault_slot slot,
    const char *secret, unsigned char key[VAULT_KEY_BYTES],
    unsigned char data[VAULT_KEY_BYTES])
{
	const struct vault_wrapped *wrapped = &header->slots[slot];

	if (vault_header_cost(header, slot) == VAULT_COST_MAX)
		return VAULT_TOO_CHEAP;
	if (!vault_stretch(secret, wrapped->salt, price_of(wrapped), key))
		return VAULT_TOO_LARGE;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(data, NULL, NULL,
		wrapped->key, sizeof(wrapped->key), header->id,
		sizeof(header->id), wrapped->nonce, key) != 0)
		return VAULT_WRONG;
	return VAULT_OPENED;
}

enum vault_try
vault_header_try(const struct vault_header *header, enum vault_slot slot,
    const char *secret, struct vault_keys **keys)
{
	unsigned char *key = vault_guard_new(VAULT_KEY_BYTES);
	unsigned char *data = vault_guard_new(VAULT_KEY_BYTES);
	enum vault_try result = unwrap(header, slot, secret, key, data);

	*keys = NULL;
	if (result == VAULT_OPENED)
		*keys = vault_keys_of(data);
	vault_guard_free(data);
	vault_guard_free(key);
	if (*keys && !vault_header_is_of(header, *keys)) {
		vault_keys_free(*keys);
		*keys = NULL;
		result = VAULT_ALTERED;
	}
	return result;
}
