/*
 * Plans: answers, rows, and the one way to change them.
 *
 * A plan owns copies of every text.  Answers lie in one array sorted by
 * field, row and voice, so that a walk is in order and one address is found
 * by halving; a person has some hundreds of them.  Each list has its living
 * rows in the order people see, and beside it every number ever given,
 * ascending, with what became of it.
 *
 * It refuses to know forms: whether an answer fits, is asked for, or belongs
 * to a row that is there, is a reading's business.
 *
 *	struct plan *plan = plan_new();
 *	struct change change = change_answer(plan, arena, address, answer);
 *	plan_apply(plan, &change);
 *	plan_free(plan);
 *
 * Tested by tests/unit/plan_plan.c and plan_history.c.
 */
#include "plan/plan.h"

#include <assert.h>
#include <string.h>

#include "base/attr.h"
#include "base/mem.h"
#include "base/str.h"
#include "plan/change.h"

/* An answer at its address; the plan owns all texts. */
struct held {
	char *field;
	int row;
	enum voice voice;
	char *text, *whose, *how;
	struct answer answer; /* borrows those texts */
};

struct list {
	char *repeat;
	int *rows; /* living, in order */
	size_t count, capacity;
	int *numbers; /* every number ever given, ascending */
	size_t number_count, number_capacity;
};

struct plan {
	char *forms;
	struct held *answers;
	size_t count, capacity;
	struct list *lists; /* by repeat */
	size_t list_count, list_capacity;
};

int
address_compare(const struct address *a, const struct address *b)
{
	int by_field = strcmp(a->field, b->field);

	if (by_field != 0)
		return by_field;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return (a->voice > b->voice) - (a->voice < b->voice);
}

bool
answer_is_same(const struct answer *a, const struct answer *b)
{
	if (!a->text || !b->text)
		return !a->text && !b->text;
	return text_is(a->text, b->text) && text_is(a->whose, b->whose) &&
	       text_is(a->how, b->how) && a->at == b->at;
}

struct plan *
plan_new(void)
{
	return mem_new(sizeof(struct plan));
}

static void
held_release(struct held *held)
{
	mem_free(held->field);
	mem_free(held->text);
	mem_free(held->whose);
	mem_free(held->how);
}

void
plan_free(struct plan *plan)
{
	if (!plan)
		return;
	for (size_t i = 0; i < plan->list_count; i++) {
		mem_free(plan->lists[i].repeat);
		mem_free(plan->lists[i].rows);
		mem_free(plan->lists[i].numbers);
	}
	mem_free(plan->lists);
	for (size_t i = 0; i < plan->count; i++)
		held_release(&plan->answers[i]);
	mem_free(plan->answers);
	mem_free(plan->forms);
	mem_free(plan);
}

const char *
plan_forms(const struct plan *plan)
{
	return plan->forms;
}

/* --- Answers -------------------------------------------------------------- */

static struct address
held_address(const struct held *held)
{
	return (struct address){
	    .field = held->field,
	    .row = held->row,
	    .voice = held->voice,
	};
}

/* Where the answer is, or where it would go; *found says which. */
static size_t
find_answer(const struct plan *plan, const struct address *address, bool *found)
{
	size_t low = 0, high = plan->count;

	*found = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct address there = held_address(&plan->answers[middle]);
		int order = address_compare(&there, address);
		if (order == 0) {
			*found = true;
			return middle;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct answer *
plan_answer(const struct plan *plan, const struct address *address)
{
	bool found;
	size_t at = find_answer(plan, address, &found);

	return found ? &plan->answers[at].answer : NULL;
}

const char *
plan_text(const struct plan *plan, const char *field, int row, enum voice voice)
{
	const struct answer *answer = plan_answer(plan,
	    &(struct address){.field = field, .row = row, .voice = voice});

	return answer ? answer->text : NULL;
}

bool
plan_has_voice(const struct plan *plan, enum voice voice)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->answers[i].voice == voice)
			return true;
	return false;
}

void
plan_each(const struct plan *plan, plan_visitor *visit, void *context)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct address address = held_address(&plan->answers[i]);
		if (!visit(context, &address, &plan->answers[i].answer))
			return;
	}
}

static char *
copy_or_null(const char *text)
{
	return text ? mem_copy_text(text) : NULL;
}

