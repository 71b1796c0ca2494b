/*
 * A digest of several parts: BLAKE2b-256 of each part with its length before
 * it, so that nothing can be moved from one part to its neighbour; and no part
 * at all (NULL) is another thing than an empty one.
 *
 *	struct digest digest = digest_begin();
 *	digest_put_text(&digest, "Huw");
 *	digest_put_int(&digest, 12);
 *	digest_finish(&digest, bytes);    and on with the next one
 *	digest_release(&digest);
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { DIGEST_BYTES = 32, DIGEST_BEGUN_BYTES = 384 };

struct digest {
	struct str parts;
	unsigned char begun[DIGEST_BEGUN_BYTES]; /* the state of a fresh one */
};

struct digest digest_begin(void);
void digest_release(struct digest *digest);

void digest_put_bytes(struct digest *digest, const void *bytes, size_t length);
void digest_put_text(struct digest *digest, const char *text);
void digest_put_int(struct digest *digest, int64_t number);
void digest_put_null(struct digest *digest);

/* The digest of what was put since the one before it. */
void digest_finish(struct digest *digest, unsigned char bytes[DIGEST_BYTES]);

/* Without one: what was put is forgotten. */
void digest_clear(struct digest *digest);

#endif
