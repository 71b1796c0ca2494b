/*
 * Answers as nodes: a heading and the person's own words for long ones, one
 * line "Label: value" for short ones, a table for a week, and below each what
 * another voice says where it differs.
 *
 * Text is made in strs and copied to the document's arena.  Tested by what
 * the practice people get on paper, tests/pages.
 */
#include "doc/composer.h"

#include "base/money.h"
#include "base/str.h"
#include "plan/trace.h"

/* Copy a finished str to the arena and release it. */
static const char *
keep(struct composer *composer, struct str *str)
{
	const char *copy = arena_copy(composer->arena, str->text);

	str_release(str);
	return copy;
}

void
compose_words(struct composer *composer, enum doc_kind kind,
    enum doc_style style, enum word word)
{
	doc_add_leaf(
	    composer->builder, kind, style, words_get(composer->words, word));
}

void
compose_pair(struct composer *composer, const char *label, const char *value)
{
	if (text_is_blank(value))
		return;
	doc_open(composer->builder, DOC_PARAGRAPH)->style = STYLE_PAIR;
	doc_add_run(composer->builder,
	    arena_format(composer->arena, "%s: ", label), true, NULL);
	doc_add_run(composer->builder, value, false, NULL);
	doc_close(composer->builder);
}

const char *
compose_heading(struct composer *composer, const struct field *field)
{
	struct str text = STR_EMPTY;
	const char *heading = wording_get(&field->paper, composer->language);

	if (heading == NULL)
		heading = wording_get(&field->label, composer->language);
	if (heading == NULL)
		heading = field->id;
	reading_put_text(&text, composer->reading, heading, composer->words);
	return keep(composer, &text);
}

static bool
is_illustrative(const struct composer *composer, const struct result *result)
{
	return !composer->of->is_practice && result->trace != NULL &&
	       result->trace->is_illustrative;
}

const char *
compose_value(struct composer *composer, size_t field, int row)
{
	const struct result *result =
	    reading_result(composer->reading, field, row);
	struct str text = STR_EMPTY;

	if (result->state != STATE_ANSWERED && result->state != STATE_WRONG)
		return NULL;
	reading_put_value(
	    &text, composer->reading, field, row, composer->words);
	if (is_illustrative(composer, result))
		str_format(&text, " (%s)",
		    words_get(composer->words, WORD_DOC_ILLUSTRATIVE));
	return keep(composer, &text);
}

const char *
compose_figure(struct composer *composer, enum meaning meaning)
{
	size_t field = composer->set->by_meaning[meaning];

	return field == NONE ? NULL : compose_value(composer, field, 0);
}

/* A remark on an answer, with what it is about where that is not plain. */
static void
add_note(struct composer *composer, const char *about, struct str *note)
{
	struct str text = STR_EMPTY;

	if (about == NULL)
		str_put(&text, note->text);
	else
		words_put(&text, composer->words, WORD_DOC_ABOUT, about,
		    note->text, NULL);
	doc_add_leaf(composer->builder, DOC_PARAGRAPH, STYLE_NOTE,
	    keep(composer, &text));
	str_release(note);
}

/* "In Delyth's words": only when they are not the person's own. */
static void
compose_whose(
    struct composer *composer, size_t field, int row, const char *about)
{
	const struct address address = {
	    composer->set->fields[field].id, row, VOICE_PERSON};
	const struct answer *answer =
	    plan_answer(reading_source(composer->reading)->plan, &address);
	struct str text = STR_EMPTY;

	if (answer == NULL || text_is_blank(answer->whose))
		return;
	if (text_is_blank(answer->how))
		words_put(&text, composer->words, WORD_DOC_WHOSE, answer->whose,
		    NULL);
	else
		words_put(&text, composer->words, WORD_DOC_WHOSE_HOW,
		    answer->whose, answer->how, NULL);
	add_note(composer, about, &text);
}

const char *
compose_voice_name(const struct composer *composer, enum voice voice)
{
	static const enum word words[VOICE_MAX] = {
	    [VOICE_PERSON] = WORD_DOC_VOICE_PERSON,
	    [VOICE_WORKER] = WORD_DOC_VOICE_WORKER,
	    [VOICE_FAMILY] = WORD_DOC_VOICE_FAMILY,
	    [VOICE_ADVOCATE] = WORD_DOC_VOICE_ADVOCATE,
	    [VOICE_COUNCIL] = WORD_DOC_VOICE_COUNCIL,
	};

	return words_get(composer->words, words[voice]);
}

