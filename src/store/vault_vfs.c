/*
 * The VFS of one vault: which files SQLite opens by it, and how.
 *
 * Owns the rule that nothing is written in plain: what is not a journal of
 * journals is sealed with the vault's keys, and a database that is there
 * already must carry them in its header, or it is refused.  It is registered
 * by a name of its own, and whoever opens a file says that name: a default
 * VFS can become another one without a word, and then files would be written
 * by it.
 *
 * A vault is a value like any other: as many may be open as one likes, each
 * with its own VFS, and there is no global to hold keys.
 *
 * Tested by tests/unit/store_vault.c and store_race.c.
 */
#include "store/vault_vfs.h"

#include <inttypes.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/vault_disk.h"
#include "store/vault_file.h"

enum { NAME_SIZE = 32 };

struct vault_vfs {
	sqlite3_vfs vfs; /* pAppData points back here */
	sqlite3_vfs *base;
	const struct vault_keys *keys;
	struct vault_header header;
	char name[NAME_SIZE];
};

static struct vault_vfs *
self_of(sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

/* --- The header of a database --------------------------------------------- */

/* What a file is that has no header with our key. */
static int
refuse_file(const struct vault_headers *headers)
{
	int result = SQLITE_NOTADB;

	for (int i = 0; i < VAULT_HEADER_COPIES; i++)
		switch (vault_header_look(&headers->copies[i])) {
		case VAULT_LOOKS_WHOLE:
		case VAULT_LOOKS_NEWER:
			return SQLITE_AUTH;
		case VAULT_LOOKS_DAMAGED:
			result = SQLITE_CORRUPT;
			break;
		case VAULT_LOOKS_EMPTY:
		case VAULT_LOOKS_FOREIGN:
			break;
		}
	return result;
}

static bool
is_ours(const struct vault_vfs *self, const struct vault_headers *headers)
{
	for (int i = 0; i < VAULT_HEADER_COPIES; i++)
		if (vault_header_is_of(&headers->copies[i], self->keys))
			return true;
	return false;
}

/*
 * RULE: what is read without a lock may be another program's a moment later.
 * So a file is begun only if it is still empty when nobody else can write it.
 */
static int
begin_header(
    struct vault_vfs *self, sqlite3_file *file, struct vault_headers *headers)
{
	int result = vault_disk_take(file);

	if (result == SQLITE_OK)
		result = vault_disk_read(file, headers);
	if (result == SQLITE_OK && vault_disk_is_unfinished(headers)) {
		result = vault_disk_begin(file, &self->header);
		if (result == SQLITE_OK)
			result = vault_disk_read(file, headers);
	}
	file->pMethods->xUnlock(file, SQLITE_LOCK_NONE);
	return result;
}

/*
 * An empty file gets the header of this vault if it may be begun; any other
 * must have one with the same key, of whatever time.  A plain file has none.
 */
static int
settle_header(struct vault_vfs *self, sqlite3_file *file, bool may_begin)
{
	struct vault_headers *headers = mem_new(sizeof(*headers));
	int result = vault_disk_read(file, headers);

	if (result == SQLITE_OK && may_begin &&
	    vault_disk_is_unfinished(headers))
		result = begin_header(self, file, headers);
	if (result == SQLITE_OK && !is_ours(self, headers))
		result = refuse_file(headers);
	if (result == SQLITE_OK && vault_disk_is_cut(headers))
		result = SQLITE_CORRUPT;
	mem_free(headers);
	return result;
}

/* --- Opening -------------------------------------------------------------- */

static int
open_database(struct vault_vfs *self, const char *name, sqlite3_file *file,
    int flags, int *flags_out)
{
	const struct vault_layout layout = {
	    .role = VAULT_DATABASE,
	    .start = VAULT_HEADERS_BYTES,
	    .key = self->keys->role[VAULT_DATABASE],
	};
	int result =
	    vault_file_open(self->base, name, file, &layout, flags, flags_out);

	if (result != SQLITE_OK)
		return result;
	result = settle_header(
	    self, vault_file_below(file), (flags & SQLITE_OPEN_CREATE) != 0);
	if (result != SQLITE_OK) {
		file->pMethods->xClose(file);
		file->pMethods = NULL;
	}
	return result;
}

/*
 * What SQLite opens for itself alone has a key of its own, which goes with
 * the file.
 */
static int
open_beside(struct vault_vfs *self, const char *name, sqlite3_file *file,
    int flags, int *flags_out)
{
	bool is_journal = (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0;
	const struct vault_layout layout = {
	    .role = is_journal ? VAULT_JOURNAL : VAULT_TEMPORARY,
	    .key = is_journal ? self->keys->role[VAULT_JOURNAL] : NULL,
	};

	return vault_file_open(
	    self->base, name, file, &layout, flags, flags_out);
}

/*
 * A super-journal, which parts of one transaction in two files share, holds
 * the names of their journals and nothing of theirs: so it is the one file
 * that is kept plain.
 */
static int
vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
    int *flags_out)
{
	struct vault_vfs *self = self_of(vfs);

	file->pMethods = NULL;
	if (flags & SQLITE_OPEN_WAL)
		return SQLITE_CANTOPEN;
	if (flags & SQLITE_OPEN_SUPER_JOURNAL)
		return self->base->xOpen(
		    self->base, name, file, flags, flags_out);
	if (flags & SQLITE_OPEN_MAIN_DB)
		return open_database(self, name, file, flags, flags_out);
	return open_beside(self, name, file, flags, flags_out);
}

/* --- What goes straight to the VFS below ---------------------------------- */

static int
vfs_delete(sqlite3_vfs *vfs, const char *name, int is_synced)
{
	sqlite3_vfs *base = self_of(vfs)->base;

	return base->xDelete(base, name, is_synced);
}

static int
vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *answer)
{
	sqlite3_vfs *base = self_of(vfs)->base;

	return base->xAccess(base, name, flags, answer);
}

