/*
 * "worker:spending.2.cost" to an address, with a sentence for every way in
 * which it can be wrong.  Keeps nothing; the parts of the
 * text live in the caller's arena.  Tested in tests/unit/plan_address.c.
 */
#include "plan/address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"

/* The three parts of "list.row.field", in the plan's arena. */
struct parts {
	const char *list, *row, *field;
};

static bool
no_field(const struct form_set *set, const char *id, struct err *err)
{
	const char **ids = mem_new(set->field_count * sizeof(*ids));

	for (size_t i = 0; i < set->field_count; i++)
		ids[i] = set->fields[i].id;
	const char *nearest = nearest_of(id, ids, set->field_count);
	mem_free(ids);
	if (nearest == NULL)
		return err_set(err, WORD_PLAN_NO_FIELD, id, NULL);
	return err_set(err, WORD_PLAN_NO_FIELD_NEAR, id, nearest, NULL);
}

/* Take "voice:" off the front, if it is there. */
static bool
read_voice(
    struct arena *arena, const char **text, enum voice *voice, struct err *err)
{
	const char *colon = strchr(*text, ':');

	*voice = VOICE_PERSON;
	if (colon == NULL)
		return true;
	const char *name = arena_copy_n(arena, *text, (size_t)(colon - *text));
	*voice = voice_find(name);
	*text = colon + 1;
	return *voice != VOICE_MAX ||
	       err_set(err, WORD_PLAN_NO_VOICE, name, NULL);
}

static struct parts
split(struct arena *arena, const char *text)
{
	const char *first = strchr(text, '.');
	const char *second = first == NULL ? NULL : strchr(first + 1, '.');

	if (second == NULL)
		return (struct parts){.field = text};
	return (struct parts){
	    .list = arena_copy_n(arena, text, (size_t)(first - text)),
	    .row = arena_copy_n(arena, first + 1, (size_t)(second - first - 1)),
	    .field = second + 1,
	};
}

/* A row that is there, or the next one. */
static bool
read_row(const struct form_set *set, const struct plan *plan,
    const struct parts *parts, int *row, struct err *err)
{
	size_t repeat = form_find_repeat(set, parts->list);
	char next[16], *end;
	long number = strtol(parts->row, &end, 10);

	if (repeat == NONE)
		return no_field(set, parts->list, err);

	const char *id = set->repeats[repeat].id;
	int next_row = plan_next_row(plan, id);
	if (*end == '\0' && end > parts->row && number > 0 &&
	    number <= next_row &&
	    (number == next_row ||
		plan_row_place(plan, id, (int)number) >= 0)) {
		*row = (int)number;
		return true;
	}
	snprintf(next, sizeof(next), "%d", next_row);
	return err_set(
	    err, WORD_PLAN_NO_ROW, parts->list, parts->row, next, NULL);
}

bool
address_read(const struct form_set *set, const struct plan *plan,
    struct arena *arena, const char *text, struct address *address,
    struct err *err)
{
	*address = (struct address){0};
	if (!read_voice(arena, &text, &address->voice, err))
		return false;

	struct parts parts = split(arena, text);
	size_t index = form_find_field(set, parts.field);
	if (index == NONE)
		return no_field(set, parts.field, err);

	const struct field *field = &set->fields[index];
	address->field = field->id;
	if (parts.list == NULL && field->repeat != NONE)
		return err_set(err, WORD_PLAN_NEEDS_ROW, field->id,
		    set->repeats[field->repeat].id, NULL);
	if (parts.list == NULL)
		return true;
	if (!read_row(set, plan, &parts, &address->row, err))
		return false;
	return form_find_repeat(set, parts.list) == field->repeat ||
	       err_set(err, WORD_PLAN_NOT_IN_LIST, field->id, parts.list, NULL);
}

const char *
address_row_list(const struct form_set *set, const struct address *address)
{
	size_t field = form_find_field(set, address->field);

	if (address->row == 0 || field == NONE)
		return NULL;
	return set->repeats[set->fields[field].repeat].id;
}
