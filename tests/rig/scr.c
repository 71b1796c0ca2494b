/*
 * A program on a terminal of its own: the pseudo-terminal and its process.
 *
 * Owns the program's process, which never outlives scr_close(), and the bytes
 * both ways.  Typing never blocks, since the program may be blocked writing to
 * us: whoever sends also reads.  What the bytes look like on a screen is
 * scr_view.c's affair.
 */
#include "rig/scr_inside.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

enum { PATIENCE = 10000, READ_SIZE = 65536, SEND_SIZE = 1024 };

/* What xterm sends for the keys whose names do not say it. */
/* clang-format off */
static const struct {
	const char *name;
	const char *sequence;
} sequences[] = {
	{ "Tab", "\t" },
	{ "Shift-Tab", "\033[Z" },
	{ "Enter", "\r" },
	{ "Esc", "\033" },
	{ "Up", "\033OA" },
	{ "Down", "\033OB" },
	{ "Right", "\033OC" },
	{ "Left", "\033OD" },
	{ "Ctrl-Left", "\033[1;5D" },
	{ "Ctrl-Right", "\033[1;5C" },
	{ "Home", "\033OH" },
	{ "End", "\033OF" },
	{ "Ctrl-Home", "\033[1;5H" },
	{ "Ctrl-End", "\033[1;5F" },
	{ "Shift-Left", "\033[1;2D" },
	{ "Shift-Right", "\033[1;2C" },
	{ "Shift-Up", "\033[1;2A" },
	{ "Shift-Down", "\033[1;2B" },
	{ "Shift-Home", "\033[1;2H" },
	{ "Shift-End", "\033[1;2F" },
	{ "Ctrl-Shift-Left", "\033[1;6D" },
	{ "Ctrl-Shift-Right", "\033[1;6C" },
	{ "Ctrl-Shift-Home", "\033[1;6H" },
	{ "Ctrl-Shift-End", "\033[1;6F" },
	{ "Ctrl-Backspace", "\b" },
	{ "Ctrl-Space", "\033[32;5u" },
	{ "Ctrl-Del", "\033[3;5~" },
	{ "PgUp", "\033[5~" },
	{ "PgDn", "\033[6~" },
	{ "Backspace", "\177" },
	{ "Del", "\033[3~" },
	{ "Ins", "\033[2~" },
	{ "F1", "\033OP" },
	{ "F2", "\033OQ" },
	{ "F3", "\033OR" },
	{ "F4", "\033OS" },
	{ "F5", "\033[15~" },
	{ "F6", "\033[17~" },
	{ "F7", "\033[18~" },
	{ "F8", "\033[19~" },
	{ "F9", "\033[20~" },
	{ "F10", "\033[21~" },
	{ "F12", "\033[24~" },
	{ "lt", "<" },
	{ "Space", " " },
};
/* clang-format on */

static int64_t
now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void
scr_fail(struct scr *scr, const char *format, ...)
{
	struct str text = STR_EMPTY;
	va_list arguments;
	va_start(arguments, format);
	str_format_list(&text, format, arguments);
	va_end(arguments);
	str_put_char(&text, '\n');
	scr_snapshot(scr, false, &text);
	fputs(text.text, stderr);
	abort();
}

/* The usual settings of a terminal, but for the echo of what we type early. */
static struct termios
usual_settings(void)
{
	struct termios settings = {
	    .c_iflag = ICRNL | IXON,
	    .c_oflag = OPOST | ONLCR,
	    .c_cflag = CS8 | CREAD | B38400,
	    .c_lflag = ISIG | ICANON | IEXTEN,
	};
	settings.c_cc[VINTR] = 3;
	settings.c_cc[VQUIT] = 28;
	settings.c_cc[VERASE] = 127;
	settings.c_cc[VKILL] = 21;
	settings.c_cc[VEOF] = 4;
	settings.c_cc[VSTART] = 17;
	settings.c_cc[VSTOP] = 19;
	settings.c_cc[VSUSP] = 26;
	settings.c_cc[VMIN] = 1;
	return settings;
}

