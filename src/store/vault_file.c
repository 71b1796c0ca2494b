/*
 * A file of SQLite's that is kept as sealed blocks: its sqlite3_io_methods.
 *
 * SQLite sees a disk with sectors of 4096 bytes.  Each sector is one sealed
 * block of 4144, one behind the other.  Nothing here knows what a page, a
 * journal record or a frame is: that SQLite survives a power cut on this disk
 * rests on the device contract alone, and each rule of it stands where it
 * holds: here is how SQLite asks, in vault_hold.c how a block is kept.  The
 * rules were found by cutting the power, not by reading; what looks needless
 * lost data in one cut of four when it was missing.
 *
 * THE CONTRACT.  A write that the power cuts may leave anything in the sectors
 * that it touches, and leaves all others alone.  SQLite then never rewrites a
 * sector that holds what it may still need.  To be true this takes three
 * things: blocks are always written whole, so that what is torn is that block
 * and no other; a claim of SQLITE_IOCAP_POWERSAFE_OVERWRITE is never made; and
 * the sector size says 4096.  What it asks of the disk below is what SQLite
 * asks of any disk by default: that the bytes beside a write stay what they
 * were, since the ends of a block share real sectors with its neighbours.
 *
 * Tested by tests/unit/store_vault_file.c, and with power cuts.
 */
#include "store/vault_file.h"

#include <sqlite3.h>
#include <string.h>

#include "store/vault_block.h"
#include "store/vault_hold.h"

enum { BLOCK = VAULT_BLOCK_BYTES, PEEK = 100 };

struct vault_file {
	sqlite3_file base;
	struct vault_hold hold;
};

static struct vault_file *
file_of(sqlite3_file *base)
{
	return (struct vault_file *)base;
}

sqlite3_file *
vault_file_below(sqlite3_file *file)
{
	return file_of(file)->hold.below;
}

/* --- Size ----------------------------------------------------------------- */

static int
file_size(sqlite3_file *base, sqlite3_int64 *size)
{
	int64_t bytes;
	int result = vault_hold_size(&file_of(base)->hold, &bytes);

	if (result == SQLITE_OK)
		*size = bytes;
	return result;
}

static int
file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	return vault_hold_cut(&file_of(base)->hold, size);
}

/* --- Reading -------------------------------------------------------------- */

static int
read_pieces(sqlite3_file *base, unsigned char *out, int count, sqlite3_int64 at)
{
	struct vault_hold *hold = &file_of(base)->hold;
	int64_t size, end = at + count;

	while (count > 0) {
		int from = (int)(at % BLOCK), length;
		int piece = BLOCK - from < count ? BLOCK - from : count;
		int result = vault_hold_read(hold, out, piece, at, &length);
		if (result != SQLITE_OK)
			return result;
		/* A short block is the end only if it is the last one. */
		if (length < from + piece) {
			result = vault_hold_size(hold, &size);
			if (result != SQLITE_OK)
				return result;
			if (size < end) {
				memset(out + piece, 0, (size_t)(count - piece));
				return SQLITE_IOERR_SHORT_READ;
			}
		}
		out += piece;
		at += piece;
		count -= piece;
	}
	return SQLITE_OK;
}

/*
 * RULE: the glance that SQLite takes at the first hundred bytes of a database
 * must not fail.  It comes before the journal is looked for, which may be just
 * what puts a torn first block right; told that the file is short there,
 * SQLite takes its defaults and goes on.  The whole page is read after that,
 * and that does fail if the block is damaged.
 */
static int
file_read(sqlite3_file *base, void *out, int count, sqlite3_int64 at)
{
	int result = read_pieces(base, out, count, at);

	if (result == SQLITE_IOERR_DATA && at == 0 && count <= PEEK &&
	    file_of(base)->hold.role == VAULT_DATABASE) {
		memset(out, 0, (size_t)count);
		return SQLITE_IOERR_SHORT_READ;
	}
	return result;
}

/* --- Writing -------------------------------------------------------------- */

/*
 * RULE: a database is written in whole blocks.  A part of one would need what
 * is there, which may be torn with a journal at hand that holds all of it;
 * and taking zeros for it would turn damage into data.  Pages are as large as
 * a block, so SQLite never asks for less.
 */
static bool
is_in_whole_blocks(int count, int64_t at)
{
	return count % BLOCK == 0 && at % BLOCK == 0;
}

static int
file_write(sqlite3_file *base, const void *in, int count, sqlite3_int64 at)
{
	struct vault_hold *hold = &file_of(base)->hold;
	const unsigned char *bytes = in;

	if (hold->role == VAULT_DATABASE && !is_in_whole_blocks(count, at))
		return SQLITE_IOERR_WRITE;
	int result = vault_hold_fill_gap(hold, at / BLOCK);
	while (result == SQLITE_OK && count > 0) {
		int from = (int)(at % BLOCK);
		int piece = BLOCK - from < count ? BLOCK - from : count;
		result = vault_hold_write(hold, bytes, piece, at);
		bytes += piece;
		at += piece;
		count -= piece;
	}
	return result;
}

