/*
 * What is due of a plan, and when.
 *
 * Copies that were promised and not given, the next visit as the newest one
 * says it, and the next review, each with the day that was written down; what
 * has none is not due.  The form of a copy is said in the words of its option,
 * and never in anybody's own: what is made of this is shown to whoever is
 * there.
 *
 * Nothing is kept, and what day it is does not matter.
 *
 * Tested by tests/unit/plan_due.c.
 */
#include "plan/due.h"

#include <stdlib.h>
#include <string.h>

#include "plan/reading.h"

static const char *const names[DUE_KIND_MAX] = {
    [DUE_COPY] = "copy",
    [DUE_VISIT] = "visit",
    [DUE_REVIEW] = "review",
    [DUE_ERASE] = "erase",
    [DUE_SOMETHING] = "something",
};

const char *
due_kind_name(enum due_kind kind)
{
	return names[kind];
}

enum due_kind
due_kind_find(const char *name)
{
	enum due_kind kind = 0;

	while (kind < DUE_KIND_MAX && !text_is(name, names[kind]))
		kind++;
	return kind;
}

/* ISO dates are in the order of their letters. */
static int
compare(const void *a, const void *b)
{
	const struct due *left = a, *right = b;
	int by_date = strcmp(left->date, right->date);

	if (by_date != 0)
		return by_date;
	return left->kind != right->kind ? (int)left->kind - (int)right->kind
					 : left->row - right->row;
}

static const struct value *
answered(const struct reading *reading, enum meaning meaning, int row)
{
	const struct result *result = reading_of_meaning(reading, meaning, row);

	return result && result->state == STATE_ANSWERED ? &result->value
							 : NULL;
}

/* One more, if its day is known. */
static struct due *
add(struct due *list, size_t *count, const struct reading *reading,
    enum due_kind kind, enum meaning meaning, int row)
{
	const struct value *date = answered(reading, meaning, row);

	if (!date)
		return NULL;
	list[*count] =
	    (struct due){.kind = kind, .row = row, .date = date->text};
	return &list[(*count)++];
}

/* The words of what was chosen, if it was. */
static const struct wording *
form_of(const struct reading *reading, int row)
{
	const struct form_set *set = reading_source(reading)->set;
	const struct value *form = answered(reading, MEANS_COPY_FORM, row);

	if (!form || form->kind != VALUE_CODES || form->count == 0)
		return NULL;
	size_t field = form_find_meaning(set, MEANS_COPY_FORM);
	return &field_option(&set->fields[field], form->codes[0])->label;
}

static void
add_copy(
    struct due *list, size_t *count, const struct reading *reading, int row)
{
	const struct result *given =
	    reading_of_meaning(reading, MEANS_COPY_GIVEN, row);

	if (given && given->state != STATE_OPEN)
		return;
	struct due *copy =
	    add(list, count, reading, DUE_COPY, MEANS_COPY_BY, row);
	if (copy)
		copy->form = form_of(reading, row);
}

void
due_list(const struct reading *reading, struct arena *arena,
    const struct due **list, size_t *count)
{
	enum { OTHERS = 2 };
	size_t visits =
	    form_find_meaning(reading_source(reading)->set, MEANS_VISIT);
	size_t rows;
	const int *copies = reading_rows_of_meaning(reading, MEANS_COPY, &rows);
	struct due *found = arena_get(arena, (rows + OTHERS) * sizeof(*found));

	*count = 0;
	for (size_t i = 0; i < rows; i++)
		add_copy(found, count, reading, copies[i]);
	if (visits != NONE)
		add(found, count, reading, DUE_VISIT, MEANS_VISIT_NEXT,
		    reading_newest_row(reading, visits));
	add(found, count, reading, DUE_REVIEW, MEANS_REVIEW_DUE, 0);
	qsort(found, *count, sizeof(*found), compare);
	*list = found;
}
