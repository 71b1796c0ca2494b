/*
 * How we got this number: the working of the sum, a line a step, with every
 * answer that went in, in words that anybody can follow.
 *
 * A sum that stands in another's line has its own working first, so that no
 * figure appears before it was explained.  Each is explained once.  Whoever
 * sees an answer differently is named at the step, with what their answers
 * come to at the end.  A sum that was told is shown as far as it is known.
 * Tested by tests/pages.
 */
#include "base/str.h"
#include "doc/composer.h"
#include "plan/trace.h"

/* What went into a step, a line each, and what came of it. */
static void
compose_step(struct composer *composer, const struct trace *trace,
    const struct trace_step *step)
{
	struct str text = STR_EMPTY;
	size_t count;
	const char *const *inputs = trace_inputs(composer->arena, trace, step,
	    composer->reading, composer->words, &count);

	for (size_t i = 0; i < count; i++)
		doc_add_leaf(
		    composer->builder, DOC_ITEM, STYLE_BODY, inputs[i]);
	trace_put_step(&text, step, composer->reading, composer->words);
	doc_add_leaf(composer->builder, DOC_ITEM, STYLE_BODY, text.text);
	str_release(&text);
}

/* Who would have answered differently what went into the steps. */
static void
compose_step_voices(struct composer *composer, const struct trace_step *step)
{
	for (size_t i = 0; i < step->input_count; i++) {
		const struct trace_figure *figure = &step->inputs[i].figure;
		if (figure->source != SOURCE_ANSWER &&
		    figure->source != SOURCE_POINTS)
			continue;
		const struct field *field =
		    &composer->set->fields[figure->index];
		if (compose_has_voices(composer, figure->index, figure->row))
			compose_voices(composer, figure->index, figure->row,
			    compose_heading(composer, field));
	}
}

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
		    compose_voice_name(
			composer, reading_source(of->readings[i])->voice),
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
	heading = arena_copy(composer->arena, text.text);
	str_release(&text);
	return heading;
}

static void
compose_steps(struct composer *composer, const struct trace *trace)
{
	const char *result = compose_value(composer, trace->field, trace->row);

	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	doc_add_leaf(composer->builder, DOC_HEADING, STYLE_QUESTION,
	    sum_heading(composer, trace));
	doc_open(composer->builder, DOC_LIST);
	for (size_t i = 0; i < trace->count; i++)
		if (trace_is_worth_telling(trace, i))
			compose_step(composer, trace, &trace->steps[i]);
	doc_close(composer->builder);
	for (size_t i = 0; i < trace->count; i++)
		compose_step_voices(composer, &trace->steps[i]);
	/* Points are said in the last step; pounds are what is looked for. */
	if (result != NULL && trace->measure == MEASURE_MONEY)
		doc_add_leaf(
		    composer->builder, DOC_PARAGRAPH, STYLE_FIGURE, result);
	compose_other_sums(composer, trace);
	doc_close(composer->builder);
}

/* Nothing was added up: that it is nought needs no working. */
static bool
is_empty(const struct trace *trace)
{
	return trace->count == 1 && trace->steps[0].input_count == 0;
}

/* A sum that was told and not worked out here: who said so, and no more. */
static void
compose_told(struct composer *composer)
{
	const struct result *route =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_ROUTE, 0);
	const char *who = compose_figure(composer, MEANS_BUDGET_TOLD_BY);
	struct str text = STR_EMPTY;

	if (route == NULL || !text_is(route->value.text, "told"))
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

	return result != NULL && result->state == STATE_ANSWERED ? result->trace
								 : NULL;
}

void
compose_sum(struct composer *composer)
{
	/* What was worked out first, though another sum was agreed since. */
	const struct trace *const told[] = {
	    known_trace(composer, MEANS_BUDGET_SCORED),
	    known_trace(composer, MEANS_BUDGET_YEAR),
	};
	size_t count;

	if (told[1] == NULL) {
		compose_words(
		    composer, DOC_PARAGRAPH, STYLE_BODY, WORD_DOC_NO_SUM);
		return;
	}
	compose_told(composer);
	const struct trace *const *sums =
	    trace_sums(composer->arena, told, ARRAY_LENGTH(told), &count);
	for (size_t i = 0; i < count; i++)
		if (!is_empty(sums[i]))
			compose_steps(composer, sums[i]);
}
