/*
 * The real screen: what ncurses sends to the terminal.
 *
 * Owns the terminal while it shows screens: its modes, its colours, and what
 * must be undone on the way out.  ncurses is used for two things only: to know
 * how this terminal moves, clears and underlines, and to send what differs
 * between two screens.  It reads nothing: keys.c does, and so nothing is drawn
 * behind anybody's back.
 *
 * Only rows that differ are given to ncurses at all.  The terminal is put
 * right by screen_close(), and by the guard in signal.c if the program cannot
 * come that far.  ncurses keeps its own memory until the end of the program.
 *
 * Tested by tests/unit/term_screen.c on /dev/null and term_tty.c on a pty.
 */
#include "term/screen.h"

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/str.h"
#include "term/role.h"
#include "term/signal.h"
#include "term/terminfo.h"

#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* Nobody has a larger one; a terminal that says so is mistaken. */
enum { SIZE_MAX_SHOWN = 1000, DEL = 0x7F, TYPED_MOST = 16 };

struct screen {
	SCREEN *curses;
	int fd;
	struct cells *shown; /* NULL: nothing that can be relied on */
	cchar_t *row;        /* one row, as ncurses wants it */
	bool is_del_erase;   /* Backspace sends DEL, so the system says */
	enum term_theme theme;
	bool has_started_color, has_underline;
	bool is_xterm, has_mouse;
	bool has_left;
	bool is_last_left_out; /* the last column */
	struct str modes;      /* what we switch on, and how it is undone */
	struct str undo;

	/* Where the cursor was left; where ncurses believes it to be. */
	int cursor_row, cursor_column;
	int known_row, known_column;
	bool is_typing; /* letters were sent that ncurses did not see */
	uint8_t typing_role;
	struct termios settings; /* as they were before */
	bool is_tty;
};

void
screen_send(struct screen *screen, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t sent = write(screen->fd, bytes, length);
		if (sent < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
		}
	}
}

/*
 * Pastes in brackets, and what the options ask for.  Of xterm alone: without
 * 1036 it sends a letter with an accent for Alt-1.  That one is saved before,
 * since somebody may have chosen it for himself.
 */
static void
choose_modes(struct screen *screen)
{
	str_clear(&screen->modes);
	str_clear(&screen->undo);
	str_put(&screen->modes, "\033[?2004h");
	str_put(&screen->undo, "\033[?2004l");
	if (screen->is_xterm) {
		str_put(&screen->modes, "\033[?1036s\033[?1036h");
		str_put(&screen->undo, "\033[?1036l\033[?1036r");
	}
	if (screen->has_mouse) {
		str_put(&screen->modes, MOUSE_ON);
		str_put(&screen->undo, MOUSE_OFF);
	}
}

/*
 * Text without a role, and blank cells, have the colours of text: so those are
 * what ncurses takes for the terminal's own.
 */
static void
open_colors(struct screen *screen)
{
	struct role_color text = {ROLE_COLOR_OWN, ROLE_COLOR_OWN, false};

	if (screen->theme != THEME_NONE && !screen->has_started_color)
		screen->has_started_color = has_colors() &&
					    start_color() == OK &&
					    COLOR_PAIRS >= ROLE_PAIR_MAX;
	if (!screen->has_started_color)
		return;
	if (screen->theme != THEME_NONE)
		text = role_color_get(screen->theme, ROLE_PAIR_TEXT);
	assume_default_colors(text.ink, text.paper);
	if (screen->theme == THEME_NONE)
		return;
	for (enum role_pair pair = ROLE_PAIR_TEXT + 1; pair < ROLE_PAIR_MAX;
	     pair++) {
		struct role_color both = role_color_get(screen->theme, pair);
		init_pair((short)pair, (short)both.ink, (short)both.paper);
	}
}

/* How the terminal shall behave while it is ours. */
static void
set_up(struct screen *screen)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	typeahead(-1); /* ncurses must not look at the keyboard */
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	curs_set(1);
	open_colors(screen);
	screen->has_underline = (termattrs() & A_UNDERLINE) != 0;
	screen->is_last_left_out = terminfo_wraps_at_once();
}

/* What a crash leaves to be done, made while there is time. */
static void
guard(const struct screen *screen)
{
	struct str bytes = STR_EMPTY;

	if (!screen->is_tty)
		return;
	str_put_n(&bytes, screen->undo.text, screen->undo.length);
	terminfo_put_undo(&bytes);
	signal_guard(screen->fd, &screen->settings, bytes.text, bytes.length);
	str_release(&bytes);
}

/* Can the terminal show screens at all? */
static bool
judge(const char *name, int fd, struct err *err)
{
	switch (terminfo_judge(name, fd)) {
	case TERMINFO_UNKNOWN:
		return err_set(err, WORD_TERMINAL_UNKNOWN, name, NULL);
	case TERMINFO_TOO_PLAIN:
		return err_set(err, WORD_TERMINAL_TOO_PLAIN, name, NULL);
	case TERMINFO_GOOD:
		return true;
	}
	return false;
}

