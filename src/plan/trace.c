/*
 * Traces told in plain words, line by line, so that anyone at the table can
 * add a number up for themselves.
 *
 * A line is one step.  What was gathered stands below it, a line each, and
 * below a figure that is itself a sum its steps.  A sum that was told already
 * is named and not told again, so the lines never outgrow the sums.
 *
 * How the numbers came to be is reading_sum.c's business, the sentence of one
 * step trace_step.c's.
 *
 * Tested by tests/unit/plan_trace.c.
 */
#include "plan/trace.h"

#include "base/mem.h"
#include "plan/reading.h"
#include "plan/trace_parts.h"

enum {
	DEPTH_MAX = 12,  /* sums within sums told below one another */
	MISSING_TOLD = 6 /* questions named where more are missing */
};

struct telling {
	struct arena *arena;
	const struct reading *reading;
	const struct words *words;
	struct trace_line *lines;
	size_t count, capacity;
	const struct trace **told;
	size_t told_count, told_capacity;
};

/* --- Lines ---------------------------------------------------------------- */

static void
add_line(struct telling *telling, int depth, const char *text)
{
	telling->lines = mem_grow(telling->lines, telling->count,
	    &telling->capacity, sizeof(struct trace_line));
	telling->lines[telling->count++] = (struct trace_line){
	    .depth = depth,
	    .text = arena_copy(telling->arena, text),
	};
}

static bool
is_told(const struct telling *telling, const struct trace *trace)
{
	for (size_t i = 0; i < telling->told_count; i++)
		if (telling->told[i] == trace)
			return true;
	return false;
}

static enum word
input_word(struct arena *arena, const struct trace_input *input, bool is_above)
{
	if (!trace_input_number(arena, input))
		return WORD_TRACE_INPUT_OPEN;
	if (input->figure.is_nought)
		return WORD_TRACE_INPUT_NOUGHT;
	if (input->figure.is_otherwise)
		return WORD_TRACE_INPUT_OTHERWISE;
	if (input->times.source != SOURCE_NOTHING)
		return WORD_TRACE_INPUT_TIMES;
	return is_above ? WORD_TRACE_INPUT_ABOVE : WORD_TRACE_INPUT;
}

/* The sentence of one input, in the arena. */
static const char *
write_input(struct arena *arena, const struct trace *trace,
    const struct trace_input *input, bool is_above,
    const struct reading *reading, const struct words *words)
{
	const struct trace_figure *figure = &input->figure;
	const struct form_set *set = reading_source(reading)->set;
	enum measure measure = figure->measure;
	if (input->times.measure == MEASURE_MONEY)
		measure = MEASURE_MONEY;
	struct str name = STR_EMPTY, line = STR_EMPTY;
	/* In another list the row says more than the question it answers. */
	if (figure->row != 0 && figure->row != trace->row)
		reading_put_row_name(&name, reading,
		    set->fields[figure->index].repeat, figure->row, words);
	else
		trace_put_figure_name(&name, reading, figure, words);
	words_put(&line, words, input_word(arena, input, is_above), name.text,
	    trace_write_figure(arena, figure->number, figure->measure, words),
	    trace_write_figure(
		arena, input->times.number, input->times.measure, words),
	    trace_write_figure(
		arena, trace_input_number(arena, input), measure, words),
	    NULL);
	str_release(&name);
	return str_keep(&line, arena);
}

/* Is it told in a line of its own, or does the step's line say it? */
static bool
is_told_apart(const struct reading *reading, const struct trace_step *step,
    const struct trace_figure *figure)
{
	return trace_is_gathering(reading, step) || figure->is_nought ||
	       figure->is_otherwise;
}

static void tell_trace(
    struct telling *telling, const struct trace *trace, int depth);

static bool rests_on_answers(const struct trace *trace, int depth);

static bool
is_from_answers(const struct trace_figure *figure, int depth)
{
	if (figure->trace)
		return rests_on_answers(figure->trace, depth + 1);
	return figure->number && !figure->is_nought && !figure->is_otherwise &&
	       (figure->source == SOURCE_ANSWER ||
		   figure->source == SOURCE_POINTS);
}

/*
 * Has any answer gone into it yet?  What the forms say by themselves is the
 * same for everyone, and tells nobody anything before there is a sum.
 */
static bool
rests_on_answers(const struct trace *trace, int depth)
{
	if (depth > DEPTH_MAX)
		return true;
	for (size_t i = 0; i < trace->count; i++)
		for (size_t k = 0; k < trace->steps[i].input_count; k++) {
			const struct trace_input *input =
			    &trace->steps[i].inputs[k];
			if (is_from_answers(&input->figure, depth) ||
			    is_from_answers(&input->times, depth))
				return true;
		}
	return false;
}

static bool
is_worth_telling(const struct trace *trace, int depth)
{
	bool is_broken = trace->missing_count == 0 &&
			 trace->fault != FAULT_NONE &&
			 trace->fault != FAULT_CHOICE;

	return trace->result || is_broken || rests_on_answers(trace, depth);
}

static void
tell_inner(
    struct telling *telling, const struct trace_figure *figure, int depth)
{
	if (figure->trace && !figure->is_otherwise && depth <= DEPTH_MAX &&
	    !is_told(telling, figure->trace) &&
	    is_worth_telling(figure->trace, depth))
		tell_trace(telling, figure->trace, depth);
}

static void
tell_inputs(struct telling *telling, const struct trace *trace,
    const struct trace_step *step, int depth)
{
	for (size_t i = 0; i < step->input_count; i++) {
		const struct trace_input *input = &step->inputs[i];
		const struct trace_figure *figure = &input->figure;
		bool is_above =
		    figure->trace && is_told(telling, figure->trace);
		int below = depth;
		if (is_above || is_told_apart(telling->reading, step, figure)) {
			add_line(telling, depth,
			    write_input(telling->arena, trace, input, is_above,
				telling->reading, telling->words));
			below = depth + 1;
		}
		tell_inner(telling, figure, below);
		tell_inner(telling, &input->times, below);
	}
}

