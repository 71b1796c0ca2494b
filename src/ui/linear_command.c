/*
 * Commands of the talk line by line that are not about the question where one
 * is: help, undo, what is read, and where one goes.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "desk/history.h"
#include "desk/ring.h"
#include "plan/search.h"
#include "ui/linear_parts.h"
#include "ui/told.h"

/* --- Help ----------------------------------------------------------------- */

enum talk
linear_help(struct linear *linear, const char *said)
{
	const struct block *block = linear_question(linear);
	struct str text = STR_EMPTY;

	(void)said;
	if (block && !linear_is_busy(linear))
		told_help(&text, linear->desk, block, linear->place.page);
	if (text.length > 0)
		linear_tell_text(linear, text.text);
	linear_tell(linear, WORD_LINEAR_HELP, NULL);
	str_release(&text);
	return TALK_STAY;
}

enum talk
linear_menu(struct linear *linear, const char *said)
{
	(void)said;
	linear_tell(linear, WORD_LINEAR_COMMANDS, NULL);
	linear_tell_commands(linear);
	return TALK_STAY;
}

enum talk
linear_none(struct linear *linear, const char *said)
{
	(void)said;
	linear_tell(linear, WORD_LINEAR_SCREENS_ONLY, NULL);
	return TALK_STAY;
}

enum talk
linear_danger(struct linear *linear, const char *said)
{
	struct str text = STR_EMPTY;

	(void)said;
	linear_tell(linear, WORD_UI_DANGER_TITLE, NULL);
	desk_put_danger(&text, linear->desk);
	linear_tell_text(linear, text.text);
	str_release(&text);
	return TALK_STAY;
}

enum talk
linear_again(struct linear *linear, const char *said)
{
	(void)said;
	if (linear_is_busy(linear))
		return TALK_STAY; /* it is said again anyway */
	linear->is_entered |= linear->place.at != AT_PAGE;
	return TALK_LEFT;
}

/* --- Saving and leaving --------------------------------------------------- */

enum talk
linear_save(struct linear *linear, const char *said)
{
	int64_t saved_at = desk_saved_at(linear->desk);
	struct str time = STR_EMPTY;

	(void)said;
	if (saved_at == 0) {
		linear_tell(linear, WORD_UI_NOTHING_TO_SAVE, NULL);
		return TALK_STAY;
	}
	desk_put_time(&time, linear->desk, saved_at);
	linear_tell(linear, WORD_UI_SAVED, time.text, NULL);
	str_release(&time);
	return TALK_STAY;
}

enum talk
linear_leave(struct linear *linear, const char *said)
{
	(void)said;
	linear->is_over = true;
	return TALK_LEFT;
}

enum talk
linear_back(struct linear *linear, const char *said)
{
	(void)said;
	return linear_go_back(linear);
}

enum talk
linear_home(struct linear *linear, const char *said)
{
	(void)said;
	return linear_has_plan(linear) ? linear_move(linear, AT_HOME)
				       : TALK_STAY;
}

/* --- Settings ------------------------------------------------------------- */

enum talk
linear_settings(struct linear *linear, const char *said)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (!text_is_blank(said) &&
	    !desk_take_setting(linear->desk, said, &err)) {
		linear_tell_err(linear, &err);
		linear_tell(linear, WORD_LINEAR_SETTING_HOW, NULL);
		return TALK_STAY;
	}
	desk_put_settings(&text, linear->desk);
	desk_put_setting_mistakes(&text, linear->desk);
	linear_tell_text(linear, text.text);
	linear_tell(linear, WORD_LINEAR_SETTING_HOW, NULL);
	str_release(&text);
	/* The language may be another one now. */
	return text_is_blank(said) ? TALK_STAY : TALK_LEFT;
}

/* --- Undo ----------------------------------------------------------------- */

/* "Taken back: the new row "Huw". :redo does it again." */
static void
tell_undone(struct linear *linear, bool is_undo, const char *act)
{
	if (*act != '\0')
		linear_tell(linear,
		    is_undo ? WORD_LINEAR_UNDONE_AT : WORD_UI_REDONE_AT, act,
		    NULL);
	else
		linear_tell(linear,
		    is_undo ? WORD_LINEAR_UNDONE : WORD_UI_REDONE, NULL);
}

