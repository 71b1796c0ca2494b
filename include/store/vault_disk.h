/*
 * The header of a vault on the disk.
 *
 * Only sources of floor store, and their tests, include this.
 */
#ifndef STORE_VAULT_DISK_H
#define STORE_VAULT_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "store/vault.h"
#include "store/vault_header.h"

struct sqlite3_file;

/* Both copies as they are read; what is not there is zeros. */
struct vault_headers {
	struct vault_header copies[VAULT_HEADER_COPIES];
	int64_t size; /* of the file */
};

/* Results of these are SQLite's; the file is one of the VFS below. */
int vault_disk_read(
    struct sqlite3_file *file, struct vault_headers *headers);

/*
 * Write all copies of a file that has none, each of which is on the disk
 * before the next; if that fails, the file is empty.  It is locked.
 */
int vault_disk_begin(
    struct sqlite3_file *file, const struct vault_header *header);

/*
 * Lock it for its opener alone, as SQLite does before it writes; SQLITE_BUSY:
 * others have it.  xUnlock() takes any part of that off.
 */
int vault_disk_take(struct sqlite3_file *file);

/*
 * Was that broken off before there was a whole one, so that nothing can be in
 * the file?  Also true of an empty file.
 */
bool vault_disk_is_unfinished(const struct vault_headers *headers);

/*
 * Is it so short that a part of the header is missing, though its making went
 * further than that?  The copy that lies last is written first.
 */
bool vault_disk_is_cut(const struct vault_headers *headers);

/* What a file is that begins so. */
enum vault_kind vault_disk_kind(const struct vault_headers *headers);

/* The whole copy with the higher generation; -1 without any. */
int vault_disk_newer(const struct vault_headers *headers);

int vault_disk_other(int copy);

/* Are both copies the same? */
bool vault_disk_is_even(const struct vault_headers *headers);

/* Seal a header as one that is newer than both copies. */
void vault_disk_seal(struct vault_header *header,
    const struct vault_headers *headers, const struct vault_keys *keys);

/* Write it over both in the same way, over the best of them last. */
int vault_disk_replace(
    struct sqlite3_file *file, int best, const struct vault_header *header);

/* A file of that VFS, opened outside SQLite; NULL: no such VFS. */
struct vault_disk;
struct vault_disk *vault_disk_new(const char *path, const char *base);
void vault_disk_free(struct vault_disk *disk); /* closes it; NULL: fine */

/* Is there one with something in it?  A path leading nowhere is no answer. */
int vault_disk_find(struct vault_disk *disk, bool *is_there);
int vault_disk_open(struct vault_disk *disk, bool is_writing);
struct sqlite3_file *vault_disk_file(struct vault_disk *disk);

/* For this one alone, as long as it is open; SQLITE_BUSY: others have it. */
int vault_disk_lock(struct vault_disk *disk);

#endif
