/*
 * The frame of every document: title, language, running lines; and the table
 * of documents.  Which composer fills it stands in doc/documents.def.
 *
 * Tested by what the practice people get on paper, tests/pages.
 */
#include "doc/compose.h"

#include "base/str.h"
#include "doc/composer.h"

static const struct {
	const char *name;
	enum word title;
	void (*compose)(struct composer *composer);
} documents[DOCUMENT_MAX] = {
#define DOCUMENT(id, name, title, compose)                                     \
	[DOCUMENT_##id] = {name, WORD_##title, compose},
#include "doc/documents.def"
#undef DOCUMENT
};

enum document
document_find(const char *name)
{
	enum document document = 0;

	while (
	    document < DOCUMENT_MAX && !text_is(documents[document].name, name))
		document++;
	return document;
}

static const char *
printed_text(struct composer *composer)
{
	struct str date = STR_EMPTY, text = STR_EMPTY;

	date_put(&date, composer->of->printed, composer->words);
	words_put(&text, composer->words, WORD_DOC_PRINTED, date.text, NULL);

	str_release(&date);
	return str_keep(&text, composer->arena);
}

/* A draft, or which version; that it is practice is said of either. */
static const char *
mark_text(struct composer *composer)
{
	static const enum word words[] = {
	    [PAPER_VERSION] = WORD_DOC_VERSION, [PAPER_COPY] = WORD_DOC_COPY};
	const struct compose_of *of = composer->of;
	const struct paper_mark *mark = &of->mark;
	struct str text = STR_EMPTY, whole = STR_EMPTY;

	if (mark->kind == PAPER_DRAFT)
		return words_get(of->words,
		    of->is_practice ? WORD_DOC_PRACTICE : WORD_DOC_DRAFT);
	words_put(&text, of->words,
	    mark->superseded_by > 0 ? WORD_DOC_COPY_OLD : words[mark->kind],
	    numeral_of(mark->version).text, mark->code,
	    numeral_of(mark->superseded_by).text, NULL);
	if (!of->is_practice)
		return str_keep(&text, composer->arena);
	words_put(&whole, of->words, WORD_DOC_PRACTICE_MARK, text.text, NULL);
	str_release(&text);
	return str_keep(&whole, composer->arena);
}

/* Whose plan it is: the full name, or what is known. */
static const char *
name_text(struct composer *composer)
{
	const struct result *name =
	    reading_of_meaning(composer->reading, MEANS_PERSON_NAME, 0);

	if (name && name->state == STATE_ANSWERED)
		return name->value.text;
	return words_get(composer->words, WORD_DOC_NO_NAME);
}

const struct doc *
compose(
    struct arena *arena, enum document document, const struct compose_of *of)
{
	const struct reading *reading = of->readings[0];
	struct composer composer = {
	    .arena = arena,
	    .builder = doc_builder_new(arena),
	    .of = of,
	    .reading = reading,
	    .set = reading_source(reading)->set,
	    .words = of->words,
	    .language = words_language(of->words),
	};
	struct doc *doc = arena_get(arena, sizeof(*doc));
	const char *title = words_get(of->words, documents[document].title);

	compose_read_sentences(&composer);
	doc_open(composer.builder, DOC_DOCUMENT);
	doc_add_leaf(composer.builder, DOC_HEADING, STYLE_TITLE, title);
	documents[document].compose(&composer);
	*doc = (struct doc){
	    .root = doc_finish(composer.builder),
	    .title = title,
	    .language = composer.language,
	    .mark = mark_text(&composer),
	    .name = name_text(&composer),
	    .reference = of->reference,
	    .printed = printed_text(&composer),
	    .page_words = words_get(of->words, WORD_DOC_PAGE),
	    .ticked = words_get(of->words, WORD_DOC_TICKED),
	    .not_ticked = words_get(of->words, WORD_DOC_NOT_TICKED),
	    .write_on = words_get(of->words, WORD_DOC_WRITE_ON),
	};
	doc_builder_free(composer.builder);
	return doc;
}
