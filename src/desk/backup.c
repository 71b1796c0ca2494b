/*
 * Backups: when they are made, what they are called and how long they stay.
 *
 * Three settings of the file remember what was done: the latest event that has
 * a backup and the name of that, when a copy was last made on another disk,
 * and when its absence was last spoken of.  A backup that has been taken away
 * by somebody is made again.
 *
 * Only files named as this program names them are looked at, and of those the
 * newest, and the one just made, are never taken away: with a clock that goes
 * wrong these can be two.  How a copy is made and checked is the store's
 * business.
 *
 * Tested by tests/unit/desk_backup.c.
 */
#include "desk/backup.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/rotation.h"
#include "desk/state.h"
#include "store/copies.h"

static const char last_setting[] = "backup.last";
static const char away_setting[] = "backup.away";
static const char reminded_setting[] = "backup.reminded";

static const char file_ending[] = ".db";

enum {
	SECONDS_IN_MINUTE = 60,
	MINUTES_IN_HOUR = 60,
	DAYS_WITHOUT_COPY = 30,
	SECONDS_IN_DAY = 24 * 60 * 60,
	NAMES_TRIED = 1000
};

/* --- Names ---------------------------------------------------------------- */

static const char *
name_of(const struct desk *desk)
{
	const char *slash = strrchr(desk->file, '/');

	return slash ? slash + 1 : desk->file;
}

/*
 * What the file's name ends in, ".db" or nothing; and so do those of its
 * copies, or they would be taken for those of a file that differs in that.
 */
static const char *
ending_of(const struct desk *desk)
{
	const char *name = name_of(desk);
	size_t length = strlen(name), ending = strlen(file_ending);

	if (length > ending && text_is(name + length - ending, file_ending))
		return file_ending;
	return "";
}

/* "people" of "/home/huw/people.db". */
static const char *
stem_of(struct desk *desk, struct arena *arena)
{
	const char *name = name_of(desk);

	return arena_copy_n(
	    arena, name, strlen(name) - strlen(ending_of(desk)));
}

const char *
desk_before_stem(struct desk *desk, struct arena *arena)
{
	return arena_format(arena, "%s" STORE_BEFORE, stem_of(desk, arena));
}

static const char *
folder_of(struct desk *desk, struct arena *arena)
{
	struct str folder = STR_EMPTY;

	file_put_folder(&folder, desk->file);
	return file_join(arena, str_keep(&folder, arena), "backups");
}

const char *
desk_dated_path(struct desk *desk, struct arena *arena, const char *folder,
    const char *stem)
{
	int64_t now = desk_now(desk);
	struct moment moment = desk_moment(desk, now);
	char date[DATE_ISO_SIZE];
	const char *path = NULL;

	date_write_iso(moment.date, date);
	for (int i = 1; i <= NAMES_TRIED; i++) {
		const char *number = i > 1 ? arena_format(arena, "_%d", i) : "";
		const char *name = arena_format(arena, "%s-%s-%02d%02d%02d%s%s",
		    stem, date, moment.hour, moment.minute,
		    (int)(now % SECONDS_IN_MINUTE), number, ending_of(desk));
		path = file_join(arena, folder, name);
		if (!file_exists(path))
			break;
	}
	return path;
}

static const char *
new_path(struct desk *desk, struct arena *arena, const char *folder)
{
	return desk_dated_path(desk, arena, folder, stem_of(desk, arena));
}

/* Two figures; -1 if they are none. */
static int
read_pair(const char *text)
{
	if (!char_is_figure(text[0]) || !char_is_figure(text[1]))
		return -1;
	return (text[0] - '0') * 10 + (text[1] - '0');
}

