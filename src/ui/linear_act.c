/*
 * Commands of the talk line by line that are about the page and the question
 * where one is: rows, voices, sums, taking away and striking out.
 *
 * A command that acts, or leads elsewhere, ends the question that was being
 * asked; one that cannot be done says why, and the question stands.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "desk/privacy.h"
#include "desk/why.h"
#include "ui/answering.h"
#include "ui/linear_parts.h"
#include "ui/told.h"

/* The question being asked, or NULL and said that there is none. */
static const struct block *
question_at_hand(struct linear *linear)
{
	const struct block *block = linear_question(linear);

	if (!block)
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_QUESTION, NULL);
	return block;
}

static bool
has_page(struct linear *linear)
{
	if (linear->place.at != AT_PAGE)
		linear_tell(linear, WORD_UI_WHY_NO_PAGE, NULL);
	return linear->place.at == AT_PAGE;
}

/* --- Rows ----------------------------------------------------------------- */

/* The list being asked about, the row's own, or the only one; or NONE. */
static size_t
list_at_hand(const struct linear *linear)
{
	const struct page_model *model = &linear->model;
	const struct spot *spot = &model->blocks[linear->focus].spot;
	size_t found = NONE;

	if (linear->place.row != 0)
		return linear->place.repeat;
	if (spot->kind == BLOCK_LIST)
		return spot->index;
	for (size_t i = 0; i < model->count; i++) {
		const struct spot *other = &model->blocks[i].spot;
		if (other->kind != BLOCK_LIST && other->button != BUTTON_ADD)
			continue;
		if (found != NONE && found != other->index)
			return NONE; /* which one? */
		found = other->index;
	}
	return found;
}

void
linear_add_row(struct linear *linear, size_t repeat)
{
	const struct form_set *set = desk_forms(linear->desk);
	const struct linear_place *place = &linear->place;
	const struct page *page = &set->pages[place->page];
	struct err err = {0};
	int row;

	if (!answering_has_room(linear->desk, repeat)) {
		linear_tell(linear, WORD_UI_PAGE_WHY_FULL, NULL);
		return;
	}
	if (!desk_add_row(linear->desk, set->repeats[repeat].id, &row, &err)) {
		linear_tell_unsaved(linear, &err);
		return;
	}
	linear_tell(linear, WORD_LINEAR_ADDED, NULL);
	bool is_here = place->row == 0 && page->rows == PAGE_NEWEST_ROW &&
		       page->repeat == repeat;
	linear_open(linear, place->page, is_here ? NONE : repeat,
	    is_here ? 0 : row, SEEK_FIRST, NONE);
}

void
linear_add(struct linear *linear, const char *said)
{
	(void)said;
	if (!has_page(linear))
		return;
	size_t repeat = list_at_hand(linear);
	if (repeat == NONE)
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_LIST, NULL);
	else
		linear_add_row(linear, repeat);
}

/*
 * The row that a command is about: that of its page, or the one whose number
 * was said; 0, and said why, if there is none.
 */
static int
row_at_hand(
    struct linear *linear, const char *word, const char *said, size_t *repeat)
{
	int number = linear_number(said);
	size_t count;

	if (!has_page(linear))
		return 0;
	*repeat = list_at_hand(linear);
	if (*repeat == NONE) {
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_LIST, NULL);
		return 0;
	}
	if (text_is_blank(said) && linear->place.row != 0)
		return linear->place.row;
	const int *rows =
	    reading_rows(desk_reading(linear->desk), *repeat, &count);
	if (number > 0 && (size_t)number <= count)
		return rows[number - 1];
	if (text_is_blank(said))
		linear_tell(linear, WORD_LINEAR_WHICH_ROW, word, NULL);
	else
		linear_tell(linear, WORD_LINEAR_NO_ROW, said, NULL);
	return 0;
}

/* The list again, once one of its rows is gone or stands elsewhere. */
static void
open_list(struct linear *linear, size_t repeat)
{
	linear_open(linear, linear->place.page, NONE, 0, SEEK_LIST, repeat);
}

static void
put_row_name(struct str *out, struct linear *linear, size_t repeat, int row)
{
	reading_put_row_name(out, desk_reading(linear->desk), repeat, row,
	    desk_words(linear->desk));
}

void
linear_remove(struct linear *linear, const char *said)
{
	struct str name = STR_EMPTY;
	struct err err = {0};
	size_t repeat;
	int row = row_at_hand(linear, "remove", said, &repeat);

	if (row == 0)
		return;
	put_row_name(&name, linear, repeat, row);
	if (desk_remove_row(linear->desk,
		desk_forms(linear->desk)->repeats[repeat].id, row, &err)) {
		linear_tell(linear, WORD_LINEAR_REMOVED, name.text, NULL);
		open_list(linear, repeat);
	} else {
		linear_tell_unsaved(linear, &err);
	}
	str_release(&name);
}

