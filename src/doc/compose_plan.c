/*
 * The support plan: the person's own document.
 *
 * Page 1 says how to talk and write to the person; then come their own words
 * part by part as the forms have them, the money against the sum, how the sum
 * came about, who to ring, what the plan must say, and where everybody signs,
 * agreeing, agreeing in part or not agreeing.  A part without answers is not
 * printed; a sum that is not known is not shown as nought.
 *
 * Tested by tests/pages.
 */
#include "base/money.h"
#include "base/str.h"
#include "doc/composer.h"
#include "plan/trace.h"

/* Label and figure, if it is known. */
static void
compose_figure_line(
    struct composer *composer, enum word label, enum meaning meaning)
{
	compose_pair(composer, words_get(composer->words, label),
	    compose_figure(composer, meaning));
}

/* The same, but for a sum that is not known: what is still missing. */
static void
compose_planned(struct composer *composer)
{
	const struct result *planned =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_PLANNED_WEEK, 0);
	struct str text = STR_EMPTY;

	if (planned == NULL || planned->state == STATE_ANSWERED ||
	    planned->trace == NULL) {
		compose_figure_line(
		    composer, WORD_DOC_PLANNED_WEEK, MEANS_BUDGET_PLANNED_WEEK);
		return;
	}
	trace_put_unknown(
	    &text, planned->trace, composer->reading, composer->words);
	compose_pair(composer,
	    words_get(composer->words, WORD_DOC_PLANNED_WEEK),
	    arena_copy(composer->arena, text.text));
	str_release(&text);
}

/* What is left, or by how much the plan goes beyond the sum. */
static void
compose_left(struct composer *composer)
{
	const struct result *left =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_LEFT_WEEK, 0);
	struct str text = STR_EMPTY;
	int64_t pence;

	if (left == NULL || !result_pence(left, &pence) || pence >= 0) {
		compose_figure_line(
		    composer, WORD_DOC_LEFT_WEEK, MEANS_BUDGET_LEFT_WEEK);
		return;
	}
	money_put(&text, -pence);
	compose_pair(composer, words_get(composer->words, WORD_DOC_OVER_WEEK),
	    arena_copy(composer->arena, text.text));
	str_release(&text);
}

static void
compose_one_off(struct composer *composer)
{
	const struct result *once =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_ONE_OFF, 0);
	int64_t pence;

	if (once != NULL && result_pence(once, &pence) && pence != 0)
		compose_figure_line(
		    composer, WORD_DOC_ONE_OFF, MEANS_BUDGET_ONE_OFF);
}

static void
compose_told_by(struct composer *composer)
{
	const char *who = compose_figure(composer, MEANS_BUDGET_TOLD_BY);
	struct str text = STR_EMPTY;

	if (text_is_blank(who))
		return;
	words_put(&text, composer->words, WORD_DOC_TOLD_BY, who, NULL);
	doc_add_leaf(composer->builder, DOC_PARAGRAPH, STYLE_NOTE, text.text);
	str_release(&text);
}

/* The sum, what is planned and what is left, before the lines. */
static void
compose_money(struct composer *composer)
{
	doc_open(composer->builder, DOC_SECTION);
	compose_words(composer, DOC_HEADING, STYLE_PART, WORD_DOC_PART_MONEY);
	compose_figure_line(composer, WORD_DOC_SUM_YEAR, MEANS_BUDGET_YEAR);
	compose_figure_line(composer, WORD_DOC_SUM_WEEK, MEANS_BUDGET_WEEK);
	compose_told_by(composer);
	if (compose_figure(composer, MEANS_BUDGET_YEAR) == NULL)
		compose_words(
		    composer, DOC_PARAGRAPH, STYLE_BODY, WORD_DOC_NO_SUM);

	size_t count;
	reading_rows_of_meaning(composer->reading, MEANS_LINE, &count);
	if (count > 0) {
		compose_planned(composer);
		compose_left(composer);
		compose_one_off(composer);
	}
	compose_part_items(composer, PART_MONEY);
	doc_close(composer->builder);
}

/* How the sum came about; a scored one has a page of its own. */
static void
compose_working_section(struct composer *composer)
{
	const struct result *scored =
	    reading_of_meaning(composer->reading, MEANS_BUDGET_SCORED, 0);

	if (compose_figure(composer, MEANS_BUDGET_YEAR) == NULL)
		return;
	doc_open(composer->builder, DOC_SECTION)->starts_page =
	    scored != NULL && scored->state == STATE_ANSWERED;
	compose_words(composer, DOC_HEADING, STYLE_PART, WORD_DOC_TITLE_SUM);
	compose_sum(composer);
	doc_close(composer->builder);
}

static void
compose_contact(struct composer *composer, const struct contact *contact)
{
	const char *label = wording_get(&contact->label, composer->language);
	const char *hours = wording_get(&contact->hours, composer->language);
	struct str text = STR_EMPTY;

	if (label == NULL)
		label = contact->id;
	if (contact->phone == NULL) {
		/* Not filled in yet: a line to write the number on. */
		doc_add_leaf(composer->builder, DOC_BLANK, STYLE_BODY, label);
		return;
	}
	str_put(&text, contact->phone);
	if (hours != NULL)
		str_format(&text, " (%s)", hours);
	compose_pair(composer, label, text.text);
	str_release(&text);
}

static void
compose_contacts(struct composer *composer)
{
	if (composer->set->contact_count == 0)
		return;
	doc_open(composer->builder, DOC_SECTION);
	compose_words(
	    composer, DOC_HEADING, STYLE_QUESTION, WORD_DOC_WHO_TO_RING);
	for (size_t i = 0; i < composer->set->contact_count; i++)
		compose_contact(composer, &composer->set->contacts[i]);
	doc_close(composer->builder);
}