static void
held_fill(struct held *held, const struct answer *answer)
{
	/* The new texts may be borrowed from the old: copy before freeing. */
	char *text = mem_copy_text(answer->text);
	char *whose = copy_or_null(answer->whose);
	char *how = copy_or_null(answer->how);

	mem_free(held->text);
	mem_free(held->whose);
	mem_free(held->how);
	held->text = text;
	held->whose = whose;
	held->how = how;
	held->answer = (struct answer){
	    .text = text,
	    .whose = whose,
	    .how = how,
	    .at = answer->at,
	};
}

static void
apply_answer(struct plan *plan, const struct change *change)
{
	bool found;
	size_t at = find_answer(plan, &change->address, &found);

	assert(answer_is_same(&change->before,
	    found ? &plan->answers[at].answer : &(struct answer){0}));
	if (!change->after.text) {
		if (!found)
			return;
		held_release(&plan->answers[at]);
		plan->count--;
		memmove(&plan->answers[at], &plan->answers[at + 1],
		    (plan->count - at) * sizeof(struct held));
		return;
	}
	if (!found) {
		plan->answers = mem_grow(plan->answers, plan->count,
		    &plan->capacity, sizeof(struct held));
		memmove(&plan->answers[at + 1], &plan->answers[at],
		    (plan->count - at) * sizeof(struct held));
		plan->count++;
		plan->answers[at] = (struct held){
		    .field = mem_copy_text(change->address.field),
		    .row = change->address.row,
		    .voice = change->address.voice,
		};
	}
	held_fill(&plan->answers[at], &change->after);
}

/* --- Rows ----------------------------------------------------------------- */

/* Where the list is, or where it would go. */
static size_t
find_list(const struct plan *plan, const char *repeat, bool *found)
{
	size_t at = 0;

	*found = false;
	for (; at < plan->list_count; at++) {
		int order = strcmp(plan->lists[at].repeat, repeat);
		*found = order == 0;
		if (order >= 0)
			break;
	}
	return at;
}

static const struct list *
get_list(const struct plan *plan, const char *repeat)
{
	bool found;
	size_t at = find_list(plan, repeat, &found);

	return found ? &plan->lists[at] : NULL;
}

static struct list *
make_list(struct plan *plan, const char *repeat)
{
	bool found;
	size_t at = find_list(plan, repeat, &found);

	if (found)
		return &plan->lists[at];
	plan->lists = mem_grow(plan->lists, plan->list_count,
	    &plan->list_capacity, sizeof(struct list));
	memmove(&plan->lists[at + 1], &plan->lists[at],
	    (plan->list_count - at) * sizeof(struct list));
	plan->list_count++;
	plan->lists[at] = (struct list){.repeat = mem_copy_text(repeat)};
	return &plan->lists[at];
}

/* A row that is only now to be added is known by its number at once. */
static int
place_in(const struct list *list, int row)
{
	size_t given = list->number_count;

	if (given == 0 || row > list->numbers[given - 1])
		return -1;
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i] == row)
			return (int)i;
	return -1;
}

const int *
plan_rows(const struct plan *plan, const char *repeat, size_t *count)
{
	const struct list *list = get_list(plan, repeat);

	*count = list ? list->count : 0;
	return *count > 0 ? list->rows : NULL;
}

int
plan_next_row(const struct plan *plan, const char *repeat)
{
	const struct list *list = get_list(plan, repeat);

	return list ? list->numbers[list->number_count - 1] + 1 : 1;
}

int
plan_newest_row(const struct plan *plan, const char *repeat)
{
	const struct list *list = get_list(plan, repeat);
	int newest = 0;

	for (size_t i = 0; list && i < list->count; i++)
		if (list->rows[i] > newest)
			newest = list->rows[i];
	return newest;
}

int
plan_row_place(const struct plan *plan, const char *repeat, int row)
{
	const struct list *list = get_list(plan, repeat);

	return list ? place_in(list, row) : -1;
}

void
plan_each_row(const struct plan *plan, plan_row_visitor *visit, void *context)
{
	for (size_t i = 0; i < plan->list_count; i++) {
		const struct list *list = &plan->lists[i];
		for (size_t j = 0; j < list->number_count; j++) {
			int row = list->numbers[j];
			if (!visit(context, list->repeat, row,
				place_in(list, row)))
				return;
		}
	}
}

