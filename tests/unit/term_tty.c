/*
 * The terminal floor on a real pseudo-terminal, through tests/rig/demo.c.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "rig/golden.h"
#include "rig/scr.h"
#include "term/terminal.h"

/* Last, since they make macros of words like `columns`. */
#include <curses.h>
#include <term.h>

enum { TALL = 24, WIDE = 80 };

static const char *const terminals[] = {
    "xterm-256color",
    "xterm",
    "linux",
    "screen",
    "tmux-256color",
    "vt100",
    "ansi",
    "xterm-mono",
};

/* The demo with options, and a variable of the environment, or NULL. */
static struct scr *
open_demo(const char *first, const char *second, const char *variable)
{
	const char *build = getenv("BUILD");
	struct str path = STR_EMPTY;
	str_format(&path, "%s/demo", build ? build : "build/developer");
	char *options[] = {path.text, first ? mem_copy_text(first) : NULL,
	    second ? mem_copy_text(second) : NULL, NULL};
	char *env[] = {variable ? mem_copy_text(variable) : NULL, NULL};
	struct scr *scr = scr_open(TALL, WIDE, options, env);
	mem_free(env[0]);
	mem_free(options[2]);
	mem_free(options[1]);
	str_release(&path);
	return scr;
}

static struct scr *
open_under(const char *terminal)
{
	struct str variable = STR_EMPTY;
	str_format(&variable, "TERM=%s", terminal);
	struct scr *scr = open_demo(NULL, NULL, variable.text);
	str_release(&variable);
	return scr;
}

static struct scr *
open_in_theme(enum term_theme theme)
{
	struct str number = STR_EMPTY;
	str_format(&number, "%d", (int)theme);
	struct scr *scr = open_demo("--theme", number.text, NULL);
	str_release(&number);
	return scr;
}

static void
expect_row(struct scr *scr, int row, const char *text)
{
	cr_expect_str_eq(scr_row(scr, row), text);
}

static void
expect_snapshot(struct scr *scr, const struct str *wanted)
{
	struct str got = STR_EMPTY;
	scr_snapshot(scr, true, &got);
	cr_expect_str_eq(got.text, wanted->text);
	str_release(&got);
}

/* Is the last of one in what was sent behind the last of the other? */
static bool
is_behind(const struct scr *scr, const char *one, const char *other)
{
	const char *last_one = NULL;
	const char *last_other = NULL;
	const char *at = scr_sent(scr)->text;
	for (; *at; at++) {
		if (text_starts(at, one))
			last_one = at;
		if (text_starts(at, other))
			last_other = at;
	}
	return last_one > last_other;
}

/* The terminal is as a shell wants it. */
static void
expect_put_right(struct scr *scr)
{
	struct termios settings = scr_settings(scr);
	cr_expect(settings.c_lflag & ICANON);
	cr_expect(settings.c_lflag & ISIG);
	cr_expect(settings.c_iflag & ICRNL);
	cr_expect(settings.c_iflag & IXON);
	cr_expect(settings.c_oflag & OPOST);
	cr_expect(is_behind(scr, "\033[?2004l", "\033[?2004h"));
	cr_expect(is_behind(scr, "\033[?1036l", "\033[?1036h"));
	cr_expect(is_behind(scr, "\033[?1000l", "\033[?1000h"));
	cr_expect(is_behind(scr, "\033[?1l", "\033[?1h"));
	cr_expect(!scr_is_alternate(scr));
	cr_expect(scr_is_cursor_shown(scr));
}

static void
expect_good_end(struct scr *scr)
{
	int status = scr_wait(scr);
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	scr_close(scr);
}

/* A fresh name for a file, to be unlinked. */
static void
make_name(char name[64])
{
	snprintf(name, 64, "/tmp/term_tty.XXXXXX");
	int fd = mkstemp(name);
	cr_assert(fd >= 0);
	close(fd);
}

