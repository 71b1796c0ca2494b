/*
 * Readiness: every gap before a plan can be agreed, its reason, and where to
 * go to close it.
 *
 * All voices' readings are looked at.  A question is missing when any of them
 * asks it and none has an answer; a check speaks if any reading fails it; what
 * two readings say alike is said once.  What blocks is decided here and
 * nowhere else, and it blocks agreement only: never moving, never saving.
 *
 * Everything returned lives in the caller's arena.  How far each step is, is
 * counted in progress.c.
 *
 * Tested by tests/unit/plan_readiness.c.
 */
#include "plan/readiness.h"

#include <assert.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/str.h"
#include "form/expr.h"
#include "plan/address.h"

/* A gap with what orders it: blocking first, then as the pages are walked. */
struct placed_gap {
	struct gap gap;
	size_t page, sequence;
};

struct finding {
	struct arena *arena;
	const struct reading *const *readings;
	size_t reading_count;
	const struct form_set *set;
	const struct words *words;
	struct placed_gap *gaps;
	size_t count, capacity;
	struct map *said;
};

/* How a gap is said outside lists, and in a row. */
struct saying {
	enum word plain, in_row;
};

static const char *const gap_names[GAP_KIND_MAX] = {
    [GAP_MISSING] = "missing",
    [GAP_WRONG] = "wrong",
    [GAP_CHECK] = "check",
    [GAP_CRITERION] = "criterion",
    [GAP_TYPED] = "typed",
    [GAP_WANTED] = "wanted",
    [GAP_WARNING] = "warning",
    [GAP_RULE] = "rule",
    [GAP_ASLEEP] = "asleep",
};

const char *
gap_name(enum gap_kind kind)
{
	assert(kind < GAP_KIND_MAX);
	return gap_names[kind];
}

bool
gap_blocks(enum gap_kind kind)
{
	return kind == GAP_MISSING || kind == GAP_WRONG || kind == GAP_CHECK ||
	       kind == GAP_CRITERION || kind == GAP_TYPED;
}

void
gap_put_place(
    struct str *out, const struct form_set *set, const struct gap *gap)
{
	if (gap->field != NONE) {
		const struct address address = {
		    .field = set->fields[gap->field].id, .row = gap->row};
		address_put(out, set, &address);
	} else if (gap->repeat != NONE) {
		str_put(out, set->repeats[gap->repeat].id);
		if (gap->row > 0)
			str_format(out, ".%d", gap->row);
	}
}

void
gap_put(struct str *out, const struct form_set *set, const struct gap *gap)
{
	struct str place = STR_EMPTY;

	gap_put_place(&place, set, gap);
	str_format(out, "%s: %s", gap_name(gap->kind), gap->text);
	if (place.length > 0)
		str_format(out, " [%s]", place.text);
	str_put_char(out, '\n');
	str_release(&place);
}

/* Was the same said already, of the same?  It is from now on. */
static bool
is_said(struct finding *finding, const struct gap *gap, const char *text)
{
	const char *key = arena_format(finding->arena, "%d %zu %zu %d %s",
	    (int)gap->kind, gap->field, gap->repeat, gap->row, text);

	return !map_put(finding->said, key, key);
}

static void
add_gap(struct finding *finding, struct gap gap, const char *text)
{
	if (is_said(finding, &gap, text))
		return;
	gap.text = arena_copy(finding->arena, text);
	finding->gaps = mem_grow(finding->gaps, finding->count,
	    &finding->capacity, sizeof(struct placed_gap));
	finding->gaps[finding->count] = (struct placed_gap){
	    .gap = gap,
	    .page =
		gap.page == NONE ? NONE : finding->set->pages[gap.page].order,
	    .sequence = finding->count,
	};
	finding->count++;
}

/* --- Questions and lists -------------------------------------------------- */

/* What is said of a thing with a label: {1} the label, {2} the rest. */
static void
add_labelled(struct finding *finding, const struct reading *reading,
    struct gap gap, const struct wording *label, enum word word,
    const char *rest)
{
	struct str name = STR_EMPTY, text = STR_EMPTY;

	reading_put_text(&name, reading,
	    wording_get(label, words_language(finding->words)), finding->words);
	words_put(&text, finding->words, word, name.text, rest, NULL);
	add_gap(finding, gap, text.text);
	str_release(&text);
	str_release(&name);
}

static void
add_field_gap(struct finding *finding, const struct reading *reading,
    struct gap gap, struct saying saying)
{
	const struct field *field = &finding->set->fields[gap.field];
	struct str row = STR_EMPTY;

	if (gap.row != 0)
		reading_put_row_name(
		    &row, reading, field->repeat, gap.row, finding->words);
	gap.page = field->page;
	gap.repeat = NONE;
	add_labelled(finding, reading, gap, &field->label,
	    gap.row != 0 ? saying.in_row : saying.plain, row.text);
	str_release(&row);
}

/* What all readings together make of a question in a row. */
struct agreed {
	bool is_asked, is_answered, is_asleep;
	const struct reading *reading; /* one that asks it, else the last */
};

