/*
 * The lock of the file: made, opened, locked, changed, left and entered.
 */
#include "desk/lock.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "desk/backup.h"
#include "rig/room.h"

static const char first[] = "correct horse battery";
static const char second[] = "another one for today";
static struct room *room;
static struct str recovery; /* of the file */

static enum desk_found
look(void)
{
	enum desk_found found;
	cr_assert(desk_look(room->desk, true, &found, &room->err));
	return found;
}

/* The recovery key that was told, on paper. */
static void
note(struct str *paper)
{
	str_clear(paper);
	str_put(paper, desk_recovery(room->desk));
	cr_assert(paper->length > 0);
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
	cr_assert(desk_new_keys(room->desk, first, &room->err));
	note(&recovery);
	cr_assert_not(file_exists(room->file), "the keys come first");
	cr_assert(desk_make_file(room->desk, recovery.text, &room->err));
	room_add(room, "Mair Evans");
	desk_leave_plan(room->desk);
}

static void
tear_down(void)
{
	room_free(room);
	str_release(&recovery);
}

TestSuite(lock, .init = set_up, .fini = tear_down);

Test(lock, tells_of_a_file_that_is_gone_from_one_that_cannot_be_written)
{
	const char *away = room_path(room, "away.db");
	struct str made = STR_EMPTY;
	cr_assert(desk_lock(room->desk, &room->err));
	cr_assert_eq(rename(room->file, away), 0);
	cr_assert_not(desk_unlock(room->desk, first, &room->err));
	cr_assert(room_says(room, WORD_DESK_NO_FILE));
	cr_assert_eq(rename(away, room->file), 0);
	cr_assert(desk_unlock(room->desk, first, &room->err));
	cr_assert(desk_back_up(room->desk, &made, &room->err));
	cr_assert(desk_lock(room->desk, &room->err));
	cr_assert_eq(unlink(room->file), 0);
	cr_assert_not(desk_unlock(room->desk, first, &room->err));
	cr_assert(room_says(room, WORD_DESK_GONE));
	cr_assert_str_eq(room->err.arguments[1], made.text);
	file_remove_temporary(room_path(room, "backups"));
	str_release(&made);
}

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
	cr_assert(desk_unlock_by_recovery(
	    room->desk, recovery.text, first, &room->err));
	cr_assert(opens(first));
}

Test(lock, finds_the_keys_before_it_is_told_what_opens_them)
{
	room_new_desk(room);
	cr_assert_eq(look(), DESK_LOCKED);
	cr_assert_not(desk_find_keys(
	    room->desk, "00000000000000000000000000000000", &room->err));
	cr_assert(room_says(room, WORD_VAULT_WRONG_RECOVERY));
	for (int i = 0; i < 2; i++) {
		cr_assert(
		    desk_find_keys(room->desk, recovery.text, &room->err));
		cr_assert_not(desk_has_file(room->desk));
		cr_assert_eq(desk_unlock_anew(room->desk,
				 i == 0 ? "short" : second, &room->err),
		    i == 1);
		err_clear(&room->err);
	}
	room_open(room, "Mair");
	cr_assert(opens(second));
	cr_assert_not(opens(first));
}

static bool
recovers(const struct str *key)
{
	room_new_desk(room);
	cr_assert_eq(look(), DESK_LOCKED);
	return desk_unlock_by_recovery(
	    room->desk, key->text, first, &room->err);
}

Test(lock, changes_the_recovery_key_when_it_was_written_down)
{
	struct str other = STR_EMPTY;

	cr_assert_not(desk_new_recovery(room->desk, second, &room->err));
	cr_assert(room_says(room, WORD_VAULT_WRONG_PASSPHRASE));
	cr_assert(desk_has_file(room->desk), "it is open as before");
	cr_assert(desk_new_recovery(room->desk, first, &room->err));
	note(&other);
	cr_assert_not(desk_recovery_is(room->desk, recovery.text));
	cr_assert_not(recovers(&other), "not before it is put in");
	cr_assert(room_says(room, WORD_VAULT_WRONG_RECOVERY));
	cr_assert(recovers(&recovery));

	cr_assert(desk_new_recovery(room->desk, first, &room->err));
	note(&other);
	cr_assert(desk_change_recovery(room->desk, other.text, &room->err));
	room_open(room, "Mair");
	cr_assert_not(recovers(&recovery));
	cr_assert(room_says(room, WORD_VAULT_WRONG_RECOVERY));
	cr_assert(recovers(&other));
	str_release(&other);
}

