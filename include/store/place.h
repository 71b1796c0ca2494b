/*
 * Where a store's file lies: whether it is there, of the right kind and on a
 * disk of this computer; and how a new one is made.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "store/dated.h"
#include "store/store.h"

/*
 * Look at the path, or make an empty file there if that is allowed; *is_made
 * says that it was.  The file is never opened if it was there.
 */
bool place_settle(const struct store_options *options, bool *is_made,
    enum store_fault *fault, struct err *err);

/*
 * Say why a file cannot be opened or written, when somebody has tried: it is
 * not there, it cannot be read, or it can only be read.
 */
bool place_refuse(const char *path, enum store_fault *fault, struct err *err);

/* Does a file of that path lie, or would it, on a disk of this computer? */
bool place_check_disk(
    const char *path, enum store_fault *fault, struct err *err);

/* An empty file that was not there before, for its owner alone. */
bool place_make(const char *path, enum store_fault *fault, struct err *err);

/*
 * A private file that was not there before, with all that is in another,
 * which nobody has open.
 */
bool place_copy(const char *from, const char *path, enum store_fault *fault,
    struct err *err);

/*
 * Lock a file as SQLite does, whatever is in it, until the descriptor is
 * closed; -1 with EAGAIN when another program has it, or with another errno if
 * it cannot be opened.  This program must not have it open.
 */
int place_lock(const char *path);

/* Is the file of that name still the one that was locked? */
bool place_is_locked(const char *path, int lock);

/* Take it away again, and what SQLite has left beside it. */
void place_unmake(const char *path);

/*
 * The same for one that place_settle() made, if it was not filled by then and
 * no other program has it.  It was opened by that VFS, but this program must
 * not have it open.
 */
void place_take_back(const char *path, const char *vfs);

/*
 * Take away what was left beside a file by a change of it that was interrupted:
 * a new file on its way into its place, under the name that
 * file_put_unfinished() gives, and all that is the new file's own.  Whoever
 * makes these has the file locked, an empty one where there was none, so
 * whoever calls this must have it too.
 */
void place_tidy(const char *path);

/*
 * Give a file back what a restore that was cut off has put aside: its journal,
 * without which it is damaged, and that it has one name alone.  A second name
 * is taken away only if it is one of those (BESIDE_BEFORE).  Whoever
 * opens the file calls this first; nobody in this program has it open.  False:
 * it must not be opened as it is.
 */
bool place_give_back(const char *path, enum store_fault *fault,
    struct err *err);

/*
 * Append the name from before that a file gets then.  It is free, and stays so
 * for whoever has the file locked.
 */
void place_put_before(
    struct str *out, const char *path, const struct dated *at);

/* Did the program that had the file last close it?  Ask before opening it. */
bool place_was_closed(const char *path);

/*
 * What the shared or network file system is called that holds the path, which
 * exists; NULL: it is a disk of this computer, or nobody can tell.
 */
const char *place_network(const char *path);

/* The same by the number that Linux has for it. */
const char *place_network_name(uint32_t type);

#endif