static struct agreed
look_at(const struct finding *finding, size_t field, int row)
{
	struct agreed agreed = {.reading = finding->readings[0]};

	for (size_t i = 0; i < finding->reading_count; i++) {
		const struct reading *reading = finding->readings[i];
		enum state state = reading_result(reading, field, row)->state;
		if (state == STATE_ASLEEP)
			agreed.is_asleep = true;
		else if (state == STATE_OPEN)
			agreed.is_asked = true;
		else if (state != STATE_HIDDEN)
			agreed.is_answered = true;
		if (state == STATE_OPEN)
			agreed.reading = reading;
	}
	return agreed;
}

static void
find_in_cell(struct finding *finding, size_t index, int row)
{
	const struct field *field = &finding->set->fields[index];
	struct agreed agreed = look_at(finding, index, row);
	struct gap gap = {.field = index, .row = row};

	if (agreed.is_answered || field->is_sum)
		return;
	if (!agreed.is_asked) {
		gap.kind = GAP_ASLEEP;
		if (agreed.is_asleep)
			add_field_gap(finding, agreed.reading, gap,
			    (struct saying){
				WORD_GAP_ASLEEP, WORD_GAP_ASLEEP_ROW});
		return;
	}
	switch (field->required) {
	case REQUIRED_FOR_AGREEMENT:
		gap.kind = GAP_MISSING;
		add_field_gap(finding, agreed.reading, gap,
		    (struct saying){WORD_GAP_MISSING, WORD_GAP_MISSING_ROW});
		return;
	case REQUIRED_WANTED:
		gap.kind = GAP_WANTED;
		add_field_gap(finding, agreed.reading, gap,
		    (struct saying){WORD_GAP_WANTED, WORD_GAP_WANTED_ROW});
		return;
	case REQUIRED_NO:
	case REQUIRED_MAX:
		return;
	}
}

static void
find_in_fields(struct finding *finding)
{
	for (size_t i = 0; i < finding->set->field_count; i++) {
		size_t repeat = finding->set->fields[i].repeat, count;
		if (repeat == NONE) {
			find_in_cell(finding, i, 0);
			continue;
		}
		const int *rows =
		    reading_rows(finding->readings[0], repeat, &count);
		for (size_t j = 0; j < count; j++)
			find_in_cell(finding, i, rows[j]);
	}
}

/* A list that must have a row, asked in any reading. */
static void
find_in_repeat(struct finding *finding, size_t index)
{
	const struct repeat *repeat = &finding->set->repeats[index];
	const struct wording *label =
	    repeat->label.count > 0 ? &repeat->label : &repeat->title;
	bool is_wanted = repeat->required == REQUIRED_WANTED;
	struct gap gap = {
	    .kind = is_wanted ? GAP_WANTED : GAP_MISSING,
	    .field = NONE,
	    .repeat = index,
	    .page = repeat->page,
	};
	size_t count;

	reading_rows(finding->readings[0], index, &count);
	if (count > 0 || repeat->required == REQUIRED_NO)
		return;
	for (size_t i = 0; i < finding->reading_count; i++) {
		const struct reading *reading = finding->readings[i];
		if (reading_shows_repeat(reading, index))
			add_labelled(finding, reading, gap, label,
			    is_wanted ? WORD_GAP_WANTED_ROWS : WORD_GAP_NO_ROWS,
			    NULL);
	}
}

/* --- Remarks -------------------------------------------------------------- */

/* What is open behind a field that a condition reads; false: it is known. */
static bool
find_open(const struct reading *reading, size_t field, int row, struct gap *gap)
{
	const struct form_set *set = reading_source(reading)->set;
	const struct result *result = reading_result(
	    reading, field, set->fields[field].repeat == NONE ? 0 : row);
	const struct trace *trace = result->trace;

	if (result->state != STATE_OPEN)
		return false;
	if (!trace)
		gap->field = field;
	else if (trace->missing_count > 0)
		gap->field = trace->missing[0].field;
	else
		return false;
	gap->row = trace == NULL ? row : trace->missing[0].row;
	return true;
}

/*
 * Where a condition that failed can be mended: the first answer that it waits
 * for, else the first question that it reads.
 */
static void
point_to_condition(const struct reading *reading,
    const struct condition *condition, struct gap *gap)
{
	const struct form_set *set = reading_source(reading)->set;
	size_t asked = NONE;

	for (size_t i = condition->read_count; i-- > 0;) {
		const struct field *field = &set->fields[condition->reads[i]];
		if (gap->page == NONE || field->page != NONE)
			gap->page = field->page;
		if (!field->is_sum && field->repeat == NONE)
			asked = condition->reads[i];
	}
	for (size_t i = 0; i < condition->read_count; i++)
		if (find_open(reading, condition->reads[i], gap->row, gap)) {
			gap->page = set->fields[gap->field].page;
			return;
		}
	gap->field = asked;
	if (asked != NONE)
		gap->page = set->fields[asked].page;
}

