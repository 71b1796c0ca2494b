/*
 * Lists as tables, lists or blocks, and whole parts of the plan.
 *
 * A table has a column for every field printed as a column that anybody
 * answered; what else a row holds stands below its cells, across the table.
 * The walk over a part follows the forms' own order.  Tested by
 * tests/unit/doc_compose.c and by what the practice people get on paper,
 * tests/pages.
 */
#include "doc/composer.h"

#include "base/str.h"
#include "doc/columns.h"
#include "form/type.h"

/* The rows of a list and the fields that are printed of them. */
struct listing {
	const struct repeat *repeat;
	const int *rows;
	size_t row_count;
	const size_t *columns; /* fields that are columns */
	size_t column_count;
	const size_t *others; /* printed fields that are not */
	size_t other_count;
};

static bool
is_answered_anywhere(
    struct composer *composer, size_t field, const int *rows, size_t row_count)
{
	for (size_t i = 0; i < row_count; i++)
		if (!text_is_blank(compose_value(composer, field, rows[i])) ||
		    compose_has_voices(composer, field, rows[i]))
			return true;
	return false;
}

static struct listing
list_of(struct composer *composer, size_t repeat)
{
	const struct repeat *source = &composer->set->repeats[repeat];
	struct listing listing = {.repeat = source};
	size_t *columns =
	    arena_get(composer->arena, source->field_count * sizeof(*columns));
	size_t *others =
	    arena_get(composer->arena, source->field_count * sizeof(*others));

	listing.rows =
	    reading_rows(composer->reading, repeat, &listing.row_count);
	for (size_t i = 0; i < source->field_count; i++) {
		size_t index = source->fields[i];
		const struct field *field = &composer->set->fields[index];
		if (field->printing == PRINT_NO || field->is_private ||
		    !is_answered_anywhere(
			composer, index, listing.rows, listing.row_count))
			continue;
		if (source->printing == PRINT_TABLE &&
		    field->printing == PRINT_COLUMN &&
		    listing.column_count < COLUMNS_MAX)
			columns[listing.column_count++] = index;
		else
			others[listing.other_count++] = index;
	}
	listing.columns = columns;
	listing.others = others;
	return listing;
}

/* What stands below a column: the plan's own sum of it, if it has one. */
static const char *
column_total(struct composer *composer, const struct field *field)
{
	static const struct {
		enum meaning column, total;
	} totals[] = {
	    {MEANS_LINE_WEEK, MEANS_BUDGET_PLANNED_WEEK},
	    {MEANS_LINE_YEAR, MEANS_BUDGET_PLANNED_YEAR},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(totals); i++)
		if (field->meaning == totals[i].column)
			return compose_figure(composer, totals[i].total);
	return NULL;
}

static void
add_total_row(struct composer *composer, const struct listing *listing)
{
	bool has_total = false;

	for (size_t c = 0; c < listing->column_count; c++)
		has_total |=
		    column_total(composer,
			&composer->set->fields[listing->columns[c]]) != NULL;
	if (!has_total)
		return;
	doc_open(composer->builder, DOC_ROW);
	for (size_t c = 0; c < listing->column_count; c++) {
		const struct field *field =
		    &composer->set->fields[listing->columns[c]];
		compose_cell(composer, STYLE_HEADER,
		    c == 0 ? words_get(composer->words, WORD_DOC_TOTAL)
			   : column_total(composer, field),
		    c == 0);
	}
	doc_close(composer->builder);
}

/* Is there anything of the row that its table does not hold? */
static bool
has_others(struct composer *composer, const struct listing *listing, int row)
{
	for (size_t i = 0; i < listing->other_count; i++)
		if (!text_is_blank(
			compose_value(composer, listing->others[i], row)) ||
		    compose_has_voices(composer, listing->others[i], row))
			return true;
	for (size_t i = 0; i < listing->column_count; i++)
		if (compose_has_voices(composer, listing->columns[i], row))
			return true;
	return false;
}

/* Who sees the answers of a row differently, each with what it is about. */
static void
compose_row_voices(struct composer *composer, const size_t *fields,
    size_t field_count, int row)
{
	for (size_t i = 0; i < field_count; i++) {
		const struct field *field = &composer->set->fields[fields[i]];
		if (field->type->way != WAY_WEEK &&
		    compose_has_voices(composer, fields[i], row))
			compose_voices(composer, fields[i], row,
			    compose_heading(composer, field));
	}
}

/* One short answer as a sentence of its own: "Paid from: my savings. " */
static void
add_short(struct composer *composer, size_t index, int row, const char *value)
{
	const char *sentence = compose_sentence(composer, index, row);
	const struct field *field = &composer->set->fields[index];

	if (!sentence)
		sentence = arena_format(composer->arena, "%s: %s",
		    compose_heading(composer, field), value);
	compose_add_sentence(
	    composer, arena_format(composer->arena, "%s%s ", sentence,
			  compose_ends_sentence(sentence) ? "" : "."));
}

