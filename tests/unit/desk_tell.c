/*
 * The budget, the readiness and the sum as people are told them.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "desk/tell.h"
#include "rig/room.h"

/* What a teller put, in the arena. */
static const char *
told(struct room *room, void (*put)(struct str *out, struct desk *desk))
{
	struct str text = STR_EMPTY;
	put(&text, room->desk);
	const char *copy = arena_copy(room->arena, text.text);
	str_release(&text);
	return copy;
}

static void
plan_money(struct room *room)
{
	room_set(room, "route", "told");
	room_set(room, "told_year", "5200");
	room_add_row(room, "lines");
	room_set(room, "lines.1.what", "A gardener");
	room_set(room, "lines.1.cost", "30");
	room_set(room, "lines.1.stream", "council");
}

Test(tellings, of_a_budget_add_up)
{
	struct room *room = room_new();
	room_add(room, "Mair Evans");
	cr_assert_str_eq(told(room, desk_put_budget),
	    "The sum for a year: not known yet\n"
	    "The sum a week: not known yet\n"
	    "Planned for a year: £0.00\n"
	    "Planned a week: £0.00\n"
	    "Left a week: not known yet\n");
	plan_money(room);
	room_add_row(room, "lines");
	room_set(room, "lines.2.what", "A dog walker");
	cr_assert_str_eq(told(room, desk_put_budget),
	    "The sum for a year: £5,200.00\n"
	    "The sum a week: £100.00\n"
	    "Planned for a year: £1,560.00\n"
	    "Planned a week: £30.00\n"
	    "Left a week: £70.00\n"
	    "\n"
	    "Planned a week, by where the money comes from\n"
	    "  The council's money: £30.00\n"
	    "  Not said yet: £0.00\n"
	    "\n"
	    "Lines that have no cost yet: 1 of 2.\n");
	room_free(room);
}

Test(tellings, mark_what_an_invented_scheme_says)
{
	struct room *room = room_new();
	struct str text = STR_EMPTY;
	static const char mark[] =
	    "ILLUSTRATIVE: this sum comes from an invented scheme.\n";
	room_add(room, "Mair Evans");
	plan_money(room);
	cr_assert_not(text_starts(told(room, desk_put_budget), mark));
	room_set(room, "route", "scored");
	room_set(room, "meals", "all");
	room_set(room, "washing", "some");
	cr_assert(text_starts(told(room, desk_put_budget), mark));
	cr_assert(desk_put_sum(&text, room->desk, &room->err));
	cr_assert(text_starts(text.text, mark));
	cr_assert_not_null(strstr(text.text, "£1,202.00"));
	str_clear(&text);
	cr_assert(desk_put_sum_json(&text, room->desk, &room->err));
	cr_assert_not_null(strstr(text.text, "\"illustrative\": true"));
	str_clear(&text);
	desk_put_budget_json(&text, room->desk);
	cr_assert_not_null(strstr(text.text, "\"year_pence\": 120200"));
	str_release(&text);
	room_free(room);
}

Test(tellings, of_what_is_missing_say_where_it_is_answered)
{
	struct room *room = room_new();
	struct str text = STR_EMPTY;
	room_add(room, "Mair Evans");
	room_add_row(room, "lines");
	room_set(room, "lines.1.cost", "-3");
	const char *before = told(room, desk_put_readiness);
	cr_assert_not_null(strstr(before, "missing: "));
	cr_assert_not_null(strstr(before, " [matters]\n"), "%s", before);
	cr_assert_not_null(strstr(before, " [lines.1.what]\n"), "%s", before);
	cr_assert_not_null(strstr(before, " [lines.1.cost]\n"), "%s", before);
	desk_put_readiness_json(&text, room->desk);
	cr_assert_not_null(strstr(text.text, "\"ready\": false"));
	room_set(room, "matters", "My garden");
	room_set(room, "risk", "A fall");
	room_set(room, "lines.1.what", "A gardener");
	room_set(room, "lines.1.cost", "3");
	cr_assert_str_eq(told(room, desk_put_readiness),
	    "Nothing is missing for agreement.\n");
	str_release(&text);
	room_free(room);
}

Test(tellings, speak_of_the_person_by_name)
{
	struct room *room = room_new();
	struct str name = STR_EMPTY;
	room_add(room, "Mair Evans");
	desk_put_name(&name, room->desk);
	cr_assert_str_eq(name.text, "Mair Evans");
	room_set(room, "called", "Mair");
	str_clear(&name);
	desk_put_name(&name, room->desk);
	cr_assert_str_eq(name.text, "Mair");
	str_release(&name);
	room_free(room);
}
