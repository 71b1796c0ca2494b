/*
 * What a store holds, for the sources of this floor only.  Everybody else
 * sees store/store.h.
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include "store/schema.h"
#include "store/sql.h"
#include "store/store.h"

struct store {
	char *path, *vfs;
	const struct schema *schema;
	bool is_damage_allowed;
	int64_t now; /* when it was opened; 0: nobody knows */
	struct sql *sql; /* NULL: could not be opened again */
};

/* store_open() with another schema than this program's. */
bool store_open_as(const struct store_options *options,
    const struct schema *schema, struct store **store, enum store_fault *fault,
    struct err *err);

/* The VFS by its name, also where none is named. */
const char *store_vfs(const struct store_options *options);

/*
 * The connection, which every function of the store asks for first.  After
 * the disk has failed the file is opened again here; NULL if that fails.
 */
struct sql *store_sql(struct store *store, struct err *err);

#endif
