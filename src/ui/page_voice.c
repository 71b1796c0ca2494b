/*
 * Whose words an answer is in, and voices that see it differently: which of
 * them is open beside a question.
 *
 * What stands there then is made by the model; here is only which question
 * and voice it is, and the focus on it.  Tested by the screens of
 * tests/screens.
 */
#include "ui/page.h"

/* Show what is opened beside a question, with the focus on it. */
static void
show_open(struct ui *ui, struct page_screen *page, const struct spot *about)
{
	page->open_field = about->index;
	page->open_row = about->row;
	page->is_stale = true;
	page_refresh(ui, page);
	for (size_t i = 0; i < page->model.count; i++) {
		const struct spot *spot = &page->model.blocks[i].spot;
		bool is_it = page->opens_whose
				 ? spot->line == LINE_WHOSE
				 : spot->voice == page->open_voice &&
				       spot->line == LINE_ANSWER;
		if (is_it && spot->index == about->index &&
		    spot->row == about->row && spot->button == BUTTON_NONE) {
			page_focus(page, i, FOCUS_CHOSEN);
			return;
		}
	}
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
	bool is_open = page->open_field == spot.index &&
		       page->open_row == spot.row &&
		       page->open_voice != VOICE_PERSON;
	enum voice voice =
	    is_open ? page->open_voice + 1 : first_voice(ui, &spot);

	page->opens_whose = false;
	page->open_voice = voice < VOICE_MAX ? voice : VOICE_PERSON;
	show_open(ui, page, &spot);
	if (page->open_voice == VOICE_PERSON)
		page->open_field = NONE;
	else
		ui_say(ui, WORD_UI_PAGE_VOICE, NULL);
}

void
page_turn_whose(struct ui *ui, struct page_screen *page)
{
	const struct spot spot = page_block(page)->spot;
	bool is_open = page->opens_whose && page->open_field == spot.index &&
		       page->open_row == spot.row;

	page->open_voice = VOICE_PERSON;
	page->opens_whose = !is_open;
	show_open(ui, page, &spot);
}

bool
page_can_say_whose(struct ui *ui, const struct block *block)
{
	return block_is_question(block) && block->spot.voice == VOICE_PERSON &&
	       reading_answer(desk_reading(ui_desk(ui)), block->spot.index,
		   block->spot.row, VOICE_PERSON);
}
