/*
 * Pages of questions on a real pseudo-terminal: what a key touches, where the
 * cursor stands, resizing at any moment, and every way of leaving.
 *
 * The program runs with the forms and the person of tests/screens/data.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "base/attr.h"
#include "base/file.h"
#include "base/str.h"
#include "rig/sitting.h"

enum { TALL = 24, WIDE = 80 };

static struct sitting sitting;
static struct scr *scr; /* of whom was started last */

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

TestSuite(tty, .init = start, .fini = stop);

static void
run(const struct sitting_of *of)
{
	sitting_start(&sitting, of);
	scr = sitting.scr;
}

static const struct sitting_of demo = {.settings = NULL};

Test(tty, touches_only_the_row_left_the_row_entered_and_the_message)
{
	static const struct {
		const char *keys;
		int rows;
	} cases[] = {
	    {"a", 2}, /* once the message row says that it is being saved */
	    {"b", 1},
	    {"<Left>", 0},
	    /* Also the row of keys, when it says something else. */
	    {"<Tab>", 4},
	    {"<Shift-Tab>", 3},
	    {"<Ctrl-Z>", 2},
	    {"<Tab><Tab>", 4},
	};
	run(&demo);
	scr_keys(scr, SITTING_PAGE(""));
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		scr_take_touched(scr);
		scr_keys(scr, cases[i].keys);
		int touched = scr_take_touched(scr);
		cr_assert_leq(
		    touched, cases[i].rows, "%s: %d", cases[i].keys, touched);
	}
}

Test(tty, writes_nothing_while_nobody_types)
{
	run(&demo);
	scr_keys(scr, SITTING_PAGE("<Down>") "abc");
	scr_watch(scr, 700); /* what is typed is kept meanwhile */
	long before = scr_wakeups(scr);
	cr_assert_eq(scr_watch(scr, 300), 0);
	cr_assert_eq(scr_wakeups(scr), before);
}

/* The cursor is inside the window, on the row marked or below it. */
static void
expect_cursor_on_focus(const char *when)
{
	int row = scr_cursor_row(scr);

	cr_assert(scr_is_cursor_shown(scr), "%s", when);
	cr_assert(row >= 2 && row < TALL - 2, "%s: row %d", when, row);
	while (row > 2 && scr_row(scr, row)[0] != '>')
		row--;
	cr_assert_eq(scr_row(scr, row)[0], '>', "%s", when);
}

Test(tty, keeps_the_cursor_on_the_focus_for_every_tab)
{
	static const char *const pages[] = {SITTING_PAGE(""),
	    SITTING_PAGE("<Down>"), SITTING_PAGE("<Down><Down><Down><Down>")};
	run(&demo);
	for (size_t i = 0; i < ARRAY_LENGTH(pages); i++) {
		scr_keys(scr, pages[i]);
		for (int k = 0; k < 12; k++) {
			expect_cursor_on_focus("Tab");
			scr_keys(scr, "<Tab>");
		}
		for (int k = 0; k < 12; k++) {
			expect_cursor_on_focus("Shift-Tab");
			scr_keys(scr, "<Shift-Tab>");
		}
		for (int k = 0; k < 30; k++) {
			expect_cursor_on_focus("Down");
			scr_keys(scr, "<Down>");
		}
		for (int k = 0; k < 30; k++) {
			expect_cursor_on_focus("Up");
			scr_keys(scr, "<Up>");
		}
		scr_keys(scr, "<Esc><Esc>");
	}
}

Test(tty, survives_any_run_of_sizes_with_keys_between)
{
	static const char *const keys[] = {"<Tab>", "x", "<Down>", "<PgDn>",
	    "<Left>", "<F4>", "<PgUp>", "<Up>", "<F6>", "<Ctrl-End>", "1"};
	run(&demo);
	scr_keys(scr, SITTING_PAGE("<Down>"));
	for (int i = 0; i < 60; i++) {
		scr_resize(scr, 3 + i * 7 % 50, 5 + i * 31 % 160);
		scr_keys(scr, keys[(size_t)i % ARRAY_LENGTH(keys)]);
	}
	scr_resize(scr, TALL, WIDE);
	cr_assert(scr_has(scr, "Mair"));
	scr_keys(scr, "<Ctrl-Q>");
	cr_assert_eq(scr_wait(scr), 0);
}

