/*
 * Readings: one pass over a set's order, from answers to results.
 *
 * First the plan's answers are laid into cells, one for each field and living
 * row; then, in the order in which everything stands after what it reads, each
 * cell is found asked or not, its text is read, its sum is added up.
 *
 * Everything lives in one arena that the reading owns.  Nothing here writes to
 * the plan or keeps anything between readings, so a reading of the same
 * answers is the same, in whatever order they came.
 *
 * What another voice leaves as the person has it is not worked out again:
 * reading_differs.c says what that is.  What is asked is decided in
 * reading_asked.c; sums are run in reading_sum.c;
 * remarks are in reading_check.c, what people read in reading_text.c.
 *
 * Tested by tests/unit/plan_reading.c and tests/differential.
 */
#include "plan/reading.h"

#include <assert.h>
#include <stdlib.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/type.h"
#include "plan/reading_parts.h"

enum { SECONDS_A_DAY = 24 * 60 * 60 };

/*
 * Which answer counts where a field has several: one under its own id before
 * one under a former id, the voice asked for before the person's, and what is
 * laid over the plan before all.
 */
enum { RANK_PRESENT = 1, RANK_VOICE = 2, RANK_OWN_ID = 4, RANK_OVERLAY = 8 };

/* --- Rows and cells ------------------------------------------------------- */

static int
compare_rows(const void *a, const void *b)
{
	const struct row_slot *left = a, *right = b;

	return (left->row > right->row) - (left->row < right->row);
}

size_t
reading_slot_count(const struct reading *reading, size_t repeat)
{
	return repeat == NONE ? 1 : reading->rows[repeat].count;
}

size_t
reading_slot(const struct reading *reading, size_t repeat, int row)
{
	if (repeat == NONE)
		return row == 0 ? 0 : NONE;
	const struct row_list *rows = &reading->rows[repeat];
	if (rows->count == 0)
		return NONE;
	const struct row_slot *found =
	    bsearch(&(struct row_slot){.row = row}, rows->by_number,
		rows->count, sizeof(struct row_slot), compare_rows);
	return found ? found->slot : NONE;
}

int
reading_row(const struct reading *reading, size_t repeat, size_t slot)
{
	if (repeat == NONE || slot == NONE)
		return 0;
	return reading->rows[repeat].numbers[slot];
}

/* The rows of a list: under its id, or else under the first former id used. */
static const int *
find_rows(const struct plan *plan, const struct repeat *repeat, size_t *count)
{
	const int *rows = plan_rows(plan, repeat->id, count);

	if (plan_next_row(plan, repeat->id) > 1)
		return rows;
	for (size_t i = 0; *count == 0 && i < repeat->was_count; i++)
		rows = plan_rows(plan, repeat->was[i], count);
	return rows;
}

static const struct row_list *
lay_out_rows(const struct reading *reading)
{
	const struct form_set *set = reading->of.set;
	struct row_list *rows = arena_get(
	    reading->arena, set->repeat_count * sizeof(struct row_list));

	for (size_t i = 0; i < set->repeat_count; i++) {
		size_t count;
		const int *found =
		    find_rows(reading->of.plan, &set->repeats[i], &count);
		int *numbers = arena_get(reading->arena, count * sizeof(int));
		struct row_slot *by_number =
		    arena_get(reading->arena, count * sizeof(struct row_slot));
		for (size_t j = 0; j < count; j++) {
			numbers[j] = found[j];
			by_number[j].row = found[j];
			by_number[j].slot = j;
		}
		if (count > 0)
			qsort(by_number, count, sizeof(struct row_slot),
			    compare_rows);
		rows[i] = (struct row_list){
		    .numbers = numbers,
		    .by_number = by_number,
		    .count = count,
		};
	}
	return rows;
}

static bool
is_own(const struct reading *reading, size_t field)
{
	return !reading->differs || reading->differs[field];
}

