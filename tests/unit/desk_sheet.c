/*
 * What is half written on sheets.
 */
#include "desk/sheet.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "desk/privacy.h"
#include "desk/sign.h"
#include "desk/state.h"
#include "rig/faulty.h"
#include "rig/room.h"

static void
keep(struct room *room, enum sheet_kind kind, int number, const char *text)
{
	const struct kept_sheet sheet = {
	    .kind = kind,
	    .number = number,
	    .choice = -1,
	    .lines = {text},
	};
	cr_assert(desk_keep_sheet(room->desk, &sheet, &room->err));
}

/* Its first line; NULL: it is not kept. */
static const char *
find(struct room *room, enum sheet_kind kind, int number)
{
	struct kept_sheet sheet;
	bool found;
	cr_assert(desk_find_sheet(
	    room->desk, kind, number, room->arena, &sheet, &found, &room->err));
	return found ? sheet.lines[0] : NULL;
}

static void
expect(struct room *room, enum sheet_kind kind, int number, const char *wanted)
{
	const char *text = find(room, kind, number);
	cr_assert(text_is(text, wanted), "%s", text ? text : "nothing");
}

/* "1:by Mair 2:by Huw", as they are listed; ? is of no kind. */
static const char *
listed(struct room *room)
{
	const struct kept_sheet *sheets;
	struct str text = STR_EMPTY;
	size_t count;
	cr_assert(desk_list_sheets(
	    room->desk, room->arena, &sheets, &count, &room->err));
	for (size_t i = 0; i < count; i++)
		str_format(&text, "%s%s:%s", i > 0 ? " " : "",
		    sheets[i].kind == SHEET_SIGN
			? numeral_of(sheets[i].number).text
			: "?",
		    sheets[i].lines[0]);
	return str_keep(&text, room->arena);
}

Test(sheets, are_found_as_they_were_kept)
{
	const struct kept_sheet kept = {
	    .kind = SHEET_SIGN,
	    .number = 3,
	    .choice = 7,
	    .focus = 5,
	    .lines = {"Huw \"the hat\"", NULL, "", "Zwölf\n\u2028"},
	};
	struct room *room = room_new();
	struct kept_sheet sheet;
	bool found;
	room_add(room, "Mair Evans");
	cr_assert(desk_keep_sheet(room->desk, &kept, &room->err));
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert(desk_find_sheet(room->desk, SHEET_SIGN, 3, room->arena,
	    &sheet, &found, &room->err));
	cr_assert(found);
	cr_assert_eq(sheet.kind, SHEET_SIGN);
	cr_assert_eq(sheet.number, 3);
	cr_assert_eq(sheet.choice, 7);
	cr_assert_eq(sheet.focus, 5);
	for (size_t i = 0; i < SHEET_LINES; i++)
		cr_assert(text_is(sheet.lines[i], kept.lines[i]), "%zu", i);
	room_free(room);
}

Test(sheets, are_kept_by_plan_kind_and_number)
{
	struct room *room = room_new();
	struct err *err = &room->err;
	keep(room, SHEET_PERSON, 0, "Hu");
	room_add(room, "Mair Evans");
	expect(room, SHEET_SIGN, 1, NULL);
	expect(room, SHEET_PERSON, 0, "Hu");
	keep(room, SHEET_SIGN, 10, "the tenth by Mair");
	keep(room, SHEET_SIGN, 1, "the first by");
	keep(room, SHEET_SIGN, 2, "the second by Mair");
	keep(room, SHEET_SIGN, 1, "the first by Mair");
	cr_assert_str_eq(listed(room),
	    "1:the first by Mair 2:the second by Mair 10:the tenth by Mair");
	room_add(room, "Huw Price");
	cr_assert_str_eq(listed(room), "");
	keep(room, SHEET_SIGN, 1, "the first by Huw");
	cr_assert(desk_forget_sheet(room->desk, SHEET_PERSON, 0, err));
	room_reopen(room);
	expect(room, SHEET_PERSON, 0, NULL);
	room_open(room, "Mair");
	cr_assert(desk_forget_sheet(room->desk, SHEET_SIGN, 2, err));
	cr_assert(desk_forget_sheet(room->desk, SHEET_SIGN, 2, err));
	cr_assert_str_eq(
	    listed(room), "1:the first by Mair 10:the tenth by Mair");
	room_open(room, "Huw");
	cr_assert_str_eq(listed(room), "1:the first by Huw");
	room_free(room);
}

