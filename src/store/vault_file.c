/*
 * A file of SQLite's that is kept as sealed blocks: its sqlite3_io_methods.
 *
 * SQLite sees a disk with sectors of 4096 bytes.  Each sector is one sealed
 * block of 4144, one behind the other.  Nothing here knows what a page, a
 * journal record or a frame is: that SQLite survives a power cut on this disk
 * rests on the device contract alone, and each rule of it stands below where
 * it holds.  The rules were found by cutting the power, not by reading; what
 * looks needless here lost data in one cut of four when it was missing.
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
 * Decrypted bytes pass through guarded memory, which goes with the file.
 * Tested by tests/unit/store_vault_file.c, and with power cuts.
 */
#include "store/vault_file.h"

#include <assert.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "store/vault_block.h"

enum { BLOCK = VAULT_BLOCK_BYTES, PEEK = 100 };

enum { NO_BLOCK = -1 };

struct hands {
	unsigned char key[VAULT_KEY_BYTES]; /* of a temporary file */
	unsigned char sealed[VAULT_BLOCK_SEALED];
	unsigned char held[BLOCK];  /* a block that is not written yet */
	unsigned char piece[BLOCK]; /* one of which a part is asked for */
};

struct vault_file {
	sqlite3_file base;
	sqlite3_file *below;
	struct hands *hands; /* guarded */
	const unsigned char *key;
	enum vault_role role;
	int64_t start;
	int64_t held; /* which block is held; NO_BLOCK: none */
	int held_length;
};

static struct vault_file *
file_of(sqlite3_file *base)
{
	return (struct vault_file *)base;
}

sqlite3_file *
vault_file_below(sqlite3_file *file)
{
	return file_of(file)->below;
}

/* --- Blocks --------------------------------------------------------------- */

static int64_t
place_of(const struct vault_file *file, int64_t number)
{
	return file->start + number * VAULT_BLOCK_SEALED;
}

/*
 * How many blocks there are; one that was torn off at the end counts, and the
 * one that is held.
 */
static int
count_blocks(struct vault_file *file, int64_t *count)
{
	sqlite3_int64 size;
	int result = file->below->pMethods->xFileSize(file->below, &size);

	if (result != SQLITE_OK)
		return result;
	size -= file->start;
	*count = size <= 0
		     ? 0
		     : (size + VAULT_BLOCK_SEALED - 1) / VAULT_BLOCK_SEALED;
	if (*count <= file->held)
		*count = file->held + 1;
	return SQLITE_OK;
}

/*
 * RULE: a block that does not open is damage in a database and the torn end
 * of a journal.  In a database it must never become data, nor zeros, which
 * would be data too.  In a journal the power may have been cut while it was
 * written, which is no damage at all: as zeros it has neither SQLite's magic
 * nor its checksums, and SQLite ends its recovery with the last whole record.
 * An error there would keep the file from ever being opened again.
 */
static int
refuse_block(const struct vault_file *file, int *length)
{
	*length = BLOCK;
	return file->role == VAULT_JOURNAL ? SQLITE_OK : SQLITE_IOERR_DATA;
}

/* Fill `bytes` with a block; a length of 0: it is beyond the end. */
static int
read_block(struct vault_file *file, int64_t number, unsigned char bytes[BLOCK],
    int *length)
{
	unsigned char *sealed = file->hands->sealed;
	int64_t count;

	if (file->held == number) {
		memcpy(bytes, file->hands->held, BLOCK);
		*length = file->held_length;
		return SQLITE_OK;
	}
	int result = file->below->pMethods->xRead(
	    file->below, sealed, VAULT_BLOCK_SEALED, place_of(file, number));
	if (result == SQLITE_IOERR_SHORT_READ) {
		result = count_blocks(file, &count);
		if (result == SQLITE_OK && number >= count) {
			memset(bytes, 0, BLOCK);
			*length = 0;
			return SQLITE_OK;
		}
	}
	if (result != SQLITE_OK)
		return result;
	if (!vault_block_open(sealed, file->key, number, bytes, length))
		return refuse_block(file, length);
	return SQLITE_OK;
}

/*
 * RULE: a block is always written whole, with a fresh nonce, and says itself
 * how much of it counts.  So its length on the disk never varies, and the
 * next block begins where the last one ends, whatever became of it.
 */
