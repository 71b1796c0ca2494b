/*
 * What comes in: events from the keyboard and the signals, or from a script.
 *
 * Waiting is one poll() on the keyboard, on the signals and on what tells that
 * the machine woke up, without a timeout unless somebody asked for one: an
 * idle program does not wake up.  When the end comes, what has been typed
 * until then is still handed out before TERM_END; and a hangup is the end even
 * if its signal is still on the way.  A script waits for nothing: its time
 * passes where it says so.
 *
 * Owns nothing; all is in the terminal (term/state.h).
 *
 * Tested by tests/unit/term_terminal.c with scripts and term_tty.c on a pty.
 */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "base/file.h"
#include "term/signal.h"
#include "term/state.h"

enum { READ_SIZE = 4096 };

/* --- By a script ---------------------------------------------------------- */

/* A write of the screen, by a script. */
static void
write_screen(struct term *term, const struct script_step *step)
{
	struct str text = STR_EMPTY;

	if (step->act == SCRIPT_PICTURE)
		term_picture(term, &text);
	else
		term_dump(term, step->act == SCRIPT_DUMP_ROLES, &text);
	if (!file_write(step->file, text.text, text.length, &term->failure))
		term->is_ended = true;
	str_release(&text);
}

/* Milliseconds left, or -1 for ever; what was left before counts as well. */
static int
time_left(const struct term *term, int64_t until, int before)
{
	if (until < 0)
		return before;
	int64_t left = until - watch_now(term->watch);
	if (left < 0)
		left = 0;
	return before >= 0 && before < left ? before : (int)left;
}

/*
 * Nobody presses a key for as long as the step says; whoever waits for less
 * is woken in between.  True if that comes first.
 */
static bool
pass_time(struct term *term, const struct script_step *step, int64_t until)
{
	int left = step->milliseconds - term->waited;
	int wanted = time_left(term, until, -1);
	bool is_sooner = wanted >= 0 && wanted <= left;

	watch_let_pass(term->watch, is_sooner ? wanted : left);
	term->waited = is_sooner ? term->waited + wanted : 0;
	if (!is_sooner)
		script_go_on(term->script);
	return is_sooner;
}

/* One step of the script; true if an event comes of it before `until`. */
static bool
take_step(struct term *term, const struct script_step *step, int64_t until,
    struct term_event *event)
{
	switch (step->act) {
	case SCRIPT_WAIT:
		*event = (struct term_event){.kind = TERM_TICK};
		return pass_time(term, step, until);
	case SCRIPT_SLEEP:
		*event = (struct term_event){.kind = TERM_WAKE};
		watch_let_sleep(term->watch, step->milliseconds);
		script_go_on(term->script);
		return true;
	case SCRIPT_DUMP:
	case SCRIPT_DUMP_ROLES:
	case SCRIPT_PICTURE:
		write_screen(term, step);
		break;
	case SCRIPT_EVENT:
		*event = step->event;
		if (event->kind == TERM_RESIZE)
			term_set_size(term, event->row, event->column);
		if (event->kind == TERM_TICK && until >= 0)
			watch_let_pass(term->watch, time_left(term, until, -1));
		break;
	}
	script_go_on(term->script);
	return step->act == SCRIPT_EVENT;
}

/* The next event of the script; what is no event is done on the way. */
static void
follow_script(struct term *term, int64_t until, struct term_event *event)
{
	if (signal_take(SIGNAL_END))
		term->is_ended = true;
	const struct script_step *step;
	while (!term->is_ended && (step = script_step(term->script)))
		if (take_step(term, step, until, event))
			return;
	*event = (struct term_event){.kind = TERM_END};
}

/* --- By keyboard and signals ---------------------------------------------- */

/* Nothing more is read, but what was typed counts. */
static void
end_input(struct term *term)
{
	term->is_ended = true;
	input_settle(term->input);
}

/* Read what is there; the end of the file is a hangup. */
static void
read_keyboard(struct term *term)
{
	char bytes[READ_SIZE];
	ssize_t length = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (length > 0) {
		input_feed(term->input, bytes, (size_t)length);
		term->read_at = watch_now(term->watch);
	} else if (length == 0 || (errno != EINTR && errno != EAGAIN)) {
		end_input(term);
	}
}

/* The last keys before the end: whatever can be read without waiting. */
static void
read_rest(struct term *term)
{
	struct pollfd keyboard = {.fd = STDIN_FILENO, .events = POLLIN};

	if (poll(&keyboard, 1, 0) > 0 && (keyboard.revents & POLLIN))
		read_keyboard(term);
	end_input(term);
}

