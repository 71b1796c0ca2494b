/*
 * New forms under an old plan.
 *
 * Two sets are compared by the ids of questions and lists; a rename is an old
 * id that the new set knows by `was:`.  What comes out is a preview and the
 * changes that make it so.  An answer or a row follows a rename only where
 * nothing stands under the new id yet, so nothing is overwritten; whatever
 * does not follow stays in the plan under its old id.
 *
 * All memory is the caller's arena.  Tested by tests/unit/plan_adopt.c.
 */
#include "plan/adopt.h"

#include "base/str.h"

struct adopting {
	struct arena *arena;
	const struct plan *plan;
	const struct form_set *from, *to;
	struct adoption adoption;
	struct adoption_item *items;
	size_t item_capacity;
	struct change *changes;
	size_t change_capacity;
};

static void
add_change(struct adopting *adopting, struct change change)
{
	adopting->changes =
	    mem_grow(adopting->changes, adopting->adoption.change_count,
		&adopting->change_capacity, sizeof(struct change));
	adopting->changes[adopting->adoption.change_count++] = change;
}

static struct adoption_item *
add_item(struct adopting *adopting, struct adoption_item item)
{
	adopting->items =
	    mem_grow(adopting->items, adopting->adoption.item_count,
		&adopting->item_capacity, sizeof(struct adoption_item));
	adopting->items[adopting->adoption.item_count] = item;
	return &adopting->items[adopting->adoption.item_count++];
}

/* --- Questions ------------------------------------------------------------ */

/* A walk over the answers of one question. */
struct moving {
	struct adopting *adopting;
	const char *from, *to; /* ids; to is NULL: only count */
	int answers;
};

static bool
move_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct moving *moving = context;
	struct adopting *adopting = moving->adopting;

	if (!text_is(address->field, moving->from))
		return true;
	moving->answers++;
	struct address target = *address;
	target.field = moving->to;
	if (!moving->to || plan_answer(adopting->plan, &target))
		return true;
	add_change(adopting, change_answer(adopting->plan, adopting->arena,
				 *address, (struct answer){.text = NULL}));
	add_change(adopting,
	    change_answer(adopting->plan, adopting->arena, target, *answer));
	return true;
}

static int
move_answers(struct adopting *adopting, const char *from, const char *to)
{
	struct moving moving = {.adopting = adopting, .from = from, .to = to};

	plan_each(adopting->plan, move_answer, &moving);
	return moving.answers;
}

static void
adopt_field(struct adopting *adopting, size_t index)
{
	const struct field *field = &adopting->from->fields[index];
	struct adoption_item item = {
	    .from = index,
	    .to = form_find_field(adopting->to, field->id),
	};

	if (field->is_sum)
		return;
	if (item.to != NONE && adopting->to->fields[item.to].is_sum)
		item.to = NONE;
	if (item.to == NONE) {
		item.kind = ADOPTION_GONE;
		item.answers = move_answers(adopting, field->id, NULL);
		adopting->adoption.gone++;
		adopting->adoption.kept_answers += item.answers;
		add_item(adopting, item);
		return;
	}
	const char *id = adopting->to->fields[item.to].id;
	if (text_is(field->id, id))
		return;
	item.kind = ADOPTION_RENAMED;
	item.answers = move_answers(adopting, field->id, id);
	adopting->adoption.renamed++;
	add_item(adopting, item);
}

/* Did the old set have this question, under its id or a former one? */
static bool
is_old_field(const struct form_set *from, const struct field *field)
{
	if (form_find_field(from, field->id) != NONE)
		return true;
	for (size_t i = 0; i < field->was_count; i++)
		if (form_find_field(from, field->was[i]) != NONE)
			return true;
	return false;
}

/* --- Lists ---------------------------------------------------------------- */