static enum talk
undo_or_redo(struct linear *linear, bool is_undo)
{
	struct address where = {0};
	struct str act = STR_EMPTY;
	struct err err = {0};
	enum talk talk = TALK_STAY;
	bool done;

	if (!linear_has_plan(linear))
		return TALK_STAY;
	bool is_fine = told_undo(&act, linear->desk,
	    is_undo ? ACT_UNDO : ACT_REDO, &where, &done, &err);
	if (!is_fine) {
		linear_tell_unsaved(linear, &err);
	} else if (!done) {
		linear_tell(linear,
		    is_undo ? WORD_UI_NOTHING_TO_UNDO : WORD_UI_NOTHING_TO_REDO,
		    NULL);
	} else {
		tell_undone(linear, is_undo, act.text);
		talk = linear_open_at(linear, &where);
	}
	str_release(&act);
	return talk;
}

enum talk
linear_undo(struct linear *linear, const char *said)
{
	(void)said;
	return undo_or_redo(linear, true);
}

enum talk
linear_redo(struct linear *linear, const char *said)
{
	(void)said;
	return undo_or_redo(linear, false);
}

enum talk
linear_adopt(struct linear *linear, const char *said)
{
	struct forms_change change;
	struct err err = {0};

	(void)said;
	if (!linear_has_plan(linear))
		return TALK_STAY;
	if (!desk_forms_change(linear->desk, &change, &err)) {
		linear_tell_err(linear, &err);
	} else if (!change.differs) {
		linear_tell(linear, WORD_UI_NOT_ADOPTED, NULL);
	} else if (!desk_adopt_forms(linear->desk, &err)) {
		linear_tell_unsaved(linear, &err);
	} else {
		linear_tell(linear, WORD_LINEAR_ADOPTED, NULL);
		return linear_move(linear, AT_HOME);
	}
	return TALK_STAY;
}

/* --- Reading -------------------------------------------------------------- */

enum talk
linear_history(struct linear *linear, const char *said)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	enum talk talk = TALK_STAY;

	(void)said;
	if (!linear_has_plan(linear))
		return TALK_STAY;
	if (desk_put_history(&text, linear->desk, &err))
		talk = linear_read(linear, text.text);
	else
		linear_tell_err(linear, &err);
	str_release(&text);
	return talk;
}

enum talk
linear_budget(struct linear *linear, const char *said)
{
	(void)said;
	if (!linear_has_plan(linear))
		return TALK_STAY;
	str_clear(&linear->budget);
	linear_tell_budget(linear);
	return TALK_STAY;
}

/* --- Going ---------------------------------------------------------------- */

/* "2 Making your plan: How life is now", "Do you sleep well?  (Nights)" */
static void
tell_place(struct linear *linear, const struct hit *place, size_t index)
{
	struct str text = STR_EMPTY;

	if (place->field == NONE)
		str_put(&text, place->label);
	else
		words_put(&text, desk_words(linear->desk),
		    WORD_LINEAR_GO_QUESTION, place->label, place->where, NULL);
	linear_tell_option(linear, index, text.text);
	str_release(&text);
}

/* The one that fits, or which of several. */
static enum talk
open_place(struct linear *linear, const struct hit *places, size_t count)
{
	enum talk talk = TALK_ON;
	size_t chosen = 0;

	for (size_t i = 0; count > 1 && i < count; i++)
		tell_place(linear, &places[i], i);
	if (count > 1)
		talk = linear_choose(
		    linear, WORD_LINEAR_SEVERAL, count, NONE, &chosen);
	return talk != TALK_ON ? talk
			       : linear_open_field(linear, places[chosen].page,
				     0, places[chosen].field);
}

static enum talk
go_to_question(struct linear *linear, int number)
{
	size_t at, count, ignored;

	if (!linear_has_page(linear))
		return TALK_STAY;
	linear_count(linear, &ignored, &count);
	at = linear_stop(linear, (size_t)number);
	if (at == NONE) {
		linear_tell(linear, WORD_LINEAR_NO_QUESTION,
		    numeral_of(number).text, numeral_of_count(count).text,
		    NULL);
		return TALK_STAY;
	}
	linear->place.spot = linear->model.blocks[at].spot;
	linear->place.seek = SEEK_SPOT;
	linear->place.cell = 0;
	linear->told = at;
	return TALK_LEFT;
}

