/*
 * The home screen of one person: the seven steps and the pages round them,
 * how far each is, what is left to spend, and what is missing first.
 */
#include <stdio.h>

#include "base/money.h"
#include "base/utf8.h"
#include "ui/menu_list.h"

enum {
	GAPS_SHOWN = 4,
	HEADING_EDGES = 3 /* blank cells round what stands below the title */
};

struct overview {
	struct menu_list list; /* of forms */
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

/* The sum in one of the ways in which it is told, the whole one or the short.
 */
static void
put_budget(struct ui *ui, struct str *out, bool is_whole)
{
	const struct budget *budget = desk_budget(ui_desk(ui));
	const struct words *words = ui_words(ui);
	bool has_left = budget->left_week.is_known;
	bool is_over = has_left && budget->left_week.pence < 0;
	struct str left = STR_EMPTY, week = STR_EMPTY;

	if (!budget->week.is_known) {
		str_put(out, words_get(words, is_whole ? WORD_UI_NO_SUM
						       : WORD_UI_NO_SUM_SHORT));
		return;
	}
	money_put(&week, budget->week.pence);
	money_put(&left,
	    is_over ? -budget->left_week.pence : budget->left_week.pence);
	if (!has_left)
		words_put(out, words, WORD_UI_SUM_WEEK, week.text, NULL);
	else if (is_whole)
		words_put(out, words,
		    is_over ? WORD_UI_OVER_WEEK : WORD_UI_LEFT_WEEK, left.text,
		    week.text, NULL);
	else
		words_put(out, words,
		    is_over ? WORD_UI_OVER_SHORT : WORD_UI_LEFT_SHORT,
		    left.text, NULL);
	if (budget->is_illustrative && !desk_is_practice(ui_desk(ui)))
		str_format(
		    out, "  %s", words_get(words, WORD_DOC_ILLUSTRATIVE));
	str_release(&left);
	str_release(&week);
}

/* "Left £32.50 of £412.50 a week", or that the sum is not known. */
bool
budget_line(struct ui *ui, struct str *out, int cells)
{
	size_t start = out->length;

	put_budget(ui, out, true);
	if (utf8_text_width(out->text + start) <= cells)
		return true;
	str_cut(out, start);
	put_budget(ui, out, false);
	return utf8_text_width(out->text + start) <= cells;
}

static void
overview_title(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	person_title(ui, left);
	str_put(right, words_get(ui_words(ui), WORD_UI_OVERVIEW_TITLE));
}

static void
overview_subtitle(
    struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	budget_line(ui, left, term_columns(ui_term(ui)) - HEADING_EDGES);
}

static enum word
state_word(const struct progress *progress)
{
	if (!progress->is_started)
		return WORD_UI_STATE_NOT_STARTED;
	if (progress->blocking > 0)
		return WORD_UI_STATE_MISSING;
	return progress->answered >= progress->asked ? WORD_UI_STATE_FINISHED
						     : WORD_UI_STATE_STARTED;
}

static void
put_form(void *context, struct term *term, size_t index, int row, int column,
    int columns, bool is_focus)
{
	struct overview *overview = context;
	struct ui *ui = overview->ui;
	struct desk *desk = ui_desk(ui);
	const struct form *form = &desk_forms(desk)->forms[index];
	struct progress progress =
	    progress_of_form(desk_reading(desk), index, desk_readiness(desk));
	const char *title =
	    wording_get(&form->title, words_language(ui_words(ui)));
	struct str text = STR_EMPTY, done = STR_EMPTY;
	int state_at = columns < 60 ? 30 : 36;
	char answered[16], asked[16];

	if (form->step > 0)
		str_format(&text, "%d ", form->step);
	else
		str_put(&text, "  ");
	str_put(&text, title != NULL ? title : form->id);
	term_put_text(term, row, column, state_at - 1, text.text,
	    is_focus ? ROLE_FOCUS : ROLE_LABEL);
	term_put_text(term, row, column + state_at, 16,
	    words_get(ui_words(ui), state_word(&progress)), ROLE_TEXT);
	snprintf(answered, sizeof(answered), "%d", progress.answered);
	snprintf(asked, sizeof(asked), "%d", progress.asked);
	words_put(&done, ui_words(ui), WORD_UI_DONE_OF, answered, asked, NULL);
	term_put_text(term, row, column + state_at + 17,
	    columns - state_at - 17, done.text, ROLE_HINT);
	str_release(&text);
	str_release(&done);
}

/* The first gaps that block, below the steps. */
static void
draw_gaps(struct ui *ui, int row, int last, int columns)
{
	const struct readiness *readiness = desk_readiness(ui_desk(ui));

	if (readiness->blocking == 0 || row + 1 >= last)
		return;
	char count[24];
	struct str text = STR_EMPTY;
	snprintf(count, sizeof(count), "%zu", readiness->blocking);
	words_put(&text, ui_words(ui),
	    readiness->blocking == 1 ? WORD_UI_BEFORE_AGREED_ONE
				     : WORD_UI_BEFORE_AGREED,
	    count, NULL);
	term_put_text(
	    ui_term(ui), row++, 2, columns - 3, text.text, ROLE_HEADING);
	str_release(&text);
	for (size_t i = 0;
	     i < readiness->blocking && i < GAPS_SHOWN && row < last; i++) {
		term_put_text(ui_term(ui), row, 2, 2, "! ", ROLE_WARNING);
		term_put_text(ui_term(ui), row++, 4, columns - 5,
		    readiness->gaps[i].text, ROLE_TEXT);
	}
}

static void
overview_draw(struct ui *ui, void *state, const struct area *area)
{
	struct overview *overview = state;
	int last = area->top + area->rows;

	overview->list.count = desk_forms(ui_desk(ui))->form_count;
	int height = (int)overview->list.count;
	if (height > area->rows - 1)
		height = area->rows - 1;
	overview->height = height;
	draw_gaps(ui, area->top + height + 2, last, area->columns);
	menu_list_draw(&overview->list, ui_term(ui), area->top + 1, height,
	    area->columns, put_form, overview);
}

/* The first page of a form that still has something open, else its first. */
static void
open_form(struct ui *ui, size_t form)
{
	struct desk *desk = ui_desk(ui);
	const struct form *chosen = &desk_forms(desk)->forms[form];
	size_t first = NONE;

	for (size_t i = 0; i < chosen->page_count; i++) {
		size_t page = chosen->pages[i];
		if (!reading_shows_page(desk_reading(desk), page))
			continue;
		if (first == NONE)
			first = page;
		struct progress progress = progress_of_page(
		    desk_reading(desk), page, desk_readiness(desk));
		if (progress.answered < progress.asked) {
			first = page;
			break;
		}
	}
	if (first == NONE)
		ui_say(ui, WORD_UI_NO_PAGES, NULL);
	else
		page_open(ui, first, 0, NONE);
}

static bool
overview_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct overview *overview = state;
	const struct form_set *set = desk_forms(ui_desk(ui));

