/*
 * The menu of all commands with their keys: those that can be used now first,
 * by what they are about, then the others with why they cannot.
 *
 * What a command does, or why it cannot be used, is never cut: it stands beside
 * the name in as many rows as it takes, or in a narrow window below the name
 * in focus.  Letters go to the command whose name begins with them, or else
 * has a word that does, or says one, until another key is pressed.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "ui/frame.h"
#include "ui/menu_list.h"
#include "ui/screens.h"

struct choosing {
	struct menu_list list;
	struct ui *ui;
	enum action actions[ACTION_MAX];
	enum word whys[ACTION_MAX]; /* WORD_MAX: it can */
	struct str typed;           /* to find a command by */
	int name_cells;             /* for the longest name, and a gap */
	struct area area;           /* as drawn last */
};

/* Where a menu has no room for sentences beside the names. */
enum {
	WIDE_MENU = 78,
	NAME_LEAST = 16,
	KEY_CELLS = 11,
	INDENT = 2,
	NAME_GAP = 2
};

static void
choosing_free(void *state)
{
	struct choosing *choosing = state;

	str_release(&choosing->typed);
	mem_free(choosing);
}

static void
menu_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	const struct choosing *choosing = state;

	str_put(left, words_get(ui_words(ui), WORD_UI_MENU_FIND));
	str_put(right, choosing->typed.text);
}

/* The group of the action, or that it cannot be used; as it begins there. */
static const char *
heading_of_action(void *context, size_t index)
{
	const struct choosing *choosing = context;
	enum word headings[2] = {WORD_MAX, WORD_MAX};

	for (size_t i = 0; i < ARRAY_LENGTH(headings) && i <= index; i++)
		headings[i] = choosing->whys[index - i] == WORD_MAX
				  ? action_group(choosing->actions[index - i])
				  : WORD_UI_MENU_NOT_NOW;
	return headings[0] == headings[1]
		   ? NULL
		   : words_get(ui_words(choosing->ui), headings[0]);
}

/* What the action does, or why it cannot be done now. */
static const char *
sentence_of(const struct choosing *choosing, size_t index)
{
	return choosing->whys[index] == WORD_MAX
		   ? ui_action_about(choosing->ui, choosing->actions[index])
		   : words_get(ui_words(choosing->ui), choosing->whys[index]);
}

/* Is there room for sentences, as long as a language's names may be? */
static bool
is_wide(const struct choosing *choosing)
{
	int columns = term_columns(ui_term(choosing->ui));

	return columns >= WIDE_MENU && choosing->name_cells <= columns / 2;
}

/* Where the sentence stands. */
static int
sentence_column(const struct choosing *choosing)
{
	return is_wide(choosing)
		   ? FRAME_INDENT + choosing->name_cells + KEY_CELLS
		   : FRAME_INDENT + INDENT;
}

static int
rows_of_action(void *context, size_t index, bool is_focus)
{
	const struct choosing *choosing = context;

	if (!is_wide(choosing) && !is_focus)
		return 1;
	int rows = ui_count_rows(&choosing->area, sentence_column(choosing),
	    sentence_of(choosing, index));
	return rows + (is_wide(choosing) ? 0 : 1);
}

/* "Undo   Ctrl-Z   Take back what was done last", or why it cannot. */
static void
put_action(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct choosing *choosing = context;
	enum action action = choosing->actions[index];
	enum term_key key = action_key(action);
	bool can = choosing->whys[index] == WORD_MAX;

	(void)columns;
	term_put_text(term, row, column, choosing->name_cells - 1,
	    ui_action_name(choosing->ui, action),
	    is_focus ? ROLE_FOCUS
	    : can    ? ROLE_LABEL
		     : ROLE_HINT);
	if (key != KEY_NAME_MAX)
		term_put_text(term, row, column + choosing->name_cells,
		    KEY_CELLS - 1, term_key_name(key), ROLE_TEXT);
	if (is_wide(choosing) || is_focus)
		ui_put_text(choosing->ui, &choosing->area,
		    is_wide(choosing) ? row : row + 1,
		    sentence_column(choosing), sentence_of(choosing, index),
		    ROLE_HINT);
}