static void
expect_saved(const char *name, const char *text)
{
	struct str saved = STR_EMPTY;
	struct err err = {0};
	cr_assert(file_read(name, FILE_LIMIT, &saved, &err));
	cr_expect_str_eq(saved.text, text);
	str_release(&saved);
}

Test(tty, shows_what_is_typed_under_every_terminal)
{
	for (size_t i = 0; i < ARRAY_LENGTH(terminals); i++) {
		struct scr *scr = open_under(terminals[i]);
		scr_keys(scr, "Siân a dŵr<Backspace>");
		cr_expect(scr_has(scr, " Echo on"), "%s", terminals[i]);
		expect_row(scr, 2, "> Text  Siân a dŵ");
		expect_row(scr, 4, " Key <Backspace>");
		expect_row(scr, TALL - 1, " Ctrl-Q Leave");
		cr_expect_eq(scr_cursor_row(scr), 2);
		cr_expect_eq(scr_cursor_column(scr), 17);
		cr_expect(scr_is_cursor_shown(scr));
		scr_keys(scr, "<Ctrl-Q>");
		expect_good_end(scr);
	}
}

Test(tty, shows_each_role_by_its_attributes)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	scr_keys(scr, "Siân 한국어<Tab>");
	struct str got = STR_EMPTY;
	scr_snapshot(scr, true, &got);
	cr_expect(golden_is("tests/screens/term_demo.screen", &got));
	str_release(&got);
	scr_close(scr);
}

/* A locale of its own in a folder of its own; false if none can be made. */
static bool
make_locale(const char *folder)
{
	struct str path = STR_EMPTY;
	str_format(&path, "%s/cy_GB.ISO-8859-14", folder);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, STDOUT_FILENO);
		dup2(nowhere, STDERR_FILENO);
		execlp("localedef", "localedef", "--no-archive", "-f",
		    "ISO-8859-14", "-i", "cy_GB", path.text, (char *)NULL);
		_exit(127);
	}
	int status;
	waitpid(child, &status, 0);
	str_release(&path);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void
remove_locale(const char *folder)
{
	pid_t child = fork();
	if (child == 0) {
		execlp("rm", "rm", "-r", folder, (char *)NULL);
		_exit(127);
	}
	waitpid(child, NULL, 0);
}

Test(tty, speaks_the_encoding_of_the_locale)
{
	char *folder;
	struct err err = {0};
	cr_assert(file_make_temporary(&folder, &err));
	if (!make_locale(folder)) {
		remove_locale(folder);
		mem_free(folder);
		cr_skip("localedef or its sources are not installed");
	}
	char name[64];
	make_name(name);
	cr_assert_eq(setenv("LOCPATH", folder, 1), 0);
	struct scr *scr = open_demo("--save", name, "LC_ALL=cy_GB.ISO-8859-14");
	/* A w with a circumflex is one byte there. */
	scr_send(scr, "d\xF0r", 3);
	scr_paste(scr, " d\xF0r\r");
	/* What is typed may be shown before what is pasted, or with it. */
	const char *typed = strstr(scr_sent(scr)->text, "d\xF0r");
	cr_expect_not_null(typed);
	cr_expect(typed != NULL && strstr(typed + 1, "d\xF0r") != NULL);
	scr_keys(scr, "<Ctrl-Q>");
	expect_good_end(scr);
	expect_saved(name, "dŵr dŵr\n");
	unlink(name);
	remove_locale(folder);
	mem_free(folder);
}

