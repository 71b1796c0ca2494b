/*
 * A secret that is asked for on a terminal, where nobody answers.
 */
#include "term/lines.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

Test(lines_typed, wait_for_a_secret_as_long_as_they_are_told)
{
	struct lines *lines;
	struct str line = STR_EMPTY;
	struct err err = {0};
	int outer = posix_openpt(O_RDWR | O_NOCTTY), shown[2];

	setlocale(LC_ALL, "C.UTF-8");
	cr_assert_geq(outer, 0);
	cr_assert_eq(grantpt(outer), 0);
	cr_assert_eq(unlockpt(outer), 0);
	int inner = open(ptsname(outer), O_RDWR | O_NOCTTY);
	cr_assert_geq(dup2(inner, STDIN_FILENO), 0);
	cr_assert_eq(pipe(shown), 0);
	cr_assert_geq(dup2(shown[1], STDOUT_FILENO), 0);
	cr_assert(lines_open(&lines, &err));
	cr_expect(lines_is_typed(lines));
	cr_assert_eq(write(outer, "half", 4), 4);
	cr_expect_eq(
	    lines_ask_secret(lines, "Which?", 20, &line, &err), LINES_TIME);
	cr_expect_not(err.is_set);
	cr_expect_str_empty(line.text);
	lines_close(lines);
	str_release(&line);
	close(inner);
	close(outer);
}
