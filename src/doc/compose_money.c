/*
 * The money of a plan: the sum, what is planned and what is left, a line each
 * with the year and the week in columns; then what the forms ask about money.
 *
 * Only figures of the reading are put there; nothing is computed, and what is
 * not known is said to be so and never shown as nought.  Tested by
 * tests/unit/doc_compose.c and tests/pages.
 */
#include "base/money.h"
#include "base/str.h"
#include "doc/composer.h"
#include "form/type.h"
#include "plan/trace.h"

enum { FIGURE_COLUMNS = 2 };

struct figure_line {
	enum word label;
	enum meaning year, week;
};

/* A known figure of a meaning without its minus; else "". */
static const char *
figure_text(struct composer *composer, enum meaning meaning, bool is_below)
{
	const struct result *result =
	    reading_of_meaning(composer->reading, meaning, 0);
	int64_t pence;

	if (!result || !result_pence(result, &pence) ||
	    (pence != 0 && (pence < 0) != is_below))
		return "";
	return compose_amount(composer, result, is_below ? -pence : pence);
}

static void
add_line(
    struct composer *composer, const struct figure_line *line, bool is_below)
{
	const char *year = figure_text(composer, line->year, is_below);
	const char *week = figure_text(composer, line->week, is_below);

	if (text_is_blank(year) && text_is_blank(week))
		return;
	doc_open(composer->builder, DOC_ROW);
	compose_cell(composer, STYLE_BODY,
	    words_get(composer->words, line->label), true);
	compose_cell(composer, STYLE_BODY, year, false);
	compose_cell(composer, STYLE_BODY, week, false);
	doc_close(composer->builder);
}

/* By how much the plan goes beyond the sum, or what it leaves. */
static void
add_left(struct composer *composer)
{
	static const struct figure_line left = {
	    WORD_DOC_LEFT, MEANS_BUDGET_LEFT_YEAR, MEANS_BUDGET_LEFT_WEEK};
	static const struct figure_line over = {
	    WORD_DOC_OVER, MEANS_BUDGET_LEFT_YEAR, MEANS_BUDGET_LEFT_WEEK};
	const struct result *week =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_LEFT_WEEK, 0);
	int64_t pence;
	bool is_below = week && result_pence(week, &pence) && pence < 0;

	add_line(composer, is_below ? &over : &left, is_below);
}

static void
add_headings(struct composer *composer)
{
	doc_open(composer->builder, DOC_ROW)->is_header = true;
	compose_cell(composer, STYLE_HEADER,
	    words_get(composer->words, WORD_DOC_MONEY), true);
	compose_cell(composer, STYLE_HEADER,
	    words_get(composer->words, WORD_DOC_A_YEAR), true);
	compose_cell(composer, STYLE_HEADER,
	    words_get(composer->words, WORD_DOC_A_WEEK), true);
	doc_close(composer->builder);
}

static void
compose_balance(struct composer *composer, bool has_lines)
{
	static const struct doc_column columns[] = {
	    {0, false}, {0, true}, {0, true}};
	static const struct figure_line sum = {
	    WORD_DOC_MY_SUM, MEANS_BUDGET_YEAR, MEANS_BUDGET_WEEK};
	static const struct figure_line planned = {WORD_DOC_PLANNED,
	    MEANS_BUDGET_PLANNED_YEAR, MEANS_BUDGET_PLANNED_WEEK};
	struct doc_node *table = doc_open(composer->builder, DOC_TABLE);

	table->columns = columns;
	table->column_count = ARRAY_LENGTH(columns);
	add_headings(composer);
	add_line(composer, &sum, false);
	if (has_lines) {
		add_line(composer, &planned, false);
		add_left(composer);
	}
	if (table->child_count > 1)
		doc_close(composer->builder);
	else
		doc_drop(composer->builder);
}

