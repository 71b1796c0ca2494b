/*
 * What is said of a version by the code on its paper.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "desk/freeze.h"
#include "desk/history.h"
#include "desk/privacy.h"
#include "rig/room.h"

/* A person with two versions; the code of the second. */
static struct room *
room_with_versions(const char **code)
{
	struct room *room = room_new();
	const struct frozen_version *versions;
	size_t count;
	room_add_ready(room);
	room_freeze(room);
	room_set(room, "matters", "My dog");
	room_freeze(room);
	room_set(room, "matters", "My cat");
	cr_assert(desk_list_versions(
	    room->desk, room->arena, &versions, &count, &room->err));
	*code = versions[1].code;
	return room;
}

static bool
verify(struct room *room, const char *code, struct str *said)
{
	str_clear(said);
	return desk_put_verified_version(said, room->desk, code, &room->err);
}

Test(verifying, finds_a_version_by_its_code_and_claims_no_more_than_is_true)
{
	const char *code;
	struct room *room = room_with_versions(&code);
	struct str said = STR_EMPTY;
	room_reopen(room);
	cr_assert(verify(room, code, &said));
	cr_assert_not_null(strstr(said.text, "version 2 of 0001"));
	cr_assert_not_null(strstr(said.text, "to the last byte: 2."));
	cr_assert_not_null(strstr(said.text, "The history is whole"));
	cr_assert_not_null(strstr(said.text, "is no signature"));
	cr_assert_null(strstr(said.text, "Mair"), "nobody is named");
	cr_assert_not(verify(room, "7F3A", &said));
	cr_assert(room_says(room, WORD_VERIFY_NO_CODE));
	cr_assert_not(verify(room, "7F3A-91C2-Q0ZT-KM5P", &said));
	cr_assert(room_says(room, WORD_VERIFY_UNKNOWN));
	cr_assert_str_eq(said.text, "");
	str_release(&said);
	room_free(room);
}

Test(verifying, notices_each_thing_that_was_changed_by_hand)
{
	static const char *const changes[] = {
	    "UPDATE version SET answers = replace(answers, 'My dog', 'My fox')"
	    " WHERE number = 2",
	    "UPDATE version SET readings = readings || ' ' WHERE number = 2",
	    "UPDATE version SET code_before = NULL WHERE number = 2",
	    "UPDATE version_paper SET bytes = substr(bytes, 2)"
	    " WHERE version = 2 AND document = 'sum'",
	    "DELETE FROM version_paper WHERE version = 2 AND document = 'sum'",
	    "UPDATE version_paper SET size = 'giant' WHERE version = 2",
	    "UPDATE event SET note = replace(note, 'plan', 'clan')"
	    " WHERE act = 'freeze' AND of = 2",
	};
	for (size_t i = 0; i < ARRAY_LENGTH(changes); i++) {
		const char *code;
		struct room *room = room_with_versions(&code);
		struct str said = STR_EMPTY;
		room_spoil(room, changes[i]);
		cr_assert_not(verify(room, code, &said), "%s", changes[i]);
		cr_assert(room_says(room, WORD_VERIFY_VERSION_CHANGED), "%s",
		    changes[i]);
		cr_assert_str_eq(said.text, "");
		str_release(&said);
		room_free(room);
	}
}

Test(verifying, notices_a_history_that_was_changed)
{
	const char *code;
	struct room *room = room_with_versions(&code);
	struct str said = STR_EMPTY;
	room_spoil(room, "UPDATE event SET who = 'Nobody' WHERE id = 1");
	cr_assert_not(verify(room, code, &said));
	cr_assert(room_says(room, WORD_DESK_VERIFY_BROKEN));
	str_release(&said);
	room_free(room);
}

/* --- The answers beside their history ------------------------------------- */

static bool
is_told(struct room *room, const char *part)
{
	struct str said = STR_EMPTY;
	err_put(&said, &room->err, words_english());
	bool is_there = strstr(said.text, part) != NULL;
	str_release(&said);
	return is_there;
}

static struct room *
room_with_history(void)
{
	struct room *room = room_new();
	room_add(room, "Huw Price");
	room_add(room, "Mair Evans");
	room_set(room, "matters", "My garden");
	room_set(room, "worker:matters", "Her garden");
	room_add_row(room, "lines");
	room_add_row(room, "lines");
	room_set(room, "lines.2.what", "A helper");
	cr_assert(room_undo(room) && room_redo(room));
	return room;
}

