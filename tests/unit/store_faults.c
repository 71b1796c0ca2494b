/*
 * Saving on a disk that fails, fills up, or stops with the program.
 *
 * The same few acts are done again and again, and each time another operation
 * on the disk fails.  Whatever happens, every act that was acknowledged must
 * be there afterwards, and nothing that was not, but for the one act whose
 * saving was broken off.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "rig/faulty.h"
#include "rig/hand.h"

enum { ACTS = 6 };

static void
answer_at_length(struct hand *hand, struct address address, int n)
{
	struct arena *arena = hand->world->arena;
	const char *text = arena_format(arena, "%d%*s", n, 600, "long");
	hand_change(hand, change_answer(hand->plan, arena, address,
			      (struct answer){.text = text}));
}

/* One of the acts that every run does; false if it is not saved. */
static bool
try_act(struct hand *hand, int n)
{
	struct arena *arena = hand->world->arena;
	struct address address = {.field = "story", .voice = VOICE_PERSON};
	switch (n) {
	case 1:
	case 2:
		hand_change(hand, change_add_row(hand->plan, arena, "lines"));
		break;
	case 3:
		hand_change(
		    hand, change_move_row(hand->plan, arena, "lines", 2, 0));
		break;
	case 4:
		hand_change(
		    hand, change_remove_row(hand->plan, arena, "lines", 1));
		address.field = "cost";
		address.row = 2;
		answer_at_length(hand, address, n);
		break;
	default:
		answer_at_length(hand, address, n);
	}
	return hand_save(hand);
}

/*
 * What is on the disk now is what was acknowledged, or the act after it as
 * well; by its answers and by its events.
 */
static void
expect_kept(struct hand *hand, bool is_one_more_allowed, const char *when)
{
	struct world *world = hand->world;
	struct kept loaded;
	cr_assert(world_load(world, hand->id, &loaded));
	size_t acknowledged = (size_t)hand->sequence;
	size_t more = loaded.event_count - acknowledged;
	cr_assert(
	    loaded.event_count >= acknowledged, "%s: acts are lost", when);
	cr_assert(more <= (is_one_more_allowed ? 1 : 0),
	    "%s: an act that was refused is there", when);
	struct plan *replayed = kept_replay(&loaded);
	cr_assert(plans_are_same(replayed, loaded.plan), "%s: torn", when);
	if (more == 0)
		cr_assert(plans_are_same(hand->plan, loaded.plan),
		    "%s: not what was saved", when);
	plan_free(replayed);
	plan_free(loaded.plan);
}

/* The act that was said to have failed is there: take it in hand. */
static void
load_again(struct hand *hand, const char *when)
{
	struct world *world = hand->world;
	struct kept loaded;
	cr_assert(store_confirm(world->store, &world->err), "%s", when);
	cr_assert(world_load(world, hand->id, &loaded), "%s", when);
	cr_assert_eq(
	    loaded.event_count, (size_t)hand->sequence + 1, "%s", when);
	const struct event *last = &loaded.events[hand->sequence++];
	plan_free(hand->plan);
	hand->plan = loaded.plan;
	for (size_t i = 0; i < last->count; i++) {
		hand->saved = mem_grow(hand->saved, hand->saved_count,
		    &hand->saved_capacity, sizeof(*hand->saved));
		hand->saved[hand->saved_count++] = last->changes[i];
	}
}

/* Whatever has failed, the next act is kept. */
static void
expect_going_on(struct hand *hand, const char *when)
{
	if (try_act(hand, 0))
		return;
	cr_assert(world_says(hand->world, WORD_STORE_OUT_OF_STEP),
	    "%s: it cannot go on", when);
	load_again(hand, when);
	cr_assert(try_act(hand, 0), "%s: it cannot go on", when);
}

/* The world as it was, on a disk that will fail. */
static void
open_on_faulty_disk(struct world *world)
{
	world_go_back(world);
	world->vfs = "faulty";
	cr_assert(world_open(world, false), "%s", world_said(world));
}

