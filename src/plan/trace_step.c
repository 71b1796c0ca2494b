/*
 * One step of a sum as a sentence: the form's own words for it, the figure
 * that went in and the number that came out.
 *
 * Which sentence fits is decided by what the step did; nothing is computed but
 * the total of what it gathered.  Lines and what stands below them are
 * trace.c's business, what figures are called trace_name.c's.
 *
 * Tested by tests/unit/plan_trace.c.
 */
#include "plan/trace_parts.h"

#include "base/mem.h"
#include "base/money.h"
#include "plan/reading.h"

enum {
	PLACES = 4,          /* of a working figure */
	SHOWN_PARTS = 10000, /* ten to the power of that */
	ARGUMENT_COUNT = 8   /* of the sentence of a step */
};

/* The two sentences of a step: alone, and with the form's words before it. */
struct sentence {
	enum word plain, labelled;
};

#define SENTENCE(id) ((struct sentence){WORD_##id, WORD_##id##_FOR})

/* --- Figures -------------------------------------------------------------- */

/* Pounds: whole pence as money, anything finer as a working figure. */
static void
put_money(struct str *out, struct arena *arena, const struct exact *pounds)
{
	int64_t pence;

	if (money_from_exact(pounds, &pence)) {
		money_put(out, pence);
		return;
	}
	if (exact_sign(pounds) < 0) {
		str_put_char(out, '-');
		pounds =
		    exact_subtract(arena, exact_from_int(arena, 0), pounds);
	}
	str_put(out, "£");
	exact_put(out, pounds, PLACES);
}

static void
put_measured(struct str *out, struct arena *arena, const struct exact *number,
    enum measure measure, const struct words *words)
{
	struct str figure = STR_EMPTY;

	if (measure == MEASURE_MONEY)
		put_money(&figure, arena, number);
	else
		exact_put(&figure, number, PLACES);
	if (measure == MEASURE_PERCENT)
		words_put(out, words, WORD_FIGURE_PERCENT, figure.text, NULL);
	else if (measure == MEASURE_POINTS)
		words_put(out, words, WORD_FIGURE_POINTS, figure.text, NULL);
	else
		str_put(out, figure.text);
	str_release(&figure);
}

/* What needs more places than anyone reads is said to be "about". */
void
trace_put_figure(struct str *out, const struct exact *number,
    enum measure measure, const struct words *words)
{
	struct arena *arena = arena_new();
	const struct exact *shown = exact_round(arena, number,
	    exact_from_ratio(arena, 1, SHOWN_PARTS), EXACT_HALF_UP);
	struct str figure = STR_EMPTY;

	put_measured(&figure, arena, shown, measure, words);
	if (exact_compare(shown, number) == 0)
		str_put(out, figure.text);
	else
		words_put(out, words, WORD_FIGURE_ABOUT, figure.text, NULL);
	str_release(&figure);
	arena_free(arena);
}

/* Added to or compared with money, a bare number is money too. */
static enum measure
operand_measure(const struct trace_step *step)
{
	enum measure measure = MEASURE_NUMBER;

	if (step->input_count > 0)
		measure = step->inputs[0].figure.measure;
	switch (step->step->operation) {
	case SUM_PERCENT:
		return MEASURE_PERCENT;
	case SUM_TIMES:
	case SUM_DIVIDE:
		/* A factor counts nothing, though an option's points say it. */
		return measure == MEASURE_POINTS ? MEASURE_NUMBER : measure;
	case SUM_POINTS:
	case SUM_PLUS:
	case SUM_LESS:
	case SUM_AT_LEAST:
	case SUM_AT_MOST:
		return step->measure_after;
	default:
		return measure;
	}
}

const struct exact *
trace_input_number(struct arena *arena, const struct trace_input *input)
{
	const struct exact *number = input->figure.number;

	if (number && input->times.source != SOURCE_NOTHING)
		number = input->times.number ? exact_multiply(arena, number,
						   input->times.number)
					     : NULL;
	return number;
}

/* What went into a step, added up; NULL if a part of it is not known. */
static const struct exact *
operand_number(struct arena *arena, const struct trace_step *step)
{
	const struct exact *total = exact_from_int(arena, 0);

	for (size_t i = 0; i < step->input_count && total; i++) {
		const struct exact *number =
		    trace_input_number(arena, &step->inputs[i]);
		total = number ? exact_add(arena, total, number) : NULL;
	}
	return total;
}

