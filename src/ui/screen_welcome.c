/*
 * The first five minutes: what this is, before there is a file; and whom to
 * ring, once there is one.
 *
 * What the numbers may be is the desk's.  A line that is left empty with Enter
 * is an answer, that nobody knows yet; leaving with Esc is none, and what was
 * written until then is kept.
 *
 * Tested by tests/lock.
 */
#include "desk/lock.h"
#include "ui/line.h"
#include "ui/reader.h"
#include "ui/screens.h"

/* --- What this is --------------------------------------------------------- */

enum button { BUTTON_BEGIN, BUTTON_PRACTISE, BUTTON_SETTINGS, BUTTON_MAX };

static const enum word button_words[BUTTON_MAX] = {
    [BUTTON_BEGIN] = WORD_UI_WELCOME_BEGIN,
    [BUTTON_PRACTISE] = WORD_UI_WELCOME_PRACTISE,
    [BUTTON_SETTINGS] = WORD_UI_ACT_SETTINGS,
};

enum { TEXT_AT = 2, EDGES = 3 };

static enum word
button_word(struct ui *ui, enum button button)
{
	return button == BUTTON_BEGIN && desk_wants_plain(ui_desk(ui))
		   ? WORD_UI_WELCOME_BEGIN_PLAIN
		   : button_words[button];
}

struct welcoming {
	struct reader reader;
	const struct words *words; /* that it was laid in, */
	int columns, height;       /* for a window so large */
	enum button focus;
	int first_button; /* the row of the first on the screen */
};

static void
welcoming_free(void *state)
{
	struct welcoming *welcoming = state;

	reader_release(&welcoming->reader);
	mem_free(welcoming);
}

static void
lay(struct ui *ui, struct welcoming *welcoming, int columns)
{
	if (welcoming->columns == columns && welcoming->words == ui_words(ui))
		return;
	welcoming->columns = columns;
	welcoming->words = ui_words(ui);
	reader_clear(&welcoming->reader);
	reader_add(&welcoming->reader,
	    words_get(welcoming->words, desk_wants_plain(ui_desk(ui))
					    ? WORD_UI_WELCOME_PLAIN
					    : WORD_UI_WELCOME_TEXT),
	    columns - EDGES);
}

/* The buttons are always in sight; the sentences scroll if they must. */
static void
welcoming_draw(struct ui *ui, void *state, const struct area *area)
{
	struct welcoming *welcoming = state;
	struct area text = *area;

	lay(ui, welcoming, area->columns);
	int wanted = (int)welcoming->reader.count;
	text.rows -= BUTTON_MAX;
	if (text.rows > wanted)
		text.rows = wanted;
	welcoming->height = text.rows;
	reader_draw(&welcoming->reader, ui_term(ui), &text);
	ui_put_more(ui, area, reader_has_more(&welcoming->reader, text.rows));
	int row = text.top + text.rows;
	if (row + BUTTON_MAX < area->top + area->rows)
		row++;
	welcoming->first_button = row;
	for (enum button i = 0; i < BUTTON_MAX; i++)
		line_draw_button(ui_term(ui), row++, area->columns,
		    words_get(ui_words(ui), button_word(ui, i)),
		    welcoming->focus == i);
}

/* Keys come before the file, unless it has none. */
static void
begin(struct ui *ui)
{
	struct err err = {0};

	if (!desk_wants_plain(ui_desk(ui))) {
		lock_begin_open(ui);
	} else if (desk_make_plain_file(ui_desk(ui), &err)) {
		ui_begin(ui);
		numbers_open(ui);
	} else {
		ui_say_err(ui, &err);
	}
}

static void
practise(struct ui *ui)
{
	struct err err = {0};

	if (desk_open_practice(ui_desk(ui), &err))
		ui_begin(ui);
	else
		ui_say_err(ui, &err);
}

static void
press(struct ui *ui, const struct welcoming *welcoming)
{
	switch (welcoming->focus) {
	case BUTTON_BEGIN:
		begin(ui);
		break;
	case BUTTON_PRACTISE:
		practise(ui);
		break;
	case BUTTON_SETTINGS:
		ui_act(ui, ACTION_SETTINGS);
		break;
	case BUTTON_MAX:
		break;
	}
}

static bool
welcoming_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct welcoming *welcoming = state;
	int next = line_step(event, (int)welcoming->focus, BUTTON_MAX);

	if (event->kind == TERM_CLICK)
		next = event->row - welcoming->first_button;
	if (next >= 0 && next < BUTTON_MAX)
		welcoming->focus = (enum button)next;
	if (next >= 0 || event->kind == TERM_CLICK)
		return true;
	if (event->kind != TERM_KEY)
		return false;
	if (event->key == KEY_NAME_PAGE_UP || event->key == KEY_NAME_PAGE_DOWN)
		return reader_event(
		    &welcoming->reader, event, welcoming->height);
	if (event->key != KEY_NAME_ENTER)
		return false;
	press(ui, welcoming);
	return true;
}

