/*
 * Striking out in the open plan, and leaving it when the person is erased.
 */
#include "desk/privacy.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "desk/backup.h"
#include "desk/freeze.h"
#include "rig/room.h"

static bool
strike(struct room *room, const char *text)
{
	struct address address;
	size_t versions;
	return desk_read_kept_address(room->desk, text, &address, &room->err) &&
	       desk_strike(room->desk, &address, &versions, &room->err);
}

Test(striking, leaves_a_plan_that_goes_on_as_if_nothing_had_been_said)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	room_set(room, "matters", "My garden");
	room_set(room, "worker:matters", "Her garden");
	room_set(room, "matters", "My dog");
	uint64_t revision = desk_revision(room->desk);
	cr_assert(strike(room, "matters"));
	cr_assert_null(room_answer(room, "matters"));
	cr_assert_str_eq(room_answer(room, "worker:matters"), "Her garden");
	cr_assert_gt(desk_revision(room->desk), revision);
	const char *after = room_plan(room);
	cr_assert(room_undo(room), "the worker's");
	cr_assert(room_undo(room), "the meals");
	cr_assert(room_redo(room) && room_redo(room));
	cr_assert_not(room_redo(room));
	cr_assert_str_eq(room_plan(room), after);
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(room_plan(room), after);
	room_set(room, "matters", "My cat");
	cr_assert_str_eq(room_answer(room, "matters"), "My cat");
	room_free(room);
}

Test(striking, takes_what_is_not_asked_any_more_and_the_name_in_lists)
{
	struct room *room = room_new();
	size_t count;
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	room_set(room, "matters", "");
	cr_assert(strike(room, "matters"), "gone, but not from the history");
	cr_assert_not(strike(room, "matters"));
	cr_assert(room_says(room, WORD_DESK_NOTHING_TO_STRIKE));
	cr_assert(strike(room, "name"));
	const struct person *list = room_list(room, NULL, &count);
	cr_assert(count == 1 && text_is(list[0].name, ""));
	room_free(room);
}

/* As the history and the answers name it: by its own id, in its row. */
Test(striking, reaches_rows_and_questions_that_are_gone)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_add_row(room, "lines");
	room_set(room, "lines.1.what", "A secret");
	room_set(room, "worker:lines.1.what", "Another");
	cr_assert(desk_remove_row(room->desk, "lines", 1, &room->err));
	room_set(room, "risk", "A fall");
	room_set(room, "worker:risk", "None");
	room_change_forms(room, "1-small.form", "question: risk\ntype: long\n",
	    "question: worry\ntype: line\n");
	cr_assert(desk_adopt_forms(room->desk, &room->err));
	for (int i = 0; i < 2; i++) {
		cr_assert_not(strike(room, "lines.2.what"));
		cr_assert(room_says(room, WORD_DESK_NOTHING_TO_STRIKE));
		cr_assert_not(strike(room, "outcomes.1.what"));
		cr_assert(room_says(room, WORD_PLAN_NOT_IN_LIST));
		cr_assert_not(strike(room, "family:risk"));
		cr_assert(room_says(room, WORD_PLAN_NO_FIELD));
		cr_assert_not(strike(room, "nobody:risk"));
		cr_assert(room_says(room, WORD_PLAN_NO_VOICE));
	}
	cr_assert(strike(room, "lines.1.what"));
	cr_assert(strike(room, "worker:risk"));
	const char *after = room_plan(room);
	cr_assert_null(strstr(after, "A secret"), "%s", after);
	cr_assert_not_null(strstr(after, "Another"), "%s", after);
	cr_assert_null(strstr(after, "None"), "%s", after);
	cr_assert_not_null(strstr(after, "A fall"), "%s", after);
	cr_assert(strike(room, "worker:lines.1.what"));
	cr_assert(strike(room, "risk"));
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_null(strstr(room_plan(room), "A fall"));
	cr_assert_null(strstr(room_plan(room), "Another"));
	room_free(room);
}

static struct strikable
look(struct room *room, const char *text)
{
	struct address address;
	struct strikable strikable;
	cr_assert(desk_read_address(room->desk, text, &address, &room->err));
	cr_assert(desk_strikable(
	    room->desk, &address, room->arena, &strikable, &room->err));
	return strikable;
}

Test(striking, tells_before_what_goes_and_what_keeps_it)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_add_row(room, "lines");
	room_set(room, "lines.1.what", "A helper");
	room_set(room, "lines.1.cost", "10");
	room_set(room, "route", "told");
	room_set(room, "told_year", "5200");
	room_set(room, "matters", "My garden");
	cr_assert_eq(look(room, "meals").changes, 0);
	cr_assert_eq(look(room, "worker:matters").changes, 0);
	struct strikable matters = look(room, "matters");
	cr_assert_str_eq(matters.question, "What matters to you?");
	cr_assert_eq(matters.changes, 1);
	cr_assert_eq(matters.version_count, 0);

	room_set(room, "meals", "some");
	room_freeze(room);
	room_set(room, "matters", "My dog");
	room_set(room, "meals", "");
	room_freeze(room);
	cr_assert(room_undo(room), "the meals");
	room_freeze(room);
	matters = look(room, "matters");
	cr_assert_eq(matters.changes, 2);
	cr_assert_eq(matters.version_count, 3);
	struct strikable meals = look(room, "meals");
	cr_assert_eq(meals.changes, 3, "undoing is one too");
	cr_assert_eq(meals.version_count, 2);
	cr_assert_eq(meals.versions[0], 1);
	cr_assert_eq(meals.versions[1], 3);

	cr_assert(strike(room, "meals"));
	meals = look(room, "meals");
	cr_assert_eq(meals.changes, 0);
	cr_assert_eq(meals.version_count, 2, "versions are never touched");
	room_free(room);
}

Test(striking, takes_text_that_was_typed_and_is_no_answer_yet)
{
	struct room *room = room_new();
	struct address address;
	room_add(room, "Mair Evans");
	room_set(room, "meals", "some");
	cr_assert(
	    desk_read_address(room->desk, "matters", &address, &room->err));
	cr_assert(
	    desk_typing(room->desk, &address, "My secret", 3, &room->err));
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_not(look(room, "meals").is_typed);
	cr_assert(look(room, "matters").is_typed);
	cr_assert_eq(look(room, "matters").changes, 0);
	cr_assert(strike(room, "matters"));
	cr_assert_null(desk_pending(room->desk));
	cr_assert_not(look(room, "matters").is_typed);
	cr_assert_str_eq(room_answer(room, "meals"), "some");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_null(desk_pending(room->desk));
	cr_assert_not(strike(room, "matters"));
	cr_assert(room_says(room, WORD_DESK_NOTHING_TO_STRIKE));
	room_free(room);
}

Test(erasing, leaves_the_person_and_makes_a_backup_without_them)
{
	struct room *room = room_new();
	struct str left = STR_EMPTY;
	room_add(room, "Huw Price");
	room_add(room, "Mair Evans");
	cr_assert(desk_erase(room->desk, &left, &room->err));
	cr_assert_eq(left.length, 0);
	cr_assert_not(desk_has_plan(room->desk));
	struct str path = STR_EMPTY;
	cr_assert(desk_back_up(room->desk, &path, &room->err));
	str_release(&path);
	room_open(room, "Huw");
	cr_assert(desk_erase(room->desk, &left, &room->err));
	cr_assert(text_starts(left.text, arena_format(room->arena, "2 in %s",
					     room_path(room, "backups"))),
	    "%s", left.text);
	str_release(&left);
	file_remove_temporary(room_path(room, "backups"));
	room_free(room);
}
