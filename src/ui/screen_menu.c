/*
 * Screens that offer a choice: the menu of all commands with their keys, and
 * the list of pages to go to.
 */
#include "ui/menu_list.h"

struct choosing {
	struct menu_list list;
	struct ui *ui;
	/* Of the menu: what each action does, or why it cannot be done now. */
	enum word hints[ACTION_MAX];
	size_t pages[256]; /* of the go-to list: shown pages in order */
	int height;
};

static const enum word action_abouts[ACTION_MAX] = {
#define ACTION(id, key, name, about) [ACTION_##id] = WORD_##about,
#include "ui/actions.def"
#undef ACTION
};

static void
choosing_free(void *state)
{
	mem_free(state);
}

static void
menu_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_put(left, words_get(ui_words(ui), WORD_UI_MENU_TITLE));
}

/* "Undo   Ctrl-Z   Take back what was done last", or why it cannot. */
static void
put_action(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct choosing *choosing = context;
	struct ui *ui = choosing->ui;
	enum action action = (enum action)index;
	enum term_key key = ui_action_key(action);
	enum { NAME = 22, KEY = 9 };

	term_put_text(term, row, column, NAME - 1, ui_action_name(ui, action),
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	if (key != KEY_NAME_MAX)
		term_put_text(term, row, column + NAME, KEY - 1,
		    term_key_name(key), ROLE_TEXT);
	term_put_text(term, row, column + NAME + KEY, columns - NAME - KEY,
	    words_get(ui_words(ui), choosing->hints[action]), ROLE_HINT);
}

static void
menu_draw(struct ui *ui, void *state, const struct area *area)
{
	struct choosing *choosing = state;

	choosing->height = area->rows;
	menu_list_draw(&choosing->list, ui_term(ui), area->top, area->rows,
	    area->columns, put_action, choosing);
}

static bool
menu_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct choosing *choosing = state;
	bool is_enter = event->kind == TERM_KEY && event->key == KEY_NAME_ENTER;

	if (!is_enter)
		return menu_list_event(
		    &choosing->list, event, choosing->height);
	enum action action = (enum action)choosing->list.focus;
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
    .title = menu_title,
    .draw = menu_draw,
    .event = menu_event,
    .hints = choose_hints,
    .free = choosing_free,
};

void
menu_open(struct ui *ui)
{
	struct choosing *choosing = mem_new(sizeof(*choosing));

	choosing->ui = ui;
	choosing->list.count = ACTION_MAX;
	for (enum action action = 0; action < ACTION_MAX; action++)
		choosing->hints[action] =
		    ui_can(ui, action, &choosing->hints[action])
			? action_abouts[action]
			: choosing->hints[action];
	screen_push(ui, &menu_class, choosing);
}

static void
go_to_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_put(left, words_get(ui_words(ui), WORD_UI_GO_TO_TITLE));
}

static void
put_text(struct ui *ui, struct str *out, const struct wording *wording,
    const char *otherwise)
{
	const char *text = wording_get(wording, words_language(ui_words(ui)));

	reading_put_text(out, desk_reading(ui_desk(ui)),
	    text != NULL ? text : otherwise, ui_words(ui));
}

static void
put_page(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct choosing *choosing = context;
	struct ui *ui = choosing->ui;
	const struct form_set *set = desk_forms(ui_desk(ui));
	const struct page *page = &set->pages[choosing->pages[index]];
	const struct form *form = &set->forms[page->form];
	struct str text = STR_EMPTY;

	if (form->step > 0)
		str_format(&text, "%d ", form->step);
	put_text(ui, &text, &form->title, form->id);
	str_put(&text, ": ");
	put_text(ui, &text, &page->title, page->id);
	term_put_text(term, row, column, columns, text.text,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	str_release(&text);
}

static void
go_to_draw(struct ui *ui, void *state, const struct area *area)
{
	struct choosing *choosing = state;

	choosing->height = area->rows;
	menu_list_draw(&choosing->list, ui_term(ui), area->top, area->rows,
	    area->columns, put_page, choosing);
}

/* A digit goes to the first page of that step. */
static bool
go_to_step(struct choosing *choosing, const struct term_event *event)
{
	const struct form_set *set = desk_forms(ui_desk(choosing->ui));

	if (event->kind != TERM_TEXT || event->length != 1)
		return false;
	for (size_t i = 0; i < choosing->list.count; i++) {
		const struct page *page = &set->pages[choosing->pages[i]];
		if (set->forms[page->form].step == event->text[0] - '0') {
			choosing->list.focus = i;
			return true;
		}
	}
	return false;
}

static bool
go_to_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct choosing *choosing = state;

	if (event->kind == TERM_KEY && event->key == KEY_NAME_ENTER &&
	    choosing->list.count > 0) {
		size_t page = choosing->pages[choosing->list.focus];
		screen_pop_to_person(ui);
		page_open(ui, page, 0, NONE);
		return true;
	}
	return go_to_step(choosing, event) ||
	       menu_list_event(&choosing->list, event, choosing->height);
}

static const struct screen_class go_to_class = {
    .name = "go to",
    .title = go_to_title,
    .draw = go_to_draw,
    .event = go_to_event,
    .hints = choose_hints,
    .free = choosing_free,
};

void
go_to_open(struct ui *ui)
{
	struct choosing *choosing = mem_new(sizeof(*choosing));
	const struct form_set *set = desk_forms(ui_desk(ui));
	const struct reading *reading = desk_reading(ui_desk(ui));

	choosing->ui = ui;
	for (size_t f = 0; f < set->form_count; f++)
		for (size_t p = 0; p < set->forms[f].page_count; p++) {
			size_t page = set->forms[f].pages[p];
			if (reading_shows_page(reading, page) &&
			    choosing->list.count <
				ARRAY_LENGTH(choosing->pages))
				choosing->pages[choosing->list.count++] = page;
		}
	screen_push(ui, &go_to_class, choosing);
}
