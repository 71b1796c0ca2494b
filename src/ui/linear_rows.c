/*
 * Commands of the talk line by line that are about rows: a new one, one less,
 * and another order.
 *
 * What has changed the list leads to it; what cannot be done says why, and the
 * question stands.
 *
 * Tested by tests/linear.
 */
#include "base/str.h"
#include "ui/answering.h"
#include "ui/linear_parts.h"

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

enum talk
linear_add_row(struct linear *linear, size_t repeat)
{
	const struct form_set *set = desk_forms(linear->desk);
	const struct linear_place *place = &linear->place;
	const struct page *page = &set->pages[place->page];
	struct err err = {0};
	int row;

	if (!answering_has_room(linear->desk, repeat)) {
		linear_tell(linear, WORD_UI_PAGE_WHY_FULL, NULL);
		return TALK_STAY;
	}
	if (!desk_add_row(linear->desk, set->repeats[repeat].id, &row, &err)) {
		linear_tell_unsaved(linear, &err);
		return TALK_STAY;
	}
	linear_tell(linear, WORD_LINEAR_ADDED, NULL);
	bool is_here = place->row == 0 && page->rows == PAGE_NEWEST_ROW &&
		       page->repeat == repeat;
	return linear_open(linear, place->page, is_here ? NONE : repeat,
	    is_here ? 0 : row, SEEK_FIRST, NONE);
}

/* The list at hand, or NONE, and said why. */
static size_t
need_list(struct linear *linear)
{
	if (!linear_has_page(linear))
		return NONE;
	size_t repeat = list_at_hand(linear);
	if (repeat == NONE)
		linear_tell(linear, WORD_UI_PAGE_WHY_NO_LIST, NULL);
	return repeat;
}

enum talk
linear_add(struct linear *linear, const char *said)
{
	size_t repeat = need_list(linear);

	(void)said;
	return repeat == NONE ? TALK_STAY : linear_add_row(linear, repeat);
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

	*repeat = need_list(linear);
	if (*repeat == NONE)
		return 0;
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
static enum talk
open_list(struct linear *linear, size_t repeat)
{
	return linear_open(
	    linear, linear->place.page, NONE, 0, SEEK_LIST, repeat);
}

static void
put_row_name(struct str *out, struct linear *linear, size_t repeat, int row)
{
	reading_put_row_name(out, desk_reading(linear->desk), repeat, row,
	    desk_words(linear->desk));
}

enum talk
linear_remove(struct linear *linear, const char *said)
{
	struct str name = STR_EMPTY;
	struct err err = {0};
	enum talk talk = TALK_STAY;
	size_t repeat;
	int row = row_at_hand(linear, "remove", said, &repeat);

	if (row == 0)
		return TALK_STAY;
	put_row_name(&name, linear, repeat, row);
	if (desk_remove_row(linear->desk,
		desk_forms(linear->desk)->repeats[repeat].id, row, &err)) {
		linear_tell(linear, WORD_LINEAR_REMOVED, name.text, NULL);
		talk = open_list(linear, repeat);
	} else {
		linear_tell_unsaved(linear, &err);
	}
	str_release(&name);
	return talk;
}

static enum talk
move_row(struct linear *linear, const char *word, const char *said, int by)
{
	struct str name = STR_EMPTY;
	struct err err = {0};
	enum talk talk = TALK_STAY;
	size_t repeat, count;
	int row = row_at_hand(linear, word, said, &repeat);

	if (row == 0)
		return TALK_STAY;
	const char *id = desk_forms(linear->desk)->repeats[repeat].id;
	int place = plan_row_place(desk_plan(linear->desk), id, row) + by;
	plan_rows(desk_plan(linear->desk), id, &count);
	if (place < 0 || (size_t)place >= count) {
		linear_tell(linear, WORD_UI_PAGE_WHY_AT_EDGE, NULL);
		return TALK_STAY;
	}
	put_row_name(&name, linear, repeat, row);
	if (desk_move_row(linear->desk, id, row, place, &err)) {
		linear_tell(linear,
		    by < 0 ? WORD_UI_PAGE_MOVED_UP : WORD_UI_PAGE_MOVED_DOWN,
		    name.text, NULL);
		talk = open_list(linear, repeat);
	} else {
		linear_tell_unsaved(linear, &err);
	}
	str_release(&name);
	return talk;
}

enum talk
linear_up(struct linear *linear, const char *said)
{
	return move_row(linear, "up", said, -1);
}

enum talk
linear_down(struct linear *linear, const char *said)
{
	return move_row(linear, "down", said, 1);
}
