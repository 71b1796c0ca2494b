/*
 * Whole numbers as bytes.
 *
 * Owns nothing and asks nobody: what is put is read again just so, whatever
 * the computer's own order of bytes is.  Whoever puts a number in fewer bytes
 * than it needs loses the largest ones, and must know that this cannot be.
 *
 * Tested by tests/unit/base_binary.c.
 */
#include "base/binary.h"

enum { BITS_IN_BYTE = 8 };

void
binary_put_big(unsigned char *at, size_t size, uint64_t number)
{
	for (size_t i = size; i-- > 0; number >>= BITS_IN_BYTE)
		at[i] = (unsigned char)(number & 0xFF);
}

uint64_t
binary_read_big(const unsigned char *bytes, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << BITS_IN_BYTE | bytes[i];
	return number;
}
