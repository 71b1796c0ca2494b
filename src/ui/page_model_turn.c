/*
 * What the person sees when the laptop is turned: the questions of a page that
 * may be seen, each with the words that are said and nothing else.
 *
 * Nothing private is there, nothing that somebody else said or that the
 * program remarks, no figure that is worked out, and no name but the one that
 * the person is called by: not even the person's own full name, which says
 * more to somebody looking on.
 *
 * Tested by tests/unit/ui_page_model.c.
 */
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/type.h"
#include "ui/page_build.h"

/* Is what is answered there a name, or how to reach somebody? */
static bool
is_name(enum meaning meaning)
{
	static const enum meaning names[] = {
	    MEANS_PERSON_NAME,
	    MEANS_VISIT_RING,
	    MEANS_WHO_NAME,
	    MEANS_WHO_PHONE,
	    MEANS_BUDGET_TOLD_BY,
	    MEANS_CARER_NAME,
	    MEANS_SPEAKER,
	    MEANS_DECIDER,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (names[i] == meaning)
			return true;
	return false;
}

/* Are its rows people, by their names? */
static bool
lists_people(const struct form_set *set, size_t repeat)
{
	enum meaning meaning = set->repeats[repeat].meaning;

	return meaning == MEANS_WHO || meaning == MEANS_CARER;
}

bool
page_model_may_turn(const struct form_set *set, size_t index)
{
	const struct field *field = &set->fields[index];

	if (field->is_sum || field->is_private || is_name(field->meaning))
		return false;
	if (field->type->rules->is_in_full)
		return false; /* of somebody else, in their words */
	return field->type->takes != TAKES_ROWS ||
	       !lists_people(set, field->rows_of);
}

/* Is it said what the person is called?  The full name must not stand in. */
static bool
is_called(struct page_builder *builder)
{
	const struct result *called =
	    reading_of_meaning(builder->reading, MEANS_PERSON_CALLED, 0);

	return called && called->state == STATE_ANSWERED;
}

const char *
builder_unnamed(struct page_builder *builder, const char *text)
{
	const struct {
		const char *mark;
		enum word first, within;
		bool is_kept;
	} names[] = {
	    {"{name}", WORD_READING_NAME_FIRST, WORD_READING_NAME,
		is_called(builder)},
	    {"{decider}", WORD_READING_DECIDER_FIRST, WORD_READING_DECIDER,
		false},
	};
	const char *whole = text;
	struct str unnamed = STR_EMPTY;

	while (*text) {
		size_t i = 0;
		while (i < ARRAY_LENGTH(names) &&
		       (names[i].is_kept || !text_starts(text, names[i].mark)))
			i++;
		if (i == ARRAY_LENGTH(names)) {
			str_put_char(&unnamed, *text++);
			continue;
		}
		str_put(&unnamed,
		    words_get(builder->of->words,
			words_begins_sentence(whole, text) ? names[i].first
							   : names[i].within));
		text += strlen(names[i].mark);
	}
	return str_keep(&unnamed, builder->arena);
}

/* Is there something wrong with what was typed, that it must be told? */
static bool
is_wrong(struct page_builder *builder, const struct spot *spot)
{
	return reading_result(builder->reading, spot->index, spot->row)
		   ->state == STATE_WRONG;
}

/* How the page is begun: what stands first on it says that. */
static const char *
page_words(struct page_builder *builder)
{
	const struct page_of *of = builder->of;
	const struct page *page = &builder->set->pages[of->page];

	if (of->row != 0 && page->repeat != of->repeat)
		return NULL;
	return builder_say(builder, &page->say);
}

void
builder_turn(struct page_builder *builder)
{
	const char *say = page_words(builder);
	size_t count = 0;

	for (size_t i = 0; i < builder->count; i++) {
		struct block block = builder->blocks[i];
		if (!block_is_question(&block) || !block_is_stop(&block) ||
		    !page_model_may_turn(builder->set, block.spot.index))
			continue;
		if (!block.say && count == 0)
			block.say = say;
		block.hint = NULL;
		block.offer = block.offer_typed = NULL;
		block.is_required = false;
		if (!is_wrong(builder, &block.spot))
			block.note_count = 0;
		builder->blocks[count++] = block;
	}
	builder->count = count;
}
