/*
 * What an answer goes into.
 *
 * Forward, everything knows what it depends on: a condition its reads, a sum
 * its operands.  Here the same is asked backward, by looking through all that
 * there is: a set of forms is small, and nobody asks twice a second.
 *
 * Only what people see is named: a sum that is a step on the way to another is
 * passed through.  Tested by tests/unit/plan_why.c.
 */
#include "plan/why_parts.h"

#include "base/mem.h"
#include "form/expr.h"
#include "form/sum.h"

enum { NAMED_MOST = 8 };

/* A list under a sentence, of which only the first are named. */
struct naming {
	struct str *out;
	const struct why_of *of;
	enum word heading;
	size_t count;
};

static struct naming
begin_naming(struct str *out, const struct why_of *of, enum word heading)
{
	return (struct naming){out, of, heading, 0};
}

static void
name_it(struct naming *naming, const struct wording *label, const char *id)
{
	const struct why_of *of = naming->of;
	const char *text = wording_get(label, words_language(of->words));

	if (naming->count == 0)
		why_put_sentence(naming->out, of, naming->heading);
	if (naming->count++ >= NAMED_MOST)
		return;
	str_put(naming->out, "  ");
	reading_put_text(
	    naming->out, why_person(of), text ? text : id, of->words);
	str_put_char(naming->out, '\n');
}

static void
end_naming(const struct naming *naming)
{
	if (naming->count <= NAMED_MOST)
		return;
	str_put(naming->out, "  ");
	words_put(naming->out, naming->of->words, WORD_WHY_MORE,
	    numeral_of_count(naming->count - NAMED_MOST).text, NULL);
	str_put_char(naming->out, '\n');
}

static bool
reads(const struct condition *condition, size_t field)
{
	for (size_t i = 0; condition && i < condition->read_count; i++)
		if (condition->reads[i] == field)
			return true;
	return false;
}

static bool
takes(const struct form_set *set, const struct operand *operand, size_t field)
{
	switch (operand->kind) {
	case OPERAND_FIELD:
	case OPERAND_POINTS:
		return operand->index == field;
	case OPERAND_TAG:
	case OPERAND_TAG_POINTS:
		return field_has_tag(&set->fields[field], operand->tag);
	case OPERAND_NOTHING:
	case OPERAND_NUMBER:
	case OPERAND_RATE:
		break;
	}
	return false;
}

/* Does the answer go into the sum, without another sum between them? */
static bool
feeds_sum(const struct form_set *set, const struct field *sum, size_t field)
{
	for (size_t i = 0; i < sum->step_count; i++) {
		const struct sum_step *step = &sum->steps[i];
		if (takes(set, &step->operand, field) ||
		    takes(set, &step->times, field) ||
		    reads(step->where, field))
			return true;
		for (size_t j = 0; j < step->choice_count; j++)
			if (takes(set, &step->choices[j].operand, field) ||
			    reads(step->choices[j].condition, field))
				return true;
	}
	return false;
}

/* Does an answer go into a sum, and how far is it from there? */
enum feeding { FED_NOT, FED_AT_ONCE, FED_THROUGH_OTHERS };

/* By what goes into a sum, the nearest of it. */
static enum feeding
feeding_of(const struct form_set *set, const struct field *sum,
    const enum feeding *feeding, size_t index)
{
	enum feeding found = FED_NOT;

	for (size_t i = 0; i < sum->need_count; i++) {
		size_t need = sum->needs[i];
		enum feeding way = feeding[need];
		/* A step on the way to another sum is passed through. */
		bool is_told = set->fields[need].is_sum && need != index &&
			       why_is_seen(&set->fields[need]);
		if (way == FED_AT_ONCE && is_told)
			way = FED_THROUGH_OTHERS;
		if (way != FED_NOT && (found == FED_NOT || way < found) &&
		    feeds_sum(set, sum, need))
			found = way;
	}
	return found;
}

/* How the answer goes into every sum; free it with mem_free(). */
static enum feeding *
find_feeding(const struct form_set *set, size_t index)
{
	enum feeding *feeding =
	    mem_new((set->field_count + 1) * sizeof(*feeding));

	feeding[index] = FED_AT_ONCE;
	/* What goes into a sum stands before it. */
	for (size_t i = 0; i < set->order_count; i++) {
		size_t at = set->order[i].index;
		const struct field *sum = &set->fields[at];
		if (set->order[i].kind != ITEM_FIELD || !sum->is_sum ||
		    at == index)
			continue;
		feeding[at] = feeding_of(set, sum, feeding, index);
	}
	feeding[index] = FED_NOT;
	return feeding;
}

static void
put_sums(struct str *out, const struct why_of *of, size_t index)
{
	static const enum word headings[] = {
	    [FED_AT_ONCE] = WORD_WHY_SUM,
	    [FED_THROUGH_OTHERS] = WORD_WHY_SUM_FAR,
	};
	const struct form_set *set = why_set(of);
	enum feeding *feeding = find_feeding(set, index);

	for (enum feeding way = FED_AT_ONCE; way <= FED_THROUGH_OTHERS; way++) {
		struct naming naming = begin_naming(out, of, headings[way]);
		for (size_t i = 0; i < set->field_count; i++)
			if (feeding[i] == way && why_is_seen(&set->fields[i]))
				name_it(&naming, &set->fields[i].label,
				    set->fields[i].id);
		end_naming(&naming);
	}
	mem_free(feeding);
}

