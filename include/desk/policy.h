/*
 * What whoever looks after a machine has settled for everybody who uses it.
 * It lies in a file that users cannot write, and no option weakens it.
 */
#ifndef DESK_POLICY_H
#define DESK_POLICY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/report.h"

/* Without any, every folder will do. */
struct policy_folders {
	const char *const *paths; /* absolute, or beginning with "~/" */
	size_t count;
};

struct policy {
	const char *by;	   /* who has settled it; NULL: nobody has */
	int lock_minutes;  /* without a key, outside a visit */
	int visit_minutes; /* the same in a visit */
	bool is_plain_refused; /* no new file may be left unencrypted */
	struct policy_folders exports, backups;
	/* Whom everybody here rings, with the number; NULL: not settled. */
	const char *out_of_hours, *complaints;
};

/* What holds where nothing is settled, and the most that can be settled. */
enum {
	POLICY_LOCK_MINUTES = 5,
	POLICY_VISIT_MINUTES = 30,
	POLICY_MINUTES_MOST = 240
};

/*
 * Read a file in the grammar of records.  Everything lives in the arena; every
 * mistake goes to the report, and what can be read is read.
 */
void policy_read(struct policy *policy, struct arena *arena, const char *name,
    const char *bytes, size_t length, struct report *report);

/* The same from a path.  No file: nothing is settled, and no mistake. */
void policy_load(struct policy *policy, struct arena *arena, const char *path,
    struct report *report);

/*
 * May a file of that path be written?  Links and ".." on the way to it lead
 * nowhere else.  The error names the folders that will do.
 */
bool policy_allows_export(
    const struct policy *policy, const char *path, struct err *err);
/* May copies of the people be put into that folder? */
bool policy_allows_backup(
    const struct policy *policy, const char *folder, struct err *err);

#endif
