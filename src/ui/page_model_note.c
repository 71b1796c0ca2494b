/*
 * What stands under a question: how to answer it, whose words the answer is
 * in, what the readings have to say about it, and who sees it differently.
 *
 * Nothing here stops anybody: a note says what is wrong, and the answer is
 * kept as it was typed.  Tested by tests/unit/ui_page_model.c.
 */
#include "base/str.h"
#include "form/type.h"
#include "ui/page_build.h"

enum { NOTES_MAX = 24 };

/* Notes on their way into a block. */
struct notes {
	struct note items[NOTES_MAX];
	size_t count;
};

static void
add_note(struct notes *notes, enum note_kind kind, const char *text)
{
	if (text_is_blank(text) || notes->count == NOTES_MAX)
		return;
	for (size_t i = 0; i < notes->count; i++)
		if (text_is(notes->items[i].text, text))
			return; /* two voices' readings say the same */
	notes->items[notes->count++] = (struct note){kind, text};
}

static void
keep_notes(struct page_builder *builder, struct block *block,
    const struct notes *notes)
{
	struct note *kept =
	    arena_get(builder->arena, notes->count * sizeof(*kept));

	for (size_t i = 0; i < notes->count; i++)
		kept[i] = notes->items[i];
	block->notes = kept;
	block->note_count = notes->count;
}

/* The reading of a voice, or the person's where it has none. */
const struct reading *
builder_reading_of(struct page_builder *builder, enum voice voice)
{
	const struct reading *own = readings_find(
	    builder->of->readings, builder->of->reading_count, voice);

	return own ? own : builder->reading;
}

/*
 * What is wrong with an answer.  A choice is told by its codes elsewhere, and
 * people know only its words.
 */
static const char *
wrong_text(struct page_builder *builder, const struct spot *spot,
    const struct remark *remark)
{
	const struct field *field = &builder->set->fields[spot->index];
	const struct answer *answer = reading_answer(
	    builder->reading, spot->index, spot->row, spot->voice);

	if (field->type->rules->is_in_full)
		return builder_word(builder, WORD_UI_PAGE_NOT_DECIDED, NULL);
	if (spot->kind == BLOCK_CHOICE && answer)
		return builder_word(
		    builder, WORD_UI_PAGE_NO_OPTION, answer->text);
	return remark->text;
}

/* What the readings say about an answer. */
static void
add_remarks(
    struct page_builder *builder, struct notes *notes, const struct spot *spot)
{
	for (size_t i = 0; i < builder->of->reading_count; i++) {
		enum voice voice =
		    reading_source(builder->of->readings[i])->voice;
		for (size_t j = 0; j < builder->remark_counts[i]; j++) {
			const struct remark *remark = &builder->remarks[i][j];
			if (remark->field != spot->index ||
			    remark->row != spot->row)
				continue;
			/* What is wrong is so in one voice alone. */
			bool is_wrong = remark->kind == REMARK_WRONG;
			if (is_wrong ? voice != spot->voice
				     : spot->voice != VOICE_PERSON)
				continue;
			add_note(notes,
			    remark->kind == REMARK_WARNING ? NOTE_WARNING
							   : NOTE_WRONG,
			    is_wrong ? wrong_text(builder, spot, remark)
				     : remark->text);
		}
	}
}

/* Has whose words the answer is in a line of its own? */
static bool
shows_whose(struct page_builder *builder, const struct spot *spot)
{
	const struct page_of *of = builder->of;

	return builder_opens(builder, spot->index, spot->row) &&
	       spot->voice == of->open.voice &&
	       (of->open.line == LINE_HOW || spot->voice != VOICE_PERSON);
}

static void
add_whose(
    struct page_builder *builder, struct notes *notes, const struct spot *spot)
{
	const struct answer *answer = reading_answer(
	    builder->reading, spot->index, spot->row, spot->voice);
	struct str text = STR_EMPTY;

	if (!answer || text_is_blank(answer->whose))
		return;
	if (text_is_blank(answer->how))
		words_put(&text, builder->of->words, WORD_DOC_WHOSE,
		    answer->whose, NULL);
	else
		words_put(&text, builder->of->words, WORD_DOC_WHOSE_HOW,
		    answer->whose, answer->how, NULL);
	add_note(notes, NOTE_VOICE, str_keep(&text, builder->arena));
}

