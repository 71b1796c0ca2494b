/*
 * The real screen: cells as ncurses wants them.
 *
 * Owns how a role looks on this terminal, and which rows must be cleared before
 * they are drawn.  Refuses to know when a screen is drawn (src/term/screen.c).
 *
 * Tested by tests/unit/term_screen.c on /dev/null and term_tty.c on a pty.
 */
#include "term/screen_state.h"

#include "term/terminfo.h"

/* The pair in use; 0 is the text's, or there are none. */
static bool
has_color(const struct screen *screen)
{
	return screen->has_started_color && screen->theme != THEME_NONE;
}

/* ncurses' attributes for a role. */
static attr_t
look_of(const struct screen *screen, const struct role *role)
{
	attr_t attributes = A_NORMAL;
	bool is_plain = has_color(screen) &&
			role_color_get(screen->theme, role->pair).is_plain;

	if (role->is_bold && !is_plain)
		attributes |= A_BOLD;
	/* Where fields are reversed, what differs in them is not. */
	if (role->is_reversed && (screen->has_underline || !role->is_in_field))
		attributes |= A_REVERSE;
	if (role->is_underlined)
		attributes |= screen->has_underline ? A_UNDERLINE : A_REVERSE;
	return attributes;
}

/* The pair that ncurses needs: none where both are the terminal's own. */
static short
pair_of(const struct screen *screen, const struct role *role)
{
	bool is_own =
	    !has_color(screen) ||
	    role_color_get(screen->theme, role->pair).ink == ROLE_COLOR_OWN;

	return is_own ? 0 : (short)role->pair;
}

static void
put_pair(const struct screen *screen, enum role_pair pair, struct str *out)
{
	struct role_color both = role_color_get(screen->theme, pair);

	if (both.ink != ROLE_COLOR_OWN)
		terminfo_put_colors(out, both.ink, both.paper);
}

void
screen_put_look(
    const struct screen *screen, const struct role *role, struct str *out)
{
	attr_t look = look_of(screen, role);

	terminfo_put_look(
	    out, look & A_BOLD, look & A_UNDERLINE, look & A_REVERSE);
	if (pair_of(screen, role) != ROLE_PAIR_TEXT)
		put_pair(screen, role->pair, out);
}

void
screen_put_plain(
    const struct screen *screen, const struct role *role, struct str *out)
{
	terminfo_put_plain(out);
	if (pair_of(screen, role) != ROLE_PAIR_TEXT)
		terminfo_put_own_colors(out);
	if (has_color(screen))
		put_pair(screen, ROLE_PAIR_TEXT, out);
}

void
screen_make_cell(
    const struct screen *screen, const struct cell *cell, cchar_t *made)
{
	wchar_t text[CELL_CODES_MAX + 1] = {0};
	const struct role *role = role_get(cell->role);

	for (size_t i = 0; i < CELL_CODES_MAX; i++)
		text[i] = (wchar_t)cell->codes[i];
	setcchar(
	    made, text, look_of(screen, role), pair_of(screen, role), NULL);
}

void
screen_give_row(struct screen *screen, const struct cells *cells, int row)
{
	const struct cell *line = cells_row(cells, row);
	int count = 0;

	for (int i = 0; i < cells_columns(cells); i++) {
		if (line[i].width > 0)
			screen_make_cell(
			    screen, &line[i], &screen->row[count++]);
	}
	mvadd_wchnstr(row, 0, screen->row, count);
}

/*
 * Do terminals disagree about how wide it is?  Letters of scripts that stack
 * them, joined characters and pictures; not accents and not wide letters.
 */
static bool
is_of_doubtful_width(uint32_t code)
{
	bool is_stacking = code >= 0x0590 && code < 0x1D00;
	bool is_selector = code >= 0xFE00 && code <= 0xFE0F;
	bool is_picture = code >= 0x1F000;

	return is_stacking || code == 0x200D || is_selector || is_picture;
}

bool
screen_is_doubtful(const struct cells *cells, int row)
{
	const struct cell *line = cells_row(cells, row);

	for (int i = 0; i < cells_columns(cells); i++)
		for (size_t k = 0; k < CELL_CODES_MAX && line[i].codes[k]; k++)
			if (is_of_doubtful_width(line[i].codes[k]))
				return true;
	return false;
}

/*
 * Clear the rows that change and whose width is in doubt.  ncurses writes over
 * what it believes to be there; where the terminal has put it elsewhere, bits
 * of the old text would stay between the new.
 */
void
screen_clear_doubtful(struct screen *screen, const struct cells *cells)
{
	bool is_any = false;

	for (int i = 0; i < cells_rows(cells); i++) {
		if (cells_is_same_row(screen->shown, cells, i) ||
		    !(screen_is_doubtful(screen->shown, i) ||
			screen_is_doubtful(cells, i)))
			continue;
		move(i, 0);
		clrtoeol();
		is_any = true;
	}
	if (!is_any)
		return;
	wnoutrefresh(stdscr);
	doupdate();
}
