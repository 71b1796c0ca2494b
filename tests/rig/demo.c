/*
 * A small program on a terminal, for testing the terminal: it shows what was
 * typed and which event came last, and ends in every way there is.
 *
 *	demo [--script FILE] [--mouse] [--theme NUMBER] [--tick MILLISECONDS]
 *	     [--save FILE] [--shell]
 *
 * Ctrl-Q leaves.  F5 fails an assertion, F6 runs out of memory, F7 writes where
 * nothing is, F8 calls itself without end; F9 is asked to stop by job control,
 * F10 is stopped without being asked.  --save writes what was typed when the
 * end comes.  --shell lets it run below a process that, like a shell, goes on
 * when it stops, says so, and wakes it again.
 */
#include <assert.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "term/terminal.h"

struct demo {
	struct term *term;
	struct term_event last;
	struct str text; /* what was typed and pasted */
	int pastes, ticks;
	int milliseconds;
	const char *save;
	bool is_done;
};

static void
say(struct demo *demo, int row, enum term_role role, const char *text)
{
	term_put_text(demo->term, row, 1, term_columns(demo->term), text, role);
}

static void
draw_event(struct demo *demo)
{
	static const char *const names[] = {
	    [TERM_KEY] = "Key",
	    [TERM_TEXT] = "Text",
	    [TERM_PASTE] = "Paste",
	    [TERM_CLICK] = "Click",
	    [TERM_WHEEL] = "Wheel",
	    [TERM_RESIZE] = "Resize",
	    [TERM_TICK] = "Tick",
	    [TERM_WAKE] = "Wake",
	    [TERM_STOP] = "Stop",
	    [TERM_END] = "End",
	};
	struct str line = STR_EMPTY;
	const struct term_event *last = &demo->last;
	str_put(&line, names[last->kind]);
	if (last->kind == TERM_KEY)
		str_format(&line, " <%s>", term_key_name(last->key));
	if (last->kind == TERM_CLICK || last->kind == TERM_WHEEL)
		str_format(
		    &line, " %d,%d %d", last->row, last->column, last->steps);
	if (last->kind == TERM_PASTE)
		str_format(&line, " of %zu bytes%s", last->length,
		    last->is_cut ? ", cut" : "");
	say(demo, 4, ROLE_TEXT, line.text);
	str_clear(&line);
	str_format(&line, "%d pastes, %d ticks", demo->pastes, demo->ticks);
	say(demo, 5, ROLE_HINT, line.text);
	str_release(&line);
}

static void
draw(struct demo *demo)
{
	struct term *term = demo->term;
	int rows = term_rows(term);
	int columns = term_columns(term);
	struct str title = STR_EMPTY;
	str_format(&title, "Echo on %d columns and %d rows", columns, rows);
	term_clear(term);
	term_fill(term, 0, 0, columns, ROLE_TITLE);
	say(demo, 0, ROLE_TITLE, title.text);
	term_put_text(term, 2, 0, 7, "> Text", ROLE_FOCUS);
	int room = columns - 8;
	term_fill(term, 2, 8, room, ROLE_FIELD);
	const char *text = demo->text.text;
	size_t length = demo->text.length;
	size_t from = 0;
	while (utf8_width(text + from, length - from) >= room && from < length)
		from = utf8_next(text, length, from);
	int used =
	    term_put(term, 2, 8, room, text + from, length - from, ROLE_FIELD);
	draw_event(demo);
	say(demo, rows - 3, ROLE_GOOD, "All is well.");
	say(demo, rows - 2, ROLE_WARNING, "! Nothing is kept.");
	say(demo, rows - 1, ROLE_KEYS, "Ctrl-Q Leave");
	term_cursor(term, 2, 8 + used);
	term_show(term);
	str_release(&title);
}

/* Deeper than any stack; that it would end at all the compiler believes. */
static int
call_without_end(volatile int *depth)
{
	volatile char room[1024];
	room[0] = (char)++*depth;
	if (*depth < 0)
		return 0;
	return call_without_end(depth) + room[0];
}

