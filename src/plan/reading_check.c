/*
 * Remarks: what a reading has to say about its answers.
 *
 * Wrong answers, checks and warnings of fields, checks over several answers,
 * spending rules and criteria.  An unknown check passes and an unknown warning
 * or rule is silent, so nothing is said about what is not answered yet; a
 * criterion speaks when nothing that could show it is answered.
 *
 * It refuses to know what blocks what: readiness.c does.  Remarks live in the
 * reading's arena and come in the order in which the pages are walked.
 *
 * Tested by tests/unit/plan_remarks.c.
 */
#include "plan/reading_parts.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "form/value.h"

struct remarking {
	const struct reading *reading;
	const struct words *words;
	struct remark *remarks;
	size_t count, capacity;
};

/* A remark with what orders it: stable, since the sequence comes last. */
struct placed {
	struct remark remark;
	size_t page, sequence;
};

static int
compare_placed(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;

	if (left->page != right->page)
		return left->page < right->page ? -1 : 1;
	return (left->sequence > right->sequence) -
	       (left->sequence < right->sequence);
}

static void
add_remark(struct remarking *remarking, struct remark remark, const char *text)
{
	remark.text = arena_copy(remarking->reading->arena, text);
	remarking->remarks = mem_grow(remarking->remarks, remarking->count,
	    &remarking->capacity, sizeof(struct remark));
	remarking->remarks[remarking->count++] = remark;
}

/* Add a remark in the form's own words. */
static void
say_remark(struct remarking *remarking, struct remark remark,
    const struct wording *wording)
{
	struct str text = STR_EMPTY;

	reading_put_text(&text, remarking->reading,
	    wording_get(wording, words_language(remarking->words)),
	    remarking->words);
	add_remark(remarking, remark, text.text);
	str_release(&text);
}

/* Does a check fail, or a warning hold?  Unknown is neither. */
static bool
speaks(const struct remarking *remarking, const struct field_check *check,
    size_t slot)
{
	enum truth truth =
	    reading_evaluate(remarking->reading, check->condition, slot);

	return truth == (check->is_warning ? TRUTH_TRUE : TRUTH_FALSE);
}

/* --- Fields --------------------------------------------------------------- */

/* Read a wrong answer once more, for the sentence that says what to write. */
static void
remark_wrong(struct remarking *remarking, const struct field *field,
    struct remark remark)
{
	const struct reading *reading = remarking->reading;
	struct err problem = {.is_set = false};
	struct value value;
	struct str text = STR_EMPTY;
	const struct result *result =
	    reading_result(reading, remark.field, remark.row);

	value_read(reading->arena, field, result->typed, reading->of.today,
	    &value, &problem);
	value_put_problem(&text, field, &problem, remarking->words);
	remark.kind = REMARK_WRONG;
	add_remark(remarking, remark, text.text);
	str_release(&text);
}

static void
remark_cell(struct remarking *remarking, size_t index, size_t slot)
{
	const struct reading *reading = remarking->reading;
	const struct field *field = &reading->of.set->fields[index];
	enum state state = reading->cells[index][slot].result.state;
	struct remark remark = {
	    .field = index,
	    .row = reading_row(reading, field->repeat, slot),
	    .index = NONE,
	};

	if (state == STATE_HIDDEN || state == STATE_ASLEEP)
		return;
	if (state == STATE_WRONG)
		remark_wrong(remarking, field, remark);
	for (size_t i = 0; i < field->check_count; i++) {
		const struct field_check *check = &field->checks[i];
		if (!speaks(remarking, check, slot))
			continue;
		remark.kind = check->is_warning ? REMARK_WARNING : REMARK_CHECK;
		say_remark(remarking, remark, &check->message);
	}
}

static void
remark_fields(struct remarking *remarking)
{
	const struct reading *reading = remarking->reading;
	const struct form_set *set = reading->of.set;

	for (size_t i = 0; i < set->field_count; i++) {
		size_t count =
		    reading_slot_count(reading, set->fields[i].repeat);
		for (size_t slot = 0; slot < count; slot++)
			remark_cell(remarking, i, slot);
	}
}

/* --- The whole plan ------------------------------------------------------- */

static void
remark_checks(struct remarking *remarking)
{
	const struct form_set *set = remarking->reading->of.set;

	for (size_t i = 0; i < set->check_count; i++) {
		const struct set_check *check = &set->checks[i];
		enum truth truth =
		    reading_evaluate(remarking->reading, check->that, NONE);
		struct remark remark = {
		    .kind =
			check->is_wanted_only ? REMARK_WARNING : REMARK_CHECK,
		    .field = NONE,
		    .index = i,
		    .condition = check->that,
		};
		if (truth == TRUTH_FALSE)
			say_remark(remarking, remark, &check->message);
	}
}