static int
write_block(struct vault_file *file, int64_t number,
    const unsigned char bytes[BLOCK], int length)
{
	unsigned char *sealed = file->hands->sealed;

	vault_block_seal(sealed, file->key, number, bytes, length);
	return file->below->pMethods->xWrite(
	    file->below, sealed, VAULT_BLOCK_SEALED, place_of(file, number));
}

/*
 * SQLite appends to its journal in small pieces, each of which would seal the
 * whole block again: so a block of which a part is written is held until the
 * next one is begun or the file is synced.  Nothing is promised of what was not
 * synced, and SQLite counts on no more: it writes to a database what is in a
 * journal that was synced (sql_settle() sees to it that it does sync).
 *
 * RULE: a block that could not be written stays held, and is there for who
 * reads it.  SQLite believes it written, and puts its own memory right from
 * it when it takes the transaction back.
 */
static int
put_down(struct vault_file *file)
{
	if (file->held == NO_BLOCK)
		return SQLITE_OK;
	int result =
	    write_block(file, file->held, file->hands->held, file->held_length);
	if (result == SQLITE_OK)
		file->held = NO_BLOCK;
	return result;
}

static int
take_up(struct vault_file *file, int64_t number)
{
	if (file->held == number)
		return SQLITE_OK;
	int result = put_down(file);
	if (result == SQLITE_OK)
		result = read_block(
		    file, number, file->hands->held, &file->held_length);
	if (result == SQLITE_OK)
		file->held = number;
	return result;
}

/* --- Size ----------------------------------------------------------------- */

/*
 * The last block's own word is taken for how long it is: a lie is found out
 * when the block is read.  Nothing may fail here because of a torn block: this
 * is asked before a journal could put the file right.
 */
static int
file_size(sqlite3_file *base, sqlite3_int64 *size)
{
	struct vault_file *file = file_of(base);
	unsigned char claim[VAULT_LENGTH_BYTES];
	int64_t count;
	int result = count_blocks(file, &count);

	if (result != SQLITE_OK)
		return result;
	*size = count * BLOCK;
	/* A database has whole blocks only. */
	if (count == 0 || file->role == VAULT_DATABASE)
		return SQLITE_OK;
	if (file->held == count - 1) {
		*size -= BLOCK - file->held_length;
		return SQLITE_OK;
	}
	result = file->below->pMethods->xRead(file->below, claim,
	    VAULT_LENGTH_BYTES, place_of(file, count - 1) + VAULT_LENGTH_AT);
	if (result == SQLITE_OK)
		*size -= BLOCK - vault_block_claim(claim);
	return result == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : result;
}

/*
 * RULE: the file may be cut in the middle of a block, which then says so
 * itself; a database never is.
 */
static int
file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct vault_file *file = file_of(base);
	sqlite3_int64 now;
	int part = (int)(size % BLOCK), result = file_size(base, &now);

	if (result != SQLITE_OK || size >= now)
		return result;
	if (part != 0 && file->role == VAULT_DATABASE)
		return SQLITE_IOERR_TRUNCATE;
	if (file->held != NO_BLOCK && file->held * BLOCK >= size)
		file->held = NO_BLOCK;
	if (part != 0)
		result = take_up(file, size / BLOCK);
	if (part != 0 && result == SQLITE_OK) {
		memset(file->hands->held + part, 0, (size_t)(BLOCK - part));
		file->held_length = part;
		result = put_down(file);
	}
	if (result != SQLITE_OK)
		return result;
	return file->below->pMethods->xTruncate(
	    file->below, place_of(file, (size + BLOCK - 1) / BLOCK));
}

/* --- Reading -------------------------------------------------------------- */

/* One piece that lies in one block. */
static int
read_piece(struct vault_file *file, unsigned char *out, int count, int64_t at,
    int *length)
{
	int from = (int)(at % BLOCK);

	if (count == BLOCK)
		return read_block(file, at / BLOCK, out, length);
	int result = read_block(file, at / BLOCK, file->hands->piece, length);
	if (result == SQLITE_OK)
		memcpy(out, file->hands->piece + from, (size_t)count);
	sodium_memzero(file->hands->piece, BLOCK);
	return result;
}

