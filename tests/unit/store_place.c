/*
 * On which kind of disk a file lies.
 */
#include "store/place.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/attr.h"
#include "rig/world.h"

Test(place, knows_the_disks_of_other_computers)
{
	static const struct {
		uint32_t type;
		const char *name;
	} cases[] = {
	    {0x6969, "NFS"},
	    {0xFF534D42, "SMB"},
	    {0xFE534D42, "SMB"},
	    {0x517B, "SMB"},
	    {0x65735546, "FUSE"},
	    {0x01021997, "9P"},
	    /* ext4, tmpfs, btrfs, xfs, overlay, vfat */
	    {0xEF53, NULL},
	    {0x01021994, NULL},
	    {0x9123683E, NULL},
	    {0x58465342, NULL},
	    {0x794C7630, NULL},
	    {0x4D44, NULL},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		const char *name = place_network_name(cases[i].type);
		cr_assert(text_is(name, cases[i].name), "%lx: %s",
		    (unsigned long)cases[i].type, name ? name : "-");
	}
	cr_assert_null(place_network("/proc"));
	cr_assert_null(place_network("/nonexistent"));
}

Test(place, makes_a_file_only_where_there_is_none)
{
	struct world *world = world_new();
	enum store_fault fault = STORE_FINE;
	const char *path = world_path(world, "new");
	struct stat there;
	cr_assert(place_make(path, &fault, &world->err));
	cr_assert_eq(stat(path, &there), 0);
	cr_assert_eq(there.st_mode & 07777, 0600);
	cr_assert_eq(there.st_size, 0);
	cr_assert_not(place_make(path, &fault, &world->err));
	cr_assert_eq(fault, STORE_FAILED);
	place_unmake(path);
	cr_assert_neq(stat(path, &there), 0);
	world_free(world);
}

/* What the tests run on is one or the other: the answer must fit. */
Test(place, is_asked_for_each_file_but_a_practice_one)
{
	struct world *world = world_new();
	const char *network = place_network(world->folder);
	world_close(world);
	for (int is_new = 0; is_new < 2; is_new++) {
		struct store_options options = {
		    .path = is_new ? world_path(world, "new.db") : world->path,
		    .is_new_allowed = is_new,
		};
		bool is_open = store_open(
		    &options, &world->store, &world->fault, &world->err);
		cr_assert_eq(is_open, network == NULL);
		if (!is_open) {
			cr_assert_eq(world->fault, STORE_REMOTE);
			cr_assert(world_says(world, WORD_STORE_REMOTE));
		}
		world_close(world);
		options.is_any_drive_allowed = true;
		options.is_new_allowed = true;
		cr_assert(store_open(
		    &options, &world->store, &world->fault, &world->err));
		world_close(world);
	}
	world_free(world);
}
