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
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/told.h"

/* --- What is open --------------------------------------------------------- */

/* Make what is open, with the focus on that line of it if it is there. */
static void
show_open(struct ui *ui, struct page_screen *page, struct spot open,
    enum answer_line line)
{
	page->open = open;
	page->is_stale = true;
	page_refresh(ui, page);
	for (size_t i = 0; i < page->model.count; i++) {
		const struct block *block = &page->model.blocks[i];
		const struct spot *spot = &block->spot;
		if (block_is_question(block) && block_is_stop(block) &&
		    spot->index == open.index && spot->row == open.row &&
		    spot->voice == open.voice && spot->line == line) {
			page_focus(page, i, FOCUS_CHOSEN);
			return;
		}
	}
}

/* Nothing is; the focus goes to the question, which must have been open. */
static void
close_open(struct ui *ui, struct page_screen *page)
{
	show_open(ui, page,
	    (struct spot){.index = page->open.index, .row = page->open.row},
	    LINE_ANSWER);
	page->open.index = NONE;
}

static bool
is_open(const struct page_screen *page, const struct spot *spot)
{
	return page->open.index == spot->index && page->open.row == spot->row;
}

void
page_open_voice(struct ui *ui, struct page_screen *page, size_t field, int row,
    enum voice voice)
{
	show_open(ui, page,
	    (struct spot){.index = field, .row = row, .voice = voice},
	    LINE_ANSWER);
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
	    is_open(page, &spot) && page->open.voice != VOICE_PERSON;
	enum voice voice =
	    has_voice ? page->open.voice + 1 : first_voice(ui, &spot);

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
	struct spot spot = page_block(page)->spot;
	bool was_open = page->open.line == LINE_HOW && is_open(page, &spot) &&
			page->open.voice == spot.voice;

	spot.line = was_open ? LINE_ANSWER : LINE_HOW;
	show_open(ui, page, spot,
	    was_open                     ? LINE_ANSWER
	    : spot.voice == VOICE_PERSON ? LINE_WHOSE
					 : LINE_HOW);
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

static void
agree(struct ui *ui, void *state)
{
	struct page_screen *page = state;
	struct err err = {0};

	page_refresh(ui, page);
	const struct spot spot = page_block(page)->spot;
	if (!answering_agree(ui_desk(ui), &spot, page->open.voice, &err)) {
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
		return;
	}
	close_open(ui, page);
	ui_say(ui, WORD_UI_PAGE_AGREED, NULL);
}

/* One answer goes for it, and somebody is said to have agreed. */
void
page_agree(struct ui *ui, struct page_screen *page)
{
	struct str text = STR_EMPTY;

	answering_put_agree(
	    &text, ui_words(ui), &page_block(page)->spot, page->open.voice);
	ask_open(ui, &(struct ask){
			 .title = WORD_UI_AGREE_TITLE,
			 .no = WORD_UI_PAGE_KEEP,
			 .yes = WORD_UI_AGREE_YES,
			 .text = text.text,
			 .act = agree,
			 .state = page,
		     });
	str_release(&text);
}

/* --- The same for the rest ------------------------------------------------ */

static void
say_same(struct ui *ui, void *state)
{
	struct page_screen *page = state;
	const struct spot open = page->open;
	struct err err = {0};
	size_t count;

	page_refresh(ui, page);
	if (!answering_say_same(
		ui_desk(ui), &page->model, page->focus, &open, &count, &err))
		ui_say_unsaved(ui, WORD_UI_NOT_SAVED, &err);
	else if (count > 0)
		ui_say(ui, WORD_UI_PAGE_SAME_DONE,
		    voice_in(page->open.voice, ui_words(ui),
			WORD_UI_PAGE_SAME_DONE, 1),
		    NULL);
	page_refresh(ui, page);
}

/* Nobody says anything by a key too many: so it is asked first. */
void
page_say_same(struct ui *ui, struct page_screen *page)
{
	const struct spot open = page->open;
	struct str questions = STR_EMPTY, text = STR_EMPTY;
	size_t count = answering_put_same(
	    &questions, ui_desk(ui), &page->model, page->focus, &open);

	if (count == 0) {
		ui_say(ui, WORD_UI_PAGE_SAME_NONE, NULL);
	} else {
		told_same(
		    &text, ui_words(ui), open.voice, count, questions.text);
		ask_open(ui, &(struct ask){
				 .title = WORD_UI_ACT_SAME,
				 .no = WORD_UI_SAME_NO,
				 .yes = WORD_UI_SAME_YES,
				 .text = text.text,
				 .act = say_same,
				 .state = page,
			     });
	}
	str_release(&questions);
	str_release(&text);
}
