/*
 * The blocks of a file of SQLite's.
 *
 * Owns how a block is found, read and written, and the one that is held until
 * it is whole: what the contract in vault_file.c asks of the disk below.  It
 * knows of a file whether it is a database, and nothing of what SQLite keeps
 * in it, nor of how SQLite asks.
 *
 * Decrypted bytes pass through guarded memory, which goes with the file.
 * Tested by tests/unit/store_vault_file.c, and with power cuts.
 */
#include "store/vault_hold.h"

#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

#include "store/vault_block.h"

enum { BLOCK = VAULT_BLOCK_BYTES };

enum { NO_BLOCK = -1 };

struct vault_hands {
	unsigned char key[VAULT_KEY_BYTES]; /* of a temporary file */
	unsigned char sealed[VAULT_BLOCK_SEALED];
	unsigned char held[BLOCK];  /* a block that is not written yet */
	unsigned char piece[BLOCK]; /* one of which a part is asked for */
};

void
vault_hold_begin(struct vault_hold *hold, const unsigned char *key)
{
	hold->hands = vault_guard_new(sizeof(*hold->hands));
	hold->held = NO_BLOCK;
	hold->key = key;
	if (key)
		return;
	randombytes_buf(hold->hands->key, VAULT_KEY_BYTES);
	hold->key = hold->hands->key;
}

/* --- Blocks --------------------------------------------------------------- */

static int64_t
place_of(const struct vault_hold *hold, int64_t number)
{
	return hold->start + number * VAULT_BLOCK_SEALED;
}

/*
 * How many blocks there are; one that was torn off at the end counts, and the
 * one that is held.
 */
