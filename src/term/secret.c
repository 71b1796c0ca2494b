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

/* Questions and what is shown go to standard error, unless one is told. */
static void
say_to_stderr(void *context, const char *text)
{
	(void)context;
	fputs(text, stderr);
	fflush(stderr);
}

static long
read_stdin(void *context, char *byte)
{
	ssize_t count;

	(void)context;
	do
		count = read(STDIN_FILENO, byte, 1);
	while (count < 0 && errno == EINTR);
	return (long)count;
}

static const struct term_asking on_stderr = {say_to_stderr, read_stdin, NULL};

/* Read up to Enter; false if it was broken off. */
static bool
read_line(const struct term_asking *asking, struct str *out, bool is_shown)
{
	size_t start = out->length;

	for (;;) {
		char byte[2] = "";
		long count = asking->read(asking->context, byte);
		if (count <= 0 || *byte == KEY_BREAK ||
		    (*byte == KEY_END && out->length == start))
			return false;
		if (*byte == '\r' || *byte == '\n')
			return true;
		bool is_erased = false;
		if (*byte == KEY_DELETE || *byte == DEL)
			is_erased = take_back(out, start);
		while (*byte == KEY_CLEAR && take_back(out, start))
			if (is_shown)
				asking->say(asking->context, "\b \b");
		if (is_erased && is_shown)
			asking->say(asking->context, "\b \b");
		if ((unsigned char)*byte < ' ' || *byte == DEL)
			continue;
		str_put_char(out, *byte);
		if (is_shown)
			asking->say(asking->context, byte);
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
ask(const struct term_asking *asking, const char *question, struct str *out,
    bool is_shown, struct err *err)
{
	struct termios before;

	/* First, so that nothing is shown that answers the question. */
	if (!be_quiet(&before))
		return err_set(err, WORD_TERMINAL_NOT_QUIET, NULL);
	asking->say(asking->context, question);
	asking->say(asking->context, " ");
	bool is_read = read_line(asking, out, is_shown);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	asking->say(asking->context, "\n");
	return is_read || err_set(err, WORD_TERMINAL_LEFT, NULL);
}

bool
term_ask_secret(const char *question, struct str *out, struct err *err)
{
	return ask(&on_stderr, question, out, false, err);
}

bool
term_ask_secret_by(const struct term_asking *asking, const char *question,
    struct str *out, struct err *err)
{
	return ask(asking, question, out, false, err);
}

bool
term_ask_line(const char *question, struct str *out, struct err *err)
{
	return ask(&on_stderr, question, out, true, err);
}