static void
set_environment(char *const env[])
{
	static const char *const fixed[][2] = {
	    {"TERM", "xterm-256color"},
	    {"LC_ALL", "C.UTF-8"},
	    {"TZ", "Europe/London"},
	    {"SEVENSTEPS_SYNC", "1"},
	};
	static const char *const absent[] = {"LINES", "COLUMNS", "NO_COLOR",
	    "COLORTERM", "LANG", "LANGUAGE", "ESCDELAY"};
	for (size_t i = 0; i < ARRAY_LENGTH(absent); i++)
		unsetenv(absent[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(fixed); i++)
		setenv(fixed[i][0], fixed[i][1], 1);
	for (size_t i = 0; env && env[i]; i++) {
		if (strchr(env[i], '='))
			putenv(env[i]);
		else
			unsetenv(env[i]);
	}
}

/* In the child: what Criterion opened or changed is none of its business. */
static void
become(char *const argv[], char *const env[])
{
	const int files = 256;
	for (int fd = 3; fd < files; fd++)
		close(fd);
	for (int number = 1; number < SIGSYS; number++)
		signal(number, SIG_DFL);
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	set_environment(env);
	execvp(argv[0], argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

struct scr *
scr_open(int rows, int columns, char *const argv[], char *const env[])
{
	struct scr *scr = mem_new(sizeof(*scr));
	scr->rows = rows;
	scr->columns = columns;
	scr->is_cursor_shown = true;
	str_init(&scr->sent);
	str_init(&scr->row);
	scr_view_open(scr);
	struct termios settings = usual_settings();
	struct winsize size = {
	    .ws_row = (unsigned short)rows,
	    .ws_col = (unsigned short)columns,
	};
	scr->process = forkpty(&scr->master, NULL, &settings, &size);
	if (scr->process < 0)
		scr_fail(scr, "There is no terminal to be had");
	if (scr->process == 0)
		become(argv, env);
	fcntl(scr->master, F_SETFD, FD_CLOEXEC);
	scr_sync(scr);
	return scr;
}

void
scr_close(struct scr *scr)
{
	if (!scr)
		return;
	if (scr->process > 0) {
		kill(scr->process, SIGKILL);
		waitpid(scr->process, &scr->status, 0);
	}
	scr_hang_up(scr);
	scr_view_close(scr);
	str_release(&scr->row);
	str_release(&scr->sent);
	mem_free(scr);
}

/* Read once, if there is anything. */
static size_t
read_some(struct scr *scr)
{
	char bytes[READ_SIZE];
	size_t wanted = sizeof(bytes);
	if (scr->bytes_a_millisecond > 0) {
		struct timespec pause = {.tv_nsec = 1000000};
		nanosleep(&pause, NULL);
		wanted = (size_t)scr->bytes_a_millisecond;
	}
	ssize_t length = read(scr->master, bytes, wanted);
	if (length > 0) {
		str_put_n(&scr->sent, bytes, (size_t)length);
		scr_view_update(scr);
		return (size_t)length;
	}
	if (length == 0 || (errno != EINTR && errno != EAGAIN))
		scr->has_ended = true;
	return 0;
}

size_t
scr_watch(struct scr *scr, int milliseconds)
{
	if (scr->has_ended || scr->master < 0)
		return 0;
	struct pollfd polled = {.fd = scr->master, .events = POLLIN};
	if (poll(&polled, 1, milliseconds) <= 0)
		return 0;
	return read_some(scr);
}

void
scr_send(struct scr *scr, const char *bytes, size_t length)
{
	int64_t until = now() + PATIENCE;
	while (length > 0 && !scr->has_ended) {
		struct pollfd polled = {
		    .fd = scr->master,
		    .events = POLLIN | POLLOUT,
		};
		if (now() > until)
			scr_fail(scr, "The program does not read");
		if (poll(&polled, 1, PATIENCE) <= 0)
			continue;
		if (polled.revents & POLLIN)
			read_some(scr);
		if (polled.revents & (POLLHUP | POLLERR))
			scr->has_ended = true;
		if (!(polled.revents & POLLOUT))
			continue;
		ssize_t sent = write(scr->master, bytes,
		    length < SEND_SIZE ? length : SEND_SIZE);
		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
		}
	}
}

bool
scr_sync(struct scr *scr)
{
	const char *const question = "\033[7777~";
	long wanted = ++scr->marks_sent;
	scr_send(scr, question, strlen(question));
	int64_t until = now() + PATIENCE;
	while (scr->marks_seen < wanted && !scr->has_ended) {
		if (now() > until)
			scr_fail(scr, "The program does not answer");
		scr_watch(scr, PATIENCE);
	}
	return scr->marks_seen >= wanted;
}

void
scr_wait_for(struct scr *scr, const char *text)
{
	int64_t until = now() + PATIENCE;
	while (!scr_has(scr, text)) {
		if (now() > until || scr->has_ended)
			scr_fail(scr, "\"%s\" does not come", text);
		scr_watch(scr, PATIENCE);
	}
}

/* A key's name as keys.def has it; NULL if there is none like it. */
static const char *
find_name(const char *name, size_t length)
{
	static const char *const names[] = {
#define TERM_KEY_NAME(id, text) text,
#include "term/keys.def"
#undef TERM_KEY_NAME
	    "lt", "Space"};
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		if (strlen(names[i]) == length &&
		    strncasecmp(names[i], name, length) == 0)
			return names[i];
	}
	return NULL;
}

/* What the keyboard sends for a key; false if it has no such key. */
static bool
put_sequence(struct str *out, const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(sequences); i++) {
		if (text_is(sequences[i].name, name)) {
			str_put(out, sequences[i].sequence);
			return true;
		}
	}
	char last = name[strlen(name) - 1];
	if (text_starts(name, "Ctrl-"))
		str_put_char(out, last & 0x1F);
	else if (text_starts(name, "Alt-"))
		str_format(out, "\033%c", last);
	else
		return false;
	return true;
}

