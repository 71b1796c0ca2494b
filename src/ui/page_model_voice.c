/*
 * What is open beside an answer: whose words it is in, or a voice that sees it
 * differently, with the buttons for two that do.
 *
 * A voice that has no answer of its own has not said anything, and never
 * agrees; one that says the same has said so.  Nothing is merged: a button
 * only offers to give one of the voices what the other has said.
 *
 * Tested by tests/unit/ui_page_model.c.
 */
#include "base/str.h"
#include "ui/page_build.h"

bool
builder_opens(const struct page_builder *builder, size_t field, int row)
{
	return builder->of->open.index == field && builder->of->open.row == row;
}

static const struct answer *
answer_of(struct page_builder *builder, size_t field, int row, enum voice voice)
{
	return reading_answer(builder->reading, field, row, voice);
}

/* How what a voice says stands to what the person says. */
static enum word
heading_word(const struct answer *own, const struct answer *answer)
{
	if (!answer)
		return WORD_UI_PAGE_VOICE_OPEN;
	if (!own)
		return WORD_UI_PAGE_VOICE_SAYS;
	return text_is(answer->text, own->text) ? WORD_UI_PAGE_VOICE_SAME
						: WORD_UI_PAGE_VOICE_LABEL;
}

const char *
builder_voice_heading(
    struct page_builder *builder, size_t field, int row, enum voice voice)
{
	const struct answer *own = answer_of(builder, field, row, VOICE_PERSON);
	enum word word =
	    heading_word(own, answer_of(builder, field, row, voice));
	struct str text = STR_EMPTY;

	if (voice != VOICE_PERSON)
		return builder_word(builder, word,
		    voice_in(voice, builder->of->words, word, 1));
	reading_put_text(&text, builder->reading,
	    words_get(builder->of->words,
		own ? WORD_UI_PAGE_OWN_SAYS : WORD_UI_PAGE_OWN_OPEN),
	    builder->of->words);
	return str_keep(&text, builder->arena);
}

/* Whose words the person's answer is in, and how they know. */
static void
add_whose_lines(struct page_builder *builder, size_t field, int row)
{
	const struct answer *answer =
	    answer_of(builder, field, row, VOICE_PERSON);
	const struct spot spot = {.index = field, .row = row};

	builder_add_line(builder, spot, LINE_WHOSE, WORD_UI_PAGE_WHOSE,
	    answer ? answer->whose : NULL);
	builder_add_line(builder, spot, LINE_HOW, WORD_UI_PAGE_HOW,
	    answer ? answer->how : NULL);
}

/* --- Another voice -------------------------------------------------------- */

/* Who it is: kept with the answer, so there must be one first. */
static void
add_name_lines(struct page_builder *builder, size_t field, int row)
{
	const struct page_of *of = builder->of;
	const struct answer *answer =
	    answer_of(builder, field, row, of->open.voice);
	const struct spot spot = {
	    .index = field, .row = row, .voice = of->open.voice};

	if (!answer)
		return;
	builder_add_line(
	    builder, spot, LINE_WHOSE, WORD_UI_PAGE_VOICE_NAME, answer->whose);
	if (of->open.line == LINE_HOW)
		builder_add_line(
		    builder, spot, LINE_HOW, WORD_UI_PAGE_HOW, answer->how);
}

static void
add_button(struct page_builder *builder, struct spot spot, enum button button,
    enum voice voice, const char *label)
{
	spot.kind = BLOCK_BUTTON;
	spot.button = button;
	spot.voice = voice;
	builder_add(builder, spot)->label = label;
}

/* "Agree on: Mair's words", or the voice's. */
static const char *
agree_label(struct page_builder *builder, enum voice voice)
{
	static const enum word labels[VOICE_MAX] = {
	    [VOICE_PERSON] = WORD_UI_PAGE_AGREE_OWN,
	    [VOICE_WORKER] = WORD_UI_PAGE_AGREE_WORKER,
	    [VOICE_FAMILY] = WORD_UI_PAGE_AGREE_FAMILY,
	    [VOICE_ADVOCATE] = WORD_UI_PAGE_AGREE_ADVOCATE,
	    [VOICE_COUNCIL] = WORD_UI_PAGE_AGREE_COUNCIL,
	};
	struct str text = STR_EMPTY;

	reading_put_text(&text, builder->reading,
	    words_get(builder->of->words, labels[voice]), builder->of->words);
	return str_keep(&text, builder->arena);
}

static void
add_voice_buttons(struct page_builder *builder, size_t field, int row)
{
	enum voice voice = builder->of->open.voice;
	const struct answer *own = answer_of(builder, field, row, VOICE_PERSON);
	const struct answer *other = answer_of(builder, field, row, voice);
	const struct spot spot = {.index = field, .row = row};

	if (own && other && !text_is(own->text, other->text)) {
		add_button(builder, spot, BUTTON_KEEP, voice,
		    builder_word(builder, WORD_UI_PAGE_KEEP, NULL));
		add_button(builder, spot, BUTTON_AGREE, VOICE_PERSON,
		    agree_label(builder, VOICE_PERSON));
		add_button(builder, spot, BUTTON_AGREE, voice,
		    agree_label(builder, voice));
	}
	/* Not behind what is empty: Enter twice must not answer for them. */
	if (!other)
		return;
	add_button(builder, spot, BUTTON_SAME, voice,
	    builder_word(builder, WORD_UI_PAGE_SAME_REST,
		voice_in(
		    voice, builder->of->words, WORD_UI_PAGE_SAME_REST, 1)));
}

void
builder_add_open(struct page_builder *builder, size_t field, int row)
{
	enum voice voice = builder->of->open.voice;

	if (voice == VOICE_PERSON) {
		if (builder->of->open.line == LINE_HOW)
			add_whose_lines(builder, field, row);
		return;
	}
	builder_add_answer(builder, field, row, voice);
	add_name_lines(builder, field, row);
	add_voice_buttons(builder, field, row);
}
