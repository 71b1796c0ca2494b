/*
 * Two plans side by side, told in the order of the forms.
 *
 * Both are seen through their own readings, so each answer is told as it was
 * read with the forms of its day; a question that was renamed is the same
 * question.  When something was answered is no difference, nor is a sum that
 * carries no meaning: it only leads to one that does.
 *
 * A row is the one with its number, wherever it stands.  The answers of a row
 * that came or went are told with it.  Pure; memory is the caller's arena.
 * Tested by tests/unit/plan_difference.c.
 */
#include "plan/difference.h"

#include "plan/address.h"

struct comparing {
	struct arena *arena;
	const struct words *words;
	const struct difference_side *before, *after;
	struct difference *items;
	size_t count, capacity;
};

/* What a side says somewhere. */
struct said {
	const struct answer *answer; /* NULL: nothing */
	const char *text;            /* as people read it */
};

static const struct form_set *
set_of(const struct difference_side *side)
{
	return reading_source(side->readings[0])->set;
}

static const struct plan *
plan_of(const struct difference_side *side)
{
	return reading_source(side->readings[0])->plan;
}

static void
add(struct comparing *comparing, struct difference difference)
{
	comparing->items = mem_grow(comparing->items, comparing->count,
	    &comparing->capacity, sizeof(*comparing->items));
	comparing->items[comparing->count++] = difference;
}

static bool
has_row(const struct difference_side *side, size_t repeat, int row)
{
	size_t count;
	const int *rows = reading_rows(side->readings[0], repeat, &count);

	for (size_t i = 0; i < count; i++)
		if (rows[i] == row)
			return true;
	return false;
}

/* Does paper show what is printed so, on that page and in that part? */
static bool
is_shown(const struct form_set *set, enum part part, enum printing printing,
    size_t page)
{
	return part != PART_NOWHERE && printing != PRINT_NO &&
	       (page == NONE || set->pages[page].printing != PRINT_NO);
}

static bool
is_list_printed(const struct form_set *set, const struct repeat *list)
{
	return is_shown(set, list->part, list->printing, list->page);
}

static bool
is_printed(const struct form_set *set, const struct field *field)
{
	if (field->is_private || field->printing == PRINT_NO)
		return false;
	if (field->repeat != NONE)
		return is_list_printed(set, &set->repeats[field->repeat]);
	return is_shown(set, field->part, field->printing, field->page);
}

static size_t
find_named(const struct form_set *set, const char *id, const char *const *was,
    size_t was_count, size_t (*find)(const struct form_set *, const char *))
{
	size_t found = find(set, id);

	for (size_t i = 0; found == NONE && i < was_count; i++)
		found = find(set, was[i]);
	return found;
}

/* A question, or a list, of one side's forms in those of another. */
static size_t
find_question(const struct difference_side *side, const struct field *field)
{
	return find_named(set_of(side), field->id, field->was, field->was_count,
	    form_find_field);
}

static size_t
find_list(const struct difference_side *side, const struct repeat *repeat)
{
	return find_named(set_of(side), repeat->id, repeat->was,
	    repeat->was_count, form_find_repeat);
}

static struct said
said_by(struct comparing *comparing, const struct difference_side *side,
    const struct field *asked, const struct address *address)
{
	size_t field = find_question(side, asked);
	const struct reading *reading =
	    readings_find(side->readings, side->count, address->voice);
	struct said said = {.answer = NULL};
	struct str text = STR_EMPTY;

	if (field == NONE || !reading)
		return said;
	size_t repeat = set_of(side)->fields[field].repeat;
	if (repeat != NONE && !has_row(side, repeat, address->row))
		return said;
	said.answer =
	    reading_answer(reading, field, address->row, address->voice);
	if (!said.answer || !said.answer->text)
		return (struct said){.answer = NULL};
	reading_put_value(
	    &text, reading, field, address->row, comparing->words);
	said.text = str_keep(&text, comparing->arena);
	return said;
}