/* One run on which operation n fails; false if there were not so many. */
static bool
run_once(const struct hand *first, struct faulty *disk, long n,
    enum faulty_kind kind, bool is_lasting)
{
	struct world *world = first->world;
	struct hand hand = hand_again(first);
	const char *when =
	    arena_format(world->arena, "kind %d, operation %ld%s", (int)kind, n,
		is_lasting ? " and all after it" : "");
	open_on_faulty_disk(world);
	faulty_fail(disk, n, kind, is_lasting);
	int act = 0;
	while (act < ACTS && try_act(&hand, act))
		act++;
	bool is_reached = faulty_operations(disk) >= n;
	if (!is_lasting && act < ACTS)
		expect_going_on(&hand, when);
	else if (act < ACTS)
		cr_assert_not(try_act(&hand, 0), "%s: how can it?", when);
	world_close(world);
	faulty_heal(disk);
	world->vfs = NULL;
	cr_assert(world_open(world, false), "%s: cannot be opened: %s", when,
	    world_said(world));
	expect_kept(&hand, act < ACTS && kind != FAULTY_FULL, when);
	world_close(world);
	cr_assert_str_eq(world_files(world), "people.db", "%s", when);
	hand_release(&hand);
	return is_reached;
}

static void
run_all(enum faulty_kind kind, bool is_lasting)
{
	struct faulty *disk = faulty_new("faulty");
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	long n = 1;
	world_remember(world);
	while (run_once(&hand, disk, n, kind, is_lasting))
		n = faulty_after(n);
	cr_assert(n > 10 * ACTS, "only %ld operations", n);
	hand_release(&hand);
	world_free(world);
	faulty_free(disk);
}

Test(faults, lose_nothing_when_one_operation_fails)
{
	run_all(FAULTY_ERROR, false);
}

Test(faults, lose_nothing_when_the_disk_goes_away)
{
	run_all(FAULTY_ERROR, true);
}

Test(faults, lose_nothing_when_the_disk_is_full_once)
{
	run_all(FAULTY_FULL, false);
}

Test(faults, lose_nothing_when_the_disk_stays_full)
{
	run_all(FAULTY_FULL, true);
}

/* --- Other things that are saved ------------------------------------------ */

/* Two people in one import: both, or nobody. */
static bool
import_two(struct world *world)
{
	static const char *const names[] = {"Mair Evans", "Huw Price"};
	bool is_done = store_begin(world->store, &world->err);
	for (int i = 0; is_done && i < 2; i++) {
		struct hand hand = hand_begin(world, names[i]);
		is_done = hand_save(&hand);
		hand_release(&hand);
	}
	if (is_done)
		return store_commit(world->store, &world->err);
	store_roll_back(world->store);
	return false;
}

static bool
import_once(const struct hand *first, struct faulty *disk, long n,
    enum faulty_kind kind)
{
	struct world *world = first->world;
	struct hand hand = hand_again(first);
	size_t count;
	open_on_faulty_disk(world);
	faulty_fail(disk, n, kind, false);
	bool is_done = import_two(world);
	bool is_reached = faulty_operations(disk) >= n;
	faulty_heal(disk);
	world->vfs = NULL;
	world_reopen(world);
	cr_assert(store_count(world->store, &count, &world->err));
	cr_assert(count == 3 || (count == 1 && !is_done),
	    "kind %d, operation %ld: %zu people", (int)kind, n, count);
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	return is_reached;
}

Test(faults, import_all_or_nobody)
{
	struct faulty *disk = faulty_new("faulty");
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Ann");
	world_remember(world);
	for (int kind = 0; kind < FAULTY_MAX; kind++) {
		long n = 1;
		while (import_once(&hand, disk, n, (enum faulty_kind)kind))
			n = faulty_after(n);
		cr_assert(n > 8, "only %ld operations", n);
	}
	hand_release(&hand);
	world_free(world);
	faulty_free(disk);
}

/*
 * What is there after a failure is nothing, or all of it: when only the last
 * sync of a save fails nobody can say that it has not been saved.
 */
