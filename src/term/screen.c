/*
 * The real screen: what ncurses sends to the terminal.
 *
 * Owns the terminal while it shows screens: its modes, its colours, and what
 * must be undone on the way out.  ncurses is used for two things only: to know
 * how this terminal moves, clears and underlines, and to send what differs
 * between two screens.  It reads nothing: keys.c does, and so nothing is drawn
 * behind anybody's back.
 *
 * Only rows that differ are given to ncurses at all; what is typed goes past it
 * (src/term/screen_type.c).  The terminal is put right by screen_close(), and
 * by the guard in signal.c if the program cannot come that far.  ncurses keeps
 * its own memory until the end of the program.
 *
 * Tested by tests/unit/term_screen.c on /dev/null and term_tty.c on a pty.
 */
#include "term/screen.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "term/screen_state.h"
#include "term/signal.h"
#include "term/terminfo.h"

#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* Nobody has a larger one; a terminal that says so is mistaken. */
enum { SIZE_MAX_SHOWN = 1000, DEL = 0x7F };

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

void
screen_leave(struct screen *screen)
{
	if (screen->has_left)
		return;
	screen->has_left = true;
	screen_end_typing(screen);
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
	screen_end_typing(screen);
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

	screen_end_typing(screen);
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

	if (!is_anew && screen_is_typed(screen, cells, row, column)) {
		screen_type(screen, cells, column);
		return;
	}
	screen_end_typing(screen);
	if (is_anew)
		start_over(screen, rows, columns);
	else
		screen_clear_doubtful(screen, cells);
	for (int i = 0; i < rows; i++) {
		if (!is_anew && cells_is_same_row(screen->shown, cells, i))
			continue;
		screen_give_row(screen, cells, i);
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
