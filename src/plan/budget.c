/*
 * The budget, gathered from the forms' own sums by their meanings.
 *
 * Nothing is worked out here that a form could work out: the totals are what
 * the sums say.  Only the shares by stream and by portion are added up, from
 * the lines whose costs are known, in pence.  A line that names no portion, or
 * several, belongs to none: how it would be split nobody has said.
 *
 * Everything returned lives in the caller's arena.
 *
 * Tested by tests/unit/plan_budget.c.
 */
#include "plan/budget.h"

#include "base/str.h"

struct gathering {
	struct arena *arena;
	const struct reading *reading;
	const struct form_set *set;
	const struct words *words;
	struct budget *budget;
};

static struct figure
figure_of_meaning(const struct reading *reading, enum meaning meaning, int row)
{
	struct figure figure = {.is_known = false};
	const struct result *result = reading_of_meaning(reading, meaning, row);

	if (result)
		figure.is_known = result_pence(result, &figure.pence);
	return figure;
}

/* --- Shares --------------------------------------------------------------- */

static const char *
say(const struct gathering *gathering, const struct wording *wording,
    const char *otherwise)
{
	const char *text =
	    wording_get(wording, words_language(gathering->words));
	struct str filled = STR_EMPTY;

	reading_put_text(&filled, gathering->reading, text ? text : otherwise,
	    gathering->words);
	return str_keep(&filled, gathering->arena);
}

/* A share for each stream, and a last one for lines that name none. */
static struct budget_share *
make_streams(const struct gathering *gathering)
{
	const struct form_set *set = gathering->set;
	struct budget_share *shares = arena_get(
	    gathering->arena, (set->stream_count + 1) * sizeof(*shares));

	for (size_t i = 0; i < set->stream_count; i++) {
		shares[i].id = set->streams[i].id;
		shares[i].label =
		    say(gathering, &set->streams[i].label, set->streams[i].id);
	}
	shares[set->stream_count].label = arena_copy(gathering->arena,
	    words_get(gathering->words, WORD_BUDGET_NOT_SAID));
	return shares;
}

/* The same for the portions, which are rows of their list. */
static struct budget_share *
make_portions(const struct gathering *gathering, size_t *count)
{
	size_t portions = form_find_meaning(gathering->set, MEANS_PORTION);
	const int *rows =
	    reading_rows_of_meaning(gathering->reading, MEANS_PORTION, count);
	struct budget_share *shares =
	    arena_get(gathering->arena, (*count + 1) * sizeof(*shares));

	for (size_t i = 0; i < *count; i++) {
		struct str name = STR_EMPTY;
		reading_put_row_name(&name, gathering->reading, portions,
		    rows[i], gathering->words);
		shares[i].row = rows[i];
		shares[i].label = str_keep(&name, gathering->arena);
		shares[i].given = figure_of_meaning(
		    gathering->reading, MEANS_PORTION_YEAR, rows[i]);
	}
	shares[*count].label = arena_copy(gathering->arena,
	    words_get(gathering->words, WORD_BUDGET_NOT_SAID));
	return shares;
}

static struct budget_share *
stream_of(
    const struct gathering *gathering, struct budget_share *shares, int row)
{
	const struct result *result =
	    reading_of_meaning(gathering->reading, MEANS_LINE_STREAM, row);
	size_t count = gathering->set->stream_count;

	if (result && result->value.kind == VALUE_CODES &&
	    result->value.count == 1)
		for (size_t i = 0; i < count; i++)
			if (text_is(shares[i].id, result->value.codes[0]))
				return &shares[i];
	return &shares[count];
}

static struct budget_share *
portion_of(const struct gathering *gathering, struct budget_share *shares,
    size_t count, int row)
{
	const struct result *result =
	    reading_of_meaning(gathering->reading, MEANS_LINE_PORTION, row);

	if (result && result->value.kind == VALUE_ROWS &&
	    result->value.count == 1)
		for (size_t i = 0; i < count; i++)
			if (shares[i].row == result->value.rows[0])
				return &shares[i];
	return &shares[count];
}

/* Free help and help that is given have no cost to be known. */
static bool
costs_money(const struct reading *reading, int row)
{
	const struct result *cost =
	    reading_of_meaning(reading, MEANS_LINE_YEAR, row);

	return cost && cost->state != STATE_HIDDEN;
}

static void
add_line(struct budget_share *share, struct figure year, struct figure week)
{
	share->lines++;
	if (year.is_known)
		share->year += year.pence;
	if (week.is_known)
		share->week += week.pence;
}

/* The closing share, of what nobody has said, stays away when it is empty. */
static size_t
count_shares(const struct budget_share *shares, size_t count)
{
	return shares[count].lines > 0 ? count + 1 : count;
}

static void
gather_lines(const struct gathering *gathering)
{
	const struct reading *reading = gathering->reading;
	struct budget *budget = gathering->budget;
	size_t portion_count, line_count;
	struct budget_share *streams = make_streams(gathering);
	struct budget_share *portions =
	    make_portions(gathering, &portion_count);
	const int *rows =
	    reading_rows_of_meaning(reading, MEANS_LINE, &line_count);

	budget->lines = (int)line_count;
	for (size_t i = 0; i < line_count; i++) {
		if (!costs_money(reading, rows[i]))
			continue;
		struct figure year =
		    figure_of_meaning(reading, MEANS_LINE_YEAR, rows[i]);
		struct figure week =
		    figure_of_meaning(reading, MEANS_LINE_WEEK, rows[i]);
		add_line(stream_of(gathering, streams, rows[i]), year, week);
		add_line(
		    portion_of(gathering, portions, portion_count, rows[i]),
		    year, week);
		if (!year.is_known)
			budget->lines_without_cost++;
	}
	budget->streams = streams;
	budget->stream_count =
	    count_shares(streams, gathering->set->stream_count);
	budget->portions = portions;
	if (portion_count > 0)
		budget->portion_count = count_shares(portions, portion_count);
}

struct budget
budget_of(struct arena *arena, const struct reading *reading,
    const struct words *words)
{
	const struct result *year =
	    reading_of_meaning(reading, MEANS_BUDGET_YEAR, 0);
	struct budget budget = {
	    .year = figure_of_meaning(reading, MEANS_BUDGET_YEAR, 0),
	    .week = figure_of_meaning(reading, MEANS_BUDGET_WEEK, 0),
	    .planned_year =
		figure_of_meaning(reading, MEANS_BUDGET_PLANNED_YEAR, 0),
	    .planned_week =
		figure_of_meaning(reading, MEANS_BUDGET_PLANNED_WEEK, 0),
	    .left_week = figure_of_meaning(reading, MEANS_BUDGET_LEFT_WEEK, 0),
	    .one_off = figure_of_meaning(reading, MEANS_BUDGET_ONE_OFF, 0),
	    .is_illustrative =
		year && year->trace && year->trace->is_illustrative,
	};
	struct gathering gathering = {
	    .arena = arena,
	    .reading = reading,
	    .set = reading_source(reading)->set,
	    .words = words,
	    .budget = &budget,
	};

	gather_lines(&gathering);
	return budget;
}
