/* The terminal with a script, which needs no terminal. */
#include <criterion/criterion.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/words.h"
#include "term/terminal.h"

/* A folder that vanishes with all that was made in it. */
struct world {
	char *folder;
	struct arena *arena;
};

static struct world
open_world(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	struct world world = {.arena = arena_new()};
	struct err err = {0};
	cr_assert(file_make_temporary(&world.folder, &err));
	return world;
}

static void
close_world(struct world *world)
{
	struct err err = {0};
	const char *const *names;
	size_t count;
	cr_expect(
	    file_list(world->folder, "", world->arena, &names, &count, &err));
	for (size_t i = 0; i < count; i++)
		unlink(file_join(world->arena, world->folder, names[i]));
	rmdir(world->folder);
	mem_free(world->folder);
	arena_free(world->arena);
}

/* Write a script; each %s in it is the world's folder. */
static struct term *
open_script(struct world *world, const char *text)
{
	struct str script = STR_EMPTY;
	for (; *text; text++) {
		if (text[0] == '%' && text[1] == 's') {
			str_put(&script, world->folder);
			text++;
		} else {
			str_put_char(&script, *text);
		}
	}
	const char *path = file_join(world->arena, world->folder, "a.keys");
	struct err err = {0};
	cr_assert(file_write(path, script.text, script.length, &err));
	str_release(&script);
	struct term_options options = {.script = path};
	struct term *term;
	cr_assert(term_open(&options, &term, &err));
	return term;
}

static void
expect_file(struct world *world, const char *name, const char *wanted)
{
	struct str got = STR_EMPTY;
	struct err err = {0};
	const char *path = file_join(world->arena, world->folder, name);
	cr_assert(file_read(path, FILE_LIMIT, &got, &err), "%s", name);
	/* Wanted is how it begins and, behind "...", how it ends. */
	const char *end = strstr(wanted, "...");
	size_t length = end ? (size_t)(end - wanted) : strlen(wanted);
	cr_expect(strncmp(got.text, wanted, length) == 0, "%s", got.text);
	if (end)
		cr_expect(got.length >= strlen(end + 3) &&
			      text_is(got.text + got.length - strlen(end + 3),
				  end + 3),
		    "%s", got.text);
	else
		cr_expect_eq(got.length, length);
	str_release(&got);
}

static struct term_event
next(struct term *term)
{
	struct term_event event;
	term_wait(term, -1, &event);
	return event;
}

Test(terminal, hands_out_a_script)
{
	struct world world = open_world();
	struct term *term = open_script(&world, "â<Tab>\n:paste a\\nb\n:tick\n"
						":click 1 2\n:wheel -1\n"
						":resize 40x10\n");
	cr_expect_eq(term_rows(term), 24);
	cr_expect_eq(term_columns(term), 80);
	struct term_event event = next(term);
	cr_expect_eq(event.kind, TERM_TEXT);
	cr_expect_str_eq(event.text, "â");
	cr_expect_eq(event.length, 2);
	event = next(term);
	cr_expect_eq(event.kind, TERM_KEY);
	cr_expect_eq(event.key, KEY_NAME_TAB);
	event = next(term);
	cr_expect_eq(event.kind, TERM_PASTE);
	cr_expect_str_eq(event.text, "a\nb");
	cr_expect_eq(next(term).kind, TERM_TICK);
	event = next(term);
	cr_expect_eq(event.kind, TERM_CLICK);
	cr_expect_eq(event.column, 2);
	event = next(term);
	cr_expect_eq(event.kind, TERM_WHEEL);
	cr_expect_eq(event.steps, -1);
	cr_expect_eq(next(term).kind, TERM_RESIZE);
	cr_expect_eq(term_rows(term), 10);
	cr_expect_eq(term_columns(term), 40);
	cr_expect_eq(next(term).kind, TERM_END);
	cr_expect_eq(next(term).kind, TERM_END);
	cr_expect_null(term_failure(term));
	term_close(term);
	close_world(&world);
}

