/*
 * "worker:spending.2.cost" to an address and back, with a sentence for every
 * way in which it can be wrong; whether the forms ask there, and all answers
 * in the order in which they do.
 *
 * Keeps nothing; the parts of a text live in the caller's arena.  Tested by
 * tests/unit/plan_address.c.
 */
#include "plan/address.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

/* The three parts of "list.row.field"; without a list only the last. */
struct parts {
	const char *list, *row, *field;
};

static bool
no_field(const struct form_set *set, const char *id, struct err *err)
{
	if (text_is_blank(id))
		return err_set(err, WORD_PLAN_NO_NAME, NULL);
	if (form_find_repeat(set, id) != NONE)
		return err_set(err, WORD_PLAN_IS_LIST, id, NULL);
	if (address_is_row(set, id))
		return err_set(err, WORD_PLAN_IS_ROW, id, NULL);

	const char **ids = mem_new(set->field_count * sizeof(*ids));

	for (size_t i = 0; i < set->field_count; i++)
		ids[i] = set->fields[i].id;
	const char *nearest = nearest_of(id, ids, set->field_count);
	mem_free(ids);
	if (!nearest)
		return err_set(err, WORD_PLAN_NO_FIELD, id, NULL);
	return err_set(err, WORD_PLAN_NO_FIELD_NEAR, id, nearest, NULL);
}

static bool
no_list(const struct form_set *set, const char *id, struct err *err)
{
	const char **ids = mem_new(set->repeat_count * sizeof(*ids));

	for (size_t i = 0; i < set->repeat_count; i++)
		ids[i] = set->repeats[i].id;
	const char *nearest = nearest_of(id, ids, set->repeat_count);
	mem_free(ids);
	if (!nearest)
		return err_set(err, WORD_PLAN_NO_LIST, id, NULL);
	return err_set(err, WORD_PLAN_NO_LIST_NEAR, id, nearest, NULL);
}

/* Take "voice:" off the front, if it is there. */
static bool
read_voice(
    struct arena *arena, const char **text, enum voice *voice, struct err *err)
{
	const char *colon = strchr(*text, ':');

	*voice = VOICE_PERSON;
	if (!colon)
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

	if (!second)
		return (struct parts){.field = text};
	return (struct parts){
	    .list = arena_copy_n(arena, text, (size_t)(first - text)),
	    .row = arena_copy_n(arena, first + 1, (size_t)(second - first - 1)),
	    .field = second + 1,
	};
}

/* The number that digits alone write; 0 for anything else. */
static int
row_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	long number = strtol(text, NULL, 10);

	return text[digits] == '\0' && number <= ROW_MAX ? (int)number : 0;
}

static bool
no_row(const struct plan *plan, const char *list, const char *text,
    struct err *err)
{
	int next = plan_next_row(plan, list);

	if (next > ROW_MAX)
		return err_set(err, WORD_PLAN_NO_ROW_FULL, list, text, NULL);
	return err_set(
	    err, WORD_PLAN_NO_ROW, list, text, numeral_of(next).text, NULL);
}

/* A row that is there, or the next one. */
static bool
read_row(const struct plan *plan, const char *list, const char *text, int *row,
    struct err *err)
{
	*row = row_number(text);
	return (*row > 0 && *row == plan_next_row(plan, list)) ||
	       plan_row_place(plan, list, *row) >= 0 ||
	       no_row(plan, list, text, err);
}

/* The list that the text names, and the row in it. */
static bool
read_list(const struct form_set *set, const struct plan *plan,
    const struct parts *parts, const struct field *field, int *row,
    struct err *err)
{
	size_t repeat = form_find_repeat(set, parts->list);

	if (repeat == NONE)
		return no_list(set, parts->list, err);
	if (repeat != field->repeat)
		return err_set(
		    err, WORD_PLAN_NOT_IN_LIST, field->id, parts->list, NULL);
	return read_row(plan, set->repeats[repeat].id, parts->row, row, err);
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
	if (parts.list)
		return read_list(set, plan, &parts, field, &address->row, err);
	return field->repeat == NONE ||
	       err_set(err, WORD_PLAN_NEEDS_ROW, field->id,
		   set->repeats[field->repeat].id, NULL);
}

/* The parts of what address_put() writes: each but the field may be missing. */
static struct parts
split_kept(struct arena *arena, const char *text)
{
	const char *last = strrchr(text, '.');
	struct parts parts = {.field = last ? last + 1 : text};

	if (!last)
		return parts;
	const char *front = arena_copy_n(arena, text, (size_t)(last - text));
	const char *dot = strrchr(front, '.');
	if (dot) {
		parts.list = arena_copy_n(arena, front, (size_t)(dot - front));
		parts.row = dot + 1;
	} else if (row_number(front) > 0) {
		parts.row = front;
	} else {
		parts.list = front;
	}
	return parts;
}