/* Where a criterion of which nothing is shown can be: the first of it. */
static void
point_to_criterion(const struct form_set *set,
    const struct criterion *criterion, struct gap *gap)
{
	const struct page_item *item = &criterion->shown_by[0];

	if (item->kind == ITEM_REPEAT) {
		gap->repeat = item->index;
		gap->page = set->repeats[item->index].page;
	} else {
		gap->field = item->index;
		gap->page = set->fields[item->index].page;
	}
}

/* The question, or the list, where a remark can be seen to. */
static void
point_to_remark(
    const struct reading *reading, const struct remark *remark, struct gap *gap)
{
	const struct form_set *set = reading_source(reading)->set;

	if (remark->field != NONE) {
		gap->page = set->fields[remark->field].page;
	} else if (remark->condition) {
		point_to_condition(reading, remark->condition, gap);
	} else if (remark->kind == REMARK_RULE) {
		gap->repeat = set->rules[remark->index].repeat;
		if (gap->repeat != NONE)
			gap->page = set->repeats[gap->repeat].page;
	} else {
		point_to_criterion(set, &set->criteria[remark->index], gap);
	}
}

/* A sentence about a row ends with the row. */
static void
add_said(struct finding *finding, const struct reading *reading, struct gap gap,
    const struct remark *remark)
{
	struct str name = STR_EMPTY, text = STR_EMPTY;
	size_t repeat = gap.field == NONE
			    ? gap.repeat
			    : finding->set->fields[gap.field].repeat;

	if (repeat != NONE && remark->row != 0) {
		reading_put_row_name(
		    &name, reading, repeat, remark->row, finding->words);
		words_put(&text, finding->words, WORD_GAP_SAID_ROW,
		    remark->text, name.text, NULL);
	} else {
		str_put(&text, remark->text);
	}
	add_gap(finding, gap, text.text);
	str_release(&name);
	str_release(&text);
}

static void
add_remark(struct finding *finding, const struct reading *reading,
    const struct remark *remark)
{
	static const enum gap_kind kinds[REMARK_KIND_MAX] = {
	    [REMARK_WRONG] = GAP_WRONG,
	    [REMARK_CHECK] = GAP_CHECK,
	    [REMARK_WARNING] = GAP_WARNING,
	    [REMARK_RULE] = GAP_RULE,
	    [REMARK_CRITERION] = GAP_CRITERION,
	};
	struct gap gap = {
	    .kind = kinds[remark->kind],
	    .field = remark->field,
	    .repeat = NONE,
	    .row = remark->row,
	    .page = NONE,
	};

	point_to_remark(reading, remark, &gap);
	if (remark->kind == REMARK_WRONG)
		add_labelled(finding, reading, gap,
		    &finding->set->fields[remark->field].label, WORD_GAP_WRONG,
		    remark->text);
	else
		add_said(finding, reading, gap, remark);
}

/* --- Order ---------------------------------------------------------------- */

static int
compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
compare_gaps(const void *a, const void *b)
{
	const struct placed_gap *left = a, *right = b;
	bool left_blocks = gap_blocks(left->gap.kind);

	if (left_blocks != gap_blocks(right->gap.kind))
		return left_blocks ? -1 : 1;
	int order = compare_sizes(left->page, right->page);
	if (order == 0)
		order = compare_sizes(left->gap.field, right->gap.field);
	if (order == 0)
		order = compare_sizes(left->sequence, right->sequence);
	return order;
}

static struct readiness
keep_sorted(struct finding *finding)
{
	struct gap *gaps =
	    arena_get(finding->arena, finding->count * sizeof(*gaps));
	struct readiness readiness = {.gaps = gaps, .count = finding->count};

	if (finding->count > 0)
		qsort(finding->gaps, finding->count, sizeof(*finding->gaps),
		    compare_gaps);
	for (size_t i = 0; i < finding->count; i++) {
		gaps[i] = finding->gaps[i].gap;
		if (gap_blocks(gaps[i].kind))
			readiness.blocking++;
	}
	mem_free(finding->gaps);
	return readiness;
}

struct readiness
readiness_of(struct arena *arena, const struct reading *const *readings,
    size_t reading_count, const struct words *words)
{
	assert(reading_count > 0);
	struct finding finding = {
	    .arena = arena,
	    .readings = readings,
	    .reading_count = reading_count,
	    .set = reading_source(readings[0])->set,
	    .words = words,
	    .said = map_new(),
	};
	find_in_fields(&finding);
	for (size_t i = 0; i < finding.set->repeat_count; i++)
		find_in_repeat(&finding, i);
	for (size_t i = 0; i < reading_count; i++) {
		size_t count;
		const struct remark *remarks =
		    reading_remarks(readings[i], words, &count);
		for (size_t j = 0; j < count; j++)
			add_remark(&finding, readings[i], &remarks[j]);
	}
	struct readiness readiness = keep_sorted(&finding);
	map_free(finding.said);
	return readiness;
}
