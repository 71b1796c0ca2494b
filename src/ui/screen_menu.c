/*
 * The menu of all commands with their keys: those that can be used now first,
 * then the others with why they cannot.  Letters go to the command whose name
 * begins with them, until another key is pressed.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "ui/menu_list.h"

struct choosing {
	struct menu_list list;
	struct ui *ui;
	enum action actions[ACTION_MAX];
	enum word whys[ACTION_MAX]; /* WORD_MAX: it can */
	struct str typed;           /* letters of a name */
	int height;
};

/* Where a menu has no room for sentences beside the names. */
enum { WIDE_MENU = 78, NAME_CELLS = 16, KEY_CELLS = 11 };

static void
choosing_free(void *state)
{
	struct choosing *choosing = state;

	str_release(&choosing->typed);
	mem_free(choosing);
}

static void
menu_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_put(left, words_get(ui_words(ui), WORD_UI_MENU_TITLE));
}

/* What the action does, or why it cannot be done now. */
static const char *
sentence_of(const struct choosing *choosing, size_t index)
{
	return choosing->whys[index] == WORD_MAX
		   ? ui_action_about(choosing->ui, choosing->actions[index])
		   : words_get(ui_words(choosing->ui), choosing->whys[index]);
}

/* In a small window the sentence about the command in focus. */
static void
menu_subtitle(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct choosing *choosing = state;

	(void)right;
	if (term_columns(ui_term(ui)) < WIDE_MENU)
		str_put(left, sentence_of(choosing, choosing->list.focus));
}

/* "Undo   Ctrl-Z   Take back what was done last", or why it cannot. */
static void
put_action(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct choosing *choosing = context;
	struct ui *ui = choosing->ui;
	enum action action = choosing->actions[index];
	enum term_key key = ui_action_key(action);
	bool can = choosing->whys[index] == WORD_MAX;

	term_put_text(term, row, column, NAME_CELLS - 1,
	    ui_action_name(ui, action),
	    is_focus ? ROLE_FOCUS
	    : can    ? ROLE_LABEL
		     : ROLE_HINT);
	column += NAME_CELLS;
	if (key != KEY_NAME_MAX)
		term_put_text(term, row, column, KEY_CELLS - 1,
		    term_key_name(key), ROLE_TEXT);
	column += KEY_CELLS;
	if (term_columns(term) >= WIDE_MENU)
		term_put_text(term, row, column,
		    columns - NAME_CELLS - KEY_CELLS,
		    sentence_of(choosing, index), ROLE_HINT);
}

static void
menu_draw(struct ui *ui, void *state, const struct area *area)
{
	struct choosing *choosing = state;

	choosing->height = area->rows;
	menu_list_draw(&choosing->list, ui_term(ui), area->top, area->rows,
	    area->columns, put_action, choosing);
	ui_put_more(ui, area, menu_list_has_more(&choosing->list, area->rows));
}

/* Does the name of the action begin with what was typed? */
static bool
is_typed(const struct choosing *choosing, size_t index)
{
	struct str name = STR_EMPTY, typed = STR_EMPTY;

	utf8_fold(
	    &name, ui_action_name(choosing->ui, choosing->actions[index]));
	utf8_fold(&typed, choosing->typed.text);
	bool is_it = text_starts(name.text, typed.text);
	str_release(&name);
	str_release(&typed);
	return is_it;
}

/* To the first command of that name; false if there is none. */
static bool
go_to_typed(struct choosing *choosing)
{
	for (size_t i = 0; i < choosing->list.count; i++)
		if (is_typed(choosing, i)) {
			choosing->list.focus = i;
			return true;
		}
	return false;
}

/* A letter more, of the name or of another one. */
static void
type(struct choosing *choosing, const struct term_event *event)
{
	str_put_n(&choosing->typed, event->text, event->length);
	if (go_to_typed(choosing))
		return;
	str_clear(&choosing->typed);
	str_put_n(&choosing->typed, event->text, event->length);
	if (go_to_typed(choosing))
		return;
	str_clear(&choosing->typed);
	ui_say(choosing->ui, WORD_UI_MENU_NO_NAME, NULL);
}

static bool
menu_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct choosing *choosing = state;
	bool is_enter = event->kind == TERM_KEY && event->key == KEY_NAME_ENTER;

	if (event->kind == TERM_TEXT) {
		type(choosing, event);
		return true;
	}
	str_clear(&choosing->typed);
	if (!is_enter)
		return menu_list_event(
		    &choosing->list, event, choosing->height);
	enum action action = choosing->actions[choosing->list.focus];
	screen_pop(ui);
	ui_act(ui, action);
	return true;
}

static void
choose_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_CHOOSE));
}

static const struct screen_class menu_class = {
    .name = "menu",
    .about = WORD_UI_HELP_MENU,
    .keys = WORD_UI_KEYS_MENU,
    .title = menu_title,
    .subtitle = menu_subtitle,
    .draw = menu_draw,
    .event = menu_event,
    .hints = choose_hints,
    .free = choosing_free,
};

void
menu_open(struct ui *ui)
{
	struct choosing *choosing = mem_new(sizeof(*choosing));
	size_t count = 0;

	choosing->ui = ui;
	str_init(&choosing->typed);
	for (int able = 1; able >= 0; able--)
		for (enum action action = 0; action < ACTION_MAX; action++) {
			enum word why;
			bool can = ui_can(ui, action, &why);
			if (can != (able == 1))
				continue;
			choosing->actions[count] = action;
			choosing->whys[count++] = can ? WORD_MAX : why;
		}
	choosing->list.count = count;
	screen_push(ui, &menu_class, choosing);
}