static void
lay_out_cells(struct reading *reading)
{
	const struct form_set *set = reading->of.set;
	size_t count = 0;

	for (size_t i = 0; i < set->field_count; i++)
		if (is_own(reading, i))
			count +=
			    reading_slot_count(reading, set->fields[i].repeat);
	struct reading_cell *cells =
	    arena_get(reading->arena, count * sizeof(struct reading_cell));
	reading->cells = arena_get(
	    reading->arena, set->field_count * sizeof(struct reading_cell *));
	for (size_t i = 0; i < set->field_count; i++) {
		reading->cells[i] =
		    is_own(reading, i) ? cells : reading->of.person->cells[i];
		if (is_own(reading, i))
			cells +=
			    reading_slot_count(reading, set->fields[i].repeat);
	}
	reading->repeats =
	    arena_get(reading->arena, set->repeat_count * sizeof(enum asked));
	reading->pages =
	    arena_get(reading->arena, set->page_count * sizeof(enum asked));
}

/* --- Answers -------------------------------------------------------------- */

/* A walk over the plan's answers; those of one field come together. */
struct laying {
	struct reading *reading;
	const char *id;
	size_t field; /* the one with that id, or NONE */
	bool is_own_id;
};

static struct reading_cell *
find_cell(struct reading *reading, size_t field, int row)
{
	if (field == NONE || reading->of.set->fields[field].is_sum ||
	    !is_own(reading, field))
		return NULL;
	size_t repeat = reading->of.set->fields[field].repeat;
	size_t slot = reading_slot(reading, repeat, row);
	return slot == NONE ? NULL : &reading->cells[field][slot];
}

static bool
lay_answer(
    void *context, const struct address *address, const struct answer *answer)
{
	struct laying *laying = context;
	struct reading *reading = laying->reading;
	enum voice voice = reading->of.voice;

	if (address->voice != VOICE_PERSON && address->voice != voice)
		return true;
	if (!text_is(laying->id, address->field)) {
		const struct form_set *set = reading->of.set;
		laying->id = address->field;
		laying->field = form_find_field(set, laying->id);
		laying->is_own_id =
		    laying->field != NONE &&
		    text_is(set->fields[laying->field].id, laying->id);
	}
	struct reading_cell *cell =
	    find_cell(reading, laying->field, address->row);
	int rank = RANK_PRESENT + (laying->is_own_id ? RANK_OWN_ID : 0) +
		   (address->voice == voice ? RANK_VOICE : 0);
	if (!cell || rank <= cell->rank)
		return true;
	cell->result.typed = arena_copy(reading->arena, answer->text);
	cell->typed_at = answer->at;
	cell->rank = rank;
	return true;
}

static void
lay_answers(struct reading *reading)
{
	struct laying laying = {.reading = reading, .field = NONE};

	plan_each(reading->of.plan, lay_answer, &laying);
	const struct overlay *overlay = reading->of.overlay;
	for (size_t i = 0; overlay && i < overlay->count; i++) {
		const struct overlay_answer *answer = &overlay->answers[i];
		struct reading_cell *cell = find_cell(reading,
		    form_find_field(reading->of.set, answer->field),
		    answer->row);
		if (!cell)
			continue;
		cell->result.typed = NULL;
		if (answer->text)
			cell->result.typed =
			    arena_copy(reading->arena, answer->text);
		cell->typed_at = 0;
		cell->rank = RANK_OVERLAY;
	}
}

/* --- Results -------------------------------------------------------------- */

/* The day an answer was given, which gives two-figure years their century. */
static struct date
day_typed(const struct reading *reading, const struct reading_cell *cell)
{
	if (cell->typed_at <= 0)
		return reading->of.today;
	struct date day = date_from_days(cell->typed_at / SECONDS_A_DAY);
	return date_is_real(day) ? day : reading->of.today;
}

