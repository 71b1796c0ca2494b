/*
 * Moving in an edit, and selecting: where the caret goes by characters, words
 * and rows, and what lies between it and the place where selecting began.
 *
 * A move takes that place along unless it is to select, so whatever moves the
 * caret, ends what was selected.  It changes no text: that is edit.c.  Owned
 * as the edit is.  Tested by tests/unit/ui_edit.c and tests/fuzz/ui_edit.c.
 */
#include <assert.h>

#include "base/utf8.h"
#include "ui/edit_state.h"

/* Does a move select what it passes? */
static bool
selects(const struct edit *edit)
{
	return edit->is_held || edit->is_extending;
}

void
edit_move_caret(struct edit *edit, size_t caret)
{
	edit->caret = caret;
	edit->begins_anew = false;
	if (!selects(edit))
		edit->anchor = caret;
	edit->goal = EDIT_NO_GOAL;
	edit->can_join = false;
}

void
edit_set_caret(struct edit *edit, size_t caret)
{
	edit_move_caret(edit, edit_boundary(edit, caret));
}

static bool
move_if_new(struct edit *edit, size_t caret)
{
	bool is_new = caret != edit->caret;

	edit_move_caret(edit, caret);
	return is_new;
}

/* From what is selected one gets to its end, and nothing is any more. */
bool
edit_left(struct edit *edit)
{
	size_t start, end;

	if (edit_selection(edit, &start, &end) && !selects(edit)) {
		edit_move_caret(edit, start);
		return true;
	}
	return move_if_new(edit,
	    utf8_previous(edit->text.text, edit->text.length, edit->caret));
}

bool
edit_right(struct edit *edit)
{
	size_t start, end;

	if (edit_selection(edit, &start, &end) && !selects(edit)) {
		edit_move_caret(edit, end);
		return true;
	}
	return move_if_new(
	    edit, utf8_next(edit->text.text, edit->text.length, edit->caret));
}

static bool
is_blank_at(const struct edit *edit, size_t at)
{
	return edit->text.text[at] == ' ' || edit->text.text[at] == '\n';
}

bool
edit_word_left(struct edit *edit)
{
	size_t at = edit->caret;

	while (at > 0 && is_blank_at(edit, at - 1))
		at--;
	while (at > 0 && !is_blank_at(edit, at - 1))
		at--;
	return move_if_new(edit, edit_boundary(edit, at));
}

bool
edit_word_right(struct edit *edit)
{
	size_t at = edit->caret;

	while (at < edit->text.length && !is_blank_at(edit, at))
		at++;
	while (at < edit->text.length && is_blank_at(edit, at))
		at++;
	return move_if_new(edit, edit_boundary(edit, at));
}

const struct wrap *
edit_wrap(struct edit *edit, int width)
{
	assert(width > 0);
	if (edit->wrapped_at != width) {
		wrap_text(
		    &edit->wrap, edit->text.text, edit->text.length, width);
		edit->wrapped_at = width;
	}
	return &edit->wrap;
}

void
edit_caret_at(struct edit *edit, int width, int *row, int *column)
{
	const struct wrap *wrap = edit_wrap(edit, width);
	size_t found = wrap_find(wrap, edit->caret);
	size_t start = wrap->rows[found].start;
	int cells = utf8_width(edit->text.text + start, edit->caret - start);

	*row = (int)found;
	/* Blanks at which a row breaks may reach beyond it. */
	*column = cells > width ? width : cells;
}

/* Where a row ends for the caret: before the blank at which it breaks. */
static size_t
row_end(const struct edit *edit, size_t row)
{
	const struct wrap_row *at = &edit->wrap.rows[row];
	size_t end = at->start + at->length;
	bool is_last = row + 1 == edit->wrap.count;

	if (!is_last && at->length > 0 && edit->wrap.rows[row + 1].start == end)
		end = utf8_previous(edit->text.text, edit->text.length, end);
	return end;
}

/* The caret to a row, as near to the goal column as its characters allow. */
static void
move_to_row(struct edit *edit, size_t row)
{
	size_t start = edit->wrap.rows[row].start;
	size_t fit = utf8_fit(edit->text.text + start,
	    row_end(edit, row) - start, edit->goal, NULL);

	int goal = edit->goal;

	edit_move_caret(edit, start + fit);
	edit->goal = goal;
}

