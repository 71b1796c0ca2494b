/*
 * Copies that the program itself has left beside its file.
 *
 * Owns the one list of them: backups in their folder, the files from before a
 * copy was brought back, and those of older versions of the schema.  Whatever
 * is done about what the file holds, or about its keys, is not done to these;
 * so whoever does it says where they lie.  Copies that somebody made elsewhere
 * are not known here.
 *
 * Tested by tests/unit/desk_privacy.c, tests/cli/cli_history.py, cli_lock.py
 * and tests/lock.
 */
#include <string.h>

#include "base/file.h"
#include "desk/backup.h"
#include "desk/state.h"
#include "store/beside.h"

/* "people.db.version-2": a file of that version, as it was. */
static bool
is_of_version(const char *name, const char *file)
{
	return text_starts(name, file) &&
	       beside_length(name, BESIDE_VERSION) == strlen(file);
}

/* "people-before-2026-11-21-164205.db": whose place a copy took. */
static bool
is_from_before(struct desk *desk, struct arena *arena, const char *name)
{
	struct backup ignored;

	return desk_read_dated(
	    desk, name, desk_stem(desk, arena, BESIDE_BEFORE), &ignored);
}

/* A file from before has its journal too, if it was never closed. */
static bool
is_left(struct desk *desk, struct arena *arena, const char *name)
{
	const char *file = file_name(desk->file);
	size_t length = beside_length(name, BESIDE_JOURNAL);

	if (length > 0)
		name = arena_copy_n(arena, name, length);
	return is_of_version(name, file) || is_from_before(desk, arena, name);
}

void
desk_list_left(struct desk *desk, struct arena *arena, struct left *left)
{
	const struct backup *backups;
	const char *const *names;
	struct str folder = STR_EMPTY;
	struct err ignored = {0};
	size_t count;

	*left = (struct left){0};
	if (desk_is_practice(desk))
		return;
	file_put_folder(&folder, desk->file);
	const char *beside = str_keep(&folder, arena);
	str_release(&folder);
	if (!file_list_all(beside, arena, &names, &count, &ignored))
		left->closed[left->closed_count++] = beside;
	if (!desk_backups(desk, arena, &backups, &left->backup_count, &ignored))
		left->closed[left->closed_count++] =
		    desk_backup_folder(desk, arena);
	const char **paths =
	    arena_get(arena, (left->backup_count + count + 1) * sizeof(*paths));
	for (size_t i = 0; i < left->backup_count; i++)
		paths[left->count++] = backups[i].path;
	for (size_t i = 0; i < count; i++)
		if (is_left(desk, arena, names[i]))
			paths[left->count++] =
			    file_join(arena, beside, names[i]);
	left->paths = paths;
}

static void
part(struct str *out, size_t start)
{
	if (out->length > start)
		str_put(out, ", ");
}

void
desk_put_left(struct str *out, struct desk *desk, const struct left *left)
{
	struct str folder = STR_EMPTY;
	size_t backups = 0, start = out->length;

	for (size_t i = 0; i < left->backup_count; i++)
		backups += file_exists(left->paths[i]);
	if (backups > 0) {
		file_put_folder(&folder, left->paths[0]);
		words_put(out, desk_words(desk), WORD_DESK_LEFT_BACKUPS,
		    numeral_of_count(backups).text, folder.text, NULL);
	}
	for (size_t i = left->backup_count; i < left->count; i++) {
		if (!file_exists(left->paths[i]))
			continue;
		part(out, start);
		str_put(out, left->paths[i]);
	}
	for (size_t i = 0; i < left->closed_count; i++) {
		part(out, start);
		words_put(out, desk_words(desk), WORD_DESK_LEFT_CLOSED,
		    left->closed[i], NULL);
	}
	str_release(&folder);
}

void
desk_tell_left(struct str *out, struct desk *desk)
{
	struct arena *arena = arena_new();
	struct str copies = STR_EMPTY;
	struct left left;

	desk_list_left(desk, arena, &left);
	desk_put_left(&copies, desk, &left);
	if (copies.length > 0)
		words_put(
		    out, desk_words(desk), WORD_DESK_LEFT, copies.text, NULL);
	str_release(&copies);
	arena_free(arena);
}
