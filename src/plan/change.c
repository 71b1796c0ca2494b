/*
 * Changes: inverting them, and building them from what a plan holds now.
 *
 * A change is a value whose texts live in the caller's arena (or wherever the
 * caller borrowed them); nothing here is owned.  How a change is made in the
 * plan is plan.c's business, and who made it is history's.
 *
 * Tested by tests/unit/plan_change.c.
 */
#include "plan/change.h"

#include <assert.h>

#include "base/attr.h"
#include "base/str.h"

static const char *const kind_names[] = {
    [CHANGE_ANSWER] = "answer",
    [CHANGE_ROW] = "row",
    [CHANGE_FORMS] = "forms",
};

const char *
change_kind_name(enum change_kind kind)
{
	return kind_names[kind];
}

bool
change_kind_find(const char *name, enum change_kind *kind)
{
	for (size_t i = 0; i < ARRAY_LENGTH(kind_names); i++) {
		*kind = (enum change_kind)i;
		if (text_is(kind_names[i], name))
			return true;
	}
	return false;
}

struct change
change_invert(const struct change *change)
{
	struct change inverse = *change;

	inverse.before = change->after;
	inverse.after = change->before;
	inverse.place_before = change->place_after;
	inverse.place_after = change->place_before;
	inverse.forms_before = change->forms_after;
	inverse.forms_after = change->forms_before;
	return inverse;
}

bool
change_is_empty(const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ANSWER:
		return answer_is_same(&change->before, &change->after);
	case CHANGE_ROW:
		/* A row that is only remembered is something new. */
		return change->place_before == change->place_after &&
		       change->place_before >= 0;
	case CHANGE_FORMS:
		return text_is(change->forms_before, change->forms_after);
	}
	return false;
}

bool
change_is_same(const struct change *a, const struct change *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case CHANGE_ANSWER:
		return address_compare(&a->address, &b->address) == 0 &&
		       answer_is_same(&a->before, &b->before) &&
		       answer_is_same(&a->after, &b->after);
	case CHANGE_ROW:
		return text_is(a->repeat, b->repeat) && a->row == b->row &&
		       a->place_before == b->place_before &&
		       a->place_after == b->place_after;
	case CHANGE_FORMS:
		return text_is(a->forms_before, b->forms_before) &&
		       text_is(a->forms_after, b->forms_after);
	}
	return false;
}

static const char *
keep_text(struct arena *arena, const char *text)
{
	return text ? arena_copy(arena, text) : NULL;
}

static struct answer
keep_answer(struct arena *arena, const struct answer *answer)
{
	if (!answer || text_is_blank(answer->text))
		return (struct answer){0};
	return (struct answer){
	    .text = arena_copy(arena, answer->text),
	    .whose = keep_text(arena, answer->whose),
	    .how = keep_text(arena, answer->how),
	    .at = answer->at,
	};
}

struct change
change_answer(const struct plan *plan, struct arena *arena,
    struct address address, struct answer after)
{
	return (struct change){
	    .kind = CHANGE_ANSWER,
	    .address =
		{
		    .field = arena_copy(arena, address.field),
		    .row = address.row,
		    .voice = address.voice,
		},
	    .before = keep_answer(arena, plan_answer(plan, &address)),
	    .after = keep_answer(arena, &after),
	};
}

struct change
change_add_row(const struct plan *plan, struct arena *arena, const char *repeat)
{
	size_t count;

	plan_rows(plan, repeat, &count);
	return (struct change){
	    .kind = CHANGE_ROW,
	    .repeat = arena_copy(arena, repeat),
	    .row = plan_next_row(plan, repeat),
	    .place_before = -1,
	    .place_after = (int)count,
	};
}

struct change
change_move_row(const struct plan *plan, struct arena *arena,
    const char *repeat, int row, int place)
{
	size_t count;

	plan_rows(plan, repeat, &count);
	int before = plan_row_place(plan, repeat, row);
	assert(before >= 0 && place >= 0);
	return (struct change){
	    .kind = CHANGE_ROW,
	    .repeat = arena_copy(arena, repeat),
	    .row = row,
	    .place_before = before,
	    .place_after = place < (int)count ? place : (int)count - 1,
	};
}

struct change
change_remove_row(
    const struct plan *plan, struct arena *arena, const char *repeat, int row)
{
	int before = plan_row_place(plan, repeat, row);

	assert(before >= 0);
	return (struct change){
	    .kind = CHANGE_ROW,
	    .repeat = arena_copy(arena, repeat),
	    .row = row,
	    .place_before = before,
	    .place_after = -1,
	};
}

struct change
change_forms(const struct plan *plan, struct arena *arena, const char *forms)
{
	return (struct change){
	    .kind = CHANGE_FORMS,
	    .forms_before = keep_text(arena, plan_forms(plan)),
	    .forms_after = keep_text(arena, forms),
	};
}
