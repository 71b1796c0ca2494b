/*
 * The week grid as a table: a row a day, a column a part of the day.
 *
 * Tested by what the practice people get on paper, tests/pages.
 */
#include "base/attr.h"
#include "doc/composer.h"
#include "form/week.h"

void
compose_week(struct composer *composer, const char *typed)
{
	static const struct doc_column columns[WEEK_PARTS + 1] = {
	    {1, false}, {2, false}, {2, false}, {2, false}};
	struct week week;

	if (!week_read(composer->arena, typed, &week, NULL))
		return;

	struct doc_node *table = doc_open(composer->builder, DOC_TABLE);
	table->columns = columns;
	table->column_count = ARRAY_LENGTH(columns);
	table->keeps_together = true;
	doc_open(composer->builder, DOC_ROW)->is_header = true;
	compose_cell(composer, STYLE_HEADER,
	    words_get(composer->words, WORD_DOC_DAY), true);
	for (size_t part = 0; part < WEEK_PARTS; part++)
		compose_cell(composer, STYLE_HEADER,
		    compose_capital(composer,
			words_get(composer->words, week_part_word(part))),
		    true);
	doc_close(composer->builder);
	for (size_t day = 0; day < WEEK_DAYS; day++) {
		doc_open(composer->builder, DOC_ROW);
		compose_cell(composer, STYLE_HEADER,
		    words_get(composer->words, week_day_word(day)), true);
		for (size_t part = 0; part < WEEK_PARTS; part++)
			compose_cell(
			    composer, STYLE_BODY, week.cells[day][part], false);
		doc_close(composer->builder);
	}
	doc_close(composer->builder);
}
