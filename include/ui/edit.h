/*
 * An edit: UTF-8 text with a caret, moved and changed by whole characters,
 * wrapped to any width, with undo and redo.  Knows no terminal.
 *
 * The caret is a byte offset and always stands on a grapheme boundary, and so
 * do both ends of what is selected.  Whatever is typed, pasted or taken away
 * is so in the place of that, in one undo step.  Typing joins into one undo
 * step until the caret moves or a sentence ends; so does deleting one way; a
 * paste is one step.
 *
 * What cannot be typed never comes in: control characters are left out, bytes
 * that are no UTF-8 become U+FFFD, and what has one line takes a blank for a
 * newline.  A text that was there before is kept as it is.
 */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "ui/wrap.h"

struct edit;

/* The caret stands at the end.  NULL is no text.  Free with edit_free(). */
struct edit *edit_new(const char *text, bool is_one_line);
void edit_free(struct edit *edit); /* NULL is accepted */

const char *edit_text(const struct edit *edit);
size_t edit_length(const struct edit *edit);
size_t edit_caret(const struct edit *edit);
void edit_set_caret(struct edit *edit, size_t caret); /* to a boundary */

/* Nobody is to see it: it is drawn as stars, and never selected. */
void edit_hide(struct edit *edit);
bool edit_is_secret(const struct edit *edit);

/* Has it changed since edit_new() or edit_settle()? */
bool edit_is_changed(const struct edit *edit);
void edit_settle(struct edit *edit);

/*
 * What is typed or pasted first takes the place of the whole text, unless the
 * caret was moved before or anything was taken away.
 */
void edit_begin_anew(struct edit *edit);

void edit_type(struct edit *edit, const char *text, size_t length);
void edit_paste(struct edit *edit, const char *text, size_t length);

/* False when there is nothing to take away, to undo or to redo. */
bool edit_backspace(struct edit *edit);
bool edit_delete(struct edit *edit);
bool edit_undo(struct edit *edit);
bool edit_redo(struct edit *edit);
/* Was anything done to it at all? */
bool edit_has_steps(const struct edit *edit);

/* Another text in the place of this one, as one step. */
void edit_replace(struct edit *edit, const char *text);

/* Was the text as it is now come to by undoing or redoing? */
bool edit_is_undone(const struct edit *edit);

/*
 * Its steps as a text, to be taken by another edit of the same text; of those
 * longest ago so many are left out that it has at most so many bytes.  Steps
 * that do not end at the edit's text are not taken, for they would undo what
 * was never done to it.
 */
void edit_put_steps(const struct edit *edit, size_t most, struct str *out);
bool edit_take_steps(struct edit *edit, const char *steps);

/* Moves; false when the caret is at the edge already. */
bool edit_left(struct edit *edit);
bool edit_right(struct edit *edit);
bool edit_word_left(struct edit *edit);
bool edit_word_right(struct edit *edit);
bool edit_up(struct edit *edit, int width);
bool edit_down(struct edit *edit, int width);
/* To a row and column, or the nearest there is. */
void edit_go_to(struct edit *edit, int width, int row, int column);
void edit_row_start(struct edit *edit, int width);
void edit_row_end(struct edit *edit, int width);
void edit_top(struct edit *edit);
void edit_bottom(struct edit *edit);

/*
 * Selecting: from where it began to the caret.  A move with edit_extend()
 * selects what it passes, and after edit_hold() every move does; any other
 * move and any change ends it.
 */
enum edit_move {
	EDIT_LEFT,
	EDIT_RIGHT,
	EDIT_WORD_LEFT,
	EDIT_WORD_RIGHT,
	EDIT_UP, /* in the rows it was wrapped to last */
	EDIT_DOWN,
	EDIT_ROW_START,
	EDIT_ROW_END,
	EDIT_TOP,
	EDIT_BOTTOM
};
void edit_extend(struct edit *edit, enum edit_move move);
void edit_hold(struct edit *edit);
bool edit_is_held(const struct edit *edit);
void edit_unselect(struct edit *edit);

/* False if nothing is selected; then both are the caret. */
bool edit_selection(const struct edit *edit, size_t *start, size_t *end);
bool edit_is_selected(const struct edit *edit, size_t at);

/*
 * A stretch of the text in parts, each of which is selected or is not, to be
 * drawn one after the other; gives how many there are.
 */
enum { EDIT_PARTS_MOST = 3 };
struct edit_part {
	size_t start, length;
	bool is_selected;
};
size_t edit_parts(const struct edit *edit, size_t start, size_t length,
    struct edit_part parts[EDIT_PARTS_MOST]);

/*
 * The text wrapped to a width.  Borrowed until the next change.  The caret
 * needs a cell of its own behind a full row.
 */
const struct wrap *edit_wrap(struct edit *edit, int width);

/* Row and column (cells) of the caret at that width. */
void edit_caret_at(struct edit *edit, int width, int *row, int *column);

#endif
