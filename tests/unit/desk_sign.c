/*
 * Writing down what the paper says about a version.
 */
#include "desk/sign.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "desk/freeze.h"
#include "desk/history.h"
#include "rig/room.h"

static const struct signing hers = {
    .version = 1,
    .who = "Mair Evans",
    .role = SIGN_ROLE_PERSON,
    .how = SIGN_HOW_MARK,
    .date = {2026, 11, 20},
    .kept = "Barry office, file 0012",
};

/* A person with one version. */
static struct room *
room_with_version(void)
{
	struct room *room = room_new();
	room_add_ready(room);
	room_freeze(room);
	return room;
}

static void
sign(struct room *room, struct signing signing)
{
	cr_assert(desk_sign(room->desk, &signing, &room->err));
}

static const char *
told(struct room *room)
{
	const struct signing *list;
	struct str text = STR_EMPTY;
	size_t count;
	cr_assert(desk_list_signings(
	    room->desk, 1, room->arena, &list, &count, &room->err));
	for (size_t i = 0; i < count; i++) {
		str_format(&text, "%d ", list[i].number);
		signing_put(&text, &list[i], words_english());
		str_put_char(&text, '\n');
	}
	return str_keep(&text, room->arena);
}

Test(signings, are_written_down_as_the_paper_says)
{
	struct room *room = room_with_version();
	const struct signing decision = {
	    .version = 1,
	    .who = "Marian Price, team manager",
	    .role = SIGN_ROLE_DECIDER,
	    .how = SIGN_HOW_IN_PART,
	    .date = {2026, 11, 21},
	    .conditions = "Name someone for risk 2 by 24 November.",
	    .kept = "Barry office, file 0012",
	};
	const char *expected =
	    "1 Mair Evans (whose plan it is) agrees and made a mark, 20 "
	    "November 2026. The paper is kept: Barry office, file 0012.\n"
	    "2 Marian Price, team manager (who decides) agrees in part, 21 "
	    "November 2026. The paper is kept: Barry office, file 0012. It "
	    "says: Name someone for risk 2 by 24 November.\n";
	sign(room, hers);
	sign(room, decision);
	cr_assert_str_eq(told(room), expected);
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert_str_eq(told(room), expected);
	room_free(room);
}

Test(signings, are_corrected_by_others_and_never_changed)
{
	struct room *room = room_with_version();
	struct signing right = hers;
	right.how = SIGN_HOW_SIGNED;
	right.corrects = 1;
	sign(room, hers);
	sign(room, right);
	cr_assert_str_eq(told(room),
	    "1 Mair Evans (whose plan it is) agrees and made a mark, 20 "
	    "November 2026. The paper is kept: Barry office, file 0012. This "
	    "was a mistake; number 2 is right.\n"
	    "2 Mair Evans (whose plan it is) agrees and signed, 20 November "
	    "2026. The paper is kept: Barry office, file 0012. This corrects "
	    "number 1.\n");
	right.corrects = 3;
	cr_assert_not(desk_sign(room->desk, &right, &room->err));
	cr_assert(room_says(room, WORD_SIGN_NO_SUCH));
	room_free(room);
}

Test(signings, are_told_as_later_whatever_the_clock_says)
{
	struct room *room = room_with_version();
	struct str now = STR_EMPTY, later = STR_EMPTY;
	room->now -= 3600;
	sign(room, hers);
	cr_assert(desk_put_history(&now, room->desk, &room->err));
	cr_assert_not_null(
	    strstr(now.text, words_get(words_english(), WORD_HISTORY_CLOCK)),
	    "%s", now.text);
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert(desk_put_history(&later, room->desk, &room->err));
	cr_assert_str_eq(now.text, later.text);
	str_release(&now);
	str_release(&later);
	room_free(room);
}

/* A newer program may write down what this one does not know. */
Test(signings, keep_their_numbers_beside_one_that_cannot_be_read)
{
	struct room *room = room_with_version();
	struct signing right = hers;
	sign(room, hers);
	sign(room, hers);
	right.corrects = 2;
	sign(room, right);
	room_spoil(room,
	    "UPDATE event SET note = replace(note, 'person', 'choir') WHERE id"
	    " = (SELECT min(id) FROM event WHERE act = 'sign')");
	room_open(room, "Mair");
	const char *text = told(room);
	cr_assert(text_starts(text, "2 "), "%s", text);
	cr_assert_not_null(strstr(text, "number 3 is right"));
	cr_assert_not_null(strstr(text, "\n3 "));
	right.corrects = 1;
	cr_assert_not(desk_sign(room->desk, &right, &room->err));
	cr_assert(room_says(room, WORD_SIGN_NO_SUCH));
	room_free(room);
}

Test(signings, are_refused_while_something_is_missing)
{
	struct room *room = room_with_version();
	const struct {
		struct signing signing;
		enum word word;
	} cases[] = {
	    {{.version = 1}, WORD_SIGN_NO_WHO},
	    {{.version = 1, .who = " "}, WORD_SIGN_NO_WHO},
	    {{.version = 1, .who = "Mair"}, WORD_SIGN_NO_PLACE},
	    {{.version = 1, .who = "Mair", .kept = "Here"}, WORD_SIGN_NO_DATE},
	    {{.version = 1,
		 .who = "Mair",
		 .kept = "Here",
		 .date = {2026, 11, 22}},
		WORD_SIGN_DATE_AHEAD},
	    {{.version = 2,
		 .who = "Mair",
		 .kept = "Here",
		 .date = {2026, 11, 21}},
		WORD_DESK_NO_VERSION},
	    {{.version = 0,
		 .who = "Mair",
		 .kept = "Here",
		 .date = {2026, 11, 21}},
		WORD_DESK_NO_VERSION},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		cr_assert_not(
		    desk_sign(room->desk, &cases[i].signing, &room->err));
		cr_assert(room_says(room, cases[i].word), "%zu", i);
	}
	cr_assert_str_eq(told(room), "");
	room_free(room);
}

Test(signings, leave_the_answers_and_undo_alone)
{
	struct room *room = room_with_version();
	const char *before = room_plan(room);
	sign(room, hers);
	cr_assert_str_eq(room_plan(room), before);
	cr_assert(room_undo(room));
	cr_assert_null(room_answer(room, "told_year"));
	room_free(room);
}

Test(signings, have_a_name_for_every_role_and_way)
{
	for (enum sign_role role = 0; role < SIGN_ROLE_MAX; role++)
		cr_assert_eq(sign_role_find(sign_role_name(role)), role);
	for (enum sign_how how = 0; how < SIGN_HOW_MAX; how++)
		cr_assert_eq(sign_how_find(sign_how_name(how)), how);
	cr_assert_eq(sign_role_find("nobody"), SIGN_ROLE_MAX);
	cr_assert_eq(sign_how_find(NULL), SIGN_HOW_MAX);
}