bool
screen_open(const struct screen_options *options, struct screen **screen,
    struct err *err)
{
	*screen = NULL;
	int fd = fileno(options->out);
	if (!judge(options->name, fd, err))
		return false;
	/* A size from the shell would win over the window's own for ever. */
	unsetenv("LINES");
	unsetenv("COLUMNS");
	struct termios settings = {0};
	bool is_tty = tcgetattr(fd, &settings) == 0;
	SCREEN *curses = newterm(options->name, options->out, options->in);
	if (!curses)
		return err_set(err, WORD_TERMINAL_UNKNOWN, options->name, NULL);
	struct screen *made = mem_new(sizeof(*made));
	made->curses = curses;
	made->fd = fd;
	made->is_del_erase = is_tty && settings.c_cc[VERASE] == DEL;
	made->settings = settings;
	made->is_tty = is_tty;
	made->theme = options->theme;
	made->is_xterm = text_starts(options->name, "xterm");
	made->has_mouse = options->mouse;
	str_init(&made->modes);
	str_init(&made->undo);
	set_up(made);
	choose_modes(made);
	guard(made);
	screen_send(made, made->modes.text, made->modes.length);
	*screen = made;
	return true;
}

/* The cursor and the look as ncurses knows them: see below, Typing. */
static void
end_typing(struct screen *screen)
{
	struct str bytes = STR_EMPTY;

	if (!screen->is_typing)
		return;
	screen->is_typing = false;
	terminfo_put_plain(&bytes);
	terminfo_put_move(&bytes, screen->known_row, screen->known_column);
	screen_send(screen, bytes.text, bytes.length);
	str_release(&bytes);
}

void
screen_leave(struct screen *screen)
{
	if (screen->has_left)
		return;
	screen->has_left = true;
	end_typing(screen);
	screen_distrust(screen);
	screen_send(screen, screen->undo.text, screen->undo.length);
	endwin();
}

void
screen_close(struct screen *screen)
{
	if (!screen)
		return;
	screen_leave(screen);
	signal_unguard();
	delscreen(screen->curses);
	str_release(&screen->undo);
	str_release(&screen->modes);
	mem_free(screen->row);
	cells_free(screen->shown);
	mem_free(screen);
}

void
screen_set_theme(struct screen *screen, enum term_theme theme)
{
	end_typing(screen);
	screen->theme = theme;
	open_colors(screen);
	screen_distrust(screen);
}

void
screen_set_mouse(struct screen *screen, bool has_mouse)
{
	if (screen->has_mouse == has_mouse)
		return;
	screen->has_mouse = has_mouse;
	choose_modes(screen);
	guard(screen);
	screen_send(screen, has_mouse ? MOUSE_ON : MOUSE_OFF,
	    strlen(has_mouse ? MOUSE_ON : MOUSE_OFF));
}

void
screen_teach(const struct screen *screen, struct keys *keys)
{
	assert(screen->curses);
	terminfo_teach(keys);
	if (screen->is_del_erase && !terminfo_erases_by_backspace())
		keys_tell_far_erase(keys);
}

