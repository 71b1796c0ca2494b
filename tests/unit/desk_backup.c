/*
 * Backups: when they are made, what they are called, how long they stay.
 */
#include "desk/backup.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "rig/room.h"

enum { DAY = 24 * 60 * 60 };

static const char *
folder_of(struct room *room)
{
	return room_path(room, "backups");
}

static size_t
count_of(struct room *room)
{
	const struct backup *list;
	size_t count;
	cr_assert(
	    desk_backups(room->desk, room->arena, &list, &count, &room->err));
	return count;
}

static void
back_up(struct room *room)
{
	cr_assert(desk_back_up_changes(room->desk, NULL, &room->err));
}

static void
leave(struct room *room)
{
	file_remove_temporary(folder_of(room));
	room_free(room);
}

Test(backups, are_made_when_something_was_done_since_the_last)
{
	struct room *room = room_new();
	struct stat there;
	back_up(room);
	cr_assert_not(file_exists(folder_of(room)), "of nothing");
	room_add(room, "Mair Evans");
	back_up(room);
	cr_assert_eq(count_of(room), 1);
	cr_assert_eq(stat(folder_of(room), &there), 0);
	cr_assert_eq(there.st_mode & 07777, 0700);
	back_up(room);
	room_reopen(room);
	back_up(room);
	cr_assert_eq(count_of(room), 1, "nothing was done");
	room_open(room, "Mair");
	room_set(room, "meals", "some");
	back_up(room);
	cr_assert_eq(count_of(room), 2);
	leave(room);
}

Test(backups, are_named_by_the_clock_on_the_wall)
{
	struct room *room = room_new();
	const struct backup *list;
	size_t count;
	struct str path = STR_EMPTY;
	room_add(room, "Mair Evans");
	room->now = INT64_C(1795279325); /* 2026-11-21 16:42:05 */
	cr_assert(desk_back_up(room->desk, &path, &room->err));
	cr_assert_str_eq(
	    path.text, room_path(room, "backups/people-2026-11-21-164205.db"));
	room->now = INT64_C(1795279325);
	str_clear(&path);
	cr_assert(desk_back_up(room->desk, &path, &room->err));
	cr_assert_str_eq(path.text,
	    room_path(room, "backups/people-2026-11-21-164205_2.db"));
	cr_assert(
	    desk_backups(room->desk, room->arena, &list, &count, &room->err));
	cr_assert_eq(count, 2);
	cr_assert_str_eq(list[1].path, path.text, "from the oldest on");
	cr_assert(list[0].date.day == 21 && list[0].hour == 16 &&
		  list[0].minute == 42 && list[0].second == 5);
	cr_assert(list[0].bytes > 4096);
	str_release(&path);
	leave(room);
}

Test(backups, that_somebody_took_away_are_made_again)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	back_up(room);
	file_remove_temporary(folder_of(room));
	back_up(room);
	cr_assert_eq(count_of(room), 1);
	leave(room);
}

static void
put_file(struct room *room, const char *folder, const char *name)
{
	const char *path = file_join(room->arena, folder, name);
	cr_assert(file_write(path, "x", 1, &room->err));
}

static bool
has_file(struct room *room, const char *folder, const char *name)
{
	return file_exists(file_join(room->arena, folder, name));
}

Test(backups, grow_fewer_with_the_years_and_leave_other_files_alone)
{
	static const char *const others[] = {"mine.db",
	    "people-2020-01-01-000000.txt", "people-2020-01-01-0000x0.db",
	    "people-2020-13-01-000000.db", "people-2020-01-01-000000_.db",
	    "people-2020-01-01-000000_a.db", "people2020-01-01-000000.db",
	    "other-2020-01-01-000000.db"};
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	back_up(room);
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		put_file(room, folder_of(room), others[i]);
	for (int day = 0; day < 60; day++) {
		room->now += DAY * 9;
		room_set(room, "meals", day % 2 == 0 ? "some" : "all");
		back_up(room);
		room_set(room, "meals", "none");
		back_up(room);
	}
	/* Both of today, six days before it; and of six months three more. */
	cr_assert_eq(count_of(room), 2 + 6 + 3);
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		cr_assert(has_file(room, folder_of(room), others[i]));
	leave(room);
}

