/*
 * The desk itself: its folders and file, its words, and the practice file
 * that is gone afterwards.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "rig/room.h"

static struct desk *
new_desk(struct room *room, const struct desk_options *options)
{
	struct desk_options with_clock = *options;
	struct desk *desk;
	with_clock.clock = room_clock(room);
	cr_assert(desk_new(&with_clock, &desk, &room->err));
	return desk;
}

Test(desks, keep_people_where_the_user_says)
{
	struct room *room = room_new();
	size_t count;
	room_add(room, "Mair Evans");
	cr_assert_str_eq(desk_file_path(room->desk), room->file);
	cr_assert_not(desk_is_practice(room->desk));
	room_new_desk(room);
	cr_assert(desk_open_file(room->desk, false, &room->err));
	cr_assert(desk_count(room->desk, &count, &room->err));
	cr_assert_eq(count, 1);
	room->file = room_path(room, "other.db");
	room_new_desk(room);
	cr_assert_not(desk_open_file(room->desk, false, &room->err));
	cr_assert(room_says(room, WORD_DESK_NO_FILE));
	cr_assert_not(file_exists(room->file));
	room_free(room);
}

Test(desks, make_the_usual_file_when_none_is_named)
{
	struct room *room = room_new();
	const struct desk_options options = {.forms = room->forms};
	setenv("XDG_DATA_HOME", room->forms, 1);
	struct desk *desk = new_desk(room, &options);
	cr_assert(desk_open_file(desk, false, &room->err));
	const char *folder = file_join(room->arena, room->forms, "sevensteps");
	const char *file = file_join(room->arena, folder, "people.db");
	cr_assert_str_eq(desk_file_path(desk), file);
	cr_assert(file_exists(file));
	desk_free(desk);

	unsetenv("XDG_DATA_HOME");
	setenv("HOME", "", 1);
	desk = new_desk(room, &options);
	cr_assert_not(desk_open_file(desk, false, &room->err));
	cr_assert(room_says(room, WORD_DESK_NO_HOME));
	desk_free(desk);
	unlink(file);
	rmdir(folder);
	room_free(room);
}

/* --- Lists ---------------------------------------------------------------- */

Test(desks, list_people_by_name)
{
	struct room *room = room_new();
	size_t count;
	room_add(room, "Siân Evans");
	room_set(room, "route", "told");
	room_set(room, "told_year", "5200");
	room_set(room, "review", "1 May 2027");
	room_add(room, "Huw Price");
	const struct person *people = room_list(room, NULL, &count);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(people[0].name, "Huw Price");
	cr_assert_str_eq(people[0].reference, "0002");
	cr_assert_not(people[0].left_week.is_known);
	cr_assert_not(date_is_real(people[0].next));
	cr_assert_str_eq(people[1].name, "Siân Evans");
	cr_assert(people[1].left_week.is_known);
	cr_assert_eq(people[1].left_week.pence, 10000);
	cr_assert_eq(people[1].next.month, 5);
	room_list(room, "sian", &count);
	cr_assert_eq(count, 1);
	room_list(room, "nobody", &count);
	cr_assert_eq(count, 0);
	room_free(room);
}

Test(desks, tell_when_the_next_meeting_is)
{
	struct room *room = room_new();
	const struct person *people;
	size_t count;
	room_add(room, "Siân Evans");
	room_set(room, "review", "2027-05-01");
	room_add_row(room, "visits");
	room_set(room, "visits.1.meet", "2026-12-01");
	people = room_list(room, NULL, &count);
	cr_assert_eq(people[0].next.month, 12, "the visit comes first");
	room_add_row(room, "visits");
	people = room_list(room, NULL, &count);
	cr_assert_eq(people[0].next.month, 5, "the newest visit says nothing");
	cr_assert(desk_move_row(room->desk, "visits", 2, 0, &room->err));
	people = room_list(room, NULL, &count);
	cr_assert_eq(people[0].next.month, 5, "wherever it stands");
	room_free(room);
}

