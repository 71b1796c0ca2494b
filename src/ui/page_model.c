/*
 * The blocks of a page, in the order of its items.
 *
 * Which blocks there are depends on what the page is about: a plain page, the
 * newest row of a list, each row of a list, or one row that was opened from
 * its list and has a page of its own.  Whatever no reading asks is left out,
 * so a question comes and goes with the answers it depends on.
 *
 * Questions are made in page_model_question.c, lists in page_model_list.c.
 * Tested by tests/unit/ui_page_model.c.
 */
#include "ui/page_model.h"

#include "base/str.h"
#include "form/expr.h"
#include "form/type.h"
#include "ui/page_build.h"

bool
spot_is_same(const struct spot *a, const struct spot *b)
{
	return a->kind == b->kind && a->index == b->index && a->row == b->row &&
	       a->voice == b->voice && a->line == b->line &&
	       a->button == b->button;
}

/* Is it a question's, or one of the buttons between its voices? */
static bool
is_of_question(const struct spot *spot)
{
	switch (spot->kind) {
	case BLOCK_TYPED:
	case BLOCK_CHOICE:
	case BLOCK_WEEK:
		return true;
	case BLOCK_BUTTON:
		return spot->button == BUTTON_KEEP ||
		       spot->button == BUTTON_AGREE ||
		       spot->button == BUTTON_SAME;
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_SUM:
	case BLOCK_LIST:
		break;
	}
	return false;
}

size_t
spot_field(const struct spot *spot)
{
	return is_of_question(spot) || spot->kind == BLOCK_SUM ? spot->index
							       : NONE;
}

bool
spot_shares_question(const struct spot *a, const struct spot *b)
{
	return is_of_question(a) && is_of_question(b) && a->index == b->index &&
	       a->row == b->row;
}

bool
block_is_stop(const struct block *block)
{
	switch (block->spot.kind) {
	case BLOCK_HEADING:
	case BLOCK_PROSE:
		return false;
	case BLOCK_CHOICE:
		return block->choice_count > 0;
	case BLOCK_LIST:
		return block->table->row_count > 0;
	case BLOCK_TYPED:
	case BLOCK_WEEK:
	case BLOCK_SUM:
	case BLOCK_BUTTON:
		break;
	}
	return true;
}

bool
block_is_question(const struct block *block)
{
	return block->spot.kind == BLOCK_TYPED ||
	       block->spot.kind == BLOCK_CHOICE ||
	       block->spot.kind == BLOCK_WEEK;
}

bool
block_is_single(const struct block *block)
{
	return block->most == 1;
}

size_t
block_count_options(const struct block *block)
{
	switch (block->spot.kind) {
	case BLOCK_CHOICE:
		return block->choice_count;
	case BLOCK_LIST:
		return block->table->row_count;
	case BLOCK_WEEK:
		return (size_t)WEEK_DAYS * WEEK_PARTS;
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_TYPED:
	case BLOCK_SUM:
	case BLOCK_BUTTON:
		break;
	}
	return 0;
}

size_t
page_model_find(const struct page_model *model, const struct spot *spot)
{
	for (size_t i = 0; i < model->count; i++)
		if (spot_is_same(&model->blocks[i].spot, spot))
			return i;
	return NONE;
}

size_t
page_model_find_field(const struct page_model *model, size_t field, int row)
{
	for (size_t i = 0; i < model->count; i++) {
		const struct spot *spot = &model->blocks[i].spot;
		if (spot_field(spot) == field && spot->row == row)
			return block_is_stop(&model->blocks[i]) ? i : NONE;
	}
	return NONE;
}

size_t
page_model_next(const struct page_model *model, size_t at)
{
	for (size_t i = at + 1; i < model->count; i++)
		if (block_is_stop(&model->blocks[i]))
			return i;
	return NONE;
}

size_t
page_model_previous(const struct page_model *model, size_t at)
{
	while (at-- > 0)
		if (block_is_stop(&model->blocks[at]))
			return at;
	return NONE;
}

/* Does a field stand on a page, by itself or in a list that does? */
static bool
is_on_page(const struct form_set *set, const struct field *field, size_t page)
{
	if (field->page == page)
		return true;
	return field->repeat != NONE &&
	       set->repeats[field->repeat].page == page;
}

bool
page_counts_money(const struct form_set *set, size_t page)
{
	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = &set->fields[i];
		if (field->is_sum && field->type->takes == TAKES_MONEY &&
		    is_on_page(set, field, page))
			return true;
	}
	return false;
}