Test(sheets, that_cannot_be_read_are_told_as_they_are)
{
	static const struct {
		const char *name, *text;
	} wrong[] = {
	    {"typed.1.sign.4", "{\"lines\":"},
	    {"typed.1.sign.5", "[1]"},
	    {"typed.1.dance.6", "{\"lines\":[]}"},
	    {"typed.1.sign.7x", "{\"lines\":[]}"},
	    {"typed.1.sign.99999999999", "{\"lines\":[]}"},
	};
	struct room *room = room_new();
	struct str out = STR_EMPTY;
	room_add(room, "Mair Evans");
	for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++)
		cr_assert(store_put_setting(room->desk->store, wrong[i].name,
		    wrong[i].text, &room->err));
	expect(room, SHEET_SIGN, 4, NULL);
	expect(room, SHEET_SIGN, 5, NULL);
	cr_assert_str_eq(listed(room),
	    "?:{\"lines\": ?:[1] ?:{\"lines\":[]} ?:{\"lines\":[]}"
	    " ?:{\"lines\":[]}");
	cr_assert(desk_put_access(&out, room->desk, &room->err));
	cr_assert(strstr(out.text, "last ended\n  {\"lines\":\n  [1]\n"), "%s",
	    out.text);
	str_release(&out);
	/* Numbers that are none here, and what is no text. */
	cr_assert(store_put_setting(room->desk->store, "typed.1.sign.4",
	    "{\"choice\":-7,\"focus\":99,\"lines\":[5,\"Huw\"]}", &room->err));
	struct kept_sheet sheet;
	bool found;
	cr_assert(desk_find_sheet(room->desk, SHEET_SIGN, 4, room->arena,
	    &sheet, &found, &room->err));
	cr_assert(found);
	cr_assert_eq(sheet.choice, -1);
	cr_assert_lt(sheet.focus, SHEET_LINES);
	cr_assert_null(sheet.lines[0]);
	cr_assert_str_eq(sheet.lines[1], "Huw");
	room_free(room);
}

/* --- With the person ------------------------------------------------------ */

Test(sheets, are_told_with_the_role_that_was_chosen)
{
	const struct kept_sheet signing = {
	    .kind = SHEET_SIGN,
	    .number = 2,
	    .choice = SIGN_ROLE_PERSON,
	    .lines = {"Huw \"the hat\"", NULL, "", "aunt"},
	};
	const struct kept_sheet role = {
	    .kind = SHEET_SIGN, .number = 3, .choice = SIGN_ROLE_PERSON};
	struct room *room = room_new();
	struct str out = STR_EMPTY;
	room_add(room, "Mair Evans");
	cr_assert(desk_keep_sheet(room->desk, &signing, &room->err));
	cr_assert(desk_keep_sheet(room->desk, &role, &room->err));
	cr_assert(desk_put_access(&out, room->desk, &room->err));
	const char *title =
	    sign_role_title(SIGN_ROLE_PERSON, desk_words(room->desk));
	const char *wanted = arena_format(room->arena,
	    "  About version 2, and not written down:\n"
	    "  Huw \"the hat\"\n  aunt\n  %s\n"
	    "  About version 3, and not written down:\n  %s\n",
	    title, title);
	cr_assert(strstr(out.text, wanted), "%s", out.text);
	str_release(&out);
	room_free(room);
}

Test(sheets, are_erased_with_the_person_and_with_nobody_else)
{
	struct room *room = room_new();
	struct str left = STR_EMPTY;
	for (int i = 1; i <= 10; i++)
		room_add(room, "Huw Price");
	keep(room, SHEET_SIGN, 1, "Huw");
	room_open(room, "0001");
	keep(room, SHEET_SIGN, 1, "Mair");
	keep(room, SHEET_SIGN, 2, "Mair");
	keep(room, SHEET_PERSON, 0, "Mai");
	cr_assert(store_put_setting(
	    room->desk->store, "typed.1", "of an old program", &room->err));
	cr_assert(desk_erase(room->desk, &left, &room->err));
	expect(room, SHEET_PERSON, 0, NULL);
	const struct stored_setting *list;
	size_t count;
	cr_assert(store_list_settings(room->desk->store, "typed", room->arena,
	    &list, &count, &room->err));
	cr_assert_eq(count, 1);
	cr_assert_str_eq(list[0].name, "typed.10.sign.1");
	str_release(&left);
	file_remove_temporary(room_path(room, "backups"));
	room_free(room);
}

/* --- With the act that a sheet becomes ------------------------------------ */

static const struct signing hers = {
    .version = 1,
    .who = "Mair Evans",
    .role = SIGN_ROLE_PERSON,
    .how = SIGN_HOW_MARK,
    .date = {2026, 11, 20},
    .kept = "Barry office, file 0012",
};

