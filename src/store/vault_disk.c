/*
 * The header of a vault on the disk.
 *
 * Owns the two ways to it: through a file that SQLite is just opening, and
 * through one that is opened here while the store is closed.  Both are files
 * of the VFS below the vault.  Nothing is opened by open(2): closing such a
 * descriptor would drop the locks that SQLite holds on the file, and a disk
 * made for tests could not cut the power in the middle of a header.
 *
 * A copy is written whole and is on the disk before the other one is touched:
 * so at every moment one of them is as it should be.  In a new file the first
 * is written last.  Until it is begun the file starts with zeros, as no file of
 * anybody's does, however the other one was torn: so what is left of a making
 * that was interrupted is always known for that.
 *
 * Tested by tests/unit/store_vault_cuts.c.
 */
#include "store/vault_disk.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/beside.h"

static const char plain_magic[VAULT_MAGIC_BYTES + 1] = "SQLite f";

/* What is left of a result of SQLite's without what it says more exactly. */
enum { PRIMARY_CODE = 0xFF };

struct vault_disk {
	sqlite3_vfs *base;
	const char *name; /* as SQLite would give it to the VFS; NULL: none */
	sqlite3_file *file;
	bool is_locked;
};

/* --- Copies --------------------------------------------------------------- */

int
vault_disk_read(sqlite3_file *file, struct vault_headers *headers)
{
	memset(headers, 0, sizeof(*headers));
	sqlite3_int64 size = 0;
	int result = file->pMethods->xFileSize(file, &size);
	headers->size = size;
	for (int i = 0; result == SQLITE_OK && i < VAULT_HEADER_COPIES; i++) {
		result = file->pMethods->xRead(file, &headers->copies[i],
		    VAULT_HEADER_BYTES, (sqlite3_int64)i * VAULT_HEADER_BYTES);
		/* What is missing has been filled with zeros. */
		if (result == SQLITE_IOERR_SHORT_READ)
			result = SQLITE_OK;
	}
	return result;
}

/* Write a copy, and wait until it is on the disk. */
static int
write_copy(sqlite3_file *file, int copy, const struct vault_header *header)
{
	int result = file->pMethods->xWrite(file, header, VAULT_HEADER_BYTES,
	    (sqlite3_int64)copy * VAULT_HEADER_BYTES);

	if (result != SQLITE_OK)
		return result;
	return file->pMethods->xSync(file, SQLITE_SYNC_FULL);
}

int
vault_disk_begin(sqlite3_file *file, const struct vault_header *header)
{
	int result = SQLITE_OK;

	for (int i = VAULT_HEADER_COPIES; result == SQLITE_OK && i-- > 0;)
		result = write_copy(file, i, header);
	if (result != SQLITE_OK)
		file->pMethods->xTruncate(file, 0);
	return result;
}

int
vault_disk_take(sqlite3_file *file)
{
	static const int levels[] = {
	    SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE};
	int result = SQLITE_OK;

	for (size_t i = 0; result == SQLITE_OK && i < ARRAY_LENGTH(levels); i++)
		result = file->pMethods->xLock(file, levels[i]);
	return result;
}

bool
vault_disk_is_unfinished(const struct vault_headers *headers)
{
	const struct vault_header *first = &headers->copies[0];

	if (headers->size > VAULT_HEADERS_BYTES ||
	    !sodium_is_zero((const unsigned char *)first, sizeof(*first)))
		return false;
	for (int i = 1; i < VAULT_HEADER_COPIES; i++) {
		enum vault_look look = vault_header_look(&headers->copies[i]);
		if (look == VAULT_LOOKS_WHOLE || look == VAULT_LOOKS_NEWER)
			return false;
	}
	return true;
}

bool
vault_disk_is_cut(const struct vault_headers *headers)
{
	return headers->size < VAULT_HEADERS_BYTES &&
	       !vault_disk_is_unfinished(headers);
}

enum vault_kind
vault_disk_kind(const struct vault_headers *headers)
{
	if (vault_disk_is_unfinished(headers))
		return VAULT_NOTHING;
	if (memcmp(&headers->copies[0], plain_magic, VAULT_MAGIC_BYTES) == 0)
		return VAULT_PLAIN;
	for (int i = 0; i < VAULT_HEADER_COPIES; i++)
		switch (vault_header_look(&headers->copies[i])) {
		case VAULT_LOOKS_WHOLE:
		case VAULT_LOOKS_NEWER:
		case VAULT_LOOKS_DAMAGED:
			return VAULT_LOCKED;
		case VAULT_LOOKS_EMPTY:
		case VAULT_LOOKS_FOREIGN:
			break;
		}
	return VAULT_FOREIGN;
}

