/*
 * What is due over all people: who is met, reviewed or owed a copy, and whose
 * plan should be erased; what is late, or will be within a week, or all.  No
 * plan is opened for it.
 */
#ifndef DESK_DUE_H
#define DESK_DUE_H

#include "desk/desk.h"
#include "plan/due.h"

enum { DUE_DAYS = 7 }; /* a week, today among them */

enum due_span {
	DUE_SOON, /* by the end of that week, or late */
	DUE_EVER  /* whenever it is */
};

struct due_item {
	int64_t id;
	const char *reference, *name;
	enum due_kind kind;
	int row;
	struct date date;
	const char *form; /* of a copy, in words; NULL: not known */
	bool is_late;	  /* before today */
};

struct due_items {
	const struct due_item *list;
	size_t count; /* no more than was asked for */
	size_t total; /* how many there are */
};

/*
 * The earliest first, at most `limit`, in the arena.  It is read from the file:
 * whoever shows it keeps it until something may have been saved.
 */
bool desk_list_due(struct desk *desk, enum due_span span, size_t limit,
    struct arena *arena, struct due_items *items, struct err *err);

/*
 * Append what it is, by when and whether that is late, as one sentence that
 * names nobody: "Still owed: a copy (Large print), by 24 November 2026."
 */
void due_put(struct str *out, const struct due_item *item,
    const struct words *words);

/*
 * Where that is answered in the open plan, which is its person's; false where
 * it is not asked there, or nothing in the plan says it.
 */
bool desk_find_due(const struct desk *desk, const struct due_item *item,
    struct address *address);

#endif
