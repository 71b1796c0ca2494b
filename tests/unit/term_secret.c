/*
 * Asking for a secret, where the terminal does not do as it is told.
 *
 * The terminal is the near end of a pair; what was typed at the far end waits
 * to be read.  Settings are changed by this program's own tcsetattr(), which
 * the linker takes before the library's.
 */
#include "term/secret.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

/* What a change of the settings comes to: said to fail, or said to be done. */
static int answer;
static int changes;
static int far_end;

int
tcsetattr(int fd, int when, const struct termios *settings)
{
	(void)fd;
	(void)when;
	(void)settings;
	changes++;
	return answer;
}

static void
set_up(void)
{
	far_end = posix_openpt(O_RDWR | O_NOCTTY);
	cr_assert(
	    far_end >= 0 && grantpt(far_end) == 0 && unlockpt(far_end) == 0);
	int near_end = open(ptsname(far_end), O_RDWR | O_NOCTTY);
	cr_assert(near_end >= 0);
	cr_assert_eq(dup2(near_end, STDIN_FILENO), STDIN_FILENO);
	close(near_end);
}

static void
tear_down(void)
{
	close(far_end);
}

TestSuite(secret, .init = set_up, .fini = tear_down);

Test(secret, is_not_asked_for_where_it_would_be_seen)
{
	static const char typed[] = "correct horse battery\n";
	struct str out = STR_EMPTY;

	cr_assert_eq(write(far_end, typed, sizeof(typed) - 1),
	    (ssize_t)sizeof(typed) - 1);
	for (answer = -1; answer <= 0; answer++) {
		struct err err = {0};
		changes = 0;
		cr_assert_not(term_ask_secret("Passphrase:", &out, &err));
		cr_assert_eq(err.word, WORD_TERMINAL_NOT_QUIET);
		cr_assert_eq(changes, 2, "it is put back");
		err_clear(&err);
		cr_assert_not(term_ask_line("Recovery key:", &out, &err));
		cr_assert_eq(err.word, WORD_TERMINAL_NOT_QUIET);
		cr_assert_eq(out.length, 0, "nothing is read");
	}
	str_release(&out);
}

Test(secret, is_not_asked_for_without_a_terminal)
{
	struct str out = STR_EMPTY;
	struct err err = {0};

	close(STDIN_FILENO);
	cr_assert_not(term_can_ask());
	cr_assert_not(term_ask_secret("Passphrase:", &out, &err));
	cr_assert_eq(err.word, WORD_TERMINAL_NOT_QUIET);
	str_release(&out);
}