/* Only rows that are still there count; none left is no answer. */
static void
keep_living_rows(
    struct reading *reading, const struct field *field, struct result *result)
{
	struct value *value = &result->value;
	int *rows = arena_get(reading->arena, value->count * sizeof(int));
	size_t count = 0;

	for (size_t i = 0; i < value->count; i++)
		if (reading_slot(reading, field->rows_of, value->rows[i]) !=
		    NONE)
			rows[count++] = value->rows[i];
	if (count == value->count)
		return;
	if (count == 0) {
		*value = (struct value){.kind = VALUE_NONE};
		result->state = STATE_OPEN;
		return;
	}
	struct str text = STR_EMPTY;
	value_put_rows(&text, rows, count);
	value->rows = rows;
	value->count = count;
	value->text = str_keep(&text, reading->arena);
}

static void
read_answer(struct reading *reading, const struct field *field,
    struct reading_cell *cell)
{
	struct result *result = &cell->result;
	struct value value = {.kind = VALUE_NONE};

	if (result->typed)
		value_read(reading->arena, field, result->typed,
		    day_typed(reading, cell), &value, NULL);
	if (value.kind == VALUE_NONE) {
		result->state = STATE_OPEN;
		return;
	}
	if (value.kind == VALUE_WRONG) {
		result->state = STATE_WRONG;
		return;
	}
	result->state = STATE_ANSWERED;
	result->value = value;
	if (value.kind == VALUE_ROWS)
		keep_living_rows(reading, field, result);
}

static void
read_cell(struct reading *reading, size_t index, size_t slot)
{
	const struct field *field = &reading->of.set->fields[index];
	struct reading_cell *cell = &reading->cells[index][slot];
	enum asked asked = reading_field_asked(reading, field, slot);

	if (asked != ASKED_YES) {
		cell->result.state = text_is_blank(cell->result.typed)
					 ? STATE_HIDDEN
					 : STATE_ASLEEP;
		cell->result.is_nought = asked == ASKED_NO;
	} else if (field->is_sum) {
		reading_add_up(reading, field, slot);
	} else {
		read_answer(reading, field, cell);
	}
}

struct reading *
reading_new(const struct reading_of *of)
{
	assert(of->set && of->plan && of->voice < VOICE_MAX);
	assert(!of->person || !of->overlay);
	struct arena *arena = arena_new();
	struct reading *reading = arena_get(arena, sizeof(*reading));
	reading->arena = arena;
	reading->of = *of;
	reading->rows = of->person ? of->person->rows : lay_out_rows(reading);
	reading->differs = of->person ? reading_find_differing(reading) : NULL;
	lay_out_cells(reading);
	lay_answers(reading);
	for (size_t i = 0; i < of->set->order_count; i++) {
		const struct page_item *item = &of->set->order[i];
		if (item->kind != ITEM_FIELD || !is_own(reading, item->index))
			continue;
		size_t repeat = of->set->fields[item->index].repeat;
		size_t count = reading_slot_count(reading, repeat);
		for (size_t slot = 0; slot < count; slot++)
			read_cell(reading, item->index, slot);
	}
	return reading;
}

void
reading_free(struct reading *reading)
{
	if (reading)
		arena_free(reading->arena);
}

/* --- Asking --------------------------------------------------------------- */

const struct reading_of *
reading_source(const struct reading *reading)
{
	return &reading->of;
}

const struct result *
reading_result(const struct reading *reading, size_t field, int row)
{
	static const struct result nowhere = {.state = STATE_HIDDEN};
	size_t repeat = reading->of.set->fields[field].repeat;
	size_t slot = reading_slot(reading, repeat, row);

	return slot == NONE ? &nowhere : &reading->cells[field][slot].result;
}

struct value
reading_kept_value(const struct reading *reading, size_t field, int row)
{
	const struct field *found = &reading->of.set->fields[field];
	size_t slot = reading_slot(reading, found->repeat, row);
	struct value value = {.kind = VALUE_NONE};

	if (slot == NONE)
		return value;
	const struct reading_cell *cell = &reading->cells[field][slot];
	if (cell->result.state == STATE_ASLEEP)
		value_read(reading->arena, found, cell->result.typed,
		    day_typed(reading, cell), &value, NULL);
	return value;
}

