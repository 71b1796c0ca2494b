/*
 * What can be wrong with the machine that the people are kept on.
 *
 * Everything is read from the system's own account of itself, in /proc and
 * /sys or in folders that a test has made, and nothing is asked of any other
 * program.  Which device something lies on is its number; whether that is
 * encrypted stands in dm/uuid, and what it is made of in slaves, so volumes on
 * an encrypted disk, and pools of several disks, are followed down to the last.
 *
 * Whatever is not understood is not known: a warning must be right.  In a
 * virtual machine of Windows nobody can see what the disk below it is.
 *
 * Tested by tests/unit/desk_machine.c.
 */
#include "desk/machine.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/sysmacros.h>
#endif
#include <unistd.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/beside.h"

static const struct {
	const char *name;
	enum word words[FINDING_FOUND + 1];
} findings[FINDING_MAX] = {
#define FINDING(id, name, found, fine, unknown)                                \
	[FINDING_##id] = {name, {[FINDING_FOUND] = WORD_##found,               \
				    [FINDING_FINE] = WORD_##fine,              \
				    [FINDING_UNKNOWN] = WORD_##unknown}},
#include "desk/machine.def"
#undef FINDING
};

/* More devices below one another are no machine of this world. */
enum { DEVICES_MOST = 64 };

/* What is looked at, and what is found. */
struct looking {
	struct machine *machine;
	const char *proc, *sys, *file;
	struct arena *arena;
};

static void
settle(struct looking *looking, enum finding finding, enum finding_state state,
    const char *detail)
{
	looking->machine->states[finding] = state;
	looking->machine->details[finding] = arena_copy(looking->arena, detail);
}

/* --- Devices -------------------------------------------------------------- */

/* A line, or nothing if there is no such file. */
static const char *
read_line(struct looking *looking, const char *folder, const char *name)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	file_read(
	    file_join(looking->arena, folder, name), FILE_LIMIT, &text, &err);
	const char *end = strchr(text.text, '\n');
	if (end)
		str_cut(&text, (size_t)(end - text.text));
	return str_keep(&text, looking->arena);
}

/*
 * dm-crypt says so in its uuid.  Two kinds that do not encrypt begin as it
 * does: they only prove that nothing was altered.
 */
static bool
is_encrypted(const char *uuid)
{
	return text_starts(uuid, "CRYPT-") &&
	       !text_starts(uuid, "CRYPT-VERITY") &&
	       !text_starts(uuid, "CRYPT-INTEGRITY");
}

/* Folders of devices that are still to be looked at. */
struct devices {
	const char *folders[DEVICES_MOST];
	size_t count;
};