/* "-2026-11-21-164205", with or without a number behind it. */
static bool
read_time(const char *text, size_t length, struct backup *backup)
{
	enum { DATE = 10, TIME = 6, LEAST = 1 + DATE + 1 + TIME };
	char iso[DATE_ISO_SIZE];

	if (length < LEAST || text[0] != '-' || text[1 + DATE] != '-')
		return false;
	memcpy(iso, text + 1, DATE);
	iso[DATE] = '\0';
	const char *time = text + 1 + DATE + 1;
	backup->hour = read_pair(time);
	backup->minute = read_pair(time + 2);
	backup->second = read_pair(time + 4);
	bool is_time = date_read_iso(iso, &backup->date) && backup->hour >= 0 &&
		       backup->minute >= 0 && backup->second >= 0;
	for (size_t i = LEAST; is_time && i < length; i++)
		is_time = i == LEAST ? text[i] == '_' && length > LEAST + 1
				     : char_is_figure(text[i]);
	return is_time;
}

static bool
read_dated(const char *name, const char *stem, const char *ending,
    struct backup *backup)
{
	size_t start = strlen(stem);
	size_t length = strlen(name), end = strlen(ending);

	return text_starts(name, stem) && length >= start + end &&
	       text_is(name + length - end, ending) &&
	       read_time(name + start, length - start - end, backup);
}

/* The file that differs in its ending alone. */
static bool
has_twin(const struct desk *desk)
{
	struct str twin = STR_EMPTY;

	str_format(&twin, "%s%s", desk->file, file_ending);
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
	return !text_is(ending, file_ending) &&
	       read_dated(name, stem, file_ending, backup) && !has_twin(desk);
}

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
	if (!file_list(folder, ending_of(desk), arena, &names, &all, err))
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
	       list_dated(desk, arena, folder_of(desk, arena),
		   stem_of(desk, arena), list, count, err);
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
	    desk_before_stem(desk, arena), &lists[1], &counts[1], err);
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

/* --- What is remembered --------------------------------------------------- */

/* A moment, or 0. */
static int64_t
read_moment(struct desk *desk, const char *name)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	const char *text;
	int64_t moment = 0;

	if (store_get_setting(desk->store, name, arena, &text, &err) && text &&
	    !time_read_iso(text, &moment))
		moment = 0;
	arena_free(arena);
	return moment;
}

static bool
put_moment(struct desk *desk, const char *name, struct err *err)
{
	char iso[TIME_ISO_SIZE];

	time_write_iso(desk_now(desk), iso);
	return store_put_setting(desk->store, name, iso, err);
}

/* "4711 people-2026-11-21-164205.db" */
static bool
put_last(struct desk *desk, int64_t event, const char *path, struct err *err)
{
	struct str text = STR_EMPTY;

	str_format(&text, "%" PRId64 " %s", event, strrchr(path, '/') + 1);
	bool is_put =
	    store_put_setting(desk->store, last_setting, text.text, err);
	str_release(&text);
	return is_put;
}

/* Is the backup of the latest event still there? */
static bool
is_backed_up(struct desk *desk, struct arena *arena, int64_t event)
{
	struct err err = {0};
	const char *text;
	char *end;

	if (!store_get_setting(desk->store, last_setting, arena, &text, &err) ||
	    !text)
		return false;
	long long last = strtoll(text, &end, 10);
	return last == event && *end == ' ' &&
	       file_exists(file_join(arena, folder_of(desk, arena), end + 1));
}

/* --- Making them ---------------------------------------------------------- */

/*
 * What is left of a copy that was cut off bears the name of a moment, which no
 * other copy will: so it goes when the next one is made.
 */
static void
forget_halves(struct desk *desk, struct arena *arena, const char *folder)
{
	static const char *const endings[] = {".new", ".new-journal"};
	const char *stem = stem_of(desk, arena);
	const char *const *names;
	size_t count;
	struct backup backup;
	struct err err = {0};

	for (size_t i = 0; i < ARRAY_LENGTH(endings); i++) {
		if (!file_list(folder, endings[i], arena, &names, &count, &err))
			return;
		for (size_t j = 0; j < count; j++) {
			const char *name = arena_copy_n(arena, names[j],
			    strlen(names[j]) - strlen(endings[i]));
			if (desk_read_dated(desk, name, stem, &backup))
				unlink(file_join(arena, folder, names[j]));
		}
	}
}