/* What terminfo says that each key sends. */
Test(tty, knows_the_keys_of_every_terminal)
{
	static const struct {
		const char *capability, *name;
	} keys[] = {
	    {"kcuu1", "Up"},
	    {"kcud1", "Down"},
	    {"kcub1", "Left"},
	    {"kcuf1", "Right"},
	    {"khome", "Home"},
	    {"kend", "End"},
	    {"kpp", "PgUp"},
	    {"knp", "PgDn"},
	    {"kich1", "Ins"},
	    {"kdch1", "Del"},
	    {"kcbt", "Shift-Tab"},
	    {"kbs", "Backspace"},
	    {"kLFT5", "Ctrl-Left"},
	    {"kRIT5", "Ctrl-Right"},
	    {"kHOM5", "Ctrl-Home"},
	    {"kEND5", "Ctrl-End"},
	    {"kLFT", "Shift-Left"},
	    {"kRIT", "Shift-Right"},
	    {"kri", "Shift-Up"},
	    {"kind", "Shift-Down"},
	    {"kHOM", "Shift-Home"},
	    {"kLFT6", "Ctrl-Shift-Left"},
	    {"kEND6", "Ctrl-Shift-End"},
	    {"kDC5", "Ctrl-Del"},
	    {"kf1", "F1"},
	    {"kf2", "F2"},
	    {"kf3", "F3"},
	    {"kf4", "F4"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(terminals); i++) {
		int status;
		cr_assert_eq(setupterm(terminals[i], 1, &status), OK);
		struct scr *scr = open_under(terminals[i]);
		int known = 0;
		for (size_t j = 0; j < ARRAY_LENGTH(keys); j++) {
			const char *sent = tigetstr(keys[j].capability);
			if (!sent || sent == (char *)-1)
				continue;
			known++;
			scr_send(scr, "x", 1);
			scr_send(scr, sent, strlen(sent));
			scr_sync(scr);
			char wanted[32];
			snprintf(
			    wanted, sizeof(wanted), " Key <%s>", keys[j].name);
			cr_expect_str_eq(scr_row(scr, 4), wanted, "%s: %s",
			    terminals[i], scr_row(scr, 4));
		}
		cr_expect_geq(known, 5, "%s", terminals[i]);
		del_curterm(cur_term);
		scr_close(scr);
	}
}

Test(tty, knows_every_key_by_its_name)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	for (enum term_key key = 0; key < KEY_NAME_MAX; key++) {
		const char *name = term_key_name(key);
		if (key == KEY_NAME_CTRL_Q ||
		    (key >= KEY_NAME_F5 && key <= KEY_NAME_F10))
			continue;
		char pressed[32];
		char wanted[32];
		snprintf(pressed, sizeof(pressed), "x<%s>", name);
		snprintf(wanted, sizeof(wanted), " Key <%s>", name);
		scr_keys(scr, pressed);
		cr_expect_str_eq(scr_row(scr, 4), wanted);
	}
	scr_close(scr);
}

Test(tty, leaves_out_what_no_key_sends)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	static const char sent[] = "a\033[1;3Pb\033[>0;276;0cc\033]11;rgb:0/0/0"
				   "\033\\d\033xe\033[Mf";
	scr_send(scr, sent, strlen(sent));
	scr_sync(scr);
	expect_row(scr, 2, "> Text  abcdef");
	scr_close(scr);
}

Test(tty, takes_a_paste_as_one)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	struct str text = STR_EMPTY;
	for (int i = 0; i < 1000; i++)
		str_put(&text, "ten bytes\r");
	scr_paste(scr, text.text);
	expect_row(scr, 4, " Paste of 10000 bytes");
	expect_row(scr, 5, " 1 pastes, 0 ticks");
	scr_paste(scr, "one\033[31m two\ttree\r\nend\001");
	expect_row(scr, 4, " Paste of 20 bytes");
	expect_row(scr, 5, " 2 pastes, 0 ticks");
	cr_expect(scr_has(scr, "[31m two tree"));
	str_release(&text);
	scr_close(scr);
}

Test(tty, survives_a_storm_of_sizes)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	scr_keys(scr, "hello");
	struct str before = STR_EMPTY;
	scr_snapshot(scr, true, &before);
	for (int i = 0; i < 60; i++) {
		scr_send(scr, "\033OA", 3);
		scr_resize(scr, 1 + i * 37 % 52, 1 + i * 53 % 163);
	}
	scr_resize(scr, 10, 40);
	cr_expect(scr_has(scr, "Echo on 40 columns and 10 rows"));
	scr_resize(scr, TALL, WIDE);
	scr_keys(scr, "<Backspace>o");
	expect_snapshot(scr, &before);
	str_release(&before);
	scr_close(scr);
}