/* --- How it is told ------------------------------------------------------- */

static void
put_wording(struct comparing *comparing, const struct difference_side *side,
    const struct wording *wording, const char *otherwise, struct str *out)
{
	const char *text =
	    wording_get(wording, words_language(comparing->words));

	reading_put_text(
	    out, side->readings[0], text ? text : otherwise, comparing->words);
}

static const char *
name_of_list(struct comparing *comparing, const struct difference_side *side,
    size_t index)
{
	const struct repeat *repeat = &set_of(side)->repeats[index];
	const struct wording *wording = &repeat->title;
	struct str text = STR_EMPTY;

	if (wording->count == 0)
		wording =
		    repeat->paper.count > 0 ? &repeat->paper : &repeat->label;
	put_wording(comparing, side, wording, repeat->id, &text);
	return str_keep(&text, comparing->arena);
}

/* "Costs 2", by its life-long number. */
static const char *
name_of_row(struct comparing *comparing, const struct difference_side *side,
    size_t repeat, int row)
{
	struct str text = STR_EMPTY;

	words_put(&text, comparing->words, WORD_READING_ROW,
	    name_of_list(comparing, side, repeat), numeral_of(row).text, NULL);
	return str_keep(&text, comparing->arena);
}

static const char *
label_of(struct comparing *comparing, const struct difference_side *side,
    size_t index, int row)
{
	const struct field *field = &set_of(side)->fields[index];
	struct str label = STR_EMPTY, text = STR_EMPTY;

	put_wording(comparing, side, &field->label, field->id, &label);
	if (field->repeat == NONE)
		return str_keep(&label, comparing->arena);
	words_put(&text, comparing->words, WORD_DIFFERENCE_IN_ROW, label.text,
	    name_of_row(comparing, side, field->repeat, row), NULL);
	str_release(&label);
	return str_keep(&text, comparing->arena);
}

static const char *
place_of(struct comparing *comparing, const struct difference_side *side,
    const struct address *address)
{
	struct str text = STR_EMPTY;

	address_put(&text, set_of(side), address);
	return str_keep(&text, comparing->arena);
}

/* In whose words, and how they know, as it stands within a sentence. */
static const char *
whose_of(
    struct comparing *comparing, const struct answer *answer, enum voice voice)
{
	const char *whose = answer->whose ? answer->whose
					  : voice_in(voice, comparing->words,
						WORD_DIFFERENCE_WHOSE, 2);
	struct str text = STR_EMPTY;

	if (answer->how)
		words_put(&text, comparing->words, WORD_DIFFERENCE_SAYS, whose,
		    answer->how, NULL);
	else
		str_put(&text, whose);
	return str_keep(&text, comparing->arena);
}

/* --- Answers -------------------------------------------------------------- */

static void
compare_said(struct comparing *comparing, struct difference difference,
    const struct said *before, const struct said *after)
{
	const struct answer *old = before->answer, *new = after->answer;

	difference.before = before->text;
	difference.after = after->text;
	if (!old && !new)
		return;
	if (!old || !new) {
		difference.kind = old ? DIFFERENCE_GONE : DIFFERENCE_NEW;
		add(comparing, difference);
		return;
	}
	if (!text_is(old->text, new->text)) {
		difference.kind = DIFFERENCE_CHANGED;
		if (text_is(before->text, after->text)) {
			difference.before = old->text;
			difference.after = new->text;
		}
		add(comparing, difference);
	}
	if (!text_is(old->whose, new->whose) || !text_is(old->how, new->how)) {
		difference.kind = DIFFERENCE_WHOSE;
		difference.before = whose_of(comparing, old, difference.voice);
		difference.after = whose_of(comparing, new, difference.voice);
		add(comparing, difference);
	}
}