static int
file_sync(sqlite3_file *base, int flags)
{
	struct vault_hold *hold = &file_of(base)->hold;
	int result = vault_hold_put_down(hold);

	if (result != SQLITE_OK)
		return result;
	return hold->below->pMethods->xSync(hold->below, flags);
}

/* --- What the disk is, and what goes straight to it ----------------------- */

/* A sector is a block. */
static int
file_sector(sqlite3_file *base)
{
	(void)base;
	return BLOCK;
}

/*
 * RULE: whatever the disk below claims is not true of this one.  Above all it
 * is not safe to overwrite a part of a sector: that writes a whole block.
 */
static int
file_traits(sqlite3_file *base)
{
	(void)base;
	return 0;
}

static int
file_lock(sqlite3_file *base, int level)
{
	sqlite3_file *below = vault_file_below(base);

	return below->pMethods->xLock(below, level);
}

static int
file_unlock(sqlite3_file *base, int level)
{
	sqlite3_file *below = vault_file_below(base);

	return below->pMethods->xUnlock(below, level);
}

static int
file_is_reserved(sqlite3_file *base, int *is_reserved)
{
	sqlite3_file *below = vault_file_below(base);

	return below->pMethods->xCheckReservedLock(below, is_reserved);
}

/*
 * RULE: there is no write-ahead log.  Its checksums are reckoned over what is
 * not encrypted, and it rewrites sectors that it needs.  Without shared memory
 * SQLite makes none, but for a file that it has locked for itself; so the
 * pragma is refused as well, before it marks the file as one with a log.
 */
static int
refuse_log(char **pragma)
{
	if (sqlite3_stricmp(pragma[1], "journal_mode") != 0 || !pragma[2] ||
	    sqlite3_stricmp(pragma[2], "wal") != 0)
		return SQLITE_NOTFOUND;
	pragma[0] = sqlite3_mprintf("a vault has no write-ahead log");
	return SQLITE_ERROR;
}

/*
 * RULE: what speaks of the size of the file, of its bytes in memory or of
 * writes that are atomic ends here; it would be about the real file.  What
 * only asks goes through.
 */
static int
file_control(sqlite3_file *base, int operation, void *argument)
{
	sqlite3_file *below = vault_file_below(base);

	switch (operation) {
	case SQLITE_FCNTL_SIZE_HINT:
	case SQLITE_FCNTL_CHUNK_SIZE:
		return SQLITE_OK;
	case SQLITE_FCNTL_MMAP_SIZE:
		*(sqlite3_int64 *)argument = 0;
		return SQLITE_OK;
	case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
		*(int *)argument = 0;
		return SQLITE_OK;
	case SQLITE_FCNTL_PRAGMA:
		return refuse_log(argument);
	case SQLITE_FCNTL_HAS_MOVED:
	case SQLITE_FCNTL_LAST_ERRNO:
	case SQLITE_FCNTL_LOCKSTATE:
	case SQLITE_FCNTL_SYNC:
	case SQLITE_FCNTL_COMMIT_PHASETWO:
		return below->pMethods->xFileControl(
		    below, operation, argument);
	default:
		return SQLITE_NOTFOUND;
	}
}

static int
file_close(sqlite3_file *base)
{
	sqlite3_file *below = vault_file_below(base);
	int result = vault_hold_end(&file_of(base)->hold);
	int closed = below->pMethods->xClose(below);

	return result == SQLITE_OK ? closed : result;
}

/* Version 1: no shared memory, so no log, and no memory maps. */
static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_is_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
};

int
vault_file_bytes(const sqlite3_vfs *base)
{
	return (int)sizeof(struct vault_file) + base->szOsFile;
}

int
vault_file_open(sqlite3_vfs *base, const char *name, sqlite3_file *opened,
    const struct vault_layout *layout, int flags, int *flags_out)
{
	struct vault_file *file = file_of(opened);
	sqlite3_file *below = (sqlite3_file *)(file + 1);

	*file = (struct vault_file){
	    .hold = {.below = below,
		.role = layout->role,
		.start = layout->start},
	};
	below->pMethods = NULL;
	int result = base->xOpen(base, name, below, flags, flags_out);
	if (result != SQLITE_OK) {
		/* SQLite closes what has methods, even if it did not open. */
		if (below->pMethods)
			below->pMethods->xClose(below);
		return result;
	}
	vault_hold_begin(&file->hold, layout->key);
	file->base.pMethods = &methods;
	return SQLITE_OK;
}