/* A power cut leaves half a copy, whose name nobody will give again. */
Test(backups, take_away_what_was_left_of_one_that_was_cut_off)
{
	static const char *const left[] = {"people-2020-01-01-000000.db.new",
	    "people-2020-01-01-000000_2.db.new",
	    "people-2020-01-01-000000.db.new-journal"};
	static const char *const others[] = {
	    "mine.db.new", "people-2020-01-01.db.new"};
	struct room *room = room_new();
	struct str path = STR_EMPTY;
	bool is_away;
	room_add(room, "Mair Evans");
	back_up(room);
	const char *stick = room_path(room, "stick");
	cr_assert(file_make_folder(stick, &room->err));
	const char *const folders[] = {folder_of(room), stick};
	for (size_t i = 0; i < 2; i++) {
		for (size_t j = 0; j < ARRAY_LENGTH(left); j++)
			put_file(room, folders[i], left[j]);
		for (size_t j = 0; j < ARRAY_LENGTH(others); j++)
			put_file(room, folders[i], others[j]);
	}
	room_set(room, "meals", "some");
	back_up(room);
	cr_assert(
	    desk_back_up_to(room->desk, stick, &path, &is_away, &room->err));
	for (size_t i = 0; i < 2; i++) {
		for (size_t j = 0; j < ARRAY_LENGTH(left); j++)
			cr_assert_not(has_file(room, folders[i], left[j]));
		for (size_t j = 0; j < ARRAY_LENGTH(others); j++)
			cr_assert(has_file(room, folders[i], others[j]));
	}
	file_remove_temporary(stick);
	str_release(&path);
	leave(room);
}

Test(backups, of_a_day_long_ago_stay_when_they_were_just_made)
{
	struct room *room = room_new();
	struct str path = STR_EMPTY;
	room_add(room, "Mair Evans");
	for (int i = 0; i < 12; i++) {
		room->now += DAY;
		cr_assert(desk_back_up(room->desk, &path, &room->err));
	}
	size_t before = count_of(room);
	room->now -= 9000 * (int64_t)DAY;
	str_clear(&path);
	cr_assert(desk_back_up(room->desk, &path, &room->err));
	cr_assert(file_exists(path.text), "the clock went back");
	cr_assert_geq(count_of(room), before);
	str_release(&path);
	leave(room);
}

static bool
is_over(void *context)
{
	(void)context;
	return true;
}

Test(backups, wait_until_there_is_time)
{
	struct room *room = room_new();
	const struct patience none = {is_over, NULL};
	room_add(room, "Mair Evans");
	for (int i = 0; i < 300; i++)
		room_set(room, "meals", i % 2 == 0 ? "some" : "all");
	cr_assert_not(desk_back_up_changes(room->desk, &none, &room->err));
	cr_assert(room_says(room, WORD_STORE_PUT_OFF));
	cr_assert_eq(count_of(room), 0);
	back_up(room);
	cr_assert_eq(count_of(room), 1);
	leave(room);
}

Test(backups, go_to_a_folder_that_is_there)
{
	struct room *room = room_new();
	struct str path = STR_EMPTY;
	bool is_away;
	room_add(room, "Mair Evans");
	cr_assert_not(desk_back_up_to(room->desk, room_path(room, "no stick"),
	    &path, &is_away, &room->err));
	cr_assert(room_says(room, WORD_DESK_BACKUP_NO_FOLDER));
	cr_assert(desk_back_up_to(
	    room->desk, room->forms, &path, &is_away, &room->err));
	cr_assert_not(is_away, "the same disk");
	cr_assert(file_exists(path.text));
	cr_assert_eq(count_of(room), 0, "beside the file there is none");
	str_release(&path);
	room_free(room);
}

Test(backups, are_missed_outside_once_in_thirty_days)
{
	struct room *room = room_new();
	cr_assert_not(desk_wants_copy_away(room->desk), "nobody is in it");
	room_add(room, "Mair Evans");
	cr_assert_not(desk_wants_copy_away(room->desk));
	room->now += 29 * DAY;
	cr_assert_not(desk_wants_copy_away(room->desk));
	room->now += 2 * DAY;
	room_reopen(room);
	cr_assert(desk_wants_copy_away(room->desk));
	cr_assert_not(desk_wants_copy_away(room->desk), "once");
	room->now += 29 * DAY;
	cr_assert_not(desk_wants_copy_away(room->desk));
	room->now += DAY;
	cr_assert(desk_wants_copy_away(room->desk));
	room_free(room);
}

Test(backups, of_invented_people_are_none)
{
	struct room *room = room_new();
	struct str path = STR_EMPTY;
	bool is_away;
	const char *people = room_path(room, "share/practice");
	cr_assert(file_make_folder(people, &room->err));
	room_new_desk(room);
	cr_assert(desk_open_practice(room->desk, &room->err));
	back_up(room);
	cr_assert_not(desk_wants_copy_away(room->desk));
	cr_assert_not(desk_back_up(room->desk, &path, &room->err));
	cr_assert(room_says(room, WORD_DESK_BACKUP_PRACTICE));
	cr_assert_not(desk_back_up_to(
	    room->desk, room->forms, &path, &is_away, &room->err));
	cr_assert(room_says(room, WORD_DESK_BACKUP_PRACTICE));
	rmdir(people);
	rmdir(room->share);
	room_free(room);
}
