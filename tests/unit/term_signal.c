/* Signals, as questions. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attr.h"
#include "term/signal.h"

static bool
is_readable(void)
{
	struct pollfd polled = {.fd = signal_fd(), .events = POLLIN};
	return poll(&polled, 1, 0) == 1;
}

static const struct {
	int number;
	enum signal_kind kind;
} signals[] = {
    {SIGHUP, SIGNAL_END},
    {SIGTERM, SIGNAL_END},
    {SIGINT, SIGNAL_END},
    {SIGWINCH, SIGNAL_RESIZE},
    {SIGTSTP, SIGNAL_STOP},
    {SIGCONT, SIGNAL_CONTINUE},
};

/* Whoever runs the tests with nohup or behind a shell ignores some of them. */
static void
start(void)
{
	for (size_t i = 0; i < ARRAY_LENGTH(signals); i++)
		signal(signals[i].number, SIG_DFL);
}

TestSuite(signals, .init = start);

Test(signals, are_noticed_once)
{
	struct err err = {0};
	cr_assert(signal_open(&err));
	cr_expect(!is_readable());
	for (size_t i = 0; i < ARRAY_LENGTH(signals); i++) {
		raise(signals[i].number);
		raise(signals[i].number);
		cr_expect(is_readable());
		signal_clear_fd();
		cr_expect(!is_readable());
		for (int kind = 0; kind < SIGNAL_MAX; kind++)
			cr_expect_eq(signal_take((enum signal_kind)kind),
			    kind == (int)signals[i].kind, "%zu", i);
		cr_expect(!signal_take(signals[i].kind));
	}
	signal_close();
}

Test(signals, are_never_lost_in_a_flood)
{
	struct err err = {0};
	cr_assert(signal_open(&err));
	for (int i = 0; i < 100000; i++)
		raise(SIGWINCH);
	raise(SIGTERM);
	signal_clear_fd();
	cr_expect(signal_take(SIGNAL_RESIZE));
	cr_expect(signal_take(SIGNAL_END));
	signal_close();
}

Test(signals, are_left_as_they_were)
{
	struct sigaction before;
	struct sigaction after;
	struct err err = {0};
	static const int numbers[] = {SIGTERM, SIGWINCH, SIGTSTP, SIGSEGV};
	for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++) {
		sigaction(numbers[i], NULL, &before);
		cr_assert(signal_open(&err));
		sigaction(numbers[i], NULL, &after);
		cr_expect_neq(before.sa_handler, after.sa_handler);
		signal_close();
		sigaction(numbers[i], NULL, &after);
		cr_expect_eq(before.sa_handler, after.sa_handler);
	}
}

Test(signals, stay_ignored_if_somebody_wants_it_so)
{
	struct err err = {0};
	signal(SIGHUP, SIG_IGN);
	cr_assert(signal_open(&err));
	raise(SIGHUP);
	cr_expect(!signal_take(SIGNAL_END));
	signal_close();
}

/* What a child of this number of the fatal kind leaves behind. */
static void
expect_guarded(int number, bool is_in_its_child)
{
	FILE *file = tmpfile();
	cr_assert_not_null(file);
	struct err err = {0};
	struct termios settings = {0};
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		signal(number, SIG_DFL); /* a sanitizer has its own */
		if (!signal_open(&err))
			_exit(1);
		signal_guard(fileno(file), &settings, "put right", 9);
		if (is_in_its_child && fork() != 0) {
			wait(NULL);
			_exit(0);
		}
		raise(number);
		_exit(2);
	}
	int status;
	waitpid(child, &status, 0);
	if (is_in_its_child)
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	else
		cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == number);
	char text[32] = {0};
	rewind(file);
	size_t length = fread(text, 1, sizeof(text) - 1, file);
	cr_expect_eq(length, is_in_its_child ? 0 : 9);
	cr_expect_str_eq(text, is_in_its_child ? "" : "put right");
	fclose(file);
}

Test(signals, put_the_terminal_right_before_the_program_dies)
{
	static const int numbers[] = {
	    SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGQUIT};
	for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++)
		expect_guarded(numbers[i], false);
}

/* A child that dies before it starts another program owns no terminal. */
Test(signals, leave_the_terminal_to_its_owner)
{
	expect_guarded(SIGABRT, true);
}