struct block *
builder_add(struct page_builder *builder, struct spot spot)
{
	builder->blocks = mem_grow(builder->blocks, builder->count,
	    &builder->capacity, sizeof(*builder->blocks));

	struct block *block = &builder->blocks[builder->count++];
	*block = (struct block){.spot = spot};
	return block;
}

const char *
builder_text(struct page_builder *builder, const struct wording *wording)
{
	const char *text = wording_get(wording, builder->language);
	struct str filled = STR_EMPTY;

	if (!text)
		return NULL;
	if (builder->of->mode == PAGE_TURNED)
		text = builder_unnamed(builder, text);
	reading_put_text(&filled, builder->reading, text, builder->of->words);
	return str_keep(&filled, builder->arena);
}

const char *
builder_word(struct page_builder *builder, enum word word, const char *argument)
{
	struct str text = STR_EMPTY;

	words_put(&text, builder->of->words, word, argument, NULL);
	return str_keep(&text, builder->arena);
}

const char *
builder_say(struct page_builder *builder, const struct wording *wording)
{
	const char *text = builder_text(builder, wording);

	return text == NULL ? NULL
			    : builder_word(builder, WORD_UI_PAGE_SAY, text);
}

static void
add_text(struct page_builder *builder, enum block_kind kind, size_t index,
    const char *text)
{
	if (text)
		builder_add(
		    builder, (struct spot){.kind = kind, .index = index})
		    ->text = text;
}

static void
add_title(struct page_builder *builder)
{
	const struct page_of *of = builder->of;
	struct str title = STR_EMPTY;

	page_put_title(
	    &title, builder->reading, of->words, of->page, of->repeat, of->row);
	add_text(
	    builder, BLOCK_HEADING, NONE, str_keep(&title, builder->arena));
}

/* What the row is, where that is not what the page asks. */
static void
add_row_name(struct page_builder *builder)
{
	const struct page_of *of = builder->of;
	struct str name = STR_EMPTY;

	if (builder->set->pages[of->page].repeat != of->repeat)
		return;
	reading_put_row_name(
	    &name, builder->reading, of->repeat, of->row, of->words);
	add_text(builder, BLOCK_PROSE, NONE, str_keep(&name, builder->arena));
}

/* The newest row's name: which visit these questions are about. */
static void
add_newest_name(struct page_builder *builder, int row)
{
	const struct page *page = &builder->set->pages[builder->of->page];
	struct str name = STR_EMPTY;

	reading_put_row_name(
	    &name, builder->reading, page->repeat, row, builder->of->words);
	add_text(builder, BLOCK_PROSE, NONE, str_keep(&name, builder->arena));
}

static void
add_field(struct page_builder *builder, size_t field, int row)
{
	if (builder->set->fields[field].is_sum)
		builder_add_sum(builder, field, row);
	else
		builder_add_question(builder, field, row);
}

static void
add_add_button(struct page_builder *builder, size_t repeat)
{
	const char *label =
	    builder_text(builder, &builder->set->repeats[repeat].add);
	const struct spot spot = {
	    .kind = BLOCK_BUTTON, .index = repeat, .button = BUTTON_ADD};

	builder_add(builder, spot)->label =
	    label ? label : builder_word(builder, WORD_UI_PAGE_ADD, NULL);
}

static void
add_item(struct page_builder *builder, const struct page_item *item, int newest)
{
	const struct page_of *of = builder->of;

	switch (item->kind) {
	case ITEM_FIELD:
		if (builder->set->fields[item->index].repeat == NONE)
			add_field(builder, item->index, 0);
		else if (newest > 0)
			add_field(builder, item->index, newest);
		break;
	case ITEM_REPEAT:
		for (size_t i = 0; i < of->reading_count; i++)
			if (reading_shows_repeat(
				of->readings[i], item->index)) {
				builder_add_list(builder, item->index);
				add_add_button(builder, item->index);
				break;
			}
		break;
	case ITEM_PROSE:
		if (reading_shows_prose(builder->reading, item->index))
			add_text(builder, BLOCK_PROSE, item->index,
			    builder_text(builder,
				&builder->set->proses[item->index].show));
		break;
	}
}

/* Does the page ask about the newest row of a list that stands elsewhere? */
static bool
is_about_newest(const struct page_builder *builder)
{
	const struct page *page = &builder->set->pages[builder->of->page];

	/* Where the list itself stands, it brings its button. */
	return builder->of->row == 0 && page->rows == PAGE_NEWEST_ROW &&
	       builder->set->repeats[page->repeat].page != builder->of->page;
}

/* Without a row yet, all that the page offers is to make the first. */
static void
add_first_button(struct page_builder *builder)
{
	if (is_about_newest(builder))
		add_add_button(
		    builder, builder->set->pages[builder->of->page].repeat);
}