/* A question in a row, in every voice; its labels are `side`'s. */
static void
compare_cell(struct comparing *comparing, const struct difference_side *side,
    size_t field, int row)
{
	const struct field *asked = &set_of(side)->fields[field];

	for (enum voice voice = 0; voice < VOICE_MAX; voice++) {
		const struct address address = {asked->id, row, voice};
		struct said before =
		    said_by(comparing, comparing->before, asked, &address);
		struct said after =
		    said_by(comparing, comparing->after, asked, &address);
		if (!before.answer && !after.answer)
			continue;
		const struct difference difference = {
		    .voice = voice,
		    .is_printed = is_printed(set_of(side), asked),
		    .address = address,
		    .place = place_of(comparing, side, &address),
		    .label = label_of(comparing, side, field, row),
		};
		compare_said(comparing, difference, &before, &after);
	}
}

/* What a sum comes to, or NULL while it is not known. */
static const char *
sum_of(struct comparing *comparing, const struct difference_side *side,
    const struct field *sum)
{
	size_t field = find_question(side, sum);
	struct str text = STR_EMPTY;

	if (field == NONE ||
	    reading_result(side->readings[0], field, 0)->state !=
		STATE_ANSWERED)
		return NULL;
	reading_put_value(&text, side->readings[0], field, 0, comparing->words);
	return str_keep(&text, comparing->arena);
}

static void
compare_sum(struct comparing *comparing, const struct difference_side *side,
    size_t index)
{
	const struct field *field = &set_of(side)->fields[index];
	struct difference difference = {
	    .is_printed = is_printed(set_of(side), field) ||
			  field->meaning == MEANS_BUDGET_YEAR ||
			  field->meaning == MEANS_BUDGET_WEEK,
	    .place = field->id,
	    .label = label_of(comparing, side, index, 0),
	    .before = sum_of(comparing, comparing->before, field),
	    .after = sum_of(comparing, comparing->after, field),
	};

	if (field->meaning == MEANS_NONE ||
	    text_is(difference.before, difference.after))
		return;
	difference.kind = !difference.before  ? DIFFERENCE_NEW
			  : !difference.after ? DIFFERENCE_GONE
					      : DIFFERENCE_CHANGED;
	add(comparing, difference);
}

/* --- Rows ----------------------------------------------------------------- */

/* The rows of a list that the other side has too, as "1, 3, 2". */
static const char *
order_of(struct comparing *comparing, const struct difference_side *side,
    const struct difference_side *other, const struct repeat *list)
{
	size_t repeat = find_list(side, list);
	size_t there = find_list(other, list), count;
	struct str text = STR_EMPTY;

	if (repeat == NONE || there == NONE)
		return "";
	const int *rows = reading_rows(side->readings[0], repeat, &count);
	for (size_t i = 0; i < count; i++)
		if (has_row(other, there, rows[i]))
			str_format(&text, "%s%d", text.length > 0 ? ", " : "",
			    rows[i]);
	return str_keep(&text, comparing->arena);
}

/* One row on one side alone or on both, with its answers. */
static void
compare_row(struct comparing *comparing, const struct difference_side *side,
    size_t repeat, int row)
{
	const struct repeat *list = &set_of(side)->repeats[repeat];
	size_t old = find_list(comparing->before, list);
	size_t new = find_list(comparing->after, list);
	bool was = old != NONE && has_row(comparing->before, old, row);
	bool is = new != NONE &&has_row(comparing->after, new, row);

	if (was != is)
		add(comparing,
		    (struct difference){
			.kind = is ? DIFFERENCE_ROW_NEW : DIFFERENCE_ROW_GONE,
			.is_printed = is_list_printed(set_of(side), list),
			.place = arena_format(
			    comparing->arena, "%s.%d", list->id, row),
			.label = name_of_row(comparing, side, repeat, row),
		    });
	for (size_t i = 0; i < list->field_count; i++)
		if (!set_of(side)->fields[list->fields[i]].is_sum)
			compare_cell(comparing, side, list->fields[i], row);
}