Test(tty, takes_its_size_from_the_window_alone)
{
	struct scr *scr = open_demo(NULL, NULL, "LINES=30");
	cr_expect(scr_has(scr, "Echo on 80 columns and 24 rows"));
	scr_resize(scr, 30, 100);
	cr_expect(scr_has(scr, "Echo on 100 columns and 30 rows"));
	scr_close(scr);
}

/* The terminal may be gone before its signal comes, or after. */
Test(tty, ends_well_at_a_hangup)
{
	char name[64];
	make_name(name);
	for (int i = 0; i < 20; i++) {
		struct scr *scr = open_demo("--save", name, NULL);
		scr_keys(scr, "typed before");
		scr_hang_up(scr);
		expect_good_end(scr);
		expect_saved(name, "typed before");
	}
	unlink(name);
}

Test(tty, ends_well_when_it_is_asked_to)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
	char name[64];
	make_name(name);
	for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++) {
		struct scr *scr = open_demo("--save", name, NULL);
		scr_keys(scr, "typed before");
		scr_signal(scr, numbers[i]);
		int status = scr_wait(scr);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		expect_saved(name, "typed before");
		scr_close(scr);
	}
	unlink(name);
}

Test(tty, puts_the_terminal_right_whatever_happens)
{
	static const struct {
		const char *keys;
		int number; /* that the program dies of, or 0 */
		int sent;
	} ends[] = {
	    {"<Ctrl-Q>", 0, 0},
	    {"<F5>", SIGABRT, 0},
	    {"<F6>", 0, 0},
	    {"<F7>", SIGSEGV, 0},
	    {"<F8>", SIGSEGV, 0},
	    {"", 0, SIGTERM},
	    {"", SIGQUIT, SIGQUIT},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(ends); i++) {
		/* A sanitizer must let the program die in its own way. */
		struct scr *scr = open_demo("--mouse", NULL,
		    "ASAN_OPTIONS=handle_segv=0:handle_abort=0");
		cr_expect(scr_is_alternate(scr));
		cr_expect(!(scr_settings(scr).c_lflag & ICANON));
		scr_keys(scr, ends[i].keys);
		if (ends[i].sent)
			scr_signal(scr, ends[i].sent);
		int status = scr_wait(scr);
		if (ends[i].number)
			cr_expect(WIFSIGNALED(status) &&
				      WTERMSIG(status) == ends[i].number,
			    "%zu: %x", i, (unsigned)status);
		else
			cr_expect(WIFEXITED(status), "%zu", i);
		expect_put_right(scr);
		scr_close(scr);
	}
}

Test(tty, stops_and_comes_back)
{
	static const char *const keys[] = {"<F9>", "<F10>"};
	struct scr *scr = open_demo("--shell", NULL, NULL);
	scr_keys(scr, "hello");
	for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
		struct str before = STR_EMPTY;
		scr_keys(scr, keys[i]);
		cr_expect(is_behind(scr, "\033[?1049h", "Stopped"));
		cr_expect(is_behind(scr, "\033[?2004h", "Stopped"));
		cr_expect(is_behind(scr, "\033[?1h", "Stopped"));
		cr_expect(scr_is_alternate(scr));
		cr_expect(!(scr_settings(scr).c_lflag & ICANON));
		expect_row(scr, 2, "> Text  hello");
		scr_keys(scr, "<Up>");
		expect_row(scr, 4, " Key <Up>");
		scr_snapshot(scr, true, &before);
		scr_keys(scr, "<Ctrl-R><Up>");
		expect_snapshot(scr, &before);
		str_release(&before);
	}
	scr_keys(scr, "<Ctrl-Q>");
	expect_good_end(scr);
}