static bool
move_rows(struct edit *edit, int width, int by)
{
	int row, column;

	edit_caret_at(edit, width, &row, &column);
	if (row + by < 0 || row + by >= (int)edit->wrap.count)
		return false;
	if (edit->goal == EDIT_NO_GOAL)
		edit->goal = column;
	move_to_row(edit, (size_t)(row + by));
	return true;
}

bool
edit_up(struct edit *edit, int width)
{
	return move_rows(edit, width, -1);
}

bool
edit_down(struct edit *edit, int width)
{
	return move_rows(edit, width, 1);
}

void
edit_go_to(struct edit *edit, int width, int row, int column)
{
	int last = (int)edit_wrap(edit, width)->count - 1;

	edit->goal = column < 0 ? 0 : column;
	move_to_row(edit, (size_t)(row < 0 ? 0 : row > last ? last : row));
	edit->goal = EDIT_NO_GOAL;
}

void
edit_row_start(struct edit *edit, int width)
{
	const struct wrap *wrap = edit_wrap(edit, width);

	edit_move_caret(edit, wrap->rows[wrap_find(wrap, edit->caret)].start);
}

void
edit_row_end(struct edit *edit, int width)
{
	const struct wrap *wrap = edit_wrap(edit, width);

	edit_move_caret(edit, row_end(edit, wrap_find(wrap, edit->caret)));
}

void
edit_top(struct edit *edit)
{
	edit_move_caret(edit, 0);
}

void
edit_bottom(struct edit *edit)
{
	edit_move_caret(edit, edit->text.length);
}

/* --- Selecting ------------------------------------------------------------ */

bool
edit_selection(const struct edit *edit, size_t *start, size_t *end)
{
	bool is_back = edit->caret < edit->anchor;

	*start = is_back ? edit->caret : edit->anchor;
	*end = is_back ? edit->anchor : edit->caret;
	return *start < *end;
}

void
edit_hold(struct edit *edit)
{
	edit->is_held = true;
}

bool
edit_is_held(const struct edit *edit)
{
	return edit->is_held;
}

void
edit_unselect(struct edit *edit)
{
	edit->is_held = false;
	edit->anchor = edit->caret;
}

/* A row up or down, or from the first and the last all there is. */
static void
extend_rows(struct edit *edit, int by)
{
	if (edit->wrapped_at > 0 && move_rows(edit, edit->wrapped_at, by))
		return;
	if (by < 0)
		edit_top(edit);
	else
		edit_bottom(edit);
}

void
edit_extend(struct edit *edit, enum edit_move move)
{
	int width = edit->wrapped_at > 0 ? edit->wrapped_at : 1;

	edit->is_extending = true;
	switch (move) {
	case EDIT_LEFT:
		edit_left(edit);
		break;
	case EDIT_RIGHT:
		edit_right(edit);
		break;
	case EDIT_WORD_LEFT:
		edit_word_left(edit);
		break;
	case EDIT_WORD_RIGHT:
		edit_word_right(edit);
		break;
	case EDIT_UP:
		extend_rows(edit, -1);
		break;
	case EDIT_DOWN:
		extend_rows(edit, 1);
		break;
	case EDIT_ROW_START:
		edit_row_start(edit, width);
		break;
	case EDIT_ROW_END:
		edit_row_end(edit, width);
		break;
	case EDIT_TOP:
		edit_top(edit);
		break;
	case EDIT_BOTTOM:
		edit_bottom(edit);
		break;
	}
	edit->is_extending = false;
}

size_t
edit_parts(const struct edit *edit, size_t start, size_t length,
    struct edit_part parts[EDIT_PARTS_MOST])
{
	size_t ends[EDIT_PARTS_MOST] = {0, 0, start + length};
	size_t count = 0;

	if (!edit_selection(edit, &ends[0], &ends[1]))
		ends[0] = ends[1] = 0;
	for (size_t i = 0; i < EDIT_PARTS_MOST; i++) {
		size_t end =
		    ends[i] < start + length ? ends[i] : start + length;
		if (end <= start)
			continue;
		parts[count++] = (struct edit_part){.start = start,
		    .length = end - start,
		    .is_selected = i == 1};
		length -= end - start;
		start = end;
	}
	return count;
}

bool
edit_is_selected(const struct edit *edit, size_t at)
{
	size_t start, end;

	return edit_selection(edit, &start, &end) && start <= at && at < end;
}
