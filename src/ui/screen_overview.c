/*
 * The home screen of one person: the seven steps and the pages round them,
 * how far each is, what is left to spend, and what is missing first.
 */
#include "base/utf8.h"
#include "desk/jot.h"
#include "plan/progress.h"
#include "ui/line.h"
#include "ui/menu_list.h"
#include "ui/screens.h"
#include "ui/told.h"

/* The lines below the forms. */
enum home_line {
	LINE_NEEDED,
	LINE_JOTS, /* only when there are some */
	LINE_PAPER,
	LINE_VERSIONS,
	LINE_MAX_COUNT
};

enum {
	SOME_COLUMNS = 60, /* where a line can say more */
	ALL_COLUMNS = 78,
	HEADING_EDGES = 3 /* blank cells round what stands below the title */
};

struct overview {
	struct menu_list list; /* of forms, and what stands below them */
	size_t form_count;
	enum home_line lines[LINE_MAX_COUNT]; /* that stand there now */
	size_t line_count, jot_count;
	struct ui *ui;
	int height;
};

static void
overview_free(void *state)
{
	mem_free(state);
}

void
person_title(struct ui *ui, struct str *out)
{
	desk_put_name(out, ui_desk(ui));
	str_format(out, "  %s", desk_reference(ui_desk(ui)));
}

/* "Left £32.50 of £412.50 a week", or that the sum is not known. */
bool
budget_line(struct ui *ui, struct str *out, int cells)
{
	size_t start = out->length;

	told_budget(out, ui_desk(ui), true);
	if (utf8_text_width(out->text + start) <= cells)
		return true;
	str_cut(out, start);
	told_budget(out, ui_desk(ui), false);
	return utf8_text_width(out->text + start) <= cells;
}

static void
overview_heading(
    struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	budget_line(ui, left, term_columns(ui_term(ui)) - HEADING_EDGES);
}

static enum told_room
room_in(int columns)
{
	return columns < SOME_COLUMNS  ? TOLD_LITTLE
	       : columns < ALL_COLUMNS ? TOLD_SOME
				       : TOLD_ALL;
}

static void
put_form(struct ui *ui, size_t index, enum told_room room, struct str *name,
    struct str *state)
{
	struct desk *desk = ui_desk(ui);
	const struct form *form = &desk_forms(desk)->forms[index];
	struct progress progress =
	    progress_of_form(desk_reading(desk), index, desk_readiness(desk));
	const char *title =
	    wording_get(&form->title, words_language(ui_words(ui)));

	if (form->step > 0)
		str_format(name, "%d ", form->step);
	else
		str_put(name, "  ");
	str_put(name, title ? title : form->id);
	told_progress(state, ui_words(ui), &progress, room);
}

/* What stands below the forms, and what there is to say about it. */
static const struct {
	enum word name, about;
} line_words[LINE_MAX_COUNT] = {
    [LINE_NEEDED] = {WORD_UI_NEEDED, WORD_MAX},
    [LINE_JOTS] = {WORD_UI_JOTS, WORD_UI_JOTS_COUNT},
    [LINE_PAPER] = {WORD_UI_PAPER, WORD_UI_PAPER_ABOUT},
    [LINE_VERSIONS] = {WORD_UI_VERSIONS, WORD_UI_VERSIONS_ABOUT},
};

static void
put_home_line(const struct overview *overview, enum home_line line,
    enum told_room room, struct str *name, struct str *state)
{
	const struct words *words = ui_words(overview->ui);

	str_format(name, "  %s", words_get(words, line_words[line].name));
	if (line == LINE_NEEDED)
		needed_count_put(overview->ui, state, room == TOLD_ALL);
	else if (line == LINE_JOTS)
		words_put(state, words, line_words[line].about,
		    numeral_of_count(overview->jot_count).text, NULL);
	else if (room == TOLD_ALL)
		str_put(state, words_get(words, line_words[line].about));
}

