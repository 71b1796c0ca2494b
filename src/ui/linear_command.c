/*
 * Commands of the talk line by line that are not about the question where one
 * is: help, undo, what is read, and where one goes.
 *
 * Tested by tests/linear.
 */
#include <string.h>

#include "base/str.h"
#include "desk/history.h"
#include "desk/ring.h"
#include "plan/search.h"
#include "ui/linear_parts.h"
#include "ui/told.h"

/* --- Help ----------------------------------------------------------------- */

void
linear_help(struct linear *linear, const char *said)
{
	const struct block *block = linear_question(linear);
	struct str text = STR_EMPTY;

	(void)said;
	if (block && linear->dialogues == 0)
		told_help(&text, linear->desk, block, linear->place.page);
	if (text.length > 0)
		linear_tell_text(linear, text.text);
	linear_tell(linear, WORD_LINEAR_HELP, NULL);
	str_release(&text);
}

void
linear_menu(struct linear *linear, const char *said)
{
	(void)said;
	linear_tell(linear, WORD_LINEAR_COMMANDS, NULL);
	linear_tell_commands(linear);
}

void
linear_none(struct linear *linear, const char *said)
{
	(void)said;
	linear_tell(linear, WORD_LINEAR_SCREENS_ONLY, NULL);
}

void
linear_danger(struct linear *linear, const char *said)
{
	struct str text = STR_EMPTY;

	(void)said;
	linear_tell(linear, WORD_UI_DANGER_TITLE, NULL);
	desk_put_danger(&text, linear->desk);
	linear_tell_text(linear, text.text);
	str_release(&text);
}

void
linear_again(struct linear *linear, const char *said)
{
	(void)said;
	if (linear->dialogues > 0)
		return; /* it is said again anyway */
	linear->is_asked = false;
	linear->is_entered |= linear->place.at != AT_PAGE;
	linear->is_moved = true;
}

/* --- Saving and leaving --------------------------------------------------- */

void
linear_save(struct linear *linear, const char *said)
{
	int64_t saved_at = desk_saved_at(linear->desk);
	struct str time = STR_EMPTY;

	(void)said;
	if (saved_at == 0) {
		linear_tell(linear, WORD_UI_NOTHING_TO_SAVE, NULL);
		return;
	}
	struct moment moment = desk_moment(linear->desk, saved_at);
	str_format(&time, "%d:%02d", moment.hour, moment.minute);
	linear_tell(linear, WORD_UI_SAVED, time.text, NULL);
	str_release(&time);
}

void
linear_leave(struct linear *linear, const char *said)
{
	(void)said;
	linear->is_over = true;
}

void
linear_back(struct linear *linear, const char *said)
{
	(void)said;
	linear_go_back(linear);
}

/* Is a person's plan open?  Else it is said. */
static bool
has_plan(struct linear *linear)
{
	if (!desk_has_plan(linear->desk))
		linear_tell(linear, WORD_UI_WHY_NO_PLAN, NULL);
	return desk_has_plan(linear->desk);
}

void
linear_home(struct linear *linear, const char *said)
{
	(void)said;
	if (has_plan(linear))
		linear_move(linear, AT_HOME);
}

/* --- Settings ------------------------------------------------------------- */

void
linear_settings(struct linear *linear, const char *said)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	if (!text_is_blank(said) &&
	    !desk_take_setting(linear->desk, said, &err))
		linear_tell_err(linear, &err);
	desk_put_settings(&text, linear->desk);
	desk_put_setting_mistakes(&text, linear->desk);
	linear_tell_text(linear, text.text);
	linear_tell(linear, WORD_LINEAR_SETTING_HOW, NULL);
	/* The language may be another one now. */
	linear->is_moved |= !text_is_blank(said);
	str_release(&text);
}

/* --- Undo ----------------------------------------------------------------- */

static void
tell_undone(struct linear *linear, bool is_undo, const struct address *where)
{
	const struct form_set *set = desk_forms(linear->desk);
	const struct words *words = desk_words(linear->desk);
	size_t field = where->field ? form_find_field(set, where->field) : NONE;
	struct str label = STR_EMPTY;

	if (field != NONE)
		reading_put_text(&label, desk_reading(linear->desk),
		    wording_get(
			&set->fields[field].label, words_language(words)),
		    words);
	if (label.length > 0)
		linear_tell(linear,
		    is_undo ? WORD_LINEAR_UNDONE_AT : WORD_UI_REDONE_AT,
		    label.text, NULL);
	else
		linear_tell(linear,
		    is_undo ? WORD_LINEAR_UNDONE : WORD_UI_REDONE, NULL);
	str_release(&label);
}

static void
undo_or_redo(struct linear *linear, bool is_undo)
{
	struct address where = {0};
	struct err err = {0};
	bool done;

	if (!has_plan(linear))
		return;
	bool is_fine = is_undo ? desk_undo(linear->desk, &done, &where, &err)
			       : desk_redo(linear->desk, &done, &where, &err);
	if (!is_fine) {
		linear_tell_unsaved(linear, &err);
	} else if (!done) {
		linear_tell(linear,
		    is_undo ? WORD_UI_NOTHING_TO_UNDO : WORD_UI_NOTHING_TO_REDO,
		    NULL);
	} else {
		tell_undone(linear, is_undo, &where);
		linear_open_at(linear, &where);
	}
}

void
linear_undo(struct linear *linear, const char *said)
{
	(void)said;
	undo_or_redo(linear, true);
}

void
linear_redo(struct linear *linear, const char *said)
{
	(void)said;
	undo_or_redo(linear, false);
}

