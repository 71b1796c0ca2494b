/* What ncurses sends, into a file in place of a terminal. */
#include <assert.h>
#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/str.h"
#include "term/cells.h"
#include "term/screen.h"

enum { TALL = 24, WIDE = 80 };

struct stage {
	FILE *in, *out;
	struct screen *screen;
	struct cells *cells;
};

static struct stage
open_stage(const char *name, enum term_theme theme, bool mouse)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct stage stage = {
	    .in = fopen("/dev/null", "r"),
	    .out = tmpfile(),
	    .cells = cells_new(TALL, WIDE),
	};
	cr_assert(stage.in && stage.out);
	struct screen_options options = {
	    .name = name,
	    .in = stage.in,
	    .out = stage.out,
	    .theme = theme,
	    .mouse = mouse,
	};
	struct err err = {0};
	cr_assert(screen_open(&options, &stage.screen, &err), "%s", name);
	return stage;
}

static void
close_stage(struct stage *stage)
{
	screen_close(stage->screen);
	cells_free(stage->cells);
	fclose(stage->out);
	fclose(stage->in);
}

static void
put(struct stage *stage, int row, int column, const char *text,
    enum term_role role)
{
	cells_put(stage->cells, row, column, WIDE, text, strlen(text), role);
}

/* Show, and give what was sent for it. */
static struct str
show(struct stage *stage, int row, int column)
{
	fseek(stage->out, 0, SEEK_END);
	long before = ftell(stage->out);
	screen_show(stage->screen, stage->cells, row, column);
	struct str sent = STR_EMPTY;
	fseek(stage->out, before, SEEK_SET);
	int c;
	while ((c = getc(stage->out)) != EOF)
		str_put_char(&sent, (char)c);
	return sent;
}

/* Everything that was sent until now. */
static struct str
read_all(struct stage *stage)
{
	struct str sent = STR_EMPTY;
	fseek(stage->out, 0, SEEK_SET);
	int c;
	while ((c = getc(stage->out)) != EOF)
		str_put_char(&sent, (char)c);
	return sent;
}

Test(screen, sends_only_what_differs)
{
	struct stage stage =
	    open_stage("xterm-256color", THEME_TERMINAL, false);
	cells_fill(stage.cells, 3, 10, 40, ROLE_FIELD);
	put(&stage, 3, 0, "> Name", ROLE_FOCUS);
	struct str sent = show(&stage, 3, 10);
	cr_expect_not_null(strstr(sent.text, "> Name"));
	str_release(&sent);
	/* Nothing. */
	sent = show(&stage, 3, 10);
	cr_expect_eq(sent.length, 0);
	str_release(&sent);
	/* A letter in a field: underlined once, and then itself. */
	for (int i = 0; i < 10; i++) {
		put(&stage, 3, 10 + i, "a", ROLE_FIELD);
		sent = show(&stage, 3, 11 + i);
		cr_expect_str_eq(sent.text, i == 0 ? "\033[4ma" : "a");
		str_release(&sent);
	}
	/* The end of that, and another place; then the cursor alone. */
	for (int i = 0; i < 2; i++) {
		sent = show(&stage, 5 + i, 0);
		cr_expect_gt(sent.length, 0);
		cr_expect_leq(sent.length, i == 0 ? 24 : 8);
		str_release(&sent);
	}
	/* Everything, when it cannot be relied on. */
	screen_distrust(stage.screen);
	sent = show(&stage, 5, 0);
	cr_expect_not_null(strstr(sent.text, "> Name"));
	str_release(&sent);
	close_stage(&stage);
}

Test(screen, clears_a_row_whose_width_is_in_doubt_before_it_writes)
{
	static const struct {
		const char *before, *after;
		bool is_cleared;
	} cases[] = {
	    {"plain and long text", "বাংলা", true},
	    {"বাংলা কবিতা", "plain", true},
	    {"বাংলা", "বাংলাদেশ", true},
	    {"👩‍👩‍👧 here", "there", true},
	    {"e\u0301te\u0301 and ŵ", "中文", false},
	    {"plain text", "plain test", false},
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct stage stage =
		    open_stage("xterm-256color", THEME_TERMINAL, false);
		/* Behind it stands more, so that the end need not go. */
		put(&stage, 3, 4, cases[i].before, ROLE_TEXT);
		put(&stage, 3, 70, "Saved", ROLE_TEXT);
		struct str sent = show(&stage, 0, 0);
		str_release(&sent);

		cells_clear(stage.cells);
		put(&stage, 3, 4, cases[i].after, ROLE_TEXT);
		put(&stage, 3, 70, "Saved", ROLE_TEXT);
		sent = show(&stage, 0, 0);
		/* To the end of the row, or of the screen if that is all. */
		bool is_clear = strstr(sent.text, "\033[K") != NULL ||
				strstr(sent.text, "\033[J") != NULL;
		bool is_whole = strstr(sent.text, cases[i].after) != NULL &&
				strstr(sent.text, "Saved") != NULL;
		cr_expect_eq(is_clear && is_whole, cases[i].is_cleared,
		    "%s: %s", cases[i].before, sent.text);
		str_release(&sent);
		close_stage(&stage);
	}
}