typedef bool change(struct desk *desk, const char *typed, struct err *err);

/* It is not the key that was told last, or not for this. */
static void
refuses(change *use, const struct str *typed)
{
	cr_assert_not(use(room->desk, typed->text, &room->err));
	cr_assert(room_says(room, WORD_DESK_RECOVERY_WRONG));
	cr_assert(desk_has_file(room->desk), "it is open as before");
}

Test(lock, uses_only_the_keys_whose_recovery_key_is_typed_back)
{
	struct str before = STR_EMPTY, last = STR_EMPTY;

	cr_assert_str_empty(desk_recovery(room->desk));
	refuses(desk_encrypt, &recovery);
	refuses(desk_change_recovery, &recovery);

	cr_assert(desk_new_recovery(room->desk, first, &room->err));
	note(&before);
	cr_assert(desk_new_recovery(room->desk, first, &room->err));
	note(&last);
	refuses(desk_change_recovery, &before);
	refuses(desk_encrypt, &last);

	cr_assert(desk_new_keys(room->desk, second, &room->err));
	refuses(desk_change_recovery, &last);
	note(&before);
	refuses(desk_change_recovery, &before);
	cr_assert(desk_new_keys(room->desk, second, &room->err));
	refuses(desk_encrypt, &before);
	note(&last);
	cr_assert(desk_encrypt(room->desk, last.text, &room->err));
	cr_assert_str_empty(desk_recovery(room->desk));
	cr_assert_not(recovers(&before));
	cr_assert(room_says(room, WORD_VAULT_WRONG_RECOVERY));
	cr_assert(recovers(&last));

	cr_assert(desk_new_keys(room->desk, second, &room->err));
	note(&last);
	desk_forget_keys(room->desk);
	refuses(desk_encrypt, &last);
	str_release(&before);
	str_release(&last);
}

Test(lock, makes_a_file_with_the_same_keys_when_it_is_tried_again)
{
	room->file = room_path(room, "fresh.db");
	room_new_desk(room);
	cr_assert_eq(look(), DESK_NOTHING);
	cr_assert(desk_new_keys(room->desk, first, &room->err));
	note(&recovery);
	cr_assert_eq(mkdir(room->file, S_IRWXU), 0);
	for (int i = 0; i < 2; i++) {
		cr_assert_not(
		    desk_make_file(room->desk, recovery.text, &room->err));
		cr_assert_not(desk_has_file(room->desk));
		cr_assert_not(desk_is_encrypted(room->desk));
		err_clear(&room->err);
	}
	cr_assert_eq(rmdir(room->file), 0);
	cr_assert(desk_make_file(room->desk, recovery.text, &room->err));
	cr_assert_not(desk_is_new(room->desk));
	cr_assert(recovers(&recovery));
}

Test(lock, encrypts_with_the_same_keys_when_it_is_tried_again)
{
	struct str copy = STR_EMPTY;

	file_put_unfinished(&copy, room->file);
	for (int is_plain = 0; is_plain < 2; is_plain++) {
		if (is_plain)
			cr_assert(desk_decrypt(room->desk, &room->err));
		cr_assert(desk_new_keys(room->desk, first, &room->err));
		note(&recovery);
		cr_assert_eq(mkdir(copy.text, S_IRWXU), 0);
		for (int i = 0; i < 2; i++) {
			cr_assert_not(desk_encrypt(
			    room->desk, recovery.text, &room->err));
			cr_assert(room_says(room, WORD_VAULT_NO_COPY));
			room_open(room, "Mair");
			desk_leave_plan(room->desk);
		}
		cr_assert_eq(desk_is_encrypted(room->desk), !is_plain);
		cr_assert_eq(rmdir(copy.text), 0);
		cr_assert(desk_encrypt(room->desk, recovery.text, &room->err));
		cr_assert(recovers(&recovery));
		room_open(room, "Mair");
		desk_leave_plan(room->desk);
	}
	str_release(&copy);
}

