/*
 * How we got this number: the number, and then its working, a line a step, with
 * every answer that went in, in words that anybody can follow.
 *
 * A sum that stands in another's line has its own working first, so that no
 * figure appears before it was explained.  Where many small sums are added up,
 * each is explained in its line of a table.  A sum that only hands another on
 * is not told, nor a step that adds nothing.  Whoever sees an answer
 * differently is named at the step, with what their answers come to at the
 * end.  A sum that was told is shown as far as it is known.
 *
 * How a sum is told is compose_working.c's business; here is which are.
 * Tested by tests/unit/doc_compose.c and tests/pages.
 */
#include "base/str.h"
#include "doc/composer.h"
#include "doc/working.h"

/* What the sum itself comes to with the answers of another voice. */
static void
compose_other_sums(struct composer *composer, const struct trace *trace)
{
	const struct compose_of *of = composer->of;
	enum meaning meaning = composer->set->fields[trace->field].meaning;
	const struct result *own =
	    reading_result(composer->reading, trace->field, trace->row);

	if (meaning != MEANS_BUDGET_SCORED && meaning != MEANS_BUDGET_YEAR)
		return;
	for (size_t i = 1; i < of->reading_count; i++) {
		const struct result *other =
		    reading_result(of->readings[i], trace->field, trace->row);
		struct str value = STR_EMPTY, text = STR_EMPTY;
		if (other->state != STATE_ANSWERED ||
		    text_is(other->value.text, own->value.text))
			continue;
		reading_put_value(&value, of->readings[i], trace->field,
		    trace->row, composer->words);
		words_put(&text, composer->words, WORD_DOC_OTHER_SUM,
		    voice_in(reading_source(of->readings[i])->voice,
			composer->words, WORD_DOC_OTHER_SUM, 1),
		    value.text, NULL);
		doc_add_leaf(
		    composer->builder, DOC_PARAGRAPH, STYLE_NOTE, text.text);
		str_release(&value);
		str_release(&text);
	}
}

/* What is worked out; in a list, for which row. */
static const char *
sum_heading(struct composer *composer, const struct trace *trace)
{
	const struct field *field = &composer->set->fields[trace->field];
	const char *heading = compose_heading(composer, field);
	struct str text = STR_EMPTY;

	if (trace->row == 0)
		return heading;
	reading_put_row_name(&text, composer->reading, field->repeat,
	    trace->row, composer->words);
	str_format(&text, ": %s", heading);
	heading = str_keep(&text, composer->arena);
	return heading;
}

/* What it comes to; money says whose invention it is. */
static const char *
sum_figure(struct composer *composer, const struct trace *trace)
{
	struct str text = STR_EMPTY;

	if (trace->measure == MEASURE_MONEY)
		return compose_value(composer, trace->field, trace->row);
	trace_put_figure(&text, trace->result, trace->measure, composer->words);
	return str_keep(&text, composer->arena);
}

static void
compose_section(struct composer *composer, const struct working *working,
    const struct trace *trace)
{
	doc_open(composer->builder, DOC_SECTION);
	doc_add_leaf(composer->builder, DOC_HEADING, STYLE_QUESTION,
	    arena_format(composer->arena, "%s: %s",
		sum_heading(composer, trace), sum_figure(composer, trace)));
	working_put(working, trace);
	compose_other_sums(composer, trace);
	doc_close(composer->builder);
}

/* A sum that was told and not worked out here: who said so, and no more. */
static void
compose_told(struct composer *composer)
{
	const struct result *route =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_ROUTE, 0);
	const char *who = compose_figure(composer, MEANS_BUDGET_TOLD_BY);
	struct str text = STR_EMPTY;

	if (!route || !text_is(route->value.text, "told"))
		return;
	if (text_is_blank(who))
		words_put(&text, composer->words, WORD_DOC_NOT_SHOWN, NULL);
	else
		words_put(
		    &text, composer->words, WORD_DOC_NOT_SHOWN_BY, who, NULL);
	doc_add_leaf(composer->builder, DOC_PARAGRAPH, STYLE_BODY, text.text);
	str_release(&text);
}

static const struct trace *
known_trace(struct composer *composer, enum meaning meaning)
{
	const struct result *result =
	    reading_of_meaning(composer->reading, meaning, 0);

	return result && result->state == STATE_ANSWERED ? result->trace : NULL;
}

void
compose_sum(struct composer *composer)
{
	/* What was worked out first, though another sum was agreed since. */
	const struct trace *const told[] = {
	    known_trace(composer, MEANS_BUDGET_SCORED),
	    known_trace(composer, MEANS_BUDGET_YEAR),
	};
	struct working working = {.composer = composer};

	if (!told[1]) {
		compose_words(
		    composer, DOC_PARAGRAPH, STYLE_BODY, WORD_DOC_NO_SUM);
		return;
	}
	doc_add_leaf(composer->builder, DOC_PARAGRAPH, STYLE_FIGURE,
	    arena_format(composer->arena, "%s: %s",
		words_get(composer->words, WORD_DOC_SUM_YEAR),
		compose_figure(composer, MEANS_BUDGET_YEAR)));
	compose_told(composer);
	working.sums = trace_sums(
	    composer->arena, told, ARRAY_LENGTH(told), &working.count);
	for (size_t i = 0; i < working.count; i++)
		if (working_is_told(&working, working.sums[i]))
			compose_section(composer, &working, working.sums[i]);
}
