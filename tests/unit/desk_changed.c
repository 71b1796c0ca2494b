/*
 * What has changed, told: by question, before and after, who and when.
 */
#include "desk/changed.h"

#include <criterion/criterion.h>
#include <string.h>

#include "desk/point.h"
#include "desk/privacy.h"
#include "desk/state.h"
#include "rig/room.h"

/* All that is told since then; "" for nothing. */
static const char *
told(struct room *room, struct since since)
{
	struct str text = STR_EMPTY;
	bool is_different;

	cr_assert(desk_put_changed(
	    &text, room->desk, &since, &is_different, &room->err));
	cr_assert_eq(is_different, text.length > 0);
	return str_keep(&text, room->arena);
}

static struct since
read_since(struct room *room, const char *text)
{
	struct since since;

	cr_assert(desk_read_since(room->desk, text, &since, &room->err));
	return since;
}

static const struct since today = {SINCE_TODAY, 0};

Test(changed, tells_of_today_alone_by_question)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	room->now += 86400;
	cr_assert_str_eq(told(room, today), "");
	room_set(room, "matters", "My cat");
	room_set(room, "worker:matters", "Order");
	room_set(room, "called", "Mair");
	room_set(room, "called", "");
	const char *text = told(room, today);
	cr_assert(
	    strstr(text, "My garden") && strstr(text, "My cat"), "%s", text);
	cr_assert(strstr(text, "The worker, on: "), "%s", text);
	cr_assert(strstr(text, "Your life\n  "), "%s", text);
	cr_assert(
	    strstr(text, "\n      Huw, 22 November 2026 12:0"), "%s", text);
	cr_assert_not(strstr(text, "Mair"), "changed back: %s", text);
	room_free(room);
}

Test(changed, tells_since_a_point_or_a_version)
{
	struct room *room = room_new();
	const struct since *list;
	size_t count;
	room_add_ready(room);
	int version = room_freeze(room);
	room_set(room, "matters", "My cat");
	cr_assert(desk_set_point(room->desk, "Before", &room->err));
	int row = room_add_row(room, "lines");
	cr_assert_gt(row, 0);
	cr_assert(desk_list_since(
	    room->desk, room->arena, &list, &count, &room->err));
	cr_assert_eq(count, 3);
	cr_assert_eq(list[1].kind, SINCE_VERSION);
	cr_assert_eq(list[1].number, version);
	cr_assert(strstr(told(room, list[1]), "My cat"));
	cr_assert_not(strstr(told(room, list[2]), "My cat"));
	cr_assert(strstr(told(room, list[2]), "New in the list: "));
	cr_assert(strstr(told(room, list[2]), "\n      Huw, "));
	cr_assert_eq(read_since(room, "1").kind, SINCE_VERSION);
	cr_assert_eq(read_since(room, "Before").kind, SINCE_POINT);
	struct since since;
	cr_assert_not(desk_read_since(room->desk, "2", &since, &room->err));
	cr_assert(room_says(room, WORD_POINT_NOT_THERE));
	struct str text = STR_EMPTY;
	cr_assert(desk_put_since(&text, room->desk, &list[2], &room->err));
	cr_assert_str_eq(text.text, "Since the restore point Before");
	str_release(&text);
	room_free(room);
}

Test(changed, never_tells_what_was_struck_out)
{
	struct room *room = room_new();
	struct address address;
	size_t versions;
	room_add(room, "Mair Evans");
	room_set(room, "matters", "Marmaduke");
	cr_assert(desk_set_point(room->desk, "Before", &room->err));
	room_set(room, "matters", "Tibbles");
	cr_assert(
	    desk_read_address(room->desk, "matters", &address, &room->err));
	cr_assert(desk_strike(room->desk, &address, &versions, &room->err));
	room_set(room, "matters", "The sea");
	const char *text = told(room, read_since(room, "Before"));
	cr_assert(strstr(text, "The sea"), "%s", text);
	cr_assert_not(strstr(text, "Marmaduke"));
	cr_assert_not(strstr(text, "Tibbles"));
	room_free(room);
}
