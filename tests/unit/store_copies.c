/*
 * Copies of the whole file: they hold what the file holds, or there is none.
 */
#include "store/copies.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "rig/faulty.h"
#include "rig/hand.h"
#include "store/mark.h"
#include "store/state.h"

static struct world *
small_world(struct hand *hand)
{
	struct world *world = world_new();
	*hand = hand_add(world, "Mair Evans");
	hand_answer(
	    hand, "meals", 0, VOICE_PERSON, "I like to cook; \"slowly\".");
	hand_add_row(hand, "lines");
	hand_answer(hand, "cost", 1, VOICE_WORKER, "£12.50 a week");
	return world;
}

/* A copy of it in its place, closed. */
static struct world *
world_of_a_copy(struct hand *hand)
{
	struct world *world = small_world(hand);
	const char *path = world_path(world, "copy.db");
	cr_assert(store_copy(world->store, path, NULL, &world->err));
	world_close(world);
	world->path = path;
	return world;
}

static bool
inspect(struct world *world, const char *path)
{
	cr_assert(world->vault || world_unlock(world));
	const struct store_options options = {
	    .path = path, .vfs = world_vfs(world)};
	err_clear(&world->err);
	return store_inspect(&options, &world->fault, &world->err);
}

/* The digest of what the store of the world holds. */
static const char *
digest_of(struct world *world)
{
	char digest[MARK_SIZE];
	cr_assert(mark_reckon(world->store->sql, digest, &world->err));
	return arena_copy(world->arena, digest);
}

Test(copies, hold_what_the_file_holds_and_are_private)
{
	struct hand hand;
	struct world *world = small_world(&hand);
	const char *path = world_path(world, "copy.db");
	const char *before = digest_of(world);
	struct stat there;
	cr_assert(store_copy(world->store, path, NULL, &world->err), "%s",
	    world_said(world));
	cr_assert_str_eq(
	    world_files(world), "copy.db people.db people.db-journal");
	cr_assert_eq(stat(path, &there), 0);
	cr_assert_eq(there.st_mode & 07777, 0600);
	cr_assert_str_eq(digest_of(world), before, "the file is as it was");
	hand_answer(&hand, "story", 0, VOICE_PERSON, "Later.");

	cr_assert(inspect(world, path), "%s", world_said(world));
	world_close(world);
	world->path = path;
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert_str_eq(digest_of(world), before);
	hand_release(&hand);
	world_free(world);
}

Test(copies, replace_an_older_one_only_when_they_are_whole)
{
	struct hand hand;
	struct world *world = small_world(&hand);
	const char *path = world_path(world, "copy.db");
	struct str before = STR_EMPTY, after = STR_EMPTY;
	cr_assert(store_copy(world->store, path, NULL, &world->err));
	world_read(world, path, &before);
	hand_answer(&hand, "story", 0, VOICE_PERSON, "Later.");
	cr_assert(file_write(
	    world_path(world, "copy.db.new"), "half", 4, &world->err));
	cr_assert(store_copy(world->store, path, NULL, &world->err));
	world_read(world, path, &after);
	cr_assert(before.length != after.length ||
		  memcmp(before.text, after.text, after.length) != 0);
	cr_assert(inspect(world, path));
	cr_assert_not(file_exists(world_path(world, "copy.db.new")));

	cr_assert_not(store_copy(
	    world->store, world_path(world, "no/copy.db"), NULL, &world->err));
	cr_assert(world_says(world, WORD_FILE_HAS_NO_FOLDER));
	str_release(&before);
	str_release(&after);
	hand_release(&hand);
	world_free(world);
}

/* --- Whoever waits -------------------------------------------------------- */

struct waiting {
	long asked, most;
};

static bool
is_over(void *context)
{
	struct waiting *waiting = context;
	return waiting->asked++ >= waiting->most;
}

