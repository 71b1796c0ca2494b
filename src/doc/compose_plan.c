/*
 * The support plan: the person's own document.
 *
 * Page 1 says how to talk and write to the person; then come their own words
 * part by part as the forms have them, the money against the sum
 * (compose_money.c), who to ring, how the sum came about, and where everybody
 * signs (compose_sign.c).  A part without answers is not printed.
 *
 * Tested by tests/pages.
 */
#include "base/str.h"
#include "doc/composer.h"

/* How the sum came about. */
static void
compose_working_section(struct composer *composer)
{
	if (!compose_figure(composer, MEANS_BUDGET_YEAR))
		return;
	doc_open(composer->builder, DOC_SECTION);
	compose_words(composer, DOC_HEADING, STYLE_PART, WORD_DOC_TITLE_SUM);
	compose_sum(composer);
	doc_close(composer->builder);
}

/* Its own number, or the one that is known for what it is for. */
static const char *
number_of(const struct composer *composer, const struct contact *contact)
{
	const char *number = contact->phone;

	for (enum purpose i = 0; !number && i < PURPOSE_MAX; i++)
		if (contact->purposes & (1U << i))
			number = composer->of->numbers[i];
	return number;
}

void
compose_contact(struct composer *composer, const struct contact *contact)
{
	const char *number = number_of(composer, contact);
	const char *label = wording_get(&contact->label, composer->language);
	const char *hours = wording_get(&contact->hours, composer->language);
	struct str text = STR_EMPTY;

	if (!label)
		label = contact->id;
	if (!number) {
		/* Not filled in yet: a line to write the number on. */
		doc_add_leaf(composer->builder, DOC_BLANK, STYLE_BODY, label);
		return;
	}
	str_put(&text, number);
	if (hours && contact->phone)
		str_format(&text, " (%s)", hours);
	compose_pair(composer, label, text.text);
	str_release(&text);
}

static void
compose_contacts(struct composer *composer)
{
	if (composer->set->contact_count == 0)
		return;
	/* One page to cut out. */
	doc_open(composer->builder, DOC_SECTION)->keeps_together = true;
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

void
compose_plan(struct composer *composer)
{
	const char *name = compose_figure(composer, MEANS_PERSON_NAME);

	if (!text_is_blank(name))
		doc_add_leaf(
		    composer->builder, DOC_PARAGRAPH, STYLE_FIGURE, name);
	if (composer->of->is_practice)
		compose_words(
		    composer, DOC_PARAGRAPH, STYLE_NOTE, WORD_DOC_INVENTED);
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