static const struct screen_class welcoming_class = {
    .name = "welcome",
    .about = WORD_UI_HELP_WELCOME,
    .keys = WORD_UI_KEYS_WELCOME,
    .title = WORD_UI_PROGRAM,
    .heading = WORD_UI_WELCOME,
    .hint = WORD_UI_HINTS_WELCOME,
    .draw = welcoming_draw,
    .event = welcoming_event,
    .free = welcoming_free,
};

void
welcome_open(struct ui *ui)
{
	struct welcoming *welcoming = mem_new(sizeof(*welcoming));

	reader_init(&welcoming->reader);
	screen_push(ui, &welcoming_class, welcoming);
}

/* --- Whom to ring --------------------------------------------------------- */

static const enum setting_id asked[] = {
    SETTING_OUT_OF_HOURS, SETTING_COMPLAINTS};

/* A line for each, and the button behind them. */
enum { LINES = 2, STOPS = LINES + 1 };

struct numbers {
	struct edit *lines[LINES];
	int focus;
};

static void
numbers_free(void *state)
{
	struct numbers *numbers = state;

	for (size_t i = 0; i < LINES; i++)
		edit_free(numbers->lines[i]);
	mem_free(numbers);
}

static void
numbers_draw(struct ui *ui, void *state, const struct area *area)
{
	struct numbers *numbers = state;
	const struct words *words = ui_words(ui);
	struct area above = *area;

	above.rows -= STOPS;
	int row =
	    area->top + ui_put_text(ui, &above, area->top, TEXT_AT,
			    words_get(words, WORD_UI_NUMBERS_TEXT), ROLE_TEXT);
	if (row < area->top + above.rows)
		row++;
	for (int i = 0; i < LINES; i++)
		line_draw(ui_term(ui), numbers->lines[i], row++, area->columns,
		    words_get(words, setting_title(asked[i])),
		    numbers->focus == i);
	line_draw_button(ui_term(ui), row, area->columns,
	    words_get(words, WORD_UI_NUMBERS_DONE), numbers->focus == LINES);
}

/* False, and said why, if it cannot be; then the line is in focus. */
static bool
keep(struct ui *ui, struct numbers *numbers, int index, bool is_answer)
{
	const char *text = edit_text(numbers->lines[index]);
	struct err err = {0};

	if (text_is_blank(text) && !is_answer)
		return true;
	if (text_is_blank(text))
		text = SETTING_NOT_KNOWN;
	if (text_is(
		text, settings_get(desk_settings(ui_desk(ui)), asked[index])))
		return true;
	if (desk_change_setting(ui_desk(ui), asked[index], text, &err))
		return true;
	numbers->focus = index;
	ui_say_err(ui, &err);
	return false;
}

static void
go_on(struct ui *ui, struct numbers *numbers)
{
	if (numbers->focus < LINES) {
		if (keep(ui, numbers, numbers->focus, true))
			numbers->focus++;
		return;
	}
	for (int i = 0; i < LINES; i++)
		if (!keep(ui, numbers, i, true))
			return;
	screen_pop(ui);
	ui_say(ui, WORD_UI_NUMBERS_KEPT, NULL);
}

static bool
numbers_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct numbers *numbers = state;
	int next = line_step(event, numbers->focus, STOPS);

	if (next >= 0) {
		numbers->focus = next;
		return true;
	}
	if (term_is_key(event, KEY_NAME_ENTER)) {
		go_on(ui, numbers);
		return true;
	}
	return false;
}

static struct edit *
numbers_writing(struct ui *ui, void *state)
{
	const struct numbers *numbers = state;

	(void)ui;
	return numbers->focus < LINES ? numbers->lines[numbers->focus] : NULL;
}

/* Before it is left: what stands there and can be kept is. */
static bool
numbers_settle(struct ui *ui, void *state)
{
	struct numbers *numbers = state;

	for (int i = 0; i < LINES; i++)
		if (!keep(ui, numbers, i, false))
			return false;
	return true;
}

static const struct screen_class numbers_class = {
    .name = "numbers",
    .about = WORD_UI_HELP_NUMBERS,
    .keys = WORD_UI_KEYS_NUMBERS,
    .title = WORD_UI_PROGRAM,
    .heading = WORD_UI_NUMBERS,
    .hint = WORD_UI_HINTS_NUMBERS,
    .draw = numbers_draw,
    .event = numbers_event,
    .writing = numbers_writing,
    .settle = numbers_settle,
    .free = numbers_free,
};

/* Not where both are answered, nor where an answer could not be kept. */
void
numbers_open(struct ui *ui)
{
	const struct settings *settings = desk_settings(ui_desk(ui));
	bool is_answered = true;

	for (int i = 0; i < LINES; i++)
		is_answered &= settings_is_answered(settings, asked[i]);
	if (is_answered || !settings_path(settings))
		return;
	struct numbers *numbers = mem_new(sizeof(*numbers));
	for (int i = 0; i < LINES; i++)
		numbers->lines[i] =
		    edit_new(settings_get(settings, asked[i]), true);
	screen_push(ui, &numbers_class, numbers);
}
