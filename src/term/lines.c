/*
 * A talk line by line on standard input and output.
 *
 * Owns what was read and not yet asked for, the encoding that the other side
 * speaks, and the watch.  Knows neither questions nor answers.  What was read
 * is wiped as soon as a secret has been taken from it.
 *
 * RULE: a terminal in its usual mode gives whole lines of at most 4,095 bytes
 * and drops the rest without a word; so a line of just that length is told of.
 *
 * Tested by tests/unit/term_lines.c and tests/linear.
 */
#include "term/lines.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/encoding_locale.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/safe.h"
#include "term/secret.h"
#include "term/signal.h"
#include "term/watch.h"

enum { CHUNK = 4096, WIDTH_LEAST = 20, NO_LIMIT = -1 };

struct lines {
	struct str held;  /* read and not given yet */
	size_t at;        /* of it, what comes next */
	bool is_dropping; /* the rest of a line that is too long */
	bool has_ended, is_unread;
	bool is_typed, is_shown; /* by a terminal, while it was there */
	struct encoding *encoding;
	struct str raw, safe;
	struct watch *watch;
};

/* --- Opening -------------------------------------------------------------- */

bool
lines_open(struct lines **lines, struct err *err)
{
	*lines = NULL;
	if (!signal_open(err))
		return false;
	*lines = mem_new(sizeof(**lines));
	str_init(&(*lines)->held);
	str_init(&(*lines)->raw);
	str_init(&(*lines)->safe);
	(*lines)->encoding = encoding_of_locale();
	(*lines)->watch = watch_new();
	(*lines)->is_typed = isatty(STDIN_FILENO) == 1;
	(*lines)->is_shown = isatty(STDOUT_FILENO) == 1;
	return true;
}

void
lines_forget(struct lines *lines)
{
	struct str rest = STR_EMPTY;

	/* What is only moved up leaves its bytes behind. */
	str_put_n(&rest, lines->held.text + lines->at,
	    lines->held.length - lines->at);
	str_release(&lines->held);
	str_release(&lines->raw);
	str_release(&lines->safe);
	lines->held = rest;
	lines->at = 0;
}

void
lines_close(struct lines *lines)
{
	if (!lines)
		return;
	signal_close();
	encoding_free(lines->encoding);
	watch_free(lines->watch);
	str_release(&lines->held);
	str_release(&lines->raw);
	str_release(&lines->safe);
	mem_free(lines);
}

bool
lines_is_typed(const struct lines *lines)
{
	return lines->is_typed;
}

int
lines_width(const struct lines *lines)
{
	struct winsize window;

	(void)lines;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 ||
	    window.ws_col == 0)
		return LINES_WIDTH;
	return window.ws_col < WIDTH_LEAST ? WIDTH_LEAST : window.ws_col;
}

int64_t
lines_now(const struct lines *lines)
{
	return watch_now(lines->watch);
}

int64_t
lines_slept(const struct lines *lines)
{
	return watch_slept(lines->watch);
}

/* --- Writing -------------------------------------------------------------- */

void
lines_put(struct lines *lines, const char *text)
{
	str_clear(&lines->safe);
	str_clear(&lines->raw);
	safe_put(&lines->safe, text, strlen(text), SAFE_KEEP_LINES);
	encoding_write(
	    lines->encoding, &lines->raw, lines->safe.text, lines->safe.length);
	if (lines->is_unread || file_put_all(STDOUT_FILENO, lines->raw.text,
				    lines->raw.length) == 0)
		return;
	/* A terminal that went away is an end like any other. */
	lines->has_ended |= lines->is_shown;
	lines->is_unread = !lines->is_shown;
}

bool
lines_is_unread(const struct lines *lines)
{
	return lines->is_unread;
}

/* --- Reading -------------------------------------------------------------- */

/* What a signal or the watch had to say. */
static void
take_signals(struct lines *lines)
{
	signal_clear_fd();
	lines->has_ended |= signal_take(SIGNAL_END);
	if (signal_take(SIGNAL_STOP))
		signal_stop();
}

/* Until there are bytes, a signal has come, or the time is over: false. */
static bool
wait_for_bytes(struct lines *lines, int milliseconds)
{
	struct pollfd fds[] = {
	    {.fd = STDIN_FILENO, .events = POLLIN},
	    {.fd = signal_fd(), .events = POLLIN},
	    {.fd = watch_fd(lines->watch), .events = POLLIN},
	};
	int count = poll(fds, ARRAY_LENGTH(fds), milliseconds);

	if (count < 0 && errno != EINTR)
		lines->has_ended = true;
	if (fds[1].revents != 0 || count < 0)
		take_signals(lines);
	bool is_awake = count > 0 && fds[2].revents != 0;
	if (is_awake)
		watch_clear_fd(lines->watch);
	return count != 0 && !is_awake;
}