/* A line of the home screen: a form, or what stands below them. */
static void
put_line(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct overview *overview = context;
	struct str name = STR_EMPTY, state = STR_EMPTY;
	enum told_room room = room_in(term_columns(term));
	int state_at = room == TOLD_ALL ? 34 : 26;

	if (index < overview->form_count)
		put_form(overview->ui, index, room, &name, &state);
	else
		put_home_line(overview,
		    overview->lines[index - overview->form_count], room, &name,
		    &state);
	line_put(term, row, column, state_at - 1, name.text,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	line_put(term, row, column + state_at, columns - state_at, state.text,
	    ROLE_TEXT);
	str_release(&name);
	str_release(&state);
}

/* Which lines there are now; the focus stays on its own. */
static void
refresh(struct ui *ui, struct overview *overview)
{
	size_t focus = overview->list.focus;
	bool is_line = overview->line_count > 0 &&
		       focus >= overview->form_count &&
		       focus < overview->form_count + overview->line_count;
	enum home_line at = is_line
				? overview->lines[focus - overview->form_count]
				: LINE_MAX_COUNT;

	overview->form_count = desk_forms(ui_desk(ui))->form_count;
	overview->jot_count = desk_count_jots(ui_desk(ui));
	overview->line_count = 0;
	for (enum home_line line = 0; line < LINE_MAX_COUNT; line++) {
		if (line == LINE_JOTS && overview->jot_count == 0)
			continue;
		if (line == at)
			overview->list.focus =
			    overview->form_count + overview->line_count;
		overview->lines[overview->line_count++] = line;
	}
	overview->list.count = overview->form_count + overview->line_count;
	overview->list.gap = overview->form_count;
}

static void
overview_draw(struct ui *ui, void *state, const struct area *area)
{
	struct overview *overview = state;

	refresh(ui, overview);
	overview->height = area->rows - 1;
	menu_list_draw(&overview->list, ui_term(ui), area->top + 1,
	    overview->height, area->columns, put_line, overview);
	ui_put_more(
	    ui, area, menu_list_has_more(&overview->list, overview->height));
}

static void
open_form(struct ui *ui, size_t form)
{
	struct desk *desk = ui_desk(ui);
	size_t page =
	    page_to_open(desk_reading(desk), desk_readiness(desk), form);

	if (page == NONE)
		ui_say(ui, WORD_UI_NO_PAGES, NULL);
	else
		page_open(ui, page, 0, NONE);
}

/* False: there is no such step. */
static bool
open_step(struct ui *ui, int step)
{
	const struct form_set *set = desk_forms(ui_desk(ui));

	for (size_t i = 0; i < set->form_count && step > 0; i++)
		if (set->forms[i].step == step) {
			overview_remember(ui, i);
			open_form(ui, i);
			return true;
		}
	return false;
}

/* The page with the list of what is jotted down. */
static void
open_jots(struct ui *ui)
{
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t repeat = form_find_meaning(set, MEANS_JOT);

	page_open(ui, set->repeats[repeat].page, 0, NONE);
}

static void
open_line(struct ui *ui, const struct overview *overview)
{
	size_t focus = overview->list.focus;

	if (focus < overview->form_count) {
		open_form(ui, focus);
		return;
	}
	switch (overview->lines[focus - overview->form_count]) {
	case LINE_NEEDED:
		needed_open(ui);
		break;
	case LINE_JOTS:
		open_jots(ui);
		break;
	case LINE_PAPER:
		ui_act(ui, ACTION_PREVIEW);
		break;
	case LINE_VERSIONS:
		ui_act(ui, ACTION_VERSIONS);
		break;
	case LINE_MAX_COUNT:
		break;
	}
}

static bool
overview_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct overview *overview = state;

	if (term_is_key(event, KEY_NAME_ENTER)) {
		open_line(ui, overview);
		return true;
	}
	if (event->kind == TERM_TEXT && event->length == 1 &&
	    open_step(ui, event->text[0] - '0'))
		return true;
	return menu_list_event(&overview->list, event, overview->height);
}

static bool
overview_has(struct ui *ui, void *state, enum fact fact)
{
	(void)ui;
	(void)state;
	return fact == FACT_SUM;
}

static bool
overview_act(struct ui *ui, void *state, enum action action)
{
	(void)state;
	if (action != ACTION_SUM)
		return false;
	sum_open(ui,
	    form_find_meaning(desk_forms(ui_desk(ui)), MEANS_BUDGET_YEAR), 0);
	return true;
}

static const struct screen_class overview_class = {
    .name = "overview",
    .about = WORD_UI_HELP_OVERVIEW,
    .keys = WORD_UI_KEYS_OVERVIEW,
    .names_person = true,
    .title = WORD_UI_OVERVIEW_TITLE,
    .put_heading = overview_heading,
    .hint = WORD_UI_HINTS_OVERVIEW,
    .draw = overview_draw,
    .event = overview_event,
    .has = overview_has,
    .act = overview_act,
    .free = overview_free,
};

/* Say what new forms would change, if there are any. */
static void
tell_new_forms(struct ui *ui)
{
	struct forms_change change;
	struct err err = {0};

	if (!desk_forms_change(ui_desk(ui), &change, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	if (!change.differs)
		return;
	ui_say(ui, WORD_UI_NEW_FORMS, numeral_of(change.added).text,
	    numeral_of(change.renamed).text, numeral_of(change.gone).text,
	    NULL);
}

void
overview_open(struct ui *ui)
{
	struct overview *overview = mem_new(sizeof(*overview));

	overview->ui = ui;
	screen_push(ui, &overview_class, overview);
	tell_new_forms(ui);
}

void
overview_remember(struct ui *ui, size_t form)
{
	struct overview *overview = screen_find(ui, &overview_class);

	if (overview)
		overview->list.focus = form;
}

void
overview_open_step(struct ui *ui, int step)
{
	screen_pop_to_person(ui);
	open_step(ui, step);
}