static bool
make_once(
    struct world *world, struct faulty *disk, long n, enum faulty_kind kind)
{
	bool is_whole = false;
	world->vfs = "faulty";
	faulty_fail(disk, n, kind, false);
	bool is_open = world_open(world, true);
	bool is_reached = faulty_operations(disk) >= n;
	if (!is_open) {
		cr_assert_neq(world->fault, STORE_FINE);
		cr_assert(world->err.is_set);
		is_whole = text_is(world_files(world), "new.db people.db");
		cr_assert(is_whole || text_is(world_files(world), "people.db"),
		    "kind %d, operation %ld", (int)kind, n);
		cr_assert(!is_whole || kind != FAULTY_FULL);
	}
	world_close(world);
	faulty_heal(disk);
	world->vfs = NULL;
	cr_assert(world_open(world, !is_whole), "%s", world_said(world));
	struct hand hand = hand_add(world, "Mair Evans");
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_close(world);
	cr_assert_eq(unlink(world->path), 0);
	return is_reached;
}

Test(faults, leave_no_half_made_file)
{
	struct faulty *disk = faulty_new("faulty");
	struct world *world = world_new();
	world_close(world);
	world->path = world_path(world, "new.db");
	for (int kind = 0; kind < FAULTY_MAX; kind++) {
		long n = 1;
		while (make_once(world, disk, n, (enum faulty_kind)kind))
			n = faulty_after(n);
		cr_assert(n > 8, "only %ld operations", n);
	}
	world_free(world);
	faulty_free(disk);
}

Test(faults, say_that_the_disk_is_full_and_go_on_when_there_is_room)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	struct arena *arena = world->arena;
	struct rlimit limit, tight;
	struct str bytes = STR_EMPTY;
	const struct address story = {.field = "story"};
	world_read(world, world->path, &bytes);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	tight = limit;
	tight.rlim_cur = bytes.length + 4096;
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &tight), 0);
	const char *text = arena_format(arena, "%*s", 20000, "long");
	for (int i = 0; i < 3; i++) {
		hand_change(&hand, change_answer(hand.plan, arena, story,
				       (struct answer){.text = text, .at = 1}));
		cr_assert_not(hand_save(&hand));
		cr_assert(world_says(world, WORD_STORE_DISK_FULL));
		cr_assert(hand_is_kept(&hand), "it can still be read");
	}
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	hand_answer(&hand, "story", 0, VOICE_PERSON, text);
	cr_assert(hand_is_kept(&hand));
	world_reopen(world);
	cr_assert(hand_is_kept(&hand));
	str_release(&bytes);
	hand_release(&hand);
	world_free(world);
}

Test(faults, open_and_read_on_a_full_disk)
{
	struct world *world = world_new();
	struct faulty *disk = faulty_new("faulty");
	struct hand hand = hand_add(world, "Mair Evans");
	world_close(world);
	world->vfs = "faulty";
	faulty_fail(disk, 1, FAULTY_FULL, true);
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(hand_is_kept(&hand));
	cr_assert_not(try_act(&hand, 0));
	cr_assert(world_says(world, WORD_STORE_DISK_FULL));
	world_close(world);
	faulty_heal(disk);
	cr_assert(world_open(world, false));
	cr_assert(try_act(&hand, 0));
	hand_release(&hand);
	world_free(world);
	faulty_free(disk);
}

Test(faults, call_nothing_saved_in_a_file_that_is_somewhere_else)
{
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	const char *away = world_path(world, "away.db");
	cr_assert_eq(rename(world->path, away), 0);
	cr_assert_not(try_act(&hand, 0));
	cr_assert(world_says(world, WORD_STORE_MOVED));
	cr_assert_eq(rename(away, world->path), 0);
	cr_assert(try_act(&hand, 0));
	cr_assert(hand_is_kept(&hand));
	hand_release(&hand);
	world_free(world);
}

