/*
 * Forms told to people: every page and question in order, when it is asked,
 * what its options count, and every sum step by step.
 *
 * Owns `forms show`.  Refuses to show anything that was not made safe: labels
 * are somebody's typing.  Texts are said in the language of the words, with
 * fallback; the frame is said by the words themselves.
 *
 *	form_describe(&out, set, words);
 *
 * Tested by tests/unit/form_describe.c.
 */
#include "form/describe.h"

#include <string.h>

#include "base/date.h"
#include "base/safe.h"
#include "form/expr.h"
#include "form/registry.h"
#include "form/sum.h"
#include "form/type.h"

enum { INDENT = 2, DECIMALS = 10 };

struct telling {
	struct str *out;
	const struct form_set *set;
	const struct words *words;
	struct arena *arena;
	int depth;
};

/* --- Lines ---------------------------------------------------------------- */

static void
indent(struct telling *telling)
{
	for (int i = 0; i < telling->depth * INDENT; i++)
		str_put_char(telling->out, ' ');
}

static const char *
safe(struct telling *telling, const char *text)
{
	struct str made = STR_EMPTY;

	safe_put(&made, text, strlen(text), SAFE_ONE_LINE);
	return str_keep(&made, telling->arena);
}

/* A line of a sentence with up to two texts in it, both made safe here. */
static void
tell(struct telling *telling, enum word word, const char *first,
    const char *second)
{
	const char *texts[2] = {NULL, NULL};

	if (first)
		texts[0] = safe(telling, first);
	if (second)
		texts[1] = safe(telling, second);
	indent(telling);
	words_put_array(telling->out, telling->words, word, texts,
	    (size_t)(first != NULL) + (size_t)(second != NULL));
	str_put_char(telling->out, '\n');
}

static void
tell_plain(struct telling *telling, const char *text)
{
	indent(telling);
	safe_put(telling->out, text, strlen(text), SAFE_ONE_LINE);
	str_put_char(telling->out, '\n');
}

static void
tell_gap(struct telling *telling)
{
	str_put_char(telling->out, '\n');
}

static const char *
said(const struct telling *telling, const struct wording *wording)
{
	const char *text = wording_get(wording, words_language(telling->words));

	return text == NULL ? "" : text;
}

static const char *
figure(struct telling *telling, const struct exact *number)
{
	struct str made = STR_EMPTY;

	exact_put(&made, number, DECIMALS);
	return str_keep(&made, telling->arena);
}

static const char *
day(struct telling *telling, struct date date)
{
	struct str made = STR_EMPTY;

	date_put(&made, date, telling->words);
	return str_keep(&made, telling->arena);
}

static void
tell_ask_if(struct telling *telling, const struct condition *condition)
{
	if (condition)
		tell(telling, WORD_DESCRIBE_ASKED_IF, condition->text, NULL);
}

static void
tell_source(
    struct telling *telling, const struct wording *source, struct date checked)
{
	if (source->count > 0)
		tell(
		    telling, WORD_DESCRIBE_SOURCE, said(telling, source), NULL);
	if (checked.year != 0)
		tell(telling, WORD_DESCRIBE_CHECKED, day(telling, checked),
		    NULL);
}

static void
tell_checks(
    struct telling *telling, const struct field_check *checks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = checks[i].condition->text;
		tell(telling,
		    checks[i].is_warning ? WORD_DESCRIBE_WARNS
					 : WORD_DESCRIBE_HOLDS,
		    text, said(telling, &checks[i].message));
	}
}

/* --- Sums
 * ---------------------------------------------------------------------------
 */

