/*
 * Two programs that start at once, where there is no file yet.
 *
 * One opens it on a disk that lets the other go first, at each call in turn:
 * so every order in which they can meet is tried, and none is left to chance.
 * Whatever was acknowledged to either of them is in the file afterwards.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "rig/faulty.h"
#include "rig/hand.h"

/* The other program, as it is seen from here. */
struct rival {
	pid_t program;
	int tell, hear;
	bool is_asked, is_saved;
};

static bool
save_person(struct world *world, const char *name)
{
	struct hand hand = hand_begin(world, name);
	bool is_saved = hand_save(&hand);
	hand_release(&hand);
	return is_saved;
}

/* Wait to be told, save, answer; who stays has the file until told again. */
static void
be_rival(struct world *world, bool is_staying, int hear, int tell)
{
	char byte;
	if (read(hear, &byte, 1) == 1) {
		byte = world_open(world, true) && save_person(world, "Huw");
		if (!is_staying)
			world_close(world);
		if (write(tell, &byte, 1) != 1 || read(hear, &byte, 1) != 0)
			_exit(1);
		world_close(world);
	}
	_exit(0);
}

static struct rival
rival_new(struct world *world, bool is_staying)
{
	int here[2], there[2];
	cr_assert(pipe(here) == 0 && pipe(there) == 0);
	struct rival rival = {fork(), there[1], here[0], false, false};
	cr_assert(rival.program >= 0);
	if (rival.program == 0) {
		close(here[0]);
		close(there[1]);
		be_rival(world, is_staying, there[0], here[1]);
	}
	close(here[1]);
	close(there[0]);
	return rival;
}

static void
let_go_first(void *context)
{
	struct rival *rival = context;
	char byte = 0;
	rival->is_asked = true;
	cr_assert(write(rival->tell, &byte, 1) == 1 &&
		  read(rival->hear, &byte, 1) == 1);
	rival->is_saved = byte;
}

static void
rival_end(struct rival *rival)
{
	int status;
	close(rival->tell);
	cr_assert_eq(waitpid(rival->program, &status, 0), rival->program);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(rival->hear);
}

static bool
is_listed(struct world *world, const char *name)
{
	const struct summary *list;
	size_t count;
	cr_assert(store_list(world->store, name, 0, 2, world->arena, &list,
	    &count, &world->err));
	return count == 1;
}

/* How the two meet. */
struct meeting {
	bool is_staying; /* the other, until the first has given up or closed */
	bool is_failing; /* the disk, for the first */
};

/* The other comes in before call n; false if there were not so many. */
static bool
meet(struct world *world, struct faulty *disk, const struct meeting *meeting,
    long n)
{
	struct rival rival = rival_new(world, meeting->is_staying);
	world->vfs = "faulty";
	faulty_before(disk, n, let_go_first, &rival);
	if (meeting->is_failing)
		faulty_fail(disk, 1, FAULTY_ERROR, true);
	bool is_saved = world_open(world, true) && save_person(world, "Mair");
	world_close(world);
	rival_end(&rival);
	faulty_heal(disk);
	world->vfs = NULL;
	cr_assert(is_saved || rival.is_saved || meeting->is_failing,
	    "call %ld: nobody can", n);
	cr_assert(
	    world_open(world, true), "call %ld: %s", n, world_said(world));
	cr_assert(!is_saved || is_listed(world, "Mair"), "call %ld", n);
	cr_assert(!rival.is_saved || is_listed(world, "Huw"), "call %ld", n);
	world_close(world);
	cr_assert_eq(unlink(world->path), 0);
	return rival.is_asked;
}

/* From the last of these calls on, the first one has the file for itself. */
enum { CALLS = 28 };

static void
race(const struct meeting *meeting)
{
	struct faulty *disk = faulty_new("faulty");
	struct world *world = world_new();
	long n = 1;
	world_close(world);
	world->path = world_path(world, "new.db");
	while (n <= CALLS && meet(world, disk, meeting, n))
		n++;
	cr_assert(n > 8, "only %ld calls", n);
	world_free(world);
	faulty_free(disk);
}

Test(race, loses_nothing_of_who_comes_between_and_leaves)
{
	race(&(struct meeting){.is_staying = false});
}

Test(race, loses_nothing_of_who_comes_between_and_stays)
{
	race(&(struct meeting){.is_staying = true});
}

Test(race, takes_nothing_back_that_another_program_has_filled)
{
	for (int stays = 0; stays < 2; stays++)
		race(
		    &(struct meeting){.is_staying = stays, .is_failing = true});
}

/* --- Without another one -------------------------------------------------- */

static int
refuse_locks(int fd, int command, ...)
{
	(void)fd;
	(void)command;
	errno = EIO;
	return -1;
}

/* What cannot be locked cannot be looked at alone, before it is opened. */
Test(race, leaves_no_empty_file_that_could_not_be_locked)
{
	sqlite3_vfs *plain = sqlite3_vfs_find("unix");
	struct world *world = world_new();
	world_close(world);
	world->path = world_path(world, "new.db");
	plain->xSetSystemCall(
	    plain, "fcntl", (sqlite3_syscall_ptr)refuse_locks);
	cr_assert_not(world_open(world, true));
	cr_assert_eq(world->fault, STORE_FAILED);
	cr_assert_not(file_exists(world->path));
	plain->xSetSystemCall(plain, "fcntl", NULL);
	cr_assert(world_open(world, true), "%s", world_said(world));
	world_free(world);
}