int
vault_disk_other(int copy)
{
	return 1 - copy;
}

int
vault_disk_newer(const struct vault_headers *headers)
{
	int newer = -1;

	for (int i = 0; i < VAULT_HEADER_COPIES; i++) {
		const struct vault_header *copy = &headers->copies[i];
		if (vault_header_look(copy) != VAULT_LOOKS_WHOLE)
			continue;
		if (newer < 0 ||
		    vault_header_generation(copy) >
			vault_header_generation(&headers->copies[newer]))
			newer = i;
	}
	return newer;
}

bool
vault_disk_is_even(const struct vault_headers *headers)
{
	return memcmp(&headers->copies[0], &headers->copies[1],
		   sizeof(headers->copies[0])) == 0;
}

void
vault_disk_seal(struct vault_header *header,
    const struct vault_headers *headers, const struct vault_keys *keys)
{
	int newest = vault_disk_newer(headers);

	if (newest >= 0)
		memcpy(header->generation, headers->copies[newest].generation,
		    sizeof(header->generation));
	vault_header_seal(header, keys);
}

int
vault_disk_replace(
    sqlite3_file *file, int best, const struct vault_header *header)
{
	int result = write_copy(file, vault_disk_other(best), header);

	if (result == SQLITE_OK)
		result = write_copy(file, best, header);
	return result;
}

/* --- Files ---------------------------------------------------------------- */

/*
 * SQLite gives its files names of its own making, and wants no others.  That a
 * link was on the way is no failure, and yet not SQLITE_OK.
 */
static const char *
name_for(sqlite3_vfs *base, const char *path)
{
	struct str journal = STR_EMPTY;
	char *full = mem_new((size_t)base->mxPathname + 1);
	const char *name = NULL;
	int result =
	    base->xFullPathname(base, path, base->mxPathname + 1, full);

	if ((result & PRIMARY_CODE) == SQLITE_OK) {
		beside_put(&journal, full, BESIDE_JOURNAL);
		name = sqlite3_create_filename(full, journal.text, "", 0, NULL);
		if (!name)
			mem_give_up();
	}
	str_release(&journal);
	mem_free(full);
	return name;
}

struct vault_disk *
vault_disk_new(const char *path, const char *base_name)
{
	sqlite3_vfs *base = sqlite3_vfs_find(base_name);

	if (!base)
		return NULL;
	struct vault_disk *disk = mem_new(sizeof(*disk));
	disk->base = base;
	disk->name = name_for(base, path);
	disk->file = mem_new((size_t)base->szOsFile);
	return disk;
}

void
vault_disk_free(struct vault_disk *disk)
{
	if (!disk)
		return;
	if (disk->file->pMethods) {
		if (disk->is_locked)
			disk->file->pMethods->xUnlock(
			    disk->file, SQLITE_LOCK_NONE);
		disk->file->pMethods->xClose(disk->file);
	}
	sqlite3_free_filename(disk->name);
	mem_free(disk->file);
	mem_free(disk);
}

int
vault_disk_find(struct vault_disk *disk, bool *is_there)
{
	int answer = 0;
	int result = disk->name ? disk->base->xAccess(disk->base, disk->name,
				      SQLITE_ACCESS_EXISTS, &answer)
				: SQLITE_CANTOPEN;

	*is_there = result == SQLITE_OK && answer;
	return result;
}

int
vault_disk_open(struct vault_disk *disk, bool is_writing)
{
	int flags = SQLITE_OPEN_MAIN_DB |
		    (is_writing ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
	int got = flags;

	if (!disk->name)
		return SQLITE_CANTOPEN;
	int result =
	    disk->base->xOpen(disk->base, disk->name, disk->file, flags, &got);
	if (result == SQLITE_OK && is_writing && (got & SQLITE_OPEN_READONLY))
		return SQLITE_READONLY;
	return result;
}

sqlite3_file *
vault_disk_file(struct vault_disk *disk)
{
	return disk->file;
}

int
vault_disk_lock(struct vault_disk *disk)
{
	disk->is_locked = true;
	return vault_disk_take(disk->file);
}
