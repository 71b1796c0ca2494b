/*
 * What the figures of a sum are called: by the form's own words, and in a list
 * by the row that they are of.
 *
 * Refuses to know what a step does with them (src/plan/trace_step.c).
 *
 * Tested by tests/unit/plan_trace.c.
 */
#include "plan/trace_parts.h"

#include "plan/reading.h"

static void
put_wording(struct str *out, const struct reading *reading,
    const struct wording *wording, const struct words *words)
{
	reading_put_text(
	    out, reading, wording_get(wording, words_language(words)), words);
}

static void
put_field_label(struct str *out, const struct reading *reading, size_t field,
    const struct words *words)
{
	const struct field *found =
	    &reading_source(reading)->set->fields[field];

	if (found->label.count > 0)
		put_wording(out, reading, &found->label, words);
	else
		str_put(out, found->id);
}

/* The question, and in a list which row of it. */
void
trace_put_place(struct str *out, const struct reading *reading, size_t field,
    int row, const struct words *words)
{
	size_t repeat = reading_source(reading)->set->fields[field].repeat;

	if (row == 0 || repeat == NONE) {
		put_field_label(out, reading, field, words);
		return;
	}
	struct str label = STR_EMPTY, name = STR_EMPTY;
	put_field_label(&label, reading, field, words);
	reading_put_row_name(&name, reading, repeat, row, words);
	words_put(out, words, WORD_TRACE_OF_ROW, label.text, name.text, NULL);
	str_release(&label);
	str_release(&name);
}

/* The label as what it is a figure of: "How many hours: 3", without "?". */
static void
put_statement(struct str *out, const struct reading *reading, size_t field,
    const struct words *words)
{
	put_field_label(out, reading, field, words);
	if (out->length > 0 && out->text[out->length - 1] == '?')
		str_cut(out, out->length - 1);
}

/* A name with the answer that the points are for, if it was given. */
static void
put_answered(struct str *out, const struct reading *reading, const char *name,
    const struct trace_figure *figure, const struct words *words)
{
	struct str answer = STR_EMPTY;

	reading_put_value(&answer, reading, figure->index, figure->row, words);
	if (answer.length > 0)
		words_put(
		    out, words, WORD_TRACE_ANSWERED, name, answer.text, NULL);
	else
		str_put(out, name);
	str_release(&answer);
}

void
trace_put_figure_name(struct str *out, const struct reading *reading,
    const struct trace_figure *figure, const struct words *words)
{
	const struct form_set *set = reading_source(reading)->set;
	struct str name = STR_EMPTY;

	switch (figure->source) {
	case SOURCE_POINTS:
		put_statement(&name, reading, figure->index, words);
		put_answered(out, reading, name.text, figure, words);
		str_release(&name);
		break;
	case SOURCE_ANSWER:
	case SOURCE_SUM:
		put_statement(out, reading, figure->index, words);
		break;
	case SOURCE_RATE:
		put_wording(
		    out, reading, &set->rates[figure->index].label, words);
		break;
	case SOURCE_WRITTEN:
	case SOURCE_TAG:
	case SOURCE_NOTHING:
		break;
	}
}

/* Does the step gather figures, which are then told below it? */
bool
trace_is_gathering(const struct reading *reading, const struct trace_step *step)
{
	const struct form_set *set = reading_source(reading)->set;
	const struct sum_step *made = step->step;
	const struct operand *operand = &made->operand;

	if (step->choice != NONE)
		operand = &made->choices[step->choice].operand;
	if (operand->kind == OPERAND_TAG || operand->kind == OPERAND_TAG_POINTS)
		return true;
	return made->operation == SUM_SUM && operand->kind == OPERAND_FIELD &&
	       set->fields[operand->index].repeat != NONE;
}

/* The form's words for a step, or else the name of what goes in. */
void
trace_put_step_name(struct str *out, const struct reading *reading,
    const struct trace_step *step, const struct words *words)
{
	const struct form_set *set = reading_source(reading)->set;
	const struct sum_step *made = step->step;
	const struct wording *label = &made->label;

	if (step->choice != NONE && made->choices[step->choice].label.count > 0)
		label = &made->choices[step->choice].label;
	if (label->count == 0 && made->operation == SUM_LOOKUP)
		label = &set->tables[made->table].label;
	bool is_one =
	    step->input_count == 1 && !trace_is_gathering(reading, step);
	if (label->count == 0) {
		if (is_one)
			trace_put_figure_name(
			    out, reading, &step->inputs[0].figure, words);
		return;
	}
	if (!is_one || step->inputs[0].figure.source != SOURCE_POINTS) {
		put_wording(out, reading, label, words);
		return;
	}
	struct str name = STR_EMPTY;
	put_wording(&name, reading, label, words);
	put_answered(out, reading, name.text, &step->inputs[0].figure, words);
	str_release(&name);
}
