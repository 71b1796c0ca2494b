/*
 * Column widths: the least each column needs, the most it could use, and the
 * room in between shared out so that the table is as low as it can be: first
 * by what each column could use, then by moving room from one column to
 * another as long as that saves lines.  How many lines a text takes is
 * reckoned from its length, not set; the table is measured once.
 *
 * Tested by tests/unit/doc_layout.c.
 */
#include "doc/columns.h"

#include "base/mem.h"
#include "doc/lines.h"

/* What the columns of a table need; the last two are for each cell. */
struct needs {
	const struct metrics *metrics;
	size_t count; /* of columns */
	int least[COLUMNS_MAX], full[COLUMNS_MAX];
	int (*cells)[COLUMNS_MAX]; /* the width of each cell on one line */
	size_t row_count;
};

const char *
node_language(const struct doc_node *node, const char *parent)
{
	return node->language ? node->language : parent;
}

static void
widen(int *width, int wanted)
{
	if (*width < wanted)
		*width = wanted;
}

static void
measure_row(
    struct needs *needs, const struct doc_node *row, const char *language)
{
	int *cells = needs->cells[needs->row_count++];

	for (size_t c = 0; c < row->child_count && c < needs->count; c++) {
		const struct doc_node *cell = row->children[c];
		const struct line_text text = {
		    .runs = cell->runs,
		    .run_count = cell->run_count,
		    .style = cell->style,
		    .language = node_language(cell, language),
		};
		cells[c] = lines_full_width(needs->metrics, &text);
		widen(&needs->full[c], cells[c]);
		widen(
		    &needs->least[c], lines_least_width(needs->metrics, &text));
	}
}

static int
sum_of(const int widths[], size_t count)
{
	int sum = 0;

	for (size_t c = 0; c < count; c++)
		sum += widths[c];
	return sum;
}

/* Share `room` among the columns by their shares; the first gets the rest. */
static void
share_out(struct columns *columns, const int share[], int room)
{
	long total = 0;
	int given = 0;

	for (size_t c = 0; c < columns->count; c++)
		total += share[c];
	if (total == 0)
		return;
	for (size_t c = 0; c < columns->count; c++) {
		int part = (int)((long)room * share[c] / total);
		columns->width[c] += part;
		given += part;
	}
	columns->width[0] += room - given;
}

/*
 * Lines end where the next word would not fit: of each as much is lost as half
 * a word, and words are half as long as the longest, or longer.
 */
static int
reckon_lines(int full, int width, int least)
{
	int used = width - least / 3;

	return full <= width ? 1 : (full + used - 1) / used;
}

/*
 * How good widths are, less being better: above all the table's height, then
 * how many cells are broken at all.
 */
static long
reckon_cost(const struct needs *needs, const int widths[])
{
	enum { HEIGHT = 4 };
	long cost = 0;

	for (size_t r = 0; r < needs->row_count; r++) {
		int tallest = 0;
		for (size_t c = 0; c < needs->count; c++) {
			int lines = reckon_lines(
			    needs->cells[r][c], widths[c], needs->least[c]);
			if (lines > tallest)
				tallest = lines;
			cost += lines;
		}
		cost += (long)tallest * HEIGHT;
	}
	return cost;
}

/* Move `step` from one column to another where that is best; or nowhere. */
static bool
move_once(const struct needs *needs, int widths[], int step)
{
	long best = reckon_cost(needs, widths);
	size_t from = needs->count, to = needs->count;

	for (size_t a = 0; a < needs->count; a++)
		for (size_t b = 0; b < needs->count; b++) {
			if (a == b || widths[a] - step < needs->least[a])
				continue;
			widths[a] -= step;
			widths[b] += step;
			long cost = reckon_cost(needs, widths);
			widths[a] += step;
			widths[b] -= step;
			if (cost < best) {
				best = cost;
				from = a;
				to = b;
			}
		}
	if (from == needs->count)
		return false;
	widths[from] -= step;
	widths[to] += step;
	return true;
}

/* More text than room: as low a table as moving room about can make it. */
static void
fit_tight(const struct needs *needs, struct columns *columns, int room)
{
	enum { FIRST_PART = 4, LAST_PART = 64 };
	int wish[COLUMNS_MAX] = {0};

	for (size_t c = 0; c < needs->count; c++) {
		columns->width[c] = needs->least[c];
		wish[c] = needs->full[c] - needs->least[c];
	}
	share_out(columns, wish, room);
	for (int part = FIRST_PART; part <= LAST_PART; part *= 2)
		while (room / part > 0 &&
		       move_once(needs, columns->width, room / part))
			continue;
}

/* Everything fits on one line: the rest is shared by weight. */
static void
fit_loose(const struct needs *needs, struct columns *columns,
    const struct doc_node *table, int room)
{
	int weight[COLUMNS_MAX] = {0};

	for (size_t c = 0; c < needs->count; c++) {
		columns->width[c] = needs->full[c];
		weight[c] =
		    table->columns[c].is_number ? 0 : table->columns[c].weight;
	}
	share_out(columns, weight, room);
}

bool
columns_fit(const struct metrics *metrics, const struct doc_node *table,
    const char *language, int width, struct columns *columns)
{
	struct needs needs = {.metrics = metrics, .count = table->column_count};

	if (metrics->blocks_only || table->column_count == 0 ||
	    table->column_count > COLUMNS_MAX)
		return false;
	needs.cells = mem_new(table->child_count * sizeof(*needs.cells));
	for (size_t r = 0; r < table->child_count; r++)
		if (table->children[r]->kind == DOC_ROW &&
		    !doc_row_is_more(table, r))
			measure_row(&needs, table->children[r], language);

	columns->count = table->column_count;
	width -= metrics->cell_gap * ((int)columns->count - 1);
	int room = width - sum_of(needs.least, needs.count);
	int spare = width - sum_of(needs.full, needs.count);
	if (spare >= 0)
		fit_loose(&needs, columns, table, spare);
	else if (room >= 0)
		fit_tight(&needs, columns, room);
	mem_free(needs.cells);
	for (size_t c = 0, x = 0; c < columns->count; c++) {
		columns->x[c] = (int)x;
		x += (size_t)(columns->width[c] + metrics->cell_gap);
	}
	return room >= 0;
}
