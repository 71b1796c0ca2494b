/*
 * Advice on plain words: for whose texts, and in which words.
 */
#include "desk/plain.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "rig/room.h"

static bool
is_own(struct room *room, enum voice voice, const char *whose)
{
	const struct address address = {.field = "matters", .voice = voice};

	cr_assert(desk_answer(
	    room->desk, &address, "The sea.", whose, NULL, &room->err));
	return desk_is_own_text(room->desk, &address);
}

Test(plain, is_for_the_own_words_of_worker_and_council_alone)
{
	struct room *room = room_new();

	room_add(room, "Mair Evans");
	cr_assert_not(is_own(room, VOICE_PERSON, NULL));
	cr_assert_not(is_own(room, VOICE_PERSON, "Delyth"));
	cr_assert_not(is_own(room, VOICE_FAMILY, NULL));
	cr_assert_not(is_own(room, VOICE_ADVOCATE, NULL));
	cr_assert(is_own(room, VOICE_WORKER, NULL));
	cr_assert(is_own(room, VOICE_COUNCIL, NULL));
	cr_assert(is_own(room, VOICE_PERSON, "the worker"));
	cr_assert(is_own(room, VOICE_PERSON, "Worker"));
	cr_assert(is_own(room, VOICE_PERSON, "The council"));
	room_free(room);
}

static void
take_list_away(struct room *room)
{
	const char *folder = file_join(room->arena, room->share, "plain");

	unlink(file_join(room->arena, folder, "en"));
	rmdir(folder);
	rmdir(room->share);
}

static void
put_list(struct room *room)
{
	static const char list[] = "plain: en\nplainer: facilitate | help\n";
	const char *folder = file_join(room->arena, room->share, "plain");

	mkdir(room->share, 0700);
	cr_assert(mkdir(folder, 0700) == 0);
	cr_assert(file_write(file_join(room->arena, folder, "en"), list,
	    strlen(list), &room->err));
}

Test(plain, says_what_could_be_plainer_and_that_nothing_changes)
{
	struct room *room = room_new();
	struct str said = STR_EMPTY;

	cr_assert_not(desk_put_plain(
	    &said, room->desk, "We will facilitate it.", &room->err));
	cr_assert_str_eq(said.text, "", "there is no list");
	put_list(room);
	cr_assert(desk_put_plain(
	    &said, room->desk, "We will facilitate it.", &room->err));
	cr_assert_not_null(strstr(said.text, "\"facilitate\": more people may "
					     "know \"help\".\n"));
	cr_assert_not_null(strstr(said.text, "the text stays as you wrote"));
	cr_assert_null(strstr(said.text, "wrong"));
	str_clear(&said);
	cr_assert(desk_put_plain(&said, room->desk, "We help.", &room->err));
	cr_assert_not_null(strstr(said.text, "the words are plain"));
	take_list_away(room);
	str_release(&said);
	room_free(room);
}