Test(screen, follows_the_size_of_its_cells)
{
	static const int sizes[][2] = {
	    {1, 1}, {3, 5}, {52, 164}, {24, 80}, {2, 200}, {100, 2}, {24, 80}};
	struct stage stage = open_stage("xterm", THEME_TERMINAL, false);
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		cells_free(stage.cells);
		stage.cells = cells_new(sizes[i][0], sizes[i][1]);
		put(&stage, sizes[i][0] - 1, 0, "Z", ROLE_TITLE);
		put(&stage, 0, sizes[i][1] - 2, "한", ROLE_TEXT);
		struct str sent = show(&stage, 0, 0);
		cr_expect_not_null(strchr(sent.text, 'Z'));
		str_release(&sent);
	}
	close_stage(&stage);
}

Test(screen, says_each_role_in_attributes_first)
{
	struct stage stage =
	    open_stage("xterm-256color", THEME_TERMINAL, false);
	static const struct {
		enum term_role role;
		const char *attribute, *color;
	} roles[] = {
	    {ROLE_TEXT, "", ""},
	    {ROLE_TITLE, "7m", "[34m\033[47m"},
	    {ROLE_HEADING, "1m", ""},
	    {ROLE_LABEL, "", ""},
	    {ROLE_FOCUS, "1m", ""},
	    {ROLE_FIELD, "4m", ""},
	    {ROLE_SELECTED, "7m", ""},
	    {ROLE_CHOSEN, "1m", ""},
	    {ROLE_HINT, "", ""},
	    {ROLE_WRONG, "1m", "[37m\033[41m"},
	    {ROLE_WARNING, "", "[30m\033[43m"},
	    {ROLE_GOOD, "", "[30m\033[42m"},
	    {ROLE_KEYS, "7m", ""},
	};
	static_assert(ARRAY_LENGTH(roles) == ROLE_MAX, "a role is not tried");
	struct str sent = show(&stage, 0, 0);
	str_release(&sent);
	for (size_t i = 0; i < ARRAY_LENGTH(roles); i++) {
		cr_assert_eq(roles[i].role, i, "each role once, in order");
		put(&stage, 1, 0, i % 2 ? "odd" : "even", roles[i].role);
		sent = show(&stage, 0, 0);
		cr_expect_not_null(strstr(sent.text, roles[i].attribute));
		cr_expect_not_null(strstr(sent.text, roles[i].color), "%zu", i);
		if (!*roles[i].color)
			cr_expect_null(strstr(sent.text, "[3"), "%zu", i);
		str_release(&sent);
	}
	close_stage(&stage);
}

/* Without colour the same is sent, but for the colours. */
static void
expect_no_color(const char *name, enum term_theme theme)
{
	struct stage stage = open_stage(name, theme, false);
	for (enum term_role role = 0; role < ROLE_MAX; role++)
		put(&stage, (int)role, 0, "text", role);
	struct str sent = show(&stage, 0, 0);
	cr_expect_not_null(strstr(sent.text, "text"));
	for (int code = 0; code < 8; code++) {
		char ink[8];
		char paper[8];
		snprintf(ink, sizeof(ink), "[3%dm", code);
		snprintf(paper, sizeof(paper), "[4%dm", code);
		cr_expect_null(strstr(sent.text, ink), "%s", name);
		cr_expect_null(strstr(sent.text, paper), "%s", name);
	}
	str_release(&sent);
	close_stage(&stage);
}

Test(screen, leaves_colour_out_where_nobody_wants_it)
{
	expect_no_color("xterm-256color", THEME_NONE);
	for (enum term_theme theme = 0; theme < THEME_MAX; theme++) {
		expect_no_color("xterm-mono", theme);
		expect_no_color("vt100", theme);
	}
}

/* What is sent for a role anew in other colours. */
static struct str
show_in(struct stage *stage, enum term_theme theme)
{
	screen_set_theme(stage->screen, theme);
	return show(stage, 0, 0);
}

