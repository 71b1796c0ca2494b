/*
 * What is wrong with a machine: warned of when it is sure, and told once.
 *
 * The system is a folder with the files that Linux has in /proc and /sys; the
 * real device of the test's folder lends its number.
 */
#include "desk/machine.h"

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/sysmacros.h>
#endif
#include <unistd.h>

#include "base/file.h"
#include "rig/room.h"

static const char swap_heading[] =
    "Filename\t\t\tType\t\tSize\tUsed\tPriority\n";

struct system {
	struct room *room;
	const char *root;
	struct machine_roots roots;
	struct machine machine;
};

/* A file of the system, with the folders that it is in. */
static void
put(struct system *system, const char *name, const char *text)
{
	struct arena *arena = system->room->arena;
	const char *path = file_join(arena, system->root, name);
	const char *folder =
	    arena_copy_n(arena, path, (size_t)(strrchr(path, '/') - path));
	cr_assert(file_make_folder(folder, &system->room->err));
	cr_assert(file_write(path, text, strlen(text), &system->room->err));
}

/* What lies on a device, in /sys, which is the disk of the file. */
static const char *
disk_of_file(struct system *system, const char *name)
{
	struct stat there;
	cr_assert_eq(stat(system->room->file, &there), 0);
	return arena_format(system->room->arena, "sys/dev/block/%u:%u/%s",
	    major(there.st_dev), minor(there.st_dev), name);
}

static struct system
system_new(void)
{
	struct room *room = room_new();
	struct arena *arena = room->arena;
	struct system system = {
	    room, room_path(room, "system"), {0}, {{0}, {0}}};
	system.roots.proc = file_join(arena, system.root, "proc");
	system.roots.sys = file_join(arena, system.root, "sys");
	return system;
}

static int
remove_one(const char *path, const struct stat *there, int kind, struct FTW *at)
{
	(void)there;
	(void)kind;
	(void)at;
	return remove(path);
}

static void
clear(struct system *system)
{
	nftw(system->root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void
system_free(struct system *system)
{
	clear(system);
	room_free(system->room);
}

static enum finding_state
look(struct system *system, enum finding finding)
{
	machine_look(&system->machine, system->room->arena, &system->roots,
	    system->room->file);
	return system->machine.states[finding];
}

/* --- The disk ------------------------------------------------------------- */

Test(machines, know_an_encrypted_disk_through_all_that_lies_on_it)
{
	struct system system = system_new();
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_UNKNOWN);

	put(&system, disk_of_file(&system, "size"), "1\n");
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_FOUND, "a disk");
	put(&system, disk_of_file(&system, "dm/uuid"), "CRYPT-LUKS2-ab-home\n");
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_FINE);
	put(&system, disk_of_file(&system, "dm/uuid"), "CRYPT-VERITY-ab\n");
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_FOUND);

	/* A volume on an encrypted disk, and one over two disks. */
	put(&system, disk_of_file(&system, "dm/uuid"), "LVM-abc\n");
	put(&system, disk_of_file(&system, "slaves/dm-0/dm/uuid"),
	    "CRYPT-LUKS1-cd-sda2\n");
	put(&system, disk_of_file(&system, "slaves/dm-0/slaves/sda2/size"),
	    "1\n");
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_FINE);
	put(&system, disk_of_file(&system, "slaves/sdb1/size"), "1\n");
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_FOUND);
	put(&system, disk_of_file(&system, "slaves/sdb1/loop/backing_file"),
	    "/disk.img\n");
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_UNKNOWN);
	system_free(&system);
}

Test(machines, cannot_see_the_disk_below_windows)
{
	struct system system = system_new();
	put(&system, disk_of_file(&system, "size"), "1\n");
	put(&system, "proc/version", "Linux version 5.15-microsoft-WSL2\n");
	cr_assert_eq(look(&system, FINDING_DISK), FINDING_UNKNOWN);
	system_free(&system);
}

/* --- Swap ----------------------------------------------------------------- */

static enum finding_state
look_at_swaps(struct system *system, const char *lines)
{
	put(system, "proc/swaps",
	    arena_format(system->room->arena, "%s%s", swap_heading, lines));
	return look(system, FINDING_SWAP);
}