/* --- Steps ---------------------------------------------------------------- */

/* The rows of a table that a number lies in or between, as far as told. */
struct looked_up {
	const struct exact *from, *to;       /* the left side */
	const struct exact *at_from, *at_to; /* what these give */
	const struct exact *between;         /* how far, in hundredths */
};

/* Between two rows of a linear table, unless it lies on the first of them. */
static struct sentence
between_sentence(struct arena *arena, const struct trace_step *step,
    const struct table_row *row, struct looked_up *found)
{
	const struct exact *rest =
	    exact_subtract(arena, step->before, row->from);

	if (exact_sign(rest) == 0)
		return SENTENCE(TRACE_LOOKUP);
	*found = (struct looked_up){
	    .from = row[0].from,
	    .to = row[1].from,
	    .at_from = row[0].value,
	    .at_to = row[1].value,
	    .between = exact_multiply(arena, exact_from_int(arena, 100),
		exact_divide(arena, rest,
		    exact_subtract(arena, row[1].from, row[0].from))),
	};
	return SENTENCE(TRACE_BETWEEN);
}

/* What a table gives below its first row and above its last. */
static struct sentence
outside_sentence(const struct table *table, const struct trace_step *step,
    struct looked_up *found)
{
	const struct table_row *first = &table->rows[0];
	const struct table_row *last = &table->rows[table->row_count - 1];

	found->from = first->from;
	found->to = last->to ? last->to : last->from;
	return exact_compare(step->before, first->from) < 0
		   ? SENTENCE(TRACE_LOOKUP_BELOW)
		   : SENTENCE(TRACE_LOOKUP_ABOVE);
}

/* Is the number beyond what the last row says of itself? */
static bool
is_above(const struct table *table, const struct trace_step *step)
{
	const struct table_row *last = &table->rows[table->row_count - 1];
	const struct exact *end = last->to;

	if (!end && table->is_linear)
		end = last->from;
	return end && exact_compare(step->before, end) > 0;
}

static struct sentence
lookup_sentence(const struct form_set *set, struct arena *arena,
    const struct trace_step *step, struct looked_up *found)
{
	const struct table *table = &set->tables[step->step->table];

	if (!step->before)
		return SENTENCE(TRACE_LOOKUP);
	if (step->table_row == NONE || is_above(table, step))
		return outside_sentence(table, step, found);
	const struct table_row *row = &table->rows[step->table_row];
	if (table->is_linear && step->table_row + 1 < table->row_count)
		return between_sentence(arena, step, row, found);
	found->from = row->from;
	found->to = row->to;
	if (row->to)
		return SENTENCE(TRACE_LOOKUP_ROW);
	return exact_compare(row->from, step->before) == 0
		   ? SENTENCE(TRACE_LOOKUP)
		   : SENTENCE(TRACE_LOOKUP_FROM);
}

static struct sentence
nearest_sentence(struct arena *arena, const struct trace_step *step)
{
	const struct exact *unit = step->step->unit;
	bool is_money = step->measure_after == MEASURE_MONEY;

	if (exact_compare(unit, exact_from_int(arena, 1)) == 0)
		return is_money ? SENTENCE(TRACE_POUND) : SENTENCE(TRACE_WHOLE);
	if (is_money &&
	    exact_compare(unit, exact_from_ratio(arena, 1, 100)) == 0)
		return SENTENCE(TRACE_PENNY);
	return SENTENCE(TRACE_NEAREST);
}

static struct sentence
round_sentence(struct arena *arena, const struct trace_step *step)
{
	if (!step->took_effect)
		return SENTENCE(TRACE_EVEN);
	switch (step->step->rounding) {
	case EXACT_UP:
	case EXACT_CEILING:
		return SENTENCE(TRACE_UP);
	case EXACT_DOWN:
	case EXACT_FLOOR:
		return SENTENCE(TRACE_DOWN);
	case EXACT_HALF_UP:
	case EXACT_HALF_EVEN:
	case EXACT_ROUNDING_MAX:
		break;
	}
	return nearest_sentence(arena, step);
}

