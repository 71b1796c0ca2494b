/*
 * Where everybody signs: each agrees, agrees in part or does not; and what is
 * decided is written down by who decides, as long as no sum is agreed.
 *
 * Whoever is named in the plan is named here; who is known not to be there has
 * no place to sign.  Nobody need sign what they do not agree with.  Tested by
 * tests/unit/doc_compose.c and tests/pages.
 */
#include "base/str.h"
#include "doc/composer.h"

static const char *
fill(struct composer *composer, enum word word, const char *name)
{
	struct str text = STR_EMPTY;

	words_put(&text, composer->words, word, name, NULL);
	return str_keep(&text, composer->arena);
}

static void
add_blank(struct composer *composer, enum word word)
{
	compose_words(composer, DOC_BLANK, STYLE_BODY, word);
}

/* Another line for the one above it. */
static void
add_line(struct composer *composer)
{
	doc_add_leaf(composer->builder, DOC_BLANK, STYLE_BODY, "");
}

static void
add_short_blank(struct composer *composer, enum word word)
{
	doc_add_leaf(composer->builder, DOC_BLANK, STYLE_BODY,
	    words_get(composer->words, word))
	    ->is_short = true;
}

static void
add_ticks(struct composer *composer, const enum word *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		compose_words(composer, DOC_TICK, STYLE_BODY, words[i]);
}

/* One person's place to say what they think of it, and to sign. */
static void
compose_signature(struct composer *composer, const char *heading, bool is_named)
{
	static const enum word choices[] = {
	    WORD_DOC_SIGN_AGREE, WORD_DOC_SIGN_IN_PART, WORD_DOC_SIGN_NOT};

	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	doc_add_leaf(composer->builder, DOC_HEADING, STYLE_ENTRY, heading);
	add_ticks(composer, choices, ARRAY_LENGTH(choices));
	add_blank(composer, WORD_DOC_SIGN_WHY);
	add_line(composer);
	if (!is_named)
		add_blank(composer, WORD_DOC_SIGN_NAME);
	add_blank(composer, WORD_DOC_SIGN_SIGNED);
	add_short_blank(composer, WORD_DOC_SIGN_DATE);
	doc_close(composer->builder);
}

static void
compose_unnamed(struct composer *composer, enum word heading)
{
	compose_signature(composer, words_get(composer->words, heading), false);
}

static void
compose_person(struct composer *composer)
{
	const char *name = compose_figure(composer, MEANS_PERSON_NAME);

	if (text_is_blank(name))
		compose_unnamed(composer, WORD_DOC_SIGN_PERSON);
	else
		compose_signature(composer,
		    fill(composer, WORD_DOC_SIGN_PERSON_NAMED, name), true);
}

/* Nobody, if the person speaks alone. */
static void
compose_speaker(struct composer *composer)
{
	const struct result *speaker =
	    reading_of_meaning(composer->reading, MEANS_SPEAKER, 0);
	const char *name = compose_figure(composer, MEANS_SPEAKER);

	if (!text_is_blank(name))
		compose_signature(composer,
		    fill(composer, WORD_DOC_SIGN_SPEAKER_NAMED, name), true);
	else if (!speaker || speaker->state == STATE_OPEN)
		compose_unnamed(composer, WORD_DOC_SIGN_REPRESENTATIVE);
}

/* Each signs for what they offer to do; nobody, if nobody was named. */
static void
compose_carers(struct composer *composer)
{
	size_t carers = composer->set->by_meaning[MEANS_CARER];
	size_t name = composer->set->by_meaning[MEANS_CARER_NAME], count;
	const int *rows =
	    reading_rows_of_meaning(composer->reading, MEANS_CARER, &count);

	if (carers == NONE || name == NONE ||
	    (count == 0 && reading_shows_repeat(composer->reading, carers)))
		compose_unnamed(composer, WORD_DOC_SIGN_CARER);
	for (size_t i = 0; name != NONE && i < count; i++) {
		const char *who = compose_value(composer, name, rows[i]);
		if (!text_is_blank(who))
			compose_signature(composer,
			    fill(composer, WORD_DOC_SIGN_CARER_NAMED, who),
			    true);
	}
}

