/*
 * What is due over all people: this week or late, the earliest first, with the
 * dates for erasing among them.
 */
#include "desk/due.h"

#include <criterion/criterion.h>

#include "desk/privacy.h"
#include "desk/state.h"
#include "rig/room.h"

static void
add_with_review(struct room *room, const char *name, const char *review)
{
	room_add(room, name);
	room_set(room, "review", review);
}

/* "0002 2026-11-03 late; 0001 2026-11-27", as they are listed. */
static const char *
listed(struct room *room)
{
	const struct due_soon *list;
	struct str text = STR_EMPTY;
	size_t count;

	cr_assert(
	    desk_list_week(room->desk, room->arena, &list, &count, &room->err));
	for (size_t i = 0; i < count; i++) {
		char date[DATE_ISO_SIZE];
		date_write_iso(list[i].date, date);
		str_format(&text, "%s%s %s%s%s%s", i > 0 ? "; " : "",
		    list[i].reference, date, list[i].is_late ? " late" : "",
		    list[i].is_erasing ? " erase" : "",
		    list[i].is_again ? " again" : "");
	}
	return str_keep(&text, room->arena);
}

Test(due, is_this_week_or_late_the_earliest_first)
{
	struct room *room = room_new();
	cr_assert_str_eq(listed(room), "");
	add_with_review(room, "Mair Evans", "2026-11-27");
	add_with_review(room, "Huw Price", "2026-11-28");
	add_with_review(room, "Bea Example", "2026-11-03");
	room_add(room, "Nobody Yet");
	add_with_review(room, "Ann Example", "2026-11-21");
	cr_assert_str_eq(listed(room),
	    "0003 2026-11-03 late; 0005 2026-11-21; 0001 2026-11-27");
	room_open(room, "Bea");
	room_set(room, "review", "2027-01-01");
	cr_assert_str_eq(listed(room), "0005 2026-11-21; 0001 2026-11-27");
	room_free(room);
}

Test(due, tells_whose_plan_should_be_erased)
{
	struct room *room = room_new();
	add_with_review(room, "Mair Evans", "2026-11-27");
	int64_t mair = room->desk->open.id;
	room_add(room, "Huw Price");
	int64_t huw = room->desk->open.id;
	cr_assert(desk_put_due(room->desk, mair, "2026-11-22", &room->err));
	cr_assert(desk_put_due(room->desk, huw, "2026-11-20", &room->err));
	cr_assert_str_eq(listed(room),
	    "0002 2026-11-20 late erase; 0001 2026-11-22 erase again; "
	    "0001 2026-11-27");
	cr_assert(desk_put_due(room->desk, mair, "2026-11-28", &room->err));
	cr_assert_str_eq(
	    listed(room), "0002 2026-11-20 late erase; 0001 2026-11-27");
	room_free(room);
}
