/*
 * Who said what, and when, beside why it is asked.
 */
#include "desk/why.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "rig/room.h"

/* All that is told of a question, in the arena. */
static const char *
told(struct room *room, const char *id)
{
	struct str text = STR_EMPTY;
	size_t field = form_find_field(desk_forms(room->desk), id);

	cr_assert(desk_put_why(&text, room->desk, field, 0, &room->err));
	const char *copy = arena_copy(room->arena, text.text);
	str_release(&text);
	return copy;
}

static void
expect_end(struct room *room, const char *id, const char *wanted)
{
	const char *text = told(room, id);
	const char *said = strstr(text, "Who said what\n");

	cr_assert_not_null(said, "%s", text);
	cr_expect_str_eq(said + strlen("Who said what\n"), wanted, "%s", said);
}

Test(reasons, tell_who_said_what_and_when)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	expect_end(
	    room, "meals", "Mair Evans: not said\nThe worker: not said\n");
	room_set(room, "meals", "some");
	const struct given given = {{"meals", 0, VOICE_FAMILY},
	    {.text = "all", .whose = "Delyth", .how = "saw it"}};
	cr_assert(desk_give(room->desk, &given, 1, &room->err));
	room_set(room, "meals", "");
	expect_end(room, "meals",
	    "Mair Evans: not said\n"
	    "  On 21 November 2026 12:00 the answer was taken away by Huw.\n"
	    "  On 21 November 2026 12:00, written down by Huw: "
	    "I need some help\n"
	    "The worker: not said\n"
	    "Family or carer:\n"
	    "  On 21 November 2026 12:00, written down by Huw: "
	    "Someone does it for me [words of Delyth] [known from: saw it]\n");
	cr_assert_not_null(strstr(told(room, "meals"), "Why it is asked\n"));
	cr_assert_not_null(
	    strstr(told(room, "meals"), "\nWhat the answer is for\n"));
	room_free(room);
}

Test(reasons, tell_no_more_of_a_voice_than_can_be_read)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	for (int i = 0; i < 7; i++)
		room_set(room, "meals", i % 2 == 0 ? "some" : "all");
	const char *text = told(room, "meals");
	cr_assert_not_null(
	    strstr(text, "\n  Before that, 2 times more.\nThe worker"), "%s",
	    text);
	room_free(room);
}

Test(reasons, tell_of_a_page_what_is_not_asked_on_it)
{
	struct room *room = room_new();
	struct str text = STR_EMPTY;
	room_add(room, "Mair Evans");
	const struct form_set *set = desk_forms(room->desk);
	size_t route = form_find_field(set, "told_year");
	desk_put_not_asked(&text, room->desk, set->fields[route].page, NONE, 0);
	cr_assert(
	    text_starts(text.text, "Not asked here now\n"), "%s", text.text);
	cr_assert_not_null(
	    strstr(text.text, " is not answered yet\n"), "%s", text.text);
	str_release(&text);
	room_free(room);
}