/* What ncurses did not see of it must be where it believes the screen to be. */
Test(tty, shows_the_same_however_letters_came)
{
	static const struct {
		const char *keys, *row;
	} typed[] = {
	    {"abc", "> Text  abc"},
	    {"de<Backspace>x", "> Text  abcdx"},
	    {"y<Backspace><Backspace>", "> Text  abcd"},
	    {"m\u0175n", "> Text  abcdm\u0175n"},
	    {" p q", "> Text  abcdm\u0175n p q"},
	    {"tt", "> Text  abcdm\u0175n p qtt"},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(terminals); i++) {
		struct scr *scr = open_under(terminals[i]);
		for (size_t k = 0; k < ARRAY_LENGTH(typed); k++) {
			struct str before = STR_EMPTY;
			scr_keys(scr, typed[k].keys);
			expect_row(scr, 2, typed[k].row);
			scr_keys(scr, "<Up>");
			scr_snapshot(scr, true, &before);
			scr_keys(scr, "<Ctrl-R><Up>");
			expect_snapshot(scr, &before);
			str_release(&before);
		}
		scr_keys(scr, "<Ctrl-Q>");
		expect_good_end(scr);
	}
}

Test(tty, gives_the_terminal_to_the_shell_while_it_is_stopped)
{
	struct scr *scr = open_demo("--shell", NULL, NULL);
	scr_keys(scr, "<F9>");
	const char *sent = scr_sent(scr)->text;
	const char *stopped = strstr(sent, "Stopped");
	cr_assert_not_null(stopped);
	const char *left = strstr(sent, "\033[?1049l");
	const char *pastes = strstr(sent, "\033[?2004l");
	cr_expect(left && left < stopped);
	cr_expect(pastes && pastes < stopped);
	scr_close(scr);
}

Test(tty, draws_a_flood_of_keys_on_a_slow_line)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	scr_slow_down(scr, 16);
	for (int i = 0; i < 300; i++)
		scr_send(scr, "x ", 2);
	scr_sync(scr);
	cr_expect(scr_has(scr, "x x x x x"));
	size_t sent = scr_sent(scr)->length;
	cr_expect_lt(sent, 300 * 40);
	scr_close(scr);
}

/* The best of five: a busy machine says nothing about the program. */
Test(tty, takes_esc_for_esc_at_once)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	long best = 1000;
	for (int i = 0; i < 5; i++) {
		scr_keys(scr, "<Up>");
		struct timespec start;
		struct timespec end;
		clock_gettime(CLOCK_MONOTONIC, &start);
		scr_send(scr, "\033", 1);
		scr_wait_for(scr, "Key <Esc>");
		clock_gettime(CLOCK_MONOTONIC, &end);
		long passed = (end.tv_sec - start.tv_sec) * 1000 +
			      (end.tv_nsec - start.tv_nsec) / 1000000;
		best = passed < best ? passed : best;
	}
	cr_expect_lt(best, 100);
	scr_close(scr);
}

Test(tty, is_silent_and_asleep_while_nothing_happens)
{
	struct scr *scr = open_demo(NULL, NULL, NULL);
	scr_keys(scr, "hello");
	scr_watch(scr, 50);
	long before = scr_wakeups(scr);
	cr_expect_eq(scr_watch(scr, 200), 0);
	cr_expect_eq(scr_wakeups(scr), before);
	cr_expect_gt(before, 0);
	scr_close(scr);
}

Test(tty, ticks_only_when_asked)
{
	struct scr *scr = open_demo("--tick", "1", NULL);
	scr_wait_for(scr, "3 ticks");
	scr_close(scr);
}

/* An Esc must come through however short the ticks are. */
Test(tty, takes_esc_between_ticks)
{
	struct scr *scr = open_demo("--tick", "10", NULL);
	scr_send(scr, "\033", 1);
	scr_wait_for(scr, "Key <Esc>");
	scr_close(scr);
}

/* A screen's row 2, its looks and its colours. */
static void
see(struct scr *scr, struct str *seen)
{
	scr_snapshot(scr, true, seen);
	scr_put_colors(scr, 2, seen);
}

