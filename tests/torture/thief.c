/*
 * What somebody reads who steals the disk: nothing, if the file is a vault.
 *
 * Every file is searched, journals and what is half made too, for what all
 * workloads write and for what SQLite writes.  A plain file must give itself
 * away, so that the search is known to see.
 */
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "torture/workloads.h"

static bool
holds(const struct str *bytes, const char *text)
{
	size_t length = strlen(text);
	const char *at = bytes->text, *end = bytes->text + bytes->length;
	while ((size_t)(end - at) >= length &&
	       (at = memchr(at, text[0], (size_t)(end - at) - length + 1))) {
		if (memcmp(at, text, length) == 0)
			return true;
		at++;
	}
	return false;
}

static bool
tells(const struct str *bytes)
{
	/* The second is a part of all that text_of() writes. */
	const char *const texts[] = {
	    names[0], "abcdefghijklmnop", "SQLite format 3", "CREATE TABLE"};
	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		if (holds(bytes, texts[i]))
			return true;
	return false;
}

bool
thief_reads(const struct ramdisk *disk, struct str *why)
{
	struct str files = STR_EMPTY, bytes = STR_EMPTY;
	bool is_told = false;
	ramdisk_put_files(disk, &files);
	for (char *path = files.text; !is_told && *path;) {
		size_t length = strcspn(path, " ");
		char *next = path + length + (path[length] == ' ');
		path[length] = '\0';
		ramdisk_read(disk, path, &bytes);
		is_told = !text_is(path, RECOVERY_PATH) && tells(&bytes);
		if (is_told)
			str_format(why, "%s can be read", path);
		path = next;
	}
	str_release(&files);
	str_release(&bytes);
	return is_told;
}