static int
read_pieces(sqlite3_file *base, unsigned char *out, int count, sqlite3_int64 at)
{
	sqlite3_int64 size, end = at + count;

	while (count > 0) {
		int from = (int)(at % BLOCK), length;
		int piece = BLOCK - from < count ? BLOCK - from : count;
		int result = read_piece(file_of(base), out, piece, at, &length);
		if (result != SQLITE_OK)
			return result;
		/* A short block is the end only if it is the last one. */
		if (length < from + piece) {
			result = file_size(base, &size);
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
	    file_of(base)->role == VAULT_DATABASE) {
		memset(out, 0, (size_t)count);
		return SQLITE_IOERR_SHORT_READ;
	}
	return result;
}

/* --- Writing -------------------------------------------------------------- */

/*
 * RULE: what is left out between the end and a write beyond it (as SQLite
 * does with the page at the first gibibyte, where the locks are) becomes real
 * blocks of zeros, since a hole in the file would not open.  But a short block
 * that is there already is left as it is, though zeros are missing in it: it
 * was synced long ago, and the power could be cut while it is written again.
 */
static int
fill_gap(struct vault_file *file, int64_t number)
{
	int64_t count;

	if (file->held >= number)
		return SQLITE_OK;
	int result = count_blocks(file, &count);
	if (result != SQLITE_OK || count >= number)
		return result;
	memset(file->hands->piece, 0, BLOCK);
	for (; result == SQLITE_OK && count < number; count++)
		result = write_block(file, count, file->hands->piece, BLOCK);
	return result;
}

/* A piece that leaves the rest of its block as it was. */
static int
write_part(
    struct vault_file *file, const unsigned char *in, int count, int64_t at)
{
	int from = (int)(at % BLOCK);
	int result = take_up(file, at / BLOCK);

	if (result != SQLITE_OK)
		return result;
	memcpy(file->hands->held + from, in, (size_t)count);
	if (file->held_length < from + count)
		file->held_length = from + count;
	return SQLITE_OK;
}

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
write_whole(struct vault_file *file, const unsigned char *in, int64_t number)
{
	int result = write_block(file, number, in, BLOCK);

	if (result == SQLITE_OK && file->held == number)
		file->held = NO_BLOCK;
	return result;
}

static int
file_write(sqlite3_file *base, const void *in, int count, sqlite3_int64 at)
{
	struct vault_file *file = file_of(base);
	const unsigned char *bytes = in;

	if (file->role == VAULT_DATABASE && !is_in_whole_blocks(count, at))
		return SQLITE_IOERR_WRITE;
	int result = fill_gap(file, at / BLOCK);
	while (result == SQLITE_OK && count > 0) {
		int from = (int)(at % BLOCK);
		int piece = BLOCK - from < count ? BLOCK - from : count;
		result = piece == BLOCK ? write_whole(file, bytes, at / BLOCK)
					: write_part(file, bytes, piece, at);
		bytes += piece;
		at += piece;
		count -= piece;
	}
	return result;
}

static int
file_sync(sqlite3_file *base, int flags)
{
	struct vault_file *file = file_of(base);
	int result = put_down(file);

	if (result != SQLITE_OK)
		return result;
	sodium_memzero(file->hands->held, BLOCK);
	return file->below->pMethods->xSync(file->below, flags);
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
	struct vault_file *file = file_of(base);
	int result = put_down(file);

	vault_guard_free(file->hands);
	file->hands = NULL;
	int closed = file->below->pMethods->xClose(file->below);
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

	*file = (struct vault_file){
	    .below = (sqlite3_file *)(file + 1),
	    .role = layout->role,
	    .start = layout->start,
	    .held = NO_BLOCK,
	};
	file->below->pMethods = NULL;
	int result = base->xOpen(base, name, file->below, flags, flags_out);
	if (result != SQLITE_OK) {
		/* SQLite closes what has methods, even if it did not open. */
		if (file->below->pMethods)
			file->below->pMethods->xClose(file->below);
		return result;
	}
	file->hands = vault_guard_new(sizeof(*file->hands));
	file->key = layout->key;
	if (!file->key) {
		randombytes_buf(file->hands->key, VAULT_KEY_BYTES);
		file->key = file->hands->key;
	}
	file->base.pMethods = &methods;
	return SQLITE_OK;
}
