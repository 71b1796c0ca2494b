/*
 * Lists of people, from the store's summaries alone, so that ten thousand
 * cost what fifty do.  What a list points to lives in one arena that the next
 * list replaces.
 *
 * Tested by tests/unit/desk_desk.c.
 */
#include "base/utf8.h"
#include "desk/state.h"

enum { NAMESAKES_MOST = 1000 /* of those who have these words and others */ };

static struct person
person_of(const struct summary *summary)
{
	struct person person = {
	    .id = summary->id,
	    .reference = summary->reference,
	    .name = summary->name,
	    .step = summary->step,
	    .left_week = {summary->has_left, summary->left_week},
	};

	if (summary->next)
		date_read_iso(summary->next, &person.next);
	return person;
}

bool
desk_list(struct desk *desk, const char *search, size_t from, size_t limit,
    const struct person **list, size_t *count, struct err *err)
{
	const struct summary *summaries;

	*list = NULL;
	*count = 0;
	arena_free(desk->lists);
	desk->lists = arena_new();
	if (!store_list(desk->store, search, from, limit, desk->lists,
		&summaries, count, err))
		return false;

	struct person *people =
	    arena_get(desk->lists, *count * sizeof(*people));
	for (size_t i = 0; i < *count; i++)
		people[i] = person_of(&summaries[i]);
	*list = people;
	return true;
}

bool
desk_count(struct desk *desk, size_t *count, struct err *err)
{
	return store_count(desk->store, count, err);
}

bool
desk_find(struct desk *desk, const char *ref, int64_t *id, struct err *err)
{
	size_t matches;

	if (text_is_blank(ref))
		return err_set(err, WORD_DESK_NOBODY_NAMED, NULL);
	if (!store_find(desk->store, ref, id, &matches, err))
		return false;
	if (matches == 1)
		return true;
	if (matches == 0)
		return err_set(err, WORD_DESK_NOT_FOUND, ref, NULL);
	return err_set(
	    err, WORD_DESK_SEVERAL, numeral_of_count(matches).text, ref, NULL);
}

bool
desk_find_namesake(struct desk *desk, const char *name, const char **reference,
    struct err *err)
{
	const struct person *people;
	size_t count;

	*reference = NULL;
	if (!desk_list(desk, name, 0, NAMESAKES_MOST, &people, &count, err))
		return false;
	for (size_t i = 0; i < count && !*reference; i++)
		if (utf8_contains(people[i].name, name) &&
		    utf8_contains(name, people[i].name))
			*reference = people[i].reference;
	return true;
}
