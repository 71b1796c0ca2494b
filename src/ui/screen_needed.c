/*
 * What a plan still needs: every gap that keeps it from being agreed, then
 * what is worth another look, each under the step where it belongs.  Enter
 * goes to the question that closes it.
 *
 * The gaps are the desk's and are asked for at every drawing, since answers
 * given from here close them.  What is drawn is laid out as rows first, so
 * that no sentence is cut.  Tested through scripts, tests/screens.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/ask.h"
#include "ui/menu_list.h"
#include "ui/screens.h"
#include "ui/told.h"
#include "ui/wrap.h"

enum { MARK_AT = 2, TEXT_AT = 4, EDGE = 1, WHOLE_COLUMNS = 45 };

/* A row of the list: a heading, or a part of a gap's sentence. */
struct needed_row {
	size_t gap; /* NONE: a heading */
	bool is_first;
	const char *text;
	size_t length;
};

struct needed {
	struct arena *arena; /* of what was laid out last */
	struct needed_row *rows;
	size_t row_count, capacity;
	struct wrap wrap;
	size_t focus; /* a gap */
	size_t top;   /* the first row shown */
	int height;
};

static void
needed_free(void *state)
{
	struct needed *needed = state;

	arena_free(needed->arena);
	mem_free(needed->rows);
	wrap_release(&needed->wrap);
	mem_free(needed);
}

static void
needed_heading(struct ui *ui, void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	if (desk_readiness(ui_desk(ui))->blocking > 0)
		needed_count_put(
		    ui, left, term_columns(ui_term(ui)) >= WHOLE_COLUMNS);
}

/* --- Laying out ----------------------------------------------------------- */

static void
add_rows(struct needed *needed, size_t gap, const char *text, int cells)
{
	wrap_text(&needed->wrap, text, strlen(text), cells > 0 ? cells : 1);
	for (size_t i = 0; i < needed->wrap.count; i++) {
		const struct wrap_row *part = &needed->wrap.rows[i];
		needed->rows = mem_grow(needed->rows, needed->row_count,
		    &needed->capacity, sizeof(*needed->rows));
		needed->rows[needed->row_count++] = (struct needed_row){
		    .gap = gap,
		    .is_first = i == 0,
		    .text = text + part->start,
		    .length = part->length,
		};
	}
}

/* "2 Making your plan", or that what follows keeps nobody from agreeing. */
static void
add_heading(
    struct ui *ui, struct needed *needed, size_t form, bool blocks, int cells)
{
	const struct form *source = &desk_forms(ui_desk(ui))->forms[form];
	const char *title =
	    wording_get(&source->title, words_language(ui_words(ui)));
	struct str text = STR_EMPTY;

	if (needed->row_count > 0)
		add_rows(needed, NONE, "", cells);
	if (!title)
		title = source->id;
	if (source->step > 0)
		str_format(&text, "%d %s", source->step, title);
	else
		str_put(&text, title);
	if (!blocks)
		str_format(&text, ": %s",
		    words_get(ui_words(ui), WORD_UI_NEEDED_WORTH));
	add_rows(needed, NONE, str_keep(&text, needed->arena), cells);
}

static void
lay(struct ui *ui, struct needed *needed, int columns)
{
	const struct readiness *readiness = desk_readiness(ui_desk(ui));
	const struct form_set *set = desk_forms(ui_desk(ui));
	size_t form_before = NONE;

	arena_free(needed->arena);
	needed->arena = arena_new();
	needed->row_count = 0;
	for (size_t i = 0; i < readiness->count; i++) {
		const struct gap *gap = &readiness->gaps[i];
		size_t form =
		    gap->page == NONE ? NONE : set->pages[gap->page].form;
		if (i == readiness->blocking)
			form_before = NONE;
		if (form != NONE && form != form_before)
			add_heading(ui, needed, form, i < readiness->blocking,
			    columns - TEXT_AT - EDGE);
		form_before = form;
		add_rows(needed, i, gap->text, columns - TEXT_AT - EDGE);
	}
	if (needed->focus >= readiness->count)
		needed->focus = readiness->count > 0 ? readiness->count - 1 : 0;
}

/* The rows of the gap in focus in view, with the heading above the first. */
static void
scroll(struct needed *needed, size_t height)
{
	size_t first = 0, last;

	while (first < needed->row_count &&
	       needed->rows[first].gap != needed->focus)
		first++;
	last = first;
	while (last + 1 < needed->row_count &&
	       needed->rows[last + 1].gap == needed->focus)
		last++;
	while (first > 0 && needed->rows[first - 1].gap == NONE &&
	       needed->rows[first - 1].length > 0)
		first--;
	if (last >= needed->top + height)
		needed->top = last + 1 - height;
	if (first < needed->top)
		needed->top = first;
}