/* Who speaks, and what it comes to: "The worker, Anna, says the same." */
static const char *
voice_text(struct page_builder *builder, const struct spot *spot,
    enum voice voice, const struct answer *answer, const char *own)
{
	enum { SAME, SAYS, DIFFERS, KINDS };
	static const enum word plain[KINDS] = {
	    WORD_UI_PAGE_VOICE_SAME_NOTE, WORD_DOC_SAYS, WORD_DOC_DIFFERS};
	static const enum word named[KINDS] = {WORD_UI_PAGE_NAMED_SAME,
	    WORD_UI_PAGE_NAMED_SAYS, WORD_UI_PAGE_NAMED_DIFFERS};
	const struct words *words = builder->of->words;
	struct str value = STR_EMPTY, text = STR_EMPTY;
	size_t kind = text_is(answer->text, own) ? SAME
		      : text_is_blank(own)       ? SAYS
						 : DIFFERS;

	reading_put_value(&value, builder_reading_of(builder, voice),
	    spot->index, spot->row, words);
	if (text_is_blank(answer->whose))
		words_put(&text, words, plain[kind],
		    voice_in(voice, words, plain[kind], 1), value.text, NULL);
	else
		words_put(&text, words, named[kind],
		    voice_in(voice, words, named[kind], 1), answer->whose,
		    value.text, NULL);
	str_release(&value);
	return str_keep(&text, builder->arena);
}

/* Every other voice that has said something and is not open beside it. */
static void
add_other_voices(struct page_builder *builder, struct notes *notes,
    const struct spot *spot, const char *own)
{
	for (enum voice voice = VOICE_WORKER; voice < VOICE_MAX; voice++) {
		const struct answer *answer = reading_answer(
		    builder->reading, spot->index, spot->row, voice);
		bool is_open = builder_opens(builder, spot->index, spot->row) &&
			       builder->of->open.voice == voice;
		if (answer && !is_open)
			add_note(notes, NOTE_VOICE,
			    voice_text(builder, spot, voice, answer, own));
	}
}

/* Who may see it, though it is not printed. */
static void
add_private(struct page_builder *builder, struct notes *notes)
{
	struct str text = STR_EMPTY;

	reading_put_text(&text, builder->reading,
	    words_get(builder->of->words, WORD_UI_PAGE_PRIVATE),
	    builder->of->words);
	add_note(notes, NOTE_HINT, str_keep(&text, builder->arena));
}

/* A decision is typed: say what can be. */
static void
add_decisions(struct page_builder *builder, struct notes *notes,
    const struct field *field)
{
	struct str options = STR_EMPTY;

	if (!field->type->rules->is_in_full)
		return;
	for (size_t i = 0; i < field->option_count; i++) {
		const char *label =
		    builder_text(builder, &field->options[i].label);
		str_format(&options, "%s%s", i > 0 ? "; " : "",
		    label ? label : field->options[i].code);
	}
	add_note(notes, NOTE_HINT,
	    builder_word(builder, WORD_UI_PAGE_DECIDE, options.text));
	str_release(&options);
}

/* Where an offer comes from, and how to take it. */
static void
add_offer_note(struct page_builder *builder, struct notes *notes,
    const struct field *field, const struct block *block)
{
	if (!block->offer)
		return;
	const char *from = NULL;
	if (field->carry_from != NONE)
		from = builder_text(
		    builder, &builder->set->fields[field->carry_from].label);
	if (block->spot.kind == BLOCK_CHOICE)
		add_note(notes, NOTE_OFFER,
		    builder_word(
			builder, WORD_UI_PAGE_OFFER_OPTION, block->offer));
	else if (from)
		add_note(notes, NOTE_OFFER,
		    builder_word(builder, WORD_UI_PAGE_OFFER_FROM, from));
	else
		add_note(notes, NOTE_OFFER,
		    builder_word(builder, WORD_UI_PAGE_OFFER, NULL));
}

void
builder_add_notes(
    struct page_builder *builder, struct block *block, const char *own)
{
	const struct field *field = &builder->set->fields[block->spot.index];
	struct notes notes = {.count = 0};

	if (block->spot.voice == VOICE_PERSON) {
		if (field->is_private)
			add_private(builder, &notes);
		add_offer_note(builder, &notes, field, block);
	}
	add_decisions(builder, &notes, field);
	if (block->spot.kind == BLOCK_CHOICE && block->choice_count == 0)
		add_note(&notes, NOTE_HINT,
		    builder_word(builder, WORD_UI_PAGE_NO_ROWS, NULL));
	if (!shows_whose(builder, &block->spot))
		add_whose(builder, &notes, &block->spot);
	add_remarks(builder, &notes, &block->spot);
	if (block->spot.voice == VOICE_PERSON)
		add_other_voices(builder, &notes, &block->spot, own);
	keep_notes(builder, block, &notes);
}
