/*
 * A private folder with forms, a file of people and a desk in it: for tests
 * of the desk and of what stands on it.
 *
 *	struct room *room = room_new();
 *	room_add(room, "Mair Evans");
 *	room_set(room, "meals", "some");
 *	room_reopen(room);
 *	...
 *	room_free(room);
 *
 * The forms are those of tests/rig/small, copied so that a test can change
 * them.  The clock stands at noon on 21 November 2026 and goes on a second
 * with every question.  Whatever fails ends the test, unless the function
 * returns bool.
 */
#ifndef RIG_ROOM_H
#define RIG_ROOM_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "desk/desk.h"

struct room {
	char *folder, *forms; /* private; the file is in the first */
	struct arena *arena;
	const char *file, *share;
	int64_t now;
	struct settings *settings; /* of no file; the worker is Huw */
	struct desk *desk;
	struct err err; /* of the latest failure */
};

/* With an empty file, open, and nobody in it. */
struct room *room_new(void);
void room_free(struct room *room);

/* Put the desk away and come back to the same file. */
void room_reopen(struct room *room);
/* The same without the file, which the test opens. */
void room_new_desk(struct room *room);
/*
 * A new desk, with the file on a disk that fails (rig/faulty.h, "faulty"), and
 * Mair open: as it lies there, or as it was once, byte for byte.
 */
struct str;
void room_on_faulty_disk(struct room *room, const struct str *was);

/* The clock of the room, for a desk of the test's own. */
struct clock room_clock(struct room *room);

/*
 * Statements on the file by SQLite itself, also against the triggers that would
 * refuse them; then it is open again, and nobody in it.
 */
void room_sql(struct room *room, const char *statements);
void room_spoil(struct room *room, const char *statements);

/* A path in the folder with the file. */
const char *room_path(struct room *room, const char *name);

/* Write a file of forms; in one there is, put a text in another's place. */
void room_write_forms(struct room *room, const char *name, const char *text);
void room_change_forms(
    struct room *room, const char *name, const char *old, const char *new);

/* A person added and open. */
void room_add(struct room *room, const char *name);
/* The same, with a plan that nothing is missing in for agreement. */
void room_add_ready(struct room *room);
/* A person by name or reference, open. */
void room_open(struct room *room, const char *ref);

/* Freeze the open plan as it is read; gives the number of the version. */
int room_freeze(struct room *room);

/* Those of the list whom a search finds, or all for NULL; the desk's. */
const struct person *room_list(
    struct room *room, const char *search, size_t *count);

/* One answer as one act; an address as people write it. */
void room_set(struct room *room, const char *address, const char *text);
int room_add_row(struct room *room, const char *list);

/* The answer at an address as it was typed, or NULL. */
const char *room_answer(struct room *room, const char *address);

/* Everything the plan holds, as text in the arena: to compare. */
const char *room_plan(struct room *room);

/* Undo and redo: was there anything? */
bool room_undo(struct room *room);
bool room_redo(struct room *room);

/* Is the latest failure this sentence?  Forgets it. */
bool room_says(struct room *room, enum word word);

#endif
