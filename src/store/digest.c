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

/*
 * Verifying a long history does little else, so room is made once for a part.
 * The bytes are written by shifts: compilers know this for one store.
 */
static char *
put_number(char *at, uint64_t number)
{
	for (size_t i = 0; i < NUMBER_BYTES; i++)
		at[i] = (char)(unsigned char)(number >> i * BITS_IN_BYTE);
	return at + NUMBER_BYTES;
}

/* Where `count` more bytes go, which are counted already. */
static char *
extend(struct digest *digest, size_t count)
{
	struct str *parts = &digest->parts;

	if (parts->capacity - parts->length <= count)
		str_reserve(parts, count);
	parts->length += count;
	return parts->text + parts->length - count;
}

void
digest_put_bytes(struct digest *digest, const void *bytes, size_t length)
{
	char *at = put_number(extend(digest, NUMBER_BYTES + length), length);

	if (length > 0)
		memcpy(at, bytes, length);
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
	char *at = put_number(extend(digest, 2 * NUMBER_BYTES), NUMBER_BYTES);

	put_number(at, (uint64_t)number);
}

/* A length that no part can have. */
void
digest_put_null(struct digest *digest)
{
	put_number(extend(digest, NUMBER_BYTES), UINT64_MAX);
}

void
digest_finish(struct digest *digest, unsigned char bytes[DIGEST_BYTES])
{
	crypto_generichash(bytes, DIGEST_BYTES,
	    (const unsigned char *)digest->parts.text, digest->parts.length,
	    NULL, 0);
	str_clear(&digest->parts);
}
