/*
 * Golden files: what a test's result looked like when somebody last agreed.
 *
 * Every golden goes through here, so that one command blesses them all and a
 * difference is always left in the same way.
 */
#include "rig/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"

/* The line, counted from 1, in which two texts part. */
static int
first_difference(const char *a, const char *b)
{
	int line = 1;
	for (; *a && *a == *b; a++, b++)
		line += *a == '\n';
	return line;
}

static bool
write_file(const char *path, const struct str *text)
{
	struct err err = {0};
	if (file_write(path, text->text, text->length, &err))
		return true;
	fprintf(stderr, "%s: cannot be written\n", path);
	return false;
}

bool
golden_is(const char *path, const struct str *text)
{
	const char *bless = getenv("BLESS");
	if (bless && *bless)
		return write_file(path, text);
	struct str golden = STR_EMPTY;
	struct str got = STR_EMPTY;
	struct err err = {0};
	bool has_golden = file_read(path, FILE_LIMIT, &golden, &err);
	bool is_same = has_golden && golden.length == text->length &&
		       memcmp(golden.text, text->text, text->length) == 0;
	str_format(&got, "%s.got", path);
	if (is_same) {
		unlink(got.text);
	} else if (write_file(got.text, text)) {
		fprintf(stderr, "%s:%d: differs from %s\n", path,
		    first_difference(golden.text, text->text), got.text);
	}
	str_release(&got);
	str_release(&golden);
	return is_same;
}