Test(machines, know_swap_that_gives_away_what_is_in_memory)
{
	static const char zram[] = "/dev/zram0 partition\t8\t0\t100\n";
	static const char luks[] = "/dev/dm-1 partition\t8\t0\t-2\n";
	static const char plain[] = "/dev/sda3 partition\t8\t0\t-3\n";
	static const char gone[] = "/dev/sdz9 partition\t8\t0\t-3\n";
	struct system system = system_new();
	struct arena *arena = system.room->arena;
	put(&system, "sys/class/block/dm-1/dm/uuid", "CRYPT-PLAIN-swap\n");
	put(&system, "sys/class/block/sda3/size", "1\n");
	cr_assert_eq(look(&system, FINDING_SWAP), FINDING_UNKNOWN);
	cr_assert_eq(look_at_swaps(&system, ""), FINDING_FINE);
	cr_assert_eq(look_at_swaps(&system, zram), FINDING_FINE);
	cr_assert_eq(look_at_swaps(&system, luks), FINDING_FINE);
	cr_assert_eq(look_at_swaps(&system, gone), FINDING_UNKNOWN);
	cr_assert_eq(look_at_swaps(&system, plain), FINDING_FOUND);
	cr_assert_str_eq(system.machine.details[FINDING_SWAP], "/dev/sda3");
	cr_assert_eq(look_at_swaps(&system,
			 arena_format(arena, "%s%s%s", gone, plain, zram)),
	    FINDING_FOUND);
	cr_assert_eq(
	    look_at_swaps(&system, arena_format(arena, "%s%s", luks, gone)),
	    FINDING_UNKNOWN);

	/* A file swaps to the disk that it lies on. */
	const char *file = room_path(system.room, "swap file");
	const char *escaped =
	    room_path(system.room, "swap\\040file file\t8\t0\t-2\n");
	cr_assert(file_write(file, "x", 1, &system.room->err));
	cr_assert_eq(look_at_swaps(&system, escaped), FINDING_UNKNOWN);
	put(&system, disk_of_file(&system, "size"), "1\n");
	cr_assert_eq(look_at_swaps(&system, escaped), FINDING_FOUND);
	cr_assert_str_eq(system.machine.details[FINDING_SWAP], file);
	put(&system, disk_of_file(&system, "dm/uuid"), "CRYPT-LUKS2-ab\n");
	cr_assert_eq(look_at_swaps(&system, escaped), FINDING_FINE);
	system_free(&system);
}

Test(machines, know_where_hibernation_writes)
{
	struct system system = system_new();
	cr_assert_eq(look(&system, FINDING_HIBERNATION), FINDING_UNKNOWN);
	put(&system, "sys/power/state", "freeze mem\n");
	put(&system, "sys/power/resume", "8:3\n");
	put(&system, "sys/dev/block/8:3/size", "1\n");
	cr_assert_eq(look(&system, FINDING_HIBERNATION), FINDING_FINE);
	put(&system, "sys/power/state", "freeze mem disk\n");
	cr_assert_eq(look(&system, FINDING_HIBERNATION), FINDING_FOUND);
	put(&system, "sys/power/disk", "[disabled]\n");
	cr_assert_eq(look(&system, FINDING_HIBERNATION), FINDING_FINE);
	put(&system, "sys/power/disk", "[platform] shutdown\n");
	put(&system, "sys/power/resume", "0:0\n");
	cr_assert_eq(look(&system, FINDING_HIBERNATION), FINDING_FINE);
	put(&system, "sys/power/resume", "254:1\n");
	cr_assert_eq(look(&system, FINDING_HIBERNATION), FINDING_UNKNOWN);
	put(&system, "sys/dev/block/254:1/dm/uuid", "CRYPT-LUKS2-ab\n");
	cr_assert_eq(look(&system, FINDING_HIBERNATION), FINDING_FINE);
	system_free(&system);
}

/* --- Who else can read it ------------------------------------------------- */

Test(machines, know_folders_that_are_copied_to_others)
{
	static const struct {
		const char *folder;
		enum finding_state state;
	} folders[] = {
	    {"Dropbox", FINDING_FOUND},
	    {"OneDrive - Anytown Council", FINDING_FOUND},
	    {"nextcloud", FINDING_FOUND},
	    {"iCloudDrive", FINDING_FOUND},
	    {"Dropboxes", FINDING_FINE},
	    {"My Dropbox", FINDING_FINE},
	    {"Plans", FINDING_FINE},
	};
	struct system system = system_new();
	struct room *room = system.room;
	const char *file = room->file;
	for (size_t i = 0; i < ARRAY_LENGTH(folders); i++) {
		const char *folder = room_path(room, folders[i].folder);
		cr_assert_eq(mkdir(folder, 0700), 0);
		room->file = file_join(room->arena, folder, "people.db");
		cr_assert(file_write(room->file, "x", 1, &room->err));
		cr_assert_eq(look(&system, FINDING_SYNC), folders[i].state,
		    "%s", folders[i].folder);
		file_remove_temporary(folder);
	}
	room->file = room_path(room, "Dropbox");
	cr_assert(file_write(room->file, "x", 1, &room->err));
	cr_assert_eq(look(&system, FINDING_SYNC), FINDING_FINE, "no folder");
	room->file = file;
	system_free(&system);
}

