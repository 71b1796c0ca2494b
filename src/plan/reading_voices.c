/*
 * What the voices of a plan say, side by side.
 *
 * A voice's reading holds the person's words wherever the voice itself says
 * nothing; what it does say is asked here.  Nothing is kept.
 *
 * Tested by tests/unit/plan_reading.c.
 */
#include "plan/reading_parts.h"

const struct answer *
reading_answer(
    const struct reading *reading, size_t index, int row, enum voice voice)
{
	const struct reading_of *of = &reading->of;
	const struct field *field = &of->set->fields[index];
	struct address address = {field->id, row, voice};
	const struct answer *answer = plan_answer(of->plan, &address);

	for (size_t i = 0; !answer && i < field->was_count; i++) {
		address.field = field->was[i];
		answer = plan_answer(of->plan, &address);
	}
	return answer;
}

const struct reading *
readings_find(
    const struct reading *const *readings, size_t count, enum voice voice)
{
	for (size_t i = 0; i < count; i++)
		if (readings[i]->of.voice == voice)
			return readings[i];
	return NULL;
}

bool
readings_show_field(
    const struct reading *const *readings, size_t count, size_t field, int row)
{
	for (size_t i = 0; i < count; i++)
		if (reading_shows_field(readings[i], field, row))
			return true;
	return false;
}