/* The short answers of a row in one paragraph: "Kind: ...  Paid from: ...". */
static void
compose_row_pairs(struct composer *composer, const struct listing *listing,
    int row, const char *name)
{
	bool has_any = false;

	for (size_t i = 0; i < listing->other_count; i++) {
		size_t index = listing->others[i];
		const struct field *field = &composer->set->fields[index];
		const char *value = compose_value(composer, index, row);
		/* The row's name is an answer of its own: not twice. */
		if (text_is_blank(value) || text_is(value, name) ||
		    type_is_long(field->type) ||
		    compose_is_said(composer, index, row))
			continue;
		if (!has_any)
			compose_open_prose(composer,
			    composer->is_in_table ? STYLE_BODY : STYLE_PAIR);
		has_any = true;
		add_short(composer, index, row, value);
	}
	if (has_any)
		compose_close_prose(composer);
}

/* What the columns do not hold of a row: in its table, or under its name. */
static void
compose_row_others(struct composer *composer, const struct listing *listing,
    int row, const char *name)
{
	compose_row_pairs(composer, listing, row, name);
	for (size_t i = 0; i < listing->other_count; i++) {
		size_t index = listing->others[i];
		const struct field *field = &composer->set->fields[index];
		const char *value = compose_value(composer, index, row);
		if (field->type->way == WAY_TEXT && !text_is(value, name))
			compose_short(composer, index, row);
	}
	compose_row_voices(
	    composer, listing->columns, listing->column_count, row);
	compose_row_voices(
	    composer, listing->others, listing->other_count, row);
}

static const char *
row_name(struct composer *composer, const struct listing *listing, int row)
{
	struct str name = STR_EMPTY;

	reading_put_row_name(&name, composer->reading,
	    (size_t)(listing->repeat - composer->set->repeats), row,
	    composer->words);
	return str_keep(&name, composer->arena);
}

static void
add_headings(struct composer *composer, const struct listing *listing,
    struct doc_column *columns)
{
	doc_open(composer->builder, DOC_ROW)->is_header = true;
	for (size_t c = 0; c < listing->column_count; c++) {
		const struct field *field =
		    &composer->set->fields[listing->columns[c]];
		columns[c] = (struct doc_column){
		    .weight = field->type->way == WAY_TEXT ? 3 : 1,
		    .is_number = type_is_figure(field->type),
		};
		compose_cell(composer, STYLE_HEADER,
		    compose_heading(composer, field), true);
	}
	doc_close(composer->builder);
}

/* The cells of a row; its name is heavy where more is said below it. */
static void
add_row(struct composer *composer, const struct listing *listing, int row,
    bool is_strong)
{
	doc_open(composer->builder, DOC_ROW);
	for (size_t c = 0; c < listing->column_count; c++) {
		const char *value =
		    compose_value(composer, listing->columns[c], row);
		doc_open(composer->builder, DOC_CELL)->is_header = c == 0;
		doc_add_run(composer->builder, value ? value : "",
		    is_strong && c == 0 && value, NULL);
		doc_close(composer->builder);
	}
	doc_close(composer->builder);
}

static void
compose_table(struct composer *composer, const struct listing *listing)
{
	struct doc_column *columns = arena_get(
	    composer->arena, listing->column_count * sizeof(*columns));
	struct doc_node *table = doc_open(composer->builder, DOC_TABLE);
	bool has_more = false;

	table->columns = columns;
	table->column_count = listing->column_count;
	for (size_t r = 0; r < listing->row_count; r++)
		has_more |= has_others(composer, listing, listing->rows[r]);
	add_headings(composer, listing, columns);
	for (size_t r = 0; r < listing->row_count; r++) {
		int row = listing->rows[r];
		add_row(composer, listing, row, has_more);
		composer->is_in_table = true;
		compose_row_others(
		    composer, listing, row, row_name(composer, listing, row));
		composer->is_in_table = false;
	}
	add_total_row(composer, listing);
	doc_close(composer->builder);
}

/* A row under its name. */
static void
compose_row_block(
    struct composer *composer, const struct listing *listing, int row)
{
	const char *name = row_name(composer, listing, row);

	if (!has_others(composer, listing, row))
		return;
	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	doc_add_leaf(composer->builder, DOC_HEADING, STYLE_ENTRY, name);
	compose_row_others(composer, listing, row, name);
	doc_close(composer->builder);
}

/* The weeks of a row, which are tables of their own. */
static void
compose_row_weeks(
    struct composer *composer, const struct listing *listing, int row)
{
	for (size_t i = 0; i < listing->other_count; i++) {
		size_t index = listing->others[i];
		if (composer->set->fields[index].type->way != WAY_WEEK ||
		    text_is_blank(compose_value(composer, index, row)))
			continue;
		doc_open(composer->builder, DOC_SECTION);
		doc_add_leaf(composer->builder, DOC_HEADING, STYLE_ENTRY,
		    row_name(composer, listing, row));
		compose_field(composer, index, row);
		doc_close(composer->builder);
	}
}