static bool
has_open_input(const struct trace_step *step)
{
	for (size_t i = 0; i < step->input_count; i++) {
		const struct trace_input *input = &step->inputs[i];
		bool has_times = input->times.source != SOURCE_NOTHING;
		if (!input->figure.number ||
		    (has_times && !input->times.number))
			return true;
	}
	return false;
}

bool
trace_is_worth_telling(const struct trace *trace, size_t at)
{
	const struct trace_step *step = &trace->steps[at];
	if (at == 0)
		return true;
	if (step->after)
		return step->step->operation != SUM_ROUND ||
		       step->took_effect ||
		       step->measure_before != step->measure_after;
	return has_open_input(step) ||
	       (trace->fault_of == trace && trace->fault_step == at);
}

/* Depth bounds the recursion. */
static void
tell_trace(struct telling *telling, const struct trace *trace, int depth)
{
	struct str line = STR_EMPTY;
	telling->told = mem_grow(telling->told, telling->told_count,
	    &telling->told_capacity, sizeof(const struct trace *));
	telling->told[telling->told_count++] = trace;
	for (size_t i = 0; i < trace->count; i++) {
		if (!trace_is_worth_telling(trace, i))
			continue;
		str_clear(&line);
		trace_put_step_with(&line, &trace->steps[i], telling->reading,
		    telling->words, telling->arena);
		add_line(telling, depth, line.text);
		tell_inputs(telling, trace, &trace->steps[i], depth + 1);
	}
	str_release(&line);
}

const struct trace_line *
trace_lines(struct arena *arena, const struct trace *trace,
    const struct reading *reading, const struct words *words, size_t *count)
{
	struct telling telling = {
	    .arena = arena,
	    .reading = reading,
	    .words = words,
	};
	/* Why it is not known comes first, and alone if no answer goes in. */
	if (!trace->result) {
		struct str line = STR_EMPTY;
		trace_put_unknown(&line, trace, reading, words);
		add_line(&telling, 0, line.text);
		str_release(&line);
	}
	if (is_worth_telling(trace, 0))
		tell_trace(&telling, trace, 0);
	mem_free(telling.told);
	*count = telling.count;
	return arena_keep(
	    arena, telling.lines, telling.count, sizeof(struct trace_line));
}

const char *const *
trace_inputs(struct arena *arena, const struct trace *trace,
    const struct trace_step *step, const struct reading *reading,
    const struct words *words, size_t *count)
{
	const char **texts =
	    arena_get(arena, step->input_count * sizeof(*texts));
	*count = 0;
	for (size_t i = 0; i < step->input_count; i++) {
		const struct trace_input *input = &step->inputs[i];
		bool is_above = input->figure.trace != NULL;
		if (is_told_apart(reading, step, &input->figure))
			texts[(*count)++] = write_input(
			    arena, trace, input, is_above, reading, words);
	}
	return texts;
}

void
trace_put(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words)
{
	struct arena *arena = arena_new();
	size_t count;
	const struct trace_line *lines =
	    trace_lines(arena, trace, reading, words, &count);
	for (size_t i = 0; i < count; i++) {
		for (int depth = 0; depth < lines[i].depth; depth++)
			str_put(out, "  ");
		str_put(out, lines[i].text);
		str_put_char(out, '\n');
	}
	arena_free(arena);
}

/* --- Not known ------------------------------------------------------------ */

static void
put_missing(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words)
{
	struct str names = STR_EMPTY;
	size_t told = trace->missing_count;
	if (told > MISSING_TOLD)
		told = MISSING_TOLD;
	for (size_t i = 0; i < told; i++) {
		if (i > 0)
			str_put(
			    &names, words_get(words, WORD_TRACE_UNKNOWN_JOIN));
		trace_put_place(&names, reading, trace->missing[i].field,
		    trace->missing[i].row, words);
	}
	words_put(out, words,
	    told < trace->missing_count ? WORD_TRACE_UNKNOWN_MORE
					: WORD_TRACE_UNKNOWN,
	    names.text, numeral_of_count(trace->missing_count - told).text,
	    NULL);
	str_release(&names);
}

void
trace_put_unknown(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words)
{
	static const enum word faults[] = {
	    [FAULT_DIVIDE] = WORD_FAULT_DIVIDE,
	    [FAULT_TABLE] = WORD_FAULT_TABLE,
	    [FAULT_RATE] = WORD_FAULT_RATE,
	    [FAULT_CHOICE] = WORD_FAULT_CHOICE,
	    [FAULT_CONDITION] = WORD_FAULT_CONDITION,
	    [FAULT_PENCE] = WORD_FAULT_PENCE,
	    [FAULT_SIZE] = WORD_FAULT_SIZE,
	};
	if (trace->missing_count > 0 || trace->fault == FAULT_NONE) {
		put_missing(out, trace, reading, words);
		return;
	}
	const struct trace *of = trace->fault_of;
	struct arena *arena = arena_new();
	struct str name = STR_EMPTY, figure = STR_EMPTY;
	trace_put_place(&name, reading, of->field, of->row, words);
	if (of->fault_step < of->count) {
		const struct trace_step *step = &of->steps[of->fault_step];
		if (step->before)
			trace_put_figure(
			    &figure, step->before, step->measure_before, words);
	}
	words_put(
	    out, words, faults[trace->fault], name.text, figure.text, NULL);
	str_release(&figure);
	str_release(&name);
	arena_free(arena);
}