static void
press(struct demo *demo, enum term_key key)
{
	volatile int depth = 0;
	/* Not NULL, which a sanitizer would catch before the processor. */
	volatile int *volatile nowhere = (volatile int *)(intptr_t)16;
	switch (key) {
	case KEY_NAME_CTRL_Q:
		demo->is_done = true;
		break;
	case KEY_NAME_BACKSPACE:
		str_cut(&demo->text, utf8_previous(demo->text.text,
					 demo->text.length, demo->text.length));
		break;
	case KEY_NAME_F5:
		assert(key != KEY_NAME_F5);
		break;
	case KEY_NAME_F6:
		mem_give_up();
		break;
	case KEY_NAME_F7:
		*nowhere = 1;
		break;
	case KEY_NAME_F8:
		call_without_end(&depth);
		break;
	case KEY_NAME_F9:
		raise(SIGTSTP);
		break;
	case KEY_NAME_F10:
		raise(SIGSTOP);
		break;
	default:
		break;
	}
}

static void
handle(struct demo *demo, const struct term_event *event)
{
	demo->last = *event;
	switch (event->kind) {
	case TERM_KEY:
		press(demo, event->key);
		break;
	case TERM_TEXT:
	case TERM_PASTE:
		str_put_n(&demo->text, event->text, event->length);
		demo->pastes += event->kind == TERM_PASTE;
		break;
	case TERM_TICK:
	case TERM_WAKE:
	case TERM_STOP:
		demo->ticks++;
		break;
	case TERM_END:
		demo->is_done = true;
		break;
	case TERM_CLICK:
	case TERM_WHEEL:
	case TERM_RESIZE:
		break;
	}
}

static int
fail(const struct err *err)
{
	struct str text = STR_EMPTY;
	err_put(&text, err, words_english());
	fprintf(stderr, "%s\n", text.text);
	str_release(&text);
	return EXIT_FAILURE;
}

static int
run(struct demo *demo, const struct term_options *options)
{
	struct err err = {0};
	if (!term_open(options, &demo->term, &err))
		return fail(&err);
	draw(demo);
	while (!demo->is_done) {
		struct term_event event;
		term_wait(demo->term, demo->milliseconds, &event);
		handle(demo, &event);
		if (!demo->is_done && !term_has_more(demo->term))
			draw(demo);
	}
	int status = EXIT_SUCCESS;
	if (term_failure(demo->term))
		status = fail(term_failure(demo->term));
	if (demo->save &&
	    !file_write(demo->save, demo->text.text, demo->text.length, &err))
		status = fail(&err);
	term_close(demo->term);
	return status;
}

/* Be the shell of the process that goes on in main(), until it ends. */
static void
be_its_shell(void)
{
	signal(SIGTTOU, SIG_IGN);
	pid_t child = fork();
	pid_t group = child > 0 ? child : getpid();
	setpgid(group, group);
	tcsetpgrp(STDIN_FILENO, group);
	if (child == 0) {
		signal(SIGTTOU, SIG_DFL);
		return;
	}
	int status;
	while (
	    waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
		tcsetpgrp(STDIN_FILENO, getpgrp());
		printf("Stopped\n");
		fflush(stdout);
		tcsetpgrp(STDIN_FILENO, child);
		kill(child, SIGCONT);
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE);
}

int
main(int argc, char *argv[])
{
	setlocale(LC_ALL, "");
	struct term_options options = {
	    .sync_marks = getenv("SEVENSTEPS_SYNC") != NULL,
	};
	struct demo demo = {.text = STR_EMPTY, .milliseconds = -1};
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : "";
		if (text_is(argv[i], "--mouse"))
			options.mouse = true;
		else if (text_is(argv[i], "--theme"))
			options.theme =
			    (enum term_theme)strtol(value, NULL, 10);
		else if (text_is(argv[i], "--shell"))
			be_its_shell();
		else if (text_is(argv[i], "--script"))
			options.script = value;
		else if (text_is(argv[i], "--save"))
			demo.save = value;
		else if (text_is(argv[i], "--tick"))
			demo.milliseconds = (int)strtol(value, NULL, 10);
	}
	int status = run(&demo, &options);
	str_release(&demo.text);
	return status;
}
