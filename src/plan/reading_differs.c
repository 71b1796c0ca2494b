/*
 * In what the reading of another voice differs from the person's.
 *
 * Owns the one rule: a field differs where the voice has an answer of its own
 * to it, or to anything that it is decided by.  All others are the same in
 * both readings, and are worked out once.
 *
 * Tested by tests/unit/plan_reading_whole.c.
 */
#include "plan/reading_parts.h"

struct marking {
	const struct reading *reading;
	bool *differs;
};

static bool
mark_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	const struct marking *marking = context;
	const struct reading_of *of = &marking->reading->of;

	(void)answer;
	if (address->voice != of->voice)
		return true;
	size_t field = form_find_field(of->set, address->field);
	if (field != NONE)
		marking->differs[field] = true;
	return true;
}

const bool *
reading_find_differing(const struct reading *reading)
{
	const struct form_set *set = reading->of.set;
	bool *differs =
	    arena_get(reading->arena, set->field_count * sizeof(*differs));
	struct marking marking = {reading, differs};

	plan_each(reading->of.plan, mark_answer, &marking);
	/* What a field needs stands before it. */
	for (size_t i = 0; i < set->order_count; i++) {
		const struct page_item *item = &set->order[i];
		if (item->kind != ITEM_FIELD)
			continue;
		const struct field *field = &set->fields[item->index];
		for (size_t j = 0; j < field->need_count; j++)
			if (differs[field->needs[j]])
				differs[item->index] = true;
	}
	return differs;
}
