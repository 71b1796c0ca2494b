/*
 * Commands of the talk line by line that are about voices: who sees it
 * differently, whose words an answer is in, and what two can agree on.
 *
 * What is open beside a question is asked as part of the page; here is which
 * it is.  Nobody says anything but by a yes in full.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "ui/answering.h"
#include "ui/linear_parts.h"
#include "ui/told.h"

/* A voice by its name in files or for people; VOICE_MAX if none fits. */
static enum voice
find_voice(const struct linear *linear, const char *said)
{
	struct str typed = STR_EMPTY;
	enum voice voice = VOICE_WORKER;

	utf8_fold(&typed, said);
	while (voice < VOICE_MAX && !text_is(voice_name(voice), typed.text) &&
	       !utf8_contains_folded(
		   voice_title(voice, desk_words(linear->desk)), typed.text))
		voice++;
	str_release(&typed);
	return voice;
}

/* The one behind the open one, or the first that has answered. */
static enum voice
next_voice(const struct linear *linear, const struct spot *spot)
{
	bool is_open = linear->open.index == spot->index &&
		       linear->open.row == spot->row &&
		       linear->open.voice != VOICE_PERSON;

	if (is_open)
		return linear->open.voice + 1;
	for (enum voice voice = VOICE_WORKER; voice < VOICE_MAX; voice++)
		if (reading_answer(desk_reading(linear->desk), spot->index,
			spot->row, voice))
			return voice;
	return VOICE_WORKER;
}

/* Beside the question, with what is asked about it then. */
static enum talk
open_beside(
    struct linear *linear, const struct spot *spot, enum linear_seek seek)
{
	linear->open.index = spot->index;
	linear->open.row = spot->row;
	linear->place.seek = seek;
	return TALK_LEFT;
}

enum talk
linear_voice(struct linear *linear, const char *said)
{
	const struct block *block = linear_question_at_hand(linear);
	enum voice voice;

	if (!block)
		return TALK_STAY;
	const struct spot spot = block->spot;
	if (text_is_blank(said))
		voice = next_voice(linear, &spot);
	else
		voice = find_voice(linear, said);
	if (voice == VOICE_MAX && !text_is_blank(said)) {
		linear_tell(linear, WORD_LINEAR_VOICE_NONE, said, NULL);
		return TALK_STAY;
	}
	linear->open.line = LINE_ANSWER;
	if (voice == VOICE_MAX) { /* behind the last it is closed */
		linear->open.voice = VOICE_PERSON;
		linear->place.spot.row = spot.row;
		return open_beside(linear, &spot, SEEK_FIELD);
	}
	linear->open.voice = voice;
	linear_tell(linear, WORD_LINEAR_VOICE_OPEN, NULL);
	return open_beside(linear, &spot, SEEK_VOICE);
}

enum talk
linear_whose(struct linear *linear, const char *said)
{
	const struct block *block = linear_question_at_hand(linear);

	(void)said;
	if (!block)
		return TALK_STAY;
	const struct spot spot = block->spot;
	if (!reading_answer(
		desk_reading(linear->desk), spot.index, spot.row, spot.voice)) {
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_ANSWER, NULL);
		return TALK_STAY;
	}
	linear->open.voice = spot.voice;
	linear->open.line = LINE_HOW;
	return open_beside(linear, &spot, SEEK_WHOSE);
}

enum talk
linear_agree(struct linear *linear, const struct spot *spot)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	answering_put_agree(
	    &text, desk_words(linear->desk), spot, linear->open.voice);
	linear_tell_text(linear, text.text);
	str_release(&text);
	enum talk talk = linear_confirm(
	    linear, WORD_LINEAR_AGREE_ASK, WORD_UI_PAGE_KEPT_BOTH);
	if (talk == TALK_LEFT)
		return TALK_LEFT;
	if (talk == TALK_ON &&
	    answering_agree(linear->desk, spot, linear->open.voice, &err))
		linear_tell(linear, WORD_LINEAR_AGREED, NULL);
	else if (talk == TALK_ON)
		linear_tell_unsaved(linear, &err);
	/* Its buttons are gone: on from the question that it was about. */
	linear->place.spot.row = spot->row;
	return open_beside(linear, spot, SEEK_FIELD);
}

/* After saying for how many questions, and which. */
static enum talk
confirm_same(struct linear *linear, const struct spot *open)
{
	struct str questions = STR_EMPTY, text = STR_EMPTY;
	enum talk talk = TALK_STAY;
	size_t count = answering_put_same(
	    &questions, linear->desk, &linear->model, linear->focus, open);

	if (count > 0) {
		told_same(&text, desk_words(linear->desk), open->voice, count,
		    questions.text);
		linear_tell_text(linear, text.text);
		talk = linear_confirm(
		    linear, WORD_LINEAR_SAME_ASK, WORD_LINEAR_SAME_NOT);
	} else {
		linear_tell(linear, WORD_UI_PAGE_SAME_NONE, NULL);
	}
	str_release(&questions);
	str_release(&text);
	return talk;
}

enum talk
linear_same(struct linear *linear, const char *said)
{
	const struct spot open = linear->open;
	struct err err = {0};
	size_t count;

	(void)said;
	if (!linear_has_page(linear))
		return TALK_STAY;
	if (open.index == NONE || open.voice == VOICE_PERSON) {
		linear_tell(linear, WORD_LINEAR_WHY_NO_VOICE, NULL);
		return TALK_STAY;
	}
	enum talk talk = confirm_same(linear, &open);
	if (talk != TALK_ON)
		return talk;
	if (answering_say_same(linear->desk, &linear->model, linear->focus,
		&open, &count, &err))
		linear_tell(linear, WORD_LINEAR_SAME_DONE,
		    voice_in(open.voice, desk_words(linear->desk),
			WORD_LINEAR_SAME_DONE, 1),
		    NULL);
	else
		linear_tell_unsaved(linear, &err);
	return TALK_LEFT;
}
