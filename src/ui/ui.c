/*
 * The loop and the frame.
 *
 * One loop waits for an event, gives it to the top screen, and draws when no
 * more input waits, so that a flood draws once.  The frame is the same for
 * all screens: title, subtitle, the screen, message, keys.  What a key means is
 * asked of the screen first and of ui_act.c then.
 *
 * The loop sleeps without a wake-up unless somebody is typing; then it ticks
 * 0.4 s after the last key and at most 1 s after the first, and the screen
 * keeps what is being typed.
 *
 * Tested through scripts and a terminal of its own, tests/screens.
 */
#include "ui/ui.h"

#include <string.h>
#include <time.h>

#include "base/safe.h"
#include "base/utf8.h"
#include "ui/state.h"
#include "ui/wrap.h"

enum {
	REST_MS = 400,  /* after the last key */
	MOST_MS = 1000, /* after the first */
	LEAST_COLUMNS = 40,
	LEAST_ROWS = 10,
	FRAME_TOP = 2,   /* title and subtitle */
	FRAME_BOTTOM = 2 /* message and keys */
};

struct desk *
ui_desk(struct ui *ui)
{
	return ui->desk;
}

struct term *
ui_term(struct ui *ui)
{
	return ui->term;
}

const struct words *
ui_words(struct ui *ui)
{
	return desk_words(ui->desk);
}

struct entry *
ui_top(struct ui *ui)
{
	return &ui->stack[ui->depth - 1];
}

void
screen_push(struct ui *ui, const struct screen_class *class, void *state)
{
	ui->stack =
	    mem_grow(ui->stack, ui->depth, &ui->capacity, sizeof(*ui->stack));
	ui->stack[ui->depth++] =
	    (struct entry){class, state, desk_has_plan(ui->desk)};
}

void
screen_pop(struct ui *ui)
{
	struct entry entry = ui->stack[--ui->depth];

	entry.class->free(entry.state);
	bool has_left =
	    entry.is_person && ui->depth > 0 && !ui_top(ui)->is_person;
	if (has_left)
		desk_leave_plan(ui->desk);
	if (ui->depth == 0)
		ui->is_leaving = true;
}

void
screen_pop_to_person(struct ui *ui)
{
	while (ui->depth > 1 && ui->stack[ui->depth - 2].is_person)
		screen_pop(ui);
}

void
screen_pop_to_start(struct ui *ui)
{
	while (ui->depth > 1)
		screen_pop(ui);
}

static void
say_text(struct ui *ui, const char *text)
{
	str_clear(&ui->message);
	safe_put(&ui->message, text, strlen(text), SAFE_ONE_LINE);
	ui->is_message_wrong = false;
}

void
ui_say(struct ui *ui, enum word word, ...)
{
	const char *arguments[ERR_ARGUMENTS_MAX];
	size_t count = 0;
	struct str text = STR_EMPTY;
	va_list list;

	va_start(list, word);
	for (const char *next = va_arg(list, const char *);
	     next != NULL && count < ERR_ARGUMENTS_MAX;
	     next = va_arg(list, const char *))
		arguments[count++] = next;
	va_end(list);
	words_put_array(&text, ui_words(ui), word, arguments, count);
	say_text(ui, text.text);
	str_release(&text);
}

void
ui_say_err(struct ui *ui, const struct err *err)
{
	struct str text = STR_EMPTY;

	err_put(&text, err, ui_words(ui));
	say_text(ui, text.text);
	ui->is_message_wrong = true;
	str_release(&text);
}

bool
ui_settle(struct ui *ui, const struct entry *entry)
{
	return entry->class->settle == NULL ||
	       entry->class->settle(ui, entry->state);
}

bool
ui_settle_all(struct ui *ui)
{
	/* Below help there may be a page that could not be saved before. */
	for (size_t i = ui->depth; i-- > 0;)
		if (!ui_settle(ui, &ui->stack[i]))
			return false;
	return true;
}

static bool
is_too_small(struct ui *ui)
{
	return term_columns(ui->term) < LEAST_COLUMNS ||
	       term_rows(ui->term) < LEAST_ROWS;
}

static void
tick(struct ui *ui)
{
	const struct entry *entry = ui_top(ui);

	if (entry->class->tick != NULL)
		entry->class->tick(ui, entry->state);
	ui->typing_since = 0;
}

static void
handle(struct ui *ui, const struct term_event *event)
{
	const struct entry *entry = ui_top(ui);

	switch (event->kind) {
	case TERM_RESIZE:
		return;
	case TERM_TICK:
		tick(ui);
		return;
	case TERM_END:
		ui_settle_all(ui);
		ui->is_leaving = true;
		return;
	case TERM_KEY:
	case TERM_TEXT:
	case TERM_PASTE:
	case TERM_CLICK:
	case TERM_WHEEL:
		break;
	}
	str_clear(&ui->message);
	bool is_leaving =
	    event->kind == TERM_KEY && event->key == KEY_NAME_CTRL_Q;
	ui->is_quitting &= is_leaving;
	if (is_too_small(ui) && !is_leaving)
		return;
	/* A screen sees its keys first: Del in a field is not "remove". */
	if (entry->class->event != NULL &&
	    entry->class->event(ui, entry->state, event))
		return;
	if (event->kind == TERM_KEY)
		ui_act_on_key(ui, event->key);
}

