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
#include "form/type.h"
#include "plan/trace.h"

void
compose_words(struct composer *composer, enum doc_kind kind,
    enum doc_style style, enum word word)
{
	doc_add_leaf(
	    composer->builder, kind, style, words_get(composer->words, word));
}

void
compose_cell(struct composer *composer, enum doc_style style, const char *text,
    bool is_header)
{
	doc_add_leaf(composer->builder, DOC_CELL, style, text ? text : "")
	    ->is_header = is_header;
}

void
compose_open_prose(struct composer *composer, enum doc_style style)
{
	if (composer->is_in_table)
		doc_open(composer->builder, DOC_ROW);
	doc_open(
	    composer->builder, composer->is_in_table ? DOC_CELL : DOC_PARAGRAPH)
	    ->style = style;
}

void
compose_close_prose(struct composer *composer)
{
	doc_close(composer->builder);
	if (composer->is_in_table)
		doc_close(composer->builder);
}

void
compose_pair(struct composer *composer, const char *label, const char *value)
{
	if (text_is_blank(value))
		return;
	compose_open_prose(composer, STYLE_PAIR);
	doc_add_run(composer->builder,
	    arena_format(composer->arena, "%s: ", label), true, NULL);
	doc_add_run(composer->builder, value, false, NULL);
	compose_close_prose(composer);
}

static void
add_note(struct composer *composer, struct str *note)
{
	compose_open_prose(composer, STYLE_NOTE);
	doc_add_run(
	    composer->builder, str_keep(note, composer->arena), false, NULL);
	compose_close_prose(composer);
}

/* "In Delyth's words": only when they are not the person's own. */
static void
compose_whose(
    struct composer *composer, size_t field, int row, const char *about)
{
	const struct answer *answer =
	    reading_answer(composer->reading, field, row, VOICE_PERSON);
	struct str text = STR_EMPTY;

	if (!answer || text_is_blank(answer->whose))
		return;
	if (text_is_blank(answer->how))
		words_put(&text, composer->words,
		    about == NULL ? WORD_DOC_WHOSE : WORD_DOC_WHOSE_OF,
		    answer->whose, about, NULL);
	else
		words_put(&text, composer->words,
		    about == NULL ? WORD_DOC_WHOSE_HOW : WORD_DOC_WHOSE_HOW_OF,
		    answer->whose, answer->how, about, NULL);
	add_note(composer, &text);
}

/* What another voice says here; NULL when it is silent or says the same. */
static const struct answer *
other_answer(struct composer *composer, const struct reading *reading,
    size_t field, int row)
{
	const struct answer *answer =
	    reading_answer(reading, field, row, reading_source(reading)->voice);
	const char *own = reading_result(composer->reading, field, row)->typed;

	return !answer || text_is(answer->text, own) ? NULL : answer;
}

static void
compose_other_voice(struct composer *composer, const struct reading *reading,
    size_t field, int row, const char *about)
{
	const struct answer *answer =
	    other_answer(composer, reading, field, row);
	struct str said = STR_EMPTY, text = STR_EMPTY;

	if (!answer)
		return;
	bool is_alone = text_is_blank(compose_value(composer, field, row));
	enum word word = is_alone ? WORD_DOC_SAYS : WORD_DOC_DIFFERS;
	if (about)
		word = is_alone ? WORD_DOC_SAYS_OF : WORD_DOC_DIFFERS_ON;
	const char *who = text_is_blank(answer->whose)
			      ? voice_in(reading_source(reading)->voice,
				    composer->words, word, 1)
			      : answer->whose;
	const char *value = compose_value_of(composer, reading, field, row);
	if (text_is_blank(answer->how))
		str_put(&said, value);
	else
		words_put(&said, composer->words, WORD_DOC_SAYS_HOW, value,
		    answer->how, NULL);
	words_put(&text, composer->words, word, who, said.text, about, NULL);
	add_note(composer, &text);
	str_release(&said);
}

bool
compose_has_voices(struct composer *composer, size_t field, int row)
{
	const struct compose_of *of = composer->of;
	const struct answer *own =
	    reading_answer(composer->reading, field, row, VOICE_PERSON);
	bool has_any = own && !text_is_blank(own->whose);

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

static bool
has_sentence(const struct field *field)
{
	return field->sentence.count > 0;
}

void
compose_short(struct composer *composer, size_t index, int row)
{
	const char *value = compose_value(composer, index, row);
	const char *sentence = compose_sentence(composer, index, row);

	if (text_is_blank(value) || compose_is_said(composer, index, row))
		return;
	if (!sentence) {
		compose_pair(composer,
		    compose_heading(composer, &composer->set->fields[index]),
		    value);
		return;
	}
	compose_open_prose(composer, STYLE_PAIR);
	compose_add_sentence(composer, sentence);
	compose_close_prose(composer);
}

/* How to talk with the person is looked for at a glance: an item each. */
static void
compose_choices(struct composer *composer, const struct field *field,
    const char *heading, const struct value *value)
{
	doc_add_leaf(composer->builder, DOC_HEADING, STYLE_QUESTION, heading);
	doc_open(composer->builder, DOC_LIST);
	for (size_t i = 0; i < value->count; i++)
		doc_add_leaf(composer->builder, DOC_ITEM, STYLE_PAIR,
		    compose_capital(
			composer, compose_choice(composer, field, value, i)));
	doc_close(composer->builder);
}

/* Whose words they are, if not the person's, is on the same page. */
static void
add_own_words(
    struct composer *composer, size_t index, int row, const char *value)
{
	struct doc_node *last =
	    doc_add_paragraphs(composer->builder, STYLE_OWN_WORDS, value);

	if (last)
		last->keeps_with_next =
		    compose_has_voices(composer, index, row);
}

bool
compose_field(struct composer *composer, size_t index, int row)
{
	const struct field *field = &composer->set->fields[index];
	const struct result *result =
	    reading_result(composer->reading, index, row);
	const char *value = compose_value(composer, index, row);
	bool has_value = !text_is_blank(value);
	bool is_long = (field->type->way == WAY_TEXT && !has_sentence(field)) ||
		       field->type->way == WAY_WEEK;
	bool is_below =
	    is_long || (has_value && !compose_is_said(composer, index, row));
	const char *heading = compose_heading(composer, field);

	if (field->is_private ||
	    (!has_value && !compose_has_voices(composer, index, row)))
		return false;
	if (is_long)
		doc_add_leaf(
		    composer->builder, DOC_HEADING, STYLE_QUESTION, heading);
	if (field->meaning == MEANS_PERSON_COMMUNICATION &&
	    result->value.count > 1)
		compose_choices(composer, field, heading, &result->value);
	else if (!is_long)
		compose_short(composer, index, row);
	else if (field->type->way == WAY_WEEK &&
		 result->state == STATE_ANSWERED)
		compose_week(composer, result->typed);
	else if (has_value)
		add_own_words(composer, index, row, value);
	compose_voices(composer, index, row, is_below ? NULL : heading);
	return true;
}
