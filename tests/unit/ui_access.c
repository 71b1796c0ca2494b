/*
 * Every terminal and everybody: eight descriptions of a terminal, every choice
 * of colours, and the rules for whoever hears the screen or reads it with the
 * fingers.  The program runs with the forms and the person of
 * tests/screens/data.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/str.h"
#include "rig/scr.h"
#include "rig/sitting.h"

enum { TALL = 24, WIDE = 80, WINDOW = 40 };

static struct sitting sitting;

static void
start(void)
{
	sitting_begin(&sitting);
}

static void
stop(void)
{
	sitting_end(&sitting);
}

TestSuite(access, .init = start, .fini = stop);

/* A visit to most kinds of screens, typing and choosing on the way. */
static const char *const visit[] = {
    "mair",
    "<Enter>",
    "<F1>",
    "<Enter>",
    "<Ctrl-K>",
    "<Esc>",
    "<Ctrl-G><Enter>",
    "\xc5\xb5r<Tab>",
    "<Tab>1<Tab><Tab>",
    "<Ctrl-Z>",
    "<Ctrl-P>",
    "<PgDn>",
    "<Esc>",
    "<F9>",
    "<Esc><Esc><Esc>",
};

/* What is seen after every step, without its looks. */
static void
visit_under(const struct sitting_of *of, struct str *seen)
{
	sitting_start(&sitting, of);
	scr_snapshot(sitting.scr, false, seen);
	for (size_t i = 0; i < ARRAY_LENGTH(visit); i++) {
		scr_keys(sitting.scr, visit[i]);
		scr_snapshot(sitting.scr, false, seen);
	}
}

static void
expect_same(const struct sitting_of *of, const struct str *wanted)
{
	struct str seen = STR_EMPTY;

	visit_under(of, &seen);
	cr_assert_str_eq(seen.text, wanted->text, "%s %s",
	    of->variable ? of->variable : "", of->settings ? of->settings : "");
	str_release(&seen);
}

Test(access, shows_the_same_on_every_terminal)
{
	static const char *const terminals[] = {"TERM=xterm", "TERM=linux",
	    "TERM=screen", "TERM=tmux-256color", "TERM=vt100",
	    "TERM=xterm-mono"};
	struct str wanted = STR_EMPTY;

	visit_under(&(struct sitting_of){.rows = TALL}, &wanted);
	for (size_t i = 0; i < ARRAY_LENGTH(terminals); i++)
		expect_same(
		    &(struct sitting_of){.variable = terminals[i]}, &wanted);
	/* Its last column cannot be trusted, so it is not used. */
	expect_same(
	    &(struct sitting_of){.variable = "TERM=ansi", .columns = WIDE + 1},
	    &wanted);
	str_release(&wanted);
}

Test(access, shows_the_same_text_in_every_colour_and_in_none)
{
	static const struct sitting_of ways[] = {
	    {.settings = "settings: mine\ncolours: light\n"},
	    {.settings = "settings: mine\ncolours: dark\n"},
	    {.settings = "settings: mine\ncolours: high contrast\n"},
	    {.settings = "settings: mine\ncolours: none\n"},
	    {.variable = "NO_COLOR=1"},
	    {.arguments = {"demo", "--color=never"}},
	};
	struct str wanted = STR_EMPTY;

	visit_under(&(struct sitting_of){.rows = TALL}, &wanted);
	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++)
		expect_same(&ways[i], &wanted);
	str_release(&wanted);
}

/* Was any of the eight colours asked for? */
static bool
has_color(void)
{
	const char *sent = scr_sent(sitting.scr)->text;
	char code[8];
	bool is_there = false;

	for (int color = 0; color < 8; color++)
		for (int ground = 3; ground <= 4; ground++) {
			snprintf(code, sizeof(code), "%d%dm", ground, color);
			is_there |= strstr(sent, code) != NULL;
		}
	return is_there;
}

Test(access, uses_colour_as_it_is_told)
{
	static const struct {
		struct sitting_of of;
		bool has_color;
	} cases[] = {
	    {{.rows = TALL}, true},
	    {{.variable = "NO_COLOR=1"}, false},
	    {{.variable = "NO_COLOR="}, true},
	    {{.variable = "NO_COLOR=1",
		 .arguments = {"demo", "--color=always"}},
		true},
	    {{.arguments = {"demo", "--color=never"}}, false},
	    {{.settings = "settings: mine\ncolours: none\n"}, false},
	    {{.settings = "settings: mine\ncolours: none\n",
		 .arguments = {"demo", "--color=always"}},
		true},
	    {{.settings = "settings: mine\ncolours: dark\n",
		 .variable = "NO_COLOR=1"},
		false},
	};
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		sitting_start(&sitting, &cases[i].of);
		cr_assert_eq(has_color(), cases[i].has_color, "%zu", i);
	}
}

