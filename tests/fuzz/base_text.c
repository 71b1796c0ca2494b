/*
 * Any bytes at all as text: what is shown is well formed and shown the same
 * again, walks over clusters agree both ways and end, widths add up, folding
 * is final, and any file comes out as UTF-8 or is refused.
 */
#include "fuzz/fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/safe.h"
#include "base/utf8.h"

/* Not assert(): a harness must stop in any build. */
static void
expect(bool is_so)
{
	if (!is_so)
		abort();
}

static void
try_safe(const char *text, size_t length, enum safe_lines lines)
{
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	safe_put(&once, text, length, lines);
	expect(utf8_is_valid(once.text, once.length, NULL));
	safe_put(&twice, once.text, once.length, lines);
	expect(text_is(once.text, twice.text));
	for (size_t i = 0; i < once.length; i++)
		expect((unsigned char)once.text[i] >= ' ' ||
		       lines == SAFE_KEEP_LINES);
	str_release(&twice);
	str_release(&once);
}

static void
try_walks(const char *text, size_t length)
{
	int width = 0;
	size_t at = 0;
	while (at < length) {
		size_t next = utf8_next(text, length, at);
		expect(next > at && next <= length);
		expect(utf8_previous(text, length, next) == at);
		width += utf8_width(text + at, next - at);
		at = next;
	}
	expect(width == utf8_width(text, length));
	int fitted;
	expect(utf8_fit(text, length, width, &fitted) == length);
	expect(fitted == width);
	size_t half = utf8_fit(text, length, width / 2, &fitted);
	expect(half <= length && fitted <= width / 2);
}

static void
try_folding(const char *text)
{
	struct str once = STR_EMPTY;
	struct str twice = STR_EMPTY;
	utf8_fold(&once, text);
	expect(utf8_is_valid(once.text, once.length, NULL));
	utf8_fold(&twice, once.text);
	expect(text_is(once.text, twice.text));
	expect(utf8_contains(text, text));
	str_release(&twice);
	str_release(&once);
}

static void
try_encoding(const char *bytes, size_t length)
{
	struct str out = STR_EMPTY;
	struct err err = {0};
	const char *name;
	if (encoding_to_utf8(&out, bytes, length, &name, &err))
		expect(utf8_is_valid(out.text, out.length, NULL));
	else
		expect(err.is_set && out.length == 0);
	str_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = STR_EMPTY;
	str_put_n(&text, (const char *)data, size);
	try_safe(text.text, text.length, SAFE_ONE_LINE);
	try_safe(text.text, text.length, SAFE_KEEP_LINES);
	try_walks(text.text, text.length);
	try_folding(text.text);
	try_encoding(text.text, text.length);
	str_release(&text);
	return 0;
}