const struct result *
reading_of_meaning(const struct reading *reading, enum meaning meaning, int row)
{
	size_t field = form_find_meaning(reading->of.set, meaning);

	return field == NONE ? NULL : reading_result(reading, field, row);
}

/* An answer that is carried over; its source may come later in the order. */
static const char *
carried(const struct reading *reading, const struct field *field, int row)
{
	const struct form_set *set = reading->of.set;

	if (field->carry_from == NONE)
		return NULL;
	const struct field *source = &set->fields[field->carry_from];
	const struct result *from = reading_result(
	    reading, field->carry_from, source->repeat == NONE ? 0 : row);
	if (from->state != STATE_ANSWERED)
		return NULL;
	return source->is_sum ? from->value.text : from->typed;
}

/* The language to print in, as the person has said it, or else this one. */
static const char *
printed_language(const struct reading *reading, const char *language)
{
	const struct reading *person =
	    reading->of.person ? reading->of.person : reading;
	const struct result *said =
	    reading_of_meaning(person, MEANS_PERSON_LANGUAGE, 0);

	return said && said->state == STATE_ANSWERED ? said->value.text
						     : language;
}

const char *
reading_offer(
    const struct reading *reading, size_t index, int row, const char *language)
{
	const struct field *field = &reading->of.set->fields[index];

	if (reading_result(reading, index, row)->state != STATE_OPEN)
		return NULL;
	const char *offer = carried(reading, field, row);
	if (!offer)
		offer = wording_get(&field->default_answer,
		    printed_language(reading, language));
	if (field->type->takes != TAKES_DATE || !text_is(offer, "today"))
		return offer;
	char iso[DATE_ISO_SIZE];
	date_write_iso(reading->of.today, iso);
	return arena_copy(reading->arena, iso);
}

const int *
reading_rows(const struct reading *reading, size_t repeat, size_t *count)
{
	*count = reading->rows[repeat].count;
	return *count > 0 ? reading->rows[repeat].numbers : NULL;
}

const int *
reading_rows_of_meaning(
    const struct reading *reading, enum meaning meaning, size_t *count)
{
	size_t repeat = form_find_meaning(reading->of.set, meaning);

	*count = 0;
	return repeat == NONE ? NULL : reading_rows(reading, repeat, count);
}

int
reading_newest_row(const struct reading *reading, size_t repeat)
{
	const struct row_list *rows = &reading->rows[repeat];

	return rows->count > 0 ? rows->by_number[rows->count - 1].row : 0;
}

bool
reading_shows_page(const struct reading *reading, size_t page)
{
	const struct page *found = &reading->of.set->pages[page];

	if (found->rows == PAGE_EACH_ROW &&
	    reading_slot_count(reading, found->repeat) == 0)
		return false;
	return reading_page_asked(reading, page) == ASKED_YES;
}

bool
reading_shows_repeat(const struct reading *reading, size_t repeat)
{
	return reading_repeat_asked(reading, repeat) == ASKED_YES;
}

bool
reading_shows_prose(const struct reading *reading, size_t prose)
{
	const struct prose *found = &reading->of.set->proses[prose];

	return reading_page_asked(reading, found->page) == ASKED_YES &&
	       reading_ask_if(reading, found->ask_if, NONE) == ASKED_YES;
}

bool
reading_shows_field(const struct reading *reading, size_t field, int row)
{
	enum state state = reading_result(reading, field, row)->state;

	return state != STATE_HIDDEN && state != STATE_ASLEEP;
}

bool
result_pence(const struct result *result, int64_t *pence)
{
	if (result->state != STATE_ANSWERED ||
	    result->value.kind != VALUE_MONEY)
		return false;
	*pence = result->value.pence;
	return true;
}