static int
count_blocks(struct vault_hold *hold, int64_t *count)
{
	sqlite3_int64 size;
	int result = hold->below->pMethods->xFileSize(hold->below, &size);

	if (result != SQLITE_OK)
		return result;
	size -= hold->start;
	*count = size <= 0
		     ? 0
		     : (size + VAULT_BLOCK_SEALED - 1) / VAULT_BLOCK_SEALED;
	if (*count <= hold->held)
		*count = hold->held + 1;
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
refuse_block(const struct vault_hold *hold, int *length)
{
	*length = BLOCK;
	return hold->role == VAULT_JOURNAL ? SQLITE_OK : SQLITE_IOERR_DATA;
}

/* Fill `bytes` with a block; a length of 0: it is beyond the end. */
static int
read_block(struct vault_hold *hold, int64_t number, unsigned char bytes[BLOCK],
    int *length)
{
	unsigned char *sealed = hold->hands->sealed;
	int64_t count;

	if (hold->held == number) {
		memcpy(bytes, hold->hands->held, BLOCK);
		*length = hold->held_length;
		return SQLITE_OK;
	}
	int result = hold->below->pMethods->xRead(
	    hold->below, sealed, VAULT_BLOCK_SEALED, place_of(hold, number));
	if (result == SQLITE_IOERR_SHORT_READ) {
		result = count_blocks(hold, &count);
		if (result == SQLITE_OK && number >= count) {
			memset(bytes, 0, BLOCK);
			*length = 0;
			return SQLITE_OK;
		}
	}
	if (result != SQLITE_OK)
		return result;
	if (!vault_block_open(sealed, hold->key, number, bytes, length))
		return refuse_block(hold, length);
	return SQLITE_OK;
}

/*
 * RULE: a block is always written whole, with a fresh nonce, and says itself
 * how much of it counts.  So its length on the disk never varies, and the
 * next block begins where the last one ends, whatever became of it.
 */
static int
write_block(struct vault_hold *hold, int64_t number,
    const unsigned char bytes[BLOCK], int length)
{
	unsigned char *sealed = hold->hands->sealed;

	vault_block_seal(sealed, hold->key, number, bytes, length);
	return hold->below->pMethods->xWrite(
	    hold->below, sealed, VAULT_BLOCK_SEALED, place_of(hold, number));
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
put_down(struct vault_hold *hold)
{
	if (hold->held == NO_BLOCK)
		return SQLITE_OK;
	int result =
	    write_block(hold, hold->held, hold->hands->held, hold->held_length);
	if (result == SQLITE_OK)
		hold->held = NO_BLOCK;
	return result;
}

static int
take_up(struct vault_hold *hold, int64_t number)
{
	if (hold->held == number)
		return SQLITE_OK;
	int result = put_down(hold);
	if (result == SQLITE_OK)
		result = read_block(
		    hold, number, hold->hands->held, &hold->held_length);
	if (result == SQLITE_OK)
		hold->held = number;
	return result;
}

/* --- Size ----------------------------------------------------------------- */

/*
 * The last block's own word is taken for how long it is: a lie is found out
 * when the block is read.  Nothing may fail here because of a torn block: this
 * is asked before a journal could put the file right.
 */
int
vault_hold_size(struct vault_hold *hold, int64_t *size)
{
	unsigned char claim[VAULT_LENGTH_BYTES];
	int64_t count;
	int result = count_blocks(hold, &count);

	if (result != SQLITE_OK)
		return result;
	*size = count * BLOCK;
	/* A database has whole blocks only. */
	if (count == 0 || hold->role == VAULT_DATABASE)
		return SQLITE_OK;
	if (hold->held == count - 1) {
		*size -= BLOCK - hold->held_length;
		return SQLITE_OK;
	}
	result = hold->below->pMethods->xRead(hold->below, claim,
	    VAULT_LENGTH_BYTES, place_of(hold, count - 1) + VAULT_LENGTH_AT);
	if (result == SQLITE_OK)
		*size -= BLOCK - vault_block_claim(claim);
	return result == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : result;
}

/*
 * RULE: the file may be cut in the middle of a block, which then says so
 * itself; a database never is.
 */
int
vault_hold_cut(struct vault_hold *hold, int64_t size)
{
	int64_t now;
	int part = (int)(size % BLOCK), result = vault_hold_size(hold, &now);

	if (result != SQLITE_OK || size >= now)
		return result;
	if (part != 0 && hold->role == VAULT_DATABASE)
		return SQLITE_IOERR_TRUNCATE;
	if (hold->held != NO_BLOCK && hold->held * BLOCK >= size)
		hold->held = NO_BLOCK;
	if (part != 0)
		result = take_up(hold, size / BLOCK);
	if (part != 0 && result == SQLITE_OK) {
		memset(hold->hands->held + part, 0, (size_t)(BLOCK - part));
		hold->held_length = part;
		result = put_down(hold);
	}
	if (result != SQLITE_OK)
		return result;
	return hold->below->pMethods->xTruncate(
	    hold->below, place_of(hold, (size + BLOCK - 1) / BLOCK));
}

/* --- Pieces, each of which lies in one block ------------------------------ */

int
vault_hold_read(struct vault_hold *hold, unsigned char *out, int count,
    int64_t at, int *length)
{
	int from = (int)(at % BLOCK);

	if (count == BLOCK)
		return read_block(hold, at / BLOCK, out, length);
	int result = read_block(hold, at / BLOCK, hold->hands->piece, length);
	if (result == SQLITE_OK)
		memcpy(out, hold->hands->piece + from, (size_t)count);
	sodium_memzero(hold->hands->piece, BLOCK);
	return result;
}

/*
 * RULE: what is left out between the end and a write beyond it (as SQLite
 * does with the page at the first gibibyte, where the locks are) becomes real
 * blocks of zeros, since a hole in the file would not open.  But a short block
 * that is there already is left as it is, though zeros are missing in it: it
 * was synced long ago, and the power could be cut while it is written again.
 */
int
vault_hold_fill_gap(struct vault_hold *hold, int64_t number)
{
	int64_t count;

	if (hold->held >= number)
		return SQLITE_OK;
	int result = count_blocks(hold, &count);
	if (result != SQLITE_OK || count >= number)
		return result;
	memset(hold->hands->piece, 0, BLOCK);
	for (; result == SQLITE_OK && count < number; count++)
		result = write_block(hold, count, hold->hands->piece, BLOCK);
	return result;
}

/* A piece that leaves the rest of its block as it was. */
static int
write_part(
    struct vault_hold *hold, const unsigned char *in, int count, int64_t at)
{
	int from = (int)(at % BLOCK);
	int result = take_up(hold, at / BLOCK);

	if (result != SQLITE_OK)
		return result;
	memcpy(hold->hands->held + from, in, (size_t)count);
	if (hold->held_length < from + count)
		hold->held_length = from + count;
	return SQLITE_OK;
}

static int
write_whole(struct vault_hold *hold, const unsigned char *in, int64_t number)
{
	int result = write_block(hold, number, in, BLOCK);

	if (result == SQLITE_OK && hold->held == number)
		hold->held = NO_BLOCK;
	return result;
}

int
vault_hold_write(
    struct vault_hold *hold, const unsigned char *in, int count, int64_t at)
{
	return count == BLOCK ? write_whole(hold, in, at / BLOCK)
			      : write_part(hold, in, count, at);
}

int
vault_hold_put_down(struct vault_hold *hold)
{
	int result = put_down(hold);

	if (result == SQLITE_OK)
		sodium_memzero(hold->hands->held, BLOCK);
	return result;
}

int
vault_hold_end(struct vault_hold *hold)
{
	int result = put_down(hold);

	vault_guard_free(hold->hands);
	hold->hands = NULL;
	return result;
}
