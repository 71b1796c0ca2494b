/*
 * The real screen: letters that are typed.
 *
 * A letter at the end of a text is one byte.  ncurses would send sixteen: it
 * begins to underline before each and ends behind it.  So where the cursor goes
 * on along a row, and nothing else has changed than what it passes, that is
 * sent as it is, with its look before the first of a run; ncurses is told what
 * stands there, and before it draws the next time the cursor and the look are
 * again as it knows them.
 *
 * Tested by tests/unit/term_screen.c on /dev/null and term_tty.c on a pty.
 */
#include "term/screen_state.h"

#include "term/terminfo.h"

enum { TYPED_MOST = 16 };

/* ncurses' own pictures of the screen get the letters; it sends nothing. */
static void
tell_letters(struct screen *screen, const struct cell *cells, int count)
{
	for (int i = 0; i < count; i++)
		screen_make_cell(screen, &cells[i], &screen->row[i]);
	mvadd_wchnstr(
	    screen->cursor_row, screen->cursor_column, screen->row, count);
	wnoutrefresh(stdscr);
	mvwadd_wchnstr(curscr, screen->cursor_row, screen->cursor_column,
	    screen->row, count);
}

bool
screen_is_typed(
    struct screen *screen, const struct cells *cells, int row, int column)
{
	int at = screen->cursor_column, count = column - at;

	/* Nothing new is typed as well, while one is at it. */
	if (screen->has_left || row != screen->cursor_row || count < 0 ||
	    count > TYPED_MOST || column >= cells_columns(cells) ||
	    !cells_is_typed(screen->shown, cells, row, at, count))
		return false;
	bool is_new = !cells_is_same_row(screen->shown, cells, row);
	return (is_new || screen->is_typing) && !screen_is_doubtful(cells, row);
}

void
screen_type(struct screen *screen, const struct cells *cells, int column)
{
	int row = screen->cursor_row, at = screen->cursor_column;
	const struct cell *typed = &cells_row(cells, row)[at];
	bool is_other = screen->is_typing && screen->typing_role != typed->role;
	struct str bytes = STR_EMPTY;

	if (is_other)
		screen_put_plain(screen, role_get(screen->typing_role), &bytes);
	if (is_other || !screen->is_typing)
		screen_put_look(screen, role_get(typed->role), &bytes);
	for (int i = 0; i < column - at; i++)
		str_put_char(&bytes, (char)typed[i].codes[0]);
	screen_send(screen, bytes.text, bytes.length);
	screen->is_typing = true;
	screen->typing_role = typed->role;
	tell_letters(screen, typed, column - at);
	screen->cursor_column = column;
	cells_copy_row(screen->shown, cells, row);
	str_release(&bytes);
}

void
screen_end_typing(struct screen *screen)
{
	struct str bytes = STR_EMPTY;

	if (!screen->is_typing)
		return;
	screen->is_typing = false;
	screen_put_plain(screen, role_get(screen->typing_role), &bytes);
	terminfo_put_move(&bytes, screen->known_row, screen->known_column);
	screen_send(screen, bytes.text, bytes.length);
	str_release(&bytes);
}
