/*
 * Rows that were made and not wanted.
 */
#include <criterion/criterion.h>

#include "rig/room.h"

static bool
unmake(struct room *room, int row)
{
	return desk_unmake_row(room->desk, "lines", row);
}

Test(rows, are_unmade_while_nobody_has_said_anything_there)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	cr_assert_eq(room_add_row(room, "lines"), 1);
	cr_assert(unmake(room, 1));
	cr_assert_lt(plan_row_place(desk_plan(room->desk), "lines", 1), 0);
	cr_assert_not(unmake(room, 1), "it is gone");
	room_free(room);
}

Test(rows, stay_when_they_hold_something_or_were_not_made_last)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_add_row(room, "lines");
	room_set(room, "meals", "some");
	cr_assert_not(unmake(room, 1), "something was done since");
	room_add_row(room, "lines");
	cr_assert_not(unmake(room, 1), "another was made last");
	room_set(room, "worker:lines.2.cost", "12.50");
	cr_assert_not(unmake(room, 2), "the worker has said something");
	cr_assert_eq(plan_row_place(desk_plan(room->desk), "lines", 2), 1);
	room_free(room);
}
