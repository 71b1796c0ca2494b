/*
 * How we got this number: the working of the sum, a line a step, with every
 * answer that went in, in words that anybody can follow.
 *
 * A sum that stands in another's line has its own working first, so that no
 * figure appears before it was explained.  Each is explained once.  Tested by
 * tests/pages.
 */
#include "base/str.h"
#include "doc/composer.h"
#include "plan/trace.h"

enum { WORKINGS_MAX = 200, DEPTH_MAX = 32 };

/* Sums that were explained already. */
struct explained {
	const struct trace *traces[WORKINGS_MAX];
	size_t count;
};

static bool
is_explained(const struct explained *explained, const struct trace *trace)
{
	for (size_t i = 0; i < explained->count; i++)
		if (explained->traces[i] == trace)
			return true;
	return explained->count == WORKINGS_MAX;
}

static void
compose_step(struct composer *composer, const struct trace_step *step)
{
	struct str text = STR_EMPTY;

	trace_put_step(&text, step, composer->reading, composer->words);
	doc_add_leaf(composer->builder, DOC_ITEM, STYLE_BODY, text.text);
	str_release(&text);
}

static void
compose_steps(struct composer *composer, const struct trace *trace)
{
	const struct field *field = &composer->set->fields[trace->field];
	const char *result = compose_value(composer, trace->field, trace->row);

	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	doc_add_leaf(composer->builder, DOC_HEADING, STYLE_QUESTION,
	    compose_heading(composer, field));
	doc_open(composer->builder, DOC_LIST);
	for (size_t i = 0; i < trace->count; i++)
		compose_step(composer, &trace->steps[i]);
	doc_close(composer->builder);
	if (result != NULL)
		doc_add_leaf(
		    composer->builder, DOC_PARAGRAPH, STYLE_FIGURE, result);
	doc_close(composer->builder);
}

static void
compose_deep(struct composer *composer, const struct trace *trace,
    struct explained *explained, int depth)
{
	if (trace == NULL || depth > DEPTH_MAX ||
	    is_explained(explained, trace))
		return;
	explained->traces[explained->count++] = trace;
	for (size_t i = 0; i < trace->count; i++)
		for (size_t k = 0; k < trace->steps[i].input_count; k++) {
			const struct trace_input *input =
			    &trace->steps[i].inputs[k];
			compose_deep(composer, input->figure.trace, explained,
			    depth + 1);
			compose_deep(
			    composer, input->times.trace, explained, depth + 1);
		}
	compose_steps(composer, trace);
}

void
compose_working(struct composer *composer, const struct trace *trace)
{
	struct explained explained = {.count = 0};

	compose_deep(composer, trace, &explained, 0);
}

/* A sum that was told and not worked out here: who said so, and no more. */
static void
compose_told(struct composer *composer)
{
	const char *who = compose_figure(composer, MEANS_BUDGET_TOLD_BY);
	const char *year = compose_figure(composer, MEANS_BUDGET_YEAR);
	struct str text = STR_EMPTY;

	if (year == NULL)
		words_put(&text, composer->words, WORD_DOC_NO_SUM, NULL);
	else if (text_is_blank(who))
		words_put(
		    &text, composer->words, WORD_DOC_NOT_SHOWN, year, NULL);
	else
		words_put(&text, composer->words, WORD_DOC_NOT_SHOWN_BY, who,
		    year, NULL);
	doc_add_leaf(composer->builder, DOC_PARAGRAPH, STYLE_BODY, text.text);
	str_release(&text);
}

void
compose_sum(struct composer *composer)
{
	const struct result *scored =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_SCORED, 0);

	if (scored != NULL && scored->state == STATE_ANSWERED &&
	    scored->trace != NULL)
		compose_working(composer, scored->trace);
	else
		compose_told(composer);
}
