/*
 * Copies that can be relied upon.
 *
 * Only sources of floor store include this.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/copies.h"
#include "store/sql.h"

/*
 * Copy the whole file to `path`, by the same VFS.  The copy gets that name
 * only when it is on the disk, has been opened again, checked page by page and
 * found to hold just what the file holds; an older file of the name is then
 * replaced.  On failure there is no new file.  Patience of NULL is endless.
 */
bool backup_make(struct sql *sql, const char *path,
    const struct patience *patience, struct err *err);

#endif
