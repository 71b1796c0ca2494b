/*
 * Traces told in plain words, line by line, so that anyone at the table can
 * add a number up for themselves.
 *
 * A line is one step.  What was gathered stands below it, a line each, and
 * below a figure that is itself a sum its steps.  A sum that was told already
 * is named and not told again, so the lines never outgrow the sums.  Of what is
 * not known yet only that is told which has something known in it; what is
 * missing is named first.
 *
 * How the numbers came to be is reading_sum.c's business, the sentence of one
 * step trace_step.c's.
 *
 * Tested by tests/unit/plan_trace.c.
 */
#include "plan/trace.h"

#include "base/mem.h"
#include "plan/address.h"
#include "plan/reading.h"
#include "plan/trace_parts.h"

enum {
	DEPTH_MAX = 12,  /* sums within sums told below one another */
	MISSING_TOLD = 6 /* questions named where more are missing */
};

/* Some traces, each once. */
struct trace_pile {
	const struct trace **traces;
	size_t count, capacity;
};

struct telling {
	struct arena *arena;
	const struct reading *reading;
	const struct words *words;
	struct trace_line *lines;
	size_t count, capacity;
	struct trace_pile told;  /* sums told already */
	struct trace_pile empty; /* sums in which nothing is known */
};

/* --- For programs --------------------------------------------------------- */

const char *
trace_source_name(enum trace_source source)
{
	static const char *const names[] = {
	    [SOURCE_WRITTEN] = "written",
	    [SOURCE_ANSWER] = "answer",
	    [SOURCE_POINTS] = "points",
	    [SOURCE_RATE] = "rate",
	    [SOURCE_SUM] = "sum",
	    [SOURCE_TAG] = "tag",
	};

	return names[source];
}

const char *
trace_figure_id(const struct trace_figure *figure, const struct form_set *set)
{
	if (figure->index == NONE)
		return NULL;
	return figure->source == SOURCE_RATE ? set->rates[figure->index].id
					     : set->fields[figure->index].id;
}

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
is_in(const struct trace_pile *pile, const struct trace *trace)
{
	for (size_t i = 0; i < pile->count; i++)
		if (pile->traces[i] == trace)
			return true;
	return false;
}

static void
put_on(struct trace_pile *pile, const struct trace *trace)
{
	pile->traces = mem_grow(pile->traces, pile->count, &pile->capacity,
	    sizeof(const struct trace *));
	pile->traces[pile->count++] = trace;
}

static bool
is_told(const struct telling *telling, const struct trace *trace)
{
	return is_in(&telling->told, trace);
}

/* --- What is known -------------------------------------------------------- */

static bool has_known(
    struct telling *telling, const struct trace *trace, int depth);

/*
 * Has an answer gone into it?  What the forms say by themselves is the same
 * for everyone, and tells nobody anything before there is a sum.
 */
static bool
is_figure_known(
    struct telling *telling, const struct trace_figure *figure, int depth)
{
	if (figure->trace)
		return figure->trace->result ||
		       (!is_told(telling, figure->trace) &&
			   has_known(telling, figure->trace, depth));
	return figure->number && !figure->is_nought && !figure->is_otherwise &&
	       (figure->source == SOURCE_ANSWER ||
		   figure->source == SOURCE_POINTS);
}

static bool
is_input_known(
    struct telling *telling, const struct trace_input *input, int depth)
{
	return is_figure_known(telling, &input->figure, depth) ||
	       is_figure_known(telling, &input->times, depth);
}

static bool
is_step_known(struct telling *telling, const struct trace_step *step, int depth)
{
	if (step->after)
		return true;
	for (size_t i = 0; i < step->input_count; i++)
		if (is_input_known(telling, &step->inputs[i], depth))
			return true;
	return false;
}

/* Depth bounds the recursion, and that no sum is looked into twice. */
static bool
has_known(struct telling *telling, const struct trace *trace, int depth)
{
	if (trace->result)
		return true;
	if (depth > DEPTH_MAX || is_in(&telling->empty, trace))
		return false;
	for (size_t i = 0; i < trace->count; i++)
		if (trace_is_worth_telling(trace, i) &&
		    is_step_known(telling, &trace->steps[i], depth + 1))
			return true;
	put_on(&telling->empty, trace);
	return false;
}

/* --- Inputs and steps ----------------------------------------------------- */

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