/* Is a row marked as the one in focus? */
static bool
is_marked(int row)
{
	return scr_row(sitting.scr, row)[0] == '>';
}

/* On the row with the mark, or on one that goes on below it. */
static void
expect_cursor_on_focus(const char *when)
{
	int row = scr_cursor_row(sitting.scr), marks = 0;

	cr_assert(scr_is_cursor_shown(sitting.scr), "%s", when);
	cr_assert(row >= 2 && row < TALL - 1, "%s: row %d", when, row);
	for (int i = 0; i < TALL; i++)
		marks += is_marked(i);
	cr_assert_leq(marks, 1, "%s: %d marks", when, marks);
	while (marks > 0 && row > 2 && !is_marked(row))
		row--;
	cr_assert(marks == 0 || is_marked(row), "%s: below no mark", when);
}

Test(access, keeps_the_cursor_on_the_focus_after_every_key)
{
	static const char *const keys[] = {"<Tab>", "<Tab>", "<Tab>",
	    "<Shift-Tab>", "<Down>", "<Up>", "m", "a", "<Backspace>", "i", "r",
	    "<Enter>", "<Down>", "<End>", "<Home>", "2", "<Ctrl-G>", "<Down>",
	    "w", "<Backspace>", "<Enter>", "a", "<Left>", "<Tab>", "<Tab>", "1",
	    "<Down>", "<Up>", "<Tab>", "<PgDn>", "<PgUp>", "<F6>", "<F6>",
	    "<Ctrl-Z>", "<Ctrl-Y>", "<F4>", "<F4>", "<F1>", "<PgDn>", "<Esc>",
	    "<Ctrl-K>", "<PgDn>", "<End>", "<Esc>", "<F2>", "<Esc>", "<Ctrl-P>",
	    "<PgDn>", "<Esc>", "<F3>", "<Tab>", "<Tab>", "<Esc>", "<F9>",
	    "<Enter>", "<Ctrl-S>", "<Ctrl-End>", "<Ctrl-Home>", "<Tab>",
	    "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Tab>",
	    "<Esc>", "<Esc>", "<Tab>", "<Tab>", "<Enter>"};

	for (int heard = 0; heard < 2; heard++) {
		sitting_start(&sitting,
		    &(struct sitting_of){
			.settings =
			    heard ? "settings: mine\naccess: yes\n" : NULL});
		expect_cursor_on_focus("start");
		for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
			scr_keys(sitting.scr, keys[i]);
			expect_cursor_on_focus(keys[i]);
		}
	}
}

Test(access, is_silent_about_what_saves_itself)
{
	const struct sitting_of heard = {
	    .settings = "settings: mine\naccess: yes\n"};

	sitting_start(&sitting, &heard);
	scr_keys(sitting.scr, SITTING_PAGE("") "a");
	for (const char *letter = "bcdef"; *letter; letter++) {
		char key[2] = {*letter, '\0'};
		scr_take_touched(sitting.scr);
		scr_keys(sitting.scr, key);
		cr_assert_leq(scr_take_touched(sitting.scr), 1);
	}
	/* Longer than it takes until what is typed is kept, and no byte. */
	cr_assert_eq(scr_watch(sitting.scr, 700), 0);
	cr_assert_eq(scr_watch(sitting.scr, 300), 0);
	cr_assert_not(scr_has(sitting.scr, "Saved"));
	/* What somebody asks for is said. */
	scr_keys(sitting.scr, "<Ctrl-S>");
	cr_assert(scr_has(sitting.scr, "Saved "));
}

Test(access, reads_the_message_when_it_is_asked_to)
{
	sitting_start(&sitting, &(struct sitting_of){.rows = TALL});
	scr_keys(sitting.scr, "<Enter>");
	int row = scr_cursor_row(sitting.scr);
	cr_assert(scr_has(sitting.scr, "Type a name first"));
	scr_take_touched(sitting.scr);
	scr_keys(sitting.scr, "<Ctrl-T>");
	cr_assert_eq(scr_take_touched(sitting.scr), 0);
	cr_assert_not_null(strstr(
	    scr_row(sitting.scr, scr_cursor_row(sitting.scr)), "Type a name"));
	scr_keys(sitting.scr, "m");
	cr_assert_eq(scr_cursor_row(sitting.scr), row);
}