/* The decision, to be written on the paper by who decides. */
static void
compose_decision(struct composer *composer)
{
	static const enum word choices[] = {WORD_DOC_DECIDE_AGREE,
	    WORD_DOC_DECIDE_IN_PART, WORD_DOC_DECIDE_NOT_YET,
	    WORD_DOC_DECIDE_REFUSE};

	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	compose_words(
	    composer, DOC_HEADING, STYLE_QUESTION, WORD_DOC_DECIDE_HEADING);
	add_ticks(composer, choices, ARRAY_LENGTH(choices));
	add_blank(composer, WORD_DOC_DECIDE_REASONS);
	add_line(composer);
	add_line(composer);
	add_blank(composer, WORD_DOC_DECIDE_CONDITIONS);
	add_line(composer);
	add_blank(composer, WORD_DOC_DECIDE_SUM);
	add_blank(composer, WORD_DOC_DECIDE_FROM);
	add_blank(composer, WORD_DOC_SIGN_NAME);
	add_blank(composer, WORD_DOC_SIGN_SIGNED);
	add_short_blank(composer, WORD_DOC_SIGN_DATE);
	doc_close(composer->builder);
}

static void
compose_challenge(struct composer *composer)
{
	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	compose_words(
	    composer, DOC_HEADING, STYLE_QUESTION, WORD_DOC_CHALLENGE_HEADING);
	compose_words(
	    composer, DOC_PARAGRAPH, STYLE_BODY, WORD_DOC_CHALLENGE_HOW);
	for (size_t i = 0; i < composer->set->contact_count; i++) {
		const struct contact *contact = &composer->set->contacts[i];
		if (contact->purposes & (1U << FOR_COMPLAINTS))
			compose_contact(composer, contact);
	}
	doc_close(composer->builder);
}

/* What would make a plan fail, as long as nothing is decided. */
static void
compose_criteria(struct composer *composer)
{
	const struct form_set *set = composer->set;
	bool has_any = false;

	doc_open(composer->builder, DOC_SECTION);
	compose_words(
	    composer, DOC_HEADING, STYLE_QUESTION, WORD_DOC_CRITERIA_HEADING);
	doc_open(composer->builder, DOC_LIST);
	for (size_t i = 0; i < set->criterion_count; i++) {
		const char *refused =
		    wording_get(&set->criteria[i].refused, composer->language);
		struct str text = STR_EMPTY;
		if (!refused)
			continue;
		has_any = true;
		reading_put_text(
		    &text, composer->reading, refused, composer->words);
		doc_add_leaf(
		    composer->builder, DOC_ITEM, STYLE_PAIR, text.text);
		str_release(&text);
	}
	doc_close(composer->builder);
	if (has_any)
		doc_close(composer->builder);
	else
		doc_drop(composer->builder);
}

void
compose_agreement(struct composer *composer)
{
	bool is_decided = compose_figure(composer, MEANS_DECISION_YEAR) != NULL;

	doc_open(composer->builder, DOC_SECTION);
	compose_words(
	    composer, DOC_HEADING, STYLE_PART, WORD_DOC_PART_AGREEMENT);
	compose_part_items(composer, PART_AGREEMENT);
	if (!is_decided)
		compose_criteria(composer);
	compose_challenge(composer);
	doc_open(composer->builder, DOC_SECTION);
	compose_words(
	    composer, DOC_HEADING, STYLE_QUESTION, WORD_DOC_SIGN_HEADING);
	doc_add_leaf(composer->builder, DOC_PARAGRAPH, STYLE_BODY,
	    words_get(composer->words, WORD_DOC_SIGN_NOTE))
	    ->keeps_with_next = true;
	compose_person(composer);
	compose_speaker(composer);
	compose_carers(composer);
	compose_unnamed(composer, WORD_DOC_SIGN_WORKER);
	doc_close(composer->builder);
	if (!is_decided)
		compose_decision(composer);
	doc_close(composer->builder);
}
