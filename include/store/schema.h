/*
 * What the file looks like, version by version.
 *
 * Only sources of floor store, and their tests, include this.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

#include "store/sql.h"

/*
 * A step on the way to a version of the schema: one statement or several, or
 * a function for what no statement can do.
 */
struct schema_step {
	int version;
	const char *statements; /* NULL: the function */
	bool (*run)(struct sql *sql, struct err *err);
};

/*
 * All steps, by version, from an empty file (which is version 0) to the
 * version that this program reads and writes.
 */
struct schema {
	const struct schema_step *steps;
	size_t count;
	int version; /* that of the last step */
};

/* This program's own. */
const struct schema *schema_current(void);

/*
 * The version of the file, 0 for an empty one.  Refused are a file that is
 * not ours and one that is newer.
 */
bool schema_read_version(struct sql *sql, const struct schema *schema,
    int *version, struct err *err);

/* The same at sight, for a file of SQLite's with that beginning. */
enum { SCHEMA_START_BYTES = 72 };
bool schema_look(const char *path,
    const unsigned char start[SCHEMA_START_BYTES], enum store_fault *fault,
    struct err *err);

/*
 * Bring a file from its version to the schema's, in one transaction.
 * Before a file that is not empty is changed, a verified copy of it is kept
 * beside it as PATH.version-N.
 */
bool schema_update(struct sql *sql, const struct schema *schema, int version,
    struct err *err);

#endif