static void
move_row(struct linear *linear, const char *word, const char *said, int by)
{
	struct str name = STR_EMPTY;
	struct err err = {0};
	size_t repeat, count;
	int row = row_at_hand(linear, word, said, &repeat);

	if (row == 0)
		return;
	const char *id = desk_forms(linear->desk)->repeats[repeat].id;
	int place = plan_row_place(desk_plan(linear->desk), id, row) + by;
	plan_rows(desk_plan(linear->desk), id, &count);
	if (place < 0 || (size_t)place >= count) {
		linear_tell(linear, WORD_UI_PAGE_WHY_AT_EDGE, NULL);
		return;
	}
	put_row_name(&name, linear, repeat, row);
	if (desk_move_row(linear->desk, id, row, place, &err)) {
		linear_tell(linear,
		    by < 0 ? WORD_UI_PAGE_MOVED_UP : WORD_UI_PAGE_MOVED_DOWN,
		    name.text, NULL);
		open_list(linear, repeat);
	} else {
		linear_tell_unsaved(linear, &err);
	}
	str_release(&name);
}

void
linear_up(struct linear *linear, const char *said)
{
	move_row(linear, "up", said, -1);
}

void
linear_down(struct linear *linear, const char *said)
{
	move_row(linear, "down", said, 1);
}

/* --- Voices, and whose words ---------------------------------------------- */

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
	bool is_open = linear->open_field == spot->index &&
		       linear->open_row == spot->row &&
		       linear->open_voice != VOICE_PERSON;

	if (is_open)
		return linear->open_voice + 1;
	for (enum voice voice = VOICE_WORKER; voice < VOICE_MAX; voice++)
		if (reading_answer(desk_reading(linear->desk), spot->index,
			spot->row, voice))
			return voice;
	return VOICE_WORKER;
}

/* Beside the question, with what is asked about it then. */
static void
open_beside(
    struct linear *linear, const struct spot *spot, enum linear_seek seek)
{
	linear->open_field = spot->index;
	linear->open_row = spot->row;
	linear->place.seek = seek;
	linear->is_asked = false;
	linear->is_moved = true;
}

void
linear_voice(struct linear *linear, const char *said)
{
	const struct block *block = question_at_hand(linear);
	enum voice voice;

	if (!block)
		return;
	const struct spot spot = block->spot;
	if (text_is_blank(said))
		voice = next_voice(linear, &spot);
	else
		voice = find_voice(linear, said);
	if (voice == VOICE_MAX && !text_is_blank(said)) {
		linear_tell(linear, WORD_LINEAR_VOICE_NONE, said, NULL);
		return;
	}
	linear->opens_whose = false;
	if (voice == VOICE_MAX) { /* behind the last it is closed */
		linear->open_voice = VOICE_PERSON;
		open_beside(linear, &spot, SEEK_FIELD);
		linear->place.spot.row = spot.row;
		return;
	}
	linear->open_voice = voice;
	linear_tell(linear, WORD_LINEAR_VOICE_OPEN, NULL);
	open_beside(linear, &spot, SEEK_VOICE);
}

void
linear_whose(struct linear *linear, const char *said)
{
	const struct block *block = question_at_hand(linear);

	(void)said;
	if (!block)
		return;
	const struct spot spot = block->spot;
	if (!reading_answer(
		desk_reading(linear->desk), spot.index, spot.row, spot.voice)) {
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_ANSWER, NULL);
		return;
	}
	linear->open_voice = spot.voice;
	linear->opens_whose = true;
	open_beside(linear, &spot, SEEK_WHOSE);
}

static bool
confirm_agree(struct linear *linear, const struct spot *spot)
{
	struct str text = STR_EMPTY;

	answering_put_agree(
	    &text, desk_words(linear->desk), spot, linear->open_voice);
	linear_tell_text(linear, text.text);
	str_release(&text);
	linear_begin(linear);
	bool is_wanted = linear_confirm(
	    linear, WORD_LINEAR_AGREE_ASK, WORD_UI_PAGE_KEPT_BOTH);
	linear_end(linear);
	return is_wanted;
}

