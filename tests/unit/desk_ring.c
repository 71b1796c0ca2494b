/*
 * Whom to ring: the forms first, then the settings, and never a number that
 * nobody has written down.
 */
#include "desk/ring.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "desk/print.h"
#include "rig/room.h"

static void
expect_told(struct room *room, const char *text)
{
	struct str told = STR_EMPTY;

	desk_put_danger(&told, room->desk);
	cr_assert_not_null(strstr(told.text, "ring 999"), "%s", told.text);
	cr_assert_not_null(strstr(told.text, text), "%s", told.text);
	str_release(&told);
}

static void
say(struct room *room, enum setting_id id, const char *number)
{
	cr_assert(settings_say(
	    room->settings, id, SETTING_BY_OPTION, number, &room->err));
}

Test(ringing, says_what_is_not_known_until_somebody_has_written_it_down)
{
	struct room *room = room_new();
	room_change_forms(room, "2-facts.form", "phone: 01632 960123\n", "");
	room_reopen(room);
	expect_told(room, "Whom to ring in the evening and at weekends is NOT "
			  "KNOWN here yet.");
	expect_told(room, "Who takes a complaint is NOT KNOWN here yet.");
	cr_assert_null(desk_number(room->desk, FOR_OUT_OF_HOURS));

	/* That it was asked for changes nothing. */
	say(room, SETTING_OUT_OF_HOURS, SETTING_NOT_KNOWN);
	expect_told(room, "Whom to ring in the evening and at weekends is NOT "
			  "KNOWN here yet.");
	cr_assert_null(desk_number(room->desk, FOR_OUT_OF_HOURS));

	say(room, SETTING_OUT_OF_HOURS, "Duty team, 01632 960000");
	say(room, SETTING_COMPLAINTS, "Mair, 01632 960001");
	expect_told(
	    room, "In the evening and at weekends: Duty team, 01632 960000");
	expect_told(room, "To complain: Mair, 01632 960001");
	cr_assert_null(desk_number(room->desk, FOR_ADVOCACY));
	room_free(room);
}

static const char places[] = "place: night\n"
			     "label: The council at night\n"
			     "for: out of hours\n"
			     "phone: 01632 960100\n"
			     "hours: from 5 to 9\n"
			     "\n"
			     "place: grumbles\n"
			     "label: The complaints team\n"
			     "for: complaints\n";

Test(ringing, takes_the_forms_own_number_first)
{
	struct room *room = room_new();
	say(room, SETTING_OUT_OF_HOURS, "Duty team, 01632 960000");
	room_write_forms(room, "places.form", places);
	room_new_desk(room);
	/* Without a file, as when it is locked. */
	expect_told(room, "The council at night: 01632 960100 (from 5 to 9)");
	expect_told(room, "Who takes a complaint is NOT KNOWN here yet.");
	cr_assert(desk_open_file(room->desk, false, &room->err));
	room_add(room, "Mair Evans");
	expect_told(room, "The council at night: 01632 960100 (from 5 to 9)");

	/* Forms that cannot be read keep nobody from being told. */
	room_write_forms(room, "places.form", "place: night\nlabel\n");
	room_reopen(room);
	expect_told(
	    room, "In the evening and at weekends: Duty team, 01632 960000");
	room_free(room);
}

/* The plan as text. */
static void
print(struct room *room, struct str *out)
{
	const struct print_of of = {.format = FORMAT_TEXT};

	str_clear(out);
	cr_assert(desk_print(room->desk, &of, out, &room->err));
}

Test(ringing, stands_on_the_paper_where_the_forms_have_no_number)
{
	struct room *room = room_new();
	struct str text = STR_EMPTY;
	room_write_forms(room, "places.form", places);
	room_reopen(room);
	room_add(room, "Mair Evans");
	print(room, &text);
	cr_assert_not_null(strstr(text.text, "01632 960100"));
	cr_assert_null(strstr(text.text, "01632 960001"));
	say(room, SETTING_OUT_OF_HOURS, "Duty team, 01632 960000");
	say(room, SETTING_COMPLAINTS, "Mair, 01632 960001");
	print(room, &text);
	cr_assert_not_null(strstr(text.text, "01632 960100"));
	cr_assert_null(strstr(text.text, "01632 960000"));
	cr_assert_not_null(strstr(text.text, "Mair, 01632 960001"));
	str_release(&text);
	room_free(room);
}
