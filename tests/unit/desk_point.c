/*
 * Restore points: going back is one act that makes the plan what it was, can
 * be undone, and brings nothing back that was struck out.
 */
#include "desk/point.h"

#include <criterion/criterion.h>

#include "desk/history.h"
#include "desk/privacy.h"
#include "desk/sheet.h"
#include "desk/state.h"
#include "rig/room.h"

static void
set_point(struct room *room, const char *name)
{
	cr_assert(desk_set_point(room->desk, name, &room->err));
}

/* The newest point; gives whether anything was done. */
static bool
go_back(struct room *room)
{
	const struct point *points;
	size_t count;
	bool done;

	cr_assert(desk_list_points(
	    room->desk, room->arena, &points, &count, &room->err));
	cr_assert_gt(count, 0);
	cr_assert(
	    desk_go_back(room->desk, points[0].sequence, &done, &room->err));
	return done;
}

static void
strike(struct room *room, const char *where)
{
	struct address address;
	size_t versions;

	cr_assert(desk_read_address(room->desk, where, &address, &room->err));
	cr_assert(desk_strike(room->desk, &address, &versions, &room->err));
}

Test(points, are_listed_by_name_the_newest_first)
{
	struct room *room = room_new();
	const struct point *points;
	size_t count;
	room_add(room, "Mair Evans");
	set_point(room, "Before the visit");
	set_point(room, "After it");
	cr_assert_not(desk_set_point(room->desk, "After it", &room->err));
	cr_assert(room_says(room, WORD_POINT_TAKEN));
	cr_assert_not(desk_set_point(room->desk, " ", &room->err));
	cr_assert(room_says(room, WORD_POINT_EMPTY));
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert(desk_list_points(
	    room->desk, room->arena, &points, &count, &room->err));
	cr_assert_eq(count, 2);
	cr_assert_str_eq(points[0].name, "After it");
	cr_assert_str_eq(points[1].name, "Before the visit");
	cr_assert_str_eq(points[0].who, "Huw");
	cr_assert_not(desk_go_back(room->desk, 1, &(bool){false}, &room->err));
	cr_assert(room_says(room, WORD_POINT_NOT_THERE));
	room_free(room);
}

Test(points, take_their_sheet_along)
{
	struct room *room = room_new();
	const struct kept_sheet kept = {
	    .kind = SHEET_POINT, .choice = -1, .lines = {"Before"}};
	struct kept_sheet sheet;
	bool found;
	room_add(room, "Mair Evans");
	cr_assert(desk_keep_sheet(room->desk, &kept, &room->err));
	set_point(room, "Before the visit");
	cr_assert(desk_find_sheet(room->desk, SHEET_POINT, 0, room->arena,
	    &sheet, &found, &room->err));
	cr_assert_not(found);
	room_free(room);
}

Test(points, are_gone_back_to_in_one_act_that_can_be_undone)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	room_add_row(room, "lines");
	room_add_row(room, "lines");
	room_add_row(room, "lines");
	room_set(room, "lines.2.cost", "12.50");
	set_point(room, "Before");
	const char *then = room_plan(room);
	cr_assert_not(go_back(room), "nothing has changed");

	room_set(room, "matters", "My cat");
	room_set(room, "worker:matters", "Order");
	cr_assert(desk_remove_row(room->desk, "lines", 2, &room->err));
	cr_assert(desk_move_row(room->desk, "lines", 3, 0, &room->err));
	room_add_row(room, "lines");
	room_set(room, "lines.4.cost", "1");
	cr_assert(room_undo(room));
	const char *now = room_plan(room);
	size_t events = room->desk->open.event_count;
	cr_assert(go_back(room));
	cr_assert_eq(room->desk->open.event_count, events + 1);
	size_t count;
	const int *rows = plan_rows(desk_plan(room->desk), "lines", &count);
	cr_assert_eq(count, 3);
	cr_assert(rows[0] == 1 && rows[1] == 2 && rows[2] == 3);
	cr_assert_str_eq(room_answer(room, "lines.2.cost"), "12.50");
	cr_assert_str_eq(room_answer(room, "matters"), "My garden");
	cr_assert_null(room_answer(room, "worker:matters"));
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(room_answer(room, "matters"), "My garden");
	cr_assert(room_undo(room));
	cr_assert_str_eq(room_plan(room), now);
	cr_assert(room_redo(room));
	cr_assert_not(go_back(room), "all is as it was");
	cr_assert_str_neq(then, now);
	room_free(room);
}

Test(points, bring_nothing_back_that_was_struck_out)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "matters", "Marmaduke");
	set_point(room, "Before");
	room_set(room, "matters", "Marmaduke and Tibbles");
	room_set(room, "called", "Mair");
	strike(room, "matters");
	cr_assert(go_back(room));
	cr_assert_null(room_answer(room, "matters"));
	cr_assert_null(room_answer(room, "called"));
	struct str told = STR_EMPTY;
	cr_assert(desk_put_verified(&told, room->desk, &room->err));
	str_release(&told);
	room_free(room);
}
