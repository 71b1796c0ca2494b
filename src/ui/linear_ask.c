/*
 * One question, by the kind of its block: what is told of it, what may be
 * answered, and what came of the answer.
 *
 * Every answer goes through linear_save_answer(), which saves it at once.  What
 * cannot be saved is kept here, and Enter tries again.  An answer that is
 * wrong for its question is saved as it was typed, as on the screens; what is
 * wrong is told, and the question is asked once more.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "desk/typing.h"
#include "ui/answering.h"
#include "ui/linear_parts.h"

/* --- Saving --------------------------------------------------------------- */

static void
keep_unsaved(struct linear *linear, const struct spot *spot, size_t cell,
    const char *text)
{
	if (text != linear->unsaved.text) {
		str_clear(&linear->unsaved);
		str_put(&linear->unsaved, text);
	}
	linear->unsaved_spot = *spot;
	linear->unsaved_cell = cell;
	linear->has_unsaved = true;
}

bool
linear_save_unsaved(struct linear *linear, struct err *err)
{
	if (linear->has_unsaved &&
	    !answering_save(
		linear->desk, &linear->unsaved_spot, linear->unsaved.text, err))
		return false;
	linear->has_unsaved = false;
	str_clear(&linear->unsaved);
	return linear_keep_jot(linear, err);
}

/* What came of it; true if it is as it should be. */
static bool
tell_result(struct linear *linear, const struct spot *spot)
{
	size_t at = page_model_find(&linear->model, spot);
	bool is_wrong = false;

	if (page_counts_money(desk_forms(linear->desk), linear->place.page))
		linear_tell_budget(linear);
	if (at == NONE)
		return true;
	const struct block *block = &linear->model.blocks[at];
	if (spot->kind == BLOCK_CHOICE)
		linear_tell_chosen(linear, block);
	for (size_t i = 0; i < block->note_count; i++) {
		const struct note *note = &block->notes[i];
		if (note->kind != NOTE_WRONG && note->kind != NOTE_WARNING)
			continue;
		is_wrong |= note->kind == NOTE_WRONG;
		struct str text = STR_EMPTY;
		str_format(&text, "! %s", note->text);
		linear_tell_text(linear, text.text);
		str_release(&text);
	}
	bool is_read = spot->kind == BLOCK_TYPED && !block->is_long &&
		       !is_wrong && !text_is_blank(block->shown) &&
		       !text_is(block->shown, block->typed);
	if (is_read)
		linear_tell(linear, WORD_LINEAR_READ_AS, block->shown, NULL);
	return !is_wrong;
}

enum talk
linear_save_answer(struct linear *linear, const struct spot *spot, size_t cell,
    const char *text)
{
	struct err err = {0};

	if (!answering_save(linear->desk, spot, text, &err)) {
		keep_unsaved(linear, spot, cell, text);
		linear_tell_kept(linear, &err);
		return TALK_STAY;
	}
	linear->has_unsaved = false;
	str_clear(&linear->unsaved);
	linear_refresh(linear);
	return tell_result(linear, spot) ? TALK_ON : TALK_STAY;
}

enum talk
linear_answer(struct linear *linear, const struct block *block, size_t cell,
    const char *text)
{
	const struct spot spot = block->spot;
	struct str whole = STR_EMPTY;

	answering_put(&whole, desk_forms(linear->desk), &linear->model, block,
	    cell, text);
	enum talk talk = linear_save_answer(linear, &spot, cell, whole.text);
	str_release(&whole);
	return talk;
}

const char *
linear_unsaved(const struct linear *linear, const struct block *block)
{
	bool is_it = linear->has_unsaved &&
		     spot_is_same(&linear->unsaved_spot, &block->spot) &&
		     linear->unsaved_cell == linear->place.cell;

	return is_it ? linear->unsaved.text : NULL;
}

/* Enter alone: the answer stays, or what could not be saved is tried again. */
static enum talk
keep(struct linear *linear, const struct block *block)
{
	if (!linear_unsaved(linear, block))
		return TALK_ON;
	const struct spot spot = block->spot;
	return linear_save_answer(
	    linear, &spot, linear->unsaved_cell, linear->unsaved.text);
}

