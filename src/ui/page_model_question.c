/*
 * Questions and sums as blocks: what is asked, and what was answered.  What
 * there is to say about it is added by page_model_note.c.
 *
 * A question is answered by the person first; an option that asks for words is
 * a block of its own behind it, and so is what page_model_voice.c adds.  What
 * is shown of an answer comes from its reading; what was typed is never
 * changed.
 *
 * Tested by tests/unit/ui_page_model.c.
 */
#include "base/str.h"
#include "ui/page_build.h"

static bool
has_code(const struct value *value, const char *code)
{
	for (size_t i = 0; value->kind == VALUE_CODES && i < value->count; i++)
		if (text_is(value->codes[i], code))
			return true;
	return false;
}

static void
set_options(struct page_builder *builder, struct block *block,
    const struct field *field, const struct value *value)
{
	struct choice *choices =
	    arena_get(builder->arena, field->option_count * sizeof(*choices));

	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];
		const char *label = builder_text(builder, &option->label);
		choices[i] = (struct choice){
		    .label = label ? label : option->code,
		    .code = option->code,
		    .is_chosen = has_code(value, option->code),
		    .is_exclusive = option->is_exclusive,
		    .is_other = option->is_other,
		};
	}
	block->choices = choices;
	block->choice_count = field->option_count;
	block->other = value->kind == VALUE_CODES ? value->other : NULL;
	block->most = field->type->takes == TAKES_MANY ? field->most : 1;
}

/* The rows of the other list, by their names. */
static void
set_rows(struct page_builder *builder, struct block *block,
    const struct field *field, const struct value *value)
{
	size_t count;
	const int *rows =
	    reading_rows(builder->reading, field->rows_of, &count);
	struct choice *choices =
	    arena_get(builder->arena, count * sizeof(*choices));

	for (size_t i = 0; i < count; i++) {
		struct str name = STR_EMPTY;
		reading_put_row_name(&name, builder->reading, field->rows_of,
		    rows[i], builder->of->words);
		choices[i] = (struct choice){
		    .label = str_keep(&name, builder->arena),
		    .code = arena_format(builder->arena, "%d", rows[i]),
		};
		for (size_t j = 0;
		     value->kind == VALUE_ROWS && j < value->count; j++)
			choices[i].is_chosen |= value->rows[j] == rows[i];
	}
	block->choices = choices;
	block->choice_count = count;
	block->most = field->most;
}

/* What an offer looks like to people. */
static void
set_offer(struct page_builder *builder, struct block *block,
    const struct field *field, const char *offer)
{
	struct value value;
	struct str text = STR_EMPTY;

	if (!offer || field->type->way == WAY_WEEK ||
	    field->type->takes == TAKES_ROWS)
		return;
	value_read(builder->arena, field, offer,
	    reading_source(builder->reading)->today, &value, NULL);
	reading_put_read(
	    &text, builder->reading, field, &value, offer, builder->of->words);
	block->offer = str_keep(&text, builder->arena);
	block->offer_typed = arena_copy(builder->arena, offer);
}

/* What was typed, and what it looks like while nobody types. */
static void
set_typed(struct page_builder *builder, struct block *block, const char *typed)
{
	const struct spot *spot = &block->spot;
	const struct reading *reading =
	    builder_reading_of(builder, spot->voice);
	const struct result *result =
	    reading_result(reading, spot->index, spot->row);
	struct str shown = STR_EMPTY;

	block->typed = arena_copy(builder->arena, typed ? typed : "");
	block->shown = block->edited = block->typed;
	if (!typed || result->state != STATE_ANSWERED ||
	    block->type->way == WAY_WEEK)
		return;
	reading_put_value(
	    &shown, reading, spot->index, spot->row, builder->of->words);
	block->shown = str_keep(&shown, builder->arena);
}

/* Is it typed in one line, and means something else than its words? */
static bool
is_value(const struct type *type)
{
	return type->way == WAY_LINE && (type->takes & TAKES_TEXT) == 0;
}

/*
 * A value that means the same as people read it is edited so; one that was not
 * understood, as it was typed.
 */
static const char *
value_as_written(struct page_builder *builder, const struct block *block,
    const struct field *field, const struct value *value)
{
	struct date today = reading_source(builder->reading)->today;
	struct value read;

	value_read(builder->arena, field, block->shown, today, &read, NULL);
	return read.kind == value->kind && text_is(read.text, value->text)
		   ? block->shown
		   : block->typed;
}

static enum block_kind
kind_of(const struct field *field, bool is_week)
{
	if (field->type->way == WAY_CHOICE)
		return BLOCK_CHOICE;
	if (field->type->way == WAY_WEEK && is_week)
		return BLOCK_WEEK;
	return BLOCK_TYPED;
}

