/*
 * One question, by the kind of its block: what is told of it, what may be
 * answered, and what came of the answer.
 *
 * Every answer goes through save(), which saves it at once.  What
 * cannot be saved is kept here, and Enter tries again.  An answer that is
 * wrong for its question is saved as it was typed, as on the screens; what is
 * wrong is told, and the question is asked once more.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
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

static void
tell_chosen(struct linear *linear, const struct block *block)
{
	struct str labels = STR_EMPTY;

	for (size_t i = 0; i < block->choice_count; i++)
		if (block->choices[i].is_chosen)
			str_format(&labels, "%s%zu %s",
			    labels.length > 0 ? "; " : "", i + 1,
			    block->choices[i].label);
	if (labels.length > 0)
		linear_tell(linear, WORD_LINEAR_CHOSEN, labels.text, NULL);
	str_release(&labels);
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
		tell_chosen(linear, block);
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

/* Save the whole answer, or keep it. */
static enum linear_asked
save(struct linear *linear, const struct spot *spot, size_t cell,
    const char *text)
{
	struct err err = {0};

	if (!answering_save(linear->desk, spot, text, &err)) {
		keep_unsaved(linear, spot, cell, text);
		linear_tell_kept(linear, &err);
		return ASKED_STAY;
	}
	linear->has_unsaved = false;
	str_clear(&linear->unsaved);
	linear_refresh(linear);
	return tell_result(linear, spot) ? ASKED_ON : ASKED_STAY;
}

