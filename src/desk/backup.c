/*
 * Backups: when they are made and how long they stay.
 *
 * Three settings of the file remember what was done: the latest event that has
 * a backup and the name of that, when a copy was last made on another disk,
 * and when its absence was last spoken of.  A backup that has been taken away
 * by somebody is made again.
 *
 * Only files named as this program names them are looked at, and of those the
 * newest, and the one just made, are never taken away: with a clock that goes
 * wrong these can be two.  What they are called stands in desk/copies.c; how a
 * copy is made and checked is the store's business.
 *
 * Tested by tests/unit/desk_backup.c.
 */
#include "desk/backup.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/rotation.h"
#include "desk/state.h"
#include "store/beside.h"
#include "store/copies.h"

static const char last_setting[] = "backup.last";
static const char away_setting[] = "backup.away";
static const char reminded_setting[] = "backup.reminded";

enum { DAYS_WITHOUT_COPY = 30, SECONDS_IN_DAY = 24 * 60 * 60 };

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

	str_format(&text, "%" PRId64 " %s", event, file_name(path));
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
	       file_exists(
		   file_join(arena, desk_backup_folder(desk, arena), end + 1));
}

/* --- Making them ---------------------------------------------------------- */

/*
 * What is left of a copy that was cut off bears the name of a moment, which no
 * other copy will: so it goes when the next one is made.
 */
static void
forget_halves(struct desk *desk, struct arena *arena, const char *folder)
{
	const char *stem = desk_stem(desk, arena, BESIDE_BACKUP);
	const char *const *names;
	size_t count;
	struct backup backup;
	struct err err = {0};

	if (!file_list_all(folder, arena, &names, &count, &err))
		return;
	for (size_t i = 0; i < count; i++) {
		size_t length = beside_length(names[i], BESIDE_JOURNAL);
		const char *half = arena_copy_n(
		    arena, names[i], length > 0 ? length : strlen(names[i]));
		length = beside_length(half, BESIDE_NEW);
		if (length > 0 &&
		    desk_read_dated(
			desk, arena_copy_n(arena, half, length), stem, &backup))
			unlink(file_join(arena, folder, names[i]));
	}
}

/* What is not kept any longer goes. */
static void
take_away(struct desk *desk, struct arena *arena, const char *made)
{
	const struct backup *list;
	size_t count;
	struct err err = {0};

	forget_halves(desk, arena, desk_backup_folder(desk, arena));
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
	const char *folder = desk_backup_folder(desk, arena);
	int64_t event;

	if (!store_latest(desk->store, &event, err) ||
	    !file_make_folder(folder, err))
		return false;
	*path = desk_dated_path(desk, arena, folder);
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
	const char *made = desk_dated_path(desk, arena, folder);
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
