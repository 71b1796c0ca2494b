/*
 * Whose words an answer is in, and voices that see it differently: which of
 * them is open beside a question, and what can be done with two that differ.
 *
 * What stands there is made by the model (page_model_voice.c); here is which
 * question and voice it is, the focus on it, and the acts: each is one, and
 * Undo takes it back.  A voice never gets an answer unless somebody says so.
 *
 * Tested by the screens of tests/screens.
 */
#include "base/str.h"
#include "ui/answering.h"
#include "ui/page.h"

/* --- What is open --------------------------------------------------------- */

/* Make what is open, with the focus on that line of it if it is there. */
static void
show_open(struct ui *ui, struct page_screen *page, size_t field, int row,
    enum answer_line line)
{
	page->open_field = field;
	page->open_row = row;
	page->is_stale = true;
	page_refresh(ui, page);
	for (size_t i = 0; i < page->model.count; i++) {
		const struct block *block = &page->model.blocks[i];
		const struct spot *spot = &block->spot;
		if (block_is_question(block) && block_is_stop(block) &&
		    spot->index == field && spot->row == row &&
		    spot->voice == page->open_voice && spot->line == line) {
			page_focus(page, i, FOCUS_CHOSEN);
			return;
		}
	}
}

/* Nothing is; the focus goes to the question, which must have been open. */
static void
close_open(struct ui *ui, struct page_screen *page)
{
	size_t field = page->open_field;
	int row = page->open_row;

	page->open_voice = VOICE_PERSON;
	page->opens_whose = false;
	show_open(ui, page, field, row, LINE_ANSWER);
	page->open_field = NONE;
}

static bool
is_open(const struct page_screen *page, const struct spot *spot)
{
	return page->open_field == spot->index && page->open_row == spot->row;
}

void
page_open_voice(struct ui *ui, struct page_screen *page, size_t field, int row,
    enum voice voice)
{
	page->opens_whose = false;
	page->open_voice = voice;
	show_open(ui, page, field, row, LINE_ANSWER);
}

/* The voice that F6 opens first: one that has answered, or the worker. */
static enum voice
first_voice(struct ui *ui, const struct spot *spot)
{
	for (enum voice voice = VOICE_WORKER; voice < VOICE_MAX; voice++)
		if (reading_answer(desk_reading(ui_desk(ui)), spot->index,
			spot->row, voice))
			return voice;
	return VOICE_WORKER;
}

void
page_turn_voice(struct ui *ui, struct page_screen *page)
{
	const struct spot spot = page_block(page)->spot;
	bool has_voice =
	    is_open(page, &spot) && page->open_voice != VOICE_PERSON;
	enum voice voice =
	    has_voice ? page->open_voice + 1 : first_voice(ui, &spot);

	if (voice == VOICE_MAX) {
		close_open(ui, page);
		return;
	}
	page_open_voice(ui, page, spot.index, spot.row, voice);
	ui_say(ui, WORD_UI_PAGE_VOICE, NULL);
}

/* Of another voice its name stands there already: then how it knows. */
void
page_turn_whose(struct ui *ui, struct page_screen *page)
{
	const struct spot spot = page_block(page)->spot;
	bool was_open = page->opens_whose && is_open(page, &spot) &&
			page->open_voice == spot.voice;

	page->open_voice = spot.voice;
	page->opens_whose = !was_open;
	show_open(ui, page, spot.index, spot.row,
	    was_open                     ? LINE_ANSWER
	    : spot.voice == VOICE_PERSON ? LINE_WHOSE
					 : LINE_HOW);
}

bool
page_can_say_whose(struct ui *ui, const struct block *block)
{
	return block_is_question(block) &&
	       reading_answer(desk_reading(ui_desk(ui)), block->spot.index,
		   block->spot.row, block->spot.voice);
}

/* --- Two that differ ------------------------------------------------------ */

