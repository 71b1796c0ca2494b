/*
 * Lists as tables: which columns they have, and what stands in each cell.
 *
 * Columns are the fields that are columns on paper too; a list that names
 * none shows its first few questions.  Tested by tests/unit/ui_page_model.c.
 */
#include "base/str.h"
#include "form/type.h"
#include "ui/page_build.h"

enum { COLUMNS_OTHERWISE = 3 };

const size_t *
builder_row_fields(struct page_builder *builder, size_t repeat, size_t *count)
{
	const struct repeat *list = &builder->set->repeats[repeat];
	size_t *fields =
	    arena_get(builder->arena, list->field_count * sizeof(*fields));

	*count = 0;
	for (size_t i = 0; i < list->field_count; i++) {
		const struct field *field =
		    &builder->set->fields[list->fields[i]];
		if (field->page == builder->of->page)
			fields[(*count)++] = list->fields[i];
	}
	if (*count > 0)
		return fields;
	/* The list stands alone here; its questions are on other pages. */
	*count = list->field_count;
	return list->fields;
}

/* Is a field asked, or a sum known, in any row? */
static bool
is_in_any_row(struct page_builder *builder, size_t field, size_t repeat)
{
	const struct page_of *of = builder->of;
	size_t count;
	const int *rows = reading_rows(builder->reading, repeat, &count);

	for (size_t i = 0; i < count; i++)
		if (readings_show_field(
			of->readings, of->reading_count, field, rows[i]))
			return true;
	return count == 0;
}

/* The fields that are columns, at most all of the list. */
static size_t
choose_columns(struct page_builder *builder, size_t repeat, size_t *columns)
{
	size_t field_count, count = 0;
	const size_t *fields =
	    builder_row_fields(builder, repeat, &field_count);

	for (size_t i = 0; i < field_count; i++)
		if (builder->set->fields[fields[i]].printing == PRINT_COLUMN &&
		    is_in_any_row(builder, fields[i], repeat))
			columns[count++] = fields[i];
	if (count > 0)
		return count;
	for (size_t i = 0; i < field_count && count < COLUMNS_OTHERWISE; i++)
		if (!builder->set->fields[fields[i]].is_sum &&
		    is_in_any_row(builder, fields[i], repeat))
			columns[count++] = fields[i];
	return count;
}

/* The plan's own sum of a column, if it has one and it is known. */
static const char *
column_total(struct page_builder *builder, const struct field *field)
{
	static const struct {
		enum meaning column, total;
	} totals[] = {
	    {MEANS_LINE_WEEK, MEANS_BUDGET_PLANNED_WEEK},
	    {MEANS_LINE_YEAR, MEANS_BUDGET_PLANNED_YEAR},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(totals); i++) {
		size_t total = form_find_meaning(builder->set, totals[i].total);
		if (field->meaning != totals[i].column || total == NONE ||
		    reading_result(builder->reading, total, 0)->state !=
			STATE_ANSWERED)
			continue;
		struct str text = STR_EMPTY;
		reading_put_value(
		    &text, builder->reading, total, 0, builder->of->words);
		return str_keep(&text, builder->arena);
	}
	return NULL;
}

static const char *
cell_text(struct page_builder *builder, size_t index, int row)
{
	const struct result *result =
	    reading_result(builder->reading, index, row);
	struct str text = STR_EMPTY;

	if (result->state == STATE_ANSWERED || result->state == STATE_WRONG)
		reading_put_value(
		    &text, builder->reading, index, row, builder->of->words);
	else if (result->state == STATE_OPEN &&
		 builder->set->fields[index].is_sum)
		str_put(&text,
		    words_get(builder->of->words, WORD_UI_PAGE_UNKNOWN_SHORT));
	return str_keep(&text, builder->arena);
}

static const char *
row_name(struct page_builder *builder, size_t repeat, int row)
{
	struct str name = STR_EMPTY;

	reading_put_row_name(
	    &name, builder->reading, repeat, row, builder->of->words);
	return str_keep(&name, builder->arena);
}

/* Is there anything to say about a row's answers, by any voice's reading? */
static bool
has_remarks(struct page_builder *builder, size_t repeat, int row)
{
	const struct form_set *set = builder->set;

	for (size_t i = 0; i < builder->of->reading_count; i++)
		for (size_t j = 0; j < builder->remark_counts[i]; j++) {
			const struct remark *remark = &builder->remarks[i][j];
			if (remark->row != row)
				continue;
			if (remark->kind == REMARK_RULE &&
			    set->rules[remark->index].repeat == repeat)
				return true;
			if (remark->field != NONE &&
			    set->fields[remark->field].repeat == repeat)
				return true;
		}
	return false;
}

/* NONE is the column of what the rows are called. */
static struct table_column
column_of(struct page_builder *builder, size_t index)
{
	if (index == NONE)
		return (struct table_column){.heading = ""};

	const struct field *field = &builder->set->fields[index];
	const char *heading = builder_text(builder, &field->paper);
	if (!heading)
		heading = builder_text(builder, &field->label);
	return (struct table_column){
	    .heading = heading ? heading : field->id,
	    .is_figure = type_is_figure(field->type),
	    .total = column_total(builder, field),
	};
}

static const struct table_view *
table_of(struct page_builder *builder, size_t repeat)
{
	struct arena *arena = builder->arena;
	const struct repeat *list = &builder->set->repeats[repeat];
	struct table_view *table = arena_get(arena, sizeof(*table));
	size_t *columns =
	    arena_get(arena, (list->field_count + 1) * sizeof(*columns));
	size_t count = choose_columns(builder, repeat, columns + 1);
	/* Away from its own page, and without columns, a row needs a name. */
	bool is_named = count == 0 || list->page != builder->of->page;

	columns[0] = NONE;
	columns += is_named ? 0 : 1;
	table->column_count = count + (is_named ? 1 : 0);
	table->columns =
	    arena_get(arena, table->column_count * sizeof(*table->columns));
	for (size_t c = 0; c < table->column_count; c++)
		table->columns[c] = column_of(builder, columns[c]);

	table->rows = reading_rows(builder->reading, repeat, &table->row_count);
	bool *remarks = arena_get(arena, table->row_count * sizeof(*remarks));
	table->cells = arena_get(arena,
	    table->row_count * table->column_count * sizeof(*table->cells));
	for (size_t r = 0; r < table->row_count; r++) {
		int row = table->rows[r];
		remarks[r] = has_remarks(builder, repeat, row);
		for (size_t c = 0; c < table->column_count; c++)
			table->cells[r * table->column_count + c] =
			    columns[c] == NONE
				? row_name(builder, repeat, row)
				: cell_text(builder, columns[c], row);
	}
	table->remarks = remarks;
	return table;
}

void
builder_add_list(struct page_builder *builder, size_t repeat)
{
	const struct repeat *list = &builder->set->repeats[repeat];
	bool is_own = list->page == builder->of->page;
	struct block *block = builder_add(
	    builder, (struct spot){.kind = BLOCK_LIST, .index = repeat});

	if (is_own) {
		block->label = builder_text(builder, &list->label);
		block->is_required = list->required == REQUIRED_FOR_AGREEMENT;
		block->say = builder_say(builder, &list->say);
		block->hint = builder_text(builder, &list->hint);
	}
	block->table = table_of(builder, repeat);
}
