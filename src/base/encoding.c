/*
 * Bytes of any usual encoding to UTF-8.
 *
 * Files come from Notepad, Excel and editors everywhere.  This file owns how
 * their encoding is told and leaves the tables to iconv; it knows nothing of
 * files and their names.  Windows-1252 never fails: its five unused bytes
 * become U+FFFD, where a person will see them.
 *
 *	struct str text = STR_EMPTY;
 *	if (!encoding_to_utf8(&text, bytes, length, NULL, err))
 *		return false;
 *
 * Tested by tests/unit/base_encoding.c.
 */
#include "base/encoding.h"

#include <iconv.h>
#include <string.h>

#include "base/attr.h"
#include "base/convert.h"
#include "base/utf8.h"

/* iconv's own names; they are also what a person is told. */
static const char utf8[] = "UTF-8";
static const char windows[] = "WINDOWS-1252";

static const struct {
	const char *mark;
	const char *name;
} marks[] = {
    {"\xEF\xBB\xBF", utf8},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
};

/* The encoding that the mark tells, with the mark's length; or NULL and 0. */
static const char *
name_from_mark(const char *bytes, size_t length, size_t *mark)
{
	for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
		*mark = strlen(marks[i].mark);
		if (length >= *mark && memcmp(bytes, marks[i].mark, *mark) == 0)
			return marks[i].name;
	}
	*mark = 0;
	return NULL;
}

static bool
convert_from(struct str *out, const char *name, const char *bytes,
    size_t length, struct err *err)
{
	iconv_t converter = iconv_open(utf8, name);

	if (converter == (iconv_t)-1)
		return err_set(err, WORD_ENCODING_MISSING, name, NULL);
	/* Every character is one byte: there is a way to go on behind it. */
	bool is_whole = convert(out, converter, bytes, length,
	    name == windows ? convert_mend_byte : NULL);
	iconv_close(converter);
	return is_whole || err_set(err, WORD_ENCODING_BROKEN, NULL);
}

bool
encoding_to_utf8(struct str *out, const char *bytes, size_t length,
    const char **name, struct err *err)
{
	size_t mark, before = out->length;
	const char *found = name_from_mark(bytes, length, &mark);

	bytes += mark;
	length -= mark;
	if (!found || found == utf8)
		found = utf8_is_valid(bytes, length, NULL) ? utf8 : windows;
	if (name)
		*name = found;
	if (found == utf8)
		str_put_n(out, bytes, length);
	else if (!convert_from(out, found, bytes, length, err))
		goto fail;
	size_t added = out->length - before;
	if (added == 0 || !memchr(out->text + before, '\0', added))
		return true;
	err_set(err, WORD_ENCODING_NOT_TEXT, NULL);
fail:
	str_cut(out, before);
	return false;
}