Test(copies, give_way_at_once_and_leave_nothing)
{
	struct hand hand;
	struct world *world = small_world(&hand);
	const char *path = world_path(world, "copy.db");
	for (int i = 0; i < 400; i++)
		hand_answer(&hand, arena_format(world->arena, "field_%d", i), 0,
		    VOICE_PERSON, "Some words, so that there is work to do.");
	long most = 0;
	for (bool is_made = false; !is_made; most++) {
		struct waiting waiting = {.most = most};
		const struct patience patience = {is_over, &waiting};
		is_made =
		    store_copy(world->store, path, &patience, &world->err);
		if (is_made)
			break;
		cr_assert(world_says(world, WORD_STORE_PUT_OFF));
		cr_assert_str_eq(
		    world_files(world), "people.db people.db-journal");
	}
	cr_assert(most > 3, "it was asked only %ld times", most);
	cr_assert(inspect(world, path));
	hand_answer(&hand, "story", 0, VOICE_PERSON, "It goes on.");
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}

/* --- Disks that fail ------------------------------------------------------ */

static bool
copy_once(const struct hand *first, struct faulty *disk, long n,
    enum faulty_kind kind)
{
	struct world *world = first->world;
	struct hand hand = hand_again(first);
	const char *path = world_path(world, "copy.db");
	world_go_back(world);
	cr_assert(world_open(world, false));
	faulty_fail(disk, n, kind, true);
	bool is_made = store_copy(world->store, path, NULL, &world->err);
	bool is_reached = faulty_operations(disk) >= n;
	faulty_heal(disk);
	cr_assert(is_made || world->err.is_set);
	cr_assert_eq(is_made, file_exists(path), "operation %ld", n);
	cr_assert_not(file_exists(world_path(world, "copy.db.new")));
	if (is_made)
		cr_assert(inspect(world, path), "%s", world_said(world));
	cr_assert(hand_is_kept(&hand));
	hand_answer(&hand, "story", 0, VOICE_PERSON, "It goes on.");
	hand_release(&hand);
	return is_reached;
}

Test(copies, are_whole_or_not_there_wherever_the_disk_fails)
{
	struct faulty *disk = faulty_new("faulty");
	struct hand hand;
	struct world *world = small_world(&hand);
	world_remember(world);
	world->vfs = "faulty";
	for (enum faulty_kind kind = 0; kind < FAULTY_MAX; kind++) {
		long n = 1;
		while (copy_once(&hand, disk, n, kind))
			n = faulty_after(n);
		cr_assert(n > 30, "only %ld operations", n);
	}
	hand_release(&hand);
	world_free(world);
	faulty_free(disk);
}

/* Nobody has asked for the file that a copy is made as. */
Test(copies, are_what_is_said_when_there_is_none)
{
	struct faulty *disk = faulty_new("faulty");
	struct hand hand;
	struct world *world = small_world(&hand);
	const char *path = world_path(world, "copy.db");
	const char *half = world_path(world, "copy.db.new");
	cr_assert_eq(mkdir(half, S_IRWXU), 0);
	cr_assert_not(store_copy(world->store, path, NULL, &world->err));
	cr_assert(world_says(world, WORD_FILE_NOT_WRITTEN));
	cr_assert_str_eq(world->err.arguments[0], path);
	cr_assert_str_eq(world->err.arguments[1], "File exists");
	cr_assert_eq(rmdir(half), 0);

	world_close(world);
	world->vfs = "faulty";
	cr_assert(world_open(world, false));
	faulty_fail(disk, 1, FAULTY_FULL, true);
	err_clear(&world->err);
	cr_assert_not(store_copy(world->store, path, NULL, &world->err));
	cr_assert(world_says(world, WORD_STORE_COPY_NO_ROOM));
	cr_assert_str_eq(world->err.arguments[0], path);
	faulty_heal(disk);
	hand_release(&hand);
	world_free(world);
	faulty_free(disk);
}

/* --- What is no good copy ------------------------------------------------- */