/* The newer rows in their order, then those that went. */
static void
compare_list(struct comparing *comparing, const struct difference_side *side,
    size_t repeat)
{
	const struct repeat *list = &set_of(side)->repeats[repeat];
	size_t newer = find_list(comparing->after, list);
	struct difference order = {
	    .kind = DIFFERENCE_ORDER,
	    .is_printed = is_list_printed(set_of(side), list),
	    .place = list->id,
	    .label = name_of_list(comparing, side, repeat),
	    .before =
		order_of(comparing, comparing->before, comparing->after, list),
	    .after =
		order_of(comparing, comparing->after, comparing->before, list),
	};
	const struct difference_side *const sides[] = {
	    comparing->after, comparing->before};

	if (!text_is(order.before, order.after))
		add(comparing, order);
	for (size_t i = 0; i < ARRAY_LENGTH(sides); i++) {
		size_t found = find_list(sides[i], list), count;
		const int *rows =
		    found == NONE
			? NULL
			: reading_rows(sides[i]->readings[0], found, &count);
		for (size_t j = 0; rows && j < count; j++)
			if (i == 0 || newer == NONE ||
			    !has_row(comparing->after, newer, rows[j]))
				compare_row(comparing, side, repeat, rows[j]);
	}
}

/* --- All of it ------------------------------------------------------------ */

/* The questions of a side's forms; of the older only what the newer lack. */
static void
compare_forms(struct comparing *comparing, const struct difference_side *side)
{
	const struct form_set *set = set_of(side);
	bool is_older = side == comparing->before;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		if (is_older && find_question(comparing->after, field) != NONE)
			continue;
		if (field->repeat == NONE && field->is_sum)
			compare_sum(comparing, side, i);
		else if (field->repeat == NONE)
			compare_cell(comparing, side, i, 0);
		else if (set->repeats[field->repeat].fields[0] == i)
			compare_list(comparing, side, field->repeat);
	}
}

/* An answer that the forms of neither side ask. */
static void
compare_unasked(struct comparing *comparing, const struct address *address)
{
	const struct answer *answers[] = {
	    plan_answer(plan_of(comparing->before), address),
	    plan_answer(plan_of(comparing->after), address),
	};
	const struct difference difference = {
	    .voice = address->voice,
	    .place = place_of(comparing, comparing->after, address),
	    .label = arena_copy(comparing->arena, address->field),
	};
	struct said said[2] = {{.answer = NULL}, {.answer = NULL}};

	for (size_t i = 0; i < ARRAY_LENGTH(answers); i++)
		if (answers[i])
			said[i] = (struct said){answers[i], answers[i]->text};
	compare_said(comparing, difference, &said[0], &said[1]);
}

static bool
visit_unasked(
    void *context, const struct address *address, const struct answer *answer)
{
	struct comparing *comparing = context;

	(void)answer;
	if (form_find_field(set_of(comparing->before), address->field) ==
		NONE &&
	    form_find_field(set_of(comparing->after), address->field) == NONE)
		compare_unasked(comparing, address);
	return true;
}

/* The same of what the older plan alone holds. */
static bool
visit_unasked_before(
    void *context, const struct address *address, const struct answer *answer)
{
	struct comparing *comparing = context;

	return plan_answer(plan_of(comparing->after), address) ||
	       visit_unasked(context, address, answer);
}

const struct difference *
differences_of(struct arena *arena, const struct difference_side *before,
    const struct difference_side *after, const struct words *words,
    size_t *count)
{
	struct comparing comparing = {
	    .arena = arena,
	    .words = words,
	    .before = before,
	    .after = after,
	};

	compare_forms(&comparing, after);
	compare_forms(&comparing, before);
	plan_each(plan_of(after), visit_unasked, &comparing);
	plan_each(plan_of(before), visit_unasked_before, &comparing);
	*count = comparing.count;
	return arena_keep(
	    arena, comparing.items, comparing.count, sizeof(*comparing.items));
}
