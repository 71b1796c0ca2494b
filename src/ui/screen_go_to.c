/*
 * Going to any page of any step.
 *
 * With nothing typed the list holds every page that applies, and a digit goes
 * to a step.  What is typed finds pages by their titles (plan/search.h): words
 * anywhere else are screen_search.c's.  What was found lives in an arena until
 * the next letter.
 *
 * Tested through scripts, tests/screens.
 */
#include "base/str.h"
#include "plan/search.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"

struct go_to {
	struct ui *ui;
	struct edit *search;
	struct menu_list list;
	struct arena *arena; /* of the pages found */
	const struct hit *pages;
	struct area area; /* of the list, as drawn last */
};

enum { NAME_AT = 2 }; /* behind the mark of the one in focus */

static void
go_to_free(void *state)
{
	struct go_to *go_to = state;

	edit_free(go_to->search);
	arena_free(go_to->arena);
	mem_free(go_to);
}

static void
find(struct go_to *go_to)
{
	size_t count;
	const struct reading *const *readings =
	    desk_readings(ui_desk(go_to->ui), &count);

	arena_free(go_to->arena);
	go_to->arena = arena_new();
	go_to->list.focus = go_to->list.top = 0;
	go_to->pages = search_find(go_to->arena, readings, count, SEARCH_PAGES,
	    edit_text(go_to->search), ui_words(go_to->ui), &go_to->list.count);
}

/* --- Drawing -------------------------------------------------------------- */

static int
rows_of_page(void *context, size_t index, bool is_focus)
{
	const struct go_to *go_to = context;

	(void)is_focus;
	return ui_count_rows(&go_to->area, NAME_AT, go_to->pages[index].label);
}

static void
put_page(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	const struct go_to *go_to = context;

	(void)term;
	(void)columns;
	ui_put_text(go_to->ui, &go_to->area, row, column,
	    go_to->pages[index].label, is_focus ? ROLE_FOCUS : ROLE_LABEL);
}

static void
go_to_draw(struct ui *ui, void *state, const struct area *area)
{
	struct go_to *go_to = state;
	struct term *term = ui_term(ui);
	int row = area->top + 2;

	go_to->area = *area;
	go_to->area.top = row;
	go_to->area.rows -= 2;
	line_draw(term, go_to->search, area->top, area->columns,
	    words_get(ui_words(ui), WORD_UI_FIND), go_to->list.count == 0);
	if (go_to->list.count == 0)
		ui_put_text(ui, area, row, 2,
		    words_get(ui_words(ui), WORD_UI_GO_TO_NONE), ROLE_TEXT);
	menu_list_draw(&go_to->list, term, row, go_to->area.rows, area->columns,
	    put_page, go_to);
	ui_put_more(
	    ui, area, menu_list_has_more(&go_to->list, go_to->area.rows));
}

/* --- Keys ----------------------------------------------------------------- */

/* A digit before any letter goes to the first page of that step. */
static bool
go_to_step(struct go_to *go_to, const struct term_event *event)
{
	const struct form_set *set = desk_forms(ui_desk(go_to->ui));

	if (event->kind != TERM_TEXT || event->length != 1 ||
	    edit_length(go_to->search) > 0)
		return false;
	for (size_t i = 0; i < go_to->list.count; i++) {
		const struct page *page = &set->pages[go_to->pages[i].page];
		int step = set->forms[page->form].step;
		if (step > 0 && step == event->text[0] - '0') {
			go_to->list.focus = i;
			return true;
		}
	}
	return false;
}

static bool
go_to_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct go_to *go_to = state;

	if (term_is_key(event, KEY_NAME_ENTER)) {
		if (go_to->list.count == 0)
			return true;
		size_t page = go_to->pages[go_to->list.focus].page;
		screen_pop_to_person(ui);
		page_open(ui, page, 0, NONE);
		return true;
	}
	return go_to_step(go_to, event) ||
	       menu_list_event(&go_to->list, event, go_to->area.rows);
}

static void
go_to_typed(struct ui *ui, void *state)
{
	(void)ui;
	find(state);
}

static struct edit *
go_to_writing(struct ui *ui, void *state)
{
	const struct go_to *go_to = state;

	(void)ui;
	return go_to->search;
}

static bool
go_to_is_empty(const void *state)
{
	const struct go_to *go_to = state;

	return go_to->list.count == 0;
}

static const struct screen_class go_to_class = {
    .name = "go to",
    .about = WORD_UI_HELP_GO_TO,
    .keys = WORD_UI_KEYS_GO_TO,
    .names_person = true,
    .title = WORD_UI_ACT_GO_TO,
    .heading = WORD_UI_GO_TO_TITLE,
    .hint = WORD_UI_HINTS_CHOOSE,
    .is_empty = go_to_is_empty,
    .draw = go_to_draw,
    .event = go_to_event,
    .writing = go_to_writing,
    .typed = go_to_typed,
    .free = go_to_free,
};

void
go_to_open(struct ui *ui)
{
	struct go_to *go_to = mem_new(sizeof(*go_to));

	go_to->ui = ui;
	go_to->list.rows = rows_of_page;
	go_to->list.context = go_to;
	go_to->search = edit_new("", true);
	go_to->arena = arena_new();
	find(go_to);
	screen_push(ui, &go_to_class, go_to);
}
