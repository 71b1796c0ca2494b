/*
 * A line to write in, with its label.  The text is the edit's; here are only
 * its keys and its look, the same on every screen that has one.
 *
 * Tested through scripts, tests/screens.
 */
#include "ui/line.h"

enum {
	LABEL_COLUMNS = 16, /* behind the mark, and two blanks */
	ONE_ROW = 10000     /* so wide that the text never wraps */
};

bool
line_event(struct edit *edit, const struct term_event *event)
{
	if (event->kind == TERM_TEXT) {
		edit_type(edit, event->text, event->length);
		return true;
	}
	if (event->kind == TERM_PASTE) {
		edit_paste(edit, event->text, event->length);
		return true;
	}
	if (event->kind != TERM_KEY)
		return false;
	switch (event->key) {
	case KEY_NAME_BACKSPACE:
		edit_backspace(edit);
		return true;
	case KEY_NAME_DELETE:
		edit_delete(edit);
		return true;
	case KEY_NAME_LEFT:
		edit_left(edit);
		return true;
	case KEY_NAME_RIGHT:
		edit_right(edit);
		return true;
	default:
		return false;
	}
}

void
line_draw(struct term *term, struct edit *edit, int row, int columns,
    const char *label, bool is_focus)
{
	enum term_role role = is_focus ? ROLE_FOCUS : ROLE_LABEL;
	int at = 2 + LABEL_COLUMNS, width = columns - at - 2, caret_row, caret;

	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(term, row, 2, LABEL_COLUMNS - 1, label, role);
	term_fill(term, row, at, width, ROLE_FIELD);
	term_put_text(term, row, at, width, edit_text(edit), ROLE_FIELD);
	edit_caret_at(edit, ONE_ROW, &caret_row, &caret);
	if (is_focus)
		term_cursor(
		    term, row, at + (caret < width ? caret : width - 1));
}