/* Does a row have a letter among the cells of a window round the cursor? */
static bool
has_words_round_cursor(void)
{
	const char *row = scr_row(sitting.scr, scr_cursor_row(sitting.scr));
	int at = scr_cursor_column(sitting.scr);
	int first = at > WINDOW / 2 ? at - WINDOW / 2 : 0;
	int length = (int)strlen(row);
	int letters = 0;

	for (int i = first; i < first + WINDOW && i < length; i++)
		letters += row[i] != ' ' && row[i] != '>' && row[i] != '_';
	return letters >= 2;
}

static void
expect_words_on_page(const char *page, int rows, int columns)
{
	const struct sitting_of heard = {
	    .rows = rows,
	    .columns = columns,
	    .settings = "settings: mine\naccess: yes\n",
	};

	sitting_start(&sitting, &heard);
	scr_keys(sitting.scr, page);
	for (int i = 0; i < 14; i++) {
		cr_assert(has_words_round_cursor(),
		    "%s, stop %d, %d columns: %s", page, i, columns,
		    scr_row(sitting.scr, scr_cursor_row(sitting.scr)));
		scr_keys(sitting.scr, "<Tab>");
	}
}

Test(access, has_words_in_the_forty_cells_round_the_cursor)
{
	static const char *const pages[] = {SITTING_PAGE(""),
	    SITTING_PAGE("<Down>"), SITTING_PAGE("<Down><Down>"),
	    SITTING_PAGE("<Down><Down><Down>"),
	    SITTING_PAGE("<Down><Down><Down><Down>")};
	static const int windows[][2] = {
	    {24, 80}, {12, 40}, {20, 60}, {43, 132}};

	for (size_t i = 0; i < ARRAY_LENGTH(pages); i++)
		for (size_t k = 0; k < ARRAY_LENGTH(windows); k++)
			expect_words_on_page(
			    pages[i], windows[k][0], windows[k][1]);
}

Test(access, can_be_used_in_forty_columns_and_twelve_rows)
{
	const struct sitting_of small = {.rows = 12, .columns = WINDOW};

	sitting_start(&sitting, &small);
	scr_keys(sitting.scr, "mair<Enter>");
	cr_assert(scr_has(sitting.scr, "Mair"));
	scr_keys(sitting.scr, "<Ctrl-G><Enter>");
	cr_assert(scr_has(sitting.scr, "What is your full name?"));
	scr_keys(sitting.scr, "<End>x<Tab>");
	for (int i = 0; i < 12; i++) {
		int row = scr_cursor_row(sitting.scr);
		cr_assert(row >= 1 && row < 11, "stop %d, row %d", i, row);
		scr_keys(sitting.scr, i % 2 ? "1<Tab>" : "<Tab>");
	}
	scr_keys(sitting.scr, "<Esc>");
	cr_assert(scr_has(sitting.scr, "1 Your life"));
}

Test(access, shows_one_question_at_a_time_where_somebody_prefers_that)
{
	const struct sitting_of alone = {
	    .settings = "settings: mine\none at a time: yes\n"};

	sitting_start(&sitting, &alone);
	scr_keys(sitting.scr, SITTING_PAGE(""));
	cr_assert(scr_has(sitting.scr, "What is your full name?"));
	cr_assert_not(scr_has(sitting.scr, "date of birth"));
	scr_keys(sitting.scr, "<Tab>");
	cr_assert_not(scr_has(sitting.scr, "What is your full name?"));
	/* All of them with F4; and Esc leaves, as it does elsewhere. */
	scr_keys(sitting.scr, "<F4>");
	cr_assert(scr_has(sitting.scr, "What is your full name?"));
	scr_keys(sitting.scr, "<F4><Esc>");
	cr_assert(scr_has(sitting.scr, "The seven steps"));
}

/* A page scrolls by half a window, so few keys touch many rows. */
Test(access, touches_few_rows_with_a_key)
{
	int many = 0, keys = 24;

	sitting_start(&sitting, &(struct sitting_of){.rows = TALL});
	scr_keys(sitting.scr, SITTING_PAGE("<Down><Down><Down>"));
	for (int i = 0; i < keys; i++) {
		scr_take_touched(sitting.scr);
		scr_keys(sitting.scr, "<Tab>");
		/* Also the row of keys, when it says something else. */
		many += scr_take_touched(sitting.scr) > 4;
	}
	cr_assert_leq(many, 3, "%d of %d", many, keys);
}
