/*
 * What the program, and SQLite, put beside a file, by its name: the one table
 * of these names, for all who make such files, look for them, or must not take
 * them for somebody's own.  Of people.db there are
 *
 *	people.db-journal		what a change has not finished yet
 *	people.db.erased		random names of those who were erased
 *	people.db.new			a copy in the making
 *	people.db.version-1		what it was in that version
 *	people-before-2026-11-21-164205.db	whose place a copy took
 *	backups/people-2026-11-21-164205.db
 *
 * and .people.db.unfinished, which is any file's (base/file.h).
 */
#ifndef STORE_BESIDE_H
#define STORE_BESIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum beside {
	BESIDE_JOURNAL,
	BESIDE_ERASED,
	BESIDE_NEW,
	BESIDE_VERSION, /* followed by its number */
	BESIDE_MAX
};

/* Append the name of what lies beside the file at that path. */
void beside_put(struct str *out, const char *path, enum beside what);
void beside_put_version(struct str *out, const char *path, int version);

/*
 * Of the name of what lies beside a file, how much is the file's own; 0: it is
 * no such name.  The second is for any of them.
 */
size_t beside_length(const char *name, enum beside what);
size_t beside_owner(const char *name);

/* What the names of most files end in. */
#define BESIDE_ENDING ".db"

/* Where in a name or path that ending is, or where there is none its end. */
const char *beside_ending(const char *file);

/*
 * Append what stands before the time (store/dated.h) in the names of copies;
 * the file's own ending stands behind it.  And the folder of backups.
 */
enum beside_copy { BESIDE_BACKUP, BESIDE_BEFORE };
void beside_put_stem(
    struct str *out, const char *file, enum beside_copy copy);
void beside_put_backups(struct str *out, const char *path);

#endif