Test(screen, takes_other_colours_while_it_is_open)
{
	struct stage stage = open_stage("xterm", THEME_NONE, false);
	put(&stage, 0, 0, "text", ROLE_TEXT);
	put(&stage, 1, 0, "text", ROLE_WRONG);
	struct str sent = show(&stage, 0, 0);
	cr_expect_null(strstr(sent.text, "[41m"));
	str_release(&sent);

	sent = show_in(&stage, THEME_LIGHT);
	cr_expect_not_null(strstr(sent.text, "\033[30m\033[47m"));
	cr_expect_not_null(strstr(sent.text, "\033[41m"));
	str_release(&sent);
	/* Black on yellow is not bold, which would be grey. */
	put(&stage, 1, 0, "text", ROLE_WARNING);
	sent = show(&stage, 0, 0);
	cr_expect_not_null(strstr(sent.text, "[43m"));
	cr_expect_null(strstr(sent.text, "1m\033[30m"), "%s", sent.text);
	str_release(&sent);

	sent = show_in(&stage, THEME_TERMINAL);
	cr_expect_null(strstr(sent.text, "[47m"), "%s", sent.text);
	str_release(&sent);
	sent = show_in(&stage, THEME_NONE);
	cr_expect_not_null(strstr(sent.text, "text"));
	for (int code = 0; code < 8; code++) {
		char paper[8];
		snprintf(paper, sizeof(paper), "[4%dm", code);
		cr_expect_null(strstr(sent.text, paper));
	}
	str_release(&sent);
	close_stage(&stage);
}

Test(screen, takes_the_mouse_and_lets_it_go)
{
	struct stage stage = open_stage("xterm", THEME_NONE, false);
	screen_set_mouse(stage.screen, true);
	screen_set_mouse(stage.screen, true);
	struct str sent = read_all(&stage);
	cr_expect_not_null(strstr(sent.text, "\033[?1000h"));
	cr_expect_null(strstr(sent.text, "\033[?1000l"));
	str_release(&sent);
	screen_set_mouse(stage.screen, false);
	sent = read_all(&stage);
	cr_expect_not_null(strstr(sent.text, "\033[?1000l"));
	str_release(&sent);
	close_stage(&stage);
}

Test(screen, undoes_what_it_switches_on)
{
	static const struct {
		const char *name;
		bool mouse;
		const char *on, *off;
	} modes[] = {
	    {"xterm", false, "\033[?2004h", "\033[?2004l"},
	    {"vt100", false, "\033[?2004h", "\033[?2004l"},
	    {"xterm-256color", false, "\033[?1036h", "\033[?1036l\033[?1036r"},
	    {"screen", true, "\033[?1000h", "\033[?1000l"},
	    {"xterm", true, "\033[?1006h", "\033[?1006l"},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(modes); i++) {
		struct stage stage =
		    open_stage(modes[i].name, THEME_TERMINAL, modes[i].mouse);
		struct str sent = show(&stage, 0, 0);
		str_release(&sent);
		for (int round = 0; round < 2; round++) {
			sent = read_all(&stage);
			const char *on = strstr(sent.text, modes[i].on);
			cr_expect_not_null(on, "%zu", i);
			cr_expect_null(strstr(on, modes[i].off), "%zu", i);
			str_release(&sent);
			screen_leave(stage.screen);
			screen_leave(stage.screen);
			sent = read_all(&stage);
			on = strstr(sent.text, modes[i].on);
			cr_expect_not_null(strstr(on, modes[i].off), "%zu", i);
			str_release(&sent);
			cr_assert_eq(ftruncate(fileno(stage.out), 0), 0);
			rewind(stage.out);
			sent = show(&stage, 0, 0);
			str_release(&sent);
		}
		close_stage(&stage);
	}
}

Test(screen, asks_the_terminal_what_it_is)
{
	static const struct {
		const char *name;
		enum word word;
	} names[] = {
	    {"nobody-knows-it", WORD_TERMINAL_UNKNOWN},
	    {"dumb", WORD_TERMINAL_TOO_PLAIN},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		struct err err = {0};
		struct screen *screen;
		struct screen_options options = {
		    .name = names[i].name,
		    .in = fopen("/dev/null", "r"),
		    .out = fopen("/dev/null", "w"),
		};
		cr_expect(!screen_open(&options, &screen, &err));
		cr_expect_null(screen);
		cr_expect_eq(err.word, names[i].word);
		fclose(options.in);
		fclose(options.out);
	}
	screen_close(NULL);
}
