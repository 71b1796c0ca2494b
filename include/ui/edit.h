/*
 * An edit: UTF-8 text with a caret, moved and changed by whole characters,
 * wrapped to any width, with undo and redo.  Knows no terminal.
 *
 * The caret is a byte offset and always stands on a grapheme boundary.
 * Typing joins into one undo step until the caret moves; a paste is one step.
 */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include <stdbool.h>
#include <stddef.h>

struct edit;

struct edit *edit_new(const char *text, bool is_one_line);
void edit_free(struct edit *edit);

const char *edit_text(const struct edit *edit);
size_t edit_length(const struct edit *edit);
size_t edit_caret(const struct edit *edit);
void edit_set_caret(struct edit *edit, size_t caret); /* to its boundary */

/* Has it changed since edit_new() or edit_settle()? */
bool edit_is_changed(const struct edit *edit);
void edit_settle(struct edit *edit);

void edit_type(struct edit *edit, const char *text, size_t length);
void edit_paste(struct edit *edit, const char *text, size_t length);
bool edit_backspace(struct edit *edit);
bool edit_delete(struct edit *edit);
bool edit_undo(struct edit *edit);
bool edit_redo(struct edit *edit);

/* Moves; false when the caret is at the edge already. */
bool edit_left(struct edit *edit);
bool edit_right(struct edit *edit);
bool edit_word_left(struct edit *edit);
bool edit_word_right(struct edit *edit);
bool edit_up(struct edit *edit, int width);
bool edit_down(struct edit *edit, int width);
void edit_row_start(struct edit *edit, int width);
void edit_row_end(struct edit *edit, int width);
void edit_top(struct edit *edit);
void edit_bottom(struct edit *edit);

/* The wrapped rows: stretches of the text, without their newlines. */
struct edit_row {
	size_t start, length;
};
const struct edit_row *edit_rows(struct edit *edit, int width, size_t *count);
/* Row and column (cells) of the caret at that width. */
void edit_caret_at(struct edit *edit, int width, int *row, int *column);

#endif