/* Does the window have another size than the cells? */
static bool
take_size(struct term *term, struct term_event *event)
{
	int rows;
	int columns;

	screen_measure(term->screen, &rows, &columns);
	if (rows == term_rows(term) && columns == term_columns(term))
		return false;
	term_set_size(term, rows, columns);
	*event = (struct term_event){.kind = TERM_RESIZE};
	return true;
}

/*
 * Do what the signals ask; true if that is an event.  After a stop the screen
 * is shown as it was, unless its size is another: then whoever draws must do
 * it.
 */
static bool
take_signals(struct term *term, struct term_event *event)
{
	if (signal_take(SIGNAL_END))
		read_rest(term);
	bool was_stopped = signal_take(SIGNAL_CONTINUE);
	if (term->is_stopping) {
		term->is_stopping = false;
		screen_leave(term->screen);
		signal_stop();
		signal_take(SIGNAL_CONTINUE);
		was_stopped = true;
	} else if (signal_take(SIGNAL_STOP)) {
		term->is_stopping = true;
		*event = (struct term_event){.kind = TERM_STOP};
		return true;
	}
	if (was_stopped)
		screen_leave(term->screen);
	bool has_new_size = (signal_take(SIGNAL_RESIZE) || was_stopped) &&
			    take_size(term, event);
	if (was_stopped && !has_new_size)
		term_show(term);
	return has_new_size;
}

/* The next typed event; marks are answered on the way. */
static bool
take_input(struct term *term, struct term_event *event)
{
	enum input_found found;

	while ((found = input_next(term->input, event)) == INPUT_MARK) {
		if (!term->has_marks)
			continue;
		struct str mark = STR_EMPTY;
		str_format(&mark, "\033]7777;%ld\a", ++term->marks);
		screen_send(term->screen, mark.text, mark.length);
		str_release(&mark);
	}
	if (found == INPUT_NOTHING)
		return false;
	if (term_is_key(event, KEY_NAME_CTRL_R))
		screen_distrust(term->screen);
	return true;
}

/* --- For everybody -------------------------------------------------------- */

bool
term_is_key(const struct term_event *event, enum term_key key)
{
	return event->kind == TERM_KEY && event->key == key;
}

int64_t
term_now(const struct term *term)
{
	return watch_now(term->watch);
}

int64_t
term_slept(const struct term *term)
{
	return watch_slept(term->watch);
}

bool
term_is_needed(const struct term *term)
{
	struct pollfd polled[] = {
	    {.fd = STDIN_FILENO, .events = POLLIN},
	    {.fd = signal_fd(), .events = POLLIN},
	    {.fd = watch_fd(term->watch), .events = POLLIN},
	};

	if (term->script || term_has_more(term))
		return term_has_more(term);
	return poll(polled, ARRAY_LENGTH(polled), 0) > 0;
}

/*
 * Wait for keys, signals and the end of a sleep.  Returns true when `until`
 * has passed.
 */
static bool
wait_for_input(struct term *term, int64_t until)
{
	int patience = input_patience(term->input);

	if (patience >= 0)
		patience = time_left(term, term->read_at + patience, -1);
	int timeout = time_left(term, until, patience);
	struct pollfd polled[] = {
	    {.fd = STDIN_FILENO, .events = POLLIN},
	    {.fd = signal_fd(), .events = POLLIN},
	    {.fd = watch_fd(term->watch), .events = POLLIN},
	};
	int count = poll(polled, ARRAY_LENGTH(polled), timeout);
	if (count == 0 && timeout == patience) {
		input_settle(term->input);
		return false;
	}
	if (count == 0)
		return true;
	if (count < 0)
		return false;
	if (polled[1].revents)
		signal_clear_fd();
	if (polled[2].revents) {
		watch_clear_fd(term->watch);
		term->is_waking = true;
	}
	if (polled[0].revents & POLLIN)
		read_keyboard(term);
	else if (polled[0].revents)
		end_input(term);
	return false;
}

void
term_wait(struct term *term, int milliseconds, struct term_event *event)
{
	int64_t until =
	    milliseconds < 0 ? -1 : watch_now(term->watch) + milliseconds;

	if (term->script) {
		follow_script(term, until, event);
		return;
	}
	for (;;) {
		if (term->is_waking) {
			term->is_waking = false;
			*event = (struct term_event){.kind = TERM_WAKE};
			return;
		}
		if (take_signals(term, event) || take_input(term, event))
			return;
		if (term->is_ended) {
			*event = (struct term_event){.kind = TERM_END};
			return;
		}
		if (wait_for_input(term, until)) {
			*event = (struct term_event){.kind = TERM_TICK};
			return;
		}
	}
}

bool
term_has_more(const struct term *term)
{
	if (!term->script)
		return input_has_event(term->input);
	const struct script_step *step = script_step(term->script);
	return !term->is_ended && step && step->act == SCRIPT_EVENT;
}
