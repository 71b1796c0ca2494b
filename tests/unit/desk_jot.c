/*
 * Jots: put away from their sheet, listed newest first, and placed in one act
 * that keeps whose words they are and when they were said.
 */
#include "desk/jot.h"

#include <criterion/criterion.h>

#include "desk/sheet.h"
#include "desk/state.h"
#include "rig/room.h"

static const char jot_forms[] =
    "form: jots\ntitle: Jots\nlanguage: 1\n\n"
    "page: jots\ntitle: Not placed yet\nrows of: said\nwhich: each\n"
    "part: nowhere\nprint: no\n\n"
    "repeat: said\nmeans: jot\nlabel: What was said\nprint: no\n\n"
    "question: said_what\nin: said\nmeans: jot.text\ntype: long\n"
    "label: What was said?\nprivate: yes\n\n"
    "question: said_by\nin: said\nmeans: jot.whose\ntype: line\n"
    "label: Whose words?\nprivate: yes\n";

static struct room *
begin(void)
{
	struct room *room = room_new();

	room_write_forms(room, "3-jots.form", jot_forms);
	room_add(room, "Mair Evans");
	return room;
}

static void
jot(struct room *room, const char *text, const char *whose)
{
	cr_assert(desk_jot(room->desk, text, whose, &room->err));
}

/* "2 Delyth: It hurts; 1 -: I like the sea", the newest first. */
static const char *
listed(struct room *room)
{
	struct str text = STR_EMPTY;
	size_t count;
	const struct jot *jots =
	    desk_list_jots(room->desk, room->arena, &count);

	for (size_t i = 0; i < count; i++)
		str_format(&text, "%s%d %s: %s", i > 0 ? "; " : "", jots[i].row,
		    jots[i].whose ? jots[i].whose : "-", jots[i].text);
	cr_assert_eq(desk_count_jots(room->desk), count);
	return str_keep(&text, room->arena);
}

static struct address
at(struct room *room, const char *text)
{
	struct address address;

	cr_assert(desk_read_address(room->desk, text, &address, &room->err),
	    "%s", text);
	return address;
}

static bool
place(struct room *room, int row, const char *where)
{
	const struct address address = at(room, where);

	return desk_place_jot(room->desk, row, &address, &room->err);
}

static enum jot_way
way(struct room *room, int row, const char *where)
{
	const struct address address = at(room, where);

	err_clear(&room->err);
	return desk_jot_way(room->desk, row, &address, &room->err);
}

static const struct answer *
answer(struct room *room, const char *where)
{
	const struct address address = at(room, where);

	return plan_answer(desk_plan(room->desk), &address);
}

Test(jots, are_listed_the_newest_first_and_outlive_the_program)
{
	struct room *room = begin();
	jot(room, "I like the sea", "");
	jot(room, "It hurts at night", "Delyth");
	cr_assert_str_eq(
	    listed(room), "2 Delyth: It hurts at night; 1 -: I like the sea");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(
	    listed(room), "2 Delyth: It hurts at night; 1 -: I like the sea");
	cr_assert(room_undo(room));
	cr_assert_str_eq(listed(room), "1 -: I like the sea");
	room_free(room);
}

Test(jots, take_their_sheet_along)
{
	struct room *room = begin();
	const struct kept_sheet kept = {
	    .kind = SHEET_JOT, .choice = -1, .lines = {"I like", "Delyth"}};
	struct kept_sheet sheet;
	bool found;
	const struct kept_sheet *all;
	size_t count;
	cr_assert(desk_keep_sheet(room->desk, &kept, &room->err));
	cr_assert(desk_list_sheets(
	    room->desk, room->arena, &all, &count, &room->err));
	cr_assert_eq(count, 1);
	cr_assert_eq(all[0].kind, SHEET_JOT);
	cr_assert_str_eq(all[0].lines[1], "Delyth");
	jot(room, "I like the sea", "Delyth");
	cr_assert(desk_find_sheet(
	    room->desk, SHEET_JOT, 0, room->arena, &sheet, &found, &room->err));
	cr_assert_not(found);
	room_free(room);
}

Test(jots, fill_what_is_open_with_whose_and_when_in_one_act)
{
	struct room *room = begin();
	jot(room, "The garden", "Delyth");
	int64_t said =
	    desk_list_jots(room->desk, room->arena, &(size_t){0})->at;
	size_t events = room->desk->open.event_count;
	const char *before = room_plan(room);
	room->now += 86400;
	cr_assert_eq(way(room, 1, "matters"), JOT_FILLS);
	cr_assert(place(room, 1, "matters"));
	cr_assert_eq(room->desk->open.event_count, events + 1);
	const struct answer *placed = answer(room, "matters");
	cr_assert_str_eq(placed->text, "The garden");
	cr_assert_str_eq(placed->whose, "Delyth");
	cr_assert_eq(placed->at, said);
	cr_assert_eq(desk_count_jots(room->desk), 0);
	cr_assert(room_undo(room));
	cr_assert_str_eq(room_plan(room), before);
	cr_assert(room_redo(room));
	cr_assert_str_eq(answer(room, "matters")->whose, "Delyth");
	room_free(room);
}

