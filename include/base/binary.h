/*
 * Whole numbers as bytes: the same bytes on every computer, and for ever where
 * they lie in files.
 */
#ifndef BASE_BINARY_H
#define BASE_BINARY_H

#include <stddef.h>
#include <stdint.h>

/* The largest byte first, in so many bytes; and what was put so. */
void binary_put_big(unsigned char *at, size_t size, uint64_t number);
uint64_t binary_read_big(const unsigned char *bytes, size_t size);

enum { BINARY_BYTES = 8 }; /* of any number */

static inline void
binary_put_two(unsigned char *at, uint64_t number)
{
	at[0] = (unsigned char)(number & 0xFF);
	at[1] = (unsigned char)(number >> 8 & 0xFF);
}

static inline void
binary_put_four(unsigned char *at, uint64_t number)
{
	binary_put_two(at, number);
	binary_put_two(at + 2, number >> 16);
}

/*
 * The smallest byte first.  In halves, and not in a loop: compilers make one
 * store of this, and digests of many small parts do little else.
 */
static inline void
binary_put_little(unsigned char at[BINARY_BYTES], uint64_t number)
{
	binary_put_four(at, number);
	binary_put_four(at + 4, number >> 32);
}

#endif