/* What is asked, or in another voice's block whose voice it is. */
static void
set_words(struct page_builder *builder, struct block *block,
    const struct field *field)
{
	const struct spot *spot = &block->spot;

	if (spot->voice != VOICE_PERSON) {
		block->label = builder_voice_heading(
		    builder, spot->index, spot->row, spot->voice);
		block->hint =
		    builder_word(builder, WORD_UI_PAGE_VOICE_HINT, NULL);
		return;
	}
	if (builder->of->open.voice != VOICE_PERSON &&
	    builder_opens(builder, spot->index, spot->row))
		block->says = builder_voice_heading(
		    builder, spot->index, spot->row, VOICE_PERSON);
	block->label = builder_text(builder, &field->label);
	if (!block->label)
		block->label = field->id;
	block->is_required = field->required == REQUIRED_FOR_AGREEMENT;
	block->say = builder_say(builder, &field->say);
	block->hint = builder_text(builder, &field->hint);
}

void
builder_add_line(struct page_builder *builder, struct spot spot,
    enum answer_line line, enum word label, const char *text)
{
	spot.kind = BLOCK_TYPED;
	spot.line = line;

	struct block *block = builder_add(builder, spot);
	block->label = builder_word(builder, label, NULL);
	block->type = &type_line;
	block->typed = arena_copy(builder->arena, text ? text : "");
	block->shown = block->edited = block->typed;
}

void
builder_add_answer(
    struct page_builder *builder, size_t index, int row, enum voice voice)
{
	const struct field *field = &builder->set->fields[index];
	const struct result *result =
	    reading_result(builder->reading, index, row);
	const char *typed = result->typed;
	struct value value;
	struct week week = {0};

	if (voice != VOICE_PERSON) {
		const struct answer *own =
		    reading_answer(builder->reading, index, row, voice);
		typed = own == NULL ? NULL : own->text;
	}
	value_read(builder->arena, field, typed,
	    reading_source(builder->reading)->today, &value, NULL);
	bool is_week =
	    field->type->way == WAY_WEEK &&
	    (!typed || week_read(builder->arena, typed, &week, NULL));
	const struct spot spot = {
	    .kind = kind_of(field, is_week),
	    .index = index,
	    .row = row,
	    .voice = voice,
	};
	struct block *block = builder_add(builder, spot);
	block->type = field->type;
	block->look = field->look;
	block->is_long = type_is_long(field->type);
	block->week = week;
	set_words(builder, block, field);
	set_typed(builder, block, typed);
	block->is_value = spot.kind == BLOCK_TYPED && is_value(field->type);
	if (block->is_value)
		block->edited = value_as_written(builder, block, field, &value);
	if (spot.kind == BLOCK_CHOICE && field->type->takes == TAKES_ROWS)
		set_rows(builder, block, field, &value);
	else if (spot.kind == BLOCK_CHOICE)
		set_options(builder, block, field, &value);
	if (voice == VOICE_PERSON && result->state == STATE_OPEN)
		set_offer(builder, block, field,
		    reading_offer(builder->reading, spot.index, spot.row,
			builder->language));
	builder_add_notes(builder, block, typed);

	bool asks_other = false;
	for (size_t i = 0; i < block->choice_count; i++)
		asks_other |=
		    block->choices[i].is_other && block->choices[i].is_chosen;
	if (asks_other)
		builder_add_line(builder, spot, LINE_OTHER, WORD_UI_PAGE_OTHER,
		    block->other);
}

void
builder_add_question(struct page_builder *builder, size_t field, int row)
{
	const struct page_of *of = builder->of;

	if (!readings_show_field(of->readings, of->reading_count, field, row))
		return;
	builder_add_answer(builder, field, row, VOICE_PERSON);
	if (builder_opens(builder, field, row))
		builder_add_open(builder, field, row);
}

/* --- Sums ----------------------------------------------------------------- */

/*
 * A figure that is printed, or that has a name of its own in every plan; what
 * is neither is a step on the way to another.
 */
static bool
is_shown_sum(const struct field *field)
{
	return field->printing != PRINT_NO || field->meaning != MEANING_MAX;
}

void
builder_add_sum(struct page_builder *builder, size_t index, int row)
{
	const struct field *field = &builder->set->fields[index];
	const struct result *result =
	    reading_result(builder->reading, index, row);
	struct str text = STR_EMPTY;

	if (!is_shown_sum(field) ||
	    !reading_shows_field(builder->reading, index, row))
		return;

	struct block *block = builder_add(builder,
	    (struct spot){.kind = BLOCK_SUM, .index = index, .row = row});
	block->label = builder_text(builder, &field->label);
	if (result->state == STATE_ANSWERED)
		reading_put_value(
		    &text, builder->reading, index, row, builder->of->words);
	else
		str_put(
		    &text, words_get(builder->of->words, WORD_UI_PAGE_UNKNOWN));
	bool is_invented = result->trace && result->trace->is_illustrative &&
			   !builder->of->is_practice;
	if (is_invented)
		str_format(&text, "  %s",
		    words_get(builder->of->words, WORD_DOC_ILLUSTRATIVE));
	block->text = str_keep(&text, builder->arena);
}