Test(desks, tell_by_when_a_copy_is_owed_until_it_is_given)
{
	struct room *room = room_new();
	const struct person *people;
	size_t count;
	room_write_forms(room, "3-copies.form",
	    "form: copies\ntitle: Copies\nlanguage: 1\n\n"
	    "page: owed\ntitle: Copies\nprint: no\n\n"
	    "repeat: promised\nmeans: copy\nlabel: Copies\nprint: no\n\n"
	    "question: owed_by\nin: promised\nmeans: copy.by\ntype: date\n"
	    "label: By when?\n\n"
	    "question: owed_given\nin: promised\nmeans: copy.given\ntype: date\n"
	    "label: Given on\n");
	room_add(room, "Siân Evans");
	room_set(room, "review", "2027-05-01");
	room_add_row(room, "promised");
	room_add_row(room, "promised");
	room_set(room, "promised.1.owed_by", "20 December 2026");
	room_set(room, "promised.2.owed_by", "2026-11-25");
	people = room_list(room, NULL, &count);
	cr_assert_eq(people[0].next.month, 11, "the earliest copy");
	room_set(room, "promised.2.owed_given", "2026-11-21");
	people = room_list(room, NULL, &count);
	cr_assert_eq(people[0].next.month, 12, "the other one");
	cr_assert(desk_remove_row(room->desk, "promised", 1, &room->err));
	people = room_list(room, NULL, &count);
	cr_assert_eq(people[0].next.month, 5, "none is owed");
	room_free(room);
}

Test(desks, tell_who_has_a_name_already)
{
	static const struct {
		const char *name;
		bool is_there;
	} names[] = {
	    {"Siân Evans", true},
	    {"  sian  EVANS ", true},
	    {"Evans, Sian", false},
	    {"Evans Sian", true},
	    {"Sian", false},
	    {"Sian Evans-Price", false},
	    {"0001", false},
	};
	struct room *room = room_new();
	const char *reference;

	cr_assert(desk_add_plan(room->desk, "Siân Evans", &room->err));
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		cr_assert(desk_find_namesake(
		    room->desk, names[i].name, &reference, &room->err));
		cr_assert_eq(
		    reference != NULL, names[i].is_there, "%s", names[i].name);
	}
	room_free(room);
}

Test(desks, find_one_person_or_say_why_not)
{
	struct room *room = room_new();
	int64_t id;
	room_add(room, "Siân Evans");
	room_add(room, "Sian Price");
	cr_assert(desk_find(room->desk, "0002", &id, &room->err));
	cr_assert(desk_find(room->desk, "sian e", &id, &room->err));
	cr_assert_eq(id, 1);
	cr_assert_not(desk_find(room->desk, "Sian", &id, &room->err));
	cr_assert_str_eq(room->err.arguments[0], "2");
	cr_assert(room_says(room, WORD_DESK_SEVERAL));
	cr_assert_not(desk_find(room->desk, "Huw", &id, &room->err));
	cr_assert(room_says(room, WORD_DESK_NOT_FOUND));
	room_free(room);
}

/* --- Practice ------------------------------------------------------------- */

static const char mair[] = "{\"format\": \"sevensteps-plan\", \"version\": 1,\n"
			   "\"answers\": {\"name\": \"Mair Evans\"}}";

/* A share folder of our own with one practice person in it. */
static const char *
write_practice(struct room *room)
{
	const char *folder = room_path(room, "share/practice");
	const char *path = file_join(room->arena, folder, "mair.json");
	cr_assert(file_make_folder(folder, &room->err));
	cr_assert(file_write(path, mair, strlen(mair), &room->err));
	return path;
}

static void
remove_practice(struct room *room, const char *path)
{
	unlink(path);
	rmdir(room_path(room, "share/practice"));
	rmdir(room_path(room, "share"));
}

Test(desks, practise_on_a_file_that_vanishes)
{
	struct room *room = room_new();
	const char *path = write_practice(room);
	room_new_desk(room);
	cr_assert(desk_open_practice(room->desk, &room->err));
	cr_assert(desk_is_practice(room->desk));
	room_open(room, "Mair");
	room_set(room, "matters", "My garden");
	const char *file = arena_copy(room->arena, desk_file_path(room->desk));
	const char *folder = arena_copy_n(
	    room->arena, file, (size_t)(strrchr(file, '/') - file));
	cr_assert(file_exists(file));
	desk_close_file(room->desk);
	cr_assert_not(file_exists(folder));
	cr_assert_not(desk_is_practice(room->desk));
	remove_practice(room, path);
	room_free(room);
}

Test(desks, leave_nothing_behind_when_practice_cannot_begin)
{
	struct room *room = room_new();
	const char *const *names;
	size_t count;
	const char *path = write_practice(room);
	cr_assert(file_write(path, "{", 1, &room->err));
	setenv("TMPDIR", room->forms, 1);
	room_new_desk(room);
	cr_assert_not(desk_open_practice(room->desk, &room->err));
	cr_assert(room->err.is_set);
	desk_close_file(room->desk);
	cr_assert(file_list(
	    room->forms, "", room->arena, &names, &count, &room->err));
	cr_assert_eq(count, 2, "the two files of forms");
	remove_practice(room, path);
	room_free(room);
}