/* What is offered becomes the answer. */
static enum talk
take_offer(struct linear *linear, const struct block *block)
{
	if (!block->offer_typed) {
		linear_tell(linear, WORD_LINEAR_OFFER_NONE, NULL);
		return TALK_STAY;
	}
	const struct spot spot = block->spot;
	struct str offer = STR_EMPTY;
	str_put(&offer, block->offer_typed);
	enum talk talk = linear_save_answer(linear, &spot, 0, offer.text);
	str_release(&offer);
	return talk;
}

/* --- Typing --------------------------------------------------------------- */

/* What is written so far, against a crash; it is no answer yet. */
static void
keep_typing(
    struct linear *linear, const struct spot *spot, const struct str *text)
{
	const struct address address = answering_address(linear->desk, spot);
	struct err err = {0};

	if (spot->line != LINE_ANSWER || spot->kind != BLOCK_TYPED)
		return;
	if (!desk_typing(
		linear->desk, &address, text->text, text->length, &err))
		linear_tell_unsaved(linear, &err);
}

/* It was dropped: nothing of it may come back after a crash. */
static enum talk
drop_typing(struct linear *linear)
{
	struct err err = {0};

	if (!desk_forget_typing(linear->desk, &err))
		linear_tell_err(linear, &err);
	linear_tell(linear, WORD_LINEAR_DROPPED, NULL);
	return TALK_STAY;
}

/* The text as it is is the answer; then what waited for that is done. */
static enum talk
save_and_obey(
    struct linear *linear, const struct spot *spot, const struct str *text)
{
	struct str command = STR_EMPTY;

	str_put(&command, linear->line.text);
	linear_save_answer(linear, spot, 0, text->text);
	if (!linear->has_unsaved) {
		linear_tell(linear, WORD_LINEAR_SAVED, NULL);
		linear_command(linear, command.text);
	}
	str_release(&command);
	return TALK_LEFT;
}

/* Lines up to a full stop, behind what stands there, and save them. */
static enum talk
write_from(struct linear *linear, const struct block *block, const char *first)
{
	struct str text = STR_EMPTY;
	const struct spot spot = block->spot;
	enum talk talk = TALK_LEFT;
	enum heard heard;

	str_put(&text, first);
	keep_typing(linear, &spot, &text);
	while ((heard = linear_hear_more(linear)) == HEARD_TEXT) {
		str_format(&text, "%s%s", text.length > 0 ? "\n" : "",
		    linear->line.text);
		keep_typing(linear, &spot, &text);
	}
	/* Locked meanwhile: it is kept, and comes back with the file. */
	if (heard == HEARD_BACK)
		talk = drop_typing(linear);
	else if (heard == HEARD_COMMAND)
		talk = save_and_obey(linear, &spot, &text);
	else if (linear->place.at != AT_LOCK)
		talk = linear_save_answer(linear, &spot, 0, text.text);
	if (talk == TALK_ON)
		linear_tell(linear, WORD_LINEAR_SAVED, NULL);
	str_release(&text);
	return talk;
}

/* :more, whatever stands there. */
static enum talk
write_on(struct linear *linear, const struct block *block)
{
	const char *unsaved = linear_unsaved(linear, block);
	struct str old = STR_EMPTY;

	str_put(&old, unsaved ? unsaved : block->typed);
	linear_tell(linear, WORD_LINEAR_MORE, NULL);
	enum talk talk = write_from(linear, block, old.text);
	str_release(&old);
	return talk;
}

/* --- Hearing an answer ---------------------------------------------------- */

enum talk
linear_hear_answer(struct linear *linear, const struct block *block)
{
	bool is_long = block->spot.kind == BLOCK_TYPED && block->is_long;

	switch (linear_hear(linear, is_long)) {
	case HEARD_TEXT:
	case HEARD_COMMAND:
		break;
	case HEARD_KEEP:
		return keep(linear, block);
	case HEARD_MORE:
		return write_on(linear, block);
	case HEARD_BACK:
		return TALK_BACK;
	case HEARD_LEFT:
		return TALK_LEFT;
	}
	return linear_is_sign(linear, "=") ? take_offer(linear, block)
					   : TALK_TEXT;
}

/* --- What is typed -------------------------------------------------------- */