enum talk
linear_go(struct linear *linear, const char *said)
{
	size_t count, reading_count;

	if (!linear_has_plan(linear))
		return TALK_STAY;
	if (linear_number(said) > 0)
		return go_to_question(linear, linear_number(said));
	struct arena *arena = arena_new();
	const struct reading *const *readings =
	    desk_readings(linear->desk, &reading_count);
	const struct hit *places = search_find(arena, readings, reading_count,
	    SEARCH_QUESTIONS, said, desk_words(linear->desk), &count);
	enum talk talk = TALK_STAY;
	if (count == 0)
		linear_tell(linear, WORD_LINEAR_GO_NOTHING, NULL);
	else
		talk = open_place(linear, places, count);
	arena_free(arena);
	return talk;
}

/* The page before or after the one where one is. */
static enum talk
turn_page(struct linear *linear, bool is_forward)
{
	const struct reading *reading;

	if (!linear_has_page(linear))
		return TALK_STAY;
	reading = desk_reading(linear->desk);
	size_t page = is_forward ? page_after(reading, linear->place.page)
				 : page_before(reading, linear->place.page);
	if (page != NONE)
		return linear_open(linear, page, NONE, 0, SEEK_FIRST, NONE);
	linear_tell(linear,
	    is_forward ? WORD_LINEAR_NO_PAGE_AFTER : WORD_LINEAR_NO_PAGE_BEFORE,
	    NULL);
	return TALK_STAY;
}

enum talk
linear_next(struct linear *linear, const char *said)
{
	(void)said;
	return turn_page(linear, true);
}

enum talk
linear_before(struct linear *linear, const char *said)
{
	(void)said;
	return turn_page(linear, false);
}

/* --- What is needed ------------------------------------------------------- */

static void
tell_gaps(struct linear *linear)
{
	const struct readiness *readiness = desk_readiness(linear->desk);

	if (readiness->count == 0) {
		linear_tell(linear, WORD_UI_NEEDED_NOTHING, NULL);
		return;
	}
	for (size_t i = 0; i < readiness->count; i++)
		linear_tell(linear,
		    i < readiness->blocking ? WORD_LINEAR_GAP
					    : WORD_LINEAR_GAP_LATER,
		    numeral_of_count(i + 1).text, readiness->gaps[i].text,
		    NULL);
	linear_tell(linear, WORD_LINEAR_NEEDED_GO, NULL);
}

/* Nobody asks for it, so it is shown here, and may go. */
static enum talk
ask_asleep(struct linear *linear, size_t field, int row)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	told_asleep(&text, linear->desk, field, row);
	linear_tell_text(linear, text.text);
	str_release(&text);
	enum talk talk = linear_confirm(
	    linear, WORD_LINEAR_ASLEEP_ASK, WORD_LINEAR_STRIKE_KEPT);
	if (talk != TALK_ON)
		return talk;
	if (desk_take_asleep(linear->desk, field, row, &err))
		linear_tell(linear, WORD_LINEAR_CLEARED, NULL);
	else
		linear_tell_unsaved(linear, &err);
	return TALK_LEFT;
}

enum talk
linear_needed(struct linear *linear, const char *said)
{
	int number = linear_number(said);

	if (!linear_has_plan(linear))
		return TALK_STAY;
	const struct readiness *readiness = desk_readiness(linear->desk);
	bool is_there = number > 0 && (size_t)number <= readiness->count;
	if (!is_there && !text_is_blank(said) && readiness->count > 0)
		linear_tell(linear, WORD_LINEAR_NO_NUMBER, said,
		    numeral_of_count(readiness->count).text, NULL);
	if (!is_there) {
		tell_gaps(linear);
		return TALK_STAY;
	}
	const struct gap *gap = &readiness->gaps[number - 1];
	if (gap->kind == GAP_ASLEEP)
		return ask_asleep(linear, gap->field, gap->row);
	if (gap->page != NONE)
		return linear_open_field(
		    linear, gap->page, gap->row, gap->field);
	linear_tell(linear, WORD_UI_NEEDED_NOWHERE, NULL);
	return TALK_STAY;
}