static const enum word step_words[SUM_OPERATION_MAX] = {
    [SUM_SUM] = WORD_DESCRIBE_SUM,
    [SUM_POINTS] = WORD_DESCRIBE_POINTS,
    [SUM_PLUS] = WORD_DESCRIBE_PLUS,
    [SUM_LESS] = WORD_DESCRIBE_LESS,
    [SUM_TIMES] = WORD_DESCRIBE_TIMES,
    [SUM_DIVIDE] = WORD_DESCRIBE_DIVIDE,
    [SUM_PERCENT] = WORD_DESCRIBE_PERCENT,
    [SUM_LOOKUP] = WORD_DESCRIBE_LOOKUP,
    [SUM_RATE] = WORD_DESCRIBE_RATE,
    [SUM_AT_LEAST] = WORD_DESCRIBE_AT_LEAST,
    [SUM_AT_MOST] = WORD_DESCRIBE_AT_MOST,
    [SUM_ROUND] = WORD_DESCRIBE_ROUND,
};

/* What the words of a step are: below it, further in. */
static void
tell_label(struct telling *telling, const struct wording *label)
{
	if (label->count == 0)
		return;
	telling->depth++;
	tell_plain(telling, said(telling, label));
	telling->depth--;
}

static void
tell_choices(struct telling *telling, const struct sum_step *step)
{
	for (size_t i = 0; i < step->choice_count; i++) {
		const struct sum_choice *choice = &step->choices[i];
		tell(telling,
		    choice->condition == NULL ? WORD_DESCRIBE_OTHERWISE
					      : WORD_DESCRIBE_CHOOSE,
		    choice->text, NULL);
		tell_label(telling, &choice->label);
	}
}

static void
tell_steps(struct telling *telling, const struct field *field)
{
	for (size_t i = 0; i < field->step_count; i++) {
		const struct sum_step *step = &field->steps[i];
		if (step->operation == SUM_CHOOSE) {
			tell_choices(telling, step);
			continue;
		}
		tell(telling, step_words[step->operation], step->text, NULL);
		tell_label(telling, &step->label);
	}
}

/* --- Questions ------------------------------------------------------------ */

static const enum word required_words[] = {
    [REQUIRED_NO] = WORD_MAX,
    [REQUIRED_WANTED] = WORD_DESCRIBE_WANTED,
    [REQUIRED_FOR_AGREEMENT] = WORD_DESCRIBE_REQUIRED,
};

static void
tell_required(struct telling *telling, enum required required)
{
	if (required_words[required] != WORD_MAX)
		tell(telling, required_words[required], NULL, NULL);
}

static void
tell_options(struct telling *telling, const struct field *field)
{
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];
		const char *label = said(telling, &option->label);
		tell(telling, WORD_DESCRIBE_OPTION, option->code, label);
		telling->depth++;
		if (option->points)
			tell(telling, WORD_DESCRIBE_OPTION_POINTS,
			    figure(telling, option->points), NULL);
		if (option->is_exclusive)
			tell(telling, WORD_DESCRIBE_EXCLUSIVE, NULL, NULL);
		if (option->is_other)
			tell(telling, WORD_DESCRIBE_OTHER, NULL, NULL);
		telling->depth--;
	}
}

static bool
is_printed(const struct form_set *set, const struct field *field)
{
	return field->part != PART_NOWHERE && field->printing != PRINT_NO &&
	       (field->page == NONE ||
		   set->pages[field->page].printing != PRINT_NO);
}

static void
tell_field(struct telling *telling, const struct field *field)
{
	const struct form_set *set = telling->set;

	tell(telling, WORD_DESCRIBE_FIELD, field->id, field->type->name);
	telling->depth++;
	tell_plain(telling, said(telling, &field->label));
	tell_ask_if(telling, field->ask_if);
	tell_required(telling, field->required);
	tell_options(telling, field);
	if (field->rows_of != NONE)
		tell(telling, WORD_DESCRIBE_ROWS_OF,
		    set->repeats[field->rows_of].id, NULL);
	if (field->default_answer.count > 0)
		tell(telling, WORD_DESCRIBE_DEFAULT,
		    said(telling, &field->default_answer), NULL);
	if (field->carry_from != NONE)
		tell(telling, WORD_DESCRIBE_CARRY,
		    set->fields[field->carry_from].id, NULL);
	tell_checks(telling, field->checks, field->check_count);
	tell_steps(telling, field);
	if (field->scheme != NONE)
		tell(telling, WORD_DESCRIBE_SCHEME,
		    said(telling, &set->schemes[field->scheme].title), NULL);
	if (field->is_private)
		tell(telling, WORD_DESCRIBE_PRIVATE, NULL, NULL);
	else if (is_printed(set, field))
		tell(telling, WORD_DESCRIBE_PART, part_name(field->part), NULL);
	telling->depth--;
}