/* The sentence of a step that gathers, or that puts a number in its place. */
static struct sentence
gather_sentence(const struct reading *reading, const struct trace_step *step)
{
	if (!trace_is_gathering(reading, step))
		return SENTENCE(TRACE_START);
	return step->input_count > 0 ? SENTENCE(TRACE_SUM)
				     : SENTENCE(TRACE_NOTHING);
}

static struct sentence
step_sentence(const struct reading *reading, struct arena *arena,
    const struct trace_step *step)
{
	bool is_first = !step->before;

	switch (step->step->operation) {
	case SUM_SUM:
	case SUM_RATE:
	case SUM_CHOOSE:
		return gather_sentence(reading, step);
	case SUM_POINTS:
		return is_first ? gather_sentence(reading, step)
				: SENTENCE(TRACE_POINTS);
	case SUM_PLUS:
		return is_first ? gather_sentence(reading, step)
				: SENTENCE(TRACE_PLUS);
	case SUM_LESS:
		return SENTENCE(TRACE_LESS);
	case SUM_TIMES:
		return SENTENCE(TRACE_TIMES);
	case SUM_DIVIDE:
		return SENTENCE(TRACE_DIVIDE);
	case SUM_PERCENT:
		return SENTENCE(TRACE_PERCENT);
	case SUM_AT_LEAST:
		return step->took_effect ? SENTENCE(TRACE_RAISED)
					 : SENTENCE(TRACE_AT_LEAST);
	case SUM_AT_MOST:
		return step->took_effect ? SENTENCE(TRACE_LOWERED)
					 : SENTENCE(TRACE_AT_MOST);
	case SUM_ROUND:
		return round_sentence(arena, step);
	case SUM_LOOKUP:
	case SUM_OPERATION_MAX:
		break;
	}
	return SENTENCE(TRACE_LOOKUP);
}

/* The figure that a step's sentence speaks of first; NULL if there is none. */
static const struct exact *
first_figure(
    struct arena *arena, const struct trace_step *step, enum measure *measure)
{
	switch (step->step->operation) {
	case SUM_LOOKUP:
		*measure = step->measure_before;
		return step->before;
	case SUM_ROUND:
		*measure = step->measure_after;
		return step->step->unit;
	default:
		*measure = operand_measure(step);
		return operand_number(arena, step);
	}
}

const char *
trace_write_figure(struct arena *arena, const struct exact *number,
    enum measure measure, const struct words *words)
{
	struct str text = STR_EMPTY;

	if (number)
		trace_put_figure(&text, number, measure, words);
	return str_keep(&text, arena);
}

void
trace_put_step_with(struct str *out, const struct trace_step *step,
    const struct reading *reading, const struct words *words,
    struct arena *arena)
{
	const struct form_set *set = reading_source(reading)->set;
	struct looked_up found = {0};
	struct sentence sentence = SENTENCE(TRACE_OPEN);

	if (step->after && step->step->operation == SUM_LOOKUP)
		sentence = lookup_sentence(set, arena, step, &found);
	else if (step->after)
		sentence = step_sentence(reading, arena, step);
	enum measure measure;
	const struct exact *first = first_figure(arena, step, &measure);
	struct str name = STR_EMPTY;
	trace_put_step_name(&name, reading, step, words);
	const char *arguments[ARGUMENT_COUNT] = {
	    trace_write_figure(arena, first, measure, words),
	    trace_write_figure(arena, step->after, step->measure_after, words),
	    name.text,
	    trace_write_figure(arena, found.from, step->measure_before, words),
	    trace_write_figure(arena, found.to, step->measure_before, words),
	    trace_write_figure(
		arena, found.at_from, step->measure_after, words),
	    trace_write_figure(arena, found.at_to, step->measure_after, words),
	    trace_write_figure(arena, found.between, MEASURE_PERCENT, words),
	};
	words_put_array(out, words,
	    name.length > 0 ? sentence.labelled : sentence.plain, arguments,
	    ARGUMENT_COUNT);
	str_release(&name);
}

void
trace_put_step(struct str *out, const struct trace_step *step,
    const struct reading *reading, const struct words *words)
{
	struct arena *arena = arena_new();

	trace_put_step_with(out, step, reading, words, arena);
	arena_free(arena);
}
