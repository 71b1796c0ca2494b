/*
 * What is due this week, or late, over all people.
 *
 * The next dates stand in the summaries (draft_summarize()), those for erasing
 * beside the plans; both are put in one list by their dates.  Nothing is kept.
 *
 * Tested by tests/unit/desk_due.c.
 */
#include "desk/due.h"

#include <stdlib.h>
#include <string.h>

#include "desk/privacy.h"
#include "desk/state.h"

static int
compare(const void *a, const void *b)
{
	const struct due_soon *left = a, *right = b;
	int by_date = date_compare(left->date, right->date);

	return by_date != 0 ? by_date
			    : strcmp(left->reference, right->reference);
}

static void
add(struct due_soon *list, size_t *count, struct date today,
    struct due_soon item)
{
	int64_t last = date_to_days(today) + DUE_DAYS - 1;

	if (!date_is_real(item.date) || date_to_days(item.date) > last)
		return;
	item.is_late = date_compare(item.date, today) < 0;
	list[(*count)++] = item;
}

bool
desk_list_week(struct desk *desk, struct arena *arena,
    const struct due_soon **list, size_t *count, struct err *err)
{
	struct date today = desk_today(desk);
	char until[DATE_ISO_SIZE];
	const struct summary *people;
	const struct due *erasing;
	size_t people_count, erasing_count;

	*list = NULL;
	*count = 0;
	date_write_iso(
	    date_from_days(date_to_days(today) + DUE_DAYS - 1), until);
	if (!store_list_next(
		desk->store, until, arena, &people, &people_count, err) ||
	    !store_list_due(desk->store, arena, &erasing, &erasing_count, err))
		return false;
	struct due_soon *items = arena_get(
	    arena, (people_count + erasing_count + 1) * sizeof(*items));
	for (size_t i = 0; i < people_count; i++) {
		struct due_soon item = {.id = people[i].id,
		    .reference = people[i].reference,
		    .name = people[i].name};
		date_read_iso(people[i].next, &item.date);
		add(items, count, today, item);
	}
	for (size_t i = 0; i < erasing_count; i++) {
		struct due_soon item = {.id = erasing[i].id,
		    .reference = erasing[i].reference,
		    .name = erasing[i].name,
		    .is_erasing = true};
		date_read_iso(erasing[i].date, &item.date);
		for (size_t j = 0; j < people_count; j++)
			item.is_again |= people[j].id == item.id;
		add(items, count, today, item);
	}
	qsort(items, *count, sizeof(*items), compare);
	*list = items;
	return true;
}