static void
tell_repeat(struct telling *telling, const struct repeat *repeat)
{
	tell(telling, WORD_DESCRIBE_REPEAT, repeat->id,
	    said(telling, &repeat->label));
	telling->depth++;
	tell_ask_if(telling, repeat->ask_if);
	tell_required(telling, repeat->required);
	for (size_t i = 0; i < repeat->field_count; i++) {
		const struct field *field =
		    &telling->set->fields[repeat->fields[i]];
		if (field->page == repeat->page)
			tell_field(telling, field);
	}
	telling->depth--;
}

static void
tell_prose(struct telling *telling, const struct prose *prose)
{
	tell(telling, WORD_DESCRIBE_TEXT, prose->id,
	    said(telling, &prose->show));
	telling->depth++;
	tell_ask_if(telling, prose->ask_if);
	tell_source(telling, &prose->source, prose->checked);
	telling->depth--;
}

static void
tell_page(struct telling *telling, const struct page *page)
{
	const struct form_set *set = telling->set;

	tell_gap(telling);
	tell(
	    telling, WORD_DESCRIBE_PAGE, page->id, said(telling, &page->title));
	telling->depth++;
	tell_ask_if(telling, page->ask_if);
	if (page->repeat != NONE)
		tell(telling, WORD_DESCRIBE_PAGE_ROWS,
		    set->repeats[page->repeat].id, NULL);
	for (size_t i = 0; i < page->item_count; i++) {
		size_t index = page->items[i].index;
		switch (page->items[i].kind) {
		case ITEM_FIELD:
			tell_field(telling, &set->fields[index]);
			break;
		case ITEM_REPEAT:
			tell_repeat(telling, &set->repeats[index]);
			break;
		case ITEM_PROSE:
			tell_prose(telling, &set->proses[index]);
			break;
		}
	}
	telling->depth--;
}

static void
tell_form(struct telling *telling, const struct form *form)
{
	char step[] = {(char)('0' + form->step), '\0'};

	if (form->step != 0)
		tell(telling, WORD_DESCRIBE_FORM_STEP, step,
		    said(telling, &form->title));
	else
		tell(telling, WORD_DESCRIBE_FORM, said(telling, &form->title),
		    NULL);
	telling->depth++;
	for (size_t i = 0; i < form->page_count; i++)
		tell_page(telling, &telling->set->pages[form->pages[i]]);
	telling->depth--;
	tell_gap(telling);
}

/* --- What stands beside the forms ----------------------------------------- */

/* Sums that stand on no page are worked out all the same. */
static void
tell_sums(struct telling *telling)
{
	const struct form_set *set = telling->set;

	for (size_t i = 0; i < set->field_count; i++) {
		if (set->fields[i].page != NONE)
			continue;
		tell_field(telling, &set->fields[i]);
		tell_gap(telling);
	}
}

static void
tell_table(struct telling *telling, const struct table *table)
{
	tell(telling,
	    table->is_linear ? WORD_DESCRIBE_TABLE_LINEAR : WORD_DESCRIBE_TABLE,
	    table->id, said(telling, &table->label));
	telling->depth++;
	if (table->below)
		tell(telling, WORD_DESCRIBE_BELOW,
		    figure(telling, table->below), NULL);
	for (size_t i = 0; i < table->row_count; i++) {
		const struct table_row *row = &table->rows[i];
		const char *range = figure(telling, row->from);
		if (row->to)
			range = arena_format(telling->arena, "%s to %s", range,
			    figure(telling, row->to));
		tell(telling, WORD_DESCRIBE_ROW, range,
		    figure(telling, row->value));
	}
	if (table->above)
		tell(telling, WORD_DESCRIBE_ABOVE,
		    figure(telling, table->above), NULL);
	telling->depth--;
	tell_gap(telling);
}

