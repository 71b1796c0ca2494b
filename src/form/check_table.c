/*
 * Checking tables: every number between the first row and the last has one
 * answer.
 *
 * Owns the rules of rows: ascending, without gaps and overlaps, in whole
 * units.  Refuses to look anything up (sum.c).
 *
 * Tested by tests/unit/form_check.c.
 */
#include "form/check.h"

#include "form/loader.h"

/* Complain of a row, pointing at the one before it. */
static void
complain_rows(struct loader *loader, const struct table_row *before,
    const struct table_row *row, enum word word)
{
	report_add(loader->report, SEVERITY_ERROR, row->place, word,
	    loader_place_text(loader, before->place), NULL);
}

static bool
is_whole_in(
    struct loader *loader, const struct exact *number, const struct exact *unit)
{
	return exact_is_whole(exact_divide(loader->arena, number, unit));
}

/* Where the row after this one must begin, or NULL if that is open. */
static const struct exact *
end_of(struct loader *loader, const struct table *table,
    const struct table_row *row)
{
	if (!row->to || !table->unit)
		return NULL;
	return exact_add(loader->arena, row->to, table->unit);
}

static void
check_row(struct loader *loader, const struct table *table, size_t i)
{
	const struct table_row *row = &table->rows[i];

	if (row->to && exact_compare(row->to, row->from) < 0) {
		loader_complain(
		    loader, row->place, WORD_LOAD_ROW_BACKWARDS, NULL);
		return;
	}
	if (row->to && table->is_linear)
		loader_complain(loader, row->place, WORD_LOAD_ROW_LINEAR, NULL);
	if (table->unit &&
	    (!is_whole_in(loader, row->from, table->unit) ||
		(row->to && !is_whole_in(loader, row->to, table->unit))))
		loader_complain(loader, row->place, WORD_LOAD_ROW_UNIT, NULL);
	if (i == 0)
		return;
	const struct table_row *before = &table->rows[i - 1];
	if (exact_compare(row->from, before->from) <= 0) {
		complain_rows(loader, before, row, WORD_LOAD_ROW_ORDER);
		return;
	}
	if (before->to && exact_compare(row->from, before->to) <= 0) {
		complain_rows(loader, before, row, WORD_LOAD_ROW_OVERLAP);
		return;
	}
	const struct exact *end = end_of(loader, table, before);
	if (end && exact_compare(row->from, end) > 0)
		complain_rows(loader, before, row, WORD_LOAD_ROW_GAP);
}

static void
check_table(struct loader *loader, const struct table *table)
{
	bool has_ends = false;

	for (size_t i = 0; i < table->row_count; i++) {
		check_row(loader, table, i);
		has_ends |= table->rows[i].to != NULL;
	}
	if (has_ends && !table->is_linear && !table->unit)
		loader_complain(
		    loader, table->place, WORD_LOAD_UNIT_MISSING, table->id);
	if (table->is_linear && table->row_count == 1)
		loader_complain(loader, table->rows[0].place,
		    WORD_LOAD_ROW_ALONE, table->id);
}

void
check_tables(struct loader *loader)
{
	for (size_t i = 0; i < loader->set->table_count; i++)
		check_table(loader, &loader->set->tables[i]);
}