/* Both stay; on to the question after this one. */
void
page_keep_both(struct ui *ui, struct page_screen *page)
{
	close_open(ui, page);

	size_t next = page_model_next(&page->model, page->focus);
	while (
	    next != NONE && spot_shares_question(&page->model.blocks[next].spot,
				&page_block(page)->spot))
		next = page_model_next(&page->model, next);
	if (next != NONE)
		page_focus(page, next, FOCUS_CHOSEN);
	ui_say(ui, WORD_UI_PAGE_KEPT_BOTH, NULL);
}

/*
 * The words that the button names become the other's too.  Of the person's
 * answer is kept whose words they are then; a voice is still who it was.
 */
void
page_agree(struct ui *ui, struct page_screen *page)
{
	const struct reading *reading = desk_reading(ui_desk(ui));
	const struct spot spot = page_block(page)->spot;
	bool is_own = spot.voice == VOICE_PERSON;
	const struct answer *own =
	    reading_answer(reading, spot.index, spot.row, VOICE_PERSON);
	const struct answer *other =
	    reading_answer(reading, spot.index, spot.row, page->open_voice);
	const struct spot to = {
	    .index = spot.index,
	    .row = spot.row,
	    .voice = is_own ? page->open_voice : VOICE_PERSON,
	};
	const struct given given = {
	    .address = answering_address(ui_desk(ui), &to),
	    .answer = {.text = is_own ? own->text : other->text,
		.whose = other->whose,
		.how = other->how},
	};
	struct err err = {0};

	if (!desk_give(ui_desk(ui), &given, 1, &err)) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return;
	}
	close_open(ui, page);
	ui_say(ui, WORD_UI_PAGE_AGREED, NULL);
}

/* --- The same for the rest ------------------------------------------------ */

/* What the voice says there when it says the same; false where it has said
 * something, or the person has not. */
static bool
same_answer(struct ui *ui, const struct page_screen *page,
    const struct spot *spot, struct answer *answer)
{
	const struct reading *reading = desk_reading(ui_desk(ui));
	const struct answer *own =
	    reading_answer(reading, spot->index, spot->row, VOICE_PERSON);
	const struct answer *opened = reading_answer(
	    reading, page->open_field, page->open_row, page->open_voice);

	if (!own ||
	    reading_answer(reading, spot->index, spot->row, page->open_voice))
		return false;
	*answer = (struct answer){
	    .text = own->text,
	    .whose = opened ? opened->whose : NULL,
	};
	return true;
}

/* The first block of the question in focus, or the focus itself. */
static size_t
first_in_focus(const struct page_screen *page)
{
	size_t at = page->focus;

	while (at > 0 && spot_shares_question(&page_block(page)->spot,
			     &page->model.blocks[at - 1].spot))
		at--;
	return at;
}

static struct given *
gather_same(struct ui *ui, const struct page_screen *page, struct arena *arena,
    size_t *count)
{
	struct given *given =
	    arena_get(arena, page->model.count * sizeof(*given));

	*count = 0;
	for (size_t i = first_in_focus(page); i < page->model.count; i++) {
		const struct block *block = &page->model.blocks[i];
		struct spot spot = block->spot;
		struct answer answer;
		if (!block_is_question(block) || spot.voice != VOICE_PERSON ||
		    spot.line != LINE_ANSWER ||
		    !same_answer(ui, page, &spot, &answer))
			continue;
		spot.voice = page->open_voice;
		given[(*count)++] = (struct given){
		    .address = answering_address(ui_desk(ui), &spot),
		    .answer = {.text = arena_copy(arena, answer.text),
			.whose = answer.whose ? arena_copy(arena, answer.whose)
					      : NULL},
		};
	}
	return given;
}

void
page_say_same(struct ui *ui, struct page_screen *page)
{
	struct arena *arena = arena_new();
	size_t count;
	const struct given *given = gather_same(ui, page, arena, &count);
	struct err err = {0};

	if (count == 0)
		ui_say(ui, WORD_UI_PAGE_SAME_NONE, NULL);
	else if (!desk_give(ui_desk(ui), given, count, &err))
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	else
		ui_say(ui, WORD_UI_PAGE_SAME_DONE,
		    voice_title(page->open_voice, ui_words(ui)), NULL);
	arena_free(arena);
	page_refresh(ui, page);
}