void
linear_adopt(struct linear *linear, const char *said)
{
	struct forms_change change;
	struct err err = {0};

	(void)said;
	if (!has_plan(linear))
		return;
	if (!desk_forms_change(linear->desk, &change, &err)) {
		linear_tell_err(linear, &err);
	} else if (!change.differs) {
		linear_tell(linear, WORD_UI_NOT_ADOPTED, NULL);
	} else if (!desk_adopt_forms(linear->desk, &err)) {
		linear_tell_unsaved(linear, &err);
	} else {
		linear_tell(linear, WORD_LINEAR_ADOPTED, NULL);
		linear_move(linear, AT_HOME);
	}
}

/* --- Reading -------------------------------------------------------------- */

void
linear_history(struct linear *linear, const char *said)
{
	struct str text = STR_EMPTY;
	struct err err = {0};

	(void)said;
	if (!has_plan(linear))
		return;
	if (desk_put_history(&text, linear->desk, &err))
		linear_tell_text(linear, text.text);
	else
		linear_tell_err(linear, &err);
	str_release(&text);
}

void
linear_budget(struct linear *linear, const char *said)
{
	(void)said;
	if (!has_plan(linear))
		return;
	str_clear(&linear->budget);
	linear_tell_budget(linear);
}

/* --- Going ---------------------------------------------------------------- */

static void
open_place(struct linear *linear, const struct hit *place)
{
	linear_open_field(linear, place->page, 0, place->field);
}

/* "2 Making your plan: How life is now", "Do you sleep well?  (Nights)" */
static void
tell_place(struct linear *linear, const struct hit *place, size_t number)
{
	struct str text = STR_EMPTY;

	if (place->field == NONE)
		str_put(&text, place->label);
	else
		words_put(&text, desk_words(linear->desk),
		    WORD_LINEAR_GO_QUESTION, place->label, place->where, NULL);
	linear_tell(linear, WORD_LINEAR_OPTION, numeral_of_count(number).text,
	    text.text, NULL);
	str_release(&text);
}

/* Which of several; the choice is a dialogue of its own. */
static void
choose_place(struct linear *linear, const struct hit *places, size_t count)
{
	for (size_t i = 0; i < count; i++)
		tell_place(linear, &places[i], i + 1);
	linear_begin(linear);
	size_t chosen = linear_choose(linear,
	    words_get(desk_words(linear->desk), WORD_LINEAR_SEVERAL), count,
	    NONE);
	linear_end(linear);
	if (chosen != NONE)
		open_place(linear, &places[chosen]);
}

static void
go_to_question(struct linear *linear, int number)
{
	size_t at, count, ignored;

	if (linear->place.at != AT_PAGE) {
		linear_tell(linear, WORD_UI_WHY_NO_PAGE, NULL);
		return;
	}
	linear_count(linear, &ignored, &count);
	at = linear_stop(linear, (size_t)number);
	if (at == NONE) {
		linear_tell(linear, WORD_LINEAR_NO_QUESTION,
		    numeral_of(number).text, numeral_of_count(count).text,
		    NULL);
		return;
	}
	linear->place.spot = linear->model.blocks[at].spot;
	linear->place.seek = SEEK_SPOT;
	linear->place.cell = 0;
	linear->told = at;
	linear->is_asked = false;
	linear->is_moved = true;
}

void
linear_go(struct linear *linear, const char *said)
{
	size_t count, reading_count;

	if (!has_plan(linear))
		return;
	if (linear_number(said) > 0) {
		go_to_question(linear, linear_number(said));
		return;
	}
	struct arena *arena = arena_new();
	const struct reading *const *readings =
	    desk_readings(linear->desk, &reading_count);
	const struct hit *places = search_find(arena, readings, reading_count,
	    SEARCH_QUESTIONS, said, desk_words(linear->desk), &count);
	if (count == 0)
		linear_tell(linear, WORD_LINEAR_GO_NOTHING, NULL);
	else if (count == 1)
		open_place(linear, places);
	else
		choose_place(linear, places, count);
	arena_free(arena);
}

/* The page before or after the one where one is. */
static void
turn_page(struct linear *linear, bool is_forward)
{
	const struct reading *reading;

	if (linear->place.at != AT_PAGE) {
		linear_tell(linear, WORD_UI_WHY_NO_PAGE, NULL);
		return;
	}
	reading = desk_reading(linear->desk);
	size_t page = is_forward ? page_after(reading, linear->place.page)
				 : page_before(reading, linear->place.page);
	if (page == NONE)
		linear_tell(linear,
		    is_forward ? WORD_LINEAR_NO_PAGE_AFTER
			       : WORD_LINEAR_NO_PAGE_BEFORE,
		    NULL);
	else
		linear_open(linear, page, NONE, 0, SEEK_FIRST, NONE);
}

void
linear_next(struct linear *linear, const char *said)
{
	(void)said;
	turn_page(linear, true);
}

void
linear_before(struct linear *linear, const char *said)
{
	(void)said;
	turn_page(linear, false);
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

void
linear_needed(struct linear *linear, const char *said)
{
	int number = linear_number(said);

	if (!has_plan(linear))
		return;
	const struct readiness *readiness = desk_readiness(linear->desk);
	if (number == 0 || (size_t)number > readiness->count) {
		tell_gaps(linear);
		return;
	}
	const struct gap *gap = &readiness->gaps[number - 1];
	if (gap->page == NONE)
		linear_tell(linear, WORD_UI_NEEDED_NOWHERE, NULL);
	else
		linear_open_field(linear, gap->page, gap->row, gap->field);
}