/* What is still missing, where the cost of the plan is not known. */
static void
compose_planned_unknown(struct composer *composer)
{
	const struct result *planned =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_PLANNED_WEEK, 0);
	struct str text = STR_EMPTY;

	if (!planned || planned->state == STATE_ANSWERED || !planned->trace)
		return;
	trace_put_unknown(
	    &text, planned->trace, composer->reading, composer->words);
	compose_pair(composer, words_get(composer->words, WORD_DOC_PLANNED),
	    str_keep(&text, composer->arena));
}

static void
compose_one_off(struct composer *composer)
{
	const struct result *once =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_ONE_OFF, 0);
	int64_t pence;

	if (once && result_pence(once, &pence) && pence != 0)
		compose_pair(composer,
		    words_get(composer->words, WORD_DOC_ONE_OFF),
		    compose_figure(composer, MEANS_BUDGET_ONE_OFF));
}

void
compose_money(struct composer *composer)
{
	size_t count = 0;

	doc_open(composer->builder, DOC_SECTION);
	compose_words(composer, DOC_HEADING, STYLE_PART, WORD_DOC_PART_MONEY);
	reading_rows_of_meaning(composer->reading, MEANS_LINE, &count);
	if (!compose_figure(composer, MEANS_BUDGET_YEAR))
		compose_words(
		    composer, DOC_PARAGRAPH, STYLE_BODY, WORD_DOC_NO_SUM);
	compose_balance(composer, count > 0);
	if (count > 0) {
		compose_planned_unknown(composer);
		compose_one_off(composer);
	}
	compose_part_items(composer, PART_MONEY);
	doc_close(composer->builder);
}

/* --- Figures that follow each other --------------------------------------- */

/* Is it a figure alone, with nobody else's view and no sentence? */
static bool
is_bare_figure(
    struct composer *composer, const struct page_item *item, enum part part)
{
	const struct field *field;

	if (item->kind != ITEM_FIELD)
		return false;
	field = &composer->set->fields[item->index];
	return type_is_figure(field->type) && !field->type->rules->is_percent &&
	       field->part == part && field->printing != PRINT_NO &&
	       !field->is_private && field->repeat == NONE &&
	       field->sentence.count == 0 &&
	       reading_result(composer->reading, item->index, 0)->state ==
		   STATE_ANSWERED &&
	       !compose_has_voices(composer, item->index, 0) &&
	       !compose_is_said(composer, item->index, 0);
}

/* Does it print nothing here, and so parts no figures? */
static bool
is_silent(
    struct composer *composer, const struct page_item *item, enum part part)
{
	const struct field *field;

	if (item->kind != ITEM_FIELD)
		return false;
	field = &composer->set->fields[item->index];
	return field->part != part || field->printing == PRINT_NO ||
	       field->is_private || field->repeat != NONE ||
	       (text_is_blank(compose_value(composer, item->index, 0)) &&
		   !compose_has_voices(composer, item->index, 0));
}

size_t
compose_figures(struct composer *composer, const struct page_item *items,
    size_t count, enum part part)
{
	static const struct doc_column columns[FIGURE_COLUMNS] = {
	    {0, false}, {0, true}};
	size_t end = 0, figures = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_bare_figure(composer, &items[i], part)) {
			figures++;
			end = i + 1;
		} else if (!is_silent(composer, &items[i], part)) {
			break;
		}
	}
	if (figures < 2)
		return 0;

	struct doc_node *table = doc_open(composer->builder, DOC_TABLE);
	table->columns = columns;
	table->column_count = ARRAY_LENGTH(columns);
	for (size_t i = 0; i < end; i++) {
		if (!is_bare_figure(composer, &items[i], part))
			continue;
		size_t index = items[i].index;
		doc_open(composer->builder, DOC_ROW);
		compose_cell(composer, STYLE_BODY,
		    compose_heading(composer, &composer->set->fields[index]),
		    true);
		compose_cell(composer, STYLE_BODY,
		    compose_value(composer, index, 0), false);
		doc_close(composer->builder);
	}
	doc_close(composer->builder);
	return end;
}