Test(machines, know_who_else_can_get_at_the_file)
{
	struct system system = system_new();
	struct room *room = system.room;
	const char *backups = room_path(room, "backups");
	cr_assert_eq(look(&system, FINDING_OPEN), FINDING_FINE);
	cr_assert_eq(system.machine.states[FINDING_OWNER], FINDING_FINE);
	cr_assert_eq(chmod(room->file, 0640), 0);
	cr_assert_eq(look(&system, FINDING_OPEN), FINDING_FOUND);
	cr_assert_str_eq(system.machine.details[FINDING_OPEN], room->file);
	cr_assert_eq(chmod(room->file, 0600), 0);
	cr_assert_eq(chmod(room->folder, 0755), 0);
	cr_assert_eq(look(&system, FINDING_OPEN), FINDING_FINE);
	cr_assert_eq(chmod(room->folder, 0770), 0);
	cr_assert_eq(look(&system, FINDING_OPEN), FINDING_FOUND);
	cr_assert_eq(chmod(room->folder, 01777), 0);
	cr_assert_eq(look(&system, FINDING_OPEN), FINDING_FINE, "as /tmp");
	cr_assert_eq(chmod(room->folder, 0700), 0);
	cr_assert_eq(mkdir(backups, 0700), 0);
	cr_assert_eq(look(&system, FINDING_OPEN), FINDING_FINE);
	cr_assert_eq(chmod(backups, 0750), 0);
	cr_assert_eq(look(&system, FINDING_OPEN), FINDING_FOUND);
	rmdir(backups);
	if (geteuid() == 0) {
		cr_assert_eq(chown(room->file, 65534, 65534), 0);
		cr_assert_eq(look(&system, FINDING_OWNER), FINDING_FOUND);
	}
	system_free(&system);
}

/* --- Telling it ----------------------------------------------------------- */

static struct desk *
open_desk(struct system *system)
{
	struct room *room = system->room;
	const struct desk_options options = {
	    .file = room->file,
	    .forms = room->forms,
	    .share = room->share,
	    .proc = system->roots.proc,
	    .sys = system->roots.sys,
	    .clock = room_clock(room),
	};
	struct desk *desk;
	cr_assert(desk_new(&options, &desk, &room->err));
	cr_assert(desk_open_file(desk, false, &room->err));
	return desk;
}

/* How many lines a start of the program tells. */
static size_t
lines_told(struct system *system)
{
	struct desk *desk = open_desk(system);
	struct str text = STR_EMPTY;
	size_t lines = 0;
	desk_put_warnings(&text, desk);
	for (size_t i = 0; i < text.length; i++)
		lines += text.text[i] == '\n';
	str_release(&text);
	desk_free(desk);
	return lines;
}

Test(machines, are_warned_of_once_and_again_when_it_comes_back)
{
	struct system system = system_new();
	room_new_desk(system.room);
	cr_assert_eq(lines_told(&system), 0, "what nobody knows");
	put(&system, disk_of_file(&system, "size"), "1\n");
	cr_assert_eq(lines_told(&system), 1);
	cr_assert_eq(lines_told(&system), 0);
	put(&system, "sys/class/block/sda3/size", "1\n");
	look_at_swaps(&system, "/dev/sda3 partition\t8\t0\t-3\n");
	cr_assert_eq(lines_told(&system), 1, "only what is new");
	look_at_swaps(&system, "");
	cr_assert_eq(lines_told(&system), 0);
	look_at_swaps(&system, "/dev/sda3 partition\t8\t0\t-3\n");
	cr_assert_eq(lines_told(&system), 1, "it has come back");
	system_free(&system);
}

Test(machines, are_told_of_whole_to_whoever_asks)
{
	struct system system = system_new();
	struct str text = STR_EMPTY;
	room_new_desk(system.room);
	put(&system, disk_of_file(&system, "size"), "1\n");
	struct desk *desk = open_desk(&system);
	desk_put_machine(&text, desk);
	cr_assert_not_null(strstr(text.text, system.room->file));
	cr_assert_not_null(strstr(text.text, "hibernation writes"));
	size_t lines = 0;
	for (size_t i = 0; i < text.length; i++)
		lines += text.text[i] == '\n';
	cr_assert_eq(lines, FINDING_MAX);
	str_release(&text);
	desk_free(desk);
	system_free(&system);
}
