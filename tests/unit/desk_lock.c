/*
 * The lock of the file: made, opened, locked, changed, left and entered.
 */
#include "desk/lock.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "rig/room.h"

static const char first[] = "correct horse battery";
static const char second[] = "another one for today";
static struct room *room;
static char recovery[DESK_RECOVERY_SIZE];

static enum desk_found
look(void)
{
	enum desk_found found;
	cr_assert(desk_look(room->desk, true, &found, &room->err));
	return found;
}

/* An encrypted file beside the room's own, with one person in it. */
static void
set_up(void)
{
	room = room_new();
	room->file = room_path(room, "locked.db");
	room_new_desk(room);
	cr_assert_eq(look(), DESK_NOTHING);
	cr_assert(desk_is_new(room->desk));
	cr_assert(desk_new_keys(room->desk, first, recovery, &room->err));
	cr_assert_not(file_exists(room->file), "the keys come first");
	cr_assert(desk_make_file(room->desk, &room->err));
	room_add(room, "Mair Evans");
	desk_leave_plan(room->desk);
}

static void
tear_down(void)
{
	room_free(room);
}

TestSuite(lock, .init = set_up, .fini = tear_down);

static bool
opens(const char *passphrase)
{
	room_new_desk(room);
	cr_assert_eq(look(), DESK_LOCKED);
	return desk_unlock(room->desk, passphrase, &room->err);
}

Test(lock, opens_by_its_passphrase_alone)
{
	cr_assert_not(opens(second));
	cr_assert(room_says(room, WORD_VAULT_WRONG_PASSPHRASE));
	cr_assert_not(desk_has_file(room->desk));
	cr_assert(desk_unlock(room->desk, first, &room->err));
	room_open(room, "Mair");

	room_new_desk(room);
	cr_assert_not(desk_open_file(room->desk, false, &room->err));
	cr_assert(room_says(room, WORD_STORE_LOCKED));
}

Test(lock, forgets_everything_when_it_locks)
{
	room_open(room, "Mair");
	room_set(room, "meals", "some");
	cr_assert(desk_lock(room->desk, &room->err));
	cr_assert_not(desk_has_file(room->desk));
	cr_assert_not(desk_has_plan(room->desk));
	cr_assert_not(desk_is_encrypted(room->desk));
	cr_assert(desk_unlock(room->desk, first, &room->err));
	room_open(room, "Mair");
	cr_assert_str_eq(room_answer(room, "meals"), "some");
}

Test(lock, changes_what_opens_it)
{
	cr_assert_not(
	    desk_change_passphrase(room->desk, second, second, &room->err));
	cr_assert(room_says(room, WORD_VAULT_WRONG_PASSPHRASE));
	cr_assert(desk_has_file(room->desk), "it is open as before");
	cr_assert(
	    desk_change_passphrase(room->desk, first, second, &room->err));
	room_open(room, "Mair");
	cr_assert(opens(second));
	cr_assert_not(opens(first));
	room_new_desk(room);
	cr_assert_eq(look(), DESK_LOCKED);
	cr_assert(
	    desk_unlock_by_recovery(room->desk, recovery, first, &room->err));
	cr_assert(opens(first));
}

static bool
recovers(const char *key)
{
	room_new_desk(room);
	cr_assert_eq(look(), DESK_LOCKED);
	return desk_unlock_by_recovery(room->desk, key, first, &room->err);
}

Test(lock, changes_the_recovery_key_when_it_was_written_down)
{
	char other[DESK_RECOVERY_SIZE];

	cr_assert_not(desk_new_recovery(room->desk, second, other, &room->err));
	cr_assert(room_says(room, WORD_VAULT_WRONG_PASSPHRASE));
	cr_assert(desk_has_file(room->desk), "it is open as before");
	cr_assert(desk_new_recovery(room->desk, first, other, &room->err));
	cr_assert_not(desk_recovery_is(recovery, other));
	cr_assert_not(recovers(other), "not before it is put in");
	cr_assert(room_says(room, WORD_VAULT_WRONG_RECOVERY));
	cr_assert(recovers(recovery));

	cr_assert(desk_new_recovery(room->desk, first, other, &room->err));
	cr_assert(desk_change_recovery(room->desk, other, &room->err));
	room_open(room, "Mair");
	cr_assert_not(recovers(recovery));
	cr_assert(room_says(room, WORD_VAULT_WRONG_RECOVERY));
	cr_assert(recovers(other));
}

Test(lock, is_left_and_entered_again)
{
	cr_assert(desk_decrypt(room->desk, &room->err));
	cr_assert_not(desk_is_encrypted(room->desk));
	cr_assert_not(desk_lock(room->desk, &room->err));
	cr_assert(room_says(room, WORD_DESK_NO_LOCK));
	room_open(room, "Mair");
	desk_leave_plan(room->desk);
	cr_assert_eq(look(), DESK_PLAIN);
	cr_assert(desk_new_keys(room->desk, second, recovery, &room->err));
	cr_assert(desk_encrypt(room->desk, &room->err));
	room_open(room, "Mair");
	cr_assert_not(opens(first));
	cr_assert(opens(second));
}

Test(lock, says_what_a_good_passphrase_is)
{
	static const struct {
		const char *text;
		bool is_fine;
	} cases[] = {
	    {"", false},
	    {"elevenchars", false},
	    {"twelve chars", true},
	    {"to be or no", true},
	    {"a b c", false},
	    {"\xc5\xb5\xc5\xb5\xc5\xb5\xc5\xb5\xc5\xb5\xc5\xb5", false},
	    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", false},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		err_clear(&room->err);
		cr_assert_eq(desk_check_passphrase(cases[i].text, &room->err),
		    cases[i].is_fine, "%s", cases[i].text);
	}
}