/* Remember a number as given; most are the highest yet. */
static void
note_number(struct list *list, int row)
{
	size_t at = list->number_count;

	while (at > 0 && list->numbers[at - 1] >= row)
		at--;
	if (at < list->number_count && list->numbers[at] == row)
		return;
	list->numbers = mem_grow(list->numbers, list->number_count,
	    &list->number_capacity, sizeof(int));
	memmove(&list->numbers[at + 1], &list->numbers[at],
	    (list->number_count - at) * sizeof(int));
	list->numbers[at] = row;
	list->number_count++;
}

static void
apply_row(struct plan *plan, const struct change *change)
{
	struct list *list = make_list(plan, change->repeat);

	assert(change->row >= 1 && change->row <= ROW_MAX);
	assert(place_in(list, change->row) == change->place_before);
	note_number(list, change->row);
	if (change->place_before >= 0) {
		size_t from = (size_t)change->place_before;
		list->count--;
		memmove(&list->rows[from], &list->rows[from + 1],
		    (list->count - from) * sizeof(int));
	}
	if (change->place_after >= 0) {
		size_t to = (size_t)change->place_after;
		assert(to <= list->count);
		list->rows = mem_grow(
		    list->rows, list->count, &list->capacity, sizeof(int));
		memmove(&list->rows[to + 1], &list->rows[to],
		    (list->count - to) * sizeof(int));
		list->rows[to] = change->row;
		list->count++;
	}
}

/* --- Copying -------------------------------------------------------------- */

static struct held
copy_held(const struct held *held)
{
	struct held copy = {
	    .field = mem_copy_text(held->field),
	    .row = held->row,
	    .voice = held->voice,
	};

	held_fill(&copy, &held->answer);
	return copy;
}

static struct list
copy_list(const struct list *list)
{
	struct list copy = {.repeat = mem_copy_text(list->repeat)};

	for (; copy.count < list->count; copy.count++) {
		copy.rows = mem_grow(
		    copy.rows, copy.count, &copy.capacity, sizeof(int));
		copy.rows[copy.count] = list->rows[copy.count];
	}
	for (size_t i = 0; i < list->number_count; i++)
		note_number(&copy, list->numbers[i]);
	return copy;
}

struct plan *
plan_copy(const struct plan *plan)
{
	struct plan *copy = plan_new();

	copy->forms = copy_or_null(plan->forms);
	for (; copy->count < plan->count; copy->count++) {
		copy->answers = mem_grow(copy->answers, copy->count,
		    &copy->capacity, sizeof(struct held));
		copy->answers[copy->count] =
		    copy_held(&plan->answers[copy->count]);
	}
	for (; copy->list_count < plan->list_count; copy->list_count++) {
		copy->lists = mem_grow(copy->lists, copy->list_count,
		    &copy->list_capacity, sizeof(struct list));
		copy->lists[copy->list_count] =
		    copy_list(&plan->lists[copy->list_count]);
	}
	return copy;
}

/* --- Changing ------------------------------------------------------------- */

static bool
row_fits(const struct plan *plan, const struct change *change)
{
	size_t count;

	plan_rows(plan, change->repeat, &count);
	if (change->row < 1 || change->row > ROW_MAX ||
	    plan_row_place(plan, change->repeat, change->row) !=
		change->place_before)
		return false;
	if (change->place_before >= 0)
		count--;
	return change->place_after < 0 || (size_t)change->place_after <= count;
}

bool
plan_fits(const struct plan *plan, const struct change *change)
{
	static const struct answer none = {0};

	switch (change->kind) {
	case CHANGE_ANSWER: {
		const struct answer *now = plan_answer(plan, &change->address);
		return answer_is_same(&change->before, now ? now : &none);
	}
	case CHANGE_ROW:
		return row_fits(plan, change);
	case CHANGE_FORMS:
		return text_is(plan->forms, change->forms_before);
	}
	return false;
}

static void
apply_forms(struct plan *plan, const struct change *change)
{
	assert(text_is(plan->forms, change->forms_before));
	char *forms = copy_or_null(change->forms_after);
	mem_free(plan->forms);
	plan->forms = forms;
}

void
plan_apply(struct plan *plan, const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ANSWER:
		apply_answer(plan, change);
		return;
	case CHANGE_ROW:
		apply_row(plan, change);
		return;
	case CHANGE_FORMS:
		apply_forms(plan, change);
		return;
	}
}
