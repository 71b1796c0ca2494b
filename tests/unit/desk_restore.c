/*
 * Bringing a copy back, and what is said of a damaged file.
 */
#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "desk/backup.h"
#include "desk/lock.h"
#include "desk/privacy.h"
#include "desk/state.h"
#include "rig/room.h"
#include "rig/world.h"

static const char *
back_up(struct room *room)
{
	struct str path = STR_EMPTY;
	cr_assert(desk_back_up(room->desk, &path, &room->err));
	return str_keep(&path, room->arena);
}

static void
leave(struct room *room)
{
	file_remove_temporary(room_path(room, "backups"));
	room_free(room);
}

/* The file, or another, by SQLite itself, while no desk has it open. */
static void
change(const char *path, const char *statements)
{
	struct world world = {.path = path};
	world_sql(&world, statements);
}

Test(restores, put_a_copy_in_the_place_of_the_file)
{
	struct room *room = room_new();
	struct restored restored = {.kept = STR_EMPTY};
	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	const char *copy = back_up(room);
	room_set(room, "meals", "all");
	room_new_desk(room);
	room->now = INT64_C(1795279325); /* 2026-11-21 16:42:05 */
	cr_assert(desk_restore(room->desk, copy, false, &restored, &room->err));
	cr_assert_str_eq(restored.kept.text,
	    room_path(room, "people-before-2026-11-21-164205.db"));
	cr_assert(desk_open_file(room->desk, false, &room->err));
	cr_assert_null(desk_damage(room->desk));
	room_open(room, "Mair");
	cr_assert_str_eq(room_answer(room, "meals"), "some");
	room->file = arena_copy(room->arena, restored.kept.text);
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(room_answer(room, "meals"), "all");
	str_release(&restored.kept);
	leave(room);
}

Test(restores, erase_again_whoever_was_erased_since)
{
	struct room *room = room_new();
	struct restored restored = {.kept = STR_EMPTY};
	struct str left = STR_EMPTY;
	size_t count;
	room_add(room, "Mair Evans");
	room_add(room, "Huw Price");
	const char *copy = back_up(room);
	room_open(room, "Mair");
	cr_assert(desk_erase(room->desk, &left, &room->err));
	room_new_desk(room);
	cr_assert(desk_restore(room->desk, copy, false, &restored, &room->err));
	cr_assert(desk_open_file(room->desk, false, &room->err));
	cr_assert(desk_count(room->desk, &count, &room->err));
	cr_assert_eq(count, 1);
	cr_assert_eq(restored.erased, 1);
	room_open(room, "Huw");
	str_release(&left);
	str_release(&restored.kept);
	leave(room);
}

Test(restores, refuse_what_is_no_copy)
{
	struct room *room = room_new();
	struct restored restored = {.kept = STR_EMPTY};
	room_add(room, "Mair Evans");
	room_new_desk(room);
	cr_assert_not(desk_restore(
	    room->desk, "README.md", false, &restored, &room->err));
	cr_assert(room_says(room, WORD_STORE_RESTORE_FOREIGN));
	cr_assert_eq(restored.kept.length, 0);
	room_reopen(room);
	room_open(room, "Mair");
	room_free(room);
}

static bool
may_begin(struct room *room)
{
	enum desk_found found;
	room_new_desk(room);
	bool is_seen = desk_look(room->desk, true, &found, &room->err);
	return is_seen && found == DESK_NOTHING;
}

Test(restores, are_named_where_there_was_a_file)
{
	struct room *room = room_new();
	struct restored restored = {.kept = STR_EMPTY};
	room_add(room, "Mair Evans");
	back_up(room);
	const char *newest = back_up(room);
	room_new_desk(room);
	cr_assert_eq(truncate(room->file, 0), 0);
	cr_assert_not(may_begin(room));
	cr_assert(room_says(room, WORD_DESK_EMPTIED));
	cr_assert_eq(truncate(room->file, 8192), 0, "as if half made");
	cr_assert_not(may_begin(room));
	cr_assert(room_says(room, WORD_DESK_EMPTIED));
	cr_assert_eq(unlink(room->file), 0);
	cr_assert_not(may_begin(room));
	cr_assert(room_says(room, WORD_DESK_GONE));
	cr_assert_str_eq(room->err.arguments[1], newest);
	cr_assert_not(file_exists(room->file), "nothing is made");
	room_new_desk(room);
	cr_assert(
	    desk_restore(room->desk, newest, true, &restored, &room->err));
	room_reopen(room);
	room_open(room, "Mair");
	room_new_desk(room);
	cr_assert_eq(unlink(room->file), 0);
	file_remove_temporary(room_path(room, "backups"));
	cr_assert(may_begin(room));
	str_release(&restored.kept);
	room_free(room);
}

/* --- Where the file is encrypted ------------------------------------------ */

static const char passphrase[] = "correct horse battery";

static void
encrypt(struct room *room)
{
	struct str recovery = STR_EMPTY;
	desk_leave_plan(room->desk);
	cr_assert(desk_new_keys(room->desk, passphrase, &room->err));
	str_put(&recovery, desk_recovery(room->desk));
	cr_assert(desk_encrypt(room->desk, recovery.text, &room->err));
	str_release(&recovery);
}