static void
menu_draw(struct ui *ui, void *state, const struct area *area)
{
	struct choosing *choosing = state;

	choosing->area = *area;
	menu_list_draw(&choosing->list, ui_term(ui), area->top, area->rows,
	    area->columns, put_action, choosing);
	ui_put_more(ui, area, menu_list_has_more(&choosing->list, area->rows));
}

/* Where what was typed may stand, and it is looked for in this order. */
enum sought { BEGINS_NAME, IN_NAME, IN_SENTENCE, SOUGHT_MAX };

/* Does a word begin there with what was typed? */
static bool
is_typed(const struct choosing *choosing, size_t index, enum sought sought)
{
	enum action action = choosing->actions[index];
	struct str said = STR_EMPTY, typed = STR_EMPTY;

	str_put_char(&said, ' ');
	utf8_fold(&said, sought == IN_SENTENCE
			     ? ui_action_about(choosing->ui, action)
			     : ui_action_name(choosing->ui, action));
	str_put_char(&typed, ' ');
	utf8_fold(&typed, choosing->typed.text);
	bool is_it = sought == BEGINS_NAME
			 ? text_starts(said.text, typed.text)
			 : strstr(said.text, typed.text) != NULL;
	str_release(&said);
	str_release(&typed);
	return is_it;
}

/* To the first command that says so; false if there is none. */
static bool
go_to_typed(struct choosing *choosing)
{
	for (enum sought sought = 0; sought < SOUGHT_MAX; sought++)
		for (size_t i = 0; i < choosing->list.count; i++)
			if (is_typed(choosing, i, sought)) {
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
	bool is_enter = term_is_key(event, KEY_NAME_ENTER);

	if (event->kind == TERM_TEXT) {
		type(choosing, event);
		return true;
	}
	str_clear(&choosing->typed);
	if (!is_enter)
		return menu_list_event(
		    &choosing->list, event, choosing->area.rows);
	enum action action = choosing->actions[choosing->list.focus];
	screen_pop(ui);
	ui_act(ui, action);
	return true;
}

/* The key that opened it closes it. */
static bool
menu_act(struct ui *ui, void *state, enum action action)
{
	(void)state;
	if (action != ACTION_MENU)
		return false;
	screen_pop(ui);
	return true;
}

static bool
menu_is_beside(const void *state)
{
	(void)state;
	return true;
}

static const struct screen_class menu_class = {
    .name = "menu",
    .about = WORD_UI_HELP_MENU,
    .keys = WORD_UI_KEYS_MENU,
    .title = WORD_UI_MENU_TITLE,
    .hint = WORD_UI_HINTS_CHOOSE,
    .put_heading = menu_heading,
    .draw = menu_draw,
    .event = menu_event,
    .act = menu_act,
    .is_beside = menu_is_beside,
    .free = choosing_free,
};

void
menu_open(struct ui *ui)
{
	struct choosing *choosing = mem_new(sizeof(*choosing));
	size_t count = 0;

	*choosing = (struct choosing){
	    .list = {.rows = rows_of_action,
		.heading = heading_of_action,
		.context = choosing},
	    .ui = ui,
	    .typed = STR_EMPTY,
	    .name_cells = NAME_LEAST,
	};
	for (int able = 1; able >= 0; able--)
		for (enum action action = 0; action < ACTION_MAX; action++) {
			enum word why = ui_why_not(ui, action);
			int name = utf8_text_width(ui_action_name(ui, action));
			if (choosing->name_cells < name + NAME_GAP)
				choosing->name_cells = name + NAME_GAP;
			if ((why == WORD_MAX) != (able == 1) ||
			    action == ACTION_MENU)
				continue;
			choosing->actions[count] = action;
			choosing->whys[count++] = why;
		}
	choosing->list.count = count;
	screen_push(ui, &menu_class, choosing);
}
