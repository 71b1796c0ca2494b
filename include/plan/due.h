/*
 * What is due of a plan, and when: what lists of people show without opening
 * any.
 */
#ifndef PLAN_DUE_H
#define PLAN_DUE_H

#include <stddef.h>

#include "base/mem.h"
#include "form/form.h"

struct reading;

enum due_kind {
	DUE_COPY,      /* is owed: promised, and not given */
	DUE_VISIT,     /* we meet */
	DUE_REVIEW,    /* the plan is looked at again */
	DUE_ERASE,     /* the plan should be erased: no answer of it says so */
	DUE_SOMETHING, /* of which only the date is known any more */
	DUE_KIND_MAX
};

/* As files and programs call it; of a name that is none, DUE_KIND_MAX. */
const char *due_kind_name(enum due_kind kind);
enum due_kind due_kind_find(const char *name);

struct due {
	enum due_kind kind;
	int row;	  /* of the copy or the visit; 0: the plan's */
	const char *date; /* ISO */
	const struct wording *form; /* of a copy, in words; NULL: not known */
};

/* The earliest first; in the arena, with texts of the reading's and forms'. */
void due_list(const struct reading *reading, struct arena *arena,
    const struct due **list, size_t *count);

#endif