Test(copies, are_refused_when_they_are_something_else)
{
	struct hand hand;
	struct world *world = small_world(&hand);
	const char *path = world_path(world, "copy.db");
	cr_assert_not(inspect(world, path));
	cr_assert(world_says(world, WORD_FILE_MISSING));
	cr_assert(file_write(path, "", 0, &world->err));
	cr_assert_not(inspect(world, path));
	cr_assert(world_says(world, WORD_STORE_FOREIGN));
	struct str text = STR_EMPTY;
	for (int i = 0; i < 999; i++)
		str_put(&text, "This is no file of people. ");
	cr_assert(file_write(path, text.text, text.length, &world->err));
	cr_assert_not(inspect(world, path));
	cr_assert(world_says(world, WORD_STORE_FOREIGN));
	str_release(&text);

	cr_assert(store_copy(world->store, path, NULL, &world->err));
	world_close(world);
	world->path = path;
	world_sql(world, "PRAGMA user_version = 999");
	cr_assert_not(inspect(world, path));
	cr_assert(world_says(world, WORD_STORE_NEWER));
	cr_assert_eq(world->fault, STORE_NEWER);
	hand_release(&hand);
	world_free(world);
}

static void
expect_untouched(struct world *world, const char *path, size_t length)
{
	struct str before = STR_EMPTY, after = STR_EMPTY;
	static const char nothing[8192];
	cr_assert(file_write(path, nothing, length, &world->err));
	world_read(world, path, &before);
	cr_assert_not(inspect(world, path));
	cr_assert(world_says(world, WORD_STORE_FOREIGN));
	world_read(world, path, &after);
	cr_assert_eq(after.length, length);
	cr_assert_eq(memcmp(before.text, after.text, length), 0);
	str_release(&before);
	str_release(&after);
}

Test(copies, are_as_they_were_after_a_look)
{
	struct hand hand;
	struct world *world = small_world(&hand);
	const char *path = world_path(world, "copy.db");
	const char *journal = world_path(world, "copy.db-journal");
	expect_untouched(world, path, 0);
	expect_untouched(world, path, 1000);
	expect_untouched(world, path, 8192);

	cr_assert(store_copy(world->store, path, NULL, &world->err));
	cr_assert(file_write(journal, "half", 4, &world->err));
	cr_assert_eq(inspect(world, path), world_is_locked(),
	    "in a vault that is no part of any change");
	cr_assert(file_exists(journal), "nothing is put back");
	cr_assert_eq(unlink(journal), 0);
	cr_assert(inspect(world, path));
	hand_release(&hand);
	world_free(world);
}

Test(copies, show_a_letter_that_has_become_another)
{
	struct hand hand;
	struct world *world = world_of_a_copy(&hand);
	world_sql(world, "UPDATE answer SET text = 'I like to look'"
			 " WHERE field = 'meals'");
	cr_assert_not(inspect(world, world->path));
	cr_assert(world_says(world, WORD_STORE_BROKEN));
	cr_assert_not(world_open(world, false), "nor to work in");
	cr_assert(world_says(world, WORD_STORE_BROKEN));
	hand_release(&hand);
	world_free(world);
}

Test(copies, that_are_worked_in_are_copies_no_more)
{
	struct hand hand;
	struct world *world = world_of_a_copy(&hand);
	cr_assert(world_open(world, false));
	hand_answer(&hand, "story", 0, VOICE_PERSON, "It goes on here.");
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	world_close(world);
	cr_assert(inspect(world, world->path), "%s", world_said(world));
	hand_release(&hand);
	world_free(world);
}

Test(copies, know_the_latest_event_and_the_first)
{
	struct world *world = world_new();
	int64_t event, at;
	cr_assert(store_latest(world->store, &event, &world->err));
	cr_assert_eq(event, 0);
	cr_assert(store_began(world->store, &at, &world->err));
	cr_assert_eq(at, 0);
	struct hand hand = hand_add(world, "Mair Evans");
	int64_t first = hand.now;
	hand_answer(&hand, "story", 0, VOICE_PERSON, "x");
	cr_assert(store_latest(world->store, &event, &world->err));
	cr_assert_eq(event, 2);
	cr_assert(store_began(world->store, &at, &world->err));
	cr_assert_eq(at, first);
	hand_release(&hand);
	world_free(world);
}