static void
draw_title(struct ui *ui, int columns)
{
	const struct entry *entry = ui_top(ui);
	struct str left = STR_EMPTY, right = STR_EMPTY, below = STR_EMPTY;

	if (entry->class->title != NULL)
		entry->class->title(ui, entry->state, &left, &right);
	if (entry->class->subtitle != NULL)
		entry->class->subtitle(ui, entry->state, &below);

	int wide = utf8_text_width(right.text);
	int room = columns - 2 - (wide > 0 ? wide + 2 : 0);
	term_fill(ui->term, 0, 0, columns, ROLE_TITLE);
	term_put_text(ui->term, 0, 1, room, left.text, ROLE_TITLE);
	term_put_text(
	    ui->term, 0, columns - wide - 1, wide, right.text, ROLE_TITLE);
	term_put_text(ui->term, 1, 1, columns - 2, below.text, ROLE_TEXT);
	str_release(&left);
	str_release(&right);
	str_release(&below);
}

static void
draw_message(struct ui *ui, int rows, int columns)
{
	if (ui->message.length == 0)
		return;
	int column = 1;
	if (ui->is_message_wrong)
		column += term_put_text(
		    ui->term, rows - 2, column, 2, "! ", ROLE_WRONG);
	term_put_text(ui->term, rows - 2, column, columns - column - 1,
	    ui->message.text, ui->is_message_wrong ? ROLE_WRONG : ROLE_TEXT);
}

/* Keys that work now, as many as fit: the screen's own, then actions. */
static void
draw_keys(struct ui *ui, int rows, int columns)
{
	const struct entry *entry = ui_top(ui);
	struct str keys = STR_EMPTY, one = STR_EMPTY;

	str_format(&keys, "%s %s", term_key_name(ui_action_key(ACTION_HELP)),
	    ui_action_name(ui, ACTION_HELP));
	if (entry->class->hints != NULL) {
		str_put(&keys, "   ");
		entry->class->hints(ui, entry->state, &keys);
	}
	static const enum action shown[] = {ACTION_BACK, ACTION_MENU,
	    ACTION_UNDO, ACTION_SUM, ACTION_PREVIEW, ACTION_QUIT};
	for (size_t i = 0; i < ARRAY_LENGTH(shown); i++) {
		enum word why;
		bool is_pointless = shown[i] == ACTION_BACK && ui->depth == 1;
		if (is_pointless || !ui_can(ui, shown[i], &why))
			continue;
		str_clear(&one);
		str_format(&one, "   %s %s",
		    term_key_name(ui_action_key(shown[i])),
		    ui_action_name(ui, shown[i]));
		if (utf8_text_width(keys.text) + utf8_text_width(one.text) <=
		    columns - 2)
			str_put(&keys, one.text);
	}
	term_fill(ui->term, rows - 1, 0, columns, ROLE_KEYS);
	term_put_text(ui->term, rows - 1, 1, columns - 2, keys.text, ROLE_KEYS);
	str_release(&keys);
	str_release(&one);
}

/* As much of the sentence as a small window holds. */
static void
draw_too_small(struct ui *ui, int rows, int columns)
{
	const char *text = words_get(ui_words(ui), WORD_UI_TOO_SMALL);
	struct wrap wrap = {0};

	wrap_text(&wrap, text, strlen(text), columns);
	for (int i = 0; i < rows && (size_t)i < wrap.count; i++) {
		struct str row = STR_EMPTY;
		str_put_n(&row, text + wrap.rows[i].start, wrap.rows[i].length);
		term_put_text(ui->term, i, 0, columns, row.text, ROLE_TEXT);
		str_release(&row);
	}
	wrap_release(&wrap);
	term_cursor(ui->term, 0, 0);
}

static void
draw(struct ui *ui)
{
	int rows = term_rows(ui->term), columns = term_columns(ui->term);
	const struct area area = {
	    FRAME_TOP, rows - FRAME_TOP - FRAME_BOTTOM, columns};

	term_clear(ui->term);
	if (is_too_small(ui)) {
		draw_too_small(ui, rows, columns);
	} else {
		draw_title(ui, columns);
		draw_message(ui, rows, columns);
		draw_keys(ui, rows, columns);
		/* Last: it sets the cursor on the focus. */
		ui_top(ui)->class->draw(ui, ui_top(ui)->state, &area);
	}
	term_show(ui->term);
}

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* How long to wait: for ever, unless somebody is typing. */
static int
patience(struct ui *ui)
{
	const struct entry *entry = ui_top(ui);

	if (entry->class->is_typing == NULL ||
	    !entry->class->is_typing(ui, entry->state)) {
		ui->typing_since = 0;
		return -1;
	}
	int64_t now = milliseconds();
	if (ui->typing_since == 0)
		ui->typing_since = now;
	int64_t left = ui->typing_since + MOST_MS - now;
	return left < 0 ? 0 : left < REST_MS ? (int)left : REST_MS;
}

bool
ui_run(struct desk *desk, struct term *term, struct err *err)
{
	struct ui ui = {.desk = desk, .term = term, .message = STR_EMPTY};

	start_open(&ui);
	while (!ui.is_leaving) {
		struct term_event event;
		if (!term_has_more(term))
			draw(&ui);
		int wait = patience(&ui);
		if (wait == 0) {
			tick(&ui);
			continue;
		}
		term_wait(term, wait, &event);
		handle(&ui, &event);
	}
	screen_pop_to_start(&ui);
	screen_pop(&ui);
	mem_free(ui.stack);
	str_release(&ui.message);

	const struct err *failure = term_failure(term);
	if (failure != NULL)
		*err = *failure;
	return failure == NULL;
}
