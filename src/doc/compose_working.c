/*
 * How a sum was worked out, as nodes: a step is an item of a list, and what a
 * step gathered is a table with a line each and what they come to below.
 *
 * A small sum that is gathered and goes in nowhere else is explained below its
 * line.  Sentences are the plan's own (plan/trace.h).  Tested by
 * tests/unit/doc_compose.c and tests/pages.
 */
#include "doc/working.h"

#include "base/str.h"

/* --- Which sums and steps are worth telling ------------------------------- */

/* Nothing was added up: that it is nought needs no working. */
static bool
is_empty(const struct trace *trace)
{
	return trace->count == 1 && trace->steps[0].input_count == 0;
}

/* A figure that is nothing because there was nothing to add up. */
static bool
is_nothing(const struct trace_figure *figure)
{
	return figure->is_nought || (figure->trace && is_empty(figure->trace));
}

/* A step that changes nothing: nothing is added, or nothing multiplied. */
static bool
is_idle(const struct trace_step *step)
{
	bool is_adding = step->step->operation == SUM_PLUS ||
			 step->step->operation == SUM_LESS;
	bool is_scaling = step->step->operation == SUM_TIMES ||
			  step->step->operation == SUM_DIVIDE ||
			  step->step->operation == SUM_PERCENT;

	if (!step->before || !step->after)
		return false;
	if (is_scaling)
		return exact_sign(step->before) == 0 &&
		       exact_sign(step->after) == 0;
	for (size_t i = 0; i < step->input_count; i++)
		is_adding &= is_nothing(&step->inputs[i].figure);
	return is_adding;
}

static bool
is_told(const struct trace *trace, size_t at)
{
	return trace_is_worth_telling(trace, at) && !is_idle(&trace->steps[at]);
}

/* Is it another sum, unchanged? */
static bool
is_handed_on(const struct working *working, const struct trace *trace)
{
	size_t count = 0;

	for (size_t i = 0; i < trace->count; i++)
		count += is_told(trace, i);

	const struct trace_step *first = &trace->steps[0];
	return count == 1 && first->input_count == 1 &&
	       !trace_is_gathering(working->composer->reading, first) &&
	       first->inputs[0].figure.trace &&
	       first->inputs[0].times.source == SOURCE_NOTHING &&
	       trace->result &&
	       exact_compare(trace->result, first->inputs[0].figure.number) ==
		   0;
}

/* How often a sum goes into others, and into lines of a table. */
static void
count_uses(const struct working *working, const struct trace *wanted,
    size_t *uses, size_t *lines)
{
	const struct reading *reading = working->composer->reading;

	*uses = *lines = 0;
	for (size_t i = 0; i < working->count; i++)
		for (size_t k = 0; k < working->sums[i]->count; k++) {
			const struct trace_step *step =
			    &working->sums[i]->steps[k];
			for (size_t n = 0; n < step->input_count; n++) {
				if (step->inputs[n].figure.trace != wanted)
					continue;
				++*uses;
				*lines += trace_is_gathering(reading, step);
			}
		}
}

/* Is it explained where it is gathered? */
static bool
is_inside(const struct working *working, const struct trace *trace)
{
	size_t uses, lines;

	for (size_t i = 0; i < trace->count; i++)
		if (trace_is_gathering(
			working->composer->reading, &trace->steps[i]))
			return false;
	count_uses(working, trace, &uses, &lines);
	return uses == 1 && lines == 1;
}

bool
working_is_told(const struct working *working, const struct trace *trace)
{
	return !is_empty(trace) && !is_handed_on(working, trace) &&
	       !is_inside(working, trace);
}

/* --- Steps ---------------------------------------------------------------- */

