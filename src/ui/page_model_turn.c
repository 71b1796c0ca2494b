/*
 * What the person sees when the laptop is turned: the questions of a page that
 * may be seen, each with the words that are said and nothing else.
 *
 * Nothing private is there, nothing that somebody else said or that the
 * program remarks, no figure that is worked out, and nothing that was written
 * in answer to anything else, which may name anybody: but what the row is that
 * is asked about, and what the person is called.  Not even the person's own
 * full name, which says more to somebody looking on.  Which meanings may be
 * seen stands in form/meanings.def.
 *
 * Tested by tests/unit/ui_page_model.c.
 */
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "form/registry.h"
#include "form/type.h"
#include "ui/page_build.h"

/* May it be seen, by what it means to the program? */
static bool
means_seen(enum meaning meaning)
{
	return meaning == MEANS_NONE || registry_meaning(meaning)->is_seen;
}

bool
page_model_may_turn(const struct form_set *set, size_t index)
{
	const struct field *field = &set->fields[index];

	if (field->is_sum || field->is_private || !means_seen(field->meaning))
		return false;
	if (field->repeat != NONE &&
	    !means_seen(set->repeats[field->repeat].meaning))
		return false;
	if (field->type->rules->is_in_full)
		return false; /* of somebody else, in their words */
	/* Rows to choose from are what was written elsewhere. */
	return field->type->takes != TAKES_ROWS;
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

/* Of all that is said about an answer only what is wrong with its words. */
static void
keep_wrong(struct page_builder *builder, struct block *block)
{
	const struct note *notes = block->notes;
	size_t count = block->note_count;

	block->notes = NULL;
	block->note_count = 0;
	if (reading_result(builder->reading, block->spot.index, block->spot.row)
		->state != STATE_WRONG)
		return;
	for (size_t i = 0; i < count; i++)
		if (notes[i].kind == NOTE_WRONG) {
			block->notes = &notes[i];
			block->note_count = 1;
			return;
		}
}

/*
 * What the row is that all this is about: the answer to the first question of
 * its list, or else which of them it is.  Another answer may name anybody.
 */
static const char *
row_words(struct page_builder *builder, size_t asked)
{
	const struct page_of *of = builder->of;
	struct str text = STR_EMPTY;

	if (of->row == 0)
		return NULL;
	size_t first = builder->set->repeats[of->repeat].fields[0];
	if (first == asked)
		return NULL;
	if (!builder->set->fields[first].is_private &&
	    reading_result(builder->reading, first, of->row)->state ==
		STATE_ANSWERED)
		reading_put_value(
		    &text, builder->reading, first, of->row, of->words);
	else
		reading_put_row_place(
		    &text, builder->reading, of->repeat, of->row, of->words);
	return str_keep(&text, builder->arena);
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
		block.text = row_words(builder, block.spot.index);
		keep_wrong(builder, &block);
		builder->blocks[count++] = block;
	}
	builder->count = count;
}