void
linear_agree(struct linear *linear, const struct spot *spot)
{
	struct err err = {0};
	bool is_wanted = confirm_agree(linear, spot);

	if (linear->is_moved || linear->is_over)
		return;
	if (is_wanted &&
	    answering_agree(linear->desk, spot, linear->open_voice, &err))
		linear_tell(linear, WORD_LINEAR_AGREED, NULL);
	else if (is_wanted)
		linear_tell_unsaved(linear, &err);
	/* Its buttons are gone: on from the question that it was about. */
	open_beside(linear, spot, SEEK_FIELD);
	linear->place.spot.row = spot->row;
}

/* After saying for how many questions, and which. */
static bool
confirm_same(struct linear *linear, const struct spot *open)
{
	struct str questions = STR_EMPTY, text = STR_EMPTY;
	size_t count = answering_put_same(
	    &questions, linear->desk, &linear->model, linear->focus, open);
	bool is_wanted = count > 0;

	if (count > 0) {
		told_same(&text, desk_words(linear->desk), open->voice, count,
		    questions.text);
		linear_tell_text(linear, text.text);
		linear_begin(linear);
		is_wanted = linear_confirm(
		    linear, WORD_LINEAR_SAME_ASK, WORD_LINEAR_SAME_NOT);
		linear_end(linear);
	} else {
		linear_tell(linear, WORD_UI_PAGE_SAME_NONE, NULL);
	}
	str_release(&questions);
	str_release(&text);
	return is_wanted;
}

void
linear_same(struct linear *linear, const char *said)
{
	const struct spot open = {
	    .index = linear->open_field,
	    .row = linear->open_row,
	    .voice = linear->open_voice,
	};
	struct err err = {0};
	size_t count;

	(void)said;
	if (!has_page(linear))
		return;
	if (open.index == NONE || open.voice == VOICE_PERSON) {
		linear_tell(linear, WORD_LINEAR_WHY_NO_VOICE, NULL);
		return;
	}
	if (!confirm_same(linear, &open))
		return;
	if (!answering_say_same(linear->desk, &linear->model, linear->focus,
		&open, &count, &err))
		linear_tell_unsaved(linear, &err);
	else
		linear_tell(linear, WORD_LINEAR_SAME_DONE,
		    voice_in(open.voice, desk_words(linear->desk),
			WORD_LINEAR_SAME_DONE, 1),
		    NULL);
	linear->is_moved |= err.is_set || count > 0;
}

/* --- The answer itself ---------------------------------------------------- */

void
linear_clear(struct linear *linear, const char *said)
{
	const struct block *block = question_at_hand(linear);
	struct err err = {0};

	(void)said;
	if (!block)
		return;
	const struct spot spot = block->spot;
	size_t cell = linear->place.cell;
	bool is_week = spot.kind == BLOCK_WEEK;
	bool has_any =
	    is_week ? block->week.cells[cell / WEEK_PARTS][cell % WEEK_PARTS] !=
			  NULL
		    : answering_has_any(block);
	if (!has_any) {
		linear_tell(linear, WORD_LINEAR_NOTHING_HERE, NULL);
		return;
	}
	struct str rest = STR_EMPTY; /* of the week, or of what was chosen */
	if (is_week || spot.line == LINE_OTHER)
		answering_put(&rest, desk_forms(linear->desk), &linear->model,
		    block, cell, "");
	bool is_kept = linear_unsaved(linear, block) != NULL;
	if (answering_save(linear->desk, &spot, rest.text, &err)) {
		linear->has_unsaved &= !is_kept;
		linear_tell(linear, WORD_LINEAR_CLEARED, NULL);
	} else {
		linear_tell_unsaved(linear, &err);
	}
	str_release(&rest);
	linear->is_asked = is_week;
	linear->is_moved = true;
}

void
linear_more(struct linear *linear, const char *said)
{
	const struct block *block = question_at_hand(linear);

	(void)said;
	if (!block)
		return;
	if (block->spot.kind != BLOCK_TYPED || !block->is_long) {
		linear_tell(linear, WORD_LINEAR_MORE_LONG_ONLY, NULL);
		return;
	}
	const char *unsaved = linear_unsaved(linear, block);
	struct str old = STR_EMPTY;
	str_put(&old, unsaved ? unsaved : block->typed);
	linear_tell(linear, WORD_LINEAR_MORE, NULL);
	linear_write(linear, block, old.text);
	linear->is_moved = true;
	str_release(&old);
}

/* --- Sums ----------------------------------------------------------------- */

/* From an invented scheme, and not in a file where everything is invented? */
static bool
is_invented(const struct linear *linear, const struct trace *trace)
{
	return trace->is_illustrative && !desk_is_practice(linear->desk);
}