/* How the backups look, from the oldest on: a letter each. */
static const char *
look_at_all(struct room *room)
{
	static const char letters[] = {[BACKUP_WHOLE] = 'w',
	    [BACKUP_DAMAGED] = 'd',
	    [BACKUP_UNKNOWN] = '?'};
	const struct backup *list;
	size_t count;
	struct str seen = STR_EMPTY;
	cr_assert(
	    desk_backups(room->desk, room->arena, &list, &count, &room->err));
	for (size_t i = 0; i < count; i++)
		str_put_char(
		    &seen, letters[desk_look_at_backup(room->desk, &list[i])]);
	return str_keep(&seen, room->arena);
}

Test(restores, leave_a_file_with_nothing_in_it_as_it_is)
{
	static const char nothing[8192];
	struct room *room = room_new();
	struct restored restored = {.kept = STR_EMPTY};
	struct str bytes = STR_EMPTY;
	const char *newest;
	room_add(room, "Mair Evans");
	encrypt(room);
	const char *copy = back_up(room);
	const char *empty =
	    room_path(room, "backups/people-2030-01-01-000000.db");
	cr_assert(file_write(empty, "", 0, &room->err));
	cr_assert_str_eq(look_at_all(room), "wd");
	cr_assert(
	    desk_find_newest(room->desk, room->arena, &newest, &room->err));
	cr_assert_str_eq(newest, copy, "looking does not make it a copy");

	room_new_desk(room);
	cr_assert(file_write(room->file, nothing, sizeof(nothing), &room->err));
	cr_assert(desk_unlock_copy(room->desk, copy, passphrase, &room->err));
	cr_assert(desk_restore(room->desk, copy, false, &restored, &room->err));
	cr_assert(
	    file_read(restored.kept.text, FILE_LIMIT, &bytes, &room->err));
	cr_assert_eq(bytes.length, sizeof(nothing));
	cr_assert_eq(memcmp(bytes.text, nothing, sizeof(nothing)), 0);
	str_release(&bytes);
	str_release(&restored.kept);
	leave(room);
}

Test(restores, are_named_when_the_file_goes_while_it_is_open)
{
	struct room *room = room_new();
	struct err err = {0};
	room_add(room, "Mair Evans");
	const char *backup = back_up(room);
	cr_assert_eq(unlink(room->file), 0);
	cr_assert_not(desk_add_plan(room->desk, "Huw Price", &err));
	cr_assert_eq(err.word, WORD_STORE_MOVED);
	desk_name_backup(room->desk, &err);
	cr_assert_eq(err.word, WORD_DESK_MOVED_LAST);
	cr_assert_str_eq(err.arguments[1], backup);
	leave(room);
}

Test(restores, look_at_each_copy_as_what_it_is)
{
	struct room *room = room_new();
	struct err err = {0};
	room_add(room, "Mair Evans");
	const char *plain = back_up(room);
	cr_assert_str_eq(look_at_all(room), "w");
	encrypt(room);
	cr_assert_str_eq(look_at_all(room), "w", "it is as whole as before");
	err_set(&err, WORD_STORE_BROKEN, room->file, NULL);
	desk_name_backup(room->desk, &err);
	cr_assert_eq(err.word, WORD_DESK_DAMAGED_LAST);
	cr_assert_str_eq(err.arguments[1], plain);

	back_up(room);
	cr_assert_str_eq(look_at_all(room), "ww");
	change(plain, "UPDATE summary SET name = 'Nobody'");
	cr_assert_str_eq(look_at_all(room), "dw");
	room_new_desk(room);
	cr_assert_str_eq(look_at_all(room), "d?", "its key is not at hand");
	leave(room);
}

Test(restores, are_named_when_a_damaged_file_can_only_be_read)
{
	struct room *room = room_new();
	struct err err = {0};
	room_add(room, "Mair Evans");
	const char *good = back_up(room);
	const char *worse = back_up(room);
	room_new_desk(room);
	change(worse, "UPDATE summary SET name = 'Nobody'");
	change(room->file, "DELETE FROM forms");
	room_reopen(room);
	cr_assert_not_null(strstr(desk_damage(room->desk), good));
	cr_assert_not(desk_add_plan(room->desk, "Huw Price", &err));
	cr_assert_eq(err.word, WORD_STORE_READING);
	cr_assert(
	    desk_back_up_changes(room->desk, NULL, &room->err), "not of this");
	cr_assert_not(desk_wants_copy_away(room->desk));
	unlink(good);
	room_reopen(room);
	cr_assert_not_null(strstr(desk_damage(room->desk), "no good backup"));
	leave(room);
}

Test(restores, are_named_when_a_damaged_file_cannot_be_read)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	back_up(room);
	room_new_desk(room);
	change(room->file, "PRAGMA user_version = 0");
	cr_assert_not(desk_open_file(room->desk, false, &room->err));
	cr_assert(room_says(room, WORD_DESK_DAMAGED_LAST));
	file_remove_temporary(room_path(room, "backups"));
	cr_assert_not(desk_open_file(room->desk, false, &room->err));
	cr_assert(room_says(room, WORD_DESK_DAMAGED_NONE));
	cr_assert_null(desk_damage(room->desk));
	room_free(room);
}
