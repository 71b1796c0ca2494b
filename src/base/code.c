/*
 * Codes that people copy from paper.
 *
 * Five bytes make eight letters, the first bits first, so codes that begin
 * alike come from bytes that begin alike.
 *
 * Tested by tests/unit/base_code.c.
 */
#include "base/code.h"

#include <assert.h>
#include <stdint.h>

enum {
	GROUP = 4, /* letters between two strokes */
	BYTES_AT_ONCE = 5,
	LETTERS_AT_ONCE = 8,
	BITS_IN_BYTE = 8,
	BITS_IN_LETTER = 5,
	LETTER_MASK = 31
};

static const char alphabet[] = CODE_ALPHABET;

void
code_put(struct str *out, const unsigned char *bytes, size_t count)
{
	assert(count % BYTES_AT_ONCE == 0);
	for (size_t i = 0; i < count; i += BYTES_AT_ONCE) {
		uint64_t bits = 0;
		for (size_t j = 0; j < BYTES_AT_ONCE; j++)
			bits = bits << BITS_IN_BYTE | bytes[i + j];
		for (int letter = 0; letter < LETTERS_AT_ONCE; letter++) {
			int shift =
			    (LETTERS_AT_ONCE - 1 - letter) * BITS_IN_LETTER;
			if (letter % GROUP == 0 && i + (size_t)letter > 0)
				str_put_char(out, '-');
			str_put_char(
			    out, alphabet[bits >> shift & LETTER_MASK]);
		}
	}
}
