/*
 * Digests of several parts.
 *
 * The parts are gathered and hashed at once, which for the short ones of an
 * event takes half the time of handing them over one by one.  Numbers have
 * eight bytes, the smallest first, on every computer.  The same parts give the
 * same digest for ever: the history of every file depends on it.
 *
 * Tested by tests/unit/store_digest.c.
 */
#include "store/digest.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/binary.h"

_Static_assert(sizeof(crypto_generichash_state) <= DIGEST_BEGUN_BYTES,
    "a digest has room for what it begins with");

struct digest
digest_begin(void)
{
	/* Without it every hash takes the slow way. */
	int ready = sodium_init();
	struct digest digest = {.parts = STR_EMPTY};
	crypto_generichash_state state;

	assert(ready >= 0);
	(void)ready;
	crypto_generichash_init(&state, NULL, 0, DIGEST_BYTES);
	memcpy(digest.begun, &state, sizeof(state));
	return digest;
}

void
digest_release(struct digest *digest)
{
	str_release(&digest->parts);
}

/* Where `count` more bytes go, which are counted already. */
static unsigned char *
extend(struct digest *digest, size_t count)
{
	struct str *parts = &digest->parts;

	if (parts->capacity - parts->length <= count)
		str_reserve(parts, count);
	parts->length += count;
	return (unsigned char *)parts->text + parts->length - count;
}

void
digest_put_bytes(struct digest *digest, const void *bytes, size_t length)
{
	unsigned char *at = extend(digest, BINARY_BYTES + length);

	binary_put_little(at, length);
	if (length > 0)
		memcpy(at + BINARY_BYTES, bytes, length);
}

void
digest_put_text(struct digest *digest, const char *text)
{
	if (text)
		digest_put_bytes(digest, text, strlen(text));
	else
		digest_put_null(digest);
}

void
digest_put_int(struct digest *digest, int64_t number)
{
	unsigned char *at = extend(digest, 2 * BINARY_BYTES);

	binary_put_little(at, BINARY_BYTES);
	binary_put_little(at + BINARY_BYTES, (uint64_t)number);
}

/* A length that no part can have. */
void
digest_put_null(struct digest *digest)
{
	binary_put_little(extend(digest, BINARY_BYTES), UINT64_MAX);
}

/* Copied, since beginning anew would make an event take a twentieth longer. */
void
digest_finish(struct digest *digest, unsigned char bytes[DIGEST_BYTES])
{
	crypto_generichash_state state;

	memcpy(&state, digest->begun, sizeof(state));
	crypto_generichash_update(&state,
	    (const unsigned char *)digest->parts.text, digest->parts.length);
	crypto_generichash_final(&state, bytes, DIGEST_BYTES);
	digest_clear(digest);
}

void
digest_clear(struct digest *digest)
{
	str_clear(&digest->parts);
}
