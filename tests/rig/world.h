/*
 * A private folder with a store in it, and a hand that writes people's plans
 * there as the desk does: for tests of the store and what stands on it.
 *
 *	struct world *world = world_new();
 *	struct hand hand = hand_add(world, "Mair Evans");
 *	hand_answer(&hand, "meals", 0, VOICE_PERSON, "some");
 *	world_reopen(world);
 *	...
 *	hand_release(&hand);
 *	world_free(world);
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
#include "plan/change.h"
#include "plan/history.h"
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

/* A plan in hand: what the store should hold of it. */
struct hand {
	struct world *world;
	int64_t id;
	char reference[REFERENCE_SIZE];
	const char *name;
	const struct due *due; /* from the next save on; NULL: now and then */
	size_t due_count;
	struct plan *plan;
	int64_t sequence; /* of the latest event that was saved */
	int64_t now;
	struct change *changes; /* of the act that is being made */
	size_t count, capacity;
	struct change *saved; /* of all acts that were saved */
	size_t saved_count, saved_capacity;
};

/* A new plan with its first event: forms and the name. */
struct hand hand_add(struct world *world, const char *name);
void hand_release(struct hand *hand);

/* The same plan as it was saved last, for a world that went back to then. */
struct hand hand_again(const struct hand *hand);

/* The same, but nothing is saved yet. */
struct hand hand_begin(struct world *world, const char *name);

/* Make a change in the plan as a part of the act. */
void hand_change(struct hand *hand, struct change change);

/* Save the act; when that fails the plan is as before it. */
bool hand_save_as(
    struct hand *hand, enum act act, int64_t of, const char *note);
bool hand_save(struct hand *hand);

/* One change, which is one act, that must be saved. */
void hand_answer(struct hand *hand, const char *field, int row,
    enum voice voice, const char *text);
int hand_add_row(struct hand *hand, const char *repeat);
void hand_move_row(struct hand *hand, const char *repeat, int row, int place);
void hand_remove_row(struct hand *hand, const char *repeat, int row);

/* What the store holds of a plan; free the plan, the rest is the world's. */
struct kept {
	struct plan *plan; /* NULL: it could not be read */
	const char *reference;
	const struct event *events;
	size_t event_count;
};
bool world_load(struct world *world, int64_t id, struct kept *kept);

/* All its events one after the other, as a plan. */
struct plan *kept_replay(const struct kept *kept);

/*
 * Does the store hold just this plan, by its answers and rows and also by
 * all its events one after the other?
 */
bool hand_is_kept(struct hand *hand);

/* Do two plans hold the same? */
bool plans_are_same(const struct plan *a, const struct plan *b);

#endif