static void
compose_people(struct composer *composer)
{
	doc_open(composer->builder, DOC_SECTION);
	compose_words(composer, DOC_HEADING, STYLE_PART, WORD_DOC_PART_PEOPLE);
	compose_part_items(composer, PART_PEOPLE);
	compose_contacts(composer);
	doc_close(composer->builder);
}

/* One person's place to say what they think of it, and to sign. */
static void
compose_signature(struct composer *composer, enum word who)
{
	static const enum word choices[] = {
	    WORD_DOC_SIGN_AGREE, WORD_DOC_SIGN_IN_PART, WORD_DOC_SIGN_NOT};

	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	compose_words(composer, DOC_HEADING, STYLE_QUESTION, who);
	for (size_t i = 0; i < ARRAY_LENGTH(choices); i++)
		compose_words(composer, DOC_TICK, STYLE_BODY, choices[i]);
	compose_words(composer, DOC_BLANK, STYLE_BODY, WORD_DOC_SIGN_WHY);
	compose_words(composer, DOC_BLANK, STYLE_BODY, WORD_DOC_SIGN_NAME);
	compose_words(composer, DOC_BLANK, STYLE_BODY, WORD_DOC_SIGN_SIGNED);
	compose_words(composer, DOC_BLANK, STYLE_BODY, WORD_DOC_SIGN_DATE);
	doc_close(composer->builder);
}

/* The decision, to be written on the paper by who decides. */
static void
compose_decision(struct composer *composer)
{
	static const enum word choices[] = {WORD_DOC_DECIDE_AGREE,
	    WORD_DOC_DECIDE_IN_PART, WORD_DOC_DECIDE_NOT_YET,
	    WORD_DOC_DECIDE_REFUSE};
	static const enum word blanks[] = {WORD_DOC_DECIDE_REASONS,
	    WORD_DOC_DECIDE_CONDITIONS, WORD_DOC_DECIDE_SUM,
	    WORD_DOC_DECIDE_FROM, WORD_DOC_SIGN_NAME, WORD_DOC_SIGN_SIGNED,
	    WORD_DOC_SIGN_DATE};

	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
	compose_words(
	    composer, DOC_HEADING, STYLE_QUESTION, WORD_DOC_DECIDE_HEADING);
	for (size_t i = 0; i < ARRAY_LENGTH(choices); i++)
		compose_words(composer, DOC_TICK, STYLE_BODY, choices[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(blanks); i++)
		compose_words(composer, DOC_BLANK, STYLE_BODY, blanks[i]);
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

/* The criteria, each with what would make a plan fail it. */
static void
compose_criteria(struct composer *composer)
{
	const struct form_set *set = composer->set;

	if (set->criterion_count == 0)
		return;
	doc_open(composer->builder, DOC_SECTION);
	compose_words(
	    composer, DOC_HEADING, STYLE_QUESTION, WORD_DOC_CRITERIA_HEADING);
	doc_open(composer->builder, DOC_LIST);
	for (size_t i = 0; i < set->criterion_count; i++) {
		const struct criterion *criterion = &set->criteria[i];
		const char *refused =
		    wording_get(&criterion->refused, composer->language);
		struct str text = STR_EMPTY;
		reading_put_text(&text, composer->reading,
		    wording_get(&criterion->label, composer->language),
		    composer->words);
		str_put(&text, ". ");
		doc_open(composer->builder, DOC_ITEM);
		doc_add_run(composer->builder, text.text, true, NULL);
		str_clear(&text);
		if (refused != NULL) {
			words_put(&text, composer->words,
			    WORD_DOC_NOT_AGREED_IF, refused, NULL);
			doc_add_run(composer->builder, text.text, false, NULL);
		}
		doc_close(composer->builder);
		str_release(&text);
	}
	doc_close(composer->builder);
	doc_close(composer->builder);
}

static void
compose_agreement(struct composer *composer)
{
	static const enum word people[] = {WORD_DOC_SIGN_PERSON,
	    WORD_DOC_SIGN_REPRESENTATIVE, WORD_DOC_SIGN_CARER,
	    WORD_DOC_SIGN_WORKER};

	doc_open(composer->builder, DOC_SECTION)->starts_page = true;
	compose_words(
	    composer, DOC_HEADING, STYLE_PART, WORD_DOC_PART_AGREEMENT);
	compose_part_items(composer, PART_AGREEMENT);
	compose_criteria(composer);
	compose_words(composer, DOC_PARAGRAPH, STYLE_NOTE, WORD_DOC_SIGN_NOTE);
	for (size_t i = 0; i < ARRAY_LENGTH(people); i++)
		compose_signature(composer, people[i]);
	compose_decision(composer);
	compose_challenge(composer);
	doc_close(composer->builder);
}

void
compose_plan(struct composer *composer)
{
	const char *name = compose_figure(composer, MEANS_PERSON_NAME);

	if (!text_is_blank(name))
		doc_add_leaf(
		    composer->builder, DOC_PARAGRAPH, STYLE_FIGURE, name);
	compose_part(composer, PART_FRONT);
	compose_part(composer, PART_ABOUT);
	compose_part(composer, PART_CHANGE);
	compose_part(composer, PART_SUPPORT);
	compose_money(composer);
	compose_part(composer, PART_SAFETY);
	compose_people(composer);
	compose_part(composer, PART_PROGRESS);
	compose_working_section(composer);
	compose_agreement(composer);
}
