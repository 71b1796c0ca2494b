/*
 * Signals, as questions that can be asked between two keys.
 *
 * Owns the handlers and the one thing in the program that they may write to,
 * since a handler can be handed nothing.  A handler sets the flag of its kind
 * and writes a byte into a pipe that whoever waits polls as well: the flag
 * says what has come, the byte only ends the waiting, so a full pipe is no
 * loss.  Nothing is ever blocked, so that programs we start inherit nothing.
 *
 * The guard is what a crash leaves behind: handlers may only call what POSIX
 * calls async-signal-safe, so all its bytes are made beforehand.  A child that
 * dies before it starts another program must not touch the terminal; hence
 * the process number.
 *
 * Tested by tests/unit/term_signal.c and, on a terminal, term_tty.c.
 */
#include "term/signal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum { GUARD_MAX = 512, STACK_SIZE = 64 * 1024 };

static const struct {
	int number;
	enum signal_kind kind;
} caught[] = {
    {SIGHUP, SIGNAL_END},
    {SIGTERM, SIGNAL_END},
    {SIGINT, SIGNAL_END},
    {SIGWINCH, SIGNAL_RESIZE},
    {SIGTSTP, SIGNAL_STOP},
    {SIGCONT, SIGNAL_CONTINUE},
};

/* The program has failed, or somebody wants its core. */
static const int fatal[] = {
    SIGABRT,
    SIGBUS,
    SIGFPE,
    SIGILL,
    SIGQUIT,
    SIGSEGV,
    SIGSYS,
};

/* The one mutable static of this floor. */
static struct {
	volatile sig_atomic_t seen[SIGNAL_MAX];
	int pipe[2];
	volatile sig_atomic_t is_guarding;
	pid_t process;
	int fd;
	struct termios settings;
	char bytes[GUARD_MAX];
	size_t length;
	struct sigaction before_caught[ARRAY_LENGTH(caught)];
	struct sigaction before_fatal[ARRAY_LENGTH(fatal)];
	void *stack;
} signal_seen;

static void
note(int number)
{
	int saved = errno;

	for (size_t i = 0; i < ARRAY_LENGTH(caught); i++) {
		if (caught[i].number == number)
			signal_seen.seen[caught[i].kind] = 1;
	}
	if (write(signal_seen.pipe[1], "", 1) < 0)
		errno = saved;
	errno = saved;
}

/* Put the terminal right, with nothing but calls that a handler may make. */
static void
give_back(void)
{
	if (!signal_seen.is_guarding || signal_seen.process != getpid())
		return;
	signal_seen.is_guarding = 0;
	size_t at = 0;
	while (at < signal_seen.length) {
		ssize_t sent = write(signal_seen.fd, signal_seen.bytes + at,
		    signal_seen.length - at);
		if (sent < 0 && errno != EINTR)
			break;
		if (sent > 0)
			at += (size_t)sent;
	}
	tcsetattr(signal_seen.fd, TCSANOW, &signal_seen.settings);
}

/* Put the terminal right; then let the signal do what it did before us. */
static void
give_back_and_fail(int number)
{
	give_back();
	for (size_t i = 0; i < ARRAY_LENGTH(fatal); i++) {
		if (fatal[i] == number)
			sigaction(number, &signal_seen.before_fatal[i], NULL);
	}
	raise(number);
}

/* Handlers, unless whoever started us wants the signal ignored. */
static void
take_over(int number, void (*handler)(int), int flags, struct sigaction *before)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

	sigfillset(&action.sa_mask);
	sigaction(number, NULL, before);
	bool is_ignored =
	    !(before->sa_flags & SA_SIGINFO) && before->sa_handler == SIG_IGN;
	if (!is_ignored)
		sigaction(number, &action, NULL);
}

/* A stack that overflows leaves no room for a handler on it. */
static void
open_stack(void)
{
	stack_t now;

	if (sigaltstack(NULL, &now) != 0 || !(now.ss_flags & SS_DISABLE))
		return;
	signal_seen.stack = mem_new(STACK_SIZE);
	stack_t stack = {.ss_sp = signal_seen.stack, .ss_size = STACK_SIZE};
	sigaltstack(&stack, NULL);
}

static void
close_stack(void)
{
	if (!signal_seen.stack)
		return;
	stack_t none = {.ss_flags = SS_DISABLE, .ss_size = STACK_SIZE};
	sigaltstack(&none, NULL);
	mem_free(signal_seen.stack);
	signal_seen.stack = NULL;
}

/* Neither end waits, and no program that we start gets them. */
static bool
open_pipe(void)
{
	if (pipe(signal_seen.pipe) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(signal_seen.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(signal_seen.pipe[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

bool
signal_open(struct err *err)
{
	if (!open_pipe())
		return err_set(err, WORD_TERMINAL_NO_ROOM, NULL);
	for (int kind = 0; kind < SIGNAL_MAX; kind++)
		signal_seen.seen[kind] = 0;
	open_stack();
	for (size_t i = 0; i < ARRAY_LENGTH(caught); i++)
		take_over(caught[i].number, note, SA_RESTART,
		    &signal_seen.before_caught[i]);
	for (size_t i = 0; i < ARRAY_LENGTH(fatal); i++)
		take_over(fatal[i], give_back_and_fail, SA_ONSTACK,
		    &signal_seen.before_fatal[i]);
	mem_on_give_up(give_back);
	return true;
}

void
signal_close(void)
{
	signal_unguard();
	mem_on_give_up(NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(fatal); i++)
		sigaction(fatal[i], &signal_seen.before_fatal[i], NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(caught); i++)
		sigaction(
		    caught[i].number, &signal_seen.before_caught[i], NULL);
	close_stack();
	close(signal_seen.pipe[0]);
	close(signal_seen.pipe[1]);
}

int
signal_fd(void)
{
	return signal_seen.pipe[0];
}

void
signal_clear_fd(void)
{
	char bytes[64];

	while (read(signal_seen.pipe[0], bytes, sizeof(bytes)) > 0)
		;
}

bool
signal_take(enum signal_kind kind)
{
	bool has_come = signal_seen.seen[kind];

	signal_seen.seen[kind] = 0;
	return has_come;
}

void
signal_stop(void)
{
	struct sigaction plain = {.sa_handler = SIG_DFL};
	struct sigaction ours;

	sigemptyset(&plain.sa_mask);
	sigaction(SIGTSTP, &plain, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

void
signal_guard(
    int fd, const struct termios *settings, const char *bytes, size_t length)
{
	signal_seen.is_guarding = 0;
	signal_seen.fd = fd;
	signal_seen.process = getpid();
	signal_seen.settings = *settings;
	signal_seen.length = length < GUARD_MAX ? length : GUARD_MAX;
	memcpy(signal_seen.bytes, bytes, signal_seen.length);
	signal_seen.is_guarding = 1;
}

void
signal_unguard(void)
{
	signal_seen.is_guarding = 0;
}