	if (event->kind == TERM_KEY && event->key == KEY_NAME_ENTER) {
		open_form(ui, overview->list.focus);
		return true;
	}
	if (event->kind == TERM_TEXT && event->length == 1)
		for (size_t i = 0; i < set->form_count; i++)
			if (set->forms[i].step == event->text[0] - '0') {
				overview->list.focus = i;
				open_form(ui, i);
				return true;
			}
	return menu_list_event(&overview->list, event, overview->height);
}

static bool
overview_can(struct ui *ui, void *state, enum action action, enum word *why)
{
	(void)ui;
	(void)state;
	(void)why;
	return action == ACTION_SUM;
}

static bool
overview_act(struct ui *ui, void *state, enum action action)
{
	(void)state;
	if (action != ACTION_SUM)
		return false;
	sum_open(ui, desk_forms(ui_desk(ui))->by_meaning[MEANS_BUDGET_YEAR], 0);
	return true;
}

static void
overview_hints(struct ui *ui, void *state, struct str *out)
{
	(void)state;
	str_put(out, words_get(ui_words(ui), WORD_UI_HINTS_OVERVIEW));
}

static const struct screen_class overview_class = {
    .name = "overview",
    .title = overview_title,
    .subtitle = overview_subtitle,
    .draw = overview_draw,
    .event = overview_event,
    .can = overview_can,
    .act = overview_act,
    .hints = overview_hints,
    .free = overview_free,
};

/* Say what new forms would change, if there are any. */
static void
tell_new_forms(struct ui *ui)
{
	struct forms_change change;
	struct err err = {0};
	char added[16], renamed[16], gone[16];

	if (!desk_forms_change(ui_desk(ui), &change, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	if (!change.differs)
		return;
	snprintf(added, sizeof(added), "%d", change.added);
	snprintf(renamed, sizeof(renamed), "%d", change.renamed);
	snprintf(gone, sizeof(gone), "%d", change.gone);
	ui_say(ui, WORD_UI_NEW_FORMS, added, renamed, gone, NULL);
}

void
overview_open(struct ui *ui)
{
	struct overview *overview = mem_new(sizeof(*overview));

	overview->ui = ui;
	screen_push(ui, &overview_class, overview);
	tell_new_forms(ui);
}
