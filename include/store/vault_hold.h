/*
 * The blocks of a file of SQLite's, one of which may be held: it is written
 * when the next one is begun or the file is synced.
 *
 * What is read and written are pieces, each of which lies in one block; bytes
 * are counted as SQLite sees them.  All results are SQLite's.
 *
 * Only src/store/vault_file.c includes this, and its own source.
 */
#ifndef STORE_VAULT_HOLD_H
#define STORE_VAULT_HOLD_H

#include <stdint.h>

#include "store/vault_key.h"

struct sqlite3_file;
struct vault_hands;

struct vault_hold {
	struct sqlite3_file *below; /* that of the disk, which is open */
	enum vault_role role;
	int64_t start; /* where block 0 begins */
	const unsigned char *key;
	struct vault_hands *hands; /* guarded */
	int64_t held;		   /* which block is held, if any */
	int held_length;
};

/* Ready to be used; the key is borrowed; NULL: a random one of its own. */
void vault_hold_begin(struct vault_hold *hold, const unsigned char *key);

/* Put down what is held; the memory goes even if that fails. */
int vault_hold_end(struct vault_hold *hold);

/* How many bytes there are, and to have no more than so many. */
int vault_hold_size(struct vault_hold *hold, int64_t *size);
int vault_hold_cut(struct vault_hold *hold, int64_t size);

/* A piece, and how long its block is; 0: it is beyond the end. */
int vault_hold_read(struct vault_hold *hold, unsigned char *out, int count,
    int64_t at, int *length);

/* Make the blocks that are missing before this one; write a piece. */
int vault_hold_fill_gap(struct vault_hold *hold, int64_t number);
int vault_hold_write(
    struct vault_hold *hold, const unsigned char *in, int count, int64_t at);

/* Write what is held, and wipe it. */
int vault_hold_put_down(struct vault_hold *hold);

#endif
