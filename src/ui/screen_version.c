/*
 * One version: its pages, what is written down of its papers, and what has
 * changed since.  Nothing here changes it.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "desk/freeze.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"
#include "ui/versions.h"

enum deed { DEED_PAPER, DEED_SIGN, DEED_READ, DEED_DIFF, DEED_MAX };

static const enum word deeds[DEED_MAX] = {
    [DEED_PAPER] = WORD_UI_VERSION_PAPER,
    [DEED_SIGN] = WORD_UI_VERSION_SIGN,
    [DEED_READ] = WORD_UI_VERSION_READ,
    [DEED_DIFF] = WORD_UI_VERSION_DIFF,
};

struct showing {
	struct menu_list list;
	struct ui *ui;
	int number;
	int height;
};

static void
showing_free(void *state)
{
	mem_free(state);
}

static void
put_name(struct ui *ui, const struct showing *showing, struct str *out)
{
	words_put(out, ui_words(ui), WORD_UI_VERSION,
	    numeral_of(showing->number).text, NULL);
}

static void
showing_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	person_title(ui, left);
	put_name(ui, state, right);
}

static void
put_line(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct showing *showing = context;

	line_put(term, row, column, columns,
	    words_get(ui_words(showing->ui), deeds[index]),
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
}

static void
showing_draw(struct ui *ui, void *state, const struct area *area)
{
	struct showing *showing = state;

	showing->height = area->rows - 1;
	menu_list_draw(&showing->list, ui_term(ui), area->top + 1,
	    showing->height, area->columns, put_line, showing);
}

/* What is written down, a paragraph each. */
static void
read_signings(struct ui *ui, const struct showing *showing)
{
	struct arena *arena = arena_new();
	const struct signing *signings;
	struct str title = STR_EMPTY, text = STR_EMPTY;
	struct err err = {.is_set = false};
	size_t count;

	put_name(ui, showing, &title);
	bool is_read = desk_list_signings(
	    ui_desk(ui), showing->number, arena, &signings, &count, &err);
	for (size_t i = 0; is_read && i < count; i++) {
		str_format(&text, "%d. ", signings[i].number);
		signing_put(&text, &signings[i], ui_words(ui));
		str_put(&text, "\n\n");
	}
	if (!is_read)
		ui_say_err(ui, &err);
	else if (count == 0)
		ui_say(ui, WORD_UI_VERSION_NOTHING_WRITTEN, NULL);
	else
		help_open(ui, title.text, text.text);
	str_release(&title);
	str_release(&text);
	arena_free(arena);
}

static void
read_changes(struct ui *ui, const struct showing *showing)
{
	struct str text = STR_EMPTY;
	struct err err = {.is_set = false};
	bool is_different;

	if (!desk_put_diff(
		&text, ui_desk(ui), showing->number, 0, &is_different, &err))
		ui_say_err(ui, &err);
	else if (!is_different)
		ui_say(ui, WORD_UI_VERSION_NO_CHANGES, NULL);
	else
		help_open(ui, words_get(ui_words(ui), WORD_UI_VERSION_CHANGES),
		    text.text);
	str_release(&text);
}

static void
do_deed(struct ui *ui, const struct showing *showing)
{
	switch ((enum deed)showing->list.focus) {
	case DEED_PAPER:
		paper_open_version(ui, showing->number);
		return;
	case DEED_SIGN:
		sign_open(ui, showing->number);
		return;
	case DEED_READ:
		read_signings(ui, showing);
		return;
	case DEED_DIFF:
		read_changes(ui, showing);
		return;
	case DEED_MAX:
		break;
	}
}

static bool
showing_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct showing *showing = state;

	if (!term_is_key(event, KEY_NAME_ENTER))
		return menu_list_event(&showing->list, event, showing->height);
	do_deed(ui, showing);
	return true;
}

static bool
showing_act(struct ui *ui, void *state, enum action action)
{
	const struct showing *showing = state;

	if (action != ACTION_PAPER)
		return false;
	paper_open_version(ui, showing->number);
	return true;
}

static const struct screen_class showing_class = {
    .name = "version",
    .about = WORD_UI_HELP_VERSION,
    .keys = WORD_UI_KEYS_VERSIONS,
    .put_title = showing_title,
    .heading = WORD_UI_VERSION_STAYS,
    .hint = WORD_UI_HINTS_CHOOSE,
    .draw = showing_draw,
    .event = showing_event,
    .act = showing_act,
    .free = showing_free,
};

void
version_open(struct ui *ui, int number)
{
	struct showing *showing = mem_new(sizeof(*showing));

	showing->ui = ui;
	showing->number = number;
	showing->list.count = DEED_MAX;
	screen_push(ui, &showing_class, showing);
}
