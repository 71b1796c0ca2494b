/*
 * Text that was typed before the program was cut off, and is no answer yet.
 */
#include "desk/typing.h"

#include <criterion/criterion.h>
#include <string.h>

#include "desk/freeze.h"
#include "desk/tell.h"
#include "rig/room.h"

/* The program ends in the middle of a text. */
static void
cut_off(
    struct room *room, const char *field, enum voice voice, const char *text)
{
	const struct address address = {.field = field, .voice = voice};
	cr_assert(desk_typing(room->desk, &address, text, 3, &room->err));
	room_reopen(room);
	room_open(room, "Mair");
}

static bool
is_clear(struct room *room)
{
	struct err err = {0};
	return desk_check_typing(room->desk, &err);
}

static bool
freeze(struct room *room)
{
	const struct freeze_of of = {.size = NULL};
	struct str gaps = STR_EMPTY;
	int number;
	bool is_done = desk_freeze(room->desk, &of, &number, &gaps, &room->err);
	str_release(&gaps);
	return is_done;
}

static const char *
told(struct room *room)
{
	struct str text = STR_EMPTY;
	desk_put_readiness(&text, room->desk);
	return str_keep(&text, room->arena);
}

Test(typing, that_is_no_answer_yet_is_never_frozen_without_a_word)
{
	struct room *room = room_new();
	struct str text = STR_EMPTY;
	room_add_ready(room);
	cr_assert(is_clear(room));
	cut_off(room, "matters", VOICE_PERSON, "My secret garden");
	cr_assert_not(is_clear(room));
	cr_assert_not(freeze(room));
	cr_assert(room_says(room, WORD_DESK_TYPED));
	cr_assert(text_starts(told(room), "typed: "), "%s", told(room));
	cr_assert_not_null(strstr(told(room), " [matters]\n"));
	desk_put_readiness_json(&text, room->desk);
	cr_assert_not_null(strstr(text.text, "\"ready\": false"));
	cr_assert_not_null(strstr(text.text, "\"kind\": \"typed\""));
	str_release(&text);
	room_set(room, "matters", "My garden");
	cr_assert(is_clear(room));
	cr_assert(freeze(room));
	room_free(room);
}

Test(typing, is_over_when_a_screen_takes_it_up)
{
	struct room *room = room_new();
	room_add_ready(room);
	cut_off(room, "matters", VOICE_WORKER, "Her secret garden");
	cr_assert_not(is_clear(room));
	cr_assert_null(strstr(told(room), "[matters]"), "it is the worker's");
	cr_assert_not_null(desk_pending(room->desk));
	cr_assert(is_clear(room));
	cr_assert(freeze(room));
	room_free(room);
}

Test(typing, that_says_what_is_answered_is_nothing_to_do)
{
	struct room *room = room_new();
	struct str notes = STR_EMPTY;
	room_add_ready(room);
	room_set(room, "matters", "My garden");
	cut_off(room, "matters", VOICE_PERSON, "My garden");
	cr_assert(is_clear(room));
	cut_off(room, "called", VOICE_WORKER, " ");
	cr_assert(is_clear(room));
	cut_off(room, "matters", VOICE_PERSON, "My gar");
	cr_assert_not(is_clear(room));
	const struct setting setting = {"matters", "My garden"};
	cr_assert(desk_set(room->desk, &setting, 1, &notes, &room->err));
	cr_assert(is_clear(room), "it is settled to stay");
	room_reopen(room);
	room_open(room, "Mair");
	cr_assert(is_clear(room));
	str_release(&notes);
	room_free(room);
}
