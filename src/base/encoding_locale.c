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

#include <iconv.h>
#include <langinfo.h>
#include <stdbool.h>

#include "base/convert.h"
#include "base/mem.h"
#include "base/utf8.h"

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

/* A whole character. */
static size_t
mend_letter(struct str *out, const char *rest, size_t length)
{
	size_t passed = 1;

	while (passed < length && utf8_follows(rest[passed]))
		passed++;
	str_put_char(out, '?');
	return passed;
}

void
encoding_read(struct encoding *encoding, struct str *out, const char *bytes,
    size_t length)
{
	if (encoding->has_any)
		convert(out, encoding->in, bytes, length, convert_mend_byte);
	else
		str_put_n(out, bytes, length);
}

void
encoding_write(
    struct encoding *encoding, struct str *out, const char *text, size_t length)
{
	if (encoding->has_any)
		convert(out, encoding->out, text, length, mend_letter);
	else
		str_put_n(out, text, length);
}
