/*
 * Memory that runs out: SQLite's own allocations, counted, and told to fail.
 *
 * SQLite is given its memory before it is used for the first time, by the
 * program or by us, so what it has is wrapped and not replaced.
 */
#include <sqlite3.h>
#include <stddef.h>

#include "torture/torture.h"

/* SQLite's allocator is one for the whole program, and knows no context. */
static sqlite3_mem_methods below;
static bool (*watcher)(void *, long);
static void *watching;
static long count;

static bool
is_refused(void)
{
	return watcher && watcher(watching, ++count);
}

static void *
get(int size)
{
	return is_refused() ? NULL : below.xMalloc(size);
}

static void *
resize(void *memory, int size)
{
	return is_refused() ? NULL : below.xRealloc(memory, size);
}

void
memory_set_up(void)
{
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &below);
	sqlite3_mem_methods methods = below;
	methods.xMalloc = get;
	methods.xRealloc = resize;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

void
memory_watch(bool (*is_failing)(void *, long), void *context)
{
	watcher = is_failing;
	watching = context;
	count = 0;
}
