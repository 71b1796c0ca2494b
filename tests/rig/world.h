/*
 * A private folder with a store in it, for tests of the store and what stands
 * on it; rig/hand.h writes there.
 *
 * Whatever fails ends the test, unless the function returns bool.
 */
#ifndef RIG_WORLD_H
#define RIG_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/store.h"

struct world {
	char *folder;
	struct arena *arena;
	const char *path; /* of the store's file */
	const char *vfs;  /* NULL: the plain one */
	int64_t now;	  /* of the next opening; 0: nobody knows */
	struct vault *vault; /* over that VFS, if it is locked and open */
	struct store *store;
	enum store_fault fault; /* of the latest opening */
	struct err err;		/* of the latest failure */
	struct str past;	/* the file that it goes back to */
};

/*
 * A world with a new store, open.  WORLD_LOCKED=1 in the environment puts the
 * store in a vault, so that the same tests prove the same of it: `make
 * unit-locked` runs them so.
 */
struct world *world_new(void);

/* Is it in a vault?  Then what a test reads in its file is not what it is. */
bool world_is_locked(void);
/* Closes the store and takes the folder away with all that is in it. */
void world_free(struct world *world);

/* A path in the folder. */
const char *world_path(struct world *world, const char *name);

/* The VFS to open its file by; NULL: the plain one. */
const char *world_vfs(const struct world *world);

/* The keys of its file as it is now, or new ones; true in a plain world. */
bool world_unlock(struct world *world);

bool world_open(struct world *world, bool is_new_allowed);
void world_close(struct world *world);
void world_reopen(struct world *world); /* close and open: must work */

/*
 * Close the store and keep its file as it is now; then make it that again,
 * alone in the folder, and closed.  So a loop makes a store once, which takes
 * longer than what is tried on it.
 */
void world_remember(struct world *world);
void world_go_back(struct world *world);

/* Is the latest failure this sentence?  Forgets it. */
bool world_says(struct world *world, enum word word);

/* The sentence of the latest failure, for messages. */
const char *world_said(struct world *world);

/* All bytes of a file. */
void world_read(struct world *world, const char *path, struct str *bytes);

/* The files in the folder, parted by blanks. */
const char *world_files(struct world *world);

/* The file by SQLite itself, while the store is closed. */
void world_sql(struct world *world, const char *statements);
/* The same on any file; false if SQLite refuses. */
bool world_alter(const char *path, const char *statements);
/* Could another program take the file now? */
bool world_is_free(const char *path);

/* The same, with the triggers dropped that would refuse it. */
void world_spoil(struct world *world, const char *statements);

#endif
