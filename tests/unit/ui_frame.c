/* The frame round the screens, on a scripted terminal that nobody types on. */
#include "ui/frame.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum { TALL = 12, WIDE = 60 };

static struct term *term;
static struct frame frame;
static struct str dump;

static void
open_window(int rows, int columns)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	char *folder;

	cr_assert(file_make_temporary(&folder, &err));
	struct term_options options = {
	    .script = file_join(arena, folder, "no.keys"),
	    .rows = rows,
	    .columns = columns,
	};
	cr_assert(file_write(options.script, "", 0, &err));
	cr_assert(term_open(&options, &term, &err));
	file_remove_temporary(folder);
	mem_free(folder);
	arena_free(arena);
}

static void
start(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	str_init(&dump);
	frame_init(&frame);
	term = NULL;
}

static void
stop(void)
{
	str_release(&dump);
	frame_release(&frame);
	term_close(term);
}

TestSuite(frame, .init = start, .fini = stop);

static struct area
draw(void)
{
	term_clear(term);
	struct area area = frame_draw(term, &frame);
	str_clear(&dump);
	term_dump(term, false, &dump);
	return area;
}

/* A row of what was drawn last, trimmed; borrowed until the next. */
static const char *
row(int at)
{
	static char text[256];
	const char *from = dump.text;

	while (at-- > 0)
		from = strchr(from, '\n') + 1;
	snprintf(text, sizeof(text), "%.*s", (int)strcspn(from, "\n"), from);
	return text;
}

Test(frame, stands_round_the_screen)
{
	open_window(TALL, WIDE);
	str_put(&frame.title, "Ann  0001");
	str_put(&frame.place, "Step 1 of 7");
	str_put(&frame.heading, "Your life");
	str_put(&frame.figure, "Left £2.00");
	frame.message = "Chosen 3.";
	frame.status = "Saved 16:42";
	frame_add_key(&frame, "F1 Help", FRAME_ALWAYS);
	frame_add_keys(&frame, "Space Choose   Tab Next");

	struct area area = draw();
	cr_assert_eq(area.top, 2);
	cr_assert_eq(area.rows, TALL - 4);
	cr_assert_eq(area.columns, WIDE);
	cr_assert_str_eq(row(0),
	    " Ann  0001                                      Step 1 of 7");
	cr_assert_str_eq(row(1),
	    "  Your life                                      Left £2.00");
	cr_assert_str_eq(row(TALL - 2),
	    "  Chosen 3.                                     Saved 16:42");
	cr_assert_str_eq(row(TALL - 1), " F1 Help   Space Choose   Tab Next");
}

Test(frame, never_cuts_a_message_while_there_are_rows_for_it)
{
	static const char sentence[] =
	    "NOT SAVED: The disk is full, so this is not saved yet. Make some "
	    "room and try again, or leave without it.";
	open_window(TALL, WIDE);
	frame.message = sentence;
	frame.is_wrong = true;
	frame.status = "NOT SAVED";

	struct area area = draw();
	cr_assert_eq(area.rows, TALL - 6);
	cr_assert_str_eq(
	    row(TALL - 4), "! NOT SAVED: The disk is full, so this is not");
	cr_assert_str_eq(
	    row(TALL - 3), "  saved yet. Make some room and try again, or");
	cr_assert_str_eq(row(TALL - 2),
	    "  leave without it.                               NOT SAVED");
}

Test(frame, leaves_rows_to_the_screen_whatever_there_is_to_say)
{
	struct str sentence = STR_EMPTY;

	open_window(10, 40);
	for (int i = 0; i < 60; i++)
		str_put(&sentence, "word ");
	frame.message = sentence.text;
	cr_assert_geq(draw().rows, 3);
	str_release(&sentence);
}

Test(frame, keeps_the_keys_that_matter_where_there_is_little_room)
{
	static const struct {
		int columns;
		const char *keys;
	} cases[] = {
	    {100, " F1 Help   Enter Open   Ins Add   Del Remove   Esc Back   "
		  "Ctrl-K Menu   Ctrl-Q Leave"},
	    {60, " F1 Help   Enter Open   Ins Add   Esc Back   Ctrl-K Menu"},
	    {50, " F1 Help   Enter Open   Ins Add   Esc Back"},
	    {40, " F1 Help   Enter Open   Esc Back"},
	};

	frame_add_key(&frame, "F1 Help", FRAME_ALWAYS);
	frame_add_keys(&frame, "Enter Open   Ins Add   Del Remove");
	frame_add_key(&frame, "Esc Back", FRAME_ALWAYS);
	frame_add_key(&frame, "Ctrl-K Menu", FRAME_MENU);
	frame_add_key(&frame, "Ctrl-Q Leave", FRAME_ANYWHERE);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		open_window(TALL, cases[i].columns);
		draw();
		cr_expect_str_eq(row(TALL - 1), cases[i].keys);
		term_close(term);
		term = NULL;
	}
}

Test(frame, marks_a_title_that_it_has_to_cut)
{
	open_window(TALL, 40);
	str_put(&frame.title, "Wilhelmina Bartholomew-Featherstonehaugh  0001");
	str_put(&frame.place, "Step 1 of 7");
	draw();
	cr_assert_str_eq(row(0), " Wilhelmina Bartholomew-…   Step 1 of 7");
}