Test(jots, follow_a_long_text_and_name_another_speaker)
{
	struct room *room = begin();
	room_set(room, "matters", "My cat");
	jot(room, "The garden", "");
	jot(room, "Her sister", "Delyth");
	cr_assert_eq(way(room, 1, "matters"), JOT_FOLLOWS);
	cr_assert(place(room, 1, "matters"));
	cr_assert_str_eq(room_answer(room, "matters"), "My cat\n\nThe garden");
	cr_assert(place(room, 2, "matters"));
	cr_assert_str_eq(room_answer(room, "matters"),
	    "My cat\n\nThe garden\n\nHer sister (Delyth, 21 November 2026)");
	cr_assert_null(answer(room, "matters")->whose);
	room_free(room);
}

Test(jots, replace_other_answers_and_leave_other_voices_alone)
{
	struct room *room = begin();
	room_set(room, "called", "Mrs Evans");
	jot(room, "Mair", "");
	cr_assert_eq(way(room, 1, "called"), JOT_REPLACES);
	cr_assert_eq(way(room, 1, "worker:called"), JOT_FILLS);
	cr_assert(place(room, 1, "worker:called"));
	cr_assert_str_eq(room_answer(room, "called"), "Mrs Evans");
	cr_assert_str_eq(room_answer(room, "worker:called"), "Mair");
	room_free(room);
}

Test(jots, keep_the_name_of_the_person_in_another_voice)
{
	struct room *room = begin();
	jot(room, "Mair", "");
	jot(room, "My cat", "");
	jot(room, "The garden", "");
	jot(room, "The stairs", "Delyth");
	cr_assert(place(room, 1, "worker:called"));
	cr_assert_str_eq(answer(room, "worker:called")->whose, "Mair Evans");
	cr_assert(place(room, 2, "worker:matters"));
	cr_assert(place(room, 3, "worker:matters"));
	cr_assert_str_eq(answer(room, "worker:matters")->whose, "Mair Evans");
	cr_assert_str_eq(
	    room_answer(room, "worker:matters"), "My cat\n\nThe garden");
	cr_assert(place(room, 4, "family:matters"));
	cr_assert_str_eq(answer(room, "family:matters")->whose, "Delyth");
	room_free(room);
}

Test(jots, do_not_go_into_one_another)
{
	struct room *room = begin();
	jot(room, "The garden", "");
	jot(room, "The sea", "Delyth");
	const char *const places[] = {"said.1.said_what", "said.1.said_by",
	    "said.2.said_what", "said.2.said_by"};
	for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
		cr_assert_eq(way(room, 1, places[i]), JOT_REFUSED);
		cr_assert(room_says(room, WORD_JOT_ITSELF));
		cr_assert_not(place(room, 1, places[i]));
	}
	cr_assert_str_eq(listed(room), "2 Delyth: The sea; 1 -: The garden");
	room_free(room);
}

Test(jots, go_only_where_the_question_takes_them)
{
	struct room *room = begin();
	jot(room, "Sing to me", "");
	jot(room, "Large", "");
	cr_assert_eq(way(room, 1, "size"), JOT_REFUSED);
	cr_assert(room_says(room, WORD_JOT_CHOOSING));
	cr_assert_not(place(room, 1, "size"));
	cr_assert_null(room_answer(room, "size"));
	cr_assert(place(room, 2, "size"));
	cr_assert(place(room, 1, "talk")); /* an option asks for words */
	cr_assert_str_eq(room_answer(room, "talk"), "other: Sing to me");
	jot(room, "quite a lot", "");
	cr_assert_eq(way(room, 3, "told_year"), JOT_REFUSED);
	cr_assert(room_says(room, WORD_JOT_NOT_FOR));
	cr_assert_str_eq(listed(room), "3 -: quite a lot");
	room_free(room);
}

Test(jots, that_are_gone_are_not_placed_and_need_a_list)
{
	struct room *room = begin();
	jot(room, "The garden", "");
	cr_assert(place(room, 1, "matters"));
	cr_assert_eq(way(room, 1, "matters"), JOT_REFUSED);
	cr_assert_not(place(room, 1, "matters"));
	cr_assert(room_says(room, WORD_JOT_GONE));
	room_free(room);
	room = room_new();
	room_add(room, "Mair Evans");
	cr_assert_not(desk_jot(room->desk, "The garden", "", &room->err));
	cr_assert(room_says(room, WORD_JOT_NO_LIST));
	cr_assert_eq(desk_count_jots(room->desk), 0);
	room_free(room);
}