Test(verifying, notices_answers_that_their_history_does_not_make)
{
	static const struct {
		const char *spoil, *reference, *place;
	} lies[] = {
	    {"UPDATE answer SET text = 'My fox' WHERE field = 'matters'"
	     " AND voice = 'person'",
		"in 0002,", "of matters is"},
	    {"UPDATE answer SET whose = 'Delyth' WHERE voice = 'worker'",
		"in 0002,", "of worker:matters is"},
	    {"UPDATE answer SET text = 'A dog' WHERE row = 2", "in 0002,",
		"of lines.2.what is"},
	    {"DELETE FROM answer WHERE plan = 1", "in 0001,", "of name is"},
	    {"INSERT INTO answer (plan, field, row, voice, text, at)"
	     " VALUES (1, 'meals', 0, 'person', 'all', 5)",
		"in 0001,", "of meals is"},
	    {"UPDATE list_row SET place = NULL WHERE number = 2", "in 0002,",
		"of lines is"},
	    {"UPDATE plan SET forms = NULL WHERE id = 1", "in 0001,",
		"of forms is"},
	    {"UPDATE answer SET voice = 'family' WHERE voice = 'worker'",
		"in 0002,", "of family:matters is"},
	    {"DELETE FROM answer WHERE plan = 2;"
	     " UPDATE answer SET text = 'Huw' WHERE plan = 1",
		"in 0001,", "of name is"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(lies); i++) {
		struct room *room = room_with_history();
		struct str said = STR_EMPTY;
		room_spoil(room, lies[i].spoil);
		cr_assert_not(desk_put_verified(&said, room->desk, &room->err),
		    "%s", lies[i].spoil);
		cr_assert(
		    is_told(room, lies[i].reference), "%s", lies[i].spoil);
		cr_assert(is_told(room, lies[i].place), "%s", lies[i].spoil);
		cr_assert(room_says(room, WORD_DESK_VERIFY_DIFFERS));
		cr_assert_str_eq(said.text, "");
		str_release(&said);
		room_free(room);
	}
}

/* What the plan made again cannot show is told as far as it is known. */
Test(verifying, names_the_plan_where_no_place_can_be_told)
{
	static const struct {
		const char *spoil, *part;
	} lies[] = {
	    {"DELETE FROM list_row WHERE number = 1", "is held of 0002 is"},
	    {"INSERT INTO answer (plan, field, row, voice, text, at)"
	     " VALUES (1, 'meals', 0, 'person', 'all', 5)",
		"is held of 0001 is"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(lies); i++) {
		struct room *room = room_with_history();
		struct str said = STR_EMPTY, left = STR_EMPTY;
		room_open(room, "Mair");
		cr_assert(desk_remove_row(room->desk, "lines", 1, &room->err));
		room_open(room, "Huw");
		cr_assert(desk_erase(room->desk, &left, &room->err));
		room_spoil(room, lies[i].spoil);
		cr_assert_not(
		    desk_put_verified_json(&said, room->desk, &room->err));
		cr_assert(is_told(room, lies[i].part), "%s", lies[i].spoil);
		cr_assert(room_says(room, WORD_DESK_VERIFY_PLAN_DIFFERS));
		cr_assert_not_null(strstr(said.text, "\"reference\""));
		cr_assert_null(strstr(said.text, "\"field\""));
		file_remove_temporary(room_path(room, "backups"));
		str_release(&said);
		str_release(&left);
		room_free(room);
	}
}

Test(verifying, finds_gaps_right_where_something_was_struck_out_or_erased)
{
	struct room *room = room_with_history();
	struct str said = STR_EMPTY, left = STR_EMPTY;
	struct address address;
	size_t count;
	cr_assert(
	    desk_read_address(room->desk, "matters", &address, &room->err));
	cr_assert(desk_strike(room->desk, &address, &count, &room->err));
	room_set(room, "matters", "My dog");
	room_open(room, "Huw");
	cr_assert(desk_erase(room->desk, &left, &room->err));
	cr_assert(desk_put_verified(&said, room->desk, &room->err));
	cr_assert_not_null(strstr(said.text, "The history is whole"));
	file_remove_temporary(room_path(room, "backups"));
	str_release(&said);
	str_release(&left);
	room_free(room);
}