/* A row an item: its answers, the first bare, the others with labels. */
static void
compose_items(struct composer *composer, const struct listing *listing)
{
	doc_open(composer->builder, DOC_LIST);
	for (size_t r = 0; r < listing->row_count; r++) {
		bool is_first = true;
		if (!has_others(composer, listing, listing->rows[r]))
			continue;
		doc_open(composer->builder, DOC_ITEM);
		for (size_t i = 0; i < listing->other_count; i++) {
			size_t index = listing->others[i];
			const char *value =
			    compose_value(composer, index, listing->rows[r]);
			if (text_is_blank(value))
				continue;
			if (!is_first)
				doc_add_run(composer->builder,
				    arena_format(composer->arena, "; %s: ",
					compose_heading(composer,
					    &composer->set->fields[index])),
				    false, NULL);
			doc_add_run(composer->builder, value, false, NULL);
			is_first = false;
		}
		doc_close(composer->builder);
	}
	doc_close(composer->builder);
}

static const char *
repeat_heading(struct composer *composer, const struct repeat *repeat)
{
	const struct wording *wordings[] = {
	    &repeat->paper, &repeat->title, &repeat->label};
	struct str text = STR_EMPTY;
	const char *heading = NULL;

	for (size_t i = 0; i < ARRAY_LENGTH(wordings) && !heading; i++)
		heading = wording_get(wordings[i], composer->language);
	reading_put_text(&text, composer->reading,
	    heading ? heading : repeat->id, composer->words);
	return str_keep(&text, composer->arena);
}

/* A list in the way its forms say: table, list or blocks. */
static bool
compose_repeat(struct composer *composer, size_t repeat)
{
	struct listing listing = list_of(composer, repeat);

	if (listing.row_count == 0 ||
	    listing.column_count + listing.other_count == 0 ||
	    listing.repeat->printing == PRINT_NO)
		return false;
	doc_open(composer->builder, DOC_SECTION);
	doc_add_leaf(composer->builder, DOC_HEADING, STYLE_QUESTION,
	    repeat_heading(composer, listing.repeat));
	if (listing.column_count > 0)
		compose_table(composer, &listing);
	else if (listing.repeat->printing == PRINT_LIST)
		compose_items(composer, &listing);
	else
		for (size_t r = 0; r < listing.row_count; r++)
			compose_row_block(composer, &listing, listing.rows[r]);
	for (size_t r = 0; r < listing.row_count; r++)
		compose_row_weeks(composer, &listing, listing.rows[r]);
	doc_close(composer->builder);
	return true;
}

static bool
compose_prose(struct composer *composer, const struct prose *prose)
{
	struct str text = STR_EMPTY;

	reading_put_text(&text, composer->reading,
	    wording_get(&prose->show, composer->language), composer->words);
	doc_add_paragraphs(composer->builder, STYLE_BODY, text.text);
	str_release(&text);
	return true;
}

/* Something on a page, if it belongs to the part and is printed. */
static bool
compose_item(
    struct composer *composer, const struct page_item *item, enum part part)
{
	const struct form_set *set = composer->set;

	switch (item->kind) {
	case ITEM_FIELD: {
		const struct field *field = &set->fields[item->index];
		if (field->part != part || field->printing == PRINT_NO ||
		    field->repeat != NONE)
			return false;
		return compose_field(composer, item->index, 0);
	}
	case ITEM_REPEAT:
		return set->repeats[item->index].part == part &&
		       reading_shows_repeat(composer->reading, item->index) &&
		       compose_repeat(composer, item->index);
	case ITEM_PROSE: {
		const struct prose *prose = &set->proses[item->index];
		return prose->part == part && prose->is_printed &&
		       reading_shows_prose(composer->reading, item->index) &&
		       compose_prose(composer, prose);
	}
	}
	return false;
}

static bool
compose_page(struct composer *composer, const struct page *page, enum part part)
{
	bool has_any = false;

	for (size_t i = 0; i < page->item_count;) {
		size_t figures = compose_figures(
		    composer, &page->items[i], page->item_count - i, part);
		if (figures == 0)
			has_any |=
			    compose_item(composer, &page->items[i++], part);
		has_any |= figures > 0;
		i += figures;
	}
	return has_any;
}

bool
compose_part_items(struct composer *composer, enum part part)
{
	const struct form_set *set = composer->set;
	bool has_any = false;

	for (size_t f = 0; f < set->form_count; f++)
		for (size_t p = 0; p < set->forms[f].page_count; p++) {
			const struct page *page =
			    &set->pages[set->forms[f].pages[p]];
			if (page->printing == PRINT_NO)
				continue;
			has_any |= compose_page(composer, page, part);
		}
	return has_any;
}

static enum word
part_heading(enum part part)
{
	static const enum word headings[PART_MAX] = {
#define PART(id, name, word) [PART_##id] = WORD_##word,
#include "form/parts.def"
#undef PART
	};

	return headings[part];
}

bool
compose_part(struct composer *composer, enum part part)
{
	doc_open(composer->builder, DOC_SECTION);
	compose_words(composer, DOC_HEADING, STYLE_PART, part_heading(part));

	bool has_any = compose_part_items(composer, part);
	if (has_any)
		doc_close(composer->builder);
	else
		doc_drop(composer->builder);
	return has_any;
}