static void
draw_rows(struct ui *ui, struct needed *needed, const struct area *area)
{
	const struct readiness *readiness = desk_readiness(ui_desk(ui));
	struct term *term = ui_term(ui);

	for (int i = 0; i < area->rows; i++) {
		size_t at = needed->top + (size_t)i;
		if (at >= needed->row_count)
			break;
		const struct needed_row *row = &needed->rows[at];
		bool is_focus = row->gap == needed->focus;
		int y = area->top + i;
		term_put(term, y, row->gap == NONE ? MARK_AT : TEXT_AT,
		    area->columns, row->text, row->length,
		    row->gap == NONE ? ROLE_HEADING
		    : is_focus       ? ROLE_FOCUS
				     : ROLE_TEXT);
		if (row->gap == NONE || !row->is_first)
			continue;
		if (row->gap < readiness->blocking)
			term_put_text(term, y, MARK_AT, 1, "!", ROLE_WARNING);
		if (is_focus) {
			term_put_text(term, y, 0, 1, ">", ROLE_FOCUS);
			term_cursor(term, y, TEXT_AT);
		}
	}
}

static void
needed_draw(struct ui *ui, void *state, const struct area *area)
{
	struct needed *needed = state;

	needed->height = area->rows;
	lay(ui, needed, area->columns);
	term_cursor(ui_term(ui), area->top, MARK_AT);
	if (needed->row_count == 0) {
		term_put_text(ui_term(ui), area->top + 1, MARK_AT,
		    area->columns - MARK_AT,
		    words_get(ui_words(ui), WORD_UI_NEEDED_NOTHING), ROLE_TEXT);
		return;
	}
	scroll(needed, (size_t)area->rows);
	draw_rows(ui, needed, area);
	ui_put_more(
	    ui, area, needed->top + (size_t)area->rows < needed->row_count);
}

/* --- Keys ----------------------------------------------------------------- */

/* What is asked whether it shall go. */
struct asleep {
	size_t field;
	int row;
};

static void
take_asleep(struct ui *ui, void *state)
{
	const struct asleep *asleep = state;
	struct err err = {0};

	if (desk_take_asleep(ui_desk(ui), asleep->field, asleep->row, &err))
		ui_say(ui, WORD_UI_ASLEEP_DONE, NULL);
	else
		ui_say_err(ui, &err);
}

/* No page asks for it, so it is shown here, and may go. */
static void
ask_asleep(struct ui *ui, const struct gap *gap)
{
	struct asleep *asleep = mem_new(sizeof(*asleep));
	struct str text = STR_EMPTY;

	*asleep = (struct asleep){gap->field, gap->row};
	told_asleep(&text, ui_desk(ui), gap->field, gap->row);
	ask_open(ui, &(struct ask){
			 .title = WORD_UI_ASLEEP_TITLE,
			 .no = WORD_UI_ASLEEP_NO,
			 .yes = WORD_UI_ASLEEP_YES,
			 .text = text.text,
			 .act = take_asleep,
			 .free = mem_free,
			 .state = asleep,
		     });
	str_release(&text);
}

static void
open_gap(struct ui *ui, const struct needed *needed)
{
	const struct readiness *readiness = desk_readiness(ui_desk(ui));

	if (needed->focus >= readiness->count)
		return;
	const struct gap *gap = &readiness->gaps[needed->focus];
	if (gap->kind == GAP_ASLEEP)
		ask_asleep(ui, gap);
	else if (gap->page == NONE)
		ui_say(ui, WORD_UI_NEEDED_NOWHERE, NULL);
	else
		page_open(ui, gap->page, gap->row, gap->field);
}

static bool
needed_event(struct ui *ui, void *state, const struct term_event *event)
{
	struct needed *needed = state;

	if (term_is_key(event, KEY_NAME_ENTER)) {
		open_gap(ui, needed);
		return true;
	}
	/* The keys of any list: a page of it is half a window of gaps. */
	struct menu_list list = {
	    .count = desk_readiness(ui_desk(ui))->count,
	    .focus = needed->focus,
	};
	bool is_for_list = menu_list_event(&list, event, needed->height / 2);
	needed->focus = list.focus;
	return is_for_list;
}

static const struct screen_class needed_class = {
    .name = "needed",
    .about = WORD_UI_HELP_NEEDED,
    .keys = WORD_UI_KEYS_NEEDED,
    .names_person = true,
    .title = WORD_UI_NEEDED,
    .put_heading = needed_heading,
    .hint = WORD_UI_HINTS_NEEDED,
    .draw = needed_draw,
    .event = needed_event,
    .free = needed_free,
};

void
needed_open(struct ui *ui)
{
	struct needed *needed = mem_new(sizeof(*needed));

	needed->arena = arena_new();
	screen_push(ui, &needed_class, needed);
}

void
needed_count_put(struct ui *ui, struct str *out, bool is_whole)
{
	size_t count = desk_readiness(ui_desk(ui))->blocking;

	enum word word = is_whole ? WORD_UI_NEEDED_COUNT : WORD_UI_NEEDED_SHORT;
	if (count == 0)
		word =
		    is_whole ? WORD_UI_NEEDED_NONE : WORD_UI_NEEDED_NONE_SHORT;
	words_put(out, ui_words(ui), word, numeral_of_count(count).text, NULL);
}
