/*
 * The names of what lies beside a file.
 *
 * Owns the table, and asks nothing of the disk: whether there is anything of a
 * name, and whose it is, is for those who use it.
 *
 * Tested by tests/unit/store_beside.c.
 */
#include "store/beside.h"

#include <assert.h>
#include <string.h>

#include "base/file.h"

static const char *const endings[BESIDE_MAX] = {
    [BESIDE_JOURNAL] = "-journal",
    [BESIDE_ERASED] = ".erased",
    [BESIDE_NEW] = ".new",
    [BESIDE_VERSION] = ".version-",
};

static const char *const marks[] = {
    [BESIDE_BACKUP] = "",
    [BESIDE_BEFORE] = "-before",
};

void
beside_put(struct str *out, const char *path, enum beside what)
{
	assert(what != BESIDE_VERSION);
	str_put(out, path);
	str_put(out, endings[what]);
}

void
beside_put_version(struct str *out, const char *path, int version)
{
	str_format(out, "%s%s%d", path, endings[BESIDE_VERSION], version);
}

size_t
beside_length(const char *name, enum beside what)
{
	size_t length = strlen(name), ending = strlen(endings[what]);

	if (what == BESIDE_VERSION) {
		size_t whole = length;
		while (length > 0 && char_is_figure(name[length - 1]))
			length--;
		if (length == whole)
			return 0;
	}
	return length > ending && strncmp(name + length - ending, endings[what],
				      ending) == 0
		   ? length - ending
		   : 0;
}

size_t
beside_owner(const char *name)
{
	size_t length = 0;

	for (enum beside i = 0; length == 0 && i < BESIDE_MAX; i++)
		length = beside_length(name, i);
	return length;
}

const char *
beside_ending(const char *file)
{
	const char *name = file_name(file);
	size_t length = strlen(name), ending = strlen(BESIDE_ENDING);

	return length > ending && text_is(name + length - ending, BESIDE_ENDING)
		   ? name + length - ending
		   : name + length;
}

void
beside_put_stem(struct str *out, const char *file, enum beside_copy copy)
{
	str_put_n(out, file, (size_t)(beside_ending(file) - file));
	str_put(out, marks[copy]);
}

void
beside_put_backups(struct str *out, const char *path)
{
	struct str folder = STR_EMPTY;

	file_put_folder(&folder, path);
	bool is_closed = folder.text[folder.length - 1] == '/';
	str_format(out, "%s%sbackups", folder.text, is_closed ? "" : "/");
	str_release(&folder);
}