/* Also behind a letter that ncurses drew, and before it draws the next. */
Test(tty, types_in_the_colours_of_every_theme)
{
	for (enum term_theme theme = 0; theme <= THEME_NONE; theme++) {
		struct scr *scr = open_in_theme(theme);
		struct str typed = STR_EMPTY, drawn = STR_EMPTY;
		scr_keys(scr, "We go<Backspace><Backspace>ab\u0175cd<Up>");
		see(scr, &typed);
		scr_keys(scr, "<Ctrl-R><Up>");
		see(scr, &drawn);
		cr_expect_str_eq(typed.text, drawn.text, "theme %d", theme);
		str_release(&drawn);
		str_release(&typed);
		scr_close(scr);
	}
}

Test(tty, sends_little_for_a_letter_in_every_theme)
{
	enum { LETTERS = 40, BYTES = 1 };
	for (enum term_theme theme = 0; theme <= THEME_NONE; theme++) {
		struct scr *scr = open_in_theme(theme);
		scr_keys(scr, "a");
		scr_take_touched(scr);
		size_t before = scr_sent(scr)->length;
		for (int i = 0; i < LETTERS; i++) {
			scr_keys(scr, "a");
			cr_expect_leq(scr_take_touched(scr), 1);
		}
		size_t marks = LETTERS * strlen("\033]7777;10\a");
		size_t sent = scr_sent(scr)->length - before - marks;
		cr_expect_leq(
		    sent, LETTERS * BYTES, "theme %d: %zu bytes", theme, sent);
		scr_close(scr);
	}
}

Test(tty, knows_clicks_and_the_wheel_if_it_wants_the_mouse)
{
	static const struct {
		const char *sent, *shown;
	} acts[] = {
	    {"\033[<0;11;3M", " Click 2,10 0"},
	    {"\033[<0;11;3m", " Click 2,10 0"},
	    {"\033[<64;1;2M", " Wheel 1,0 -1"},
	    {"\033[<65;80;24M", " Wheel 23,79 1"},
	    {"\033[M !\"", " Click 1,0 0"},
	};
	struct scr *scr = open_demo("--mouse", NULL, NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(acts); i++) {
		scr_send(scr, acts[i].sent, strlen(acts[i].sent));
		scr_sync(scr);
		expect_row(scr, 4, acts[i].shown);
	}
	scr_close(scr);
	scr = open_demo(NULL, NULL, NULL);
	cr_expect_null(strstr(scr_sent(scr)->text, "\033[?1000h"));
	scr_send(scr, acts[0].sent, strlen(acts[0].sent));
	scr_sync(scr);
	cr_expect(!scr_has(scr, "Click"));
	scr_close(scr);
}

Test(tty, shows_the_same_without_colour)
{
	struct str colored = STR_EMPTY;
	struct str plain = STR_EMPTY;
	struct scr *scr = open_demo(NULL, NULL, NULL);
	scr_snapshot(scr, false, &colored);
	cr_expect(scr_row(scr, TALL - 3)[0] == ' ');
	scr_close(scr);
	scr = open_in_theme(THEME_NONE);
	scr_snapshot(scr, false, &plain);
	scr_close(scr);
	cr_expect_str_eq(colored.text, plain.text);
	str_release(&plain);
	str_release(&colored);
}

Test(tty, says_so_when_the_terminal_is_of_no_use)
{
	static const struct {
		const char *variable, *sentence;
	} uses[] = {
	    {"TERM=nobody-knows-it", "\"nobody-knows-it\""},
	    {"TERM=dumb", "\"dumb\" cannot show screens"},
	    {"TERM", "TERM does not say"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(uses); i++) {
		struct scr *scr = open_demo(NULL, NULL, uses[i].variable);
		int status = scr_wait(scr);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 1);
		cr_expect(
		    scr_has(scr, uses[i].sentence), "%s", uses[i].variable);
		cr_expect(scr_settings(scr).c_lflag & ICANON);
		scr_close(scr);
	}
}