/* What another voice says here; NULL when it is silent or says the same. */
static const struct answer *
other_answer(struct composer *composer, const struct reading *reading,
    size_t field, int row)
{
	const struct address address = {composer->set->fields[field].id, row,
	    reading_source(reading)->voice};
	const struct answer *answer =
	    plan_answer(reading_source(reading)->plan, &address);
	const char *own = reading_result(composer->reading, field, row)->typed;

	return answer == NULL || text_is(answer->text, own) ? NULL : answer;
}

static void
compose_other_voice(struct composer *composer, const struct reading *reading,
    size_t field, int row, const char *about)
{
	const struct answer *answer =
	    other_answer(composer, reading, field, row);
	struct str value = STR_EMPTY, said = STR_EMPTY, text = STR_EMPTY;

	if (answer == NULL)
		return;
	bool is_alone = text_is_blank(compose_value(composer, field, row));
	const char *who =
	    text_is_blank(answer->whose)
		? compose_voice_name(composer, reading_source(reading)->voice)
		: answer->whose;
	reading_put_value(&value, reading, field, row, composer->words);
	if (text_is_blank(answer->how))
		str_put(&said, value.text);
	else
		words_put(&said, composer->words, WORD_DOC_SAYS_HOW, value.text,
		    answer->how, NULL);
	words_put(&text, composer->words,
	    is_alone ? WORD_DOC_SAYS : WORD_DOC_DIFFERS, who, said.text, NULL);
	add_note(composer, about, &text);
	str_release(&said);
	str_release(&value);
}

bool
compose_has_voices(struct composer *composer, size_t field, int row)
{
	const struct compose_of *of = composer->of;
	const struct address address = {
	    composer->set->fields[field].id, row, VOICE_PERSON};
	const struct answer *own =
	    plan_answer(reading_source(composer->reading)->plan, &address);
	bool has_any = own != NULL && !text_is_blank(own->whose);

	for (size_t i = 1; i < of->reading_count; i++)
		has_any |=
		    other_answer(composer, of->readings[i], field, row) != NULL;
	return has_any;
}

void
compose_voices(
    struct composer *composer, size_t field, int row, const char *about)
{
	compose_whose(composer, field, row, about);
	for (size_t i = 1; i < composer->of->reading_count; i++)
		compose_other_voice(
		    composer, composer->of->readings[i], field, row, about);
}

static void
add_cell(struct composer *composer, const char *text, bool is_header)
{
	struct doc_node *cell = doc_add_leaf(composer->builder, DOC_CELL,
	    is_header ? STYLE_HEADER : STYLE_BODY, text);

	cell->is_header = is_header;
}

/* A heading begins with a capital, a part of a day in a sentence does not. */
static const char *
capital(struct composer *composer, const char *text)
{
	struct str copy = STR_EMPTY;

	str_put(&copy, text);
	if (copy.length > 0 && copy.text[0] >= 'a' && copy.text[0] <= 'z')
		copy.text[0] = (char)(copy.text[0] - 'a' + 'A');
	return keep(composer, &copy);
}

/* A row a day, a column a part of the day. */
static void
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
	doc_open(composer->builder, DOC_ROW)->is_header = true;
	add_cell(composer, words_get(composer->words, WORD_DOC_DAY), true);
	for (size_t part = 0; part < WEEK_PARTS; part++)
		add_cell(composer,
		    capital(composer,
			words_get(composer->words, week_part_word(part))),
		    true);
	doc_close(composer->builder);
	for (size_t day = 0; day < WEEK_DAYS; day++) {
		doc_open(composer->builder, DOC_ROW);
		add_cell(composer,
		    words_get(composer->words, week_day_word(day)), true);
		for (size_t part = 0; part < WEEK_PARTS; part++) {
			const char *text = week.cells[day][part];
			add_cell(composer, text != NULL ? text : "", false);
		}
		doc_close(composer->builder);
	}
	doc_close(composer->builder);
}

bool
compose_field(struct composer *composer, size_t index, int row)
{
	const struct field *field = &composer->set->fields[index];
	const struct result *result =
	    reading_result(composer->reading, index, row);
	const char *value = compose_value(composer, index, row);
	bool has_value = !text_is_blank(value);
	bool is_long = field->type == TYPE_LONG || field->type == TYPE_WEEK;
	const char *heading = compose_heading(composer, field);

	if (field->is_private ||
	    (!has_value && !compose_has_voices(composer, index, row)))
		return false;
	if (is_long)
		doc_add_leaf(
		    composer->builder, DOC_HEADING, STYLE_QUESTION, heading);
	if (!is_long)
		compose_pair(composer, heading, value);
	else if (field->type == TYPE_WEEK && result->state == STATE_ANSWERED)
		compose_week(composer, result->typed);
	else if (has_value)
		doc_add_paragraphs(composer->builder, STYLE_OWN_WORDS, value);
	compose_voices(
	    composer, index, row, has_value || is_long ? NULL : heading);
	return true;
}
