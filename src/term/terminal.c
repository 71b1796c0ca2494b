/*
 * The terminal: opened, drawn on and shown.  What comes in from it is read in
 * events.c.
 *
 * Joins the parts of this floor and owns all of them: the cells that are
 * drawn on, the screen that shows them, and where events come from, which is
 * either the keyboard and the signals or a script.  With a script there is no
 * screen: the cells are all that a dump needs, so neither a terminal nor a
 * TERM is asked for.
 *
 * Tested by tests/unit/term_terminal.c with scripts and term_tty.c on a pty.
 */
#include "term/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "term/cells.h"
#include "term/keys.h"
#include "term/picture.h"
#include "term/signal.h"
#include "term/state.h"

enum { ROWS = 24, COLUMNS = 80 };

void
term_set_size(struct term *term, int rows, int columns)
{
	cells_free(term->cells);
	term->cells = cells_new(rows, columns);
	term_cursor(term, term->cursor_row, term->cursor_column);
}

static bool
open_script(
    struct term *term, const struct term_options *options, struct err *err)
{
	if (!script_read(options->script, &term->script, err))
		return false;
	term->watch = watch_new_stopped();
	term_set_size(term, options->rows > 0 ? options->rows : ROWS,
	    options->columns > 0 ? options->columns : COLUMNS);
	return true;
}

static bool
open_screen(
    struct term *term, const struct term_options *options, struct err *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, WORD_TERMINAL_MISSING, NULL);
	const char *name = options->name ? options->name : getenv("TERM");
	if (text_is_blank(name))
		return err_set(err, WORD_TERMINAL_UNNAMED, NULL);
	struct screen_options screen = {
	    .name = name,
	    .in = stdin,
	    .out = stdout,
	    .theme = options->theme,
	    .mouse = options->mouse,
	};
	if (!screen_open(&screen, &term->screen, err))
		return false;
	term->watch = watch_new();
	struct keys *keys = keys_new(options->mouse);
	screen_teach(term->screen, keys);
	term->input = input_new(keys);
	term->has_marks = options->sync_marks;
	int rows;
	int columns;
	screen_measure(term->screen, &rows, &columns);
	term_set_size(term, rows, columns);
	return true;
}

bool
term_open(
    const struct term_options *options, struct term **term, struct err *err)
{
	*term = NULL;
	if (!signal_open(err))
		return false;
	struct term *made = mem_new(sizeof(*made));
	str_init(&made->safe);
	if (options->script ? !open_script(made, options, err)
			    : !open_screen(made, options, err)) {
		term_close(made);
		return false;
	}
	*term = made;
	return true;
}

void
term_close(struct term *term)
{
	if (!term)
		return;
	screen_close(term->screen);
	signal_close();
	input_free(term->input);
	script_free(term->script);
	watch_free(term->watch);
	cells_free(term->cells);
	str_release(&term->safe);
	mem_free(term);
}

const struct err *
term_failure(const struct term *term)
{
	return term->failure.is_set ? &term->failure : NULL;
}

void
term_set_theme(struct term *term, enum term_theme theme)
{
	if (term->screen)
		screen_set_theme(term->screen, theme);
}

void
term_set_mouse(struct term *term, bool has_mouse)
{
	if (!term->screen)
		return;
	screen_set_mouse(term->screen, has_mouse);
	input_set_mouse(term->input, has_mouse);
}

int
term_rows(const struct term *term)
{
	return cells_rows(term->cells);
}

int
term_columns(const struct term *term)
{
	return cells_columns(term->cells);
}

void
term_clear(struct term *term)
{
	cells_clear(term->cells);
}

/* More than fits, and more than blanks?  Text moves under a field's ends. */
static bool
is_cut(const char *text, size_t length, int room, enum term_role role)
{
	if (room < 1 || length <= (size_t)room || role == ROLE_FIELD ||
	    role == ROLE_SELECTED)
		return false;
	size_t fits = utf8_fit(text, length, room, NULL);
	return fits + strspn(text + fits, " ") < length;
}

int
term_put(struct term *term, int row, int column, int cells, const char *text,
    size_t length, enum term_role role)
{
	static const char mark[] = "\u2026";
	int left = term_columns(term) - column;
	int room = cells < left ? cells : left;

	str_clear(&term->safe);
	safe_put(&term->safe, text, length, SAFE_ONE_LINE);
	if (!is_cut(term->safe.text, term->safe.length, room, role))
		return cells_put(term->cells, row, column, cells,
		    term->safe.text, term->safe.length, role);
	int used = cells_put(term->cells, row, column, room - 1,
	    term->safe.text, term->safe.length, role);
	return used + cells_put(term->cells, row, column + used, 1, mark,
			  strlen(mark), role);
}

int
term_put_text(struct term *term, int row, int column, int cells,
    const char *text, enum term_role role)
{
	return term_put(term, row, column, cells, text, strlen(text), role);
}

void
term_fill(
    struct term *term, int row, int column, int cells, enum term_role role)
{
	cells_fill(term->cells, row, column, cells, role);
}

/* The nearest of 0 to count - 1. */
static int
within(int number, int count)
{
	if (number < 0)
		return 0;
	return number < count ? number : count - 1;
}

void
term_cursor(struct term *term, int row, int column)
{
	term->cursor_row = within(row, term_rows(term));
	term->cursor_column = within(column, term_columns(term));
}

void
term_forget(struct term *term)
{
	str_release(&term->safe);
	cells_clear(term->cells);
	if (term->input)
		input_forget(term->input);
	if (term->screen)
		screen_forget(term->screen);
}

void
term_show(struct term *term)
{
	if (term->screen)
		screen_show(term->screen, term->cells, term->cursor_row,
		    term->cursor_column);
}

void
term_dump(const struct term *term, bool roles, struct str *out)
{
	cells_dump(
	    term->cells, term->cursor_row, term->cursor_column, roles, out);
}

void
term_picture(const struct term *term, struct str *out)
{
	picture_put(out, term->cells, term->cursor_row, term->cursor_column);
}