static void
move_rows(struct adopting *adopting, const char *from, const char *to)
{
	size_t count, there;
	const int *rows = plan_rows(adopting->plan, from, &count);

	plan_rows(adopting->plan, to, &there);
	if (there > 0)
		return;
	/* Each leaves from the front and arrives at the end. */
	for (size_t i = 0; i < count; i++) {
		add_change(
		    adopting, (struct change){
				  .kind = CHANGE_ROW,
				  .repeat = arena_copy(adopting->arena, from),
				  .row = rows[i],
				  .place_before = 0,
				  .place_after = -1,
			      });
		add_change(
		    adopting, (struct change){
				  .kind = CHANGE_ROW,
				  .repeat = arena_copy(adopting->arena, to),
				  .row = rows[i],
				  .place_before = -1,
				  .place_after = (int)i,
			      });
	}
	/* No number that was ever given may be given again. */
	int next = plan_next_row(adopting->plan, from);
	if (next > 1 && next > plan_next_row(adopting->plan, to) &&
	    plan_row_place(adopting->plan, from, next - 1) < 0)
		add_change(
		    adopting, (struct change){
				  .kind = CHANGE_ROW,
				  .repeat = arena_copy(adopting->arena, to),
				  .row = next - 1,
				  .place_before = -1,
				  .place_after = -1,
			      });
}

static void
adopt_repeat(struct adopting *adopting, size_t index)
{
	const struct repeat *repeat = &adopting->from->repeats[index];
	struct adoption_item item = {
	    .is_repeat = true,
	    .from = index,
	    .to = form_find_repeat(adopting->to, repeat->id),
	};

	if (item.to == NONE) {
		item.kind = ADOPTION_GONE;
		add_item(adopting, item);
		return;
	}
	const char *id = adopting->to->repeats[item.to].id;
	if (text_is(repeat->id, id))
		return;
	item.kind = ADOPTION_RENAMED;
	move_rows(adopting, repeat->id, id);
	add_item(adopting, item);
}

static bool
is_old_repeat(const struct form_set *from, const struct repeat *repeat)
{
	if (form_find_repeat(from, repeat->id) != NONE)
		return true;
	for (size_t i = 0; i < repeat->was_count; i++)
		if (form_find_repeat(from, repeat->was[i]) != NONE)
			return true;
	return false;
}

/* --- The whole ------------------------------------------------------------ */

static void
find_added(struct adopting *adopting)
{
	const struct form_set *to = adopting->to;
	struct adoption_item item = {.kind = ADOPTION_ADDED, .from = NONE};

	for (item.to = 0; item.to < to->field_count; item.to++) {
		const struct field *field = &to->fields[item.to];
		if (field->is_sum || is_old_field(adopting->from, field))
			continue;
		adopting->adoption.added++;
		add_item(adopting, item);
	}
	item.is_repeat = true;
	for (item.to = 0; item.to < to->repeat_count; item.to++)
		if (!is_old_repeat(adopting->from, &to->repeats[item.to]))
			add_item(adopting, item);
}

struct adoption
adopt_forms(struct arena *arena, const struct plan *plan,
    const struct form_set *from, const struct form_set *to, const char *to_hash)
{
	struct adopting adopting = {
	    .arena = arena,
	    .plan = plan,
	    .from = from,
	    .to = to,
	};

	for (size_t i = 0; i < from->repeat_count; i++)
		adopt_repeat(&adopting, i);
	for (size_t i = 0; i < from->field_count; i++)
		adopt_field(&adopting, i);
	find_added(&adopting);
	struct change forms = change_forms(plan, arena, to_hash);
	if (!change_is_empty(&forms))
		add_change(&adopting, forms);
	struct adoption *adoption = &adopting.adoption;
	adoption->items = arena_keep(arena, adopting.items,
	    adoption->item_count, sizeof(struct adoption_item));
	adoption->changes = arena_keep(arena, adopting.changes,
	    adoption->change_count, sizeof(struct change));
	return *adoption;
}