/* What a device is made of; false if there is too much of it. */
static bool
add_slaves(struct looking *looking, struct devices *devices, const char *folder)
{
	const char *slaves = file_join(looking->arena, folder, "slaves");
	const char *const *names;
	size_t count;
	struct err err = {0};

	if (!file_is_folder(slaves))
		return true;
	if (!file_list(slaves, "", looking->arena, &names, &count, &err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (devices->count == DEVICES_MOST)
			return false;
		devices->folders[devices->count++] =
		    file_join(looking->arena, slaves, names[i]);
	}
	return true;
}

/* A device of files or of the network is whatever lies below it. */
static bool
is_borrowed(struct looking *looking, const char *folder)
{
	return file_exists(file_join(looking->arena, folder, "loop")) ||
	       file_exists(file_join(looking->arena, folder, "pid"));
}

/*
 * Is all that a device is made of encrypted?  A folder of /sys for it;
 * FINDING_FOUND: some of it is not.
 */
static enum finding_state
look_at_device(struct looking *looking, const char *folder)
{
	struct devices devices = {{folder}, 1};

	if (!file_is_folder(folder))
		return FINDING_UNKNOWN;
	while (devices.count > 0) {
		const char *at = devices.folders[--devices.count];
		if (is_encrypted(read_line(looking, at, "dm/uuid")))
			continue;
		if (is_borrowed(looking, at))
			return FINDING_UNKNOWN;
		size_t before = devices.count;
		if (!add_slaves(looking, &devices, at))
			return FINDING_UNKNOWN;
		if (devices.count == before)
			return FINDING_FOUND;
	}
	return FINDING_FINE;
}

static const char *
folder_of_number(struct looking *looking, unsigned major, unsigned minor)
{
	return arena_format(
	    looking->arena, "%s/dev/block/%u:%u", looking->sys, major, minor);
}

static enum finding_state
look_at_disk_of(struct looking *looking, const char *path)
{
	struct stat there;

	if (stat(path, &there) != 0)
		return FINDING_UNKNOWN;
	return look_at_device(
	    looking, folder_of_number(
			 looking, major(there.st_dev), minor(there.st_dev)));
}

static bool
is_guest_of_windows(struct looking *looking)
{
	const char *version = read_line(looking, looking->proc, "version");

	return strstr(version, "icrosoft") != NULL;
}

static void
look_at_disk(struct looking *looking)
{
	enum finding_state state =
	    is_guest_of_windows(looking)
		? FINDING_UNKNOWN
		: look_at_disk_of(looking, looking->file);

	settle(looking, FINDING_DISK, state, looking->file);
}

/* --- Swap and sleep ------------------------------------------------------- */

/* "\040" is how /proc/swaps writes a blank. */
static const char *
unescape(struct looking *looking, const char *text, size_t length)
{
	struct str plain = STR_EMPTY;

	for (size_t i = 0; i < length; i++) {
		char code[4] = {0};
		if (text[i] == '\\' && i + 3 < length) {
			memcpy(code, text + i + 1, 3);
			str_put_char(&plain, (char)strtol(code, NULL, 8));
			i += 3;
		} else {
			str_put_char(&plain, text[i]);
		}
	}
	return str_keep(&plain, looking->arena);
}

/* A device that swaps by its name, or a file by what it lies on. */
static enum finding_state
look_at_swap_area(struct looking *looking, const char *path)
{
	const char *name = strrchr(path, '/');
	struct stat there;

	if (stat(path, &there) == 0 && S_ISREG(there.st_mode))
		return look_at_disk_of(looking, path);
	if (!name)
		return FINDING_UNKNOWN;
	/* Memory, only smaller. */
	if (text_starts(name, "/zram"))
		return FINDING_FINE;
	return look_at_device(
	    looking, arena_format(looking->arena, "%s/class/block%s",
			 looking->sys, name));
}

/* The gravest of all areas: one that is not encrypted is enough. */
static void
look_at_swap(struct looking *looking)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	enum finding_state worst = FINDING_FINE;
	const char *detail = "";

	if (!file_read(file_join(looking->arena, looking->proc, "swaps"),
		FILE_LIMIT, &text, &err)) {
		settle(looking, FINDING_SWAP, FINDING_UNKNOWN, "");
		return;
	}
	/* The first line says what stands in the others. */
	const char *line = strchr(text.text, '\n');
	for (; line && line[1] != '\0'; line = strchr(line + 1, '\n')) {
		const char *path =
		    unescape(looking, line + 1, strcspn(line + 1, " \t\n"));
		enum finding_state state = look_at_swap_area(looking, path);
		bool is_worse =
		    state == FINDING_FOUND ||
		    (state == FINDING_UNKNOWN && worst == FINDING_FINE);
		if (worst != FINDING_FOUND && is_worse) {
			worst = state;
			detail = path;
		}
	}
	str_release(&text);
	settle(looking, FINDING_SWAP, worst, detail);
}

/* What all memory would be written to in the deepest sleep. */
static void
look_at_hibernation(struct looking *looking)
{
	const char *power = file_join(looking->arena, looking->sys, "power");
	const char *sleeps = read_line(looking, power, "state");
	const char *resume = read_line(looking, power, "resume");
	bool can = strstr(sleeps, "disk") &&
		   !strstr(read_line(looking, power, "disk"), "[disabled]");
	bool is_set = *resume != '\0' && !text_is(resume, "0:0");
	unsigned major, minor;

	if (*sleeps == '\0') {
		settle(looking, FINDING_HIBERNATION, FINDING_UNKNOWN, "");
	} else if (!can || !is_set) {
		settle(looking, FINDING_HIBERNATION, FINDING_FINE, "");
	} else if (sscanf(resume, "%u:%u", &major, &minor) == 2) {
		settle(looking, FINDING_HIBERNATION,
		    look_at_device(
			looking, folder_of_number(looking, major, minor)),
		    resume);
	} else {
		settle(looking, FINDING_HIBERNATION, FINDING_UNKNOWN, "");
	}
}