/* The next of a run of numbers that looks like chance, the same each time. */
static unsigned
next_number(unsigned *state)
{
	*state = *state * 1103515245U + 12345U;
	return *state >> 16 & 0x7FFF;
}

Test(tty, survives_any_run_of_keys)
{
	static const char *const keys[] = {"<Tab>", "<Tab>", "<Shift-Tab>",
	    "<Enter>", "<Up>", "<Down>", "<Left>", "<Right>", "<Home>", "<End>",
	    "<PgUp>", "<PgDn>", "<Backspace>", "<Del>", "<Ins>", "<F1>", "<F2>",
	    "<F4>", "<F5>", "<F6>", "<F7>", "<F8>", "<F9>", "<Ctrl-Z>",
	    "<Ctrl-Z>", "<Ctrl-Y>", "<Ctrl-S>", "<Esc>", "<Space>", "1", "3",
	    "y", "?", "Siân", "\n:tick\n", "\n:paste one\\ntwo\n",
	    "\n:resize 60x20\n", "\n:resize 137x12\n", "\n:click 7 9\n",
	    "mair<Enter><Ctrl-G><Down><Down><Down><Down><Enter>"};
	struct str text = STR_EMPTY;
	struct err err = {0};

	for (unsigned seed = 0; seed < 8; seed++) {
		unsigned state = seed;
		str_clear(&text);
		for (int i = 0; i < 400; i++)
			str_put(&text,
			    keys[next_number(&state) % ARRAY_LENGTH(keys)]);
		const char *script =
		    file_join(sitting.arena, sitting.folder, "any.keys");
		cr_assert(file_write(script, text.text, text.length, &err));
		run(&(struct sitting_of){
		    .arguments = {"demo", "--script", script}});
		cr_assert_eq(scr_wait(scr), 0, "seed %u", seed);
	}
	str_release(&text);
}

static void
leave(void)
{
	scr_keys(scr, "<Ctrl-Q>");
}

static void
hang_up(void)
{
	scr_hang_up(scr);
}

static void
terminate(void)
{
	scr_signal(scr, SIGTERM);
}

Test(tty, saves_what_is_typed_whichever_way_it_ends)
{
	static const struct {
		void (*end)(void);
		const char *typed;
	} ways[] = {
	    {leave, "left"}, {hang_up, "hung up"}, {terminate, "terminated"}};
	const char *file =
	    arena_format(sitting.arena, "--file=%s/people.db", sitting.folder);
	const struct sitting_of visit = {.arguments = {file}};

	/* A new file needs no keys for what is tried here. */
	run(&(struct sitting_of){
	    .arguments = {file, "new", "Mair Evans", "--plain"}});
	cr_assert_eq(scr_wait(scr), 0);
	for (size_t i = 0; i < ARRAY_LENGTH(ways); i++) {
		run(&visit);
		scr_keys(scr, SITTING_PAGE("<Down>"));
		scr_keys(scr, ways[i].typed);
		scr_keys(scr, "! ");
		ways[i].end();
		cr_assert_eq(scr_wait(scr), 0, "%s", ways[i].typed);

		run(&visit);
		scr_keys(scr, SITTING_PAGE("<Down>"));
		cr_assert(scr_has(scr, ways[i].typed), "%s", ways[i].typed);
		leave();
		cr_assert_eq(scr_wait(scr), 0);
	}
}

Test(tty, takes_clicks_only_where_they_were_asked_for)
{
	/* The first option of the fourth question, and the second button. */
	static const char names[] = "\033[<0;5;10M",
			  option[] = "\033[<0;36;12M",
			  button[] = "\033[<0;5;17M";

	run(&(struct sitting_of){.arguments = {"demo", "--mouse"}});
	scr_send(scr, names, strlen(names));
	scr_sync(scr);
	cr_assert(scr_has(scr, "Names are not for other eyes"));
	scr_keys(scr, "<Esc>" SITTING_PAGE(""));
	scr_send(scr, option, strlen(option));
	scr_sync(scr);
	cr_assert(scr_has(scr, "Chosen 1: Yes."), "%s", scr_row(scr, 11));
	scr_send(scr, button, strlen(button));
	scr_sync(scr);
	cr_assert(scr_has(scr, "The plan on paper"));

	run(&demo);
	cr_assert_null(strstr(scr_sent(scr)->text, "\033[?1000h"));
}