/* With one, another comes last: Tab and Enter go on and do not begin anew. */
static void
add_further_button(struct page_builder *builder)
{
	const struct plan *plan = reading_source(builder->reading)->plan;
	size_t repeat = builder->set->pages[builder->of->page].repeat;

	if (is_about_newest(builder) &&
	    plan_newest_row(plan, builder->set->repeats[repeat].id) > 0)
		add_add_button(builder, repeat);
}

static void
add_page_items(struct page_builder *builder)
{
	const struct page *page = &builder->set->pages[builder->of->page];
	const struct plan *plan = reading_source(builder->reading)->plan;
	int newest = 0;

	if (page->rows == PAGE_NEWEST_ROW) {
		newest = plan_newest_row(
		    plan, builder->set->repeats[page->repeat].id);
		if (newest > 0)
			add_newest_name(builder, newest);
	} else if (page->rows == PAGE_EACH_ROW &&
		   builder->set->repeats[page->repeat].page !=
		       builder->of->page) {
		builder_add_list(builder, page->repeat);
	}
	for (size_t i = 0; i < page->item_count; i++)
		add_item(builder, &page->items[i], newest);
	if (newest == 0)
		add_first_button(builder);
}

static void
add_row_items(struct page_builder *builder)
{
	const struct page_of *of = builder->of;
	size_t count;
	const size_t *fields = builder_row_fields(builder, of->repeat, &count);

	add_row_name(builder);
	for (size_t i = 0; i < count; i++)
		add_field(builder, fields[i], of->row);
}

/* Is a question that the condition reads on the page? */
static bool
is_about_page(struct page_builder *builder, const struct condition *condition)
{
	for (size_t i = 0; i < condition->read_count; i++) {
		const struct field *field =
		    &builder->set->fields[condition->reads[i]];
		if (!field->is_sum && field->page == builder->of->page)
			return true;
	}
	return false;
}

/* What there is to say about several answers of the page, or about the row. */
static void
add_page_remarks(struct page_builder *builder)
{
	const struct page_of *of = builder->of;

	for (size_t i = 0; i < builder->remark_counts[0]; i++) {
		const struct remark *remark = &builder->remarks[0][i];
		bool is_ours = false;
		if (remark->field != NONE || remark->index == NONE)
			continue;
		if (remark->kind == REMARK_RULE)
			is_ours = of->row != 0 && remark->row == of->row &&
				  builder->set->rules[remark->index].repeat ==
				      of->repeat;
		else if (remark->kind != REMARK_CRITERION)
			is_ours = of->row == 0 &&
				  is_about_page(builder,
				      builder->set->checks[remark->index].that);
		if (!is_ours)
			continue;
		struct note *note = arena_get(builder->arena, sizeof(*note));
		*note = (struct note){
		    remark->kind == REMARK_CHECK ? NOTE_WRONG : NOTE_WARNING,
		    remark->text};
		struct block *block = builder_add(
		    builder, (struct spot){.kind = BLOCK_PROSE, .index = NONE});
		block->notes = note;
		block->note_count = 1;
	}
}

static struct page_model
keep_model(const struct page_builder *builder)
{
	return (struct page_model){
	    .blocks = arena_keep(builder->arena, builder->blocks,
		builder->count, sizeof(*builder->blocks)),
	    .count = builder->count,
	};
}

struct page_model
page_model_of(struct arena *arena, const struct page_of *of)
{
	const struct form_set *set = reading_source(of->readings[0])->set;
	const struct page *page = &set->pages[of->page];
	struct page_builder builder = {
	    .arena = arena,
	    .of = of,
	    .set = set,
	    .reading = of->readings[0],
	    .language = words_language(of->words),
	};

	for (size_t i = 0; i < of->reading_count; i++)
		builder.remarks[i] = reading_remarks(
		    of->readings[i], of->words, &builder.remark_counts[i]);
	if (of->has_title)
		add_title(&builder);
	/* How to begin a list is not how to begin one of its rows. */
	if (of->row == 0 || page->repeat == of->repeat)
		add_text(&builder, BLOCK_PROSE, NONE,
		    builder_say(&builder, &page->say));
	if (of->row != 0)
		add_row_items(&builder);
	else
		add_page_items(&builder);
	if (of->mode == PAGE_TURNED) {
		builder_turn(&builder);
		return keep_model(&builder);
	}
	add_page_remarks(&builder);
	builder_add_ways_on(&builder);
	add_further_button(&builder);

	return keep_model(&builder);
}
