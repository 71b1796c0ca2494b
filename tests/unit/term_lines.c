/*
 * Lines in and text out, by pipes in the place of a terminal.
 */
#include "term/lines.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/timerfd.h>
#endif

static struct lines *lines;
static struct str line = STR_EMPTY;
static int typing, shown;

/* Each test is a process of its own, so both may be put in its place. */
static void
start(void)
{
	int in[2], out[2];
	struct err err = {0};

	setlocale(LC_ALL, "C.UTF-8");
	cr_assert_eq(pipe(in), 0);
	cr_assert_eq(pipe(out), 0);
	cr_assert_geq(dup2(in[0], STDIN_FILENO), 0);
	cr_assert_geq(dup2(out[1], STDOUT_FILENO), 0);
	close(in[0]);
	close(out[1]);
	typing = in[1];
	shown = out[0];
	cr_assert(lines_open(&lines, &err));
}

static void
stop(void)
{
	lines_close(lines);
	str_release(&line);
	close(typing);
	close(shown);
}

TestSuite(lines, .init = start, .fini = stop);

static void
type(const char *text)
{
	cr_assert_eq(write(typing, text, strlen(text)), (ssize_t)strlen(text));
}

static void
expect(const char *wanted)
{
	cr_expect_eq(lines_read(lines, 0, &line), LINES_LINE);
	cr_expect_str_eq(line.text, wanted);
}

Test(lines, come_one_after_the_other_whatever_ends_them)
{
	type("one\ntwo\r\n\nthree");
	cr_expect_eq(lines_read(lines, -1, &line), LINES_LINE);
	cr_expect_str_eq(line.text, "one");
	cr_expect(lines_has_more(lines));
	expect("two");
	expect("");
	cr_expect_eq(lines_read(lines, 0, &line), LINES_TIME);
	close(typing);
	expect("three");
	cr_expect_eq(lines_read(lines, 0, &line), LINES_END);
	cr_expect_eq(lines_read(lines, -1, &line), LINES_END);
}

Test(lines, keep_what_comes_later_when_they_are_forgotten)
{
	struct err err = {0};

	type("secret\nlater\n");
	cr_expect_eq(
	    lines_ask_secret(lines, "Which?", -1, &line, &err), LINES_LINE);
	cr_expect_str_eq(line.text, "secret");
	lines_forget(lines);
	expect("later");
	cr_expect_not(lines_is_typed(lines));
	cr_expect_eq(lines_width(lines), LINES_WIDTH);
}

#ifdef TFD_IOC_SET_TICKS

/* What the kernel does when the machine wakes up, by another way. */
static bool
wake(void)
{
	uint64_t ticks = 1;

	for (int fd = 3; fd < typing + 16; fd++)
		if (ioctl(fd, TFD_IOC_SET_TICKS, &ticks) == 0)
			return true;
	return false; /* this kernel has no such way */
}

Test(lines, of_a_secret_are_not_there_because_the_machine_wakes_up)
{
	struct err err = {0};

	if (wake())
		cr_expect_eq(lines_read(lines, -1, &line), LINES_TIME);
	wake();
	type("secret\n");
	cr_expect_eq(
	    lines_ask_secret(lines, "Which?", -1, &line, &err), LINES_LINE);
	cr_expect_str_eq(line.text, "secret");
}
#endif

Test(lines, keep_their_nul_bytes_and_their_length)
{
	cr_assert_eq(write(typing, "a\0b\n", 4), 4);
	cr_expect_eq(lines_read(lines, 0, &line), LINES_LINE);
	cr_expect_eq(line.length, 3);
}

Test(lines, are_cut_by_terminals_alone)
{
	struct str long_line = STR_EMPTY;

	for (int i = 0; i < LINES_TYPED_MOST; i++)
		str_put_char(&long_line, 'x');
	str_put_char(&long_line, '\n');
	type(long_line.text);
	cr_expect_eq(lines_read(lines, -1, &line), LINES_LINE);
	cr_expect_eq(line.length, LINES_TYPED_MOST);
	str_release(&long_line);
}

static const char *
read_shown(char *bytes, size_t size)
{
	ssize_t count = read(shown, bytes, size - 1);

	cr_assert_geq(count, 0);
	bytes[count] = '\0';
	return bytes;
}

Test(lines, are_written_without_what_a_terminal_obeys)
{
	char bytes[64];

	lines_put(lines, "Si\xC3\xA2n\033[2J\a\nnext\n");
	cr_expect_str_eq(read_shown(bytes, sizeof(bytes)),
	    "Si\xC3\xA2n\xEF\xBF\xBD[2J\xEF\xBF\xBD\nnext\n");
	cr_expect_not(lines_is_unread(lines));
}

Test(lines, wait_for_a_secret_as_long_as_they_are_told)
{
	struct err err = {0};

	cr_expect_eq(
	    lines_ask_secret(lines, "Which?", 0, &line, &err), LINES_TIME);
	cr_expect_not(err.is_set);
}