Test(terminal, dumps_what_was_drawn_until_then)
{
	struct world world = open_world();
	struct term *term =
	    open_script(&world, ":dump %s/empty\na\n:dump %s/a\n"
				":dump-roles %s/roles\n"
				":picture %s/a.svg\n");
	cr_expect(!term_has_more(term));
	cr_expect_eq(next(term).kind, TERM_TEXT);
	cr_expect(!term_has_more(term));
	cr_expect_eq(
	    term_put_text(term, 1, 2, 10, "Siân\033[A\t\u202E!", ROLE_WRONG),
	    10);
	term_fill(term, 2, 0, 3, ROLE_FIELD);
	term_cursor(term, 1, 5);
	term_show(term);
	cr_expect_eq(next(term).kind, TERM_END);
	cr_expect(!term_has_more(term));
	struct str dump = STR_EMPTY;
	struct str picture = STR_EMPTY;
	term_dump(term, false, &dump);
	term_picture(term, &picture);
	expect_file(&world, "a.svg", picture.text);
	expect_file(&world, "empty", "\n\n...\ncursor 0,0\n");
	expect_file(&world, "a", dump.text);
	expect_file(&world, "roles",
	    "|\n|  Siân\uFFFD[A \uFFFD!\n~..WWWWWWWWWW\n|\n~___\n|\n..."
	    "cursor 1,5\n");
	expect_file(&world, "a.svg", "<svg ...</svg>\n");
	str_release(&picture);
	str_release(&dump);
	term_close(term);
	close_world(&world);
}

Test(terminal, marks_what_it_cuts_but_in_a_field)
{
	struct world world = open_world();
	struct term *term = open_script(&world, "a\n");
	const int columns = term_columns(term);
	term_clear(term);
	cr_expect_eq(term_put_text(term, 0, 0, 4, "Siân", ROLE_LABEL), 4);
	cr_expect_eq(term_put_text(term, 0, 5, 4, "Siânx", ROLE_LABEL), 4);
	cr_expect_eq(term_put_text(term, 0, 10, 4, "Siân  ", ROLE_LABEL), 4);
	cr_expect_eq(term_put_text(term, 0, 15, 1, "Siân", ROLE_LABEL), 1);
	cr_expect_eq(term_put_text(term, 0, 17, 0, "Siân", ROLE_LABEL), 0);
	cr_expect_eq(term_put_text(term, 1, 0, 4, "Siânx", ROLE_FIELD), 4);
	cr_expect_eq(term_put_text(term, 1, 5, 4, "Siânx", ROLE_SELECTED), 4);
	cr_expect_eq(
	    term_put_text(term, 2, columns - 3, 9, "Siân", ROLE_LABEL), 3);
	struct str dump = STR_EMPTY, wanted = STR_EMPTY;
	term_dump(term, false, &dump);
	str_put(&wanted, "Siân Siâ\u2026 Siân \u2026\nSiân Siân\n");
	str_format(&wanted, "%*sSi\u2026\n", columns - 3, "");
	cr_expect(text_starts(dump.text, wanted.text), "%s", dump.text);
	str_release(&wanted);
	str_release(&dump);
	term_close(term);
	close_world(&world);
}

/* Wait for so long, and tell what came and how much time went by. */
static enum term_kind
wait_for(struct term *term, int milliseconds, int64_t *passed, int64_t *slept)
{
	int64_t now = term_now(term), before = term_slept(term);
	struct term_event event;

	term_wait(term, milliseconds, &event);
	*passed = term_now(term) - now;
	*slept = term_slept(term) - before;
	return event.kind;
}