/* What stands there, and what becomes of it if that is more than a line. */
static void
tell_old(struct linear *linear, const struct block *block)
{
	const char *unsaved = linear_unsaved(linear, block);
	const char *old = unsaved ? unsaved : block->shown;

	if (block->offer)
		linear_tell(linear, WORD_LINEAR_OFFER, block->offer, NULL);
	else if (text_is_blank(old))
		linear_tell(linear, WORD_LINEAR_OPEN, NULL);
	else if (strchr(old, '\n'))
		linear_tell(linear, WORD_LINEAR_NOW_LONG, old, NULL);
	else
		linear_tell(linear, WORD_LINEAR_NOW, old, NULL);
	if (linear->is_asked || !block->is_long)
		return;
	if (!text_is_blank(old))
		linear_tell(linear, WORD_LINEAR_TYPE_ANEW, NULL);
	linear_tell(linear, WORD_LINEAR_TYPE_LONG, NULL);
}

static enum talk
ask_typed(struct linear *linear, const struct block *block)
{
	tell_old(linear, block);
	enum talk talk = linear_hear_answer(linear, block);
	if (talk != TALK_TEXT)
		return talk;
	if (!block->is_long)
		return linear_answer(linear, block, 0, linear->line.text);
	struct str first = STR_EMPTY;
	str_put(&first, linear->line.text);
	talk = write_from(linear, block, first.text);
	str_release(&first);
	return talk;
}

/* --- A question ----------------------------------------------------------- */

/*
 * What is asked.  What stands beside a question on the screens is heard alone
 * here, so it says which question that is: "The advocate: not said  (Age?)".
 */
static void
put_label(struct linear *linear, const struct block *block, struct str *out)
{
	const struct spot *spot = &block->spot;
	const char *label = block->label ? block->label : "";
	size_t of = NONE;

	if (spot->voice != VOICE_PERSON || spot->line != LINE_ANSWER)
		of = page_model_find_field(
		    &linear->model, spot->index, spot->row);
	const char *question =
	    of == NONE ? NULL : linear->model.blocks[of].label;
	if (question)
		words_put(out, desk_words(linear->desk),
		    WORD_LINEAR_GO_QUESTION, label, question, NULL);
	else
		str_put(out, label);
}

/* "Question 3 of 12: What matters to you?", as it is said again too. */
static void
put_question(struct linear *linear, const struct block *block, struct str *out)
{
	struct str label = STR_EMPTY;
	size_t number, count;

	linear_count(linear, &number, &count);
	put_label(linear, block, &label);
	words_put(out, desk_words(linear->desk), WORD_LINEAR_QUESTION,
	    numeral_of_count(number).text, numeral_of_count(count).text,
	    label.text, NULL);
	str_release(&label);
}

/* All that stands round it, the first time. */
static void
tell_question(struct linear *linear, const struct block *block)
{
	linear_tell_line(linear, "");
	linear_tell_text(linear, linear->again.text);
	if (block->is_required)
		linear_tell(linear, WORD_LINEAR_NEEDED, NULL);
	if (block->say)
		linear_tell_text(linear, block->say);
	if (block->hint)
		linear_tell_text(linear, block->hint);
	linear_tell_notes(linear, block);
}

enum talk
linear_ask_block(struct linear *linear)
{
	const struct block *block = &linear->model.blocks[linear->focus];
	struct str question = STR_EMPTY;

	if (block->spot.kind == BLOCK_BUTTON)
		return linear_ask_buttons(linear);
	put_question(linear, block, &question);
	linear_set_again(linear, question.text);
	str_release(&question);
	if (!linear->is_asked)
		tell_question(linear, block);
	else if (block->spot.kind != BLOCK_WEEK)
		linear_tell_text(linear, linear->again.text);
	switch (block->spot.kind) {
	case BLOCK_TYPED:
		return ask_typed(linear, block);
	case BLOCK_WEEK:
		return linear_ask_week(linear, block);
	case BLOCK_CHOICE:
		return linear_ask_choice(linear, block);
	case BLOCK_LIST:
		return linear_ask_list(linear, block);
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_SUM:
	case BLOCK_BUTTON:
		break;
	}
	return TALK_ON;
}