static void
tell_rate(struct telling *telling, const struct rate *rate)
{
	tell(telling, WORD_DESCRIBE_RATE_BLOCK, rate->id,
	    said(telling, &rate->label));
	telling->depth++;
	for (size_t i = 0; i < rate->value_count; i++)
		tell(telling, WORD_DESCRIBE_RATE_VALUE,
		    figure(telling, rate->values[i].value),
		    day(telling, rate->values[i].from));
	tell_source(telling, &rate->source, rate->checked);
	telling->depth--;
	tell_gap(telling);
}

static void
tell_scheme(struct telling *telling, const struct scheme *scheme)
{
	tell(telling, WORD_DESCRIBE_SCHEME_BLOCK, said(telling, &scheme->title),
	    scheme->version);
	telling->depth++;
	if (scheme->from.year != 0)
		tell(telling, WORD_DESCRIBE_FROM, day(telling, scheme->from),
		    NULL);
	if (scheme->is_illustrative)
		tell(telling, WORD_DESCRIBE_ILLUSTRATIVE, NULL, NULL);
	tell_source(telling, &scheme->source, scheme->checked);
	telling->depth--;
	tell_gap(telling);
}

static void
tell_rule(struct telling *telling, const struct rule *rule)
{
	tell(telling, WORD_DESCRIBE_RULE, rule->id,
	    said(telling, &rule->message));
	telling->depth++;
	tell(telling, WORD_DESCRIBE_RULE_WHERE,
	    telling->set->repeats[rule->repeat].id, rule->where->text);
	tell_source(telling, &rule->source, rule->checked);
	telling->depth--;
	tell_gap(telling);
}

static void
tell_criterion(struct telling *telling, const struct criterion *criterion)
{
	tell(telling, WORD_DESCRIBE_CRITERION, criterion->id,
	    said(telling, &criterion->label));
	telling->depth++;
	tell_checks(telling, criterion->checks, criterion->check_count);
	tell_source(telling, &criterion->source, criterion->checked);
	telling->depth--;
	tell_gap(telling);
}

static void
tell_rest(struct telling *telling)
{
	const struct form_set *set = telling->set;

	tell_sums(telling);
	for (size_t i = 0; i < set->check_count; i++)
		tell(telling, WORD_DESCRIBE_HOLDS, set->checks[i].that->text,
		    said(telling, &set->checks[i].message));
	for (size_t i = 0; i < set->scheme_count; i++)
		tell_scheme(telling, &set->schemes[i]);
	for (size_t i = 0; i < set->table_count; i++)
		tell_table(telling, &set->tables[i]);
	for (size_t i = 0; i < set->rate_count; i++)
		tell_rate(telling, &set->rates[i]);
	for (size_t i = 0; i < set->rule_count; i++)
		tell_rule(telling, &set->rules[i]);
	for (size_t i = 0; i < set->criterion_count; i++)
		tell_criterion(telling, &set->criteria[i]);
	for (size_t i = 0; i < set->stream_count; i++)
		tell(telling, WORD_DESCRIBE_STREAM, set->streams[i].id,
		    said(telling, &set->streams[i].label));
	for (size_t i = 0; i < set->contact_count; i++)
		tell(telling, WORD_DESCRIBE_PLACE, set->contacts[i].id,
		    said(telling, &set->contacts[i].label));
}

void
form_describe(
    struct str *out, const struct form_set *set, const struct words *words)
{
	struct telling telling = {
	    .out = out,
	    .set = set,
	    .words = words,
	    .arena = arena_new(),
	};

	for (size_t i = 0; i < set->form_count; i++)
		tell_form(&telling, &set->forms[i]);
	/* The pages of a scheme that was read alone stand in no form. */
	for (size_t i = 0; set->form_count == 0 && i < set->page_count; i++)
		tell_page(&telling, &set->pages[i]);
	tell_rest(&telling);
	arena_free(telling.arena);
}
