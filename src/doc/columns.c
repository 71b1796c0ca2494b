/*
 * Column widths: the least each column needs, the most it could use, and the
 * room in between shared out: a column that wants little gets it, so that
 * names and dates stay on one line, and long texts share what remains by
 * their length, so that they are about as tall.
 * Nothing is kept; the table is read twice.
 * Tested in tests/unit/doc_layout.c.
 */
#include "doc/columns.h"

#include "doc/lines.h"

const char *
node_language(const struct doc_node *node, const char *parent)
{
	return node->language != NULL ? node->language : parent;
}

static void
widen(int *width, int wanted)
{
	if (*width < wanted)
		*width = wanted;
}

static void
measure_columns(const struct metrics *metrics, const struct doc_node *table,
    const char *language, int least[], int full[])
{
	for (size_t r = 0; r < table->child_count; r++) {
		const struct doc_node *row = table->children[r];
		if (row->kind != DOC_ROW)
			continue;
		for (size_t c = 0; c < row->child_count; c++) {
			const struct doc_node *cell = row->children[c];
			const struct line_text text = {
			    .runs = cell->runs,
			    .run_count = cell->run_count,
			    .style = cell->style,
			    .language = node_language(cell, language),
			};
			widen(&least[c], lines_least_width(metrics, &text));
			widen(&full[c], lines_full_width(metrics, &text));
		}
	}
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
 * Give short columns all they wish: those whose text on one line is no wider
 * than an equal part of the width that is left.  Returns the room that is
 * left for the wishes of the others.
 */
static int
serve_short(
    struct columns *columns, const int full[], int wish[], int width, int room)
{
	bool is_served[COLUMNS_MAX] = {false};
	int left = (int)columns->count;

	for (bool goes_on = true; goes_on && left > 0;) {
		goes_on = false;
		for (size_t c = 0; c < columns->count; c++) {
			if (is_served[c] || full[c] > width / left ||
			    wish[c] > room)
				continue;
			columns->width[c] += wish[c];
			width -= full[c];
			room -= wish[c];
			wish[c] = 0;
			is_served[c] = goes_on = true;
			left--;
		}
	}
	return room;
}

bool
columns_fit(const struct metrics *metrics, const struct doc_node *table,
    const char *language, int width, struct columns *columns)
{
	int least[COLUMNS_MAX] = {0}, full[COLUMNS_MAX] = {0};
	int wish[COLUMNS_MAX] = {0}, weight[COLUMNS_MAX] = {0};
	int least_sum = 0, full_sum = 0;

	if (metrics->blocks_only || table->column_count == 0 ||
	    table->column_count > COLUMNS_MAX)
		return false;
	columns->count = table->column_count;
	width -= metrics->cell_gap * ((int)columns->count - 1);
	measure_columns(metrics, table, language, least, full);
	for (size_t c = 0; c < columns->count; c++) {
		least_sum += least[c];
		full_sum += full[c];
		wish[c] = full[c] - least[c];
		weight[c] =
		    table->columns[c].is_number ? 0 : table->columns[c].weight;
	}
	if (least_sum > width)
		return false;
	bool has_room = full_sum <= width;
	for (size_t c = 0; c < columns->count; c++)
		columns->width[c] = has_room ? full[c] : least[c];
	if (has_room)
		share_out(columns, weight, width - full_sum);
	else
		share_out(columns, wish,
		    serve_short(columns, full, wish, width, width - least_sum));
	for (size_t c = 0, x = 0; c < columns->count; c++) {
		columns->x[c] = (int)x;
		x += (size_t)(columns->width[c] + metrics->cell_gap);
	}
	return true;
}
