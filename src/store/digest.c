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

enum { NUMBER_BYTES = 8, BITS_IN_BYTE = 8 };

struct digest
digest_begin(void)
{
	/* Without it every hash takes the slow way. */
	int ready = sodium_init();

	assert(ready >= 0);
	(void)ready;
	return (struct digest){STR_EMPTY};
}

void
digest_release(struct digest *digest)
{
	str_release(&digest->parts);
}

static void
put_number(struct digest *digest, uint64_t number)
{
	char bytes[NUMBER_BYTES];

	for (size_t i = 0; i < NUMBER_BYTES; i++) {
		unsigned char byte = (unsigned char)(number & 0xFF);
		memcpy(&bytes[i], &byte, 1);
		number >>= BITS_IN_BYTE;
	}
	str_put_n(&digest->parts, bytes, sizeof(bytes));
}

void
digest_put_bytes(struct digest *digest, const void *bytes, size_t length)
{
	put_number(digest, length);
	str_put_n(&digest->parts, bytes, length);
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
	put_number(digest, NUMBER_BYTES);
	put_number(digest, (uint64_t)number);
}

/* A length that no part can have. */
void
digest_put_null(struct digest *digest)
{
	put_number(digest, UINT64_MAX);
}

void
digest_finish(struct digest *digest, unsigned char bytes[DIGEST_BYTES])
{
	crypto_generichash(bytes, DIGEST_BYTES,
	    (const unsigned char *)digest->parts.text, digest->parts.length,
	    NULL, 0);
	str_clear(&digest->parts);
}
