/*
 * What has changed since the last version: a line for each answer that paper
 * shows, with what it was and what it is now.
 *
 * What the person's paper never shows, this paper does not show either.
 * Tested by tests/unit/doc_compose.c.
 */
#include "base/str.h"
#include "doc/composer.h"

static void
add_heading(struct composer *composer, enum word word)
{
	compose_cell(
	    composer, STYLE_HEADER, words_get(composer->words, word), true);
}

/* What it is about, with who says so where that is not the person. */
static const char *
about_of(struct composer *composer, const struct difference *difference)
{
	static const enum word more[DIFFERENCE_KIND_MAX] = {
	    [DIFFERENCE_WHOSE] = WORD_DOC_CHANGES_WHOSE,
	    [DIFFERENCE_ORDER] = WORD_DOC_CHANGES_ORDER,
	};
	bool has_more = difference->kind == DIFFERENCE_WHOSE ||
			difference->kind == DIFFERENCE_ORDER;
	struct str label = STR_EMPTY, text = STR_EMPTY;

	if (difference->voice == VOICE_PERSON)
		str_put(&label, difference->label);
	else
		words_put(&label, composer->words, WORD_DIFFERENCE_VOICE,
		    voice_in(difference->voice, composer->words,
			WORD_DIFFERENCE_VOICE, 1),
		    difference->label, NULL);
	if (!has_more)
		return str_keep(&label, composer->arena);
	words_put(
	    &text, composer->words, more[difference->kind], label.text, NULL);
	str_release(&label);
	return str_keep(&text, composer->arena);
}

static void
add_row(struct composer *composer, const struct difference *difference)
{
	const char *before = difference->before, *after = difference->after;

	if (difference->kind == DIFFERENCE_ROW_NEW)
		after = words_get(composer->words, WORD_DOC_CHANGES_ROW_NEW);
	if (difference->kind == DIFFERENCE_ROW_GONE)
		after = words_get(composer->words, WORD_DOC_CHANGES_ROW_GONE);
	doc_open(composer->builder, DOC_ROW);
	compose_cell(
	    composer, STYLE_BODY, about_of(composer, difference), true);
	compose_cell(composer, STYLE_BODY, before, false);
	compose_cell(composer, STYLE_BODY, after, false);
	doc_close(composer->builder);
}

static void
add_table(struct composer *composer)
{
	static const struct doc_column columns[] = {
	    {1, false}, {1, false}, {1, false}};
	const struct paper_changes *changes = &composer->of->changes;
	struct doc_node *table = doc_open(composer->builder, DOC_TABLE);

	table->columns = columns;
	table->column_count = ARRAY_LENGTH(columns);
	doc_open(composer->builder, DOC_ROW)->is_header = true;
	add_heading(composer, WORD_DOC_CHANGES_ABOUT);
	add_heading(composer, WORD_DOC_CHANGES_BEFORE);
	add_heading(composer, WORD_DOC_CHANGES_NOW);
	doc_close(composer->builder);
	for (size_t i = 0; i < changes->count; i++)
		if (changes->items[i].is_printed)
			add_row(composer, &changes->items[i]);
	doc_close(composer->builder);
}

static bool
has_any(const struct paper_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		if (changes->items[i].is_printed)
			return true;
	return false;
}

void
compose_changes(struct composer *composer)
{
	const struct paper_changes *changes = &composer->of->changes;
	bool is_changed = has_any(changes);
	struct str text = STR_EMPTY;

	if (changes->version == 0) {
		compose_words(composer, DOC_PARAGRAPH, STYLE_BODY,
		    WORD_DOC_CHANGES_NO_VERSION);
		return;
	}
	words_put(&text, composer->words,
	    is_changed ? WORD_DOC_CHANGES_SINCE : WORD_DOC_CHANGES_NONE,
	    numeral_of(changes->version).text, changes->code, NULL);
	doc_add_leaf(composer->builder, DOC_PARAGRAPH, STYLE_BODY, text.text);
	str_release(&text);
	if (is_changed)
		add_table(composer);
}