/* Through a link to the folder: the file, and a copy on a linked stick. */
Test(lock, opens_what_lies_behind_a_link)
{
	struct restored restored = {.kept = STR_EMPTY};
	struct str made = STR_EMPTY;
	cr_assert_eq(symlink(".", room_path(room, "linked")), 0);
	cr_assert(desk_back_up(room->desk, &made, &room->err));
	cr_assert_eq(symlink("backups", room_path(room, "stick")), 0);
	const char *copy = file_join(
	    room->arena, room_path(room, "stick"), strrchr(made.text, '/') + 1);
	room->file = room_path(room, "linked/locked.db");
	cr_assert(opens(first));
	room_open(room, "Mair");
	room_new_desk(room);
	cr_assert(desk_is_copy_locked(room->desk, copy));
	cr_assert(desk_unlock_copy(room->desk, copy, first, &room->err));
	cr_assert(desk_restore(room->desk, copy, false, &restored, &room->err));
	cr_assert(opens(first));
	room_open(room, "Mair");
	desk_leave_plan(room->desk);
	file_remove_temporary(room_path(room, "backups"));
	str_release(&restored.kept);
	str_release(&made);
}

Test(lock, is_that_of_the_file_that_a_link_leads_to)
{
	const char *file = room->file;
	room->file = room_path(room, "link.db");
	cr_assert_eq(symlink("locked.db", room->file), 0);
	cr_assert(opens(first));
	cr_assert_str_eq(desk_file_path(room->desk), file);
	cr_assert(desk_decrypt(room->desk, &room->err));
	room->file = file;
	room_new_desk(room);
	cr_assert_eq(look(), DESK_PLAIN, "it is the file that was changed");
}

/* Nothing but the header is left, or not even that. */
Test(lock, never_fills_what_is_left_of_a_file_that_has_copies)
{
	static const struct {
		long bytes;
		enum word word;
	} cuts[] = {
	    {8192, WORD_DESK_EMPTIED},
	    {8191, WORD_DESK_DAMAGED_LAST},
	    {5000, WORD_DESK_DAMAGED_LAST},
	    {4097, WORD_DESK_DAMAGED_LAST},
	    {4096, WORD_DESK_DAMAGED_LAST},
	};
	struct str made = STR_EMPTY;
	struct stat there;
	cr_assert(desk_back_up(room->desk, &made, &room->err));
	for (size_t i = 0; i < ARRAY_LENGTH(cuts); i++) {
		room_new_desk(room);
		cr_assert_eq(truncate(room->file, cuts[i].bytes), 0);
		cr_assert_not(opens(first), "%ld", cuts[i].bytes);
		cr_assert(room_says(room, cuts[i].word), "%ld", cuts[i].bytes);
		cr_assert_str_eq(room->err.arguments[1], made.text);
		cr_assert_eq(stat(room->file, &there), 0);
		cr_assert_eq(there.st_size, cuts[i].bytes, "it is as it was");
	}
	file_remove_temporary(room_path(room, "backups"));
	str_release(&made);
}

/* Then the making may have been interrupted, and nothing can be lost. */
Test(lock, fills_a_file_with_a_header_alone_where_there_are_no_copies)
{
	size_t count;
	room_new_desk(room);
	cr_assert_eq(truncate(room->file, 8192), 0);
	cr_assert(opens(first));
	cr_assert(desk_count(room->desk, &count, &room->err));
	cr_assert_eq(count, 0);
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
	cr_assert(desk_new_keys(room->desk, second, &room->err));
	cr_assert(
	    desk_encrypt(room->desk, desk_recovery(room->desk), &room->err));
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
	    {"to be or no", false},
	    {"1 1 1 1", false},
	    {"            ", false},
	    {"aaaaaaaaaaaa", false},
	    {"abcdabcdabcd", false},
	    {"abcdabcdabcde", true},
	    {"sun sea hut ivy", true},
	    {"\xc5\xb5\xc5\xb4\xc5\xb6\xc5\xb7 \xc5\xb5\xc5\xb5\xc5\xb5"
	     "\xc5\xb5\xc5\xb5\xc5\xb5\xc5\xb5",
		true},
	    {"a b c", false},
	    {"\xc5\xb5\xc5\xb5\xc5\xb5\xc5\xb5\xc5\xb5\xc5\xb5", false},
	    {"\xef\xbb\xbfsun sea hut ivy", false},
	    {"sun sea hut\xef\xbb\xbf ivy", false},
	    {"sun sea\thut ivy", false},
	    {"sun sea hut\x1b ivy", false},
	    {"sun sea hut\x7f ivy", false},
	    {"sun sea hut\xc2\x85 ivy", false},
	    {"sun sea hut\xc2\xa0 ivy", true},
	    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", false},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		err_clear(&room->err);
		cr_assert_eq(desk_check_passphrase(cases[i].text, &room->err),
		    cases[i].is_fine, "%s", cases[i].text);
	}
}
