/*
 * A file of SQLite's that is kept as sealed blocks.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_VAULT_FILE_H
#define STORE_VAULT_FILE_H

#include <stdint.h>

#include "store/vault_key.h"

struct sqlite3_file;
struct sqlite3_vfs;

/* What such a file takes in memory, over one of the VFS below. */
int vault_file_bytes(const struct sqlite3_vfs *base);

/* How a file is to be kept. */
struct vault_layout {
	enum vault_role role;
	int64_t start;		  /* where block 0 begins */
	const unsigned char *key; /* borrowed; NULL: a random one of its own */
};

/* Open it by the VFS below; the result, the flags and the name are SQLite's. */
int vault_file_open(struct sqlite3_vfs *base, const char *name,
    struct sqlite3_file *file, const struct vault_layout *layout, int flags,
    int *flags_out);

/* The file of the VFS below. */
struct sqlite3_file *vault_file_below(struct sqlite3_file *file);

#endif
