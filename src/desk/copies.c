/*
 * Copies beside the file: what they are called, and which there are.
 *
 * Owns the names of backups and of files from before a copy took the file's
 * place: the file's own, and the time that the clocks on the wall said.  Any
 * other file is none of ours.  When copies are made and how long they stay is
 * the business of desk/backup.c; all that the program leaves beside the file,
 * that of desk/left.c.
 *
 * Tested by tests/unit/desk_backup.c and tests/cli/cli_backup.py.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/backup.h"
#include "desk/state.h"
#include "store/beside.h"
#include "store/dated.h"

enum { SECONDS_IN_MINUTE = 60, MINUTES_IN_HOUR = 60 };

/* --- Names ---------------------------------------------------------------- */

/*
 * What the file's name ends in, ".db" or nothing; and so do those of its
 * copies, or they would be taken for those of a file that differs in that.
 */
static const char *
ending_of(const struct desk *desk)
{
	return beside_ending(desk->file);
}

const char *
desk_stem(struct desk *desk, struct arena *arena, enum beside_copy copy)
{
	struct str stem = STR_EMPTY;

	beside_put_stem(&stem, file_name(desk->file), copy);
	return str_keep(&stem, arena);
}

const char *
desk_backup_folder(struct desk *desk, struct arena *arena)
{
	struct str folder = STR_EMPTY;

	beside_put_backups(&folder, desk->file);
	return str_keep(&folder, arena);
}

struct dated
desk_dated(struct desk *desk)
{
	int64_t now = desk_now(desk);
	struct moment moment = desk_moment(desk, now);

	return (struct dated){
	    .date = moment.date,
	    .hour = moment.hour,
	    .minute = moment.minute,
	    .second = (int)(now % SECONDS_IN_MINUTE),
	};
}

static bool
is_free(const char *path)
{
	return !file_exists(path);
}

const char *
desk_dated_path(struct desk *desk, struct arena *arena, const char *folder)
{
	const struct dated dated = desk_dated(desk);
	const char *stem =
	    file_join(arena, folder, desk_stem(desk, arena, BESIDE_BACKUP));
	struct str path = STR_EMPTY;

	dated_put(&path, stem, &dated, ending_of(desk), is_free);
	return str_keep(&path, arena);
}

static bool
read_dated(const char *name, const char *stem, const char *ending,
    struct backup *backup)
{
	struct dated dated;

	if (!dated_read(name, stem, ending, &dated))
		return false;
	backup->date = dated.date;
	backup->hour = dated.hour;
	backup->minute = dated.minute;
	backup->second = dated.second;
	return true;
}

/* The file that differs in its ending alone. */
static bool
has_twin(const struct desk *desk)
{
	struct str twin = STR_EMPTY;

	str_format(&twin, "%s%s", desk->file, BESIDE_ENDING);
	bool has = file_exists(twin.text);
	str_release(&twin);
	return has;
}

/*
 * Copies of any file ended in ".db" once.  Such a name is this file's as long
 * as there is no other that it can be of.
 */
bool
desk_read_dated(const struct desk *desk, const char *name, const char *stem,
    struct backup *backup)
{
	const char *ending = ending_of(desk);

	if (read_dated(name, stem, ending, backup))
		return true;
	return !text_is(ending, BESIDE_ENDING) &&
	       read_dated(name, stem, BESIDE_ENDING, backup) && !has_twin(desk);
}

/* --- Which there are ------------------------------------------------------ */

/* The copies in a folder whose names begin with the stem. */
static bool
list_dated(struct desk *desk, struct arena *arena, const char *folder,
    const char *stem, const struct backup **list, size_t *count,
    struct err *err)
{
	const char *const *names;
	size_t all;

	*list = NULL;
	*count = 0;
	if (!file_is_folder(folder))
		return true;
	if (!file_list_all(folder, arena, &names, &all, err))
		return false;
	struct backup *found = arena_get(arena, (all + 1) * sizeof(*found));
	for (size_t i = 0; i < all; i++) {
		struct backup *backup = &found[*count];
		struct stat there;
		backup->path = file_join(arena, folder, names[i]);
		if (!desk_read_dated(desk, names[i], stem, backup) ||
		    stat(backup->path, &there) != 0 || !S_ISREG(there.st_mode))
			continue;
		backup->bytes = (int64_t)there.st_size;
		(*count)++;
	}
	*list = found;
	return true;
}

bool
desk_backups(struct desk *desk, struct arena *arena, const struct backup **list,
    size_t *count, struct err *err)
{
	bool is_usual;

	*list = NULL;
	*count = 0;
	return desk_settle_path(desk, &is_usual, err) &&
	       list_dated(desk, arena, desk_backup_folder(desk, arena),
		   desk_stem(desk, arena, BESIDE_BACKUP), list, count, err);
}

/* Is it more than what is left of a file whose making was cut off? */
static bool
holds_something(const struct backup *copy)
{
	const struct vault_options options = {.path = copy->path};
	enum vault_kind kind;
	enum store_fault fault;
	struct err ignored = {0};

	return !vault_look(&options, &kind, &fault, &ignored) ||
	       kind != VAULT_NOTHING;
}

/* Below, at or above 0. */
static int
compare_times(const struct backup *one, const struct backup *other)
{
	int date = date_compare(one->date, other->date);
	int minutes = (one->hour - other->hour) * MINUTES_IN_HOUR +
		      one->minute - other->minute;

	if (date != 0)
		return date;
	return minutes != 0 ? minutes : one->second - other->second;
}

bool
desk_find_newest(
    struct desk *desk, struct arena *arena, const char **path, struct err *err)
{
	const struct backup *lists[2], *newest = NULL;
	size_t counts[2];
	struct str folder = STR_EMPTY;

	*path = NULL;
	if (!desk_backups(desk, arena, &lists[0], &counts[0], err))
		return false;
	file_put_folder(&folder, desk->file);
	bool is_read = list_dated(desk, arena, folder.text,
	    desk_stem(desk, arena, BESIDE_BEFORE), &lists[1], &counts[1], err);
	str_release(&folder);
	for (size_t i = 0; is_read && i < ARRAY_LENGTH(lists); i++)
		for (size_t j = 0; j < counts[i]; j++)
			if (holds_something(&lists[i][j]) &&
			    (!newest ||
				compare_times(&lists[i][j], newest) >= 0))
				newest = &lists[i][j];
	*path = newest ? newest->path : NULL;
	return is_read;
}