bool
address_read_kept(const struct form_set *set, struct arena *arena,
    const char *text, struct address *address)
{
	struct err ignored = {0};

	*address = (struct address){0};
	if (!read_voice(arena, &text, &address->voice, &ignored))
		return false;
	struct parts parts = split_kept(arena, text);
	size_t index = form_find_field(set, parts.field);
	size_t repeat = index == NONE ? NONE : set->fields[index].repeat;
	address->field = index == NONE ? arena_copy(arena, parts.field)
				       : set->fields[index].id;
	address->row = parts.row ? row_number(parts.row) : 0;
	return (!parts.row || address->row > 0) &&
	       (!parts.list || repeat == NONE ||
		   form_find_repeat(set, parts.list) == repeat);
}

const char *
address_list(const struct form_set *set, const struct address *address)
{
	size_t field = form_find_field(set, address->field);

	if (field == NONE || set->fields[field].repeat == NONE)
		return NULL;
	return set->repeats[set->fields[field].repeat].id;
}

bool
address_is_asked(const struct form_set *set, const struct plan *plan,
    const struct address *address)
{
	size_t index = form_find_field(set, address->field);
	const char *list = address_list(set, address);

	if (index == NONE || set->fields[index].is_sum ||
	    !text_is(set->fields[index].id, address->field))
		return false;
	return list == NULL ? address->row == 0
			    : plan_row_place(plan, list, address->row) >= 0;
}

void
address_put(
    struct str *out, const struct form_set *set, const struct address *address)
{
	const char *list = address_list(set, address);

	if (address->voice != VOICE_PERSON)
		str_format(out, "%s:", voice_name(address->voice));
	if (list)
		str_format(out, "%s.", list);
	if (address->row > 0)
		str_format(out, "%d.", address->row);
	str_put(out, address->field);
}

/* The list before the one dot of "lines.2", or NONE. */
static size_t
list_before_dot(const struct form_set *set, const char *text)
{
	const char *dot = strchr(text, '.');
	struct arena *arena;
	size_t repeat;

	if (!dot || strchr(dot + 1, '.'))
		return NONE;
	arena = arena_new();
	repeat = form_find_repeat(
	    set, arena_copy_n(arena, text, (size_t)(dot - text)));
	arena_free(arena);
	return repeat;
}

bool
address_is_row(const struct form_set *set, const char *text)
{
	return list_before_dot(set, text) != NONE;
}

bool
address_read_row(const struct form_set *set, const struct plan *plan,
    const char *text, const char **list, int *row, struct err *err)
{
	const char *number = strchr(text, '.') + 1;

	*list = set->repeats[list_before_dot(set, text)].id;
	*row = row_number(number);
	return plan_row_place(plan, *list, *row) >= 0 ||
	       no_row(plan, *list, number, err);
}

struct walk {
	const struct form_set *set;
	const struct plan *plan;
	plan_visitor *visit;
	void *context;
};

/* Every voice's answer to a question in a row. */
static bool
visit_cell(const struct walk *walk, size_t field, int row)
{
	for (enum voice voice = 0; voice < VOICE_MAX; voice++) {
		const struct address address = {
		    walk->set->fields[field].id, row, voice};
		const struct answer *answer = plan_answer(walk->plan, &address);
		if (answer && !walk->set->fields[field].is_sum &&
		    !walk->visit(walk->context, &address, answer))
			return false;
	}
	return true;
}

static bool
visit_rows(const struct walk *walk, const struct repeat *repeat)
{
	size_t count;
	const int *rows = plan_rows(walk->plan, repeat->id, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < repeat->field_count; j++)
			if (!visit_cell(walk, repeat->fields[j], rows[i]))
				return false;
	return true;
}

static bool
visit_kept(
    void *context, const struct address *address, const struct answer *answer)
{
	const struct walk *walk = context;

	return address_is_asked(walk->set, walk->plan, address) ||
	       walk->visit(walk->context, address, answer);
}

void
address_each(const struct form_set *set, const struct plan *plan,
    plan_visitor *visit, void *context)
{
	struct walk walk = {set, plan, visit, context};

	for (size_t i = 0; i < set->field_count; i++) {
		size_t repeat = set->fields[i].repeat;
		bool goes_on = true;
		if (repeat == NONE)
			goes_on = visit_cell(&walk, i, 0);
		else if (set->repeats[repeat].fields[0] == i)
			goes_on = visit_rows(&walk, &set->repeats[repeat]);
		if (!goes_on)
			return;
	}
	plan_each(plan, visit_kept, &walk);
}