/* What is not kept any longer goes. */
static void
take_away(struct desk *desk, struct arena *arena, const char *made)
{
	const struct backup *list;
	size_t count;
	struct err err = {0};

	forget_halves(desk, arena, folder_of(desk, arena));
	if (!desk_backups(desk, arena, &list, &count, &err) || count == 0)
		return;
	struct date *dates = arena_get(arena, count * sizeof(*dates));
	bool *is_kept = arena_get(arena, count * sizeof(*is_kept));
	for (size_t i = 0; i < count; i++)
		dates[i] = list[i].date;
	rotation_mark(dates, count, desk_today(desk), is_kept);
	for (size_t i = 0; i < count; i++)
		if (!is_kept[i] && !text_is(list[i].path, made))
			unlink(list[i].path);
}

static bool
make_backup(struct desk *desk, struct arena *arena,
    const struct patience *patience, const char **path, struct err *err)
{
	const char *folder = folder_of(desk, arena);
	int64_t event;

	if (!store_latest(desk->store, &event, err) ||
	    !file_make_folder(folder, err))
		return false;
	*path = new_path(desk, arena, folder);
	if (!store_copy(desk->store, *path, patience, err) ||
	    !put_last(desk, event, *path, err))
		return false;
	take_away(desk, arena, *path);
	return true;
}

bool
desk_back_up_changes(
    struct desk *desk, const struct patience *patience, struct err *err)
{
	int64_t event;
	const char *path;

	if (!desk->store || desk->damage || desk_is_practice(desk))
		return true;
	struct arena *arena = arena_new();
	bool is_done = store_latest(desk->store, &event, err) &&
		       (event == 0 || is_backed_up(desk, arena, event) ||
			   make_backup(desk, arena, patience, &path, err));
	arena_free(arena);
	return is_done;
}

bool
desk_back_up(struct desk *desk, struct str *path, struct err *err)
{
	struct arena *arena = arena_new();
	const char *made;

	bool is_done = desk_is_practice(desk)
			   ? err_set(err, WORD_DESK_BACKUP_PRACTICE, NULL)
			   : make_backup(desk, arena, NULL, &made, err);
	if (is_done)
		str_put(path, made);
	arena_free(arena);
	return is_done;
}

static bool
is_other_disk(const char *one, const char *other)
{
	struct stat left, right;

	return stat(one, &left) == 0 && stat(other, &right) == 0 &&
	       left.st_dev != right.st_dev;
}

bool
desk_back_up_to(struct desk *desk, const char *folder, struct str *path,
    bool *is_away, struct err *err)
{
	*is_away = false;
	if (desk_is_practice(desk))
		return err_set(err, WORD_DESK_BACKUP_PRACTICE, NULL);
	if (!policy_allows_backup(&desk->policy, folder, err))
		return false;
	/* A folder that is not there is most likely a stick that is not. */
	if (!file_is_folder(folder))
		return err_set(err, WORD_DESK_BACKUP_NO_FOLDER, folder, NULL);
	struct arena *arena = arena_new();
	const char *made = new_path(desk, arena, folder);
	bool is_done = store_copy(desk->store, made, NULL, err);
	forget_halves(desk, arena, folder);
	*is_away = is_done && is_other_disk(desk->file, made);
	if (*is_away)
		is_done = put_moment(desk, away_setting, err);
	if (is_done)
		str_put(path, made);
	arena_free(arena);
	return is_done;
}

/* --- The reminder --------------------------------------------------------- */

bool
desk_wants_copy_away(struct desk *desk)
{
	struct err err = {0};
	int64_t since;

	if (!desk->store || desk->damage || desk_is_practice(desk))
		return false;
	if (!store_began(desk->store, &since, &err) || since == 0)
		return false;
	const char *const settings[] = {away_setting, reminded_setting};
	for (size_t i = 0; i < ARRAY_LENGTH(settings); i++) {
		int64_t at = read_moment(desk, settings[i]);
		since = at > since ? at : since;
	}
	if (desk_now(desk) - since <
	    (int64_t)DAYS_WITHOUT_COPY * SECONDS_IN_DAY)
		return false;
	/* What cannot be kept would be said at every start. */
	return put_moment(desk, reminded_setting, &err);
}