/* <NAME>; returns where it ends. */
static const char *
send_key(struct scr *scr, const char *keys)
{
	const char *end = strchr(keys, '>');
	if (!end)
		scr_fail(scr, "A key's name does not end: %s", keys);
	const char *name = find_name(keys + 1, (size_t)(end - keys) - 1);
	struct str bytes = STR_EMPTY;
	if (!name || !put_sequence(&bytes, name))
		scr_fail(scr, "There is no such key: %s", keys);
	scr_send(scr, bytes.text, bytes.length);
	/* Whatever follows an Esc at once would be typed with Alt. */
	if (text_is(name, "Esc"))
		scr_sync(scr);
	str_release(&bytes);
	return end + 1;
}

void
scr_keys(struct scr *scr, const char *keys)
{
	while (*keys) {
		size_t length = strcspn(keys, "<");
		scr_send(scr, keys, length);
		keys += length;
		if (*keys)
			keys = send_key(scr, keys);
	}
	scr_sync(scr);
}

void
scr_paste(struct scr *scr, const char *text)
{
	const char *const start = "\033[200~";
	const char *const end = "\033[201~";
	scr_send(scr, start, strlen(start));
	scr_send(scr, text, strlen(text));
	scr_send(scr, end, strlen(end));
	scr_sync(scr);
}

void
scr_resize(struct scr *scr, int rows, int columns)
{
	struct winsize size = {
	    .ws_row = (unsigned short)rows,
	    .ws_col = (unsigned short)columns,
	};
	scr->rows = rows;
	scr->columns = columns;
	scr_view_resize(scr);
	ioctl(scr->master, TIOCSWINSZ, &size);
	scr_sync(scr);
}

void
scr_signal(struct scr *scr, int number)
{
	kill(scr->process, number);
}

void
scr_hang_up(struct scr *scr)
{
	if (scr->master >= 0)
		close(scr->master);
	scr->master = -1;
	scr->has_ended = true;
}

int
scr_wait(struct scr *scr)
{
	int64_t until = now() + PATIENCE;
	while (!scr->has_ended) {
		if (now() > until)
			scr_fail(scr, "The program does not end");
		scr_watch(scr, PATIENCE);
	}
	if (scr->process > 0) {
		/* The terminal is closed: the program is as good as gone. */
		while (waitpid(scr->process, &scr->status, 0) < 0 &&
		       errno == EINTR)
			;
		scr->process = 0;
	}
	return scr->status;
}

void
scr_slow_down(struct scr *scr, int bytes)
{
	scr->bytes_a_millisecond = bytes;
}

const struct str *
scr_sent(const struct scr *scr)
{
	return &scr->sent;
}

struct termios
scr_settings(const struct scr *scr)
{
	struct termios settings = {0};
	tcgetattr(scr->master, &settings);
	return settings;
}

long
scr_wakeups(const struct scr *scr)
{
	const char *const key = "\nvoluntary_ctxt_switches:";
	struct str path = STR_EMPTY;
	str_format(&path, "/proc/%ld/status", (long)scr->process);
	char text[8192] = {0};
	FILE *file = fopen(path.text, "r");
	size_t length = file ? fread(text, 1, sizeof(text) - 1, file) : 0;
	if (file)
		fclose(file);
	str_release(&path);
	assert(length > 0);
	const char *found = strstr(text, key);
	return found ? strtol(found + strlen(key), NULL, 10) : -1;
}
