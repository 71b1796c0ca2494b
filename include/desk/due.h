/*
 * What is due over all people: who is met, reviewed or owed a copy by then, or
 * late, and whose plan should be erased.  From the summaries and the dates for
 * erasing; no plan is opened.
 */
#ifndef DESK_DUE_H
#define DESK_DUE_H

#include "desk/desk.h"

enum { DUE_DAYS = 7 }; /* a week, today among them */

struct due_soon {
	int64_t id;
	const char *reference, *name;
	struct date date;
	bool is_late;	 /* before today */
	bool is_erasing; /* the date set for erasing; else the next one */
	bool is_again;	 /* the same person has another line */
};

/* The earliest first; in the arena. */
bool desk_list_week(struct desk *desk, struct arena *arena,
    const struct due_soon **list, size_t *count, struct err *err);

#endif
