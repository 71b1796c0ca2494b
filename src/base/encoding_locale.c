/*
 * Text between UTF-8 and the encoding of the locale.
 *
 * Owns two converters of iconv, or none where there is nothing to convert.
 * Each call is of whole characters, as lines are: nothing is kept between two
 * calls, and what cannot be converted never stops the rest.
 *
 * Tested by tests/unit/base_encoding.c.
 */
#include "base/encoding_locale.h"

#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { CHUNK = 4096 };

struct encoding {
	iconv_t in, out;
	bool has_any; /* else bytes are text */
};

/* The converter to it, by likeness where that can be had. */
static iconv_t
open_out(const char *name)
{
	struct str loose = STR_EMPTY;

	str_format(&loose, "%s//TRANSLIT", name);
	iconv_t out = iconv_open(loose.text, "UTF-8");
	str_release(&loose);
	return out == (iconv_t)-1 ? iconv_open(name, "UTF-8") : out;
}

struct encoding *
encoding_named(const char *name)
{
	struct encoding *encoding = mem_new(sizeof(*encoding));

	if (text_is(name, "UTF-8"))
		return encoding;
	encoding->in = iconv_open("UTF-8", name);
	if (encoding->in == (iconv_t)-1)
		return encoding;
	encoding->out = open_out(name);
	encoding->has_any = encoding->out != (iconv_t)-1;
	if (!encoding->has_any)
		iconv_close(encoding->in);
	return encoding;
}

struct encoding *
encoding_of_locale(void)
{
	return encoding_named(nl_langinfo(CODESET));
}

void
encoding_free(struct encoding *encoding)
{
	if (encoding && encoding->has_any) {
		iconv_close(encoding->in);
		iconv_close(encoding->out);
	}
	mem_free(encoding);
}

/* Leave out what stops it: a byte, or going out a whole character. */
static void
skip(char **input, size_t *length, bool is_text)
{
	do {
		++*input;
		--*length;
	} while (is_text && *length > 0 && utf8_follows(**input));
}

static void
convert(struct str *out, iconv_t converter, const char *bytes, size_t length,
    bool is_text)
{
	/* iconv() never writes to its input, but says no const. */
	char *input = (char *)(uintptr_t)bytes;

	iconv(converter, NULL, NULL, NULL, NULL);
	while (length > 0) {
		char chunk[CHUNK];
		char *output = chunk;
		size_t room = sizeof(chunk);
		size_t result =
		    iconv(converter, &input, &length, &output, &room);
		int reason = result == (size_t)-1 ? errno : 0;
		str_put_n(out, chunk, sizeof(chunk) - room);
		if (reason == 0 || reason == E2BIG)
			continue;
		if (is_text)
			str_put_char(out, '?');
		else
			utf8_put(out, UTF8_REPLACEMENT);
		skip(&input, &length, is_text);
	}
}

void
encoding_read(struct encoding *encoding, struct str *out, const char *bytes,
    size_t length)
{
	if (encoding->has_any)
		convert(out, encoding->in, bytes, length, false);
	else
		str_put_n(out, bytes, length);
}

void
encoding_write(
    struct encoding *encoding, struct str *out, const char *text, size_t length)
{
	if (encoding->has_any)
		convert(out, encoding->out, text, length, true);
	else
		str_put_n(out, text, length);
}