static void
tell_sum(struct linear *linear, size_t field, int row)
{
	const struct reading *reading = desk_reading(linear->desk);
	const struct words *words = desk_words(linear->desk);
	const struct result *result = reading_result(reading, field, row);
	struct str text = STR_EMPTY;

	if (!result->trace) {
		linear_tell(linear, WORD_UI_WHY_NO_SUM, NULL);
		return;
	}
	linear_tell(linear, WORD_UI_SUM_TITLE, NULL);
	trace_put(&text, result->trace, reading, words);
	if (is_invented(linear, result->trace))
		str_put(&text, words_get(words, WORD_DESK_ILLUSTRATIVE));
	linear_tell_text(linear, text.text);
	str_release(&text);
}

/* The sum with that number on the page; or with 0 the nearest. */
static size_t
find_sum(const struct linear *linear, int number)
{
	size_t found = NONE;

	for (size_t i = 0; i < linear->model.count; i++) {
		if (linear->model.blocks[i].spot.kind != BLOCK_SUM)
			continue;
		bool is_it = number > 0 ? --number == 0 : i >= linear->focus;
		if (is_it)
			return i;
		if (number <= 0)
			found = i;
	}
	return number > 0 ? NONE : found;
}

void
linear_sum(struct linear *linear, const char *said)
{
	int number = linear_number(said);
	size_t at = NONE;

	if (!desk_has_plan(linear->desk)) {
		linear_tell(linear, WORD_UI_WHY_NO_PLAN, NULL);
		return;
	}
	bool is_page = linear->place.at == AT_PAGE;
	if (is_page)
		at = find_sum(linear, number);
	if (at != NONE) {
		const struct spot spot = linear->model.blocks[at].spot;
		tell_sum(linear, spot.index, spot.row);
	} else if (number > 0 && is_page) {
		linear_tell(linear, WORD_LINEAR_SUM_NONE,
		    numeral_of(number).text, NULL);
	} else if (is_page && !page_counts_money(desk_forms(linear->desk),
				  linear->place.page)) {
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_SUM, NULL);
	} else {
		tell_sum(linear,
		    form_find_meaning(
			desk_forms(linear->desk), MEANS_BUDGET_YEAR),
		    0);
	}
}

/* --- Why ------------------------------------------------------------------ */

/* Of a question why it is asked, and of its page what is not. */
void
linear_why(struct linear *linear, const char *said)
{
	const struct block *block = linear_question(linear);
	const struct linear_place *place = &linear->place;
	struct str text = STR_EMPTY;
	struct err err = {0};

	(void)said;
	if (!has_page(linear))
		return;
	bool is_read = !block || desk_put_why(&text, linear->desk,
				     block->spot.index, block->spot.row, &err);
	desk_put_not_asked(
	    &text, linear->desk, place->page, place->repeat, place->row);
	if (is_read)
		linear_tell_text(linear, text.text);
	else
		linear_tell_err(linear, &err);
	str_release(&text);
}

/* --- Striking out --------------------------------------------------------- */

/* Ask, after saying what it means, and do it. */
static void
ask_and_strike(struct linear *linear, const struct address *address,
    const struct strikable *strikable)
{
	struct str text = STR_EMPTY;
	struct err err = {0};
	size_t versions;

	told_strike(&text, desk_words(linear->desk), strikable);
	linear_tell(linear, WORD_UI_STRIKE_TITLE, NULL);
	linear_tell_text(linear, text.text);
	str_release(&text);
	linear_begin(linear);
	bool is_wanted = linear_confirm(
	    linear, WORD_LINEAR_STRIKE_ASK, WORD_LINEAR_STRIKE_KEPT);
	linear_end(linear);
	if (linear->is_moved || linear->is_over)
		return;
	if (is_wanted && desk_strike(linear->desk, address, &versions, &err))
		linear_tell(linear, WORD_UI_STRUCK, NULL);
	else if (is_wanted)
		linear_tell_err(linear, &err);
	linear->is_asked = false;
	linear->is_moved = true;
}

void
linear_strike(struct linear *linear, const char *said)
{
	const struct block *block = question_at_hand(linear);
	struct strikable strikable;
	struct err err = {0};

	(void)said;
	if (!block)
		return;
	const struct address address =
	    answering_address(linear->desk, &block->spot);
	struct arena *arena = arena_new();
	if (!desk_strikable(linear->desk, &address, arena, &strikable, &err))
		linear_tell_err(linear, &err);
	else if (strikable.changes == 0 && !strikable.is_typed)
		linear_tell(linear, WORD_UI_STRIKE_NOTHING, NULL);
	else
		ask_and_strike(linear, &address, &strikable);
	arena_free(arena);
}
