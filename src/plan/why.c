/*
 * Why a question is asked, and why another is not: what the forms say of it,
 * what the program needs it for, and the answers that its conditions read.
 *
 * What its answer goes into is told by why_feeds.c.  Tested by
 * tests/unit/plan_why.c.
 */
#include "plan/why.h"

#include "base/attr.h"
#include "form/expr.h"
#include "plan/why_parts.h"

const struct reading *
why_person(const struct why_of *of)
{
	return of->readings[0];
}

const struct form_set *
why_set(const struct why_of *of)
{
	return reading_source(why_person(of))->set;
}

bool
why_is_seen(const struct field *sum)
{
	return sum->printing != PRINT_NO || sum->meaning != MEANS_NONE;
}

/* --- Lines ---------------------------------------------------------------- */

/* A line of a word about a text of the forms, with names filled in. */
static void
put_about(struct str *out, const struct why_of *of, enum word word,
    const struct wording *wording, const char *id)
{
	const char *text = wording_get(wording, words_language(of->words));
	struct str filled = STR_EMPTY;

	reading_put_text(&filled, why_person(of), text ? text : id, of->words);
	words_put(out, of->words, word, filled.text, NULL);
	str_put_char(out, '\n');
	str_release(&filled);
}

void
why_put_sentence(struct str *out, const struct why_of *of, enum word word)
{
	reading_put_text(
	    out, why_person(of), words_get(of->words, word), of->words);
	str_put_char(out, '\n');
}

/* A text of the forms as it stands there. */
static void
put_text(struct str *out, const struct why_of *of, const struct wording *text)
{
	const char *found = wording_get(text, words_language(of->words));

	if (!found)
		return;
	reading_put_text(out, why_person(of), found, of->words);
	str_put_char(out, '\n');
}

/* --- Because of which answers --------------------------------------------- */

static void
put_read(struct str *out, const struct why_of *of, size_t index, int row)
{
	const struct reading *reading = why_person(of);
	const struct field *field = &why_set(of)->fields[index];
	const struct result *result =
	    reading_result(reading, index, field->repeat == NONE ? 0 : row);
	const char *label =
	    wording_get(&field->label, words_language(of->words));
	struct str name = STR_EMPTY, value = STR_EMPTY;
	enum word word =
	    field->is_sum ? WORD_WHY_BECAUSE_UNKNOWN : WORD_WHY_BECAUSE_OPEN;

	reading_put_text(&name, reading, label ? label : field->id, of->words);
	if (result->state == STATE_ANSWERED || result->state == STATE_WRONG) {
		reading_put_value(&value, reading, index,
		    field->repeat == NONE ? 0 : row, of->words);
		word = WORD_WHY_BECAUSE;
	} else if (result->state != STATE_OPEN) {
		word = WORD_WHY_BECAUSE_HIDDEN;
	}
	str_put(out, "  ");
	words_put(out, of->words, word, name.text, value.text, NULL);
	str_put_char(out, '\n');
	str_release(&name);
	str_release(&value);
}

/* Every answer that a condition depends on. */
static void
put_reads(struct str *out, const struct why_of *of,
    const struct condition *condition, int row)
{
	for (size_t i = 0; i < condition->read_count; i++)
		put_read(out, of, condition->reads[i], row);
	if (condition->reads_today) {
		str_put(out, "  ");
		why_put_sentence(out, of, WORD_WHY_BECAUSE_DAY);
	}
}

/* --- Why it is asked ------------------------------------------------------ */

/* What the program itself does with an answer of a meaning. */
static void
put_reason(struct str *out, const struct why_of *of, enum meaning meaning)
{
	static const struct {
		enum meaning meaning;
		enum word word;
	} reasons[] = {
	    {MEANS_PERSON_NAME, WORD_WHY_NAME},
	    {MEANS_PERSON_CALLED, WORD_WHY_CALLED},
	    {MEANS_PERSON_COMMUNICATION, WORD_WHY_COMMUNICATION},
	    {MEANS_PERSON_SIZE, WORD_WHY_SIZE},
	    {MEANS_PERSON_LANGUAGE, WORD_WHY_LANGUAGE},
	    {MEANS_VISIT_DATE, WORD_WHY_VISIT},
	    {MEANS_VISIT_NEXT, WORD_WHY_NEXT},
	    {MEANS_VISIT_RING, WORD_WHY_VISIT},
	    {MEANS_REVIEW_DUE, WORD_WHY_NEXT},
	    {MEANS_BUDGET_ROUTE, WORD_WHY_ROUTE},
	    {MEANS_CONTROL_WANTED, WORD_WHY_CONTROL},
	    {MEANS_CONTROL_GIVEN, WORD_WHY_CONTROL},
	    {MEANS_OUTCOME_WHAT, WORD_WHY_OUTCOME},
	    {MEANS_LINE_WHAT, WORD_WHY_LINE},
	    {MEANS_CARER_NAME, WORD_WHY_SIGNS},
	    {MEANS_SPEAKER, WORD_WHY_SIGNS},
	    {MEANS_DECIDER, WORD_WHY_DECIDER},
	    {MEANS_DECISION, WORD_WHY_DECISION},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(reasons); i++)
		if (reasons[i].meaning == meaning)
			why_put_sentence(out, of, reasons[i].word);
}