/* --- Who else can read it ------------------------------------------------- */

/* How the folders of those who copy them to other machines are called. */
static const char *const sync_names[] = {"Dropbox", "OneDrive", "Nextcloud",
    "ownCloud", "iCloud", "iCloudDrive", "com~apple~CloudDocs", "Google Drive",
    "GoogleDrive", "MEGAsync", "pCloudDrive", "Syncthing"};

/* "OneDrive - Anytown Council" is one of them, "Dropboxes" is none. */
static bool
is_sync_name(const char *name, size_t length)
{
	for (size_t i = 0; i < ARRAY_LENGTH(sync_names); i++) {
		size_t size = strlen(sync_names[i]);
		if (length < size ||
		    strncasecmp(name, sync_names[i], size) != 0)
			continue;
		if (length == size || name[size] == ' ')
			return true;
	}
	return false;
}

static void
look_at_sync(struct looking *looking)
{
	settle(looking, FINDING_SYNC, FINDING_FINE, "");
	for (const char *at = looking->file; *at != '\0';) {
		size_t length = strcspn(at, "/");
		bool is_folder = at[length] == '/';
		if (is_folder && is_sync_name(at, length)) {
			const char *name =
			    arena_copy_n(looking->arena, at, length);
			settle(looking, FINDING_SYNC, FINDING_FOUND, name);
			return;
		}
		at += length + (is_folder ? 1 : 0);
	}
}

/* What others may not do with a path, and whose it may be. */
struct right {
	const char *path;
	mode_t forbidden;
	bool is_systems; /* may it belong to the system? */
};

static void
look_at_right(struct looking *looking, const struct right *right)
{
	struct stat there;

	if (stat(right->path, &there) != 0)
		return;
	bool is_own = there.st_uid == geteuid() ||
		      (right->is_systems && there.st_uid == 0);
	/* In a folder such as /tmp nobody can touch what others have there. */
	bool is_sticky = (there.st_mode & S_ISVTX) != 0;
	if (!is_own)
		settle(looking, FINDING_OWNER, FINDING_FOUND, right->path);
	if ((there.st_mode & right->forbidden) != 0 && !is_sticky)
		settle(looking, FINDING_OPEN, FINDING_FOUND, right->path);
}

/*
 * The file and its backups are for their owner alone; the folder that it is in
 * may be looked into, but whoever can write there can put another file in the
 * place of this one.
 */
static void
look_at_rights(struct looking *looking)
{
	static const mode_t any = S_IRWXG | S_IRWXO;
	struct str folder = STR_EMPTY, backups = STR_EMPTY;

	beside_put_backups(&backups, looking->file);
	file_put_folder(&folder, looking->file);
	if (folder.length > 1 && folder.text[folder.length - 1] == '/')
		str_cut(&folder, folder.length - 1);
	const char *parent = str_keep(&folder, looking->arena);
	const struct right rights[] = {
	    {parent, S_IWGRP | S_IWOTH, true},
	    {str_keep(&backups, looking->arena), any, false},
	    {looking->file, any, false},
	};

	settle(looking, FINDING_OWNER, FINDING_FINE, "");
	settle(looking, FINDING_OPEN, FINDING_FINE, "");
	for (size_t i = 0; i < ARRAY_LENGTH(rights); i++)
		look_at_right(looking, &rights[i]);
}

/* --- All of it ------------------------------------------------------------ */

void
machine_look(struct machine *machine, struct arena *arena,
    const struct machine_roots *roots, const char *file)
{
	char resolved[PATH_MAX];
	struct looking looking = {
	    .machine = machine,
	    .proc = roots->proc ? roots->proc : "/proc",
	    .sys = roots->sys ? roots->sys : "/sys",
	    .file = realpath(file, resolved) ? resolved : file,
	    .arena = arena,
	};

	*machine = (struct machine){0};
	look_at_disk(&looking);
	look_at_swap(&looking);
	look_at_hibernation(&looking);
	look_at_sync(&looking);
	look_at_rights(&looking);
}

const char *
finding_name(enum finding finding)
{
	return findings[finding].name;
}

void
machine_put(struct str *out, const struct machine *machine,
    enum finding finding, const struct words *words)
{
	words_put(out, words, findings[finding].words[machine->states[finding]],
	    machine->details[finding], NULL);
}