/* All that can be read: it is right, or there is an error. */
static void
read_all(struct hand *hand)
{
	struct world *world = hand->world;
	struct arena *arena = world->arena;
	const struct summary *list;
	const struct source *sources;
	const char *text;
	struct pending pending;
	bool found;
	size_t count;
	int64_t id;
	struct err errs[7] = {0};
	if (store_list(
		world->store, NULL, 0, 9, arena, &list, &count, &errs[0]))
		cr_assert_eq(count, 1);
	if (store_count(world->store, &count, &errs[1]))
		cr_assert_eq(count, 1);
	if (store_find(world->store, "mair", &id, &count, &errs[2]))
		cr_assert_eq(id, hand->id);
	if (store_get_forms(world->store, plan_forms(hand->plan), arena,
		&sources, &count, &errs[3]))
		cr_assert_eq(count, 2);
	if (store_get_setting(world->store, "language", arena, &text, &errs[4]))
		cr_assert_str_eq(text, "cy");
	if (store_get_pending(
		world->store, hand->id, arena, &pending, &found, &errs[5]))
		cr_assert_not(found);
	cr_assert(hand_is_kept(hand) || world->err.is_set);
	for (size_t i = 0; i < ARRAY_LENGTH(errs); i++)
		cr_assert(
		    !errs[i].is_set || errs[i].word == WORD_STORE_DISK_FAILS);
}

static bool
read_once(struct hand *hand, struct faulty *disk, long n, bool is_lasting)
{
	struct world *world = hand->world;
	world_go_back(world);
	faulty_fail(disk, n, FAULTY_ERROR, is_lasting);
	if (world_open(world, false))
		read_all(hand);
	else
		cr_assert(world->fault != STORE_FINE && world->err.is_set);
	bool is_reached = faulty_operations(disk) >= n;
	world_close(world);
	faulty_heal(disk);
	cr_assert(world_open(world, false), "%s", world_said(world));
	cr_assert(hand_is_kept(hand));
	return is_reached;
}

Test(faults, say_when_something_cannot_be_read)
{
	struct faulty *disk = faulty_new("faulty");
	struct world *world = world_new();
	struct hand hand = hand_add(world, "Mair Evans");
	cr_assert(
	    store_put_setting(world->store, "language", "cy", &world->err));
	cr_assert(try_act(&hand, 0));
	world_remember(world);
	world->vfs = "faulty";
	faulty_count_reads(disk, true);
	for (int is_lasting = 0; is_lasting < 2; is_lasting++) {
		long n = 1;
		while (read_once(&hand, disk, n, is_lasting))
			n = faulty_after(n);
		cr_assert(n > 20, "only %ld operations", n);
	}
	hand_release(&hand);
	world_free(world);
	faulty_free(disk);
}

/* --- A program that is killed --------------------------------------------- */

/* Save one act after the other, and say each that was acknowledged. */
static void
save_until_killed(struct hand *hand, int acknowledged)
{
	for (int i = 0;; i++) {
		char tick = 't';
		if (!try_act(hand, i == 0 ? 0 : 5 + i) ||
		    write(acknowledged, &tick, 1) != 1)
			_exit(1);
	}
}

/* Start that, kill it after so many acts, and count what it acknowledged. */
static int
kill_after(struct hand *hand, int acts)
{
	int ends[2], status, seen = 0;
	char tick;
	cr_assert_eq(pipe(ends), 0);
	pid_t child = fork();
	cr_assert(child >= 0);
	if (child == 0) {
		world_reopen(hand->world);
		save_until_killed(hand, ends[1]);
	}
	close(ends[1]);
	while (seen < acts && read(ends[0], &tick, 1) == 1)
		seen++;
	kill(child, SIGKILL);
	while (read(ends[0], &tick, 1) == 1)
		seen++;
	waitpid(child, &status, 0);
	cr_assert(WIFSIGNALED(status), "it gave up after %d acts", seen);
	close(ends[0]);
	return seen;
}

Test(faults, keep_every_acknowledged_act_of_a_killed_program)
{
	for (int acts = 0; acts < 30; acts++) {
		struct world *world = world_new();
		struct hand hand = hand_add(world, "Mair Evans");
		world_close(world);
		int seen = kill_after(&hand, acts);
		cr_assert(world_open(world, false), "%s", world_said(world));
		struct kept loaded;
		cr_assert(world_load(world, hand.id, &loaded));
		size_t before = (size_t)hand.sequence + (size_t)seen;
		cr_assert(loaded.event_count == before ||
			      loaded.event_count == before + 1,
		    "%zu of %zu", loaded.event_count, before);
		plan_free(loaded.plan);
		hand_release(&hand);
		world_free(world);
	}
}
