/*
 * Keys: where they lie, what is derived from what, and what a guess costs.
 *
 * Owns the data key in memory.  It never leaves guarded memory but wrapped:
 * one key for each kind of block and one for the header are derived from it,
 * so that a block of a journal is nothing in a database, and a header says
 * nothing about either.  Refuses to know files.
 *
 * What a passphrase is worth is a matter of what a guess costs.  A header
 * says what its keys cost, and one that costs less than the least is refused,
 * or somebody could make guessing cheap by writing to the file.  Only builds
 * for tests (TEST_BUILD) know a lower price, or each test would take seconds.
 *
 * Tested by tests/unit/store_vault_header.c.
 */
#include "store/vault_key.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { MEBIBYTE = 1024 * 1024, KIBIBYTE = 1024, LIST_LIMIT = 64 * 1024 };

/* More than this, no header may ask of the machine that opens it. */
static const struct vault_price most = {16, 2048ULL * MEBIBYTE};

#ifdef TEST_BUILD
static const enum vault_cost cheapest = VAULT_TEST;
#else
static const enum vault_cost cheapest = VAULT_LEAST;
#endif

static const struct vault_price prices[] = {
    [VAULT_STRONG] = {3, 256ULL * MEBIBYTE},
    [VAULT_LEAST] = {2, 64ULL * MEBIBYTE},
    [VAULT_TEST] = {1, 8192},
};

/* The names under which keys are derived; never to be changed. */
static const char context[crypto_kdf_CONTEXTBYTES + 1] = "7stp-key";
enum { KEY_OF_HEADER = 1, KEY_OF_ROLES = 2 };

void
vault_key_set_up(void)
{
	int ready = sodium_init();

	assert(ready >= 0);
	(void)ready;
}

/* --- Guarded memory ------------------------------------------------------- */

void *
vault_guard_new(size_t size)
{
	vault_key_set_up();
	void *memory = sodium_malloc(size);
	if (!memory)
		mem_give_up();
	memset(memory, 0, size);
	return memory;
}

void
vault_guard_free(void *memory)
{
	sodium_free(memory);
}

/* --- The data key and its children ---------------------------------------- */

struct vault_keys *
vault_keys_of(const unsigned char data[VAULT_KEY_BYTES])
{
	struct vault_keys *keys = vault_guard_new(sizeof(*keys));

	memcpy(keys->data, data, VAULT_KEY_BYTES);
	crypto_kdf_derive_from_key(
	    keys->header, VAULT_KEY_BYTES, KEY_OF_HEADER, context, keys->data);
	for (unsigned role = 0; role < VAULT_ROLE_MAX; role++)
		crypto_kdf_derive_from_key(keys->role[role], VAULT_KEY_BYTES,
		    KEY_OF_ROLES + role, context, keys->data);
	sodium_mprotect_readonly(keys);
	return keys;
}

struct vault_keys *
vault_keys_new(void)
{
	unsigned char *data = vault_guard_new(VAULT_KEY_BYTES);

	crypto_kdf_keygen(data);
	struct vault_keys *keys = vault_keys_of(data);
	vault_guard_free(data);
	return keys;
}

void
vault_keys_free(struct vault_keys *keys)
{
	sodium_free(keys);
}

/* --- What a guess costs --------------------------------------------------- */

struct vault_price
vault_price_of(enum vault_cost cost)
{
	assert(cost < VAULT_COST_MAX);
	return prices[cost];
}

static bool
is_at_least(struct vault_price price, struct vault_price other)
{
	return price.passes >= other.passes && price.bytes >= other.bytes;
}

enum vault_cost
vault_cost_of(struct vault_price price)
{
	if (!is_at_least(most, price))
		return VAULT_COST_MAX;
	for (unsigned cost = 0; cost <= (unsigned)cheapest; cost++)
		if (is_at_least(price, prices[cost]))
			return (enum vault_cost)cost;
	return VAULT_COST_MAX;
}

/*
 * What the system says is free, in bytes; 0 where it does not say.  Asking
 * for memory is no test: Linux gives it, and ends programs when it is used.
 */
static unsigned long long
free_memory(void)
{
	static const char label[] = "MemAvailable:";
	struct str list = STR_EMPTY;
	struct err ignored = {0};
	unsigned long long available = 0;

	if (file_exists("/proc/meminfo") &&
	    file_read("/proc/meminfo", LIST_LIMIT, &list, &ignored)) {
		const char *found = strstr(list.text, label);
		if (found)
			available = strtoull(found + strlen(label), NULL, 10) *
				    KIBIBYTE;
	}
	str_release(&list);
	return available;
}

enum vault_cost
vault_cost_to_use(enum vault_cost wanted)
{
	unsigned long long available = free_memory();

	if (wanted > cheapest)
		wanted = VAULT_STRONG;
	/* Twice as much: the others on this machine want to live. */
	if (wanted == VAULT_STRONG && available != 0 &&
	    available < 2 * prices[VAULT_STRONG].bytes)
		return VAULT_LEAST;
	return wanted;
}

bool
vault_stretch(const char *passphrase,
    const unsigned char salt[VAULT_SALT_BYTES], struct vault_price price,
    unsigned char key[VAULT_KEY_BYTES])
{
	_Static_assert(VAULT_SALT_BYTES == crypto_pwhash_SALTBYTES,
	    "the header has room for just this salt");
	struct str composed = STR_EMPTY;

	vault_key_set_up();
	utf8_compose(&composed, passphrase);
	bool is_made =
	    crypto_pwhash(key, VAULT_KEY_BYTES, composed.text, composed.length,
		salt, price.passes, (size_t)price.bytes,
		crypto_pwhash_ALG_ARGON2ID13) == 0;
	str_release(&composed);
	return is_made;
}