void
screen_measure(const struct screen *screen, int *rows, int *columns)
{
	struct winsize size;

	if (ioctl(screen->fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0) {
		*rows = size.ws_row;
		*columns = size.ws_col;
	} else {
		getmaxyx(stdscr, *rows, *columns);
	}
	if (*rows > SIZE_MAX_SHOWN)
		*rows = SIZE_MAX_SHOWN;
	if (*columns > SIZE_MAX_SHOWN)
		*columns = SIZE_MAX_SHOWN;
	if (screen->is_last_left_out && *columns > 1)
		--*columns;
}

void
screen_distrust(struct screen *screen)
{
	cells_free(screen->shown);
	screen->shown = NULL;
}

/* The pair in use; 0 is the text's, or there are none. */
static bool
has_color(const struct screen *screen)
{
	return screen->has_started_color && screen->theme != THEME_NONE;
}

/* ncurses' attributes for a role. */
static attr_t
attributes_of(const struct screen *screen, const struct role *role)
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

/* Are both colours the terminal's own?  Then no pair is needed. */
static bool
is_own(const struct screen *screen, const struct role *role)
{
	return !has_color(screen) ||
	       role_color_get(screen->theme, role->pair).ink == ROLE_COLOR_OWN;
}

static short
pair_of(const struct screen *screen, const struct role *role)
{
	return is_own(screen, role) ? 0 : (short)role->pair;
}

static void
make_cell(const struct screen *screen, const struct cell *cell, cchar_t *made)
{
	wchar_t text[CELL_CODES_MAX + 1] = {0};
	const struct role *role = role_get(cell->role);

	for (size_t i = 0; i < CELL_CODES_MAX; i++)
		text[i] = (wchar_t)cell->codes[i];
	setcchar(made, text, attributes_of(screen, role), pair_of(screen, role),
	    NULL);
}

static void
give_row(struct screen *screen, const struct cells *cells, int row)
{
	const struct cell *line = cells_row(cells, row);
	int count = 0;

	for (int i = 0; i < cells_columns(cells); i++) {
		if (line[i].width > 0)
			make_cell(screen, &line[i], &screen->row[count++]);
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

static bool
is_doubtful_row(const struct cells *cells, int row)
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
static void
clear_doubtful_rows(struct screen *screen, const struct cells *cells)
{
	bool is_any = false;

	for (int i = 0; i < cells_rows(cells); i++) {
		if (cells_is_same_row(screen->shown, cells, i) ||
		    !(is_doubtful_row(screen->shown, i) ||
			is_doubtful_row(cells, i)))
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

/*
 * --- Typing ------------------------------------------------------------------
 *
 * A letter at the end of a text is one byte.  ncurses would send sixteen: it
 * begins to underline before each and ends behind it.  So where the cursor goes
 * on along a row, and nothing else has changed than what it passes, that is
 * sent as it is, with its look before the first of a run; ncurses is told what
 * stands there, and before it draws the next time the cursor and the look are
 * again as it knows them.
 */

/* ncurses' own pictures of the screen get the letters; it sends nothing. */
static void
tell_letters(struct screen *screen, const struct cell *cells, int count)
{
	for (int i = 0; i < count; i++)
		make_cell(screen, &cells[i], &screen->row[i]);
	mvadd_wchnstr(
	    screen->cursor_row, screen->cursor_column, screen->row, count);
	wnoutrefresh(stdscr);
	mvwadd_wchnstr(curscr, screen->cursor_row, screen->cursor_column,
	    screen->row, count);
}

static bool
is_typed(struct screen *screen, const struct cells *cells, int row, int column)
{
	int at = screen->cursor_column, count = column - at;

	/* Nothing new is typed as well, while one is at it. */
	if (screen->has_left || row != screen->cursor_row || count < 0 ||
	    count > TYPED_MOST || column >= cells_columns(cells) ||
	    !cells_is_typed(screen->shown, cells, row, at, count))
		return false;
	bool is_new = !cells_is_same_row(screen->shown, cells, row);
	const struct role *role = role_get(cells_row(cells, row)[at].role);
	return (is_new || screen->is_typing) && is_own(screen, role) &&
	       !is_doubtful_row(cells, row);
}

static void
type(struct screen *screen, const struct cells *cells, int column)
{
	int row = screen->cursor_row, at = screen->cursor_column;
	const struct cell *typed = &cells_row(cells, row)[at];
	attr_t look = attributes_of(screen, role_get(typed->role));
	bool is_other = screen->is_typing && screen->typing_role != typed->role;
	struct str bytes = STR_EMPTY;

	if (is_other)
		terminfo_put_plain(&bytes);
	if (is_other || !screen->is_typing)
		terminfo_put_look(&bytes, look & A_BOLD, look & A_UNDERLINE,
		    look & A_REVERSE);
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

/* Begin anew: nothing is known of what the terminal shows. */
static void
start_over(struct screen *screen, int rows, int columns)
{
	screen_distrust(screen);
	resize_term(rows, columns + screen->is_last_left_out);
	screen->shown = cells_new(rows, columns);
	screen->row =
	    mem_resize(screen->row, (size_t)columns * sizeof(*screen->row));
	clearok(curscr, TRUE);
}

/* Blank cells take the place of those that ncurses keeps. */
void
screen_forget(struct screen *screen)
{
	struct str bytes = STR_EMPTY;

	end_typing(screen);
	erase();
	clearok(curscr, TRUE);
	wnoutrefresh(stdscr);
	doupdate();
	terminfo_put_forget(&bytes);
	screen_send(screen, bytes.text, bytes.length);
	str_release(&bytes);
	screen_distrust(screen);
}

void
screen_show(
    struct screen *screen, const struct cells *cells, int row, int column)
{
	int rows = cells_rows(cells);
	int columns = cells_columns(cells);
	bool is_anew = !screen->shown || cells_rows(screen->shown) != rows ||
		       cells_columns(screen->shown) != columns;

	if (!is_anew && is_typed(screen, cells, row, column)) {
		type(screen, cells, column);
		return;
	}
	end_typing(screen);
	if (is_anew)
		start_over(screen, rows, columns);
	else
		clear_doubtful_rows(screen, cells);
	for (int i = 0; i < rows; i++) {
		if (!is_anew && cells_is_same_row(screen->shown, cells, i))
			continue;
		give_row(screen, cells, i);
		cells_copy_row(screen->shown, cells, i);
	}
	move(row, column);
	wnoutrefresh(stdscr);
	doupdate();
	screen->cursor_row = screen->known_row = row;
	screen->cursor_column = screen->known_column = column;
	if (screen->has_left) {
		screen->has_left = false;
		keypad(
		    stdscr, TRUE); /* endwin() forgets; getch() would do it */
		screen_send(screen, screen->modes.text, screen->modes.length);
	}
}