static void
remark_rules(struct remarking *remarking)
{
	const struct reading *reading = remarking->reading;
	const struct form_set *set = reading->of.set;

	for (size_t i = 0; i < set->rule_count; i++) {
		const struct rule *rule = &set->rules[i];
		size_t count = reading_slot_count(reading, rule->repeat);
		if (rule->repeat != NONE &&
		    !reading_shows_repeat(reading, rule->repeat))
			continue;
		for (size_t slot = 0; slot < count; slot++) {
			struct remark remark = {
			    .kind = REMARK_RULE,
			    .field = NONE,
			    .row = reading_row(reading, rule->repeat, slot),
			    .index = i,
			};
			if (reading_evaluate(reading, rule->where, slot) ==
			    TRUTH_TRUE)
				say_remark(remarking, remark, &rule->message);
		}
	}
}

/* Is a field answered, in any row, or has a list a row? */
static bool
shows(const struct reading *reading, const struct page_item *item)
{
	const struct form_set *set = reading->of.set;

	if (item->kind == ITEM_REPEAT)
		return reading->rows[item->index].count > 0 &&
		       reading_shows_repeat(reading, item->index);
	size_t count =
	    reading_slot_count(reading, set->fields[item->index].repeat);
	for (size_t slot = 0; slot < count; slot++)
		if (reading->cells[item->index][slot].result.state ==
		    STATE_ANSWERED)
			return true;
	return false;
}

static void
put_label(struct str *out, const struct remarking *remarking,
    const struct criterion *criterion)
{
	const char *label =
	    wording_get(&criterion->label, words_language(remarking->words));

	reading_put_text(out, remarking->reading, label ? label : criterion->id,
	    remarking->words);
}

static void
remark_criterion(struct remarking *remarking, size_t index)
{
	const struct reading *reading = remarking->reading;
	const struct criterion *criterion = &reading->of.set->criteria[index];
	struct remark remark = {
	    .kind = REMARK_CRITERION,
	    .field = NONE,
	    .index = index,
	};
	bool is_shown = criterion->shown_by_count == 0;

	for (size_t i = 0; i < criterion->shown_by_count && !is_shown; i++)
		is_shown = shows(reading, &criterion->shown_by[i]);
	if (!is_shown) {
		struct str label = STR_EMPTY, text = STR_EMPTY;
		put_label(&label, remarking, criterion);
		words_put(&text, remarking->words, WORD_REMARK_CRITERION,
		    label.text, NULL);
		add_remark(remarking, remark, text.text);
		str_release(&label);
		str_release(&text);
	}
	for (size_t i = 0; i < criterion->check_count; i++) {
		const struct field_check *check = &criterion->checks[i];
		remark.condition = check->condition;
		if (speaks(remarking, check, NONE))
			say_remark(remarking, remark, &check->message);
	}
}

/* --- Order ---------------------------------------------------------------- */

static size_t
page_of(const struct remarking *remarking, const struct remark *remark)
{
	const struct form_set *set = remarking->reading->of.set;
	size_t page = NONE;

	if (remark->field != NONE)
		page = set->fields[remark->field].page;
	return page == NONE ? NONE : set->pages[page].order;
}

/* The remarks in the order of the pages, in the reading's arena. */
static const struct remark *
sort_remarks(const struct remarking *remarking)
{
	struct arena *arena = remarking->reading->arena;
	size_t count = remarking->count;
	struct placed *placed = mem_new(count * sizeof(*placed));
	struct remark *sorted = arena_get(arena, count * sizeof(*sorted));

	for (size_t i = 0; i < count; i++)
		placed[i] = (struct placed){
		    .remark = remarking->remarks[i],
		    .page = page_of(remarking, &remarking->remarks[i]),
		    .sequence = i,
		};
	if (count > 0)
		qsort(placed, count, sizeof(*placed), compare_placed);
	for (size_t i = 0; i < count; i++)
		sorted[i] = placed[i].remark;
	mem_free(placed);
	return sorted;
}

const struct remark *
reading_remarks(
    const struct reading *reading, const struct words *words, size_t *count)
{
	struct remarking remarking = {
	    .reading = reading,
	    .words = words,
	};

	remark_fields(&remarking);
	remark_checks(&remarking);
	remark_rules(&remarking);
	for (size_t i = 0; i < reading->of.set->criterion_count; i++)
		remark_criterion(&remarking, i);
	const struct remark *sorted = sort_remarks(&remarking);
	*count = remarking.count;
	mem_free(remarking.remarks);
	return sorted;
}