/* Save a text for the block, and tell what came of it. */
static enum linear_asked
answer(struct linear *linear, const struct block *block, size_t cell,
    const char *text)
{
	const struct spot spot = block->spot;
	struct str whole = STR_EMPTY;

	answering_put(&whole, desk_forms(linear->desk), &linear->model, block,
	    cell, text);
	enum linear_asked asked = save(linear, &spot, cell, whole.text);
	str_release(&whole);
	return asked;
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
static enum linear_asked
keep(struct linear *linear, const struct block *block)
{
	if (!linear_unsaved(linear, block))
		return ASKED_ON;
	const struct spot spot = block->spot;
	return save(linear, &spot, linear->unsaved_cell, linear->unsaved.text);
}

/* What is offered becomes the answer. */
static enum linear_asked
take_offer(struct linear *linear, const struct block *block)
{
	if (!block->offer_typed) {
		linear_tell(linear, WORD_LINEAR_OFFER_NONE, NULL);
		return ASKED_STAY;
	}
	const struct spot spot = block->spot;
	struct str offer = STR_EMPTY;
	str_put(&offer, block->offer_typed);
	enum linear_asked asked = save(linear, &spot, 0, offer.text);
	str_release(&offer);
	return asked;
}

enum linear_asked
linear_hear_answer(struct linear *linear, const struct block *block)
{
	switch (linear_hear(linear)) {
	case HEARD_TEXT:
	case HEARD_COMMAND:
		break;
	case HEARD_KEEP:
		return keep(linear, block);
	case HEARD_BACK:
		return ASKED_BACK;
	case HEARD_LEFT:
		return ASKED_LEFT;
	}
	return text_is(linear->line.text, "=") ? take_offer(linear, block)
					       : ASKED_TEXT;
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
static enum linear_asked
drop_typing(struct linear *linear)
{
	struct err err = {0};

	if (!desk_forget_typing(linear->desk, &err))
		linear_tell_err(linear, &err);
	linear_tell(linear, WORD_LINEAR_DROPPED, NULL);
	return ASKED_STAY;
}

/* The text as it is is the answer; then what waited for that is done. */
static enum linear_asked
save_and_obey(
    struct linear *linear, const struct spot *spot, const struct str *text)
{
	struct str command = STR_EMPTY;

	str_put(&command, linear->line.text);
	save(linear, spot, 0, text->text);
	if (!linear->has_unsaved) {
		linear_tell(linear, WORD_LINEAR_SAVED, NULL);
		linear_command(linear, command.text);
	}
	str_release(&command);
	return ASKED_LEFT;
}

enum linear_asked
linear_write(
    struct linear *linear, const struct block *block, const char *first)
{
	struct str text = STR_EMPTY;
	const struct spot spot = block->spot;
	enum linear_asked asked = ASKED_LEFT;
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
		asked = drop_typing(linear);
	else if (heard == HEARD_COMMAND)
		asked = save_and_obey(linear, &spot, &text);
	else if (!linear->is_moved)
		asked = save(linear, &spot, 0, text.text);
	if (asked == ASKED_ON)
		linear_tell(linear, WORD_LINEAR_SAVED, NULL);
	str_release(&text);
	return asked;
}

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

static enum linear_asked
ask_typed(struct linear *linear, const struct block *block)
{
	tell_old(linear, block);
	enum linear_asked asked = linear_hear_answer(linear, block);
	if (asked != ASKED_TEXT)
		return asked;
	if (!block->is_long)
		return answer(linear, block, 0, linear->line.text);
	if (text_is(linear->line.text, "."))
		return ASKED_ON;
	struct str first = STR_EMPTY;
	str_put(&first, linear->line.text);
	asked = linear_write(linear, block, first.text);
	str_release(&first);
	return asked;
}

/* --- The week ------------------------------------------------------------- */

enum { CELLS = WEEK_DAYS * WEEK_PARTS };

static const char *
cell_of(const struct block *block, size_t cell)
{
	return block->week.cells[cell / WEEK_PARTS][cell % WEEK_PARTS];
}

static void
tell_cell(struct linear *linear, const struct block *block, size_t cell)
{
	const struct words *words = desk_words(linear->desk);
	const char *text = cell_of(block, cell);

	linear_tell(linear, WORD_LINEAR_WEEK_PART,
	    words_get(words, week_day_word(cell / WEEK_PARTS)),
	    words_get(words, week_part_word(cell % WEEK_PARTS)),
	    text ? text : words_get(words, WORD_LINEAR_WEEK_FREE), NULL);
}

static void
tell_week(struct linear *linear, const struct block *block)
{
	size_t count = 0;

	for (size_t i = 0; i < CELLS; i++)
		if (cell_of(block, i)) {
			tell_cell(linear, block, i);
			count++;
		}
	if (count == 0)
		linear_tell(linear, WORD_LINEAR_WEEK_EMPTY, NULL);
	linear_tell(linear, WORD_LINEAR_WEEK, NULL);
}

/* On to another part of the week, or from its last one to what follows. */
static enum linear_asked
next_cell(struct linear *linear)
{
	linear->place.cell++;
	return linear->place.cell < CELLS ? ASKED_STAY : ASKED_ON;
}

static enum linear_asked
ask_week(struct linear *linear, const struct block *block)
{
	size_t cell = linear->place.cell;

	if (!linear->is_asked)
		tell_week(linear, block);
	tell_cell(linear, block, cell);
	enum linear_asked asked = linear_hear_answer(linear, block);
	if (asked == ASKED_TEXT && text_is(linear->line.text, "."))
		return ASKED_ON;
	if (asked == ASKED_TEXT)
		asked = answer(linear, block, cell, linear->line.text);
	if (asked == ASKED_ON)
		return next_cell(linear);
	if (asked != ASKED_BACK || cell == 0)
		return asked;
	linear->place.cell--;
	return ASKED_STAY;
}

/* --- Choices -------------------------------------------------------------- */

static void
tell_options(struct linear *linear, const struct block *block)
{
	for (size_t i = 0; i < block->choice_count; i++)
		linear_tell(linear,
		    block->choices[i].is_chosen ? WORD_LINEAR_OPTION_CHOSEN
						: WORD_LINEAR_OPTION,
		    numeral_of_count(i + 1).text, block->choices[i].label,
		    NULL);
}

/* The option whose words these are, or that a letter stands for; or NONE. */
static size_t
find_option(const struct block *block, const char *text)
{
	struct str typed = STR_EMPTY, label = STR_EMPTY;
	size_t found = NONE;

	utf8_fold(&typed, text);
	for (size_t i = 0; i < block->choice_count && found == NONE; i++) {
		str_clear(&label);
		utf8_fold(&label, block->choices[i].label);
		if (text_is(label.text, typed.text))
			found = i;
	}
	size_t letter = utf8_next(text, strlen(text), 0);
	if (found == NONE && text_is_blank(text + letter))
		found = answering_find_letter(block, text, letter);
	str_release(&typed);
	str_release(&label);
	return found;
}

/* The end of what stands between two blanks or commas. */
static const char *
piece_end(const char *text)
{
	return text + strcspn(text, " ,;");
}

/*
 * The options that a line names, each chosen as if it was the next: false, and
 * said why, if one is none or there are too many.
 */
static bool
read_options(struct linear *linear, const struct block *block, const char *text,
    bool *is_chosen)
{
	size_t whole = find_option(block, text), count = 0;
	const char *end;

	if (whole != NONE)
		return answering_choose(block, whole, is_chosen);
	for (; *text != '\0'; text = end + strspn(end, " ,;")) {
		struct str piece = STR_EMPTY;
		end = piece_end(text);
		str_put_n(&piece, text, (size_t)(end - text));
		int number = linear_number(piece.text);
		bool is_option =
		    number > 0 && (size_t)number <= block->choice_count;
		if (!is_option)
			linear_tell(linear, WORD_LINEAR_NO_OPTION, piece.text,
			    numeral_of_count(block->choice_count).text, NULL);
		str_release(&piece);
		if (!is_option)
			return false;
		size_t option = (size_t)number - 1;
		if (is_chosen[option])
			continue;
		if (block_is_single(block) && count++ > 0) {
			linear_tell(linear, WORD_LINEAR_ONE_ONLY, NULL);
			return false;
		}
		if (!answering_choose(block, option, is_chosen)) {
			linear_tell(linear, WORD_UI_PAGE_MOST,
			    numeral_of(block->most).text, NULL);
			return false;
		}
	}
	return true;
}

static enum linear_asked
choose(struct linear *linear, const struct block *block)
{
	const struct field *field =
	    &desk_forms(linear->desk)->fields[block->spot.index];
	const struct spot spot = block->spot;
	bool *is_chosen = mem_new(block->choice_count * sizeof(*is_chosen));
	struct str text = STR_EMPTY;
	enum linear_asked asked = ASKED_STAY;

	if (read_options(linear, block, linear->line.text, is_chosen)) {
		answering_put_choices(
		    &text, field, block, is_chosen, block->other);
		asked = save(linear, &spot, 0, text.text);
	}
	mem_free(is_chosen);
	str_release(&text);
	return asked;
}

static enum linear_asked
ask_choice(struct linear *linear, const struct block *block)
{
	if (!linear->is_asked) {
		tell_options(linear, block);
		linear_tell(linear,
		    block_is_single(block) ? WORD_LINEAR_TYPE_ONE
					   : WORD_LINEAR_TYPE_MANY,
		    NULL);
	}
	if (block->offer)
		linear_tell(linear, WORD_LINEAR_OFFER, block->offer, NULL);
	else if (!answering_has_any(block))
		linear_tell(linear, WORD_LINEAR_OPEN, NULL);
	else if (!linear->is_asked)
		tell_chosen(linear, block);
	enum linear_asked asked = linear_hear_answer(linear, block);
	return asked == ASKED_TEXT ? choose(linear, block) : asked;
}

/* --- A question ----------------------------------------------------------- */

/* "Question 3 of 12: What matters to you?", as it is said again too. */
static void
put_question(struct linear *linear, const struct block *block, struct str *out)
{
	size_t number, count;

	linear_count(linear, &number, &count);
	words_put(out, desk_words(linear->desk), WORD_LINEAR_QUESTION,
	    numeral_of_count(number).text, numeral_of_count(count).text,
	    block->label ? block->label : "", NULL);
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

enum linear_asked
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
		return ask_week(linear, block);
	case BLOCK_CHOICE:
		return ask_choice(linear, block);
	case BLOCK_LIST:
		return linear_ask_list(linear, block);
	case BLOCK_HEADING:
	case BLOCK_PROSE:
	case BLOCK_SUM:
	case BLOCK_BUTTON:
		break;
	}
	return ASKED_ON;
}