/* Who would have answered differently what went into a step. */
static void
put_voices(const struct working *working, const struct trace_step *step)
{
	struct composer *composer = working->composer;

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

/* What went into a step and is not said by it, and the step, as sentences. */
static void
put_step(const struct working *working, struct str *out,
    const struct trace *trace, const struct trace_step *step)
{
	struct composer *composer = working->composer;
	size_t count;
	const char *const *inputs = trace_inputs(composer->arena, trace, step,
	    composer->reading, composer->words, &count);

	for (size_t i = 0; i < count; i++)
		str_format(out, "%s ", inputs[i]);
	trace_put_step(out, step, composer->reading, composer->words);
}

static const char *
write_figure(const struct working *working, const struct exact *number,
    enum measure measure)
{
	struct str text = STR_EMPTY;

	if (number)
		trace_put_figure(
		    &text, number, measure, working->composer->words);
	return str_keep(&text, working->composer->arena);
}

/* --- What a step gathered ------------------------------------------------- */

/* What a line is called: its row of a list, its heading, or its question. */
static const char *
line_name(const struct working *working, const struct trace *trace,
    const struct trace_figure *figure)
{
	struct composer *composer = working->composer;
	const struct field *field = &composer->set->fields[figure->index];
	struct str name = STR_EMPTY;

	if (figure->row != 0 && figure->row != trace->row)
		reading_put_row_name(&name, composer->reading, field->repeat,
		    figure->row, composer->words);
	else if (figure->source == SOURCE_SUM)
		return compose_heading(composer, field);
	else
		trace_put_figure_name(
		    &name, composer->reading, figure, composer->words);
	return str_keep(&name, working->composer->arena);
}

/* The working of a small sum below its line, and who sees it differently. */
static void
put_inside(const struct working *working, const struct trace *trace)
{
	struct composer *composer = working->composer;
	struct str text = STR_EMPTY;

	for (size_t i = 0; i < trace->count; i++) {
		if (!is_told(trace, i))
			continue;
		str_put(&text, text.length > 0 ? " " : "");
		put_step(working, &text, trace, &trace->steps[i]);
	}
	composer->is_in_table = true;
	compose_open_prose(composer, STYLE_BODY);
	doc_add_run(composer->builder, text.text, false, NULL);
	compose_close_prose(composer);
	for (size_t i = 0; i < trace->count; i++)
		put_voices(working, &trace->steps[i]);
	composer->is_in_table = false;
	str_release(&text);
}

static void
put_line(const struct working *working, const struct trace *trace,
    const struct trace_input *input, const char *sentence)
{
	const struct trace_figure *figure = &input->figure;
	bool is_plain = !figure->is_nought && !figure->is_otherwise &&
			input->times.source == SOURCE_NOTHING;

	doc_open(working->composer->builder, DOC_ROW);
	compose_cell(working->composer, STYLE_BODY,
	    is_plain ? line_name(working, trace, figure) : sentence, true);
	compose_cell(working->composer, STYLE_BODY,
	    is_plain ? write_figure(working, figure->number, figure->measure)
		     : NULL,
	    false);
	doc_close(working->composer->builder);
	if (is_plain && figure->trace && is_inside(working, figure->trace))
		put_inside(working, figure->trace);
}

static void
put_gathered(const struct working *working, const struct trace *trace,
    const struct trace_step *step)
{
	static const struct doc_column columns[] = {{1, false}, {1, true}};
	struct composer *composer = working->composer;
	struct doc_node *table = doc_open(composer->builder, DOC_TABLE);
	struct str name = STR_EMPTY;
	size_t count;
	const char *const *sentences = trace_inputs(composer->arena, trace,
	    step, composer->reading, composer->words, &count);

	table->columns = columns;
	table->column_count = ARRAY_LENGTH(columns);
	for (size_t i = 0; i < step->input_count; i++)
		put_line(working, trace, &step->inputs[i],
		    i < count ? sentences[i] : "");
	trace_put_step_name(&name, composer->reading, step, composer->words);
	doc_open(composer->builder, DOC_ROW);
	compose_cell(working->composer, STYLE_HEADER,
	    name.length > 0 ? name.text
			    : words_get(composer->words, WORD_DOC_TOTAL),
	    true);
	compose_cell(working->composer, STYLE_HEADER,
	    write_figure(working, step->after, step->measure_after), false);
	doc_close(composer->builder);
	doc_close(composer->builder);
	str_release(&name);
	put_voices(working, step);
}

/* --- A whole sum ---------------------------------------------------------- */

static void
put_item(const struct working *working, const struct trace *trace,
    const struct trace_step *step)
{
	struct str text = STR_EMPTY;

	put_step(working, &text, trace, step);
	doc_add_leaf(
	    working->composer->builder, DOC_ITEM, STYLE_BODY, text.text);
	str_release(&text);
}

void
working_put(const struct working *working, const struct trace *trace)
{
	struct composer *composer = working->composer;
	bool is_open = false;

	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_step *step = &trace->steps[i];
		bool is_table = step->input_count > 0 && step->after &&
				trace_is_gathering(composer->reading, step);
		if (!is_told(trace, i))
			continue;
		if (is_open == is_table) {
			if (is_open)
				doc_close(composer->builder);
			else
				doc_open(composer->builder, DOC_LIST)
				    ->keeps_together = true;
			is_open = !is_open;
		}
		if (is_table)
			put_gathered(working, trace, step);
		else
			put_item(working, trace, step);
	}
	if (is_open)
		doc_close(composer->builder);
	for (size_t i = 0; i < trace->count; i++)
		if (trace->steps[i].input_count == 0 ||
		    !trace_is_gathering(composer->reading, &trace->steps[i]))
			put_voices(working, &trace->steps[i]);
}
