/*
 * What a condition comes to in a reading, and so what is asked.
 *
 * A condition sees the results of the fields it reads, of the row at hand if
 * they are in its list; whatever is not answered, wrong or not asked it sees as
 * NULL.  Pages and lists are decided when the first field on them is, and
 * remembered in the reading; the set's order makes sure that everything they
 * read stands before.
 *
 * Tested by tests/unit/plan_reading.c.
 */
#include "plan/reading_parts.h"

/* --- Conditions ----------------------------------------------------------- */

/* The row that a condition sees while it is evaluated. */
struct seen_row {
	const struct reading *reading;
	size_t repeat, slot;
};

const struct reading_cell *
reading_see(
    const struct reading *reading, size_t field, size_t repeat, size_t slot)
{
	size_t own = reading->of.set->fields[field].repeat;

	if (own == NONE)
		return &reading->cells[field][0];
	if (own != repeat || slot == NONE)
		return NULL;
	return &reading->cells[field][slot];
}

static const struct value *
see_value(void *context, size_t field)
{
	const struct seen_row *seen = context;
	const struct reading_cell *cell =
	    reading_see(seen->reading, field, seen->repeat, seen->slot);

	if (!cell || cell->result.state != STATE_ANSWERED)
		return NULL;
	return &cell->result.value;
}

enum truth
reading_evaluate(const struct reading *reading,
    const struct condition *condition, size_t slot)
{
	struct seen_row seen = {
	    .reading = reading,
	    .repeat = condition->repeat,
	    .slot = slot,
	};

	return expr_evaluate(reading->of.set->engine, condition,
	    &(struct expr_source){
		.get = see_value,
		.context = &seen,
		.today = reading->of.today,
	    });
}

enum truth
reading_judge(const struct reading *reading, const struct condition *condition,
    size_t slot)
{
	enum truth truth = reading_evaluate(reading, condition, slot);

	if (truth != TRUTH_UNKNOWN)
		return truth;
	bool is_settled = false;
	for (size_t i = 0; i < condition->read_count; i++) {
		const struct reading_cell *cell = reading_see(
		    reading, condition->reads[i], condition->repeat, slot);
		if (cell && cell->result.state == STATE_ANSWERED)
			continue;
		if (!cell || !cell->result.is_nought)
			return TRUTH_UNKNOWN;
		is_settled = true;
	}
	return is_settled ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

/* --- What is asked -------------------------------------------------------- */

enum asked
reading_ask_if(const struct reading *reading, const struct condition *condition,
    size_t slot)
{
	if (!condition)
		return ASKED_YES;
	switch (reading_judge(reading, condition, slot)) {
	case TRUTH_TRUE:
		return ASKED_YES;
	case TRUTH_FALSE:
		return ASKED_NO;
	case TRUTH_UNKNOWN:
		break;
	}
	return ASKED_UNKNOWN;
}

static enum asked
lesser(enum asked a, enum asked b)
{
	return a < b ? a : b;
}

/* A page is asked for all its rows or for none; a sum may stand on none. */
enum asked
reading_page_asked(const struct reading *reading, size_t page)
{
	if (page == NONE)
		return ASKED_YES;
	enum asked *asked = &reading->pages[page];
	if (*asked == ASKED_NOT_DECIDED)
		*asked = reading_ask_if(
		    reading, reading->of.set->pages[page].ask_if, NONE);
	return *asked;
}

enum asked
reading_repeat_asked(const struct reading *reading, size_t repeat)
{
	const struct repeat *found = &reading->of.set->repeats[repeat];
	enum asked *asked = &reading->repeats[repeat];

	if (*asked == ASKED_NOT_DECIDED)
		*asked = lesser(reading_page_asked(reading, found->page),
		    reading_ask_if(reading, found->ask_if, NONE));
	return *asked;
}

enum asked
reading_field_asked(
    const struct reading *reading, const struct field *field, size_t slot)
{
	enum asked asked = reading_page_asked(reading, field->page);

	if (field->repeat != NONE && asked != ASKED_NO)
		asked =
		    lesser(asked, reading_repeat_asked(reading, field->repeat));
	if (asked != ASKED_NO)
		asked =
		    lesser(asked, reading_ask_if(reading, field->ask_if, slot));
	return asked;
}
