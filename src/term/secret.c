/*
 * One line from the keyboard, without ncurses: for commands, which may need
 * a passphrase and otherwise ask nothing.
 *
 * Bytes are read one at a time with the terminal's own editing switched off,
 * so that no line of it stays in a buffer of the kernel or of stdio, and so
 * that Ctrl-C leaves the terminal as it was.
 *
 * Tested by tests/cli/cli_lock.py on a terminal of its own, and by
 * tests/unit/term_secret.c.
 */
#include "term/secret.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/utf8.h"

/* What the terminal does with what is typed, while a line of it is read. */
enum { LOUD = ECHO | ICANON | ISIG | IEXTEN };

enum { KEY_BREAK = 3, KEY_END = 4, KEY_DELETE = 8, KEY_CLEAR = 21, DEL = 127 };

bool
term_can_ask(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* Take the last character away; true if there was one. */
static bool
take_back(struct str *out, size_t start)
{
	if (out->length <= start)
		return false;
	size_t last = utf8_previous(
	    out->text + start, out->length - start, out->length - start);
	str_remove(out, start + last, out->length - start - last);
	return true;
}

static void
show(bool is_shown, const char *text, size_t length)
{
	if (is_shown) {
		fwrite(text, 1, length, stderr);
		fflush(stderr);
	}
}

/* Read up to Enter; false if it was broken off. */
static bool
read_line(struct str *out, bool is_shown)
{
	size_t start = out->length;

	for (;;) {
		char byte;
		ssize_t count = read(STDIN_FILENO, &byte, 1);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0 || byte == KEY_BREAK ||
		    (byte == KEY_END && out->length == start))
			return false;
		if (byte == '\r' || byte == '\n')
			return true;
		if (byte == KEY_DELETE || byte == DEL) {
			if (take_back(out, start))
				show(is_shown, "\b \b", 3);
		} else if (byte == KEY_CLEAR) {
			while (take_back(out, start))
				show(is_shown, "\b \b", 3);
		} else if ((unsigned char)byte >= ' ') {
			str_put_char(out, byte);
			show(is_shown, &byte, 1);
		}
	}
}

/*
 * Let the terminal show nothing by itself.  A change is called done if any
 * part of it was, so it is looked at.
 */
static bool
be_quiet(struct termios *before)
{
	struct termios quiet, now;

	if (tcgetattr(STDIN_FILENO, before) != 0)
		return false;
	quiet = *before;
	quiet.c_lflag &= ~(tcflag_t)LOUD;
	quiet.c_cc[VMIN] = 1;
	quiet.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0 &&
	    tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & LOUD) == 0)
		return true;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, before);
	return false;
}

static bool
ask(const char *question, struct str *out, bool is_shown, struct err *err)
{
	struct termios before;

	/* First, so that nothing is shown that answers the question. */
	if (!be_quiet(&before))
		return err_set(err, WORD_TERMINAL_NOT_QUIET, NULL);
	fprintf(stderr, "%s ", question);
	fflush(stderr);
	bool is_read = read_line(out, is_shown);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	fputc('\n', stderr);
	return is_read || err_set(err, WORD_TERMINAL_LEFT, NULL);
}

bool
term_ask_secret(const char *question, struct str *out, struct err *err)
{
	return ask(question, out, false, err);
}

bool
term_ask_line(const char *question, struct str *out, struct err *err)
{
	return ask(question, out, true, err);
}