static void
tell_inner(
    struct telling *telling, const struct trace_figure *figure, int depth)
{
	if (figure->trace && !figure->is_otherwise && depth <= DEPTH_MAX &&
	    !is_told(telling, figure->trace))
		tell_trace(telling, figure->trace, depth);
}

static void
tell_inputs(struct telling *telling, const struct trace *trace,
    const struct trace_step *step, int depth)
{
	for (size_t i = 0; i < step->input_count; i++) {
		const struct trace_input *input = &step->inputs[i];
		const struct trace_figure *figure = &input->figure;
		if (!step->after && !is_input_known(telling, input, depth))
			continue;
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

/* Has the step, as far as it goes, something to say? */
static bool
is_told_of(
    struct telling *telling, const struct trace *trace, size_t at, int depth)
{
	const struct trace_step *step = &trace->steps[at];
	bool is_fault = trace->fault_of == trace && trace->fault_step == at;

	return trace_is_worth_telling(trace, at) &&
	       ((is_fault && step->before) ||
		   is_step_known(telling, step, depth));
}

/* Depth bounds the recursion. */
static void
tell_trace(struct telling *telling, const struct trace *trace, int depth)
{
	struct str line = STR_EMPTY;

	put_on(&telling->told, trace);
	for (size_t i = 0; i < trace->count; i++) {
		if (!is_told_of(telling, trace, i, depth))
			continue;
		str_clear(&line);
		trace_put_step_with(&line, &trace->steps[i], telling->reading,
		    telling->words, telling->arena);
		add_line(telling, depth, line.text);
		tell_inputs(telling, trace, &trace->steps[i], depth + 1);
	}
	str_release(&line);
}

static const struct trace_line *
known_lines(struct arena *arena, const struct trace *trace,
    const struct reading *reading, const struct words *words, size_t *count)
{
	struct telling telling = {
	    .arena = arena,
	    .reading = reading,
	    .words = words,
	};

	tell_trace(&telling, trace, 0);
	mem_free(telling.told.traces);
	mem_free(telling.empty.traces);
	*count = telling.count;
	return arena_keep(
	    arena, telling.lines, telling.count, sizeof(struct trace_line));
}

const struct trace_line *
trace_lines(struct arena *arena, const struct trace *trace,
    const struct reading *reading, const struct words *words, size_t *count)
{
	const struct trace_line *known =
	    known_lines(arena, trace, reading, words, count);

	if (trace->result)
		return known;
	/* Why it is not known comes first, and alone if nothing of it is. */
	struct trace_line *lines =
	    arena_get(arena, (*count + 1) * sizeof(*lines));
	struct str line = STR_EMPTY;
	for (size_t i = 0; i < *count; i++)
		lines[i + 1] = known[i];
	trace_put_unknown(&line, trace, reading, words);
	lines[0].text = str_keep(&line, arena);
	(*count)++;
	return lines;
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

static void
put_lines(struct str *out, const struct trace_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (int depth = 0; depth < lines[i].depth; depth++)
			str_put(out, "  ");
		str_put(out, lines[i].text);
		str_put_char(out, '\n');
	}
}

void
trace_put(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words)
{
	struct arena *arena = arena_new();
	size_t count;
	const struct trace_line *lines =
	    trace_lines(arena, trace, reading, words, &count);

	put_lines(out, lines, count);
	arena_free(arena);
}

void
trace_put_known(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words)
{
	struct arena *arena = arena_new();
	size_t count;
	const struct trace_line *lines =
	    known_lines(arena, trace, reading, words, &count);

	put_lines(out, lines, count);
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
trace_put_missing(struct str *out, const struct trace *trace,
    const struct reading *reading, const struct words *words)
{
	const struct form_set *set = reading_source(reading)->set;

	for (size_t i = 0; i < trace->missing_count; i++) {
		const struct trace_missing *missing = &trace->missing[i];
		const struct address address = {
		    set->fields[missing->field].id, missing->row, VOICE_PERSON};
		struct str name = STR_EMPTY, where = STR_EMPTY;
		trace_put_place(
		    &name, reading, missing->field, missing->row, words);
		address_put(&where, set, &address);
		words_put(out, words, WORD_TRACE_UNKNOWN_PLACE, name.text,
		    where.text, NULL);
		str_put_char(out, '\n');
		str_release(&name);
		str_release(&where);
	}
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