/* One look at the input, which has something, or has ended. */
static void
read_some(struct lines *lines)
{
	struct str *held = &lines->held;
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};

	if (lines->has_ended || poll(&in, 1, 0) <= 0)
		return;
	/* Where it stays, so that what is wiped there is all there is of it. */
	str_reserve(held, CHUNK);
	ssize_t count = read(STDIN_FILENO, held->text + held->length, CHUNK);
	if (count > 0)
		held->length += (size_t)count;
	else if (count == 0 || (errno != EINTR && errno != EAGAIN))
		lines->has_ended = true;
	held->text[held->length] = '\0';
}

/* The length of the next line; false if it has not come to its end. */
static bool
find_line(struct lines *lines, size_t *length)
{
	const char *start = lines->held.text + lines->at;
	size_t rest = lines->held.length - lines->at;
	const char *end = rest > 0 ? memchr(start, '\n', rest) : NULL;

	*length = end ? (size_t)(end - start) : rest;
	return end != NULL;
}

/* Of a line that is too long only that is kept. */
static void
drop_long(struct lines *lines)
{
	size_t length;

	if (find_line(lines, &length) || length <= LINES_MOST)
		return;
	lines->is_dropping = true;
	str_cut(&lines->held, lines->at);
}

/* Give a line, and forget it. */
static enum lines_found
take_line(struct lines *lines, size_t length, struct str *out)
{
	const char *text = lines->held.text + lines->at;
	bool is_cut = length == LINES_TYPED_MOST && lines_is_typed(lines);
	bool is_long = lines->is_dropping || length > LINES_MOST;

	lines->is_dropping = false;
	if (length > 0 && text[length - 1] == '\r')
		length--;
	if (!is_long)
		encoding_read(lines->encoding, out, text, length);
	return is_long ? LINES_TOO_LONG : is_cut ? LINES_CUT : LINES_LINE;
}

enum lines_found
lines_read(struct lines *lines, int milliseconds, struct str *out)
{
	int64_t until = lines_now(lines) + milliseconds;
	size_t length;

	str_clear(out);
	str_remove(&lines->held, 0, lines->at);
	lines->at = 0;
	while (!find_line(lines, &length) && !lines->has_ended) {
		int64_t left = until - lines_now(lines);
		drop_long(lines);
		if (milliseconds < 0)
			left = NO_LIMIT;
		else if (left < 0)
			left = 0;
		if (!wait_for_bytes(lines, (int)left))
			return LINES_TIME;
		read_some(lines);
	}
	bool has_end = find_line(lines, &length);
	if (!has_end && length == 0 && !lines->is_dropping)
		return LINES_END;
	enum lines_found found = take_line(lines, length, out);
	lines->at += length + (has_end ? 1 : 0);
	return found;
}

bool
lines_has_more(void *context)
{
	struct lines *lines = context;
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};

	return lines->held.length > lines->at || poll(&in, 1, 0) != 0;
}

/* --- Secrets -------------------------------------------------------------- */

/* A secret that is waited for, for so long, and whether that was too long. */
struct waiting {
	struct lines *lines;
	int64_t until; /* or NO_LIMIT */
	bool is_late;
};

static void
say_to(void *context, const char *text)
{
	const struct waiting *waiting = context;

	lines_put(waiting->lines, text);
}

static long
read_byte(void *context, char *byte)
{
	struct waiting *waiting = context;
	struct lines *lines = waiting->lines;
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};

	while (!lines->has_ended && !waiting->is_late && poll(&in, 1, 0) == 0) {
		int64_t left = waiting->until - lines_now(lines);
		bool is_limited = waiting->until != NO_LIMIT;
		bool has_come = wait_for_bytes(lines, !is_limited ? NO_LIMIT
						      : left < 0  ? 0
								  : (int)left);
		waiting->is_late = is_limited && !has_come;
	}
	return lines->has_ended || waiting->is_late
		   ? 0
		   : (long)read(STDIN_FILENO, byte, 1);
}

enum lines_found
lines_ask_secret(struct lines *lines, const char *question, int milliseconds,
    struct str *out, struct err *err)
{
	struct waiting waiting = {.lines = lines, .until = NO_LIMIT};
	const struct term_asking asking = {say_to, read_byte, &waiting};
	struct str typed = STR_EMPTY;
	bool is_read;

	str_clear(out);
	if (!lines_is_typed(lines)) {
		lines_put(lines, question);
		lines_put(lines, "\n");
		enum lines_found found;
		/* A machine that wakes up has brought no line. */
		do
			found = lines_read(lines, milliseconds, out);
		while (found == LINES_TIME && milliseconds < 0);
		lines_forget(lines);
		return found;
	}
	if (milliseconds >= 0)
		waiting.until = lines_now(lines) + milliseconds;
	is_read = term_ask_secret_by(&asking, question, &typed, err);
	if (is_read)
		encoding_read(lines->encoding, out, typed.text, typed.length);
	str_release(&typed);
	if (!waiting.is_late)
		return is_read ? LINES_LINE : LINES_END;
	*err = (struct err){0}; /* nobody has broken it off */
	return LINES_TIME;
}
