/*
 * A line to write in, with its label.  The text is the edit's; here are only
 * its keys and its look, the same on every screen that has one.  A text that
 * is longer than the line moves inside it, so that the caret is always seen.
 *
 * Tested through scripts, tests/screens.
 */
#include "ui/line.h"

#include <string.h>

#include "base/utf8.h"

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
	case KEY_NAME_WORD_LEFT:
		edit_word_left(edit);
		return true;
	case KEY_NAME_WORD_RIGHT:
		edit_word_right(edit);
		return true;
	case KEY_NAME_HOME:
	case KEY_NAME_TOP:
		edit_top(edit);
		return true;
	case KEY_NAME_END:
	case KEY_NAME_BOTTOM:
		edit_bottom(edit);
		return true;
	default:
		return false;
	}
}

/*
 * How many bytes at the start of the text are out of view, so that the caret
 * is in it; gives the caret's cell.
 */
static size_t
scroll(struct edit *edit, int width, int *caret)
{
	int row, over;

	edit_caret_at(edit, ONE_ROW, &row, caret);
	if (*caret < width)
		return 0;
	/* A wide letter at the edge may hide a cell more than is needed. */
	size_t start = utf8_fit(
	    edit_text(edit), edit_length(edit), *caret - width + 1, &over);
	if (over < *caret - width + 1) {
		size_t next =
		    utf8_next(edit_text(edit), edit_length(edit), start);
		over += utf8_width(edit_text(edit) + start, next - start);
		start = next;
	}
	*caret -= over;
	return start;
}

/* A star for each letter: how many there are helps whoever types. */
static struct edit *
starred(const struct edit *edit)
{
	const char *text = edit_text(edit);
	struct str stars = STR_EMPTY;

	for (size_t i = utf8_count(text, edit_length(edit)); i > 0; i--)
		str_put_char(&stars, '*');
	struct edit *seen = edit_new(stars.text, true);
	edit_set_caret(seen, utf8_count(text, edit_caret(edit)));
	str_release(&stars);
	return seen;
}

void
line_draw(struct term *term, struct edit *edit, int row, int columns,
    const char *label, bool is_focus)
{
	enum term_role role = is_focus ? ROLE_FOCUS : ROLE_LABEL;
	int at = 2 + LABEL_COLUMNS, width = columns - at - 2, caret;

	if (edit_is_secret(edit)) {
		struct edit *seen = starred(edit);
		line_draw(term, seen, row, columns, label, is_focus);
		edit_free(seen);
		return;
	}
	size_t start = scroll(edit, width, &caret);

	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(term, row, 2, LABEL_COLUMNS - 1, label, role);
	term_fill(term, row, at, width, ROLE_FIELD);
	struct edit_part parts[EDIT_PARTS_MOST];
	size_t count =
	    edit_parts(edit, start, edit_length(edit) - start, parts);
	int used = 0;
	for (size_t i = 0; i < count; i++)
		used += term_put(term, row, at + used, width - used,
		    edit_text(edit) + parts[i].start, parts[i].length,
		    parts[i].is_selected ? ROLE_SELECTED : ROLE_FIELD);
	if (is_focus)
		term_cursor(term, row, at + caret);
}

int
line_step(const struct term_event *event, int focus, int count)
{
	if (event->kind != TERM_KEY)
		return -1;
	switch (event->key) {
	case KEY_NAME_TAB:
	case KEY_NAME_DOWN:
		return (focus + 1) % count;
	case KEY_NAME_BACK_TAB:
	case KEY_NAME_UP:
		return (focus + count - 1) % count;
	default:
		return -1;
	}
}

void
line_draw_button(
    struct term *term, int row, int columns, const char *label, bool is_focus)
{
	struct str text = STR_EMPTY;

	str_format(&text, "[ %s ]", label);
	term_put_text(term, row, 0, 1, is_focus ? ">" : " ", ROLE_FOCUS);
	term_put_text(term, row, 2, columns - 3, text.text,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	if (is_focus)
		term_cursor(term, row, 2);
	str_release(&text);
}

void
line_put(struct term *term, int row, int column, int cells, const char *text,
    enum term_role role)
{
	size_t length = strlen(text);

	if (cells < 1)
		return;
	if (utf8_width(text, length) <= cells) {
		term_put(term, row, column, cells, text, length, role);
		return;
	}
	length = utf8_fit(text, length, cells - 1, &cells);
	column += term_put(term, row, column, cells, text, length, role);
	term_put_text(term, row, column, 1, "\u2026", role);
}