static void
put_required(struct str *out, const struct why_of *of, enum required required)
{
	static const enum word words[REQUIRED_MAX] = {
	    [REQUIRED_NO] = WORD_WHY_FREE,
	    [REQUIRED_WANTED] = WORD_WHY_WANTED,
	    [REQUIRED_FOR_AGREEMENT] = WORD_WHY_REQUIRED,
	};

	why_put_sentence(out, of, words[required]);
}

void
why_put_asked(struct str *out, const struct why_of *of, size_t index, int row)
{
	const struct form_set *set = why_set(of);
	const struct field *field = &set->fields[index];
	const char *language = words_language(of->words);
	const char *official = wording_get(&field->official, language);

	if (wording_get(&field->help, language))
		put_text(out, of, &field->help);
	else if (field->page != NONE)
		put_text(out, of, &set->pages[field->page].help);
	if (official)
		put_about(
		    out, of, WORD_WHY_OFFICIAL, &field->official, official);
	put_reason(out, of, field->meaning);
	if (field->is_sum)
		why_put_sentence(out, of, WORD_WHY_IS_SUM);
	else
		put_required(out, of, field->required);
	if (field->ask_if) {
		why_put_sentence(out, of, WORD_WHY_ASKED);
		put_reads(out, of, field->ask_if, row);
	}
}

/* --- What is not asked ---------------------------------------------------- */

/* What is hidden, told under the answers that hide it. */
struct hiding {
	struct str *out;
	const struct why_of *of;
	int row;
	const struct condition *condition; /* of those named last */
};

static void
end_hiding(struct hiding *hiding)
{
	if (hiding->condition)
		put_reads(
		    hiding->out, hiding->of, hiding->condition, hiding->row);
	hiding->condition = NULL;
}

/* The same words of the forms in the same list: the same answers hide it. */
static bool
is_same(const struct condition *a, const struct condition *b)
{
	return a == b ||
	       (a && b && a->repeat == b->repeat && text_is(a->text, b->text));
}

static void
hide(struct hiding *hiding, const struct condition *condition,
    const struct wording *label, const char *id)
{
	const struct why_of *of = hiding->of;
	const char *text = wording_get(label, words_language(of->words));

	if (!condition)
		return; /* it is the page that is not asked */
	if (!is_same(hiding->condition, condition))
		end_hiding(hiding);
	hiding->condition = condition;
	reading_put_text(
	    hiding->out, why_person(of), text ? text : id, of->words);
	str_put_char(hiding->out, '\n');
}

static void
hide_field(struct hiding *hiding, size_t index, int row)
{
	const struct why_of *of = hiding->of;
	const struct field *field = &why_set(of)->fields[index];

	if ((field->is_sum && !why_is_seen(field)) ||
	    readings_show_field(of->readings, of->reading_count, index, row))
		return;
	hide(hiding, field->ask_if, &field->label, field->id);
}

static void
hide_list(struct hiding *hiding, size_t index)
{
	const struct why_of *of = hiding->of;
	const struct repeat *list = &why_set(of)->repeats[index];

	for (size_t i = 0; i < of->reading_count; i++)
		if (reading_shows_repeat(of->readings[i], index))
			return;
	hide(hiding, list->ask_if, &list->label, list->id);
}

void
why_put_hidden(struct str *out, const struct why_of *of, size_t page,
    size_t repeat, int row)
{
	const struct form_set *set = why_set(of);
	const struct page *source = &set->pages[page];
	struct hiding hiding = {out, of, row, NULL};

	if (row == 0 && source->rows == PAGE_NEWEST_ROW)
		hiding.row = reading_newest_row(why_person(of), source->repeat);
	for (size_t i = 0; row == 0 && i < source->item_count; i++) {
		const struct page_item *item = &source->items[i];
		if (item->kind == ITEM_REPEAT)
			hide_list(&hiding, item->index);
		else if (item->kind == ITEM_FIELD &&
			 set->fields[item->index].repeat == NONE)
			hide_field(&hiding, item->index, 0);
		else if (item->kind == ITEM_FIELD && hiding.row != 0)
			hide_field(&hiding, item->index, hiding.row);
	}
	for (size_t i = 0; row != 0 && i < set->repeats[repeat].field_count;
	     i++)
		hide_field(&hiding, set->repeats[repeat].fields[i], row);
	end_hiding(&hiding);
}