static int
vfs_full_path(sqlite3_vfs *vfs, const char *name, int size, char *path)
{
	sqlite3_vfs *base = self_of(vfs)->base;

	return base->xFullPathname(base, name, size, path);
}

static int
vfs_chance(sqlite3_vfs *vfs, int count, char *bytes)
{
	sqlite3_vfs *base = self_of(vfs)->base;

	return base->xRandomness(base, count, bytes);
}

static int
vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
	sqlite3_vfs *base = self_of(vfs)->base;

	return base->xSleep(base, microseconds);
}

static int
vfs_time(sqlite3_vfs *vfs, double *days)
{
	sqlite3_vfs *base = self_of(vfs)->base;

	return base->xCurrentTime(base, days);
}

static int
vfs_error(sqlite3_vfs *vfs, int size, char *text)
{
	sqlite3_vfs *base = self_of(vfs)->base;

	return base->xGetLastError ? base->xGetLastError(base, size, text) : 0;
}

/* --- No extensions -------------------------------------------------------- */

/*
 * Nothing is ever loaded.  But SQLite calls these without looking whether
 * they are there, so there must be somebody who refuses.
 */
static void *
vfs_load(sqlite3_vfs *vfs, const char *name)
{
	(void)vfs;
	(void)name;
	return NULL;
}

static void
vfs_load_error(sqlite3_vfs *vfs, int size, char *text)
{
	(void)vfs;
	sqlite3_snprintf(size, text, "a vault loads no extensions");
}

static void (
    *vfs_load_symbol(sqlite3_vfs *vfs, void *library, const char *name))(void)
{
	(void)vfs;
	(void)library;
	(void)name;
	return NULL;
}

static void
vfs_unload(sqlite3_vfs *vfs, void *library)
{
	(void)vfs;
	(void)library;
}

/* --- The VFS -------------------------------------------------------------- */

struct vault_vfs *
vault_vfs_new(const char *base_name, const struct vault_keys *keys,
    const struct vault_header *header)
{
	sqlite3_vfs *base = sqlite3_vfs_find(base_name);
	uint64_t chance;

	if (!base)
		return NULL;
	struct vault_vfs *self = mem_new(sizeof(*self));
	randombytes_buf(&chance, sizeof(chance));
	snprintf(self->name, sizeof(self->name), "vault-%016" PRIx64, chance);
	self->base = base;
	self->keys = keys;
	self->header = *header;
	self->vfs = (sqlite3_vfs){
	    .iVersion = 1,
	    .szOsFile = vault_file_bytes(base),
	    .mxPathname = base->mxPathname,
	    .zName = self->name,
	    .pAppData = self,
	    .xOpen = vfs_open,
	    .xDelete = vfs_delete,
	    .xAccess = vfs_access,
	    .xFullPathname = vfs_full_path,
	    .xDlOpen = vfs_load,
	    .xDlError = vfs_load_error,
	    .xDlSym = vfs_load_symbol,
	    .xDlClose = vfs_unload,
	    .xRandomness = vfs_chance,
	    .xSleep = vfs_sleep,
	    .xCurrentTime = vfs_time,
	    .xGetLastError = vfs_error,
	};
	sqlite3_vfs_register(&self->vfs, 0);
	return self;
}

void
vault_vfs_free(struct vault_vfs *self)
{
	if (!self)
		return;
	sqlite3_vfs_unregister(&self->vfs);
	mem_free(self);
}

const char *
vault_vfs_name(const struct vault_vfs *self)
{
	return self->name;
}

void
vault_vfs_set_header(struct vault_vfs *self, const struct vault_header *header)
{
	self->header = *header;
}

bool
vault_vfs_is_of(const char *name, const struct vault_header *header)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(name);

	return vfs && vfs->xOpen == vfs_open &&
	       vault_header_is_of(header, self_of(vfs)->keys);
}
