/*
 * The budget, the readiness and the sum, told to people and to programs.
 *
 * Tested by tests/unit/desk_tell.c.
 */
#include "desk/tell.h"

#include "base/money.h"
#include "desk/state.h"
#include "desk/typing.h"
#include "out/json.h"

void
desk_put_budget_json(struct str *out, struct desk *desk)
{
	json_put_budget(out, desk_budget(desk));
}

void
desk_put_readiness_json(struct str *out, struct desk *desk)
{
	struct arena *arena = arena_new();
	struct readiness readiness = desk_to_do(desk, arena);

	json_put_readiness(out, &readiness, desk_forms(desk));
	arena_free(arena);
}

/* The trace of the sum to plan with; false when the forms have none. */
static const struct trace *
sum_trace(struct desk *desk, struct err *err)
{
	const struct result *sum =
	    reading_of_meaning(desk_reading(desk), MEANS_BUDGET_YEAR, 0);

	if (!sum || !sum->trace) {
		err_set(err, WORD_DESK_NO_SUM_FIELD, NULL);
		return NULL;
	}
	return sum->trace;
}

bool
desk_put_sum_json(struct str *out, struct desk *desk, struct err *err)
{
	const struct trace *trace = sum_trace(desk, err);

	if (!trace)
		return false;
	json_put_trace(out, trace, desk_reading(desk), desk_words(desk));
	return true;
}

static void
put_illustrative(struct str *out, struct desk *desk)
{
	if (desk_budget(desk)->is_illustrative && !desk_is_practice(desk))
		str_format(out, "%s\n",
		    words_get(desk_words(desk), WORD_DESK_ILLUSTRATIVE));
}

/* What is missing first: that is what whoever asks can do something about. */
static void
put_unknown_sum(struct str *out, struct desk *desk, const struct trace *trace)
{
	const struct reading *reading = desk_reading(desk);
	const struct words *words = desk_words(desk);
	struct str known = STR_EMPTY;

	if (trace->missing_count > 0) {
		str_format(
		    out, "%s\n", words_get(words, WORD_DESK_SUM_MISSING));
		trace_put_missing(out, trace, reading, words);
	} else {
		trace_put_unknown(out, trace, reading, words);
		str_put_char(out, '\n');
	}
	trace_put_known(&known, trace, reading, words);
	if (known.length > 0)
		str_format(out, "\n%s\n%s",
		    words_get(words, WORD_DESK_SUM_KNOWN), known.text);
	str_release(&known);
}

bool
desk_put_sum(struct str *out, struct desk *desk, struct err *err)
{
	const struct trace *trace = sum_trace(desk, err);

	if (!trace)
		return false;
	put_illustrative(out, desk);
	if (trace->result)
		trace_put(out, trace, desk_reading(desk), desk_words(desk));
	else
		put_unknown_sum(out, desk, trace);
	return true;
}

static void
put_figure(
    struct str *out, struct desk *desk, const char *label, struct figure figure)
{
	str_format(out, "%s: ", label);
	if (figure.is_known)
		money_put(out, figure.pence);
	else
		str_put(
		    out, words_get(desk_words(desk), WORD_DESK_FIGURE_UNKNOWN));
	str_put_char(out, '\n');
}

static void
put_shares(struct str *out, struct desk *desk, enum word heading,
    const struct budget_share *shares, size_t count)
{
	bool has_heading = false;

	for (size_t i = 0; i < count; i++) {
		if (shares[i].lines == 0)
			continue;
		if (!has_heading)
			str_format(out, "\n%s\n",
			    words_get(desk_words(desk), heading));
		has_heading = true;
		const char *label = shares[i].label
					? shares[i].label
					: words_get(desk_words(desk),
					      WORD_DESK_STREAM_NOT_SAID);
		str_format(out, "  %s: ", label);
		money_put(out, shares[i].week);
		str_put_char(out, '\n');
	}
}

void
desk_put_budget(struct str *out, struct desk *desk)
{
	const struct budget *budget = desk_budget(desk);

	const struct {
		enum word label;
		struct figure figure;
		bool is_optional;
	} figures[] = {
	    {WORD_DESK_BUDGET_YEAR, budget->year, false},
	    {WORD_DESK_BUDGET_WEEK, budget->week, false},
	    {WORD_DESK_BUDGET_PLANNED_YEAR, budget->planned_year, false},
	    {WORD_DESK_BUDGET_PLANNED_WEEK, budget->planned_week, false},
	    {WORD_DESK_BUDGET_LEFT, budget->left_week, false},
	    {WORD_DESK_BUDGET_ONE_OFF, budget->one_off, true},
	};

	put_illustrative(out, desk);
	for (size_t i = 0; i < ARRAY_LENGTH(figures); i++)
		if (!figures[i].is_optional || figures[i].figure.is_known)
			put_figure(out, desk,
			    words_get(desk_words(desk), figures[i].label),
			    figures[i].figure);
	put_shares(out, desk, WORD_DESK_BUDGET_BY_STREAM, budget->streams,
	    budget->stream_count);
	put_shares(out, desk, WORD_DESK_BUDGET_BY_PORTION, budget->portions,
	    budget->portion_count);
	if (budget->lines_without_cost > 0) {
		str_put_char(out, '\n');
		words_put(out, desk_words(desk), WORD_DESK_BUDGET_NO_COST,
		    numeral_of(budget->lines_without_cost).text,
		    numeral_of(budget->lines).text, NULL);
		str_put_char(out, '\n');
	}
}

void
desk_put_readiness(struct str *out, struct desk *desk)
{
	struct arena *arena = arena_new();
	struct readiness readiness = desk_to_do(desk, arena);

	if (readiness.count == 0)
		str_format(
		    out, "%s\n", words_get(desk_words(desk), WORD_DESK_READY));
	for (size_t i = 0; i < readiness.count; i++)
		gap_put(out, desk_forms(desk), &readiness.gaps[i]);
	arena_free(arena);
}