Test(terminal, moves_the_clock_by_the_script_alone)
{
	static const struct {
		int wanted;
		enum term_kind kind;
		int passed, slept;
	} waits[] = {
	    {900, TERM_TEXT, 0, 0},
	    {400, TERM_TICK, 400, 0}, /* :tick */
	    {-1, TERM_TICK, 0, 0},
	    {400, TERM_TICK, 400, 0}, /* :wait 1s */
	    {600, TERM_TICK, 600, 0}, /* its last moment counts */
	    {400, TERM_TEXT, 0, 0},
	    {120000, TERM_TEXT, 60000, 0}, /* :wait 1m, and then a key */
	    {90000, TERM_TICK, 90000, 0},  /* half of the second :wait 1m */
	    {-1, TERM_WAKE, 30000, 60000}, /* the other half, :sleep 1m */
	    {100, TERM_END, 0, 0},
	};
	struct world world = open_world();
	struct term *term = open_script(&world,
	    "a\n:tick\n:tick\n:wait 1s\nb\n:wait 1m\nc\n:wait 1m\n"
	    ":dump %s/a\n:wait 1m\n:sleep 1m\n");
	int64_t passed, slept;

	for (size_t i = 0; i < ARRAY_LENGTH(waits); i++) {
		cr_expect_eq(wait_for(term, waits[i].wanted, &passed, &slept),
		    waits[i].kind, "%zu", i);
		cr_expect_eq(passed, waits[i].passed, "%zu", i);
		cr_expect_eq(slept, waits[i].slept, "%zu", i);
	}
	term_close(term);
	close_world(&world);
}

Test(terminal, says_that_more_keys_are_there)
{
	struct world world = open_world();
	struct term *term = open_script(&world, "ab\n:dump %s/x\nc");
	cr_expect(term_has_more(term));
	next(term);
	cr_expect(term_has_more(term));
	next(term);
	cr_expect(!term_has_more(term));
	next(term);
	cr_expect(!term_has_more(term));
	term_close(term);
	close_world(&world);
}

Test(terminal, keeps_the_cursor_on_the_screen)
{
	struct world world = open_world();
	struct term *term = open_script(&world, ":resize 3x2\n");
	term_cursor(term, 100, 100);
	struct str dump = STR_EMPTY;
	term_dump(term, false, &dump);
	cr_expect_not_null(strstr(dump.text, "cursor 23,79\n"));
	str_clear(&dump);
	next(term);
	term_dump(term, false, &dump);
	cr_expect_str_eq(dump.text, "\n\ncursor 1,2\n");
	str_clear(&dump);
	term_cursor(term, -1, -1);
	term_dump(term, false, &dump);
	cr_expect_str_eq(dump.text, "\n\ncursor 0,0\n");
	str_release(&dump);
	term_close(term);
	close_world(&world);
}

Test(terminal, ends_a_script_that_cannot_write)
{
	struct world world = open_world();
	struct term *term = open_script(&world, "a\n:dump %s/none/x\nb\n");
	cr_expect_eq(next(term).kind, TERM_TEXT);
	cr_expect_eq(next(term).kind, TERM_END);
	cr_assert_not_null(term_failure(term));
	struct str sentence = STR_EMPTY;
	err_put(&sentence, term_failure(term), words_english());
	cr_expect_not_null(strstr(sentence.text, "none/x"));
	str_release(&sentence);
	term_close(term);
	close_world(&world);
}

Test(terminal, ends_a_script_that_is_told_to)
{
	struct world world = open_world();
	struct term *term = open_script(&world, "ab");
	cr_expect_eq(next(term).kind, TERM_TEXT);
	raise(SIGTERM);
	cr_expect_eq(next(term).kind, TERM_END);
	cr_expect_eq(next(term).kind, TERM_END);
	term_close(term);
	close_world(&world);
}

Test(terminal, says_what_is_wrong_before_it_starts)
{
	struct world world = open_world();
	struct err err = {0};
	struct term *term;
	/* Tests have no terminal. */
	struct term_options options = {.name = "xterm"};
	cr_expect(!term_open(&options, &term, &err));
	cr_expect_null(term);
	cr_expect_eq(err.word, WORD_TERMINAL_MISSING);
	options.script = file_join(world.arena, world.folder, "none.keys");
	err_clear(&err);
	cr_expect(!term_open(&options, &term, &err));
	cr_expect(err.is_set);
	const char *path = file_join(world.arena, world.folder, "b.keys");
	options.script = path;
	err_clear(&err);
	cr_assert(file_write(path, "<Nokey>", 7, &err));
	cr_expect(!term_open(&options, &term, &err));
	cr_expect_eq(err.word, WORD_SCRIPT_KEY_UNKNOWN);
	term_close(NULL);
	close_world(&world);
}