/* Whether what is asked depends on it. */
static void
put_decides(struct str *out, const struct why_of *of, size_t index)
{
	const struct form_set *set = why_set(of);
	struct naming pages = begin_naming(out, of, WORD_WHY_DECIDES_PAGE);

	for (size_t i = 0; i < set->page_count; i++)
		if (reads(set->pages[i].ask_if, index))
			name_it(&pages, &set->pages[i].title, set->pages[i].id);
	end_naming(&pages);

	struct naming naming = begin_naming(out, of, WORD_WHY_DECIDES);
	for (size_t i = 0; i < set->repeat_count; i++)
		if (reads(set->repeats[i].ask_if, index))
			name_it(&naming, &set->repeats[i].label,
			    set->repeats[i].id);
	for (size_t i = 0; i < set->field_count; i++)
		if (reads(set->fields[i].ask_if, index) &&
		    (!set->fields[i].is_sum || why_is_seen(&set->fields[i])))
			name_it(
			    &naming, &set->fields[i].label, set->fields[i].id);
	end_naming(&naming);
}

/* Does a sentence of the forms name the answer? */
static bool
names_answer(
    const struct form_set *set, const struct wording *sentence, size_t index)
{
	const char *text = wording_get(sentence, "en"), *open, *close;

	while (text) {
		size_t found = form_next_answer(set, text, &open, &close);
		if (found == NONE)
			return false;
		if (found == index)
			return true;
		text = close;
	}
	return false;
}

/* Does a field use it in one of the other ways? */
enum use { USE_OFFER, USE_CHOICE, USE_SENTENCE, USE_MAX };

static bool
uses(const struct form_set *set, size_t at, enum use use, size_t index)
{
	const struct field *field = &set->fields[at];
	size_t repeat = set->fields[index].repeat;

	switch (use) {
	case USE_OFFER:
		return field->carry_from == index;
	case USE_CHOICE:
		/* A row is called by its first answer. */
		return repeat != NONE && field->rows_of == repeat &&
		       set->repeats[repeat].fields[0] == index;
	case USE_SENTENCE:
		return at != index &&
		       names_answer(set, &field->sentence, index);
	case USE_MAX:
		break;
	}
	return false;
}

static void
put_uses(struct str *out, const struct why_of *of, size_t index)
{
	static const enum word headings[USE_MAX] = {
	    [USE_OFFER] = WORD_WHY_OFFERS,
	    [USE_CHOICE] = WORD_WHY_CHOSEN,
	    [USE_SENTENCE] = WORD_WHY_SENTENCE,
	};
	const struct form_set *set = why_set(of);

	for (enum use use = 0; use < USE_MAX; use++) {
		struct naming naming = begin_naming(out, of, headings[use]);
		for (size_t i = 0; i < set->field_count; i++)
			if (uses(set, i, use, index))
				name_it(&naming, &set->fields[i].label,
				    set->fields[i].id);
		end_naming(&naming);
	}
}

static bool
is_checked(const struct form_set *set, size_t index)
{
	for (size_t i = 0; i < set->check_count; i++)
		if (reads(set->checks[i].that, index))
			return true;
	for (size_t i = 0; i < set->field_count; i++)
		for (size_t j = 0; j < set->fields[i].check_count; j++) {
			const struct condition *condition =
			    set->fields[i].checks[j].condition;
			if (reads(condition, index) &&
			    (i != index || condition->read_count > 1))
				return true;
		}
	return false;
}

/* Does a criterion count on it: by itself, its list, or in a condition? */
static bool
is_shown_for(
    const struct criterion *criterion, const struct field *field, size_t index)
{
	for (size_t i = 0; i < criterion->shown_by_count; i++) {
		const struct page_item *item = &criterion->shown_by[i];
		if (item->kind == ITEM_FIELD ? item->index == index
					     : item->kind == ITEM_REPEAT &&
						   item->index == field->repeat)
			return true;
	}
	for (size_t i = 0; i < criterion->check_count; i++)
		if (reads(criterion->checks[i].condition, index))
			return true;
	return false;
}

static void
put_checks(struct str *out, const struct why_of *of, size_t index)
{
	const struct form_set *set = why_set(of);
	struct naming naming = begin_naming(out, of, WORD_WHY_CRITERION);
	bool has_rule = false;

	if (is_checked(set, index))
		why_put_sentence(out, of, WORD_WHY_CHECK);
	for (size_t i = 0; i < set->rule_count; i++)
		has_rule |= reads(set->rules[i].where, index);
	if (has_rule)
		why_put_sentence(out, of, WORD_WHY_RULE);
	for (size_t i = 0; i < set->criterion_count; i++)
		if (is_shown_for(&set->criteria[i], &set->fields[index], index))
			name_it(&naming, &set->criteria[i].label,
			    set->criteria[i].id);
	end_naming(&naming);
}

static void
put_printing(struct str *out, const struct why_of *of, size_t index)
{
	static const enum word headings[PART_MAX] = {
#define PART(id, name, word) [PART_##id] = WORD_##word,
#include "form/parts.def"
#undef PART
	};
	const struct field *field = &why_set(of)->fields[index];

	if (field->is_private) {
		why_put_sentence(out, of, WORD_WHY_PRIVATE);
	} else if (field->printing == PRINT_NO || field->part == PART_MAX ||
		   field->part == PART_NOWHERE) {
		why_put_sentence(out, of, WORD_WHY_NOT_PRINTED);
	} else {
		words_put(out, of->words, WORD_WHY_PRINTED,
		    words_get(of->words, headings[field->part]), NULL);
		str_put_char(out, '\n');
	}
}

void
why_put_feeds(struct str *out, const struct why_of *of, size_t field)
{
	put_sums(out, of, field);
	put_decides(out, of, field);
	put_uses(out, of, field);
	put_checks(out, of, field);
	put_printing(out, of, field);
}
