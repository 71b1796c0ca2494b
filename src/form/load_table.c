/*
 * Reading tables and rates: figures that sums look up.
 *
 * Owns the shape of their lines.  Refuses to judge whether the rows of a
 * table meet (check_table.c).
 *
 * Tested by tests/unit/form_load.c.
 */
#include "form/loader.h"

#include <string.h>

#include "base/attr.h"

/* --- Tables --------------------------------------------------------------- */

static void
read_way(struct loader *loader, const struct record_line *line, void *member)
{
	static const char *const names[] = {"step", "linear"};
	bool *is_linear = member;

	*is_linear =
	    loader_choose(loader, line, names, ARRAY_LENGTH(names)) == 1;
}

static void
read_unit(struct loader *loader, const struct record_line *line, void *member)
{
	const struct exact **unit = member;

	*unit = loader_figure(loader, line->value, line->place);
	if (*unit && exact_sign(*unit) <= 0) {
		loader_complain(
		    loader, line->place, WORD_LOAD_UNIT, line->value);
		*unit = NULL;
	}
}

/* "10" or "10 to 14"; false after a complaint. */
static bool
read_range(struct loader *loader, const struct record_part *part,
    struct table_row *row)
{
	const char *to = strstr(part->text, " to ");

	if (!to) {
		row->from = loader_figure(loader, part->text, part->place);
		return row->from != NULL;
	}
	const char *from =
	    arena_copy_n(loader->arena, part->text, (size_t)(to - part->text));
	row->from = loader_figure(loader, from, part->place);
	row->to = loader_figure(loader, to + strlen(" to "), part->place);
	return row->from && row->to;
}

static void
read_row(struct loader *loader, const struct record_line *line, void *member)
{
	struct record_part parts[2];
	struct table_row row = {.place = line->place};

	(void)member;
	if (record_split(loader->arena, line, parts, 2) != 2) {
		loader_complain(loader, line->place, WORD_LOAD_ROW_SHAPE, NULL);
		return;
	}
	bool has_range = read_range(loader, &parts[0], &row);
	row.value = loader_figure(loader, parts[1].text, parts[1].place);
	if (!has_range || !row.value)
		return;
	struct table_row *slot = loader_grow(&loader->rows, sizeof(*slot));
	*slot = row;
}

static void
begin_table(struct loader *loader, const struct entry *entry)
{
	struct table *table = entry->object;

	(void)loader;
	table->id = entry->id;
	table->place = entry->lines[0].key_place;
}

static void
end_table(struct loader *loader, const struct entry *entry)
{
	struct table *table = entry->object;

	table->rows = loader_keep(
	    loader, &loader->rows, sizeof(*table->rows), &table->row_count);
}

const struct kind_rule loader_table_rule = {
    .size = sizeof(struct table),
    .shelf = KIND_TABLE,
    .begin = begin_table,
    .end = end_table,
    .keys =
	{
	    [KEY_LABEL] = {loader_read_wording, offsetof(struct table, label)},
	    [KEY_READ] = {read_way, offsetof(struct table, is_linear)},
	    [KEY_ROW] = {read_row, 0},
	    [KEY_UNIT] = {read_unit, offsetof(struct table, unit)},
	    [KEY_BELOW] = {loader_read_figure, offsetof(struct table, below)},
	    [KEY_ABOVE] = {loader_read_figure, offsetof(struct table, above)},
	},
};

/* --- Rates ---------------------------------------------------------------- */

/* Values stand by their first day, in whatever order they are written. */
static void
put_value(struct loader *loader, struct rate_value value, struct place place)
{
	struct rate_value *slot = loader_grow(&loader->rows, sizeof(*slot));
	struct rate_value *values = loader->rows.items;
	size_t i = loader->rows.count - 1;

	for (; i > 0 && date_compare(values[i - 1].from, value.from) >= 0;
	     i--) {
		if (date_compare(values[i - 1].from, value.from) == 0)
			loader_complain(
			    loader, place, WORD_LOAD_VALUE_DAY_TWICE, NULL);
		values[i] = values[i - 1];
	}
	values[i] = value;
}

static void
read_value(struct loader *loader, const struct record_line *line, void *member)
{
	struct record_part parts[2];
	struct rate_value value;

	(void)member;
	if (record_split(loader->arena, line, parts, 2) != 2) {
		loader_complain(
		    loader, line->place, WORD_LOAD_VALUE_SHAPE, NULL);
		return;
	}
	value.value = loader_figure(loader, parts[0].text, parts[0].place);
	bool has_day =
	    loader_day(loader, parts[1].text, parts[1].place, &value.from);
	if (value.value && has_day)
		put_value(loader, value, parts[1].place);
}

static void
begin_rate(struct loader *loader, const struct entry *entry)
{
	struct rate *rate = entry->object;

	(void)loader;
	rate->id = entry->id;
	rate->place = entry->lines[0].key_place;
}

static void
end_rate(struct loader *loader, const struct entry *entry)
{
	struct rate *rate = entry->object;

	rate->values = loader_keep(
	    loader, &loader->rows, sizeof(*rate->values), &rate->value_count);
}

const struct kind_rule loader_rate_rule = {
    .size = sizeof(struct rate),
    .shelf = KIND_RATE,
    .begin = begin_rate,
    .end = end_rate,
    .keys =
	{
	    [KEY_LABEL] = {loader_read_wording, offsetof(struct rate, label)},
	    [KEY_SOURCE] = {loader_read_wording, offsetof(struct rate, source)},
	    [KEY_CHECKED] = {loader_read_day, offsetof(struct rate, checked)},
	    [KEY_VALUE] = {read_value, 0},
	},
};
