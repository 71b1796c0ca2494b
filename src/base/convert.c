/*
 * Running iconv over a text to its end.
 *
 * Owns the loop: room for the next piece, and what stops iconv on the way.
 * What is put there is whoever calls' to say.  Nothing is kept between two
 * calls.
 *
 * Tested by tests/unit/base_encoding.c.
 */
#include "base/convert.h"

#include <errno.h>
#include <stdint.h>

#include "base/utf8.h"

enum { CHUNK_SIZE = 4096 };

bool
convert(struct str *out, iconv_t converter, const char *bytes, size_t length,
    convert_mend *mend)
{
	/* iconv() never writes to its input, but says no const. */
	char *input = (char *)(uintptr_t)bytes;

	iconv(converter, NULL, NULL, NULL, NULL);
	while (length > 0) {
		char chunk[CHUNK_SIZE];
		char *output = chunk;
		size_t room = sizeof(chunk);
		size_t result =
		    iconv(converter, &input, &length, &output, &room);
		int reason = result == (size_t)-1 ? errno : 0;
		str_put_n(out, chunk, sizeof(chunk) - room);
		if (reason == 0 || reason == E2BIG)
			continue;
		if (!mend)
			return false;
		size_t passed = mend(out, input, length);
		input += passed;
		length -= passed;
	}
	return true;
}

size_t
convert_mend_byte(struct str *out, const char *rest, size_t length)
{
	(void)rest;
	(void)length;
	utf8_put(out, UTF8_REPLACEMENT);
	return 1;
}
