/*
 * Files on a drive of another computer, which the folder "network" is said to
 * be in: nothing is made there, nor brought back.
 */
#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "rig/copied.h"

enum { NFS = 0x6969, EXT4 = 0xEF53 };

/* In the place of the system's. */
int
statfs(const char *path, struct statfs *disk)
{
	bool is_away = strstr(path, "/network") != NULL;

	*disk = (struct statfs){.f_type = is_away ? NFS : EXT4};
	return 0;
}

Test(network, gets_nobody_brought_back)
{
	struct copied copied = copied_new();
	struct world *world = copied.world;
	const char *folder = world_path(world, "network");
	const struct restoring restoring = {
	    .from = copied.copy,
	    .path = world_path(world, "network/people.db"),
	    .at = copied_at(),
	    .vfs = world->vfs,
	};
	cr_assert_eq(mkdir(folder, 0700), 0);
	cr_assert_not(copied_restore_as(&copied, &restoring));
	cr_assert_eq(world->fault, STORE_REMOTE);
	cr_assert(world_says(world, WORD_STORE_REMOTE));
	cr_assert_eq(rmdir(folder), 0, "nothing was made there");
	cr_assert(copied_restore(&copied), "%s", world_said(world));
	copied_free(&copied);
}

Test(network, gets_no_file_but_where_any_drive_will_do)
{
	struct world *world = world_new();
	const char *folder = world_path(world, "network");
	struct store_options options = {
	    .path = world_path(world, "network/people.db"),
	    .is_new_allowed = true,
	};
	world_close(world);
	cr_assert_eq(mkdir(folder, 0700), 0);
	for (int i = 0; i < 2; i++) {
		cr_assert_not(store_open(
		    &options, &world->store, &world->fault, &world->err));
		cr_assert_eq(world->fault, STORE_REMOTE);
		cr_assert(world_says(world, WORD_STORE_REMOTE));
		options.is_any_drive_allowed = true;
		cr_assert(store_open(
		    &options, &world->store, &world->fault, &world->err));
		world_close(world);
		options.is_any_drive_allowed = false;
		options.is_new_allowed = false;
	}
	cr_assert_eq(unlink(options.path), 0);
	cr_assert_eq(rmdir(folder), 0);
	world_free(world);
}