Test(sheets, go_with_the_act_that_they_become_and_with_no_other)
{
	struct room *room = room_new();
	room_add_ready(room);
	room_freeze(room);
	keep(room, SHEET_SIGN, 1, "Mair");
	keep(room, SHEET_SIGN, 2, "Huw");
	keep(room, SHEET_PERSON, 0, "Bea");
	cr_assert(desk_sign(room->desk, &hers, &room->err));
	cr_assert_str_eq(listed(room), "1:Mair 2:Huw");
	struct signing wrong = hers;
	wrong.who = "";
	cr_assert_not(desk_sign_from_sheet(room->desk, &wrong, &room->err));
	cr_assert(room_says(room, WORD_SIGN_NO_WHO));
	cr_assert_str_eq(listed(room), "1:Mair 2:Huw");
	cr_assert(desk_sign_from_sheet(room->desk, &hers, &room->err));
	cr_assert_str_eq(listed(room), "2:Huw");
	room_add(room, "Huw Price");
	expect(room, SHEET_PERSON, 0, "Bea");
	cr_assert(
	    desk_add_plan_from_sheet(room->desk, "Bea Example", &room->err));
	expect(room, SHEET_PERSON, 0, NULL);
	room_free(room);
}

static size_t
count_signings(struct room *room)
{
	const struct signing *list;
	size_t count;
	cr_assert(desk_list_signings(
	    room->desk, 1, room->arena, &list, &count, &room->err));
	return count;
}

static size_t
count_people(struct room *room)
{
	size_t count;
	cr_assert(desk_count(room->desk, &count, &room->err));
	return count;
}

/* An act from a sheet, and how to see on another day what became of it. */
struct becoming {
	enum sheet_kind kind;
	int number;
	bool (*act)(struct room *room);
	size_t (*count)(struct room *room);
};

static bool
sign_it(struct room *room)
{
	return desk_sign_from_sheet(room->desk, &hers, &room->err);
}

static bool
add_her(struct room *room)
{
	return desk_add_plan_from_sheet(room->desk, "Bea Example", &room->err);
}

static const struct becoming becomings[] = {
    {SHEET_SIGN, 1, sign_it, count_signings},
    {SHEET_PERSON, 0, add_her, count_people},
};

/*
 * The act, on a disk that is gone from operation n on, and then the program
 * again: the sheet is there or the act is, and never both.  False if there are
 * not so many operations.
 */
static bool
end_at(struct room *room, struct faulty *disk, const struct becoming *becoming,
    long n)
{
	size_t before = becoming->count(room);
	faulty_fail(disk, n, FAULTY_ERROR, true);
	bool is_saved = becoming->act(room);
	bool is_reached = faulty_operations(disk) >= n;
	desk_close_file(room->desk);
	faulty_heal(disk);
	err_clear(&room->err);
	room_reopen(room);
	room_open(room, "Mair");
	bool is_done = becoming->count(room) == before + 1;
	bool is_kept = find(room, becoming->kind, becoming->number) != NULL;
	cr_assert(is_done || !is_saved, "operation %ld", n);
	cr_assert_neq(is_done, is_kept, "operation %ld: done %d, kept %d", n,
	    is_done, is_kept);
	return is_reached;
}

Test(sheets, come_back_only_if_what_they_become_was_not_done)
{
	struct room *room = room_new();
	struct str file = STR_EMPTY;
	room_add_ready(room);
	room_freeze(room);
	keep(room, SHEET_SIGN, 1, "Mair");
	keep(room, SHEET_PERSON, 0, "Bea");
	desk_close_file(room->desk);
	cr_assert(file_read(room->file, 1 << 24, &file, &room->err));
	struct faulty *disk = faulty_new("faulty");
	for (size_t i = 0; i < ARRAY_LENGTH(becomings); i++) {
		long n = 1;
		room_on_faulty_disk(room, &file);
		while (end_at(room, disk, &becomings[i], n)) {
			room_on_faulty_disk(room, &file);
			n = faulty_after(n);
		}
		cr_assert(n > 10, "only %ld operations", n);
	}
	str_release(&file);
	room_free(room);
	faulty_free(disk);
}

/* It was done, nobody could tell, and the sheet was kept again meanwhile. */
Test(sheets, go_when_what_they_become_is_found_to_be_done)
{
	struct room *room = room_new();
	struct str file = STR_EMPTY;
	room_add_ready(room);
	room_freeze(room);
	desk_close_file(room->desk);
	cr_assert(file_read(room->file, 1 << 24, &file, &room->err));
	struct faulty *disk = faulty_new("faulty");
	for (size_t i = 0; i < ARRAY_LENGTH(becomings); i++) {
		const struct becoming *becoming = &becomings[i];
		bool is_reached = true;
		for (long n = 1; is_reached; n = faulty_after(n)) {
			room_on_faulty_disk(room, &file);
			size_t before = becoming->count(room);
			faulty_fail(disk, n, FAULTY_ERROR, true);
			bool is_saved = becoming->act(room);
			is_reached = faulty_operations(disk) >= n;
			faulty_heal(disk);
			err_clear(&room->err);
			if (is_saved)
				continue;
			keep(room, becoming->kind, becoming->number, "again");
			cr_assert(becoming->act(room), "operation %ld", n);
			cr_assert_eq(becoming->count(room), before + 1);
			expect(room, becoming->kind, becoming->number, NULL);
		}
	}
	str_release(&file);
	room_free(room);
	faulty_free(disk);
}
