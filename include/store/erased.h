/*
 * The list of those who were erased, PATH.erased, beside the file: by it an
 * older copy forgets them again.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_ERASED_H
#define STORE_ERASED_H

#include "base/err.h"
#include "base/str.h"
#include "store/sql.h"

/*
 * Put a random name on the list, marked as one who is about to be erased from
 * the file at `path`.  True once that is on the disk.
 */
bool erased_announce(const char *path, const char *uuid, struct err *err);

/*
 * Make the list say what the open file says: all who are erased there are on
 * it, and of those who were about to be, who lives is not.  A mark that the
 * file says nothing about stays; so does the rest where it cannot be read.
 * False: the list cannot be read or written.
 */
bool erased_settle(struct sql *sql, const char *path, struct err *err);

/*
 * The same for whoever is in a hurry: nobody in the file is looked for when
 * nothing on the list has a mark and it is as long as the file says.
 */
bool erased_settle_quickly(struct sql *sql, const char *path, struct err *err);

/*
 * Give the list of one file to another, whose own is replaced.  Marks are gone
 * from it: whom nobody can ask about counts as erased.
 */
bool erased_hand_on(const char *path, const char *other, struct err *err);

/* Append the list, nothing without one. */
bool erased_read(const char *path, struct str *list, struct err *err);

#endif
